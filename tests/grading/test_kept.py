"""What is kept between two starts: never trusted, never missed, and the same judge as one made afresh."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import msgspec
import pytest

from benchmarks.messages import buyer, messages
from vmdojo.grading import grade
from vmdojo.grading import kept as module
from vmdojo.grading.kept import kept
from vmdojo.grading.rubric import Rubric, _classic
from vmdojo.grading.rubric_files import RULES, classic_parts


class Thing(msgspec.Struct):
    name: str


class Other(msgspec.Struct):
    number: int


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VMDOJO_HOME", str(tmp_path))
    return tmp_path / "cache" / module.made_of()


def make() -> Thing:
    return Thing("made")


def no_make() -> Thing:
    raise AssertionError("it was kept")


@pytest.mark.usefixtures("folder")
def test_what_was_made_is_there_at_the_next_start() -> None:
    assert kept("thing", Thing, make) == Thing("made")
    assert kept("thing", Thing, no_make) == Thing("made")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:0],
        lambda data: data[:5],
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: bytes([data[0] ^ 1]) + data[1:],
    ],
)
def test_a_damaged_file_is_made_again(folder: Path, damage: object) -> None:
    kept("thing", Thing, make)
    whole = (folder / "thing").read_bytes()
    assert callable(damage)
    (folder / "thing").write_bytes(damage(whole))
    assert kept("thing", Thing, make) == Thing("made")
    assert (folder / "thing").read_bytes() == whole


def test_a_sound_file_of_another_shape_is_made_again(folder: Path) -> None:
    kept("thing", Other, lambda: Other(3))
    assert kept("thing", Thing, make) == Thing("made")
    assert [path.name for path in folder.iterdir()] == ["thing"], "nothing is left beside it"


def test_other_rules_are_kept_apart(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept("thing", Thing, make)
    monkeypatch.setattr(module, "made_of", lambda: "judge-other")
    assert kept("thing", Thing, lambda: Thing("other")) == Thing("other")
    assert sorted(path.name for path in folder.parent.iterdir()) == sorted([folder.name, "judge-other"])


@pytest.mark.parametrize("changed", ["tone.toml", "acts.bin", "classes.txt"])
def test_the_name_follows_the_content_of_the_rules(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    for path in Path(RULES).iterdir():
        if path.is_file():
            shutil.copy2(path, rules)
    name = module.made_of.__wrapped__
    before = name()
    monkeypatch.setattr(module, "RULES", str(rules))
    assert name() == before
    (rules / changed).write_bytes((rules / changed).read_bytes() + b" ")
    assert name() != before


def test_the_code_that_makes_it_is_named_and_there() -> None:
    here = Path(module.__file__).parent
    assert all((here / f"{name}.py").is_file() for name in module._MADE_BY)


def test_without_a_folder_things_are_made_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VMDOJO_HOME", "~nobody-of-that-name")
    assert kept("thing", Thing, make) == Thing("made")
    with pytest.raises(AssertionError):
        kept("thing", Thing, no_make)


def test_a_folder_that_cannot_be_made_only_costs_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("VMDOJO_HOME", str(tmp_path / "file"))
    assert kept("thing", Thing, make) == Thing("made")
    assert kept("thing", Thing, lambda: Thing("again")) == Thing("again")


def test_only_the_newest_folders_stay(folder: Path) -> None:
    for age in range(9):
        old = folder.parent / f"judge-{age}"
        old.mkdir(parents=True)
        (old / "thing").write_bytes(b"")
        os.utime(old, (age, age))
    kept("thing", Thing, make)
    kept("another", Thing, make)
    left = {path.name for path in folder.parent.iterdir()}
    assert left == {folder.name, "judge-8", "judge-7", "judge-6"}


@pytest.mark.usefixtures("folder")
def test_the_kept_rubric_is_the_same_judge() -> None:
    fresh = Rubric(*classic_parts())
    for _ in ("made", "kept"):
        held = _classic.__wrapped__()
        assert held.judge == fresh.judge
        assert held.automaton.net == fresh.automaton.net
        for text in messages(30):
            assert grade(text, buyer(), held) == grade(text, buyer(), fresh)
