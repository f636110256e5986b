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
    "a quick thought": (
        "Hi {first}, {caller} from {firm}. Quick thought on {cue}. {means} I've put {offer} in an email. Does {cue} "
        "land with you or a colleague? {number}."
    ),
    "that's why": (
        "{first}, {caller}, {firm}. {means} That's why I'm calling about {cue}. I'm sending {offer}. Tell me if it's "
        "useful, yes or no. {number}."
    ),
    "want it": ("Hi {first}, it's {caller} with {firm}. {fact} {proof} Want {offer}? A yes by text does it: {number}."),
    "who should I copy": (
        "Hi {first}, {caller} with {firm}. {fact} So I'm emailing you {offer}. Who should I copy? {number}."
    ),
    "if it's a headache": (
        "Hi {first}, {caller} at {firm}. If {cue} is a headache, this may help: {proof} Who deals with {cue2}? "
        "{number}, or just reply to my email."
    ),
    "saw it": ("{first}, {caller} at {firm}, {number}. Saw {cue}. {means} Worth a yes or no by email?"),
    "a second look": (
        "Hi {first}, {caller} at {firm}. Because of {cue}, {cue2} may need a second look before it costs you time. "
        "I'm emailing {offer}. Is that you, or somebody on your team? {number}."
    ),
    "how do you plan": (
        "Hi {first}, {caller} at {firm}. {fact} How do you plan for that without losing time and money? I'll email "
        "{offer}; reply if it helps. {number}."
    ),
    "hours in the first weeks": (
        "Hi {first}, {caller} at {firm}. {fact} Most teams I speak with lose hours over that in the first weeks. I'm "
        "emailing {offer}. Who keeps an eye on it? {number}."
    ),
    "you'll know it better": (
        "{first}, {caller} here from {firm}. You'll know {cue} better than I do. {means} {proof} I'm emailing you "
        "{offer}. One word back, yes or no. {number}."
    ),
    "shows up first": (
        "Hi {first}, {caller} from {firm}. {cue} usually shows up first in {cue2}, and it's the people on the floor "
        "who feel it. {offer} is in your inbox. Who feels it at your place? {number}."
    ),
    "they started where you are": (
        "Hi {first}, this is {caller} at {firm}. {proof} They started where you are: {cue}. I'm emailing you {offer}."
        " Shall I ring on Thursday, or leave it? {number}."
    ),
    "on this and that": (
        "Hi {first}, {caller} with {firm}. On {cue}: {means} And {cue2}? I've sent {offer}. Yes or no by email is "
        "plenty. {number}."
    ),
    "with it coming": (
        "Hi {first}, {caller} at {firm}. With {cue} coming, {means_too} Who looks after that on your side? I'm emailing"
        " you {offer}. {number}."
    ),
    "I read about it": (
        "Hi {first}, {caller} at {firm}. I read about {cue}, and {means_too} {proof} I'm emailing {offer}. Reply yes if"
        " you'd like more. {number}."
    ),
    "when the one meets the other": (
        "{first}, {caller} at {firm}. When {cue} meets {cue2}, something has to give, and it's usually {cue3}. Which "
        "one worries you? I'm emailing {offer}. {number}."
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
        means_too=_lower(_sentence(fact.means)) if fact.means else "things change.",
        cue=_cue(fact),
        cue2=_cue(second, 1),
        cue3=_cue(told[min(2, len(told) - 1)]),
        sell=brief.you_sell,
        number=brief.your_number or "555-0100",
    )


def _sentence(text: str) -> str:
    return text.split(". ")[0].rstrip(".") + "."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _cue(fact: Fact, at: int = 0) -> str:
    return fact.cues[at % len(fact.cues)] if fact.cues else fact.text
