"""Little words by the part they play in asking (``request.toml``)."""

from functools import lru_cache
from typing import Literal

import msgspec

from vmdojo.grading.kept import kept
from vmdojo.grading.rubric_files import shipped_as


class AskingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it lies on disk; what each list means stands in it."""

    format: Literal[1]
    ours: frozenset[str]
    firm: frozenset[str]
    behind_a_verb: frozenset[str]
    duty: frozenset[str]
    duty_to: frozenset[str]
    duty_known: frozenset[str]
    person: frozenset[str]
    opens_question: frozenset[str]
    skip: frozenset[str]
    no_verb: frozenset[str]
    asks_what: frozenset[str]
    auxiliary: frozenset[str]
    joins: frozenset[str]
    soft: frozenset[str]
    pronoun: frozenset[str]
    modal: frozenset[str]
    theirs: frozenset[str]
    scheduling: frozenset[str]
    either: frozenset[str]
    caller: frozenset[str]


@lru_cache(maxsize=1)
def asking_words() -> AskingWords:
    """The words that vmdojo ships."""
    return kept("request", AskingWords, lambda: shipped_as("request.toml", AskingWords))
