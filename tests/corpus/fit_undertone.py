"""Fit what a message sounds like on the whole: ``python tests/corpus/fit_undertone.py [--write]``.

Reads the labelled messages, pairs and attacks that are not set aside and finds, for each dimension, what each act
costs a unit of log-odds, so that better halves lead, the skill in question moves, attacks stay below their ceilings
and good messages keep their points. First it shows what such weights do on sets that were left out of the fit, one
after the other (no writer is judged by weights fitted on that writer); then it fits on all and prints the tables, or
with ``--write`` puts them into ``undertone.toml``.

Needs torch, which comes with what ``fit_acts.py`` needs.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import report
import torch
from basis import UNDERTONE as OUT
from basis import basis
from torch.nn.functional import softplus

from vmdojo.grading import Grade, Rubric, grade, load_rubric
from vmdojo.grading.acts import shipped_acts
from vmdojo.grading.case import Case
from vmdojo.grading.dossier import dossier_of
from vmdojo.grading.judge import HELD_DOWN
from vmdojo.grading.model import DIMENSIONS
from vmdojo.grading.samples import STRONG_AT_LEAST, WEAK_BELOW_BY
from vmdojo.grading.undertone import RULES, WANTS_MUCH, heights, undertone_file
from vmdojo.message import parse
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import About, Scenario

MARK = "# Fitted by tests/corpus/fit_undertone.py"
SETS = [name for name in report.SETS if name not in ("rules", "all", "every")]
HEARD = {
    "relevance": "generic_benefit flattery canned about_us nonsense filler",
    "scariness": "ask_total ask_big presume threat creepy mystery false_past insult guilt",
    "brevity": "filler canned begging",
    "value": "about_us generic_benefit self_praise filler mystery nonsense",
    "tone": (
        "guilt insult creepy begging flattery canned casual self_praise presume passive mystery threat about_us meta"
    ),
    "next_step": "passive begging mystery ask_big ask_total presume filler guilt",
}
"""The acts that may bear on a dimension."""
MOST_FREE = 50.0
"""Points of a dimension that may be free at most."""
STEPS, RATE = 250, 0.05
"""Of the search."""
AHEAD, MOVED = 4.0, 8.0
"""By how many points of the total a better half should lead, and of the skill in question it should move: more than is
asked for (0 and 5), so that the pairs near it count."""
ATTACKS, KEPT, SPARSE = 1.2, 0.025, 0.0005
"""What an attack over its ceiling, a point of a good message and a point a unit weigh beside a pair. Chosen by the
left-out counts."""
FLOOR, LIBRARY_FLOOR = 62.0, STRONG_AT_LEAST + 6.0
"""Totals below which it hurts that a good message falls; strong samples of the library have to reach a number."""
LIBRARY = len(SETS)
"""The samples of the library as a set of their own: good messages, never left out."""
LEAST = 0.3
"""Points a unit below which a weight is left out."""


class Lines(NamedTuple):
    """Graded texts side by side, without their undertone."""

    points: torch.Tensor
    """Points of each dimension; 50 where it is not judged."""
    weights: torch.Tensor
    """Weight of each dimension, 0 where it is not judged."""
    total: torch.Tensor
    """The sum before any ceiling."""
    ceiling: torch.Tensor
    """The lowest ceiling, before what else is wrong lowers it; 999 where there is none."""
    heard: torch.Tensor
    """How far each act is heard, in log-odds above the floor."""

    def some(self, which: np.ndarray[Any, Any]) -> Lines:
        return Lines(*[part[which] for part in self])


class Corpus(NamedTuple):
    """All lines of the corpus that are not set aside, each with the number of its set."""

    better: Lines
    worse: Lines
    skill: torch.Tensor
    pair_set: np.ndarray[Any, Any]
    good: Lines
    good_set: np.ndarray[Any, Any]
    attack: Lines
    most: torch.Tensor
    attack_set: np.ndarray[Any, Any]


def silent() -> Rubric:
    """The shipped rubric without the undertone."""
    ids = [rule for pair in RULES.values() for rule in pair if rule]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plain.toml"
        path.write_text(f'format = 1\nid = "plain"\nsilence = {ids}\n'.replace("'", '"'), encoding="utf-8")
        return load_rubric(path)


def heard(text: str, buyer: Scenario | About, rubric: Rubric) -> tuple[Grade, list[float]]:
    """The grade without undertone, and how far each act is heard."""
    message = parse(text, rubric.pace)
    case = Case(message, dossier_of(buyer, rubric), rubric, ())
    acts = case.done.acts
    return grade(message, buyer, rubric), heights(case, tuple, acts.at[WANTS_MUCH]) or [0.0] * len(acts.names)


def lines(found: list[tuple[Grade, list[float]]]) -> Lines:
    """As tensors."""
    judged = [[g.dimensions[name] for name in DIMENSIONS] for g, _ in found]
    total = [max(0.0, min(100.0, g.base + sum(f.points for f in g.findings))) for g, _ in found]
    ceiling = [
        min([cap.at for cap in g.caps], default=999.0) / (1.0 - HELD_DOWN * (1.0 - all_ / 100.0))
        for (g, _), all_ in zip(found, total, strict=True)
    ]
    return Lines(
        torch.tensor([[d.points if d else 50.0 for d in row] for row in judged]),
        torch.tensor([[d.weight if d else 0.0 for d in row] for row in judged]),
        torch.tensor(total),
        torch.tensor(ceiling),
        torch.tensor([likely for _, likely in found]),
    )


def corpus() -> Corpus:
    """Everything that is not set aside, graded."""
    rubric = silent()
    rows: dict[str, list[tuple[Any, int]]] = {name: [] for name in ("better", "worse", "good", "attack")}
    skill, most = [], []
    for number, name in enumerate(SETS):
        report.folders = report.SETS[name]
        for line in report.read("messages.jsonl", "dev"):
            if line["quality"] == "good":
                rows["good"].append((heard(line["text"], report.buyer_of(line), rubric), number))
        for line in report.read("pairs.jsonl", "dev"):
            skill.append(DIMENSIONS.index(line["skill"]))
            for half in ("better", "worse"):
                rows[half].append((heard(line[half], report.buyer_of(line), rubric), number))
        for line in report.read("gaming.jsonl", "dev"):
            most.append(float(line["ceiling"]))
            rows["attack"].append((heard(line["text"], report.buyer_of(line), rubric), number))
    for scenario in load_library().scenarios:
        bare = msgspec.structs.replace(scenario, strong=())  # a sample is not a copy of itself
        rows["good"] += [(heard(sample.text, bare, rubric), LIBRARY) for sample in scenario.strong]
        rows["attack"] += [(heard(sample.text, bare, rubric), LIBRARY) for sample in scenario.weak]
        most += [STRONG_AT_LEAST - WEAK_BELOW_BY] * len(scenario.weak)
    made = {name: (lines([g for g, _ in some]), np.array([n for _, n in some])) for name, some in rows.items()}
    return Corpus(
        made["better"][0],
        made["worse"][0],
        torch.tensor(skill),
        made["better"][1],
        *made["good"],
        made["attack"][0],
        torch.tensor(most),
        made["attack"][1],
    )


def sounded(some: Lines, costs: torch.Tensor, free: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Points of the dimensions, and totals, under these weights."""
    earned = torch.tensor([bool(RULES[name][1]) for name in DIMENSIONS])
    net = free - some.heard @ costs.T
    net = torch.where(
        earned,
        torch.minimum(net, undertone_file().gain * some.points * (1.0 - some.points / 100.0)),
        net.clamp(max=0.0),
    )
    points = (some.points + net.clamp(min=-undertone_file().most)).clamp(0.0, 100.0)
    total = (some.total + ((points - some.points) * some.weights).sum(1) / 100.0).clamp(0.0, 100.0)
    return points, torch.minimum(total, some.ceiling * (1.0 - HELD_DOWN * (1.0 - total / 100.0)))


