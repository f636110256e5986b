"""A rubric of one's own: what it may change, what it may not, and what its writer is told of a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading.cases import STRONG, caps, held, points, quotes, rules, to_dana
from grading.own import HEAD, own, told
from vmdojo.grading import grade, load_rubric
from vmdojo.grading.rubric import JUDGE_VERSION

OWN_RULE = """
[[rule]]
id = "house.banned"
dimension = "tone"
kind = "fault"
why = "We never say {quote} here."
fix = "Leave it out."
points = -40.0
patterns = ["(cold|frozen) fish~", "@banned"]

[classes]
banned = ["circle back"]
"""


def test_the_shipped_rubric_is_one_object_and_names_its_judge() -> None:
    classic = load_rubric()
    assert load_rubric() is classic
    assert sum(classic.weights.values()) == 100
    version, matcher, hashed = classic.judge.split("/")
    assert version == JUDGE_VERSION
    assert matcher.startswith("rapidfuzz-")
    assert classic.hash.startswith(hashed)
    assert len(hashed) == 12


def test_a_file_that_says_nothing_grades_like_classic(tmp_path: Path) -> None:
    plain, classic = to_dana(STRONG, own(tmp_path, "")), to_dana(STRONG)
    assert (plain.total, plain.findings) == (classic.total, classic.findings)
    assert plain.judge != classic.judge, "another id is another rubric"


def test_weights_move_the_total_and_nothing_else(tmp_path: Path) -> None:
    scared = f"{STRONG} We'd love to become your global partner."
    heavy = to_dana(scared, own(tmp_path, "[weights]\nscariness = 80\n"))
    light = to_dana(scared, own(tmp_path, "[weights]\nscariness = 0\n"))
    assert points(heavy, "scariness") == points(light, "scariness")
    assert heavy.uncapped < light.uncapped
    for result in (heavy, light):
        assert sum(found.weight for found in result.dimensions.values() if found) == pytest.approx(100)


def test_a_rubric_without_any_weight_gives_nothing(tmp_path: Path) -> None:
    none = "\n".join(f"{name} = 0" for name in load_rubric().weights)
    assert to_dana(STRONG, own(tmp_path, f"[weights]\n{none}\n")).total == 0


def test_a_silenced_rule_is_not_looked_for(tmp_path: Path) -> None:
    text = f"{STRONG} Sorry to bother you, so sorry."
    quiet = ["tone.apologetic", "tone.begging", "relevance.nothing_used", "brevity.long"]
    silenced = own(tmp_path, f"silence = {quiet}\n")
    assert "tone.apologetic" in rules(to_dana(text))
    assert "tone.apologetic" not in rules(to_dana(text, silenced))
    assert to_dana(text, silenced).total > to_dana(text).total
    assert "relevance.nothing_used" not in caps(to_dana("Hi Dana, Luis at Coldway. Who plans your week?", silenced))


FREE = sorted(id_ for id_, rule in load_rubric().rules.items() if not rule.fixed_cap)
LONG = " ".join([STRONG, *(f"You must meet us by Friday, what about {n} docks, amazing?" for n in range(12))])


@pytest.mark.parametrize("some", [FREE, ["brevity.long"], ["sense.interrogation"]], ids=["all", "long", "questions"])
def test_every_rule_that_may_be_silenced_can_be(tmp_path: Path, some: list[str]) -> None:
    quiet = own(tmp_path, f"silence = {some}\n")
    for text in ("Hi.", STRONG, f"Hi Gus {{name}}, um, um, um, um, sorry, sorry, I want a global partner! {LONG}"):
        result = to_dana(text, quiet)
        assert (rules(result) | caps(result)).isdisjoint(some)
        assert 0 <= result.total <= 100


def test_other_points_for_a_rule(tmp_path: Path) -> None:
    text = f"{STRONG} Sorry to bother you."
    softer = own(tmp_path, '[points]\n"tone.apologetic" = -1.0\n')
    assert points(to_dana(text), "tone") + 19 == pytest.approx(points(to_dana(text, softer), "tone"))


def test_a_rule_of_ones_own_is_found_and_quoted(tmp_path: Path) -> None:
    house = own(tmp_path, OWN_RULE)
    text = f"{STRONG} Frozen fishes, you say? I'll circle back."
    result = to_dana(text, house)
    assert quotes(result, "house.banned") == ["Frozen fishes", "circle back"]
    assert result.total < to_dana(text).total
    assert "We never say Frozen fishes here." in [f.why for f in result.findings if f.rule == "house.banned"]


def test_tolerance_pace_and_length_may_differ(tmp_path: Path) -> None:
    bold = own(tmp_path, "[tolerated]\ncold = 9\n")
    asks = "Hi Dana, Luis at Coldway. Reno opens in March. Could we set up a demo on Tuesday at two?"
    assert points(to_dana(asks, bold), "scariness") == 100 > points(to_dana(asks), "scariness")
    slow = own(tmp_path, "words_per_minute = 80\n")
    assert to_dana(STRONG, slow).seconds == pytest.approx(2 * to_dana(STRONG).seconds)
    assert points(to_dana(STRONG, slow), "brevity") < 100
    brief = own(tmp_path, "[brevity]\ncurve = [[5.0, 100.0], [10.0, 0.0]]\nempty_share = 0.1\ncaps = [[12.0, 33.0]]\n")
    assert to_dana(STRONG, brief).total == held(33, to_dana(STRONG, brief))
    assert "brevity.long" in caps(to_dana(STRONG, brief))


GUARDED = sorted(id_ for id_, rule in load_rubric().rules.items() if rule.fixed_cap)


def test_deception_and_broken_wishes_are_guarded() -> None:
    assert {"deception.false_history", "wish.broken", "sense.hidden", "sense.to_the_grader"} <= set(GUARDED)


@pytest.mark.parametrize("rule", GUARDED)
def test_a_guarded_rule_cannot_be_silenced(tmp_path: Path, rule: str) -> None:
    ((line, message, _),) = told(tmp_path, f'title = "Ours"\nsilence = ["tone.jargon", "{rule}"]\n')
    assert line == 4
    assert repr(rule) in message
    assert "cannot be silenced" in message


def test_other_points_lift_no_guarded_cap(tmp_path: Path) -> None:
    lifted = own(tmp_path, '[points]\n"sense.hidden" = 0.0\n')
    assert to_dana(STRONG.replace("Reno", "Re\u200bno", 1), lifted).total <= 35


def test_an_unknown_rule_is_named_with_its_line_and_the_nearest(tmp_path: Path) -> None:
    problems = told(tmp_path, 'silence = ["tone.jargon",\n  "tone.fillerz"]\n[points]\n"tone.guild" = -1.0\n')
    assert [(line, nearest) for line, _, nearest in problems] == [(4, "tone.fillers"), (6, "tone.guilt")]
    assert "no rule 'tone.fillerz'" in problems[0][1]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"(cold|frozen) fish~"', '"(cold|frozen fish~"', "never closes"),
        ('"(cold|frozen) fish~"', '"cold.*fish"', "cannot be read"),
        ('"(cold|frozen) fish~"', '"cold <12> fish"', "a gap spans at most"),
        ('"@banned"', '"@band"', "unknown class @band"),
    ],
)
def test_a_phrase_that_cannot_be_read_is_named_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    ((line, message, _),) = told(tmp_path, OWN_RULE.replace(old, new))
    assert line == 11
    assert said in message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "house.banned"', 'id = "tone.jargon"', "already has a rule 'tone.jargon'"),
        ('patterns = ["(cold|frozen) fish~", "@banned"]', "", 'lacks the key "patterns"'),
        ('patterns = ["(cold|frozen) fish~", "@banned"]', "patterns = []", "has 0 items"),
        ("points = -40.0", 'points = -40.0\ndetect = "computed"', 'knows no key "detect"'),
        ("points = -40.0", "points = -40.0\nfixed_cap = true", 'knows no key "fixed_cap"'),
        ("points = -40.0", "points = 40.0", "wrong sign"),
        ("points = -40.0", "points = -40.0\neach = 3.0", "wrong sign"),
        ("points = -40.0", "points = -40.0\noffer = true", "an offer is a virtue of value"),
        ("points = -40.0", 'points = -40.0\nover = ["tone.fillerz"]', "no rule 'tone.fillerz'"),
        ("points = -40.0", 'points = -40.0\nover = ["wish.broken"]', "nothing explains it away"),
        ('kind = "fault"', 'kind = "virtue"\ncap = 40', "no virtue holds a message down"),
        ('banned = ["circle back"]', 'banned = ["a", "@banned"]', "may not name itself"),
    ],
)
def test_a_rule_that_cannot_work_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    problems = told(tmp_path, OWN_RULE.replace(old, new))
    assert any(said in message for _, message, _ in problems)
    assert all(line > 0 for line, _, _ in problems)


@pytest.mark.parametrize("phrase", ["(i", "i <12>", "[i]", "@us", "@nobody", ""])
def test_a_class_that_cannot_be_read_is_named_even_where_only_classic_rules_use_it(tmp_path: Path, phrase: str) -> None:
    assert {line for line, _, _ in told(tmp_path, f'[classes]\nus = ["we", "{phrase}"]\n')} == {4}


def test_two_rules_of_one_name_are_refused(tmp_path: Path) -> None:
    twice = OWN_RULE.partition("[classes]")
    problems = told(tmp_path, twice[0] + twice[0] + twice[1] + twice[2])
    assert any("house.banned" in message for _, message, _ in problems)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("sillence = []\n", 3),
        ("\n[weights]\ntone = -3\n", 5),
        ("[weights]\ncharm = 3\n", 4),
        ("words_per_minute = 900\n", 3),
        ("[tolerated]\ncold = 11\n", 4),
        ('extends = "modern"\n', 3),
    ],
)
def test_a_wrong_key_or_value_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    assert [found for found, _, _ in told(tmp_path, text)] == [line]


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    problems = told(
        tmp_path, 'silence = ["tone.nope", "wish.broken"]\n' + OWN_RULE.replace("<", "").replace("@banned", "@x")
    )
    assert len(problems) == 3


def test_the_hash_follows_the_content(tmp_path: Path) -> None:
    one = own(tmp_path, "[weights]\ntone = 11\n")
    assert own(tmp_path, "[weights]\ntone = 12\n").hash != one.hash
    assert own(tmp_path, "# a remark\n[weights]\n\ntone =   11\n").hash == one.hash
    assert own(tmp_path, OWN_RULE).hash != own(tmp_path, OWN_RULE.replace("circle", "square")).hash


@pytest.mark.parametrize(("ends", "mark"), [("\r\n", ""), ("\n", "\ufeff")])
def test_line_ends_and_a_mark_at_the_start_change_no_hash(tmp_path: Path, ends: str, mark: str) -> None:
    one = own(tmp_path, OWN_RULE)
    path = tmp_path / "theirs.toml"
    path.write_bytes((mark + (HEAD + OWN_RULE).replace("\n", ends)).encode("utf-8"))
    other = load_rubric(path)
    assert (other.hash, other.judge) == (one.hash, one.judge)


def test_the_judge_is_written_into_every_grade(tmp_path: Path) -> None:
    mine = own(tmp_path, "[weights]\ntone = 11\n")
    assert grade(STRONG, None, mine).judge == mine.judge == f"{mine.judge.rpartition('/')[0]}/{mine.hash[:12]}"
    assert grade("", None, mine).judge == mine.judge
