"""A simulated player who plays through ``rounds/`` as a front end does, with the shipped judge and coach.

The player begins as a new hire: a greeting that asks how the buyer is, a sentence about the own firm, a meeting as the
ask. Each of these is a slot. Who takes advice makes the coach's edits on the same buyer, and gives up a slot of the
own draft once a fix has named what is in it; the next fresh draft then has something of the dossier there. Who ignores
it writes the same draft for every buyer. Neither ever asks the judge or the coach anything but a round.
"""

from __future__ import annotations

from vmdojo.coaching import apply_all
from vmdojo.coaching.habits import Constraint
from vmdojo.grading import load_rubric
from vmdojo.progress import Record
from vmdojo.rounds import Round, Verdict
from vmdojo.scenarios.model import Scenario

LESSONS: dict[str, tuple[str, ...]] = {
    "reason": ("reason.", "relevance.", "value.all_about_us", "tone.pitch_words", "tone.self_praise"),
    "ask": ("ask.", "next_step.", "close."),
    "gift": ("value.none", "value.gift", "value.proof", "value.needs_fishing"),
    "greeting": ("opening.", "structure.", "brevity.", "tone.scripted", "tone.padding"),
}
"""What a fix about these rules teaches the player to do otherwise."""


class Clock:
    """A minute a look."""

    def __init__(self) -> None:
        self.ms = 1_772_539_200_000

    def now_ms(self) -> int:
        self.ms += 60_000
        return self.ms

    def offset_minutes(self) -> int:
        return 0


class Player:
    """Plays one buyer after the other; ``listens`` or not."""

    def __init__(self, *, listens: bool) -> None:
        self.listens = listens
        self.learned: set[str] = set()
        self.constraint: Constraint | None = None
        self.record = Record.in_memory()
        self.clock = Clock()
        self.again: list[tuple[float, float]] = []
        """Totals of a first take and of the second on the same buyer."""
        self.told: list[bool] = []
        """Whether the coach had words for the second take, and not only a question."""

    def play(self, scenario: Scenario) -> None:
        """Two rounds: a fresh take, and one more on the same buyer."""
        round_ = Round.begin(scenario, rubric=load_rubric(), record=self.record, clock=self.clock)
        round_.compose()
        first = self._left(round_, self._draft(scenario))
        round_.again()
        text = apply_all(round_.text, first.advice.fixes) if self.listens else round_.text
        second = self._left(round_, text)
        self.again.append((first.grade.total, second.grade.total))
        self.told.append(any(fix.edit != "ask" for fix in first.advice.fixes))

    def _left(self, round_: Round, text: str) -> Verdict:
        round_.write(text)
        round_.leave()
        verdict = round_.predict(would_return=True, guess=70)
        assert verdict.saved
        if self.listens:
            self._learn(verdict)
        return verdict

    def _learn(self, verdict: Verdict) -> None:
        for fix in verdict.advice.fixes:
            self.learned.update(name for name, rules in LESSONS.items() if fix.rule.startswith(rules))
        self.constraint = verdict.habit.constraint if verdict.habit is not None else None

    def _draft(self, scenario: Scenario) -> str:
        """The next message, out of habit where nothing was learned."""
        brief = scenario.brief
        first = next(part for part in scenario.buyer.name.split() if not part.endswith("."))
        told = [fact for fact in scenario.fact if fact.may_tell and fact.kind in ("trigger", "market", "pain")]
        told = told or [fact for fact in scenario.fact if fact.may_tell and fact.kind not in ("decoy", "stale")]
        fact = told[0]
        greeting = "" if "greeting" in self.learned else "How are you doing today? "
        reason = f"We are a leading provider, and {brief.you_sell[:1].lower()}{brief.you_sell[1:]} "
        if "reason" in self.learned:
            reason = f"I'm calling about {fact.cues[0]}. {fact.means} "
        ask = "I'd love to set up a meeting with you and your team this week to tell you more."
        if "ask" in self.learned:
            ask = "Who looks after that on your side?" if self.constraint != "no_question" else "I'll ring on Thursday."
        gift = ""
        if "gift" in self.learned and scenario.offer and self.constraint != "twelve_seconds":
            gift = f" I'm sending you {scenario.offer[0].text[:1].lower()}{scenario.offer[0].text[1:]}"
        return f"Hi {first}, this is Sam Okoro from {brief.your_company}. {greeting}{reason}{ask}{gift} 555-0100."
