"""What the judge knows of the buyer: a scenario, a caller's phrases, or nothing, in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from vmdojo.grading.filling import BuyersWords
from vmdojo.grading.matching import Index
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.reading import stem
from vmdojo.grading.relevance import Clue, make_clue, numbers_of, spoken_terms
from vmdojo.grading.rubric import Rubric
from vmdojo.grading.talk import shipped_talk
from vmdojo.message import fold
from vmdojo.scenarios.model import About, Relationship, Scenario

if TYPE_CHECKING:
    from vmdojo.grading.grounds import Grounds
    from vmdojo.grading.hushed import Hushed
    from vmdojo.grading.notes import Notes

_SENTENCES = re.compile(r"(?<=[.!?]) ")
_IF = re.compile(r"\bif\b", re.IGNORECASE)
"""Whoever a mailbox names behind an "if" is elsewhere: "if it's about pipe, that's Folasade"."""
_CAPITALISED = re.compile(r"\b[^\W\d_a-z]\w+")

_SENTENCE_END = re.compile(r"[.!?:;]\s+|\n")

WISHES = {
    "no_sales_messages": "no sales messages",
    "no_messages": "no messages at all",
    "email_only": "email, please, not voicemail",
    "no_calls": "no calls",
}


Wording = tuple[str, frozenset[str], str]
"""A sentence as it would sound read out: its longest term, each term once, and all in order with blanks around them."""


class Dossier(msgspec.Struct, frozen=True):
    """The dossier made ready for judging."""

    id: str | None
    judged: bool
    """Whether relevance can be judged."""
    relationship: Relationship
    facts: tuple[Clue, ...]
    offers: tuple[Clue, ...]
    lookup: Index
    """Facts and offers, ready to be found."""
    notes: Notes | None
    """A caller's phrases, ready to be found."""
    grounds: Grounds | None
    """What may be said of the buyer."""
    secrets: Hushed | None
    """What the player may not tell, where authors gave its wordings."""
    noted_offers: Notes | None
    """A caller's offers, ready to be found; None where authors gave their wordings."""
    knows_offers: bool
    names: frozenset[str]
    """The buyer's names without titles, folded."""
    greetable: frozenset[str]
    """Words with capitals in the mailbox's greeting: who speaks there, and by which name, may be greeted so."""
    our_company: tuple[str, ...]
    """Content words of the player's firm."""
    our_words: frozenset[str]
    """All that the player reads, folded: a name that stands there is no other firm's."""
    house: frozenset[str]
    """Stems of names and labels that stand on every dossier: both firms, the buyer, the role, the industry."""
    formal: bool
    """Whether the buyer expects formality."""
    wishes: tuple[str, ...]
    earlier: tuple[str, ...]
    samples: tuple[str, ...]
    topics: frozenset[str]
    """Stems of all that the dossier, or the caller, says of this buyer and of what is sold."""
    numbers: frozenset[str]
    """All numbers of the dossier, in figures."""
    consequences: tuple[Wording, ...]
    """What the dossier says that facts lead to."""
    wordings: tuple[Wording, ...]
    """What the player reads, sentence by sentence."""
    words: BuyersWords
    """What a rule's text may name in braces."""


NOBODY = Dossier(
    id=None,
    judged=False,
    relationship="cold",
    facts=(),
    offers=(),
    lookup=Index((), {}),
    notes=None,
    grounds=None,
    secrets=None,
    noted_offers=None,
    knows_offers=False,
    names=frozenset(),
    greetable=frozenset(),
    our_company=(),
    our_words=frozenset(),
    house=frozenset(),
    formal=False,
    wishes=(),
    earlier=(),
    samples=(),
    topics=frozenset(),
    numbers=frozenset(),
    consequences=(),
    wordings=(),
    words=BuyersWords(buyer="the buyer", buyer_full="someone else"),
)


