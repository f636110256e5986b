"""The page on which an author tries a scenario."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from vmdojo.cli.trying import reader
from vmdojo.grading import load_rubric
from vmdojo.progress import Record
from vmdojo.scenarios import Library, Scenario, load_library
from vmdojo.scenarios.packs.shelf import Installed
from vmdojo.scenarios.problem import Problem
from vmdojo.scenarios.writing import write_scenario
from vmdojo.tui.app import Dojo
from vmdojo.tui.settings import Settings
from vmdojo.tui.trying import screen
from vmdojo.tui.trying.screen import Trying

SAID = "Dolores Quill gave me this number. October's rent goes up. How is the ringette?"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "JUDGE_LATER", 0.001)
    monkeypatch.setattr(screen, "LOOK_AGAIN", 0.02)


@pytest.fixture(scope="module")
def rent() -> Scenario:
    return load_library().get("basement-rent")


def trying(read: Callable[[], Scenario | str], text: str = "") -> Dojo:
    return Dojo(
        record=Record.in_memory(),
        library=Library(()),
        rubric=load_rubric,
        opening=lambda dojo: dojo.turn_to(Trying(read, text), frozenset()),
        settings=Settings(theme="dark", still=True),
        environ={},
    )


def shown(app: Dojo) -> str:
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (50, 20), (40, 12)])
async def test_what_is_typed_is_judged_at_once(size: tuple[int, int], rent: Scenario) -> None:
    app = trying(lambda: rent, SAID)
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.05)
        page = app.screen
        assert isinstance(page, Trying)
        told = page._said.text
        assert "mentioned" in told
        assert "“October's rent”" in told
        assert "touched !" in told
        assert "ringette (decoy)" in told
        assert "silent" in told
        assert all(len(line) <= size[0] for line in shown(app).split("\n"))
        await pilot.press("ctrl+r")
        await pilot.pause(0.05)
        assert "ringette (decoy)" in " ".join(page._said.text.split())
        assert "touched" not in page._said.text
        await pilot.press(*"ringette")
        await pilot.pause(0.05)
        assert "touched !" in page._said.text
        await pilot.press("escape")
    assert app.return_code == 0


async def test_the_words_that_were_heard_are_underlined(rent: Scenario) -> None:
    app = trying(lambda: rent, f"Hello.\n{SAID}")
    async with app.run_test() as pilot:
        await pilot.pause(0.05)
        page = app.screen
        assert isinstance(page, Trying)
        line = page.editor.get_line(1)
        marked = {line.plain[span.start : span.end] for span in line.spans if "underline" in str(span.style)}
        assert {"Dolores Quill", "October's rent", "ringette"} <= marked
        assert not page.editor.get_line(0).spans


async def test_a_file_that_is_edited_beside_is_read_again(tmp_path: Path, rent: Scenario) -> None:
    file = tmp_path / "basement-rent.toml"
    file.write_text(write_scenario(rent), encoding="utf-8")
    app = trying(reader(str(file)), "A quiet word about hats.")
    async with app.run_test() as pilot:
        await pilot.pause(0.05)
        page = app.screen
        assert isinstance(page, Trying)
        assert "hats" not in page._said.text
        hats = msgspec.structs.replace(rent.fact[1], cues=("quiet hats",))
        changed = msgspec.structs.replace(rent, fact=(rent.fact[0], hats, *rent.fact[2:]))
        file.write_text(write_scenario(changed), encoding="utf-8")
        await pilot.pause(0.2)
        assert "by the cue “quiet hats”" in page._said.text
        file.write_text("format = ", encoding="utf-8")
        await pilot.pause(0.2)
        assert "This is not valid TOML" in shown(app)
        assert "by the cue “quiet hats”" in page._said.text


def test_a_pack_that_broke_is_told_on_home_and_hides_nothing() -> None:
    problem = Problem("ovens/pack.toml", 0, 0, "", "There is no such file.")
    broken = Installed("ovens", None, (), (problem,), "")
    app = Dojo(record=Record.in_memory(), library=Library((), [broken]), rubric=load_rubric, environ={})
    assert "Not all of your packs could be used; `vmdojo packs list` says why." in app.standing()
