"""Sentences made shorter: words, clauses or the fault's own piece cut so that what remains still stands.

No parser: rules that say no when in doubt. A sentence that cannot be trimmed safely is cut whole or left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vmdojo.coaching.bank import Bank, little
from vmdojo.message.late import late

Span = tuple[int, int]

_WORD = late(r"[^\W_]+(?:['’.-][^\W_]+)*")
_JOINS = little("joins")
_BAD_START = little("bad_start")
_BAD_END = little("bad_end")
_VERBS = little("verbs")
_STARTS = little("starts")
_ASKING = little("asking")
_SUBJECT = r"(?:i|we|you|they|it|he|she|there|that|this|then|if|please|can|could|would|let|just)"
_SPLIT = late(
    rf"\s*[;:]\s+|,\s+|\s+[–—-]+\s+|\s*\((?=\S)|\)\s*|\s+(?=(?:and|but|so|because|or|plus)\s+{_SUBJECT}(?:\b|['’]))",
    re.IGNORECASE,
)
_SHORT = late(r"(?:^|\s)(?:\w+['’](?:s|m|re|ve|ll|d)|\w+n['’]t)\b", re.IGNORECASE)
_ALONE = (
    "congratulations",
    "congrats",
    "thanks",
    "thank",
    "hi",
    "hello",
    "good",
    "morning",
    "afternoon",
    "dear",
    "hey",
)
_BE = ("is", "are", "was", "so", "very", "that's", "it's", "really", "be")
_BREATHS = frozenset(("um", "uh", "er", "erm", "hmm", "like", "you know", "i mean"))
_LEFT_OUT = late(r"\s+([,.;:?!])")


def words_of(text: str) -> list[str]:
    """Its words, small, apostrophes straight."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def stands(text: str, *, opening: bool = False) -> bool:
    """Whether a sentence can stand by itself, as far as simple rules can tell. An ``opening`` may lack a verb."""
    words = words_of(text)
    bad_end = words[-1:] and words[-1] in _BAD_END and not text.rstrip(" .,;!").endswith(" May")
    if len(words) < 2 or bad_end or text.count("(") != text.count(")"):
        return False
    if text.rstrip().endswith("?") and words[0] in _ASKING:
        return True
    if words[0] in _BAD_START and not (words[0] in ("if", "when", "since", "as", "after", "before") and "," in text):
        return False
    if '"' in text and text.count('"') % 2:
        return False
    if words[0] in _ALONE:
        return True
    if opening:
        return len(words) > 2 or _SHORT.search(text) is not None
    if words[0].endswith("ing") and words[0] not in ("during", "nothing", "something", "anything", "everything"):
        return False
    return bool(_SHORT.search(text)) or any(word in _VERBS for word in words)


def without_clauses(sentence: str, faults: Sequence[Span], *, opening: bool = False) -> str | None:
    """A sentence without the clauses that hold any of the spans, or None where nothing sound is left."""
    pieces: list[tuple[int, int, str]] = []  # start, end, the mark before it
    at, mark = 0, ""
    for match in _SPLIT.finditer(sentence):
        if match.start() > at:
            pieces.append((at, match.start(), mark))
            mark = match.group()
        at = match.end()
    pieces.append((at, len(sentence), mark))
    if len(pieces) < 2 or any("(" in mark or ")" in mark for _, _, mark in pieces):
        return None
    keep = [not any(start < b and a < end for a, b in faults) for start, end, _ in pieces]
    if all(keep) or not any(keep):
        return None
    for index in range(1, len(pieces)):
        first = words_of(sentence[pieces[index][0] : pieces[index][1]])[:1]
        if keep[index] and not keep[index - 1] and first and first[0] in _BAD_START | {"and", "or"} and index > 1:
            return None  # "..., which helps" without what helps
        if not keep[index] and keep[index - 1]:
            before = words_of(sentence[pieces[index - 1][0] : pieces[index - 1][1]])
            if before and before[0] in ("if", "when", "because", "since", "while", "although", "as"):
                return None
        if keep[index] and ":" in pieces[index][2] and not keep[index - 1]:
            return None
    for index, (start, end, mark) in enumerate(pieces):
        begins = words_of(sentence[start:end])[:1]
        after_gap = index > 0 and keep[index] and not keep[index - 1]
        starts = bool(begins) and (
            begins[0] in _STARTS
            or begins[0].endswith("ing")
            or sentence[start].isupper()
            or _SHORT.match(sentence[start:end]) is not None
        )
        if index > 0 and "," in mark and (not keep[index] or after_gap) and not starts:
            return None  # a comma between adjectives or in a list parts no clauses
        if (
            keep[index]
            and index < len(pieces) - 1
            and words_of(sentence[start:end])[-1:]
            and (words_of(sentence[start:end])[-1] in _BAD_END)
        ):
            return None
    kept = [piece for piece, stays in zip(pieces, keep, strict=True) if stays]
    text = ""
    for start, end, mark in kept:
        text += (mark if text else "") + sentence[start:end]
    return _finished(text, sentence, opening)


