"""Fixes applied to a text: what the player would have typed."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from vmdojo.coaching.model import Fix


def apply(text: str, fix: Fix) -> str:
    """``text`` with one fix made. An "ask" changes nothing: the player has to answer it.

    Raises ``ValueError`` where the fix does not lie in the text.
    """
    if not 0 <= fix.start <= fix.end <= len(text):
        raise ValueError(f"A fix from {fix.start} to {fix.end} does not lie in a text of {len(text)} characters.")
    if fix.edit == "ask":
        return text
    before, after = text[: fix.start], text[fix.end :]
    if fix.edit == "insert":
        if fix.rewrite[:1].isspace():  # it brings its own distance
            return before + fix.rewrite + after
        if (
            fix.rewrite[:1].isupper() and before.rstrip()[-1:].isalnum()
        ):  # what stood last without a mark was a sentence all the same
            before = before.rstrip() + "."
        left = " " if before and not before[-1].isspace() else ""
        right = " " if after and not after[0].isspace() else ""
        return before + left + fix.rewrite + right + after
    if fix.edit == "cut":
        return before + after.lstrip() if after.strip() else before.rstrip() + after
    return before + fix.rewrite + after


def apply_all(text: str, fixes: Iterable[Fix]) -> str:
    """``text`` with several fixes made at once. Their spans are in the same unmodified text and must not overlap.

    Raises ``ValueError`` where they do.
    """
    numbered = sorted(enumerate(fixes), key=lambda item: (item[1].start, item[1].end, item[0]), reverse=True)
    until = len(text)
    for _, fix in numbered:
        if fix.edit == "ask":
            continue
        if fix.end > until:
            raise ValueError(f"Two fixes overlap before character {fix.end}.")
        # a cut at the end takes the space before it, where an insertion may have had its place
        start, end = min(fix.start, len(text)), min(fix.end, len(text))
        text = apply(text, msgspec.structs.replace(fix, start=start, end=end))
        until = fix.start
    return text


def overlap(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether two spans cannot both be edited: shared characters, or an insertion inside the other."""
    if start == end or other_start == other_end:
        inside, begin, stop = (start, other_start, other_end) if start == end else (other_start, start, end)
        return begin < inside < stop or (start == end and other_start == other_end and start == other_start)
    return start < other_end and other_start < end
