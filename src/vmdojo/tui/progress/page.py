"""Progress laid out: numbers, skills as bars, days as a calendar, trends as plots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from textual.content import Content

from vmdojo.coaching import outcomes
from vmdojo.coaching.calibration import told
from vmdojo.coaching.plot import bar, calendar, plot
from vmdojo.coaching.skills import Skill
from vmdojo.rounds.overview import Overview
from vmdojo.tui.text import BLANK, clock, counted, cut, fill, points, say, spread, wrap
from vmdojo.tui.words import DIMENSION

_SIDE_BY_SIDE: Final = 64
_WEEKS: Final = 18
_NAMED: Final = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_LEFT: Final = 41
_PLOT: Final = 42


class Trend(NamedTuple):
    """One plot: what it is of, its values oldest first, its scale, and the last value in words."""

    name: str
    values: Sequence[float]
    low: float
    high: float
    last: str


def head(it: Overview, width: int) -> list[Content]:
    """The belt and the streak, and what there is all in all."""
    day = f" · day {it.streak.days}" if it.streak.days else ""
    buyers = len({take.scenario for take in it.takes})
    lines = [spread(say("Progress", "bold"), say(f"{it.standing.belt} belt{day}", "$quiet"), width), BLANK]
    parts = [
        f"{counted(len(it.takes), 'take')} on {counted(buyers, 'buyer')}",
        f"{counted(it.streak.total, 'day')} of practice",
    ]
    if it.streak.longest > 1:
        parts.append(f"longest streak {it.streak.longest}")
    return [*lines, *wrap(say(", ".join(parts) + "."), width)]


def figures(it: Overview, width: int) -> list[Content]:
    """Skills beside the calendar, one above the other where it is narrow."""
    left = [say("Skills", "$quiet"), *(_skill(skill) for skill in it.skills)]
    months, *weekdays = calendar(it.days, it.today, _WEEKS) or [""]
    right = [say(f"     {months}", "$quiet")]
    right += [
        Content.assemble(say(f"{name:<5}", "$quiet"), say(line)) for name, line in zip(_NAMED, weekdays, strict=False)
    ]
    if width >= _SIDE_BY_SIDE:
        rows = max(len(left), len(right))
        left += [BLANK] * (rows - len(left))
        right += [BLANK] * (rows - len(right))
        return [Content.assemble(fill(a, _LEFT), b) for a, b in zip(left, right, strict=True)]
    return [*(cut(line, width) for line in left), BLANK, say("Days", "$quiet"), *(cut(line, width) for line in right)]


def _skill(skill: Skill) -> Content:
    name = fill(say(DIMENSION[skill.name]), 11)
    if skill.level is None:
        return Content.assemble(name, say("  not known yet", "$quiet"))
    moved = int(abs(skill.moved) + 0.5)
    arrow = "" if moved == 0 else f"  +{moved}" if skill.moved > 0 else f"  −{moved}"
    return Content.assemble(
        name, say(f"{points(skill.level):>4}  "), say(bar(skill.level / 100, 10), "$lamp"), say(arrow, "$quiet")
    )


def trends(it: Overview) -> list[Trend]:
    """Score, ask, seconds, and how far off the guesses were; only what has two values at least."""
    spoken = [take for take in it.takes if take.left]
    levels = [float(take.level) for take in spoken if take.level is not None]
    seconds = [take.seconds for take in spoken]
    scores = [take.total for take in it.takes]
    off = it.calibration.trend
    found = [
        Trend("Score", scores, 0, 100, points(scores[-1]) if scores else ""),
        Trend("Ask, 10 scariest", levels, 0, 10, f"{levels[-1]:.0f}" if levels else ""),
        Trend("Seconds", seconds, 0, 45, clock(seconds[-1]) if seconds else ""),
        Trend("Guesses off by", off, 0, 50, points(off[-1]) if off else ""),
    ]
    return [trend for trend in found if len(trend.values) > 1]


def plots(it: Overview, width: int, rows: int) -> list[Content]:
    """The trends, ``rows`` lines high each, the last value at the right."""
    found = trends(it)
    if not found:
        return []
    lines = [spread(say("Over your takes", "$quiet"), say("last", "$quiet"), min(width, _PLOT + 24))]
    narrow = width < _SIDE_BY_SIDE
    room = min(_PLOT, width - 8) if narrow else _PLOT
    for trend in found:
        drawn = plot(trend.values, trend.low, trend.high, room, rows)
        if narrow:
            lines.append(say(trend.name, "$quiet"))
        for number, line in enumerate(drawn):
            end = number == len(drawn) - 1
            name = "" if narrow else trend.name if end else ""
            body = Content.assemble(fill(say(name), 0 if narrow else 18), fill(say(line, "$lamp"), room))
            lines.append(Content.assemble(body, say(f"{trend.last:>6}", "bold")) if end else body)
        if rows > 1:
            lines.append(BLANK)
    return lines


def followed(it: Overview, width: int) -> list[Content]:
    """What became of messages that were really left: a row for each outcome, a mark for each take at its grade."""
    if not it.followed:
        return []
    narrow = width < _SIDE_BY_SIDE
    room = min(_PLOT, width - 8) if narrow else _PLOT
    name = 0 if narrow else 18
    lines = [BLANK, say("What followed, by the grade of the take", "$quiet")]
    for what, called in outcomes.NAMES.items():
        totals = [one.total for one in it.followed if one.followed == what]
        if totals:
            marks = fill(say(outcomes.strip(totals, room), "$lamp"), room)
            lines += [say(called, "$quiet")] if narrow else []
            lines.append(
                Content.assemble(fill(say("" if narrow else called), name), marks, say(f"{len(totals):>6}", "bold"))
            )
    lines.append(say(" " * name + outcomes.scale(room), "$quiet"))
    return [*lines, *wrap(say(outcomes.told(it.followed)), width)]


def calibrated(it: Overview, width: int) -> list[Content]:
    """What the guesses say, in one sentence."""
    sentence = told(it.calibration)
    return [BLANK, *wrap(say(sentence), width)] if sentence else []
