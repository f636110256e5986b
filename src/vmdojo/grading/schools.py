"""What one school of selling wants and another does not: who is charged for it is for the rubric's switches to say.

Most of these rules sleep in the shipped rubric; see ``rules/schools.toml`` and ``rules/switches.toml``.
"""

from __future__ import annotations

from vmdojo.grading.asks import Asked
from vmdojo.grading.case import Case

CALL_BACK = "a call back"
"""Name of that ask in ``ask.toml``."""
_CALLS = frozenset(("call", "ring", "phone", "dial"))
"""Stems by which a caller promises to ring, not to send."""


def weigh_schools(case: Case, asked: Asked) -> None:
    """Charge how the number is given, how the call back is asked for, where the firm is named, and how often."""
    _number(case)
    if "next_step.email_route" in case.rubric.rules and not case.tagged.get("next_step.email_route"):
        case.charge("next_step.no_email", case.points_of("next_step.no_email"))
    _call_back(case, asked)
    _company(case)
    most = case.rubric.leaving.most
    if most is not None and len(case.earlier) >= most:
        case.charge("leave.too_many", case.points_of("leave.too_many"), count=len(case.earlier))


def _number(case: Case) -> None:
    said: dict[str, int] = {}
    for index in case.reading.phones:
        digits = "".join(filter(str.isdigit, case.message.words[index].folded))[-7:]
        if digits in said:
            span = case.terms_of_words(index, index + 1)
            case.charge("next_step.number_twice", case.points_of("next_step.number_twice"), *span)
            return
        said[digits] = index
    if not said:
        case.charge("next_step.no_number", case.points_of("next_step.no_number"))


def _call_back(case: Case, asked: Asked) -> None:
    back = next((ask for ask in asked.asks if ask.name == CALL_BACK), None)
    if back is None:
        return
    case.charge("next_step.callback_asked", case.points_of("next_step.callback_asked"), back.first, back.last)
    stems = case.reading.stems
    for hit in case.tagged.get("next_step.caller_carries", ()):
        if _CALLS & set(stems[hit.first : hit.last]):
            case.charge("next_step.both_call", case.points_of("next_step.both_call"), hit.first, hit.last)
            return


def _company(case: Case) -> None:
    """Where the firm is named, which only a dossier knows."""
    if not case.dossier.our_company:
        return
    head = case.dossier.our_company[0]
    if head not in case.reading.stems:
        return
    at = case.reading.stems.index(head)
    begins = case.message.words[case.reading.word[at]].begins
    if begins > case.rubric.opening.company_by:
        points = case.points_of("opening.company_late")
        case.charge("opening.company_late", points, at, at + 1, seconds=round(begins))
    if case.lead is None or at < case.lead:
        case.charge("opening.company_first", case.points_of("opening.company_first"), at, at + 1)
