"""What every page is: a scrolling sheet above the footer, and a sentence where the window is too small."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from vmdojo.tui import actions
from vmdojo.tui.text import say, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.foot import Foot
from vmdojo.tui.widgets.line import Line

if TYPE_CHECKING:
    from vmdojo.tui.app import Dojo

LEAST_WIDTH, LEAST_HEIGHT = 40, 12
_LONG = "dossier peek help drill drill_verdict sheet progress inbox_verdict inbox_summary league"
TELLS_MORE = frozenset(_LONG.split())
"""Pages whose footer says how to read on while there is more below."""
TELLS_MORE_NARROW = frozenset({"verdict"})
"""The same in a narrow window, where the footer has two rows anyway."""


class Page(ScrollableContainer, can_focus=False, inherit_bindings=False):
    """The part of a stage that scrolls where it does not fit."""


class Stage(Screen[None], inherit_bindings=False):
    """A page of the game. A subclass names itself in ``KEY`` and takes its bindings from the registry."""

    KEY: ClassVar[str]
    AUTO_FOCUS = ""
    ESCAPE_TO_MINIMIZE = False
    _fitted: Size | None = None
    """The size of the window that the page was last told."""
    _new = True
    _moving = False

    @property
    def opening(self) -> bool:
        """True until the page stands for the first time."""
        return self._new

    @property
    def dojo(self) -> Dojo:
        """The app, by its own type."""
        from vmdojo.tui.app import Dojo

        assert isinstance(self.app, Dojo)
        return self.app

    @property
    def wide(self) -> bool:
        """True while the page has two texts beside each other and takes more of a wide window."""
        return self.has_class("-wide")

    @wide.setter
    def wide(self, wide: bool) -> None:
        self.set_class(wide, "-wide")
        self.foot.again()

    def page(self) -> Iterator[Widget]:
        """The widgets of the page, top to bottom."""
        # Not an abstract method: the metaclass of Textual's widgets is not ABC's. Every page has its own.
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The sentence for tiny windows, the page, the footer."""
        # Before there is anything to restyle: a page is styled and laid out once when it opens, not twice.
        self._classify(self.app.size)
        yield Block(_too_small, id="tiny")
        with Page(id="page") as sheet:
            yield from self.page()
        # A right guess spares laying the page out once without the scrollbar and once with it; a wrong one is mended.
        sheet.set_reactive(Page.show_vertical_scrollbar, self.dojo.overflowed.get((self.KEY, self.app.size), False))
        self.foot = Foot(self)
        yield self.foot

    @property
    def group(self) -> str:
        """Whose keys the footer and help tell now: those of a line of text while one types in it."""
        return "line" if isinstance(self.focused, Line) else self.KEY

    def offers(self, call: str) -> bool:  # noqa: ARG002
        """False while an action of this page makes no sense; neither its key nor the footer has it then."""
        return True

    def label(self, action: actions.Action) -> str:
        """What the footer calls an action here."""
        return "more" if action.call == "page_down" else action.label

    def offered(self) -> list[tuple[actions.Action, str]]:
        """What the footer offers now, in order."""
        found = [action for action in actions.of(self.group) if action.footer and self.offers(action.call)]
        tells = self.KEY in TELLS_MORE or (self.KEY in TELLS_MORE_NARROW and self.has_class("-narrow"))
        if self.more_below and self.group == self.KEY and tells:
            found.insert(-2, next(action for action in actions.of(self.KEY) if action.call == "page_down"))
        found += [action for action in actions.of(actions.APP) if action.footer and self.dojo.offers(action.call)]
        return [(action, self.label(action)) for action in found]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Textual asks before it runs an action."""
        return self.offers(action)

    @property
    def rows(self) -> int:
        """Lines that the page and its footer have; known before they are laid out for the first time."""
        return self.app.size.height - (1 if self.has_class("-airy") else 0)

    def on_resize(self, event: events.Resize) -> None:
        """Small windows get a sentence instead of a broken page."""
        self._fit(event.size)
        if event.size == self.outer_size:
            # Laying out told this size, so there is nothing to lay out; the screen's own handler would do it all again.
            event.prevent_default()

    def refit(self) -> None:
        """The footer has become higher or lower: the page has other room."""
        self._fitted = None
        self._fit(self.app.size)

    def _classify(self, size: Size) -> bool:
        """Mark the page with how large the window is; True where it is too small for a page."""
        tiny = size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT
        self.set_class(tiny, "-tiny")
        self.set_class(size.width < 66, "-narrow")
        self.set_class(size.height >= 30, "-airy")
        return tiny

    def _fit(self, size: Size) -> None:
        if size != self._fitted:
            self._fitted = size
            if not self._classify(size):
                self.sized(size.width, size.height)

    def hand_over(self) -> None:
        """Give the round what stands on the page and is not in it yet. Touches nothing on the screen."""

    def sized(self, width: int, height: int) -> None:
        """The window has this size now and is not tiny."""

    @on(events.ScreenResume)
    def _styled(self, event: events.ScreenResume) -> None:
        if self._new:
            # The styles of a new page were computed a moment ago.
            self._new = event.refresh_styles = False

    def on_screen_resume(self) -> None:
        """A page that comes back shows what still wants to be said."""
        self.foot.notice(self.dojo.notice_text)
        self.foot.again()

    @property
    def more_below(self) -> bool:
        """True while the end of the page lies below the window."""
        return self.sheet.scroll_offset.y < self.sheet.max_scroll_y

    def on_mount(self) -> None:
        """The footer tells how to read on, and stands in line with a page that has a scrollbar."""
        self._fit(self.app.size)
        for name in ("scroll_y", "virtual_size", "show_vertical_scrollbar"):
            self.watch(self.sheet, name, self._moved, init=False)

    def _moved(self) -> None:
        if not self._moving:
            self._moving = True
            self.call_after_refresh(self._still_again)

    def _still_again(self) -> None:
        self._moving = False
        self.dojo.overflowed[self.KEY, self.app.size] = self.sheet.show_vertical_scrollbar
        self.foot.again()

    def on_descendant_focus(self) -> None:
        self.call_after_refresh(self.refresh_foot)

    def on_descendant_blur(self) -> None:
        self.call_after_refresh(self.refresh_foot)

    def refresh_foot(self) -> None:
        """What is offered has changed."""
        self.foot.again()

    # Scrolling, for pages that only read.

    @property
    def sheet(self) -> Page:
        """The scrolling part."""
        return self.query_one("#page", Page)

    def action_up(self) -> None:
        self.sheet.scroll_up(animate=False)

    def action_down(self) -> None:
        self.sheet.scroll_down(animate=False)

    def action_page_up(self) -> None:
        self.sheet.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        self.sheet.scroll_page_down(animate=False)

    def action_first(self) -> None:
        self.sheet.scroll_home(animate=False)

    def action_last(self) -> None:
        self.sheet.scroll_end(animate=False)

    def action_back(self) -> None:
        """Go to the page before this one."""
        self.dojo.back()

    async def action_quit(self) -> None:
        """Leave the game; the words are kept."""
        await self.dojo.action_quit()

    def action_help(self) -> None:
        """Every key of this page."""
        self.dojo.action_help()


def _too_small(width: int) -> list[Content]:
    return wrap(
        say(
            f"vmdojo wants a window of {LEAST_WIDTH} columns and {LEAST_HEIGHT} lines. "
            "Make this one larger; your words are kept. Ctrl+Q quits."
        ),
        width,
    )
