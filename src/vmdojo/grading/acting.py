"""From what a sentence does to the rule that speaks: the fitted model's part in a judgement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import exp, log
from operator import itemgetter
from typing import Literal, NamedTuple

import msgspec

from vmdojo.grading.acts import Acts, shipped_acts
from vmdojo.grading.automaton import Hit
from vmdojo.grading.kept import kept
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.reading import RUN_ON, Reading
from vmdojo.grading.rubric_files import shipped_as

PLAIN = 8
"""Terms of a sentence up to which it does one thing."""
SHORTEST = 3
"""Terms below which a sentence is not read for what it does."""
BACK = "a call back"
TAKEN_FOR_GRANTED = "a commitment taken for granted"
"""The name of an ask that is not asked."""
ANY = "a commitment"
"""What somebody asks for who asks for much in words of no list."""
WHOLE = "the whole relationship"
"""What somebody asks for who asks for everything in words of no list."""
ASKS = (
    ("ask_total", WHOLE, 9, -0.2),
    ("ask_big", ANY, 8, 0.75),
    ("presume", TAKEN_FOR_GRANTED, 8, 0.75),
    ("ask_meeting", "a short meeting", 6, 0.7),
    ("ask_callback", BACK, 5, 1.0),
)
"""Acts that ask, largest first: the ask's name, its size, and the log-odds from which it counts. A commitment counts
by the odds that a sentence asks for one or for the whole relationship: words that leave open which still ask much."""
MEETING = 1.0
"""Log-odds from which a sentence that asks for a meeting at least as likely as for a commitment asks for no more."""
COMMITMENT = 8
"""Size of such an ask; only the whole relationship is more."""
LEAD = 0.7
"""By how much an ask must be likelier than a plain statement."""
BEYOND_WORDS = 2.0
"""Log-odds from which no phrase in the sentence makes a fault innocent: "think twice before you ignore this"."""
UNCAPPED = 0.99
"""How much counts of a fault that only the model hears, sure of it but not beyond doubt: all its points and no cap."""
LOUD = 1.0
"""Log-odds of a fault from which what explains it innocently must be likelier by ``outdone``."""
NUMBER_TERMS = 7
"""Terms of a sentence with a phone number that need not ask for anything."""
SUBSTANCE = 6.5
"""Rarity (see ``meaning.py``) of a word that not every talk holds: the seven hundred commonest lie below."""
HURTS, HURTING = ("insult", "threat", "guilt"), 0.0
"""Acts that hurt or frighten, and the log-odds from which nothing in their sentence is an insight."""
TELLS = ("told", "noticed", "proof")
IDLE_TALK = -4.0
"""Log-odds of each act that tells or gives, below which a sentence tells nothing."""
NO_ASK, NO_MARRIAGE = -3.0, -4.0
"""Log-odds below which words that look like a commitment, a request or a meeting ask for none, and below which words
that look like a whole relationship do."""
OWN_DOING = 0.3
"""Log-odds from which a caller who asks to do something himself ("May I ...?") asks for a commitment by it."""
TAKEN = -1.0
"""Log-odds from which a sentence takes a commitment for granted, and so asks for it: "just sign what I send you"."""
SETTLED = 6
"""Terms of a sentence up to which a listed ask is a set phrase, known better by its list than by its shape."""


class ActRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """From which likelihood an act speaks for a rule."""

    name: str
    tags: tuple[str, ...]
    likely: float
    """Log-odds from which a fault counts by half."""
    sure: float
    """Log-odds from which it counts in full."""
    beyond: float = 1.0
    """How far above ``sure`` it is beyond doubt, and may hold the whole total."""
    unless: tuple[str, ...] = ()
    """Acts that, as likely or likelier, explain the words innocently."""
    outdone: float = 0.0
    """By how much they must be likelier where the fault is loud: a true fact excuses no sneer behind it."""
    unless_said: tuple[str, ...] = ()
    """Rules whose phrases, in the same sentence, explain the words innocently."""
    plain: tuple[str, ...] = ()
    """Words with which a short sentence is another rule's: one plain "sorry" is one fault."""
    needs: tuple[str, ...] = ()
    """Words of which the sentence must hold one."""
    needs_till: float | None = None
    """Log-odds from which it need not: then the sentence as a whole leaves no doubt."""
    short: float | None = None
    """Log-odds from which a short sentence counts, where that is more than for a long one."""
    part: float | None = None
    """Log-odds from which a clause by itself counts by half; None where clauses are not looked at."""
    part_sure: float = 99.0
    """Log-odds from which a clause counts in full."""
    doubt: float | None = None
    """Log-odds below which words that are listed for the rule count by half and cap nothing."""
    substance: bool = False
    """Whether the sentence must hold a word that not every talk holds, or a number."""
    helped_by: tuple[str, ...] = ()
    """Words of which one makes less likelihood do."""
    helped: float | None = None
    """Log-odds from which a sentence with one of them counts by half."""
    twice: float | None = None
    """Log-odds from which two sentences running count by half where neither does alone."""
    beyond_a_number: bool = False
    """Whether it must say more than where the caller can be reached."""


