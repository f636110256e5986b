"""How long a message takes to say, and when each word sounds."""

from __future__ import annotations

import pytest

from vmdojo.message import Pace, parse

PACE = Pace(
    words_per_minute=150,
    syllable_seconds=1,
    word_seconds=100,
    light_seconds=50,
    comma_seconds=10_000,
    sentence_seconds=1_000_000,
    digit_seconds=0.01,
)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", 0),
        ("?!", 0),
        ("Call now.", 1_000_202),
        ("Call me.", 1_000_152),
        ("Call me, Dana.", 1_010_254),
        ("Call. Me.", 2_000_152),
        ("$40k", 1_000_305),
        ("555-0148", 1_000_707.07),
        ("CFO", 1_000_303),
        ("10-15", 1_000_254),
        ("[Company]", 1_000_103),
        ("RFP? {name}, hi", 2_010_505),
    ],
)
def test_seconds_are_words_little_words_syllables_figures_and_pauses(text: str, seconds: float) -> None:
    assert parse(text, PACE).seconds == pytest.approx(seconds)


def test_words_sound_one_after_another_with_the_pauses_behind_them() -> None:
    words = parse("Hi Dana, who plans? You", PACE).words

    assert [(word.begins, word.ends) for word in words] == [
        (0, 101),
        (101, 203),
        (10_203, 10_304),
        (10_304, 10_405),
        (1_010_405, 1_010_456),
    ]


def test_a_faster_pace_shortens_everything_alike() -> None:
    text = "Hi Dana, Luis at Coldway. Who plans those moves? 555-0148."
    slow, fast = parse(text, Pace(words_per_minute=120)), parse(text, Pace(words_per_minute=240))

    assert fast.seconds == pytest.approx(slow.seconds / 2)
    assert [w.ends for w in fast.words] == pytest.approx([w.ends / 2 for w in slow.words])


def test_usual_pace_is_that_of_speech() -> None:
    """A synthesiser set to 150 words a minute takes 21.9 seconds for this message."""
    text = (
        "Hi Dana, Luis Ortega at Coldway. Reno opening in March caught my eye: a second store usually doubles the "
        "trailer moves before it halves them. One question, who plans those moves today? I'm emailing the one-page "
        'dock plan a Boise distributor used, subject "Reno docks". 555-0148.'
    )

    assert parse(text, Pace(words_per_minute=150)).seconds == pytest.approx(21.9, rel=0.06)


@pytest.mark.parametrize("words_per_minute", [0, -1, float("nan"), float("inf")])
def test_pace_refuses_rates_that_nobody_speaks_at(words_per_minute: float) -> None:
    with pytest.raises(ValueError, match="words_per_minute"):
        Pace(words_per_minute=words_per_minute)
