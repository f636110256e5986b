"""Clues made ready and found: what words weigh, how much of a wording must be said, and numbers said wrongly."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from vmdojo.grading.matching import NEAR, Index, Matcher, alike, begins
from vmdojo.grading.reading import Reading
from vmdojo.grading.relevance import Clue, Match, make_clue, make_cue, numbers_of, spoken_terms, wrong_numbers
from vmdojo.message import parse

STOP = frozenset("the a of in at is and to your".split())


def read(text: str) -> Reading:
    return Reading(parse(text))


def clue(*cues: str, text: str = "", kind: str = "pain") -> Clue:
    return make_clue("one", kind, cues, STOP, text=text)


def find(text: str, *cues: str, synonyms: Mapping[str, tuple[str, ...]] | None = None) -> Match | None:
    one = clue(*cues)
    return Matcher(read(text), Index((one,), synonyms or {})).find(one)


def strength(text: str, *cues: str, synonyms: Mapping[str, tuple[str, ...]] | None = None) -> float:
    match = find(text, *cues, synonyms=synonyms)
    return match.strength if match is not None else 0.0


def test_a_cue_keeps_each_content_word_once_with_its_weight() -> None:
    cue = make_cue("The red gates of the yard in the red barn at 7 and 40 warehouses", STOP)
    assert cue is not None
    assert cue.stems == ("red", "gate", "yard", "barn", "7", "40", "warehous")
    weights = dict(zip(cue.stems, cue.weights, strict=True))
    assert weights["red"] < weights["gate"] == weights["40"] < weights[cue.stems[-1]]
    assert cue.total == pytest.approx(sum(cue.weights))
    assert cue.text.startswith("The red")
    assert make_cue("of the", STOP) is None


def test_a_clue_keeps_what_it_was_told() -> None:
    made = make_clue(
        "x", "role", ("red gate", "of the"), STOP, text="40 red gates", means="yard", may_tell=False, why_not="old"
    )
    assert (made.id, made.kind, made.text, made.may_tell, made.why_not) == ("x", "role", "40 red gates", False, "old")
    assert [cue.text for cue in made.cues] == ["red gate"]
    assert made.means == {"yard"}
    assert dict(made.numbers) == {"red": "40"}
    plain = make_clue("x", "role", (), STOP)
    assert (plain.may_tell, plain.why_not, plain.text) == (True, "", "")
    assert (plain.means, dict(plain.numbers)) == (frozenset(), {})


def test_a_possessive_ending_is_no_word() -> None:
    assert spoken_terms("Dana's gate won't open") == ["dana", "gate", "will", "not", "open"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Forty gates and 7 doors", {"40", "7"}),
        ("1,200 gates", {"1200"}),
        ("no number", set()),
    ],
)
def test_all_numbers_of_a_text(text: str, found: set[str]) -> None:
    assert numbers_of(text) == found


def test_of_two_words_both_are_wanted_and_of_many_most() -> None:
    assert find("The red gate.", "red gate") is not None
    assert find("The gate.", "red gate") is None
    assert find("The barn holds.", "barn gates") is None
    assert find("The barn and gate hold.", "barn gates lorry") is not None
    assert find("The barn holds.", "barn gates lorry") is None


def test_a_match_says_where_and_how_strongly() -> None:
    match = find("We met. The red barn has gates of oak.", "barn gates")
    assert match is not None
    assert (match.first, match.last, match.sentence, match.strength) == (4, 7, 1, 1.0)
    assert match.clue.id == "one"


def test_words_far_apart_do_not_make_a_clue() -> None:
    near, far = "red " * 11, "red " * 12
    assert find(f"Barn {near}gates.", "barn gates") is not None
    assert find(f"Barn {far}gates.", "barn gates") is None
    assert find("Barn. Gates.", "barn gates") is not None
    assert find("Barn. Men ride. Gates.", "barn gates") is None


def test_a_word_said_twice_counts_once_and_leaves_as_often_as_it_came() -> None:
    assert find("Barn barn barn.", "barn gates") is None
    assert find(f"Barn barn {'red ' * 10}gates.", "barn gates") is not None
    match = find(f"Barn {'red ' * 5}barn {'red ' * 8}gates.", "barn gates")
    assert match is not None
    assert match.first == 6, "from the word that is still near"


def test_the_best_of_several_wordings_and_places_is_taken() -> None:
    match = find("Barn with gates. Men ride. Barn with gates and lorry.", "barn gates lorry wagon", "zebra")
    assert match is not None
    assert match.sentence == 2
    assert strength("The lorry has a wagon.", "barn gates lorry", "lorry wagon") == 1.0
    assert strength("The barn has gates.", "barn gates lorry", "barn gates horse", "barn gates") == 1.0


def test_a_synonym_or_a_slip_is_nearly_as_sure() -> None:
    words = {"lorri": ("truck",)}
    assert strength("The lorry waits.", "lorry") == 1.0
    assert strength("The truck waits.", "lorry", synonyms=words) == pytest.approx(NEAR)
    assert strength("The lorry and truck wait.", "lorry", synonyms=words) == 1.0
    assert strength("The truck and lorry wait.", "lorry", synonyms=words) == 1.0
    assert strength("The spreadsheat waits.", "spreadsheet") == pytest.approx(NEAR)
    assert strength("The spreadsheat and spreadsheet wait.", "spreadsheet") == 1.0
    assert strength("The zpreadsheet waits.", "spreadsheet") == 0.0, "a slip seldom sits in front"
    assert strength("The gatt waits.", "gate") == 0.0, "a short word is no other one misspelt"


def test_a_synonym_leaves_as_it_came() -> None:
    words = {"lorri": ("truck",)}
    near = strength("The trucks have gates.", "lorry gates", synonyms=words)
    assert near > 0.8
    assert strength(f"Trucks {'red ' * 20}trucks have gates.", "lorry gates", synonyms=words) == pytest.approx(near)


def test_of_two_places_as_good_the_first_is_told() -> None:
    match = find("The barn has gates. Men ride. The barn has gates.", "barn gates")
    assert match is not None
    assert (match.first, match.sentence) == (1, 0)


@pytest.mark.parametrize("cue", ["new ice refrigerators", "old van refrigerators"])
def test_one_long_word_of_three_is_too_little(cue: str) -> None:
    assert find("The refrigerators hum.", cue) is None
    assert find(f"The {cue} hum.", cue) is not None


def test_figures_and_words_of_a_number_are_one() -> None:
    assert strength("The 40 gates wait.", "forty gates") == 1.0
    assert strength("The forty gates wait.", "40 gates") == 1.0
    assert strength("The 41 gates wait.", "40 gates") == 0.0


def test_all_clues_that_are_said_are_found_in_their_order() -> None:
    clues = tuple(make_clue(name, "pain", (name,), STOP) for name in ("lorry", "barn", "zebra"))
    matcher = Matcher(read("The barn holds a lorry."), Index(clues, {}))
    assert [match.clue.id for match in matcher.find_all(clues)] == ["lorry", "barn"]
    assert [match.clue.id for match in matcher.find_all(clues[1:])] == ["barn"]
    one = clue("lorry", "barn", "barn gates")
    each = Matcher(read("The barn holds a lorry."), Index((one,), {})).each(one)
    assert [(cue.text, match.first) for cue, match in each] == [("lorry", 4), ("barn", 1)]


@pytest.mark.parametrize(
    ("one", "other", "yes"),
    [
        ("delivery", "deliver", True),
        ("deliveries", "deliver", True),
        ("deliveriesx", "deliver", False),
        ("deliver", "deliv", True),
        ("deliver", "deli", False),
        ("gate", "gates", True),
        ("barn", "gates", False),
    ],
)
def test_the_start_of_a_long_word(one: str, other: str, yes: bool) -> None:
    assert begins(one, other) == yes


@pytest.mark.parametrize(
    ("one", "other", "yes"),
    [
        ("spreadsheet", "spreadsheat", True),
        ("spreadsheet", "spredsheet", True),
        ("spreadsheet", "spreadable", False),
        ("container", "contianer", True),
        ("container", "conveyor", False),
        ("warehouse", "warehousing", False),
        ("abcdefgh", "abcd", False),
    ],
)
def test_one_word_misspelt(one: str, other: str, yes: bool) -> None:
    assert alike(one, other) == yes


FRIDGES = clue("fridges", text="They run 40 fridges")
MONEY = clue("fine", text="A fine of 200 dollars")


def wrong(text: str, *clues: Clue, known: frozenset[str] = frozenset(), used: bool = False) -> list[tuple[str, str]]:
    reading = read(text)
    matches = [Match(one, 1.0, 0, 1, 0) for one in clues] if used else []
    found = wrong_numbers(reading, clues, known, matches)
    return [(" ".join(reading.terms[first:last]), right) for _, first, last, right in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("You run 60 fridges.", [("60 fridges", "40")]),
        ("You run sixty fridges.", [("sixty fridges", "40")]),
        ("You run 40 fridges.", []),
        ("You run one fridge.", []),
        ("You run about 44 fridges.", []),
        ("You run about 34 fridges.", []),
        ("You run about 46 fridges.", []),
        ("You run about 47 fridges.", [("47 fridges", "40")]),
        ("You run about 33 fridges.", [("33 fridges", "40")]),
        ("You run 44 fridges.", [("44 fridges", "40")]),
        ("44 fridges are about it.", [("44 fridges", "40")]),
        ("You run 60. Fridges hum.", []),
        ("Fridges hum by 60", []),
        ("60 gates and 70 fridges.", [("70 fridges", "40")]),
        ("70 fridges and 60 fridges.", [("70 fridges", "40"), ("60 fridges", "40")]),
        ("Ring 555-0148 fridges.", []),
        ("Ring 5550148 fridges.", []),
        ("You run about 44 fridges, or 60 fridges.", [("60 fridges", "40")]),
    ],
)
def test_a_number_of_the_buyer_said_wrongly(text: str, told: list[tuple[str, str]]) -> None:
    assert wrong(text, FRIDGES) == told


@pytest.mark.parametrize(
    "about", "about nearly almost around roughly some over close under barely than to just".split()
)
def test_a_rounded_number_is_not_wrong(about: str) -> None:
    assert wrong(f"You run {about} 44 fridges.", FRIDGES) == []
    assert wrong("You run red 44 fridges.", FRIDGES) != []


def test_a_number_that_the_dossier_holds_anywhere_is_not_wrong() -> None:
    assert wrong("You run 60 fridges.", FRIDGES, known=frozenset({"60"})) == []
    two = clue("fridges", text="They bought 50 fridges")
    assert wrong("You run 50 fridges.", FRIDGES, two) == []
    assert wrong("You run 60 fridges.", FRIDGES, two) == [("60 fridges", "40")]


def test_an_amount_is_wrong_only_where_the_fact_is_used() -> None:
    assert wrong("It costs 300 dollars.", MONEY) == []
    assert wrong("It costs 300 dollars.", MONEY, used=True) == [("300 dollars", "200")]
    assert wrong("We met. It costs 300 dollars.", MONEY, used=True) == []


def test_everyday_units_are_never_wrong() -> None:
    assert wrong("It takes 30 minutes.", clue("late", text="It takes 20 minutes")) == []
    assert wrong("It takes 30 days.", clue("late", text="It takes 20 days")) == []


def test_each_wording_that_is_said_tells_its_clue_and_sentence() -> None:
    one = clue("lorry", "barn gates")
    each = list(Matcher(read("We met. The barn has gates."), Index((one,), {})).each(one))
    assert [(match.clue.id, match.sentence) for _, match in each] == [("one", 1)]
    none = clue("zebra")
    assert list(Matcher(read("We met."), Index((none,), {})).each(none)) == []
    match = find("The barn holds. Gates wait.", "barn gates")
    assert match is not None
    assert match.sentence == 1, "where it is said in full"
