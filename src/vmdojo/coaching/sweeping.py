"""Edits that go through a whole message: a run-on unwound into sentences, a plea taken out wherever it stands.

All words are the player's own. Where what is left would not stand, there is no edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vmdojo.coaching import trim
from vmdojo.coaching.bank import little
from vmdojo.coaching.scene import GREETS, Scene, lost_number, opens
from vmdojo.grading.model import Finding
from vmdojo.message.model import Sentence

_FILLERS = 5
"""Fillers of a run-on sentence that are worth taking out together."""
_LONGEST_UNWOUND = 34
"""Words of a sentence of which one can still be said to be unwound."""
_TANGLED = ("structure.restarts", "structure.padding", "structure.repeated", "sense.repetition", "sense.circular")
"""Faults that stay when the fillers go: behind such a fault nothing is kept."""
_LIGHT = 0.3
"""Points of a fault that a swept message may keep."""
_MOST_SWEPT = 14
"""Sentences that are swept; a longer message is cut, not swept."""
_STRANDED = ("for", "with", "about", "to", "on")
_SPOKEN = 6
"""Digits in a row that are a telephone number."""
_DIGITS = frozenset("oh zero one two three four five six seven eight nine double triple".split())


class Swept(NamedTuple):
    """What is left of a message, from the first sentence that changes to the last."""

    first: int
    last: int
    text: str
    worst: Finding
    asks: bool


# -- a run-on ------------------------------------------------------------------------------------------------------


def unwound(scene: Scene, sentence: Sentence, opening: bool) -> tuple[str, Finding] | None:
    """A run-on sentence as several, parted where a filler stood between two clauses, and the first of its fillers.

    None where a piece would not stand, or where what is left would ramble on without its "um"s.
    """
    inside = [f for f in scene.grade.findings if f.end > f.start and sentence.start <= f.start < sentence.end]
    fillers = sorted((f for f in inside if f.rule == "tone.fillers"), key=lambda f: f.start)
    if len(fillers) < _FILLERS or any(f.rule in _TANGLED and f.points < 0.0 for f in inside if f.kind == "fault"):
        return None
    said = _pieces(scene.message.text, sentence, fillers)
    parted = _parted(said, opening)
    return None if parted is None else (parted, fillers[0])


def _pieces(text: str, sentence: Sentence, fillers: Sequence[Finding]) -> list[list[str]]:
    """The words between the fillers; small words that only lead from one to the next go with them."""
    found: list[list[str]] = []
    at = sentence.start
    for filler in fillers:
        if filler.start >= at:
            found.append(text[at : filler.start].split())
            at = min(filler.end, sentence.end)
    last = text[at : sentence.end].split()
    spoken = next((n for n in range(len(last)) if len(last) - n >= _SPOKEN and all(map(_digit, last[n:]))), len(last))
    found += [last[:spoken], last[spoken:]]
    return [piece for piece in found if piece]


def _digit(word: str) -> bool:
    bare = _bare(word)
    return bare in _DIGITS or bare.replace("-", "").isdigit()


def _parted(pieces: Sequence[list[str]], opening: bool) -> str | None:
    sentences: list[list[str]] = []
    for piece in pieces:
        begins = [word for word in piece if _bare(word) not in little("joins")][:1]
        starts = bool(begins) and _bare(begins[0]) in little("clause")
        digits = all(map(_digit, piece))
        if sentences and (digits or starts) and _stands(_ended(sentences[-1]), opening and len(sentences) == 1):
            sentences[-1] = _ended(sentences[-1])
            sentences.append(piece if digits else piece[piece.index(begins[0]) :])
        elif sentences:
            sentences[-1].extend(piece)
        else:
            sentences.append(list(piece))
    if len(sentences) < 2:
        return None
    lines: list[str] = []
    for index, words in enumerate(sentences):
        words = _ended(words)
        digits = all(map(_digit, words))
        if not words or len(words) > _LONGEST_UNWOUND or not (digits or _stands(words, opening and index == 0)):
            return None
        line = " ".join("I" if word == "i" else word for word in words).strip(" ,;:-–—")
        asks = _bare(words[0]) in little("asking")
        lines.append(f"{line[:1].upper()}{line[1:].rstrip('.?!')}{'?' if asks else '.'}")
    return " ".join(lines)


def _ended(words: Sequence[str]) -> list[str]:
    """Words without the "and so" that would have led on."""
    kept = list(words)
    while not all(map(_digit, kept)) and kept and _bare(kept[-1]) in little("joins"):
        kept.pop()
    return kept


def _stands(words: Sequence[str], opening: bool) -> bool:
    if len(words) > 1 and _bare(words[-1]) in _STRANDED and {"that", "what", "which"} & {_bare(w) for w in words}:
        words = words[:-1]  # "an hour that nobody pays for"
    mark = "?" if words and _bare(words[0]) in little("asking") else ""
    return trim.stands(" ".join(words).strip(" ,;:") + mark, opening=opening)


def _bare(word: str) -> str:
    return word.strip(".,;:?!").lower().replace("’", "'")


# -- a message -----------------------------------------------------------------------------------------------------


def swept(scene: Scene) -> Iterator[Swept]:
    """The message with every faulty sentence mended or gone, where more than one changes."""
    sentences = scene.message.sentences
    if not 2 <= len(sentences) <= _MOST_SWEPT:
        return
    kept: list[str] = []
    changed: list[int] = []
    for index, sentence in enumerate(sentences):
        text = " ".join(scene.message.text[sentence.start : sentence.end].split())
        mended = _mended(scene, index, text)
        if mended is None:
            return
        if mended != text:
            changed.append(index)
        kept.append(mended)
    if len(changed) < 2:
        return
    first, last = changed[0], changed[-1] + 1
    text = " ".join(part for part in kept[first:last] if part)
    number = lost_number(scene, sentences[first].start, sentences[last - 1].end)
    if number and number.rstrip(".") not in text:
        text = f"{text} {number}".strip()
    if not any(part and not opens(scene, index) and len(trim.words_of(part)) >= 4 for index, part in enumerate(kept)):
        return  # nothing said is left
    faults = [
        f
        for f in scene.grade.findings
        if f.kind == "fault" and f.end > f.start and sentences[first].start <= f.start < sentences[last - 1].end
    ]
    if faults and text:
        worst = min(faults, key=lambda f: (f.points, f.start))
        yield Swept(first, last, text, worst, any(part.endswith("?") for part in kept))


def _mended(scene: Scene, index: int, text: str) -> str | None:
    """A sentence without its faults: as it stands, shorter, or empty; None where its names would go with it."""
    sentence = scene.message.sentences[index]
    capped = {cap.rule for cap in scene.grade.caps}
    faults = [
        f
        for f in scene.grade.findings
        if f.kind == "fault"
        and f.end > f.start
        and sentence.start <= f.start < sentence.end
        and not f.rule.startswith("identity.")
        and (f.points < -_LIGHT or f.rule in capped)
    ]
    if not faults:
        return text if text[-1:] in ".?!" else f"{text}."
    opening = opens(scene, index)
    if not opening and any(f.rule.startswith("ask.") for f in faults):
        return ""
    raw = scene.message.text[sentence.start : sentence.end]
    spans = [(f.start - sentence.start, min(f.end, sentence.end) - sentence.start) for f in faults]
    apart = [span for at, span in enumerate(sorted(spans)) if not at or span[0] >= sorted(spans)[at - 1][1]]
    for found in (
        trim.without_words(raw, apart, scene.bank, opening=opening),
        trim.swapped(raw, apart, scene.bank),
        trim.without_clauses(raw, spans, opening=opening),
    ):
        if found is not None and (opening or len(trim.words_of(found)) >= 5):
            return found
    if opening:
        return _hail(text)
    return ""


def _hail(text: str) -> str | None:
    """The bare hail of an opening that goes: "Hi Mr. Chaudhry."; None where who is calling would go with it."""
    if re.search(r"\b(?:this is|name is|name's|it's|i'm|from|at|with)\b", text.lower().replace("’", "'")):
        return None
    match = re.match(r"((?:[A-Z][a-z]+|[Gg]ood [a-z]+)(?: (?:(?:Mr|Mrs|Ms|Dr)\. )?[A-Z][\w'’-]+){1,2})\s*[,.!-]", text)
    if match is None or _bare(match.group(1).split()[0]) not in GREETS:
        return None
    return f"{match.group(1)}."
