"""A voicemail as a buyer of the Inbox hears it: judged by the same judge, listened to by the same buyer as a take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from vmdojo.coaching.model import Outcome, Reaction
from vmdojo.grading.model import Finding, Grade
from vmdojo.message import parse
from vmdojo.message.model import Message
from vmdojo.scenarios.inbox_model import Did, InboxSet, Voicemail
from vmdojo.scenarios.model import About, Offer, Relationship, Scenario

if TYPE_CHECKING:
    from vmdojo.grading import Rubric

BUYER_DID: dict[Outcome, Did] = {
    "deleted": "deleted",
    "wish_broken": "deleted",
    "spared": "deleted",
    "heard_out": "let_go",
    "remembered": "kept",
    "next_call_taken": "kept",
    "email_opened": "answered",
    "called_back": "answered",
}
"""A buyer's outcome in the words that the Inbox has for what a player may do."""
MOST_REASONS = 3
PRAISED_FROM = 2.0
"""Points of the total from which a virtue is worth a line."""


class Hearing(msgspec.Struct, frozen=True):
    """One voicemail, judged, and what this buyer does with it."""

    voicemail: Voicemail
    message: Message
    grade: Grade
    reaction: Reaction

    @property
    def did(self) -> Did:
        """What this buyer does."""
        return BUYER_DID[self.reaction.outcome]

    @property
    def at(self) -> float | None:
        """The second at which this buyer presses delete; None where it is heard out."""
        return self.reaction.deleted_at

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """Why, at most four: what the author names, what had sounded by the cut, what was missing; dearest first. And
        the best thing about it. Where it is kept, the good comes first."""
        capped = {cap.rule: cap.at for cap in self.grade.caps}
        named = self.voicemail.because
        end = self.message.words[self.reaction.deleted_word].end if self.reaction.deleted_word is not None else 0

        def cost(finding: Finding) -> tuple[bool, bool, float, int]:
            points = min(finding.points, (capped.get(finding.rule, 100.0) - 100.0) / 4.0)
            late = finding.end <= finding.start or (bool(end) and finding.start >= end)
            return finding.rule not in named, late, points, finding.start

        faults = [f for f in self.grade.findings if f.kind == "fault"]
        faults = [f for f in faults if f.points <= -1.0 or f.rule in capped or f.rule in named]
        virtues = [f for f in self.grade.findings if f.kind == "virtue" and (f.points >= PRAISED_FROM)]
        faults, virtues = _one_each(sorted(faults, key=cost)), _one_each(sorted(virtues, key=lambda f: -f.points))
        if self.did in ("deleted", "let_go"):
            return (*faults[:MOST_REASONS], *virtues[:1])
        return (*virtues[:MOST_REASONS], *faults[:1])


def _one_each(findings: list[Finding]) -> list[Finding]:
    """The first of each rule."""
    found: dict[str, Finding] = {}
    for finding in findings:
        found.setdefault(finding.rule, finding)
    return list(found.values())


def ears_of(set_: InboxSet, voicemail: Voicemail, scenario: Scenario | None) -> Scenario | About:
    """Who listens to one message of a set, in the form in which a judge takes it.

    ``scenario`` is the one that the set names. Its strong samples are left out: a message of the Inbox copies nobody.
    """
    if scenario is None:
        buyer = set_.buyer
        told = buyer.about if buyer is not None else ()
        bond: Relationship = voicemail.relationship or (buyer.relationship if buyer is not None else "cold")
        return About((*told, *voicemail.about), bond)
    brief = scenario.brief
    if voicemail.firm:
        brief = msgspec.structs.replace(brief, your_company=voicemail.firm)
    if voicemail.relationship:
        brief = msgspec.structs.replace(brief, relationship=voicemail.relationship)
    if not voicemail.sells:
        brief = msgspec.structs.replace(brief, wishes=())
    offers = scenario.offer
    if voicemail.offers or voicemail.firm:
        offers = tuple(Offer(id=f"offer-{n}", text=o, cues=(o,)) for n, o in enumerate(voicemail.offers, 1))
    return msgspec.structs.replace(scenario, strong=(), brief=brief, offer=offers)


def hear(set_: InboxSet, voicemail: Voicemail, scenario: Scenario | None, rubric: Rubric) -> Hearing:
    """Judge one message of a set and let its buyer listen. Pure."""
    from vmdojo.coaching import react
    from vmdojo.grading import grade

    ears = ears_of(set_, voicemail, scenario)
    message = parse(voicemail.text.strip(), rubric.pace)
    judged = grade(message, ears, rubric, earlier=voicemail.earlier)
    return Hearing(voicemail, message, judged, react(message, ears, judged))
