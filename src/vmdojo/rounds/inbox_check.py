"""Whether the buyers of the Inbox do what its authors say: every message of a set under the judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vmdojo.rounds.inbox_hearing import Hearing, hear
from vmdojo.scenarios.inbox_check import check_between, check_set
from vmdojo.scenarios.inbox_library import InboxLibrary
from vmdojo.scenarios.inbox_model import Did, InboxSet, Voicemail
from vmdojo.scenarios.library import Library
from vmdojo.scenarios.problem import Problem
from vmdojo.scenarios.toml import Loaded, load_toml

if TYPE_CHECKING:
    from vmdojo.grading import Rubric

NEAR_SECONDS = 3.0
"""Seconds by which author and judge may differ about a cut."""
_STAYS: tuple[Did, ...] = ("kept", "answered")
_DONE = {"deleted": "deletes it", "let_go": "hears it out and lets it go", "kept": "keeps it", "answered": "answers it"}


class InboxNote(msgspec.Struct, frozen=True):
    """Something to be said of a set."""

    problem: Problem
    disputed: str = ""
    """The author's reason where author and judge differ: then it is no fault of the file."""


def check_inbox(files: Sequence[Path], library: Library, rubric: Rubric) -> list[InboxNote]:
    """Check sets, each in a file: what is to be said of them. ``library`` has the scenarios that they name."""
    loaded = [load_toml(file, InboxSet) for file in files]
    notes: list[InboxNote] = []
    for one in loaded:
        found = [InboxNote(problem) for problem in check_set(one)] + list(judged(one, library, rubric))
        notes += sorted(found, key=lambda note: (note.problem.line, note.problem.column))
    told = {note.problem for note in notes}
    between = (*check_between(loaded, library), *InboxLibrary(loaded).problems)
    return notes + [InboxNote(problem) for problem in between if problem not in told]


def judged(one: Loaded[InboxSet], library: Library, rubric: Rubric) -> Iterator[InboxNote]:
    """Where a buyer does something else than the author of a set says."""
    set_ = one.value
    if set_ is None:
        return
    scenario = next((s for s in library.scenarios if s.id == set_.scenario), None)
    if set_.scenario and scenario is None:
        return
    for place, voicemail in enumerate(set_.message):
        hearing = hear(set_, voicemail, scenario, rubric)
        for field, message in _differences(voicemail, hearing, rubric):
            problem = one.problem(("message", place, field), f"{voicemail.id}: {message}")
            yield InboxNote(problem, voicemail.disputed)


def author_at(voicemail: Voicemail, hearing: Hearing) -> float | None:
    """The second at which the author of a message has delete pressed; None where it is heard out."""
    text = hearing.message.text
    start = text.find(voicemail.deletes) if voicemail.deletes else -1
    if start < 0:
        return None
    end = start + len(voicemail.deletes)
    return max((word.ends for word in hearing.message.words if word.start < end), default=None)


def _differences(voicemail: Voicemail, hearing: Hearing, rubric: Rubric) -> Iterator[tuple[str, str]]:
    wanted: Did = "deleted" if voicemail.deletes else voicemail.follows or "let_go"
    field = "deletes" if voicemail.deletes else "follows"
    total = f"it totals {hearing.grade.total:.0f}"
    alike = hearing.did == wanted or (hearing.did in _STAYS and wanted in _STAYS)
    if not alike:
        yield field, f"the judge's buyer {_DONE[hearing.did]} ({total}), the author's {_DONE[wanted]}."
    at = author_at(voicemail, hearing)
    if alike and at is not None and hearing.at is not None and abs(at - hearing.at) > NEAR_SECONDS:
        yield (
            field,
            f"{hearing.reaction.did} The author's buyer presses at {at:.1f} seconds, this one at {hearing.at:.1f}.",
        )
    found = {finding.rule for finding in hearing.grade.findings} | {cap.rule for cap in hearing.grade.caps}
    for rule in voicemail.because:
        if rule in rubric.silent:
            continue
        if rule not in rubric.rules:
            yield "because", f"there is no rule {rule!r}."
        elif rule not in found:
            yield "because", f"{rule} is not found in it."
