"""A message on its way along the tape: sounding to nobody, or in silence."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmdojo.message import parse
from vmdojo.voice import Performance, Sound, SoundClock, performance, wished
from vmdojo.voice.timeline import carry

TEXT = "Hi Dana, Luis Ortega at Coldway. Who plans the trailer moves today?"


class Hand:
    """A clock that stands still until it is told."""

    def __init__(self) -> None:
        self.second = 100.0

    def __call__(self) -> float:
        return self.second


def children() -> set[str]:
    """The sound processes of this process."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes()
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
            except OSError:
                continue
            if b"vmdojo.voice.children" in line and parent == str(os.getpid()):
                found.add(entry.name)
    return found


def until(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.005)
    return condition()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_without_sound_it_is_walked_at_speaking_pace() -> None:
    now = Hand()
    it = Performance(parse(TEXT), sound="off", now=now)
    it.start()
    seen: list[int] = []
    while it.state == "playing":
        if it.word is not None and (not seen or seen[-1] != it.word):
            seen.append(it.word)
        now.second += 0.05

    assert seen == list(range(len(it.message.words)))
    assert it.state == "over"
    assert it.seconds == pytest.approx(it.message.seconds)
    assert it.why == performance.OFF
    assert it.silent == f"{performance.OFF} {performance.WALKED}"


def test_a_pause_holds_the_place_and_a_faster_pace_shortens_it() -> None:
    now = Hand()
    it = Performance(parse(TEXT), sound="off", words_per_minute=300, now=now)
    it.start()
    now.second += 1.0
    it.pause()
    now.second += 60.0
    assert (it.state, it.at) == ("paused", 1.0)
    it.go_on()
    now.second += 0.5
    assert it.at == pytest.approx(1.5)
    assert it.seconds == pytest.approx(it.message.seconds / 2)


def test_heard_again_it_begins_at_the_beginning() -> None:
    now = Hand()
    it = Performance(parse(TEXT), sound="off", now=now)
    it.start()
    now.second += 100.0
    assert it.state == "over"
    it.start()
    assert (it.state, it.at, it.word) == ("playing", 0.0, 0)


