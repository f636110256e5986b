"""The call sheet: the player's words, what the form holds, and nothing else."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import msgspec
import pytest

from vmdojo.coaching.days import day_name
from vmdojo.coaching.sheet import Sheet, make_sheet, working_day
from vmdojo.coaching.sheet_page import sheet_html, sheet_text
from vmdojo.coaching.sheet_rules import sheet_rules
from vmdojo.grading import Rubric, grade, load_rubric
from vmdojo.message import parse
from vmdojo.scenarios.firms import Firm
from vmdojo.scenarios.prepared import Known, Prep, new_id, scenario_of

FRIDAY = date(2026, 11, 20)
CALL = Prep(
    name="Dana Whitfield",
    role="Director of Logistics",
    company="Northpole Foods",
    knows=(
        Known("second cold store opens in Reno in March", "trigger"),
        Known("she said the grocers fine them for late loads", "pain"),
        Known("about to lose their biggest customer", "secret"),
    ),
    offers=("the one-page dock plan a Boise firm used",),
    sells="dock scheduling",
    your_name="Luis Ortega",
    your_company="Coldway",
    your_number="555-0142",
)
GOOD = (
    "Hi Dana, Luis Ortega at Coldway. I saw Reno opens in March, and a second store usually doubles the trailer moves "
    "before it halves them. Who plans those moves today? I'll email you the dock plan."
)


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return load_rubric()


def _sheet(rubric: Rubric, text: str = GOOD, prep: Prep = CALL, today: date = FRIDAY) -> Sheet:
    scenario = scenario_of(prep, new_id(prep, ()))
    message = parse(text, rubric.pace)
    return make_sheet(scenario, message, grade(message, scenario, rubric), rubric, today=today, firms=prep.firms)


def test_the_message_stands_in_breaths_with_their_seconds(rubric: Rubric) -> None:
    sheet = _sheet(rubric)
    assert " ".join(breath.text for breath in sheet.breaths) == GOOD
    begins = [breath.begins for breath in sheet.breaths]
    assert begins == sorted(begins)
    assert begins[0] == 0.0
    assert sheet.breaths[-1].ends <= sheet.seconds + 0.01


def test_the_email_is_made_of_the_message_the_fact_and_the_offer(rubric: Rubric) -> None:
    sheet = _sheet(rubric)
    assert sheet.subject == "Second cold store in Reno"
    email = "\n".join(sheet.email)
    assert email.startswith("Hello Dana,")
    assert (
        "a second store usually doubles the trailer moves before it halves them. Who plans those moves today?" in email
    )
    assert "the one-page dock plan a Boise firm used." in email
    assert email.endswith("Luis Ortega\nColdway\n555-0142")
    assert "Dana, it's Luis Ortega at Coldway. I saw Reno opens in March" in sheet.pick_up


@pytest.mark.parametrize(
    ("said", "not_written"),
    [
        ("We saved 38 percent for a dairy next door.", "38"),
        ("I'll send you two tickets for the final.", "tickets"),
        ("We'd love to be your global logistics partner.", "partner"),
        ("I hear you are about to lose your biggest customer.", "biggest customer"),
        ("If you don't call me back by Friday I will go to your boss.", "boss"),
    ],
)
def test_what_the_form_does_not_hold_is_not_written_down(rubric: Rubric, said: str, not_written: str) -> None:
    sheet = _sheet(rubric, GOOD.replace("Who plans", f"{said} Who plans"))
    assert any(said[:20] in breath.text for breath in sheet.breaths)
    assert not_written not in "\n".join([sheet.subject, *sheet.email, sheet.pick_up])


@pytest.mark.parametrize(
    ("reason", "not_written"),
    [
        ("You open in Reno in March, and we saved 38 percent for a dairy like yours there.", "38"),
        ("For Reno in March I'll send you two tickets for the final.", "tickets"),
        ("With Reno opening in March we want to be your global logistics partner.", "partner"),
    ],
)
def test_a_reason_that_claims_too_much_gives_way_to_the_fact(rubric: Rubric, reason: str, not_written: str) -> None:
    sheet = _sheet(rubric, f"Hi Dana, Luis Ortega at Coldway. {reason} Who plans the moves today?")
    written = "\n".join([sheet.subject, *sheet.email, sheet.pick_up])
    assert not_written not in written
    assert "It is about this: second cold store opens in Reno in March." in written


def test_words_about_the_buyer_are_not_sent_to_the_buyer(rubric: Rubric) -> None:
    only = msgspec.structs.replace(CALL, knows=CALL.knows[1:])
    sheet = _sheet(rubric, "Hi Dana, Luis at Coldway. Call me back.", only)
    written = " ".join([sheet.subject, *sheet.email, sheet.pick_up])
    assert " she " not in f" {written} "
    assert "them" not in written.split()


def test_a_subject_that_was_announced_is_the_subject_and_every_one_is_short(rubric: Rubric) -> None:
    announced = _sheet(rubric, GOOD + " Look for my note, subject Reno trailer moves.")
    assert announced.subject == "Reno trailer moves"
    assert _sheet(rubric, GOOD + " There is an email titled Dock plan, Boise.").subject == "Dock plan"
    for text in ("x" * 300, "second " * 40, "a b, " + "c" * 90):
        prep = Prep(name="Dana", knows=(Known(text, "trigger"),))
        assert len(_sheet(rubric, "Hi Dana. Luis here.", prep).subject) <= sheet_rules().email.longest_subject


def test_the_cadence_falls_on_working_days_and_names_its_sources(rubric: Rubric) -> None:
    sheet = _sheet(rubric)
    assert [(touch.channel, day_name(touch.day)) for touch in sheet.touches[:3]] == [
        ("email", "Friday 20 November"),
        ("call", "Wednesday 25 November"),
        ("voicemail", "Friday 27 November"),
    ]
    assert all(touch.day.weekday() < 5 and touch.source for touch in sheet.touches)
    assert sum(touch.channel == "voicemail" for touch in sheet.touches) == 1
    assert working_day(date(2026, 11, 21), 0) == date(2026, 11, 23)


def test_a_wish_goes_before_the_message(rubric: Rubric) -> None:
    sheet = _sheet(rubric, prep=msgspec.structs.replace(CALL, wishes=("email_only",)))
    assert {touch.channel for touch in sheet.touches} == {"email"}
    assert "They asked for email." in sheet.warnings[0]
    assert "left you a short message" not in " ".join(sheet.email)


def test_a_weak_take_says_so(rubric: Rubric) -> None:
    sheet = _sheet(rubric, "Hi, this is Luis, we are a leading provider. Call me.", Prep(knows=(Known("late loads"),)))
    assert any("Play it once more" in warning for warning in sheet.warnings)
    assert any("name of yours" in warning for warning in sheet.warnings)
    assert any("nothing that you can send" in warning.lower() for warning in sheet.warnings)


def test_no_firm_is_named_in_what_goes_to_all(rubric: Rubric) -> None:
    maja = Firm("Maja Lind", "Lind Plumbing", "", "you hired two in May")
    prep = Prep(
        many=True, role="two-van plumbers", knows=(Known("missed calls go to the next name on the list", "pain"),),
        firms=(maja, Firm(company="Kettle Heating")), your_name="Luis Ortega",
    )  # fmt: skip
    text = (
        "Hi Maja, Luis here. I saw you hired two in May. When both vans are out, missed calls go to the next name. "
        "Who picks up for Lind Plumbing?"
    )
    sheet = _sheet(rubric, text, prep)
    to_all = "\n".join([sheet.subject, *sheet.email, sheet.pick_up])
    assert "Maja" not in to_all
    assert "Lind" not in to_all
    assert "Who picks up for {company}?" in to_all
    assert [row.who for row in sheet.firms] == ["Maja Lind, Lind Plumbing", "Kettle Heating"]


def test_text_and_page_hold_the_whole_sheet_and_nothing_that_acts(rubric: Rubric) -> None:
    nasty = msgspec.structs.replace(CALL, company="<script>alert(1)</script>", offers=("a & b <b>plan</b>",))
    sheet = _sheet(rubric, prep=nasty)
    page = sheet_html(sheet)
    assert "<script" not in page
    assert "a &amp; b &lt;b&gt;plan&lt;/b&gt;" in page
    tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
            tags.append(tag)

    Reader().feed(page)
    assert "table" in tags
    assert "link" not in tags
    text = sheet_text(sheet)
    assert all(len(line) <= 74 for line in text.split("\n"))
    for breath in sheet.breaths:
        assert breath.text.split()[0] in text
