"""Messages made from one pattern: a scenario's own fields poured into a frame, as somebody would who wants the points
and not the buyer. The frames know the file's fields; a player sees the same words in the dossier."""

from __future__ import annotations

from vmdojo.scenarios.model import Fact, Scenario

CALLER = "Alex Reed"

TEMPLATES: dict[str, str] = {
    "fact, means, question, offer": (
        "Hi {first}, this is {caller} from {firm}. I'm calling because {fact} {means} Who looks after that on your "
        "side? I'm emailing you {offer}. {number}."
    ),
    "fact and question": (
        "Hi {first}, {caller} at {firm}. I saw that {fact} Is that on your list this month? {number}."
    ),
    "cue and offer": (
        "Hi {first}, it's {caller} at {firm}. I have one thing on {cue} for you: {offer}. It's in your inbox. Is "
        "{cue} on your desk? {number}."
    ),
    "two cues": (
        "Hi {first}, {caller} at {firm}. I noticed {cue} and {cue2}. Usually the one makes the other worse. Who plans"
        " for that today? A yes or a no by email is plenty. {number}."
    ),
    "proof first": (
        "{first}, {caller} at {firm}, {number}. {proof} I'm sending you how they did it. If {cue} is on your mind, "
        "one word back is enough; if not, I'll leave you in peace."
    ),
    "congratulations": (
        "Hi {first}, {caller} from {firm}. Congratulations on {cue}! I'd love to tell you how we help firms like "
        "{company}. Do you have fifteen minutes this week? {number}."
    ),
    "everything": (
        "Hi {first}, {caller} at {firm}. {fact} {means} {proof} I'm emailing you {offer}. Who looks after {cue}? "
        "Reply yes or no. I'll ring on Thursday. {number}."
    ),
    "brochure": (
        "Hello {first}, this is {caller} calling from {firm}. {sell} We work with many firms like {company} and I'd "
        "love to show you what we can do. Please call me back at {number}."
    ),
    "goes wrong first": (
        "Hi {first}, {caller} at {firm}. {cue}: that is where it usually goes wrong first. I've emailed you {offer}. "
        "Who looks after it? One word back will do. {number}."
    ),
    "most people find": (
        "{first}, {caller} from {firm}. With {cue}, most people find {cue2} becomes the hard part. Who handles that "
        "on your side? I'm emailing you {offer}. {number}."
    ),
    "yours to keep": (
        "Hi {first}, {caller} at {firm}. About {cue}: {offer} is in your inbox, yours to keep. No need to ring. "
        "{number}."
    ),
    "since and how": (
        "{first}, since {cue}, how are you managing {cue2}? {caller}, {firm}, {number}. I'm sending {offer} by email;"
        " a yes or a no is enough."
    ),
    "proof and would that help": (
        "{proof} {first}, it's {caller} from {firm}. Would that help with {cue}? Reply yes and I'll email you "
        "{offer}. If not, no harm done. {number}."
    ),
    "you've got": (
        "Hi {first}, {caller} at {firm}. You've got {cue}, and {cue2}. {proof} Who would look at that with you? I'm "
        "emailing the page they used. {number}."
    ),
    "made me ring": (
        "Hi {first}, {caller} at {firm}. Your {cue} made me ring. In my experience {cue2} is what people notice too "
        "late. Is anybody on it yet? {number}, or reply by email."
    ),
    "extra work for somebody": (
        "Hi {first}, {caller} at {firm}. I read that {fact} That usually means extra work for somebody. Who is it? "
        "I'm emailing you {offer}. {number}."
    ),
    "cue, means, question": (
        "Hi {first}, {caller} at {firm}. {cue}: {means} Who looks after that? I'm emailing you {offer}. {number}."
    ),
}


def filled(template: str, scenario: Scenario) -> str:
    """A template with this scenario's fields."""
    brief, buyer = scenario.brief, scenario.buyer
    told = [fact for fact in scenario.fact if fact.may_tell and fact.kind in ("trigger", "market", "pain", "referral")]
    told = told or [fact for fact in scenario.fact if fact.may_tell and fact.kind not in ("decoy", "stale")]
    fact = told[0]
    second = told[1] if len(told) > 1 else fact
    proof = next((f.text for f in scenario.fact if f.kind == "proof" and f.may_tell), "It has worked for others.")
    offer = scenario.offer[0].text if scenario.offer else "one page on it"
    return template.format(
        first=next(part for part in buyer.name.split() if not part.endswith(".")),
        caller=CALLER,
        firm=brief.your_company,
        company=buyer.company,
        fact=_lower(_sentence(fact.text)),
        means=_sentence(fact.means) if fact.means else "",
        proof=_sentence(proof),
        offer=_lower(_sentence(offer)).rstrip("."),
        cue=_cue(fact),
        cue2=_cue(second, 1),
        sell=brief.you_sell,
        number=brief.your_number or "555-0100",
    )


def _sentence(text: str) -> str:
    return text.split(". ")[0].rstrip(".") + "."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _cue(fact: Fact, at: int = 0) -> str:
    return fact.cues[at % len(fact.cues)] if fact.cues else fact.text
