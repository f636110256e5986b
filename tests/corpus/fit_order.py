"""Fit the table by which the judge tells talk from shuffled words: ``python tests/corpus/fit_order.py``.

Reads ``sentences/*.txt`` and the samples of the library, shuffles each sentence in one of three ways, and fits which
two or three marks side by side speak for talk. ``--look`` tries the table on the messages of the corpus, which it has
not seen. Needs numpy, scipy and scikit-learn, as ``fit_acts.py`` does.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from fit_acts import examples, little_words
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from vmdojo.grading.order import START, STOP, Order, OrderTable, class_mark, runs, shipped_order
from vmdojo.grading.reading import Reading
from vmdojo.grading.wordclass import shipped_classes
from vmdojo.message import parse
from vmdojo.scenarios import load_library

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "vmdojo" / "grading" / "rules" / "order.bin"
LEAST = 4
"""Runs in which two or three marks must stand together to be kept."""
SMALLEST = 4
"""Units below which a weight is not worth its place."""
PENALTY = 0.2
"""Inverse of the penalty on large weights."""
COPIES = 1
"""Times that each run is shuffled."""
SHORTEST = 6
"""Marks of a run below which its order says nothing."""
MORE_LITTLE = (
    "am been being do did does have has had get got go take make made put say said tell see saw know think want need "
    "just like only also too very then there here again still already ever even yet soon back up out off down away "
    "over under near behind into onto before after since until while than as"
).split()


class Marks(dict[str, str]):
    """Marks while fitting."""

    def __missing__(self, term: str) -> str:
        return class_mark(shipped_classes()[term])


def shuffled(run: Sequence[str], chance: random.Random) -> list[str]:
    """A run with all its words, a stretch of them, or some pairs in another order."""
    words = list(run[1:-1])
    how = chance.choice((0, 0, 1, 2))
    if how == 0:
        chance.shuffle(words)
    elif how == 1 and len(words) > 5:
        at = chance.randrange(len(words) - 4)
        some = words[at : at + 5]
        chance.shuffle(some)
        words[at : at + 5] = some
    else:
        for _ in range(max(1, len(words) // 6)):
            one, other = chance.randrange(len(words)), chance.randrange(len(words))
            words[one], words[other] = words[other], words[one]
    return [START, *words, STOP]


def together(run: Sequence[str]) -> Iterator[str]:
    """Two and three marks side by side."""
    yield from (f"{one} {two}" for one, two in pairwise(run))
    yield from (f"{one} {two} {three}" for one, two, three in zip(run, run[1:], run[2:], strict=False))


def matrix(some: Sequence[Counter[str]], names: dict[str, int]) -> Any:
    rows, columns, values = [], [], []
    for row, counts in enumerate(some):
        for name, count in counts.items():
            if name in names:
                rows.append(row)
                columns.append(names[name])
                values.append(count)
    return csr_matrix((values, (rows, columns)), shape=(len(some), len(names)))


def fit() -> None:
    """Fit and write."""
    chance = random.Random(5)
    little = tuple(sorted(little_words() | frozenset(MORE_LITTLE)))
    marks = Marks((word, word) for word in little)
    texts = [line.text for line in examples(HERE / "sentences")]
    for scenario in load_library().scenarios:
        texts += [sample.text for sample in scenario.strong] + [sample.text for sample in scenario.weak]
    some: list[Counter[str]] = []
    talk: list[bool] = []
    for text in texts:
        for run in runs(Reading(parse(text)), marks):
            if len(run) >= SHORTEST:
                some.append(Counter(together(run)))
                talk.append(True)
                for other in (shuffled(run, chance) for _ in range(COPIES)):
                    if other != run:
                        some.append(Counter(together(other)))
                        talk.append(False)
    counts = Counter(name for one in some for name in one)
    names = {name: index for index, name in enumerate(sorted(name for name, n in counts.items() if n >= LEAST))}
    model = LogisticRegression(C=PENALTY, solver="liblinear", class_weight="balanced").fit(matrix(some, names), talk)
    weights = model.coef_[0]
    scale = float(np.abs(weights).max() / 127)
    whole = np.round(weights / scale).astype(int)
    kept = {name: int(whole[index]) for name, index in names.items() if abs(whole[index]) >= SMALLEST}
    OUT.write_bytes(msgspec.msgpack.encode(OrderTable(little, scale, kept), order="deterministic"))
    print(f"{len(kept)} of {len(names)} weights, {OUT.stat().st_size} bytes, {len(talk)} runs")


def look() -> None:
    """How many shuffled messages of the dev part lie below nearly all talk."""
    order: Order = shipped_order()
    chance = random.Random(7)
    texts = []
    for name, keys in (("messages.jsonl", ("text",)), ("pairs.jsonl", ("better", "worse"))):
        for line in (HERE / name).read_text(encoding="utf-8").splitlines():
            found = json.loads(line)
            if found["split"] == "dev":
                texts += [found[key] for key in keys]
    natural = [order.read(Reading(parse(text))).orderly or 0.0 for text in texts]
    mixed = []
    for text in texts:
        words = text.split()
        chance.shuffle(words)
        mixed.append(order.read(Reading(parse(" ".join(words)))).orderly or 0.0)
    for share in (0.001, 0.003, 0.01):
        bar = float(np.quantile(natural, share))
        print(f"below {bar:.2f}: {share:.1%} of talk, {np.mean(np.array(mixed) < bar):.1%} of shuffled words")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--look", action="store_true", help="only try the table")
    if not parser.parse_args().look:
        fit()
    look()
