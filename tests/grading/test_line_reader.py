"""Lines are read as they were written, one by one or all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmdojo.grading.line_reader import LineReader, lines_of

LINES = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=4)


@given(st.lists(LINES))
def test_lines_are_read_as_they_were_written(lines: list[str]) -> None:
    reader = LineReader(lines_of(lines))
    assert len(reader) == len(lines)
    assert list(reader) == lines == reader[:]
    assert [reader[at] for at in range(len(lines))] == lines
    assert [reader.text[slice(*reader.span(at))] for at in range(len(lines))] == lines
    with pytest.raises(IndexError):
        reader[len(lines)]
