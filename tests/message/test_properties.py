"""What holds for every text."""

from __future__ import annotations

import itertools

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmdojo.message import Message, fold, parse, spoken

# Everything that has a meaning of its own somewhere in the reader, beside plain text.
PIECES = [
    *"aeIXZ019 \t\n\r.,;:!?-—–…'’\"“()[]{}<>«»$£€%#&@+/_*|°½²µ",
    *"\u00ad\u200b\u200d\u202e\ufeff\x00\x1b\u0301\u0336\u3164\u02bcаоηＡ𝐠ｅ\ud800😀ﬁ⑴㎏㍢℀ﷺİßक्षि你ー٣",
    *[
        "Dr.",
        "p.m.",
        "U.S.",
        "555-0148",
        "$40k",
        "{name}",
        "[x]",
        "http://",
        "a@b.co",
        "INSERT",
        "insert name",
        "XXX",
        "1,234",
    ],
]
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)
PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=126))
# Letters by category that show nothing: they are dropped, like every invisible character.
FILLERS = {"\u115f", "\u1160", "\u3164", "\uffa0"}

HOSTILE = [
    "a", "a ", "1", "1,234,", "1.", "A.", "a-", "[", "[a", "{", "<a", "%a", "$A", "_", "@", "a@", "a@b.c.", "http://. ",
    "'", "a'", ". ", "\n", "a\n", "a\r", "\r\n", "\x00", "\ud800", "a\u200b", "\u202e", "a\u0301", "cа", "कि", "你",
    "😀", "(802) 555-", "555-", "0 ", "+1", "-", "—", "?!", "$1 million ", "½", "xxx ", "INSERT A ", "insert a ", "&",
    "A&", "10:30", "1a", "İ", "*|A", "«name", "555-0148 ext ",
    "word word word word word word word word word word\n", "-a.",
]  # fmt: skip


def check(text: str, message: Message) -> None:
    """What every message owes its text."""
    assert message.text == text
    spoken_at = 0.0
    place = 0
    for word in message.words:
        assert place <= word.start < word.end
        assert text[word.start : word.end] == word.text
        assert word.folded
        assert spoken_at <= word.begins < word.ends
        place, spoken_at = word.end, word.ends
    assert spoken_at <= message.seconds
    assert place <= len(text)
    edges = [0, *(s.last for s in message.sentences)]
    assert [(s.first, s.last) for s in message.sentences] == list(itertools.pairwise(edges))
    assert edges[-1] == len(message.words)
    place = 0
    for number, sentence in enumerate(message.sentences):
        words = message.words[sentence.first : sentence.last]
        assert place <= sentence.start <= words[0].start
        assert words[-1].end <= sentence.end <= len(text)
        assert {word.sentence for word in words} == {number}
        assert sentence.closing in ("", ".", "?", "!")
        assert words[-1].loose
        place = sentence.end
    place = 0
    for start, end in message.hidden:
        assert place <= start < end <= len(text)
        place = end + 1


@given(TEXTS)
def test_any_text_is_read_and_keeps_its_places(text: str) -> None:
    check(text, parse(text))


@given(TEXTS)
def test_every_letter_and_figure_lies_in_one_word(text: str) -> None:
    within = {place for word in parse(text).words for place in range(word.start, word.end)}

    assert [
        char for place, char in enumerate(text) if char.isalnum() and char not in FILLERS and place not in within
    ] == []


@given(TEXTS)
def test_reading_is_pure_and_survives_the_wire(text: str) -> None:
    message = parse(text)

    assert parse(text) == message
    if not any("\ud800" <= char <= "\udfff" for char in text):
        assert msgspec.json.decode(msgspec.json.encode(message), type=Message) == message


@given(st.text(st.characters(codec="latin-1") | st.sampled_from("\u00ad\u200b\u0301\u0336’“—…Ａ𝐠ﬁİŁŉ½²")))
def test_folding_latin_text_twice_is_folding_it_once(text: str) -> None:
    once = fold(text)

    assert fold(once) == once


@given(TEXTS)
def test_reading_aloud_takes_any_text(text: str) -> None:
    words = parse(text).words

    assert (spoken(text) == "") is not any(word.folded for word in words)


@given(TEXTS)
def test_curly_and_straight_marks_fold_alike(text: str) -> None:
    straight = text.replace("’", "'").replace("“", '"')
    curly = straight.replace("'", "’").replace('"', "”")

    assert fold(curly) == fold(straight)
    assert [w.folded for w in parse(curly).words] == [w.folded for w in parse(straight).words]


@given(PRINTABLE, PRINTABLE)
def test_paragraphs_do_not_touch_each_other(first: str, second: str) -> None:
    """A blank line parts two texts: each is read as it would be alone."""
    one, two = parse(first), parse(second)
    both = parse(f"{first}\n\n{second}")

    moved, later = len(first) + 2, one.seconds
    assert [(w.text, w.start, w.kind, w.loose) for w in both.words] == [
        *((w.text, w.start, w.kind, w.loose) for w in one.words),
        *((w.text, w.start + moved, w.kind, w.loose) for w in two.words),
    ]
    assert [w.ends for w in both.words] == pytest.approx(
        [w.ends for w in one.words] + [w.ends + later for w in two.words]
    )
    assert [s.closing for s in both.sentences] == [s.closing for s in (*one.sentences, *two.sentences)]


@given(st.lists(st.sampled_from(["call", "Dana", "don't", "reno's", "4,000"]), min_size=1, max_size=12), st.data())
def test_invisible_characters_change_no_word(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    at = data.draw(st.integers(0, len(text)))
    tricked = text[:at] + data.draw(st.sampled_from("\u00ad\u200b\u200c\u2060\x00\u202e")) + text[at:]

    assert [w.folded for w in parse(tricked).words] == [w.folded for w in parse(text).words]
    assert parse(tricked).seconds == parse(text).seconds


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_a_long_line_of_one_thing_is_read(piece: str) -> None:
    """A pattern that tried everything everywhere would not come back from this."""
    text = piece * (30_000 // len(piece))
    message = parse(text)

    check(text, message)


def test_a_long_text_is_a_short_one_many_times() -> None:
    once, often = parse("Hi Dana, it's Luis. "), parse("Hi Dana, it's Luis. " * 5_000)

    assert len(often.words) == 5_000 * len(once.words)
    assert len(often.sentences) == 5_000
    assert often.seconds == pytest.approx(5_000 * once.seconds)
