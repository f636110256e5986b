"""What the coach's fixes gain, as a table: ``python tests/coaching/report.py [--split dev|held|all] [--show N]``.

Never a gate: it reports. Weak samples of the library are coached with their dossier, bad and middling messages of both
sets of the corpus with a caller's phrases, or with nothing known of the buyer, so that the coach has no offers to give.
A middling message has one fault: it seldom has fifteen points to gain.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

from vmdojo.coaching import advise, apply, apply_all
from vmdojo.grading import grade, load_rubric
from vmdojo.message import parse
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import About, Scenario

CORPUS = Path(__file__).parents[1] / "corpus"
SETS = (CORPUS / "messages.jsonl", CORPUS / "second" / "messages.jsonl")
Case = tuple[str, Scenario | About, str]


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
        if advice.fixes and advice.fixes[0].edit != "ask":
            first += grade(apply(text, advice.fixes[0]), buyer, rubric).total > result.total
        all_15 += total - result.total >= 15.0
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
