"""Claims that rest on nothing, facts that are mixed up, words taken back: right nouns do not make a right message."""

from __future__ import annotations

import pytest

from grading.cases import bare, caps, lines, rules, to_anyone, to_dana
from vmdojo.grading import grade
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import About

OPENING = "Hi Dana, Luis Ortega at Coldway."
CLINICS = ("four dental clinics in Boise", "first visits booked out 19 days", "new X-ray machine arrives in June")
FLORIST = ("florist moving to Bath", "van sold")


@pytest.mark.parametrize(
    "said",
    [
        "I saw you closed the Tulsa plant and let the night crew go.",
        "I noticed that you've bought a sofa factory and hired a choir.",
        "Congratulations on winning the hospital contract for your pharmacy.",
        "With your new airport terminal and merger, the crews are stretched.",
        "Your Portland sheds must be full by now.",
    ],
)
def test_a_claim_that_the_dossier_does_not_hold_is_invented(said: str) -> None:
    result = to_dana(f"{OPENING} Reno opens in March. {said} Who plans the moves? 555-0148.")
    assert "relevance.invented" in caps(result)
    assert result.total <= 45


@pytest.mark.parametrize(
    "said",
    [
        "I saw that your second cold store opens in Reno in March.",
        "I read that two grocers fine you for late loads.",
        "With your second store opening, two sites usually double the trailer moves.",
        "If I heard right, a piano fell on your poor sofa factory.",
        "Did you close the Tulsa plant and let the night crew go?",
        "I heard a fellow in Tulsa say that trailers are the new gold.",
        "Can I show you on Thursday what Boise did?",
    ],
)
def test_what_the_dossier_holds_or_what_is_asked_is_not(said: str) -> None:
    assert "relevance.invented" not in rules(to_dana(f"{OPENING} {said} Who plans the moves? 555-0148."))


def test_a_wrong_place_counts_against_notes_only_where_a_note_has_another() -> None:
    assert "relevance.invented" in caps(to_anyone("I see you closed your Portland clinics in May.", "cold", *CLINICS))
    assert "relevance.invented" not in rules(to_anyone("Your Elm Street branch is closing.", "cold", "branch closing"))


def test_a_place_that_may_lie_in_the_one_that_a_note_has_caps_nothing() -> None:
    said = "Your Garfield clinics book first visits out nineteen days, so half of the new ones go elsewhere."
    found = to_anyone(f"Hi Dr. Salas, Renny Cho at Deskahead. {said} Who runs the desk?", "cold", *CLINICS)
    assert "relevance.invented" in rules(found)
    assert "relevance.invented" not in caps(found)


def test_names_tell_less_against_who_knows_some_of_it() -> None:
    notes = ("daughter of the customer learns to drive", "policy restricts driver age")
    said = "Congrats on Katie passing at the Moorhead depot. Your policy covers no driver under eighteen."
    assert "relevance.invented" not in rules(to_anyone(f"Hi Gene, Barb Toll at Corner. {said}", "customer", *notes))
    nothing = "Congrats on Katie passing at the Moorhead depot. It covers no one under eighteen."
    assert "relevance.invented" in rules(to_anyone(f"Hi Gene, Barb Toll at Corner. {nothing}", "cold", "sells jigsaws"))


def test_the_opposite_of_a_note_is_invented() -> None:
    contrary = "Now that you've bought a van, it gets simpler."
    assert "relevance.invented" in caps(to_anyone(contrary, "cold", *FLORIST))
    assert "relevance.invented" not in rules(to_anyone("Now that you've sold the van, who drives?", "cold", *FLORIST))
    assert "relevance.invented" not in rules(to_anyone("Before you buy a van, ring the butcher.", "cold", *FLORIST))


def test_a_few_notes_are_not_all_there_is_to_know() -> None:
    own = "I read your guest reviews last night, and eleven grumble about waiting for an egg."
    assert "relevance.invented" not in rules(to_anyone(own, "cold", "reviews complain of the breakfast queue"))


