"""The format checks: each fault is told once, where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from vmdojo.scenarios import Loaded, Scenario, check_scenario, load_toml, loads_toml
from vmdojo.scenarios.phones import real_numbers

from .conftest import Broken

LEAVE_OR_NOT = ('kind = "message"', 'kind = "leave-or-not"')
MOVE = (
    '[right_move]\nleave = false\nwhy = "She asked."\ninstead = "Write on Thursday."\n\n[[strong]]\ntext = """\nMarta,'
)
TOUCH = '[[earlier]]\ndays_ago = 3\nchannel = "email"\ntext = "a"'
STRONG = '[[strong]]\ntext = """\nMarta,'


def told(loaded: Loaded[Scenario]) -> list[tuple[str, str]]:
    """(key, text of the file from the place of the problem on) of each problem."""
    assert loaded.value is not None, "\n".join(p.render() for p in loaded.problems)
    lines = loaded.source.text.splitlines()
    return [(p.key, lines[p.line - 1][p.column - 1 :]) for p in check_scenario(loaded)]


def test_a_sound_scenario_has_nothing_to_tell(broken: Broken) -> None:
    assert check_scenario(broken()) == []
    assert check_scenario(broken(*LEAVE_OR_NOT, STRONG, MOVE)) == []


@pytest.mark.parametrize(
    ("old", "new", "key", "start"),
    [
        ('id = "one-oven-short"', 'id = "two-ovens"', "id", '"two-ovens"'),
        ('id = "rye"', 'id = "stall"', "fact[1].id", '"stall"'),
        ('id = "page"', 'id = "stall"', "offer[0].id", '"stall"'),
        ('skills = ["relevance", "ask"]', 'skills = ["ask", "ask"]', "skills[1]", '"ask"]'),
        ('skills = ["relevance", "ask"]', "skills = []", "skills", "[]"),
        ("[buyer]", 'was = ["x", "one-oven-short"]\n[buyer]', "was[1]", '"one-oven-short"]'),
        ("[buyer]", 'was = ["x", "y", "x"]\n[buyer]', "was[2]", '"x"]'),
        # facts
        ('why_not = "Brave, and no reason to ring."\n', "", "fact[5].why_not", "fact]]"),
        ('why_not = "Brave, and no reason to ring."', 'why_not = ""', "fact[5].why_not", '""'),
        ('kind = "decoy"', 'kind = "background"', "fact[5].why_not", "why_not"),
        ('means = "Rye holds an oven twice as long as white."\n', "", "fact[1].means", "fact]]"),
        ('kind = "role"', 'kind = "trigger"', "fact[3].means", "fact]]"),
        # cues
        ('cues = ["your call alone", "four thousand"]', "cues = []", "fact[3].cues", "[]"),
        ('"twice the rye"', '"Sold out, by NINE!"', "fact[2].cues[1]", '"sold out by nine"'),
        ('"twice the rye"', '"Rye from Holme."', "fact[1].cues[1]", '"Rye from Holme."'),
        ('"twice the rye"', '"..."', "fact[1].cues[1]", '"..."'),
        ('cues = ["page on floor loads"]', 'cues = ["a page", "A page"]', "offer[0].cues[1]", '"A page"'),
        ('"400 loaves more"]', '"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]', "fact[4].cues[10]", '"j"]'),
        # samples
        ('faults = ["reason.empty_touch"]', "faults = []", "weak[0].faults", "[]"),
        ('faults = ["reason.empty_touch"]', 'faults = ["a", "b", "a"]', "weak[0].faults[2]", '"a"]'),
        ('kind = "message"', 'kind = "leave-or-not"', "kind", '"leave-or-not"'),
        (STRONG, MOVE, "right_move", "right_move"),
        # brief
        ("[15, 30]", "[0, 30]", "brief.target_seconds", "[0"),
        ("[15, 30]", "[30, 30]", "brief.target_seconds", "[30"),
        ("[15, 30]", "[15, 61]", "brief.target_seconds", "[15"),
        ("[15, 30]", '[15, 30]\nwishes = ["email_only"]', "brief.wishes[0]", '"email_only"'),
        ('relationship = "cold"', 'relationship = "referred"', "brief.relationship", '"referred"'),
        # earlier
        ('channel = "email"', 'channel = "call"', "earlier[0].channel", '"call"'),
        ("[[earlier]]", f"{TOUCH}\n[[earlier]]", "earlier[1].days_ago", "9"),
        # texts
        ('company = "Saltmarsh Bakery"', 'company = "  "', "buyer.company", '"  "'),
        ('company = "Saltmarsh Bakery"', 'company = "Saltmarsh "', "buyer.company", '"Saltmarsh "'),
        ('title = "One oven short"', 'title = """One\noven"""', "title", '"""One'),
        ('title = "One oven short"', f'title = "{"x" * 51}"', "title", '"xxx'),
        ("Say what the news leads to", "Say \\u001b[31m", "teaches", '"Say'),
        ("Say what the news leads to", "Say what\u202e the news", "teaches", "\u202e"),
        ("Say what the news leads to", "Say what\u200bthe news", "teaches", "\u200b"),
        ("Ed Hale at Emberline", "Ed Hale at [Company]", "strong[0].text", "[Company]"),
        ("Ed Hale at Emberline", "{caller} at Emberline", "strong[0].text", "{caller}"),
        ("Ed Hale at Emberline", "<name> at Emberline", "strong[0].text", "<name>"),
        ("Ed Hale at Emberline", "____ at Emberline", "strong[0].text", "____"),
        ("News, what follows", "TODO, what follows", "strong[0].shows", "TODO"),
        ("555-0117.", "555-0200.", "strong[0].text", "555-0200"),
        ('"555-0117"', '"(802) 867-5309"', "brief.your_number", "(802)"),
        ("Call me whenever", "Call five five five two three six eight", "weak[0].text", "five five five two"),
    ],
)  # fmt: skip
def test_each_fault_is_told_once_where_it_stands(broken: Broken, old: str, new: str, key: str, start: str) -> None:
    loaded = broken(old, new)
    assert [k for k, _ in told(loaded)] == [key]
    assert told(loaded)[0][1].startswith(start)


