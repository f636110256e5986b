"""Words on their way: saved while they come, found again on the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from vmdojo.progress import Draft
from vmdojo.rounds import ScenarioGone, Stage
from vmdojo.scenarios.model import Plan, Scenario

if TYPE_CHECKING:
    from rounds.conftest import Begin, Breakable, HandClock, Resume

WORDS = "Hi Dana, one question about Reno."


def kept(record: Breakable) -> str | None:
    """The words of the latest draft."""
    draft = record.draft()
    return None if draft is None else draft.text


def test_a_draft_is_never_older_than_two_seconds_while_words_come(
    begin: Begin, record: Breakable, clock: HandClock
) -> None:
    round_ = begin(dossier_seen=True)
    typed: list[tuple[int, str]] = []
    for length in range(1, 200):
        round_.write("x" * length)
        typed.append((clock.ms, "x" * length))
        saved = kept(record)
        assert saved is not None
        due = [text for ms, text in typed if ms <= clock.ms - 2_000]
        assert not due or len(saved) >= len(due[-1])
        clock.pass_(0.15)

    assert record.saves <= 200 * 0.15 / 1.0 + 2, "and not on every key"


def test_a_pause_saves_what_is_new_and_nothing_twice(begin: Begin, record: Breakable) -> None:
    round_ = begin(dossier_seen=True)
    assert round_.save() is True
    assert record.saves == 0, "nothing written, nothing to save"
    round_.write("Hi")
    round_.write("Hi Dana")
    assert kept(record) == "Hi"

    assert round_.save() is True
    assert round_.save() is True

    assert kept(record) == "Hi Dana"
    assert record.saves == 2


def test_a_plan_alone_is_worth_a_draft(begin: Begin, resume: Resume) -> None:
    round_ = begin()
    round_.write_plan("Reno, one question")
    round_.save()

    again = resume()

    assert again.stage is Stage.DOSSIER
    assert again.plan_text == "Reno, one question"


def test_words_taken_away_take_the_draft_with_them(begin: Begin, record: Breakable) -> None:
    round_ = begin(dossier_seen=True)
    round_.write(WORDS)
    round_.write(" ")
    round_.save()

    assert record.draft() is None


def test_resumed_in_mid_sentence(begin: Begin, resume: Resume, clock: HandClock) -> None:
    round_ = begin()
    opened = clock.ms
    round_.write_plan("Reno")
    round_.compose()
    round_.write("Hi Dana, Luis Ort")
    round_.save()
    clock.pass_(86_400)

    again = resume()

    assert again.stage is Stage.COMPOSE
    assert again.text == "Hi Dana, Luis Ort"
    assert again.plan_text == "Reno"
    assert again.opened_ms == opened
    assert again.notices == ()
    again.write("Hi Dana, Luis Ortega.")
    again.leave()
    assert again.predict(True, 50).attempt.opened_ms == opened


def test_resumed_between_leaving_and_the_guess(
    begin: Begin, resume: Resume, record: Breakable, clock: HandClock
) -> None:
    round_ = begin(dossier_seen=True)
    round_.write(WORDS)
    round_.leave()
    left = clock.ms
    clock.pass_(3_600)
    clock.offset = -300

    again = resume()

    assert again.stage is Stage.PREDICT
    attempt = again.predict(True, 50).attempt
    assert (attempt.left_ms, attempt.offset_minutes) == (left, 60)
    assert record.draft() is None


def test_a_changed_scenario_is_told(begin: Begin, resume: Resume, dana: Scenario) -> None:
    begin(dossier_seen=True).write(WORDS)

    again = resume(msgspec.structs.replace(dana, title="The third cold store"))

    assert again.text == WORDS
    assert len(again.notices) == 1
    assert "has changed" in again.notices[0]


def test_a_scenario_that_is_gone_gives_the_words_back(begin: Begin, resume: Resume, record: Breakable) -> None:
    begin(dossier_seen=True).write(WORDS)
    other = msgspec.structs.replace(begin().scenario, id="roof", was=())

    with pytest.raises(ScenarioGone, match=r"not in the library any more.*“roof”") as caught:
        resume(other)

    assert caught.value.draft.text == WORDS
    assert caught.value.nearest == "roof"
    assert kept(record) == WORDS


@pytest.mark.parametrize("anew", [False, True])
def test_a_renamed_scenario_takes_its_draft_along(begin: Begin, resume: Resume, record: Breakable, anew: bool) -> None:
    draft = Draft("the-cold-store", "ab", "compose", Plan(), WORDS, 1, 2)
    record.save_draft(draft)

    again = begin() if anew else resume()

    assert again.text == WORDS
    assert [d.scenario for d in record.drafts()] == ["second-cold-store"]
    assert kept(record) == WORDS


def test_a_renamed_draft_is_kept_where_the_record_fails(resume: Resume, record: Breakable) -> None:
    record.save_draft(Draft("the-cold-store", "ab", "compose", Plan(), WORDS, 1, 2))
    record.full = True

    again = resume()

    assert again.text == WORDS
    assert "full" in again.save_problem
    assert [d.scenario for d in record.drafts()] == ["the-cold-store"]


def test_a_draft_to_be_predicted_without_words_goes_back_to_composing(resume: Resume, record: Breakable) -> None:
    record.save_draft(Draft("second-cold-store", "ab", "predict", Plan(text="Reno"), " ", 1, 2))

    assert resume().stage is Stage.COMPOSE


def test_beginning_anew_overwrites_no_words(begin: Begin) -> None:
    first = begin()
    first.write_plan("Reno")
    first.compose()
    first.write(WORDS)
    first.leave()

    second = begin()

    assert second.stage is Stage.DOSSIER
    assert (second.text, second.plan_text) == (WORDS, "Reno")
    assert len(second.notices) == 1
    second.compose()
    assert second.restart() == WORDS


def test_a_full_disk_never_stops_the_writing(begin: Begin, record: Breakable, clock: HandClock) -> None:
    round_ = begin(dossier_seen=True)
    record.full = True
    for number in range(100):
        round_.write(f"{WORDS} {number}")
        clock.pass_(0.1)

    assert "full" in round_.save_problem
    assert record.saves == 2, "a record that fails is not asked on every key"
    assert round_.save() is False

    record.full = False
    assert round_.save() is True
    assert round_.save_problem == ""
    assert kept(record) == f"{WORDS} 99"


def test_a_verdict_that_cannot_be_saved_is_shown_and_saved_later(begin: Begin, record: Breakable) -> None:
    round_ = begin(dossier_seen=True)
    round_.write(WORDS)
    round_.leave()
    record.full = True
    verdict = round_.predict(True, 50)

    assert not verdict.saved
    assert "Free some space" in verdict.problem
    assert record.count() == 0
    assert kept(record) == WORDS, "the draft stays as long as the take is not recorded"
    assert round_.retry_save() is False
    assert not round_.verdict.saved

    record.full = False
    assert round_.save() is True
    assert round_.verdict.saved
    assert round_.verdict.problem == ""
    assert record.attempts() == [verdict.attempt]
    assert record.draft() is None
    assert round_.retry_save() is True
    assert record.count() == 1


def test_unsaved_takes_wait_for_the_next_chance_in_their_order(begin: Begin, record: Breakable) -> None:
    round_ = begin(dossier_seen=True)
    record.full = True
    for number in range(3):
        round_.write(f"{WORDS} {number}")
        round_.leave()
        verdict = round_.predict(True, 50)
        assert verdict.take == number + 1
        assert (verdict.previous is None) == (number == 0)
        if number < 2:
            round_.again()
    record.full = False

    assert round_.retry_save() is True

    assert [attempt.text[-1] for attempt in record.attempts()] == ["2", "1", "0"]


def test_a_take_that_waited_is_recorded_at_a_pause_and_newer_words_stay(begin: Begin, record: Breakable) -> None:
    round_ = begin(dossier_seen=True)
    round_.write(WORDS)
    round_.leave()
    record.full = True
    first = round_.predict(True, 50).attempt
    round_.again()
    round_.write("Newer words.")
    assert round_.unsaved == 1
    assert round_.save_problem != ""

    record.full = False
    assert round_.save() is True

    assert round_.unsaved == 0
    assert round_.save_problem == ""
    assert record.attempts() == [first]
    draft = record.draft()
    assert draft is not None
    assert (draft.text, draft.stage) == ("Newer words.", "compose")


def test_where_only_takes_fail_the_draft_says_where_the_player_is(begin: Begin, record: Breakable) -> None:
    round_ = begin(dossier_seen=True)
    round_.write(WORDS)
    round_.leave()
    record.refuses_takes = True
    round_.predict(True, 50)
    round_.again()
    assert round_.save() is False, "the take still waits"
    draft = record.draft()
    assert draft is not None
    assert draft.stage == "compose", "not at the guess of a take that is over"
    round_.write("Newer words.")
    round_.save()
    assert kept(record) == "Newer words."

    record.refuses_takes = False
    assert round_.save() is True

    assert record.count() == 1
    assert kept(record) == "Newer words.", "recording an older take takes no newer words away"


def test_a_record_that_cannot_be_read_lets_the_round_begin(begin: Begin, record: Breakable) -> None:
    begin(dossier_seen=True).write(WORDS)
    record.close()

    round_ = begin(dossier_seen=True)
    round_.write(WORDS)
    round_.leave()
    verdict = round_.predict(True, 50)

    assert not verdict.saved
    assert verdict.grade.total == 60.0
    assert verdict.problem != ""
