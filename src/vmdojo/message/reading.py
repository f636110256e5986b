"""How a token is read aloud, and what it is."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import Final

import msgspec

from vmdojo.message import numerals, tokens
from vmdojo.message.folding import lower, resolve
from vmdojo.message.late import late
from vmdojo.message.model import WordKind
from vmdojo.message.syllables import syllables
from vmdojo.message.wordlists import ABBREVIATED, LIGHT, SAID, SPELLED, STRESSED, UNITS


class Reading(msgspec.Struct, frozen=True, gc=False):
    """A token read aloud."""

    folded: str
    kind: WordKind
    spoken: str
    words: int
    """Words of ``spoken``."""
    light: int
    """Words among ``spoken`` without stress: articles, pronouns, prepositions, auxiliaries."""
    syllables: int
    digits: int
    """Words among ``spoken`` that are figures read one by one."""
    lowered: bool
    """Whether it holds a lower-case letter: a sentence without any is shouted."""


# What else a token may be, the pattern, and characters of which it must hold one (any, where there are none).
_KINDS: Final[tuple[tuple[WordKind, str, frozenset[str]], ...]] = (
    (WordKind.PLACEHOLDER, tokens.PLACEHOLDER, frozenset("{[<«%$#*_XxI ")),
    (WordKind.ADDRESS, tokens.ADDRESS, frozenset(".@:")),
    (WordKind.PHONE, tokens.PHONE, frozenset("- ./123456789")),
    (WordKind.TIME, tokens.TIME, frozenset(":aApP")),
    (WordKind.MONEY, tokens.MONEY, frozenset("$£€¥¢")),
    (WordKind.PERCENT, tokens.PERCENT, frozenset("%")),
    (WordKind.NUMBER, tokens.NUMBER, frozenset()),
)
_BLANK = re.compile(r"X{2,}|x{3,}")
_CAPITALS = re.compile(r"([A-Z]{2,5})('?s)?")
# Four letters that make an English syllable or two: FREE, CALL, RENO, STOP, but not HVAC or ASAP.
_C = "[BCDFGHJKLMNPRSTVWYZ]"
_SAYABLE = late(
    f"{_C}[AEIOU]{_C}[AEIOY]|{_C}(?:EA|EE|AI|OA|OO|OU|AY|OI|IE|UI|AU){_C}"
    f"|{_C}[AEIOU](?:[LRN][TDK]|[LR][FPLMNS]|NG|C[KHT]|S[STHKP]|[TGS]H|[PTKYW]S|MP|[FXP]T|FF|ZZ|WN)"
    f"|(?:[BCFGP][LR]|[DT]R|[CSTW]H|S[CKLMNPTW]|TW|KN)[AEIOU](?:{_C}|E)"
)
_LETTERS = late(r"[A-Za-z](?:\.[A-Za-z])+\.?|[A-Z]{1,3}&[A-Z]{1,3}")
_CODE = late(r"[A-Z]{1,3}\d{1,4}[A-Z]{0,3}|\d{1,4}[A-Z]{1,3}")
_PIECES = re.compile(r"[A-Za-z']+|\d+|[^\W\d_]+")

_CURRENCIES: Final = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "¢": "cent"}
_FRACTIONS: Final = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    "⅑": (1, 9), "⅒": (1, 10), "↉": (0, 3),
}  # fmt: skip
_SYMBOLS: Final = {
    ".": "dot", "/": "slash", "@": "at", "-": "dash", "_": "underscore", "?": "question mark", "=": "equals",
    "&": "and", "+": "plus", "#": "hash", "%": "percent", ":": "colon", "~": "tilde",
}  # fmt: skip


def spoken(text: str) -> str:
    """How ``text`` is read aloud: ``$40k`` is "forty thousand dollars", ``CFO`` "c f o", ``10-15`` "ten to fifteen"."""
    resolved = resolve(text)
    said: list[str] = []
    before = ""
    behind = 0
    for match in tokens.token(resolved.scan).finditer(resolved.scan):
        start, end = match.span(1)
        token = resolved.text[start:end]
        if is_range(before, resolved.text[behind:start], token):
            said.append("to")
        said.append(read(token).spoken)
        before, behind = token, end
    return " ".join(said)


def is_range(before: str, between: str, after: str) -> bool:
    """Whether a hyphen between two tokens is read "to", as in ``10-15 minutes``."""
    return between == "-" and before[-1:].isdecimal() and after[:1].isdecimal()


def after_to(reading: Reading) -> Reading:
    """``reading`` with the "to" of a range before it."""
    return msgspec.structs.replace(
        reading,
        spoken=f"to {reading.spoken}",
        words=reading.words + 1,
        light=reading.light + 1,
        syllables=reading.syllables + 1,
    )


def read(token: str) -> Reading:
    """Read one token of resolved text."""
    return _usual(token) if len(token) <= LONGEST_KEPT else _read(token, False)


def read_shouted(token: str) -> Reading:
    """Read one token of a sentence that is all capitals."""
    return _shouted(token) if len(token) <= LONGEST_KEPT else _read(token, True)


def _read(token: str, shouted: bool) -> Reading:
    kind, said, figures = _say(token, shouted)
    words = said.split()
    folded = "and" if token == "&" else lower(token)
    lowered = any(map(str.islower, token))
    light = int(kind is WordKind.WORD and folded in LIGHT)
    return Reading(folded, kind, said, len(words), light, sum(map(syllables, words)), figures, lowered)


LONGEST_KEPT: Final = 64
"""Characters of a token up to which its reading is remembered."""
_usual = lru_cache(maxsize=32768)(partial(_read, shouted=False))
_shouted = lru_cache(maxsize=4096)(partial(_read, shouted=True))


def _say(token: str, shouted: bool) -> tuple[WordKind, str, int]:
    """Kind, reading, and how many of its words are figures read one by one."""
    if _BLANK.fullmatch(token):
        return WordKind.PLACEHOLDER, "blank", 0
    if not token.replace("'", "").isalpha():
        if (kind := _kind(token)) is not None:
            said, figures = _SAY[kind](token)
            return kind, said, figures
        if _LETTERS.fullmatch(token):
            return WordKind.ACRONYM, _spell(token), 0
        if _CODE.fullmatch(token):
            return WordKind.ACRONYM, _say_pieces(token, spell=True), 0
        if any(c.isdecimal() for c in token):
            return WordKind.WORD, _say_pieces(token), 0
    match = _CAPITALS.fullmatch(token)
    if match and _is_acronym(match.group(1), shouted):
        return WordKind.ACRONYM, _spell(match.group(1)) + ("'s" if match.group(2) else ""), 0
    folded = lower(token)
    return WordKind.WORD, ABBREVIATED.get(folded, folded), 0


def _kind(token: str) -> WordKind | None:
    for kind, pattern, marks in _KINDS:
        if not marks or not marks.isdisjoint(token):
            # Compiled when first needed: most messages need few of them, and a start counts in milliseconds.
            compiled = _COMPILED.get(kind) or _COMPILED.setdefault(kind, re.compile(pattern))
            if compiled.fullmatch(token):
                return kind
    return None


_COMPILED: dict[WordKind, re.Pattern[str]] = {}


def _is_acronym(capitals: str, shouted: bool) -> bool:
    if capitals in SPELLED or not any(vowel in capitals for vowel in "AEIOUY"):
        return True
    if shouted or capitals in SAID or capitals in STRESSED:
        return False
    return len(capitals) < 4 or (len(capitals) == 4 and not _SAYABLE.fullmatch(capitals))


def _spell(text: str) -> str:
    return " ".join("and" if c == "&" else c.lower() for c in text if c.isalnum() or c == "&")


def _say_pieces(token: str, spell: bool = False) -> str:
    said = []
    for piece in _PIECES.findall(token):
        if piece.isdecimal():
            said.append(_say_figures(piece)[0])
        else:
            said.append(_spell(piece) if spell else piece.lower())
    return " ".join(said)


def _say_figures(figures: str) -> tuple[str, int]:
    """A run of figures without comma or point: a count, a year, or a code read figure by figure."""
    if figures[0] == "0" and len(figures) > 1:
        return numerals.digits(figures, "oh"), len(figures)
    if len(figures) == 4 and (figures[:2] == "20" or (figures[0] == "1" and figures[1] != "0")):
        return numerals.year(figures), 0
    if figures in ("211", "311", "411", "911") or (len(figures) >= 5 and not figures.endswith("00")):
        return numerals.digits(figures), len(figures)
    return numerals.cardinal(figures), 0


def _say_amount(amount: str) -> tuple[str, int]:
    if "," in amount:
        amount = amount.replace(",", "")
        return (numerals.decimal(amount), 0) if "." in amount else (numerals.cardinal(amount), 0)
    return (numerals.decimal(amount), 0) if "." in amount else _say_figures(amount)


_MONEY = late(r"[A-Z]*([$£€¥])?[ ]?([\d,.]+)[ ]?([A-Za-z]*)[ ]?([€£¢])?(\+)?")


def _say_money(token: str) -> tuple[str, int]:
    match = _MONEY.fullmatch(token)
    if match is None:
        raise AssertionError(token)
    before, amount, scale, after, plus = match.groups()
    name = _CURRENCIES[before or after]
    amount = amount.replace(",", "")
    scale = UNITS.get(scale.lower(), scale.lower())
    if scale == "grand":
        scale = "thousand"
    many = name if name == "yen" or (amount == "1" and not scale) else name + "s"
    whole, _, cents = amount.partition(".")
    if scale:
        said = f"{numerals.decimal(amount)} {scale} {many}"
    elif len(cents) == 2 and name != "yen":
        said = f"{numerals.cardinal(whole or '0')} {many}"
        if cents != "00":
            said += " " + numerals.cardinal(cents)
    else:
        said = f"{numerals.decimal(amount)} {many}"
    return said + (" plus" if plus else ""), 0


def _say_percent(token: str) -> tuple[str, int]:
    said, figures = _say_amount(token.rstrip("% "))
    return said + " percent", figures


_TIME = late(r"(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?[ ]?([AaPp])?.*")


def _say_time(token: str) -> tuple[str, int]:
    match = _TIME.fullmatch(token)
    if match is None:
        raise AssertionError(token)
    hour, minutes, seconds, half = match.groups()
    said = [numerals.cardinal(hour)]
    if minutes and minutes != "00":
        said.append(("oh " if minutes[0] == "0" else "") + numerals.cardinal(minutes))
    elif minutes and not half:
        said.append("o'clock" if int(hour) < 13 else "hundred")
    if seconds:
        said.append(numerals.cardinal(seconds))
    if half:
        said.append(f"{half.lower()} m")
    return " ".join(said), 0


def _say_phone(token: str) -> tuple[str, int]:
    said: list[str] = []
    figures = 0
    for piece in _PIECES.findall(token):
        if piece.isdecimal():
            if piece == "800" and "-" in token:
                said += ["eight", "hundred"]
            else:
                said.append(numerals.digits(piece, "oh"))
            figures += len(piece)
        else:
            said.append("extension" if piece in ("x", "ext", "extension") else piece.lower())
    return " ".join(said), figures


_NUMBER = late(r"(\#)?([\d,]+)((?:\.\d+)*)([A-Za-z]{0,5})(\+)?")


def _say_number(token: str) -> tuple[str, int]:
    if token[-1] in _FRACTIONS:
        over, under = _FRACTIONS[token[-1]]
        part = numerals.fraction(over, under)
        if not token[:-1]:
            return part, 0
        return f"{numerals.cardinal(token[:-1])} and {'a' + part.removeprefix('one') if over == 1 else part}", 0
    if "°" in token:
        amount, _, scale = token.partition("°")
        said, figures = _say_amount(amount.strip("- "))
        names = {"C": " celsius", "F": " fahrenheit"}
        return ("minus " if token[0] == "-" else "") + said + " degrees" + names.get(scale.strip(), ""), figures
    if "/" in token:
        parts = token.split("/")
        over, under = int(parts[0]), int(parts[1])
        if len(parts) == 2 and 0 < over < under <= 10:
            return numerals.fraction(over, under), 0
        return " ".join(_say_figures(part.lstrip("0") or "0")[0] for part in parts), 0
    if "-" in token:
        return " ".join(_say_figures(part.lstrip("0") or "0")[0] for part in token.split("-")), 0
    match = _NUMBER.fullmatch(token)
    if match is None:
        return numerals.decimal(token), 0
    hash_, whole, decimals, suffix, plus = match.groups()
    said, figures = _say_suffixed(whole.replace(",", ""), "," in whole, decimals, suffix)
    return ("number " if hash_ else "") + said + (" plus" if plus else ""), figures


def _say_suffixed(whole: str, grouped: bool, decimals: str, suffix: str) -> tuple[str, int]:
    unit = suffix.lower()
    if unit in ("st", "nd", "rd", "th"):
        return numerals.ordinal(whole), 0
    if unit == "s" and not decimals:
        return numerals.decade(whole), 0
    if whole in ("401", "403") and unit in ("k", "b"):
        return f"{numerals.digits(whole, 'oh')} {unit}", 0
    if decimals:
        said, figures = numerals.decimal(whole + decimals), 0
    elif grouped:
        said, figures = numerals.cardinal(whole), 0
    else:
        said, figures = _say_figures(whole)
    if not suffix:
        return said, figures
    if unit in UNITS and not (suffix.isupper() and suffix not in "KMBX"):
        return f"{said} {UNITS[unit]}", figures
    return f"{said} {_spell(suffix) if suffix.isupper() else unit}", figures


def _say_address(token: str) -> tuple[str, int]:
    token = re.sub(r"(?i)^https?://", "", token)
    said: list[str] = []
    figures = 0
    for piece in re.findall(r"[^\W\d_]+|\d+|[\W_]", token):
        if piece.isdecimal():
            words, count = _say_figures(piece)
            said.append(words)
            figures += count
        elif piece in _SYMBOLS:
            said.append(_SYMBOLS[piece])
        elif piece.isalnum():
            said.append("w w w" if piece.lower() == "www" else piece.lower())
    return " ".join(said), figures


def _say_placeholder(token: str) -> tuple[str, int]:
    inside = [piece.lower() for piece in _PIECES.findall(token.removesuffix("'s"))]
    return " ".join(inside) or "blank", 0


_SAY: Final = {
    WordKind.PLACEHOLDER: _say_placeholder,
    WordKind.ADDRESS: _say_address,
    WordKind.PHONE: _say_phone,
    WordKind.TIME: _say_time,
    WordKind.MONEY: _say_money,
    WordKind.PERCENT: _say_percent,
    WordKind.NUMBER: _say_number,
}