@pytest.mark.parametrize("text", ["She hung up at your name.", "No answer.", "At the word pallets the line went dead."])
def test_a_cold_buyer_may_have_hung_up(broken: Broken, sound: str, text: str) -> None:
    start = sound.index("[[earlier]]")
    end = sound.index("[[", start + 2)
    call = f'[[earlier]]\ndays_ago = 0\nchannel = "call"\ntext = "{text}"\n\n'
    assert told(broken(sound[start:end], call)) == []


def test_too_few_facts(broken: Broken, sound: str) -> None:
    start, end = sound.index('[[fact]]\nid = "dunes"'), sound.index("[[offer]]")
    assert told(broken(sound[start:end], "")) == [("fact", "fact]]")]


def test_decoys_beyond_the_third_are_each_told(broken: Broken) -> None:
    more = "".join(
        f'[[fact]]\nid = "d{n}"\nkind = "decoy"\ntext = "It rains."\nwhy_not = "It does."\ncues = ["rain number {n}"]\n'
        for n in range(4)
    )
    assert [k for k, _ in told(broken("[[offer]]", more + "[[offer]]"))] == ["fact[8].kind", "fact[9].kind"]


def test_a_message_scenario_needs_two_samples_of_each_sort(broken: Broken, sound: str) -> None:
    start = sound.index("[[weak]]")
    loaded = broken(sound[start:], "")
    assert told(loaded) == [("kind", '"message"')]
    assert "needs 2 weak samples; it has 0" in check_scenario(loaded)[0].message


def test_a_leave_or_not_scenario_needs_no_sample(broken: Broken, sound: str) -> None:
    loaded = broken(sound[sound.index("[[strong]]") :], MOVE.partition("[[strong]]")[0], *LEAVE_OR_NOT)
    assert told(loaded) == []


@pytest.mark.parametrize(("name", "most"), [("fact", 12), ("offer", 5), ("strong", 4), ("weak", 6), ("earlier", 6)])
def test_lists_have_an_end(sound: str, name: str, most: int) -> None:
    keys = {
        "fact": 'id = "x{n}"\nkind = "pain"\ntext = "x{n}"\ncues = ["cue {n}"]',
        "offer": 'id = "x{n}"\ntext = "x{n}"',
        "strong": 'text = "{far}"\nshows = "a"',
        "weak": 'text = "{far}"\nfaults = ["a"]',
        "earlier": 'days_ago = 9\nchannel = "email"\ntext = "a"',
    }[name]
    size = sound.count(f"[[{name}]]\n")
    more = "".join(f"[[{name}]]\n{keys.format(n=n, far=chr(97 + n) * 30)}\n" for n in range(most - size + 1))
    assert told(loads_toml(sound + more, Scenario)) == [(f"{name}[{most}]", f"{name}]]")]


