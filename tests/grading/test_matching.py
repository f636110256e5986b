"""Finding clues by an index finds what a search through the whole message for every word of every cue would find."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from vmdojo.grading import load_rubric
from vmdojo.grading.figures import in_figures
from vmdojo.grading.matching import ENOUGH, TYPO, Index, Matcher, alike
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.reading import Reading
from vmdojo.grading.relevance import Clue, make_clue
from vmdojo.message import parse

SYNONYMS = {"late": ("slow", "delay"), "open": ("launch", "start"), "load": ("truck",), "slow": ("late",)}
CLUES = (
    make_clue("loads", "pain", ("late loads", "loads run late at the docks"), frozenset()),
    make_clue("store", "trigger", ("second store opens in March", "opening 2 stores", "launch"), frozenset()),
    make_clue("spreadsheet", "pain", ("one shared spreadsheet locks the dispatchers out", "spreadsheets"), frozenset()),
)
WORDS = st.sampled_from(
    "late slow delay delayed loads load lods truck docks second secnd two store stores opens launch launched "
    "start March marhc spreadsheet spredsheet spreadsheets shared one locks out dispatchers the a in . , we".split()
)


def alike_by_the_book(one: str, other: str) -> bool:
    return abs(len(other) - len(one)) <= 3 and (
        OSA.distance(other, one) <= 1
        or (len(other) >= 5 and (other.startswith(one) or one.startswith(other)))
        or fuzz.ratio(other, one, score_cutoff=TYPO) > 0
    )


def said(stemmed: str, reading: Reading) -> tuple[str, float]:
    """What of a message says the stem of a cue, and how surely: itself, a synonym, or the first that is misspelt."""
    keys = in_figures(reading.terms, reading.stems)
    if stemmed in keys:
        return stemmed, 1.0
    for other in SYNONYMS.get(stemmed, ()):
        if other in keys:
            return other, 0.85
    if len(stemmed) >= 5 and not stemmed[0].isdigit():
        for other in keys:
            if len(other) < 4 or other[0] != stemmed[0] or not alike_by_the_book(stemmed, other):
                continue
            if other not in shipped_meaning().stems or other.startswith(stemmed) or stemmed.startswith(other):
                return other, 0.85  # a word that there is was meant
    return "", 0.0


def strongest(clue: Clue, reading: Reading) -> float:
    """The largest share of a cue's weight in a window of a sentence and the next, 0.0 where that is too little."""
    best = 0.0
    keys = in_figures(reading.terms, reading.stems)
    for cue in clue.cues:
        need = ENOUGH if len(cue.stems) > 2 else 0.8
        found = []
        for index, stemmed in enumerate(cue.stems):
            key, sure = said(stemmed, reading)
            found += [(at, index, sure) for at in range(len(keys)) if sure and keys[at] == key]
        found.sort()
        for right, (last, _, _) in enumerate(found):
            window = [
                (index, sure)
                for at, index, sure in found[: right + 1]
                if at >= last - 2 * len(cue.stems) - 8 and reading.sentence[last] - reading.sentence[at] <= 1
            ]
            share = sum(cue.weights[index] * sure for index, sure in dict(window).items()) / cue.total
            best = max(best, share if share >= need - 1e-9 else 0.0)
    return min(1.0, best)


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=25))
def test_a_clue_is_found_as_strongly_as_by_looking_everywhere(words: list[str]) -> None:
    reading = Reading(parse(" ".join(words)))
    matcher = Matcher(reading, Index(CLUES, SYNONYMS))
    for clue in CLUES:
        match = matcher.find(clue)
        assert (match.strength if match else 0.0) == pytest.approx(strongest(clue, reading))
        assert match is None or match.clue is clue


@settings(max_examples=300)
@given(
    st.text("abcdeé1", min_size=4, max_size=24),
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from("abcx")), max_size=5),
)
def test_the_quick_look_at_letters_turns_nobody_away(word: str, slips: list[tuple[int, str]]) -> None:
    other = word
    for at, letter in slips:
        cut = at % (len(other) + 1)
        other = other[:cut] + letter + other[cut + at % 2 :]
    assert alike(word, other) == alike_by_the_book(word, other)


def test_a_message_of_strange_words_leaves_an_index_small() -> None:
    index = Index(CLUES, load_rubric().synonyms)
    for start in range(0, 40_000, 20_000):
        Matcher(Reading(parse(" ".join(f"l{n}x" for n in range(start, start + 20_000)))), index)
    assert len(index.said) <= 16_384


@pytest.mark.parametrize(("meant", "said"), [("chairs", "choir"), ("chart", "chat"), ("otter", "other")])
def test_a_word_that_there_is_is_no_other_one_misspelt(meant: str, said: str) -> None:
    clue = make_clue("one", "pain", (meant,), frozenset())
    index = Index((clue,), {})
    assert Matcher(Reading(parse(f"It is about the {meant} again.")), index).find(clue) is not None
    assert Matcher(Reading(parse(f"It is about the {said} again.")), index).find(clue) is None
