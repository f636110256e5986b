"""Words that look like a fault, or like a use of what is known, and are neither."""

from __future__ import annotations

import pytest

from vmdojo.grading import Grade, grade
from vmdojo.scenarios.model import About

SKIPS = About(("scrap yard, skips billed by estimate", "weighbridge ticket printer broken"), "cold")


def rules(judged: Grade) -> set[str]:
    return {finding.rule for finding in judged.findings} | {cap.rule for cap in judged.caps}


def test_who_says_outright_what_he_does_not_want_has_not_asked_for_it() -> None:
    denied = "I'm not after the contract, nor a seat at your table, nor a morning of your time."
    asked = "I'm after the contract, and a seat at your table, and a morning of your time."
    call = "Dougie, Annette Rae at Tareweight. {} One thing: does the night shift weigh the skips, or guess? 555-0119."
    modest, greedy = grade(call.format(denied), SKIPS), grade(call.format(asked), SKIPS)
    assert not modest.caps
    assert modest.total > greedy.total + 30
    assert "ask.out_of_reach" in rules(greedy)


def test_a_no_that_turns_to_a_wish_denies_nothing() -> None:
    judged = grade(
        "Hi Bo, Ann Rae at Tareweight. I'm not after a chat but a contract for all your yards. 555-0119.", SKIPS
    )
    assert rules(judged) & {"ask.too_big", "ask.grand"}


@pytest.mark.parametrize(
    "sentence", ["Ken Yates said I could call.", "I thought I should call.", "He told me to call before ten."]
)
def test_a_caller_who_may_call_asks_for_no_meeting(sentence: str) -> None:
    judged = grade(
        f"Mr Rossi, Heidi Blum with Northstar. {sentence} Which door sticks? 555-0141.", About((), "referred")
    )
    assert not rules(judged) & {"ask.too_big", "ask.chore"}


def test_a_greeting_of_many_names_is_no_heap_of_words() -> None:
    call = (
        "Good afternoon Ms Bellamy, Rashid Anwar, Sparrow Signs. The ward signs still send people to the old X-ray. "
        "Which door do most of them turn up at? 555-0129."
    )
    assert "sense.stuffed" not in rules(grade(call, About(("hospital department moved in spring",), "cold")))
    heap = "Hi, milk drivers Mondays short rounds depot fridge trucks night bottles returns. 555-0151."
    assert "sense.stuffed" in rules(grade(heap))


def used(judged: Grade) -> float:
    return sum(finding.points for finding in judged.findings if finding.rule.startswith("relevance.fact"))


def test_the_callers_own_firm_knows_nothing_of_the_buyer() -> None:
    about = About(("uses Bellwether for alarm monitoring",), "referred")
    tail = "I have a couple of questions about how you choose. 555-0141."
    named = grade(f"Mr. Rossi, Heidi Blum with Northstar Alarm. {tail}", about)
    told = grade(f"Mr. Rossi, Heidi Blum with Northstar. You have your alarm watched by Bellwether. {tail}", about)
    assert used(told) > used(named) + 5


def test_an_honour_of_long_ago_earns_less_than_one_of_this_year() -> None:
    call = "Mr. Sandhu, Claire Botha with Northgate. You won the regional exporter award, which fills docks. Who books?"
    old = grade(call, About(("won the regional exporter award in 2017",), "cold"))
    new = grade(call, About(("won the regional exporter award in May",), "cold"))
    assert used(old) < used(new) * 0.7


def test_who_leaves_a_way_out_in_the_same_breath_does_not_threaten() -> None:
    call = (
        "Mr. Pryce, Lionel Stagg of Mothwatch. You open the dress rooms again in September with French wool on loan, "
        "and moths enjoy a private view as much as anyone. I've emailed you where Ghent hangs its trap, and why. If "
        "your conservator's there before me, and they usually are, do enjoy the photograph."
    )
    assert "tone.threat" not in rules(grade(call, About(("costume gallery reopens after refit",), "cold")))
