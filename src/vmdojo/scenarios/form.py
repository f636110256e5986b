"""The questions whose answers make a scenario, as data: the same in the game and on the command line.

An answer is kept under its place, as :func:`vmdojo.scenarios.writing.scenario_from` reads it and as problems name it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

import msgspec

from vmdojo.scenarios.check import FEWEST_FACTS, FEWEST_SAMPLES, check_scenario, text_faults
from vmdojo.scenarios.model import (
    Belt,
    Brief,
    Buyer,
    Earlier,
    Fact,
    FactKind,
    Offer,
    Relationship,
    RightMove,
    Scenario,
    Strong,
    Temperament,
    Weak,
    Wish,
)
from vmdojo.scenarios.problem import Problem
from vmdojo.scenarios.writing import scenario_from

Answers = dict[str, str]
"""What was typed so far, by place: ``buyer.name``, ``fact[0].cues``."""


class Question(msgspec.Struct, frozen=True):
    """One thing to be asked."""

    name: str
    """The key of the format that the answer fills."""
    ask: str
    hint: str = ""
    """What a good answer looks like."""
    choices: tuple[str, ...] = ()
    """The answers that there are, where they can be counted."""
    needed: bool = True
    several: bool = False
    """One or more values, with semicolons between them."""
    long: bool = False
    """A message: it may have several lines."""
    when: tuple[str, tuple[str, ...]] = ("", ())
    """Asked only where the answer to another question of the section is one of these."""


class Section(msgspec.Struct, frozen=True):
    """Questions that belong together: a table of the file, or the keys above the first table."""

    key: str
    """The table; empty for the top of the file."""
    title: str
    about: str
    questions: tuple[Question, ...]
    fewest: int = 1
    most: int = 1
    """How often the table may come; more than 1 for a list of tables."""
    when: tuple[str, tuple[str, ...]] = ("", ())
    """Asked only where the answer of that place is one of these."""


_KINDS = get_args(FactKind)


FORM: tuple[Section, ...] = (
    Section(
        "",
        "The exercise",
        "Decide first which mistake the player should make once and never again.",
        (
            Question("title", "Title, as the list shows it", "four words at most: Rent for paper"),
            Question("belt", "Belt, easiest first", choices=get_args(Belt)),
            Question(
                "kind",
                "Kind",
                "leave-or-not where hanging up is one of the answers",
                choices=("message", "leave-or-not"),
            ),
            Question("skills", "Skills it trains", "reason; relevance; ask; value; tone; brevity", several=True),
            Question("teaches", "What will the player remember tomorrow?", "one or two sentences"),
        ),
    ),
    Section(
        "buyer",
        "The buyer",
        "Invent every name. Say the greeting aloud; if nobody would say it, write it again.",
        (
            Question("name", "Name"),
            Question("role", "Role", "Head of production"),
            Question("company", "Company, an invented one"),
            Question("industry", "Industry", "one or two words: baking"),
            Question("temperament", "Temperament", choices=get_args(Temperament)),
            Question("greeting", "What does the mailbox say?"),
            Question("says", "How does the name sound?", "only where the spelling misleads", needed=False),
        ),
    ),
    Section(
        "brief",
        "The call",
        "What the player sells, and what would already be a success.",
        (
            Question("you_sell", "What do you sell?", "one plain sentence"),
            Question("your_company", "Your company, an invented one"),
            Question("goal", "What does a good message get?", "a mail opened, a line back, the next call taken"),
            Question("relationship", "What is between you?", choices=get_args(Relationship)),
            Question("target_seconds", "Seconds to land in", "two numbers; 15 30 if left out", needed=False),
            Question("your_number", "Your number", "555-0100 to 555-0199", needed=False),
            Question("your_name", "Who calls?", "an invented name; left out, the player's own", needed=False),
            Question(
                "wishes",
                "What has the buyer asked for in so many words?",
                "; ".join(get_args(Wish)),
                needed=False,
                several=True,
            ),
            Question("today", "The day and hour of the call", "Tuesday 6 May, ten to four", needed=False),
        ),
    ),
    Section(
        "fact",
        "What the player knows",
        "Six to ten facts. At least one a good caller would use, and one that only looks useful.",
        (
            Question("text", "The fact, as the player reads it"),
            Question("kind", "Kind", "a decoy is true, friendly and useless; stale was news once", choices=_KINDS),
            Question("cues", "Cues: how would a caller say it?", "three to seven wordings", several=True),
            Question("means", "What does it lead to for this buyer?", when=("kind", ("trigger", "market"))),
            Question("why_not", "Why does it not help?", when=("kind", ("decoy", "stale"))),
            Question("may_tell", "May the player say it?", "yes if left out", ("yes", "no"), needed=False),
        ),
        FEWEST_FACTS,
        12,
    ),
    Section(
        "offer",
        "What the player has to give",
        "Things that can really be sent or done: a checklist, one page, a sample. Not a chat.",
        (
            Question("text", "The offer"),
            Question("cues", "Cues: how would a caller say it?", "two to five wordings", needed=False, several=True),
        ),
        1,
        5,
    ),
    Section(
        "earlier",
        "What went before",
        "Messages, mails and calls that this buyer has had from the player, oldest first.",
        (
            Question("days_ago", "How many days ago?", "a whole number"),
            Question("channel", "By what?", choices=get_args(msgspec.structs.fields(Earlier)[1].type)),
            Question("text", "What was said?", long=True),
        ),
        0,
        6,
    ),
    Section(
        "strong",
        "Strong samples",
        "Messages that you would return, 30 to 75 words, different in kind. They must grade 75 or more.",
        (
            Question("text", "The message", long=True),
            Question("shows", "What is there to steal from it?", "one sentence"),
        ),
        FEWEST_SAMPLES,
        4,
    ),
    Section(
        "weak",
        "Weak samples",
        "What real people leave, with faults planted. They must grade 25 or more below the weaker strong one.",
        (
            Question("text", "The message", long=True),
            Question("faults", "The faults in it", "rules by their ids: ask.too_big; identity.no_name", several=True),
        ),
        FEWEST_SAMPLES,
        6,
    ),
    Section(
        "right_move",
        "The right move",
        "Where hanging up is one of the answers, the file says which answer is right.",
        (
            Question("leave", "Should the player leave a message?", choices=("yes", "no")),
            Question("why", "Why?"),
            Question("instead", "What is to be done now?"),
        ),
        when=("kind", ("leave-or-not",)),
    ),
)


def place(section: Section, question: Question, index: int = 0) -> str:
    """Where an answer is kept: ``title``, ``buyer.name``, ``fact[2].cues``."""
    if not section.key:
        return question.name
    table = f"{section.key}[{index}]" if section.most > 1 else section.key
    return f"{table}.{question.name}"


def sections(answers: Mapping[str, str]) -> tuple[Section, ...]:
    """The sections that are asked for, given what was answered so far."""
    return tuple(one for one in FORM if not one.when[0] or answers.get(one.when[0], "").strip() in one.when[1])


def questions(section: Section, answers: Mapping[str, str], index: int = 0) -> tuple[Question, ...]:
    """The questions of a section, or of its table ``index``, that are asked for, given what was answered so far."""

    def wanted(question: Question) -> bool:
        name, values = question.when
        other = next((one for one in section.questions if one.name == name), None)
        return other is None or answers.get(place(section, other, index), "").strip() in values

    return tuple(one for one in section.questions if wanted(one))


def fewest(section: Section, answers: Mapping[str, str]) -> int:
    """How many tables of a section there must be: where hanging up may be right, samples may be left out."""
    spared = section.key in ("strong", "weak") and answers.get("kind", "").strip() == "leave-or-not"
    return 0 if spared else section.fewest


def tables(section: Section, answers: Mapping[str, str]) -> int:
    """How many tables of a section hold an answer: the index of the next one."""
    found = [re.fullmatch(rf"{section.key}\[(\d+)\]\..*", key) for key, text in answers.items() if text.strip()]
    return 1 + max((int(hit[1]) for hit in found if hit), default=-1)


def problems(answers: Mapping[str, str], *, shown: int = 12) -> list[Problem]:
    """What is still wrong with what was typed, at most ``shown`` of it; a problem's ``key`` says with which answer.

    Places count tables as the file will, without those that were left blank.
    """
    return check_scenario(scenario_from(answers))[:shown]


def wrong(section: Section, question: Question, answers: Mapping[str, str], index: int = 0) -> str:
    """What is wrong with one answer alone, as a sentence; empty where nothing is, or where only others can tell."""
    where = place(section, question, index)
    typed = answers.get(where, "")
    if not typed.strip():
        return "This one is needed." if question.needed else ""
    if question.choices and typed.strip().casefold() not in question.choices:
        return f"One of {', '.join(question.choices)}."
    key = place(section, question)
    told = [one for one in scenario_from({key: typed}).problems if one.key.startswith(key)]
    if told:
        return f"{told[0].message} {told[0].expected[:1].upper()}{told[0].expected[1:]}.".replace("..", ".")
    for text in re.split(r"[;\n]", typed) if question.several else [typed.strip()]:
        for message, expected, _ in text_faults(_PARTS[section.key], question.name, text.strip()):
            return f"{message} It takes {expected}."
    return ""


_PARTS: dict[str, type] = {
    "": Scenario,
    "buyer": Buyer,
    "brief": Brief,
    "fact": Fact,
    "offer": Offer,
    "earlier": Earlier,
    "strong": Strong,
    "weak": Weak,
    "right_move": RightMove,
}
