"""An eye on the league while the player is elsewhere in the game: a Friday round opens, the room votes."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from vmdojo.league.friday import Friday
from vmdojo.league.home import LeagueError
from vmdojo.league.words import local
from vmdojo.tui.inert import one_line
from vmdojo.tui.stage import Stage

if TYPE_CHECKING:
    from vmdojo.league.wire import Competition
    from vmdojo.tui.app import Dojo

EVERY_SECONDS: Final = 5.0
"""How often the clock is looked at."""
ASK_SECONDS: Final = 120.0
"""How often the league is asked for what is new; while a buyer is late, with every look."""
_THERE: Final = "friday"
"""The page that tells all of this itself. Who plays or votes in a round has it under the page in sight."""
_NOT_NOW: Final = frozenset({"record", "ask"})
"""Pages on which one speaks, or answers a question: it is told on the next one."""


class Watch:
    """Says each thing once, in the one line above the keys: it takes no key and moves no page. A lead's game opens the
    sealed buyer by it, whatever page it is on."""

    def __init__(self, dojo: Dojo) -> None:
        self._dojo = dojo
        self._asked = monotonic()
        self._busy = False
        self._told: set[tuple[str, str]] = set()

    def begin(self) -> None:
        """Look from time to time, as long as the game runs."""
        self._dojo.set_interval(EVERY_SECONDS, self._look)

    def _look(self) -> None:
        if not self._busy:
            self._busy = True
            self._dojo.run_worker(self._hear, thread=True, group="watch", exit_on_error=False)

    def _hear(self) -> None:
        """In a thread: a network drive may take its time."""
        news: tuple[Competition, str] | None = None
        try:
            news = self._news()
        except (LeagueError, OSError):
            pass  # the league's page says why; here there is nothing to tell
        finally:
            self._busy = False
        if news is not None:
            self._dojo.call_from_thread(self._tell, *news)

    def _news(self) -> tuple[Competition, str] | None:
        """The round that wants its players, and where it stands."""
        member = self._dojo.chair.member()  # anew: another page may have heard more since
        if member is None:
            return None
        due = member.due()
        rounds = [Friday(member, one) for one in member.known.competitions if one.kind == "friday"]
        late = any(one.phase == "unopened" for one in rounds)
        ended = due is not None and (due.id, "voting") not in self._told and Friday(member, due).phase == "voting"
        if late or ended or monotonic() - self._asked >= ASK_SECONDS:
            self._asked = monotonic()
            member.sync()
            due = member.due()
        return (due, Friday(member, due).phase) if due is not None else None

    def _tell(self, it: Competition, phase: str) -> None:
        dojo = self._dojo
        if phase not in ("open", "voting") or (it.id, phase) in self._told:
            return
        there = [page.KEY for page in dojo.screen_stack if isinstance(page, Stage)]
        if _THERE in there:
            self._told.add((it.id, phase))
            return
        if dojo.problem or there[-1] in _NOT_NOW:
            return
        self._told.add((it.id, phase))
        title, until = one_line(it.title), local(it.ends_ms).rpartition(" ")[2]
        told = f"{title} is open until {until}." if phase == "open" else f"{title} is over: hear the takes, and vote."
        dojo.notice(f"{told} On home l, then Enter.", stays=True)
