"""The cards of ``vmdojo rules``: one rule, one dispute, one profile, each with the lines that change it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from vmdojo.cli import console

if TYPE_CHECKING:
    from vmdojo.grading import Rubric, Rule
    from vmdojo.grading.rubric_changes import Changes, Position, RubricFile, Switch

EVIDENCE = {
    "M1": "controlled experiment or meta-analysis",
    "M2": "large data set of a vendor: it goes together, which is no proof",
    "M3": "small count, method not shown",
    "R": "a number that is repeated without an origin",
    "E": "expert opinion",
}
"""What the labels of evidence stand for."""

_HEAD = ("format", "id", "title", "about", "extends", "switches", "says", "who", "evidence", "bears_on")
"""Keys that change nothing by themselves."""
_NEAR_MISSES = 3
"""Sentences of each kind on a card; ``--json`` has them all."""


def general(sentence: str) -> str:
    """A sentence of a rule without a message: what it would fill in is left open."""
    named = re.sub(
        r"(^|[.!?] )?\{buyer(_full)?\}", lambda at: f"{at[1]}The buyer" if at[1] is not None else "the buyer", sentence
    )
    return console.inert_line(re.sub(r"\{\w+\}", "…", named))


def rule_lines(rules: Iterable[Rule], rubric: Rubric) -> list[str]:
    """All rules, family by family, with points, evidence and the switches that move them."""
    rules = list(rules)
    width = max(len(rule.id) for rule in rules)
    lines: list[str] = []
    family = ""
    for rule in rules:
        if rule.family != family:
            lines += [""] if lines else []
        family = rule.family
        why = general(rule.why)
        room = console.WIDTH
        first = why if len(why) <= room else why[: room - 1].rsplit(" ", 1)[0] + " …"
        moved = sorted({switch.id for switch, _ in movers(rule.id)})
        tags = f"  {console.faint('[' + ', '.join(moved) + ']')}" if moved else ""
        weight = "asleep" if rule.id in rubric.silent else short_points(rule)
        lines.append(f"{rule.id:<{width}}  {rule.kind:<6}  {weight:>8}  {rule.evidence:<2}  {first}{tags}")
    return lines


def short_points(rule: Rule) -> str:
    """What a rule moves, in a word."""
    if rule.points:
        return f"{rule.points:+g}"
    if rule.cap is not None:
        return f"max {rule.cap:g}"
    return "varies" if rule.measured else "told"


def movers(id_: str) -> Iterator[tuple[Switch, Position]]:
    """The positions that move a rule."""
    from vmdojo.grading import switches
    from vmdojo.grading.rubric_changes import rules_of

    for switch in switches():
        for position in switch.position:
            if id_ in rules_of(position) or id_ in position.bears_on:
                yield switch, position


def rule_card(rule: Rule, rubric: Rubric) -> list[str]:
    """Why, how sure, who disagrees, examples, and how to change it."""
    dimension = rule.dimension.replace("_", " ")
    lines = [f"{console.bold(rule.id)}  {rule.kind} of {dimension}", ""]
    lines += console.wrapped(general(rule.why))
    lines += console.wrapped(general(rule.fix), indent="  ", first="→ ")
    lines += ["", *console.wrapped(f"Evidence: {EVIDENCE[rule.evidence]} ({rule.evidence}).")]
    if rule.disputed:
        lines += console.wrapped(f"Who disagrees: {rule.disputed}")
    for sentence in _worth(rule, rubric):
        lines += console.wrapped(sentence)
    for head, examples in (("Found in", rule.hits), ("Not found in", rule.misses)):
        if examples:
            lines += ["", head]
            for example in examples[:_NEAR_MISSES]:
                lines += console.wrapped(example, indent="  ", first="- ")
    return [*lines, "", *_how_to_change(rule, rubric)]


def _worth(rule: Rule, rubric: Rubric) -> Iterator[str]:
    dimension = rule.dimension.replace("_", " ")
    if rule.points:
        further = f", {rule.each:+g} for each further place" if rule.each else ""
        most = f", {rule.most:+g} at the most" if rule.most is not None else ""
        yield f"Points: {rule.points:+g} of 100 in {dimension}{further}{most}."
        if rule.min > 1:
            yield f"It counts from {rule.min} places on."
    elif rule.measured:
        kept = f", of which {rule.share * 100:.0f} in 100 are charged" if rule.share != 1.0 else ""
        yield f"Points: measured in each message{kept}."
    elif rule.cap is None:
        yield "Points: none. It is told."
    if rule.cap is not None:
        yield f"Caps the total at {rule.cap:g}, and a little lower for all else that is wrong."
    if rule.formal_cap is not None:
        yield f"Caps the total at {rule.formal_cap:g} where the buyer is formal."
    if rule.crowd is not None:
        yield f"Found {rule.crowd[0]} times, it caps the total at {rule.crowd[1]:g}."
    if rule.relationships:
        yield f"Only for buyers who are {_listed(rule.relationships, 'or')}."
    if rule.unless_relationships:
        yield f"Not for buyers who are {_listed(rule.unless_relationships, 'or')}."
    if rule.touch != "any":
        yield f"Only in {'the first message' if rule.touch == 'first' else 'a later message'} to a buyer."
    if rule.id in rubric.silent:
        yield f'Asleep in "{rubric.id}": not looked for.'


def _listed(words: Iterable[str], joint: str) -> str:
    *some, last = words
    return f"{', '.join(some)} {joint} {last}" if some else last


def _how_to_change(rule: Rule, rubric: Rubric) -> Iterator[str]:
    if rule.fixed_cap:
        yield from console.wrapped("It holds in every rubric: no team can silence it, weaken it or lift its cap.")
        return
    yield "To change it, any of these in a rubric of your own (see rubrics.md):"
    if rule.detect == "listed":
        yield ""
        lists = ['banned = ["circle back"]'], ['products = ["Clearloft One"]', 'product_in_message = "fault"']
        yield from (f"  {line}" for line in lists[rule.id == "team.product"])
    else:
        yield ""
        yield f'  {"wake" if rule.id in rubric.silent else "silence"} = ["{rule.id}"]'
    asleep = rule.id in rubric.silent
    if not asleep and (rule.measured or rule.points or rule.cap is not None):
        yield from ("", "  [weaken]", f'  "{rule.id}" = 0.5')
    if rule.points:
        yield from ("", "  [points]", f'  "{rule.id}" = {rule.points if asleep else rule.points / 2:g}')
    if rule.cap is not None or rule.crowd is not None:
        yield from ("", "  [caps]", f'  "{rule.id}" = {rule.cap if rule.cap is not None else 100:g}')
    sides: dict[str, list[str]] = {}
    for switch, position in movers(rule.id):
        sides.setdefault(switch.id, []).append(f'"{position.id}"')
    if sides:
        yield from ("", "  [switches]")
    for id_, (first, *others) in sides.items():
        yield f"  {id_} = {first}" + (f"  # or {_listed(others, 'or')}" if others else "")
        yield from console.wrapped(f"(vmdojo rules {id_} tells the sides of it)", indent="  ")
    weighed = profile_rules()
    moved = [name for name, rules in weighed.items() if rules.get(rule.id) != weighed["classic"].get(rule.id)]
    if moved:
        yield ""
        yield from console.wrapped(f"Profiles that change it: {', '.join(moved)}.")


def profile_rules() -> dict[str, dict[str, Rule]]:
    """The rules of each profile as it weighs them, by profile and id."""
    from vmdojo.grading import profiles
    from vmdojo.grading.rubric_own import profile_parts

    return {name: {rule.id: rule for rule in profile_parts(name).rules} for name in profiles()}


def switch_lines(rubric: Rubric) -> list[str]:
    """All disputes, one a line."""
    from vmdojo.grading import switches

    rows = [(switch, standing(switch, rubric)) for switch in switches()]
    lines: list[str] = []
    for switch, taken in rows:
        others = [position.id for position in switch.position if position.id != taken]
        lines.append(f"{switch.ref:<4} {switch.id:<13} {switch.question}")
        if switch.voice:
            lines += console.wrapped("of the voice: nothing to choose", indent=" " * 19)
        else:
            lines += console.wrapped(f"{taken}; or {', '.join(others)}", indent=" " * 19)
    return lines


def standing(switch: Switch, rubric: Rubric) -> str:
    """The position that a rubric takes."""
    return rubric.chosen.get(switch.id, switch.default)


def switch_card(switch: Switch, rubric: Rubric) -> list[str]:
    """Both sides of a dispute, how well each is known, what it changes, and how to choose."""
    lines = [f"{console.bold(switch.id)}  {switch.ref}", "", *console.wrapped(switch.question)]
    for position in switch.position:
        marks = (("shipped", position.id == switch.default), ("here", position.id == standing(switch, rubric)))
        here = [mark for mark, so in marks if so]
        note = f"  {console.faint('(' + ', '.join(here) + ')')}" if here else ""
        lines += ["", f"  {console.bold(position.id)}{note}"]
        lines += console.wrapped(position.says, indent="    ")
        lines += console.wrapped(
            f"Held by {position.who}. Evidence: {EVIDENCE[position.evidence]} ({position.evidence}).", indent="    "
        )
        changes = change_lines(position)
        if changes:
            lines += ["    It changes:", *(f"      {line}" for line in changes)]
        else:
            lines.append("    It changes nothing.")
    if switch.note:
        lines += ["", *console.wrapped(switch.note)]
    taken = standing(switch, rubric)
    other = next((position.id for position in switch.position if position.id != taken), None)
    if other is not None:
        lines += ["", "To choose, in a rubric of your own:", "", "  [switches]", f'  {switch.id} = "{other}"']
    return lines


def profile_card(profile: RubricFile) -> list[str]:
    """Whose view a profile is, and what it says otherwise."""
    from vmdojo.grading import switches

    lines = [f"{console.bold(profile.id)}  {profile.title}", "", *console.wrapped(profile.about)]
    if profile.switches:
        lines.append("")
    known = {switch.id: switch for switch in switches()}
    for id_, taken in profile.switches.items():
        says = next(position.says for position in known[id_].position if position.id == taken)
        lines += [f'  {id_} = "{taken}"', *console.wrapped(says, indent="      ")]
    own = change_lines(profile)
    lines += ["", *(f"  {line}" for line in own)] if own else []
    return [
        *lines,
        "",
        "To use it:",
        "",
        f"  vmdojo grade --rubric {profile.id}",
        "",
        "To build on it:",
        "",
        f'  extends = "{profile.id}"',
    ]


def profile_lines() -> list[str]:
    """All profiles with their views."""
    from vmdojo.grading import profiles

    lines: list[str] = []
    for profile in profiles().values():
        lines += [""] if lines else []
        lines += [console.bold(profile.id), *console.wrapped(profile.about, indent="  ")]
    return lines


def change_lines(changes: Changes) -> list[str]:
    """What is changed, as the lines of a rubric file, each with its whole key."""
    lines: list[str] = []
    for name in changes.__struct_fields__:
        value = getattr(changes, name)
        if name not in _HEAD and value not in (None, (), {}, "", "fine"):
            lines += _lines(name, value)
    return lines


def _lines(key: str, value: object) -> list[str]:
    import msgspec

    if isinstance(value, msgspec.Struct):
        value = {name: one for name in value.__struct_fields__ if (one := getattr(value, name)) is not None}
    if isinstance(value, dict):
        plain = re.compile(r"[\w-]+", re.ASCII)
        return [
            line
            for name, one in value.items()
            for line in _lines(f"{key}.{name if plain.fullmatch(name) else json.dumps(name)}", one)
        ]
    return [f"{key} = {json.dumps(_short(value))}"]


def _short(value: object) -> object:
    """16.0 as 16."""
    if isinstance(value, tuple):
        return [_short(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
