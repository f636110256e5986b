"""Commitments asked for in words that no list foresaw: commands, duties and questions, and what looks like them."""

from __future__ import annotations

import pytest

from grading.asked import COMMITMENT, asked, commits, done, said

CALLER = ("i", "we")
PROMISES = ("will", "would", "can", "am", "are", "have")


@pytest.mark.parametrize(
    "text",
    [
        "Weld your gates to ours.",
        "Pamper us lavishly.",
        "Feed us your loads.",
        "Bless us with your loads.",
        "Please weld your gates to ours.",
        "WELD YOUR GATES TO OURS.",
        "THANKS, WELD YOUR GATES TO OURS.",
        "Thanks for that, weld your gates to ours.",
        "Weld me your gates.",
        "Weld your gates to ours, and we mean it.",
        "Bolt us to the yard or go without.",
        "Marry us or stay without.",
        "Marry me to your dock and we shake hands.",
    ],
)
def test_a_command_for_our_good_is_a_commitment(text: str) -> None:
    assert commits(text)


@pytest.mark.parametrize(
    "text",
    [
        "Pamper us.",
        "Weld your gates.",
        "Weld your gates to theirs.",
        "Weld me the gates.",
        "Weld your gates to me.",
        "Weld the gates with or without us.",
        "Sending our sheet to your foreman.",
        "Gladly to our shame the gates hold.",
        "Wedded to our trucks the gates hold.",
        "Trucks with our name on them pass.",
        "Thanks, Marlow our foreman waits.",
        "They weld your gates to ours.",
        "You weld your gates to ours.",
        "The men weld your gates to ours.",
        "I will ring you, weld your gates to ours.",
        "We never weld your gates to ours.",
        "18 to us is a lot.",
    ],
)
def test_what_looks_like_a_command_is_none(text: str) -> None:
    assert not commits(text)


@pytest.mark.parametrize("who", CALLER)
@pytest.mark.parametrize("will", PROMISES)
def test_a_command_ends_where_the_caller_promises(who: str, will: str) -> None:
    assert commits("Weld the gates and bring ours.")
    assert not commits(f"Weld the gates and {who} {will} bring ours.")


@pytest.mark.parametrize("will", ["will", "am", "are", "can", "have"])
@pytest.mark.parametrize("who", CALLER)
def test_behind_a_promise_a_verb_goes_on_promising(who: str, will: str) -> None:
    assert not commits(f"{who} {will} ring, weld your gates to ours.")
    assert commits(f"{who} {will} ring you now. Weld your gates to ours.")


@pytest.mark.parametrize(
    ("small", "big"),
    [
        ("Hurl us a note.", "Hurl us a wagon."),
        ("Hurl us a short note.", "Hurl us a very short note."),
        ("Hurl me your note.", "Hurl me your wagon."),
        ("Hurl your name to us.", "Hurl your wagon to us."),
        ("Throw a last word our way.", "Throw a last hat our way."),
        ("Throw a very last word our way.", "Throw a very last brown hat our way."),
        ("Throw a very last little word our way.", "Throw a very last little old word our way."),
        ("Let me weld our gates to yours.", "Let us weld your gates to ours."),
        ("Let us know of your gates.", "Let us weld your gates."),
        ("Reply to our note.", "Weld to our note."),
        ("Take a look at our yard.", "Take your last look at our yard."),
    ],
)
def test_a_small_favour_differs_by_a_word(small: str, big: str) -> None:
    assert not commits(small)
    assert commits(big) or asked(big).level >= 8


@pytest.mark.parametrize("whose", ["your", "all", "every", "our"])
def test_a_light_verb_is_small_for_one_small_thing(whose: str) -> None:
    assert not commits("Throw a last word our way.")
    assert commits(f"Throw {whose} last word our way.")


@pytest.mark.parametrize("noun", ["word", "note", "copies"])
def test_a_light_verb_is_small_with_its_small_noun_right_behind_it(noun: str) -> None:
    assert not commits(f"You must drop {noun} to our men.")
    assert commits("You must drop wagons to our men.")


