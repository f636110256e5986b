"""``vmdojo scenarios check``: every problem of a file in one run, each at its line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.cases import run
from vmdojo.scenarios import library_folder, load_library
from vmdojo.scenarios.exercises import load_exercises

SOUND = (library_folder() / "second-cold-store.toml").read_text(encoding="utf-8")


def check(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> tuple[int, list[tuple[int, str]]]:
    """The exit code, and line and sentence of all that counts as a problem."""
    done = run(monkeypatch, ("scenarios", "check", "--json", *map(str, paths)))
    told = json.loads(done.stdout)
    found = [(note["line"], note["message"]) for note in told["notes"] if not note["disputed"]]
    assert told["problems"] == len(found)
    return done.code, found


def line_of(text: str, part: str) -> int:
    return text.count("\n", 0, text.index(part)) + 1


def test_the_shipped_library_is_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(monkeypatch, ("scenarios", "check"))

    library = load_library()
    counted = f"{len(library.scenarios)} scenarios, {len(load_exercises(library).loaded)} exercises and "
    assert counted in done.stdout
    assert done.stdout.endswith(" sets of the inbox checked, no problems.\n")
    assert done.code == 0


def test_a_typo_a_wrong_type_a_missing_buyer_and_a_good_weak_sample_are_told_in_one_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = re.sub(r"^teaches =", "teachs =", SOUND, flags=re.MULTILINE)
    broken = re.sub(r"^belt = .*", "belt = 5", broken, flags=re.MULTILINE)
    broken = broken[: broken.index("[buyer]")] + broken[broken.index("[brief]") :]
    (strong, *_) = re.findall(r'\[\[strong\]\]\ntext = """(.*?)"""', broken, re.DOTALL)
    head, weak = broken.split("[[weak]]\n", 1)
    broken = head + "[[weak]]\n" + re.sub(r'text = """.*?"""', f'text = """{strong}"""', weak, count=1, flags=re.DOTALL)
    file = tmp_path / "second-cold-store.toml"
    file.write_text(broken, encoding="utf-8")

    code, found = check(monkeypatch, file)

    def told(line: int, *words: str) -> bool:
        return any(at == line and all(word in message for word in words) for at, message in found)

    assert code == 1
    assert told(line_of(broken, "teachs"), "teachs")
    assert told(line_of(broken, "belt = 5"), "belt", "5")
    assert told(1, "lacks the table [buyer]")
    assert told(line_of(broken, "[[weak]]") + 1, "Weak sample 1: grades", "a weak sample stays")


def test_a_fault_that_is_not_there_is_told_and_a_disputed_one_only_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "second-cold-store.toml"
    one_fault = re.sub(r"^faults = .*", 'faults = ["sense.stuffed"]', SOUND, count=1, flags=re.MULTILINE)
    file.write_text(one_fault, encoding="utf-8")

    code, found = check(monkeypatch, file)

    assert code == 1
    assert [message for _, message in found if "sense.stuffed" in message]

    file.write_text(
        one_fault.replace('["sense.stuffed"]', '["sense.stuffed"]\ndisputed = "It recites, to my ear."'),
        encoding="utf-8",
    )
    done = run(monkeypatch, ("scenarios", "check", str(file)))

    assert "disputed: It recites, to my ear." in done.stdout


def test_two_files_with_one_id_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.toml", "second-cold-store.toml"):
        (tmp_path / name).write_text(SOUND, encoding="utf-8")

    code, found = check(monkeypatch, tmp_path)

    assert code == 1
    assert [message for _, message in found if "already belongs to" in message]


def test_a_file_is_checked_once_however_often_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "second-cold-store.toml"
    file.write_text(SOUND, encoding="utf-8")

    done = run(monkeypatch, ("scenarios", "check", str(file), str(file), str(tmp_path)))

    assert "1 scenario checked" in done.stdout


def test_an_empty_folder_is_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(monkeypatch, ("scenarios", "check", str(tmp_path)))

    assert (done.code, done.stdout) == (3, "")
    assert "There is no scenario in" in done.stderr


@pytest.mark.parametrize("scenario", load_library().scenarios, ids=lambda scenario: scenario.id)
def test_a_dossier_shows_every_fact_and_offer_and_no_kind(scenario: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from vmdojo.scenarios import Scenario

    assert isinstance(scenario, Scenario)
    shown = " ".join(run(monkeypatch, ("scenarios", "show", scenario.id)).stdout.split())

    for part in [fact.text for fact in scenario.fact] + [offer.text for offer in scenario.offer]:
        assert " ".join(part.split()) in shown
    for fact in scenario.fact:
        assert not fact.why_not or fact.why_not not in shown
        assert not fact.means or (fact.means in shown) == (fact.kind in ("trigger", "market"))


def test_a_search_that_nothing_fits_says_so_beside_an_empty_result(monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(monkeypatch, ("scenarios", "list", "zeppelin"))
    assert (done.code, done.stdout) == (0, "")
    assert "No buyer fits" in done.stderr


@pytest.mark.parametrize("group", ["inbox", "prep", "packs", "progress", "scenarios"])
def test_the_line_of_every_command_is_whole(monkeypatch: pytest.MonkeyPatch, group: str) -> None:
    told = run(monkeypatch, (group, "--help")).stdout
    lines = told[told.index("Commands:") :].splitlines()[1:]
    assert lines
    assert all(line.rstrip().endswith(".") and not line.rstrip().endswith("...") for line in lines), lines
