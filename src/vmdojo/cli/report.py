"""A grade for people: the total, what the buyer did, the dimensions, what was found where, what to change first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmdojo.cli.console import bold, faint, inert_line, on_quote, wrapped
from vmdojo.coaching import clock, spoken
from vmdojo.coaching.wording import binds, points
from vmdojo.grading.model import DIMENSIONS
from vmdojo.tui.words import DIMENSION

if TYPE_CHECKING:
    from vmdojo.cli.answer import Answer
    from vmdojo.coaching.model import Fix
    from vmdojo.grading.model import DeliveryGrade, Dimension, DimensionName, Finding

_BAR = 10
_QUOTE = 60


def report(answer: Answer, source: str) -> list[str]:
    """The lines of the report on one message that came from ``source``."""
    graded = answer.grade
    many = "1 word" if graded.words == 1 else f"{graded.words} words"
    lines = [
        f"{bold(f'{graded.total:5.1f}')}  {inert_line(answer.reaction.did)}",
        *wrapped(f'"{answer.reaction.line}"', indent=" " * 7),
        "",
        faint(f"       {inert_line(source)} · {many} · {graded.seconds:.1f} s · judge {graded.judge}"),
        "",
    ]
    for cap in sorted(graded.caps, key=lambda cap: cap.at):
        held = f"Held at {round(cap.at, 1):g}" if binds(cap, graded) else "Also found"
        lines += wrapped(f"{held}, {cap.rule}: {spoken(cap.why)}", indent=" " * 7)
    if graded.caps:
        lines.append("")
    lines += [_dimension(name, graded.dimensions.get(name)) for name in DIMENSIONS]
    if graded.findings:
        lines += ["", bold("Found")]
        for finding in graded.findings:
            lines += _finding(finding, answer.message.text)
    if graded.delivery is not None:
        lines += ["", bold("How it sounds"), *_delivery(graded.delivery)]
    if answer.advice.well_done:
        lines += ["", bold("Well done"), *wrapped(answer.advice.well_done, indent="  ")]
    if answer.advice.fixes:
        lines += ["", bold("Change first")]
        for number, fix in enumerate(answer.advice.fixes, 1):
            lines += _fix(number, fix)
    return lines


def _delivery(judged: DeliveryGrade) -> list[str]:
    """The delivery beside the total: its measures on a line, what was heard with its second."""
    heard = judged.measures
    filled = round(judged.points / 100 * _BAR)
    measures = [f"{heard.seconds:.0f} s", _many(len(heard.pauses), "pause")]
    if heard.words_per_minute is not None:
        measures.insert(1, f"{heard.words_per_minute:.0f} words a minute")
    if heard.fillers is not None:
        measures.append(f"about {_many(heard.fillers, 'um')}")
    note = faint(" · ".join(measures))
    lines = [f"  delivery  {judged.points:5.0f}  {'█' * filled}{'░' * (_BAR - filled)}  {note}"]
    for found in judged.findings:
        mark = f"{found.points:+5.1f}" if found.points else "    +"
        lines += wrapped(f"{found.why} {found.fix}".strip(), indent=" " * 17, first=f"  {clock(found.at):>6}  {mark}  ")
    return lines


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Line and column, both from 1, of the code point ``at``."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _dimension(name: DimensionName, dimension: Dimension | None) -> str:
    label = DIMENSION[name]
    if dimension is None:
        return f"  {label:<10}    –  {'·' * _BAR}  {faint('not judged: nothing is known of the buyer')}"
    filled = int(dimension.points / 100 * _BAR + 0.5)
    notes = [f"weight {dimension.weight:.3g}"]
    if dimension.level is not None:
        bears = "" if dimension.tolerated is None else f", {dimension.tolerated} is bearable"
        notes.insert(0, f"{dimension.level} of 10{bears}")
    return (
        f"  {label:<10}{points(dimension.points):>5}  {'█' * filled}{'░' * (_BAR - filled)}  {faint(' · '.join(notes))}"
    )


def _finding(finding: Finding, text: str) -> list[str]:
    whole = finding.start == finding.end
    place = "whole" if whole else "{}:{}".format(*line_and_column(text, finding.start))
    quote = "" if whole else f'"{_short(finding.quote)}"  '
    lines = ["", f"  {place:>6}  {finding.points:+5.1f}  {quote}{faint(finding.rule)}"]
    lines += wrapped(spoken(finding.why), indent=" " * 17)
    if finding.kind == "fault" and finding.fix:
        lines += wrapped(finding.fix, indent=" " * 19, first=" " * 17 + "→ ")
    return lines


def _fix(number: int, fix: Fix) -> list[str]:
    lines = ["", *wrapped(on_quote(_short(fix.quote), fix.why), indent="     ", first=f"  {number}  ")]
    lines += wrapped(fix.fix, indent="     ")
    if fix.rewrite:
        lines += wrapped(f'"{fix.rewrite}"', indent="       ", first="     → ")
    if fix.gain > 0:
        lines.append(f"     {fix.gain:+.1f}")
    return lines


def _short(quote: str) -> str:
    flat = inert_line(quote)
    return flat if len(flat) <= _QUOTE else flat[: _QUOTE - 1] + "…"
