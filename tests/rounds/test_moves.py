"""What changed between two takes, point by point, with the shipped judge."""

from __future__ import annotations

import pytest

from vmdojo.grading import grade, load_rubric
from vmdojo.progress import Record
from vmdojo.rounds import Refused, Round, Verdict
from vmdojo.rounds.moves import moves
from vmdojo.scenarios import load_library

DANA = load_library().get("second-cold-store")
BIG = (
    "Hi Dana, Luis Ortega at Coldway. Reno opens in March, and a second store usually doubles the trailer moves. "
    "We'd love to become your strategic partner across all of your sites. 555-0148."
)
SMALL = BIG.replace("We'd love to become your strategic partner across all of your sites.", "Who plans those moves?")


def judged(text: str):  # type: ignore[no-untyped-def]  # one line, and the name says it
    return grade(text, DANA, load_rubric())


def test_what_came_and_what_went() -> None:
    better = moves(judged(SMALL), judged(BIG))
    worse = moves(judged(BIG), judged(SMALL))

    assert {move.what for move in better} <= {"mended", "gained", "freed", "lost"}
    assert any(move.what == "freed" and "partner" in move.quote for move in better)
    assert any(move.what == "mended" and "partner" in move.quote and move.points > 0 for move in better)
    assert any(move.what == "gained" and move.rule == "next_step.question" for move in better)
    assert any(move.what == "held" for move in worse)
    assert any(move.what == "slipped" and move.points < 0 for move in worse)
    assert moves(judged(BIG), judged(BIG)) == ()


def test_the_points_of_all_moves_lead_from_one_sum_to_the_other() -> None:
    new, old = judged(SMALL), judged(BIG)
    told = sum(move.points for move in moves(new, old) if move.dimension is not None)
    small = sum(f.points for f in new.findings) - sum(f.points for f in old.findings)

    # A rule that moves by less than half a point is not told.
    assert told == pytest.approx(small, abs=0.5 * len({f.rule for f in (*new.findings, *old.findings)}))


def played(texts: list[str]) -> tuple[Round, Verdict]:
    round_ = Round.begin(DANA, rubric=load_rubric(), record=Record.in_memory(), dossier_seen=True)
    for number, text in enumerate(texts):
        if number:
            round_.again()
        round_.write(text)
        round_.leave()
        verdict = round_.predict(would_return=True, guess=50)
    return round_, verdict


def test_the_verdict_compares_with_the_last_take_and_with_the_best() -> None:
    _, verdict = played([SMALL, BIG, BIG.replace("all of", "three of")])

    assert verdict.change is not None
    assert verdict.best is not None
    assert verdict.best.text == SMALL
    assert any(move.what == "slipped" for move in verdict.change.since_best.moves)
    assert verdict.change.since_best.total == pytest.approx(verdict.grade.total - verdict.best.grade.total)


def test_what_is_not_shared_is_kept_with_the_take_and_changes_nothing() -> None:
    from vmdojo.coaching.happenings import Disagreed

    record = Record.in_memory()
    round_ = Round.begin(DANA, rubric=load_rubric(), record=record, dossier_seen=True)
    round_.write(BIG)
    round_.leave()
    verdict = round_.predict(would_return=True, guess=50)
    first = round_.contestable()[0]

    assert round_.disagree(first.rule, first.quote, "  it is\n a small ask ") == ""

    (kept,) = record.happenings(Disagreed)
    assert (kept.ref, kept.rule, kept.quote) == (verdict.attempt.id, first.rule, first.quote)
    assert kept.note == "it is a small ask"
    assert kept.judge == verdict.attempt.judge
    assert round_.verdict == verdict
    with pytest.raises(Refused, match="was not found"):
        round_.disagree("tone.shouting")


def test_ceilings_come_first_and_nothing_twice() -> None:
    round_, verdict = played([BIG])
    found = round_.contestable()

    assert found[0].rule == min(verdict.grade.caps, key=lambda cap: cap.at).rule
    assert len({(each.rule, each.quote) for each in found}) == len(found)
    assert all(each.why for each in found)


def test_a_ceiling_without_words_of_its_own_is_told_by_its_reason() -> None:
    """ "Free of 40: the whole message" told nobody what had come off."""
    bare = judged("Hi Dana, Luis Ortega at Coldway. Please call me back. 555-0148.")
    told = [move for move in moves(judged(SMALL), bare) if move.what == "freed" and not move.quote]

    assert told
    assert all(move.why.endswith(".") and len(move.why.split()) > 3 for move in told)
