"""What words are about: close where the subject is one, far where it is another, and the same in any order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmdojo.grading import grade, load_rubric
from vmdojo.grading.dossier import dossier_of
from vmdojo.grading.gist import LONGEST, Gist, closeness, shipped_gists
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.reading import Reading
from vmdojo.message import parse
from vmdojo.scenarios.model import About

NOTES = {
    "receptionist shared between two branches": (
        "With a single person at the desk for both surgeries, nobody's free to ring round on a Sunday."
    ),
    "grows strawberries under plastic": "Crooked berries early on, in a tunnel, mean the flowers weren't all visited.",
    "largest customer filed for bankruptcy in March": (
        "Your principal account sought court protection in the spring, and the banks will look at what you are owed."
    ),
    "trucks sludge to a lagoon": "What you haul to the pond each week is mostly water, and water is what you pay for.",
}


def gist(text: str) -> Gist:
    found = shipped_gists().of(Reading(parse(text)).stems)
    assert found is not None
    return found


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_closest_to_what_uses_it_in_other_words(note: str) -> None:
    said = [gist(text) for text in NOTES.values()]
    likeness = closeness(gist(note), said)
    assert max(range(len(said)), key=likeness.__getitem__) == list(NOTES).index(note)


def test_a_direction_has_length_one_and_is_closest_to_itself() -> None:
    one = gist("two bread returns from the hospital in May")
    assert closeness(one, [one, None]) == [pytest.approx(1.0), 0.0]


def test_little_words_and_unknown_ones_are_about_nothing() -> None:
    gists = shipped_gists()
    assert gists.of(["the", "and", "you"]) is None
    assert gists.of(["zorbelqu", "vantriss"]) is None
    assert gists.of([]) is None


@given(st.permutations("bread hospit flour sack deliveri driver oven".split()), st.integers(0, 40))
def test_neither_order_nor_repetition_changes_what_words_are_about(stems: list[str], again: int) -> None:
    gists = shipped_gists()
    assert gists.of([*stems, *stems[: again % len(stems)]]) == gists.of(sorted(stems))


def test_a_long_text_is_read_as_far_as_its_first_words() -> None:
    stems = list(shipped_meaning().stems[5000:6000])
    assert shipped_gists().of(stems) == shipped_gists().of(stems[:LONGEST])


def closeness_of(about: tuple[str, ...], text: str) -> float:
    notes = dossier_of(About(about, "cold"), load_rubric()).notes
    assert notes is not None
    return notes.closeness(Reading(parse(text)))[0]


def test_a_message_is_closer_to_its_own_notes_than_to_another_firms() -> None:
    about = ("moved its forklifts to an unpaved yard", "five trucks, tyres without air")
    own = "Marek, Jo Tanner, Steelway. Your new site is gravel, and gravel eats solid rubber wheels in five months."
    other = "Marek, Jo Tanner, Steelway. Your choir sings the Easter programme twice, and the altos lost their parts."
    assert closeness_of(about, own) > closeness_of(about, other) + 0.2


ABOUT = About(("receptionist shared between two branches", "one in six Monday patients doesn't come"), "cold")
FAR = (
    "Dr Papadaki, Nikos Vlahos from Rantevou. With a single person at the desk for Patras and Rio, nobody's free to "
    "ring round on a Sunday, and an empty chair at nine is an hour nobody pays for. A practice in Volos asked "
    "people to answer a text by noon on Saturday. I can send you the wording they used. Would that be of use? 555-0114."
)
ELSEWHERE = (
    "Dr Papadaki, Nikos Vlahos from Rantevou. With planning through for the indoor arena and forty horses coming for "
    "the winter, you'll want rubber down before that clay turns to soup. A yard in Volos laid its mats before the "
    "rain. I can send you the drawing they used. Would that be of use? 555-0114."
)


def test_notes_used_in_far_words_earn_what_another_firms_news_does_not() -> None:
    near, elsewhere = grade(FAR, ABOUT), grade(ELSEWHERE, ABOUT)
    assert "relevance.fact_used" in {finding.rule for finding in near.findings}
    assert not near.caps
    assert near.total > elsewhere.total + 10
    relevance, other = near.dimensions["relevance"], elsewhere.dimensions["relevance"]
    assert relevance is not None
    assert other is not None
    assert relevance.points > other.points + 30
