"""What the fitted model's word is worth: which act asks, which act speaks for a rule, and when phrases know better.

The likelihoods are made up here, so that nothing hangs on how the model was fitted.
"""

from __future__ import annotations

import pytest

from grading.asked import commits, doing_this, done, done_in, names, read, said
from vmdojo.grading.acting import ASKS, UNCAPPED, ActRule, Told, act_rules, asks_nothing_big, doing, told, told_twice
from vmdojo.grading.automaton import Hit

PLAIN = "The men weld forty red gates beside the yard"
"""Words in which no list finds an ask."""
SURE = {act: sure for act, _, _, sure in ASKS}


@pytest.mark.parametrize(("act", "name", "size", "sure"), ASKS)
def test_an_act_asks_from_its_likelihood_on(act: str, name: str, size: int, sure: float) -> None:
    (ask,) = done(f"{PLAIN}.", **{act: sure}).asks
    assert (ask.name, ask.size, said(PLAIN, ask)) == (name, size, PLAIN)
    less = 1.5 if act == "ask_big" else 0.01  # it counts together with the whole relationship
    assert done(f"{PLAIN}.", **{act: sure - less}).asks == ()
    assert done("Weld.", **{act: sure}).asks != (), "whether it is too short to tell is said by the reading"


def test_of_two_acts_the_larger_asks() -> None:
    assert names(f"{PLAIN}.", ask_meeting=9.0, ask_total=0.3, ask_callback=9.0) == ["the whole relationship"]
    assert names(f"{PLAIN}.", ask_meeting=9.0, ask_total=SURE["ask_total"] - 0.01) == ["a short meeting"]


@pytest.mark.parametrize("plain", ["noticed", "told"])
def test_what_is_only_told_asks_nothing(plain: str) -> None:
    assert names(f"{PLAIN}.", ask_meeting=2.0, **{plain: 1.2}) == ["a short meeting"]
    assert names(f"{PLAIN}.", ask_meeting=2.0, **{plain: 1.4}) == []


@pytest.mark.parametrize(("act", "name"), [("ask_big", "a commitment"), ("ask_total", "the whole relationship")])
def test_a_commitment_must_be_likelier_than_a_small_question(act: str, name: str) -> None:
    assert names(f"{PLAIN}.", **{act: 2.0}, ask_small=1.5) == [name]
    assert names(f"{PLAIN}.", **{act: 2.0}, ask_small=2.0) == []


@pytest.mark.parametrize("promise", ["We will weld", "I shall weld", "I have welded"])
def test_what_the_caller_will_do_himself_is_no_commitment(promise: str) -> None:
    assert names(f"{promise} forty red gates beside the yard.", ask_big=3.0) == []
    assert names(f"{promise} forty red gates beside your yard.", ask_big=3.0) == ["a commitment"]
    assert names("We weld forty red gates beside the yard.", ask_big=3.0) == ["a commitment"]


def test_a_meeting_told_may_still_be_a_call_asked() -> None:
    assert names(f"{PLAIN}.", ask_meeting=1.0, ask_callback=4.0, told=1.0) == ["a call back"]


def test_each_sentence_asks_for_itself() -> None:
    assert names(f"{PLAIN}. {PLAIN}.", ask_meeting=2.0) == ["a short meeting"] * 2
    assert names(f"I am on 555-0148. {PLAIN}.", ask_callback=2.0) == ["a call back"]
    assert names(f"Could Tuesday suit? {PLAIN}.", ask_meeting=2.0) == ["a question", "a short meeting"]
    found = done_in(1, f"{PLAIN}. {PLAIN}.", ask_meeting=2.0).asks
    assert [read(f"{PLAIN}. {PLAIN}.").sentence[ask.first] for ask in found] == [1]


