"""The class of a word: from the list, else by its ending, and the list holds nothing that its ending would tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmdojo.grading import wordclass as module
from vmdojo.grading.blocks import Names
from vmdojo.grading.rubric_files import shipped
from vmdojo.grading.wordclass import CLASSES, WordClasses, by_ending, made_ready, shipped_classes


@pytest.mark.parametrize(
    ("term", "letter"),
    [
        ("kiln", "N"),
        ("kilns", "S"),
        ("lift", "V"),
        ("broken", "E"),
        ("heavy", "J"),
        ("quickly", "R"),
        ("went", "D"),
        ("seven", "#"),
    ],
)
def test_common_words_have_the_class_they_mostly_have(term: str, letter: str) -> None:
    assert shipped_classes()[term] == letter


@pytest.mark.parametrize(
    ("term", "letter"),
    [("blorfing", "G"), ("blorfed", "D"), ("blorfly", "R"), ("blorfs", "S"), ("blorf", "N"), ("red", "J")],
)
def test_words_of_no_list_have_the_class_of_their_ending(term: str, letter: str) -> None:
    assert shipped_classes()[term] == letter


def test_an_ending_needs_a_word_before_it() -> None:
    assert by_ending("ing") == by_ending("bed") == "N"


def test_the_list_holds_no_word_twice_and_none_that_its_ending_tells() -> None:
    lines = [line.split() for line in shipped("classes.txt").splitlines()]
    words = [(word, letter) for letter, *some in lines for word in some]
    assert len(words) == len(dict(words)) > 10_000
    assert {letter for _, letter in words} <= set(CLASSES)
    assert [word for word, letter in words if by_ending(word) == letter] == []


@given(st.dictionaries(st.text("abcdefgs", min_size=1, max_size=6), st.sampled_from(CLASSES), max_size=12))
def test_a_list_is_read_as_it_was_written(words: dict[str, str]) -> None:
    text = "\n".join(f"{letter} {word}" for word, letter in words.items())
    table = made_ready(text)
    assert dict(zip(Names(table.words), table.classes, strict=True)) == words
    classes = WordClasses(table)
    assert {word: classes[word] for word in words} == words


def test_little_is_remembered_of_words_never_seen_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 10)
    classes = WordClasses(made_ready("V run"))
    for n in range(35):
        assert classes[f"w{n}"] == "N"
    assert len(classes) <= 10
    assert classes["run"] == "V"
