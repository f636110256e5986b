"""Nothing typed or loaded is markup or a command to the terminal."""

from __future__ import annotations

from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

from vmdojo.tui.inert import inert, one_line, typed
from vmdojo.tui.text import say

OBEYED = "\x1b\x00\x7f\x9b\u202e\u2066\u200f\u2028\r\t\n[]"
HOSTILE = st.text(st.characters(exclude_categories=()) | st.sampled_from(OBEYED))


@given(HOSTILE)
def test_as_many_code_points_and_none_that_a_terminal_obeys(text: str) -> None:
    drawn = inert(text)
    assert len(drawn) == len(text)
    assert all(category(char) not in {"Cc", "Cs"} or char == "\n" for char in drawn)
    assert not set(drawn) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
    assert inert(drawn) == drawn
    drawn.encode("utf-8")


@given(HOSTILE)
def test_content_keeps_every_code_point_and_reads_no_markup(text: str) -> None:
    assert say(text).plain == inert(text)


def test_escapes_markup_and_direction_marks_are_shown() -> None:
    assert inert("\x1b[31mred") == "␛[31mred"
    assert inert("a\u202eb") == "a�b"
    assert say("[bold]x[/]").plain == "[bold]x[/]"
    assert not say("[bold]x[/]").spans


def test_ordinary_text_of_any_language_is_left_as_it_is() -> None:
    text = "Zoë asked: „wie geht's?“ Ça va, naïve café. 你好 שלום 👩‍💻"
    assert inert(text) == text


@given(HOSTILE)
def test_what_the_editor_takes_has_only_one_kind_of_line_end(text: str) -> None:
    taken = typed(text)
    assert "\r" not in taken
    assert taken == inert(taken)
    assert typed("a\r\nb\rc") == "a\nb\nc"


@given(HOSTILE)
def test_one_line_is_one_line(text: str) -> None:
    assert "\n" not in one_line(text)
    assert "  " not in one_line(text)