def test_a_listed_ask_is_known_better_by_its_list() -> None:
    demo, back = "Could we get one demo.", "Please call me back."
    assert names(demo, ask_big=3.0) == ["a fixed or long meeting"]
    assert names(demo, ask_total=3.0) == ["a fixed or long meeting", "the whole relationship"] or names(
        demo, ask_total=3.0
    ) == ["the whole relationship", "a fixed or long meeting"]
    assert sorted(names(back, ask_meeting=3.0)) == ["a call back", "a short meeting"]
    assert names(back, ask_callback=3.0) == ["a call back"]
    assert sorted(names("Could we get one chat. Worth a look.", ask_callback=3.0)) == [
        "a call back",
        "a short meeting",
        "an interest check",
    ]


def test_a_number_asks_for_no_call() -> None:
    assert names("I am on 555-0148.", ask_callback=3.0) == []
    assert names("My men are all on 555-0148.", ask_callback=3.0) == []
    assert names("My red old men are all on 555-0148.", ask_callback=3.0) == ["a call back"]
    assert names("My men are all on it.", ask_callback=3.0) == ["a call back"]
    assert names("I am on 555-0148.", ask_meeting=3.0) == ["a short meeting"]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Does Tuesday at two suit.", False),
        ("Could Friday work.", False),
        ("Tuesday does suit.", True),
        ("Does Tuesday at two suit us.", True),
        ("Does Tuesday hurt.", True),
        ("Does Tuesday in red May at two suit.", True),
    ],
)
def test_whether_a_time_suits_asks_for_no_meeting_by_itself(text: str, asks: bool) -> None:
    assert ("a short meeting" in names(text, ask_meeting=3.0)) == asks
    assert "a call back" in names(text, ask_callback=3.0), "a call is another matter"


@pytest.mark.parametrize("first", ["if", "should"])
def test_a_call_that_hangs_on_an_if_is_a_call_if_you_like(first: str) -> None:
    text = f"{first.title()} men weld red gates."
    (ask,) = done(text, ask_callback=3.0).asks
    assert (ask.name, ask.size) == ("a call if you like", 4)
    assert names(text, ask_meeting=3.0) == ["a short meeting"]
    assert names("Now men weld red gates.", ask_callback=3.0) == ["a call back"]


def test_what_makes_an_ask_bigger_is_read_in_its_whole_sentence() -> None:
    assert done(f"{PLAIN} with your cfo.", ask_meeting=3.0).level == 7
    assert done(f"Your cfo and {PLAIN}.", ask_meeting=3.0).level == 7


def test_a_request_that_the_model_rules_out_is_none() -> None:
    text = "Weld your gates to ours."
    assert commits(text)
    assert not commits_with(text, ask_big=-9.0, ask_total=-9.0)
    assert commits_with(text, ask_big=-9.0, ask_total=-1.0)
    assert commits_with(text, ask_big=-1.0, ask_total=-9.0)


def commits_with(text: str, **odds: float) -> bool:
    return "a commitment" in names(text, **odds)


def test_a_sentence_too_short_to_tell_does_nothing() -> None:
    reading = read("Weld it. The men weld red gates.")
    does = doing(reading)
    assert does.odds[0] is None
    assert does.odds[1] is not None
    assert does.of(0, "ask_big") < -50
    assert asks_nothing_big(does, 0)


def spoken(rule: ActRule, text: str, likelihood: float, tagged: dict[str, list[Hit]], **odds: float) -> list[Told]:
    reading = read(text)
    quiet = {name: -99.0 for one in act_rules() for name in (one.name, *one.unless)}
    does = doing_this(reading, {**quiet, **odds, rule.name: likelihood})
    return [one for one in told(reading, does, tagged) if one.hit.tag in rule.tags]


def words_for(rule: ActRule) -> str:
    """A sentence of more than a few words with all that a rule needs."""
    needed = next(iter(rule.needs), "men")
    return f"Now the old men weld {needed} 40 gates beside the red yard."


def id_of(rule: ActRule) -> str:
    return f"{rule.name}-{rule.tags[0]}"


