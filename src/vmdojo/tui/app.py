"""The app: which page is shown, the round in hand, notices, colours, and every way out."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

import msgspec
from textual import events
from textual.screen import Screen
from textual.timer import Timer

from vmdojo.coaching.path import next_buyers
from vmdojo.progress import SystemClock
from vmdojo.scenarios.model import PREPARED
from vmdojo.scenarios.sieve import Sieve
from vmdojo.tui import actions, theme
from vmdojo.tui.dossier.page import Criteria
from vmdojo.tui.home.screen import Home
from vmdojo.tui.home.suggest import following
from vmdojo.tui.inert import one_line
from vmdojo.tui.order import InOrder
from vmdojo.tui.settings import WISHES, Settings, store
from vmdojo.tui.shelf import Shelf
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import counted
from vmdojo.tui.words import DIMENSION

if TYPE_CHECKING:
    from vmdojo.coaching.model import Attempt
    from vmdojo.grading import Rubric
    from vmdojo.progress import Clock, Record
    from vmdojo.rounds import Round
    from vmdojo.rounds.inbox import InboxRun
    from vmdojo.rounds.ports import Coach, Judge
    from vmdojo.rounds.prep import PrepBook
    from vmdojo.rounds.today import Today
    from vmdojo.scenarios import Library
    from vmdojo.scenarios.exercises import Exercises
    from vmdojo.scenarios.model import Scenario
    from vmdojo.tui.exercise.drills import Drills
    from vmdojo.tui.hand import Hand
    from vmdojo.tui.inbox.desk import Desk

NOTICE_SECONDS: Final = 10.0
TWICE_SECONDS: Final = 2.0
"""A second Ctrl+C within this time quits."""
_INBOX_PAGES = frozenset({"inbox_listen", "inbox_verdict", "inbox_summary"})
_ROUND_PAGES = frozenset({"dossier", "compose", "predict", "listen", "verdict"})


class Dojo(InOrder, inherit_bindings=False):
    """The game. It owns the record's words only through rounds, and closes nothing that it did not open."""

    TITLE = "vmdojo"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = actions.bindings(actions.APP)
    CSS_PATH = Path(__file__).parent / "styles" / "dojo.tcss"

    def __init__(
        self,
        *,
        record: Record,
        library: Library,
        rubric: Callable[[], Rubric],
        start: Scenario | None = None,
        judge: Judge | None = None,
        coach: Coach | None = None,
        clock: Clock | None = None,
        start_today: bool = False,
        start_prep: str | None = None,
        settings: Settings | None = None,
        settings_path: Path | None = None,
        desk: Desk | None = None,
        opening: Callable[[Dojo], None] | None = None,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        # Textual picks its NO_COLOR filter here, before a theme can be set.
        super().__init__(ansi_color=True if "NO_COLOR" in environ else None)
        self.record = record
        self.library = library
        self._book: PrepBook | None = None
        self.clock = clock or SystemClock()
        self.shelf = Shelf(record, library, self.clock, coach, prepared=lambda name: self.book.get(name))
        self._load_rubric = rubric
        self._judge = judge
        self._coach = coach
        self.settings = settings or Settings()
        self.sieve = Sieve()
        """What the list is narrowed to; it holds while the game runs."""
        self.notice_text = ""
        self.problem = ""
        """Why the last save failed; empty while the record works."""
        self._settings_path = settings_path
        self._environ = environ
        self._start = start
        self._start_today = start_today
        self._start_prep = start_prep
        self._desk = desk
        self._opening = opening
        self._hand: Hand | None = None
        self._exercises: Exercises | None = None
        self._drills: Drills | None = None
        self._notice_timer: Timer | None = None
        self._interrupted = float("-inf")
        self._warned = False
        self._signals: list[signal.Signals] = []
        for each in theme.THEMES:
            self.register_theme(each)
        self.theme = theme.choose(self.settings.theme, self.console.color_system, environ)

    # Pages

    def get_default_screen(self) -> Screen[None]:
        """Home is the page under all others."""
        return Home()

    def on_mount(self) -> None:
        self._mind_signals()
        if self._start is not None:
            self.begin(self._start)
        elif self._start_today:
            self.begin_today()
        elif self._start_prep is not None:
            self.start_prep(self._start_prep)
        if self._opening is not None:
            self._opening(self)

    @property
    def still(self) -> bool:
        """True where nothing is to move."""
        return self.settings.still or self.animation_level == "none"

    @property
    def hand(self) -> Hand:
        """The rounds in hand; the first look brings in the judge."""
        if self._hand is None:
            from vmdojo.tui.hand import Hand

            self._hand = Hand(
                self.record, self.library, self._load_rubric, self._judge, self._coach, self.clock, book=self.book
            )
        return self._hand

    @property
    def book(self) -> PrepBook:
        """The calls that the player prepared; looked for when first asked for."""
        if self._book is None:
            from vmdojo.rounds.prep import PrepBook

            self._book = PrepBook()
        return self._book

    @property
    def rubric(self) -> Rubric:
        """The rubric, read when first asked for."""
        return self._load_rubric()

    def warm_up(self) -> None:
        """Bring in the judge behind the first page, so that the first dossier opens at once."""
        self.run_worker(self._warm, thread=True, name="warm-up", exit_on_error=False)

    def _warm(self) -> None:
        import vmdojo.tui.hand
        import vmdojo.tui.pages  # noqa: F401 - the import is the work

        self._load_rubric()

    def standing(self) -> list[str]:
        """What the record and the library want the player to know, on home for as long as it is so."""
        told = [*self.record.notices, *filter(None, [self.shelf.problem])]
        if broken := len({problem.path for problem in self.library.problems}):
            told.append(f"{counted(broken, 'scenario file')} could not be used; `vmdojo scenarios check` says why.")
        if self.library.pack_problems:
            told.append("Not all of your packs could be used; `vmdojo packs list` says why.")
        return told

    # Rounds

    def waiting(self) -> tuple[str, str] | None:
        """Whom one was in mid-sentence with, and in which scenario; None where nothing waits."""
        it = self._hand.unfinished() if self._hand is not None else None
        if it is not None:
            return one_line(it.scenario.buyer.name), _told(it.scenario, it.text)
        draft = self.shelf.draft()
        scenario = self.shelf.scenario(draft.scenario) if draft is not None else None
        if draft is None or scenario is None:
            return None
        return one_line(scenario.buyer.name), _told(scenario, draft.text)

    def resume(self) -> None:
        """Go on with what waits."""
        if self.hand.unfinished() is None:
            draft = self.shelf.draft()
            if draft is None:
                return
            self.hand.resume(draft)
        self.show_round()

    def begin(self, scenario: Scenario, *, known: bool = False) -> None:
        """Open the dossier of a scenario, or go on where a round on it waits; ``known`` goes straight to the beep."""
        if scenario.id.startswith(PREPARED):
            from vmdojo.rounds.prep import PREP, foreword

            it = self.hand.begin(scenario, source=PREP, foreword=foreword(scenario))
        else:
            it = self.hand.begin(scenario)
        if known and it.stage.value == "dossier":
            it.compose()
        self.show_round()

    def today(self) -> Today | None:
        """Today's buyer by the player's own date; None where the library is empty."""
        from vmdojo.rounds.today import todays

        return todays(self.library, self.record, self.clock)

    def begin_today(self) -> None:
        """Open today's buyer, and say whether the take counts."""
        from vmdojo.rounds.today import declare

        today = self.today()
        if today is not None:
            self.hand.begin(today.scenario, source=today.source, official=today.counts, foreword=declare(today))
            self.show_round()

    def next_after(self, scenario: Scenario) -> Scenario | None:
        """What comes after a verdict."""
        overview = self.shelf.overview()
        fresh = next_buyers(overview.standing, self.library.shipped, overview.today, passed_over={scenario.id})
        return fresh[0] if fresh else following(self.library.scenarios, self.shelf.bests(), scenario.id)

    def criteria(self, scenario: Scenario) -> Criteria:
        """What a message in this scenario is judged on."""
        weights = sorted(self.rubric.weights.items(), key=lambda item: -item[1])
        return Criteria(
            [(DIMENSION[name], weight) for name, weight in weights],
            self.rubric.tolerated.get(scenario.brief.relationship),
            self.rubric.target_for(scenario),
        )

    def show_round(self) -> None:
        """Show the page of the round's stage."""
        from vmdojo.tui.pages import page_of

        it = self.hand.current
        assert it is not None
        self.turn_to(page_of(it, still=self.still), _ROUND_PAGES)

    def show_verdict(self) -> None:
        """From the listening to the verdict."""
        self._turn()
        from vmdojo.tui.verdict.screen import VerdictPage

        it = self.hand.current
        assert it is not None
        self.switch_screen(VerdictPage(it))

    def open_take(self, id_: str) -> None:
        """Show a recorded take on the verdict page once more."""
        from vmdojo.progress import RecordError
        from vmdojo.tui.verdict.screen import VerdictPage

        try:
            attempt = self.record.attempt(id_)
            scenario = self.shelf.scenario(attempt.scenario) if attempt is not None else None
            if attempt is None or scenario is None:
                self.notice("This buyer is not in the library any more; the take stays in your record.")
                return
            it = self.hand.reopen(attempt, scenario)
        except RecordError as problem:
            self.notice(str(problem))
            return
        self._turn()
        self.push_screen(VerdictPage(it, reopened=True))

    def browse(self) -> None:
        """Show all scenarios."""
        self._turn()
        from vmdojo.tui.scenarios.screen import Scenarios

        self.push_screen(Scenarios())

    def show_path(self) -> None:
        """Show the belts, and what the next one asks."""
        self._turn()
        from vmdojo.tui.path.screen import Path as PathPage

        self.push_screen(PathPage())

    def show_progress(self) -> None:
        """Show what many takes tell."""
        self._turn()
        from vmdojo.tui.progress.screen import Progress

        self.push_screen(Progress())

    def show_history(self) -> None:
        """Show every take."""
        self._turn()
        from vmdojo.tui.progress.history import History

        self.push_screen(History())

    def prep(self) -> None:
        """Show the calls that the player prepared."""
        self._turn()
        from vmdojo.tui.prep.screen import Prep

        self.push_screen(Prep())

    def start_prep(self, wanted: str) -> None:
        """Begin on the calls that the player prepared: on the page, on the form for many, or on one of them."""
        from vmdojo.rounds.prep import NEW_LIST
        from vmdojo.scenarios import UnknownScenario

        self.prep()
        if wanted == NEW_LIST:
            self.prep_form(NEW_LIST)
        elif wanted:
            try:
                self.begin(self.book.get(wanted))
            except UnknownScenario as unknown:
                self.notice(str(unknown))

    def prep_form(self, id_: str) -> None:
        """Open the form of a call, or a new one."""
        self._turn()
        from vmdojo.tui.prep.form_screen import PrepForm

        self.push_screen(PrepForm(id_))

    def write_scenario(self) -> None:
        """Open the form for a scenario of the player's own."""
        self._turn()
        from vmdojo.tui.author.screen import Author

        self.push_screen(Author())

    def call_sheet(self, scenario: Scenario, attempt: Attempt | None = None) -> None:
        """Show the call sheet of a take, of the best one if none is named; a sentence where there is none."""
        from vmdojo.progress import RecordError
        from vmdojo.rounds.prep_sheet import best_take, sheet_of

        moment = datetime.fromtimestamp(self.clock.now_ms() / 1000, UTC) + timedelta(
            minutes=self.clock.offset_minutes()
        )
        try:
            take = attempt or best_take(self.record, scenario.id)
            if take is None or not take.text.strip():
                self.notice("A call sheet is made of a message. Leave one first.")
                return
            sheet = sheet_of(take, scenario, self.book, self.record, self.rubric, today=moment.date())
        except RecordError as problem:
            self.notice(str(problem))
            return
        self._turn()
        from vmdojo.tui.prep.sheet_screen import SheetPage

        self.push_screen(SheetPage(sheet, scenario.id))

    def forget_call(self, scenario: Scenario) -> None:
        """Delete a prepared call; its takes stay in the record."""
        from vmdojo.progress import RecordError

        try:
            self.book.remove(scenario.id)
        except RecordError as problem:
            self.notice(str(problem))
            return
        self.notice("Deleted. The takes stay in your record.")

    # Inbox

    @property
    def desk(self) -> Desk:
        """The sets of the inbox and what is kept of them."""
        if self._desk is None:
            from vmdojo.tui.inbox.desk import Desk

            self._desk = Desk(self.record, self.library, self._load_rubric)
        return self._desk

    def inbox(self, opens: str | None = None, *, anew: bool = False) -> None:
        """Show all sets, and play one of them at once where it is named."""
        self._turn()
        from vmdojo.tui.inbox.sets import InboxSets

        self.push_screen(InboxSets(opens, anew=anew))

    def open_inbox(self, set_id: str) -> None:
        """Play a set where it was left; one's own are listed first."""
        from vmdojo.scenarios.inbox_model import SLUG_OF_YOURS

        if set_id != SLUG_OF_YOURS:
            self.inbox_listen(set_id)
            return
        self._turn()
        from vmdojo.tui.inbox.yours import InboxYours

        self.push_screen(InboxYours())

    def inbox_listen(self, set_id: str, *, anew: bool = False) -> None:
        """Play a set where it was left, or from its first message."""
        set_ = self.desk.set(set_id)
        run = self.desk.open(set_, anew=anew) if set_ is not None else None
        if run is None:
            self.notice(self.desk.problem or "That set is not there any more.")
        else:
            self.show_inbox(run)

    def show_inbox(self, run: InboxRun) -> None:
        """The page of a run's stage, in the place of its last one."""
        self._turn()
        from vmdojo.tui.inbox.pages import page_of

        page = page_of(run)
        if isinstance(self.screen, Stage) and self.screen.KEY in _INBOX_PAGES:
            self.switch_screen(page)
        else:
            self.push_screen(page)

    def inbox_add(self) -> None:
        """The form for a voicemail that the player received."""
        self._turn()
        from vmdojo.tui.inbox.add import InboxAdd

        self.push_screen(InboxAdd())

    def peek(self, it: Round) -> None:
        """Show the whole dossier over the words."""
        self._turn()
        from vmdojo.tui.dossier.screen import Peek

        self.push_screen(Peek(it))

    def disagree(self, it: Round) -> None:
        """Ask which finding the player does not share."""
        self._turn()
        from vmdojo.tui.disagree.screen import Disagree

        self.push_screen(Disagree(it))

    @property
    def exercises(self) -> Exercises:
        """The exercises, read when first asked for."""
        if self._exercises is None:
            from vmdojo.scenarios.exercises import load_exercises

            self._exercises = load_exercises(self.library)
        return self._exercises

    @property
    def drills(self) -> Drills:
        """The drill in hand; the first look brings in its pages."""
        if self._drills is None:
            from vmdojo.tui.exercise.drills import Drills

            self._drills = Drills(self)
        return self._drills

    def drill(self, skill: str = "", *, only: str = "") -> None:
        """Go on with the drill in hand, or begin one: mixed, on one skill, or of one exercise."""
        self.drills.open(skill, only=only)

    def turn_to(self, page: Stage, group: frozenset[str]) -> None:
        """Show ``page``, in the place of one of its ``group`` where such a one is shown."""
        self._turn()
        self.report()
        if isinstance(self.screen, Stage) and self.screen.KEY in group:
            self.switch_screen(page)
        else:
            self.push_screen(page)

    def hear(self, title: str, text: str, *, beep: bool = False, recording: Path | None = None) -> None:
        """Let a text be heard, or the recording in which it was said."""
        self._turn()
        from vmdojo.message import parse
        from vmdojo.tui.hear.screen import Hear

        self.push_screen(Hear(title, parse(text, self.rubric.pace), beep=beep, recording=recording))

    def record_take(self, it: Round) -> None:
        """Say the message into the microphone."""
        self._turn()
        from vmdojo.tui.record.screen import Record

        self.push_screen(Record(it))

    def ask(self, question: str, yes: Callable[[], None]) -> None:
        """Ask before something that cannot be taken back lightly."""
        self._turn()
        from vmdojo.tui.ask.screen import Ask

        self.push_screen(Ask(question, yes))

    def back(self) -> None:
        """To the page before this one; home stays."""
        self._turn()
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def go_home(self) -> None:
        """To the home page, whatever lies between."""
        self._turn()
        while len(self.screen_stack) > 1:
            self.pop_screen()

    # Notices

    def notice(self, sentence: str, *, stays: bool = False) -> None:
        """One calm line above the keys. It goes after a while unless it ``stays``."""
        self.notice_text = sentence
        if self._notice_timer is not None:
            self._notice_timer.stop()
            self._notice_timer = None
        if sentence and not stays:
            self._notice_timer = self.set_timer(NOTICE_SECONDS, self._turn)
        if isinstance(self.screen, Stage) and self.screen.is_mounted:
            self.screen.foot.notice(sentence)

    def _turn(self) -> None:
        """A page is turned: what was said on it is over, a save that failed is not."""
        self.notice(self.problem, stays=True)

    def report(self) -> None:
        """Say it where the record did not take the words, and say no more once it has."""
        problem = self.hand.problem or (self._drills.problem if self._drills is not None else "")
        if problem != self.problem:
            self.problem = problem
            self.notice(problem, stays=True)
            if isinstance(self.screen, Stage) and self.screen.is_mounted:
                self.screen.refresh_foot()

    def offers(self, call: str) -> bool:
        """False while an action of the app makes no sense."""
        return call != "retry" or bool(self.problem)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Textual asks before it runs an action."""
        return self.offers(action)

    def action_retry(self) -> None:
        """Try to save again."""
        if self.keep_words():
            self.notice("Saved.")

    # Help, colours, stillness

    def action_help(self) -> None:
        """Every key of the page in sight."""
        from vmdojo.tui.help.screen import Help

        if isinstance(self.screen, Stage) and self.screen.KEY != "help":
            self._turn()
            self.push_screen(Help(self.screen.group))

    def action_theme(self) -> None:
        """The next of auto, dark, light and plain colours."""
        wish = WISHES[(WISHES.index(self.settings.theme) + 1) % len(WISHES)]
        self.theme = theme.choose(wish, self.console.color_system, self._environ)
        told = "Colours: as the terminal likes them." if wish == "auto" else f"Colours: {wish}."
        if "NO_COLOR" in self._environ:
            told += " NO_COLOR is set and goes before it."
        self._set(msgspec.structs.replace(self.settings, theme=wish), told)

    def action_still(self) -> None:
        """Let things move, or keep them still."""
        still = not self.settings.still
        told = "Nothing moves from now on." if still else "The tape plays and the cut falls again."
        self._set(msgspec.structs.replace(self.settings, still=still), told)

    def _set(self, settings: Settings, told: str) -> None:
        problem = self.keep_settings(settings)
        self.notice(f"{told} {problem}".strip())

    def keep_settings(self, settings: Settings) -> str:
        """Use these settings from now on and keep them; why that failed, empty where it did not."""
        self.settings = settings
        return store(self._settings_path, settings)

    # Ways out

    async def action_quit(self) -> None:
        """Save every word and leave. Where words cannot be saved, say so first; asking again leaves them."""
        if self.keep_words() or self._warned:
            self.exit()
            return
        self._warned = True
        self.notice(f"{self.problem} Quit once more to go without saving.", stays=True)

    def save_words(self) -> str:
        """Save what is being written, without touching the screen. Why that failed; empty where it did not."""
        for page in self.screen_stack:
            if isinstance(page, Stage):
                page.hand_over()
        drill = self._drills.save() if self._drills is not None else ""
        return (self._hand.save() if self._hand is not None else "") or drill

    def keep_words(self) -> bool:
        """Save what is being written and say so where that fails; True where nothing is left unsaved."""
        problem = self.save_words()
        if self._hand is not None or self._drills is not None:
            self.report()
        return not problem

    def action_interrupt(self) -> None:
        """Ctrl+C: copies what is marked; else tells how to quit; twice in a row quits."""
        marked = getattr(self.focused, "selected_text", "") or self.screen.get_selected_text()
        if marked:
            self.copy_to_clipboard(marked)
            self.notice("Sent to the clipboard by way of the terminal (OSC 52).")
            return
        now = monotonic()
        if now - self._interrupted <= TWICE_SECONDS:
            self.run_worker(self.action_quit(), name="quit")
            return
        self._interrupted = now
        self.notice("Ctrl+C once more quits; so do Ctrl+Q and F10. Your words are kept.")

    def on_app_blur(self, event: events.AppBlur) -> None:  # noqa: ARG002
        """The player looked away: a good moment to save."""
        self.keep_words()

    def _mind_signals(self) -> None:
        """A polite kill or a lost line saves the words and leaves the terminal whole."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is None:
                continue
            try:
                loop.add_signal_handler(number, self._called_off, int(number))
                self._signals.append(number)
            except (NotImplementedError, RuntimeError, ValueError):
                # Windows, or not the main thread: the draft timer has the words then.
                return

    def on_unmount(self) -> None:
        if self._hand is not None:
            self._hand.drop_sounds()
        loop = asyncio.get_running_loop()
        for number in self._signals:
            loop.remove_signal_handler(number)

    def _called_off(self, number: int) -> None:
        self.save_words()
        self.exit(return_code=128 + number)

    def _fatal_error(self) -> None:
        # Textual would print a traceback with the values of locals, and so the player's words. The command line
        # writes the report; here the words are saved and the terminal is handed back whole.
        with suppress(Exception):  # a second fault must not hide the first
            self.save_words()
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()

    @property
    def fault(self) -> Exception | None:
        """The error that ended the app, None where it ended well."""
        return self._exception


def _told(scenario: Scenario, text: str) -> str:
    return f"{one_line(scenario.title)}, {counted(len(text.split()), 'word')}"
