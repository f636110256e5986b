"""Today's buyer as it is played: one take that counts, declared before the dossier; later ones are practice."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import msgspec
import pytest

from vmdojo.rounds import Round
from vmdojo.rounds.today import Today, declare, line_of, todays
from vmdojo.scenarios import Library, Loaded, load_library
from vmdojo.scenarios.packs.shelf import Installed

if TYPE_CHECKING:
    from rounds.conftest import HandClock, Table
from vmdojo.scenarios.model import Scenario

DAY = 24 * 60 * 60


def look(table: Table, *scenarios: Scenario) -> Today:
    """Today, with a library of these."""
    found = todays(SimpleNamespace(shipped=scenarios), table.record, table.clock)
    assert found is not None
    return found


def play(table: Table, today: Today, words: str = "Hi Dana, one question.") -> Round:
    """Today's round to its verdict."""
    round_ = Round.begin(
        today.scenario,
        rubric=table.rubric,
        record=table.record,
        clock=table.clock,
        source=today.source,
        official=today.counts,
    )
    round_.compose()
    round_.write(words)
    round_.leave()
    round_.predict(True, 60)
    return round_


def test_the_first_take_of_the_day_counts_and_the_later_ones_are_practice(table: Table, dana: Scenario) -> None:
    today = look(table, dana)
    assert today.counts
    assert "counts" in declare(today)

    round_ = play(table, today)
    round_.again()
    round_.leave()
    round_.predict(True, 60)
    play(table, look(table, dana))

    takes = table.record.attempts()
    assert [take.official for take in takes] == [False, False, True]
    assert {take.source for take in takes} == {"today:2026-03-03"}
    after = look(table, dana)
    assert after.taken == takes[-1]
    assert not after.counts
    assert "practice" in declare(after)
    assert line_of(after).startswith("vmdojo 3 Mar   ")


def test_whoever_has_practised_this_buyer_today_has_no_take_that_counts(table: Table, dana: Scenario) -> None:
    practice = table.begin()
    practice.compose()
    practice.write("Hi Dana.")
    practice.leave()
    practice.predict(False, 10)

    today = look(table, dana)

    assert today.met
    assert not today.counts
    assert "practice" in declare(today)
    assert line_of(today) == ""
    table.clock.pass_(DAY)
    assert look(table, dana).counts, "another day is another take"


def test_words_begun_in_free_play_today_make_it_practice(table: Table, dana: Scenario) -> None:
    practice = table.begin()
    practice.compose()
    practice.write("Hi Dana, half a")
    practice.save()

    assert look(table, dana).met


def test_an_official_round_stays_official_through_a_crash(table: Table, dana: Scenario) -> None:
    today = look(table, dana)
    round_ = Round.begin(
        dana, rubric=table.rubric, record=table.record, clock=table.clock, source=today.source, official=today.counts
    )
    round_.compose()
    round_.write("Hi Dana, one")
    round_.save()
    table.clock.pass_(DAY)

    taken_up = table.resume()
    taken_up.leave()
    verdict = taken_up.predict(True, 50)

    assert verdict.attempt.official
    assert verdict.attempt.source == "today:2026-03-03", "the day on which it was opened"


@pytest.mark.parametrize("seconds", [-400 * DAY, 400 * DAY])
def test_a_clock_that_jumps_gives_another_day_and_no_second_take_for_this_one(
    table: Table, clock: HandClock, dana: Scenario, seconds: int
) -> None:
    play(table, look(table, dana))

    clock.pass_(seconds)
    elsewhere = look(table, dana)
    clock.pass_(-seconds)

    assert elsewhere.counts
    assert not look(table, dana).counts


def test_packs_of_ones_own_change_nothing(table: Table, dana: Scenario) -> None:
    shipped = load_library()
    own = Loaded(shipped.loaded[0].source, msgspec.structs.replace(dana, id="mine", was=()))
    both = Library(shipped.loaded, [Installed("mine", None, (own,), (), "")])

    assert "mine" in {scenario.id for scenario in both.scenarios}
    assert "mine" not in {scenario.id for scenario in both.shipped}
    assert todays(both, table.record, table.clock) == todays(shipped, table.record, table.clock)


def test_an_empty_library_has_no_buyer(table: Table) -> None:
    assert todays(SimpleNamespace(shipped=()), table.record, table.clock) is None
