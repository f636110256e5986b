"""One thread writes; whatever waits while it writes becomes the next group, and a group is one transaction.

SQLite has one writer at a time anyway. Taking turns in a queue costs less than waiting for its lock, and a disk that is
asked once for thirty takes answers thirty times as many. A job is done, and its caller told, only after the commit has
reached the disk: what was acknowledged survives ``kill -9`` and a power cut.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], T]

MOST_IN_A_GROUP = 256
"""Jobs of one transaction: enough for the disk, few enough that nobody waits for long."""


class Closed(Exception):  # noqa: N818 - what happened
    """The writer was stopped before this job was begun; nothing of it was written."""


class Writer:
    """The one connection that writes. :meth:`submit` from any thread; :meth:`close` once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """``connection`` is in autocommit mode, made with ``check_same_thread=False``, and belongs to the writer."""
        self._connection = connection
        self._waiting: queue.SimpleQueue[tuple[Job[Any], Future[Any]] | None] = queue.SimpleQueue()
        self._closed = False
        self._door = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="league-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job[T]) -> Future[T]:
        """Have ``job`` run inside a transaction. The future is done after the commit.

        A job that raises is undone alone, and its future raises; the others of its group are kept.
        Raises :class:`Closed` after :meth:`close`.
        """
        future: Future[T] = Future()
        with self._door:
            if self._closed:
                raise Closed("The league server is closing.")
            self._waiting.put((job, future))
        return future

    def close(self) -> None:
        """Finish what waits, then close the connection. A second call does nothing."""
        with self._door:
            if self._closed:
                return
            self._closed = True
            self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        last = False
        while not last:
            first = self._waiting.get()
            if first is None:
                break
            group = [first]
            while len(group) < MOST_IN_A_GROUP:
                try:
                    more = self._waiting.get_nowait()
                except queue.Empty:
                    break
                if more is None:
                    last = True
                    break
                group.append(more)
            self._write(group)
        self._connection.close()

    def _write(self, group: list[tuple[Job[Any], Future[Any]]]) -> None:
        done: list[tuple[Future[Any], Any]] = []
        failed: list[tuple[Future[Any], BaseException]] = []
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for job, future in group:
                self._connection.execute("SAVEPOINT one")
                try:
                    result = job(self._connection)
                except Exception as wrong:  # noqa: BLE001 - handed to the caller whose job it was
                    self._connection.execute("ROLLBACK TO one")
                    failed.append((future, wrong))
                else:
                    done.append((future, result))
                self._connection.execute("RELEASE one")
            self._connection.execute("COMMIT")
        except sqlite3.Error as fault:
            # The disk, not a job: nothing of the group was kept, and everyone in it is told.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            for _, future in group:
                future.set_exception(fault)
            return
        for future, wrong_too in failed:
            future.set_exception(wrong_too)
        for future, result in done:
            future.set_result(result)
