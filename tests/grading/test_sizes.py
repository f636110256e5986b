"""How big an ask is once its surroundings are weighed, and which questions are asks."""

from __future__ import annotations

import pytest

from grading.asked import asked, names, said
from grading.cases import rules, to_anyone
from vmdojo.grading import Grade
from vmdojo.grading.ask_model import Asked


def level(text: str) -> int:
    return asked(text).level


def moved(found: Asked) -> list[tuple[str, int]]:
    """What made an ask bigger or smaller."""
    return [(modifier.name, modifier.by) for modifier in found.modifiers]


DEMO, CHAT, BACK, TRIAL = (
    "Could we get one demo.",
    "Could we get one chat.",
    "Please call me back.",
    "Let us start a trial.",
)


def test_the_largest_ask_counts_and_of_two_the_first() -> None:
    text = "Could we have one demo. Would you reply yes."
    found = asked(text)
    assert found.largest is not None
    assert (found.level, found.largest.name) == (7, "a fixed or long meeting")
    two = asked("Could we get one demo. Could we get one pitch.")
    assert two.largest == two.asks[0]


@pytest.mark.parametrize("text", [DEMO, CHAT, BACK, TRIAL])
def test_pressure_anywhere_weighs_two_once(text: str) -> None:
    plain = level(text)
    assert level(f"{text} Time is running out.") == plain + 2
    assert level(f"Time is running out. Hurry up. {text}") == plain + 2
    assert level(f"{text} It was done without hurry.") == plain


def test_pressure_is_denied_only_near_its_no() -> None:
    assert level(f"{BACK} Without red blue green old hurry.") == 5
    assert level(f"{BACK} Without red blue green old new hurry.") == 7
    assert level(f"{BACK} Without fuss. Hurry.") == 7


def test_pressure_in_the_ask_is_not_weighed_again_for_what_stands_elsewhere() -> None:
    inside = asked("Could we get one demo by the end of the week.")
    both = asked("Could we get one demo by the end of the week. Time is running out.")
    assert [name for name, _ in moved(both)].count("pressure") == 1
    assert inside.level == both.level == 9


def test_a_clock_weighs_beside_a_commitment_only() -> None:
    assert level("Let us start a trial. The men leave before we fly.") == level(TRIAL) + 2
    assert level("The men leave before we fly. Let us start a trial.") == level(TRIAL) + 2
    assert level("The men leave before we fly. The yard is red. Let us start a trial.") == level(TRIAL)
    assert level("Let us start a trial. The yard is red. The men leave before we fly.") == level(TRIAL)
    assert level("Could we get one demo. The men leave before we fly.") == level(DEMO)


@pytest.mark.parametrize("who", ["i", "we"])
@pytest.mark.parametrize("will", ["will", "can"])
def test_the_callers_own_diary_is_no_clock(who: str, will: str) -> None:
    near = f"Let us start a trial. {who} {will} paint the form tonight."
    far = f"Let us start a trial. {who} {will} paint red blue green old new grey brown pink tall forms tonight."
    assert level(near) == level(TRIAL)
    assert level(far) == level(TRIAL) + 2
    assert level(f"Let us start a trial. {who} now paint the form tonight.") == level(TRIAL) + 2
    assert level(f"Let us start a trial. Men {will} paint the form tonight.") == level(TRIAL) + 2


def test_a_deal_presumed_weighs_one_once() -> None:
    assert level(f"{BACK} Tell me where it goes.") == 6
    assert level(f"{BACK} Tell me where it goes. You will be signing.") >= 6
    assert moved(asked(f"{BACK} Tell me where it goes.")) == [("assumption", 1)]


@pytest.mark.parametrize("text", [BACK, DEMO, TRIAL])
def test_a_deal_presumed_in_the_ask_itself_weighs_one_once(text: str) -> None:
    found = asked(f"{text.removesuffix('.')} and tell me where it goes.")
    assert [name for name, _ in moved(found)].count("assumption") == 1
    assert found.level == level(text) + 1


@pytest.mark.parametrize("around", [", all right", " if all is well", ", and all you do is watch", " and that is all"])
def test_an_all_that_counts_nothing_makes_no_ask_bigger(around: str) -> None:
    assert level(f"Let us start a trial{around}.") == level(TRIAL)