def test_the_lit_word_follows_the_sound(temporary: Path) -> None:
    it = Performance(parse("Dana, Luis at Coldway. Who plans it?"), words_per_minute=300, sound="null")
    begun = time.monotonic()
    it.start()
    assert it.wait_begun(20.0)
    first = time.monotonic() - it.at
    late = []
    while it.state == "playing":
        late.append(abs(time.monotonic() - first - it.at))
        time.sleep(0.01)

    assert it.state == "over"
    assert not it.silent
    # The tape keeps real time: far from 150 ms where the machine is not starved; half a second on one that is.
    assert sorted(late)[len(late) // 2] < 0.5
    assert time.monotonic() - begun > it.seconds
    it.stop()
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="counts processes by /proc")
@pytest.mark.parametrize("times", [5, pytest.param(50, marks=pytest.mark.slow)])
def test_starts_and_stops_leave_no_process_and_no_file(temporary: Path, times: int) -> None:
    for number in range(times):
        it = Performance(parse(TEXT), sound="null")
        it.start()
        # Stopped while preparing, at the start, and in the middle.
        if number % 3:
            assert it.wait_begun(20.0)
        time.sleep(0.02 * (number % 4))
        it.stop()
        assert it.state == "stopped"

    assert until(lambda: not children() and not list(temporary.iterdir())), (children(), list(temporary.iterdir()))


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ('import sys; sys.stdin.read(); print(\'{"error": "no-engine"}\')', "No voice is installed"),
        ("import sys; sys.stdin.read(); print('not json')", "could not be started"),
        ("import os; os._exit(9)", "could not be started"),
    ],
)
def test_a_voice_that_fails_becomes_a_walk_with_a_reason(
    fault: str, sentence: str, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(name: str, arguments: object = ()) -> subprocess.Popen[bytes]:  # noqa: ARG001
        return subprocess.Popen([sys.executable, "-c", fault], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    monkeypatch.setattr("vmdojo.voice.child.start", broken)
    it = Performance(parse(TEXT), sound="null")
    it.start()

    assert it.wait_begun(20.0)
    assert sentence in it.silent
    assert it.state == "playing"
    it.stop()
    assert list(temporary.iterdir()) == []


def test_no_device_becomes_a_walk_with_a_reason(temporary: Path) -> None:
    it = Performance(parse(TEXT), sound="on")
    it.start()
    assert it.wait_begun(30.0)
    assert it.state == "playing"
    it.stop()
    # A machine with a sound card plays; one without says so. Either way nothing is left and nothing was raised.
    assert it.why in ("", performance.NO_DEVICE)
    assert until(lambda: not list(temporary.iterdir()))


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process by signal")
def test_the_children_end_with_their_parent(tmp_path: Path) -> None:
    script = (
        "import sys, time\n"
        "from vmdojo.message import parse\n"
        "from vmdojo.voice import Performance\n"
        f"it = Performance(parse({TEXT * 5!r}), sound='null'); it.start(); it.wait_begun(30)\n"
        "print(it._player.pid, flush=True); time.sleep(60)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TMPDIR": str(tmp_path)}
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()

    def gone() -> bool:
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return True
        return Path(f"/proc/{child}/stat").exists() and " Z " in Path(f"/proc/{child}/stat").read_text()

    assert until(gone)
    assert until(lambda: not list(tmp_path.glob("*.wav")))


@pytest.mark.parametrize(("told", "found"), [("", "off"), ("null", "null"), ("ON", "on"), ("loud", "off")])
def test_the_environment_goes_before_the_setting(told: str, found: Sound, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VMDOJO_SOUND", told)

    assert wished("off") == found


def test_the_checkup_tells_what_works_and_what_does_not(temporary: Path) -> None:
    from vmdojo.voice import checkup

    voice, *rest = checkup.examine()

    assert (voice.value, voice.missing, voice.more) == ("eSpeak NG", "", "")
    for found in rest:  # a machine without sound says how to come by each, and one with it has nothing to say
        assert (found.value in ("works", "can be measured", "can be heard")) == (not found.more)
        assert not found.missing
    assert list(temporary.iterdir()) == []


# A clock that runs as the sound does


def walked(it: SoundClock, now: Hand, second: float, speed: float = 1.0) -> None:
    rate = round(150 * speed)
    it.play(lambda: Performance(parse(TEXT), sound="off", words_per_minute=rate, now=now), second, speed)


def test_the_clock_stands_while_nothing_sounds_and_goes_on_where_it_stood() -> None:
    now, it = Hand(), SoundClock()
    assert it() == 0.0
    walked(it, now, 1.0)
    now.second += 0.5
    assert it() == pytest.approx(0.5)
    it.hold()
    now.second += 60.0
    assert it() == pytest.approx(0.5)
    walked(it, now, 1.5)
    now.second += 0.25
    assert it() == pytest.approx(0.75)


def test_twice_as_fast_the_clock_still_counts_seconds_of_hearing() -> None:
    now, it = Hand(), SoundClock()
    walked(it, now, 0.0, 2.0)
    now.second += 1.0
    # Two seconds of message in one of hearing.
    assert it() == pytest.approx(1.0)


def test_a_sounding_message_ends_when_its_clock_says_so(temporary: Path) -> None:
    message, it = parse("Dana, Luis at Coldway. Who plans it?"), SoundClock()
    it.play(lambda: Performance(message, words_per_minute=300, sound="null"), 1.0, 2.0)
    before = it()
    assert until(lambda: it() >= (message.seconds - 1.0) / 2.0 - 0.01)
    assert it() > before
    assert not it.silent
    it.hold()
    assert list(temporary.iterdir()) == []


@given(st.lists(st.floats(0, 100), min_size=1, max_size=9).map(sorted), st.floats(-5, 105))
def test_a_moment_carried_there_and_back_is_the_same(events: list[float], second: float) -> None:
    there = [0.0, *(2 * event + 1 for event in events), 500.0]
    here = [0.0, *(event + 0.5 for event in events), 200.0]

    carried = carry(second, here, there)

    assert there[0] <= carried <= there[-1]
    if second >= 0 and len(set(here)) == len(here):
        assert carry(carried, there, here) == pytest.approx(second, abs=1e-6)
