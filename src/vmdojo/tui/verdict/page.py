"""The verdict laid out: the buyer first, then the number, then why, then what to change."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
from textual.content import Content

from vmdojo.coaching import wording
from vmdojo.coaching.model import Fix
from vmdojo.coaching.wording import binds
from vmdojo.grading.model import DIMENSIONS, Dimension, DimensionName, Grade
from vmdojo.rounds import Change, Move, Verdict
from vmdojo.scenarios.firms import first_name
from vmdojo.scenarios.model import Scenario
from vmdojo.tui.inert import one_line
from vmdojo.tui.text import BLANK, MEASURE, STACKED, clock, counted, fill, labelled, points, say, spread, wrap
from vmdojo.tui.verdict.annotate import Note, annotated
from vmdojo.tui.widgets.tape import Mark, reel_lines, reel_step, second_of, shades
from vmdojo.tui.words import DIMENSION, quoted

_BAR = 10
_MINUS = "−"


def signed(value: float) -> str:
    """A difference in points: +6, −4, 0."""
    return wording.signed(value, _MINUS)


def head(verdict: Verdict, width: int) -> list[Content]:
    """What the buyer did and says; the total and what the player had said, at the right."""
    said = verdict.attempt.prediction
    told = "you hung up" if verdict.hung_up else ""
    if said is not None:
        told = f"you said: {'yes' if said.would_return else 'no'}, {said.guess}"
    lines = _beside(say(one_line(verdict.reaction.did), "bold"), say(points(verdict.grade.total), "bold"), width)
    line = say(quoted(one_line(verdict.reaction.line).strip('"“”'))) if verdict.reaction.line else BLANK
    if width < STACKED:
        return [*lines, *wrap(line, width), *([say(told, "$quiet")] if told else [])]
    return [*lines, *_beside(line, say(told, "$quiet"), width)]


def _beside(text: Content, right: Content, width: int) -> list[Content]:
    """Prose at the left, something short at the right of its first line."""
    lines = wrap(text, min(width - right.cell_length - 2, MEASURE)) or [BLANK]
    return [spread(lines[0], right, width), *lines[1:]]


def tape(verdict: Verdict, marks: Sequence[Mark], width: int) -> list[Content]:
    """The tape shaded by attention, with the cut and the marks."""
    message, reaction = verdict.message, verdict.reaction
    if not message.words:
        return []
    each = reel_step(message.seconds, width)
    pattern = shades(reaction.attention, message.seconds, each, cut=reaction.deleted_at)
    lines = reel_lines(pattern, each, message.seconds, width, marks=marks)
    if each > 0.5:
        lines += wrap(say(f"A column is {each:g} seconds.", "$quiet"), width)
    return lines


def notes(spans: Sequence[tuple[str, int, int]], verdict: Verdict) -> tuple[list[Note], list[Mark]]:
    """For signs at spans of the message: the notes in the words and the marks under the tape."""
    found = [Note(start, end, sign) for sign, start, end in dict.fromkeys(spans) if end > start]
    firsts = {note.sign: note for note in reversed(found)}
    marks = [Mark(second_of(verdict.message, note.start), sign) for sign, note in firsts.items() if len(sign) == 1]
    return found, sorted(marks)


def words(verdict: Verdict, found: Sequence[Note], width: int) -> list[Content]:
    """The message, annotated."""
    message, reaction = verdict.message, verdict.reaction
    at = None
    if reaction.deleted_word is not None and 0 <= reaction.deleted_word < len(message.words):
        at = message.words[reaction.deleted_word].start
    return annotated(message.text, found, cut=at).wrap(min(width, MEASURE))


def beginning(lines: Sequence[Content], most: int, width: int) -> list[Content]:
    """At most so many lines, and how many more there are."""
    if len(lines) <= most:
        return list(lines)
    more = counted(len(lines) - most, "line")
    return [*lines[:most], *wrap(say(f"… and {more} more; a shows all.", "$quiet"), width)]


def phone(verdict: Verdict, width: int, lines: int) -> list[Content]:
    """The first lines of the transcript on the buyer's phone."""
    if not verdict.reaction.preview:
        return []
    preview = say(one_line(verdict.reaction.preview), "$quiet")
    return labelled("Phone shows", preview, width, column=13, limit=lines + (width < STACKED))


