"""The questions that the coach puts into the player's mouth: the frame fits what is asked about."""

from __future__ import annotations

import re

import pytest

from coaching.cases import Case, corpus, graded, rubric, samples, scenario
from vmdojo.coaching import advise, apply_all
from vmdojo.coaching.bank import bank, is_person
from vmdojo.coaching.candidates import candidates
from vmdojo.coaching.questions import after, askable, faulted, first_clean, goods, owned, questions, sort_of
from vmdojo.coaching.rebuild import rebuilt
from vmdojo.coaching.scene import Scene
from vmdojo.coaching.searching import _lines
from vmdojo.message import parse
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import About, Scenario

FRAMED = re.compile(
    r"Who looks after (?:the|your) [\w ]+\?|Who looks after [A-Z][a-z]+\?|Do you look after your [\w ]+ yourself\?"
    r"|Are you (?:set|ready) for (?:the|your) [\w ]+\?|Who should I ask about [\w -]+ on your side\?"
)
"""What a question about something looks like. Any other question of the coach's is a line of the bank as it stands."""


def scene(case: Case) -> Scene:
    seed = sum(map(ord, case.message.text[:400])) % 997
    lines = () if case.buyer is None else _lines(case.buyer, bank(), seed)
    return Scene(case.message, case.buyer, case.grade, bank(), "Dana", seed, lines)


@pytest.mark.parametrize(
    "phrase",
    [
        *("the inspectors accept", "your tanks vent", "your board meets", "your uncle signs", "the cooler tripped"),
        *(
            "your foreman",
            "your chief engineer",
            "your 22 engineers",
            "the accreditor",
            "your cousin",
            "your treasurer",
        ),
        *("Maja", "Kerala", "the train", "the whistle", "your lunch hour", "the hour you're human", "the twelfth"),
        *("your five questions", "your note last night", "the clipboard", "the newspaper's map", "the hail"),
        *("", "the", "the winter show, again", "the\u202e gala", "an inspection"),
    ],
)
def test_what_is_no_thing_of_work_and_no_day_is_not_asked_about(phrase: str) -> None:
    assert sort_of(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "sort"),
    [
        ("the winter show", "ahead"),
        ("the inspection", "ahead"),
        ("the July rule", "ahead"),
        ("the broom contract", "work"),
        ("your spares", "work"),
        ("the west dock", "work"),
    ],
)
def test_a_phrase_gets_the_frame_of_its_last_word(phrase: str, sort: str) -> None:
    assert sort_of(phrase) == sort


def test_a_place_is_asked_about_only_where_something_opened_there() -> None:
    reno = next(fact for fact in scenario("second-cold-store").fact if fact.id == "reno")
    nurses = next(fact for fact in scenario("it-takes-me-a-while").fact if fact.id == "cohort")

    assert sort_of("Reno", reno) == "place"
    assert sort_of("Kerala", nurses) is None


@pytest.mark.parametrize("told", load_library().scenarios, ids=lambda told: told.id)
def test_every_question_that_a_dossier_allows_is_one_that_a_person_would_ask(told: Scenario) -> None:
    cues = {cue.lower() for fact in told.fact if fact.may_tell for cue in fact.cues}
    for topic, sort in askable(told):
        assert topic.lower() in cues
        assert not any(is_person(word.lower()) for word in topic.split())
        for frame in bank().say[f"about_{sort}"]:
            assert FRAMED.fullmatch(frame.replace("{topic}", topic)), topic


def test_every_question_for_a_message_fits_it() -> None:
    plain = {line for lines in bank().say.values() for line in lines}
    asked = 0
    for case in (*samples(), *corpus()):
        here = scene(case)
        for question, _ in questions(here, 9, len(case.message.text)):
            asked += 1
            assert FRAMED.fullmatch(question) or question in plain, question
            assert not re.search(r"(\b\w+\b) \1\b", question)
    assert asked > 60


def test_that_stands_for_something() -> None:
    """ "Tom said I should ring you. Who looks after that?" asks after nothing."""
    for told in load_library().scenarios[::3]:
        here = scene(graded("empty", told, "Hello, this is Luis from Coldway. Call me. 555-0148."))
        for line in here.lines:
            if line.kind == "referral":
                assert after(here, line) == ""
    about = About(("Lou Marsh passed on the name", "met at the county bar lunch"))
    here = scene(graded("about", about, "Hello, this is Luis from Coldway. Call me. 555-0148."))
    assert [after(here, line) for line in here.lines] == ["", ""]


