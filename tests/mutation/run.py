"""Mutation testing of what decides a total: ``python tests/mutation/run.py [--seed 20261122] [--size 500]``.

Wants mutmut 3 in the Python that runs it, beside what the tests want, and a system that forks; no CI runs it. The
sources are copied into a folder of their own, where mutmut makes the mutants; a seeded sample of them is tried on the
tests of the judge, each in a fork of one warm process, quickest test first, and only on tests that run the very
statement it changes. Each survivor is told with what it changes, and at the end the share of those that a test kills.

What was tried is kept in the folder: a run that was stopped goes on where it was, and after a change of the tests each
mutant meets the test first that killed it before.
"""

from __future__ import annotations

import argparse
import ast
import gc
import hashlib
import importlib
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import NamedTuple

import coverage
import pytest

ROOT = Path(__file__).parents[2]
GRADING = "src/vmdojo/grading"
SOURCES = (GRADING, "src/vmdojo/message", "src/vmdojo/scenarios", "scenarios")
SHARED = ("asked", "cases", "own")
"""What tests of the judge share."""
MUTATED = tuple("asks sizing asking requests licence relevance matching judge case acting undertone".split())
"""Asks, relevance and totalling."""
REMEMBERING = ("relevance", "matching", "case", "dossier")
"""Modules that remember what mutated code has made."""
LEFT_OUT = frozenset(
    (
        "automaton automaton_reference completeness grounds guide hash_seed kept laws rubric rule_proofs samples shelf "
        "spelling switches team templates trying"
    ).split()
)
"""Files of ``tests/grading`` that take long and mostly try something else: patterns, files, rubrics, the library."""
SETUP = """[mutmut]
source_paths =
    src
only_mutate =
{mutated}
also_copy =
    tests
    scenarios
    pyproject.toml
pytest_add_cli_args_test_selection =
    tests/message/test_words.py
use_git_change_detection = false
track_dependencies = false
"""
LONGEST, TIMES = 5.0, 20.0
"""Seconds of work, and how often what a test takes otherwise, after which it counts as failed: nothing comes of it."""
FOLDER = ("_own_record", "monkeypatch", "request", "tmp_path", "tmp_path_factory")
"""What every test is given for a record of its own; here all share one."""
MOST_MEMORY = 6 << 30
"""Bytes that a mutant may take before it counts as killed."""
_NUMBER = re.compile(r"__mutmut_\d+$")


class Tried(NamedTuple):
    """What came of a mutant: the test that killed it, or nothing."""

    name: str
    killer: str | None


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
    shown = [f"  - {line}" for line in old[same : len(old) - tail]] + [
        f"  + {line}" for line in new[same : len(new) - tail]
    ]
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


def digest(*parts: str) -> str:
    """Of some files and all below some folders."""
    made = hashlib.sha256()
    for part in parts:
        whole = ROOT / part
        for path in sorted(whole.rglob("*")) if whole.is_dir() else [whole]:
            if path.suffix in (".py", ".toml", ".txt", ".bin", ".jsonl") and path.is_file():
                made.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


@cache
def marks_of(killer: str | None) -> str:
    """Of all that a verdict hangs on: the judge, and the file of the test that killed, or all tests where none did."""
    if killer is None:
        return digest(*SOURCES, "tests/grading")
    return digest(*SOURCES, killer.partition("::")[0], *(f"tests/grading/{name}.py" for name in SHARED))


def made(folder: Path) -> Path:
    """The mutants' own tree: made new where the sources have changed, with the tests as they are now."""
    marks = digest(*SOURCES)
    told, tree = folder / "sources.txt", folder / "mutants"
    if not told.is_file() or told.read_text(encoding="utf-8") != marks:
        for name in ("src", "tests", "scenarios"):
            shutil.rmtree(folder / name, ignore_errors=True)
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "__snapshots__"))
        shutil.rmtree(tree, ignore_errors=True)
        shutil.copy(ROOT / "pyproject.toml", folder)
        mutated = "\n".join(f"    {GRADING}/{name}.py" for name in MUTATED)
        (folder / "setup.cfg").write_text(SETUP.format(mutated=mutated), encoding="utf-8")
        # mutmut makes them before it finds that no mutant is called so
        command = [sys.executable, "-m", "mutmut", "run", "none"]
        subprocess.run(command, cwd=folder, check=False, capture_output=True)
        told.write_text(marks, encoding="utf-8")
    shutil.rmtree(tree / "tests", ignore_errors=True)
    shutil.copytree(ROOT / "tests", tree / "tests", ignore=shutil.ignore_patterns("__pycache__", "__snapshots__"))
    return tree


