"""Which facts a message uses, in whatever words, and which it had better left alone."""

from __future__ import annotations

import msgspec
import pytest

from grading.cases import bare, caps, dana, facts, points, quotes, rules, to_anyone, to_dana
from vmdojo.grading import grade, load_rubric

OPENING = "Hi Dana, Luis Ortega at Coldway."


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("Reno opens in March, so who plans the moves?", "reno"),
        ("With a second cold store opening, who plans the moves?", "reno"),
        ("When your second cold stores open, who plans the moves?", "reno"),
        ("With another freezer opened, who plans the moves?", "reno"),
        ("Your secnd cold store is near; who plans the moves?", "reno"),
        ("Another cold warehouse is a lot of moves; who plans them?", "reno"),
        ("RENO OPENS, WHO PLANS THE MOVES?", "reno"),
        ("Who pays when a load is late?", "fines"),
        ("Your late deliveries get fined; who pays?", "fines"),
        ("Delayed loads cost you; who pays?", "fines"),
        ("Since two dispatchers quit, who plans the moves?", "dispatchers"),
        ("You lost two dispatchers, so who plans the moves?", "dispatchers"),
        ("With two dispatchers gone and left, who plans the moves?", "dispatchers"),
        ("Who keeps the shared spreadsheet?", "sheets"),
        ("Who unlocks it when the spreadsheet locks?", "sheets"),
        ("Who unlocks the spreadsheets when they are locking?", "sheets"),
        ("Who unlocks it when the spredsheet locks?", "sheets"),
        ("From April grace drops to fifteen; who pays?", "grace"),
        ("From April there are 15 minutes of grace; who pays?", "grace"),
    ],
)
def test_a_fact_is_known_in_ones_own_words(said: str, fact: str) -> None:
    result = to_dana(f"{OPENING} {said}")
    assert fact in facts(result)
    assert "relevance.nothing_used" not in rules(result)


@pytest.mark.parametrize(
    "said",
    [
        "Who plans your week?",
        "Your drivers have two routes; who plans them?",
        "I was late for the school run. The bus came. My sister has a load of washing.",
        "The store near us was shut all day, so we drove home. It rained for hours and hours. I caught a cold.",
        "Reporting back to you soon.",
    ],
)
def test_words_that_only_coincide_are_no_fact(said: str) -> None:
    result = to_dana(f"{OPENING} {said}")
    assert facts(result) == set()
    assert "relevance.nothing_used" in caps(result)


def test_a_fact_tied_to_what_it_leads_to_earns_more_than_one_dropped() -> None:
    tied = to_dana(f"{OPENING} With Reno opening, two sites usually double the trailer moves.")
    dropped = to_dana(f"{OPENING} Reno. Anyhow, good morning.")
    assert "relevance.fact_used" in rules(tied)
    assert "relevance.fact_used" not in rules(dropped)
    assert points(tied, "relevance") > points(dropped, "relevance") > 0


def test_the_words_of_a_fact_are_quoted_and_named() -> None:
    (finding,) = [f for f in to_dana(f"{OPENING} Who planned the shared spreadsheet?").findings if f.fact]
    assert finding.fact == "sheets"
    assert finding.quote == "shared spreadsheet"


def test_a_list_of_facts_earns_less_than_one_that_is_used() -> None:
    recital = (
        f"{OPENING} You have Reno, late-load fines, two dispatchers left and a shared spreadsheet. Those are the facts."
    )
    one = f"{OPENING} Reno opens in March, and two sites usually double the trailer moves. Who plans them?"
    assert to_dana(recital).total < to_dana(one).total
    assert to_dana(recital).total <= 40
    assert "sense.recital" in caps(to_dana(recital))


def test_a_number_worked_out_of_two_right_ones_is_right() -> None:
    notes = ("bowls rose from 51 to 64 degrees at Boschrand", "40 degrees at supper here")
    call = "Hi Thandeka, Anouk Ferreira at Warmway. At Boschrand the bowls went from 51 to 64, {} degrees. And yours?"
    assert "relevance.wrong_number" not in rules(to_anyone(call.format("thirteen"), "cold", *notes))
    assert "relevance.wrong_number" in rules(to_anyone(call.format("seventeen"), "cold", *notes))
    assert "relevance.wrong_number" in rules(to_anyone(call.format("about " + "9" * 5000), "cold", *notes))


def test_four_facts_that_lead_somewhere_are_no_list() -> None:
    argued = (
        "Dana, Luis Ortega at Coldway. Two sites in March, and loads over fifteen minutes late fined from April, so "
        "the spreadsheet that locks is where it will hurt first. Who plans the moves today? It's in your email, "
        "555-0148."
    )
    assert "sense.recital" not in rules(to_dana(argued))
    assert to_dana(argued).total >= 75


