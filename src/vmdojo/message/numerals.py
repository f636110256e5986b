"""Figures read aloud, the American way: ``4000`` is "four thousand", ``1997`` "nineteen ninety seven"."""

from __future__ import annotations

from typing import Final

_SMALL: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES: Final = (
    (10**12, "trillion"),
    (10**9, "billion"),
    (10**6, "million"),
    (1000, "thousand"),
    (100, "hundred"),
)
_ORDINAL: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_PARTS: Final = {2: "half", 4: "quarter"}


def cardinal(figures: str) -> str:
    """A whole number in words. More than fifteen figures are read one by one."""
    if len(figures) > 15:
        return digits(figures)
    return _words(int(figures))


def _words(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return f"{_TENS[tens]} {_SMALL[ones]}" if ones else _TENS[tens]
    for size, name in _SCALES:
        if number >= size:
            count, rest = divmod(number, size)
            head = f"{_words(count)} {name}"
            return f"{head} {_words(rest)}" if rest else head
    raise AssertionError("every number from 100 up has a scale")


def ordinal(figures: str) -> str:
    """``22`` is "twenty second"."""
    head, _, last = cardinal(figures).rpartition(" ")
    if last in _ORDINAL:
        last = _ORDINAL[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return f"{head} {last}".strip()


def digits(figures: str, zero: str = "zero") -> str:
    """One by one: ``0148`` is "zero one four eight"."""
    return " ".join(zero if figure == "0" else _SMALL[int(figure)] for figure in figures if figure.isdecimal())


def year(figures: str) -> str:
    """Four figures in pairs: "nineteen oh five", "twenty nineteen", "eighteen hundred"; 2000 to 2009 in full."""
    first, last = int(figures[:2]), int(figures[2:])
    if first % 10 == 0 and last < 10:
        return cardinal(figures)
    if last == 0:
        return f"{_words(first)} hundred"
    return f"{_words(first)} oh {_words(last)}" if last < 10 else f"{_words(first)} {_words(last)}"


def decimal(figures: str) -> str:
    """``3.5`` is "three point five", ``0.25`` "zero point two five", ``3.2.1`` "three point two point one"."""
    whole, *parts = figures.split(".")
    read = [cardinal(whole)] if whole else []
    for part in parts:
        read += ["point", digits(part)]
    return " ".join(read)


def fraction(over: int, under: int) -> str:
    """``3`` and ``4`` are "three quarters"."""
    name = _PARTS.get(under) or ordinal(str(under))
    plural = "" if over == 1 else "s"
    if name == "half" and over != 1:
        name, plural = "halves", ""
    return f"{_words(over)} {name}{plural}"


def decade(figures: str) -> str:
    """The figures of ``90s`` or ``1990s``: "nineties", "nineteen nineties"."""
    read = year(figures) if len(figures) == 4 and figures[2:] != "00" else cardinal(figures)
    return read[:-1] + "ies" if read.endswith("y") else read + "s"
