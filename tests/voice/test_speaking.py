"""Text into sound, with the engine that comes with vmdojo."""

from __future__ import annotations

import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmdojo.message import parse
from vmdojo.scenarios import load_library
from vmdojo.voice import Sounding, Speaker, VoiceError
from vmdojo.voice.beep import BEEP_SECONDS, with_beep
from vmdojo.voice.recognising import names_of
from vmdojo.voice.speaking import LONGEST
from vmdojo.voice.timeline import align

TEXT = "Hi Dana, it's Ines Duarte at Halden Linen. Your new wing opens in May. My number is 555-0142."


def test_a_message_becomes_sound_with_a_moment_for_each_word() -> None:
    message = parse(TEXT)

    spoken = Speaker().speak(message, 150)

    with wave.open(str(spoken.path), "rb") as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(spoken.seconds)
    spoken.path.unlink()
    assert len(spoken.words) == len(message.words)
    begins = [word.begins for word in spoken.words]
    assert begins == sorted(begins)
    assert begins[0] == 0.0
    assert all(word.begins < word.ends <= spoken.seconds for word in spoken.words)
    # The pause between sentences is heard: "Linen." to "Your" takes longer than any step inside the first sentence.
    linen = [word.text for word in message.words].index("Linen")
    assert begins[linen + 1] - spoken.words[linen].begins > 0.6


def test_faster_is_shorter() -> None:
    message = parse(TEXT)
    lengths = []
    for rate in (120, 160, 220):
        spoken = Speaker().speak(message, rate)
        spoken.path.unlink()
        lengths.append(spoken.seconds)

    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] / lengths[2] == pytest.approx(220 / 120, rel=0.12)


@pytest.mark.parametrize("text", ["[[h@'loU]] <break/> {name} \x1b[31m \u202eabc", "\ud800 half a pair", "12", "…"])
def test_nothing_typed_steers_the_engine(text: str) -> None:
    message = parse(text)

    spoken = Speaker().speak(message, 150)
    spoken.path.unlink()

    assert len(spoken.words) == len(message.words)


def test_too_long_is_said_before_anything_is_started() -> None:
    with pytest.raises(VoiceError, match="too long"):
        Speaker().speak(parse("word " * LONGEST), 150)


def test_a_voice_that_was_stopped_speaks_no_more() -> None:
    speaker = Speaker()
    speaker.stop()

    with pytest.raises(VoiceError):
        speaker.speak(parse(TEXT), 150)


def test_the_beep_comes_after_the_greeting() -> None:
    spoken = Speaker().speak(parse("You've got Dana. Be quick."), 150)

    longer = with_beep(spoken)

    with wave.open(str(longer.path), "rb") as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(spoken.seconds + BEEP_SECONDS, abs=0.01)
    longer.path.unlink()
    assert longer.words == spoken.words


def test_an_engine_that_tells_no_words_gets_the_estimate_stretched() -> None:
    message = parse(TEXT)

    words = align(message, [], message.seconds * 2)

    assert [word.begins for word in words] == pytest.approx([2 * word.begins for word in message.words])


def test_a_word_that_no_event_names_lies_between_its_neighbours() -> None:
    message = parse("one two three four")
    starts = [word.start for word in message.words]

    words = align(message, [(starts[0], 0.0), (starts[1], 1.0), (starts[3], 5.0)], 6.0)

    assert [word.begins for word in words][:2] == [0.0, 1.0]
    assert 1.0 < words[2].begins < words[3].begins == 5.0


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.floats(0, 30)), max_size=20))
def test_any_events_give_one_moment_a_word_in_order(text: str, events: list[tuple[int, float]]) -> None:
    message = parse(text)

    words = align(message, events, 30.0)

    assert len(words) == len(message.words)
    flat = [second for word in words for second in (word.begins,)]
    assert flat == sorted(flat)
    assert all(isinstance(word, Sounding) and word.begins <= word.ends for word in words)


def test_the_recogniser_is_told_the_names_of_a_buyer_and_no_other_words_of_a_fact() -> None:
    names = names_of(load_library().get("second-cold-store"))

    assert names[:3] == ("Dana Whitfield", "Northpole Foods", "Coldway")
    assert "Reno" in names
    assert all(part[0].isupper() for name in names for part in name.split())
