"""What a token looks like. One pass of one pattern finds them all; every repetition that can fail is bounded.

The patterns are written for resolved text (folding.py): straight apostrophes, ``-`` for every hyphen and ``—`` for
every long dash.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_AMOUNT = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_STAGE = (
    r"(?:(?:laugh|chuckle|sigh|pause|beep|inaudible|crosstalk|music|silence|noise|cough|applause|unclear|background|"
    r"clears|voicemail|click|ring|typing|static)\w{0,6}(?=[\] ]))"
)
_TAG = r"/?(?:b|br|i|u|p|em|div|span|strong|a|li|ul|html|body)(?:[ />])"
_FIELD = (
    r"(?:name|company|number|phone|title|date|time|day|product|service|pain|city|state|industry|role|topic|reason|"
    r"email|link|fact|trigger|referral|competitor)"
)

_INSERT = (
    r"INSERT(?:[ ][A-Z]{2,20}){1,3}(?!\w)"
    rf"|[Ii]nsert[ ](?:[A-Za-z']{{1,20}}[ ]){{0,2}}{_FIELD}(?:[ ]here)?(?!\w)"
)
PLACEHOLDER: Final = (
    r"(?:"
    r"[$#%]?\{{1,3}[^{}\n]{0,60}\}{1,3}"
    rf"|\[{{1,2}}(?!{_STAGE})(?=[^\[\]\n]{{0,59}}[A-Za-z_])[^\[\]\n]{{1,60}}\]{{1,2}}"
    rf"|<{{1,2}}(?!{_TAG})[A-Za-z][A-Za-z0-9_ .'/\-]{{0,40}}>{{1,2}}"
    rf"|«[ ]?(?=[^«»\n]{{0,30}}(?i:{_FIELD}))[^«»\n]{{1,40}}»"
    r"|%{1,2}[A-Za-z][A-Za-z_]{1,30}%{1,2}"
    rf"|\$(?=[A-Z]{{0,20}}(?:_|{_FIELD.upper()}))[A-Z][A-Z_]{{1,30}}(?!\w)"
    r"|\*\|[A-Z_:]{1,40}\|\*"
    r"|_{3,}"
    r"|[Xx]{3}[ .\-][Xx]{3,4}(?:[ .\-][Xx]{4})?(?!\w)"
    rf"|{_INSERT}"
    r")(?:'s)?"
)
_PATH = r"(?:/(?:[^\s<>\"]{0,2000}[\w/])?)?"
_DOMAINS = r"(?:com|net|org|io|co|ai|edu|gov|biz|info|uk|ca|de|eu|app|dev|tech|cloud)"
ADDRESS: Final = (
    r"(?:"
    r"(?:[Hh][Tt][Tt][Pp][Ss]?://|[Ww]{3}\.)[^\s<>\"]{0,2000}[\w/]"
    r"|[^\W_][\w.+%\-]{0,63}@[\w\-]{1,63}(?:\.[\w\-]{0,62}[^\W_]){1,6}"
    rf"|[^\W_][\w\-]{{0,62}}(?:\.[\w\-]{{1,63}}){{0,4}}\.(?i:{_DOMAINS})(?![\w\-]|\.\w){_PATH}"
    r")"
)
PHONE: Final = (
    r"(?:"
    r"(?:\+?1[ .\-]?)?(?:\(\d{3}\)[ .\-]?|\d{3}[ .\-/])\d{3}[ .\-]\d{4}"
    r"|\+\d(?:[ .\-/()]{0,2}\d){6,14}"
    r"|(?=\(?(?:\d[ .\-()]{0,2}){9,12}(?!\d))\(?0\d{1,4}\)?(?:[ .\-]\d{2,6}){1,4}"
    r"|(?!\d\d0-\d\d00(?!\d))\d{3}(?:[.\-]\d{4}|[ ](?!19|20)\d{4}|,[ ]0\d{3}|(?<=555),[ ]\d{4})(?![ .\-]\d)"
    r"|(?:1[ .\-])?8(?:00|33|44|55|66|77|88)[ .\-][A-Z]{3,9}(?:-[A-Z]{3,4})?"
    r"|(?!\d{4,6}000(?!\d))\d{7,15}"
    r")(?!\w)(?:,?[ ](?:ext\.?|extension)[ ]?\d{1,5}(?!\w)|[ ]?x[ ]?\d{1,5}(?!\w))?"
)
_HALF_DAY = r"[AaPp](?:\.[ ]?[Mm](?:\.|(?!\w))|[Mm](?!\w))"
TIME: Final = (
    rf"(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:(?!\w)(?:[ ]?{_HALF_DAY})?|{_HALF_DAY})"
    rf"|\d{{1,2}}[ ]?{_HALF_DAY})"
)
_SCALE = r"(?:[ ]?(?:hundred|thousand|million|billion|trillion|grand)(?!\w)|(?:[kKmMbB]|mm|MM|mn|bn|BN|tn)(?!\w))"
MONEY: Final = (
    rf"(?:(?:US|CA|AU|NZ|C|A)?[$£€¥][ ]?(?:{_AMOUNT}|\.\d+)(?:{_SCALE}|(?!\w))\+?"
    rf"|{_AMOUNT}(?:{_SCALE})?[ ]?[€£¢])"
)
PERCENT: Final = rf"(?:{_AMOUNT}|(?<![\w.])\.\d+)[ ]?%"
NUMBER: Final = (
    r"(?:"
    r"\d{4}-\d{2}-\d{2}(?!\w)"
    r"|\d{1,4}/\d{1,4}(?:/\d{2,4})?(?!\w)"
    rf"|(?:(?<!\w)-)?{_AMOUNT}[ ]?°(?:[ ]?[CF](?!\w))?"
    r"|\d*[¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞↉](?!\w)"
    rf"|\#?{_AMOUNT}(?:\.\d+)*(?:[A-Za-z]{{1,5}})?(?!\w)\+?"
    r"|(?<![\w.])\.\d+(?!\w)"
    r")"
)
DOTTED: Final = r"(?:[Pp]h\.[Dd](?!\w)\.?|[A-Za-z](?:\.[A-Za-z]){1,7}(?!\w)\.?)"
AMPERSAND: Final = r"[A-Z]{1,3}&[A-Z]{1,3}(?!\w)"
WORD: Final = r"[^\W_]+(?:'[^\W_]+)*"

# Nine words in ten: letters and apostrophes with something after them that no longer token contains.
# The repeated group is not possessive: Python 3.11.2 would take a half-matched round of it into the token.
_EASY = r"[A-Za-z]++(?:'[A-Za-z]++)*(?=[ ,?!;)\"\n]|:(?!/)|\.(?![\w.])|\Z)"
_PLAIN = re.compile(r"([A-Za-z]+(?:['-][A-Za-z]+)*)([,.?!;:]?)")
# Anything else begins with one of these; the test keeps spaces and plain punctuation from trying every pattern.
_BEGINS = r"(?=[\w{\[<«%$#*&@+(.\-£€¥])"
# What stands behind a token and begins no other.
_BEHIND = r"((?:\.(?!\d))?[ ,?!;:)\"\n]*)"

# What a text must hold somewhere for a kind of token to be in it. A pattern without the kinds that cannot be there
# finds the same tokens, is compiled sooner and runs faster.
_DOTTED_ON = re.compile(r"\.\S")
_BRACKETS: Final = frozenset("{[<«%$*")
_DIGITS: Final = frozenset("0123456789")
_FIGURES = re.compile("[\\d¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞↉]")
_UNITS: Final = frozenset("$£€¥¢%")
_TELLING_NOTHING: Final = bytes(range(ord("a"), ord("z") + 1)) + b"ABCDEFGHIJKLMNOPQRSTUVWXYZ '"
"""Most characters of any text, which are in tokens of every kind."""


def plain(chunk: str) -> list[str]:
    """The words of what stands between two spaces, and the mark behind, where no text around could change them.

    Words with a hyphen between are several; where anything else stands there is one word, and it is empty. A token
    that runs over a space begins with a figure or is a leftover field.
    """
    found = _PLAIN.fullmatch(chunk)
    return [*found[1].split("-"), found[2]] if found is not None and not _may_be_field(chunk.lower()) else ["", ""]


def token(scan: str) -> re.Pattern[str]:
    """What finds the tokens of a resolved text, each in group 1, with what stands behind it and begins none in group 2.

    The rest of what lies between tokens is before the next.
    """
    return _token(*_kinds(scan))


def _kinds(scan: str) -> tuple[bool, bool, bool, bool]:
    """Whether a text may hold leftover fields, addresses, figures, and figures with a unit."""
    held = frozenset(scan.encode().translate(None, _TELLING_NOTHING).decode())  # few are left
    figures = not _DIGITS.isdisjoint(held) or (not scan.isascii() and _FIGURES.search(scan) is not None)
    units = figures and not _UNITS.isdisjoint(held)
    fields = not _BRACKETS.isdisjoint(held) or _may_be_field(scan.lower())
    net = "@" in held or "://" in scan or _DOTTED_ON.search(scan) is not None
    return fields, net, figures, units


def _may_be_field(small: str) -> bool:
    return "insert" in small or "xxx" in small or "___" in small


@lru_cache(maxsize=16)
def _token(fields: bool, net: bool, figures: bool, units: bool) -> re.Pattern[str]:
    hard = [PLACEHOLDER] * fields + [ADDRESS] * net + [PHONE, TIME] * figures + [MONEY, PERCENT] * units
    hard += [NUMBER] * figures + [DOTTED, AMPERSAND, WORD, r"[&@]|\+(?=[ ])"]
    first = f"{_INSERT}|{_EASY}" if fields else _EASY
    return re.compile(f"({first}|{_BEGINS}(?:{'|'.join(hard)})){_BEHIND}")