class _ActFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    format: Literal[1]
    act: tuple[ActRule, ...]


@lru_cache(maxsize=1)
def act_rules() -> tuple[ActRule, ...]:
    """Which act speaks for which rule."""
    held: _ActFile = kept("acting", _ActFile, lambda: shipped_as("acts.toml", _ActFile))
    return held.act


class Doing(msgspec.Struct, frozen=True, gc=False):
    """What the sentences of a message do."""

    acts: Acts
    odds: list[tuple[float, ...] | None]
    """For each sentence the log-odds of each act, None where it is too short."""
    clauses: list[tuple[range, tuple[float, ...]]]
    """The clauses that were read by themselves (``clauses.py``), as terms, with the same of each."""

    def of(self, sentence: int, act: str) -> float:
        """Log-odds that a sentence does something; far below zero where it is too short to tell."""
        odds = self.odds[sentence]
        return -99.0 if odds is None else odds[self.acts.at[act]]


def doing(reading: Reading) -> Doing:
    acts = shipped_acts()
    return Doing(acts, acts.read(reading, SHORTEST), [])


class Told(msgspec.Struct, frozen=True, gc=False):
    """A rule that an act speaks for, and how much of it counts (0-1)."""

    hit: Hit
    share: float


def hurting(done: Doing) -> set[int]:
    """Sentences that most likely hurt or frighten, also where it is too little to be called a fault."""
    hurts, tells = _hurting(done.acts)
    return {
        sentence
        for sentence, odds in enumerate(done.odds)
        if odds is not None and (worst := max(hurts(odds))) >= HURTING and worst > max(tells(odds)) - LEAD
    }


def told(reading: Reading, done: Doing, tagged: Mapping[str, Sequence[Hit]]) -> Iterator[Told]:
    """What the acts say of each sentence, where no phrase of the same rule has said it."""
    rules, likely = _numbered(done.acts)
    spoken = [
        (place, sentence)
        for sentence, odds in enumerate(done.odds)
        if odds is not None
        for at, least, place in likely
        if odds[at] >= least
    ]
    spoken.sort()
    rarity = shipped_meaning().rarity
    spelt = Spelt(reading.sentence, tagged)
    for place, sentence in spoken:
        rule, at, innocent, needs, plain, helped_by = rules[place]
        odds = done.odds[sentence] or ()
        likelihood = odds[at]
        if likelihood < rule.likely and helped_by.isdisjoint(reading.sayings[sentence][0]):
            continue
        outdone = rule.outdone if likelihood >= LOUD else 0.0
        if innocent is not None and max(innocent(odds)) >= likelihood + outdone:
            continue
        silent = [tag for tag in rule.tags if tag not in tagged or sentence not in spelt[tag]]
        if not silent:
            continue
        span, said = reading.spans[sentence], reading.sayings[sentence][0]
        if needs and needs.isdisjoint(said) and (rule.needs_till is None or likelihood < rule.needs_till):
            continue
        if likelihood < BEYOND_WORDS and any(sentence in spelt[tag] for tag in rule.unless_said if tag in tagged):
            continue
        if rule.beyond_a_number and only_a_number(reading, span):
            continue
        if rule.substance and not any(reading.kinds[at] or rarity(reading.stems[at]) >= SUBSTANCE for at in span):
            continue
        if len(span) <= PLAIN and (
            (plain and not plain.isdisjoint(said)) or (rule.short is not None and likelihood < rule.short)
        ):
            continue
        share = 1.0 if likelihood >= rule.sure + rule.beyond else UNCAPPED if likelihood >= rule.sure else 0.5
        for tag in silent:
            yield Told(Hit(tag, span.start, span.stop), share)


