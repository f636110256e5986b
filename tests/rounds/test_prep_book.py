"""The folder of prepared calls: what is kept, what is told, and what a kill does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from vmdojo.progress import RecordError
from vmdojo.rounds.prep import NEW, FormDraft, PrepBook, You
from vmdojo.rounds.prep_form import MOST_SHOWN, prep_from, values_of
from vmdojo.scenarios import UnknownScenario
from vmdojo.scenarios.firms import Firm
from vmdojo.scenarios.prepared import Known, Prep

CALL = Prep(name="Dana Whitfield", company="Northpole", knows=(Known("they open in March", "trigger"),), sells="docks")
SRC = Path(__file__).resolve().parents[2] / "src"


@pytest.fixture
def book(tmp_path: Path) -> PrepBook:
    return PrepBook(tmp_path / "data" / "prep")


def test_a_call_is_kept_edited_and_forgotten(book: PrepBook) -> None:
    scenario = book.add(CALL)
    assert book.get(scenario.id) == scenario
    assert book.get("dana-whitfield-northpole") == scenario
    changed = book.change(scenario.id, Prep(name="Dana Whitfield", knows=(Known("late loads"),)))
    assert changed.id == scenario.id
    assert book.prep(scenario.id).knows == (Known("late loads"),)
    (path,) = book.folder.glob("*.toml")
    assert path.read_text("utf-8").startswith("# A call of your own. This file stays on this machine.\n")
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0
    book.remove(scenario.id)
    assert not list(book.folder.glob("prep-*"))


def test_the_last_edited_stands_first(book: PrepBook) -> None:
    first, second = book.add(CALL), book.add(Prep(name="Ann", knows=(Known("x"),)))
    os.utime(book.folder / f"{first.id}.toml", (1, 1))
    assert [entry.scenario.id for entry in book.entries()] == [second.id, first.id]
    os.utime(book.folder / f"{second.id}.toml", (0, 0))
    assert [entry.scenario.id for entry in book.entries()] == [first.id, second.id]


def test_a_broken_file_is_told_and_hides_no_other(book: PrepBook) -> None:
    scenario = book.add(CALL)
    (book.folder / "prep-broken.toml").write_text("title = ", "utf-8")
    (book.folder / "prep-other.toml").write_text((book.folder / f"{scenario.id}.toml").read_text("utf-8"), "utf-8")
    assert [entry.scenario.id for entry in book.entries()] == [scenario.id]
    assert len(book.problems) == 2
    assert "prep-broken.toml, line 1" in book.problems[0]


@pytest.mark.parametrize("id_", ["../secret", "prep-../../x", "prep-a/b", "second-cold-store", "prep-" + "a" * 90, ""])
def test_no_id_reaches_out_of_the_folder(book: PrepBook, id_: str) -> None:
    book.add(CALL)
    with pytest.raises(UnknownScenario):
        book.get(id_)
    book.remove(id_)
    assert book.entries()


def test_what_was_said_of_oneself_is_there_in_the_next_form(book: PrepBook) -> None:
    book.add(Prep(knows=(Known("x"),), your_name="Luis", your_company="Coldway", sells="docks"))
    book.add(Prep(knows=(Known("y"),), your_number="555-0142"))
    assert book.you() == You("Luis", "Coldway", "555-0142", "docks")
    blank = book.blank()
    assert (blank.your_name, blank.sells, blank.name) == ("Luis", "docks", "")


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "prep").write_text("in the way", "utf-8")
    book = PrepBook(tmp_path / "prep")
    with pytest.raises(RecordError, match="a file of that name is in the way"):
        book.add(CALL)
    assert "in the way" in book.save_draft(FormDraft(NEW, CALL))
    assert book.entries() == []


def test_a_form_outlives_a_kill_at_any_moment(tmp_path: Path) -> None:
    code = (
        "import os\n"
        "from pathlib import Path\n"
        "from vmdojo.rounds.prep import NEW, FormDraft, PrepBook\n"
        "from vmdojo.scenarios.prepared import Known, Prep\n"
        f"book = PrepBook(Path({str(tmp_path)!r}) / 'prep')\n"
        "for count in range(1, 10_000):\n"
        "    book.save_draft(FormDraft(NEW, Prep(name='Dana ' * count, knows=(Known('late'),))))\n"
        "    print(count, flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(SRC)}
    ) as child:
        assert child.stdout is not None
        for _ in range(40):
            child.stdout.readline()
        child.kill()
        said = child.stdout.read().split()
    draft = PrepBook(tmp_path / "prep").draft(NEW)
    assert draft is not None
    assert draft.prep.name.count("Dana") >= max([40, *map(int, said)])


def test_a_form_keeps_what_it_has_no_room_for() -> None:
    firms = tuple(Firm(name=f"Ann {n}", company=f"Firm {n}", first="Annie") for n in range(MOST_SHOWN + 5))
    before = Prep(
        many=True, role="bakers", knows=(Known("late", "secret"),), firms=firms, wishes=("no_calls", "email_only")
    )
    values = values_of(before)
    assert prep_from(values, ["secret"], before) == before
    values["firms"] = ("Bo, Loft", *values["firms"][1:])
    edited = prep_from(values, ["secret"], before)
    assert edited.firms[0] == Firm("Bo", "Loft")
    assert edited.firms[1:] == firms[1:]


def test_a_line_of_the_form_may_name_a_file_of_firms(book: PrepBook, tmp_path: Path) -> None:
    file = tmp_path / "firms.csv"
    file.write_text("company,first name\nKettle,Sal\nLoft,Bo\n", "utf-8")
    prep = prep_from({"knows": ("late",), "firms": (str(file),)}, (), Prep(many=True))
    assert [firm.company for firm in prep.firms] == ["Kettle", "Loft"]
    scenario = book.add(prep)
    assert scenario.buyer.company == "Kettle"
    assert book.firms(scenario.id) == prep.firms
    fill = book.filler(scenario)
    assert fill is not None
    assert fill("Hi {first name} at {company}, {line}") == "Hi Sal at Kettle, {line}"
