"""Colours and stillness: what is chosen, and that a bad file of settings is never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from vmdojo.tui.settings import Settings, load, store
from vmdojo.tui.theme import choose


@pytest.mark.parametrize(
    ("wanted", "colours", "environ", "name"),
    [
        ("auto", "truecolor", {}, "dojo-dark"),
        ("auto", "256", {"COLORFGBG": "0;15"}, "dojo-light"),
        ("auto", "256", {"COLORFGBG": "15;0"}, "dojo-dark"),
        ("auto", "256", {"COLORFGBG": "0;default;15"}, "dojo-light"),
        ("auto", "standard", {"COLORFGBG": "0;15"}, "dojo-plain"),
        ("auto", None, {}, "dojo-plain"),
        ("light", "standard", {}, "dojo-light"),
        ("dark", "truecolor", {"NO_COLOR": ""}, "dojo-plain"),
    ],
)
def test_the_theme_to_start_with(wanted: str, colours: str | None, environ: dict[str, str], name: str) -> None:
    assert choose(wanted, colours, environ) == name


def test_settings_come_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    assert store(path, Settings(theme="light", still=True)) == ""
    assert load(path) == Settings(theme="light", still=True)
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", ["", "{", '{"theme": "pink"}', "[]", "\x00"])
def test_a_bad_file_gives_the_defaults(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    assert load(path) == Settings()


def test_a_file_of_a_newer_game_is_read_as_far_as_it_is_known(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"still": true, "wind": 3}', encoding="utf-8")
    assert load(path) == Settings(still=True)


def test_a_setting_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    assert "until you quit" in store(in_the_way / "settings.json", Settings())
    assert load(None) == Settings()
    assert store(None, Settings()) == ""
