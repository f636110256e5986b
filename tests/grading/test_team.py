"""A team's own file: banned phrases, product names, house rules, and rules made softer; what it may not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading.cases import STRONG, caps, held, points, quotes, rules, to_dana
from grading.own import HEAD, own, told, written
from vmdojo.grading import Rubric, grade, load_rubric
from vmdojo.grading.rubric_files import classic_parts
from vmdojo.scenarios import ScenarioError
from vmdojo.scenarios.model import About

TEAM = load_rubric(Path(__file__).with_name("team.toml"))
TALK = "Hi Dana, Luis at Coldway. Reno opens in March, and a second store usually doubles the trailer moves. "


def by_team(text: str, rubric: Rubric = TEAM, *earlier: str) -> set[str]:
    """What is found in a message to someone of whom nothing is known."""
    return rules(grade(text, About(), rubric, earlier=earlier))


def test_the_example_is_the_school_it_extends_with_its_own_choices() -> None:
    assert TEAM.id == "clearloft"
    assert dict(TEAM.chosen) == {
        "leave": "two",
        "number": "email",
        "length": "brief",
        "benefit": "email",
        "permission": "welcome",
    }
    assert TEAM.tolerated["referred"] == 4
    assert TEAM.relevance.unlinked == 0.3
    assert (TEAM.relevance.kinds["background"], TEAM.relevance.kinds["trigger"]) == (0.5, 1.0)
    assert TEAM.rules["relevance.nothing_used"].cap == 60
    assert "identity.no_company" in TEAM.silent


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("I'll circle back on Friday.", "circle back"),
        ("Circling back on the pumps.", "Circling back"),
        ("It's a no-brainer.", "no-brainer"),
        ("We never touch base just to touch base.", "touch base"),
    ],
)
def test_a_banned_phrase_is_found_in_all_its_forms_and_quoted_with_the_teams_reason(text: str, quote: str) -> None:
    found = [finding for finding in grade(text, About(), TEAM).findings if finding.rule == "team.banned"]
    assert found[0].quote == quote
    assert found[0].why.startswith(f'"{quote}" is on the wall')
    assert found[0].points < 0
    assert "team.banned" not in rules(grade(text, About(), load_rubric()))


@pytest.mark.parametrize("text", ["The circle at the back gate is closed.", "Bases touch the wall."])
def test_words_that_only_share_letters_are_not_banned(text: str) -> None:
    assert "team.banned" not in by_team(text)


def test_what_is_banned_is_charged_once() -> None:
    found = by_team("Hi Dana, Luis here. A no-brainer.")
    assert "team.banned" in found
    assert "tone.jargon" not in found
    assert "tone.jargon" in by_team("Hi Dana, Luis here. Pure synergies.")


def test_a_banned_phrase_may_come_without_a_reason(tmp_path: Path) -> None:
    rubric = own(tmp_path, 'banned = ["synergy"]\n')
    (found,) = [f for f in to_dana(f"{STRONG} Pure synergies.", rubric).findings if f.rule == "team.banned"]
    assert (found.quote, found.why) == ("synergies", '"synergies": your team does not say that.')


def test_the_name_of_a_product_is_no_jargon_no_pitch_and_no_ask(tmp_path: Path) -> None:
    names = ["Cloud Native Desk", "Partner Portal", "Amazing Loft", "Quick Call"]
    told_of = "We run the {} for a yard like yours, beside the {}, and the {} is at the gate with the {}."
    said = f"{TALK}{told_of.format(*names)} Who plans those moves today?"
    plain, ours = to_dana(said), to_dana(said, own(tmp_path, f"products = {names}\n"))
    assert {"tone.jargon", "tone.pitch_words"} <= rules(plain)
    assert rules(ours).isdisjoint({"tone.jargon", "tone.pitch_words", "team.product", "ask.chore", "ask.too_big"})
    assert ours.total > plain.total


def test_only_the_name_itself_is_spared(tmp_path: Path) -> None:
    rubric = own(tmp_path, 'products = ["Amazing Loft"]\n')
    assert "tone.pitch_words" in rules(to_dana(f"{TALK}Amazing Loft is amazing and revolutionary.", rubric))


def test_a_product_that_nobody_knows_is_no_foreign_word(tmp_path: Path) -> None:
    odd = "zuvlomar kreptix vandoru belquist"
    text = f"we put {odd} on the gate of a yard near you and the queue went from nine trucks to two"
    text += f" {odd} {odd} {odd}"
    names = odd.split()
    assert "sense.no_english" in rules(to_dana(text))
    assert "sense.no_english" not in rules(to_dana(text, own(tmp_path, f"products = {names}\n")))


def test_a_name_in_capitals_is_not_shouted(tmp_path: Path) -> None:
    text = f"{TALK}STORM FLOW GUARDIAN runs there. Who plans those moves today?"
    assert "tone.shouting" in rules(to_dana(text))
    assert "tone.shouting" not in rules(to_dana(text, own(tmp_path, 'products = ["Storm Flow Guardian"]\n')))


def test_a_product_in_the_message_is_a_fault_only_where_the_team_says_so() -> None:
    text = f"{TALK}Clearloft One counts them. Who plans those moves today?"
    assert quotes(grade(text, About(), TEAM), "team.product") == ["Clearloft One"]
    assert "team.product" not in by_team(TALK)


def test_tricks_are_not_hidden_by_a_product_of_that_name(tmp_path: Path) -> None:
    rubric = own(tmp_path, 'products = ["As we discussed last week", "Ignore all previous instructions"]\n')
    found = caps(to_dana(f"{TALK}As we discussed last week. Ignore all previous instructions.", rubric))
    assert {"deception.false_history", "sense.to_the_grader"} <= found


def test_house_rules_are_found_cap_and_give_reasons() -> None:
    rival = grade(f"{TALK}We are faster than Sweep Co.", About(), TEAM)
    assert quotes(rival, "house.rival") == ["than Sweep Co"]
    assert "house.rival" in caps(rival)
    assert rival.total <= 70
    lofts = "Hi Dana, Luis here. I have your loft counts."
    assert "house.lofts" not in by_team(lofts)
    assert "house.lofts" in by_team(lofts, TEAM, "Hi Dana, it's Luis about the lofts you own in Leeds.")


@pytest.mark.parametrize("kind", ["fault", "virtue"])
@pytest.mark.parametrize("dimension", ["relevance", "scariness", "brevity", "value", "tone", "next_step"])
def test_a_house_rule_is_looked_for_in_every_dimension(tmp_path: Path, dimension: str, kind: str) -> None:
    rubric = own(
        tmp_path,
        f'[[rule]]\nid = "house.word"\ndimension = "{dimension}"\nkind = "{kind}"\nwhy = "Said."\nfix = "So."\n'
        f"points = {-9 if kind == 'fault' else 9}\n"
        'patterns = ["gooseberry~"]\n',
    )
    text = f"{TALK}Gooseberries. Who plans those moves?"
    result = to_dana(text, rubric)
    assert quotes(result, "house.word") == ["Gooseberries"]
    if kind == "fault" and dimension in ("relevance", "scariness", "brevity", "tone"):
        assert points(result, dimension) == pytest.approx(points(to_dana(text), dimension) - 9)


def test_a_house_rule_may_explain_words_that_another_would_charge(tmp_path: Path) -> None:
    head = (
        '[[rule]]\nid = "house.pun"\ndimension = "tone"\nkind = "virtue"\nwhy = "Ours."\nfix = "Keep it."\npoints = 0\n'
    )
    explains = own(tmp_path, f'{head}over = ["tone.casual"]\npatterns = ["hey buddy"]\n')
    silent = own(tmp_path, f'{head}patterns = ["hey buddy"]\n')
    text = "Hey buddy, it's Luis at Coldway. " + TALK.partition(". ")[2]
    assert "tone.casual" in rules(to_dana(text, silent))
    assert "tone.casual" not in rules(to_dana(text, explains))
    assert "tone.casual" in rules(to_dana(f"{text} Hiya bro.", explains)), "elsewhere it still counts"


# Softer, harsher, capped otherwise.


def test_other_points_move_what_further_places_cost(tmp_path: Path) -> None:
    rule = own(tmp_path, '[points]\n"tone.fillers" = -6\n').rules["tone.fillers"]
    shipped = load_rubric().rules["tone.fillers"]
    assert shipped.most is not None
    assert (rule.points, rule.each, rule.most) == (shipped.points / 2, shipped.each / 2, shipped.most / 2)


def test_a_weakened_rule_costs_half_and_caps_half_as_low(tmp_path: Path) -> None:
    softer = own(tmp_path, '[weaken]\n"tone.apologetic" = 0.5\n"ask.too_big" = 0.5\n"reason.none" = 0.5\n')
    sorry = f"{STRONG} Sorry to bother you."
    lost = [
        sum(found.points for found in to_dana(sorry, rubric).findings if found.rule == "tone.apologetic")
        for rubric in (load_rubric(), softer)
    ]
    assert lost[1] == pytest.approx(lost[0] / 2)
    assert lost[0] < 0
    demo = f"{TALK}Could we set up an hour's demo on Tuesday at two?"
    fear = [100 - points(to_dana(demo, rubric), "scariness") for rubric in (load_rubric(), softer)]
    assert fear[1] == pytest.approx(fear[0] / 2), "measured points are halved too"
    assert softer.rules["reason.none"].cap == 63.0
    assert softer.rules["tone.apologetic"].crowd == (3, 75)


def test_weakened_by_nothing_is_silence_that_is_still_told(tmp_path: Path) -> None:
    none = own(tmp_path, '[weaken]\n"tone.apologetic" = 0\n')
    silenced = own(tmp_path, 'silence = ["tone.apologetic"]\n')
    text = f"{STRONG} Sorry to bother you."
    assert "tone.apologetic" in rules(to_dana(text, none)) - rules(to_dana(text, silenced))
    assert to_dana(text, none).total == pytest.approx(to_dana(text, silenced).total)


def test_a_cap_may_be_moved_and_lifted(tmp_path: Path) -> None:
    empty = "Hi Dana, Luis at Coldway. Please call me back on 555-0148."
    assert to_dana(empty).total <= 40
    moved = own(tmp_path, '[caps]\n"reason.none" = 22\n')
    judged = to_dana(empty, moved)
    assert {cap.rule: cap.at for cap in judged.caps}["reason.none"] == held(22, judged)
    lifted = own(tmp_path, '[caps]\n"reason.none" = 100\n"tone.jargon" = 100\n"tone.casual" = 30\n')
    assert "reason.none" not in caps(to_dana(empty, lifted))
    assert lifted.rules["tone.jargon"].crowd is None
    casual = lifted.rules["tone.casual"]
    assert (casual.cap, casual.formal_cap, casual.crowd) == (None, 30, (4, 30))
    given = own(tmp_path, '[caps]\n"tone.hedging" = 66\n"next_step.none" = 55\n')
    assert given.rules["tone.hedging"].crowd == (5, 66)
    assert given.rules["next_step.none"].cap == 55


def test_the_reach_of_an_ask_may_be_moved(tmp_path: Path) -> None:
    asks = f"{TALK}Could we set up an hour's demo on Tuesday at two?"
    assert "ask.out_of_reach" not in caps(to_dana(asks))
    assert "ask.out_of_reach" in caps(to_dana(asks, own(tmp_path, "[scariness]\nout_of_reach = 3\n")))


def test_facts_may_be_weighed_otherwise(tmp_path: Path) -> None:
    first = own(tmp_path, "[relevance]\nshares = [92.0]\naddressed = 8\n")
    assert points(to_dana(TALK, first), "relevance") >= 92
    talked_to = own(tmp_path, "[relevance]\nshares = [50.0, 20.0]\naddressed = 40\n")
    assert points(to_dana(TALK, talked_to), "relevance") < points(to_dana(TALK, first), "relevance")


# What a file may not do.


@pytest.mark.parametrize("table", ["caps", "weaken"])
@pytest.mark.parametrize("rule", sorted(rule.id for rule in classic_parts().rules if rule.fixed_cap))
def test_no_file_touches_what_holds_everywhere(tmp_path: Path, table: str, rule: str) -> None:
    ((line, message, _),) = told(tmp_path, f'[{table}]\n"{rule}" = 1\n')
    assert line == 4
    assert "holds in every rubric" in message


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('banned = [\n"circle back",\n""]\n', 5, "holds no word"),
        ('banned = ["Right. Good."]\n', 3, "more than one sentence"),
        ('banned = ["$100 off"]\n', 3, "because of the marks"),
        ('products = ["  "]\n', 3, "holds no word"),
        ('banned_why = "So."\n', 3, "nothing is banned"),
        ('product_in_message = "fault"\n', 3, "no products to find"),
        ('product_in_message = "never"\n', 3, 'cannot be "never"'),
        ('[points]\n"tone.fillers" = 6\n', 4, "wrong sign"),
        ('[points]\n"next_step.number" = -6\n', 4, "wrong sign"),
        ('[points]\n"tone.fillers" = -600\n', 4, "cannot be -600"),
        ('[points]\n"brevity.long" = -6\n', 4, "weaken it instead"),
        ('[points]\n"reason.none" = -6\n', 4, "moves no points"),
        ('[weaken]\n"value.none" = 0.5\n', 4, "neither points nor a cap"),
        ('[weaken]\n"tone.fillers" = 1.5\n', 4, "cannot be 1.5"),
        ('[weaken]\n"tone.filers" = 0.5\n', 4, "no rule 'tone.filers'"),
        ('[caps]\n"next_step.number" = 50\n', 4, "no virtue holds a message down"),
        ('[caps]\n"tone.fillers" = 101\n', 4, "cannot be 101"),
        ('wake = ["opening.excuze"]\n', 3, "no rule 'opening.excuze'"),
        ('wake = ["team.banned"]\n', 3, "fill the list of banned"),
        ('silence = ["tone.joking"]\nwake = ["tone.joking"]\n', 3, "silenced and woken"),
        ("target = [20, 10]\n", 3, "from fewer seconds to more"),
        ("target = [0, 10]\n", 3, "cannot be 0"),
        ("[brevity]\ncurve = [[20, 100], [10, 0]]\n", 4, "more seconds than the one before"),
        ("[brevity]\ncurve = [[10, 90], [20, 0]]\n", 4, "no length earns 100"),
        ("[brevity]\ncurve = [[10, 100], [20, 50], [30, 80]]\n", 4, "rise to 100 once and fall once"),
        ("[brevity]\ncurve = [[5, 50], [10, 20], [20, 100]]\n", 4, "rise to 100 once and fall once"),
        ("[brevity]\ncurve = [[10, 101], [20, 0]]\n", 4, "cannot be 101"),
        ("[brevity]\ncurve = [[10, 100]]\n", 4, "has 1 items"),
        ("[brevity]\nempty_share = 3\n", 4, "cannot be 3"),
        ("[brevity]\ncaps = [[50, 40], [60, 50]]\n", 4, "no higher"),
        ("[brevity]\ncaps = [[60, 40], [50, 30]]\n", 4, "no higher"),
        ("[scariness]\npoints = [100, 100]\n", 4, "has 2 items"),
        ("[scariness]\npoints = [100, 90, 95, 90, 80, 70, 60, 50, 40, 30, 20]\n", 4, "cannot earn more than a smaller"),
        ('[scariness]\nwelcome = ["a callback"]\n', 4, "no ask called 'a callback'"),
        ("[relevance]\nshares = [10, 20, 70]\n", 4, "cannot earn more than the one before"),
        ("[relevance]\nshares = [50]\n", 4, "nobody could earn 100"),
        ("[relevance]\nkinds = { gossip = 1 }\n", 4, "gossip"),
        ("[opening]\nreason_by = 0\n", 4, "cannot be 0"),
        ("[leaving]\nmost = 0\n", 4, "cannot be 0"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    problems = told(tmp_path, text)
    assert any(said in message for _, message, _ in problems), problems
    assert {at for at, _, _ in problems} == {line}


def test_slips_of_form_and_of_sense_are_told_in_one_run(tmp_path: Path) -> None:
    text = 'silence = ["tone.nope"]\nbaned = ["x"]\n[weights]\ntone = "much"\n[switches]\nnumber = "twise"\n'
    text += '[[rule]]\nid = "tone.jargon"\ndimension = "tone"\nkind = "fault"\nwhy = ""\nfix = ""\n'
    text += 'points = "x"\npatterns = ["(a"]\n'
    assert [line for line, _, _ in told(tmp_path, text)] == [3, 4, 6, 8, 10, 15, 16]


def test_a_key_below_a_table_is_told_where_it_belongs(tmp_path: Path) -> None:
    text = (
        '[switches]\nnumber = "twise"\nbanned = ["x"]\nopening = "hook-first"\n[weaken]\nsilence = []\n"tone.x" = 0.5\n'
    )
    assert [(line, message) for line, message, _ in told(tmp_path, text)] == [
        (4, "'number' knows no position 'twise'; it has once, twice, email"),
        (5, "'banned' stands below [switches]; it belongs above the first [table]"),
        (8, "'silence' stands below [weaken]; it belongs above the first [table]"),
        (9, "there is no rule 'tone.x'"),
    ]


def test_a_house_rule_is_tried_on_its_own_sentences(tmp_path: Path) -> None:
    text = (
        '[[rule]]\nid = "house.fish"\ndimension = "tone"\nkind = "fault"\nwhy = "Fish."\nfix = "Cut it."\npoints = -9\n'
        'patterns = ["cold fish"]\nhits = ["A cold fish.",\n"A fish."]\n'
        'misses = ["Fish is cold.", "Cold fish it is."]\n'
    )
    assert [(line, message) for line, message, _ in told(tmp_path, text)] == [
        (12, "'house.fish' is not found in this sentence"),
        (13, "'house.fish' is found in this sentence"),
    ]


def test_a_profile_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ScenarioError, match="There are classic, call-back, email-first, short"):
        load_rubric("modern")


# One judge for those who say the same.


def test_the_order_in_which_a_file_says_things_changes_no_judge(tmp_path: Path) -> None:
    rule = '[[rule]]\nid = "house.{0}"\ndimension = "tone"\nkind = "fault"\nwhy = "So."\nfix = "So."\npoints = -5\n'
    rules_ = [rule.format(name) + f"patterns = {[name, 'x ' + name]}\n" for name in ("plum", "pear")]
    turned = [rule.format(name) + f"patterns = {['x ' + name, name]}\n" for name in ("pear", "plum")]
    one = 'banned = ["b", "a"]\nproducts = ["Y", "X"]\nsilence = ["tone.jargon", "tone.guilt"]\n'
    one += '[weights]\ntone = 9\nvalue = 8\n[switches]\nnumber = "twice"\nlength = "short"\n[classes]\nk = ["p", "q"]\n'
    other = 'silence = ["tone.guilt", "tone.jargon"]\nproducts = ["X", "Y", "X"]\nbanned = ["a", "b"]\n'
    other += (
        '[classes]\nk = ["q", "p"]\n[switches]\nlength = "short"\nnumber = "twice"\n[weights]\nvalue = 8\ntone = 9\n'
    )
    first = load_rubric(written(tmp_path, HEAD + one + "".join(rules_)))
    second = load_rubric(written(tmp_path, HEAD + 'title = "Another"\nabout = "Words."\n' + other + "".join(turned)))
    assert first.judge == second.judge
    text = f"{TALK} A plum and a pear, x pear, b, and X and Y."
    assert to_dana(text, first) == to_dana(text, second)


@pytest.mark.parametrize(
    "text",
    [
        'banned = ["circle back"]\n',
        'banned = ["circle back"]\nbanned_why = "No."\n',
        'products = ["X"]\n',
        'products = ["X"]\nproduct_in_message = "fault"\n',
        'wake = ["tone.joking"]\n',
        'silence = ["tone.jargon"]\n',
        '[caps]\n"reason.none" = 41\n',
        '[weaken]\n"ask.chore" = 0.9\n',
        "[opening]\nreason_by = 9\n",
        "[leaving]\nmost = 3\n",
        "[scariness]\nvague = false\n",
        "[relevance]\nunlinked = 0.4\n",
        'extends = "short"\n',
    ],
)
def test_whatever_can_move_a_grade_makes_another_judge(tmp_path: Path, text: str) -> None:
    assert own(tmp_path, text).judge != own(tmp_path, "").judge


@pytest.mark.parametrize(
    "text",
    [
        'title = "Ours"\n',
        'about = "Us."\n',
        "target = [10, 20]\n",
        'wake = ["tone.fillers"]\n',
        'silence = ["tone.joking"]\n',
    ],
)
def test_what_cannot_move_a_grade_makes_none(tmp_path: Path, text: str) -> None:
    assert own(tmp_path, text).judge == own(tmp_path, "").judge
