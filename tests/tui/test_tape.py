"""The tape: its length is time, a word owns the cells in which it sounds, the cut falls where delete was pressed."""

from __future__ import annotations

from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from tui.sample import MESSAGE
from vmdojo.coaching import clock
from vmdojo.message import parse
from vmdojo.tui.widgets.tape import (
    CUT,
    GONE,
    MAT,
    SOUND,
    Mark,
    owners,
    reel_lines,
    reel_step,
    ruler,
    second_of,
    shades,
    stage_lines,
)

WORDS = st.lists(
    st.sampled_from(["hi", "Dana,", "Reno", "opens", "in", "March.", "555-0148.", "$40k", "extraordinarily", "I", "a"]),
    max_size=200,
)


@given(WORDS.map(" ".join), st.sampled_from([0.5, 1.0, 2.0]))
def test_a_cell_belongs_to_a_word_that_sounds_in_it(text: str, each: float) -> None:
    message = parse(text)
    count = ceil(message.seconds / each)
    for cell, owner in enumerate(owners(message.words, each, 0, count)):
        if owner is not None:
            word = message.words[owner]
            assert word.begins < (cell + 1) * each
            assert word.ends > cell * each


@given(WORDS.map(" ".join))
def test_words_own_cells_in_the_order_of_time(text: str) -> None:
    message = parse(text)
    found = [owner for owner in owners(message.words, 0.5, 0, ceil(message.seconds / 0.5)) if owner is not None]
    assert found == sorted(found)


def test_a_window_of_the_tape_shows_what_the_whole_shows_there() -> None:
    message = parse(MESSAGE)
    whole = owners(message.words, 0.5, 0, 40)
    assert owners(message.words, 0.5, 10, 20) == whole[10:30]


@given(
    st.lists(st.floats(0, 1), max_size=240),
    st.floats(0, 120),
    st.sampled_from([0.5, 1.0, 2.0]),
    st.none() | st.floats(0, 1),
)
def test_shades_are_as_long_as_the_message_and_nothing_is_heard_behind_the_cut(
    attention: list[float], seconds: float, each: float, share: float | None
) -> None:
    cut = None if share is None else share * seconds
    pattern = shades(attention, seconds, each, cut=cut)
    assert len(pattern) == ceil(round(seconds / each, 6))
    assert pattern.count(CUT) == (1 if cut is not None and pattern else 0)
    if CUT in pattern:
        assert set(pattern[pattern.index(CUT) + 1 :]) <= {GONE}


def test_attention_falls_from_full_to_gone() -> None:
    assert shades((1.0, 0.7, 0.4, 0.2, 0.0), 2.5, 0.5) == "█▓▒░·"


def test_a_coarser_cell_shows_the_mean_of_its_slice() -> None:
    assert shades((1.0, 0.0, 1.0, 1.0), 2.0, 1.0) == "▒█"


def test_the_mat_lies_on_its_seconds() -> None:
    line = ruler(0.5, 0, 72, (18, 28), 30).plain
    assert line.startswith("0:00      0:05      0:10      0:15")
    assert [cell for cell, char in enumerate(line) if char == MAT] == [
        cell for cell in range(36, 56) if cell not in range(40, 44) and cell not in range(50, 54)
    ]


@given(WORDS.map(" ".join), st.integers(20, 120), st.integers(5, 20), st.integers(1, 40))
def test_the_stage_keeps_its_width_and_always_shows_the_end(text: str, width: int, low: int, more: int) -> None:
    message = parse(text)
    top, strip = stage_lines(message, (low, low + more), width)
    assert top.cell_length <= width
    assert strip.cell_length <= width
    assert strip.plain.endswith(clock(message.seconds))
    if width >= 48 and message.words and message.words[-1].ends - message.words[-1].begins >= 2.0:
        assert SOUND in strip.plain


def test_a_long_message_moves_on_under_the_strip() -> None:
    message = parse("Hello again Dana and everyone. " * 60)
    top, strip = stage_lines(message, (15, 30), 78)
    assert not top.plain.startswith("0:00")
    assert SOUND in strip.plain


def test_a_clock_of_five_signs_leaves_the_strip_whole() -> None:
    message = parse("Hello again Dana and everyone. " * 400)
    _, strip = stage_lines(message, (15, 30), 78)
    assert "…" not in strip.plain
    assert strip.cell_length == 78


def test_an_empty_tape_shows_the_mat_and_no_sound() -> None:
    top, strip = stage_lines(None, (15, 30), 78)
    assert MAT in top.plain
    assert strip.plain.strip() == "0:00"


@given(st.integers(1, 4000), st.integers(40, 120))
def test_a_heard_tape_fits_its_page_in_three_rows(seconds: int, width: int) -> None:
    each = reel_step(seconds, width)
    lines = reel_lines(shades((), seconds, each), each, seconds, width)
    assert len(lines) <= 3
    assert all(line.cell_length <= width for line in lines)
    assert lines[0].plain.startswith("0:00 ")


def test_marks_sit_under_their_second_and_never_on_each_other() -> None:
    lines = reel_lines("█" * 20, 0.5, 10.0, 78, marks=[Mark(2.0, "1"), Mark(2.1, "2"), Mark(9.9, "3")])
    assert lines[1].plain == " " * 5 + "    12             3"


def test_only_the_cut_is_vermilion() -> None:
    row = reel_lines("██✂··", 0.5, 2.5, 78)[0]
    assert [(row.plain[span.start : span.end], span.style) for span in row.spans if "$cut" in str(span.style)] == [
        (CUT, "bold $cut")
    ]


def test_the_second_of_an_offset_is_that_of_its_word() -> None:
    message = parse(MESSAGE)
    word = message.words[7]
    assert second_of(message, word.start) == word.begins
    assert second_of(message, word.end - 1) == word.begins
    assert second_of(message, len(MESSAGE) + 5) == message.seconds
