"""An exercise laid out: what is to be done, the messages, the outcome. All kinds on one pattern."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from vmdojo.coaching.remarks import Note
from vmdojo.coaching.schedule import KIND
from vmdojo.rounds.drill import DrillRun
from vmdojo.rounds.exercise import ExerciseRound, ExerciseVerdict, task
from vmdojo.scenarios.exercise_model import Answer, Ask, Compare, Cut, Opener
from vmdojo.tui.dossier.page import Criteria, condensed, heading, whole
from vmdojo.tui.inert import one_line
from vmdojo.tui.text import BLANK, MEASURE, STACKED, clock, counted, cut, fill, labelled, points, say, spread, wrap
from vmdojo.tui.words import quoted

BESIDE = 96
"""Columns from which two texts stand beside each other."""
_BETWEEN = 4
_SIDES = ("one", "other")
_BUT = {True: "holds", False: "does not"}


def head(run: DrillRun, width: int) -> list[Content]:
    """The exercise's kind and title, and how far one is."""
    it = run.current.exercise
    name = Content.assemble(say(KIND[it.kind], "bold"), say(f"  {one_line(it.title)}", "$quiet"))
    place = f"{run.place} of {run.count}" if run.count > 1 else ""
    return [spread(name, say(place, "$quiet"), width), *wrap(say(task(it)), width), BLANK]


def beside(left: Sequence[Content], right: Sequence[Content], width: int) -> list[Content]:
    """Two texts, each laid out for :func:`column`: beside each other where there is room, else one under the other."""
    if width < BESIDE:
        return [*left, BLANK, *right]
    room, rows = column(width), max(len(left), len(right))
    padded = [[*lines, *[BLANK] * (rows - len(lines))] for lines in (left, right)]
    return [Content.assemble(fill(a, room), " " * _BETWEEN, b) for a, b in zip(*padded, strict=True)]


def column(width: int) -> int:
    """Columns that each of two texts has."""
    return (width - _BETWEEN) // 2 if width >= BESIDE else width


def shown(run: DrillRun, width: int) -> list[Content]:
    """Everything before the answer: the task, the words it is about, who they are for."""
    it = run.current
    exercise, scenario = it.exercise, it.scenario
    narrow = min(width, MEASURE + 6)
    lines = centred(head(run, narrow), width, narrow)
    if isinstance(exercise, Compare):
        return [*lines, *centred(_buyer(it, narrow), width, narrow), BLANK, *messages(it, width)]
    if isinstance(exercise, Ask):
        lines += [*_before_the_ask(exercise, width), BLANK]
    elif isinstance(exercise, Opener):
        lines += labelled("Then", say(f"… {exercise.rest.strip()}", "$quiet"), width)
        lines.append(BLANK)
    elif it.given:
        seconds = f" ({clock(it.message.seconds)})" if isinstance(exercise, Cut) else ""
        lines += [say(f"The message{seconds}", "$quiet"), *wrap(say(it.given), width), BLANK]
    return [*lines, *whole(scenario, Criteria((), None, it.target), None, width)]