@pytest.mark.parametrize(
    ("said", "rule", "fact"),
    [
        ("Saw you ran Chicago, I'm a runner too.", "relevance.decoy", "marathon"),
        ("That marathon must have been something.", "relevance.decoy", "marathon"),
        ("Congratulations on the safety award.", "relevance.stale", "award"),
        ("I read about your state awards for safety.", "relevance.stale", "award"),
    ],
)
def test_a_decoy_and_old_news_cost(said: str, rule: str, fact: str) -> None:
    plain = f"{OPENING} Reno opens in March, so who plans the moves?"
    result = to_dana(f"{plain} {said}")
    assert [finding.fact for finding in result.findings if finding.rule == rule] == [fact]
    assert points(result, "relevance") < points(to_dana(plain), "relevance")
    assert fact not in facts(result)


def test_old_news_says_why_it_does_not_help() -> None:
    (finding,) = [f for f in to_dana("Congratulations on the safety award.").findings if f.rule == "relevance.stale"]
    stale = next(fact for fact in dana().fact if fact.id == "award")
    assert stale.why_not.rstrip(".") in finding.why + finding.fix


def test_a_secret_told_costs_and_earns_nothing() -> None:
    scenario = dana()
    secret = tuple(msgspec.structs.replace(fact, may_tell=fact.id != "sheets") for fact in scenario.fact)
    hushed = msgspec.structs.replace(scenario, fact=secret)
    text = f"{OPENING} Who unlocks it when the shared spreadsheet locks?"
    told, plain = grade(text, hushed), grade(text, scenario)
    assert [f.fact for f in told.findings if f.rule == "relevance.told_secret"] == ["sheets"]
    assert "sheets" not in facts(told)
    assert told.total < plain.total


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("You lost two dispatchers, so who plans the moves?", []),
        ("With seven dispatchers gone, who plans the moves?", ["seven dispatchers"]),
        ("With 7 dispatchers gone, who plans the moves?", ["7 dispatchers"]),
        ("Loads over 30 minutes late get fined.", []),
        ("Fifteen minutes of grace is not much.", []),
        ("One dispatcher told me so.", []),
    ],
)
def test_a_number_of_the_dossier_said_wrongly_is_told(said: str, wrong: list[str]) -> None:
    assert quotes(to_dana(f"{OPENING} {said}"), "relevance.wrong_number") == wrong


@pytest.mark.parametrize(
    "said",
    [
        "Reno opens in March, so who plans the moves? Ring 555-0148.",
        "In forty seconds: Reno opens, so who plans the moves?",
        "I ring at ten on Thursday about Reno, and who plans the moves?",
    ],
)
def test_the_callers_own_numbers_are_nobody_elses(said: str) -> None:
    assert quotes(to_dana(f"{OPENING} {said}"), "relevance.wrong_number") == []


@pytest.mark.parametrize(
    ("phrases", "said", "used"),
    [
        (
            ("second bakery in Harrow in May",),
            "Harrow opens in May: a second bakery is two kitchens; who slices?",
            True,
        ),
        (("rye loaf", "launch in March"), "Your rye goes out in March; who slices it?", True),
        (("bread sliced by hand", "three bakers short"), "Who slices the bread, still by hand?", True),
        (("kilns run on gas",), "Your drivers are late. Who pays?", False),
        (("second bakery in Harrow in May",), "Who plans your week?", False),
    ],
)
def test_a_callers_own_phrases_are_matched_like_facts(phrases: tuple[str, ...], said: str, used: bool) -> None:
    result = to_anyone(f"Hi Maureen, Tom Ferrier at Slicewell. {said}", "cold", *phrases)
    assert ({"relevance.nothing_used", "relevance.unheard"}.isdisjoint(rules(result))) == used
    assert (points(result, "relevance") > 20) == used


MADE_FOR = {
    "second-cold-store": (
        "Hi Dana, Luis Ortega at Coldway. Reno opening in March caught my eye: a second store usually doubles the "
        "trailer moves before it halves them. Who plans those moves today?"
    ),
    "two-vans": (
        "Morning Gus, it's Tessa Wynn from Partwheel. Out of half-inch elbows twice in a week is a lot of driving. "
        "Shall I send the list of what a van like yours should carry?"
    ),
}


@pytest.mark.parametrize("own", MADE_FOR)
@pytest.mark.parametrize(
    "other", ["second-cold-store", "two-vans", "last-small-bottles", "pump-hunt", "second-knock", "tom-sent-me"]
)
def test_another_dossier_lowers_relevance(own: str, other: str) -> None:
    text = MADE_FOR[own]
    at_home = points(grade(text, bare(own)), "relevance")
    assert at_home > 50
    if other != own:
        assert at_home - points(grade(text, bare(other)), "relevance") > 20


def test_an_offer_that_the_dossier_does_not_hold_earns_nothing_and_is_told() -> None:
    held = to_dana(f"{OPENING} Reno opens in March. I'm emailing you the one-page dock plan a Boise distributor used.")
    invented = to_dana(f"{OPENING} Reno opens in March. I'm emailing you a free calendar of freight prices.")
    assert "value.gift" in rules(held)
    assert "value.gift" not in rules(invented)
    assert "value.offer_unknown" in rules(invented)
    assert points(held, "value") > points(invented, "value")


