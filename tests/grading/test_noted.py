"""Facts without cues: a note of the player's own counts when it is used in other words, and only then."""

from __future__ import annotations

import msgspec
import pytest

from vmdojo.grading import Grade, Rubric, grade, load_rubric
from vmdojo.scenarios import Scenario, load_library
from vmdojo.scenarios.guessing import Kind
from vmdojo.scenarios.prepared import Known, Prep, scenario_of

# A note as people type it, and sentences in which a message may use it: none repeats the note.
NOTES: dict[str, tuple[Kind, tuple[str, ...]]] = {
    "second cold store opens in Reno in March": (
        "trigger",
        (
            "I saw your new freezer warehouse in Reno goes live this spring.",
            "When the Reno cold storage starts up, two yards will want the same trucks.",
            "You are adding a second store in March, and that usually doubles the trailer moves.",
        ),
    ),
    "grocers fine them for late loads": (
        "pain",
        (
            "When supermarkets charge you for deliveries that come late, the dock is usually the reason.",
            "Every delayed load costs you a penalty from the grocer.",
            "You pay fines to grocery chains when a truck arrives late.",
        ),
    ),
    "lost two night nurses since the summer": (
        "pain",
        (
            "You are two nurses down on nights since summer, so somebody works double.",
            "Since you lost nursing staff on the night shift, who covers the ward?",
            "Two of your nurses on nights left this summer.",
        ),
    ),
    "her school moves into the old brewery in August": (
        "trigger",
        (
            "You move the school into the brewery building in August.",
            "With the move to the old brewery, who orders the desks for the pupils?",
            "In August your classes go over to the brewery.",
        ),
    ),
    "they bake 4,000 rolls a night and throw a tenth away": (
        "pain",
        (
            "You bake four thousand rolls a night, and one in ten goes in the bin.",
            "When a tenth of the rolls is thrown away, the oven is rarely to blame.",
            "A bakery that makes 4,000 rolls and wastes ten percent loses a salary a year.",
        ),
    ),
    "new rule: refrigerant leaks must be logged from January": (
        "market",
        (
            "From January you have to log every leak of refrigerant.",
            "The rule on leaking refrigerants means a log book for each of your units.",
            "Who keeps your record of refrigerant leaks once the regulation starts?",
        ),
    ),
}
STRANGE = (
    "We are a leading provider of software with many features.",
    "I would love to introduce myself and our company to you.",
    "Our platform has helped hundreds of businesses like yours to grow.",
    "Please call me back at your earliest convenience.",
)
USED = {"relevance.fact_used", "relevance.fact_named"}


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return load_rubric()


def _call(note: str, *, cues: tuple[str, ...] = ()) -> Scenario:
    made = scenario_of(
        Prep(name="Dana Whitfield", company="Ashgrove", knows=(Known(note, NOTES[note][0]),), your_company="Coldway"),
        "prep-dana",
    )
    facts = tuple(msgspec.structs.replace(fact, cues=cues) for fact in made.fact)
    return msgspec.structs.replace(made, fact=facts)


def _uses(sentence: str, scenario: Scenario, rubric: Rubric) -> Grade | None:
    judged = grade(f"Hi Dana, Luis Ortega at Coldway. {sentence}", scenario, rubric)
    return judged if any(found.rule in USED for found in judged.findings) else None


def test_a_note_is_heard_in_the_players_own_words_where_its_text_as_a_cue_would_not_be(rubric: Rubric) -> None:
    said = [(note, sentence) for note, (_, sentences) in NOTES.items() for sentence in sentences]
    missed = [sentence for note, sentence in said if _uses(sentence, _call(note), rubric) is None]
    assert len(missed) <= 1, missed
    by_cue = [sentence for note, sentence in said if _uses(sentence, _call(note, cues=(note,)), rubric) is not None]
    assert len(by_cue) < len(said) - len(missed) - 4


def test_words_about_anything_else_use_no_note(rubric: Rubric) -> None:
    for note in NOTES:
        scenario = _call(note)
        others = [sentences[0] for other, (_, sentences) in NOTES.items() if other != note]
        strange = [sentence for sentence in STRANGE if _uses(sentence, scenario, rubric)]
        assert not strange, (note, strange)
        wrong = [sentence for sentence in others if _uses(sentence, scenario, rubric)]
        assert len(wrong) <= 1, (note, wrong)


def test_a_fact_that_is_not_to_be_said_is_a_fault_when_it_is(rubric: Rubric) -> None:
    secret = scenario_of(
        Prep(name="Dana", knows=(Known("they are about to lose their biggest customer", "secret"),)), "prep-dana"
    )
    judged = grade("Hi Dana, I hear you may lose your biggest customer soon. Who decides on freight?", secret, rubric)
    assert "relevance.told_secret" in {found.rule for found in judged.findings}


def test_only_what_the_form_lists_counts_as_a_gift(rubric: Rubric) -> None:
    note = "grocers fine them for late loads"
    scenario = msgspec.structs.replace(
        _call(note),
        offer=scenario_of(
            Prep(knows=(Known(note),), offers=("the one-page dock plan of a Boise firm",)), "prep-x"
        ).offer,
    )
    words = "Hi Dana, Luis at Coldway. When grocers fine you for late loads, the dock is often slow. "
    given = grade(words + "I'll email you the dock plan.", scenario, rubric)
    empty = grade(words + "I'll email you our white paper on leadership.", scenario, rubric)
    assert "value.gift" in {found.rule for found in given.findings}
    assert "value.gift" not in {found.rule for found in empty.findings}
    assert given.total > empty.total


def test_nobody_is_greeted_wrongly_where_the_name_is_not_known(rubric: Rubric) -> None:
    nameless = scenario_of(Prep(company="Ashgrove", knows=(Known("they open a store in March"),)), "prep-x")
    named = scenario_of(Prep(name="Dana Whitfield", knows=(Known("they open a store in March"),)), "prep-y")
    words = "Hi Maria, Luis Ortega at Coldway. You open a store in March. Who plans the moves?"
    wrong = {"identity.wrong_name", "tone.wrong_name", "people.wrong_name"}
    here = {found.rule for found in grade(words, named, rubric).findings}
    there = {found.rule for found in grade(words, nameless, rubric).findings}
    told = {rule for rule in here - there if "name" in rule}
    assert told, here
    assert not (there & wrong)


def test_the_library_is_judged_by_its_cues_as_ever(rubric: Rubric) -> None:
    from vmdojo.grading.dossier import dossier_of

    for scenario in load_library().scenarios:
        assert dossier_of(scenario, rubric).notes is None, scenario.id