def test_a_light_verb_is_not_small_for_everyone() -> None:
    assert not commits("You must throw a word to our side.")
    assert commits("You must throw everyone a word to our side.")


def test_a_command_is_quoted_from_its_verb() -> None:
    text = "Thanks, please weld your gates to ours."
    (ask,) = [ask for ask in asked(text).asks if ask.name == COMMITMENT]
    assert said(text, ask) == "weld your gates to ours"
    assert ask.size == 8


def test_a_long_command_is_quoted_by_its_first_dozen_words() -> None:
    text = "Weld your gates to ours one two red blue green old new grey brown pink."
    (ask,) = [ask for ask in asked(text).asks if ask.name == COMMITMENT]
    assert len(said(text, ask).split()) == 12


@pytest.mark.parametrize("who", ["he", "people", "she", "somebody", "someone", "they", "whoever", "you"])
@pytest.mark.parametrize("duty", ["must", "should"])
def test_a_duty_on_anybody_for_our_good_is_a_commitment(who: str, duty: str) -> None:
    assert commits(f"Now {who} {duty} weld the gates for us.")
    assert commits(f"{who} really {duty} weld the gates for us.")
    assert not commits(f"Now {who} {duty} weld the gates for them.")


@pytest.mark.parametrize("duty", ["have", "need", "ought"])
def test_what_somebody_has_to_do_is_a_duty_only_of_the_one_spoken_to(duty: str) -> None:
    assert commits(f"You {duty} to weld the gates for us.")
    assert commits(f"Whoever it is, whoever {duty} to weld the gates for us.")
    assert not commits(f"They {duty} to weld the gates for us.")
    assert not commits(f"You {duty} gates that weld better than ours.")


@pytest.mark.parametrize(
    "text",
    [
        "The men must weld the gates for us.",
        "It must weld the gates for us.",
        "You must reply to our note.",
        "You must weld.",
        "No driver you meet should weld the gates for us.",
        "You should have our note.",
        "You should get our note now.",
        "You must get a gate for us.",
        "You should receive our note now.",
        "You must weld the gates for you.",
    ],
)
def test_a_duty_that_serves_us_little_is_no_commitment(text: str) -> None:
    assert not commits(text)


@pytest.mark.parametrize(
    "text",
    [
        "Whoever buys it, it must weld the gates for us.",
        "You should get us in.",
        "You should receive us at the gates now.",
        "You must simply also weld the gates for us.",
        "You must weld the gates for me.",
        "You must weld us.",
    ],
)
def test_a_duty_that_serves_us_is_a_commitment(text: str) -> None:
    assert commits(text)


@pytest.mark.parametrize("before", ["They have to go and", "As men ought to stay,"])
def test_a_duty_of_others_hides_none_of_the_buyer(before: str) -> None:
    assert commits(f"{before} you must weld the gates for us.")


@pytest.mark.parametrize("text", ["Now then you should get us in.", "In May you should receive us at the gates."])
def test_what_somebody_should_have_of_us_is_a_duty_wherever_it_stands(text: str) -> None:
    assert commits(text)


@pytest.mark.parametrize("before", ["We leave it to you.", "Ask them whom you should.", "It is as you must."])
def test_no_duty_begins_in_the_sentence_before(before: str) -> None:
    assert not commits(f"{before} Should more men weld both gates for us.")


def test_the_pressure_of_a_duty_is_its_own() -> None:
    found = asked("Now and then you must weld the gates for us.")
    assert [(modifier.name, modifier.by) for modifier in found.modifiers] == [("pressure", 2)]


@pytest.mark.parametrize("verb", ["weld your", "throw your", "simply use", "simply use your"])
def test_a_duty_that_breaks_off_behind_its_verb_is_none(verb: str) -> None:
    assert not commits(f"With us you must {verb}.")