@pytest.mark.parametrize("around", [", it all goes", " of what we all make", " in all yards"])
def test_an_all_that_counts_makes_an_ask_bigger(around: str) -> None:
    assert level(f"Let us start a trial{around}.") == level(TRIAL) + 1


def test_the_day_of_a_visit_hides_no_other_clock() -> None:
    visit = level("Could we come by Thursday.")
    assert level("Could we come by Thursday and get it done by noon.") == visit + 2


def test_an_important_matter_frightens_by_three() -> None:
    assert asked("Regarding your account.", topic=False).level == 6
    assert asked("Regarding your account.").level == 0
    assert asked(f"{BACK} Regarding your account.", topic=False).level == 8
    found = asked(f"{BACK} Regarding your account. Hurry.", topic=False)
    assert found.level == 8, "the clock is part of what frightens"
    assert moved(found) == [("pressure", 0), ("vague_important", 3)]
    assert found.vague is not None
    raised = asked(f"{BACK} Regarding your account. Tell me where it goes.", topic=False)
    assert raised.level == 9
    assert asked(f"{BACK} Regarding your account. If not, no harm.", topic=False).level == 8, "nothing softens it"


@pytest.mark.parametrize(("text", "plain", "soft"), [(BACK, 5, 4), (CHAT, 6, 5), (DEMO, 7, 6)])
def test_a_call_or_a_meeting_is_softened_by_one(text: str, plain: int, soft: int) -> None:
    assert level(text) == plain
    assert level(f"{text} If not, no harm.") == soft
    assert level(f"{text} Either way. Here is the form. No need to prepare. I saw your yard.") == soft
    assert len(moved(asked(f"{text} Either way. Here is the form. No need to prepare."))) == 1


def test_a_commitment_is_softened_to_six_at_least() -> None:
    all_of_it = "Let us become your main partner."
    assert level(all_of_it) == 9
    assert level(f"{all_of_it} Either way.") == 8
    assert level(f"{all_of_it} Either way. Here is the form.") == 7
    assert level(f"{all_of_it} Either way. Here is the form. No need to prepare.") == 6
    assert level(f"{all_of_it} Either way. Here is the form. No need to prepare. I saw your yard.") == 6
    assert level(f"{TRIAL} Either way. Here is the form. No need to prepare.") == 6


def test_an_easy_ask_needs_no_softening() -> None:
    assert level("Worth a look.") == 3
    assert level("Worth a look. Either way.") == 2
    assert level("Worth a look. Either way. Here is the form. No need to prepare.") == 2
    assert level("Who salts it? Either way. Here is the form.") == 2
    assert moved(asked("Who salts it? Either way.")) == []


def test_a_minute_makes_no_meeting_smaller() -> None:
    assert level(f"{BACK} One minute.") == 4
    assert level(f"{CHAT} One minute.") == 6


def test_a_topic_softens_a_call_and_no_meeting() -> None:
    assert level("Please call me back about your yard.") == 4
    assert level("Could we get one chat about your yard.") == 6


def test_a_number_alone_hopes_to_be_rung() -> None:
    assert level("You will find me under 555-0148.") == 4
    assert level("Red blue green old new grey brown pink 555-0148.") == 4
    assert level("Red blue green old new grey brown pink tall 555-0148.") == 0
    assert level("Who salts it? 555-0148.") == 2


@pytest.mark.parametrize(
    "length", ["an hour", "two hours", "lunch", "dinner", "a visit on site", "a demo onsite", "half a day with you"]
)
def test_a_long_meeting_is_long_already(length: str) -> None:
    assert level(f"Could we get {length}.") == 7


def test_a_chief_makes_it_bigger_once() -> None:
    assert level("Could we get one demo with your cfo.") == 8
    assert level("Could we get one demo with your cfo and your ceo.") == 8
    assert level("Could we get one chat with your cfo over lunch.") >= 7
    assert level("Who is your cfo?") == 2
    assert level("Would your cfo find it worth a look?") == 3


def test_the_callers_own_gain_weighs_from_a_call_on() -> None:
    wish = "We are hoping to"
    assert ("self_interest", 1) in moved(asked(f"{wish} get one demo."))
    assert ("self_interest", 1) not in moved(asked(f"{wish} hear if you can reply yes."))
    assert moved(asked("You can call me as we are hoping to show it.")) == []


