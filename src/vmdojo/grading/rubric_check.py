"""Whether a rubric of one's own makes sense: every problem of the file, each at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, get_args

import msgspec
import tomli

from vmdojo.grading.automaton import Automaton
from vmdojo.grading.patterns import PatternError
from vmdojo.grading.rubric_changes import Changes, OwnRule, RubricFile
from vmdojo.grading.rubric_files import classic_parts
from vmdojo.grading.rubric_model import Rule
from vmdojo.grading.rubric_own import plain_pattern, profiles, switches
from vmdojo.scenarios.mend import mend
from vmdojo.scenarios.model import About, Relationship
from vmdojo.scenarios.problem import Keys, Problem, ScenarioError, nearest
from vmdojo.scenarios.toml import Loaded, load_toml, loads_toml

if TYPE_CHECKING:
    from vmdojo.grading.rubric import Rubric

HOLDS = "holds in every rubric"
"""Of the rules against deception, broken wishes and tricks on the judge."""


class Tell(Protocol):
    """Takes a problem: where, what, and the known word that was likely meant."""

    def __call__(self, keys: Keys, message: str, *, nearest: str = "", at_key: bool = False) -> None: ...


def read_own(path: Path | str, text: str | None = None) -> Loaded[RubricFile]:
    """The file at ``path``, or ``text`` by that name, sound in form and sense. Raises ScenarioError with every problem
    of both."""
    loaded = load_toml(Path(path), RubricFile) if text is None else loads_toml(text, RubricFile, name=str(path))
    readable = mend(loaded, RubricFile)
    strays = _strays(loaded)
    found = [] if readable is None else problems(loaded, readable)
    everything = list(strays)
    for some in (loaded.problems, found):
        told = {problem.line for problem in everything}
        everything += [problem for problem in some if problem.line not in told]
    refuse(path, everything)
    return loaded


def _strays(loaded: Loaded[RubricFile]) -> list[Problem]:
    """Keys of the file that stand below the header of a table, where TOML takes them for the table's own."""
    try:
        data = tomli.loads(loaded.source.text)
    except (RecursionError, ValueError):
        return []
    plain = {field.encode_name for field in msgspec.structs.fields(RubricFile)} - {switch.id for switch in switches()}
    return [
        loaded.problem((table, key), f"{key!r} stands below [{table}]; it belongs above the first [table]", at_key=True)
        for table in ("switches", "points", "caps", "weaken")
        if isinstance(data.get(table), dict)
        for key in data[table]
        if key in plain
    ]


def refuse(path: Path | str, found: Iterable[Problem]) -> None:
    """Raise ScenarioError where there is a problem."""
    listed = sorted(found, key=lambda problem: (problem.line, problem.column))
    if listed:
        raise ScenarioError(f"{path} cannot be used as a rubric.", tuple(listed))


def problems(loaded: Loaded[RubricFile], own: RubricFile) -> list[Problem]:
    """What is wrong with the sense of a file whose form may be at fault too."""
    found: list[Problem] = []

    def tell(keys: Keys, message: str, *, nearest: str = "", at_key: bool = False) -> None:
        found.append(loaded.problem(keys, message, nearest=nearest, at_key=at_key))

    known = {rule.id: rule for rule in classic_parts().rules}
    if own.extends not in profiles():
        tell(
            ("extends",),
            f"there is no profile {own.extends!r}; there are {', '.join(profiles())}",
            nearest=nearest(own.extends, profiles()),
        )
    _switches(own, tell)
    check_changes(own, known, tell)
    _rules(own, known, tell)
    _phrases(own, tell)
    return found


def _switches(own: RubricFile, tell: Tell) -> None:
    known = {switch.id: switch for switch in switches()}
    by_ref = {switch.ref.lower(): switch.id for switch in switches()}
    for id_, taken in own.switches.items():
        switch = known.get(id_)
        if switch is None:
            meant = by_ref.get(id_.lower()) or nearest(id_, known)
            tell(("switches", id_), f"there is no switch {id_!r}", nearest=meant, at_key=True)
        elif switch.voice:
            tell(("switches", id_), f"{id_!r} is a matter of the voice; words on a page do not show it", at_key=True)
        else:
            ids = [position.id for position in switch.position]
            if taken not in ids:
                message = f"{id_!r} knows no position {taken!r}; it has {', '.join(ids)}"
                tell(("switches", id_), message, nearest=nearest(taken, ids))


