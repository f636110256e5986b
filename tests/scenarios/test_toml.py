"""Reading TOML: every problem in one run, at its place, in words."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta

from vmdojo.scenarios import Loaded, Problem, Scenario, ScenarioError, load_toml, loads_toml
from vmdojo.scenarios.problem import inert


class Rule(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    weight: Annotated[float, Meta(ge=0, le=10)] = 1.0
    phrases: tuple[str, ...] = ()
    dates: dict[str, int] = {}


class Book(msgspec.Struct, forbid_unknown_fields=True):
    format: Literal[1]
    rule: tuple[Rule, ...] = ()
    size: tuple[int, int] = (1, 2)
    name: Annotated[str, Meta(pattern="^[a-z]+$", max_length=8, description="small letters")] = "x"
    switch: bool | None = None


class Fuse(msgspec.Struct, tag="fuse", tag_field="kind", forbid_unknown_fields=True):
    amps: int


class Lamp(msgspec.Struct, tag="lamp", tag_field="kind", forbid_unknown_fields=True):
    colour: str


class Box(msgspec.Struct, forbid_unknown_fields=True):
    part: list[Fuse | Lamp]
    note: str | int = ""


class Even(msgspec.Struct):
    number: int

    def __post_init__(self) -> None:
        if self.number % 2:
            raise ValueError("an odd number")


class Pairs(msgspec.Struct):
    pair: list[Even]


def places(loaded: Loaded[Any]) -> list[tuple[int, int, str]]:
    return [(p.line, p.column, p.key) for p in loaded.problems]


def only(loaded: Loaded[Any]) -> Problem:
    assert loaded.value is None
    assert len(loaded.problems) == 1, "\n".join(p.render() for p in loaded.problems)
    return loaded.problems[0]


def test_a_sound_file_has_a_value_and_no_problem(sound: str) -> None:
    loaded = loads_toml(sound, Scenario)
    assert loaded.problems == ()
    assert loaded.require().fact[2].cues == ("empty shelf", "sold out by nine")


def test_typo_wrong_type_and_missing_table_come_in_one_run(sound: str) -> None:
    text = sound.replace("your_company", "yuor_company").replace(
        "target_seconds = [15, 30]", 'target_seconds = "short"'
    )
    start, end = text.index("[buyer]"), text.index("[brief]")
    loaded = loads_toml(text[:start] + text[end:], Scenario, name="scenarios/x.toml")
    lines = (text[:start] + text[end:]).splitlines()
    assert [p.key for p in loaded.problems] == ["buyer", "brief.yuor_company", "brief.target_seconds"]
    missing, typo, wrong = loaded.problems
    assert (missing.line, missing.column) == (1, 1)
    assert "[buyer]" in missing.message
    assert lines[typo.line - 1].startswith("yuor_company")
    assert typo.nearest == "your_company"
    assert lines[wrong.line - 1].index('"short"') == wrong.column - 1
    assert wrong.render().startswith(f"scenarios/x.toml:{wrong.line}:{wrong.column}: ")


def test_a_rendered_problem_shows_line_caret_expectation_and_nearest_key() -> None:
    problem = only(loads_toml("format = 1\n[[rule]]\nid = 'a'\nwieght = 2.0\n", Book, name="r.toml"))
    assert problem.render().splitlines() == [
        'r.toml:4:1: The table [[rule]] knows no key "wieght".',
        "     4 | wieght = 2.0",
        "       | ^",
        "       expected: one of id, weight, phrases, dates",
        "       did you mean: weight",
    ]


def test_a_mistyped_required_key_is_one_problem_and_its_value_is_judged_too(sound: str) -> None:
    loaded = loads_toml(sound.replace('temperament = "brisk"', 'temprament = "briskk"'), Scenario)
    assert [(p.key, p.nearest) for p in loaded.problems] == [
        ("buyer.temprament", "temperament"),
        ("buyer.temprament", "brisk"),
    ]


def test_a_key_that_strayed_into_the_wrong_table_is_sent_home(sound: str) -> None:
    loaded = loads_toml(sound + 'was = ["old-oven"]\n', Scenario)
    assert only(loaded).expected == '"was" stands at the top of the file, above the first [table]'
    loaded = loads_toml(sound.replace("[brief]", '[brief]\nindustry = "bread"'), Scenario)
    assert only(loaded).expected == '"industry" stands in [buyer]'


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("format = 2", (1, 10, "format"), '"format" cannot be 2.'),
        ("format = true", (1, 10, "format"), '"format" cannot be true.'),
        ("format = 1\nsize = [1]", (2, 8, "size"), '"size" must hold exactly 2 items, not 1.'),
        ("format = 1\nsize = [1, 2.5]", (2, 12, "size[1]"), 'Item 2 of "size" must be a whole number, not 2.5.'),
        ("format = 1\nname = 'Ab'", (2, 8, "name"), '"name" cannot be "Ab".'),
        ("format = 1\nname = 'abcdefghi'", (2, 8, "name"), '"name" has 9 characters.'),
        ("format = 1\nswitch = 'on'", (2, 10, "switch"), '"switch" must be true or false, not the text "on".'),
        ("format = 1\nrule = 3", (2, 8, "rule"), '"rule" must be a list, not 3.'),
        ("format = 1\n[rule]\nid = 'a'", (2, 2, "rule"), '"rule" must be a list, not a table.'),
        ("format = 1\n[[rule]]\nid = 2026-11-22", (3, 6, "rule[0].id"), '"id" must be text, not a date.'),
        ("format = 1\n[[rule]]\nid='a'\nweight = 11", (4, 10, "rule[0].weight"), '"weight" cannot be 11.'),
        ("format = 1\n[[rule]]\nid='a'\nweight = nan", (4, 10, "rule[0].weight"), '"weight" cannot be nan.'),
        (
            "format = 1\n[[rule]]\nid='a'\nweight = true",
            (4, 10, "rule[0].weight"),
            '"weight" must be a number, not true.',
        ),
        (
            "format = 1\n[[rule]]\nid='a'\ndates.'x y' = 'z'",
            (4, 15, 'rule[0].dates."x y"'),
            '"x y" must be a whole number, not the text "z".',
        ),
        (
            "format = 1\n[[rule]]\nid='a'\nphrases = [\n 'b', # c, d\n\n 7]",
            (7, 2, "rule[0].phrases[1]"),
            'Item 2 of "phrases" must be text, not 7.',
        ),
        (
            "format = 1\nrule = [{id = 'a'}, {weight = 1}]",
            (2, 21, "rule[1].id"),
            'The table [[rule]] lacks the key "id".',
        ),
    ],
)
def test_each_kind_of_misfit(text: str, place: tuple[int, int, str], message: str) -> None:
    problem = only(loads_toml(text, Book))
    assert (problem.line, problem.column, problem.key) == place
    assert problem.message == message


def test_tagged_unions_are_judged_by_their_tag() -> None:
    text = (
        "part = [\n {kind = 'fuse', amps = 'x'},\n {kind = 'lamb', colour = 'red'},\n {colour = 'red'},\n]\nnote = 1.5"
    )
    loaded = loads_toml(text, Box)
    assert [(p.line, p.key, p.nearest) for p in loaded.problems] == [
        (2, "part[0].amps", ""),
        (3, "part[1].kind", "lamp"),
        (4, "part[2].kind", ""),
        (6, "note", ""),
    ]


def test_what_only_msgspec_sees_still_gets_its_place() -> None:
    problem = only(loads_toml("[[pair]]\nnumber = 2\n[[pair]]\nnumber = 3\n", Pairs))
    assert (problem.line, problem.key, problem.message) == (3, "pair[1]", "an odd number.")


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a = 1\nb = 2\na = 3\n", 3, 1, '"a" is set a second time; the first is in line 1.'),
        ("[t]\nx = 1\n[u]\n[t]\n", 4, 2, '"t" is set a second time; the first is in line 1.'),
        ("[t]\nx.y = 1\n'x' = 2\n", 3, 1, '"x" is set a second time; the first is in line 2.'),
        ("a = {b = 1, b = 2}\n", 1, 13, '"b" is set a second time; the first is in line 1.'),
        ("[[t]]\n[t]\n", 2, 2, '"t" is set a second time; the first is in line 1.'),
        ("t = 1\n[[t]]\n", 2, 3, '"t" is set a second time; the first is in line 1.'),
        ("a = 1\nb = [1,\n 2\n\n", 2, 5, "What opens here is never closed."),
        ('a = 1\nb = """x\ny\n', 2, 5, "What opens here is never closed."),
        ("a = 1\nb = oops\n", 2, 5, "This is not valid TOML: Invalid value."),
    ],
)
def test_syntax(text: str, line: int, column: int, message: str) -> None:
    problem = only(loads_toml(text, Book))
    assert (problem.line, problem.column, problem.message) == (line, column, message)


