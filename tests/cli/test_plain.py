"""``vmdojo play --plain``: a whole round through a pipe, and what is left when it is cut short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cli.cases import Done, run
from vmdojo.progress import Record
from vmdojo.scenarios import load_library
from vmdojo.scenarios.exercise_model import Ask, Repair
from vmdojo.scenarios.exercises import load_exercises
from vmdojo.voice import Performance

if TYPE_CHECKING:
    from pathlib import Path

DANA = "second-cold-store"
MESSAGE = (
    "Hi Dana, Luis Ortega at Coldway.",
    "Reno opening in March caught my eye. One question: who plans the trailer moves today?",
)


def play(monkeypatch: pytest.MonkeyPatch, *lines: str, buyer: str | None = DANA) -> Done:
    arguments = ("play", "--plain") if buyer is None else ("play", buyer, "--plain")
    return run(monkeypatch, arguments, "".join(f"{line}\n" for line in lines).encode())


def test_a_round_from_dossier_to_verdict_is_in_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    done = play(monkeypatch, "Reno, one question", *MESSAGE, ".", "yes", "70", "quit")

    assert done.code == 0
    assert done.stderr == ""
    at = [done.stdout.index(part) for part in ("You know", "The mailbox says", "Beep.", "Would you return", "Total ")]
    assert at == sorted(at)
    assert "You said yes, 70." in done.stdout
    assert "Written take: delivery not judged." in done.stdout
    with Record.open() as record:
        (attempt,) = record.attempts()
        assert record.draft() is None
    assert attempt.text == "\n".join(MESSAGE)
    assert attempt.plan.text == "Reno, one question"
    assert attempt.prediction is not None
    assert (attempt.prediction.would_return, attempt.prediction.guess) == (True, 70)


def test_again_is_a_second_take_on_the_same_buyer(monkeypatch: pytest.MonkeyPatch) -> None:
    first = ("", *MESSAGE, "", "no", "40", "again")

    done = play(monkeypatch, *first, "Dana, we want to be your partner.", "", "n", "5", "q")

    assert done.stdout.count("You know") == 1
    assert "Since your last take: -" in done.stdout
    with Record.open() as record:
        assert [attempt.text for attempt in record.attempts()] == [
            "Dana, we want to be your partner.",
            "\n".join(MESSAGE),
        ]


def test_next_meets_another_buyer(monkeypatch: pytest.MonkeyPatch) -> None:
    done = play(monkeypatch, "", *MESSAGE, "", "no", "40", "next", "/quit")

    titles = [scenario.title for scenario in load_library().scenarios]
    following = titles[titles.index("The second cold store") + 1]
    assert following in done.stdout
    assert done.code == 0


def test_without_a_name_the_buyers_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    library = load_library()

    first = play(monkeypatch, "", "/quit", buyer=None)
    third = play(monkeypatch, "99", "nobody", "3", "/quit", buyer=None)

    assert f"Enter for {library.scenarios[0].title}." in first.stdout
    assert library.scenarios[0].buyer.greeting.split()[0] in first.stdout
    assert 'There is no scenario "99".' in third.stdout
    assert 'There is no scenario "nobody".' in third.stdout
    assert f"\n{library.scenarios[2].title}\n" in third.stdout


def test_every_line_is_kept_when_the_input_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = play(monkeypatch, "Reno", *MESSAGE)

    assert cut.code == 3
    assert cut.stderr == "The input ended. What was written is kept; the same command goes on from there.\n"
    with Record.open() as record:
        draft = record.draft()
    assert draft is not None
    assert draft.text == "\n".join(MESSAGE)

    on = play(monkeypatch, "", "555-0148.", "", "yes", "50", "quit")

    assert "Your plan so far: Reno" in on.stdout
    assert MESSAGE[0] in on.stdout
    with Record.open() as record:
        (attempt,) = record.attempts()
    assert attempt.text == "\n".join((*MESSAGE, "555-0148."))


def test_the_end_of_the_input_after_a_verdict_is_an_end_like_another(monkeypatch: pytest.MonkeyPatch) -> None:
    done = play(monkeypatch, "", *MESSAGE, "", "yes", "50")

    assert "Total " in done.stdout
    assert done.code == 0
    assert done.stderr == ""


def test_hanging_up_is_a_move_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    (silent, *_) = [scenario for scenario in load_library().scenarios if scenario.kind == "leave-or-not"]

    done = play(monkeypatch, "/hangup", "strong", "quit", buyer=silent.id)

    assert done.code == 0
    assert "Written take" not in done.stdout
    with Record.open() as record:
        (attempt,) = record.attempts()
    assert not attempt.plan.leave
    assert attempt.text == ""
    assert attempt.grade.total == 100


def test_slips_of_the_hand_are_answered_not_punished(monkeypatch: pytest.MonkeyPatch) -> None:
    done = play(
        monkeypatch,
        "",
        "",
        "/help",
        "nonsense",
        "/restart",
        *MESSAGE,
        ".",
        "perhaps",
        "y",
        "-3",
        "101",
        "many",
        "100",
        "what",
        "quit",
    )

    assert "There is nothing on the tape yet." in done.stdout
    assert "Cleared. Beep." in done.stdout
    assert "yes or no?" in done.stdout
    assert done.stdout.count("A guess is a whole number from 0 to 100.") == 3
    assert "again: the same buyer." in done.stdout
    with Record.open() as record:
        (attempt,) = record.attempts()
    assert attempt.text == "\n".join(MESSAGE)


def test_all_findings_and_a_strong_version_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    done = play(monkeypatch, "", *MESSAGE, "", "yes", "50", "all", "strong", "quit")

    strong = load_library().get(DANA).strong[0]
    flat = " ".join(done.stdout.split())
    assert " ".join(strong.text.split()) in flat
    assert '+0.0 "' in flat or "+2" in flat


def test_a_record_that_cannot_be_had_does_not_stop_the_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("VMDOJO_HOME", str(tmp_path / "file"))

    done = play(monkeypatch, "", *MESSAGE, "", "yes", "50", "quit")

    assert done.code == 0
    assert "Total " in done.stdout
    assert "are not kept" in done.stderr


def test_a_hostile_message_is_shown_inert(monkeypatch: pytest.MonkeyPatch) -> None:
    play(monkeypatch, "", "Hi \x1b[31mDana\u202e")

    done = play(monkeypatch, "", "/quit")

    assert "\\x1b[31mDana\\u202e" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_line_that_is_not_utf8_is_read_as_the_locale_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getpreferredencoding", lambda do_setlocale: "cp1252" if not do_setlocale else "")

    done = run(monkeypatch, ("play", DANA, "--plain"), b"caf\xe9\nHi Dana, who plans?\n\nyes\n9\nquit\n")

    assert done.code == 0
    with Record.open() as record:
        (attempt,) = record.attempts()
    assert attempt.plan.text == "café"


def test_an_empty_tape_names_the_way_a_plain_round_hangs_up_and_says_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    done = play(monkeypatch, "", "", ".", *MESSAGE, ".", "yes", "70", "quit")

    assert done.code == 0
    told = " ".join(done.stdout.split())
    assert told.count("/hangup if leaving no message is your move") == 1
    assert told.count("Nothing yet.") == 1
    assert "Total " in done.stdout


def test_one_second_is_one_second(monkeypatch: pytest.MonkeyPatch) -> None:
    done = play(monkeypatch, "", "Hi Dana.", ".", "no", "5", "quit")

    assert "That took 1 second." in done.stdout
    assert "1 seconds" not in done.stdout


def test_what_is_not_shared_is_kept_and_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    big = "Dana, Luis at Coldway. We want to become your partner in everything."

    done = play(monkeypatch, "", big, ".", "yes", "70", "disagree", "1", "It was a joke.", "quit")
    listed = run(monkeypatch, ("progress", "disagreements"))
    counted = run(monkeypatch, ("progress", "disagreements", "--json"))

    assert "Kept. Your grade stays" in done.stdout
    assert "It was a joke." in listed.stdout
    assert '"note":"It was a joke."' in counted.stdout
    assert f'"scenario":"{DANA}"' in counted.stdout


def test_nothing_disagreed_with_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Nothing so far" in run(monkeypatch, ("progress", "disagreements")).stdout
    assert '"disagreements":[]' in run(monkeypatch, ("progress", "disagreements", "--json")).stdout


def test_a_ceiling_above_the_total_is_not_called_what_holds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    done = play(monkeypatch, "", "We are the best. Sign by Friday or lose it.", ".", "no", "10", "quit")

    total = int(done.stdout.partition("Total ")[2].partition(" ")[0])
    held = [line for line in done.stdout.splitlines() if line.startswith("Held at ")]
    assert total < 40
    assert not held
    assert "Also: " in done.stdout


def test_a_second_take_is_told_point_by_point(monkeypatch: pytest.MonkeyPatch) -> None:
    big = "Dana, Luis at Coldway. Reno opens in March. We want to become your partner in everything."
    small = "Dana, Luis at Coldway. Reno opens in March. Who plans the trailer moves?"

    done = play(monkeypatch, "", big, ".", "yes", "70", "again", small, ".", "yes", "70", "quit")

    told = done.stdout.partition("Since your last take: +")[2]
    assert re.search(r"No longer held at 2\d", told)
    assert "Mended: " in told
    assert "New: " in told


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What was read aloud, and whether a beep came behind it; it sounds to nobody."""
    found: list[tuple[str, bool]] = []

    class Noted(Performance):
        def start(self, second: float = 0.0) -> None:
            found.append((self.message.text, self._beep))
            super().start(second)

    monkeypatch.setenv("VMDOJO_SOUND", "null")
    monkeypatch.setattr("vmdojo.cli.aloud.Performance", Noted)
    # A child that speaks costs half a second; that it does is tested where it lives.
    monkeypatch.setattr(Noted, "wait_begun", lambda _self, _seconds: False)
    return found


