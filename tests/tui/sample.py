"""A small library, a judge and a coach with values made by hand, so that pages can be tested without the real ones."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

import msgspec

from vmdojo.coaching.model import Advice, Fix, Reaction
from vmdojo.grading import Rubric, load_rubric
from vmdojo.grading.model import Cap, Dimension, Finding, Grade
from vmdojo.message import parse
from vmdojo.message.model import Message, Pace
from vmdojo.progress import Record
from vmdojo.rounds.shipped import ShippedJudge
from vmdojo.scenarios import Library, Scenario, loads_toml

DANA = """
format = 1
id = "second-cold-store"
title = "The second cold store"
belt = "yellow"
kind = "message"
skills = ["relevance", "ask"]
teaches = "One small question beats a big proposal."

[buyer]
name = "Dana Whitfield"
role = "Director of Logistics"
company = "Northpole Foods"
industry = "frozen food distribution"
temperament = "brisk"
greeting = "You've got Dana. If it's a truck, call dispatch. If it isn't, be quick."

[brief]
you_sell = "Coldway plans dock slots and trailer moves for cold stores."
your_company = "Coldway"
goal = "Have Dana take Thursday's call, or answer the email you send today."
relationship = "cold"
target_seconds = [15, 30]
your_number = "555-0148"
today = "Tuesday 19 January, ten past nine"

[[fact]]
id = "fines"
kind = "pain"
text = "Two grocery chains already fine Northpole for loads more than thirty minutes late."
cues = ["late loads"]

[[fact]]
id = "reno"
kind = "trigger"
text = "Northpole opens a second cold store in Reno in March."
means = "Two sites usually double the trailer moves before they halve them."
cues = ["Reno"]

[[fact]]
id = "dispatchers"
kind = "pain"
text = "Two of her five dispatchers left this year."
cues = ["dispatchers left"]
may_tell = false

[[fact]]
id = "marathon"
kind = "decoy"
text = "Dana ran the Chicago marathon last fall."
why_not = "It tells her nothing about why you rang."
cues = ["marathon"]

[[offer]]
id = "boise-page"
text = "The one-page dock plan that a Boise distributor used."
cues = ["dock plan"]

[[earlier]]
days_ago = 4
channel = "email"
text = "Dana, a one-page dock plan is attached. Luis"

[[strong]]
text = "Hi Dana, Luis Ortega at Coldway. Reno opens in March. One question, who plans trailer moves today? 555-0148."
shows = "Trigger, one question, a cheap way to answer."

[[strong]]
text = "Dana, Luis at Coldway. Late loads rise with a second store. The dock plan is in your inbox; ignore me if not."
shows = "Pain first, something to keep, an easy way out."

[[weak]]
text = "We'd love to become your logistics partner."
faults = ["ask.partner"]
"""

INES = """
format = 1
id = "friday-reader"
title = "The Friday reader"
belt = "white"
kind = "leave-or-not"
skills = ["wish"]
teaches = "Listen to the greeting to its end."

[buyer]
name = "Ines Carvalho"
role = "Director of Facilities"
company = "Harrow Creek Schools"
industry = "public schools"
temperament = "swamped"
greeting = "Please leave no sales messages on this phone. Write to the facilities address; I read it on Fridays."
says = "ee-NESH car-VAL-yo"

[brief]
you_sell = "Clearloft changes the air filters in schools."
your_company = "Clearloft"
goal = "Be read on Friday."
relationship = "cold"
wishes = ["no_sales_messages"]

[[fact]]
id = "bond"
kind = "trigger"
text = "Nine of the fourteen schools get new air units."
cues = ["new air units"]

[right_move]
leave = false
why = "She said it in her own voice: no sales messages on this phone."
instead = "Hang up before the beep and write one short email on Thursday."
"""

RAFAEL = """
format = 1
id = "tom-sent-me"
title = "Tom sent me"
belt = "white"
kind = "message"
skills = ["referral"]
teaches = "Name the one who sent you first."

