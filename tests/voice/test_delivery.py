"""How a take sounds: measured on speech made here, and judged by its measures."""

from __future__ import annotations

import wave
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from vmdojo.grading import grade
from vmdojo.grading.delivery import Delivery, Pause, entries, heard, judge_delivery
from vmdojo.message import parse
from vmdojo.message.reading import read
from vmdojo.voice import Speaker, VoiceError
from vmdojo.voice.children import measure as child
from vmdojo.voice.measuring import measure
from vmdojo.voice.recognising import fillers

Array = NDArray[np.float64]
TEXT = (
    "Hi Dana, Luis Ortega at Coldway. I saw your second cold store opens in Reno in March. "
    "One question: who plans the trailer moves today? I'll email you the dock plan. My number is 555-0148."
)
GOOD = Delivery(
    seconds=20.0,
    begins=0.2,
    ends=19.5,
    syllables_per_second=4.2,
    words_per_minute=160.0,
    speeding_up=0.05,
    pauses=(Pause(5.0, 0.5), Pause(12.0, 0.6)),
    pitch_spread=2.4,
    loudness_trend=-1.0,
    clipped=0.0,
    above_noise=40.0,
)


def write(path: Path, samples: Array, rate: int = child.RATE) -> Path:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes((np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())
    return path


def voice(semitones: float = 0.0, *, seconds: float = 10.0, syllables: float = 4.0, fade: float = 0.0) -> Array:
    """A hummed voice: harmonics of 140 Hz that swing by ``semitones``, loud and soft ``syllables`` times a second."""
    time = np.arange(int(seconds * child.RATE)) / child.RATE
    pitch = 140 * 2 ** (semitones / 12 * np.sin(2 * np.pi * 0.7 * time))
    phase = 2 * np.pi * np.cumsum(pitch) / child.RATE
    sound = sum(np.sin(n * phase) / n for n in range(1, 12))
    swell = 0.02 + 0.98 * np.abs(np.sin(np.pi * syllables * time)) ** 1.5
    return np.asarray(0.2 * sound * swell * 10 ** (fade * time / seconds / 20)) + 1e-4 * np.sin(999 * time)


def measured(samples: Array) -> dict[str, object]:
    found = child.measure(samples)
    assert found is not None
    return found


@pytest.mark.parametrize("rate", [120, 160, 220])
def test_the_rate_is_that_of_the_speech(rate: int) -> None:
    message = parse(TEXT)
    spoken = Speaker().speak(message, rate)

    known, unknown = measure(spoken.path, message), measure(spoken.path)
    spoken.path.unlink()

    # What the engine made: its words over its sound, the silence at the end left out.
    true = 60 * len(message.words) / (spoken.words[-1].ends - spoken.words[0].begins)
    assert known.words_per_minute == pytest.approx(true, rel=0.10)
    syllables = sum(read(word.text).syllables for word in message.words)
    assert len(message.words) > 30
    assert unknown.words_per_minute is None
    assert unknown.syllables_per_second == pytest.approx(known.syllables_per_second, rel=0.20), syllables


@pytest.mark.parametrize("noise", [0.0, 0.01])
def test_inserted_pauses_are_found_where_they_are(noise: float) -> None:
    whole = voice(2.0)
    silence = np.zeros(int(0.6 * child.RATE))
    cuts = [int(second * child.RATE) for second in (2.5, 5.0, 7.5)]
    parts = np.split(whole, cuts)
    sound = np.concatenate([part for index, p in enumerate(parts) for part in ([p, silence] if index < 3 else [p])])
    sound += noise * np.random.default_rng(7).standard_normal(len(sound))

    pauses = measured(sound)["pauses"]

    assert isinstance(pauses, list)
    assert [round(at, 1) for at, _ in pauses] == pytest.approx([2.5, 5.6, 8.7], abs=0.15)
    assert [length for _, length in pauses] == pytest.approx([0.6] * 3, rel=0.15)


def test_flat_and_varied_are_told_apart() -> None:
    assert measured(voice(0.0))["pitch_spread"] == pytest.approx(0.0, abs=0.3)
    # A sine that swings by s semitones has a standard deviation of s / sqrt 2.
    assert measured(voice(4.0))["pitch_spread"] == pytest.approx(4 / 2**0.5, rel=0.15)


def test_syllables_are_counted_and_a_fade_is_heard() -> None:
    slow, fast = measured(voice(1.0, syllables=3.0)), measured(voice(1.0, syllables=5.0))
    for found, each in ((slow, 3.0), (fast, 5.0)):
        assert isinstance(found["nuclei"], list)
        assert len(found["nuclei"]) == pytest.approx(10 * each, rel=0.10)
    faded = measured(voice(1.0, fade=-20.0))["loudness_trend"]
    level = measured(voice(1.0))["loudness_trend"]
    assert isinstance(faded, float)
    assert faded < -6
    assert level == pytest.approx(0.0, abs=1.0)


def test_clipping_and_noise_are_heard() -> None:
    assert measured(np.clip(voice(1.0) * 8, -1, 1))["clipped"] > 0.01  # type: ignore[operator]
    assert measured(voice(1.0))["clipped"] == 0.0
    loud = voice(1.0) + 0.03 * np.random.default_rng(7).standard_normal(10 * child.RATE)
    assert measured(loud)["above_noise"] < 20  # type: ignore[operator]


@pytest.mark.parametrize("samples", [np.zeros(child.RATE * 2), np.zeros(0), np.full(child.RATE * 2, 0.3)])
def test_no_voice_is_no_measure(samples: Array) -> None:
    assert child.measure(samples) is None


def test_a_file_that_is_no_recording_gets_a_sentence(tmp_path: Path) -> None:
    for name, data, sentence in (
        ("empty.wav", b"", "is empty"),
        ("words.mp3", b"not sound at all" * 99, "no sound that vmdojo can read"),
        ("half.wav", b"RIFF\xff\xff\xff\xffWAVEfmt ", "no sound that vmdojo can read"),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(VoiceError, match=sentence):
            measure(tmp_path / name)
    with pytest.raises(VoiceError, match="There is no recording"):
        measure(tmp_path / "nothing.wav")
    with pytest.raises(VoiceError, match="no voice that stands out"):
        measure(write(tmp_path / "silence.wav", np.zeros(child.RATE * 3)))
    whole = write(tmp_path / "whole.wav", voice(3.0)).read_bytes()
    (tmp_path / "cut.wav").write_bytes(whole[: len(whole) // 3])
    with pytest.raises(VoiceError, match=r"cut\.wav breaks off"):
        measure(tmp_path / "cut.wav")
    with pytest.raises(VoiceError, match="Your take has 10 seconds of voice and its text 120 words"):
        measure(tmp_path / "whole.wav", parse("wonderful " * 120), called="Your take")
    # An hour at 800 samples a second is a small file and still an hour.
    with pytest.raises(VoiceError, match="longer than ten minutes"):
        measure(write(tmp_path / "hour.wav", np.zeros(3_600 * 800), rate=800))


# Judging


def changed(**changes: object) -> set[str]:
    return {rule for rule, _ in heard(msgspec.structs.replace(GOOD, **changes))}


def test_a_natural_take_has_no_fault_and_no_points_for_smoothness() -> None:
    judged = judge_delivery(GOOD)

    assert judged.points == 100.0
    assert [found.rule for found in judged.findings] == ["delivery.room_to_breathe"]
    assert judge_delivery(msgspec.structs.replace(GOOD, pauses=(Pause(5.0, 0.4),))).points == 100.0


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"words_per_minute": 225.0}, "delivery.rushed"),
        ({"words_per_minute": 90.0}, "delivery.slow"),
        ({"speeding_up": 0.4}, "delivery.speeding_up"),
        ({"pauses": ()}, "delivery.no_pause"),
        ({"pauses": (), "pitch_spread": 1.4}, "delivery.read_out"),
        ({"pauses": tuple(Pause(float(n), 0.3) for n in range(1, 10))}, "delivery.halting"),
        ({"pauses": (Pause(5.0, 2.6),)}, "delivery.long_silence"),
        ({"pitch_spread": 0.9}, "delivery.flat"),
        ({"pitch_spread": 6.0}, "delivery.overacted"),
        ({"loudness_trend": -9.0}, "delivery.trailing_off"),
        ({"digits_per_second": 4.0, "number_at": 15.0}, "delivery.number_gabbled"),
        ({"digits_per_second": 1.8, "number_at": 15.0}, "delivery.number_slow"),
        ({"clipped": 0.01}, "delivery.clipped"),
        ({"above_noise": 9.0}, "delivery.noisy"),
    ],
)
def test_each_fault_is_heard_from_its_measure_alone(changes: dict[str, object], rule: str) -> None:
    assert rule in changed(**changes)
    assert rule not in changed()


