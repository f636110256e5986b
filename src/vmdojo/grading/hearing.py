"""What is heard in a message before anything is weighed: listed phrases, and what the fitted model adds to them."""

from __future__ import annotations

from operator import attrgetter

from vmdojo.grading.acting import Doing, doubted, tells_nothing, told, told_twice
from vmdojo.grading.automaton import Automaton, Hit
from vmdojo.grading.clauses import told_in_parts
from vmdojo.grading.dead_weight import wasted
from vmdojo.grading.reading import Reading
from vmdojo.grading.talk import shipped_talk

OWN_REACH = 5
"""Terms behind the words of a gift in which its thing is named."""

NO_PROOF = -4.0
"""Log-odds below which a sentence with the words of a proof is none. Of 61 such sentences of the labelled messages four
tell of a peer after all."""

OUT = "next_step.easy_out"
ABOUT, NAMED_IN = ("it", "is", "about"), 7
"""How a sentence begins that names the matter, and its terms at least: "It's about the house" names nothing yet."""
TAKEN_BACK = -1.0
"""Log-odds of what is taken for granted, from which its sentence leaves no way out: "If this isn't for you, no bother,
then you'll pass me on to the man it's for"."""

_first = attrgetter("first")


def heard(reading: Reading, done: Doing, automaton: Automaton) -> tuple[dict[str, list[Hit]], dict[Hit, float]]:
    """All hits by tag, in the order of the message, and how much of a rule counts where not all of it does (0-1)."""
    tagged = automaton.tagged(reading)
    shares = {one.hit: one.share for one in doubted(reading, done, tagged)}
    added: set[str] = set()
    for reader in (told_twice, told, told_in_parts, wasted):
        for one in list(reader(reading, done, tagged)):
            tagged.setdefault(one.hit.tag, []).append(one.hit)
            shares[one.hit] = one.share
            added.add(one.hit.tag)
    for tag in added:
        tagged[tag].sort(key=_first)
    return tagged, shares


def sift(reading: Reading, done: Doing, tagged: dict[str, list[Hit]]) -> None:
    """Take out what only sounds like an insight, a proof, a gift or a way out."""
    if "value.insight" in tagged:
        hits = tagged["value.insight"]
        tagged["value.insight"] = [hit for hit in hits if not tells_nothing(reading, done, reading.sentence[hit.first])]
    if "value.proof" in tagged:
        hits = tagged["value.proof"]
        tagged["value.proof"] = [hit for hit in hits if not _proves_nothing(done, reading.sentence[hit.first])]
    if "value.gift" in tagged:
        tagged["value.gift"] = [hit for hit in tagged["value.gift"] if not _of_ours(reading, hit)]
    if "vague" in tagged:
        tagged["vague"] = [hit for hit in tagged["vague"] if not _named_at_once(reading, hit)]
    if OUT in tagged:
        tagged[OUT] = [hit for hit in tagged[OUT] if done.of(reading.sentence[hit.first], "presume") < TAKEN_BACK]


def _named_at_once(reading: Reading, hit: Hit) -> bool:
    """Whether what sounds like a hint is named in the next breath: "... why I picked up the phone. It's about how your
    garden centres staff up"."""
    following = reading.sentence[hit.last - 1] + 1
    if following >= len(reading.spans):
        return False
    span = reading.spans[following]
    return len(span) >= NAMED_IN and tuple(reading.terms[span.start : span.start + 3]) == ABOUT


def _proves_nothing(done: Doing, sentence: int) -> bool:
    """Whether a sentence with the words of a proof most surely is none: "shall I put one in the post?"."""
    return done.odds[sentence] is not None and done.of(sentence, "proof") < NO_PROOF


def _of_ours(reading: Reading, hit: Hit) -> bool:
    """Whether what is sent only speaks of the sender: a brochure, an advert, a card, unless it is the buyer's."""
    terms, talk = reading.terms, shipped_talk()
    stop = min(reading.first_of[reading.sentence[hit.first] + 1], hit.last + OWN_REACH)
    return not talk.of_ours.isdisjoint(terms[hit.first : stop]) and any(
        terms[at] in talk.of_ours
        and not {"your", "their", "his", "her"} & set(terms[max(0, at - 4) : at])
        and (terms[at] != "card" or terms[at - 1] in ("my", "our", "business"))
        for at in range(hit.first, stop)
    )
