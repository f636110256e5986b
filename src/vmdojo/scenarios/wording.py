"""What no text of ours may hold, whatever file it stands in: a scenario, an exercise, a set of the inbox."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from vmdojo.scenarios.phones import real_numbers
from vmdojo.scenarios.problem import short
from vmdojo.scenarios.real_names import real_names

_FIELD = re.compile(
    r"\{[^{}\n]{1,40}\}|\[[^\[\]\n]{1,40}\]|<[^<>\n]{1,40}>|_{3,}|\?{3,}"
    r"|\b(?:TODO|TBD|FIXME|XXX+)\b|(?i:\blorem ipsum\b)"
)
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
"""Unicode categories of characters that nobody sees."""


def wording_faults(text: str, most: int, *, fields: bool = True) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a text: the sentence, what would be right, the piece that it is about (empty for the whole).

    It may have ``most`` characters. ``fields`` False lets fields that were never filled in stand, for a sample of how
    they sound.
    """
    if len(text) > most:
        yield f"This text has {len(text)} characters.", f"at most {most}", ""
        text = text[:most]  # whoever sends a megabyte is not told of each thing in it
    odd = next((c for c in text if c != "\n" and unicodedata.category(c) in _UNSEEN), "")
    if odd:
        yield f"This text holds the invisible character U+{ord(odd):04X}.", "characters that can be seen", odd
    if fields and (hit := _FIELD.search(text)):
        message = f'"{short(hit.group())}" looks like a field that was never filled in.'
        yield message, "the words themselves", hit.group()
    for number in real_numbers(text):
        message = f'"{short(number)}" could be the telephone number of a real person.'
        yield message, "a number from 555-0100 to 555-0199", number
    for name in real_names(text):
        yield f'"{name}" is a real company, product or person.', "an invented name", name


def broken_line(text: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a text that stands on one line."""
    if "\n" in text or text != text.strip():
        message = "This text has a line break in it, or a blank at an end."
        yield message, 'one line in "quotes", without blanks at the ends', ""