def check_changes(own: Changes, known: Mapping[str, Rule], tell: Tell) -> None:
    """What is wrong with changes to the shipped rules and numbers."""
    for table in ("silence", "wake"):
        for index, id_ in enumerate(getattr(own, table)):
            _unknown((table, index), id_, known, tell, at_key=False)
    for table in ("points", "caps", "weaken"):
        for id_ in getattr(own, table):
            _unknown((table, id_), id_, known, tell, at_key=True)
    for index, id_ in enumerate(own.silence):
        if id_ in known and known[id_].fixed_cap:
            tell(("silence", index), f"{id_!r} {HOLDS} and cannot be silenced")
        if id_ in own.wake:
            tell(("silence", index), f"{id_!r} is silenced and woken in one file")
    for index, id_ in enumerate(own.wake):
        if id_ in known and known[id_].detect == "listed":
            list_ = "banned" if id_ == "team.banned" else "products, and product_in_message"
            tell(("wake", index), f"{id_!r} wakes by itself: fill the list of {list_}")
    for id_, points in own.points.items():
        rule = known.get(id_)
        if rule is not None:
            _points(rule, points, tell)
    for id_, at in own.caps.items():
        rule = known.get(id_)
        if rule is not None and rule.fixed_cap:
            tell(("caps", id_), f"the cap of {id_!r} {HOLDS}", at_key=True)
        elif rule is not None and rule.kind == "virtue":
            tell(("caps", id_), f"{id_!r} is a virtue, and no virtue holds a message down ({at:g})", at_key=True)
    for id_ in own.weaken:
        rule = known.get(id_)
        if rule is None:
            continue
        if rule.fixed_cap:
            tell(("weaken", id_), f"{id_!r} {HOLDS} and cannot be weakened", at_key=True)
        elif not rule.measured and not rule.points and rule.cap is None:
            tell(("weaken", id_), f"{id_!r} has neither points nor a cap to weaken; silence it", at_key=True)
    _numbers(own, tell)


def _unknown(keys: Keys, id_: str, known: Mapping[str, Rule], tell: Tell, *, at_key: bool) -> None:
    if id_ not in known:
        tell(keys, f"there is no rule {id_!r}", nearest=nearest(id_, known), at_key=at_key)


def _points(rule: Rule, points: float, tell: Tell) -> None:
    keys: Keys = ("points", rule.id)
    if rule.measured:
        tell(keys, f"what {rule.id!r} moves is measured in each message; weaken it instead", at_key=True)
    elif rule.detect == "computed" and not rule.points:
        tell(keys, f"{rule.id!r} moves no points; what it has is its words and its cap", at_key=True)
    elif (points > 0.0) is (rule.kind == "fault") and points:
        tell(keys, f"a {rule.kind} {'costs' if rule.kind == 'fault' else 'earns'}: {points:g} has the wrong sign")


def _numbers(own: Changes, tell: Tell) -> None:
    if own.target is not None and own.target[0] >= own.target[1]:
        tell(("target",), "the target goes from fewer seconds to more")
    brevity, fear, relevance = own.brevity, own.scariness, own.relevance
    if brevity is not None and brevity.curve is not None:
        _curve(brevity.curve, tell)
    if brevity is not None and brevity.caps is not None:
        for index, ((before, high), (after, low)) in enumerate(pairwise(brevity.caps)):
            if after <= before or low > high:
                tell(("brevity", "caps", index + 1), "more seconds need a ceiling that is no higher")
    if brevity is not None and brevity.tight is not None and brevity.tight[0] >= brevity.tight[1]:
        tell(("brevity", "tight", 1), "all points end at fewer seconds than none begin")
    if fear is not None and fear.points is not None:
        for index, (less, more) in enumerate(pairwise(fear.points)):
            if more > less:
                tell(("scariness", "points", index + 1), "a bigger ask cannot earn more than a smaller one")
    if fear is not None and fear.welcome is not None:
        names = {thing.name for thing in classic_parts().asks.object}
        for index, name in enumerate(fear.welcome):
            if name not in names:
                message = f"there is no ask called {name!r}; there are {', '.join(sorted(names))}"
                tell(("scariness", "welcome", index), message, nearest=nearest(name, names))
    if relevance is not None and relevance.shares is not None:
        for index, (better, worse) in enumerate(pairwise(relevance.shares)):
            if worse > better:
                tell(("relevance", "shares", index + 1), "the next fact cannot earn more than the one before it")
        base = classic_parts().frame.relevance
        addressed = base.addressed if relevance.addressed is None else relevance.addressed
        whole = sum(relevance.shares) + addressed
        if whole < 100.0 - 1e-9:
            said = f"all facts and speaking to the buyer reach {whole:g} together; nobody could earn 100"
            tell(("relevance", "shares"), said)