def test_a_sample_that_says_what_another_says(broken: Broken) -> None:
    text = "hi marta just checking in, to see if you had any need. Call me whenever!"
    same = f'[[weak]]\ntext = "{text}"\nfaults = ["a"]\n\n'
    last = '[[weak]]\ntext = "Marta, we want'
    loaded = broken(last, same + last)
    assert [k for k, _ in told(loaded)] == ["weak[1].text"]
    assert "weak sample 1" in check_scenario(loaded)[0].message


def test_a_wish_must_be_heard(broken: Broken) -> None:
    wish = ("[15, 30]", '[15, 30]\nwishes = ["no_sales_messages"]')
    assert [k for k, _ in told(broken(*wish))] == ["brief.wishes[0]"]
    assert told(broken(*wish, "Be quick.", "Vendors, write to us.")) == []
    assert told(broken(*wish, "Marta decides up to", "No sales talk, she says. Up to")) == []


def test_a_referral_must_be_one_that_may_be_told(broken: Broken) -> None:
    referred = ('relationship = "cold"', 'relationship = "referred"')
    assert told(broken(*referred, 'kind = "role"', 'kind = "referral"')) == []
    secret = broken(*referred, 'kind = "role"', 'kind = "referral"\nmay_tell = false')
    assert [k for k, _ in told(secret)] == ["brief.relationship"]


def test_a_weak_sample_may_hold_a_template_field(broken: Broken) -> None:
    assert told(broken("Hi Marta, just", "Hi [First name], just")) == []


def test_a_disputed_weak_sample_may_name_no_fault(broken: Broken) -> None:
    assert told(broken('faults = ["reason.empty_touch"]', 'faults = []\ndisputed = "A friend may."')) == []


def test_the_name_of_the_file_is_its_id(tmp_path: Path, sound: str) -> None:
    path = tmp_path / "one-oven.toml"
    path.write_text(sound, encoding="utf-8")
    (problem,) = check_scenario(load_toml(path, Scenario))
    assert (problem.line, problem.column, problem.expected) == (3, 6, "one-oven-short.toml")


def test_many_faults_come_in_one_run_in_the_order_of_the_lines(broken: Broken) -> None:
    loaded = broken("[15, 30]", "[9, 3]", 'id = "rye"', 'id = "stall"', "Ed Hale at", "{x} at", "Flour", "TODO")
    problems = check_scenario(loaded)
    assert [p.key for p in problems] == ["buyer.greeting", "brief.target_seconds", "fact[1].id", "strong[0].text"]
    assert [p.line for p in problems] == sorted(p.line for p in problems)


def test_what_cannot_be_read_is_told_as_it_is(broken: Broken) -> None:
    loaded = broken("[buyer]", "[boyer]")
    assert check_scenario(loaded) == list(loaded.problems)
    assert loaded.problems


@pytest.mark.parametrize(
    "text",
    [
        "555-0100", "555 0199", "(802) 555-0148", "802.555.0148", "+1 802 555 0148", "1-802-555-0148", "8025550148",
        "five five five, oh one four eight", "eight oh two five five five zero one nine nine",
        "call 555-0148 10 am", "in 2019-2026", "2026-03-03", "3/3/2026", "1,200,000", "12 000 000", "$1200000",
        "from 31 to 4 in 10 weeks", "1 2 3 4", "one two three", "4,000 and 5,000", "20 30 40",
    ],
)  # fmt: skip
def test_what_is_no_real_number(text: str) -> None:
    assert real_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ring 555-0200 now", "555-0200"),
        ("ring 555-01481 now", "555-01481"),
        ("(212) 867-5309", "(212) 867-5309"),
        ("+44 20 7123 4567.", "+44 20 7123 4567"),
        ("8675309", "8675309"),
        ("555-0148 or 867-5309", "867-5309"),
        ("eight six seven, five three oh nine", "eight six seven, five three oh nine"),
    ],
)
def test_what_may_be_a_real_number(text: str, number: str) -> None:
    assert real_numbers(text) == [number]
