"""The form of a prepared call, the scenario that is made of it, firms of a list, and the guess at a fact's kind."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmdojo.scenarios import Scenario, check_scenario, loads_toml
from vmdojo.scenarios.firms import (
    Firm,
    fields_of,
    fill,
    firm_line,
    missing,
    read_firms,
    representative,
    unfill,
    write_firms,
)
from vmdojo.scenarios.guessing import KINDS, Kind, guess_kind
from vmdojo.scenarios.prepared import Known, Prep, is_list, is_prepared, new_id, prep_of, problem_of, scenario_of, tidy
from vmdojo.scenarios.writing import write_scenario

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
KNOWN = st.builds(Known, text=TEXT, kind=st.sampled_from(KINDS))
PREPS = st.builds(
    Prep,
    many=st.booleans(),
    name=TEXT,
    role=TEXT,
    company=TEXT,
    knows=st.lists(KNOWN, max_size=4).map(tuple),
    sells=TEXT,
    your_name=TEXT,
    goal=TEXT,
    offers=st.lists(TEXT, max_size=3).map(tuple),
    relationship=st.sampled_from(["cold", "met"]),
    wishes=st.lists(st.sampled_from(["email_only", "no_calls"]), max_size=2).map(tuple),
)


@settings(max_examples=40)
@given(PREPS)
def test_whatever_was_typed_becomes_a_file_and_comes_back(prep: Prep) -> None:
    prep = tidy(prep)
    if problem_of(prep):
        with pytest.raises(ValueError, match="one thing that you know"):
            scenario_of(prep, "prep-x")
        return
    scenario = scenario_of(prep, new_id(prep, ()))
    assert is_prepared(scenario.id)
    assert is_list(scenario.id) is prep.many
    again = loads_toml(write_scenario(scenario), Scenario)
    assert again.value == scenario
    back = prep_of(scenario)
    blank = {"name": "", "company": ""} if prep.many else {}
    assert back == Prep(**{**{f: getattr(prep, f) for f in Prep.__struct_fields__}, **blank})


def test_ids_are_made_of_whom_it_goes_to_and_never_twice() -> None:
    prep = Prep(name="Dana Whitfield", company="Northpole Foods", knows=(Known("x"),))
    first = new_id(prep, ())
    assert first == "prep-dana-whitfield-northpole-foods"
    assert new_id(prep, {first}) == f"{first}-2"
    assert not is_list(new_id(Prep(name="List Larsen"), ()))
    assert len(new_id(Prep(name="Ann " * 40), ())) <= 64


def test_the_linter_keeps_a_prepared_call_out_of_packs() -> None:
    scenario = scenario_of(Prep(name="Dana", knows=(Known("they open in March"),)), "prep-dana")
    told = [problem.message for problem in check_scenario(loads_toml(write_scenario(scenario), Scenario))]
    assert any("prepared call" in message for message in told), told


LINES: tuple[tuple[str, Kind], ...] = (
    ("second cold store opens in Reno in March", "trigger"),
    ("they hired a new head of logistics", "trigger"),
    ("won the hospital contract last month", "trigger"),
    ("posted a job ad for two fitters", "trigger"),
    ("new rule: leaks must be logged from January", "market"),
    ("prices for steel went up by a tenth", "market"),
    ("a competitor opened across the road", "market"),
    ("grocers fine them for late loads", "pain"),
    ("types every invoice by hand", "pain"),
    ("two dispatchers short of a full team", "pain"),
    ("Tom Reyes told me to call", "referral"),
    ("Anna at Kettle sent me", "referral"),
    ("we cut returns by a third for a bakery in Leeds", "proof"),
    ("decides on everything up to 5,000", "role"),
    ("she signs off the budget", "role"),
    ("confidential: the owner wants to sell", "secret"),
    ("family firm, third generation", "background"),
    ("twelve vans, all white", "background"),
)


def test_most_lines_are_called_what_they_are() -> None:
    wrong = [(text, guess_kind(text)) for text, kind in LINES if guess_kind(text) != kind]
    assert len(wrong) <= 2, wrong


# Firms


def test_firms_come_from_lines_and_from_any_table() -> None:
    lines, told = read_firms(
        "Maja Lind, Lind Plumbing, you hired two, in May\n\nDr Owen Pryce, Pryce & Son\n,,only a line"
    )
    assert lines[0] == Firm("Maja Lind", "Lind Plumbing", "", "you hired two, in May")
    assert lines[1].first_name == "Owen"
    assert told == ["Line 4 names neither a person nor a firm; it is left out."]
    table = '\ufeffCompany;First name;Note\r\n"Kettle; Sons";Sal;van at the school\r\n'
    assert read_firms(table)[0] == (Firm("", "Kettle; Sons", "Sal", "van at the school"),)


@given(
    st.lists(
        st.builds(
            Firm,
            *(
                st.text(string.ascii_letters + "&,;\"' ", max_size=12).map(lambda s: " ".join(s.split()))
                for _ in range(4)
            ),
        ).filter(lambda firm: bool(firm.name or firm.company or firm.first)),
        max_size=4,
    )
)
def test_a_file_of_firms_says_the_same_when_it_is_read(firms: list[Firm]) -> None:
    assert read_firms(write_firms(firms))[0] == tuple(firms)


def test_fields_are_filled_and_what_is_missing_stays_a_fault() -> None:
    text = "Hi {first name}, I saw { LINE }. Who picks up for {Company}? {number}"
    maja = Firm("Maja Lind", "Lind Plumbing", "", "you hired in May")
    bare = Firm(company="Kettle")
    assert fields_of(text) == ("first name", "company", "line")
    assert fill(text, maja) == "Hi Maja, I saw you hired in May. Who picks up for Lind Plumbing? {number}"
    assert missing(text, bare) == ("first name", "line")
    assert fill(text, bare) == "Hi {first name}, I saw { LINE }. Who picks up for Kettle? {number}"
    assert unfill(fill(text, maja), maja) == "Hi {first name}, I saw {line}. Who picks up for {company}? {number}"
    assert representative((bare, maja)) == maja
    assert representative(()).name
    assert firm_line(maja) == "Maja Lind, Lind Plumbing, you hired in May"