def test_the_greeting_then_the_words_are_read_aloud_on_request(
    monkeypatch: pytest.MonkeyPatch, heard: list[tuple[str, bool]]
) -> None:
    done = play(monkeypatch, "/hear", "", *MESSAGE, "/hear", ".", "yes", "70", "hear", "hear strong", "quit")

    dana = load_library().get(DANA)
    words = "\n".join(MESSAGE)
    assert heard == [
        (dana.buyer.greeting, True),
        (words, False),
        (words, False),
        ("\n\n".join(one.text.strip() for one in dana.strong), False),
    ]
    assert done.code == 0
    with Record.open() as record:
        assert [attempt.text for attempt in record.attempts()] == [words]


def test_where_nothing_sounds_a_sentence_says_why_and_the_round_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VMDOJO_SOUND", "off")

    done = play(monkeypatch, "/hear", "", *MESSAGE, ".", "yes", "70", "quit")

    assert done.stdout.count("Sound is off.\n") == 1
    assert "speaking pace" not in done.stdout
    assert "Total " in done.stdout


def test_the_inbox_is_read_aloud_from_where_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, heard: list[tuple[str, bool]]
) -> None:
    monkeypatch.setattr("vmdojo.cli.aloud.Performance.wait_begun", lambda _self, _seconds: True)
    done = run(monkeypatch, ("inbox", "guilt-trip", "--plain"), b"\nh\n\n\nh\n\nquit\n")

    assert "From here on you hear it too.\n" in done.stdout
    assert "It is silent from here on.\n" in done.stdout
    shown = [" ".join(line.split()[1:]) for line in done.stdout.splitlines() if re.match(r"\d:\d\d  ", line)]
    assert [" ".join(text.split()) for text, _ in heard] == shown[1:4]