def told_twice(reading: Reading, done: Doing, tagged: Mapping[str, Sequence[Hit]]) -> Iterator[Told]:
    """What two sentences running do between them: "There is also a pressing item. I shall explain it when you ring"."""
    spelt = Spelt(reading.sentence, tagged)
    for place, least in _twice(done.acts):
        rule, at, innocent, *_ = _numbered(done.acts).rules[place]
        before = -1
        for sentence, odds in enumerate(done.odds):
            if odds is None or odds[at] < least or (innocent is not None and max(innocent(odds)) >= odds[at]):
                continue
            if before == sentence - 1 >= 0:
                for tag in rule.tags:
                    if tag in tagged and not spelt[tag].isdisjoint((before, sentence)):
                        continue
                    yield Told(Hit(tag, reading.first_of[before], reading.spans[sentence].stop), 0.5)
            before = sentence


class Spelt(dict[str, frozenset[int]]):
    """For a tag the sentences in which its phrases stand, found when one first asks."""

    def __init__(self, sentences: Sequence[int], tagged: Mapping[str, Sequence[Hit]]) -> None:
        super().__init__()
        self._sentences, self._tagged = sentences, tagged

    def __missing__(self, tag: str) -> frozenset[int]:
        found = self[tag] = frozenset([self._sentences[hit.first] for hit in self._tagged[tag]])
        return found


def doubted(reading: Reading, done: Doing, tagged: Mapping[str, Sequence[Hit]]) -> Iterator[Told]:
    """Listed words that the sentence around them most likely does not mean so: "I've rung a few times, and my guess
    is it's sorted" reproaches nobody."""
    for tag, doubt, acts in _doubting(done.acts):
        for hit in tagged.get(tag, ()):
            sentence = reading.sentence[hit.first]
            odds = done.odds[sentence]
            if shapely(reading, sentence) and (odds is None or max(acts(odds)) < doubt):
                yield Told(hit, 0.5)


def tells_nothing(reading: Reading, done: Doing, sentence: int) -> bool:
    """Whether words that sound like an insight most likely tell nothing: "but that's another story"."""
    odds = done.odds[sentence]
    if odds is None or not shapely(reading, sentence):
        return False
    at = done.acts.at
    return odds[at["gift"]] < IDLE_TALK and max(_hurting(done.acts)[1](odds)) < IDLE_TALK


Some = Callable[[tuple[float, ...]], tuple[float, ...]]
"""Takes from the log-odds of all acts those of some."""


class _Speaker(NamedTuple):
    """A rule with the place of its act, and with its words as sets."""

    rule: ActRule
    at: int
    innocent: Some | None
    """Takes from the log-odds of all acts those that excuse its own."""
    needs: frozenset[str]
    plain: frozenset[str]
    helped_by: frozenset[str]


