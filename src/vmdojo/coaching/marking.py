"""An exercise's answer marked by the judge, through the mask of what that exercise is about, in the coach's words."""

from __future__ import annotations

import msgspec

from vmdojo.coaching.remarks import (
    PASSED_AT,
    USED,
    Marked,
    Note,
    about,
    faults,
    marked,
    says_why,
    within,
)
from vmdojo.coaching.wording import whole
from vmdojo.grading import Rubric, grade
from vmdojo.grading.hangup import rightly_silent
from vmdojo.grading.mask import ALL, masked
from vmdojo.grading.model import DimensionName, Grade
from vmdojo.message import parse
from vmdojo.message.model import Message
from vmdojo.scenarios.exercise_model import AnyExercise, Ask, Compare, Cut, LeaveOrNot, Opener, Repair, Side
from vmdojo.scenarios.model import Scenario, Strong

UNMET = 60.0
"""The most that an answer earns while something is missing that the exercise asks for."""
FOR_THE_CHOICE = 60.0
"""Compare: points for the right message; the reasons share the rest."""
A_SECOND_LONG = 4.0
"""Cut, opener: points for each second beyond the target."""
EASY = 3
"""Asks up to this size can be answered at once."""

MASKS: dict[str, frozenset[DimensionName]] = {
    "repair": ALL,
    "cut": frozenset(("relevance", "brevity", "value", "next_step")),
    "opener": frozenset(("relevance", "brevity", "tone")),
    "ask": frozenset(("scariness", "next_step", "tone")),
}
"""For each kind that is written: the dimensions that apply."""

_GOES_ON = (
    "I am sending you all of it by email in a minute, so that you need not write anything down while you are busy. "
    "A yes or no in reply is plenty, whenever it suits you."
)
_SECONDS = ("brevity.long", "brevity.lengthy")
_NO_ASK = ("next_step.none", "ask.nothing_to_fear")


class Chosen(msgspec.Struct, frozen=True):
    """An answer that is no text: the side or move chosen, and the reasons ticked (places in ``Compare.reason``)."""

    pick: str
    reasons: frozenset[int] = frozenset()


def mark(
    exercise: AnyExercise, scenario: Scenario, answer: str | Chosen, rubric: Rubric, *, sample: bool = False
) -> Marked:
    """Mark an answer: text for the written kinds, a :class:`Chosen` for compare ("one", "other") and leave-or-not
    ("leave", "hang-up"). Pure: the same words under the same rubric always earn the same points.

    ``sample`` is for an exercise's own sample answers, which copy nobody. Raises TypeError for an answer of the other
    sort.
    """
    scenario = without_samples(exercise, scenario, own=not sample)
    match exercise, answer:
        case Compare(), Chosen():
            return _compare(exercise, scenario, answer, rubric)
        case LeaveOrNot(), Chosen():
            return _leave_or_not(scenario, answer, rubric)
        case Repair(), str():
            return _repair(exercise, scenario, answer, rubric)
        case Cut(), str():
            return _cut(exercise, scenario, answer, rubric)
        case Opener(), str():
            return _opener(exercise, scenario, answer, rubric)
        case Ask(), str():
            return _ask(exercise, scenario, answer, rubric)
    raise TypeError(f"an answer of this sort does not belong to an exercise of the kind {exercise.kind}")


def without_samples(exercise: AnyExercise, scenario: Scenario, *, own: bool = False) -> Scenario:
    """The scenario without its strong samples: the words that stand in an exercise may be theirs, and the player did
    not copy them. With ``own`` a mended message is held against the exercise's own samples instead."""
    strong: tuple[Strong, ...] = ()
    if own and isinstance(exercise, Repair):
        strong = tuple(Strong(text=it.text, shows=it.shows) for it in exercise.answer)
    return msgspec.structs.replace(scenario, strong=strong)


def placed(exercise: AnyExercise, answer: str) -> tuple[str, int]:
    """The message that an answer makes with what stands around it, and where the answer begins in it.

    A beginning is judged with an ending that knows nothing of the buyer: what stands in the exercise's own ``rest``
    would earn what the beginning must earn.
    """
    answer = answer.strip()
    if isinstance(exercise, Opener):
        return f"{answer} {_GOES_ON}" if answer else "", 0
    if isinstance(exercise, Ask):
        before = exercise.text.strip()
        return f"{before} {answer}".strip(), len(before) + 1
    return answer, 0


