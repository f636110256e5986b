"""A message as the rules see it: contractions opened, sentences and clauses kept, every span in the unmodified text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.cases import talk
from vmdojo.grading.reading import Reading, opened, stem
from vmdojo.message import parse


@pytest.mark.parametrize(
    ("word", "terms"),
    [
        ("don't", ("do", "not")),
        ("isn't", ("is", "not")),
        ("can't", ("can", "not")),
        ("cannot", ("can", "not")),
        ("won't", ("will", "not")),
        ("shan't", ("shall", "not")),
        ("i'm", ("i", "am")),
        ("you're", ("you", "are")),
        ("we've", ("we", "have")),
        ("i'll", ("i", "will")),
        ("dana'll", ("dana", "will")),
        ("we'd", ("we", "would")),
        ("let's", ("let", "us")),
        ("it's", ("it", "is")),
        ("name's", ("name", "is")),
        ("dana's", ("dana", "'s")),
        ("drivers'", ("drivers",)),
        ("gonna", ("going", "to")),
        ("dont", ("do", "not")),
        ("im", ("i", "am")),
        ("o'clock", ("o'clock",)),
        ("ma'am", ("ma'am",)),
        ("dock", ("dock",)),
        ("n't", ("n't",)),
        ("'s", ("'s",)),
        ("'", ("'",)),
    ],
)
def test_contractions_are_opened(word: str, terms: tuple[str, ...]) -> None:
    assert opened(word) == terms


@pytest.mark.parametrize("text", ["We don’t ask.", "We don't ask.", "WE DON'T ASK.", "we dont ask"])
def test_the_manner_of_writing_changes_no_term(text: str) -> None:
    assert Reading(parse(text)).terms == ["we", "do", "not", "ask"]


def test_both_terms_of_a_contraction_quote_the_whole_word() -> None:
    reading = Reading(parse("Honestly, I'm late."))
    at = reading.terms.index("am")
    assert reading.terms[at - 1] == "i"
    assert reading.quote(at, at + 1) == reading.quote(at - 1, at) == "I'm"
    assert reading.quote(at, at + 2) == "I'm late"


def test_a_token_of_a_kind_stays_one_term() -> None:
    reading = Reading(parse("Ring 555-0148 at 10:30 about {company}."))
    assert [kind for kind in reading.kinds if kind] == ["#phone", "#time", "#slot"]
    assert reading.quote(1, 2) == "555-0148"


def test_sentences_and_their_marks() -> None:
    reading = Reading(parse("Who plans it? I'll ring."))
    assert reading.first_of == [0, 3, len(reading.terms)]
    assert list(reading.sentence_terms(1)) == [3, 4, 5]
    assert (reading.closing(0), reading.closing(4)) == ("?", ".")


def test_a_comma_parts_clauses_and_a_sentence_always_does() -> None:
    reading = Reading(parse("If not, say so. Then stop"))
    assert reading.clause == sorted(reading.clause)
    assert reading.clause[1] != reading.clause[2]
    assert reading.clause[2] == reading.clause[3]
    assert reading.clause[3] != reading.clause[4]


@pytest.mark.parametrize("words", ["call calls called calling", "open opens opened opening", "site sites"])
def test_inflections_share_a_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


def check(text: str) -> None:
    reading = Reading(parse(text))
    total = len(reading.terms)
    assert total == len(reading.stems) == len(reading.kinds) == len(reading.word)
    assert total == len(reading.sentence) == len(reading.clause)
    assert reading.first_of[0] == 0
    assert reading.first_of[-1] == total
    assert len(reading.first_of) == len(reading.message.sentences) + 1
    for at in range(total):
        assert at in reading.sentence_terms(reading.sentence[at])
        start, end = reading.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert text[start:end] == reading.quote(at, at + 1) == reading.message.words[reading.word[at]].text
    assert reading.word == sorted(reading.word)
    assert set(reading.word) == set(range(len(reading.message.words)))
    for line in (reading.clause, reading.sentence):
        assert line == sorted(line)


@given(st.text(max_size=80))
def test_every_text_reads_whole(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from([*talk()[:200], "\n", "…", "I'd've", "'tis", "rock'n'roll's", "\u00ad"]), max_size=8))
def test_talk_reads_whole(pieces: list[str]) -> None:
    check(" ".join(pieces))
