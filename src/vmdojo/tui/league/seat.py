"""An official take in the game: the pages of a round whose end is handing in, not a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from vmdojo.league.home import LeagueError
from vmdojo.league.sitting import Sitting
from vmdojo.league.words import waited
from vmdojo.progress import RecordError
from vmdojo.rounds import Stage as RoundStage
from vmdojo.tui import actions
from vmdojo.tui.compose.screen import Compose
from vmdojo.tui.dossier.page import Criteria, criteria_of
from vmdojo.tui.dossier.screen import Dossier
from vmdojo.tui.inert import one_line
from vmdojo.tui.predict.screen import Predict
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import cut, say, spread
from vmdojo.tui.widgets.block import Block

if TYPE_CHECKING:
    from vmdojo.grading import Rubric
    from vmdojo.league.outbox import Sent
    from vmdojo.league.wire import Competition, Take
    from vmdojo.tui.app import Dojo

_PAGES: Final = frozenset({"dossier", "compose", "predict"})
IN_TIME_MS: Final = 3_000
"""Before the end of a Friday round what stands on the tape goes in: the league must have it while it is open."""
CLOSE_MS: Final = 3_600_000
"""From this near to its end on, an official take shows the time that is left."""
After = Callable[["Take", "Sent"], None]


def take_a_seat(dojo: Dojo, competition: Competition, after: After) -> None:
    """Open the dossier for a competition; ``after`` is called when the take was handed in. A no is a notice."""

    def begin() -> None:
        member = dojo.chair.member()
        if member is None:
            return
        try:
            member.sync()
            sitting = Sitting.begin(member, competition, dojo.record)
        except (LeagueError, RecordError, OSError) as no:
            dojo.call_from_thread(dojo.notice, one_line(str(no)))
            return
        dojo.call_from_thread(Seat(dojo, sitting, after).show)

    dojo.run_worker(begin, thread=True, exclusive=True, group="seat", exit_on_error=False)


class Seat:
    """One official take in hand."""

    def __init__(self, dojo: Dojo, sitting: Sitting, after: After) -> None:
        self._dojo = dojo
        self.sitting = sitting
        self._after = after
        self._depth = len(dojo.screen_stack)
        self._page: Stage | None = None
        self._busy = False

    def show(self) -> None:
        """The page of the stage that the round has come to."""
        stage = self.sitting.round.stage
        page: Stage
        if stage is RoundStage.DOSSIER:
            page = SeatDossier(self)
        elif stage is RoundStage.COMPOSE:
            page = SeatCompose(self)
        else:
            page = SeatPredict(self)
        self._page = page
        self._dojo.turn_to(page, _PAGES)

    def line(self, width: int) -> Content:
        """What this take is for, and how long it may still be written where that is soon over."""
        it = self.sitting.competition
        ms = self.sitting.left_ms
        sealed = "sealed until the close" if it.kind == "friday" else "official"
        told = say(f"{one_line(it.title)}, {sealed}", "$quiet")
        return spread(told, say(f"{waited(ms)} left", "bold"), width) if ms < CLOSE_MS else cut(told, width)

    def tick(self) -> None:
        """A moment has passed: at the end of a Friday round the words go in as they stand."""
        it = self.sitting.competition
        if it.kind != "friday" or self._busy or self.sitting.left_ms > IN_TIME_MS:
            return
        for page in self._dojo.screen_stack:
            if isinstance(page, Stage) and page is self._page:
                page.hand_over()
        if self.sitting.round.message.words:
            self._send(self.sitting.time_up)
        else:
            self._leave()
            self._dojo.notice("Time is up, and nothing of yours was on the tape.")

    def hand_in(self, would_return: bool, guess: int) -> None:
        """Both answers are given: in it goes."""
        self._send(lambda: self.sitting.hand_in(would_return, guess))

    def hang_up(self) -> None:
        """No message: handed in like one."""
        self._send(self.sitting.hang_up)

    def _send(self, how: Callable[[], tuple[Take, Sent] | None]) -> None:
        if self._busy:
            return
        self._busy = True
        self._dojo.notice("Handing in ...", stays=True)

        def send() -> None:
            try:
                done = how()
            except (LeagueError, RecordError, OSError) as no:
                self._dojo.call_from_thread(self._failed, one_line(str(no)))
                return
            assert done is not None
            self._dojo.call_from_thread(self._sent, *done)

        self._dojo.run_worker(send, thread=True, exit_on_error=False)

    def _failed(self, problem: str) -> None:
        self._busy = False
        self._dojo.notice(problem, stays=True)

    def _sent(self, take: Take, sent: Sent) -> None:
        self._leave()
        self._after(take, sent)

    def _leave(self) -> None:
        """Back to the page that one came from, whatever lies above it."""
        self._dojo.notice("")
        while len(self._dojo.screen_stack) > self._depth:
            self._dojo.pop_screen()

    def gone(self, page: Stage) -> None:
        """A page of this take is gone for good; with the last of them the place where its words lie is closed."""
        if page is self._page:
            self.sitting.close()


class SeatDossier(Dossier):
    """The dossier of an official take."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        super().__init__(seat.sitting.round)

    def page(self) -> Iterator[Widget]:
        self._clock = Block(lambda width: [self._seat.line(width)], id="seat")
        yield self._clock
        yield from super().page()

    def on_mount(self) -> None:
        self.set_interval(0.5, self._tick)
        if notices := self._round.notices:
            self.dojo.notice(" ".join(notices))

    def _tick(self) -> None:
        self._clock.again()
        self._seat.tick()

    def criteria(self) -> Criteria:
        return criteria_of(self._seat.sitting.rubric, self._round.scenario)

    def go_on(self) -> None:
        self._seat.show()

    def _hang_up(self) -> None:
        self._seat.hang_up()

    def on_unmount(self) -> None:
        self._seat.gone(self)