class _Numbered(NamedTuple):
    """The rules of the acts by the places that acts have."""

    rules: tuple[_Speaker, ...]
    likely: tuple[tuple[int, float, int], ...]
    """For each rule the place of its act, the log-odds from which it may speak, and its own place."""


@lru_cache(maxsize=4)
def _numbered(acts: Acts) -> _Numbered:
    at = acts.at
    rules = tuple(
        _Speaker(
            rule,
            at[rule.name],
            _some(acts, rule.unless),
            frozenset(rule.needs),
            frozenset(rule.plain),
            frozenset(rule.helped_by),
        )
        for rule in act_rules()
    )
    least = [rule.likely if rule.helped is None else rule.helped for rule in act_rules()]
    return _Numbered(rules, tuple((one.at, least[place], place) for place, one in enumerate(rules)))


@lru_cache(maxsize=4)
def _twice(acts: Acts) -> tuple[tuple[int, float], ...]:
    """The rules that two sentences running may speak for, by place, and from which log-odds."""
    return tuple(
        (place, one.rule.twice) for place, one in enumerate(_numbered(acts).rules) if one.rule.twice is not None
    )


def _some(acts: Acts, names: Sequence[str]) -> Some | None:
    """What takes from the log-odds of all acts those of some; None where there is none."""
    if not names:
        return None
    # One alone would come without its tuple: it is taken twice.
    return itemgetter(*[acts.at[name] for name in (names if len(names) > 1 else (*names, *names))])


@lru_cache(maxsize=4)
def _doubting(acts: Acts) -> tuple[tuple[str, float, Some], ...]:
    """The tags of which the acts may doubt a phrase, below which log-odds they do, and of which acts."""
    return tuple(
        (tag, rule.doubt, itemgetter(*[acts.at[act] for act in (rule.name, *HURTS)]))
        for rule in act_rules()
        if rule.doubt is not None
        for tag in rule.tags
    )


@lru_cache(maxsize=4)
def _hurting(acts: Acts) -> tuple[Some, Some]:
    """What takes from the log-odds of all acts those that hurt, and those that tell."""
    return itemgetter(*[acts.at[act] for act in HURTS]), itemgetter(*[acts.at[act] for act in TELLS])


def either(one: float, two: float) -> float:
    """Log-odds that one of two things is the case, by the log-odds of each."""
    return log(exp(one) + exp(two) + exp(one + two))


def asks_nothing_big(done: Doing, sentence: int, size: int = COMMITMENT) -> bool:
    """Whether words that look like a request, or like an ask of a ``size``, most likely ask for no commitment."""
    least = NO_ASK if size <= COMMITMENT else NO_MARRIAGE
    odds = done.odds[sentence]
    if odds is None:
        return True
    at = done.acts.at
    total, big = odds[at["ask_total"]], odds[at["ask_big"]]
    if max(total, big) < least - 2.0:
        return True  # nearly every sentence: the odds of either are at most three times those of the likelier
    return either(total, big) < least


def only_a_number(reading: Reading, span: range) -> bool:
    """Whether a sentence says little more than where the caller can be reached."""
    return len(span) <= NUMBER_TERMS and any(reading.kinds[at] == "#phone" for at in span)


def only_tells(done: Doing, sentence: int) -> bool:
    """Whether a sentence most likely tells something, and asks for neither a meeting nor more."""
    if max([done.of(sentence, act) for act in TELLS]) <= 0.0:
        return False
    return max(asks_much(done, sentence), done.of(sentence, "ask_meeting"), done.of(sentence, "presume")) < NO_ASK


def asks_much(done: Doing, sentence: int) -> float:
    """Log-odds that a sentence asks for a commitment or for the whole relationship."""
    return either(done.of(sentence, "ask_total"), done.of(sentence, "ask_big"))


def shapely(reading: Reading, sentence: int) -> bool:
    """Whether a sentence is neither so short nor so long that its shape says little of what it asks for."""
    return SETTLED < len(reading.spans[sentence]) < RUN_ON
