"""Folding: the same words, however they were typed, become the same letters.

Two steps. :func:`resolve` removes what a reader cannot see and turns look-alikes into what they imitate; it keeps
case and remembers where each character came from. :func:`fold` is that in lower case, for comparing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from vmdojo.message.late import late
from vmdojo.message.lookalikes import BROAD, STRICT

# Characters that need nothing but a translation one to one. Everything else takes the long way.
_ODD = re.compile("[^\t\n\r -~‘’“”–—…«»\xa0£€À-ÖØ-öø-ÿ]")
_ODD_ONES = late(f"{_ODD.pattern}+")
_ONE_TO_ONE: dict[int, str] = {
    **dict.fromkeys(map(ord, "‘’‚‛′´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–−﹣－"), "-"),
    **dict.fromkeys(map(ord, "—―⸺⸻﹘"), "—"),
    **dict.fromkeys(
        map(ord, "\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
    ),
    0x2800: " ",  # the braille blank looks like a space
    **dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029"), "\n"),
}
_PLAIN = {key: value for key, value in _ONE_TO_ONE.items() if not _ODD.match(chr(key))}
_FRACTIONS = frozenset("¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞↉")
# Invisible although their category does not say so (the Unicode property Default_Ignorable_Code_Point).
_IGNORABLE = late(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
_STYLED = late("[\u1d2c-\u1d6a\u2100-\u214f\u24b6-\u24e9\uff21-\uff5a\U0001d400-\U0001d7ff\U0001f110-\U0001f149]")
_MIMICS = late(f"[{''.join(BROAD)}]")
_LETTERS = late(r"[^\W\d_]+")
_MARK_STANDIN = "\u02d0"
_FOR_COMPARING = str.maketrans({"—": "-", "…": "..."})

_DROP, _KEEP, _MARK = 0, 1, 2


class Resolved(msgspec.Struct, frozen=True):
    """A text as it reads, with the way back. ``starts``/``ends`` give, for each character, its span in the original."""

    text: str
    scan: str
    """``text`` with the combining marks of other scripts replaced by a letter, so that ``\\w`` holds words together."""
    starts: Sequence[int]
    ends: Sequence[int]
    hidden: tuple[tuple[int, int], ...]

    @property
    def moved(self) -> bool:
        """Whether any character stands elsewhere than in the original."""
        return not isinstance(self.starts, range)


def fold(text: str) -> str:
    """``text`` for comparing: NFKC, lower case, straight quotes, one dash, nothing invisible, look-alikes resolved."""
    return lower(resolve(text).text)


def lower(text: str) -> str:
    """Lower case of a resolved text, with one dash and no leftover dot of a Turkish capital."""
    return text.lower().translate(_FOR_COMPARING).replace("i\u0307", "i")


def resolve(text: str) -> Resolved:
    """Resolve invisible characters, typographic variants and look-alikes. Linear in the length of ``text``."""
    if (text.isascii() and text.isprintable()) or not _ODD.search(text):  # the first test is the quicker one
        plain = _one_break(text if text.isascii() else text.translate(_PLAIN))
        return Resolved(plain, plain, range(len(text)), range(1, len(text) + 1), ())
    return _resolve_slowly(text)


@lru_cache(maxsize=4096)
def _character(char: str) -> tuple[int, str]:
    """What becomes of one character: dropped, kept as some text, or a mark on the character before it."""
    if char in "\t\n\r":
        return _KEEP, char
    if (simple := _ONE_TO_ONE.get(ord(char))) is not None:
        return _KEEP, simple
    category = unicodedata.category(char)
    if category in ("Cc", "Cf", "Cs") or _IGNORABLE.match(char):
        return (_KEEP, " ") if "\x1c" <= char <= "\x1f" else (_DROP, "")
    if category[0] == "M":
        return _MARK, char
    if char in _FRACTIONS or char == "…":
        return _KEEP, char
    compatible = unicodedata.normalize("NFKC", char)
    if compatible == char:
        return _KEEP, char
    if char.isalnum():
        # "⑴" is one. A letter whose equivalent holds no letter stays itself, or it would fall out of every word.
        compatible = "".join(c for c in compatible if c.isalnum())
        return _KEEP, compatible or char
    if len(compatible) == 1 or compatible.isalnum() or not any(c.isalnum() for c in compatible):
        return _KEEP, compatible
    return _KEEP, char  # "℀" would become two words that share one code point


@lru_cache(maxsize=4096)
def _stays(char: str) -> bool:
    """Whether a character becomes exactly one character, whatever stands beside it, and is no trick."""
    what, value = _character(char)
    return what == _KEEP and len(value) == 1 and not _STYLED.match(char)


def _resolve_slowly(text: str) -> Resolved:
    """Take stretches whole where nothing moves, and the characters between them one by one."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    standins: list[int] = []  # places in `out` that hold a mark of another script
    hidden: list[int] = []

    def whole(start: int, end: int, stretch: Iterable[str]) -> None:
        out.extend(stretch)
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    behind = 0
    for odd in _ODD_ONES.finditer(text):
        start, end = odd.span()
        whole(behind, start, text[behind:start].translate(_PLAIN))
        behind = end
        run = odd.group()
        if all(map(_stays, set(run))):
            whole(start, end, [_character(char)[1] for char in run])
            continue
        stacked = 0
        for at, char in enumerate(run, start):
            what, value = _character(char)
            if what == _MARK and out and _takes_marks(out[-1]):
                stacked += 1
                composed = unicodedata.normalize("NFC", out[-1] + char)
                if len(composed) == 1:
                    out[-1] = composed
                    ends[-1] = at + 1
                    continue
                if _is_latin(out[-1]) or out[-1] in BROAD or out[-1].isdigit():
                    ends[-1] = at + 1
                    if unicodedata.combining(char) == 1 or stacked > 2:
                        hidden.append(at)
                    continue
                standins.append(len(out))
            elif what == _DROP:
                if _is_trick(text, at):
                    hidden.append(at)
                continue
            else:
                stacked = 0
                if _STYLED.match(char) and value.isascii() and value.isalpha():
                    hidden.append(at)
            out.extend(value)
            starts.extend([at] * len(value))
            ends.extend([at + 1] * len(value))
    whole(behind, len(text), text[behind:].translate(_PLAIN))
    _resolve_lookalikes(out, starts, hidden)
    resolved = scan = _one_break("".join(out))
    if standins:
        for place in standins:
            out[place] = _MARK_STANDIN
        scan = _one_break("".join(out))
    return Resolved(resolved, scan, starts, ends, _runs(hidden))