@pytest.mark.parametrize(
    ("said", "notes"),
    [
        (
            "Your oven sold three markets in May, which tends to bake the bakery before the bread is replaced.",
            ("runs a bakery in Cork", "oven replaced in May", "bread sold at three markets"),
        ),
        (
            "Your van florist bottles the copper in May, so the still sells twice a week and the florist leaks.",
            ("florist moving to Bath", "van sold in May", "copper still leaks", "bottling twice a week"),
        ),
    ],
)
def test_facts_joined_as_no_fact_joins_them_are_mixed_up(said: str, notes: tuple[str, ...]) -> None:
    assert "sense.mixed" in caps(to_anyone(said, "cold", *notes))


def test_no_good_message_and_no_sample_is_mixed_up_or_invented() -> None:
    wrong = {"sense.mixed", "relevance.invented", "sense.circular", "sense.contradiction", "structure.upside_down"}
    for line in lines("messages"):
        if line["quality"] == "good":
            result = grade(line["text"], About(tuple(line["about"]), line["relationship"]))
            assert not rules(result) & wrong, line["id"]
    for scenario in load_library().scenarios[::5]:
        for sample in scenario.strong:
            assert not rules(grade(sample.text, bare(scenario.id))) & wrong, scenario.id


def test_what_is_taken_back_is_a_contradiction() -> None:
    assert "sense.contradiction" in caps(to_anyone("Reno opens in March. I won't call again. I'll call Thursday."))
    for said in (
        "I won't call again. If you like, I'll call Thursday.",
        "I won't call again until you say so, and then I'll call at once.",
        "I won't email. I'll call Thursday.",
        "I won't talk software. I'll talk trailers.",
        "We don't sell software. We sell trailers.",
        "You won't call, I'll call.",
    ):
        assert "sense.contradiction" not in rules(to_anyone(f"Reno opens in March. {said}"))


def test_a_thing_explained_by_itself_tells_nothing() -> None:
    circles = (
        "Hi Kai, Una from Smileplan. A waiting list is a list of people who wait for the list, and five months of "
        "waiting is a wait of five months. When a queue is shorter, the shorter queue is a short queue."
    )
    assert "sense.circular" in caps(to_anyone(circles))
    assert "sense.circular" not in rules(to_anyone("Hi Kai, Una here. Your waiting list is a list of strangers."))


def test_a_greeting_comes_first() -> None:
    late = "A text is fine. They lost four days. Who chases yours? Hi Wes, Dulcie Green, Proofwell. 555-0107."
    assert "structure.upside_down" in caps(to_anyone(late))
    assert "structure.upside_down" not in rules(to_anyone("Your ramp sticks. This is Bo at Rampwell. Hello again."))


def test_two_senseless_sentences_make_a_senseless_message() -> None:
    nonsense = (
        "Hi Nils, Eva at Frostgauge. Two closed branches tend to teach the forklift algebra. Which dispatcher is your "
        "spreadsheet married to? 555-0108."
    )
    assert "sense.nonsense" in caps(to_anyone(nonsense))
    honest = (
        "Hi Nils, Eva at Frostgauge. Tulips hate a warm boot, and taxis have no other kind. A zoo in Ohio moved its "
        "penguins at night and lost none. Who feeds yours? 555-0108."
    )
    assert "sense.nonsense" not in rules(to_anyone(honest))


def test_sentences_that_hardly_add_up_are_muddled_and_one_odd_line_is_not() -> None:
    first = "Hi Nils, Eva at Frostgauge. Your new queue makes the coffee cold by noon."
    muddled = to_anyone(f"{first} A bank in Leeds halved its pens that way. 555-0108.")
    assert "sense.muddled" in caps(muddled)
    assert muddled.total < 25
    honest = to_anyone(f"{first} A bank in Leeds put the machine behind the third counter. 555-0108.")
    assert {"sense.muddled", "sense.nonsense"}.isdisjoint(rules(honest))


def test_a_sentence_of_scraps_is_stuffed() -> None:
    glued = (
        "Saw that Dundee opens, so which usually means, a bakery cut ten percent, I'll email the page, subject Dundee, "
        "one question, worth a look, yes or no, no need to call, if not no problem."
    )
    assert "sense.stuffed" in caps(to_anyone(glued))
