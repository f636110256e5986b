"""The coach's own words, as data: lines for the player's message, reasons, questions and praise."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from os import path

import msgspec

from vmdojo.grading.kept import kept_toml


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why something is added, and what to do."""

    why: str
    fix: str


class Cuts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that may go without hurting the sentence round them."""

    words: frozenset[str]
    loose: frozenset[str]
    adjectives: frozenset[str]


class Bank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """See ``bank.toml``."""

    format: int
    say: dict[str, tuple[str, ...]]
    swap: dict[str, str]
    cut: Cuts
    add: dict[str, Reason]
    known: dict[str, str]
    do: dict[str, str]
    ask: dict[str, str]
    praise: dict[str, str]
    habits: dict[str, str]

    def pick(self, kind: str, seed: int, used: Collection[str] = ()) -> str:
        """A line of that kind, another one for another ``seed``; one not yet ``used`` where there is one."""
        lines = self.say[kind]
        turned = [lines[(seed + step) % len(lines)] for step in range(len(lines))]
        return next((line for line in turned if line not in used), turned[0])


@lru_cache(maxsize=1)
def bank() -> Bank:
    """The shipped bank."""
    return kept_toml(path.join(path.dirname(__file__), "bank.toml"), Bank)


class _Grammar(msgspec.Struct, frozen=True):
    """See ``grammar.toml``."""

    words: dict[str, str]


@lru_cache(maxsize=1)
def _grammar() -> dict[str, frozenset[str]]:
    held = kept_toml(path.join(path.dirname(__file__), "grammar.toml"), _Grammar)
    return {name: frozenset(words.split()) for name, words in held.words.items()}


def little(name: str) -> frozenset[str]:
    """A class of little words, see ``grammar.toml``."""
    return _grammar()[name]


def is_person(word: str) -> bool:
    """Whether a word in small letters is somebody, one or many."""
    people = little("people")
    return word in people or word.removesuffix("s") in people
