"""The library's exercises are sound, and each kind of fault is told at its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from vmdojo.coaching.exercise_check import check_exercise
from vmdojo.grading import load_rubric
from vmdojo.scenarios import content_hash, load_library, loads_toml
from vmdojo.scenarios.exercise_model import Exercise
from vmdojo.scenarios.exercises import Exercises, exercise_files, load_exercise, load_exercises
from vmdojo.scenarios.library import library_folder
from vmdojo.scenarios.permanent import IDS, check_ids
from vmdojo.scenarios.toml import Loaded

RUBRIC = load_rubric()
LIBRARY = load_library()
GUESTS = "because three of your guests missed the second act in line for a glass"
FILES = {path.stem: path for path in exercise_files()}


def told(name: str, *changes: tuple[str, str]) -> str:
    text = FILES[name].read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    one = cast(Loaded[Exercise], loads_toml(text, cast(Any, Exercise), name=f"{name}.toml"))
    scenario = None if one.value is None else LIBRARY.get(one.value.scenario)
    return "\n".join(problem.render() for problem in check_exercise(one, scenario, RUBRIC))


def test_the_library_s_own_are_sound_and_listed() -> None:
    loaded = [load_exercise(path) for path in FILES.values()]
    assert not load_exercises(LIBRARY).problems
    for one in loaded:
        assert check_exercise(one, LIBRARY.get(one.require().scenario), RUBRIC) == []
    assert check_ids(library_folder() / "exercises" / IDS, loaded) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("who-is-this", 'id = "who-is-this"', 'id = "who-was-that"', "the name of the file differ"),
        ("who-is-this", '"tone.apologetic"', '"tone.guilt"', '"tone.guilt" is said to be planted'),
        ("who-is-this", '"tone.apologetic"', '"tone.sorry"', 'no rule "tone.sorry"'),
        ("who-is-this", '"identity", "reason"', '"identity", "charm"', 'no skill "charm"'),
        ("who-is-this", "Ishbel, Callum Wei", "Hi, it's only me", "does not pass"),
        ("who-is-this", "some point before", "some point, 212-867-5309, before", "telephone number"),
        ("who-is-this", "Hi Ishbel", "Hi [NAME]", "never filled in"),
        ("who-is-this", 'kind = "repair"', 'kind = "repare"', "did you mean: repair"),
        ("who-is-this", 'kind = "repair"', 'kind = "repair"\nlevel = 3', 'no key "level"'),
        ("a-box-or-a-mystery", 'better = "other"', 'better = "one"', "15 points between them"),
        ("a-box-or-a-mystery", '"ask.vague_important"', '"tone.guilt"', "do not bear this out"),
        ("a-box-or-a-mystery", '"ask.nothing_to_fear"', '"identity.no_company"', "findings bear this out"),
        ("a-water-break", '"no-shows", "cap"', '"no-shows", "caps"', 'no fact "caps"'),
        ("a-water-break", '"no-shows", "cap"', '"no-shows", "record"', "no reason to keep"),
        ("a-water-break", '"no-shows", "cap"', '"no-shows", "chain"', "does not use the fact"),
        ("one-name-please", "level = 2", "level = 9", "no more than the mark"),
        ("in-that-order", GUESTS, "with an idea about your building and a box", "does not pass"),
    ],
)  # fmt: skip
def test_a_fault_is_told(name: str, old: str, new: str, message: str) -> None:
    found = told(name, (old, new))
    assert message in found
    assert f"{name}.toml:" in found


def test_a_message_that_is_short_already_gives_nothing_to_cut() -> None:
    text = FILES["a-water-break"].read_text(encoding="utf-8")
    begins, ends = text.index("Hi there Leilani"), text.index('"""', text.index("Hi there Leilani"))
    assert "too little to cut" in told("a-water-break", (text[begins:ends], "Leilani, Dermot Quill at Sparerack.\n"))


def test_two_of_one_id_and_a_buyer_that_is_not_there() -> None:
    sound = load_exercise(FILES["who-is-this"])
    twice = Exercises([sound, sound], LIBRARY)
    assert ["already belongs" in problem.message for problem in twice.problems] == [True]
    text = FILES["who-is-this"].read_text(encoding="utf-8").replace('"battery-day"', '"battery-days"')
    stray = cast(Loaded[Exercise], loads_toml(text, cast(Any, Exercise)))
    problem = Exercises([stray], LIBRARY).problems[0]
    assert problem.nearest == "battery-day"
    taken = text.replace('id = "who-is-this"', 'id = "leaf-week"').replace('"battery-days"', '"battery-day"')
    clash = cast(Loaded[Exercise], loads_toml(taken, cast(Any, Exercise)))
    assert "belongs to a scenario" in Exercises([clash], LIBRARY).problems[0].message


def test_the_kind_is_content_and_line_endings_are_not() -> None:
    text = FILES["one-name-please"].read_text(encoding="utf-8")
    plain = cast(Loaded[Exercise], loads_toml(text, cast(Any, Exercise)))
    windows = cast(Loaded[Exercise], loads_toml(text.replace("\n", "\r\n"), cast(Any, Exercise)))
    other = cast(Loaded[Exercise], loads_toml(text.replace("A name by text", "A word by text"), cast(Any, Exercise)))
    assert content_hash(plain.require()) == content_hash(windows.require()) != content_hash(other.require())


def test_ids_are_for_good(tmp_path: Path) -> None:
    listed = tmp_path / IDS
    one = load_exercise(FILES["who-is-this"])
    assert check_ids(listed, [one]) == []
    listed.write_text("who-is-this\ngone-for-good\n", encoding="utf-8")
    assert [(p.line, "gone-for-good" in p.message) for p in check_ids(listed, [one])] == [(2, True)]
    listed.write_text("# nothing\n", encoding="utf-8")
    assert ["not in the list of ids" in p.message for p in check_ids(listed, [one])] == [True]
    listed.write_bytes(b"\xff\xfe")
    assert "not UTF-8" in check_ids(listed, [one])[0].message
