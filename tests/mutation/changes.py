"""What a mutant changes: the statement, by its lines in the code as it is, and the words before and after."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

_NUMBER = re.compile(r"__mutmut_\d+$")


class Change(NamedTuple):
    """Lines of ``file`` that a test must run to meet the mutant, and what the mutant says in their place."""

    file: str
    lines: frozenset[int]
    shown: str


def changes(tree: Path, names: Iterable[str]) -> dict[str, Change]:
    """What each mutant changes, by its name, in the same order."""
    files: dict[str, tuple[str, list[str], dict[str, ast.AST]]] = {}
    found: dict[str, Change] = {}
    for name in names:
        module, _, function = name.rpartition(".")
        if module not in files:
            path = tree / "src" / Path(*module.split(".")).with_suffix(".py")
            text = path.read_text(encoding="utf-8")
            functions = {node.name: node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)}
            files[module] = (str(path), text.splitlines(), dict(functions))
        path_, lines, nodes = files[module]
        original = _NUMBER.sub("__mutmut_orig", function)
        found[name] = _change(path_, lines, nodes[original], nodes[function])
    return found


def _change(file: str, lines: list[str], before: ast.AST, after: ast.AST) -> Change:
    assert isinstance(before, ast.FunctionDef)
    assert isinstance(after, ast.FunctionDef)
    old = _lines(lines, before)
    new = _lines(lines, after)
    shorter = min(len(old), len(new))
    same = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - same) if old[-1 - at] != new[-1 - at]), shorter - same)
    first = before.lineno + same
    last = max(first, before.lineno + len(old) - tail - 1)
    begin, end = min(_spans(before, first, last), key=lambda span: span[1] - span[0])
    if begin == before.lineno:  # a default value or the like: whoever calls it
        end = before.end_lineno or end
    shown = [f"  - {line}" for line in old[same : len(old) - tail]] + [f"  + {line}" for line in new[same : len(new) - tail]]
    return Change(file, frozenset(range(begin, end + 1)), "\n".join(shown))


def _lines(lines: list[str], function: ast.FunctionDef) -> list[str]:
    said = lines[function.lineno - 1 : function.end_lineno]
    return [said[0].replace(function.name, "_"), *said[1:]]


def _spans(function: ast.FunctionDef, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Statements around some lines; of one that holds others its head, if they lie there."""
    for node in ast.walk(function):
        if isinstance(node, ast.stmt) and node.lineno <= first and last <= (node.end_lineno or 0):
            body = getattr(node, "body", None)
            if body and last < body[0].lineno:
                yield node.lineno, max(node.lineno, body[0].lineno - 1)
            else:
                yield node.lineno, node.end_lineno or 0