def _one_break(text: str) -> str:
    """Every line break as one line feed, without moving a character."""
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def _takes_marks(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def _is_latin(char: str) -> bool:
    return (char < "\u0250" or "\u1e00" <= char <= "\u1eff") and char.isalpha()


def _is_trick(text: str, at: int) -> bool:
    """Whether an invisible character stands where nothing calls for one.

    Emoji, Arabic and the scripts of India need joiners and direction marks, and files may begin with a byte order mark.
    """
    if at == 0 and text[0] == "\ufeff":
        return False
    beside = text[at - 1 : at] + text[at + 1 : at + 2]
    return not any(c >= "\u0250" and not "\u2000" <= c <= "\u206f" and _character(c)[0] != _DROP for c in beside)


def _resolve_lookalikes(out: list[str], starts: list[int], hidden: list[int]) -> None:
    """Turn Cyrillic, Greek and other look-alikes into Latin, in place, where the word or the text is Latin."""
    text = "".join(out)
    if not _MIMICS.search(text):
        return
    whole: list[re.Match[str]] = []
    latin = foreign = 0
    for match in _LETTERS.finditer(text):
        word = match.group()
        if word.isascii():
            latin += len(word)
            continue
        own = sum(map(_is_latin, word))
        latin += own
        if own == len(word):
            continue
        if own:
            _replace(match, BROAD, out, starts, hidden)
        elif all(char in STRICT for char in word):
            whole.append(match)
        else:
            foreign += len(word)
    if latin > 3 * foreign:
        for match in whole:
            _replace(match, STRICT, out, starts, hidden)


def _replace(match: re.Match[str], table: dict[str, str], out: list[str], starts: list[int], hidden: list[int]) -> None:
    for at in range(match.start(), match.end()):
        if (latin := table.get(out[at])) is not None:
            out[at] = latin
            hidden.append(starts[at])


def _runs(places: list[int]) -> tuple[tuple[int, int], ...]:
    """Neighbouring places as half-open spans, ascending."""
    runs: list[tuple[int, int]] = []
    for at in sorted(set(places)):
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return tuple(runs)
