"""Every finding of a take, in the order of the words, and how they add up."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from vmdojo.coaching.wording import binds
from vmdojo.grading.model import Finding
from vmdojo.rounds import Verdict
from vmdojo.tui.inert import one_line
from vmdojo.tui.text import BLANK, points, say, spread, wrap
from vmdojo.tui.verdict.page import shortened, signed
from vmdojo.tui.words import DIMENSION, quoted


def by_place(findings: Sequence[Finding]) -> list[tuple[str, Finding]]:
    """Findings worth a line in the order in which their signs stand in the message; those without a place last.

    Findings that end at one place share a number, and so one sign behind the words.
    """
    shown = [finding for finding in findings if not _repeats(finding, findings)]
    placed = sorted((f for f in shown if not f_whole(f)), key=lambda f: (f.end, f.start))
    numbers = {end: str(number) for number, end in enumerate(sorted({f.end for f in placed}), 1)}
    return [
        *((numbers[finding.end], finding) for finding in placed),
        *(("", finding) for finding in shown if f_whole(finding)),
    ]


def _repeats(finding: Finding, findings: Sequence[Finding]) -> bool:
    """True for a finding that counts nothing where its rule is told already, or its words are by one that counts."""
    if finding.points:
        return False
    for other in findings:
        if other is finding:
            continue
        same_words = not f_whole(finding) and other.start < finding.end and finding.start < other.end
        if other.points and (other.rule == finding.rule or (same_words and other.dimension == finding.dimension)):
            return True
    first = next(other for other in findings if other.rule == finding.rule)
    return first is not finding


def f_whole(finding: Finding) -> bool:
    """True for a finding about the whole message."""
    return finding.end <= finding.start


def findings(verdict: Verdict, numbered: Sequence[tuple[str, Finding]], width: int) -> list[Content]:
    """Every finding with its points, and how they lead to the total."""
    lines: list[Content] = []
    for sign, finding in numbered:
        first = Content.assemble(
            say(f"{sign or ' ':<3}" if len(sign) < 3 else f"{sign} ", "bold"),
            say(quoted(shortened(finding.quote)) if finding.quote else "The whole message", "bold"),
        )
        told = say(f"{DIMENSION[finding.dimension]}  {signed(finding.points):>3}", "$quiet")
        lines.append(spread(first, told, width))
        lines += wrap(say(one_line(finding.why)), width, indent=3)
        if finding.kind == "fault" and finding.fix:
            lines += wrap(say(one_line(finding.fix), "italic"), width, indent=3)
    return [*lines, BLANK, *wrap(say(_sum(verdict), "$quiet"), width)]


def _sum(verdict: Verdict) -> str:
    grade = verdict.grade
    by = sum(finding.points for finding in grade.findings)
    told = f"{points(grade.base)} to begin with, {signed(by)} in findings: {points(grade.uncapped)}."
    lowest = min((cap.at for cap in grade.caps if binds(cap, grade)), default=None)
    return f"{told} Held at {points(lowest)}." if lowest is not None else told