def test_every_entry_can_be_heard_and_every_fault_says_what_to_do() -> None:
    told = set().union(
        changed(),
        changed(words_per_minute=225.0, pauses=(), pitch_spread=1.4, speeding_up=0.4, clipped=0.01, above_noise=9.0),
        changed(words_per_minute=90.0, pitch_spread=0.9, loudness_trend=-9.0, digits_per_second=4.0, number_at=1.0),
        changed(pauses=(Pause(5.0, 2.6), *(Pause(float(n), 0.3) for n in range(6, 15))), pitch_spread=6.0),
        changed(digits_per_second=1.8, number_at=1.0),
    )
    assert told == set(entries())
    assert all(entry.fix for kind, entry in entries().values() if kind == "fault")


@given(
    st.builds(
        Delivery,
        seconds=st.floats(0, 600),
        begins=st.floats(0, 10),
        ends=st.floats(0, 600),
        syllables_per_second=st.floats(0, 20),
        words_per_minute=st.none() | st.floats(0, 900),
        speeding_up=st.floats(-1, 9),
        pauses=st.lists(st.builds(Pause, at=st.floats(0, 600), seconds=st.floats(0.25, 60)), max_size=9).map(tuple),
        pitch_spread=st.none() | st.floats(0, 12),
        loudness_trend=st.floats(-60, 60),
        clipped=st.floats(0, 1),
        above_noise=st.floats(0, 100),
        digits_per_second=st.none() | st.floats(0, 30),
        number_at=st.none() | st.floats(0, 600),
    )
)
def test_any_measures_give_points_within_bounds(delivery: Delivery) -> None:
    judged = judge_delivery(delivery)

    assert 0.0 <= judged.points <= 100.0
    rules = [found.rule for found in judged.findings]
    assert len(rules) == len(set(rules))


def test_delivery_stands_beside_the_total_and_never_moves_it() -> None:
    written = grade(TEXT)
    rushed = grade(TEXT, delivery=msgspec.structs.replace(GOOD, words_per_minute=240.0, pauses=()))

    assert written.delivery is None
    assert rushed.delivery is not None
    assert rushed.delivery.points < 60
    assert msgspec.structs.replace(rushed, delivery=None) == written


def test_fillers_are_counted_as_heard() -> None:
    assert fillers("Um, hi, uh, it's Umberto. Hmm, erm, no hummus. Er.") == 5