class SeatCompose(Compose):
    """After the beep of an official take."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        super().__init__(seat.sitting.round)

    def on_mount(self) -> None:
        self.set_interval(0.5, self._tick)

    def _tick(self) -> None:
        self._head.again()
        self._seat.tick()

    def sized(self, width: int, height: int) -> None:
        # One line of the page tells what the take is for.
        super().sized(width, height - 1)

    def _dossier(self, width: int) -> Sequence[Content]:
        return [self._seat.line(width), *super()._dossier(width)]

    @property
    def rubric(self) -> Rubric:
        return self._seat.sitting.rubric

    def hand_over(self) -> None:
        """These words lie in a place of their own, which the game does not save by itself."""
        super().hand_over()
        self._round.save()

    def go_on(self) -> None:
        self._seat.show()

    def _hang_up(self) -> None:
        self._seat.hang_up()

    def action_dossier(self) -> None:
        self.keep()
        self.dojo.peek(self._round, criteria_of(self.rubric, self._round.scenario))

    def on_unmount(self) -> None:
        self._seat.gone(self)


class SeatPredict(Predict):
    """The guess of an official take: after it the words go in."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        super().__init__(seat.sitting.round)

    def page(self) -> Iterator[Widget]:
        self._clock = Block(lambda width: [self._seat.line(width)], id="seat")
        yield self._clock
        yield from super().page()

    def on_mount(self) -> None:
        self.set_interval(0.5, self._tick)

    def _tick(self) -> None:
        self._clock.again()
        self._seat.tick()

    def label(self, action: actions.Action) -> str:
        return "hand it in" if action.call == "hear" else super().label(action)

    def answered(self, would_return: bool, guess: int) -> None:
        self._seat.hand_in(would_return, guess)

    def go_on(self) -> None:
        self._seat.show()

    def on_unmount(self) -> None:
        self._seat.gone(self)