@pytest.mark.parametrize(
    ("exercise", "said"),
    [
        ("who-is-this", ("/hear", "Hi Dana, Luis at Coldway.", "/hear", "/quit")),
        ("one-name-please", ("/hear", "/quit")),
        ("friday-reader", ("/hear", "/quit")),
    ],
)
def test_a_drill_is_read_aloud_on_request(
    monkeypatch: pytest.MonkeyPatch, heard: list[tuple[str, bool]], exercise: str, said: tuple[str, ...]
) -> None:
    done = run(monkeypatch, ("drill", "--only", exercise, "--plain"), "\n".join((*said, "")).encode())

    assert done.code == 0
    exercises = load_exercises(load_library())
    it = exercises.get(exercise)
    scenario = exercises.library.get(it.scenario)
    match it:
        case Repair():
            assert heard == [(it.text.strip(), False), ("Hi Dana, Luis at Coldway.", False)]
        case Ask():
            assert heard == [(it.text.strip(), False)]
        case _:
            assert heard == [(scenario.buyer.greeting, True)]


def test_a_short_text_is_heard_to_its_end_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VMDOJO_SOUND", "null")

    done = play(monkeypatch, "", "Hi.", "/hear", "/quit")

    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "Until next time. Your words are kept."
    assert done.stdout.splitlines()[-2].startswith("Beep.")