def _curve(curve: tuple[tuple[float, float], ...], tell: Tell) -> None:
    place: Keys = ("brevity", "curve")
    for index, ((before, _), (after, _)) in enumerate(pairwise(curve)):
        if after <= before:
            tell((*place, index + 1), "each point lies at more seconds than the one before it")
    heights = [points for _, points in curve]
    if max(heights) < 100.0:
        tell(place, "no length earns 100 points; one must")
        return
    first = heights.index(100.0)
    last = len(heights) - 1 - heights[::-1].index(100.0)
    for index in range(1, len(heights)):
        falls = heights[index] < heights[index - 1]
        if (falls and index <= last) or (heights[index] > heights[index - 1] and index > first):
            tell((*place, index), "points rise to 100 once and fall once, so that one stretch of lengths is best")


def _rules(own: RubricFile, known: Mapping[str, Rule], tell: Tell) -> None:
    for index, rule in enumerate(own.rule):
        place: Keys = ("rule", index)
        if rule.id in [other.id for other in own.rule[:index]]:
            tell((*place, "id"), f"the file has two rules {rule.id!r}")
        if rule.id in known:
            tell((*place, "id"), f"the classic rubric already has a rule {rule.id!r}")
        for name in ("points", "each", "most"):
            points = getattr(rule, name)
            if points and (points > 0.0) is (rule.kind == "fault"):
                verb = "costs" if rule.kind == "fault" else "earns"
                tell((*place, name), f"a {rule.kind} {verb}: {points:g} has the wrong sign")
        if rule.kind == "virtue":
            for name in ("cap", "formal_cap", "crowd"):
                if getattr(rule, name) is not None:
                    tell((*place, name), "no virtue holds a message down")
        if rule.offer and (rule.dimension != "value" or rule.kind != "virtue"):
            tell((*place, "offer"), "an offer is a virtue of value")
        every = {*known, *(other.id for other in own.rule)}
        for at, other in enumerate(rule.over):
            _unknown((*place, "over", at), other, dict.fromkeys(every, _ANY), tell, at_key=False)
            if other in known and known[other].fixed_cap:
                tell((*place, "over", at), f"{other!r} {HOLDS}; nothing explains it away")
        both = set(rule.relationships) & set(rule.unless_relationships)
        if both:
            tell((*place, "unless_relationships"), f"{', '.join(sorted(both))} is both asked for and left out")


_ANY = Rule(id="any.rule", dimension="tone", kind="fault", why="", fix="", points=0.0)


def _phrases(own: RubricFile, tell: Tell) -> None:
    """Every pattern and list that cannot be read."""
    words = classic_parts().words
    trial = Automaton({**words.classes, **own.classes})

    entries: list[tuple[Keys, str, bool | None]] = []  # place, words, and for plain words whether they are inflected
    entries += [(("classes", name), f"@{name}", None) for name in own.classes]  # shipped rules may use it
    for index, rule in enumerate(own.rule):
        entries += [(("rule", index, "patterns", at), pattern, None) for at, pattern in enumerate(rule.patterns)]
    entries += [(("banned", index), phrase, True) for index, phrase in enumerate(own.banned)]
    entries += [(("products", index), name, False) for index, name in enumerate(own.products)]
    for keys, text, inflected in entries:
        try:
            trial.add("trial", (text if inflected is None else plain_pattern(text, inflected=inflected),))
        except PatternError as error:
            tell(keys, str(error))
    if own.product_in_message == "fault" and not own.products:
        tell(("product_in_message",), "there are no products to find; list them in products", at_key=True)
    if own.banned_why and not own.banned:
        tell(("banned_why",), "nothing is banned; list the phrases in banned", at_key=True)


def unproven(loaded: Loaded[RubricFile], rubric: Rubric, rules: Iterable[OwnRule]) -> list[Problem]:
    """Sentences by which the file's own rules prove themselves, and do not."""
    return [
        loaded.problem(("rule", index, list_, at), message)
        for index, rule in enumerate(rules)
        for list_, at, message in _misproofs(rule, rubric)
    ]


def _misproofs(rule: OwnRule, rubric: Rubric) -> Iterable[tuple[str, int, str]]:
    for at, sentence in enumerate(rule.hits):
        if not finds(rubric, rule.id, sentence):
            yield "hits", at, f"{rule.id!r} is not found in this sentence"
    for at, sentence in enumerate(rule.misses):
        if finds(rubric, rule.id, sentence):
            yield "misses", at, f"{rule.id!r} is found in this sentence"


def finds(rubric: Rubric, id_: str, sentence: str) -> list[str]:
    """The words in which a message shows a rule, to a buyer and at a touch for which the rule counts."""
    from vmdojo.grading.judge import grade

    rule = rubric.rules[id_]
    standings: tuple[Relationship, ...] = rule.relationships or get_args(Relationship)
    standing: Relationship = next((one for one in standings if one not in rule.unless_relationships), "cold")
    earlier = ("We have not met.",) if rule.touch == "later" else ()
    result = grade(sentence, About((), standing), rubric, earlier=earlier)
    return [finding.quote for finding in result.findings if finding.rule == id_]
