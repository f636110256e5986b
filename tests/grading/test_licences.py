"""Whether words ask or only mention: what stands before them, how far away, and whose clause they belong to."""

from __future__ import annotations

import pytest

from grading.asked import asked, commits, names

LONG, SHORT = "a fixed or long meeting", "a short meeting"
BACK = "a call back"
ONE_OF = "red blue green old new grey brown pink tall thin wide round flat deep light dark mild warm".split()


def filler(count: int) -> str:
    """So many words that do nothing."""
    return " ".join(ONE_OF[at % len(ONE_OF)] for at in range(count))


def level(text: str) -> int:
    return asked(text).level


@pytest.mark.parametrize("before", ["could", "would", "will", "if", "when", "let", "ask"])
def test_you_may_be_asked_behind_some_words(before: str) -> None:
    assert names(f"Men {before} you call me back.") == [BACK]
    assert names("Men whom you call me back.") == []


def test_a_verb_told_of_the_buyer_commands_nothing() -> None:
    assert not commits("You weld your gates to ours when we can.")
    assert not commits("Now you weld your gates to ours when we can.")


def test_a_promise_far_back_binds_no_command() -> None:
    assert not commits(f"I will ring {filler(11)}, weld your gates to ours.")
    assert commits(f"I will ring {filler(14)}, weld your gates to ours.")
    assert not commits("I will, weld your gates to ours.")


@pytest.mark.parametrize(
    "text", ["Worth a look.", "Maybe worth a look.", "The yard, worth a look?", "In the yard is a page worth a look?"]
)
def test_an_interest_is_asked_at_the_start_or_with_a_mark(text: str) -> None:
    assert names(text) == ["an interest check"]


@pytest.mark.parametrize("text", ["The yard is worth a look.", "The old yard, worth a look."])
def test_an_interest_is_told_in_the_midst(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("wonder", ["if", "whether", "wondering", "know"])
def test_an_interest_is_asked_behind_a_wondering_word(wonder: str) -> None:
    assert names(f"The men {wonder} red blue green worth a look.") == ["an interest check"]
    assert names(f"The men {wonder} red blue green old worth a look.") == []


@pytest.mark.parametrize("caller", ["i", "we"])
def test_the_callers_own_interest_asks_nothing(caller: str) -> None:
    assert "an interest check" not in names(f"Say {caller} found that worth a look?")
    assert "an interest check" in names("Say they found that worth a look?")


@pytest.mark.parametrize("before", ["they", "he", "she", "who", "which", "that", "it", "you"])
def test_others_may_become_a_partner(before: str) -> None:
    assert level(f"For us {before} become your main partner.") < 9
    assert level("For us now become your main partner.") >= 9


@pytest.mark.parametrize("last", ["you", "that", "it"])
def test_what_ends_the_sentence_before_becomes_nothing(last: str) -> None:
    assert level(f"The men thank {last}. Become your own main partner.") >= 9


@pytest.mark.parametrize("ours", ["we", "i", "us", "let", "our", "my"])
def test_the_caller_may_not_become_one_unasked(ours: str) -> None:
    assert level(f"Say {ours} next become your main partner.") >= 9
    assert level(f"Say {ours} {filler(5)} become your main partner.") >= 9
    assert level(f"Say {ours} {filler(6)} become your main partner.") < 9
    assert level("Say men next become your main partner.") < 9


def test_a_command_to_be_one_asks() -> None:
    assert level("Become your own main partner.") >= 9
    assert level("Please become your own main partner.") >= 9


def test_being_one_is_told_unless_it_is_wished() -> None:
    assert level("We like you being the main partner.") < 9
    assert level("We were proud of being your main partner.") < 9
    assert level("Since we stopped being your main partner, the gates hold.") < 9
    assert level("We would love being your main partner.") >= 9


def test_a_question_inside_a_wish_asks_no_reply() -> None:
    assert "a short answer" in names("I want the men to reply to us.")
    assert "a short answer" not in names("I want men who may reply to us.")
    assert "a short answer" not in names("The men reply to us.")


@pytest.mark.parametrize("caller", ["i", "we"])
def test_what_the_caller_may_do_is_no_small_ask_of_the_buyer(caller: str) -> None:
    assert names(f"Could {caller} reply to us.") == []
    assert level(f"Could {caller} partner with you.") >= 8


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("One new demo on Tuesday?", LONG),
        ("A chat on Tuesday?", SHORT),
        ("A pilot in May?", "a process"),
        ("Any demo on Tuesday?", LONG),
        ("Worth a demo on Tuesday?", LONG),
        ("Open for one demo on Tuesday?", LONG),
        ("Red blue green old demo on Tuesday?", LONG),
    ],
)
def test_a_meeting_is_asked_for_in_a_short_question(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "One new demo on Tuesday.",
        "Red blue green old new demo on Tuesday?",
        "One new demo on which Tuesday?",
        "Are demos on Tuesday?",
        "A callback on Tuesday?",
        *(f"{word.title()} new demo on Tuesday?" for word in "you your do does did it they".split()),
    ],
)
def test_a_meeting_is_only_asked_about(text: str) -> None:
    assert not {LONG, BACK} & set(names(text))