def dimensions(verdict: Verdict, scenario: Scenario, target: tuple[int, int], width: int) -> list[Content]:
    """A bar for each dimension, two side by side where they fit, and the facts behind three of them.

    ``target`` are the seconds to land in.
    """
    grade = verdict.grade
    bars = [_bar(name, grade.dimensions.get(name)) for name in DIMENSIONS]
    if width >= 64:
        left, right = bars[:3], bars[3:]
        lines = [Content.assemble(fill(a, 34), b) for a, b in zip(left, right, strict=True)]
    else:
        lines = bars
    for told in (_measures(verdict, scenario, target), _small_print(verdict)):
        lines += wrap(say(told, "$quiet"), width) if told else []
    return lines


def _bar(name: DimensionName, dimension: Dimension | None) -> Content:
    label = f"{DIMENSION[name]:<10}"
    if dimension is None:
        return Content.assemble(say(label, "$quiet"), say("  not judged", "$quiet"))
    return bar(label, dimension.points)


def bar(label: str, value: float) -> Content:
    """Points (0-100) as a number and a bar of ten."""
    filled = max(0, min(_BAR, int(value / 100 * _BAR + 0.5)))
    return Content.assemble(
        say(label, "$quiet"),
        say(f"{points(value):>4}  "),
        say("█" * filled, "$lamp"),
        say("░" * (_BAR - filled), "$faint"),
    )


def _measures(verdict: Verdict, scenario: Scenario, target: tuple[int, int]) -> str:
    ask = verdict.grade.dimensions.get("scariness")
    name = first_name(one_line(scenario.buyer.name))
    parts = []
    if ask is not None and ask.level is not None:
        bears = f", {name} bears {ask.tolerated}" if ask.tolerated is not None else ""
        parts.append(f"ask {ask.level} of 10{bears}")
    low, high = target
    if verdict.message.words:
        parts.append(f"{clock(verdict.message.seconds)} spoken, to land on {clock(low)} to {clock(high)}")
    return " · ".join(parts)


def _small_print(verdict: Verdict) -> str:
    """What was not judged, and the band of probability: as little as is known."""
    low, high = (f"{end * 100:.0f}" for end in verdict.reaction.band)
    parts = []
    if verdict.message.words:
        heard = verdict.grade.delivery
        parts += ["written: delivery not judged"] if heard is None else []
    if high != "0":
        odds = f"{low} to {high}" if low != high else high
        parts.append(f"answered {odds} times in 100")
    return " · ".join(parts)


def caps(grade: Grade, width: int, *, told: Collection[str] = ()) -> list[Content]:
    """Each ceiling with its reason. Only one that the total hangs at names its number: another is no score of the
    player's. A reason in ``told``, why no message should have been left, stands below and is not said twice."""
    lines: list[Content] = []
    for cap in grade.caps:
        held = binds(cap, grade)
        if cap.why in told:
            lines += labelled(f"Held at {points(cap.at)}", "Leaving one at all was the slip.", width) if held else []
            continue
        # What to do about a ceiling that holds nothing down is left to the fixes.
        reason = f"{one_line(cap.why)} {one_line(cap.fix)}".strip() if held else one_line(cap.why)
        lines += labelled(f"Held at {points(cap.at)}" if held else "Also", reason, width)
    return lines


def change(verdict: Verdict, width: int, *, most: int = 3) -> list[Content]:
    """This take against the last one and the best, where there were any: the totals, then what came and what went.

    At most so many points of what changed; what the constraint was that this take had been given comes last.
    """
    lines: list[Content] = []
    if verdict.change is not None and verdict.previous is not None:
        label = f"Take {verdict.take}"
        lines += labelled(label, say(_changed(verdict.change, verdict)), width)
        since = verdict.change.since_last
        lines += [line for move in since.moves[:most] for line in _moved(move, width)]
        if since.moves[most:]:
            more = counted(len(since.moves) - most, "point")
            lines += labelled("", say(f"… and {more} more; a shows all.", "$quiet"), width)
    if verdict.kept is not None:
        lines += labelled("Set out" if not lines or width < STACKED else "", one_line(verdict.kept.said), width)
    return lines


def _changed(found: Change, verdict: Verdict) -> str:
    since = found.since_last
    if not since.comparable:
        return "The judge or the scenario has changed since your last take, so the two are not compared."
    told = f"{signed(since.total)} against the last" if signed(since.total) != "0" else "Level with the last"
    best = found.since_best
    if verdict.is_best:
        return (
            f"{told}. Your best here." if signed(since.total)[0] == "+" or signed(best.total)[0] == "+" else f"{told}."
        )
    if verdict.best is not None and verdict.previous is not None and verdict.best.id != verdict.previous.id:
        old = points(verdict.best.grade.total)
        by = f"{signed(best.total)} against your best" if signed(best.total) != "0" else "level with your best"
        told += f", {by}, {old}" if best.comparable else f"; your best is {old}"
    return f"{told}."


