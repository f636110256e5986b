"""Edits that go through a whole message: run-ons unwound, pleas taken out wherever they stand."""

from __future__ import annotations

import pytest

from coaching.cases import Case, corpus, graded, samples, scenario
from vmdojo.coaching.bank import bank
from vmdojo.coaching.rebuild import plain_hello
from vmdojo.coaching.scene import Scene, leaned_on
from vmdojo.coaching.sweeping import swept, unwound
from vmdojo.coaching.trim import words_of

PLEA = (
    "Hi Dana, sorry to trouble you. It's Luis from Coldway. Reno opens in March, and a second store usually doubles "
    "the trailer moves. I'd be so grateful for an answer if you could manage it, I'm so sorry. Who plans those moves? "
    "555-0148."
)


def scene(case: Case) -> Scene:
    return Scene(case.message, case.buyer, case.grade, bank(), "Gus", 0, ())


def test_a_run_on_becomes_sentences_where_the_fillers_stood() -> None:
    text = (
        "um hello Gus this is uh Gary from uh Keyhole um you wrote this morning and um i guess two vans going the same "
        "way twice a day is uh an hour that nobody pays for so uh who sorts out the um route today five five five oh "
        "one double oh"
    )
    case = graded("run-on", scenario("two-vans"), text)

    found = unwound(scene(case), case.message.sentences[0], True)

    assert found is not None
    assert found[0] == (
        "Hello Gus this is Gary from Keyhole. You wrote this morning. I guess two vans going the same way twice a day "
        "is an hour that nobody pays for. Who sorts out the route today? Five five five oh one double oh."
    )


@pytest.mark.parametrize(
    "text",
    [
        # it restarts, or would ramble on without its breaths
        "um hi yeah so uh this is uh me from um the software people so like you know i was uh wondering if like um "
        "you know you had a minute uh at some point to um you know talk about uh stuff or uh whatever so yeah",
        "um the um uh price of um copper uh and um pipe",
        "Hello Gus, this is Gary. You wrote this morning.",
    ],
)
def test_what_would_still_ramble_is_not_unwound(text: str) -> None:
    case = graded("tangle", scenario("two-vans"), text)

    assert unwound(scene(case), case.message.sentences[0], True) is None


def test_all_pleas_go_at_once() -> None:
    case = graded("plea", scenario("second-cold-store"), PLEA)

    (found,) = swept(scene(case))

    run = case.message.sentences[found.first : found.last]
    whole = PLEA[: run[0].start] + found.text + PLEA[run[-1].end :]
    assert not {"sorry", "grateful"} & set(words_of(whole))
    assert "It's Luis from Coldway. Reno opens in March" in whole
    assert "Who plans those moves?" in whole
    assert found.asks


def test_a_hello_is_made_of_the_callers_own_words() -> None:
    """ "I'm sure" is no name, nor is "Mr." of whoever's office."""
    for text, hello in (
        ("Hi Mr. Chaudhry, sorry, I'm sure it's manic. It's Susan from Hoistcheck.", "Hi Mr. Chaudhry, this is Susan"),
        ("hello um this is uh greg er i'm uh trying to um find out", "Hello, this is Greg."),
        (
            "Good afternoon, Dr. Osei, I'm so sorry. It's Tadeo Quiroga, from Stillcrate.",
            "Good afternoon, Dr. Osei, this",
        ),
        ("This is Mr. Strand's office. We're getting back to you.", ""),
        ("Hello BUYER_FIRST, my name is REP_FIRST and I call.", ""),
        ("I'm sure that you know. It's great.", ""),
    ):
        made = plain_hello(scene(graded("hello", None, text)))
        assert made.startswith(hello)
        assert bool(made) is bool(hello)


def test_what_is_swept_is_the_players_own() -> None:
    seen = 0
    for case in (*samples(), *corpus()):
        for found in swept(scene(case)):
            seen += 1
            run = case.message.sentences[found.first : found.last]
            assert 0 <= found.first < found.last <= len(case.message.sentences)
            plain = {word for line in bank().swap.values() for word in words_of(line)} | {"a", "an"}
            whole = case.message.text[run[0].start : run[-1].end]
            assert set(words_of(found.text)) <= set(words_of(whole)) | plain
    assert seen > 5


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("I sent the price. It's in your email. 555-0100.", True),
        ("I sent two prices. They're on one page.", True),
        ("I set aside Thursday. It was great speaking with you.", False),
        ("I sent the price. Who reads it?", False),
        ("I sent the price.", False),
    ],
)
def test_a_sentence_on_which_the_next_one_leans_is_known(text: str, leans: bool) -> None:
    case = graded("leans", None, text)

    assert leaned_on(scene(case), case.message.sentences[0]) is leans
