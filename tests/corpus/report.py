"""The judge against the labelled corpus, as a table: ``python tests/corpus/report.py [--split SPLIT] [--misses]``.

Never a gate: it reports. The part set aside ("held") is looked at only through these figures. ``--set second`` takes
the set that was written later without sight of the judge, the rules or the first set; ``--set third`` the attacks and
honest messages, many of them to shipped buyers, that were written while the judge was made to see through such attacks;
``--set fourth`` the meanest cheats and quietest faults, written without sight of the judge; ``--set fifth`` one
that was so written, one half by each of two people, of which one half is set aside, ``--set sixth`` another such, and
``--set seventh`` messages by one person more, ``--set eighth`` a British and an American trainer's, ``--set
ninth`` two more trainers', ``--set tenth`` two more's with many attacks of eleven kinds, ``--set
eleventh`` two more's, ``--set twelfth`` messages in the plain manner of published examples, ``--set
thirteenth`` and ``--set fourteenth`` two more's each; ``--set rules`` shows each of sixteen rules in words of no
list; ``--set all`` the first two, ``--set every`` all of them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vmdojo.grading import Grade, grade, load_rubric
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import About, Scenario

HERE = Path(__file__).parent
SETS = {
    "first": (HERE,),
    "second": (HERE / "second",),
    "third": (HERE / "third",),
    "fourth": (HERE / "fourth",),
    "fifth": (HERE / "fifth",),
    "sixth": (HERE / "sixth",),
    "seventh": (HERE / "seventh",),
    "eighth": (HERE / "eighth",),
    "ninth": (HERE / "ninth",),
    "tenth": (HERE / "tenth",),
    "eleventh": (HERE / "eleventh",),
    "twelfth": (HERE / "twelfth",),
    "thirteenth": (HERE / "thirteenth",),
    "fourteenth": (HERE / "fourteenth",),
    "rules": (HERE / "rules",),
    "all": (HERE, HERE / "second"),
}
SETS["every"] = tuple(dict.fromkeys(folder for some in SETS.values() for folder in some))
folders = SETS["first"]
SHOWN_AS = {
    "structure.repeated": ("sense.repetition", "sense.goes_round"),
    "relevance.nothing_used": ("relevance.unheard",),
    "ask.stacked": ("next_step.several",),
}
"""Rules that say what another says, where that one is not named beside them."""
RELATED = {"relevance", "scariness", "brevity", "value", "tone", "next_step"}


def read(name: str, split: str) -> list[dict[str, Any]]:
    """Lines of a corpus file, of one split or all."""
    lines = [
        json.loads(line)
        for folder in folders
        if (folder / name).exists()
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    return [line for line in lines if split in ("all", line.get("split", "dev"))]


def buyer_of(line: dict[str, Any]) -> Scenario | About:
    """Whom a corpus line speaks to."""
    if line.get("scenario"):
        return load_library().get(line["scenario"])
    return About(tuple(line.get("about") or ()), line.get("relationship") or "cold")


def judged(text: str, line: dict[str, Any]) -> Grade:
    """The grade of a text as the corpus line describes its buyer."""
    return grade(text, buyer_of(line), load_rubric())


def area(good: list[float], bad: list[float]) -> float:
    """Area under the ROC curve: the chance that a good message outscores a bad one, ties half."""
    wins = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return wins / max(1, len(good) * len(bad))


def catalogued(rule_id: str) -> str:
    """The number of a rule in the catalogue of virtues and faults, by which some lines name what is to be found."""
    rule = load_rubric().rules[rule_id]
    if rule_id.endswith((".undertone", ".undiluted")):
        return ""  # how the whole sounds is no finding of a single fault
    return rule.ref if rule.ref.startswith("V") == (rule.kind == "virtue") else ""


def messages(split: str, misses: bool) -> Iterator[str]:
    """Bands, ask levels, and each rule's precision and recall."""
    lines = read("messages.jsonl", split)
    totals: dict[str, list[float]] = defaultdict(list)
    inside = off = level_right = level_near = level_all = 0
    found_right: Counter[str] = Counter()
    found_wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    told: list[str] = []
    for line in lines:
        result = judged(line["text"], line)
        totals[line["quality"]].append(result.total)
        low, high = line["band"]
        inside += low - 5 <= result.total <= high + 5
        distance = max(low - result.total, result.total - high, 0.0)
        off += distance > 15
        scariness = result.dimensions["scariness"]
        level = scariness.level if scariness is not None and scariness.level is not None else 0
        if line.get("ask") is not None:
            level_all += 1
            level_right += level == line["ask"]
            level_near += abs(level - line["ask"]) <= 1
        rules = {f.rule for f in result.findings} | {c.rule for c in result.caps}
        rules |= {milder for milder, heads in SHOWN_AS.items() if rules.intersection(heads)}
        rules |= {catalogued(rule) for rule in rules}
        for rule in line.get("findings", ()):
            (found_right if rule in rules else missed)[rule] += 1
        wrong = [rule for rule in line.get("absent", ()) if rule in rules]
        found_wrong.update(wrong)
        lacking = [rule for rule in line.get("findings", ()) if rule not in rules]
        if misses and (distance > 10 or abs(level - (line.get("ask") or 0)) > 1 or lacking or wrong):
            points = {name: round(d.points) for name, d in result.dimensions.items() if d}
            told.append(
                f"{line['id']} {line['quality']} band {line['band']} total {result.total:.0f}"
                f" ask {line.get('ask')} got {level} {line['relationship']}"
                f"\n   {line['text']}\n   about {line.get('about')}"
                f"\n   lacking {lacking} wrong {wrong}\n   caps {[c.rule for c in result.caps]} points {points}"
                f"\n   {[(f.rule, round(f.points, 1), f.quote[:40]) for f in result.findings]}"
            )
    yield f"messages                {len(lines)}"
    yield f"area under ROC          {area(totals['good'], totals['bad']):.3f}"
    for quality in ("good", "middling", "bad"):
        some = sorted(totals[quality])
        if some:
            middle = some[len(some) // 2]
            yield (f"  {quality:9} n {len(some):4}  min {some[0]:5.1f}  median {middle:5.1f}  max {some[-1]:5.1f}")
    yield f"within 5 of the band    {inside / max(1, len(lines)):.2f}, off by more than 15: {off}"
    exact, near = level_right / max(1, level_all), level_near / max(1, level_all)
    yield f"ask level exact         {exact:.2f}, within one {near:.2f}"
    yield "rule                         cases found recall  wrong"
    for rule in sorted(set(found_right) | set(missed) | set(found_wrong)):
        cases = found_right[rule] + missed[rule]
        recall = found_right[rule] / max(1, cases)
        yield f"  {rule:26} {cases:5} {found_right[rule]:5} {recall:6.2f} {found_wrong[rule]:6}"
    yield from told


def pairs(split: str, misses: bool) -> Iterator[str]:
    """Pairs in order, and the skill in question moved by 5 points of 100."""
    lines = read("pairs.jsonl", split)
    order: Counter[str] = Counter()
    small: Counter[str] = Counter()
    told: list[str] = []
    for line in lines:
        better, worse = judged(line["better"], line), judged(line["worse"], line)
        skill = line["skill"]
        a, b = better.dimensions[skill], worse.dimensions[skill]
        moved = (a.points if a else 0.0) - (b.points if b else 0.0)
        wrong = better.total <= worse.total
        order[skill] += wrong
        small[skill] += moved < 5
        if misses and (wrong or moved < 5):
            levels = [d.level for x in (better, worse) if (d := x.dimensions["scariness"]) is not None]
            told.append(
                f"{line['id']} {skill}/{line.get('topic')} {better.total:.1f} v {worse.total:.1f} moved {moved:.0f}"
                f" levels {levels} said {[line.get('better_ask'), line.get('worse_ask')]} {line['relationship']}"
                f" about {line['about']}\n   + {line['better']}\n   - {line['worse']}"
                f"\n   + {[(f.rule, round(f.points, 1), f.quote[:30]) for f in better.findings]}"
                f"\n   - {[(f.rule, round(f.points, 1), f.quote[:30]) for f in worse.findings]}"
            )
    yield f"pairs                   {len(lines)}"
    yield f"out of order            {sum(order.values())}  {dict(order)}"
    yield f"skill moved under 5     {sum(small.values())}  {dict(small)}"
    yield from told


def gaming(split: str, misses: bool) -> Iterator[str]:
    """Attempts over their ceiling."""
    lines = read("gaming.jsonl", split)
    over = []
    for line in lines:
        result = judged(line["text"], line)
        if result.total > line["ceiling"]:
            shown = (
                f"\n   {line['text'][:400]}\n   about {line['about']} {[c.rule for c in result.caps]}" if misses else ""
            )
            over.append(f"{line['id']} {line['kind']} {result.total:.1f} over {line['ceiling']}{shown}")
    yield f"gaming attempts         {len(lines)}"
    yield f"over their ceiling      {len(over)}"
    yield from over if misses or split != "held" else []


def laws(split: str, misses: bool) -> Iterator[str]:
    """Additions that must never raise a total."""
    lines = read("laws.jsonl", split)
    raised = []
    for line in lines:
        base, add = line["base"].strip(), line["add"].strip()
        if line["where"] == "start":
            text = f"{add} {base}"
        elif line["where"] == "end":
            text = f"{base} {add}"
        else:
            middle = base.find(". ", len(base) // 3) + 2
            text = f"{base[:middle]}{add} {base[middle:]}" if middle > 1 else f"{base} {add}"
        before, after = judged(base, line), judged(text, line)
        if after.total > before.total + 1e-9:
            raised.append(
                f"{line['id']} {line['law']} {before.total:.1f} -> {after.total:.1f}: {line['add']}"
                + (f"\n   {text}" if misses else "")
            )
    yield f"additions               {len(lines)}"
    yield f"that raised the total   {len(raised)}"
    yield from raised if misses or split != "held" else []


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("dev", "held", "all"), default="held")
    parser.add_argument("--misses", action="store_true", help="show each case that went wrong")
    parser.add_argument("--part", choices=("messages", "pairs", "gaming", "laws"), action="append")
    parser.add_argument("--set", choices=tuple(SETS), default="first", help="which labelled set")
    options = parser.parse_args()
    global folders
    folders = SETS[options.set]
    parts = {"messages": messages, "pairs": pairs, "gaming": gaming, "laws": laws}
    for name, part in parts.items():
        if not options.part or name in options.part:
            for line in part(options.split, options.misses):
                print(line)
            print()


if __name__ == "__main__":
    main()
