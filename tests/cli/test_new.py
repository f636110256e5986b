"""``vmdojo scenarios new``: answers typed at a keyboard become a file; what was typed is never lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from cli.cases import run
from vmdojo.scenarios import Scenario, load_toml
from vmdojo.scenarios.drafting import DRAFT, load_draft
from vmdojo.scenarios.form import FORM, Section, place, questions

SOUND = Path(__file__).resolve().parents[1] / "scenarios" / "broken" / "sound.toml"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VMDOJO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


def _typed(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def lines() -> Iterator[str]:
    """What somebody types who has the sound scenario in mind."""
    scenario = load_toml(SOUND, Scenario).require()
    answers: dict[str, str] = {}

    def table(section: Section, index: int, part: msgspec.Struct) -> Iterator[str]:
        for question in section.questions:
            answers[place(section, question, index)] = _typed(getattr(part, question.name))
        for question in questions(section, answers, index):
            text = answers[place(section, question, index)]
            yield f"{text.strip()}\n" if question.long else text

    for section in FORM:
        held = getattr(scenario, section.key) if section.key else scenario
        if section.key == "right_move":
            continue
        parts = held if isinstance(held, tuple) else (held,)
        for index, part in enumerate(parts):
            if section.most > 1 and index >= section.fewest:
                yield "yes"
            yield from table(section, index, part)
        if section.most > 1:
            yield "no"
    yield ""  # nothing to change


def test_a_scenario_is_typed_from_a_blank_page_to_a_green_check(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(monkeypatch, ("scenarios", "new", "out"), "\n".join([*lines(), ""]).encode())
    file = Path("out") / "one-oven-short.toml"
    assert done.stdout == f"Written: {file}\n\nNo problems. Play it: vmdojo packs add out\n", done.stderr[-600:]
    assert done.code == 0
    written, meant = load_toml(file, Scenario).require(), load_toml(SOUND, Scenario).require()
    assert [fact.text for fact in written.fact] == [fact.text for fact in meant.fact]
    assert written.brief == meant.brief
    assert file.read_text(encoding="utf-8").startswith("# One oven short: cold, Head of production at Saltmarsh")
    assert load_draft(home / DRAFT) == {}
    assert sorted(path.name for path in Path("out").iterdir()) == [file.name]


def test_what_was_typed_is_kept_and_gone_on_with(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = list(lines())
    stopped = run(monkeypatch, ("scenarios", "new", "out"), "\n".join(typed[:30]).encode() + b"\n")
    assert stopped.code == 130
    assert stopped.stdout == ""
    assert "What you typed is kept" in stopped.stderr
    assert json.loads((home / DRAFT).read_text(encoding="utf-8"))["buyer.name"] == "Marta Lindqvist"
    done = run(monkeypatch, ("scenarios", "new", "out"), "\n".join(["yes", *typed[30:], ""]).encode())
    assert done.code == 0, done.stderr[-600:]
    assert 'You began "One oven short"' in done.stderr


@pytest.mark.usefixtures("home")
def test_an_answer_that_cannot_stand_is_asked_for_again_and_one_may_go_back(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = list(lines())
    told = ["x" * 60, "Too short an oven", "<", *typed[:1], "pink", *typed[1:-1]]
    change = ["buyer greeting", "Marta. Flour on my hands.", "fact 99 cues", ""]
    done = run(monkeypatch, ("scenarios", "new", "out"), "\n".join([*told, *change, ""]).encode())
    assert done.code == 0, done.stderr[-600:]
    assert "This text has 60 characters. It takes at most 50." in done.stderr
    assert "One of white, yellow" in done.stderr
    assert "There is no such answer." in done.stderr
    written = load_toml(Path("out") / "one-oven-short.toml", Scenario).require()
    assert written.buyer.greeting == "Marta. Flour on my hands."
    assert written.title == "One oven short"


@pytest.mark.usefixtures("home")
def test_a_file_that_is_there_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out").mkdir()
    there = Path("out") / "one-oven-short.toml"
    there.write_text("mine", encoding="utf-8")
    done = run(monkeypatch, ("scenarios", "new", "out"), "\n".join([*lines(), ""]).encode())
    assert done.code == 0, done.stderr[-600:]
    assert there.read_text(encoding="utf-8") == "mine"
    assert load_toml(Path("out") / "one-oven-short-2.toml", Scenario).require().id == "one-oven-short-2"
