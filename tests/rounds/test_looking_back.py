"""What a record tells: the overview, a take opened again, takes graded again, the certificate, hints."""

from __future__ import annotations

from html.parser import HTMLParser
from types import SimpleNamespace
from typing import TYPE_CHECKING

import msgspec
import pytest

from rounds.conftest import Shelf
from vmdojo.coaching.happenings import Hinted
from vmdojo.coaching.hints import hints
from vmdojo.progress import Record, RecordReadOnly
from vmdojo.rounds import Round, Stage
from vmdojo.rounds.certificate import certificate
from vmdojo.rounds.hinting import Hinting
from vmdojo.rounds.overview import Overview, Overviews
from vmdojo.rounds.verify import counts, verify

if TYPE_CHECKING:
    from rounds.conftest import Table
    from vmdojo.coaching.model import Attempt
    from vmdojo.scenarios.model import Scenario

GOOD = "Hi Dana, Luis at Coldway. I saw Reno opens in March. One question: who plans trailer moves? 555-0148."


def play(table: Table, scenario: Scenario, *messages: str) -> Round:
    """One round after another with the shipped judge; the last one, at its verdict."""
    round_ = table.begin(scenario, shipped=True)
    for number, words in enumerate(messages):
        if number:
            round_.again()
            round_.restart()
        else:
            round_.compose()
        round_.write(words)
        round_.leave()
        round_.predict(True, 60)
    return round_


def looks(table: Table, scenario: Scenario) -> Overviews:
    return Overviews(table.record, SimpleNamespace(shipped=(scenario,)), table.clock)


def test_the_overview_sees_what_is_new_and_reads_nothing_twice(
    table: Table, dana: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    overviews = looks(table, dana)
    assert overviews.look().takes == ()
    play(table, dana, GOOD, "Hi Dana.")
    first = overviews.look()
    read: list[int | None] = []
    summaries = Record.summaries

    def counted(self: Record, *, limit: int | None = None) -> object:
        read.append(limit)
        return summaries(self, limit=limit)

    monkeypatch.setattr(Record, "summaries", counted)
    assert overviews.look() is first
    play(table, dana, GOOD)
    second = overviews.look()

    assert read == [1]
    assert [take.id for take in second.takes] == [take.id for take in reversed(table.record.attempts())]
    assert second.streak.days == 1
    assert second.calibration.guesses == 3
    assert second.standing.met[dana.id] == (second.today, 3)


def test_a_take_opens_again_as_it_was_and_goes_on_from_its_words(table: Table, dana: Scenario) -> None:
    play(table, dana, "Hi Dana.", GOOD, "Hi Dana, again.")
    old = table.record.attempts()[1]

    again = Round.reopen(old, dana, rubric=table.rubric, record=table.record, clock=table.clock)

    assert again.stage is Stage.VERDICT
    assert again.verdict.attempt == old
    assert again.verdict.take == 2
    assert again.verdict.previous is not None
    assert again.verdict.previous.text == "Hi Dana."
    assert again.verdict.change is not None
    assert table.record.count() == 3
    again.again()
    assert (again.stage, again.text) == (Stage.COMPOSE, GOOD)
    again.leave()
    assert again.predict(True, 70).take == 4


def test_takes_graded_again_are_the_same_under_their_judge(table: Table, dana: Scenario) -> None:
    play(table, dana, GOOD, "Hi Dana, we'd love to become your logistics partner.")
    hung_up = table.begin(dana, shipped=True)
    hung_up.hang_up()

    checked = verify(table.record.attempts(), Shelf(dana), [table.rubric])

    assert counts(checked) == {"same": 3}


def _forged(attempt: Attempt) -> Attempt:
    return msgspec.structs.replace(attempt, grade=msgspec.structs.replace(attempt.grade, total=99.0))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (_forged, "differs"),
        (lambda it: msgspec.structs.replace(it, text=it.text + " Sorry to bother you."), "differs"),
        (lambda it: msgspec.structs.replace(it, judge="0.0.1/rapidfuzz-3/old"), "other judge"),
        (lambda it: msgspec.structs.replace(it, scenario_hash="00" * 32), "other scenario"),
        (lambda it: msgspec.structs.replace(it, scenario="gone"), "no scenario"),
    ],
)
def test_what_was_changed_is_found_and_what_cannot_be_checked_is_said(
    table: Table, dana: Scenario, change: object, found: str
) -> None:
    attempt = play(table, dana, GOOD).verdict.attempt

    (checked,) = verify([change(attempt)], Shelf(dana), [table.rubric])  # type: ignore[operator]  # one of the five

    assert checked.found == found
    assert (checked.again is None) == (found != "differs")


class Page(HTMLParser):
    """The text of a page; every element that is opened is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def overview(table: Table, dana: Scenario) -> Overview:
    play(table, dana, GOOD, GOOD, GOOD)
    return looks(table, dana).look()


def test_a_certificate_says_what_was_shown_under_which_judge_and_what_it_cannot(table: Table, dana: Scenario) -> None:
    it = overview(table, dana)

    html = certificate(it, [dana], {"same": 3}, name="Luis <script>alert(1)</script>\x1b[2J")
    page = Page(html)

    assert page.open == []
    assert "<script" not in html
    assert "\x1b" not in html
    assert "White belt" in page.text
    assert "3 March 2026" in page.text
    assert "3 takes graded again with the same result" in page.text
    assert table.rubric.judge in page.text
    assert "only the server of a league can" in page.text
    assert "http" not in html, "a page that asks nobody for anything"


def test_hints_come_one_after_another_and_are_recorded(table: Table, dana: Scenario) -> None:
    hinting = Hinting(dana, table.record, table.clock)
    said = [hinting.ask() for _ in range(hinting.left)]

    assert said[0] == dana.teaches
    assert "Reno" in said[1]
    assert "dock plan" in said[2]
    assert hinting.left == 0
    assert hinting.ask() == said[-1]
    noted = table.record.happenings(Hinted)
    assert [(it.ref, it.step) for it in reversed(noted)] == [(dana.id, 1), (dana.id, 2), (dana.id, 3)]
    assert looks(table, dana).look().standing.hinted == {dana.id: looks(table, dana).look().today}


def test_a_hint_does_not_say_whether_to_leave_a_message(do_not_leave: Scenario, do_leave: Scenario) -> None:
    assert hints(do_not_leave) == hints(do_leave)
    assert "greeting" in hints(do_leave)[1]


def test_a_hint_is_given_though_the_record_takes_nothing(
    table: Table, dana: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bool:
        raise RecordReadOnly("Your record is read-only.", "Set VMDOJO_HOME to a folder of your own.")

    monkeypatch.setattr(table.record, "note", refuse)
    hinting = Hinting(dana, table.record, table.clock)

    assert hinting.ask() == dana.teaches
    assert "read-only" in hinting.problem
