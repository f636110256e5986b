"""Reading what a sentence does by packed sums gives what its shapes and words say one by one."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.messages import messages
from vmdojo.grading import acts as module
from vmdojo.grading.acts import Acts, ActTable, act_table, shapes, shipped_acts
from vmdojo.grading.blocks import Bytes
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.reading import Reading
from vmdojo.grading.wordclass import shipped_classes
from vmdojo.message import parse

TEXTS = messages(40)
WORDS = st.sampled_from(
    [*dict.fromkeys(" ".join(TEXTS[:12]).split()), "um", "555-0148", "Zzyx", "the", "the", "?", "."]
)


def signed(weights: Bytes) -> list[int]:
    return [weight - 256 if weight > 127 else weight for weight in weights]


def by_the_book(table: ActTable, reading: Reading, sentence: int) -> list[float]:
    """Log-odds of each act, one shape and one word after the other."""
    span = reading.sentence_terms(sentence)
    cut = slice(span.start, min(span.stop, span.start + module.LONGEST))
    question = reading.message.sentences[sentence].closing == "?"
    meaning = shipped_meaning()

    def field_of(stemmed: str) -> int | None:
        index = meaning.stems.get(stemmed)
        return None if index is None else table.fields[index]

    head, width = table.head, len(table.head.acts)
    kinds, little = reading.kinds[cut], frozenset(head.little)
    names = shapes(reading.terms[cut], reading.stems[cut], kinds, question, little, field_of, shipped_classes())
    known = [index for name in names if (index := table.names.get(name)) is not None]
    shaped = [signed(table.shapes[index * width : (index + 1) * width]) for index in known]
    at = [index for stemmed in reading.stems[cut] if (index := meaning.stems.get(stemmed)) is not None]
    worded = [signed(table.words[index * width : (index + 1) * width]) for index in at]
    rarity = sum(meaning.sixteenths[index] for index in at)
    odds = list(head.start)
    for act in range(width):
        if shaped:
            odds[act] += head.shape_scale / sqrt(len(shaped)) * sum(weights[act] for weights in shaped)
        if rarity:
            odds[act] += head.word_scale / rarity * sum(weights[act] for weights in worded)
    return odds


TABLE = act_table()


def compare(acts: Acts, text: str) -> None:
    reading = Reading(parse(text))
    for sentence, odds in enumerate(acts.read(reading)):
        assert odds == pytest.approx(by_the_book(TABLE, reading, sentence), abs=1e-9)


@pytest.mark.parametrize("text", TEXTS)
def test_a_message_is_read_as_the_table_says(text: str) -> None:
    compare(shipped_acts(), text)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_any_words_are_read_as_the_table_says(text: str) -> None:
    compare(shipped_acts(), text)


def test_a_sentence_without_end_is_read_to_its_bound() -> None:
    compare(shipped_acts(), "the one and " * 4000)


def test_shapes_never_seen_leave_little_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 100)
    acts = Acts(TABLE, shipped_meaning(), shipped_classes())
    compare(acts, " ".join(f"w{n}" for n in range(60)) + ". " + " ".join(f"v{n}" for n in range(60)))
    for kept in (acts._one, acts._two, acts._apart, acts._stems, acts._words):
        assert len(kept) <= 100