@pytest.mark.parametrize("rule", act_rules(), ids=id_of)
def test_an_act_speaks_for_its_rule_from_its_likelihood_on(rule: ActRule) -> None:
    text = words_for(rule)
    surely = spoken(rule, text, rule.sure, {})
    assert {one.hit.tag for one in surely} == set(rule.tags)
    assert {one.share for one in surely} == {1.0 if rule.beyond == 0.0 else UNCAPPED}
    assert {one.share for one in spoken(rule, text, rule.sure + rule.beyond, {})} == {1.0}
    assert {(one.hit.first, one.hit.last) for one in surely} == {(0, len(read(text).terms))}
    if rule.likely < rule.sure and sum(rule.name == other.name for other in act_rules()) == 1:
        assert {one.share for one in spoken(rule, text, rule.likely, {})} == {0.5}
    lower = min(other.likely for other in act_rules() if set(other.tags) & set(rule.tags) and other.name == rule.name)
    assert spoken(rule, text, lower - 0.01, {}) == []


@pytest.mark.parametrize("rule", act_rules(), ids=id_of)
def test_where_a_phrase_has_said_it_the_act_is_silent(rule: ActRule) -> None:
    text = words_for(rule)
    assert spoken(rule, text, rule.sure, {tag: [Hit(tag, 2, 3)] for tag in rule.tags}) == []
    both = f"Men weld it. {text}"
    elsewhere = spoken(rule, both, rule.sure, {tag: [Hit(tag, 0, 1)] for tag in rule.tags})
    assert {one.hit.first for one in elsewhere} == {3}


@pytest.mark.parametrize("rule", [rule for rule in act_rules() if rule.unless], ids=id_of)
def test_an_innocent_act_as_likely_explains_it(rule: ActRule) -> None:
    for other in rule.unless:
        if sum(rule.name == one.name for one in act_rules()) == 1:
            assert spoken(rule, words_for(rule), rule.sure, {}, **{other: rule.sure}) == []
            assert spoken(rule, words_for(rule), rule.sure, {}, **{other: rule.sure - 0.01}) != []


@pytest.mark.parametrize("rule", [rule for rule in act_rules() if rule.needs], ids=id_of)
def test_a_word_that_is_needed_is_missed_till_there_is_no_doubt(rule: ActRule) -> None:
    without = "Now the zebras weld 40 gates beside red yards."
    till = rule.needs_till
    if not set(read(without).terms) & set(rule.needs):
        assert spoken(rule, without, min(rule.sure, till - 0.01 if till is not None else rule.sure), {}) == []
        if till is not None:
            assert spoken(rule, without, till, {}) != []


@pytest.mark.parametrize("rule", [rule for rule in act_rules() if rule.helped is not None], ids=id_of)
def test_a_helping_word_lets_less_likelihood_do(rule: ActRule) -> None:
    plain, helped = "Now the zebras weld 40 gates.", f"Now the zebras weld {rule.helped_by[0]} 40 gates."
    assert rule.helped is not None
    assert [one.share for one in spoken(rule, helped, rule.helped, {})] == [0.5]
    assert spoken(rule, helped, rule.helped - 0.01, {}) == []
    assert spoken(rule, plain, rule.helped, {}) == []
    assert spoken(rule, plain, rule.likely, {}) != []


@pytest.mark.parametrize("rule", [rule for rule in act_rules() if rule.twice is not None], ids=id_of)
def test_two_halves_side_by_side_are_one_unless_a_phrase_has_said_it(rule: ActRule) -> None:
    text = "Now the zebras weld 40 gates. Then the zebras weld 50 gates."
    assert rule.twice is not None
    (tag,) = rule.tags

    def twice(likelihood: float, tagged: dict[str, list[Hit]], text: str, **odds: float) -> list[Told]:
        reading = read(text)
        quiet = {name: -99.0 for one in act_rules() for name in (one.name, *one.unless)}
        does = doing_this(reading, {**quiet, **odds, rule.name: likelihood})
        return list(told_twice(reading, does, tagged))

    (found,) = twice(rule.twice, {}, text)
    assert (found.hit, found.share) == (Hit(tag, 0, len(read(text).terms)), 0.5)
    assert twice(rule.twice - 0.01, {}, text) == []
    assert twice(rule.twice, {}, "Now the zebras weld 40 gates.") == []
    assert twice(rule.twice, {}, text, **{rule.unless[0]: rule.twice}) == []
    assert twice(rule.twice, {tag: [Hit(tag, 1, 2)]}, text) == []
    assert len(twice(rule.twice, {tag: [Hit(tag, 13, 14)]}, f"{text} Now weld it.")) == 1


