"""Fitted tables of megabytes of which one message asks for a few kilobytes: mapped, and read only where it asks.

A file is a mark, the length of its head, the head (msgpack: the names and sizes of the blocks, then the table's own
numbers) and the blocks one after the other. Numbers of more than one byte are little-endian.
"""

from __future__ import annotations

import sys
from array import array
from binascii import crc32
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from mmap import ACCESS_READ, mmap
from os import path, replace
from typing import TypeVar

import msgspec

from vmdojo.grading.line_reader import Strings
from vmdojo.grading.rubric_files import RULES

MARK = b"vmtable1"
_LENGTH = 4
_ROOMY = 1.5
"""Slots a name: the fewer stand full, the sooner a name is found."""

Head = TypeVar("Head", bound=msgspec.Struct)
Bytes = memoryview | bytes


class TableError(ValueError):
    """A shipped table that is not what was shipped."""


def written(file: str, head: msgspec.Struct, blocks: Mapping[str, bytes]) -> None:
    """Write a table beside its place and rename it: who has the old one mapped keeps it whole."""
    described = msgspec.msgpack.encode([[(name, len(block)) for name, block in blocks.items()], head])
    beside = f"{file}.new"
    with open(beside, "wb") as opened:
        opened.write(MARK + len(described).to_bytes(_LENGTH, "little") + described)
        opened.writelines(blocks.values())
    replace(beside, file)


def mapped(file: str, kind: type[Head]) -> tuple[Head, Mapping[str, memoryview]]:
    """A table's head and blocks. Raises TableError where the file is cut short or is none of ours."""
    name = path.basename(file)
    with open(file, "rb") as opened:
        begun = opened.read(len(MARK) + _LENGTH)
        if len(begun) != len(MARK) + _LENGTH or not begun.startswith(MARK):
            raise TableError(_damaged(name))
        data = memoryview(mmap(opened.fileno(), 0, access=ACCESS_READ))
    start = len(begun) + int.from_bytes(begun[len(MARK) :], "little")
    try:
        sizes, raw = msgspec.msgpack.decode(data[len(begun) : start], type=tuple[list[tuple[str, int]], msgspec.Raw])
        head = msgspec.msgpack.decode(raw, type=kind)
    except msgspec.DecodeError as error:
        raise TableError(_damaged(name)) from error
    ends = list(accumulate((size for _, size in sizes), initial=start))
    if ends[-1] != len(data):
        raise TableError(_damaged(name))
    return head, {block: data[begin:end] for (block, _), (begin, end) in zip(sizes, pairwise(ends), strict=True)}


def shipped_table(name: str, kind: type[Head]) -> tuple[Head, Mapping[str, memoryview]]:
    """A table of the folder of rules, as :func:`mapped` does."""
    return mapped(path.join(RULES, name), kind)


def _damaged(name: str) -> str:
    return f"The table {name} that came with vmdojo is damaged. Install vmdojo again."


def numbers(block: Bytes) -> Sequence[int]:
    """A block of numbers of four bytes each."""
    if sys.byteorder == "little":
        return memoryview(block).cast("I")
    found = array("I", block)
    found.byteswap()
    return found


def _as_block(some: Sequence[int]) -> bytes:
    found = array("I", some)
    if sys.byteorder != "little":
        found.byteswap()
    return found.tobytes()


class Names(Strings):
    """Names by their number, and the number of a name: a table of slots on disk, so that none has to be built."""

    def __init__(self, blocks: Mapping[str, Bytes]) -> None:
        """``blocks`` are those of :func:`named`."""
        self._text = blocks["names"]
        self._ends = numbers(blocks["ends"])
        self._slots = numbers(blocks["slots"])
        self._most = len(self._slots) - 1

    def __len__(self) -> int:
        return len(self._ends)

    def at(self, number: int) -> str:
        return str(self._text[self._ends[number - 1] if number else 0 : self._ends[number]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return map(self.at, range(len(self)))

    def get(self, name: str) -> int | None:
        """The number of a name, None where it is not there."""
        sought = name.encode("utf-8", "surrogatepass")
        slots, ends, text = self._slots, self._ends, self._text
        slot = crc32(sought) & self._most
        while at := slots[slot]:
            if text[ends[at - 2] if at > 1 else 0 : ends[at - 1]] == sought:
                return at - 1
            slot = slot + 1 & self._most
        return None

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None


def named(names: Sequence[str]) -> dict[str, bytes]:
    """The blocks that hold names, none twice: their text, where each ends, and the slots that tell their numbers."""
    encoded = [name.encode() for name in names]
    size = 1 << max(1, int(_ROOMY * len(encoded)).bit_length())
    slots = [0] * size
    for number, name in enumerate(encoded, 1):
        slot = crc32(name) & (size - 1)
        while slots[slot]:
            slot = slot + 1 & (size - 1)
        slots[slot] = number
    return {
        "names": b"".join(encoded),
        "ends": _as_block(list(accumulate(map(len, encoded)))),
        "slots": _as_block(slots),
    }
