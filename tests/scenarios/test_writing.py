"""What is written reads back as the same scenario, and what is typed becomes one."""

from __future__ import annotations

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given, settings

from vmdojo.scenarios import Scenario, check_scenario, load_library, loads_toml
from vmdojo.scenarios.form import FORM, questions, sections, tables, wrong
from vmdojo.scenarios.model import Brief, Buyer, Earlier, Fact, Offer, RightMove, Strong, Weak
from vmdojo.scenarios.writing import _kinds, scenario_from, slug, write_scenario, write_toml

_any = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('"\\\n\r\t #[]=\u202e\x1b\ufeff\u00a0')),
    min_size=1,
    max_size=30,
)
_loose = st.one_of(st.just(""), _any)
_slug = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)


def _some(of: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[object]:
    return st.lists(of, max_size=most).map(tuple)


def _part(part: type[msgspec.Struct], **own: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Any value of a part: texts of all kinds where nothing else is said."""
    given_: dict[str, st.SearchStrategy[object]] = {}
    for field in msgspec.structs.fields(part):
        given_[field.name] = own.get(field.name, _any if field.required else _loose)
    return st.builds(part, **given_)


_belts = st.sampled_from(["white", "black"])
_scenarios = _part(
    Scenario,
    format=st.just(1),
    id=_slug,
    belt=_belts,
    kind=st.sampled_from(["message", "leave-or-not"]),
    skills=_some(_slug),
    buyer=_part(Buyer, temperament=st.sampled_from(["brisk", "swamped"])),
    brief=_part(
        Brief,
        relationship=st.sampled_from(["cold", "customer"]),
        target_seconds=st.tuples(st.integers(), st.integers()),
        wishes=_some(st.sampled_from(["no_calls", "email_only"])),
    ),
    fact=_some(
        _part(Fact, id=_slug, kind=st.sampled_from(["trigger", "decoy"]), cues=_some(_any), may_tell=st.booleans())
    ),
    offer=_some(_part(Offer, id=_slug, cues=_some(_any)), 2),
    earlier=_some(_part(Earlier, days_ago=st.integers(0), channel=st.sampled_from(["call", "email"])), 2),
    strong=_some(_part(Strong), 2),
    weak=_some(_part(Weak, faults=_some(_any)), 2),
    right_move=st.one_of(st.none(), _part(RightMove, leave=st.booleans())),
    was=_some(_slug),
)


@settings(deadline=None, max_examples=30)
@given(scenario=_scenarios, about=_loose)
def test_what_is_written_reads_back_as_the_same_scenario(scenario: Scenario, about: str) -> None:
    text = write_scenario(scenario, about=about)
    assert loads_toml(text, Scenario).require() == scenario
    assert write_scenario(loads_toml(text, Scenario).require(), about=about) == text
    assert all(line.isprintable() for line in text.split("\n"))


def test_the_library_can_be_written() -> None:
    library = load_library()
    assert len(library.scenarios) >= 70
    for scenario in library.scenarios:
        assert loads_toml(write_scenario(scenario), Scenario).require() == scenario


def test_a_file_looks_as_a_person_would_write_it(sound: str) -> None:
    written = write_scenario(loads_toml(sound, Scenario).require(), about="One  oven\ntoo few.")
    assert written.startswith('# One oven too few.\nformat = 1\nid = "one-oven-short"\n')
    assert "target_seconds" not in written, "the default is left out"
    assert '\n\n[[fact]]\nid = "stall"\nkind = "trigger"\n' in written
    assert 'cues = ["second stall", "the new stall", "stall in June"]\n' in written
    assert '\n\n[[strong]]\ntext = """\nMarta, Ed Hale at Emberline.' in written


def test_long_lists_stand_a_line_each() -> None:
    cues = [f"a wording of some length, number {number}" for number in range(4)]
    assert write_toml({"cues": cues}) == "cues = [\n" + "".join(f'  "{cue}",\n' for cue in cues) + "]\n"


def test_half_a_character_is_refused(sound: str) -> None:
    scenario = msgspec.structs.replace(loads_toml(sound, Scenario).require(), title="a\ud800")
    with pytest.raises(ValueError, match="half a character"):
        write_scenario(scenario)


def _answers(sound: str) -> dict[str, str]:
    """The sound scenario as somebody would type it."""
    scenario = loads_toml(sound, Scenario).require()
    answers: dict[str, str] = {}

    def put(key: str, value: object) -> None:
        if isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
            for index, item in enumerate(value):
                put(f"{key}[{index}]", item)
        elif isinstance(value, msgspec.Struct):
            for name in value.__struct_fields__:
                put(f"{key}.{name}", getattr(value, name))
        elif isinstance(value, tuple):
            answers[key] = "; ".join(map(str, value))
        elif isinstance(value, bool):
            answers[key] = "yes" if value else "no"
        elif value is not None:
            answers[key] = str(value)

    for name in scenario.__struct_fields__:
        put(name, getattr(scenario, name))
    return answers


def test_what_is_typed_becomes_the_scenario(sound: str) -> None:
    answers = _answers(sound) | {"brief.target_seconds": "15 to 30"}
    built = scenario_from(answers)
    scenario = built.require()
    assert check_scenario(built) == []
    blocks = {"earlier", "strong", "weak"}
    given_ = loads_toml(sound, Scenario).require()
    for name in scenario.__struct_fields__:
        if name not in blocks:
            assert getattr(scenario, name) == getattr(given_, name)
    assert scenario.weak[0].text == given_.weak[0].text + "\n"


def test_ids_come_of_the_words(sound: str) -> None:
    answers = {key: value for key, value in _answers(sound).items() if not key.endswith("id")}
    scenario = scenario_from(answers | {"title": "The Señor's  oven, one too few!"}).require()
    assert scenario.id == "senors-oven-one-too-few"
    ids = [*(fact.id for fact in scenario.fact), *(offer.id for offer in scenario.offer)]
    assert ids[0] == "saltmarsh-takes"
    assert len(set(ids)) == len(ids)


def test_a_problem_names_the_answer(sound: str) -> None:
    answers = _answers(sound) | {
        "belt": "pink",
        "fact[2].text": " ",
        "earlier[0].days_ago": "nine",
        "fact[0].may_tell": "maybe",
    }
    keys = {problem.key for problem in scenario_from(answers).problems}
    assert keys == {"belt", "fact[2].text", "earlier[0].days_ago", "fact[0].may_tell"}


def test_an_unknown_answer_is_a_fault_of_the_form() -> None:
    with pytest.raises(KeyError):
        scenario_from({"fact[0].colour": "red"})


@pytest.mark.parametrize(
    ("text", "made"), [("The of and", "the-of-and"), ("…", "scenario"), ("one", "one-2"), ("x" * 50, "scenario")]
)
def test_slugs(text: str, made: str) -> None:
    assert slug(text, {"one"}) == made


def test_every_question_fills_a_key_and_every_key_that_is_needed_is_asked() -> None:
    asked = {(one.key, question.name) for one in FORM for question in one.questions}
    known = {(name, inner) if inner else ("", name) for name, inner in _kinds()}
    assert asked <= known
    given_by_us = {("", "format"), ("", "id"), ("", "was"), ("fact", "id"), ("offer", "id"), ("weak", "disputed")}
    assert known - asked == given_by_us


def test_one_answer_is_judged_alone() -> None:
    top, brief = FORM[0], FORM[2]
    number = next(one for one in brief.questions if one.name == "your_number")
    assert wrong(top, top.questions[1], {"belt": "pink"}).startswith("One of white, yellow")
    assert wrong(brief, number, {}) == ""
    assert wrong(brief, number, {"brief.your_number": "555-0117"}) == ""
    assert "telephone number of a real person" in wrong(brief, number, {"brief.your_number": "867-5309"})
    cues = FORM[3].questions[2]
    assert "70 characters" in wrong(FORM[3], cues, {"fact[3].cues": "the new stall; " + "y" * 70}, 3)


def test_questions_hang_on_answers() -> None:
    facts = FORM[3]
    asked = [question.name for question in questions(facts, {"fact[1].kind": "decoy", "fact[0].kind": "market"}, 1)]
    assert "why_not" in asked
    assert "means" not in asked
    keys = [one.key for one in sections({"kind": "leave-or-not"})]
    assert "right_move" in keys
    assert "strong" in keys
    assert tables(facts, {"fact[1].kind": "decoy", "fact[4].text": " "}) == 2
