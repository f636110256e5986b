"""``grade --jsonl``: one answer a line, in order, errors in their place, the same bytes on every run."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from cli.cases import environment, run
from cli.thousand import BROKEN, make

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ["format", "id", "judge", "scenario", "total", "words", "seconds", "dimensions", "base", "caps", "findings"]
KEYS += ["reaction", "advice"]


def test_a_thousand_lines_some_broken_in_every_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make()
    file = tmp_path / "thousand.jsonl"
    file.write_bytes(made.data)

    with subprocess.Popen(
        [sys.executable, "-m", "vmdojo", "grade", "--jsonl", str(file)], env=environment(), stdout=subprocess.PIPE
    ) as again:
        # Both runs at once: each takes its while, and there are two cores.
        waiting = ThreadPoolExecutor().submit(again.communicate)
        done = run(monkeypatch, ("grade", "--jsonl", "-"), made.data)
        second, _ = waiting.result()

    answers = [json.loads(line) for line in done.stdout.split("\n")[:-1]]
    assert done.code == 3
    assert done.stderr == ""
    assert len(answers) == len(made.lines)
    assert sum("error" in answer for answer in answers) == len(BROKEN)
    for answer, (number, broken), id_ in zip(answers, made.lines, made.ids, strict=True):
        if broken:
            assert list(answer) == ["format", "id", "line", "error"]
            assert answer["line"] == number
        else:
            assert list(answer) == KEYS
            assert answer["id"] == id_
    assert again.returncode == 3
    assert second == done.stdout.encode("utf-8")


def test_a_line_is_answered_before_the_next_is_there() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "vmdojo", "grade", "--jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in (1, 2, 3):
            process.stdin.write(b'{"id": %d, "text": "Hi Dana, who plans the moves?"}\n' % number)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait() == 0


def test_what_steers_a_terminal_comes_out_as_an_escape(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Hi \x1b[31mDana\u202e\u2028\x85\U000e0041, we \u200bhope to be your one stop shop!"

    done = run(monkeypatch, ("grade", "--jsonl"), json.dumps({"text": text, "id": text}).encode())

    assert done.code == 0
    assert done.stdout.count("\n") == 1
    assert done.stdout[:-1].isprintable()
    assert json.loads(done.stdout)["id"] == text


def test_offsets_count_code_points_of_the_unmodified_text(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "👋 Hi Dana.\r\n\tWe would love to become your strategic partner across all of your sites."

    (answer,) = [json.loads(run(monkeypatch, ("grade", "--jsonl"), json.dumps({"text": text}).encode()).stdout)]

    quoted = [finding for finding in answer["findings"] if finding["quote"]]
    assert quoted
    for finding in quoted:
        assert text[finding["start"] : finding["end"]] == finding["quote"]


def test_base_points_and_caps_lead_to_the_total(monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(monkeypatch, ("grade", "--jsonl"), make(300).data)

    graded = [answer for answer in map(json.loads, done.stdout.split("\n")[:-1]) if "error" not in answer]
    assert len(graded) > 200
    for answer in graded:
        uncapped = answer["base"] + sum(finding["points"] for finding in answer["findings"])
        lowest = min([100.0, *(cap["at"] for cap in answer["caps"])])
        # Each printed number is rounded by itself.
        slack = 0.05 * (len(answer["findings"]) + 2)
        assert answer["total"] == pytest.approx(min(max(0.0, uncapped), lowest), abs=slack)


def test_a_scenario_may_be_asked_about_under_another_relationship(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        {"text": "Hi Dana, could we have an hour this week?", "scenario": "second-cold-store"},
        {
            "text": "Hi Dana, could we have an hour this week?",
            "scenario": "second-cold-store",
            "relationship": "customer",
        },
    ]

    done = run(monkeypatch, ("grade", "--jsonl"), "\n".join(map(json.dumps, lines)).encode())

    cold, customer = (json.loads(line)["dimensions"]["scariness"]["tolerated"] for line in done.stdout.splitlines())
    assert cold < customer