[buyer]
name = "Rafael Ortiz"
role = "Plant Manager"
company = "Ortiz Castings"
industry = "machine parts"
temperament = "warm"
greeting = "Rafael here, leave me a word."

[brief]
you_sell = "Gloves that survive a shift."
your_company = "Gripwell"
goal = "A word back on which line wears out the most gloves."
relationship = "referred"

[[fact]]
id = "tom"
kind = "referral"
text = "Tom Brandt, who runs the foundry next door, told you to call."
cues = ["Tom Brandt"]
"""

BRIGADE = """
format = 1
id = "two-vans"
title = "Two [bold]vans[/]"
belt = "green"
kind = "message"
skills = ["relevance"]
teaches = "Ask about the small thing."

[buyer]
name = "Mei \\u202eLing"
role = "Owner"
company = "Ling & Daughters"
industry = "catering"
temperament = "swamped"
greeting = "This is Mei. [red]Busy[/red]. Be kind."

[brief]
you_sell = "Routes for small fleets."
your_company = "Wayline"
goal = "An answer to one question."
relationship = "met"

[[fact]]
id = "vans"
kind = "trigger"
text = "She bought a second van in May."
cues = ["second van"]
"""

MESSAGE = (
    "Hi Dana, Luis Ortega at Coldway. I saw Reno opens in March. We'd love to become your logistics partner "
    "across all of your sites, and I was hoping to grab an hour this week. Please call me back. 555-0148."
)
NOW = 1_795_000_000_000
JUDGE = "1.0.0/rapidfuzz-3.14/hand"


def scenario(text: str = DANA) -> Scenario:
    """A scenario read from TOML."""
    return loads_toml(text, Scenario, name="sample.toml").require()


def library(*texts: str) -> Library:
    """A library of four scenarios, one of them with markup and a bidi mark in its texts; or of those given."""
    given = texts or (DANA, INES, RAFAEL, BRIGADE)
    return Library(loads_toml(text, Scenario, name=f"{number}.toml") for number, text in enumerate(given))


def fixed_rubric() -> Rubric:
    """What pages read of a rubric, so that no change of the shipped one moves a page under test."""
    weights = {"relevance": 30, "scariness": 20, "brevity": 15, "value": 15, "tone": 10, "next_step": 10}
    tolerated = {"cold": 3, "referred": 5, "inbound": 5, "met": 7, "customer": 8}
    return cast(
        Rubric,
        SimpleNamespace(
            judge=JUDGE,
            pace=Pace(),
            weights=weights,
            tolerated=tolerated,
            target_for=lambda scenario: scenario.brief.target_seconds,
            rules=load_rubric().rules,
            leaving=load_rubric().leaving,
        ),
    )


def span(text: str, part: str) -> tuple[int, int]:
    """Where ``part`` stands in ``text``; (0, 0) where it does not."""
    at = text.find(part)
    return (at, at + len(part)) if at >= 0 else (0, 0)


def _by_hand(message: Message, scenario: Scenario) -> Grade:
    at = span(message.text, "become your logistics partner")
    bad = at != (0, 0)
    reno = span(message.text, "Reno opens in March")
    findings = [
        Finding("relevance.news", "relevance", "virtue", *reno, "Reno opens in March", 8.0, "You named her news.", "")
    ]
    if bad:
        findings.append(
            Finding(
                "ask.partner",
                "scariness",
                "fault",
                *at,
                "become your logistics partner",
                -12.0,
                "A marriage on the first call.",
                "Ask one small question.",
            )
        )
        findings.append(
            Finding("value.nothing", "value", "fault", 0, 0, "", -6.0, "Nothing for Dana to keep.", "Promise the page.")
        )
    cap = Cap("ask.out-of-reach", 45.0, "The ask is far too big.", "Ask for an answer, not a marriage.")
    return Grade(
        judge=JUDGE,
        scenario=scenario.id,
        total=45.0 if bad else 84.0,
        base=68.0 if bad else 76.0,
        words=len(message.words),
        seconds=message.seconds,
        dimensions={
            "relevance": Dimension(82.0, 30),
            "scariness": Dimension(0.0 if bad else 100.0, 20, level=9 if bad else 2, tolerated=3),
            "brevity": Dimension(100.0, 15, seconds=message.seconds),
            "value": Dimension(40.0 if bad else 70.0, 15),
            "tone": Dimension(88.0, 10),
            "next_step": Dimension(85.0, 10),
        },
        caps=(cap,) if bad else (),
        findings=tuple(findings),
    )


class HandJudge:
    """A grade by hand: bad where the message wants a partner, good otherwise; hanging up by the real judge."""

    def grade(self, message: Message, scenario: Scenario, rubric: Rubric, *, earlier: Sequence[str]) -> Grade:  # noqa: ARG002
        return _by_hand(message, scenario)

    def grade_hang_up(self, scenario: Scenario, rubric: Rubric) -> Grade:
        return ShippedJudge().grade_hang_up(scenario, rubric)


class HandCoach:
    """The listening and the fixes, by hand."""

    def react(self, message: Message, scenario: Scenario, grade: Grade) -> Reaction:  # noqa: ARG002
        halves = int(message.seconds * 2 + 0.999)
        if not message.words:
            return Reaction("spared", (0.0, 0.0), None, None, (), "Nothing on the phone.", "“Thank you.”", "")
        if grade.total >= 60:
            fading = tuple(max(0.6, 1.0 - 0.01 * half) for half in range(halves))
            line = "“Fine, one question.”"
            return Reaction(
                "email_opened", (0.05, 0.12), None, None, fading, "Opened your email.", line, _preview(message)
            )
        word = next((n for n, w in enumerate(message.words) if w.folded == "partner"), len(message.words) - 1)
        at = message.words[word].begins
        fading = tuple(max(0.0, 1.0 - half / 2 / at) if half / 2 <= at else 0.0 for half in range(halves))
        return Reaction(
            "deleted",
            (0.0, 0.02),
            at,
            word,
            fading,
            f"Deleted at 0:{int(at + 0.5):02d}, on “partner”.",
            "“Partner for what? I've never heard of these people.”",
            _preview(message),
        )

    def advise(
        self,
        message: Message,
        scenario: Scenario,  # noqa: ARG002
        grade: Grade,
        rubric: Rubric,  # noqa: ARG002
        *,
        earlier: Sequence[str],  # noqa: ARG002
    ) -> Advice:
        fixes = [
            Fix(
                finding.rule,
                finding.start,
                finding.end,
                finding.quote,
                finding.why,
                "Keep your question and drop that line:",
                "Who plans trailer moves today?",
                30.0 if finding.quote else 6.0,
            )
            for finding in grade.findings
            if finding.kind == "fault"
        ]
        return Advice("You named Reno in the first twelve words." if message.words else "", tuple(fixes))


def _preview(message: Message) -> str:
    return " ".join(word.folded for word in message.words[:24])


class Still:
    """A clock that a test moves by hand."""

    def __init__(self, ms: int = NOW) -> None:
        self.ms = ms

    def now_ms(self) -> int:
        return self.ms

    def offset_minutes(self) -> int:
        return 60


def steady(text: str, pace: Pace = Pace()) -> Message:  # noqa: B008
    """``parse`` with a pace by hand: a word sounds for 0.3 seconds and 0.05 for each letter, a sentence rests for one
    second. So no change of the real pace moves a page under test."""
    read = parse(text, pace)
    words = []
    now = 0.0
    for place, word in enumerate(read.words):
        ends = now + 0.25 + 0.05 * len(word.text)
        words.append(msgspec.structs.replace(word, begins=now, ends=ends))
        last = place + 1 == len(read.words) or read.words[place + 1].sentence != word.sentence
        now = ends + (1.0 if last else 0.0)
    return msgspec.structs.replace(read, words=tuple(words), seconds=now)


def memory() -> Record:
    """A record that ends with the test."""
    return Record.in_memory(clock=Still())
