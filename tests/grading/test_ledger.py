"""How findings become points and ceilings: house rules made up for it, found in words that mean nothing."""

from __future__ import annotations

from functools import lru_cache

import pytest

from grading.asked import doing_this
from grading.cases import STRONG, bare, caps, dana, held, points, quotes, rules, to_dana
from vmdojo.grading import Finding, Grade, Rubric, grade
from vmdojo.grading.rubric_files import classic_parts
from vmdojo.grading.rubric_model import Rule
from vmdojo.grading.undertone import RULES as UNDERTONE
from vmdojo.scenarios.model import About, Relationship

PLACES = 'said {count} times: "{quote}"'
HOUSE = (
    Rule(
        id="house.zebra",
        dimension="tone",
        kind="fault",
        why=PLACES,
        fix="leave out {quote}, {first_name}",
        points=-20.0,
        each=-8.0,
        most=-32.0,
        patterns=("zebra~",),
        cap=70.0,
    ),
    Rule(
        id="house.otter",
        dimension="tone",
        kind="fault",
        why="otters",
        fix="none",
        points=-4.0,
        each=-4.0,
        patterns=("otter",),
        crowd=(3, 40.0),
    ),
    Rule(id="house.pair", dimension="tone", kind="fault", why="two", fix="one", points=-9.0, patterns=("yak",), min=2),
    Rule(
        id="house.first",
        dimension="tone",
        kind="fault",
        why="early",
        fix="later",
        points=-5.0,
        patterns=("gnu",),
        where="opening",
    ),
    Rule(
        id="house.last",
        dimension="tone",
        kind="fault",
        why="late",
        fix="sooner",
        points=-5.0,
        patterns=("emu",),
        where="closing",
    ),
    Rule(
        id="house.stubborn",
        dimension="tone",
        kind="fault",
        why="ever",
        fix="never",
        points=-5.0,
        patterns=("newt",),
        even_denied=True,
    ),
    Rule(
        id="house.behind",
        dimension="tone",
        kind="fault",
        why="alone",
        fix="with",
        points=-5.0,
        patterns=("ibex",),
        not_after=("tame",),
    ),
    Rule(
        id="house.span",
        dimension="tone",
        kind="fault",
        why="{quote}",
        fix="-",
        points=-5.0,
        patterns=("lynx <8> lynx",),
    ),
    Rule(id="house.gift", dimension="value", kind="virtue", why="kind", fix="keep", points=30.0, patterns=("koala",)),
    Rule(id="house.feast", dimension="value", kind="virtue", why="-", fix="-", points=130.0, patterns=("panda",)),
    Rule(id="house.crumb", dimension="value", kind="fault", why="-", fix="-", points=-29.5, patterns=("moth",)),
    Rule(id="house.low", dimension="value", kind="fault", why="-", fix="-", points=-30.0, patterns=("vole",)),
    Rule(
        id="house.later",
        dimension="tone",
        kind="fault",
        why="-",
        fix="-",
        points=-5,
        patterns=("stoat",),
        touch="later",
    ),
    Rule(
        id="house.formal",
        dimension="tone",
        kind="fault",
        why="-",
        fix="-",
        points=-5,
        patterns=("skunk",),
        cap=60.0,
        formal_cap=35.0,
    ),
)


