"""The environment of the machine must not reach the screens."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("NO_COLOR", "COLORFGBG", "TEXTUAL", "TEXTUAL_ANIMATIONS", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VMDOJO_HOME", str(tmp_path))
    monkeypatch.setenv("VMDOJO_SOUND", "off")
    # A test presses keys faster than any hand.
    monkeypatch.setattr("vmdojo.tui.verdict.screen.SETTLE", 0.0)
