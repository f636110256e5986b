"""A certificate: one page of HTML that prints well. It says what was shown, when, and under which judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Final

from vmdojo.coaching.days import long_day
from vmdojo.coaching.path import rules, sentence, small_print
from vmdojo.rounds.overview import Overview
from vmdojo.rounds.verify import ONLY_A_SERVER, Finding
from vmdojo.scenarios.model import Scenario

_NAMES: Final = {
    "relevance": "Relevance",
    "scariness": "Size of the ask",
    "brevity": "Brevity",
    "value": "Value",
    "tone": "Tone",
    "next_step": "Next step",
}

_STYLE: Final = """
@page { size: auto; margin: 18mm; }
html { color-scheme: light; }
body { font: 11pt/1.5 Georgia, 'Times New Roman', serif; color: #2a2926; background: #fff; max-width: 44em;
  margin: 2em auto; padding: 0 1.5em; }
h1 { font-size: 24pt; font-weight: normal; margin: 0 0 .2em; }
h2 { font-size: 11pt; font-weight: bold; margin: 1.4em 0 .3em; }
p { margin: .3em 0; }
table { border-collapse: collapse; width: 100%; }
td { padding: .15em 0; vertical-align: top; border-bottom: 1px solid #e4dfd3; }
td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; padding-left: 1em; }
.bar { display: inline-block; height: .6em; background: #4c4942; print-color-adjust: exact;
  -webkit-print-color-adjust: exact; }
.small { font-size: 8.5pt; color: #6b675e; overflow-wrap: anywhere; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
"""


def certificate(
    it: Overview,
    scenarios: Sequence[Scenario],
    checked: Mapping[Finding, int],
    *,
    name: str = "",
    judges: Mapping[str, int] | None = None,
) -> str:
    """The page. ``checked`` is what grading every take again found, ``judges`` how many takes each judge graded."""
    judges = judges if judges is not None else Counter(take.judge for take in it.takes)
    titles = {scenario.id: scenario.title for scenario in scenarios}
    who = escape(_inert(name)) or "A player who gave no name"
    body = [
        f"<h1>{it.standing.belt.capitalize()} belt</h1>",
        f"<p>{who}, on {_long(it.today)}.</p>",
        f"<p>{len(it.takes)} voicemails left for {len({take.scenario for take in it.takes})} buyers on "
        f"{it.streak.total} days of practice; {sum(take.official for take in it.takes)} of them were declared official "
        "before the dossier was opened.</p>",
        "<h2>Belts, and what each asked</h2>",
        _belts(it, titles),
        "<h2>Skills, from the latest takes</h2>",
        _skills(it),
    ]
    off = it.calibration.off
    if off is not None:
        body.append(f"<p>Guesses before the score, of late: {off:.0f} points off on average.</p>")
    body += ["<h2>How far this can be trusted</h2>", *_trust(checked, judges)]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>vmdojo: {it.standing.belt} belt</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _belts(it: Overview, titles: Mapping[str, str]) -> str:
    by_take = {take.id: take for take in it.takes}
    asked = {rule.name: sentence(rule) for rule in rules().belt}
    rows = []
    for earned in it.standing.earned:
        take = by_take.get(earned.take)
        buyer = "" if take is None else f" Tied on “{escape(_inert(titles.get(take.scenario, take.scenario)))}”."
        told = f"<b>{earned.belt.capitalize()}</b>: {escape(asked[earned.belt])}{buyer}"
        rows.append(f'<tr><td>{told}</td><td class="n">{_long(earned.day)}</td></tr>')
    if not rows:
        rows.append("<tr><td>None yet: white is worn from the first day.</td></tr>")
    return f'<table>{"".join(rows)}</table><p class="small">{escape(small_print())}</p>'


def _skills(it: Overview) -> str:
    rows = []
    for skill in it.skills:
        level = "" if skill.level is None else f"{skill.level:.0f}"
        drawn = "" if skill.level is None else f'<span class="bar" style="width:{skill.level:.0f}%"></span>'
        rows.append(
            f'<tr><td style="width:30%">{_NAMES[skill.name]}</td><td>{drawn}</td><td class="n">{level}</td></tr>'
        )
    return f"<table>{''.join(rows)}</table>"


_FOUND: Final[Mapping[Finding, str]] = {
    "same": "graded again with the same result",
    "differs": "graded again with another result",
    "other judge": "not checked: graded by a judge that this vmdojo is not",
    "other scenario": "not checked: the buyer has been rewritten since",
    "no scenario": "not checked: the buyer is not in this library",
}


def _trust(checked: Mapping[Finding, int], judges: Mapping[str, int]) -> list[str]:
    lines = [f"<p>{number} takes {_FOUND[found]}.</p>" for found, number in checked.items()]
    told = "; ".join(f"{escape(_inert(judge))} ({number} takes)" for judge, number in sorted(judges.items()))
    lines.append(f"<p>{escape(ONLY_A_SERVER)}</p>")
    lines.append(
        f'<p class="small">Judge: {told or "none"}. Version of the code, of rapidfuzz, and the rubric’s hash.</p>'
    )
    return lines


def _long(day: date) -> str:
    return f"{long_day(day)} {day.year}"


def _inert(text: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))
