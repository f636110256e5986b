"""The messages that every benchmark grades: 500 distinct ones of 60 to 90 words, and ten facts to hold them against."""

from __future__ import annotations

from random import Random

from msgspec.structs import replace

from vmdojo.scenarios import Scenario, load_library

_OPEN = (
    "Hi {name}, this is {caller} at {firm}.",
    "{name}, {caller} from {firm} here.",
    "Good morning {name}, my name is {caller} and I'm calling from {firm}.",
    "Hello {name}, {caller} with {firm}, we haven't spoken before.",
)
_WHY = (
    "I saw that your {site} opens in {month}, and a second site usually doubles the {work} before it halves them.",
    "When a firm like yours adds a site, {pain} are often the first thing to rise.",
    "Someone on your team asked for help with {work} in {month}, so I looked at how others handle it.",
    "I read in the trade press that {pain} cost the industry about {number} percent more than last year.",
    "The reason for my call is {work}, which tends to slip around {month} when two people leave at once.",
    "We're the leading provider of {work} solutions and I'd love to tell you about our platform.",
)
_MORE = (
    "A distributor in {town} cut {pain} by half in {number} weeks, and the page they used fits on one sheet.",
    "I was just hoping to touch base and maybe pick your brain about {work} whenever you get a chance.",
    "Most people I talk to plan {work} in a spreadsheet that locks when two of them open it.",
    "We work with {number} companies in {town} and all of them had the same trouble with {pain}.",
    "It took {number} minutes a day at first, and by {month} nobody on the floor had to think about it.",
    "I'd love to get an hour with you and your team to walk through how we could become your partner.",
    "That may not be a headache for you at all, and if it isn't, ignore me with a good conscience.",
)
_ASK = (
    "One question: who plans {work} today?",
    "Could you tell me whether {pain} are yours to fix or somebody else's?",
    "Please call me back at your earliest convenience.",
    "I'm emailing you the one-page plan from {town}, the subject line is {site}.",
    "I'll try you again on Thursday at ten, and a one-word no by email stops me.",
)
_END = ("My number is 555-01{two}.", "That's {caller}, 555-01{two}.", "Thanks, {name}.", "Have a great day.")
_SLOTS = {
    "name": ("Dana", "Priya", "Gus", "Marisol", "Henrik", "Ines"),
    "caller": ("Luis Ortega", "Kim Doyle", "Sam Achebe", "Rosa Lind"),
    "firm": ("Coldway", "Brightpump", "Hallmark Vans", "Northgate"),
    "site": ("second cold store", "Reno warehouse", "clinic", "plant in Boise", "yard"),
    "month": ("January", "March", "June", "October"),
    "work": ("trailer moves", "shift plans", "pump orders", "van runs", "dock slots"),
    "pain": ("late loads", "missed shifts", "double trips", "spoiled doses", "returned orders"),
    "town": ("Boise", "Leeds", "Tacoma", "Galway"),
    "number": ("four", "10", "twelve", "18", "thirty"),
    "two": ("12", "48", "73", "90"),
}


def messages(count: int = 500, *, least: int = 60, most: int = 90) -> list[str]:
    """``count`` distinct messages of ``least`` to ``most`` words; the same ones on every call."""
    draw = Random(20261122)
    found: dict[str, None] = {}
    while len(found) < count:
        parts = [draw.choice(_OPEN), draw.choice(_WHY)]
        wanted = draw.randint(least, most - 12)
        middles = draw.sample(_MORE, len(_MORE))
        while middles and _words(parts) < wanted - 14:
            parts.append(middles.pop())
        parts += [draw.choice(_ASK), draw.choice(_END)]
        text = " ".join(parts).format(**{slot: draw.choice(values) for slot, values in _SLOTS.items()})
        if least <= len(text.split()) <= most:
            found[text] = None
    return list(found)


def long_message(words: int) -> str:
    """One text of exactly so many words, made of distinct sentences."""
    pieces: list[str] = []
    for text in messages(words // 55 + 2):
        pieces += text.split()
    return " ".join(pieces[:words])


def buyer() -> Scenario:
    """A scenario with ten facts, drawn from the shipped library."""
    scenarios = load_library().scenarios
    base = next(one for one in scenarios if one.id == "second-cold-store")
    others = [fact for one in scenarios if one.id != base.id for fact in one.fact if fact.id not in _ids(base)]
    return replace(base, fact=(*base.fact, *others)[:10])


def _ids(scenario: Scenario) -> set[str]:
    return {fact.id for fact in scenario.fact}


def _words(parts: list[str]) -> int:
    return sum(len(part.split()) for part in parts)
