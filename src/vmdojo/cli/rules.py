"""``vmdojo rules``: what the judge looks for, and the card of one rule with its reasons."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vmdojo.cli import console

if TYPE_CHECKING:
    from vmdojo.grading import Rubric, Rule

EVIDENCE = {
    "M1": "controlled experiment or meta-analysis",
    "M2": "large data set of a vendor: it goes together, which is no proof",
    "M3": "small count, method not shown",
    "R": "a number that is repeated without an origin",
    "E": "expert opinion",
}
"""What the labels of evidence stand for."""


@click.command(short_help="List the rules of the judge, or show one with its reasons.")
@click.argument("id_", required=False, metavar="[ID]")
@click.option("--rubric", type=click.Path(path_type=Path), metavar="FILE", help="The rules of this rubric.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def rules(id_: str | None, rubric: Path | None, as_json: bool) -> None:
    """List the rules of the judge, or show the card of the rule ID: why, how sure, who disagrees, examples.

    Points are points of 100 in the rule's dimension; what a finding costs in the total depends on the weights.
    """
    from vmdojo.cli.judging import load_rubric

    loaded = load_rubric(rubric)
    chosen = list(loaded.rules.values()) if id_ is None else [_find(loaded, id_)]
    if as_json:
        console.say_json({"format": 1, "judge": loaded.judge, "rules": [_as_object(rule) for rule in chosen]})
    elif id_ is not None:
        console.say("\n".join(_card(chosen[0])))
    else:
        console.say("\n".join(_list(chosen)))


def _find(rubric: Rubric, id_: str) -> Rule:
    rule = rubric.rules.get(id_)
    if rule is None:
        close = console.nearest(id_, rubric.rules)
        hint = f'Did you mean "{close}"?' if close else '"vmdojo rules" lists all.'
        console.refuse(f'There is no rule "{id_}". {hint}')
    return rule


def _as_object(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "dimension": rule.dimension,
        "kind": rule.kind,
        "points": rule.points,
        "cap": rule.cap,
        "why": rule.why,
        "fix": rule.fix,
        "evidence": rule.evidence,
        "disputed": rule.disputed,
        "hits": rule.hits,
        "misses": rule.misses,
    }


def _general(sentence: str) -> str:
    """A sentence of a rule without a message: what it would fill in is left open."""
    named = re.sub(r"\{buyer(_full)?\}", "the buyer", sentence)
    return console.inert_line(re.sub(r"\{\w+\}", "…", named))


def _list(found: list[Rule]) -> list[str]:
    width = max(len(rule.id) for rule in found)
    lines: list[str] = []
    family = ""
    for rule in found:
        if lines and rule.id.split(".")[0] != family:
            lines.append("")
        family = rule.id.split(".")[0]
        why = _general(rule.why)
        first = why if len(why) <= console.WIDTH else why[: console.WIDTH - 1].rsplit(" ", 1)[0] + " …"
        lines.append(f"{rule.id:<{width}}  {rule.kind:<6}  {first}")
    return lines


def _card(rule: Rule) -> list[str]:
    lines = [f"{console.bold(rule.id)}  {rule.kind} of {rule.dimension.replace('_', ' ')}", ""]
    lines += console.wrapped(_general(rule.why))
    lines += console.wrapped(_general(rule.fix), indent="  ", first="→ ")
    lines += ["", *console.wrapped(f"Evidence: {EVIDENCE[rule.evidence]} ({rule.evidence}).")]
    if rule.disputed:
        lines += console.wrapped(f"Who disagrees: {rule.disputed}")
    if rule.points:
        lines.append(f"Points: {rule.points:+g} of 100 in {rule.dimension.replace('_', ' ')}.")
    if rule.cap is not None:
        lines.append(f"Caps the total at {rule.cap:g}.")
    for head, examples in (("Found in", rule.hits), ("Not found in", rule.misses)):
        if examples:
            lines += ["", head]
            for example in examples:
                lines += console.wrapped(example, indent="  ", first="- ")
    return lines
