"""The Inbox without a screen: time is an argument, what was cut is recorded, a half-played set goes on."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rounds.conftest import Breakable, HandClock
from vmdojo.coaching.happenings import InboxCut
from vmdojo.grading import load_rubric
from vmdojo.progress import Record, RecordError
from vmdojo.rounds.inbox import SPEEDS, InboxRun, InboxStage, WrongMove, set_states, suggest
from vmdojo.rounds.inbox_score import nearness
from vmdojo.rounds.inbox_yours import FILE, Unsent, Yours, set_of
from vmdojo.scenarios.inbox_model import Did, Ears, InboxSet, Voicemail

GOOD = (
    "Petra, Aurelio at Hearthline. The deck oven at Mill Lane failed twice this month. It's usually the burner board. "
    "Does somebody test that board? I'll mail you the two-minute check. 555-0117."
)
BAD = (
    "Hello there, good morning, I hope you're having a wonderful week so far. I wanted to introduce myself and tell "
    "you a little bit about who we are and what we do for businesses like yours."
)
SET = InboxSet(
    format=1,
    id="two",
    title="Two",
    theme="Good and bad.",
    belt="white",
    buyer=Ears(
        name="Petra Amadi",
        role="Manager",
        company="Crumb",
        industry="bakeries",
        mood="Early.",
        about=("the deck oven at Mill Lane failed twice",),
    ),
    message=(
        Voicemail(id="bad", caller="Kenny", text=BAD, deletes="introduce", note="Weather."),
        Voicemail(id="good", caller="Aurelio", text=GOOD, follows="answered", note="Her oven."),
    ),
)
RUBRIC = load_rubric()


def open_(record: Record, set_: InboxSet = SET, *, anew: bool = False) -> InboxRun:
    return InboxRun.open(set_, None, rubric=RUBRIC, record=record, clock=HandClock(), anew=anew)


@pytest.fixture
def tape() -> Record:
    return Record.in_memory()


def test_time_plays_the_message_at_the_chosen_speed(tape: Record) -> None:
    run = open_(tape)
    assert run.second(5.0) == 0.0
    run.play(10.0)
    assert run.second(12.0) == pytest.approx(2.0)
    while run.faster(12.0) < 2.0:
        pass
    assert run.second(13.0) == pytest.approx(4.0)
    run.pause(13.0)
    assert run.second(99.0) == pytest.approx(4.0)
    run.faster(99.0, -9)
    assert run.speed == SPEEDS[0]
    run.play(100.0)
    assert run.tick(1000.0) is InboxStage.ENDED
    assert run.second(2000.0) == run.seconds


def test_a_cut_is_recorded_with_what_the_buyer_does(tape: Record) -> None:
    run = open_(tape)
    run.play(0.0)
    cut = run.delete(3.0)
    assert (cut.did, cut.pressed_at, cut.buyer_did) == ("deleted", 3.0, "deleted")
    assert cut.buyer_at is not None
    assert tape.happenings(InboxCut) == [cut]
    assert run.next() is InboxStage.READY
    run.play(50.0)
    run.tick(500.0)
    assert run.choose("answered").points == 100.0
    assert run.next() is InboxStage.SUMMARY
    summary = run.summary
    assert [line.cut.ref for line in summary.lines] == ["bad", "good"]
    assert summary.longer < 0
    assert summary.lines[0].phrase
    assert summary.kept == 1
    assert summary.merits[0].count == 1


def test_pressing_delete_after_the_end_lets_it_go(tape: Record) -> None:
    run = open_(tape)
    run.play(0.0)
    assert run.delete(500.0).did == "let_go"


def test_without_motion_one_hears_on_from_breath_to_breath(tape: Record) -> None:
    run = open_(tape)
    seconds = []
    while run.stage is not InboxStage.ENDED:
        run.hear_on(0.0)
        seconds.append(run.second(0.0))
    assert seconds == sorted(set(seconds))
    assert len(seconds) >= 4
    assert seconds[-1] == run.seconds


def test_a_half_played_set_goes_on_and_a_whole_one_begins_again(tape: Record) -> None:
    first = open_(tape)
    first.play(0.0)
    first.delete(2.0)
    (state,) = set_states([SET], tape)
    assert (state.heard, state.left, state.half, state.nearness) == (1, 1, True, None)
    assert suggest(tape, [SET]) == ("two", "Two", 1, True, False)

    second = open_(tape)
    assert (second.taken_up, second.voicemail.id) == (1, "good")
    second.play(0.0)
    second.delete(2.0)
    second.next()
    assert second.summary.harsher == 1
    assert set_states([SET], tape)[0].nearness is not None
    assert suggest(tape, [SET]) == ("two", "Two", 2, False, True)
    assert open_(tape).voicemail.id == "bad"


def test_from_the_first_message_where_the_player_wants_that(tape: Record) -> None:
    run = open_(tape)
    run.play(0.0)
    run.delete(2.0)
    assert open_(tape, anew=True).taken_up == 0


def test_a_message_that_has_changed_is_heard_again(tape: Record) -> None:
    run = open_(tape)
    run.play(0.0)
    run.delete(2.0)
    new = msgspec.structs.replace(SET.message[0], text=BAD + " Call me.")
    assert open_(tape, msgspec.structs.replace(SET, message=(new, SET.message[1]))).voicemail.id == "bad"


def test_a_full_disk_stops_nothing_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    record = Breakable.in_memory()
    told = record.note

    def full(_: object) -> bool:
        raise RecordError("The disk is full.", "Free some space.")

    run = open_(record)
    run.play(0.0)
    monkeypatch.setattr(record, "note", full)
    run.delete(2.0)
    assert run.problem == "The disk is full. Free some space."
    monkeypatch.setattr(record, "note", told)
    run.next()
    assert run.problem == ""
    assert len(record.happenings(InboxCut)) == 1


def test_a_move_at_the_wrong_stage_is_refused(tape: Record) -> None:
    run = open_(tape)
    for move in (lambda: run.delete(0.0), lambda: run.choose("kept"), lambda: run.next(), lambda: run.summary):
        with pytest.raises(WrongMove):
            move()


def test_the_nearer_the_cut_the_more_points() -> None:
    assert nearness("deleted", 5.0, "deleted", 5.8, 20.0) == 100.0
    far = [nearness("deleted", at, "deleted", 5.0, 20.0) for at in (5.0, 7.0, 9.0, 20.0)]
    assert far == sorted(far, reverse=True)
    assert far[0] > far[1] > far[2] > 0.0
    assert nearness("answered", None, "kept", None, 20.0) > nearness("let_go", None, "kept", None, 20.0)
    assert nearness("deleted", 2.0, "answered", None, 20.0) == 0.0
    assert nearness("let_go", None, "deleted", 19.5, 20.0) == 100.0


DIDS = st.sampled_from(["deleted", "let_go", "kept", "answered"])


@settings(max_examples=200)
@given(a=DIDS, b=DIDS, at=st.floats(0.0, 30.0), other=st.floats(0.0, 30.0))
def test_nearness_is_the_same_from_both_sides_and_within_a_hundred(a: Did, b: Did, at: float, other: float) -> None:
    first = (a, at if a == "deleted" else None)
    second = (b, other if b == "deleted" else None)
    assert nearness(*first, *second, 30.0) == nearness(*second, *first, 30.0)
    assert 0.0 <= nearness(*first, *second, 30.0) <= 100.0
    assert nearness(*first, *first, 30.0) == 100.0


def test_ones_own_are_kept_heard_and_taken_away(tmp_path: Path, tape: Record) -> None:
    yours = Yours(tmp_path)
    assert yours.messages() == ()
    one = yours.add(caller="Bob \u202e, Zorp", text=f"  {BAD}\r\n", did="deleted", why="No news", now_ms=1)
    two = yours.add(caller="", text=GOOD, did="kept", about=("deck oven at Mill Lane",), now_ms=2)
    assert (one.id, two.id, two.caller) == ("yours-1", "yours-2", "somebody")
    set_ = set_of(yours.messages())
    assert set_.message[0].note == "In real life you deleted it. You wrote: No news."
    run = open_(tape, set_)
    run.play(0.0)
    assert run.delete(3.0).buyer_did == "deleted"

    assert yours.remove("yours-1") == one
    assert yours.remove("yours-1") is None
    assert yours.add(caller="C", text=BAD, did="let_go", now_ms=3).id == "yours-3"
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_what_is_begun_is_there_next_time(tmp_path: Path) -> None:
    Yours(tmp_path).keep_unsent(Unsent(caller="Bob", text="Hi"))
    assert Yours(tmp_path).unsent() == Unsent(caller="Bob", text="Hi")
    Yours(tmp_path).keep_unsent(None)
    assert Yours(tmp_path).unsent() == Unsent()


def test_what_cannot_be_kept_or_read_is_said_and_left_alone(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no words to keep"):
        Yours(tmp_path).add(caller="Bob", text=" \n", did="kept", now_ms=1)
    (tmp_path / FILE).write_text("{torn", encoding="utf-8")
    with pytest.raises(RecordError, match="has not been touched"):
        Yours(tmp_path).add(caller="Bob", text="Hi.", did="kept", now_ms=1)
    assert (tmp_path / FILE).read_text(encoding="utf-8") == "{torn"