_WHAT = {
    "mended": "mended",
    "gained": "new",
    "slipped": "slipped",
    "lost": "gone",
}


def _moved(move: Move, width: int) -> list[Content]:
    """One point of what changed: what it is, the words, and what it counts."""
    if move.dimension is None:
        since = "No longer held at" if move.what == "freed" else "Now held at"
        reason = f"{quoted(shortened(move.quote))}." if move.quote else one_line(move.why)
        return labelled("", Content.assemble(say(f"{since} {points(move.points)}: ", "$quiet"), say(reason)), width)
    name = DIMENSION[move.dimension]
    told = quoted(shortened(move.quote)) if move.quote else f"{name}, the whole message"
    right = say(f"{name} {signed(move.points):>3}" if move.quote else f"{signed(move.points):>3}", "$quiet")
    left = Content.assemble(say(f"{_WHAT[move.what]:<11}", "$quiet"), say(told))
    if width < STACKED:
        return [spread(Content.assemble("  ", left), right, width)]
    return [spread(Content.assemble(" " * 11, left), right, width)]


def habit(verdict: Verdict, width: int) -> list[Content]:
    """What came back once too often over different buyers, and the constraint for the next take."""
    found = verdict.habit
    if found is None:
        return []
    return labelled("Habit", f"{one_line(found.said)} {one_line(found.do)}", width)


def advice(verdict: Verdict, width: int) -> list[Content]:
    """One thing done well, and at most three things to change."""
    given = verdict.advice
    lines = labelled("Well done", one_line(given.well_done), width) if given.well_done else []
    for number, fix in enumerate(given.fixes, 1):
        lines += _fix(number, fix, width)
    return lines


def _fix(number: int, fix: Fix, width: int) -> list[Content]:
    begin = f"{quoted(shortened(fix.quote))}: " if fix.quote else ""
    what = Content.assemble(say(f"{number}  ", "bold"), say(begin, "bold"), say(one_line(fix.why)))
    lines = wrap(what, width, indent=3, first=0)
    do = one_line(fix.fix)
    if fix.rewrite:
        do = f"{do} {quoted(one_line(fix.rewrite))}".strip()
    gain = say(signed(fix.gain), "bold") if signed(fix.gain)[0] == "+" else BLANK
    told = wrap(say(do), min(width, MEASURE) - gain.cell_length - 1, indent=3) if do else []
    if told:
        told[-1] = spread(told[-1], gain, width)
    return [*lines, *told]


def shortened(quote: str, most: int = 40) -> str:
    """The beginning of a quote, where it is longer than a line bears."""
    quote = one_line(quote)
    return quote if len(quote) <= most else f"{quote[: most - 1].rstrip()}…"


def right_move(scenario: Scenario, width: int) -> list[Content]:
    """Where the right move was to leave no message and one was left: why not, and what to do instead."""
    move = scenario.right_move
    if move is None or move.leave:
        return []
    return [*labelled("Why", one_line(move.why), width), *labelled("Instead", one_line(move.instead), width)]


def well_hung_up(verdict: Verdict, scenario: Scenario, width: int) -> list[Content]:
    """Where hanging up was right: what follows it. The scenario's ``why`` speaks to whoever left a message, so it is
    not said here. Empty where hanging up was wrong."""
    move = scenario.right_move
    if move is None or move.leave or verdict.grade.total <= 0:
        return []
    return labelled("And now", _after_hanging_up(one_line(move.instead)), width)


def _after_hanging_up(instead: str) -> str:
    """What to do without a first sentence that says to hang up: that has been done."""
    first, stop, rest = instead.partition(". ")
    return rest if stop and first.casefold().startswith("hang up") else instead


def advised(verdict: Verdict, scenario: Scenario) -> Verdict:
    """The verdict without fixes that only repeat why no message should have been left: that stands above them."""
    move = scenario.right_move
    if move is None or move.leave:
        return verdict
    fixes = tuple(fix for fix in verdict.advice.fixes if fix.why != move.why)
    return msgspec.structs.replace(verdict, advice=msgspec.structs.replace(verdict.advice, fixes=fixes))
