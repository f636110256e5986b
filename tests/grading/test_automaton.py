"""The pattern language: what each construct matches, what a writer is told of a slip, and that no pack can be slow."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmdojo.grading import automaton as module
from vmdojo.grading import net
from vmdojo.grading.automaton import Automaton
from vmdojo.grading.patterns import MAX_GAP, PatternError
from vmdojo.grading.reading import Reading
from vmdojo.message import parse


def scan(pattern: str, text: str, classes: Mapping[str, Sequence[str]] | None = None) -> list[str]:
    """The words that a pattern matches, in order of their start."""
    automaton = Automaton(classes)
    automaton.add("t", [pattern])
    reading = Reading(parse(text))
    return [reading.quote(hit.first, hit.last) for hit in automaton.scan(reading)]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("call", "I call, she calls, a call.", ["call", "call"]),
        ("call~", "Call her: he calls, she called, no calling, no callus.", ["Call", "calls", "called", "calling"]),
        ("give me a ring", "Give me a ring. Give her a ring.", ["Give me a ring"]),
        ("(yes|no) please", "Yes please, or no please, or maybe please.", ["Yes please", "no please"]),
        (
            "(call me|ring back) soon",
            "Call me soon or ring back soon or call back soon.",
            ["Call me soon", "ring back soon"],
        ),
        ("big [and red] van", "A big van, a big and red van, a big red van.", ["big van", "big and red van"]),
        ("[very|quite] late", "Late. Very late. Quite late.", ["Late", "Very late", "late", "Quite late", "late"]),
        (
            "dock <2> plan",
            "Dock plan. Dock a plan. Dock by a plan. Dock by all a plan.",
            ["Dock plan", "Dock a plan", "Dock by a plan"],
        ),
        ("@us want", "I want it. We want it. They want it.", ["I want", "We want"]),
        ("not here", "He isn't here. I'm not here. He's here.", ["isn't here", "not here"]),
        ("(a (b|c [d]) e)", "A b e, a c e, a c d e, a d e.", ["A b e", "a c e", "a c d e"]),
        (
            "ask [(about|of) @them]",
            "Ask. Ask about dogs. Ask of cats. Ask about us.",
            ["Ask", "Ask about dogs", "Ask of cats", "Ask"],
        ),
    ],
)
def test_a_construct_matches_what_it_says(pattern: str, text: str, found: list[str]) -> None:
    assert scan(pattern, text, {"us": ["i", "we"], "them": ["dogs", "cats"]}) == found


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("#num", "We saw 14 of them.", ["14"]),
        ("#money", "It costs $40k a year.", ["$40k"]),
        ("#percent", "It fell 18% in May.", ["18%"]),
        ("#time", "I ring at 10:30 sharp.", ["10:30"]),
        ("#phone", "I'm on 555-0148 all day.", ["555-0148"]),
        ("#address", "Look at docks.example.com today.", ["docks.example.com"]),
        ("#slot", "Hi {first_name}, hello [Company].", ["{first_name}", "[Company]"]),
        ("(at|on) #phone", "Ring on 555-0148 or at 555-0149.", ["on 555-0148", "at 555-0149"]),
    ],
)
def test_a_token_is_matched_by_its_kind(pattern: str, text: str, found: list[str]) -> None:
    assert scan(pattern, text) == found


def test_a_token_of_a_kind_can_still_be_named_by_its_own_text() -> None:
    assert scan("14 days", "Within 14 days.") == ["14 days"]


def test_start_and_end_of_a_sentence() -> None:
    text = "Sorry, call me. I am sorry. Sorry."
    assert scan("^ sorry", text) == ["Sorry", "Sorry"]
    assert scan("sorry $", text) == ["sorry", "Sorry"]
    assert scan("^ sorry $", text) == ["Sorry"]


def test_a_match_never_leaves_its_sentence() -> None:
    assert scan("call me", "Give me a call. Me too.") == []
    assert scan("call <9> me", "Give me a call. It is me.") == []
    assert scan("call me", "give me a call\nme too") == []


def test_of_matches_from_one_start_the_longest_is_told() -> None:
    assert scan("a [b] [c]", "A b c.") == ["A b c"]
    assert scan("a <3> b", "a b b x b x b") == ["a b b x b"]


def test_each_tag_has_its_own_longest_match() -> None:
    automaton = Automaton()
    automaton.add("short", ["a b"])
    automaton.add("long", ["a b c", "a"])
    reading = Reading(parse("a b c"))
    assert sorted((hit.tag, hit.first, hit.last) for hit in automaton.scan(reading)) == [
        ("long", 0, 3),
        ("short", 0, 2),
    ]


def test_a_closed_pattern_falls_back_to_no_shorter_match() -> None:
    automaton = Automaton()
    automaton.add("t", ["call [me] $"])
    reading = Reading(parse("Call me now. Call. Please call me."))
    assert [reading.quote(hit.first, hit.last) for hit in automaton.scan(reading)] == ["Call", "call me"]


def test_patterns_added_after_a_scan_count_from_then_on() -> None:
    automaton = Automaton()
    automaton.add("one", ["a"])
    reading = Reading(parse("a b"))
    assert [hit.tag for hit in automaton.scan(reading)] == ["one"]
    automaton.add("two", ["b"])
    assert [hit.tag for hit in automaton.scan(reading)] == ["one", "two"]


def test_case_and_curly_apostrophes_are_one() -> None:
    assert scan("do NOT call", "DON’T call. Don't Call.") == ["DON’T call", "Don't Call"]


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("", "matches nothing"),
        ("   ", "matches nothing"),
        ("^", "matches nothing"),
        ("[please]", "one word that must be there"),
        ("<3>", "one word that must be there"),
        ("[a] <2> [b]", "one word that must be there"),
        ("(a|)", "one word that must be there"),
        ("call (me", "never closes"),
        ("call [me", "never closes"),
        ("call me)", "never opened"),
        ("call me]", "never opened"),
        ("call | ring", "never opened"),
        ("call (me]", "closes ']' where ')' was open"),
        ("call [me)", "closes ')' where ']' was open"),
        ("call <10> me", f"at most {MAX_GAP}"),
        ("call ^ me", "only at the very start or end"),
        ("call $ me", "only at the very start or end"),
        ("call @nobody", "unknown class @nobody"),
        ("call #email", "no kind of token"),
        ("call <me>", "cannot be read at"),
        ("call <2 me", "cannot be read at"),
        ("call.* +me", "cannot be read at"),
        ("(" * 14 + "a" + ")" * 14, "nests too deeply"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_told_clearly(pattern: str, told: str) -> None:
    automaton = Automaton()
    with pytest.raises(PatternError, match=re.escape(told)) as caught:
        automaton.add("t", [pattern])
    assert repr(pattern) in str(caught.value), "the message names the pattern"


def test_kinds_that_do_exist_are_named_to_who_misses_one() -> None:
    with pytest.raises(PatternError, match=r"#address, #money, #num, #percent, #phone, #slot, #time"):
        Automaton().add("t", ["#number"])


def test_a_pack_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net, "MAX_NODES", 5_000)
    phrases = [" ".join("abcdefghij")] * 100
    automaton = Automaton({"deep": ["@wide @wide @wide"], "wide": phrases})
    with pytest.raises(PatternError, match="too large"):
        automaton.add("t", ["@deep @deep @deep @deep @deep @deep @deep"])


@given(st.text(alphabet="ab <>()[]|^$@#~29?*+", max_size=24))
def test_any_string_is_read_or_refused(pattern: str) -> None:
    automaton = Automaton({"a": ["b"]})
    try:
        automaton.add("t", [pattern])
    except PatternError:
        return
    for hit in automaton.scan(Reading(parse("a b a b. b a"))):
        assert hit.first < hit.last, "a pattern that was accepted never matches nothing"


class Counted(module.State):
    """A state that counts how often one is left: once for each step of the automaton."""

    steps = 0

    def __getitem__(self, kind: int, /) -> module.State | None:
        Counted.steps += 1
        return super().__getitem__(kind)


def steps(automaton: Automaton, words: Iterable[str]) -> int:
    """Steps of one scan."""
    reading = Reading(parse(" ".join(words)))
    Counted.steps = 0
    automaton.scan(reading)
    return Counted.steps


@pytest.mark.parametrize(
    "pattern",
    ["<9> a <9> b <9>", "a <9> a <9> a <9> a <9> a", "([a] <9> [b] <9>) c", "(a|a|a) <9> (a|b <9> a|[a] [a] b)"],
)
@pytest.mark.parametrize("words", ["a", "b a", "a b c", "random"])
def test_the_cost_grows_with_the_words_and_not_faster(
    pattern: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "State", Counted)
    source = random.Random(7)
    many = source.choices("abc", k=10_000) if words == "random" else (words.split() * 10_000)[:10_000]
    automaton = Automaton()
    automaton.add("t", [pattern])
    counts = [steps(automaton, many[:size]) for size in (2_500, 10_000)]
    longest = 5 + 5 * 10  # no pattern here is longer than five gaps and their words
    assert 10_000 <= counts[-1] <= longest * 10_000
    assert counts[1] <= 4.1 * counts[0]


def test_the_memory_of_an_automaton_is_bounded_whatever_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_STATES", 50)
    monkeypatch.setattr(module, "MAX_MOVES", 500)
    source = random.Random(3)
    automaton = Automaton()
    automaton.add("t", ["a <9> b <9> c <9> d"])
    plain = Automaton()
    plain.add("t", ["a <9> b <9> c <9> d"])
    for _ in range(20):
        text = " ".join(source.choices("abcdx", k=150) + [f"w{source.random()}" for _ in range(50)])
        reading = Reading(parse(text))
        assert automaton.scan(reading) == plain.scan(reading)
        held = held_moves(automaton)
        assert held <= 500 + 2 * 60  # one start may walk the whole pattern before it is looked at again


def held_moves(automaton: Automaton) -> int:
    """Remembered moves that can be reached from the starts or from the table of states."""
    runner = automaton._running()
    todo = [runner.plain, runner.opening, *runner.states.values()]
    seen = {id(state): state for state in todo}
    while todo:
        for following in todo.pop().values():
            if following is not None and id(following) not in seen:
                seen[id(following)] = following
                todo.append(following)
    return sum(map(len, seen.values()))


def test_names_that_no_pattern_knows_cost_no_memory() -> None:
    automaton = Automaton()
    automaton.add("t", ["call <3> me"])
    automaton.scan(Reading(parse("call x me call me y call")))
    before = held_moves(automaton)
    automaton.scan(Reading(parse("call Ines me, call me Tom, call. " + " ".join(f"w{n}" for n in range(500)))))
    assert held_moves(automaton) <= before + 2


def test_a_net_finds_what_the_automaton_finds_that_made_it() -> None:
    automaton = Automaton({"us": ["we", "our own"]})
    automaton.add("one", ["^ (call|ring) <2> @us", "call~ $"])
    automaton.add("two", ["[please] call", "#num <1> days"])
    reading = Reading(parse("Call me or us, or our own. Please call. Within 14 short days they called"))
    assert automaton.scan(reading) == Automaton(net=automaton.net).scan(reading) != []


def test_a_net_that_was_made_before_takes_no_further_patterns() -> None:
    made = Automaton()
    made.add("t", ["call"])
    with pytest.raises(TypeError):
        Automaton(net=made.net).add("t", ["ring"])


WORDS = st.sampled_from(["a", "b", "c", "call", "calls", "me", "don't", "14", "."])
PATTERNS = st.recursive(
    st.sampled_from(["a", "b", "c", "call~", "me", "not", "<2>", "#num"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda some: "(" + "|".join(some) + ")"),
        st.lists(inner, min_size=1, max_size=2).map(lambda some: "[" + "|".join(some) + "]"),
    ),
    max_leaves=6,
)


def as_expression(pattern: str) -> str:
    """The same pattern as a regular expression over terms that each end in a space."""
    tokens = re.findall(r"<\d>|[()\[\]|]|[^\s()\[\]|<>]+", pattern)
    parts = {"(": "(?:", ")": ")", "[": "(?:", "]": ")?", "|": "|", "<2>": r"(?:\S+ ){0,2}", "call~": "(?:call|calls) "}
    return "".join(parts.get(token, "(?:14) " if token == "#num" else f"{token} ") for token in tokens)


@settings(max_examples=150)
@given(PATTERNS, st.lists(WORDS, min_size=1, max_size=10))
def test_every_place_is_found_that_a_regular_expression_finds(pattern: str, words: list[str]) -> None:
    automaton = Automaton()
    try:
        automaton.add("t", [pattern])
    except PatternError:
        return
    reading = Reading(parse(" ".join(words)))
    expression = as_expression(pattern)
    wanted = []
    for sentence in range(len(reading.message.sentences)):
        span = reading.sentence_terms(sentence)
        for start in span:
            fits = [
                last
                for last in range(start + 1, span.stop + 1)
                if re.fullmatch(expression, "".join(f"{term} " for term in reading.terms[start:last]))
            ]
            if fits:
                wanted.append((start, max(fits)))
    assert [(hit.first, hit.last) for hit in automaton.scan(reading)] == wanted
