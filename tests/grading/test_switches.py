"""The disputes between schools: every position names what exists, moves what it says, and leaves no trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest

from grading.cases import bare, caps, dana, points, quotes, rules
from grading.own import own, told
from vmdojo.grading import Grade, grade, load_rubric, profiles, switches
from vmdojo.grading.hangup import grade_hang_up
from vmdojo.grading.rubric_changes import Changes, Position, Switch, apply, touched
from vmdojo.grading.rubric_check import check_changes
from vmdojo.grading.rubric_files import classic_parts
from vmdojo.scenarios.model import Earlier, RightMove, Scenario

SHIPPED = {rule.id: rule for rule in classic_parts().rules}
CHOICES = [(switch, position) for switch in switches() for position in switch.position]
OTHERS = [(switch, position) for switch, position in CHOICES if position.id != switch.default]


def named(pair: object) -> str:
    return getattr(pair, "id", "")


def wrong(changes: Changes) -> list[str]:
    found: list[str] = []

    def tell(keys: object, message: str, *, nearest: str = "", at_key: bool = False) -> None:  # noqa: ARG001
        found.append(message)

    check_changes(changes, SHIPPED, tell)
    return found


def test_the_thirteen_disputes_are_there() -> None:
    assert [switch.ref for switch in switches()] == [f"D{number}" for number in range(1, 14)]
    assert len({switch.id for switch in switches()}) == 13


@pytest.mark.parametrize("switch", switches(), ids=named)
def test_a_dispute_has_sides_and_the_shipped_one_changes_nothing(switch: Switch) -> None:
    assert switch.question.endswith("?")
    if switch.voice:
        assert (switch.position, switch.default) == ((), "")
        assert "words on a page do not show it" in switch.note
        return
    assert len({position.id for position in switch.position}) == len(switch.position) >= 2
    first = switch.position[0]
    assert first.id == switch.default
    assert list(touched(first)) == []
    assert apply(classic_parts(), first) == classic_parts()


@pytest.mark.parametrize(("switch", "position"), OTHERS, ids=named)
def test_what_a_position_changes_exists_and_is_changed(switch: Switch, position: Position) -> None:
    assert wrong(position) == []
    assert list(touched(position))
    assert set(position.bears_on) <= set(SHIPPED)
    assert position.says.endswith(".")
    assert position.who
    assert apply(classic_parts(), position) != classic_parts(), switch.id


@pytest.mark.parametrize(("switch", "position"), OTHERS, ids=named)
def test_a_choice_makes_another_judge_and_the_shipped_choice_none(
    tmp_path: Path, switch: Switch, position: Position
) -> None:
    plain = own(tmp_path, "")
    assert own(tmp_path, f'[switches]\n{switch.id} = "{position.id}"\n').judge != plain.judge
    assert own(tmp_path, f'[switches]\n{switch.id} = "{switch.default}"\n').judge == plain.judge


def test_no_two_disputes_move_the_same_thing() -> None:
    moved = Counter(
        (thing, switch.id) for switch in switches() for thing in {t for p in switch.position for t in touched(p)}
    )
    assert [thing for thing, count in Counter(thing for thing, _ in moved).items() if count > 1] == []


@pytest.mark.parametrize("profile", [name for name in profiles() if name != "classic"])
def test_a_choice_of_ones_own_leaves_no_trace_of_the_profiles(tmp_path: Path, profile: str) -> None:
    back = "".join(f'{s.id} = "{s.default}"\n' for s in switches() if s.id in profiles()[profile].switches)
    rubric = own(tmp_path, f'extends = "{profile}"\n[switches]\n{back}')
    assert rubric.chosen == {}
    plain = own(tmp_path, "")
    moved = {thing.removeprefix("rule ") for thing in touched(profiles()[profile])}
    assert {id_ for id_ in SHIPPED if rubric.rules.get(id_) != plain.rules.get(id_)} <= moved
    assert (rubric.brevity, rubric.opening, rubric.leaving) == (plain.brevity, plain.opening, plain.leaving)


# What each choice does to a message.

HELLO = "Hi Dana, Luis Ortega at Coldway. Reno opens in March, and a second store usually doubles the trailer moves."
EMAIL = 'I\'ve emailed you the one-page dock plan, subject "Reno docks".'
QUESTION = "Who plans those moves today?"


def judged(folder: Path, choice: str, text: str, scenario: Scenario | None = None, *earlier: str) -> Grade:
    """A message to Dana under one choice, ``number = "twice"``; the shipped rubric for an empty one."""
    rubric = own(folder, f"[switches]\n{choice}\n") if choice else load_rubric()
    return grade(text, scenario or dana(), rubric, earlier=earlier)


def totals(folder: Path, text: str, *choices: str, earlier: tuple[str, ...] = ()) -> Mapping[str, float]:
    return {choice: judged(folder, choice, text, None, *earlier).total for choice in ("", *choices)}


NO_NUMBER, ONCE, TWICE = (f"{HELLO} {QUESTION}{rest}" for rest in ("", " 555-0148.", " 555-0148. Again, 555-0148."))


def test_the_number(tmp_path: Path) -> None:
    assert "next_step.no_number" in rules(judged(tmp_path, 'number = "twice"', NO_NUMBER))
    assert "next_step.no_number" not in rules(judged(tmp_path, 'number = "twice"', ONCE))
    assert "next_step.number_twice" in rules(judged(tmp_path, "", TWICE))
    for choice, order in (('number = "twice"', (NO_NUMBER, ONCE, TWICE)), ("", (NO_NUMBER, ONCE, TWICE))):
        earned = [points(judged(tmp_path, choice, text), "next_step") for text in order]
        assert earned == sorted(earned)
        assert len(set(earned)) == 3
    assert points(judged(tmp_path, 'number = "twice"', NO_NUMBER), "next_step") < points(
        judged(tmp_path, "", NO_NUMBER), "next_step"
    )
    silent = [points(judged(tmp_path, 'number = "email"', text), "next_step") for text in (NO_NUMBER, ONCE, TWICE)]
    assert len(set(silent)) == 1
    assert "next_step.no_email" in rules(judged(tmp_path, 'number = "email"', ONCE))
    assert "next_step.no_email" not in rules(judged(tmp_path, 'number = "email"', f"{HELLO} {EMAIL}"))


LATE = (
    f"Hi Dana, Luis here. Reno opens in March, and a second store usually doubles the moves. {QUESTION} Luis, Coldway."
)
NAMELESS = f"Hi Dana, it's Luis. Reno opens in March, and a second store usually doubles the moves. {QUESTION}"


def test_the_opening(tmp_path: Path) -> None:
    first, hook = 'opening = "company-first"', 'opening = "hook-first"'
    assert quotes(judged(tmp_path, first, LATE), "opening.company_late") == ["Coldway"]
    assert "opening.company_late" not in rules(judged(tmp_path, first, HELLO)) | rules(judged(tmp_path, "", LATE))
    assert quotes(judged(tmp_path, hook, HELLO), "opening.company_first") == ["Coldway"]
    assert "opening.company_first" not in rules(judged(tmp_path, hook, LATE)) | rules(judged(tmp_path, "", HELLO))
    missing = totals(tmp_path, NAMELESS, first, hook)
    assert missing[first] < missing[""] < missing[hook]
    slow = "Hi Dana, it's Luis Ortega, and I look after everything north of the lake here at Coldway, which sits "
    slow += f"on the river right by the old bridge, just for now. {HELLO.partition('. ')[2]}"
    assert "opening.buried_lead" in rules(judged(tmp_path, hook, slow)) - rules(judged(tmp_path, "", slow))


def test_mystery(tmp_path: Path) -> None:
    curious = 'mystery = "curiosity"'
    vague = "Dana, Luis Ortega. It's about an important matter. Call me on 555-0148."
    before, after = judged(tmp_path, "", vague), judged(tmp_path, curious, vague)
    assert {"ask.vague_important", "reason.none"} <= caps(before)
    assert {"ask.vague_important", "reason.none"}.isdisjoint(caps(after))
    assert points(before, "scariness") < points(after, "scariness")


def test_the_call_back(tmp_path: Path) -> None:
    text = f"{HELLO} Please call me back on 555-0148."
    plain, never = 'callback = "plain"', 'callback = "never"'
    got = totals(tmp_path, text, plain, never)
    assert got[never] < got[""] < got[plain]
    assert quotes(judged(tmp_path, never, text), "next_step.callback_asked") == ["call me back on 555-0148"]
    welcome = judged(tmp_path, plain, text).dimensions["scariness"]
    assert welcome is not None
    assert (welcome.points, welcome.level, welcome.tolerated) == (100.0, 5, 5)
    met = msgspec.structs.replace(dana(), brief=msgspec.structs.replace(dana().brief, relationship="met"))
    assert "next_step.callback_asked" not in rules(judged(tmp_path, never, text, met))
    demand = f"{HELLO} You must call me back today or lose the slot."
    assert points(judged(tmp_path, plain, demand), "scariness") < 100, "pressure costs as before"


def test_the_promised_call(tmp_path: Path) -> None:
    text = f"{HELLO} I'll ring you on Thursday."
    control, excuse = 'promise-call = "control"', 'promise-call = "excuse"'
    got = totals(tmp_path, text, control, excuse)
    assert got[excuse] < got[""] < got[control]
    assert quotes(judged(tmp_path, excuse, text), "next_step.promised_call")
    both = f"{HELLO} Please call me back on 555-0148, or I'll ring you on Thursday."
    assert "next_step.both_call" in rules(judged(tmp_path, "", both))
    assert "next_step.both_call" not in rules(judged(tmp_path, "", text)) | rules(judged(tmp_path, excuse, both))


def test_humour(tmp_path: Path) -> None:
    easy = f"{HELLO} {QUESTION} Catch you later, cheers mate."
    welcome, fault = 'humour = "welcome"', 'humour = "fault"'
    got = totals(tmp_path, easy, welcome)
    assert got[""] < got[welcome]
    joke = f"{HELLO} {QUESTION} Just kidding, I know who does."
    assert "tone.joking" in rules(judged(tmp_path, fault, joke)) - rules(judged(tmp_path, "", joke))
    people = f"{HELLO} {QUESTION} Even a blonde could plan them."
    for choice in ("", welcome, fault):
        assert "tone.joke_on_people" in rules(judged(tmp_path, choice, people))


def test_the_goodbye(tmp_path: Path) -> None:
    text = f"{HELLO} {QUESTION} This is my last message about Reno, no hard feelings."
    before = ("Hi Dana, it's Luis at Coldway about the spreadsheet that locks.",)
    works, never = 'break-up = "works"', 'break-up = "never"'
    got = totals(tmp_path, text, works, never, earlier=before)
    assert got[never] < got[""] < got[works]
    assert "tone.guilt" not in rules(judged(tmp_path, "", text, None, *before)), "a goodbye is no reproach"
    assert "tone.guilt" in rules(judged(tmp_path, "", text)), "before anything was said, it is an odd one"
    counted = f"{HELLO} I've left you three messages now. This is my last message about Reno."
    assert "tone.guilt" in rules(judged(tmp_path, works, counted, None, *before))


def test_fillers(tmp_path: Path) -> None:
    text = f"Um, {HELLO} Uh, {QUESTION} Um, thanks."
    strict, ignored = 'fillers = "strict"', 'fillers = "ignored"'
    got = totals(tmp_path, text, strict, ignored)
    assert got[strict] < got[""] < got[ignored]


@pytest.mark.parametrize(
    ("choice", "best", "worse"),
    [
        ('length = "short"', 12, 24),
        ('length = "brief"', 18, 36),
        ('length = "long"', 32, 12),
        ('length = "long"', 32, 60),
        ("", 25, 50),
    ],
)
def test_the_length(tmp_path: Path, choice: str, best: float, worse: float) -> None:
    text = HELLO
    graded: dict[int, Grade] = {}
    while (result := judged(tmp_path, choice, text)).seconds < 70:
        graded[round(result.seconds)] = result
        text += f" Dock {len(text)} waits on Friday."
    near = {wanted: graded[min(graded, key=lambda second: abs(second - wanted))] for wanted in (best, worse)}
    found = rules(near[worse]) & {"brevity.long", "brevity.lengthy", "brevity.brief"}
    assert found in (({"brevity.brief"},) if worse < best else ({"brevity.long"}, {"brevity.lengthy"}))
    assert {"brevity.long", "brevity.lengthy", "brevity.brief"}.isdisjoint(rules(near[best]))


def test_a_length_brings_its_own_seconds_to_land_in(tmp_path: Path) -> None:
    assert own(tmp_path, '[switches]\nlength = "short"\n').target_for(bare("two-vans")) == (8, 14)
    assert load_rubric().target_for(bare("two-vans")) == (12, 28)


def test_benefit_and_proof(tmp_path: Path) -> None:
    proof = "Hi Dana, Luis Ortega at Coldway. A frozen distributor in Boise cut late docks by half."
    spoken, saved = 'benefit = "message"', 'benefit = "email"'
    gains = {choice: points(judged(tmp_path, choice, proof), "value") for choice in ("", spoken, saved)}
    assert gains[saved] < gains[""] < gains[spoken]
    assert own(tmp_path, f"[switches]\n{saved}\n").weights["value"] == 5


def test_permission(tmp_path: Path) -> None:
    text = f"Hi Dana, Luis at Coldway, and I know I'm calling out of the blue. {HELLO.partition('. ')[2]} {EMAIL}"
    welcome, weak = 'permission = "welcome"', 'permission = "weak"'
    assert quotes(judged(tmp_path, welcome, text), "opening.candour")
    assert quotes(judged(tmp_path, weak, text), "opening.excuse")
    assert judged(tmp_path, weak, text).total < judged(tmp_path, "", text).total
    busy = text.replace("I'm calling out of the blue", "you're busy")
    assert "tone.apologetic" in rules(judged(tmp_path, "", busy))
    assert "tone.apologetic" not in rules(judged(tmp_path, welcome, busy)) | rules(judged(tmp_path, weak, busy))


def with_touches(count: int) -> Scenario:
    touch = Earlier(days_ago=3, channel="voicemail", text="Hi Dana, it's Luis at Coldway about the spreadsheet.")
    return msgspec.structs.replace(dana(), earlier=(touch,) * count)


def test_leaving_at_all(tmp_path: Path) -> None:
    two, always = (own(tmp_path, f'[switches]\nleave = "{position}"\n') for position in ("two", "always"))
    for count, over in ((0, False), (1, False), (2, True), (3, True)):
        scenario = with_touches(count)
        assert ("leave.too_many" in caps(grade(ONCE, scenario, two))) is over
        assert "leave.too_many" not in caps(grade(ONCE, scenario))
        assert (grade_hang_up(scenario, two).total == 100) is over
        assert grade_hang_up(scenario, load_rubric()).total == 0
    told_by = grade(ONCE, with_touches(2), two)
    assert "That makes 2 before this one" in next(cap.why for cap in told_by.caps if cap.rule == "leave.too_many")
    wish = bare("friday-reader")
    known_number = msgspec.structs.replace(wish, brief=msgspec.structs.replace(wish.brief, wishes=()))
    assert grade_hang_up(wish, always).total == 100, "the mailbox asked for it"
    assert grade_hang_up(known_number, load_rubric()).total == 100
    assert grade_hang_up(known_number, always).total == 0
    leave = RightMove(leave=True, why="They wait for you.", instead="Say it.")
    told_to = msgspec.structs.replace(with_touches(3), kind="leave-or-not", right_move=leave)
    assert grade_hang_up(told_to, two).total == 0, "the scenario has the last word"


@pytest.mark.parametrize(
    ("text", "line", "said", "meant"),
    [
        ('[switches]\nnumbr = "twice"\n', 4, "no switch 'numbr'", "number"),
        ('[switches]\nD2 = "twice"\n', 4, "no switch 'D2'", "number"),
        ('[switches]\n\nnumber = "twise"\n', 5, "no position 'twise'; it has once, twice, email", "twice"),
        ('[switches]\nenergy = "flat"\n', 4, "a matter of the voice", ""),
        ("[switches]\nnumber = 2\n", 4, "must be text", ""),
        ('extends = "email-frist"\n', 3, "no profile 'email-frist'", "email-first"),
    ],
)
def test_a_choice_that_does_not_exist_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, said: str, meant: str
) -> None:
    ((at, message, nearest),) = told(tmp_path, text)
    assert (at, nearest) == (line, meant)
    assert said in message