def mask(acts: tuple[str, ...]) -> torch.Tensor:
    return torch.tensor([[float(act in HEARD[name].split()) for act in acts] for name in DIMENSIONS])


def fitted(given: Corpus, fold: int | None) -> tuple[torch.Tensor, torch.Tensor]:
    """Weights and free points, fitted without one set."""
    pairs, goods, attacks = (np.where(one != fold)[0] for one in (given.pair_set, given.good_set, given.attack_set))
    better, worse, good, attack = (
        given.better.some(pairs),
        given.worse.some(pairs),
        given.good.some(goods),
        given.attack.some(attacks),
    )
    skill, most = given.skill[pairs], given.most[attacks]
    allowed = mask(shipped_acts().names)
    slopes = torch.full(allowed.shape, -1.0, requires_grad=True)
    levels = torch.full((len(DIMENSIONS),), -3.0, requires_grad=True)
    search = torch.optim.Adam([slopes, levels], lr=RATE)
    nothing = torch.zeros_like(allowed)
    lowest = torch.full((len(goods) + len(pairs),), FLOOR)
    lowest[: len(goods)][given.good_set[goods] == LIBRARY] = LIBRARY_FLOOR
    good_before = sounded(good, nothing, torch.zeros(len(DIMENSIONS)))[1]
    better_before = sounded(better, nothing, torch.zeros(len(DIMENSIONS)))[1]
    for _ in range(STEPS):
        costs, free = softplus(slopes) * allowed, MOST_FREE * torch.sigmoid(levels)
        better_points, better_total = sounded(better, costs, free)
        worse_points, worse_total = sounded(worse, costs, free)
        good_total, attack_total = sounded(good, costs, free)[1], sounded(attack, costs, free)[1]
        moved = (better_points - worse_points).gather(1, skill[:, None])[:, 0]
        loss = (
            4 * softplus((AHEAD - (better_total - worse_total)) / 4).mean()
            + 4 * softplus((MOVED - moved) / 4).mean()
            + ATTACKS * softplus((attack_total - most) / 6).mean()
            + KEPT * ((good_before - good_total).mean() + (better_before - better_total).mean())
            + 4 * softplus((lowest - torch.cat([good_total, better_total])) / 4).mean()
            + SPARSE * costs.sum()
        )
        search.zero_grad()
        loss.backward()
        search.step()
    costs = (softplus(slopes) * allowed).detach()
    return torch.where(costs >= LEAST, costs, 0.0), MOST_FREE * torch.sigmoid(levels).detach()


