"""The answer to one message: judged by every room that has a say, and as the object that programs read.

``--json`` and ``--jsonl`` print the same object; it is put together here and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vmdojo.cli.encoding import rounded, tenth
from vmdojo.coaching import advise, react
from vmdojo.grading import grade
from vmdojo.grading.model import DIMENSIONS
from vmdojo.message import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmdojo.coaching.model import Advice, Reaction
    from vmdojo.grading import Rubric
    from vmdojo.grading.model import Delivery, DeliveryGrade, Dimension, Grade
    from vmdojo.message import Message
    from vmdojo.scenarios.model import About, Scenario

FORMAT = 1
"""Of the object; a change that a reader could stumble over raises it."""


class Answer(NamedTuple):
    """One message, judged."""

    message: Message
    grade: Grade
    reaction: Reaction
    advice: Advice


def judge(
    text: str,
    subject: Scenario | About | None,
    rubric: Rubric,
    *,
    earlier: Sequence[str] = (),
    delivery: Delivery | None = None,
) -> Answer:
    """``text`` judged against what the caller knew, after the messages that this buyer already had, oldest first."""
    message = parse(text, rubric.pace)
    graded = grade(message, subject, rubric, earlier=earlier, delivery=delivery)
    return Answer(
        message,
        graded,
        react(message, subject, graded),
        advise(message, subject, graded, rubric, earlier=earlier),
    )


def as_object(answer: Answer, id_: object = None) -> dict[str, object]:
    """The answer as the object of the contract, keys in its order, numbers to one decimal (a band to two)."""
    graded, reaction = answer.grade, answer.reaction
    return {
        "format": FORMAT,
        "id": id_,
        "judge": graded.judge,
        "scenario": graded.scenario,
        "total": tenth(graded.total),
        "words": graded.words,
        "seconds": tenth(graded.seconds),
        "dimensions": {name: _dimension(graded.dimensions.get(name)) for name in DIMENSIONS},
        "base": tenth(graded.base),
        "caps": [{"rule": cap.rule, "at": tenth(cap.at), "why": cap.why} for cap in graded.caps],
        "findings": [
            {
                "rule": finding.rule,
                "dimension": finding.dimension,
                "kind": finding.kind,
                "start": finding.start,
                "end": finding.end,
                "quote": finding.quote,
                "points": tenth(finding.points),
                "why": finding.why,
                "fix": finding.fix,
            }
            for finding in graded.findings
        ],
        "reaction": {
            "outcome": reaction.outcome,
            "band": [rounded(edge, 2) for edge in reaction.band],
            "deleted_at": None if reaction.deleted_at is None else tenth(reaction.deleted_at),
        },
        "advice": [
            {"quote": fix.quote, "why": fix.why, "rewrite": fix.rewrite, "gain": tenth(fix.gain)}
            for fix in answer.advice.fixes
        ],
        **({} if graded.delivery is None else {"delivery": _delivery(graded.delivery)}),
    }


def _delivery(judged: DeliveryGrade) -> dict[str, object]:
    """Present for a spoken take only."""
    heard = judged.measures

    def short(number: float | None, places: int = 1) -> float | None:
        return None if number is None else rounded(number, places)

    return {
        "points": tenth(judged.points),
        "seconds": tenth(heard.seconds),
        "words_per_minute": short(heard.words_per_minute),
        "syllables_per_second": short(heard.syllables_per_second, 2),
        "speeding_up": short(heard.speeding_up, 2),
        "pauses": [{"at": tenth(pause.at), "seconds": rounded(pause.seconds, 2)} for pause in heard.pauses],
        "pitch_spread": short(heard.pitch_spread),
        "loudness_trend": short(heard.loudness_trend),
        "digits_per_second": short(heard.digits_per_second),
        "fillers": heard.fillers,
        "findings": [
            {
                "rule": found.rule,
                "kind": found.kind,
                "at": tenth(found.at),
                "points": tenth(found.points),
                "why": found.why,
                "fix": found.fix,
            }
            for found in judged.findings
        ],
    }


def error_object(line: int, sentence: str, id_: object = None) -> dict[str, object]:
    """What stands in the place of a line that cannot be graded."""
    return {"format": FORMAT, "id": id_, "line": line, "error": sentence}


def _plain(number: float) -> float | int:
    """A number that people set: 45 stays 45, 42.86 becomes 42.9."""
    short = tenth(number)
    return int(short) if short.is_integer() else short


def _dimension(dimension: Dimension | None) -> dict[str, object] | None:
    if dimension is None:
        return None
    known: dict[str, object] = {"points": tenth(dimension.points), "weight": _plain(dimension.weight)}
    if dimension.level is not None:
        known["level"] = dimension.level
    if dimension.tolerated is not None:
        known["tolerated"] = dimension.tolerated
    if dimension.seconds is not None:
        known["seconds"] = tenth(dimension.seconds)
    return known
