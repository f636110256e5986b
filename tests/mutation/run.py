"""Mutation testing of what decides a total: ``python tests/mutation/run.py [--seed 20261122] [--size 500]``.

Wants mutmut 3 in the Python that runs it, beside what the tests want, and a system that forks; no CI runs it. The
sources are copied into a folder of their own, a seeded sample of the mutants is tried on the tests of the judge, and
each survivor is told, with the share of those that some test kills. ``mutmut show NAME`` in that folder shows what one
changes.
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
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GRADING = "src/vmdojo/grading"
MUTATED = ("asks", "sizing", "asking", "requests", "licence", "relevance", "matching", "judge", "case", "acting")
"""Asks, relevance and totalling."""
TESTS = ("asks", "ask_parts", "matching", "relevance", "totals")
"""Files of ``tests/grading``."""
LONGEST_TEST = 1.0
"""Seconds of a test beyond which it is left out: the handful that walk far through random texts."""
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


def forgotten() -> None:
    """Empty what the mutated modules, and those that rest on them, remember of the code as it is."""
    for name, module in list(sys.modules.items()):
        if name.rpartition(".")[2] in (*MUTATED, "dossier") and name.startswith("vmdojo.grading."):
            for thing in vars(module).values():
                if hasattr(thing, "cache_clear"):
                    thing.cache_clear()


class Trial:
    """Runs in the place of pytest's own loop: collected once, every mutant is tried in a fork of this process."""

    def __init__(self, sample: list[str], jobs: int) -> None:
        self.sample = sample
        self.alive: list[str] = []
        self.ended = False
        self._lasted: dict[str, float] = {}
        self._jobs = jobs
        self._failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._failed = self._failed or report.failed
        self._lasted[report.nodeid] = self._lasted.get(report.nodeid, 0.0) + report.duration

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = list(session.items)
        if self._killed(items):  # and what the mutants share is loaded
            raise SystemExit("a test fails on the code as it is")
        items.sort(key=self._seconds)  # most mutants die of a quick one
        items = [item for item in items if self._seconds(item) <= LONGEST_TEST]
        waiting = list(reversed(self.sample))
        running: dict[int, str] = {}
        while waiting or running:
            while waiting and len(running) < self._jobs:
                name = waiting.pop()
                running[self._begun(name, items)] = name
            process, status = os.wait()
            name = running.pop(process)
            if status == 0:
                self.alive.append(name)
            done = len(self.sample) - len(waiting) - len(running)
            print(f"{done} of {len(self.sample)} {'killed' if status else 'SURVIVED'} {name}", flush=True)
        self.ended = True
        return True

    def _seconds(self, item: pytest.Item) -> float:
        return self._lasted.get(item.nodeid, 0.0)

    def _killed(self, items: list[pytest.Item]) -> bool:
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._failed:
                return True
        return False

    def _begun(self, name: str, items: list[pytest.Item]) -> int:
        """The process that tries a mutant: it ends with 0 where all tests pass."""
        process = os.fork()
        if process == 0:
            os.environ["MUTANT_UNDER_TEST"] = name
            signal.alarm(LONGEST)
            forgotten()
            try:
                os._exit(int(self._killed(items)))
            finally:
                os._exit(1)
        return process


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
    sample = options.only or sorted(random.Random(options.seed).sample(names, min(options.size, len(names))))
    trial = Trial(sample, options.jobs)
    tests = [f"tests/grading/test_{test}.py" for test in TESTS]
    done = pytest.main(["-q", "-n0", "-s", "-p", "no:cacheprovider", *tests], plugins=[trial])
    if not trial.ended:
        raise SystemExit(f"the tests did not run: {done!r}")
    alive = trial.alive
    print(f"{len(names)} mutants, {len(sample)} tried, {1 - len(alive) / len(sample):.1%} killed")


if __name__ == "__main__":
    main()
