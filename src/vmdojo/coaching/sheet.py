"""The call sheet: what one takes to the phone after practice.

Its words are the player's own message, what the form of the call holds, and lines of ``sheet.toml`` that claim and
promise nothing. A sentence of the message with a fault in it, with a promise or a figure that the form does not hold,
stays out of the email.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from vmdojo.coaching.sheet_rules import Channel, Rules, sheet_rules
from vmdojo.coaching.sheet_words import THEM, clause, few, headline, lower, upper
from vmdojo.coaching.wording import points, whole
from vmdojo.grading import Rubric
from vmdojo.grading.model import Finding, Grade
from vmdojo.grading.relevance import numbers_of
from vmdojo.message import Message, parse
from vmdojo.message.model import Sentence
from vmdojo.scenarios.firms import Firm, fill, first_name, missing, representative, unfill
from vmdojo.scenarios.model import NO_COMPANY, NO_ROLE, Fact, Scenario
from vmdojo.scenarios.prepared import CALLER, NO_NAME, is_list


class Breath(msgspec.Struct, frozen=True):
    """One sentence, to be said on one breath."""

    text: str
    begins: float
    """Second at which it starts to sound."""
    ends: float


class Touch(msgspec.Struct, frozen=True):
    """One touch on its day."""

    day: date
    channel: Channel
    what: str
    why: str
    source: str


class FirmRow(msgspec.Struct, frozen=True):
    """What one firm of a list hears."""

    who: str
    text: str
    seconds: float
    notes: tuple[str, ...]
    """What is missing for this firm; empty where all is there."""


class Sheet(msgspec.Struct, frozen=True):
    """Everything on a call sheet. Texts are plain and may hold anything that was typed: make them inert to draw."""

    title: str
    who: str
    """Their role, or who they all are; empty where nobody knows."""
    breaths: tuple[Breath, ...]
    seconds: float
    total: float | None
    """Of the take that the sheet was made from; None for words that were not judged."""
    subject: str
    email: tuple[str, ...]
    """Paragraphs; the last one is the signature, of several lines."""
    touches: tuple[Touch, ...]
    """The next touch first."""
    pick_up: str
    tip: str
    warnings: tuple[str, ...]
    """What to know before dialling, most pressing first."""
    firms: tuple[FirmRow, ...] = ()


def make_sheet(
    scenario: Scenario,
    message: Message,
    grade: Grade | None,
    rubric: Rubric,
    *,
    today: date,
    template: str = "",
    firms: Sequence[Firm] = (),
) -> Sheet:
    """The sheet for a message that was judged as ``grade``.

    ``today`` is the day of the call. ``template`` and ``firms`` are for a message to many: the words with their fields,
    and who they go to.
    """
    rules = sheet_rules()
    scene = _Scene(scenario, message, grade, rules, representative(firms) if is_list(scenario.id) else None)
    role = scenario.buyer.role
    return Sheet(
        title=scenario.title,
        who="" if role == NO_ROLE else role,
        breaths=tuple(_breaths(message)),
        seconds=message.seconds,
        total=None if grade is None else grade.total,
        subject=scene.subject(),
        email=tuple(scene.email()),
        touches=tuple(scene.touches(today)),
        pick_up=scene.pick_up(),
        tip=rules.pick_up.tip,
        warnings=tuple(scene.warnings(rubric)),
        firms=tuple(_row(template or message.text, firm, rubric) for firm in firms),
    )


def _breaths(message: Message) -> Iterator[Breath]:
    for sentence in message.sentences:
        words = message.words[sentence.first : sentence.last]
        if words:
            text = " ".join(message.text[sentence.start : sentence.end].split())
            yield Breath(text, words[0].begins, words[-1].ends)


def _row(template: str, firm: Firm, rubric: Rubric) -> FirmRow:
    text = fill(template, firm)
    gaps = missing(template, firm)
    notes = [f"{{{gap}}} is still open: nothing is noted for this firm." for gap in gaps]
    if "line" not in gaps and not (firm.line and firm.line in text):
        own = "its own line is not in the message" if firm.line else "no line of its own is noted"
        notes.append(f"Nothing here is only theirs: {own}.")
    who = ", ".join(filter(None, (firm.name or firm.first, firm.company)))
    return FirmRow(who, text, parse(text, rubric.pace).seconds, tuple(notes))


def working_day(day: date, after: int) -> date:
    """So many working days after a day; a day at the weekend counts as the Monday behind it."""
    while day.weekday() >= 5:
        day += timedelta(days=1)
    for _ in range(after):
        day += timedelta(days=1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
    return day


_ANNOUNCED = re.compile(
    r"\b(?:subject(?:\s+line)?(?:\s+(?:is|says|reads|will be))?|(?:e-?mail|note)\s+(?:called|titled|headed))"
    r"\s*[,:]?\s*[“\"']?([^“”\"'.,;!?\n]{3,80})",
    re.I,
)
_OPENING = re.compile(r"^(?:hi|hello|hey|good (?:morning|afternoon|evening))\b", re.IGNORECASE)
_PLAIN = {"value.gift", "value.proof"}
"""Virtues that need something of the form behind them before they are written down."""


class _Scene:
    """One message on its way to a sheet."""

    def __init__(
        self, scenario: Scenario, message: Message, grade: Grade | None, rules: Rules, tried_on: Firm | None
    ) -> None:
        self.scenario = scenario
        self.message = message
        self.rules = rules
        self.findings: Sequence[Finding] = grade.findings if grade is not None else ()
        self.grade = grade
        self.tried_on = tried_on
        self.facts = {fact.id: fact for fact in scenario.fact if fact.may_tell and fact.kind not in ("decoy", "stale")}
        used = [f for f in self.findings if f.fact in self.facts and f.rule.startswith("relevance.fact")]
        self.used = sorted(used, key=lambda found: (-found.points, found.start))
        brief = scenario.brief
        told = [brief.you_sell, brief.goal, brief.your_number, scenario.buyer.company, brief.your_company]
        told += [fact.text for fact in self.facts.values()] + [offer.text for offer in scenario.offer]
        self.numbers = numbers_of(" . ".join(told))

    # What of the message may be written down

    def fit(self, sentence: Sentence) -> bool:
        """Whether a sentence of the message may stand in an email."""
        text = self.said(sentence)
        if "{" in text or not numbers_of(text) <= self.numbers:
            return False
        for found in self.findings:
            if not (found.start < sentence.end and sentence.start < found.end):
                continue
            family = found.rule.partition(".")[0]
            if found.kind == "fault" and family in self.rules.email.leave_out:
                return False
            if found.rule in _PLAIN and found.fact is None and self._unbacked(found):
                return False
        caps = self.grade.caps if self.grade is not None else ()
        return not any(cap.start < sentence.end and sentence.start < cap.end for cap in caps)

    def _unbacked(self, found: Finding) -> bool:
        """A promise or a customer's story that nothing in the form stands behind."""
        if found.rule == "value.gift":
            return True
        return not any(fact.kind == "proof" for fact in self.facts.values()) and "usually" not in found.quote

    def said(self, sentence: Sentence) -> str:
        return " ".join(self.message.text[sentence.start : sentence.end].split())

    def for_all(self, text: str) -> str:
        """Words for every firm of a list: what was filled in for the one it was tried on is a field again."""
        return text if self.tried_on is None else unfill(text, self.tried_on)

    def opens(self, index: int) -> bool:
        """Whether a sentence greets or says who is calling: an email has other places for that."""
        if index > 1:
            return False
        text = self.said(self.message.sentences[index])
        brief = self.scenario.brief
        names = (self.scenario.buyer.name.split()[:1], brief.your_name.split()[:1], [brief.your_company])
        return bool(_OPENING.match(text)) or any(
            name and re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for held in names for name in held
        )

    def reason(self) -> str:
        """The player's own sentence that uses the best fact; the fact itself where that sentence is not fit."""
        for found in self.used:
            for index, sentence in enumerate(self.message.sentences):
                inside = sentence.start <= found.start < sentence.end
                if inside and not self.opens(index) and sentence.closing != "?" and self.fit(sentence):
                    return self.for_all(self.said(sentence))
        fact = self.fact()
        words = clause(fact.text, 120) if fact is not None else ""
        return self.rules.email.reason.format(fact=lower(words)) if words else ""

    def fact(self) -> Fact | None:
        """The fact that the message used best, else the first that may be told."""
        for found in self.used:
            return self.facts[found.fact or ""]
        ranked = sorted(self.facts.values(), key=lambda fact: fact.kind not in ("trigger", "market", "pain"))
        return next((fact for fact in ranked if not THEM.search(fact.text)), None)

    def question(self) -> str:
        """The last question of the message that may be written down, else a small one."""
        fit = [s for s in self.message.sentences if s.closing == "?" and self.fit(s)]
        return self.for_all(self.said(fit[-1])) if fit else self.rules.email.question[self.scenario.brief.relationship]

    # The parts

    def subject(self) -> str:
        """Under fifty characters: the one that the message announced, else what it is about in a few words."""
        most = self.rules.email.longest_subject
        announced = _ANNOUNCED.search(self.message.text)
        if announced and "{" not in announced[1]:
            return headline(self.for_all(announced[1]), most)
        for text in [self.facts[f.fact or ""].text for f in self.used] + [f.text for f in self.facts.values()]:
            words = clause(text, most)
            if len(words.split()) >= 2:
                return headline(few(words), most)
        company = self.scenario.buyer.company
        line = self.rules.email.subject if company != NO_COMPANY else self.rules.email.subject_nobody
        return headline(self.for_all(line.format(company=company)), most)

    def email(self) -> Iterator[str]:
        """Hello, why, the offer, the question, and who writes."""
        rules, brief = self.rules.email, self.scenario.brief
        name = self.scenario.buyer.name
        many = is_list(self.scenario.id)
        yield (
            rules.hello_nobody
            if name == NO_NAME
            else rules.hello.format(first="{first name}" if many else first_name(name))
        )
        yield rules.no_message if self.unwanted() else rules.after_message
        said = " ".join(filter(None, (self.reason(), self.question())))
        yield said
        if self.scenario.offer:
            yield rules.offer.format(offer=self.offer())
        yield rules.close
        company = "" if brief.your_company == CALLER else brief.your_company
        signed = "\n".join(filter(None, (brief.your_name, company, brief.your_number)))
        if signed:
            yield signed

    def offer(self) -> str:
        """The offer that the message named, else the first."""
        named = {found.fact for found in self.findings if found.rule == "value.gift"}
        chosen = next((offer for offer in self.scenario.offer if offer.id in named), self.scenario.offer[0])
        return chosen.text.strip().rstrip(".")

    def unwanted(self) -> bool:
        """Whether the mailbox asked for no such message."""
        return any(wish in self.rules.before.wish for wish in self.scenario.brief.wishes)

    def touches(self, today: date) -> Iterator[Touch]:
        """The cadence of this relationship on its days; none falls on a weekend."""
        brief = self.scenario.brief
        kind: Literal["cold", "inbound", "wish"] = "inbound" if brief.relationship == "inbound" else "cold"
        fresh = (fact for fact in self.facts.values() if fact.id not in {found.fact for found in self.used})
        for step in self.rules.cadence["wish" if self.unwanted() else kind]:
            what = step.what
            unused = next(fresh, None) if step.fresh else None
            if unused is not None:
                what = f"{what} {self.rules.before.fresh.format(fact=unused.text.rstrip('. '))}"
            yield Touch(working_day(today, step.after), step.channel, what, step.why, step.source)

    def pick_up(self) -> str:
        """The same reason and question in one line, for when somebody answers."""
        rules, brief = self.rules.pick_up, self.scenario.brief
        many = is_list(self.scenario.id)
        name = "{first name}" if many else first_name(self.scenario.buyer.name)
        company = "" if brief.your_company == CALLER else brief.your_company
        hello = ""
        if brief.your_name:
            line = rules.hello if company else rules.hello_unsigned
            hello = line.format(first=name, caller=brief.your_name, our_company=company)
            if self.scenario.buyer.name == NO_NAME:
                hello = upper(hello.removeprefix(f"{name}, "))
        return " ".join(filter(None, (hello, self.reason(), self.question())))

    def warnings(self, rubric: Rubric) -> Iterator[str]:
        rules, brief = self.rules.before, self.scenario.brief
        for wish in brief.wishes:
            yield rules.wish[wish]
        if self.grade is not None and self.grade.total < rules.rehearse_under and not self.unwanted():
            yield rules.rehearse.format(total=points(self.grade.total))
        if self.message.seconds > rubric.target_for(self.scenario)[1] + 0.5:
            yield rules.long.format(seconds=whole(self.message.seconds))
        if not brief.your_name:
            yield rules.unsigned
        if not self.scenario.offer:
            yield rules.no_offer
