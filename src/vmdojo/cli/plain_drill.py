"""A drill line by line, for a screen reader or a pipe. It only talks; the exercise decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmdojo.cli import console
from vmdojo.cli.aloud import Aloud
from vmdojo.cli.console import inert, inert_line, on_quote, wrapped
from vmdojo.cli.dossier import dossier
from vmdojo.cli.plain import Listen, Quit, Say
from vmdojo.cli.play import farewell, input_ended, listen, open_record, own_settings, rubric_to_play, say
from vmdojo.coaching.remarks import Marked
from vmdojo.coaching.schedule import KIND
from vmdojo.message import parse
from vmdojo.rounds import Refused
from vmdojo.rounds.drill import DrillRun
from vmdojo.rounds.exercise import ExerciseRound, ExerciseStage, ExerciseVerdict, task
from vmdojo.scenarios.exercise_model import Ask, Compare, LeaveOrNot, Opener
from vmdojo.tui.words import RELATIONSHIP

if TYPE_CHECKING:
    from vmdojo.message.model import Pace
    from vmdojo.scenarios.exercises import Exercises
    from vmdojo.scenarios.model import Scenario

_SIDES = {"1": "one", "one": "one", "first": "one", "2": "other", "two": "other", "second": "other"}
_MOVES = {"leave": "leave", "l": "leave", "hang up": "hang-up", "hang-up": "hang-up", "h": "hang-up"}
_HELP = (
    "/again begins with the given words, /dossier tells who it is, /hear reads the words aloud, or the greeting where "
    "there are none, /quit stops and keeps your words."
)


def play(exercises: Exercises, *, skill: str, only: str, rubric: str | None) -> int:
    """A whole drill from stdin. Gives the exit code."""
    rules = rubric_to_play(rubric)()
    kept = True
    try:
        with open_record() as record:
            kept = record.path is not None
            for notice in record.notices:
                console.warn(notice)
            run = DrillRun.begin(exercises, rubric=rules, record=record, skill=skill, only=only)
            if run is None:
                say("There is nothing to drill here.")
                return 0
            PlainDrill(run, listen, say, console.warn, Aloud(own_settings(), say), rules.pace).play()
    except Quit:
        say(farewell(kept=kept))
    except EOFError:
        return input_ended(kept=kept)
    return 0


class PlainDrill:
    """A set of exercises. Raises :class:`Quit`, and EOFError from ``listen``."""

    def __init__(self, run: DrillRun, listen: Listen, say: Say, warn: Say, aloud: Aloud, pace: Pace) -> None:
        self._run = run
        self._aloud = aloud
        self._pace = pace
        self._listen = listen
        self._say = say
        self._warn = warn
        self._told = ""

    def play(self) -> None:
        """From the exercise in hand to the end of the set."""
        try:
            self._play()
        finally:
            self._aloud.hush()

    def _play(self) -> None:
        while True:
            it = self._run.current
            self._head(it)
            while self._once(it):
                pass
            if not self._run.next():
                break
        names = {it.id: it.title for it in self._run.chosen}
        self._say("")
        self._say(f"Done: {self._run.passed} of {len(self._run.results)} passed.")
        for id_, verdict in self._run.results.items():
            self._tell(wrapped(f"{verdict.marked.points:.0f}  {names[id_]}", indent="    "))

    # -- one exercise ------------------------------------------------------------------------------------------------

    def _once(self, it: ExerciseRound) -> bool:
        """One try with its verdict; True where the player wants it again."""
        if isinstance(it.exercise, Compare):
            self._compare(it, it.exercise)
        elif isinstance(it.exercise, LeaveOrNot):
            self._say("leave, or hang up?")
            it.pick(self._choice(_MOVES))
        else:
            self._write(it)
        self._run.note()
        self._verdict(it, it.verdict)
        return self._again(it)

    def _head(self, it: ExerciseRound) -> None:
        exercise = it.exercise
        self._say("")
        self._tell(wrapped(f"{self._run.place} of {self._run.count}. {KIND[exercise.kind]}: {exercise.title}"))
        self._tell(wrapped(task(exercise)))
        for notice in it.notices:
            self._tell(wrapped(notice))
        self._say("")
        # Two messages to compare, and one that lacks only its ask, tell of the buyer themselves.
        brief = isinstance(exercise, Compare | Ask)
        self._tell(in_short(it.scenario) if brief else dossier(it.scenario, None))
        self._say("")

    def _write(self, it: ExerciseRound) -> None:
        exercise = it.exercise
        if isinstance(exercise, Opener):
            self._tell(wrapped(f"What follows your words: {exercise.rest.strip()}"))
        if isinstance(exercise, Ask):
            self._tell(wrapped(f"The message up to the ask: {exercise.text.strip()}"))
            self._tell(wrapped(f"The ask that was too big: {exercise.instead_of.strip()}"))
        if it.stage is ExerciseStage.SHOW:
            it.answer()
        if it.given:
            self._say("The message:")
            self._say(inert(it.given))
        if it.text.strip() and it.text != it.given:
            self._say(
                "Your words so far; what you write now takes their place, and a single dot leaves them as they are:"
            )
            self._say(inert(it.text))
        self._tell(wrapped(_HELP))
        self._say("Your words; an empty line or a single dot ends them.")
        lines: list[str] = []
        while it.stage is ExerciseStage.ANSWER:
            line = self._ask(it)
            if line is None:
                lines = []
            elif line.strip() not in ("", "."):
                lines.append(line)
                it.write("\n".join(lines))
                self._save(it)
            else:
                try:
                    it.give()
                except Refused as refusal:
                    self._tell(wrapped(str(refusal)))
        while it.stage is ExerciseStage.PREDICT:
            self._say("Would you return it now? yes or no.")
            said = (self._ask(it) or "").strip().lower()
            if said in ("yes", "y", "no", "n"):
                it.predict(said.startswith("y"))

    def _compare(self, it: ExerciseRound, exercise: Compare) -> None:
        for name, text in (("First", exercise.one), ("Second", exercise.other)):
            self._tell(wrapped(f"{name}: {text.strip()}"))
            self._say("")
        self._say("Which one would you return? 1 or 2.")
        it.pick(self._choice(_SIDES))
        for number, reason in enumerate(exercise.reason, 1):
            self._tell(wrapped(f"{number}. {reason.text}", indent="   "))
        self._say("Which of these hold? Numbers, or nothing for none.")
        while it.stage is ExerciseStage.ANSWER:
            said = (self._ask(it) or "").replace(",", " ").split()
            if all(one.isascii() and one.isdigit() and 1 <= int(one[:3]) <= len(exercise.reason) for one in said):
                for place in {int(one) - 1 for one in said}:
                    it.tick(place)
                it.give()
            else:
                self._say(f"Numbers from 1 to {len(exercise.reason)}, with spaces between.")

    def _verdict(self, it: ExerciseRound, verdict: ExerciseVerdict) -> None:
        marked = verdict.marked
        self._say("")
        self._tell(wrapped(marked.line))
        said = it.verdict.done.would_return
        told = "" if said is None else f" You said {'yes' if said else 'no'}."
        self._say(f"{marked.points:.0f} of 100, {'passed' if marked.passed else 'not passed'}.{told}")
        self._notes(marked)
        for sample in verdict.samples:
            self._say("")
            self._tell(wrapped(f"One way: {sample.text.strip()}"))
            self._tell(wrapped(f"({sample.shows})"))
        self._say("")
        self._tell(wrapped(it.exercise.teaches))
        if verdict.problem:
            self._warn(inert_line(verdict.problem))

    def _notes(self, marked: Marked) -> None:
        for why in marked.why:
            self._tell(wrapped(why))
        for good in marked.good:
            self._tell(wrapped(good, indent="   ", first=" + "))
        for note in marked.missing:
            self._tell(wrapped(f"{on_quote(note.quote, note.why)} {note.fix}", indent="   ", first=" - "))

    def _again(self, it: ExerciseRound) -> bool:
        last = self._run.place == self._run.count
        while True:
            self._say("")
            self._say("again, hear, end or quit?" if last else "again, hear, next or quit?")
            try:
                said = self._listen().strip().lower()
            except EOFError:
                raise Quit from None  # a verdict was reached: nothing is cut short
            if self._aloud.hush() and not said:
                continue  # it was meant for the voice
            match said:
                case "hear" | "/hear":
                    self._hear(it)
                case "again" | "a":
                    it.again()
                    return True
                case "next" | "n" | "end" | "e" | "":
                    return False
                case "quit" | "q" | "/quit" | "exit":
                    raise Quit

    # -- parts -------------------------------------------------------------------------------------------------------

    def _choice(self, known: dict[str, str]) -> str:
        while True:
            said = (self._ask(self._run.current) or "").strip().lower()
            if said in known:
                return known[said]
            self._say("1 or 2?" if known is _SIDES else "leave, or hang up?")

    def _ask(self, it: ExerciseRound) -> str | None:
        """A line of the player; None when it was /again and that was done."""
        while True:
            line = self._listen()
            if self._aloud.hush() and not line.strip():
                continue  # it was meant for the voice
            match line.strip().lower():
                case "/quit":
                    raise Quit
                case "/hear":
                    self._hear(it)
                case "/dossier":
                    self._tell(dossier(it.scenario, None))
                case "/again" if it.written and it.stage is ExerciseStage.ANSWER:
                    it.restore()
                    self._say("From the beginning.")
                    return None
                case "/again" | "/help":
                    self._tell(wrapped(_HELP))
                case _:
                    return line

    def _hear(self, it: ExerciseRound) -> None:
        """Both messages of a comparison; the words as they stand, with what the exercise puts round them; else the
        greeting up to the beep."""
        exercise = it.exercise
        if isinstance(exercise, Compare):
            text = f"{exercise.one.strip()}\n\n{exercise.other.strip()}"
        else:
            around = it.text if it.text.strip() else it.given
            before = exercise.text if isinstance(exercise, Ask) else ""
            after = exercise.rest if isinstance(exercise, Opener) else ""
            text = " ".join(part.strip() for part in (before, around, after) if part.strip())
        greeting = it.scenario.buyer.greeting
        self._aloud.read(parse(text or greeting, self._pace), beep=not text)

    def _save(self, it: ExerciseRound) -> None:
        """Every line is in the record before the next is read; a record that fails is told of once."""
        if not it.save() and it.save_problem != self._told:
            self._told = it.save_problem
            self._warn(inert_line(self._told))

    def _tell(self, lines: list[str]) -> None:
        for line in lines:
            self._say(line)


def in_short(scenario: Scenario) -> list[str]:
    """Who it is, in two sentences: ``/dossier`` has the rest."""
    buyer = scenario.buyer
    who = f"{buyer.name}, {buyer.role}, {buyer.company}; between you: {RELATIONSHIP[scenario.brief.relationship]}."
    return [*wrapped(who), *wrapped(f'The mailbox says: "{buyer.greeting}"')]