def dossier_of(scenario: Scenario | About | None, rubric: Rubric) -> Dossier:
    """The dossier for judging; a scenario's is kept for the next message."""
    if scenario is None:
        return NOBODY
    if isinstance(scenario, About):
        return _of_about(scenario, rubric)
    kept = _kept.get((id(scenario), id(rubric)))
    if kept is None:
        if len(_kept) >= MOST_SCENARIOS:
            _kept.clear()
        kept = _kept[id(scenario), id(rubric)] = (scenario, rubric, _of_scenario(scenario, rubric))
    return kept[2]


MOST_SCENARIOS = 256
"""Dossiers that are kept."""
_kept: dict[tuple[int, int], tuple[Scenario, Rubric, Dossier]] = {}
"""The dossiers by the identities of scenario and rubric, which they hold on to: no other object can have those then.
To hash a scenario by its content at every message would cost more than to judge it."""


@lru_cache(maxsize=256)
def _of_about(about: About, rubric: Rubric) -> Dossier:
    from vmdojo.grading.grounds import Grounds  # not for a buyer of whom nothing is known
    from vmdojo.grading.notes import Notes

    facts = tuple(
        make_clue(f"about-{index + 1}", "faded" if _faded(phrase) else "phrase", (phrase,), rubric.stop, text=phrase)
        for index, phrase in enumerate(about.phrases)
    )
    return replace(
        NOBODY,
        judged=bool(about.phrases),
        relationship=about.relationship,
        facts=facts,
        notes=Notes(facts, rubric.synonyms, shipped_meaning()),
        grounds=Grounds(facts, about.phrases, rubric.synonyms, whole=False),
        topics=_topics(facts),
        numbers=frozenset().union(*(numbers_of(phrase) for phrase in about.phrases)),
        consequences=(),
        wordings=_wordings(about.phrases),
    )


FADED = 2022
"""The last year of which an honour is old news, as of 2026, when this was written: no clock decides a grade."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _faded(phrase: str) -> bool:
    """Whether a note tells of an honour of long ago: "won a regional exporter award in 2017"."""
    years = [int(year) for year in _YEAR.findall(phrase)]
    return bool(years) and max(years) <= FADED and not shipped_talk().honours.isdisjoint(spoken_terms(phrase))


WHOLE = 5
"""Facts from which a scenario tells what there is to know; a caller's own sheet is shorter."""
LEAST_WORDS = 4
"""Words of a note below which anybody might say it just so."""


def _wordings(texts: Iterable[str]) -> tuple[Wording, ...]:
    found: list[Wording] = []
    for text in texts:
        for sentence in _SENTENCE_END.split(text):
            terms = spoken_terms(sentence)
            if len(terms) >= LEAST_WORDS:
                found.append((max(terms, key=len), frozenset(terms), f" {' '.join(terms)} "))
    return tuple(found)


def _topics(clues: tuple[Clue, ...]) -> frozenset[str]:
    return frozenset(stemmed for clue in clues for cue in clue.cues for stemmed in cue.stems) | frozenset(
        stemmed for clue in clues for stemmed in clue.means
    )


