"""Parts of notes as they stand in a subject or inside a sentence of the call sheet."""

from __future__ import annotations

import re

THEM = re.compile(r"\b(?:she|her|hers|herself|he|him|his|himself|they|them|their|theirs)\b", re.IGNORECASE)
"""Speaks of the buyer to somebody else: no words for the buyer's own inbox."""
_CLAUSE = re.compile(r"[,;:–—.(]\s|\s-\s|\s(?:and|which|so|because|but|while|who)\s", re.IGNORECASE)
_FEW = 6
_REPORTS = re.compile(
    r"^(\S+(?:\s\S+){1,3})\s(?:opens|opened|starts|started|begins|closes|closed|moves|moved|goes live|is|are|was|were)"
    r"(?=\s(?:in|at|on|from|by|to|next|this)\s)",
    re.IGNORECASE,
)
"""Who or what, and a verb before a place or a time: "Second cold store opens in Reno"."""
_TRAILING = frozenset("a an the of in on at to for with and or by from as is are was were that than into over".split())
_SMALL = frozenset(
    "a an the their your new one two three four second first third late last since every no some".split()
)


def clause(text: str, most: int) -> str:
    """The first of a note that fits and speaks of nobody in the third person; empty where there is none such."""
    text = " ".join(text.split()).rstrip(".!? ")
    ends = [len(text), *sorted((found.start() for found in _CLAUSE.finditer(text)), reverse=True)]
    for end in ends:
        part = text[:end].strip()
        if part and len(part) <= most and not THEM.search(part):
            return part
    words = text[: text.rfind(" ", 0, most + 1) if len(text) > most else len(text)].split()
    spoken = next((at for at, word in enumerate(words) if THEM.search(word)), len(words))
    words = words[:spoken]
    while words and words[-1].lower().strip(",;:") in _TRAILING:
        words.pop()
    return " ".join(words).rstrip(",;:") if len(words) >= 2 else ""


def few(text: str) -> str:
    """A note as one would head an email with it: a few words, without the verb that makes it a report."""
    words = _REPORTS.sub(r"\1", text, count=1).split()[:_FEW]
    while len(words) > 2 and words[-1].lower().strip(",;:") in _TRAILING:
        words.pop()
    return " ".join(words).rstrip(",;:")


def headline(text: str, most: int) -> str:
    """A subject of at most so many characters, cut between words where there is a space."""
    text = " ".join(text.split()).strip(" .,;:")
    if len(text) > most:
        text = text[: text.rfind(" ", 0, most + 1)].rstrip(" ,;:") if " " in text[: most + 1] else text[:most]
    return upper(text)


def upper(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """A note inside a sentence: a capital goes unless the word is a name or short for something."""
    first = text.split(" ", 1)[0]
    common = first[:1].isupper() and first[1:].islower() and first.lower() in _SMALL
    return text[:1].lower() + text[1:] if common else text
