"""Words by the part they play in talk: greetings, titles, what stands around a name, around a list (``talk.toml``)."""

from functools import lru_cache
from typing import Literal

import msgspec

from vmdojo.grading.kept import kept
from vmdojo.grading.rubric_files import shipped_as


class Talk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it lies on disk; what each list means stands in it."""

    format: Literal[1]
    greetings: frozenset[str]
    honours: frozenset[str]
    titles: frozenset[str]
    not_names: frozenset[str]
    particles: frozenset[str]
    here: frozenset[str]
    joins_firm: frozenset[str]
    after_firm: frozenset[str]
    no_caller: frozenset[str]
    works: frozenset[str]
    firm_words: frozenset[str]
    company_words: frozenset[str]
    shows: frozenset[str]
    articles: frozenset[str]
    joins: frozenset[str]
    no_thing: frozenset[str]
    clause_words: frozenset[str]
    days: frozenset[str]
    errands: frozenset[str]
    before_errand: frozenset[str]
    seems: frozenset[str]
    of_calls: frozenset[str]
    of_everyone: frozenset[str]
    of_ours: frozenset[str]
    gaps: frozenset[str]
    gap_phrases: tuple[str, ...]
    craft: frozenset[str]
    everyday_letters: frozenset[str]
    marking: frozenset[str]
    owners: frozenset[str]
    opposites: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def shipped_talk() -> Talk:
    """The words that vmdojo ships."""
    return kept("talk", Talk, lambda: shipped_as("talk.toml", Talk))
