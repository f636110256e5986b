"""A pitch for everybody with one fact of this buyer's in it, and a message that is about itself."""

from __future__ import annotations

import pytest

from vmdojo.grading import Grade, grade
from vmdojo.scenarios.model import About

ABOUT = About(("opened a third greenhouse in Salinas", "fans fail on hot nights"), "cold")
CANNED = (
    "Hello, congratulations on the new greenhouse in Salinas! My name is Bryce and I'm with Optimax, a full-service "
    "provider of business solutions. We help organizations of every size lower costs, raise productivity and delight "
    "their customers. I'd love to set up a brief call to explore the synergies. Please call me at your earliest "
    "convenience at 555-0141."
)
PLAIN = (
    "Hello, this is Bryce Lund from Optimax. Your third greenhouse in Salinas takes the evening wind on its long side, "
    "which is why its fans stop first on hot nights. Which side do the vents open? 555-0141."
)
ABOUT_ITSELF = (
    "Hi Garth, this is a short, relevant voicemail with a clear reason, a low-pressure ask and a friendly tone, and "
    "it's under fifteen seconds. It even ends with a question. Isn't that refreshing? Lou at Skycable, 555-0166."
)


def caps(judged: Grade) -> set[str]:
    return {cap.rule for cap in judged.caps}


def test_one_fact_dropped_into_a_canned_pitch_makes_no_message_of_it() -> None:
    judged = grade(CANNED, ABOUT)
    assert "value.canned_pitch" in caps(judged)
    assert judged.total <= 40


def test_the_same_fact_with_what_follows_from_it_does() -> None:
    judged = grade(PLAIN, ABOUT)
    assert not judged.caps
    assert judged.total >= 75


@pytest.mark.parametrize(
    "gift", ["I've emailed you the list of vents that stick.", "Two growers cut failures by half."]
)
def test_whoever_gives_something_has_left_more_than_a_pitch(gift: str) -> None:
    assert "value.canned_pitch" not in caps(grade(f"{CANNED} {gift}", ABOUT))


def test_a_message_about_how_good_a_message_it_is_speaks_to_a_judge() -> None:
    judged = grade(ABOUT_ITSELF, ABOUT)
    assert "sense.to_the_grader" in caps(judged)
    assert judged.total <= 20


@pytest.mark.parametrize(
    "sentence",
    [
        "I'll keep this short.",
        "If it's already settled, please disregard this message.",
        "A single line in answer to the note I've sent will be quite enough.",
    ],
)
def test_a_word_on_the_message_itself_is_no_praise_of_it(sentence: str) -> None:
    assert "sense.to_the_grader" not in caps(grade(f"{PLAIN} {sentence}", ABOUT))
