"""Write the stems that labelled sentences and notes use and the judge's table of words lacks: ``heard.txt``.

``python tests/corpus/fit_heard.py`` reads ``sentences/*.txt`` and ``notes/*.jsonl``. A stem counts that stands in two
files at least, spelt small; senseless sentences are left out.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.reading import stem

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "vmdojo" / "grading" / "rules" / "heard.txt"
LEAST_FILES, SHORTEST = 2, 3
WORD = re.compile(r"(?<![\w'])[a-z]+(?![\w'])")


def texts() -> Iterator[tuple[str, str]]:
    """Each text with the file that it stands in."""
    for file in sorted((HERE / "sentences").glob("*.txt")):
        sound = True
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                sound = "nonsense" not in line
            elif sound:
                yield file.name, line
    for file in sorted((HERE / "notes").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            held = json.loads(line)
            for text in (held["note"], *held["uses"], *held["near"]):
                yield file.name, text


def main() -> None:
    """Write the list."""
    table = shipped_meaning().stems
    files: dict[str, set[str]] = defaultdict(set)
    for name, text in texts():
        for word in WORD.findall(text):
            files[stem(word)].add(name)
    found = sorted(
        one for one, some in files.items() if len(some) >= LEAST_FILES and len(one) >= SHORTEST and one not in table
    )
    OUT.write_text("\n".join(found) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(found)} stems")


if __name__ == "__main__":
    main()
