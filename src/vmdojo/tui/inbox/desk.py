"""What the pages of the Inbox share: the sets, the player's own messages, the record, every failure made a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vmdojo.progress import RecordError
from vmdojo.rounds.inbox import InboxRun, SetState, set_states
from vmdojo.rounds.inbox_yours import Received, Unsent, Yours, set_of
from vmdojo.scenarios import ScenarioError
from vmdojo.scenarios.inbox_library import InboxLibrary, load_inbox
from vmdojo.scenarios.inbox_model import SLUG_OF_YOURS, InboxSet

if TYPE_CHECKING:
    from vmdojo.grading import Rubric
    from vmdojo.progress import Record
    from vmdojo.scenarios import Library
    from vmdojo.scenarios.model import Scenario


class Desk:
    """Reads and writes for the pages. ``problem`` says what went wrong last; empty where nothing did."""

    def __init__(
        self,
        record: Record,
        library: Library,
        rubric: Callable[[], Rubric],
        sets: InboxLibrary | None = None,
        folder: Path | None = None,
    ) -> None:
        """``sets`` are the shipped ones if left out, ``folder`` the data folder."""
        self._record = record
        self._library = library
        self._rubric = rubric
        self._sets = sets
        self._folder = folder
        self.problem = ""

    @property
    def sets(self) -> tuple[InboxSet, ...]:
        """The sets that came with vmdojo."""
        if self._sets is None:
            try:
                self._sets = load_inbox()
            except ScenarioError as error:
                self.problem = str(error)
                return ()
        return self._sets.sets

    def states(self) -> list[SetState]:
        """Every set and how far it was heard; the player's own last, where there is something in it."""
        self.problem = ""
        yours = self.yours()
        every = [*self.sets, *([set_of(yours)] if yours else [])]
        try:
            return set_states(every, self._record)
        except RecordError as error:
            self.problem = str(error)
            return [SetState(one, 0, None) for one in every]

    def yours(self) -> tuple[Received, ...]:
        """What the player received, oldest first."""
        try:
            return self.store.messages()
        except RecordError as error:
            self.problem = str(error)
            return ()

    def unsent(self) -> Unsent:
        """What was begun to be added and is not kept yet."""
        try:
            return self.store.unsent()
        except RecordError as error:
            self.problem = str(error)
            return Unsent()

    def keep_unsent(self, begun: Unsent | None) -> None:
        """Remember what was begun; None forgets it."""
        self.problem = ""
        try:
            self.store.keep_unsent(begun)
        except RecordError as error:
            self.problem = str(error)

    @property
    def store(self) -> Yours:
        """Where the player's own are kept. Its methods raise ``RecordError``."""
        return Yours(self._folder)

    def set(self, id: str) -> InboxSet | None:  # noqa: A002 - as elsewhere
        """The set of that id; None where there is none (any more)."""
        if id == SLUG_OF_YOURS:
            yours = self.yours()
            return set_of(yours) if yours else None
        return next((one for one in self.sets if id == one.id or id in one.was), None)

    def scenario(self, set_: InboxSet) -> Scenario | None:
        """The scenario whose buyer listens. Raises LookupError where the library does not have it."""
        return self._library.get(set_.scenario) if set_.scenario else None

    def open(self, set_: InboxSet, *, anew: bool = False) -> InboxRun | None:
        """A run through a set; None, and ``problem``, where its buyer is missing."""
        try:
            scenario = self.scenario(set_)
        except LookupError as error:
            self.problem = str(error)
            return None
        return InboxRun.open(set_, scenario, rubric=self._rubric(), record=self._record, anew=anew)