def test_a_fact_of_which_nothing_is_said_holds_the_total_down() -> None:
    named = to_dana("Hi Dana, Luis at Coldway. I wanted to talk about Reno. Is that on your list this month? 555-0148.")
    said = to_dana("Hi Dana, Luis at Coldway. With Reno open, two yards share your trailers. Who plans that? 555-0148.")

    assert "relevance.only_named" in rules(named)
    assert named.total <= 60
    assert "relevance.only_named" not in rules(said)


@pytest.mark.parametrize(
    "said",
    [
        "I saw your second cold store in Reno. Who looks after that on your side? I'm emailing you the dock plan.",
        "Congratulations on Reno and the second cold store! Who looks after it? I'm emailing you the dock plan.",
    ],
)
def test_one_fact_named_twice_is_still_only_named(said: str) -> None:
    assert "relevance.only_named" in rules(to_dana(f"{OPENING} {said} 555-0148."))


def test_what_came_of_it_elsewhere_says_something_of_a_fact() -> None:
    told = to_dana(
        f"{OPENING} Your second cold store in Reno is near. A 60-truck distributor in Boise cut late docks by half. "
        "Who looks after that? 555-0148."
    )

    assert "relevance.only_named" not in rules(told)


def test_two_facts_tied_by_words_that_fit_any_two_are_only_named() -> None:
    tied = to_dana("Dana, Luis at Coldway. When Reno meets late docks, something has to give. Which one worries you?")

    assert "relevance.only_named" in rules(tied)


@pytest.mark.parametrize(
    ("buyer", "said"),
    [
        (
            "ironed-twice",
            "Morning Delroy, Ana, Rollwright. Hospitals send heavier cotton than hotels do, and February isn't far. "
            "I'd want to know before then which of the three gives up first. Half a page on how to find out is in your "
            "mail, no charge, no visit. 555-0151.",
        ),
        (
            "what-it-does-for-the-soup",
            "Thandeka, Ana Cruz at Warmway. Supper now crosses a car park at four degrees, and it's you they write to "
            "when it's cold. I've sent a page for jotting down how warm the last plate is, for a week, whatever you "
            "push it on. Would Sister Joubert hold the thermometer? 555-0130.",
        ),
        (
            "on-the-slip",
            "Mr Furlong, Ana Cruz. I caught you on launch day, my mistake. When the confetti is swept up there's nine "
            "hundred tonnes coming and blocks poured for six hundred. A sum sheet your foreman can do on his knee is "
            "in your inbox. I'll not ring again before Thursday. 555-0166.",
        ),
    ],
)
def test_a_fact_told_in_words_that_no_dossier_has_is_told(buyer: str, said: str) -> None:
    result = grade(said, bare(buyer), load_rubric())

    assert "relevance.only_named" not in rules(result)
    assert result.total >= 72


def test_a_leftover_field_beside_words_that_are_read_out() -> None:
    told = dana()
    result = grade(f"Hi Dana, Luis at Coldway about [your product name]. {told.fact[0].text}", told, load_rubric())

    assert result.total < 50


USUAL = "A second cold store usually doubles the trailer moves."


@pytest.mark.parametrize(
    "said",
    [
        "I'd like ten minutes with you on what a second cold store usually does to the trailer moves.",
        "May we meet on Tuesday, as trailer moves usually double when a second cold store opens?",
    ],
)
def test_what_stands_behind_a_meeting_in_its_sentence_is_no_insight(said: str) -> None:
    assert "value.insight" not in rules(to_anyone(f"{OPENING} {said}"))
    assert "value.insight" in rules(to_anyone(f"{OPENING} {USUAL} May we meet on Tuesday?"))


@pytest.mark.parametrize(
    "said",
    [
        "If you have moved the late loads already, that is good news.",
        "If you have somebody on the second cold store, it is fine.",
    ],
)
def test_a_way_out_that_begins_with_an_if_is_no_insight(said: str) -> None:
    judged = to_dana(f"{OPENING} {said}")
    assert "next_step.easy_out" in rules(judged)
    assert "value.insight" not in rules(judged)
    assert "value.insight" in rules(to_dana(f"{OPENING} If a store moves late loads, it gets fined by the grocers."))


def test_what_another_trade_knows_tells_a_customer_of_this_one_nothing() -> None:
    buyer = dana()
    customer = msgspec.structs.replace(buyer, brief=msgspec.structs.replace(buyer.brief, relationship="customer"))
    other = "Eleven days without a bottling line in harvest is what most wineries remember all winter."
    assert "value.insight" not in rules(grade(f"{OPENING} {other}", customer))
    assert "value.insight" in rules(grade(f"{OPENING} {USUAL}", customer))


def test_who_does_what_there_is_no_reason_by_itself() -> None:
    told = grade(
        "Hi Leilani. Please let Reuben, who does the bookings, call me back on 555-0148.", bare("between-two-classes")
    )
    assert facts(told) == {"reuben"}
    assert "reason.none" in rules(told)