def centred(lines: Sequence[Content], width: int, narrow: int) -> list[Content]:
    """Lines of the ordinary width in the middle of a page that is wider."""
    at = max(0, (width - narrow) // 2) if width >= BESIDE else 0
    return [line.pad_left(at) for line in lines]


def _buyer(it: ExerciseRound, width: int) -> list[Content]:
    greeting = say(quoted(one_line(it.scenario.buyer.greeting)), "$quiet")
    return [*heading(it.scenario, width), *wrap(greeting, width)]


def _before_the_ask(exercise: Ask, width: int) -> list[Content]:
    return [
        *labelled("So far", say(exercise.text.strip()), width),
        *labelled("Instead of", say(exercise.instead_of.strip(), "$quiet"), width),
    ]


def messages(it: ExerciseRound, width: int) -> list[Content]:
    """The two messages of a comparison, with the one that was chosen marked."""
    exercise = it.exercise
    assert isinstance(exercise, Compare)
    room = column(width)
    sides = []
    for number, side in enumerate(_SIDES, 1):
        chosen = it.picked == side
        name = f"[{number}] yours" if chosen else f" {number}"
        text = exercise.one if side == "one" else exercise.other
        sides.append([say(name, "bold"), *wrap(say(text.strip()), room)])
    return beside(sides[0], sides[1], width)


def reasons(it: ExerciseRound, width: int) -> list[Content]:
    """The reasons to tick. A tick is a sign, not a colour."""
    exercise = it.exercise
    assert isinstance(exercise, Compare)
    lines = [say("Which of these hold?"), BLANK]
    for number, reason in enumerate(exercise.reason):
        box = "[x]" if number in it.ticked else "[ ]"
        lines += wrap(Content.assemble(say(f"{number + 1} {box} ", "bold"), say(reason.text)), width, indent=6, first=0)
    return lines


def above(it: ExerciseRound, run: DrillRun, width: int, height: int) -> list[Content]:
    """What stands above the words while they are written, in at most ``height`` lines."""
    lines = head(run, width)
    room = height - len(lines) - 1  # air before the words
    if isinstance(it.exercise, Ask):
        told = [*heading(it.scenario, width), *_before_the_ask(it.exercise, width)]
        if len(told) > room:  # the words just before the ask say most about it
            text = wrap(say(it.exercise.text.strip()), width)
            told = [say("…", "$quiet"), *text[-(room - 1) :]] if room > 1 else []
    else:
        # A drill is about the facts; how the mailbox greets is one key away.
        told = condensed(it.scenario, width, max(1, room), facts_first=True)
    return [*[*lines, *told][: max(1, height - 1)], BLANK]


def below(it: ExerciseRound, width: int, limit: int) -> list[Content]:
    """What follows the words of a beginning."""
    if not isinstance(it.exercise, Opener) or limit < 1:
        return []
    return labelled("Then", say(f"… {one_line(it.exercise.rest)}", "$quiet"), width, limit=limit + (width < STACKED))


def verdict(run: DrillRun, verdict: ExerciseVerdict, sample: int, width: int) -> list[Content]:
    """The outcome, what to change, and one's own words beside a sample."""
    it, marked = run.current, verdict.marked
    narrow = min(width, MEASURE + 6)
    top = spread(say(one_line(marked.line), "bold"), say(points(marked.points), "bold"), narrow)
    if say(marked.line).cell_length > narrow - 6:
        lines = wrap(say(one_line(marked.line), "bold"), narrow - 6)
        top_lines = [spread(lines[0], say(points(marked.points), "bold"), narrow), *lines[1:]]
    else:
        top_lines = [top]
    # The reasons of a comparison are told one by one below, with what was ticked.
    notes = [] if isinstance(it.exercise, Compare) else marked.missing
    lines = [*top_lines, *_told(verdict, narrow), BLANK, *_notes(notes, marked.good, narrow)]
    for why in marked.why:
        lines += wrap(say(one_line(why)), narrow)
    lines = centred(lines, width, narrow)
    if isinstance(it.exercise, Compare):
        lines += centred(_judged(it, narrow), width, narrow)
        lines += [BLANK, *messages(it, width)]
    elif verdict.samples:
        lines += _texts(verdict, sample, width)
    lesson = labelled("To keep", say(one_line(it.exercise.teaches), "italic"), narrow)
    return [*lines, BLANK, *centred(lesson, width, narrow)]


def _told(verdict: ExerciseVerdict, width: int) -> list[Content]:
    """Measures and what was said before, in one quiet line."""
    marked, done = verdict.marked, verdict.done
    parts = ["passed" if marked.passed else "not passed yet"]
    if marked.seconds is not None:
        parts.append(f"{clock(marked.seconds)} spoken")
    if marked.level is not None:
        parts.append(f"ask {marked.level} of 10")
    if done.would_return is not None:
        parts.append(f"you would{'' if done.would_return else ' not'} return it")
    if verdict.best is not None:
        parts.append(f"best before {points(verdict.best)}")
    return wrap(say(" · ".join(parts), "$quiet"), width)


def _notes(missing: Sequence[Note], well: Sequence[str], width: int) -> list[Content]:
    lines: list[Content] = []
    for number, note in enumerate(missing, 1):
        lines += wrap(Content.assemble(say(f"{number}  ", "bold"), _note(note)), width, indent=3, first=0)
    if missing and well:
        lines.append(BLANK)
    for good in well:
        lines += wrap(Content.assemble(say("+  ", "bold"), say(one_line(good))), width, indent=3, first=0)
    return lines


def _note(note: Note) -> Content:
    why, fix = one_line(note.why), one_line(note.fix)
    quote = one_line(note.quote)
    if quote and not why.startswith('"'):
        why = f'"{quote}": {why}'
    return Content.assemble(say(why), say(f" {fix}", "$quiet") if fix else "")


def _judged(it: ExerciseRound, width: int) -> list[Content]:
    """The reasons with what was ticked and what holds."""
    exercise = it.exercise
    assert isinstance(exercise, Compare)
    lines = [BLANK]
    for number, reason in enumerate(exercise.reason):
        box = "[x]" if number in it.ticked else "[ ]"
        holds = "holds" if reason.right else "does not hold"
        right = say(holds, "$quiet") if (number in it.ticked) == reason.right else say(f"but it {_BUT[reason.right]}")
        told = wrap(Content.assemble(say(f"{box} ", "bold"), say(one_line(reason.text))), width - 18, indent=4, first=0)
        lines += [spread(told[0], right, width), *told[1:]]
    return lines


def _texts(verdict: ExerciseVerdict, sample: int, width: int) -> list[Content]:
    room = column(width)
    shown = verdict.samples[sample % len(verdict.samples)]
    place = f" ({sample % len(verdict.samples) + 1} of {len(verdict.samples)})" if len(verdict.samples) > 1 else ""
    own = [say("Yours", "$quiet"), *wrap(say(verdict.done.answer.strip()), room)]
    theirs = _sample(shown, place, room)
    return [BLANK, *beside(own, theirs, width)]


def _sample(answer: Answer, place: str, width: int) -> list[Content]:
    return [
        say(f"One way{place}", "$quiet"),
        *wrap(say(answer.text.strip()), width),
        *wrap(say(one_line(answer.shows), "italic"), width),
    ]


def summary(run: DrillRun, width: int) -> list[Content]:
    """The whole set: what was done, how it went, and that it is enough for today."""
    done = len(run.results)
    told = f"{run.passed} of {counted(done, 'exercise')} passed." if done else "Nothing was tried this time."
    lines = [spread(say("That was the drill.", "bold"), say(counted(run.spent_minutes, "minute"), "$quiet"), width)]
    lines += [*wrap(say(told), width), BLANK]
    for it in run.chosen:
        verdict = run.results.get(it.id)
        number = points(verdict.marked.points) if verdict else "–"
        mark = "passed" if verdict and verdict.marked.passed else "again soon" if verdict else "left out"
        left = Content.assemble(
            say(f"{number:>4}  ", "bold"), fill(cut(KIND[it.kind], 15), 16), say(one_line(it.title))
        )
        lines.append(spread(left, say(mark, "$quiet"), width))
    if done:
        lines += [BLANK, *wrap(say("What was passed rests two days; the rest comes back tomorrow."), width)]
    return lines
