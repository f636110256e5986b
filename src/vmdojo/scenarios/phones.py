"""Telephone numbers in the texts of a scenario. Only 555-0100 to 555-0199 are kept free for stories."""

from __future__ import annotations

import re

_FICTIONAL = re.compile(r"(?<![\d])(?:\+?1[ .-]?)?(?:\(?\d{3}\)?[ .-]{0,2})?555[ .-]?01\d\d(?!\d)")
_CANDIDATE = re.compile(r"(?<![\w$€£,.])\+?\(?\d(?:[ ./()-]{0,2}\d){6,14}(?![\w%])")
_NO_PHONE = re.compile(
    r"(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d"  # a span of years
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-](?:\d\d|\d{4})"  # a date
    r"|\d{1,3}(?: \d{3})+"  # 12 000 000
)

_DIGIT_WORDS = {
    "zero": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_WORD = f"(?:{'|'.join(_DIGIT_WORDS)})"
_SPOKEN = re.compile(rf"\b{_WORD}(?:[ ,.-]{{1,2}}{_WORD}){{6,}}\b", re.IGNORECASE)
_SPOKEN_FICTIONAL = re.compile(r"1?(?:\d{3})?55501\d\d")


def real_numbers(text: str) -> list[str]:
    """What may be the number of a real line: seven digits or more in a row, written or spelled in words."""
    rest = _FICTIONAL.sub(lambda hit: "x" * len(hit.group()), text)
    found = [h.group() for h in _CANDIDATE.finditer(rest) if not _NO_PHONE.fullmatch(h.group())]
    for hit in _SPOKEN.finditer(text):
        digits = "".join(_DIGIT_WORDS[word] for word in re.findall(r"[a-z]+", hit.group().lower()))
        if not _SPOKEN_FICTIONAL.fullmatch(digits):
            found.append(hit.group())
    return found