def _of_scenario(scenario: Scenario, rubric: Rubric) -> Dossier:
    from vmdojo.grading.grounds import Grounds
    from vmdojo.grading.hushed import Hushed
    from vmdojo.grading.notes import Notes

    facts = tuple(
        make_clue(
            fact.id,
            fact.kind,
            fact.cues if fact.kind in ("decoy", "stale") else (*fact.cues, fact.text),
            rubric.stop,
            text=fact.text,
            means=fact.means,
            may_tell=fact.may_tell,
            why_not=fact.why_not,
        )
        for fact in scenario.fact
    )
    offers = tuple(
        make_clue(offer.id, "offer", (*offer.cues, offer.text), rubric.stop, text=offer.text)
        for offer in scenario.offer
    )
    hushed = tuple(clue for clue in facts if not clue.may_tell)
    brief, buyer = scenario.brief, scenario.buyer
    # Facts without wordings are the caller's own notes, as in a prepared call: no author foresaw how they are said.
    noted = not any(fact.cues for fact in scenario.fact)
    names = {fold(part.strip(".,")) for part in buyer.name.split()} - shipped_talk().titles
    heard = " ".join((*(part for part in _SENTENCES.split(buyer.greeting) if not _IF.search(part)), buyer.says))
    own = make_clue("own", "own", (brief.your_company,), frozenset())  # in small letters: "your company", not given
    return Dossier(
        id=scenario.id,
        judged=bool(facts),
        relationship=brief.relationship,
        facts=facts,
        offers=offers,
        lookup=Index(() if noted else (*facts, *offers), rubric.synonyms),
        notes=Notes(facts, rubric.synonyms, shipped_meaning()) if noted else None,
        # A few notes do not say all that is true of the buyer.
        grounds=Grounds(facts, _told(scenario), rubric.synonyms, whole=not noted and len(facts) >= WHOLE),
        secrets=Hushed(hushed, _open(scenario), rubric.synonyms, shipped_meaning()) if hushed and not noted else None,
        noted_offers=Notes(offers, rubric.synonyms, shipped_meaning()) if noted else None,
        # Whoever noted no offer may still have one.
        knows_offers=bool(offers) or not noted,
        # A name in small letters stands for one that nobody knows.
        names=frozenset(names) if not noted or buyer.name[:1].isupper() else frozenset(),
        greetable=frozenset(fold(word) for word in _CAPITALISED.findall(heard)),
        our_company=own.cues[0].stems if own.cues and not brief.your_company[:1].islower() else (),
        our_words=frozenset(term for text in _told(scenario) for term in spoken_terms(text)),
        house=frozenset(
            stem(term)
            for text in (brief.your_company, buyer.company, buyer.name, buyer.role, buyer.industry)
            for term in spoken_terms(text)
        ),
        formal=buyer.temperament == "formal",
        wishes=tuple(WISHES[wish] for wish in brief.wishes if wish != "no_calls"),
        earlier=tuple(touch.text for touch in scenario.earlier if touch.channel == "voicemail"),
        samples=tuple(sample.text for sample in scenario.strong),
        topics=_topics((*facts, *offers, make_clue("sold", "own", (brief.you_sell,), rubric.stop))),
        numbers=frozenset().union(
            *(numbers_of(f"{fact.text} {fact.means} {' '.join(fact.cues)}") for fact in scenario.fact),
            *(numbers_of(offer.text) for offer in scenario.offer),
            numbers_of(f"{brief.you_sell} {brief.goal}"),
            *(numbers_of(touch.text) for touch in scenario.earlier),
        ),
        consequences=_wordings(fact.means for fact in scenario.fact),
        wordings=_wordings((*(fact.text for fact in scenario.fact), brief.you_sell, brief.goal)),
        words=BuyersWords(buyer=_short_name(buyer.name), buyer_full=buyer.name),
    )


def _open(scenario: Scenario) -> frozenset[str]:
    """Stems of all that may be told."""
    brief, buyer = scenario.brief, scenario.buyer
    texts = (
        *(brief.you_sell, brief.goal, brief.your_company, buyer.role, buyer.company, buyer.name, buyer.industry),
        *(f"{fact.text} {' '.join(fact.cues)}" for fact in scenario.fact if fact.may_tell),
        *(offer.text for offer in scenario.offer),
    )
    return frozenset(stem(term) for text in texts for term in spoken_terms(text))


def _told(scenario: Scenario) -> tuple[str, ...]:
    """All that a player reads of a buyer and of what is sold."""
    brief, buyer = scenario.brief, scenario.buyer
    return (
        *(brief.you_sell, brief.goal, brief.your_company, buyer.role, buyer.company, buyer.name, buyer.greeting),
        *(buyer.says, buyer.industry, brief.today),
        *(f"{fact.text} {fact.means} {' '.join(fact.cues)}" for fact in scenario.fact),
        *(f"{offer.text} {' '.join(offer.cues)}" for offer in scenario.offer),
        *(touch.text for touch in scenario.earlier),
    )


def _short_name(name: str) -> str:
    parts = name.split()
    if parts and parts[0].rstrip(".").lower() in (
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "sister",
        "chief",
        "captain",
        "judge",
    ):
        return f"{parts[0]} {parts[-1]}"
    return parts[0] if parts else "the buyer"