def counts(given: Corpus, fold: int, costs: torch.Tensor, free: torch.Tensor) -> np.ndarray[Any, Any]:
    """On one set: pairs out of order, skill moved by less than 5, attacks over, good and better below 60."""
    pairs, goods, attacks = (np.where(one == fold)[0] for one in (given.pair_set, given.good_set, given.attack_set))
    better_points, better = sounded(given.better.some(pairs), costs, free)
    worse_points, worse = sounded(given.worse.some(pairs), costs, free)
    good = sounded(given.good.some(goods), costs, free)[1]
    attack = sounded(given.attack.some(attacks), costs, free)[1]
    moved = (better_points - worse_points).gather(1, given.skill[pairs][:, None])[:, 0]
    found = (better <= worse, moved < 5, attack > given.most[attacks], good < 60, better < 60)
    return np.array([int(one.sum()) for one in found] + [float(good.sum()), float(better.sum())])


def tables(costs: torch.Tensor, free: torch.Tensor) -> str:
    """The weights as TOML."""
    acts, told = shipped_acts().names, []
    for place, name in enumerate(DIMENSIONS):
        own = {acts[at]: float(cost) for at, cost in enumerate(costs[place]) if cost > 0.0}
        told += [f"\n[dimension.{name}]", f"free = {float(free[place]):.1f}"]
        told += ["", f"[dimension.{name}.acts]"]
        told += [f"{act} = {own[act]:.1f}" for act in sorted(own, key=own.__getitem__, reverse=True)]
    return "\n".join(told).lstrip("\n") + "\n"


def main() -> None:
    """Fit, show, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the weights into undertone.toml")
    options = parser.parse_args()
    given = corpus()
    nothing = torch.zeros_like(mask(shipped_acts().names)), torch.zeros(len(DIMENSIONS))
    size = np.array([1, 1, 1, 1, 1, sum(given.good_set != LIBRARY), len(given.pair_set)])
    folds = range(len(SETS))
    for name, weights in (("without", [nothing for _ in folds]), ("left out", [fitted(given, one) for one in folds])):
        row = np.sum([counts(given, one, *weights[one]) for one in folds], axis=0) / size
        held = f"pairs out {row[0]:.0f} small {row[1]:.0f}; attacks over {row[2]:.0f}"
        good = f"below 60 good {row[3]:.0f} better {row[4]:.0f}; mean {row[5]:.1f} {row[6]:.1f}"
        print(f"{name:9} {held}; {good}", flush=True)
    told = tables(*fitted(given, None))
    print(told)
    if options.write:
        head = OUT.read_text(encoding="utf-8").partition(MARK)[0]
        OUT.write_text(f"{head}{MARK} on acts {basis()}.\n{told}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
