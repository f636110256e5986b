"""What an author sees: which cue was heard where, and what became of each fact."""

from __future__ import annotations

import pytest

from vmdojo.grading import load_rubric
from vmdojo.grading.trying import Heard, Trial, try_out
from vmdojo.scenarios import Library, load_library


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def tried(library: Library, text: str) -> dict[str, Heard]:
    trial = try_out(text, library.get("basement-rent"), load_rubric())
    return {one.id: one for one in (*trial.facts, *trial.offers)}


def test_a_fact_is_silent_then_mentioned_then_used(library: Library) -> None:
    assert tried(library, "Hello Harpreet.")["october"].state == "silent"
    assert tried(library, "October's rent.")["october"].state == "mentioned"
    asked = "Which closed files will cost you October's rent for nothing?"
    assert tried(library, asked)["october"].state == "used"


def test_the_cue_and_the_words_are_told(library: Library) -> None:
    text = "Harpreet, from October you pay thirty-one dollars a foot."
    found = tried(library, text)["october"].fired
    cues = {one.cue: one for one in found}
    assert cues["31 dollars a foot"].quote == "thirty-one dollars a foot"
    assert all(text[one.start : one.end] == one.quote for one in found)
    assert [one.strength for one in found] == sorted((one.strength for one in found), reverse=True)


@pytest.mark.parametrize(
    ("text", "id_", "state"),
    [
        ("How is the under-twelve team?", "ringette", "touched"),
        ("I read that you'd be paperless by 2017.", "paperless", "touched"),
        ("Two partners refuse to pay.", "two-partners", "told"),
        ("The count sheet is in your mail.", "count-sheet", "offered"),
        ("", "october", "silent"),
    ],
)
def test_decoys_secrets_and_offers(library: Library, text: str, id_: str, state: str) -> None:
    assert tried(library, text)[id_].state == state


def test_what_is_heard_is_what_is_graded(library: Library) -> None:
    """Over all samples: a fact that moved points was heard, and one that was never heard is silent."""
    rubric = load_rubric()
    for scenario in library.scenarios[::9]:
        texts = [sample.text for sample in scenario.strong] + [sample.text for sample in scenario.weak]
        for text in texts:
            trial: Trial = try_out(text, scenario, rubric)
            for one in trial.facts:
                assert bool(one.fired) or (one.state == "silent" and one.points == 0), (scenario.id, one)


def test_a_sample_that_is_tried_is_no_copy(library: Library) -> None:
    scenario = library.get("basement-rent")
    assert try_out(scenario.strong[0].text, scenario, load_rubric()).grade.total >= 75
