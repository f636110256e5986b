"""Mutation testing of what decides a total: ``python tests/mutation/run.py [--seed 20261122] [--size 500]``.

Wants mutmut 3 in the Python that runs it, beside what the tests want, and a system that forks; no CI runs it. The sources are copied into a
folder of their own, a seeded sample of the mutants is tried on the tests of the judge, and the share of those that
some test kills is printed with the name of each survivor. ``mutmut show NAME`` in that folder shows what one changes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GRADING = "src/vmdojo/grading"
MUTATED = ("asks", "sizing", "asking", "requests", "licence", "relevance", "matching", "judge", "case", "acting")
"""Asks, relevance and totalling."""
TESTS = ("asks", "matching", "relevance", "totals")
"""Files of ``tests/grading``, quickest first: a mutant is dead with the first test that fails."""
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
    tests/grading/test_spelling.py
use_git_change_detection = false
track_dependencies = false
"""
LONGEST = 300
"""Seconds after which a mutant that has not come to an end counts as killed."""


def copied(folder: Path) -> None:
    """The sources and tests in ``folder``, ready for mutmut."""
    for name in ("src", "tests", "scenarios"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "__snapshots__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    mutated = "\n".join(f"    {GRADING}/{name}.py" for name in MUTATED)
    (folder / "setup.cfg").write_text(SETUP.format(mutated=mutated), encoding="utf-8")


def mutants(folder: Path) -> list[str]:
    """The names of all mutants that were made."""
    metas = sorted((folder / "mutants").rglob("*.meta"))
    return sorted(name for meta in metas for name in json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"])


def warmed() -> None:
    """Load all that the mutants share: the tests, the rules, the library. Every mutant is a fork of this process."""
    if run_tests() != 0:
        raise SystemExit("a test fails on the code as it is")


def run_tests() -> int:
    """The exit code of the tests, up to the first that fails."""
    tests = [f"tests/grading/test_{test}.py" for test in TESTS]
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        return int(pytest.main(["-q", "-x", "-n0", "-p", "no:cacheprovider", *tests]))


def forgotten() -> None:
    """Empty what the mutated modules, and those that rest on them, remember of the code as it is."""
    for name, module in list(sys.modules.items()):
        if name.rpartition(".")[2] in (*MUTATED, "dossier") and name.startswith("vmdojo.grading."):
            for thing in vars(module).values():
                if hasattr(thing, "cache_clear"):
                    thing.cache_clear()


def begun(name: str) -> int:
    """The process that tries a mutant: it ends with 0 where all tests pass."""
    process = os.fork()
    if process == 0:
        os.environ["MUTANT_UNDER_TEST"] = name
        signal.alarm(LONGEST)
        forgotten()
        os._exit(run_tests())
    return process


def survivors(names: list[str], jobs: int) -> list[str]:
    """Those mutants that no test kills, told as they turn up."""
    waiting, running, alive = list(reversed(names)), {}, []
    while waiting or running:
        while waiting and len(running) < jobs:
            name = waiting.pop()
            running[begun(name)] = name
        process, status = os.wait()
        print(f"\r{len(names) - len(waiting) - len(running) + 1} of {len(names)}", end="", file=sys.stderr, flush=True)
        name = running.pop(process)
        if status == 0:
            alive.append(name)
            print(f"survived {name}", flush=True)
    return alive


def main() -> None:
    """Make the mutants, try a sample, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--size", type=int, default=500)
    parser.add_argument("--folder", type=Path, default=ROOT / ".mutation", help="where the mutants are made")
    parser.add_argument("--jobs", type=int, default=2, help="mutants tried at once")
    parser.add_argument("--only", nargs="*", help="these mutants, and no sample")
    options = parser.parse_args()
    folder: Path = options.folder.resolve()
    if not (folder / "setup.cfg").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        copied(folder)
    if not mutants(folder):  # mutmut makes them before it finds that no such one is there
        command = [sys.executable, "-m", "mutmut", "run", "none"]
        subprocess.run(command, cwd=folder, check=False, capture_output=True)
    names = mutants(folder)
    os.chdir(folder / "mutants")
    os.environ |= {"MUTANT_UNDER_TEST": "", "VMDOJO_HOME": str(folder / "home")}
    sys.path[:0] = ["src", "tests"]
    warmed()
    sample = options.only or sorted(random.Random(options.seed).sample(names, min(options.size, len(names))))
    alive = survivors(sample, options.jobs)
    print(f"{len(names)} mutants, {len(sample)} tried, {1 - len(alive) / len(sample):.1%} killed")


if __name__ == "__main__":
    main()