@pytest.mark.parametrize(
    "second",
    [
        "Who salts the yard in May?",
        "Could we start a trial.",
        "Please send me your invoices.",
    ],
)
def test_a_second_thing_wanted_is_stacked(second: str) -> None:
    assert ("stacked", 1) in moved(asked(f"{DEMO} {second}")) or ("stacked", 1) in moved(asked(f"{second} {DEMO}"))


@pytest.mark.parametrize(("second", "together"), [("Who salts the yard in May?", 8), ("Could we start a trial.", 9)])
def test_a_second_thing_wanted_weighs_one(second: str, together: int) -> None:
    assert level(f"{DEMO} {second}") == together


@pytest.mark.parametrize(
    "second",
    [
        "Please call me back.",
        "Reply to me.",
        "I am on 555-0148 if you like.",
        "Who knows it?",
        "Could we get one pitch.",
        "Could we get one chat.",
        *(
            f"Who says {day} in the yard?"
            for day in "tuesday monday friday week weekend time day free available calendar".split()
        ),
    ],
)
def test_another_door_or_the_day_of_it_is_not_stacked(second: str) -> None:
    assert "stacked" not in dict(moved(asked(f"{DEMO} {second}")))


def test_a_small_question_in_the_same_sentence_is_part_of_it() -> None:
    assert "stacked" not in dict(moved(asked("Could we get one demo and see who salts the yard in May?")))
    assert "stacked" in dict(moved(asked("One question, and could we get one demo.")))


@pytest.mark.parametrize("either", ["or", "either", "whichever", "whatever"])
def test_two_doors_are_one_ask(either: str) -> None:
    assert "stacked" not in dict(moved(asked(f"Could we get one demo {either} please send me your invoices.")))
    assert "stacked" in dict(moved(asked("Could we get one demo and please send me your invoices.")))


def test_beside_a_call_nothing_is_stacked() -> None:
    assert "stacked" not in dict(moved(asked(f"{BACK} Who salts the yard in May?")))


def test_a_call_back_is_no_meeting_too() -> None:
    assert names("Please give me a quick call.") == ["a call back"]
    assert names("Could you give me a quick call and get one demo.") == ["a call back", "a fixed or long meeting"]


def test_of_asks_in_the_same_words_the_largest_stays() -> None:
    found = asked("Let us become your exclusive partner.")
    assert [ask.size for ask in found.asks] == [max(ask.size for ask in found.asks)]
    assert [ask.first for ask in asked(f"{DEMO} {BACK} {CHAT}").asks] == sorted(
        ask.first for ask in asked(f"{DEMO} {BACK} {CHAT}").asks
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Who?", []),
        ("Who knows?", ["a question"]),
        ("The yard is red. Who knows?", ["a question"]),
        ("How are you today?", []),
        ("Hi Dana, how are you?", []),
        ("Who salts it? Who digs it?", ["a question", "a question"]),
        ("Who? Who salts it?", ["a question"]),
        ("How are you today? Who salts it?", ["a question"]),
        ("Could we get one demo. Who salts it?", ["a fixed or long meeting", "a question"]),
        ("Which day for our new demo?", ["a fixed or long meeting"]),
        ("Which day for our new pilot?", ["a process"]),
        ("Which day for our new chat?", ["a question"]),
        ("Which day for the new demo?", ["a question"]),
        ("Which day for our new demo? Who salts it?", ["a fixed or long meeting", "a question"]),
        ("so who salts it. The yard is red", []),
        ("The yard is red? so who salts it", ["a question", "a question"]),
        ("May I ask who at the yard salts it?", ["an easy answer"]),
        ("Is it salted, yes or no?", ["an easy answer"]),
    ],
)
def test_questions_that_are_asks(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_a_meeting_in_a_question_is_quoted() -> None:
    text = "Which day for our new demo and our pitch?"
    (ask,) = asked(text).asks
    assert said(text, ask) == "demo"


LONG_ONE = "the yard is red blue green old new grey brown pink tall thin wide round flat deep light dark mild warm cold"


def test_a_long_breath_without_any_mark_may_ask() -> None:
    assert names(f"{LONG_ONE} so who salts it.") == ["a question"]
    assert names(f"{LONG_ONE} so who salts it. Is it red?") == ["a question"]
    assert names("the yard is red so who salts it.") == []


@pytest.mark.parametrize("before", ["question", "is", "so", "and"])
def test_a_spoken_question_starts_behind_some_words(before: str) -> None:
    text = f"the ramp froze {before} who salts it"
    (ask,) = asked(text).asks
    assert said(text, ask) == "who salts it"
    assert names("the ramp froze men who salts it") == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("the ramp froze so who do you pay", "who do you pay"),
        ("the ramp froze so how do you salt it", "how do you salt it"),
        ("the ramp froze so what do you salt", "what do you salt"),
        ("the ramp froze so where do you salt", "where do you salt"),
        ("which is it that froze", "which is it that froze"),
        ("how do you salt it", "how do you salt it"),
        ("what is it that froze", "what is it that froze"),
        ("where is it that froze", "where is it that froze"),
        ("who salts the ramp", "who salts the ramp"),
        ("the ramp froze so how much salt you buy", "how much salt you buy"),
        ("the ramp froze so how you salt it", "how you salt it"),
        ("the ramp froze, who salts it", "who salts it"),
        ("do you salt it", "do you salt it"),
    ],
)
def test_a_spoken_question(text: str, quoted: str) -> None:
    found = asked(text).asks
    assert [said(text, ask) for ask in found] == [quoted]
    assert found[0].size == 2