def test_all_doubled_keys_come_in_one_run() -> None:
    loaded = loads_toml("a = 1\na = 2\n[t]\nb = 1\nb = 1\nb = 1\n", Book)
    assert [p.line for p in loaded.problems] == [2, 5, 6]


def test_a_doubled_key_does_not_hide_what_cannot_be_parsed() -> None:
    loaded = loads_toml("x = oops\na = 1\na = 2\n", Book)
    assert [p.line for p in loaded.problems] == [1, 3]


def test_line_endings_and_byte_order_mark_move_no_place(sound: str) -> None:
    bad = sound.replace('"brisk"', '"brusque"').replace('"stall"', "3")
    plain = loads_toml(bad, Scenario)
    assert len(plain.problems) == 2
    assert places(loads_toml("\ufeff" + bad.replace("\n", "\r\n"), Scenario)) == places(plain)


def test_columns_count_code_points_and_carets_count_cells() -> None:
    loaded = loads_toml("format = 1\nrule = [{id = '日本é', wieght = 1}]", Book)
    source, caret = loaded.problems[0].excerpt.split("\n")
    assert loaded.problems[0].column == source.index("wieght") + 1
    assert caret.index("^") == source.index("wieght") + 2


def test_a_long_line_is_shown_as_a_window_around_the_place() -> None:
    text = "format = 1\nrule = [{phrases = [" + "'word', " * 400 + "3" + ", 'more'" * 400 + "], id = 'a'}]"
    problem = only(loads_toml(text, Book))
    source, caret = problem.excerpt.split("\n")
    assert len(source) < 110
    assert source[caret.index("^")] == "3"


