"""The rounds in hand. Imported behind the first page, for it brings the judge and the coach with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from vmdojo.message import parse
from vmdojo.progress import RecordError
from vmdojo.rounds import Round, Stage
from vmdojo.rounds.prep import PrepBook, WithPrepared
from vmdojo.rounds.shipped import ShippedCoach, ShippedJudge
from vmdojo.scenarios import UnknownScenario
from vmdojo.scenarios.prepared import is_list
from vmdojo.tui.verdict.beside import Sample

if TYPE_CHECKING:
    from pathlib import Path

    from vmdojo.coaching.model import Attempt
    from vmdojo.grading import Rubric
    from vmdojo.progress import Clock, Draft, Record
    from vmdojo.rounds.ports import Coach, Judge
    from vmdojo.rounds.round_state import Table
    from vmdojo.scenarios import Library
    from vmdojo.scenarios.model import Scenario, Strong


class Hand:
    """Every round of this session, so that no words depend on a record that fails. One of them is ``current``."""

    def __init__(
        self,
        record: Record,
        library: Library,
        rubric: Callable[[], Rubric],
        judge: Judge | None = None,
        coach: Coach | None = None,
        clock: Clock | None = None,
        *,
        book: PrepBook | None = None,
    ) -> None:
        self._record = record
        self._clock = clock
        self._book = book or PrepBook()
        self._library = WithPrepared(library, self._book)
        self._load_rubric = rubric
        self._judge = judge or ShippedJudge()
        self._coach = coach or ShippedCoach()
        self._rounds: dict[str, Round] = {}
        self._past: list[Round] = []
        self._told: list[Round] = []
        self._foreword = ""
        self.current: Round | None = None
        self._sounds: dict[Round, Path] = {}
        """Recordings that were said for a round and not yet kept or dropped."""

    @property
    def rubric(self) -> Rubric:
        """The rubric of every round."""
        return self._load_rubric()

    @property
    def _table(self) -> Table:
        return {
            "rubric": self.rubric,
            "record": self._record,
            "clock": self._clock,
            "judge": self._judge,
            "coach": self._coach,
        }

    def begin(self, scenario: Scenario, *, source: str = "", official: bool = False, foreword: str = "") -> Round:
        """The round that waits on a scenario, else a new one for ``source``; it becomes the current one.

        ``foreword`` is a sentence to show before anything else of it is done.
        """
        self._foreword = foreword
        it = self._rounds.get(scenario.id)
        # A prepared call may have been edited while a round on it waited: its words go on with what is known now.
        changed = it is not None and (it.scenario != scenario or is_list(scenario.id))
        if it is None or changed or it.stage is Stage.VERDICT or (official and not it.official):
            if it is not None and (it.stage is not Stage.VERDICT or not it.verdict.saved):
                # Its words or its take are still to be recorded.
                it.save()
                self._past.append(it)
            it = Round.begin(
                scenario,
                source=source,
                official=official,
                fill=self._book.filler(scenario),
                **self._table,
            )
        return self._take(it)

    def resume(self, draft: Draft) -> Round:
        """The round that a draft was saved from; it becomes the current one. Raises ``ScenarioGone``."""
        fill = None
        if is_list(draft.scenario):
            with suppress(UnknownScenario):  # the round itself says that it is gone
                fill = self._book.filler(self._library.get(draft.scenario))
        it = Round.resume(draft, self._library, fill=fill, **self._table)
        return self._take(self._rounds.get(it.scenario.id, it))

    def reopen(self, attempt: Attempt, scenario: Scenario) -> Round:
        """A recorded take at its verdict; it is looked at, and becomes no round in hand before :meth:`again`."""
        return Round.reopen(attempt, scenario, **self._table)

    def again(self, it: Round) -> None:
        """Go on from a verdict with its words, unless other words on this buyer wait: then with those."""
        known = self._rounds.get(it.scenario.id)
        if known is not it and self._waits(known, it.scenario):
            self.begin(it.scenario)
            return
        if known is not None and known is not it and known.stage is Stage.VERDICT and not known.verdict.saved:
            self._past.append(known)
        it.again()
        self._take(it)

    def _waits(self, known: Round | None, scenario: Scenario) -> bool:
        if known is not None:
            return known.stage is not Stage.VERDICT and bool(known.text.strip())
        try:
            draft = self._record.draft(scenario.id)
        except RecordError:
            return False
        return draft is not None and bool(draft.text.strip())

    def _take(self, it: Round) -> Round:
        self._rounds[it.scenario.id] = it
        self.current = it
        return it

    def news(self) -> str:
        """What the current round wants to say at its start; once."""
        it = self.current
        told, self._foreword = self._foreword, ""
        if it is None or it in self._told:
            return told
        self._told.append(it)
        return " ".join(filter(None, [told, *it.notices]))

    def unfinished(self) -> Round | None:
        """The current round where it waits with words."""
        it = self.current
        return it if it is not None and it.text.strip() and it.stage is not Stage.VERDICT else None

    def save(self) -> str:
        """Save what every round still has to save. Why that failed, empty where nothing is left unsaved."""
        self._past = [it for it in self._past if not it.save()]
        for it in self._rounds.values():
            it.save()
        return self.problem

    @property
    def problem(self) -> str:
        """Why the last save of a round failed; empty while the record works."""
        return next((it.save_problem for it in (*self._past, *self._rounds.values()) if it.save_problem), "")

    # Recordings

    def sound_of(self, it: Round) -> Path | None:
        """The recording of the round's take, while there is one."""
        return self._sounds.get(it)

    def keep_sound(self, it: Round, path: Path) -> None:
        """Take over a recording for the round; one from before goes."""
        self.drop_sound(it)
        self._sounds[it] = path

    def drop_sound(self, it: Round) -> None:
        """Forget the round's recording, file and all."""
        path = self._sounds.pop(it, None)
        if path is not None:
            path.unlink(missing_ok=True)

    def drop_sounds(self) -> None:
        """Forget every recording that nobody kept."""
        for it in list(self._sounds):
            self.drop_sound(it)

    def file_sound(self, it: Round, folder: Path) -> Path:
        """Move the recording of the round's take into ``folder`` for good, under the take's id. Raises OSError."""
        path = self._sounds[it]
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{it.verdict.attempt.id}.wav"
        shutil.move(path, target)
        del self._sounds[it]
        return target

    def measure(self, scenario: Scenario, strong: Strong) -> Sample:
        """A strong version judged like a take."""
        text = strong.text.strip()
        # A take that copies a strong version is held down; the version itself copies nobody.
        uncopied = msgspec.structs.replace(scenario, strong=())
        grade = self._judge.grade(parse(text, self.rubric.pace), uncopied, self.rubric, earlier=())
        ask = grade.dimensions.get("scariness")
        good = tuple(finding for finding in grade.findings if finding.kind == "virtue")
        return Sample(text, strong.shows, grade.seconds, grade.total, ask.level if ask is not None else None, good)