def test_a_duty_is_quoted_from_who_has_it() -> None:
    text = "Now and then you must weld the gates for us and paint them red and blue."
    (ask,) = [ask for ask in asked(text).asks if ask.name == COMMITMENT]
    assert said(text, ask) == "you must weld the gates for us and paint them"


QUESTIONS = (
    "Would you weld both gates to ours?",
    "Dana, would you weld both gates to ours?",
    "How about you weld both gates to ours?",
    "What about you weld both gates to ours?",
    "Are you up for welding both gates to ours?",
    "Would both your people weld both gates for us?",
    "Could we weld both gates to ours?",
    "Would you marry us?",
    "Any chance you weld both gates to ours?",
)


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_for_our_good_is_a_commitment(text: str) -> None:
    assert commits(text)


@pytest.mark.parametrize("text", [text.replace("?", ".") for text in QUESTIONS if "marry" not in text])
def test_without_its_mark_it_asks_nothing_new(text: str) -> None:
    assert not commits(text)


@pytest.mark.parametrize("before", ["Talk to us.", "The yard suits us.", "For us,"])
def test_who_gains_stands_in_the_question(before: str) -> None:
    assert not commits(f"{before} Would you weld both gates we make?")


@pytest.mark.parametrize("opener", ["fancy", "want", "care", "ready", "willing", "prepared", "mind", "why"])
def test_a_short_question_needs_no_you(opener: str) -> None:
    assert commits(f"{opener.title()} to weld both gates to ours?")
    assert not commits("Any of the men who weld both gates for us?")


@pytest.mark.parametrize("asker", ["you", "your", "we"])
def test_a_question_is_put_to_the_buyer(asker: str) -> None:
    assert commits(f"Would {asker} men weld both gates to ours?")
    assert not commits("Would many men weld both gates to ours?")
    assert not commits(f"Would many old red haired {asker} men weld both gates to ours?")


@pytest.mark.parametrize(
    "text",
    [
        "How would you weld both gates to ours?",
        "What would you weld from ours?",
        "Is your gate welded to ours?",
        "Are the gates you have welded to ours?",
        "Would you weld both gates?",
        "Would you weld both gates to theirs?",
        "Would you reply to us?",
        "Would you please just tell us?",
        "Would many men weld both gates to ours?",
        "Can I reply to your note?",
        "Can I weld both gates?",
        "The men weld both gates to ours?",
    ],
)
def test_a_question_about_them_or_for_little_is_no_commitment(text: str) -> None:
    assert not commits(text)


@pytest.mark.parametrize(
    "between",
    "be so kind as it with the a want like consider mind care about up for by any chance please just kindly".split(),
)
def test_words_between_hide_no_small_verb(between: str) -> None:
    assert not commits(f"Would you {between} reply to us?")
    assert commits(f"Would you {between} weld to us?")


@pytest.mark.parametrize("who", ["you", "we", "people", "team"])
def test_the_verb_stands_behind_whom_is_asked(who: str) -> None:
    assert not commits(f"Would half your own {who} reply fast to us?")
    assert commits(f"Would half your own {who} weld gates to us?")


def test_a_question_is_quoted_up_to_who_gains() -> None:
    text = "Dana, would you weld both gates to ours by the old canal?"
    (ask,) = [ask for ask in asked(text).asks if ask.name == COMMITMENT]
    assert said(text, ask) == "would you weld both gates to ours by"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Can I weld both your gates?", "Can I weld both your gates"),
        ("May I just weld both your gates?", "May I just weld both your gates"),
        (
            "Can I weld all your gates one two red blue green old new grey?",
            "Can I weld all your gates one two red blue",
        ),
    ],
)
def test_what_the_caller_would_do_is_a_commitment_where_the_model_thinks_so_too(text: str, quoted: str) -> None:
    assert not commits(text)
    (ask,) = done(text, ask_big=9.0).asks
    assert (ask.name, said(text, ask)) == (COMMITMENT, quoted)
