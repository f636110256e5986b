"""Text from players, scenarios and packs, made safe to draw.

A terminal obeys control characters and reorders lines at bidirectional marks, so such characters are
replaced by a visible sign, one for one: code point offsets into the text stay true.
"""

from __future__ import annotations

from unicodedata import category

STAND_IN = "\N{REPLACEMENT CHARACTER}"

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = frozenset("\u2028\u2029")
_KEPT = frozenset("\n")


def _sign(char: str) -> str | None:
    """The sign that stands in for ``char``, None where it may be drawn as it is."""
    if char in _KEPT:
        return None
    code = ord(char)
    if char == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if char in _BIDI or char in _BREAKS or category(char) in {"Cc", "Cs"}:
        return STAND_IN
    return None


def inert(text: str) -> str:
    """``text`` as it may be drawn: as many code points, none of which a terminal obeys."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_sign(char) or char for char in text)


def one_line(text: str) -> str:
    """``text`` drawn on one line: :func:`inert`, with every run of white space made one space."""
    return " ".join(inert(text).split())


def typed(text: str) -> str:
    """Pasted or loaded text as the editor takes it: line ends made ``\\n``, the rest as :func:`inert`.

    What stands in the editor is what is judged, so nothing that cannot be seen on the way in may hide there.
    """
    return inert(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))