def mutants(tree: Path) -> list[str]:
    """The names of all mutants that were made."""
    metas = sorted(tree.rglob("*.meta"))
    return sorted(name for meta in metas for name in json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"])


def forgotten() -> None:
    """Empty what the mutated modules, and those that rest on them, remember of the code as it is."""
    for name, module in list(sys.modules.items()):
        if name.rpartition(".")[2] in REMEMBERING and name.startswith("vmdojo.grading."):
            for thing in vars(module).values():
                if hasattr(thing, "cache_clear"):
                    thing.cache_clear()


def mutable() -> Iterator[tuple[ModuleType, str, str, dict[str, FunctionType]]]:
    """Modules with the class and the name of each function that was mutated, and its mutants by their names."""
    for name in MUTATED:
        module = importlib.import_module(f"vmdojo.grading.{name}")
        for called, held in list(vars(module).items()):
            if called.startswith("mutants_x") and "_mutmut_orig" in held:
                owner, _, function = called.removeprefix("mutants_x").removesuffix("__mutmut").rpartition("ǁ")
                yield module, owner.removeprefix("ǁ"), function if owner else function.removeprefix("_"), held


def straight() -> None:
    """Call the code as it is, without mutmut's look at which mutant is on trial, which costs more than much of it."""
    wrapped: dict[FunctionType, FunctionType] = {}
    for module, owner, function, held in mutable():
        if owner:
            setattr(vars(module)[owner], function, held["_mutmut_orig"])
        else:
            wrapped[vars(module)[function]] = held["_mutmut_orig"]
    for name, module in list(sys.modules.items()):
        if name.startswith("vmdojo.") or "grading" in name:
            for called, thing in list(vars(module).items()):
                if isinstance(thing, FunctionType) and thing in wrapped:
                    setattr(module, called, wrapped[thing])


def put(mutant: str) -> None:
    """Let a mutant stand in the place of its function."""
    _, _, short = mutant.rpartition(".")
    for module, owner, function, held in mutable():
        if mutant.startswith(f"{module.__name__}.") and short in held:
            if owner:
                setattr(vars(module)[owner], function, held[short])
            else:
                held["_mutmut_orig"].__code__ = held[short].__code__
                held["_mutmut_orig"].__defaults__ = held[short].__defaults__
                held["_mutmut_orig"].__kwdefaults__ = held[short].__kwdefaults__
            return
    raise LookupError(mutant)


class Trial:
    """Runs in the place of pytest's own loop: collected once, every mutant is tried in a fork of this process."""

    def __init__(self, sample: Mapping[str, Change], kept: Path, killers: Mapping[str, str | None]) -> None:
        self.sample = sample
        self.tried: list[Tried] = []
        self.ended = False
        self._kept = kept
        self._killers = killers
        self._lasted: dict[str, float] = {}
        self._kills: Counter[tuple[str, str]] = Counter()
        self._failed = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self) -> None:
        """The same examples on every run, and no time spent on making one smaller."""
        from hypothesis import HealthCheck, Phase, settings  # pytest wants to be there first

        settings.register_profile(
            "mutants",
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=[HealthCheck.too_slow],
            phases=[Phase.explicit, Phase.generate],
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._failed = self._failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items if isinstance(item, pytest.Function)}
        straight()
        runs = self._traced(list(items.values()))
        gc.collect()
        gc.freeze()
        for number, (name, change) in enumerate(self.sample.items(), 1):
            tests = {test for line in change.lines for test in runs.get((change.file, line), ())} & items.keys()
            killer = self._try(name, [items[test] for test in self._ordered(name, tests)])
            self._keep(Tried(name, killer))
            print(f"{number} of {len(self.sample)} {name}: {killer or f'SURVIVED {len(tests)} tests'}", flush=True)
        self.ended = True
        return True

    def _traced(self, items: Sequence[pytest.Function]) -> dict[tuple[str, int], list[str]]:
        """For each line of the mutated files the tests that run it."""
        files = sorted({change.file for change in self.sample.values()})
        traced = coverage.Coverage(data_file=None, include=files)
        traced.start()
        for item in items:
            forgotten()
            traced.switch_context(item.nodeid)
            if not self._passed(item):
                raise SystemExit(f"{item.nodeid} fails on the code as it is")
        traced.stop()
        data = traced.get_data()
        return {(file, line): tests for file in files for line, tests in data.contexts_by_lineno(file).items()}

    def _ordered(self, name: str, tests: set[str]) -> list[str]:
        """First the test that killed it before, then those that killed others of its function, then the quickest."""
        first, function = self._killers.get(name), _NUMBER.sub("", name)
        return sorted(
            tests, key=lambda test: (test != first, -self._kills[function, test], self._lasted.get(test, 0.0), test)
        )

    def _keep(self, tried: Tried) -> None:
        self.tried.append(tried)
        if tried.killer is not None:
            self._kills[_NUMBER.sub("", tried.name), tried.killer] += 1
        with self._kept.open("a", encoding="utf-8", newline="\n") as out:
            out.write(json.dumps({**tried._asdict(), "marks": marks_of(tried.killer)}) + "\n")

    def _passed(self, item: pytest.Function) -> bool:
        """Whether a test passes; pytest is left out where it would only lay a folder for it: that takes longer."""
        given = item.callspec.params if hasattr(item, "callspec") else {}
        begun = time.process_time()
        if set(item.fixturenames) <= {*given, *FOLDER}:
            try:
                item.obj(**given)
            except BaseException:  # noqa: BLE001  # whatever it is, the test does not pass
                self._failed = True
        else:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        self._lasted[item.nodeid] = time.process_time() - begun
        return not self._failed

    def _try(self, name: str, items: Sequence[pytest.Function]) -> str | None:
        """The test that kills a mutant, if one does."""
        reading, writing = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(reading)
            self._child(name, items, writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            begun = pipe.read().splitlines()
        _, status = os.waitpid(process, 0)
        return begun[-1] if status else None

    def _child(self, name: str, items: Sequence[pytest.Function], writing: int) -> None:
        """Tell each test as it begins; end with 0 where all pass."""
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            put(name)
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
            forgotten()
            for item in items:
                os.write(writing, f"{item.nodeid}\n".encode())
                signal.setitimer(signal.ITIMER_PROF, LONGEST + TIMES * self._lasted.get(item.nodeid, 0.0))
                if not self._passed(item):
                    os._exit(1)
            os._exit(0)
        finally:
            os._exit(1)


def tried_before(path: Path) -> Iterator[tuple[bool, Tried]]:
    """What was tried before, and whether all that it hangs on is as it was."""
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        told = json.loads(line)
        yield told["marks"] == marks_of(told["killer"]), Tried(told["name"], told["killer"])


def main() -> None:
    """Make the mutants, try a sample, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--size", type=int, default=500)
    parser.add_argument("--folder", type=Path, default=ROOT / ".mutation", help="where the mutants are made")
    parser.add_argument("--only", nargs="*", help="these mutants, and no sample")
    options = parser.parse_args()
    folder: Path = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    tree = made(folder)
    names = mutants(tree)
    sample = options.only or sorted(random.Random(options.seed).sample(names, min(options.size, len(names))))
    found = changes(tree, sample)

    kept = folder / "tried.jsonl"
    before = list(tried_before(kept))
    killers = {tried.name: tried.killer for _, tried in before if tried.killer}
    known = {} if options.only else {tried.name: tried for same, tried in before if same and tried.name in found}

    os.chdir(tree)
    os.environ |= {"MUTANT_UNDER_TEST": "", "VMDOJO_HOME": str(folder / "home")}
    sys.path[:0] = ["src", "tests"]
    trial = Trial({name: change for name, change in found.items() if name not in known}, kept, killers)
    tests = [str(path) for path in sorted(Path("tests/grading").glob("test_*.py")) if path.stem[5:] not in LEFT_OUT]
    arguments = ["-q", "-n0", "-s", "-p", "no:cacheprovider", "--hypothesis-profile=mutants", *tests]
    if trial.sample:
        done = pytest.main(arguments, plugins=[trial])
        if not trial.ended:
            raise SystemExit(f"the tests did not run: {done!r}")
    tried = [*known.values(), *trial.tried]
    alive = sorted(one.name for one in tried if one.killer is None)
    for name in alive:
        print(f"\n{name}\n{found[name].shown}")
    print(f"\n{len(names)} mutants, {len(tried)} tried, {len(alive)} alive, {1 - len(alive) / len(tried):.1%} killed")


if __name__ == "__main__":
    main()
