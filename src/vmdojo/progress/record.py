"""The player's record: every take for good, and the words of a round in the middle."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Self, TypeVar, overload

from vmdojo.coaching.happenings import AnyHappening
from vmdojo.coaching.model import Attempt
from vmdojo.coaching.summary import Summary
from vmdojo.progress.clock import Clock, SystemClock
from vmdojo.progress.connection import ATTEMPT_WAIT_MS, DRAFT_WAIT_MS, connect, inspect, settle, wait_at_most
from vmdojo.progress.errors import RecordClash, from_sqlite, place
from vmdojo.progress.folder import RECORD_NAME, data_folder, make, whole
from vmdojo.progress.migrate import migrate, transaction
from vmdojo.progress.model import Draft
from vmdojo.progress.rescue import is_sound, set_aside
from vmdojo.progress.rows import (
    Row,
    Unreadable,
    attempt_from,
    attempt_row,
    draft_from,
    draft_row,
    happening_from,
    happening_row,
    sql,
    summary_from,
    tag,
)

H = TypeVar("H", bound=AnyHappening)


class Record:
    """Attempts, append-only, and drafts, one for each scenario. Make one with :meth:`open` or :meth:`in_memory`.

    Order is the order of recording; ids and times never decide it. Every method may be called from any thread and
    raises only :class:`RecordError` (a sentence and what to do); a change that raised did not happen.

    What survives what: anything saved survives the end of this process, however it ends. A recorded attempt is on the
    disk when ``add_attempt`` returns and survives a power cut. A draft is handed to the operating system: a power cut
    may take its last seconds, never the record.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None, notices: tuple[str, ...]) -> None:
        self._connection = connection
        self._path = path
        self._notices = list(notices)
        self._lock = threading.RLock()
        self._unreadable: set[str] = set()

    @classmethod
    def open(cls, folder: Path | None = None, *, rescue: bool = False, clock: Clock | None = None) -> Self:
        """The record in ``folder`` (:func:`data_folder` if left out), made where there is none, brought up to date.

        With ``rescue`` a damaged record is renamed to ``record-damaged-<stamp>.sqlite3`` and a new one started with
        every take and draft that can still be read; a sound one is opened as it is. ``clock`` stamps migrations and
        copies.

        Raises a :class:`RecordError`: RecordFolderError, RecordReadOnly, RecordFull, RecordLocked (after two seconds),
        RecordDamaged, RecordNewer.
        """
        clock = clock or SystemClock()
        folder = data_folder() if folder is None else whole(folder)
        make(folder)
        path = folder / RECORD_NAME
        if rescue and not is_sound(path):
            return cls._start_anew(path, clock)
        return cls._open(path, clock)

    @classmethod
    def _open(cls, path: Path, clock: Clock) -> Self:
        inspect(path)
        connection = connect(path)
        try:
            notices = settle(connection, path, clock)
        except BaseException:
            connection.close()
            raise
        return cls(connection, path, notices)

    @classmethod
    def _start_anew(cls, path: Path, clock: Clock) -> Self:
        aside, attempts, drafts, happenings = set_aside(path, clock)
        record = cls._open(path, clock)
        try:
            for attempt in attempts:
                record.add_attempt(attempt)
            for happening in happenings:
                record.note(happening)
            for draft in drafts:
                record.save_draft(draft)
        except BaseException:
            record.close()
            raise
        takes = "1 take" if len(attempts) == 1 else f"{len(attempts)} takes"
        record._notices.append(
            f"Your record was damaged. It is kept at {place(aside)}; {takes} could be read and stand in the new one."
        )
        return record

    @classmethod
    def in_memory(cls, why: str = "", *, clock: Clock | None = None) -> Self:
        """A record that ends with this process, so that the game goes on where none can be opened.

        ``why`` is the sentence of the error that led here; it stands first among the notices.
        """
        connection = connect(None)
        migrate(connection, None, clock or SystemClock())
        told = "Takes and drafts of this session are not kept."
        return cls(connection, None, (why, told) if why else (told,))

    # -- what can be seen --------------------------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """The file, None for a record in memory."""
        return self._path

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences that the player should see once, oldest first."""
        return tuple(self._notices)

    def state(self) -> tuple[int, int]:
        """Differs from before where anything on record has changed, here or by another process; cheap to ask."""
        with self._lock, self._translated():
            wait_at_most(self._connection, ATTEMPT_WAIT_MS)
            (elsewhere,) = self._connection.execute("PRAGMA data_version").fetchone()
            return int(elsewhere), self._connection.total_changes

    # -- attempts ----------------------------------------------------------------------------------------------------

    def add_attempt(self, attempt: Attempt, *, keep_draft: bool = False) -> bool:
        """Record an attempt and, in the same transaction, clear the draft of its scenario (unless ``keep_draft``).

        The same attempt twice is once: the second time gives False. Raises :class:`RecordClash` where its id belongs to
        another attempt.
        """
        with self._writing(ATTEMPT_WAIT_MS, to_disk=True):
            known = self._connection.execute(sql("attempt"), {"id": attempt.id}).fetchone()
            if known is None:
                self._connection.execute(sql("add_attempt"), attempt_row(attempt))
            elif not self._same(known, attempt):
                raise RecordClash(
                    f"Another take is already recorded as {place(Path(attempt.id))}.",
                    "Nothing was changed. Record this one under an id of its own.",
                    self._path,
                )
            if not keep_draft:
                self._connection.execute(sql("clear_draft"), {"scenario": attempt.scenario})
        return known is None

    def add_all(self, attempts: Iterable[Attempt], happenings: Iterable[AnyHappening]) -> tuple[int, tuple[str, ...]]:
        """Record what is not on record yet, in this order and in one transaction; no draft is cleared.

        Gives how many were new, and the ids under which something else is recorded: that stays as it is.
        """
        added, clashes = 0, []
        with self._writing(ATTEMPT_WAIT_MS, to_disk=True):
            for attempt in attempts:
                known = self._connection.execute(sql("attempt"), {"id": attempt.id}).fetchone()
                if known is None:
                    self._connection.execute(sql("add_attempt"), attempt_row(attempt))
                    added += 1
                elif not self._same(known, attempt):
                    clashes.append(attempt.id)
            for happening in happenings:
                row = happening_row(happening)
                known = self._connection.execute(sql("happening"), {"id": happening.id}).fetchone()
                if known is None:
                    self._connection.execute(sql("add_happening"), row)
                    added += 1
                elif known[0] != row["body"]:
                    clashes.append(happening.id)
        return added, tuple(clashes)

    def attempts(self, *, scenario: str | None = None, limit: int | None = None) -> list[Attempt]:
        """Attempts, newest first, of one scenario or of all; at most ``limit`` of them.

        A row that this vmdojo cannot read is left out, with a notice; it stays in the record.
        """
        if scenario is None:
            rows = self._rows("attempts", limit=_limit(limit))
        else:
            rows = self._rows("attempts_of_scenario", scenario=scenario, limit=_limit(limit))
        return self._read_attempts(rows)

    def summaries(self, *, limit: int | None = None) -> list[Summary]:
        """Attempts in numbers, newest first; at most ``limit`` of them. A tenth of the time of :meth:`attempts`."""
        found = []
        for row in self._rows("summaries", limit=_limit(limit)):
            with self._noting_unreadable():
                found.append(summary_from(row))
        return found

    def attempt(self, id: str) -> Attempt | None:  # noqa: A002
        """The attempt of that id, None where there is none."""
        return next(iter(self._read_attempts(self._rows("attempt", id=id))), None)

    def count(self, *, scenario: str | None = None) -> int:
        """How many attempts there are, of one scenario or of all."""
        rows = self._rows("count") if scenario is None else self._rows("count_of_scenario", scenario=scenario)
        return int(rows[0][0])

    def best(self, scenario: str) -> float | None:
        """The highest total on a scenario, None where there is no attempt."""
        total = self._rows("best", scenario=scenario)[0][0]
        return None if total is None else float(total)

    def bests(self) -> dict[str, float]:
        """The highest total of each scenario that has an attempt."""
        return {str(scenario): float(total) for scenario, total in self._rows("bests")}

    def best_attempt(self, scenario: str) -> Attempt | None:
        """The attempt with the highest total on a scenario; of equal ones the oldest."""
        return next(iter(self._read_attempts(self._rows("best_attempt", scenario=scenario))), None)

    def days(self) -> list[date]:
        """The days on which a message was left, in the player's local time of each moment; oldest first."""
        return [date.fromisoformat(day) for (day,) in self._rows("days")]

    # -- happenings --------------------------------------------------------------------------------------------------

    def note(self, happening: AnyHappening) -> bool:
        """Record a happening. The same one twice is once: the second time gives False.

        Raises :class:`RecordClash` where its id belongs to another one.
        """
        with self._writing(ATTEMPT_WAIT_MS, to_disk=True):
            row = happening_row(happening)
            known = self._connection.execute(sql("happening"), {"id": happening.id}).fetchone()
            if known is None:
                self._connection.execute(sql("add_happening"), row)
            elif known[0] != row["body"]:
                raise RecordClash(
                    f"Something else is already recorded as {place(Path(happening.id))}.",
                    "Nothing was changed. Record this one under an id of its own.",
                    self._path,
                )
        return known is None

    @overload
    def happenings(self, type_: type[H], *, ref: str = "", limit: int | None = None) -> list[H]: ...
    @overload
    def happenings(self, type_: None = None, *, ref: str = "", limit: int | None = None) -> list[AnyHappening]: ...
    def happenings(
        self, type_: type[H] | None = None, *, ref: str = "", limit: int | None = None
    ) -> list[H] | list[AnyHappening]:
        """Happenings, newest first: of one type or of all, about ``ref`` or about anything; at most ``limit``.

        What this vmdojo cannot read is left out, with a notice; it stays in the record.
        """
        rows = self._rows("happenings", type="" if type_ is None else tag(type_), ref=ref, limit=_limit(limit))
        found: list[AnyHappening] = []
        for row in rows:
            with self._noting_unreadable():
                found.append(happening_from(row))
        return found

    # -- drafts ------------------------------------------------------------------------------------------------------

    def save_draft(self, draft: Draft) -> None:
        """Keep the draft in place of the last one on its scenario. Waits a quarter of a second at most for a lock."""
        with self._writing(DRAFT_WAIT_MS, to_disk=False):
            self._connection.execute(sql("save_draft"), draft_row(draft))

    def draft(self, scenario: str | None = None) -> Draft | None:
        """The draft of a scenario, or the latest of all."""
        return next((draft for draft in self.drafts() if scenario is None or draft.scenario == scenario), None)

    def drafts(self) -> list[Draft]:
        """All drafts, the latest first."""
        found = []
        for row in self._rows("drafts"):
            with self._noting_unreadable():
                found.append(draft_from(row))
        return found

    def clear_draft(self, scenario: str | None = None) -> None:
        """Forget the draft of a scenario, or the latest of all. Forgetting none is fine."""
        if scenario is None:
            latest = self.draft()
            if latest is None:
                return
            scenario = latest.scenario
        with self._writing(DRAFT_WAIT_MS, to_disk=False):
            self._connection.execute(sql("clear_draft"), {"scenario": scenario})

    # -- ending ------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Close the file. Closing twice is fine; nothing else works afterwards."""
        with self._lock, self._translated():
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # -- inside ------------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OverflowError, UnicodeEncodeError) as error:
            raise from_sqlite(error, self._path) from error

    @contextlib.contextmanager
    def _writing(self, wait_ms: int, *, to_disk: bool) -> Iterator[None]:
        with self._lock, self._translated():
            wait_at_most(self._connection, wait_ms)
            self._connection.execute(f"PRAGMA synchronous = {'FULL' if to_disk else 'NORMAL'}")
            with transaction(self._connection):
                yield

    def _rows(self, query: str, **parameters: str | int) -> list[Row]:
        with self._lock, self._translated():
            wait_at_most(self._connection, ATTEMPT_WAIT_MS)
            return self._connection.execute(sql(query), parameters).fetchall()

    def _read_attempts(self, rows: list[Row]) -> list[Attempt]:
        found = []
        for row in rows:
            with self._noting_unreadable():
                found.append(attempt_from(row))
        return found

    @contextlib.contextmanager
    def _noting_unreadable(self) -> Iterator[None]:
        try:
            yield
        except Unreadable as unreadable:
            with self._lock:
                if str(unreadable) not in self._unreadable:
                    self._unreadable.add(str(unreadable))
                    self._notices.append(f"One entry of your record cannot be read and is left out: {unreadable}.")

    @staticmethod
    def _same(row: Row, attempt: Attempt) -> bool:
        try:
            return attempt_from(row) == attempt
        except Unreadable:
            return False


def _limit(limit: int | None) -> int:
    return -1 if limit is None else max(limit, 0)