@pytest.fixture(autouse=True)
def _by_phrases_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fitted model finds nothing, so that no figure here hangs on how it was fitted."""
    monkeypatch.setattr("vmdojo.grading.case.doing", lambda reading: doing_this(reading, {}))


RED = "red blue green old new grey brown pink tall thin wide round flat deep light dark mild warm cold wet".split()


@lru_cache(maxsize=1)
def house() -> Rubric:
    """The shipped rubric with the rules of the house, and without the undertone, which no single rule charges."""
    parts = classic_parts()
    overall = {rule for pair in UNDERTONE.values() for rule in pair}
    single = [rule for rule in parts.rules if rule.id not in overall]
    return Rubric(parts.frame, (*single, *HOUSE), parts.words, parts.asks)


def judged(text: str, relationship: Relationship = "cold", *earlier: str) -> Grade:
    return grade(text, About((), relationship), house(), earlier=earlier)


def found(text: str, rule: str) -> list[Finding]:
    return [finding for finding in judged(text).findings if finding.rule == rule]


def lost(text: str, rule: str) -> list[float]:
    """What each place costs, in points of its dimension."""
    result = judged(text)
    weights = {name: held.weight for name, held in result.dimensions.items() if held is not None}
    return [round(f.points * 100 / weights[f.dimension], 6) for f in result.findings if f.rule == rule]


def test_a_place_more_costs_less_and_all_together_so_much() -> None:
    assert lost("A zebra.", "house.zebra") == [-20.0]
    assert lost("A zebra. One zebra.", "house.zebra") == [-20.0, -8.0]
    assert lost("A zebra. One zebra. Two zebras. Four zebras.", "house.zebra") == [-20.0, -8.0, -4.0, 0.0]
    assert lost("An otter. An otter. An otter. An otter.", "house.otter") == [-4.0] * 4


def test_a_finding_says_how_often_and_quotes_its_own_words() -> None:
    first, second = found("A zebra. Two Zebras.", "house.zebra")
    assert (first.why, second.why) == ('Said 2 times: "zebra"', 'Said 2 times: "Zebras"')
    assert (first.quote, first.start, first.end) == ("zebra", 2, 7)
    assert first.kind == "fault"
    assert first.fact is None


def test_what_nobody_filled_in_stays_and_a_buyer_is_named() -> None:
    (told,) = [f for f in grade("A zebra.", dana(), house()).findings if f.rule == "house.zebra"]
    assert told.fix == "Leave out zebra, {first_name}"
    assert told.why == 'Said 1 times: "zebra"'


def test_a_long_quote_is_cut_in_the_words_about_it() -> None:
    fits = "lynx abcdefghij abcdefghij abcdefghij abcdefghij abcdef lynx"
    assert len(fits) == 60
    (finding,) = found(fits, "house.span")
    assert finding.why == "Lynx" + fits[4:]
    (finding,) = found(fits.replace("abcdef l", "abcdefghij l"), "house.span")
    assert finding.why == "Lynx abcdefghij abcdefghij abcdefghij abcdefghij abcdefgh..."
    assert len(finding.why) == 60
    assert finding.quote.endswith("lynx")
    (finding,) = found("lynx  abc lynx", "house.span")
    assert finding.why == "Lynx abc lynx"


def test_a_ceiling_is_one_a_rule_and_the_lowest_holds() -> None:
    result = judged("A zebra. One zebra. A skunk.")
    assert [(cap.rule, cap.at) for cap in result.caps if cap.rule.startswith("house.")] == [
        ("house.formal", held(60.0, result)),
        ("house.zebra", held(70.0, result)),
    ]
    assert result.total <= held(60.0, result)


def test_of_two_messages_under_one_ceiling_the_better_leads() -> None:
    better = to_dana(f"{STRONG} Regards to [city].")
    worse = to_dana("Hi Dana, Luis Ortega at Coldway. Regards to [city]. Please call me back on 555-0148.")
    assert "template.leftover" in caps(better) & caps(worse)
    assert better.uncapped > worse.uncapped > 22.0
    assert 22.0 > better.total > worse.total


def test_a_formal_buyer_has_a_ceiling_of_its_own() -> None:
    formal = next(
        id_ for id_ in ("on-the-slip", "what-it-does-for-the-soup", "ironed-twice", "pump-hunt") if is_formal(id_)
    )
    result = grade("A skunk. A zebra.", bare(formal), house())
    at = {cap.rule: cap.at for cap in result.caps}
    assert (at["house.formal"], at["house.zebra"]) == (held(35.0, result), held(70.0, result))


def is_formal(id_: str) -> bool:
    return bare(id_).buyer.temperament == "formal"


def test_a_crowd_is_no_slip_any_more() -> None:
    assert "house.otter" not in caps(judged("An otter. An otter."))
    for count in (3, 4):
        result = judged("An otter. " * count)
        (cap,) = [cap for cap in result.caps if cap.rule == "house.otter"]
        assert cap.at == held(40.0, result)
        assert cap.start == 23, "the place where it became one"
        assert (cap.quote, cap.why, cap.fix) == ("otter", "otters", "none")


def test_some_rules_want_two_places() -> None:
    assert lost("A yak.", "house.pair") == []
    assert lost("A yak. A yak.", "house.pair") == [-9.0, 0.0]


def test_words_denied_are_not_charged_unless_even_denying_them_is_a_fault() -> None:
    assert lost("Without zebra.", "house.zebra") == []
    assert lost("Without red blue green old zebra.", "house.zebra") == []
    assert lost("Without red blue green old new zebra.", "house.zebra") == [-20.0]
    assert lost("Without fuss, zebra.", "house.zebra") == [-20.0]
    assert lost("A zebra without fuss.", "house.zebra") == [-20.0]
    assert lost("Without newt.", "house.stubborn") == [-5.0]
    assert lost("Without yak. A yak.", "house.pair") == []


def test_a_word_before_may_explain_it_but_not_over_a_stop() -> None:
    assert lost("A tame ibex.", "house.behind") == []
    assert lost("A red ibex.", "house.behind") == [-5.0]
    assert lost("They are tame. Ibex.", "house.behind") == [-5.0]
    assert lost("A tame ibex. A red ibex.", "house.behind") == [-5.0]


def test_an_opening_is_nine_seconds() -> None:
    early, late = "A gnu. " + " ".join(RED), " ".join(RED * 3) + " gnu."
    assert lost(early, "house.first") == [-5.0]
    assert lost(late, "house.first") == []


def test_a_close_is_sixteen_words() -> None:
    assert lost("Emu " + " ".join(RED[:15]) + ".", "house.last") == [-5.0]
    assert lost("Emu " + " ".join(RED[:16]) + ".", "house.last") == [-5.0]
    assert lost("Emu " + " ".join(RED[:17]) + ".", "house.last") == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Dana Marc-zebra rang.", []),
        ("Marc-zebra rang.", []),
        ("marc-zebra rang.", ["zebra"]),
        ("MARC-zebra rang.", ["zebra"]),
        ("Marc-Zebra rang.", ["Zebra"]),
        ("Marc zebra rang.", ["zebra"]),
        ("Marc - zebra rang.", ["zebra"]),
        ("Zebra rang.", ["Zebra"]),
        ("zebra rang Marc", ["zebra"]),
    ],
)
def test_half_a_name_is_no_word(text: str, quoted: list[str]) -> None:
    assert quotes(judged(text), "house.zebra") == quoted


def test_a_dimension_ends_at_its_floor() -> None:
    assert lost("A vole.", "house.low") == [0.0]
    assert points(judged("A vole."), "value") == 0.0
    assert points(judged("A koala weighs the 40 crates of your dock in Reno. A vole."), "value") < 30.0


def test_a_dimension_ends_at_its_ceiling() -> None:
    assert lost("A panda.", "house.feast") == [100.0]
    assert points(judged("A panda."), "value") == 100.0


def test_less_than_a_point_is_still_kept() -> None:
    assert points(judged("A koala waits. A moth."), "value") == pytest.approx(0.5)


def test_a_rule_of_later_messages_waits_for_one() -> None:
    assert "house.later" not in rules(judged("A stoat."))
    assert "house.later" in rules(judged("A stoat.", "cold", "Hi Dana, it's Luis."))


def test_the_same_place_is_charged_once() -> None:
    assert quotes(judged("A lynx red lynx blue lynx."), "house.span") == ["lynx red lynx blue lynx"]
    assert quotes(judged("A zebra zebra."), "house.zebra") == ["zebra", "zebra"]


HELLO = "Hi Dana, it's Luis Ortega at Boxwell."


@pytest.mark.parametrize(
    ("ask", "relationship", "rule"),
    [
        ("Please call me back.", "cold", "ask.chore"),
        ("Could we grab one chat.", "cold", "ask.too_big"),
        ("Could we grab one chat.", "referred", "ask.chore"),
        ("Could we get one demo.", "cold", "ask.too_big"),
        ("Could we get one demo.", "referred", "ask.too_big"),
        ("Let us start a trial.", "met", "ask.too_big"),
    ],
)
def test_which_rule_speaks_of_too_big_an_ask(ask: str, relationship: Relationship, rule: str) -> None:
    result = judged(f"{HELLO} {ask} 555-0148.", relationship)
    assert {"ask.chore", "ask.too_big", "ask.grand"} & rules(result) == {rule}
    (finding,) = [finding for finding in result.findings if finding.rule == rule]
    assert finding.points < 0


@pytest.mark.parametrize(
    ("ask", "relationship", "out"),
    [
        ("Could we get one demo.", "cold", False),
        ("Let us start a trial.", "cold", True),
        ("Let us start a trial.", "referred", False),
        ("We want to take over all your packaging.", "referred", True),
        ("We want to take over all your packaging.", "customer", True),
        ("Let us start a trial.", "customer", False),
    ],
)
def test_five_above_what_is_borne_is_out_of_reach(ask: str, relationship: Relationship, out: bool) -> None:
    result = judged(f"{HELLO} {ask} 555-0148.", relationship)
    assert ("ask.out_of_reach" in caps(result)) == out
    assert all(quote != "" for quote in quotes(result, "ask.out_of_reach"))


def test_what_is_borne_is_charged_nothing() -> None:
    for relationship in ("inbound", "met", "customer"):
        result = judged(f"{HELLO} Could we get one demo on Tuesday at two. 555-0148.", relationship)
        assert not any(rule.startswith("ask.") for rule in rules(result))
        assert points(result, "scariness") == 100.0


def test_an_ask_is_quoted_with_what_makes_it_bigger_beside_it() -> None:
    assert quotes(judged(f"{HELLO} Could we get one demo with your cfo."), "ask.too_big") == ["demo with your cfo"]
    far = f"{HELLO} Could we get one demo {' '.join(RED[:8])} cfo."
    assert quotes(judged(far), "ask.too_big") == ["demo"]
    soft = f"{HELLO} Could we get one demo if not red."
    assert quotes(judged(soft), "ask.too_big") + quotes(judged(soft), "ask.chore") in ([], ["demo"])


def test_everything_a_stranger_wants_is_grand() -> None:
    grand = judged(f"{HELLO} We want to become your main partner.")
    assert {"ask.grand", "ask.too_big"} <= rules(grand)
    assert "ask.grand" not in rules(judged(f"{HELLO} Let us start a trial."))
    (too_big,) = [f for f in grand.findings if f.rule == "ask.too_big"]
    assert too_big.points == 0


@pytest.mark.parametrize("more", ["across all your sites", "for the next ten years"])
def test_a_commitment_without_bounds_is_grand(more: str) -> None:
    bound, plain = (judged(f"{HELLO} Let us start a trial {words} before I fly tonight.") for words in (more, ""))
    assert "ask.grand" in rules(bound)
    assert "ask.grand" not in rules(plain)
    assert "ask.grand" not in rules(judged(f"{HELLO} Could we get one demo {more} before I fly tonight."))


def test_a_second_thing_wanted_is_told() -> None:
    result = judged(f"{HELLO} Could we get one demo. Who salts the yard in May?")
    assert quotes(result, "ask.stacked") == ["Who salts the yard in May"]
    assert [f.points for f in result.findings if f.rule == "ask.stacked"] == [0.0]
    met = judged(f"{HELLO} Could we grab one chat. Who salts the yard in May?", "met")
    assert "ask.stacked" in rules(met)


def test_a_virtue_earns_once_and_is_shown_in_every_place() -> None:
    text = "A koala waits. One koala eats. A third koala sleeps. Without koala."
    assert lost(text, "house.gift") == [30.0, 0.0, 0.0]
    assert quotes(judged(text), "house.gift") == ["koala", "koala", "koala"]
    assert points(judged(text), "value") == points(judged("A koala waits."), "value") == 30.0


def test_a_ceiling_says_why_and_what_to_do() -> None:
    (cap,) = [cap for cap in judged("A zebra.").caps if cap.rule == "house.zebra"]
    assert (cap.why, cap.fix) == ('Said 1 times: "zebra"', "Leave out zebra, {first_name}")
    assert (cap.start, cap.end, cap.quote) == (2, 7, "zebra")


def test_a_grade_counts_words_and_goes_to_a_hundred() -> None:
    result = judged("A koala waits.")
    assert result.words == 3
    assert 0 < result.seconds < 5
    assert all(held is None or held.points <= 100.0 for held in result.dimensions.values())


def test_something_of_their_own_place_is_a_reason() -> None:
    told = judged(f"{HELLO} Your ferry ramp sticks in winter. Please ring me.")
    assert quotes(told, "reason.observation") == ["Your ferry ramp sticks in winter"]
    assert "reason.none" not in rules(told)
    assert "reason.none" in rules(judged(f"{HELLO} Please ring me."))


def test_only_another_firms_result_is_worth_less_where_nothing_of_theirs_is_said() -> None:
    proof = "Two bakeries in Leeds swapped the trays and lost half as many loaves."
    known = About(("ferry ramp sticks",), "cold")
    assert 0.0 < points(grade(proof, known, house()), "value") < points(judged(proof), "value")
    assert points(grade("A koala waits.", known, house()), "value") == points(judged("A koala waits."), "value")


def test_words_of_a_proof_are_none_where_the_sentence_surely_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    proof = "Two bakeries in Leeds swapped the trays and lost half as many loaves."
    assert "value.proof" in rules(judged(proof))
    monkeypatch.setattr("vmdojo.grading.case.doing", lambda reading: doing_this(reading, {"proof": -6.0}))
    assert "value.proof" not in rules(judged(proof))


def test_an_insight_earns_more_where_its_sentence_tells_something(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Late loads usually double."
    (by_its_sound,) = lost(text, "value.insight")
    monkeypatch.setattr("vmdojo.grading.case.doing", lambda reading: doing_this(reading, {"told": 3.0}))
    assert 0.0 < by_its_sound < lost(text, "value.insight")[0]


@pytest.mark.parametrize("pressed", ["You must reply yes or no by noon.", "I must have your answer, just yes or no."])
def test_an_answer_that_is_pressed_for_is_no_easy_one(pressed: str) -> None:
    assert "next_step.easy_reply" not in rules(judged(f"{HELLO} {pressed}"))
    assert "next_step.easy_reply" in rules(judged(f"{HELLO} Please reply yes or no."))


@pytest.mark.parametrize(("gift", "told"), [(-9.0, False), (0.0, True)])
def test_words_of_an_insight_are_none_where_the_sentence_surely_gives_nothing(
    monkeypatch: pytest.MonkeyPatch, gift: float, told: bool
) -> None:
    acts = {"gift": gift, "proof": -9.0}
    monkeypatch.setattr("vmdojo.grading.case.doing", lambda reading: doing_this(reading, acts))
    text = "Late loads usually double, my aunt would tell you that over tea on any Sunday."
    assert ("value.insight" in rules(judged(text))) is told
