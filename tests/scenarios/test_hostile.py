"""Files that mean harm: they end in a bounded number of problems, and the scanner never runs away."""

from __future__ import annotations

import json

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from vmdojo.scenarios import Scenario, check_scenario, loads_toml

MEBIBYTE = 1024 * 1024

# All of these took seconds to hours with a scanner that backtracks or recurses.
HOSTILE = {
    "deep list, open": "x = " + "[" * 100_000,
    "deep list": "x = " + "[" * 300 + "]" * 300,
    "deep inline table": "x = " + "{a=" * 100_000,
    "endless key": "a" + ".a" * 100_000 + " = 1",
    "endless keys": "\n".join("a" + ".a" * 900 + f".k{i} = 1" for i in range(200)),
    "endless key in an inline table": "x = {" + "'b' . " * 70 + "c = 1}",
    "endless headers": "\n".join("[" + "a." * 900 + f"k{i}]" for i in range(200)),
    "long list": "skills = [" + "1," * 100_000 + "]",
    "many keys": "\n".join(f"k{i} = 1" for i in range(20_000)),
    "many tables": "[[fact]]\n" * 20_000,
    "text of a mebibyte": 'title = "' + "a" * (MEBIBYTE - 20) + '"',
    "long text of quotes": 'title = """' + 'a""\n' * 200_000 + '"""',
    "text that never closes": 'title = """' + '""a' * 300_000,
    "text of escapes": 'title = "' + "\\n" * 400_000 + '"',
    "blank lines": "\n" * (MEBIBYTE - 1) + "x",
    "blanks": " " * (MEBIBYTE - 2) + "x",
    "comment": "#" * (MEBIBYTE - 1),
    "long key": "k" * (MEBIBYTE - 20) + "=1",
    "doubled keys": "a=1\n" * 50_000,
    "number of 100,000 digits": "format = " + "9" * 100_000,
    "number of 4,000 digits": "format = " + "9" * 4_000,
    "quotes": '"' * MEBIBYTE,
    "apostrophes": "'" * MEBIBYTE,
    "brackets": "[[" * (MEBIBYTE // 2),
    "infinity": "format = inf",
    "invisible": "\u202e = 1",
    "null": "format = \0",
    "lone surrogate": "title = '\ud800'",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_ends_in_problems_of_bounded_size(text: str) -> None:
    loaded = loads_toml(text, Scenario, name="hostile.toml")
    assert loaded.value is None
    assert 0 < len(loaded.problems) <= 200
    told = "\n".join(p.render() for p in loaded.problems)
    assert len(told) < 100_000
    assert told.replace("\n", "").isprintable()
    told.encode("utf-8")


def test_a_text_over_a_mebibyte_is_not_even_parsed() -> None:
    for text in ("#" * (MEBIBYTE + 1), "#" + "é" * (MEBIBYTE // 2)):
        (problem,) = loads_toml(text, Scenario).problems
        assert problem.message == "The text is larger than 1 MiB."


def test_dots_in_a_text_are_no_endless_key(sound: str) -> None:
    dots = sound.replace("Flour on my hands.", "No. " * 40 + "..." * 100 + " 'x.y' " * 100)
    assert loads_toml(dots, Scenario).value is not None
    key = "a" + ".a" * 60 + " = 1\n"
    assert "knows no key" in loads_toml(key + sound, Scenario).problems[0].message


def test_a_sound_form_with_monstrous_content_is_checked_in_bounds(sound: str) -> None:
    """A thousand samples of a thousand characters would be half a million comparisons."""
    sample = '[[weak]]\ntext = "%s"\nfaults = ["a"]\n'
    text = sound + "".join(sample % (f"{n} " + "blah " * 180) for n in range(1000))
    loaded = loads_toml(text, Scenario)
    assert loaded.value is not None
    problems = check_scenario(loaded)
    assert any(p.key == "weak[6]" for p in problems)
    long = loads_toml(sound.replace("Flour on my hands.", "867-5309 " * 90_000), Scenario)
    problems = check_scenario(long)
    assert {p.key for p in problems} == {"buyer.greeting"}
    assert len(problems) < 60


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_answered_inertly(text: str) -> None:
    loaded = loads_toml(text, Scenario, name=text)
    assert loaded.value is None
    for problem in loaded.problems:
        assert problem.render().replace("\n", "").isprintable()
        assert problem.line <= text.count("\n") + 1


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_words_in_a_text_are_checked_without_harm(words: str) -> None:
    text = json.dumps(words).replace("\\/", "/")
    toml = MINIMAL.replace("$", text) if words else MINIMAL.replace("$", '"x"')
    loaded = loads_toml(toml, Scenario)
    for problem in check_scenario(loaded):
        assert problem.render().replace("\n", "").isprintable()


MINIMAL = """\
format = 1
id = "m"
title = $
belt = "white"
kind = "message"
skills = ["a"]
teaches = $
fact = [{id = "f", kind = "decoy", text = $, cues = [$, $]}]
buyer = {name = $, role = $, company = $, industry = $, temperament = "warm", greeting = $}
brief = {you_sell = $, your_company = $, goal = $, relationship = "cold", your_number = $}
strong = [{text = $, shows = $}, {text = $, shows = $}]
weak = [{text = $, faults = [$], disputed = $}]
"""
