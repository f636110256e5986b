"""What the coach's fixes gain, as a table: ``python tests/coaching/report.py [--split dev|held|all] [--show N]``.

Never a gate: it reports. Weak samples of the library are coached with their dossier, bad and middling messages of both
sets of the corpus with a caller's phrases, or with nothing known of the buyer, so that the coach has no offers to give.
A middling message has one fault, and one that stands at 88 has no fifteen points to gain: those under 70 stand beside.
Of a message that names nothing at all ("Call me, 555-0100"), about a buyer of whom nothing is known, nothing can be
written without inventing it; the coach asks, and those that do name something are told beside.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from vmdojo.coaching import advise, apply, apply_all
from vmdojo.coaching.advice import LEAVE_IT_FROM
from vmdojo.coaching.questions import goods, owned
from vmdojo.grading import grade, load_rubric
from vmdojo.message import Message, parse
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import About, Scenario

CORPUS = Path(__file__).parents[1] / "corpus"
SETS = (CORPUS / "messages.jsonl", CORPUS / "second" / "messages.jsonl")
Case = tuple[str, Scenario | About, str]


class Row(NamedTuple):
    """One message's totals, whether the first fix raises, and whether anything can be written from it."""

    before: float
    after: float
    raised: bool
    subject: bool


def weak_samples() -> Iterator[Case]:
    """The library's weak samples; those that should not have been left at all have no line to be fixed."""
    for scenario in load_library().scenarios:
        for weak in scenario.weak:
            if not scenario.brief.wishes:
                yield scenario.id, scenario, weak.text


def corpus(split: str, quality: str, known: bool) -> Iterator[Case]:
    """Messages of one quality of the corpus, about a buyer of whom something is ``known``, or nothing."""
    for path in SETS:
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if case["quality"] == quality and split in ("all", case["split"]) and bool(case["about"]) is known:
                yield case["id"], About(tuple(case["about"]), case["relationship"]), case["text"]


def measured(name: str, cases: list[Case], show: int) -> None:
    """One table row; and the first ``show`` advices in full."""
    rubric = load_rubric()
    first = all_15 = edits = asked = 0
    rows: list[Row] = []
    before = after = 0.0
    slowest = 0.0
    for index, (title, buyer, text) in enumerate(cases):
        message = parse(text, rubric.pace)
        result = grade(message, buyer, rubric)
        began = time.perf_counter()
        advice = advise(message, buyer, result, rubric)
        slowest = max(slowest, time.perf_counter() - began)
        made = apply_all(text, advice.fixes)
        total = grade(made, buyer, rubric).total
        before += result.total
        after += total
        edits += sum(fix.edit != "ask" for fix in advice.fixes)
        asked += sum(fix.edit == "ask" for fix in advice.fixes)
        raised = False
        if advice.fixes and advice.fixes[0].edit != "ask":
            raised = grade(apply(text, advice.fixes[0]), buyer, rubric).total > result.total
        first += raised
        all_15 += total - result.total >= 15.0
        rows.append(Row(result.total, total, raised, subject(message, buyer)))
        if index < show:
            print(f"\n{title}  {result.total:.1f} -> {total:.1f}\n{text.strip()}")
            print(f"  Well done: {advice.well_done or '-'}")
            for fix in advice.fixes:
                print(f'  {fix.edit} "{fix.quote[:60]}" {fix.why} {fix.fix} {fix.rewrite} {fix.gain:+.1f}')
    count = max(1, len(cases))
    print(
        f"{name}: {len(cases)} messages, first fix raises {first / count:.0%}, all raise by 15 in "
        f"{all_15 / count:.0%}, mean {before / count:.1f} -> {after / count:.1f}, "
        f"{edits / count:.1f} edits and {asked / count:.1f} questions each, slowest {slowest * 1000:.0f} ms"
    )
    share("under 70 before", [row for row in rows if row.before < 70.0])
    share("not good as they stand", [row for row in rows if row.before < LEAVE_IT_FROM])
    share("that name what they are about", [row for row in rows if row.subject])


def share(name: str, rows: list[Row]) -> None:
    """The same two figures for a part of the messages."""
    count = max(1, len(rows))
    raised, by_15 = sum(row.raised for row in rows), sum(row.after - row.before >= 15.0 for row in rows)
    print(f"  {name}: {len(rows)}, first fix raises {raised / count:.0%}, all raise by 15 in {by_15 / count:.0%}")


def subject(message: Message, buyer: Scenario | About) -> bool:
    """Whether there is anything to write from: a dossier, notes, or a thing that the message itself names."""
    if isinstance(buyer, Scenario) or buyer.phrases:
        return True
    return owned(message, ()) is not None or goods(message, ()) is not None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("dev", "held", "all"), default="dev")
    parser.add_argument("--show", type=int, default=0)
    chosen = parser.parse_args()
    measured("weak samples", list(weak_samples()), chosen.show)
    for quality in ("bad", "middling"):
        for known in (True, False):
            title = f"corpus, {chosen.split}, {quality}, {'notes of the caller' if known else 'nothing known'}"
            measured(title, list(corpus(chosen.split, quality, known)), chosen.show)


if __name__ == "__main__":
    main()
