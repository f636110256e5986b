"""Grading beside the server: in processes of its own, so that a board is answered while a hundred takes are judged."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import threading
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from multiprocessing.connection import wait
from typing import NamedTuple, Self

import msgspec

from vmdojo.league.court import grade_of, pinned
from vmdojo.league.wire import Competition, Take
from vmdojo.scenarios.model import Scenario


class Rules(NamedTuple):
    """What a competition pinned, as it goes to a grader."""

    rubric: str
    team_rubric: str
    judge: str

    @classmethod
    def of(cls, competition: Competition) -> Self:
        return cls(competition.rubric, competition.team_rubric, competition.judge)


class Graders:
    """``many`` processes that grade; 0 grades in one thread of this process (one core, or a test)."""

    def __init__(self, many: int | None = None) -> None:
        self.many = min(4, max(1, (os.cpu_count() or 1) - 1)) if many is None else many
        self._pool = self._start()

    def _start(self) -> Executor:
        if not self.many:
            return ThreadPoolExecutor(1, thread_name_prefix="league-grader")
        return ProcessPoolExecutor(
            self.many, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent
        )

    async def points(self, rules: Rules, scenario: str, take: Take) -> float:
        """What the judge gives the take, 0-100 to one decimal. ``scenario`` is its content as JSON.

        A grader that died (memory, a signal) is replaced once; the second time BrokenProcessPool is raised. Raises
        ValueError where the rubric is not that of the judge.
        """
        loop = asyncio.get_running_loop()
        pool = self._pool
        try:
            return await loop.run_in_executor(pool, judge_take, rules, scenario, take)
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = self._start()
                pool.shutdown(wait=False)
            return await loop.run_in_executor(self._pool, judge_take, rules, scenario, take)

    def warm(self) -> None:
        """Have every grader read the rubric now rather than at the first take."""
        for _ in range(max(1, self.many)):
            self._pool.submit(pinned, "classic", "")

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def judge_take(rules: Rules, scenario: str, take: Take) -> float:
    """See :meth:`Graders.points`; runs where the grading is done."""
    rubric = pinned(rules.rubric, rules.team_rubric)
    if rubric.judge != rules.judge:
        raise ValueError(f"the rubric {rules.rubric} here is judged by {rubric.judge}, not by {rules.judge}")
    return round(grade_of(take, _scenario(scenario), rubric).total, 1)


@lru_cache(maxsize=512)
def _scenario(form: str) -> Scenario:
    return msgspec.json.decode(form, type=Scenario)


def _end_with_parent() -> None:
    """A grader outlives its server by no more than a moment: nothing else would tell it of a ``kill -9``."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends its graders itself
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(0)), daemon=True).start()