@pytest.mark.parametrize(
    "text",
    [
        "the ramp froze so which do you salt",
        "the ramp froze so how men salt ramps",
        "the ramp froze so how men salt red ramps you",
        "the ramp froze so who i am",
        "the ramp froze so who we met",
        "the ramp froze so who",
        "how you salt it matters",
        "what you salt freezes",
        "where you salt it froze",
        "which you salt matters",
        "do men salt it",
        "the ramp froze do you salt it",
        "men you salt it",
        "so do",
    ],
)
def test_a_transcript_that_tells(text: str) -> None:
    assert asked(text).asks == ()


def test_leave_to_ring_is_no_meeting() -> None:
    assert names("Could I call you on Thursday.") == ["a call if you like"]
    assert level("Could I call you on Thursday.") == 4


def test_whoever_presses_a_stranger_wants_to_be_rung_at_least() -> None:
    assert level("We sell boxes. Time is running out.") == 7
    assert level("Who salts it? Time is running out.") == 7
    assert level("We sell boxes.") == 0


THREAT = "We sell boxes, and I'd hate for your owner to hear from me how you sat on this."


def test_a_threat_is_never_small_whatever_it_asks() -> None:
    call = "Hi Bo, Ann Rae at Tareweight. {} Who orders them? 555-0101."
    menaced, plain = to_anyone(call.format(THREAT)), to_anyone(call.format("We sell boxes to three yards near you."))
    assert "tone.threat" in rules(menaced)
    assert scared(menaced) >= 8
    assert scared(plain) <= 3


def test_a_past_that_never_was_frightens_by_three_and_never_less_than_eight() -> None:
    call = "Hi Bo, Ann Rae at Tareweight. {} Who orders them? 555-0101."
    said = call.format("As we agreed last week, the boxes are ready.")
    assert scared(to_anyone(said)) == 8
    assert scared(to_anyone(said, "customer")) <= 3, "with a customer it may be true"
    assert scared(to_anyone(call.format("We've not spoken before."))) <= 3


def test_a_reproach_with_a_number_asks_for_the_call() -> None:
    call = "Hi Bo, Ann Rae at Tareweight. {} 555-0101."
    reproach = "I've rung you four times now, and not once have you had the decency to answer."
    assert scared(to_anyone(call.format(reproach))) == 5
    assert scared(to_anyone(call.format("We sell boxes to three yards near you."))) == 4


def test_no_courtesy_shrinks_a_marriage_with_a_stranger() -> None:
    text = (
        "Hi Bo, Ann Rae at Tareweight. You lost your box maker in May. Only if it's useful, and a no is fine, we'd "
        "like to be your sole supplier of boxes. I've sent a page. 555-0101."
    )
    judged = to_anyone(text, "cold", "lost the box maker in May")
    assert "ask.out_of_reach" in {cap.rule for cap in judged.caps}


def test_a_day_and_an_hour_asked_of_a_customer_are_a_meeting() -> None:
    text = "Hi Bo, Ann at Tareweight. Can you give us Thursday, six to eight in the morning? Text yes, or a better one."
    assert scared(to_anyone(text, "customer")) <= 7


def scared(judged: Grade) -> int:
    dimension = judged.dimensions["scariness"]
    assert dimension is not None
    assert dimension.level is not None
    return dimension.level
