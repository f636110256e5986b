"""Grades that were given here, so that a board with a thousand takes need not grade them at every look.

A cache and nothing more: it lies in the data folder of one player, and without it everything is graded anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec


class _Kept(msgspec.Struct, frozen=True):
    judge: str
    points: dict[str, float]


class Grades:
    """Points by the digest of a take and the judge's name. ``folder`` None keeps them in memory. Never raises."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._of: dict[str, dict[str, float]] = {}
        self._dirty: set[str] = set()

    def get(self, take: str, judge: str) -> float | None:
        """What the judge gave the take, None where it was not asked yet."""
        return self._points(judge).get(take)

    def put(self, take: str, judge: str, points: float) -> None:
        """Remember a grade; :meth:`save` writes it."""
        self._points(judge)[take] = points
        self._dirty.add(judge)

    def save(self) -> None:
        """Write what is new, beside and renamed. A disk that does not take it costs time later, no more."""
        for judge in sorted(self._dirty):
            path = self._path(judge)
            if path is None:
                continue
            beside = path.with_name(f".{path.name}.{os.getpid()}")
            try:
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                beside.write_bytes(msgspec.json.encode(_Kept(judge, self._of[judge])))
                beside.replace(path)
            except OSError:
                continue
        self._dirty.clear()

    def _path(self, judge: str) -> Path | None:
        if self._folder is None:
            return None
        from hashlib import sha256

        return self._folder / f"{sha256(judge.encode()).hexdigest()[:24]}.json"

    def _points(self, judge: str) -> dict[str, float]:
        if judge not in self._of:
            self._of[judge] = self._read(judge)
        return self._of[judge]

    def _read(self, judge: str) -> dict[str, float]:
        path = self._path(judge)
        if path is None:
            return {}
        try:
            kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
        except (OSError, msgspec.DecodeError):
            return {}
        return kept.points if kept.judge == judge else {}