def test_control_characters_are_inert_in_every_part() -> None:
    text = "format = 1\n'\\u001b' = 1\n\"\u202eevil\\u001b[31m\" = 1\n"
    loaded = loads_toml(text, Book, name="a\x1b[2J\n.toml")
    told = "\n".join(p.render() for p in loaded.problems)
    assert not any(c in told for c in "\x1b\u202e")
    assert "\\u202e" in told
    assert "a\\x1b[2J\\n.toml:3:1" in told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\tb\x00", "a\\tb\\x00"),
        ("\u200b\ud800", "\\u200b\\ud800"),
        ("é 日", "é 日"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_inert(text: str, shown: str) -> None:
    assert inert(text) == shown


def test_problems_of_one_file_are_bounded_and_say_so() -> None:
    loaded = loads_toml("format = 1\n" + "".join(f"k{i} = 1\n" for i in range(5000)), Book)
    assert len(loaded.problems) == 200
    assert loaded.problems[-1].message.endswith("There are more problems below.")


def test_require_raises_with_all_problems() -> None:
    with pytest.raises(ScenarioError) as caught:
        loads_toml("format = 3\nnmae = 'x'\n", Book, name="b.toml").require()
    assert len(caught.value.problems) == 2
    assert "b.toml:2:1" in str(caught.value)


def test_a_later_check_can_place_its_own_problem(sound: str) -> None:
    loaded = loads_toml(sound, Scenario)
    problem = loaded.problem(("strong", 1, "text"), "It grades 60.", quote="400 loaves")
    assert sound.splitlines()[problem.line - 1][problem.column - 1 :].startswith("400 loaves")
    whole = loaded.problem(("strong", 1, "text"), "It grades 60.", quote="not in it")
    assert sound.splitlines()[whole.line - 1].startswith('text = """')
    assert whole.column == 8
    header = loaded.problem(("strong", 1, "nothing"), "It lacks it.")
    assert sound.splitlines()[header.line - 1] == "[[strong]]"


# Files


def test_a_file_is_read(tmp_path: Path, sound: str) -> None:
    path = tmp_path / "é.toml"
    path.write_bytes(b"\xef\xbb\xbf" + sound.replace("\n", "\r\n").encode())
    assert load_toml(path, Scenario).require().id == "one-oven-short"


def test_bad_utf8_is_placed(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"format = 1\r\nname = 'caf\xe9'\r\n")
    problem = only(load_toml(path, Book))
    assert (problem.line, problem.column) == (2, 12)
    assert "0xe9" in problem.message


def test_a_nul_is_placed(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"format = 1\nname = 'a\0'\n")
    problem = only(load_toml(path, Book))
    assert (problem.line, problem.column) == (2, 10)
    assert "\0" not in problem.render()


def test_utf16_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("format = 1\n", encoding="utf-16")
    assert "not UTF-8" in only(load_toml(path, Book)).message


def test_what_is_no_readable_file_gets_a_sentence(tmp_path: Path) -> None:
    big = tmp_path / "big.toml"
    big.write_bytes(b"#" * (1024 * 1024 + 1))
    assert only(load_toml(big, Book)).message == "The file is larger than 1 MiB."
    assert only(load_toml(tmp_path, Book)).message == "This is a folder, not a file."
    missing = only(load_toml(tmp_path / "none.toml", Book))
    assert missing.message == "There is no such file."
    assert missing.render() == f"{tmp_path / 'none.toml'}: There is no such file."
    assert "cannot be read" in only(load_toml(Path("a\0b.toml"), Book)).message


def test_a_file_of_just_one_mebibyte_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    start = b"format = 1\n"
    path.write_bytes(start + b"#" * (1024 * 1024 - len(start)))
    assert load_toml(path, Book).require().format == 1


def test_refused_permission_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.toml"
    path.write_text("format = 1", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert only(load_toml(path, Book)).message == "You may not read this file."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.toml"
    os.mkfifo(path)
    assert only(load_toml(path, Book)).message == "This is not a plain file."
