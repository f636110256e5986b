"""Mutation testing of what decides a total: ``python tests/mutation/run.py [--seed 20261122] [--size 500]``.

Wants mutmut 3 in the Python that runs it, beside what the tests want; no CI runs it. The sources are copied into a
folder of their own, a seeded sample of the mutants is tried on the tests of the judge, and the share of those that
some test kills is printed with the name of each survivor. ``mutmut show NAME`` in that folder shows what one changes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

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
LONGEST = 240.0
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
    return sorted(
        name for meta in metas for name in json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
    )


def killed(folder: Path, name: str) -> bool:
    """Whether a test fails on a mutant; the name of none must pass."""
    tests = [f"tests/grading/test_{test}.py" for test in TESTS]
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n0", "-p", "no:cacheprovider", *tests]
    environment = os.environ | {"MUTANT_UNDER_TEST": name, "VMDOJO_HOME": str(folder / "home")}
    try:
        done = subprocess.run(command, cwd=folder / "mutants", env=environment, capture_output=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return True
    if done.returncode not in (0, 1):
        raise SystemExit(f"the tests do not run on {name}:\n{done.stdout.decode('utf-8', 'replace')[-2000:]}")
    return done.returncode == 1


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
    if killed(folder, ""):
        raise SystemExit("a test fails on the code as it is")
    sample = options.only or sorted(random.Random(options.seed).sample(names, min(options.size, len(names))))
    alive: list[str] = []
    with ThreadPoolExecutor(options.jobs) as pool:
        for name, dead in zip(sample, pool.map(partial(killed, folder), sample), strict=True):
            if not dead:
                alive.append(name)
                print(f"survived {name}", flush=True)
    print(f"{len(names)} mutants, {len(sample)} tried, {1 - len(alive) / len(sample):.1%} killed")


if __name__ == "__main__":
    main()
