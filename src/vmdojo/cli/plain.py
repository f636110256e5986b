"""A round line by line, for a screen reader or a pipe. It only talks; the round decides."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from vmdojo.cli.changes import changed
from vmdojo.cli.console import inert, inert_line, on_quote, wrapped
from vmdojo.cli.dossier import dossier
from vmdojo.coaching import spoken
from vmdojo.coaching.strip import share_line
from vmdojo.coaching.today import day_of
from vmdojo.coaching.wording import binds, points, signed
from vmdojo.grading.model import DIMENSIONS
from vmdojo.rounds import Refused, Round, Stage
from vmdojo.rounds.pasting import at_once
from vmdojo.tui.words import DIMENSION

if TYPE_CHECKING:
    from vmdojo.cli.aloud import Aloud
    from vmdojo.grading import Rubric
    from vmdojo.rounds import Verdict
    from vmdojo.scenarios.model import Scenario

Listen = Callable[[], str]
"""The next line of the player without its end; raises EOFError when there are no more."""
Say = Callable[[str], None]

_HELP = (
    "/hear reads the greeting aloud, later your words, /restart clears your words, /hangup leaves no message, /quit "
    "stops and keeps your words, /help says this again."
)
_AFTER = (
    "again: the same buyer. next: another. all: every finding. strong: a strong version. hear: your message read "
    "aloud; hear strong: the strong versions. disagree: keep a finding that you do not share."
)
_NOTHING = "There is nothing on the tape yet. Say something, or /hangup if leaving no message is your move."
_NOTHING_AGAIN = "Nothing yet."
"""``Round.leave`` refuses for want of words alone; its sentence speaks of a key, and a plain round has none."""


class Quit(Exception):  # noqa: N818 - what the player did
    """The player has had enough; the words are kept."""


class Next(Exception):  # noqa: N818
    """The player wants another buyer."""


class HangUp(Exception):  # noqa: N818
    """The player leaves no message."""


class PlainRound:
    """One buyer, as often as the player likes. Raises :class:`Quit`, :class:`Next`, and EOFError from ``listen``."""

    def __init__(self, round_: Round, rubric: Rubric, listen: Listen, say: Say, warn: Say, aloud: Aloud) -> None:
        self._round = round_
        self._rubric = rubric
        self._listen = listen
        self._aloud = aloud
        self._say = say
        self._warn = warn
        self._told = ""

    def play(self) -> None:
        """From the stage at which the round stands to the verdict, and again."""
        try:
            self._play()
        finally:
            self._aloud.hush()

    def _play(self) -> None:
        self._begin()
        while True:
            try:
                if self._round.stage is Stage.DOSSIER:
                    self._plan()
                if self._round.stage is Stage.COMPOSE:
                    self._compose()
                if self._round.stage is Stage.PREDICT:
                    self._predict()
            except HangUp:
                self._round.hang_up()
            self._verdict(self._round.verdict)
            self._after(self._round.verdict)

    def _begin(self) -> None:
        """What the player should know before the first question."""
        for notice in self._round.notices:
            self._tell(wrapped(notice))
        if self._round.stage is Stage.DOSSIER:
            self._tell(dossier(self._round.scenario, self._rubric))
            self._say("")

    def _plan(self) -> None:
        if self._round.plan_text:
            self._tell(wrapped(f"Your plan so far: {self._round.plan_text}"))
        self._tell(wrapped("Your plan in one line: reason for the call, the ask, what follows. Enter skips it."))
        self._tell(wrapped(_HELP))
        plan = self._ask()
        if plan:
            self._round.write_plan(plan)
            self._save()
        self._round.compose()

    def _compose(self) -> None:
        begun = self._round.text
        if begun.strip():
            self._tell(wrapped("Your words so far. Go on below them, or /restart."))
            self._say(inert(begun))
        self._say("Beep. Your message; an empty line or a single dot ends it.")
        told = False
        while True:
            asked = monotonic()
            line = self._ask(restart=True)
            if line is not None and at_once(line, monotonic() - asked):
                self._round.pasted(line)
            if line is None:
                self._say("Cleared. Beep.")
            elif line.strip() in ("", "."):
                try:
                    self._round.leave()
                except Refused:
                    self._tell(wrapped(_NOTHING_AGAIN if told else _NOTHING))
                    told = True
                else:
                    return
            else:
                told = False
                text = self._round.text
                self._round.write(f"{text}\n{line}" if text and not text.endswith("\n") else text + line)
                self._save()

    def _predict(self) -> None:
        self._round.predict(*self._foresee())

    def _foresee(self) -> tuple[bool, int]:
        """Whether the player would return it, and the guess."""
        seconds = self._round.message.seconds
        self._say(f"That took {_seconds(seconds)}. Would you return this call? yes or no.")
        would_return = None
        while would_return is None:
            would_return = yes_or_no(self._ask() or "")
            if would_return is None:
                self._say("yes or no?")
        self._say("Your guess at the total, 0 to 100.")
        while True:
            guess = (self._ask() or "").strip()
            if guess.isascii() and guess.isdigit() and len(guess) <= 3 and int(guess) <= 100:
                return would_return, int(guess)
            self._say("A guess is a whole number from 0 to 100.")

    def _verdict(self, verdict: Verdict) -> None:
        grade, prediction = verdict.grade, verdict.attempt.prediction
        self._say("")
        self._tell(wrapped(verdict.reaction.did))
        self._tell(wrapped(f'"{verdict.reaction.line}"'))
        guessed = f" You said {'yes' if prediction.would_return else 'no'}, {prediction.guess}." if prediction else ""
        self._say(f"Total {points(grade.total)} of 100.{guessed}")
        for line in changed(verdict):
            self._tell(wrapped(line))
        for cap in grade.caps:
            held = f"Held at {points(cap.at)}" if binds(cap, grade) else "Also"
            self._tell(wrapped(f"{held}: {spoken(cap.why)}"))
        if verdict.habit is not None:
            self._tell(wrapped(f"Habit: {verdict.habit.said} {verdict.habit.do}"))
        self._say("")
        for name in DIMENSIONS:
            dimension = grade.dimensions.get(name)
            if dimension is None:
                continue
            note = ""
            if dimension.level is not None:
                bears = "" if dimension.tolerated is None else f", this buyer bears {dimension.tolerated}"
                note = f" ({dimension.level} of 10{bears})"
            elif dimension.seconds is not None:
                note = f" ({_seconds(dimension.seconds)})"
            self._say(f"{DIMENSION[name]}: {points(dimension.points)}{note}")
        if not verdict.hung_up:
            self._say("Written take: delivery not judged.")
        self._say("")
        if verdict.advice.well_done:
            self._tell(wrapped(f"Well done: {verdict.advice.well_done}"))
        for number, fix in enumerate(verdict.advice.fixes, 1):
            gain = f" {signed(fix.gain)} points." if fix.gain >= 0.5 else ""
            self._tell(wrapped(f"{on_quote(fix.quote, fix.why)} {fix.fix}{gain}", indent="   ", first=f"{number}. "))
            if fix.rewrite:
                self._tell(wrapped(f'Say: "{fix.rewrite}"', indent="   "))
        if verdict.problem:
            self._warn(verdict.problem)
        if verdict.attempt.official and day_of(verdict.attempt.source) is not None:
            self._say("")
            self._say("For your colleagues; vmdojo today --line says it again:")
            self._say(share_line(verdict.attempt, verdict.reaction))

    def _after(self, verdict: Verdict) -> None:
        """Until the player has chosen to go again; other choices leave by their exception."""
        while True:
            self._say("")
            self._say("again, next, all, strong, hear, disagree or quit?")
            try:
                choice = (self._ask() or "").strip().lower()
            except EOFError:
                raise Quit from None  # the verdict was reached: nothing is cut short
            match choice:
                case "again" | "a":
                    self._round.again()
                    self._round.restart()
                    return
                case "next" | "n":
                    raise Next
                case "quit" | "q" | "exit":
                    raise Quit
                case "all":
                    self._all(verdict)
                case "strong" | "s":
                    self._strong(self._round.scenario)
                case "hear" | "h":
                    self._hear()
                case "hear strong":
                    strong = "\n\n".join(one.text.strip() for one in self._round.scenario.strong)
                    self._aloud.read(self._round.heard(strong))
                case "disagree" | "d":
                    self._disagree()
                case _:
                    self._tell(wrapped(_AFTER))

    def _all(self, verdict: Verdict) -> None:
        if not verdict.grade.findings:
            self._say("Nothing was found, good or bad.")
        for finding in verdict.grade.findings:
            self._tell(wrapped(f"{finding.points:+.1f} {on_quote(finding.quote, spoken(finding.why))}", indent="  "))

    def _disagree(self) -> None:
        """Which finding is not shared, and why; anything but a number goes back."""
        found = self._round.contestable()
        for number, each in enumerate(found, 1):
            self._tell(wrapped(on_quote(each.quote, spoken(each.why)), indent="   ", first=f"{number}. "))
        self._say("Which one do you not share? Its number; Enter goes back." if found else "Nothing was found.")
        answer = (self._ask() or "").strip() if found else ""
        if not (answer.isascii() and answer.isdigit() and 1 <= int(answer[:4]) <= len(found)):
            return
        self._say("Why, in one line? Enter leaves it out.")
        each = found[int(answer[:4]) - 1]
        problem = self._round.disagree(each.rule, each.quote, self._ask() or "")
        if problem:
            self._warn(problem)
        else:
            self._say("Kept. Your grade stays; vmdojo progress disagreements lists them.")

    def _strong(self, scenario: Scenario) -> None:
        for strong in scenario.strong:
            self._tell(wrapped(strong.text))
            self._tell(wrapped(f"({strong.shows})"))
        if scenario.right_move is not None:
            self._tell(wrapped(f"{scenario.right_move.why} {scenario.right_move.instead}"))

    def _hear(self) -> None:
        """What there is to hear by now: the player's words, before them the mailbox."""
        if self._round.text.strip() or self._round.stage not in (Stage.DOSSIER, Stage.COMPOSE):
            self._aloud.read(self._round.message)
        else:
            self._aloud.read(self._round.heard(self._round.scenario.buyer.greeting), beep=True)

    def _ask(self, *, restart: bool = False) -> str | None:
        """A line of the player; None when it was /restart and that was done."""
        while True:
            line = self._listen()
            if self._aloud.hush() and not line.strip():
                continue  # it was meant for the voice
            match line.strip().lower():
                case "/hear":
                    self._hear()
                case "/quit":
                    raise Quit
                case "/hangup" | "/hang up" if self._round.stage in (Stage.DOSSIER, Stage.COMPOSE):
                    raise HangUp
                case "/restart" if restart:
                    self._round.restart()
                    return None
                case "/help" | "/restart" | "/hangup" | "/hang up":
                    self._tell(wrapped(_HELP))
                case _:
                    return line

    def _save(self) -> None:
        """Every line is in the record before the next is read; a record that fails is told of once."""
        if not self._round.save() and self._round.save_problem != self._told:
            self._told = self._round.save_problem
            self._warn(inert_line(self._told))

    def _tell(self, lines: list[str]) -> None:
        for line in lines:
            self._say(line)


def _seconds(seconds: float) -> str:
    """A length to the nearest second, halves up, as ``clock`` has it: 1 second, 12 seconds."""
    whole = int(seconds + 0.5)
    return f"{whole} second{'' if whole == 1 else 's'}"


def yes_or_no(line: str) -> bool | None:
    return {"yes": True, "y": True, "no": False, "n": False}.get(line.strip().lower())