def without_words(sentence: str, faults: Sequence[Span], bank: Bank, *, opening: bool = False) -> str | None:
    """A sentence without words that may go, or None where one of them may not."""
    for start, end in faults:
        said = " ".join(words_of(sentence[start:end]))
        before, after = sentence[:start].rstrip(), sentence[end:].lstrip()
        edge = not before or before[-1] in ",;:-–—" or not after or after[0] in ",;:.?!-–—"
        if said in bank.cut.loose:
            if not edge:
                return None
        elif said in bank.cut.words:
            continue
        elif said in bank.cut.adjectives:
            previous = words_of(before)[-1:]
            if after[:1] in ",.;:?!" or words_of(after)[:1] in (["and"], ["or"], ["in"], ["to"], ["for"]) or not after:
                return None
            if previous and previous[0] in _BE:
                return None
        else:
            return None
    text = sentence
    for start, end in sorted(faults, reverse=True):
        before, after = text[:start], text[end:]
        if " ".join(words_of(text[start:end])) in _BREATHS and before.rstrip()[-1:] == "," and after[:1] == ",":
            before, after = before.rstrip()[:-1], ("," if _parted(before, after) else "") + after[1:]
        text = _article(before, after) + after
    return _finished(text, sentence, opening)


def _parted(before: str, after: str) -> bool:
    """Whether a breath between two commas stood where one comma belongs: behind a greeting, or between clauses."""
    said, follows = words_of(before), words_of(after)[:1]
    if not said or said[-1] in _BAD_END or not follows:
        return False
    return (said[0] in _ALONE and 2 <= len(said) <= 3) or follows[0] in _STARTS | _JOINS


def _article(before: str, after: str) -> str:
    """``before`` with its last "an" or "a" as the word that now follows wants it."""
    match = re.search(r"\b(an?)\s+$", before, re.IGNORECASE)
    follows = words_of(after)[:1]
    if match is None or not follows:
        return before
    kept = match.group(1)[0] + ("n" if follows[0][0] in "aeio" or follows[0] in ("hour", "honest") else "")
    return before[: match.start()] + kept + " "


def _finished(text: str, sentence: str, opening: bool) -> str | None:
    """Spaces and commas mended, a capital first and the mark last; None where it does not stand."""
    text = " ".join(text.split())
    text = _LEFT_OUT.sub(r"\1", text)
    text = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)
    text = re.sub(r"[,;:]\s*([.?!])", r"\1", text).strip(" ,;:-–—")
    while True:
        first = words_of(text)[:1]
        if not first or first[0] not in _JOINS:
            break
        text = text[len(_WORD.search(text).group()) :].lstrip(" ,")  # type: ignore[union-attr]  # words_of found one
    if not text:
        return None
    closing = sentence.rstrip()[-1:]
    if closing in ".?!" and text[-1] not in ".?!":
        asks = closing == "?" and bool(words_of(text)) and _asks(text)
        text += "?" if asks else "." if closing == "?" else closing
    elif text.endswith("?") and not _asks(text):
        return None
    text = text[:1].upper() + text[1:]
    if text == " ".join(sentence.split()) or not stands(text, opening=opening):
        return None
    return text


def _asks(text: str) -> bool:
    clauses = [words_of(part)[:1] for part in re.split(r"[,;:]", text)]
    return any(first and first[0] in _ASKING for first in clauses)


def swapped(sentence: str, faults: Sequence[Span], bank: Bank) -> str | None:
    """A sentence with worn words changed for plain ones, or None where the bank has none for one of them."""
    said = [" ".join(words_of(sentence[start:end])) for start, end in faults]
    if len(set(said)) < len(said):
        return None  # "YO YO YO" is no greeting to be made plain
    text = sentence
    for start, end in sorted(faults, reverse=True):
        plain = bank.swap.get(" ".join(words_of(sentence[start:end])))
        if plain is None:
            return None
        if sentence[start].isupper() or start == 0:
            plain = plain[:1].upper() + plain[1:]
        text = text[:start] + plain + text[end:]
    return text if text != sentence else None
