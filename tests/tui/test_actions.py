"""One registry: nothing else binds a key, and what it promises exists."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import vmdojo.tui
from tui.table import playing
from vmdojo.tui import actions
from vmdojo.tui.app import Dojo
from vmdojo.tui.form.fields import Choice, FormLine, FormText
from vmdojo.tui.help.screen import lines
from vmdojo.tui.stage import Stage
from vmdojo.tui.widgets.editor import Editor
from vmdojo.tui.widgets.line import Line


def _classes() -> dict[str, type[DOMNode]]:
    found: dict[str, type[DOMNode]] = {}
    for module in pkgutil.walk_packages(vmdojo.tui.__path__, "vmdojo.tui."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, DOMNode) and thing.__module__.startswith("vmdojo.tui"):
                found[f"{thing.__module__}.{thing.__qualname__}"] = thing
    return found


def _owner() -> dict[str, type[DOMNode]]:
    """Page or group of keys -> the class that has them."""
    pages: dict[str, type[DOMNode]] = {
        cls.KEY: cls for cls in _classes().values() if issubclass(cls, Stage) and "KEY" in vars(cls)
    }
    return pages | {
        actions.APP: Dojo,
        "area": Editor,
        "line": Line,
        "field": FormLine,
        "choice": Choice,
        "text": FormText,
    }


def _keys(bindings: object) -> set[tuple[str, str]]:
    assert isinstance(bindings, list)
    return {(binding.key, binding.action) for binding in bindings if isinstance(binding, Binding)}


def test_no_key_is_bound_outside_the_registry() -> None:
    owners = {cls: page for page, cls in _owner().items()}
    for name, cls in _classes().items():
        own = vars(cls).get("BINDINGS", [])
        assert _keys(own) == (_keys(actions.bindings(owners[cls])) if cls in owners else set()), name


def test_nothing_of_textuals_own_bindings_is_inherited() -> None:
    for page, cls in _owner().items():
        merged = cls._merge_bindings()
        assert {key for key, _ in merged} == {b.key for b in actions.bindings(page) if isinstance(b, Binding)}, page


def test_every_page_of_the_registry_has_a_class_and_a_name() -> None:
    assert set(_owner()) == set(actions.PAGES)
    assert {page for action in actions.REGISTRY for page in action.pages} == set(actions.PAGES)


def test_every_action_has_its_method() -> None:
    for page, cls in _owner().items():
        for action in actions.of(page):
            assert callable(getattr(cls, f"action_{action.call}", None)), f"{page}: {action.id}"


def test_ids_are_unique_and_keys_mean_one_thing_on_a_page() -> None:
    assert not [name for name, times in Counter(a.id for a in actions.REGISTRY).items() if times > 1]
    for page in actions.PAGES:
        keys = Counter(key for action in actions.of(page) for key in action.keys)
        assert not [key for key, times in keys.items() if times > 1], page


def test_a_page_takes_no_key_from_the_app_but_for_the_same_thing() -> None:
    everywhere = {key: action.call for action in actions.of(actions.APP) for key in action.keys}
    for page in actions.PAGES:
        if page == actions.APP:
            continue
        for action in actions.of(page):
            for key in set(action.keys) & set(everywhere):
                assert action.call == everywhere[key], f"{page}: {key}"


def test_quitting_is_offered_everywhere_and_by_a_letter_where_nothing_is_typed() -> None:
    quits = next(action for action in actions.of(actions.APP) if action.call == "quit")
    assert {"ctrl+q", "f10"} <= set(quits.keys)
    assert quits.priority
    for page in actions.READING:
        assert any(action.call == "quit" and "q" in action.keys for action in actions.of(page)), page


def test_leaving_a_message_does_not_hang_on_a_key_that_terminals_swallow() -> None:
    leave = next(action for action in actions.of("compose") if action.call == "leave")
    assert leave.keys[0] == "f5"
    assert "ctrl+enter" in leave.keys


@pytest.mark.parametrize("page", [name for name in actions.PAGES if name not in {"app", "area", "line"}])
@pytest.mark.parametrize("width", [48, 78])
def test_help_tells_every_action_and_the_page_one_comes_from_first(page: str, width: int) -> None:
    told = [line.plain for line in lines(page, width)]
    assert told[0] == actions.PAGES[page]
    whole = " ".join(" ".join(told).split())
    for action in actions.REGISTRY:
        assert action.label[1:] in whole, action.id
        for key in action.keys[:1]:
            assert actions.key_name(key) in whole
    assert max(len(line) for line in told) <= width


def test_keys_are_written_as_people_write_them() -> None:
    assert [actions.key_name(key) for key in ("ctrl+enter", "f5", "question_mark", "n", "ctrl+r", "shift+up")] == [
        "Ctrl+Enter",
        "F5",
        "?",
        "n",
        "Ctrl+R",
        "Shift+Up",
    ]


async def test_help_lists_what_works_now_and_nothing_else_of_the_page() -> None:
    async with playing(size=(80, 400)) as table:
        await table.press("enter", "enter")
        await table.write("Hi Dana, who plans the trailer moves today?")
        await table.press("f5", "y", "7", "0", "enter")
        assert table.page == "verdict"
        await table.press("f1")
        page, _, others = table.said.partition("What the words mean")
        assert "Every finding, and how they add up." in page
        assert "To the league: your words" not in page
        assert "For a call of your own." not in page
        assert "The belt that this take has tied." not in page
        assert "In one line." in others
        await table.press("escape", "a", "f1")
        page, _, _ = table.said.partition("What the words mean")
        assert "a Fixes l Hear" in page or "a Fixes s Strong" in page
