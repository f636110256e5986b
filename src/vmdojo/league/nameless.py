"""A take as the room hears it: the player's own name is taken out of its words. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

SOMEBODY = "somebody"
"""What stands, and is read aloud, in the place of a name."""
TOLD = f"The player's own name in the words is read as “{SOMEBODY}”; whatever else they say is left as it was said."
"""What the room is told."""

_BEFORE = re.compile(r"\b(?:this is|it'?s|it is|my name is|name'?s|i'?m|i am)\s+$", re.IGNORECASE)
"""What one says before one's own name."""
_AFTER = re.compile(r"\s+(?:here|from|at|with|of|again|calling|for)\b|['’]s\b|\s*[,.!?;:]|\s*$", re.IGNORECASE)
"""What follows a name that begins a sentence. "Will you" and "Mark this" are no names."""


def nameless(text: str, name: str, keep: Collection[str] = ()) -> str:
    """``text`` without ``name``, the one that its player has on the board: whole, and each of its words.

    A word of it that ``keep`` holds, such as the buyer's own name, goes only where the player says it of themselves.
    Written small it is taken for a name only there as well: "will" and "grace" are words.
    """
    parts = [re.escape(part) for part in re.findall(r"[^\W\d_][\w'’-]+", name)]
    if not parts:
        return text
    kept = {word.casefold() for phrase in keep for word in re.findall(r"[\w'’-]+", phrase)}
    together = r"\s+".join(parts)
    whole = f"(?P<whole>{together})|" if len(parts) > 1 else ""
    found = re.compile(rf"(?<![\w'’-])(?:{whole}{'|'.join(parts)})(?![\w-])", re.IGNORECASE)

    def said(at: re.Match[str]) -> str:
        word, before, after = at[0], text[: at.start()], text[at.end() :]
        begins = re.search(r"(?:^|[.!?\n])\s*$", before) is not None
        sure = (whole and at["whole"]) or _BEFORE.search(before) is not None
        if not sure and (word.casefold() in kept or not word[0].isupper() or (begins and not _AFTER.match(after))):
            return word
        return SOMEBODY.capitalize() if begins else SOMEBODY

    once = re.compile(rf"\b({SOMEBODY})(?:\s+{SOMEBODY})+\b", re.IGNORECASE)
    return once.sub(r"\1", found.sub(said, text))
