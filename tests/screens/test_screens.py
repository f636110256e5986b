"""A few pages as they are drawn. Look at a changed one before you accept it with ``--snapshot-update``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import pytest
from textual.pilot import Pilot

from coaching.takes import DAY_MS, NOON, attempt
from tui.careers import filled
from tui.sample import MESSAGE, Still, memory, scenario, steady
from tui.table import game
from vmdojo.tui.app import Dojo
from vmdojo.tui.compose.screen import Compose
from vmdojo.tui.listen.screen import Listen
from vmdojo.tui.settings import ThemeWish

Before = Callable[[Pilot[None]], object]


class Compare(Protocol):
    """The fixture of pytest-textual-snapshot."""

    def __call__(self, app: Dojo, *, terminal_size: tuple[int, int], run_before: Before | None = None) -> bool: ...


SMALL, DESIGN, LARGE = (50, 20), (80, 24), (120, 40)
BEEP = ("enter",)
VERDICT = ("f5", "y", "7", "0", "enter")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLORFGBG", "TEXTUAL", "TEXTUAL_ANIMATIONS", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("vmdojo.tui.verdict.screen.SETTLE", 0.0)
    for where in ("vmdojo.message", "vmdojo.rounds.round_state", "vmdojo.tui.compose.screen", "vmdojo.tui.hand"):
        monkeypatch.setattr(f"{where}.parse", steady)


def _keys(*before: str, text: str = "", then: tuple[str, ...] = ()) -> Before:
    """Press keys, write, press keys."""

    async def run(pilot: Pilot[None]) -> None:
        await pilot.press(*before)
        await pilot.pause()
        if text:
            assert isinstance(pilot.app.screen, Compose)
            pilot.app.screen.editor.insert(text)
            await pilot.pause()
        await pilot.press(*then)
        await pilot.pause()

    return run


def _dana(theme: ThemeWish = "dark", *, still: bool = True) -> Dojo:
    return game(start=scenario(), theme=theme, still=still)


def test_home_on_the_first_day(snap_compare: Compare) -> None:
    assert snap_compare(game(), terminal_size=DESIGN)


async def _after_a_round(pilot: Pilot[None]) -> None:
    await _run(pilot, _keys("enter", text=MESSAGE, then=(*VERDICT, "enter", "f7", "delete")))
    await _run(pilot, _keys(text="Hi Dana, I saw Reno opens in March. Who plans trailer moves?", then=VERDICT))
    await _run(pilot, _keys("n", "enter", text="Hi Mei, half a", then=("escape",)))


async def _run(pilot: Pilot[None], before: Before) -> None:
    done = before(pilot)
    assert hasattr(done, "__await__")
    await done


def test_home_with_takes(snap_compare: Compare) -> None:
    assert snap_compare(_dana(), terminal_size=DESIGN, run_before=_after_a_round)


def test_home_with_takes_small(snap_compare: Compare) -> None:
    assert snap_compare(_dana(), terminal_size=SMALL, run_before=_after_a_round)


def test_list(snap_compare: Compare) -> None:
    assert snap_compare(game(), terminal_size=DESIGN, run_before=_keys("b", "slash", "d", "i"))


def test_list_with_filters(snap_compare: Compare) -> None:
    assert snap_compare(game(), terminal_size=DESIGN, run_before=_keys("b", "f", "right"))


def _played() -> Dojo:
    takes = [
        attempt(n, scenario="tom-sent-me", total=40.0 + n, day=n, guess=90 - n, tone=80.0, value=40.0 + n)
        for n in range(40)
    ]
    return game(record=filled(*takes), clock=Still(NOON + 41 * DAY_MS))


def test_path(snap_compare: Compare) -> None:
    assert snap_compare(_played(), terminal_size=DESIGN, run_before=_keys("y"))


def test_progress(snap_compare: Compare) -> None:
    assert snap_compare(_played(), terminal_size=DESIGN, run_before=_keys("g"))


def test_progress_small(snap_compare: Compare) -> None:
    assert snap_compare(_played(), terminal_size=SMALL, run_before=_keys("g"))


def test_dossier(snap_compare: Compare) -> None:
    assert snap_compare(_dana(), terminal_size=DESIGN)


def test_dossier_large_light(snap_compare: Compare) -> None:
    assert snap_compare(_dana("light"), terminal_size=LARGE)


def test_compose(snap_compare: Compare) -> None:
    assert snap_compare(_dana(), terminal_size=DESIGN, run_before=_keys(*BEEP, text=MESSAGE))


def test_compose_small(snap_compare: Compare) -> None:
    assert snap_compare(_dana(), terminal_size=SMALL, run_before=_keys(*BEEP, text=MESSAGE))


def test_compose_plain(snap_compare: Compare) -> None:
    assert snap_compare(_dana("plain"), terminal_size=DESIGN, run_before=_keys(*BEEP, text=MESSAGE))


def test_predict(snap_compare: Compare) -> None:
    assert snap_compare(_dana(), terminal_size=DESIGN, run_before=_keys(*BEEP, text=MESSAGE, then=("f5", "y", "7")))


def test_listen(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vmdojo.tui.listen.screen.SPEED", 1e-6)

    async def halfway(pilot: Pilot[None]) -> None:
        await _run(pilot, _keys(*BEEP, text=MESSAGE, then=VERDICT))
        assert isinstance(pilot.app.screen, Listen)
        pilot.app.screen.hear_until(4.0)
        await pilot.pause()

    assert snap_compare(_dana(still=False), terminal_size=DESIGN, run_before=halfway)


def test_verdict(snap_compare: Compare) -> None:
    assert snap_compare(_dana(), terminal_size=DESIGN, run_before=_keys(*BEEP, text=MESSAGE, then=VERDICT))


def test_verdict_small(snap_compare: Compare) -> None:
    assert snap_compare(_dana(), terminal_size=SMALL, run_before=_keys(*BEEP, text=MESSAGE, then=VERDICT))


def test_verdict_large_light(snap_compare: Compare) -> None:
    assert snap_compare(_dana("light"), terminal_size=LARGE, run_before=_keys(*BEEP, text=MESSAGE, then=VERDICT))


def test_verdict_plain(snap_compare: Compare) -> None:
    assert snap_compare(_dana("plain"), terminal_size=DESIGN, run_before=_keys(*BEEP, text=MESSAGE, then=VERDICT))


def test_all_findings(snap_compare: Compare) -> None:
    keys = _keys(*BEEP, text=MESSAGE, then=(*VERDICT, "a", "end"))
    assert snap_compare(_dana(), terminal_size=DESIGN, run_before=keys)


def test_strong_beside_yours(snap_compare: Compare) -> None:
    keys = _keys(*BEEP, text=MESSAGE, then=(*VERDICT, "s"))
    assert snap_compare(_dana(), terminal_size=LARGE, run_before=keys)


def test_help(snap_compare: Compare) -> None:
    assert snap_compare(_dana(), terminal_size=DESIGN, run_before=_keys(*BEEP, "f1"))


def test_tiny(snap_compare: Compare) -> None:
    assert snap_compare(game(record=memory()), terminal_size=(38, 10))
