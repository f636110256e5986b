"""Fit the table by which the judge tells sentences from shuffled words: ``python tests/corpus/fit_order.py``.

Reads the dev part of the corpus, counts which classes of words follow which, and writes
``src/vmdojo/grading/rules/order.toml``: a hundred times the logarithm of how much likelier each neighbour is than
chance. The part set aside is never read.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from vmdojo.grading import load_rubric
from vmdojo.grading.order import EDGE, Order, neighbours
from vmdojo.grading.reading import Reading
from vmdojo.message import parse

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "vmdojo" / "grading" / "rules" / "order.toml"
PRIOR = 3.0
"""Pseudo-counts of chance, so that rare neighbours stay near it."""


def texts() -> Iterator[str]:
    """Every natural text of the dev part."""
    for name, keys in (("messages.jsonl", ("text",)), ("pairs.jsonl", ("better", "worse"))):
        for line in (HERE / name).read_text(encoding="utf-8").splitlines():
            found = json.loads(line)
            if found["split"] == "dev":
                yield from (found[key] for key in keys)


def main() -> None:
    """Count and write."""
    rubric = load_rubric()
    order = Order(rubric.order_classes, {})
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts():
        for run in neighbours(Reading(parse(text, rubric.pace)), order):
            pairs.update(itertools.pairwise(run))
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for (a, b), count in pairs.items():
        left[a] += count
        right[b] += count
    whole = sum(pairs.values())
    lines = [
        "# How much likelier one class of words is to follow another than chance: 100 times the logarithm.",
        "# Written by tests/corpus/fit_order.py from the dev part of the corpus; classes by ending start with a dash.",
        "format = 1",
        f"classes = [{', '.join(json.dumps(b) for b in sorted(right))}]",
        "",
        "[after]",
    ]
    for a in sorted(left):
        row = [
            round(100 * math.log((pairs[a, b] + PRIOR * right[b] / whole) / ((left[a] + PRIOR) * right[b] / whole)))
            for b in sorted(right)
        ]
        lines.append(f"{json.dumps(a)} = [{', '.join(map(str, row))}]")
    assert EDGE in left
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
