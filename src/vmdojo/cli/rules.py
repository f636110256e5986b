"""``vmdojo rules``: what the judge looks for, the card of one rule with its reasons, disputes and profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vmdojo.cli import console

if TYPE_CHECKING:
    from vmdojo.grading import Rubric, Rule
    from vmdojo.grading.rubric_changes import RubricFile, Switch

_LISTS = ("switches", "profiles")


@click.command(short_help="List the rules of the judge, or show one with its reasons.")
@click.argument("name", required=False, metavar="[RULE|DISPUTE|PROFILE|switches|profiles]")
@click.option("--rubric", metavar="NAME|FILE", help="The rules of this profile, or of this file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def rules(name: str | None, rubric: str | None, as_json: bool) -> None:
    """List the rules of the judge, or show a card: why, how sure, who disagrees, examples, how to change it.

    Points are points of 100 in the rule's dimension; what a finding costs in the total depends on the weights. A rule
    that is asleep is not looked for until a switch wakes it.

    \b
    Examples:
      vmdojo rules tone.fillers          one rule
      vmdojo rules switches              the disputes over how to sell, and their sides
      vmdojo rules D2                    one dispute, also by its name: number
      vmdojo rules profiles              ready-made views
      vmdojo rules --rubric team.toml    the rules as a file of yours weighs them
    """
    from vmdojo.cli import rule_cards as cards
    from vmdojo.cli.judging import load_rubric
    from vmdojo.grading import profiles, switches

    loaded = load_rubric(rubric)
    every = {**loaded.rules, **loaded.silent}
    answer: dict[str, object] = {"format": 1, "judge": loaded.judge}
    if name is None:
        chosen = sorted(every.values(), key=lambda rule: _place(rule, every))
        lines = cards.rule_lines(chosen, loaded)
        answer["rules"] = [_rule(rule, loaded) for rule in chosen]
    elif name == "switches":
        lines = cards.switch_lines(loaded)
        answer["switches"] = [_switch(switch, loaded) for switch in switches()]
    elif name == "profiles":
        lines = cards.profile_lines()
        answer["profiles"] = [_profile(profile) for profile in profiles().values()]
    elif name in profiles():
        lines = cards.profile_card(profiles()[name])
        answer["profiles"] = [_profile(profiles()[name])]
    elif (switch := _dispute(name)) is not None:
        lines = cards.switch_card(switch, loaded)
        answer["switches"] = [_switch(switch, loaded)]
    else:
        rule = _find(every, name)
        lines = cards.rule_card(rule, loaded)
        answer["rules"] = [_rule(rule, loaded)]
    if as_json:
        console.say_json(answer)
    else:
        console.say("\n".join(lines))


def _place(rule: Rule, every: dict[str, Rule]) -> int:
    """Families stay together, in the order in which the files name them first."""
    order = list(dict.fromkeys(one.family for one in every.values()))
    return order.index(rule.family)


def _dispute(name: str) -> Switch | None:
    from vmdojo.grading import switches

    return next((switch for switch in switches() if name == switch.id or name.upper() == switch.ref), None)


def _find(every: dict[str, Rule], name: str) -> Rule:
    from vmdojo.grading import profiles, switches

    rule = every.get(name)
    if rule is None:
        names = [*every, *(switch.id for switch in switches()), *profiles(), *_LISTS]
        close = console.nearest(name, names)
        hint = f'Did you mean "{close}"?' if close else '"vmdojo rules" lists all.'
        console.refuse(f'There is no rule "{name}". {hint}')
    return rule


def _rule(rule: Rule, rubric: Rubric) -> dict[str, object]:
    from vmdojo.cli.rule_cards import movers

    return {
        "id": rule.id,
        "dimension": rule.dimension,
        "kind": rule.kind,
        "points": rule.points,
        "each": rule.each,
        "most": rule.most,
        "measured": rule.measured,
        "share": rule.share,
        "cap": rule.cap,
        "formal_cap": rule.formal_cap,
        "crowd": rule.crowd,
        "fixed": rule.fixed_cap,
        "asleep": rule.id in rubric.silent,
        "why": rule.why,
        "fix": rule.fix,
        "evidence": rule.evidence,
        "disputed": rule.disputed,
        "ref": rule.ref,
        "switches": sorted({switch.id for switch, _ in movers(rule.id)}),
        "hits": rule.hits,
        "misses": rule.misses,
    }


def _switch(switch: Switch, rubric: Rubric) -> dict[str, object]:
    from vmdojo.cli.rule_cards import change_lines, standing

    return {
        "id": switch.id,
        "ref": switch.ref,
        "question": switch.question,
        "voice": switch.voice,
        "default": switch.default,
        "here": standing(switch, rubric),
        "note": switch.note,
        "positions": [
            {
                "id": position.id,
                "says": position.says,
                "who": position.who,
                "evidence": position.evidence,
                "changes": change_lines(position),
            }
            for position in switch.position
        ],
    }


def _profile(profile: RubricFile) -> dict[str, object]:
    from vmdojo.cli.rule_cards import change_lines

    return {
        "id": profile.id,
        "title": profile.title,
        "about": profile.about,
        "switches": profile.switches,
        "changes": change_lines(profile),
    }