@pytest.mark.parametrize("word", ["thank you for", "say thanks for", "learn how", "see because of"])
def test_a_word_between_parts_a_wish_from_a_meeting(word: str) -> None:
    assert LONG not in names(f"We would like to {word} one new demo.")
    assert LONG in names("We would like to plan for one new demo.")


@pytest.mark.parametrize("other", ["they", "he", "she"])
def test_what_others_do_is_hoped_and_not_asked(other: str) -> None:
    assert LONG not in names(f"We would like that {other} plan one new demo.")
    assert LONG in names("We would like that men plan one new demo.")
    assert LONG in names(f"We would like, {other} say, one new demo.")


@pytest.mark.parametrize("word", ["about", "regarding", "on", "of", "from", "concerning"])
def test_the_meeting_spoken_of_is_a_topic(word: str) -> None:
    assert SHORT not in names(f"I would like to hear {word} the discussion.")
    assert SHORT in names("I would like to hear before the discussion.")


def test_their_own_meeting_is_a_topic() -> None:
    assert LONG not in names("I would like to see your demo.")
    assert LONG in names("I would like to see one demo.")


@pytest.mark.parametrize("word", ["about", "regarding", "on", "of"])
def test_a_meeting_on_their_own_thing_is_theirs(word: str) -> None:
    assert LONG not in names(f"I would like to hear {word} your new demo.")
    assert LONG in names(f"I would like to hear {word} one new demo.")
    assert LONG in names("I would like to fill your new demo.")


@pytest.mark.parametrize("caller", ["i", "we"])
@pytest.mark.parametrize("will", ["will", "am", "have"])
def test_what_the_caller_brings_is_no_wish(caller: str, will: str) -> None:
    assert LONG not in names(f"Could you wait where {caller} {will} with one new demo.".replace("where ", ""))
    assert LONG in names("Could you wait as men will with one new demo.")
    assert LONG in names(f"Could you wait as {caller} print one new demo.")


def test_a_wish_reaches_so_far() -> None:
    assert LONG in names(f"Could we {filler(13)} demo.")
    assert LONG in names(f"Could we {filler(14)} demo.")
    assert LONG not in names(f"Could we {filler(15)} demo.")
    assert LONG not in names(f"Could we. {filler(3)} demo.")


@pytest.mark.parametrize("turn", ["but", "only", "instead", "though"])
def test_a_turn_ends_a_no(turn: str) -> None:
    assert LONG in names(f"Could we without fuss {turn} get one demo.")
    assert LONG not in names("Could we without fuss or get one demo.")


def test_just_ends_a_no() -> None:
    assert LONG in names("Could we without fuss just get one demo.")
    assert LONG not in names("Could we without fuss not just get one demo.")


def test_a_no_reaches_so_far_and_stays_in_its_sentence() -> None:
    assert LONG not in names(f"Could we without {filler(8)} demo.")
    assert LONG not in names(f"Could we without {filler(9)} demo.")
    assert LONG in names(f"Could we without {filler(10)} demo.")
    assert LONG in names("Do it without fuss. Could we get one demo.")


@pytest.mark.parametrize(
    "start",
    [
        "i want",
        "we want",
        "can we see",
        "could we see",
        "would you see",
        "let us see",
        "please see",
        "my goal is to see",
        "our goal is to see",
    ],
)
def test_a_fresh_start_behind_a_no_asks_anew(start: str) -> None:
    assert LONG in names(f"There is no need to fret, {start} one demo.")


def test_a_start_that_is_not_the_callers_asks_nothing_anew() -> None:
    assert LONG not in names("There is no need to fret, looking for one demo.")


@pytest.mark.parametrize("caller", ["i", "we"])
@pytest.mark.parametrize("will", ["will", "am", "have", "are"])
def test_an_ask_ends_where_the_caller_goes_on(caller: str, will: str) -> None:
    plain = level("Could we get one demo.")
    assert level("Could we get one demo, red with your cfo.") > plain
    assert level(f"Could we get one demo, {caller} {will} ready with your cfo.") == plain


@pytest.mark.parametrize("word", ["if", "because", "since"])
def test_an_ask_ends_where_its_reason_starts(word: str) -> None:
    assert level(f"Could we get one demo red {word} with your cfo.") == level("Could we get one demo.")
    assert level("Could we get one demo red as with your cfo.") > level("Could we get one demo.")


def test_an_ask_ends_where_another_starts() -> None:
    assert level("Could we get one demo red, please with your cfo.") == level("Could we get one demo.")
    assert level("Could we get one demo red and please with your cfo.") > level("Could we get one demo.")


def test_an_ask_ends_with_its_sentence_and_at_last() -> None:
    plain = level("Could we get one demo.")
    assert level("Could we get one demo. Red with your cfo.") == plain
    assert level(f"Could we get one demo {filler(36)} cfo.") > plain
    assert level(f"Could we get one demo {filler(44)} cfo.") == plain


def test_a_no_to_one_thing_hides_no_other_of_its_kind() -> None:
    assert names("It works without a demo. Could we get one pitch.") == [LONG]
    assert names("The demo was red. Could we get one pitch.") == [LONG]