def test_this_needs_a_message_that_says_why_it_was_left() -> None:
    bare = scene(graded("bare", None, "Hi Angela, Bob Turner. It was good to think of you today. 555-0120."))
    full = scene(graded("full", None, "Hi Angela, Bob Turner. Late loads get fined by both grocers. 555-0120."))

    assert not any(" this" in question for question, _ in questions(bare, 9, 99))
    assert any(" this" in question for question, _ in questions(full, 9, 99))


def test_words_called_pressure_are_not_offered_again() -> None:
    told = scenario("saturday-steriliser")
    case = graded(
        "week", told, "Fidelma, Ciaran at Steamwright. You wrote about E14. You have to decide this week. 555-0137."
    )
    assert any("this week" in words for words in faulted(case.grade.findings))

    for seed in range(6):
        here = scene(case)._replace(seed=seed)
        for item in (*candidates(here), *rebuilt(here)):
            assert "this week" not in item.rewrite or "decide this week" in item.rewrite


def test_where_every_line_says_what_was_called_a_fault_none_is_given() -> None:
    assert first_clean(bank(), "about_place", 0, ["who looks after it"]) is None
    assert (
        first_clean(bank(), "small_meeting", 0, ["by thursday", "this week"]) == "Have you got ten minutes one morning?"
    )


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("We do striping for parking lots.", "striping"),
        ("D'you need any zips, or thread?", "zips"),
        ("There's our catalogue software, that does photographs.", "catalogue software"),
        ("Um I was calling about uh minibuses because we do minibuses.", "minibuses"),
        ("Join a brief session on merchant processing.", "merchant processing"),
        ("Hello, this is Trish with Copperleaf Printing, please listen.", "printing"),
        ("I represent Papier Vert, a wallpaper house in the Marais.", "wallpaper"),
        ("We've vinyl banners at half price.", "vinyl banners"),
        ("Floors. Yes. Ring me.", "floors"),
        ("We are a premier provider of innovative packaging solutions.", "packaging"),
        # no goods
        ("Cheers. Thanks. Laters.", None),
        ("Any chance of ten minutes?", None),
        ("Our people love our values.", None),
        ("Thanks. Our clients tell us that we bring clarity.", None),
        ("We have nine offices and a friendly team.", None),
        ("I'm calling about your message.", None),
        ("We are a family firm.", None),
        ("Hi, it's Al with Northgate Partners.", None),
        ("Call me.", None),
    ],
)
def test_what_the_caller_sells_in_the_callers_own_words(text: str, thing: str | None) -> None:
    assert goods(parse(text), ()) == thing


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("One question about your trailer moves, please.", "your trailer moves"),
        ("Who keeps your boilers?", "your boilers"),
        ("Who keeps your boilers warm?", None),
        ("I saw your foreman.", None),
        ("A third of your boots come back.", None),
        ("I read your five questions.", None),
        ("Most owners at your level don't understand it.", None),
        ("Your robots went quiet.", None),
        ("Your power contract ends in May.", None),
    ],
)
def test_a_thing_of_the_buyers_that_somebody_looks_after(text: str, thing: str | None) -> None:
    assert owned(parse(text), ()) == thing


def test_a_message_that_names_its_goods_is_coached_without_a_dossier() -> None:
    text = "Hi, it's Donna Fry at Speedy Signs. We've vinyl banners this month. Call me back. 555-0190."
    case = graded("goods", None, text)

    given = advise(case.message, None, case.grade, rubric())

    assert "Who should I ask about vinyl banners on your side?" in apply_all(text, given.fixes)
    assert given.fixes[0].gain > 15.0


def test_two_fixes_never_ask_two_questions() -> None:
    for case in (*samples()[::2], *corpus()[::2]):
        given = advise(case.message, case.buyer, case.grade, rubric())
        assert sum("?" in fix.rewrite for fix in given.fixes if fix.rewrite not in case.message.text) <= 1
