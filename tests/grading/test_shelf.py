"""A shelf knows the place of every name on it and of no other, however often it is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmdojo.grading import shelf as module
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.shelf import LineReader, Shelf, lines_of

NAMES = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=4)


@given(st.sets(NAMES, min_size=1), st.lists(NAMES))
def test_the_place_of_a_name_is_its_line(names: set[str], asked: list[str]) -> None:
    shelf = Shelf(lines_of(sorted(names)))
    for name in [*asked, *names]:
        assert (name in shelf) == (name in names)
        place = shelf.get(name)
        assert place is None if name not in names else place is not None and shelf.names[place] == name


@given(st.lists(NAMES))
def test_lines_are_read_as_they_were_written(lines: list[str]) -> None:
    reader = LineReader(lines_of(lines))
    assert len(reader) == len(lines)
    assert list(reader) == lines == reader[:]
    assert [reader[at] for at in range(len(lines))] == lines
    with pytest.raises(IndexError):
        reader[len(lines)]


def test_many_questions_bring_a_table_that_answers_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ENOUGH_ASKED", 5)
    shelf = Shelf(lines_of("abd"))
    answers = [[shelf.get(name) for name in "abcd"] for _ in range(4)]
    assert answers == [[0, 1, None, 2]] * 4
    assert shelf.table == {"a": 0, "b": 1, "d": 2}


def test_the_table_of_words_is_in_order() -> None:
    stems = shipped_meaning().stems
    assert list(stems) == sorted(set(stems))
