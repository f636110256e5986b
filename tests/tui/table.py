"""A game on a screen of a test: no files, no animation, its colours fixed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal, NamedTuple

from textual.pilot import Pilot

from tui.sample import MESSAGE, HandCoach, HandJudge, Still, fixed_rubric, library, memory
from vmdojo.grading import load_rubric
from vmdojo.progress import Clock, Record
from vmdojo.scenarios import Library
from vmdojo.scenarios.model import Scenario
from vmdojo.tui.app import Dojo
from vmdojo.tui.compose.screen import Compose
from vmdojo.tui.settings import Settings, ThemeWish
from vmdojo.tui.stage import Stage


class Table(NamedTuple):
    """A running game."""

    app: Dojo
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press keys, one after another, and wait until the screen has settled."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Put words where the cursor stands, as a paste would not: unchanged."""
        assert isinstance(self.app.screen, Compose)
        self.app.screen.editor.insert(text)
        await self.pilot.pause()

    @property
    def page(self) -> str:
        """Which page is shown."""
        assert isinstance(self.app.screen, Stage)
        return self.app.screen.KEY

    @property
    def shown(self) -> str:
        """What stands on the screen, line by line."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())

    @property
    def said(self) -> str:
        """The same as one line: where lines break does not matter."""
        return " ".join(self.shown.split())

    @property
    def words(self) -> str:
        """What stands in the editor."""
        assert isinstance(self.app.screen, Compose)
        return self.app.screen.editor.text


def game(
    *,
    record: Record | None = None,
    scenarios: Library | None = None,
    theme: ThemeWish = "dark",
    still: bool = True,
    judge: Literal["hand", "real"] = "hand",
    start: Scenario | None = None,
    clock: Clock | None = None,
    environ: dict[str, str] | None = None,
) -> Dojo:
    """A game with the sample library, judged by hand unless ``judge`` is real."""
    return Dojo(
        record=record if record is not None else memory(),
        library=scenarios if scenarios is not None else library(),
        rubric=load_rubric if judge == "real" else fixed_rubric,
        opening=(lambda dojo: dojo.begin(start)) if start is not None else None,
        judge=HandJudge() if judge == "hand" else None,
        coach=HandCoach() if judge == "hand" else None,
        clock=clock or Still(),
        settings=Settings(theme=theme, still=still),
        environ=environ or {},
    )


@asynccontextmanager
async def playing(
    *,
    record: Record | None = None,
    scenarios: Library | None = None,
    size: tuple[int, int] = (80, 24),
    theme: ThemeWish = "dark",
    still: bool = True,
    judge: Literal["hand", "real"] = "hand",
    start: Scenario | None = None,
    clock: Clock | None = None,
    environ: dict[str, str] | None = None,
) -> AsyncIterator[Table]:
    """The same, running."""
    app = game(
        record=record,
        scenarios=scenarios,
        theme=theme,
        still=still,
        judge=judge,
        start=start,
        clock=clock,
        environ=environ,
    )
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Table(app, pilot)


async def to_the_beep(table: Table) -> None:
    """From home to Dana's beep, by keys."""
    await table.press("b", "slash", *"dana", "enter", "enter")
    assert table.page == "compose"


async def left_words(table: Table, text: str = MESSAGE) -> None:
    """At the beep, with these words left: would you return it?"""
    await to_the_beep(table)
    await table.write(text)
    await table.press("f5")
