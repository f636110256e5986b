"""What a scenario must have beyond the right types. Whether its samples grade as they should is the judge's to say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

from vmdojo.scenarios.model import PREPARED, Brief, Buyer, Earlier, Fact, Offer, RightMove, Scenario, Strong, Weak
from vmdojo.scenarios.problem import Keys, Problem, short
from vmdojo.scenarios.toml import MOST_PROBLEMS, Loaded
from vmdojo.scenarios.wording import broken_line, wording_faults

FEWEST_FACTS = 6
MOST_DECOYS = 3
FEWEST_SAMPLES = 2
LONGEST_SECONDS = 60
"""Later than this no mat may end; most buyers are gone long before."""
TOO_ALIKE = 90.0
"""rapidfuzz ratio (0-100) from which two samples teach the same thing."""

_MOST_ITEMS = {"fact": 12, "offer": 5, "earlier": 6, "strong": 4, "weak": 6, "skills": 5, "was": 10}
_MOST_CUES = 10

_MOST_CHARACTERS: dict[type, dict[str, int]] = {
    Scenario: {"title": 50, "teaches": 300},
    Buyer: {"name": 50, "role": 80, "company": 60, "industry": 60, "greeting": 400, "says": 120},
    Brief: {"you_sell": 200, "your_company": 50, "goal": 200, "your_number": 24, "your_name": 50, "today": 80},
    Fact: {"text": 300, "cues": 60, "means": 240, "why_not": 240},
    Offer: {"text": 200, "cues": 60},
    Earlier: {"text": 1200},
    Strong: {"text": 900, "shows": 240},
    Weak: {"text": 1500, "faults": 64, "disputed": 400},
    RightMove: {"why": 400, "instead": 400},
}
_SEVERAL_LINES = {(Earlier, "text"), (Strong, "text"), (Weak, "text")}

_WISH_WORDS = {
    "no_sales_messages": re.compile(r"\b(?:sales|sell|vendor|supplier|solicit|pitch)", re.IGNORECASE),
    "no_messages": re.compile(r"\b(?:message|voicemail|voice mail|recording|beep)", re.IGNORECASE),
    "email_only": re.compile(r"\b(?:e-?mail|mail|write|inbox)", re.IGNORECASE),
    "no_calls": re.compile(r"\b(?:call|phone|ring|dial)", re.IGNORECASE),
}

_NO_TALK = re.compile(
    r"\b(?:hung up|hangs up|put (?:the phone|it|you) down|rang off|the line (?:was|went) dead|dead line|"
    r"cut (?:you )?off|"
    r"no answer|did(?:n't| not) (?:pick up|answer)|rang out|engaged|busy tone)\b",
    re.IGNORECASE,
)
"""How a text says that a call never came to talk: whoever hangs up at a name is as cold as before."""

_Text = tuple[Keys, type, str, str]
"""Where a text stands, the part and field that hold it, the text."""


def check_scenario(loaded: Loaded[Scenario]) -> list[Problem]:
    """Everything wrong with one file, in the order of its lines: its content only where its form is right."""
    if loaded.value is None:
        return list(loaded.problems)
    problems = islice(_Check(loaded, loaded.value).run(), MOST_PROBLEMS)
    return sorted(problems, key=lambda p: (p.line, p.column))


class _Check:
    def __init__(self, loaded: Loaded[Scenario], scenario: Scenario) -> None:
        self.loaded = loaded
        self.s = scenario
        self.texts = list(_texts(scenario, ()))

    def run(self) -> Iterator[Problem]:
        yield from self.ids()
        yield from self.counts()
        yield from self.facts()
        yield from self.cues()
        yield from self.samples()
        yield from self.brief()
        yield from self.earlier()
        for where, part, field, text in self.texts:
            yield from self.text(where, part, field, text)

    def tell(self, keys: Keys, message: str, expected: str = "", *, quote: str = "", at_key: bool = False) -> Problem:
        return self.loaded.problem(keys, message, expected=expected, quote=quote, at_key=at_key)

    def ids(self) -> Iterator[Problem]:
        file = Path(self.loaded.source.name)
        if file.suffix.lower() == ".toml" and file.stem != self.s.id:
            yield self.tell(("id",), f'The id "{self.s.id}" and the name of the file differ.', f"{self.s.id}.toml")
        if self.s.id.startswith(PREPARED):
            message = f'"{self.s.id}" is the id of a prepared call: of a real buyer, and nobody else\'s business.'
            yield self.tell(("id",), message, f'an id that does not begin with "{PREPARED}"')
        seen: set[str] = set()
        for name in ("fact", "offer"):
            for index, part in enumerate(getattr(self.s, name)):
                if part.id in seen:
                    message = f'The id "{part.id}" is used twice in this file.'
                    yield self.tell((name, index, "id"), message, "an id of its own for each fact and offer")
                seen.add(part.id)
        for name, values in (("skills", self.s.skills), ("was", self.s.was)):
            for index, value in _again(values):
                yield self.tell((name, index), f'"{value}" stands twice in "{name}".', "each once")
        if self.s.id in self.s.was:
            where = ("was", self.s.was.index(self.s.id))
            yield self.tell(where, f'"{self.s.id}" is the id now, not a former one.')

    def counts(self) -> Iterator[Problem]:
        s = self.s
        if len(s.fact) < FEWEST_FACTS:
            yield self.tell(("fact",), f"There are {len(s.fact)} facts.", f"at least {FEWEST_FACTS}")
        if not s.skills:
            yield self.tell(("skills",), "The scenario trains no skill.", "at least one")
        decoys = [i for i, f in enumerate(s.fact) if f.kind == "decoy"]
        for index in decoys[MOST_DECOYS:]:
            where = ("fact", index, "kind")
            yield self.tell(where, f"This is one decoy more than {MOST_DECOYS}.", f"at most {MOST_DECOYS} decoys")
        for name, most in _MOST_ITEMS.items():
            size = len(getattr(s, name))
            if size > most:
                yield self.tell((name, most), f'There are {size} in "{name}".', f"at most {most}")
        for name in ("fact", "offer"):
            for index, part in enumerate(getattr(s, name)):
                if len(part.cues) > _MOST_CUES:
                    where = (name, index, "cues")
                    yield self.tell((*where, _MOST_CUES), f"There are {len(part.cues)} cues.", f"at most {_MOST_CUES}")

    def facts(self) -> Iterator[Problem]:
        for index, fact in enumerate(self.s.fact):
            dud = fact.kind in ("decoy", "stale")
            if dud and not fact.why_not.strip():
                message = f'The {fact.kind} fact "{fact.id}" does not say why it does not help.'
                yield self.tell(("fact", index, "why_not"), message, "why_not, one or two sentences")
            if fact.why_not.strip() and not dud:
                message = f'"why_not" is for decoy and stale facts; "{fact.id}" is {fact.kind}.'
                yield self.tell(("fact", index, "why_not"), message, "no why_not here", at_key=True)
            if fact.kind in ("trigger", "market") and not fact.means.strip():
                message = f'The {fact.kind} fact "{fact.id}" does not say what it usually leads to.'
                yield self.tell(("fact", index, "means"), message, "means, one sentence: the link is the skill")

    def cues(self) -> Iterator[Problem]:
        for name in ("fact", "offer"):
            seen: dict[str, str] = {}
            for index, part in enumerate(getattr(self.s, name)):
                if name == "fact" and not part.cues:
                    yield self.tell(
                        (name, index, "cues"), f'The fact "{part.id}" has no cues.', "three to seven wordings"
                    )
                for number, cue in enumerate(part.cues):
                    where = (name, index, "cues", number)
                    bare = plain(cue)
                    owner = seen.setdefault(bare, part.id)
                    if not bare:
                        yield self.tell(where, f'The cue "{short(cue)}" holds no word.', "words that a seller says")
                    elif owner != part.id:
                        yield self.tell(where, f'The cue "{short(cue)}" also belongs to "{owner}".', "one owner a cue")
                for number, cue in _again([plain(c) for c in part.cues]):
                    if cue:
                        message = f'The cue "{short(part.cues[number])}" stands twice here.'
                        yield self.tell((name, index, "cues", number), message, "wordings that differ")

    def samples(self) -> Iterator[Problem]:
        s = self.s
        if s.kind == "message":
            for name in ("strong", "weak"):
                size = len(getattr(s, name))
                if size < FEWEST_SAMPLES:
                    message = f"A scenario of this kind needs {FEWEST_SAMPLES} {name} samples; it has {size}."
                    yield self.tell(("kind",), message, f"at least {FEWEST_SAMPLES} tables [[{name}]]")
            if s.right_move is not None:
                message = 'Only a scenario of the kind "leave-or-not" names its right move.'
                yield self.tell(("right_move",), message, 'no [right_move], or kind = "leave-or-not"', at_key=True)
        elif s.right_move is None:
            yield self.tell(("kind",), "A scenario of this kind names its right move.", "a table [right_move]")
        for index, weak in enumerate(s.weak):
            if not weak.faults and not weak.disputed.strip():
                message = "A weak sample names the faults that must be found in it."
                yield self.tell(("weak", index, "faults"), message, "at least one rule or cap")
            for number, fault in _again(weak.faults):
                yield self.tell(("weak", index, "faults", number), f'"{short(fault)}" stands twice here.', "each once")
        yield from self.alike()

    def alike(self) -> Iterator[Problem]:
        """Samples that say the same. Of more samples than are allowed only the first are compared."""
        from rapidfuzz import fuzz  # the game reads the library without it

        told: list[tuple[str, str]] = []
        for name in ("strong", "weak"):
            for index, sample in enumerate(getattr(self.s, name)[: _MOST_ITEMS[name]]):
                text = plain(sample.text[: _MOST_CHARACTERS[Weak]["text"]])
                for other, where in told:
                    if text and fuzz.ratio(text, other) >= TOO_ALIKE:
                        message = f"This sample says almost the same as {where}."
                        yield self.tell((name, index, "text"), message, "samples that differ in kind")
                        break
                told.append((text, f"{name} sample {index + 1}"))

    def brief(self) -> Iterator[Problem]:
        brief = self.s.brief
        low, high = brief.target_seconds
        if not 0 < low < high <= LONGEST_SECONDS:
            message = f"A message cannot aim at {low} to {high} seconds."
            expected = f"two rising numbers from 1 to {LONGEST_SECONDS}"
            yield self.tell(("brief", "target_seconds"), message, expected)
        for index, wish in _again(brief.wishes):
            yield self.tell(("brief", "wishes", index), f'The wish "{wish}" stands twice.', "each once")
        said = [self.s.buyer.greeting, *(f.text for f in self.s.fact), *(e.text for e in self.s.earlier)]
        for index, wish in enumerate(brief.wishes):
            if not any(_WISH_WORDS[wish].search(text) for text in said):
                message = f'The wish "{wish}" is heard neither in the greeting nor in any fact.'
                yield self.tell(("brief", "wishes", index), message, "the buyer's own words for it")
        if brief.relationship == "referred" and not any(f.kind == "referral" and f.may_tell for f in self.s.fact):
            message = "A referred call has a name to use, and no fact of the kind referral that may be told holds one."
            yield self.tell(("brief", "relationship"), message, 'a [[fact]] with kind = "referral"')

    def earlier(self) -> Iterator[Problem]:
        days: int | None = None
        for index, touch in enumerate(self.s.earlier):
            if days is not None and touch.days_ago > days:
                message = f"This touch is {touch.days_ago} days ago, the one above it {days}."
                yield self.tell(("earlier", index, "days_ago"), message, "the oldest first")
            days = touch.days_ago
            if touch.channel == "call" and self.s.brief.relationship == "cold" and not _NO_TALK.search(touch.text):
                message = "A buyer who has talked with the player is no longer cold."
                expected = 'another relationship in [brief], "voicemail", or a text that tells how the buyer hung up'
                yield self.tell(("earlier", index, "channel"), message, expected)

    def text(self, where: Keys, part: type, field: str, text: str) -> Iterator[Problem]:
        for message, expected, quote in text_faults(part, field, text):
            yield self.tell(where, message, expected, quote=quote)


def text_faults(part: type, field: str, text: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the text of one key alone: the sentence, what would be right, the piece that it is about."""
    most = _MOST_CHARACTERS.get(part, {}).get(field, 100)
    if text and not text.strip():
        yield "This text is blank.", "words", ""
        return
    if (part, field) not in _SEVERAL_LINES:
        yield from broken_line(text)
    # A weak sample may show what a template field sounds like.
    yield from wording_faults(text, most, fields=(part, field) != (Weak, "text"))


def _texts(value: object, keys: Keys) -> Iterator[_Text]:
    """Every text of a scenario."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            held = getattr(value, name)
            items = [((*keys, name), held)]
            if isinstance(held, tuple):
                items = [((*keys, name, i), item) for i, item in enumerate(held)]
            for where, item in items:
                if isinstance(item, str):
                    yield where, type(value), name, item
                else:
                    yield from _texts(item, where)


def _again(values: tuple[str, ...] | list[str]) -> Iterator[tuple[int, str]]:
    """The values that stood before, with their index."""
    count: Counter[str] = Counter()
    for index, value in enumerate(values):
        count[value] += 1
        if count[value] > 1:
            yield index, value


def plain(text: str) -> str:
    """For comparing: capitals and punctuation do not count."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
