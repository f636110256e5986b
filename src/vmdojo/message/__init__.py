"""Text into a :class:`Message`: words with exact places, sentences, and the second at which each word sounds."""

from __future__ import annotations

from vmdojo.message.folding import fold
from vmdojo.message.model import Message, Pace, Sentence, Word, WordKind
from vmdojo.message.reader import parse
from vmdojo.message.reading import spoken

__all__ = ["Message", "Pace", "Sentence", "Word", "WordKind", "fold", "parse", "spoken"]
