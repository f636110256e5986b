"""An author types; the page shows which cue was heard in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from rich.text import Text
from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import TextArea

from vmdojo.grading.trying import Fired, Heard, Trial, try_out
from vmdojo.scenarios.model import Scenario
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, MEASURE, STACKED, clock, cut, fill, join, points, say, spread, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.editor import Editor

LOOK_AGAIN: Final = 1.0
"""Seconds between two looks at a file that is being edited beside."""
JUDGE_LATER: Final = 0.15
"""Seconds that the judge stays behind the keys, so that none waits for it."""
STATE_COLUMN = 12

_ORDER = ("used", "mentioned", "passed", "offered", "touched", "told")
"""States that have lines of their own, as they stand on the page."""
_SIGN = {"touched": " !", "told": " !"}
"""Beside a state that costs points: it reads without colour."""

Read = Callable[[], Scenario | str]
"""The scenario as it is now, or a sentence that says why it cannot be read."""


class Marked(Editor):
    """The editor, with the words underlined in which something was heard."""

    def __init__(self, text: str, *, still: bool, id: str | None = None) -> None:  # noqa: A002
        self._marks: tuple[tuple[int, int], ...] = ()
        super().__init__(text, still=still, id=id)

    def mark(self, spans: Iterable[tuple[int, int]]) -> None:
        """Underline spans of the text: code points, half open."""
        marks = tuple(sorted(set(spans)))
        if marks != self._marks:
            self._marks = marks
            self._line_cache.clear()
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn."""
        line = super().get_line(line_index)
        begins = sum(len(self.document.get_line(index)) + 1 for index in range(line_index))
        for start, end in self._marks:
            line.stylize("bold underline", max(0, start - begins), max(0, end - begins))
        return line


class Trying(Stage):
    """A message against a scenario, judged as it is typed."""

    KEY = "trying"
    BINDINGS = actions.bindings("trying")

    def __init__(self, read: Read, text: str = "") -> None:
        super().__init__()
        self._read = read
        self._begun_with = text
        self._scenario: Scenario | None = None
        self._problem = ""
        self._trial: Trial | None = None
        self._waiting = False

    def page(self) -> Iterator[Widget]:
        self._head = Block(self._heading, id="head")
        self.editor = Marked(self._begun_with, still=self.dojo.still, id="words")
        self._said = Block(self._lines, id="said")
        yield self._head
        yield self.editor
        yield self._said

    def on_mount(self) -> None:
        self.editor.focus()
        self._look()
        self.set_interval(LOOK_AGAIN, self._look)

    def sized(self, width: int, height: int) -> None:  # noqa: ARG002
        if self.focused is None:
            # A window that was too small for the page took the cursor from the words.
            self.call_after_refresh(self.editor.focus)

    def _look(self) -> None:
        """Read the scenario again; what cannot be read keeps the one before and says why."""
        found = self._read()
        if isinstance(found, str):
            if found != self._problem:
                self._problem = found
                self._head.again()
        elif found != self._scenario or self._problem:
            self._scenario, self._problem = found, ""
            self._judge()

    @on(TextArea.Changed)
    def _changed(self) -> None:
        if not self._waiting:
            self._waiting = True
            self.set_timer(JUDGE_LATER, self._judge)

    def _judge(self) -> None:
        self._waiting = False
        if self._scenario is None:
            return
        self._trial = try_out(self.editor.text, self._scenario, self.dojo.rubric)
        self.editor.mark((fired.start, fired.end) for one in self._heard() for fired in one.fired)
        self._head.again()
        self._said.again()
        self.call_after_refresh(self.refresh_foot)

    def _heard(self) -> list[Heard]:
        """Facts and offers of which something was heard."""
        if self._trial is None:
            return []
        found = [one for one in (*self._trial.facts, *self._trial.offers) if one.fired]
        return sorted(found, key=lambda one: _ORDER.index(one.state))

    # What is drawn

    def _heading(self, width: int) -> Sequence[Content]:
        room = min(width, MEASURE)
        if self._scenario is None:
            return [*wrap(say(self._problem), width), BLANK]
        name = join([say(one_line(self._scenario.title), "bold"), say(f"  {one_line(self._scenario.id)}", "$quiet")])
        lines = [spread(name, self._figures(), room)]
        if self._problem:
            lines += wrap(say(f"{self._problem} Shown is the file as it was before."), width)
        return [*lines, BLANK]

    def _figures(self) -> Content:
        if self._trial is None:
            return BLANK
        it = self._trial
        told = f"relevance {points(it.relevance)}  total {points(it.grade.total)}  {clock(it.grade.seconds)}"
        return say(told)

    def _lines(self, width: int) -> Sequence[Content]:
        if self._trial is None or self._scenario is None:
            return []
        lines: list[Content] = [BLANK]
        for one in self._heard():
            lines += self._of(one, width)
        for kind, heard in (("silent", self._trial.facts), ("not offered", self._trial.offers)):
            silent = [one for one in heard if not one.fired]
            if silent:
                names = ", ".join(_named(one) for one in silent)
                label = say(fill(kind, STATE_COLUMN).plain, "$quiet")
                text = wrap(say(names, "$quiet"), width - STATE_COLUMN)
                lines += [join([label if not at else " " * STATE_COLUMN, line]) for at, line in enumerate(text)]
        return lines

    def _of(self, one: Heard, width: int) -> list[Content]:
        """A fact or offer: its state, and a line for each cue that was heard."""
        state = fill(one.state + _SIGN.get(one.state, ""), STATE_COLUMN)
        earned = f"  {one.points:+.0f}" if round(one.points) else ""
        head = join([state, say(_named(one), "bold"), say(earned, "$quiet")])
        if width < STACKED:
            return [
                cut(head, width),
                *(line for fired in one.fired for line in wrap(_cue(fired), width, indent=4, first=2)),
            ]
        room = min(width, MEASURE + STATE_COLUMN) - STATE_COLUMN
        return [cut(head, width), *(cut(_cue(fired), room).pad_left(STATE_COLUMN) for fired in one.fired)]

    # What can be done

    def offers(self, call: str) -> bool:
        """More only where there is more."""
        return call != "more" or self.sheet.max_scroll_y > 0

    def action_more(self) -> None:
        """A page down; at the end to the top again."""
        if self.more_below:
            self.sheet.scroll_page_down(animate=False)
        else:
            self.sheet.scroll_home(animate=False)

    def action_restart(self) -> None:
        self.editor.clear_all()
        self.editor.focus()

    def action_back(self) -> None:
        self.app.exit()


def _named(one: Heard) -> str:
    odd = one.kind in ("decoy", "stale") or one.state == "told"
    return f"{one.id} ({'secret' if one.state == 'told' else one.kind})" if odd else one.id


def _cue(fired: Fired) -> Content:
    """The words of the message, and the cue that was heard in them where they differ."""
    said, cue = one_line(fired.quote), one_line(fired.cue)
    whole = "" if fired.strength >= 0.995 else f", {fired.strength:.0%} of it"
    heard = f"  by the cue “{cue}”{whole}" if said.casefold() != cue.casefold() else f"  a cue{whole}"
    return join([say(f"“{said}”"), say(heard, "$quiet")])