def graded(exercise: AnyExercise, scenario: Scenario, answer: str, rubric: Rubric) -> Grade:
    """The whole message with the answer in it, under the judge, without the mask."""
    return grade(parse(placed(exercise, answer)[0], rubric.pace), scenario, rubric)


# -- the kinds -------------------------------------------------------------------------------------------------------


def _repair(exercise: Repair, scenario: Scenario, answer: str, rubric: Rubric) -> Marked:
    message = parse(answer.strip(), rubric.pace)
    result = grade(message, scenario, rubric)
    planted = [fault for fault in exercise.faults if fault in rubric.rules and fault not in rubric.silent]
    left = [fault for fault in planted if fault in rules_found(result)]
    notes = [*about(result, left), *faults(result, leave=left)]
    points = min(result.total, UNMET - 5.0) if left else result.total
    passed = not left and points >= PASSED_AT
    if not message.words:
        line = "There is nothing left of it."
    elif left:
        line = f"{_counted(len(planted) - len(left), len(planted))} planted faults are gone."
    elif passed:
        line = "Mended. Every planted fault is gone, and it is a message one would keep."
    else:
        line = "The planted faults are gone, but what is left does not carry yet."
    return marked(points, passed, line, notes, result, message.seconds)


def _cut(exercise: Cut, scenario: Scenario, answer: str, rubric: Rubric) -> Marked:
    message = parse(answer.strip(), rubric.pace)
    result = masked(grade(message, scenario, rubric), MASKS["cut"], rubric.rules)
    lost = [fact for fact in exercise.keep if fact not in facts_used(result)]
    over = max(0.0, whole(message.seconds) - exercise.target_seconds)
    notes = (
        [
            Note(
                f"It runs to {whole(message.seconds)} seconds; {exercise.target_seconds} was the mark.",
                "Take out the sentence you would miss least.",
            )
        ]
        if over
        else []
    )
    texts = {fact.id: fact.text for fact in scenario.fact}
    notes += [
        Note(f"This went out with the rest, and it is why you rang: {texts.get(fact, fact)}", "Put it back first.")
        for fact in lost
    ]
    notes += faults(result, leave=_SECONDS)
    points = max(0.0, result.total - over * A_SECOND_LONG)
    if over or lost:
        points = min(points, UNMET)
    passed = not over and not lost and points >= PASSED_AT
    short = f"{whole(message.seconds)} seconds"
    if not message.words:
        line = "Everything is gone. The reason was to stay."
    elif lost and over:
        line = f"Still {short}, and the reason got lost on the way."
    elif lost:
        line = f"{short.capitalize()}, but the reason went with the ballast."
    elif over:
        line = f"The reason is still there, and {_counted_seconds(over)} too many."
    elif passed:
        line = f"{short.capitalize()}, and the reason is still in it."
    else:
        line = f"{short.capitalize()} and the reason is in it, but it does not carry yet."
    return marked(points, passed, line, notes, result, message.seconds)


def _opener(exercise: Opener, scenario: Scenario, answer: str, rubric: Rubric) -> Marked:
    said = parse(answer.strip(), rubric.pace)
    full = graded(exercise, scenario, answer, rubric)
    result = within(masked(full, MASKS["opener"], rubric.rules), 0, len(answer.strip()))
    over = max(0.0, whole(said.seconds) - exercise.most_seconds)
    end = len(answer.strip())
    reason = any(says_why(found) and found.end > 0 and found.start < end for found in full.findings)
    notes: list[Note] = []
    if not reason and said.words:
        notes.append(Note("Nobody hears yet why you rang.", "Put what happened at the buyer's into this sentence."))
    if over:
        notes.append(
            Note(
                f"It takes {whole(said.seconds)} seconds; the thumb moves after about {exercise.most_seconds}.",
                "Your name, your firm, the reason. The rest can wait.",
            )
        )
    notes += faults(result, leave=(*_SECONDS, *(("relevance.nothing_used",) if not reason else ())))
    points = max(0.0, result.total - over * A_SECOND_LONG)
    if over or not reason:
        points = min(points, UNMET)
    passed = reason and not over and points >= PASSED_AT
    if not said.words:
        line = "Silence opens nothing."
    elif passed:
        line = f"They would hear the next sentence. {_counted_seconds(whole(said.seconds)).capitalize()} well spent."
    elif not reason:
        line = "A voice, and no reason to go on listening."
    else:
        line = "The reason is there. Something still stands in its way."
    return marked(points, passed, line, notes, result, said.seconds)


