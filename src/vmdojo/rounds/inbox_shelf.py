"""What the record knows of the Inbox: how far each set was heard, and what to hear next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vmdojo.coaching.happenings import InboxCut
from vmdojo.progress import Record
from vmdojo.scenarios.inbox_model import SLUG_OF_YOURS, InboxSet, Voicemail
from vmdojo.scenarios.library import content_hash


def hash_of(set_: InboxSet, voicemail: Voicemail) -> str:
    """Of what decides how a message is heard: its own content, and whose ears they are."""
    # A set without its messages, so that one more message does not make the others new.
    whose = content_hash(set_.buyer) if set_.buyer is not None else set_.scenario
    return f"{content_hash(voicemail)[:32]}{whose[:32]}"


class SetState(NamedTuple):
    """How far a set was heard."""

    set: InboxSet
    heard: int
    """Messages of the last run; all of them where it was heard to its end."""
    nearness: float | None
    """Mean of the last run that reached the end, 0-100; None where none did."""

    @property
    def left(self) -> int:
        """Messages to hear when it is opened now."""
        total = len(self.set.message)
        return total if self.heard == total else total - self.heard

    @property
    def half(self) -> bool:
        """Whether it was left in the middle."""
        return 0 < self.heard < len(self.set.message)


class Suggestion(NamedTuple):
    """What to hear next: a line for the home screen."""

    id: str
    """Of the set."""
    title: str
    messages: int
    """How many wait."""
    half: bool
    """True where it was begun and not heard to its end."""
    again: bool
    """True where every set has been heard, and this is the one that went worst."""


def _runs(set_: InboxSet, cuts: Sequence[InboxCut]) -> list[tuple[str, dict[str, InboxCut]]]:
    """Runs through a set, newest first, each with the cuts that still hold: of messages that are as they were."""
    hashes = {one.id: hash_of(set_, one) for one in set_.message}
    runs: dict[str, dict[str, InboxCut]] = {}
    for cut in cuts:
        if cut.set not in (set_.id, *set_.was) or not cut.run:
            continue
        run = runs.setdefault(cut.run, {})
        if hashes.get(cut.ref) == cut.hash:
            run.setdefault(cut.ref, cut)
    return list(runs.items())


def last_run(set_: InboxSet, record: Record) -> tuple[str, dict[str, InboxCut]]:
    """The newest run through a set and its cuts by message; empty where there was none. Raises ``RecordError``."""
    runs = _runs(set_, record.happenings(InboxCut))
    return runs[0] if runs else ("", {})


def set_states(sets: Sequence[InboxSet], record: Record) -> list[SetState]:
    """How far each set was heard, in the order of ``sets``. Raises ``RecordError``."""
    cuts = record.happenings(InboxCut)
    found = []
    for set_ in sets:
        runs = _runs(set_, cuts)
        whole = next((run for _, run in runs if len(run) == len(set_.message)), None)
        near = sum(cut.points for cut in whole.values()) / len(whole) if whole else None
        found.append(SetState(set_, len(runs[0][1]) if runs else 0, near))
    return found


def suggest(record: Record, sets: Sequence[InboxSet] | None = None) -> Suggestion | None:
    """The set to hear next: one that was left in the middle, else the first that was never heard to its end, else the
    one that went worst. ``sets`` are the shipped ones if left out. None where there is no set.

    Raises ``RecordError``, and ``ScenarioError`` where the library cannot be read.
    """
    if sets is None:
        from vmdojo.scenarios.inbox_library import load_inbox

        sets = load_inbox().sets
    states = [state for state in set_states(sets, record) if state.set.id != SLUG_OF_YOURS]
    if not states:
        return None
    newest = next((cut.set for cut in record.happenings(InboxCut, limit=1)), "")
    halves = sorted((s for s in states if s.half), key=lambda s: newest not in (s.set.id, *s.set.was))
    fresh = [state for state in states if state.nearness is None and not state.half]
    worst = sorted(states, key=lambda state: state.nearness or 0.0)
    it = next(iter([*halves, *fresh, *worst]))
    return Suggestion(it.set.id, it.set.title, it.left, it.half, not halves and not fresh)
