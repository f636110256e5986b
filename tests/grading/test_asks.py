"""How big the ask is: the pairs that every judge must order, in several wordings, and what moves a level."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.cases import caps, level, lines, points, quotes, rules, to_anyone
from vmdojo.grading import load_rubric
from vmdojo.scenarios.model import Relationship

HELLO = "Hi Dana, it's Luis Ortega at Boxwell."
STANDINGS: tuple[Relationship, ...] = get_args(Relationship)

ORDERED = {
    "a partner against a question": (
        (9, 10),
        (
            "We want to become your global partner for packaging.",
            "We'd love to be your global packaging partner.",
            "Our goal is to be your global partner for packaging.",
            "I'm calling because we would like to become the global partner for all your packaging.",
            "we want to become your global partner for packaging",
        ),
        (0, 2),
        (
            "I have a couple of questions about how packaging is purchased.",
            "Just a couple of questions about how packaging is purchased there.",
            "One quick question about how you buy packaging.",
            "i have a couple of questions about how packaging is purchased",
            "I've two questions on how your packaging gets bought.",
        ),
    ),
    "an urgent matter against a named one": (
        (8, 10),
        (
            "Please call me about an urgent matter.",
            "Please call me back about an urgent and confidential matter.",
            "Call me back, it's an important matter.",
            "Please ring me about a matter of some urgency and importance.",
        ),
        (3, 5),
        (
            "Please call me about your May audit note.",
            "Please call me back about the May audit note.",
            "Could you call me about your May audit note?",
            "Ring me about your stock counts, please.",
        ),
    ),
    "an hour with the chief against a look": (
        (8, 10),
        (
            "I'd love 30 minutes with you and your CFO next week.",
            "I'd love thirty minutes with you and your CFO on Tuesday.",
            "We'd like an hour with you and your leadership team.",
            "Could I have half an hour with you and your managing director?",
        ),
        (2, 3),
        ("Worth a look?", "Is it worth a look?", "Open to hearing how?", "Should I send it?"),
    ),
    "a demo behind a question against the question": (
        (8, 10),
        (
            "Just one question, and then can we set up a demo?",
            "One quick question, and then could we book a demo?",
            "I have a question for you, and then I'd like to schedule a demo.",
        ),
        (0, 2),
        ("Just one question: who plans the moves?", "One quick question, then I'm gone: who buys the cartons?"),
    ),
}
BIG = [
    pytest.param(text, *wanted, id=f"{name}: {text[:40]}")
    for name, (wanted, some, _, _) in ORDERED.items()
    for text in some
]
SMALL = [
    pytest.param(text, *wanted, id=f"{name}: {text[:40]}")
    for name, (_, _, wanted, some) in ORDERED.items()
    for text in some
]


@pytest.mark.parametrize(("text", "low", "high"), [*BIG, *SMALL])
def test_a_level_of_the_pairs(text: str, low: int, high: int) -> None:
    assert low <= level(text) <= high
    assert low <= level(f"{HELLO} {text} 555-0148.") <= high, "names and a number around it change nothing"


@pytest.mark.parametrize("name", ORDERED)
def test_every_big_wording_costs_more_than_every_small_one(name: str) -> None:
    _, big, _, small = ORDERED[name]
    kept = [[points(to_anyone(f"{HELLO} {text} 555-0148."), "scariness") for text in some] for some in (big, small)]
    assert max(kept[0]) < min(kept[1])


def test_the_line_that_frightens_and_the_line_that_does_not() -> None:
    frightens = to_anyone("We want to become your global partner for packaging.")
    does_not = to_anyone("Hi, I have a couple of questions about how packaging is purchased.")
    assert {"ask.grand", "ask.too_big", "ask.out_of_reach"} <= rules(frightens)
    assert "ask.out_of_reach" in caps(frightens)
    assert not any(rule.startswith("ask.") for rule in rules(does_not))
    assert quotes(frightens, "ask.grand") == ["We want to become your global partner"]


@pytest.mark.parametrize(
    "text",
    [
        "I'm not asking to become your partner; one question on how you buy cartons.",
        "I'm not asking to become your partner, I've one question on how you buy cartons.",
        "We're not looking to become your supplier. One question: who buys the cartons?",
        "We don't want your business; who plans the dock?",
        "No need to switch supplier. Who buys the cartons?",
        "No demo, no meeting. Who buys the cartons?",
        "Without any partnership: who plans the dock?",
        "I will never ask for thirty minutes. Who plans the dock?",
    ],
)
def test_what_is_not_wanted_is_not_asked(text: str) -> None:
    assert level(text) <= 3


@pytest.mark.parametrize(
    "text",
    [
        "I'm not here to waste your time, I'd love to become your global partner for packaging.",
        "I won't keep you long, but we want to be your exclusive supplier.",
        "Don't think of us as a vendor, we want to become your strategic partner.",
        "I'm not a salesman. We want to take over all your packaging.",
    ],
)
def test_a_no_before_it_hides_no_big_ask(text: str) -> None:
    assert level(text) >= 8


@pytest.mark.parametrize(
    "text",
    [
        "I read about your global partner programme. Who runs it?",
        "I read about your global partner program, and wondered who runs it.",
        "Your strategic partnership with Delta made the papers. Who runs it?",
        "You lost your preferred supplier in May. Who fills the gap?",
        "The contract you signed in March has a clause about pallets. Who holds it?",
        "Your trial of the new scanner ended. Did the counts come right?",
    ],
)
def test_what_is_mentioned_is_not_asked(text: str) -> None:
    assert level(text) <= 3


@pytest.mark.parametrize(
    "text",
    [
        "We make a partner portal. Who looks after yours?",
        "Our partner portal cuts the login calls. Who looks after your resellers?",
        "We print contracts for landlords. Who orders yours?",
        "We fit meeting rooms. Which of yours is always taken?",
        "We write demo scripts for museums. Who trains your guides?",
    ],
)
def test_words_of_the_trade_are_not_asked(text: str) -> None:
    assert level(text) <= 3


@pytest.mark.parametrize(
    "text",
    [
        "If you're not the right person, please tell me who is.",
        "If that isn't you, who should I ask?",
        "Who would be the right person for this? If it isn't you, please point me to them.",
    ],
)
def test_being_sent_on_is_weak_and_not_frightening(text: str) -> None:
    result = to_anyone(text, "cold", "second cold store in Reno", "late loads fined")
    assert level(text) <= 3
    assert "relevance.nothing_used" in rules(result)
    assert not rules(result) & {"ask.too_big", "ask.grand", "ask.chore", "ask.stacked", "ask.out_of_reach"}
    assert result.total < 60


@pytest.mark.parametrize("big", ["we'd like to be your global partner", "we want to take over all your packaging"])
@pytest.mark.parametrize(
    "courtesy",
    [
        "If it's not too much trouble, {}.",
        "No pressure at all, and feel free to say no, but {}.",
        "Either way no harm, but if you'd be so kind, {}. Nothing for you to prepare, and I'll call you.",
        "Would you be opposed to a thought? Dana Ruiz suggested I ring. I'll send the page regardless, and {}.",
        "Saw your news. Yes or no is plenty, feel free to ignore me, no rush: {}.",
    ],
)
def test_courtesy_makes_no_huge_ask_small(big: str, courtesy: str) -> None:
    assert level(courtesy.format(big)) >= 6


@pytest.mark.parametrize(
    "text",
    [
        "I'll call you on Thursday.",
        "I'll call you again on Thursday at ten.",
        "I'm emailing you the list; nothing for you to do.",
        "No need to call; I'm emailing you the two-page checklist.",
        "I'll sign the form and bring it over.",
        "We'll review our own figures and I'll send them.",
    ],
)
def test_what_the_caller_promises_is_not_asked(text: str) -> None:
    assert level(text) <= 1


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("Reply yes or ring me, whichever is easier.", 4),
        ("Just reply yes, or call 555-0148, whichever suits.", 5),
        ("If useful, I'm on 555-0148; if not, no harm.", 4),
        ("A line back by email or a call, either is fine.", 5),
    ],
)
def test_two_routes_to_one_answer_are_one_ask(text: str, most: int) -> None:
    result = to_anyone(text)
    assert level(text) <= most
    assert not rules(result) & {"ask.stacked", "next_step.several"}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("I'm emailing you the checklist. No need to reply.", 0, 1),
        ("Look out for my email.", 0, 1),
        ("Who looks after how pallets are bought?", 2, 2),
        ("Worth a look?", 3, 3),
        ("Please call me back.", 5, 5),
        ("Could we grab fifteen minutes some time?", 6, 6),
        ("Are you free Tuesday at two for thirty minutes?", 7, 7),
        ("Could we set up a demo?", 7, 7),
        ("Let's start a trial.", 8, 9),
        ("We'd like to be a partner of yours.", 8, 10),
        ("We want to take over all your packaging.", 10, 10),
    ],
)
def test_the_scale(text: str, low: int, high: int) -> None:
    assert low <= level(text) <= high


@pytest.mark.parametrize(
    ("plain", "raised"),
    [
        ("Please call me back.", "Please call me back by Friday or it's too late."),
        ("Could we grab fifteen minutes?", "Could we grab fifteen minutes with you and your CEO?"),
        ("Could we meet?", "Could we meet today? Last chance."),
        ("Could we set up a demo?", "When can we set up a demo?"),
        ("Could we grab fifteen minutes?", "Could we grab fifteen minutes to win your business?"),
    ],
)
def test_what_makes_an_ask_bigger(plain: str, raised: str) -> None:
    assert level(raised) > level(plain)


@pytest.mark.parametrize(
    ("plain", "lowered"),
    [
        ("Please call me back.", "Please call me back; if not, no harm."),
        ("Please call me back.", "I'll email you the list. Please call me back if it helps."),
        ("Please call me back.", "Please call me back about how you count stock."),
        ("Could we grab fifteen minutes?", "Could we grab fifteen minutes? Feel free to say no."),
        ("Please call me back.", "I saw your second store opens. Please call me back."),
    ],
)
def test_what_makes_an_ask_smaller(plain: str, lowered: str) -> None:
    assert level(lowered) < level(plain)


def test_a_slot_that_was_taken_for_the_buyer_is_no_gift() -> None:
    assert level("Could we set up a demo? I've put you down for Tuesday.") >= level("Could we set up a demo?")


def test_a_meeting_laid_on_the_buyer_as_a_duty_is_asked() -> None:
    assert level("You must meet us today.") >= 6


SOFTENERS = (
    "If not, no harm.",
    "Feel free to ignore me.",
    "I'll email you the list.",
    "I'll call you on Thursday.",
    "I saw your news.",
    "Dana Ruiz suggested I ring you.",
    "Either way is fine.",
    "One minute is enough.",
)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(SOFTENERS), max_size=6),
    st.sampled_from([text for _, big, _, _ in ORDERED.values() for text in big if level(text) >= 9]),
    st.booleans(),
)
def test_softeners_together_take_no_big_ask_below_the_floor(softeners: list[str], big: str, first: bool) -> None:
    text = " ".join([big, *softeners] if first else [*softeners, big])
    assert 6 <= level(text) <= 10


@pytest.mark.parametrize("standing", STANDINGS)
def test_up_to_what_a_relationship_bears_nothing_is_lost(standing: Relationship) -> None:
    tolerated = load_rubric().tolerated[standing]
    asks = [
        "Who plans it?",
        "Worth a look?",
        "Please call me back.",
        "Could we grab fifteen minutes some time?",
        "Could we set up a demo?",
    ]
    for text in asks:
        scariness = to_anyone(text, standing).dimensions["scariness"]
        assert scariness is not None
        assert scariness.tolerated == tolerated
        assert scariness.level is not None
        assert (scariness.points == 100.0) == (scariness.level <= tolerated)


def test_acquaintance_bears_more() -> None:
    demo = "Hi Dana, it's Luis at Boxwell. Could we set up a demo of the dock board on Tuesday at two? 555-0148."
    scared = [to_anyone(demo, standing).dimensions["scariness"] for standing in ("cold", "referred", "met", "customer")]
    earned = [found.points for found in scared if found is not None]
    assert earned == sorted(earned)
    assert earned[0] < 50
    assert earned[-1] == 100


def test_nothing_asked_earns_nothing_for_being_harmless() -> None:
    opening = "Hi Dana, it's Luis at Boxwell."
    silent = to_anyone(f"{opening} Reno opens in March.").dimensions["scariness"]
    gift = to_anyone(f"{opening} Nothing for you to do; the list is in your inbox.").dimensions["scariness"]
    assert silent is not None
    assert gift is not None
    assert (silent.level, silent.points) == (0, 0.0)
    assert gift.points > 90.0


@pytest.mark.parametrize(
    "text",
    [
        "You should let our vans do all your rounds.",
        "Let us shoulder your whole fleet.",
        "Would you marry your dock to our trucks?",
        "Throw your lot in with us.",
        "Bolt your plant onto ours.",
        "Chuck your current people and ride with us.",
        "You ought to hitch your wagons to our yard.",
        "Pledge your loads to our drivers.",
    ],
)
def test_a_commitment_in_words_of_no_list_is_big(text: str) -> None:
    assert level(text) >= 7


@pytest.mark.parametrize(
    "text",
    [
        "Bin the note if it's no use to you.",
        "Try the ladder test on one of our pages.",
        "Take a look at the card we sent.",
        "Tell me if our sums are off.",
        "Let me know whether it helps.",
        "Keep our page in a drawer.",
    ],
)
def test_a_small_favour_in_words_of_no_list_is_small(text: str) -> None:
    assert level(text) <= 3


@pytest.mark.parametrize(
    "pair",
    [line for line in lines("pairs") if line["skill"] == "scariness" and "better_ask" in line][:40],
    ids=lambda line: line["id"],
)
def test_the_corpus_pairs_about_the_ask_are_ordered(pair: dict[str, object]) -> None:
    about, standing = pair["about"], pair["relationship"]
    assert isinstance(about, list)
    better, worse = (to_anyone(str(pair[side]), standing, *about) for side in ("better", "worse"))  # type: ignore[arg-type]  # the format test holds it
    assert better.total > worse.total


@pytest.mark.parametrize("mark", ["", ".", "!", "?"])
def test_the_last_mark_hides_no_commitment(mark: str) -> None:
    assert level(f"Let us become your exclusive packaging partner{mark}") >= 8