@pytest.mark.parametrize("rule", [rule for rule in act_rules() if rule.plain], ids=id_of)
def test_a_short_sentence_with_a_plain_word_is_another_rules(rule: ActRule) -> None:
    plain = rule.plain[0]
    needed = next(iter(rule.needs), "men")
    short = f"Now {plain} {needed} weld 40 gates."
    long = f"Now {plain} {needed} weld 40 gates beside the old yard."
    assert spoken(rule, short, rule.sure, {}) == []
    assert spoken(rule, long, rule.sure, {}) != []
    assert spoken(rule, f"Now {needed} weld 40 gates.", rule.sure, {}) != []


@pytest.mark.parametrize("rule", [rule for rule in act_rules() if rule.substance], ids=id_of)
def test_a_sentence_of_nothing_but_common_words_says_nothing(rule: ActRule) -> None:
    needed = next(iter(rule.needs), "it")
    assert spoken(rule, f"And so it is {needed} that we do it all the time.", rule.sure, {}) == []
    assert spoken(rule, f"And so it is {needed} that we do it 40 times.", rule.sure, {}) != []


def test_what_stops_one_sentence_stops_no_other() -> None:
    for rule in act_rules():
        if rule.plain and not rule.needs:
            short = f"Now {rule.plain[0]} men weld 40 gates."
            found = spoken(rule, f"{short} {words_for(rule)}", rule.sure, {})
            assert {one.hit.first for one in found} == {len(read(short).terms)}
        if rule.needs and rule.needs_till is None:
            found = spoken(rule, f"Zebras weld 40 gates. {words_for(rule)}", rule.sure, {})
            assert {one.hit.first for one in found} == {4}


@pytest.mark.parametrize("plain", ["gift", "ask_small"])
def test_what_is_as_likely_a_small_thing_asks_for_nothing_big(plain: str) -> None:
    assert names(f"{PLAIN}.", ask_meeting=2.0, **{plain: 1.9}) == ["a short meeting"]
    assert names(f"{PLAIN}.", ask_meeting=2.0, **{plain: 2.0}) == []


def test_words_of_a_commitment_may_ask_for_none() -> None:
    settled, told_of = "Let us start a trial.", "Let us start a trial of the red gates."
    assert names(settled, ask_big=-9.0, ask_total=-9.0) == ["a process"]
    assert names(told_of, ask_big=-9.0, ask_total=-9.0) == []
    assert names(told_of, ask_big=-1.0, ask_total=-9.0) == ["a process"]
    assert names("Could we get one demo of the red gates.", ask_big=-9.0, ask_total=-9.0) == ["a fixed or long meeting"]


def test_a_marriage_is_ruled_out_by_more_than_a_commitment_is() -> None:
    faint = {"ask_big": -3.5, "ask_total": -9.0}
    assert names("Let us start a trial of the red gates.", **faint) == []
    assert names("Weld your gates to ours.", **faint) == []
    assert names("Let us become your main partner of the red gates.", **faint) == ["a relationship"]


def test_a_meeting_asked_for_is_none_the_less_one_for_what_is_told_behind_it() -> None:
    told = "have a short chat on Tuesday, because a second store doubles the trailer moves there."
    assert names(f"Could we {told}", told=3.0, ask_meeting=-5.0, ask_big=-9.0, ask_total=-9.0) == ["a short meeting"]
    assert names(f"They {told}", told=3.0, ask_meeting=-5.0, ask_big=-9.0, ask_total=-9.0) == []
