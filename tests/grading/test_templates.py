"""No single template wins: one pattern, filled with what every dossier shows, averages less than a pass."""

from __future__ import annotations

import re

import pytest

from vmdojo.grading import grade, load_rubric
from vmdojo.message import parse
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import Scenario

PASS = 75.0
LIBRARY = load_library().scenarios
_TITLES = ("Dr.", "Mr.", "Ms.", "Mrs.")


def _fact(scenario: Scenario, *kinds: str) -> str:
    """The first fact of one of these kinds that may be told, else the first that may."""
    told = [fact for fact in scenario.fact if fact.may_tell]
    return next((fact.text for kind in kinds for fact in told if fact.kind == kind), told[0].text)


def _clause(text: str) -> str:
    return re.split("[.,;:]", text)[0].strip()


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _words(text: str, count: int) -> str:
    return " ".join(text.split()[:count]).rstrip(".,;:")


def fill(template: str, scenario: Scenario) -> str:
    """The template with what a player can read: names, facts and offers, whole, cut to a clause, or to some words."""
    reason = _fact(scenario, "referral", "trigger", "market", "pain")
    second = _fact(scenario, "pain", "proof", "background")
    offer = scenario.offer[0].text if scenario.offer else "one page"
    first = next(part for part in scenario.buyer.name.split() if part not in _TITLES)
    return template.format(
        first=first,
        company=scenario.buyer.company,
        industry=scenario.buyer.industry,
        mine=scenario.brief.your_company,
        sell=scenario.brief.you_sell.rstrip("."),
        number=scenario.brief.your_number or "555-0123",
        fact=reason.rstrip("."),
        clause=_lower(_clause(reason)),
        second=_lower(_clause(second)),
        six=_lower(_words(reason, 6)),
        ten=_words(reason, 10),
        offer=offer.rstrip("."),
        offer_clause=_lower(_clause(offer)),
        offer_six=_lower(_words(offer, 6)),
    )


TEMPLATES = [
    pytest.param(
        "Hi {first}, this is Luis Ortega with {mine}. We work with firms in {industry} like {company}. {sell}. "
        "Do you have "
        "fifteen minutes this week? Call me at {number}.",
        id="no fact",
    ),
    pytest.param(
        "Hi {first}, Luis Ortega at {mine}. I saw that {fact}. One question: who looks after that today? I'll "
        "send {offer} "
        "by email. Luis, {number}.",
        id="the fact as it stands",
    ),
    pytest.param(
        "{first}, Luis Ortega, {mine}. {fact}. I have {offer}. Shall I send it? One word does. {number}.",
        id="fact and offer as they stand",
    ),
    pytest.param(
        "{fact}. That's why I'm ringing, {first}. Luis at {mine}. I'll email {offer_clause} today. If it's not "
        "for you, "
        "ignore it. {number}.",
        id="the fact first",
    ),
    pytest.param(
        "Hi {first}, Luis at {mine}. It's about {six}. Who handles that on your side? {offer_six} is in your "
        "inbox; no need "
        "to call. {number}.",
        id="six words of the fact",
    ),
    pytest.param(
        "{first}, Luis at {mine}. {clause}, and {second}. Which of the two worries {company} more? One word by "
        "email does; "
        "{offer_clause} is in your inbox. {number}.",
        id="two clauses",
    ),
    pytest.param(
        "{first}, Luis at {mine}. {ten}. Is that yours to decide? I'll email you {offer_six} today, and ring "
        "once more on "
        "Thursday. {number}.",
        id="ten words of the fact",
    ),
    pytest.param(
        "Hi {first}, Luis at {mine}. I saw that {clause}. Who handles that on your side? I've put {offer_clause} in an "
        "email; no need to call back. {number}.",
        id="a clause of the fact",
    ),
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_one_template_for_everybody_averages_less_than_a_pass(template: str) -> None:
    rubric = load_rubric()
    totals = [grade(parse(fill(template, one), rubric.pace), one, rubric).total for one in LIBRARY]

    assert sum(totals) / len(totals) < PASS