def _ask(exercise: Ask, scenario: Scenario, answer: str, rubric: Rubric) -> Marked:
    said = parse(answer.strip(), rubric.pace)
    full, (_, begins) = graded(exercise, scenario, answer, rubric), placed(exercise, answer)
    result = within(masked(full, MASKS["ask"], rubric.rules), begins, begins + len(answer.strip()))
    ask = full.dimensions.get("scariness")
    level = ask.level if ask is not None else None
    none = not said.words or level is None or any(found.rule in _NO_ASK for found in full.findings)
    large = not none and level is not None and level > exercise.level
    notes = list(faults(result, leave=("ask.out_of_reach",)))
    if large and not any(found.rule == "ask.too_big" for found in result.findings):
        notes.insert(0, Note(f"It weighs {level} of 10; {exercise.level} was the mark.", "Ask for less than you want."))
    points = min(result.total, UNMET) if none or large else result.total
    passed = not none and not large and points >= PASSED_AT
    if not said.words:
        line = "No ask at all. Then nothing happens next."
    elif none:
        line = "Small, yes: there is nothing in it to answer."
    elif large:
        line = f"Smaller would do it: {level} of 10, and {exercise.level} was the mark."
    elif passed:
        told = (
            "That can be answered standing up."
            if level is not None and level <= EASY
            else "No more than this buyer bears."
        )
        line = f"An ask of {level} of 10. {told}"
    else:
        line = f"The size is right, {level} of 10. The wording is not there yet."
    return marked(points, passed, line, notes, result, said.seconds, level=level)


def _compare(exercise: Compare, scenario: Scenario, answer: Chosen, rubric: Rubric) -> Marked:
    del scenario
    chose = answer.pick == exercise.better
    right = [(place in answer.reasons) == reason.right for place, reason in enumerate(exercise.reason)]
    share = sum(right) / len(right) if right else 1.0
    points = FOR_THE_CHOICE * chose + (100.0 - FOR_THE_CHOICE) * share
    missing = [
        Note(f"{_ended(reason.text)} {'This one holds.' if reason.right else 'This one does not.'}")
        for good, reason in zip(right, exercise.reason, strict=True)
        if not good
    ]
    passed = chose and len(missing) <= 1
    if passed and not missing:
        line = "The right one, for the right reasons."
    elif chose:
        line = "The right one. Not every reason holds."
    else:
        line = f"The {'first' if exercise.better == 'one' else 'second'} one is the keeper."
    return Marked(points, passed, line, tuple(missing), why=(exercise.why,), judge=rubric.judge)


def _leave_or_not(scenario: Scenario, answer: Chosen, rubric: Rubric) -> Marked:
    silent = rightly_silent(scenario, rubric)
    right = (answer.pick == "hang-up") == silent
    move = scenario.right_move
    # A rubric that leaves a message always may differ from the scenario; its reasons are then not the scenario's.
    said = (move.why, move.instead) if move is not None and move.leave is not silent else ()
    line = ("Right: " if right else "The other way: ") + ("hang up." if silent else "leave one.")
    return Marked(100.0 if right else 0.0, right, line, why=said, judge=rubric.judge)


# -- parts -----------------------------------------------------------------------------------------------------------


def rules_found(result: Grade) -> frozenset[str]:
    """Ids of the rules and caps found in a message."""
    return frozenset((*(found.rule for found in result.findings), *(cap.rule for cap in result.caps)))


def facts_used(result: Grade) -> frozenset[str]:
    """Ids of the facts that a message uses or at least names."""
    return frozenset(found.fact for found in result.findings if found.rule in USED and found.fact is not None)


def borne_out(rule: str, better: Grade, worse: Grade, rubric: Rubric) -> bool:
    """Whether the findings bear out a reason: a fault that only the worse message has, or a virtue of the better."""
    known = rubric.rules.get(rule)
    if known is None:
        return False
    has, lacks = (worse, better) if known.kind == "fault" else (better, worse)
    return rule in rules_found(has) and rule not in rules_found(lacks)


def sides(exercise: Compare, scenario: Scenario, rubric: Rubric) -> dict[Side, Grade]:
    """Both messages of a compare exercise under the judge."""
    return {
        "one": grade(_read(exercise.one, rubric), scenario, rubric),
        "other": grade(_read(exercise.other, rubric), scenario, rubric),
    }


def _read(text: str, rubric: Rubric) -> Message:
    return parse(text.strip(), rubric.pace)


def _counted(number: int, of: int) -> str:
    return f"{number or 'None'} of {of}"


def _counted_seconds(seconds: float) -> str:
    return "one second" if seconds == 1 else f"{seconds:.0f} seconds"


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
