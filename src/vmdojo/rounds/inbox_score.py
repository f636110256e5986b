"""How near a player's cut is to the buyer's, and what a whole set shows of the player's patience."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from vmdojo.coaching.happenings import InboxCut
from vmdojo.grading.model import Finding
from vmdojo.rounds.inbox_hearing import PRAISED_FROM, Hearing
from vmdojo.scenarios.inbox_model import Did

GONE: tuple[Did, ...] = ("deleted", "let_go")
"""What leaves nothing behind."""
SAME_WITHIN = 1.0
"""Seconds within which two cuts are the same: a thumb needs about that long."""
A_SECOND = 7.0
"""Points that each further second between two cuts costs. A choice of the game, like the numbers below."""
SAME_END_LEAST = 40.0
"""Both let it go, however far apart: half of the matter is right."""
KEPT_OTHERWISE = 75.0
"""One keeps it, the other answers."""
LET_GO_MOST = {"kept": 50.0, "answered": 25.0}
"""One hears it out and lets it go, the other does this."""
CUT_LATE_MOST = 30.0
"""One cuts in the last second what the other keeps; each second earlier costs two points."""
AT_ONCE = 0.02
"""Seconds that a word must have sounded to be the one that was heard: one ends where the next begins."""
PHRASE = 5
"""Words before a cut that are shown as what it fell on."""
MOST_MERITS = 3
FAMILIES = {
    "opening": "how it began",
    "identity": "not knowing who it was",
    "reason": "no reason for the call",
    "relevance": "nothing about you",
    "value": "nothing in it for you",
    "ask": "what was asked for",
    "next_step": "what was asked for",
    "tone": "how it was said",
    "structure": "losing the thread",
    "brevity": "too long, or too little in it",
    "wish": "not heeding your greeting",
    "repeat": "hearing it again",
    "deception": "what is not true",
    "sense": "making no sense",
    "close": "how it ended",
}
"""Families of rules as the ground of a cut."""


def nearness(did: Did, at: float | None, buyer: Did, buyer_at: float | None, seconds: float) -> float:
    """0-100. ``at`` is the second of a press, None where it was heard out; ``seconds`` the length of the message."""
    if did in GONE and buyer in GONE:
        apart = abs((seconds if at is None else at) - (seconds if buyer_at is None else buyer_at))
        return round(max(SAME_END_LEAST, 100.0 - A_SECOND * max(0.0, apart - SAME_WITHIN)), 1)
    if did not in GONE and buyer not in GONE:
        return 100.0 if did == buyer else KEPT_OTHERWISE
    gone, pressed, stays = (did, at, buyer) if did in GONE else (buyer, buyer_at, did)
    if gone == "let_go":
        return LET_GO_MOST[stays]
    return round(max(0.0, CUT_LATE_MOST - 2.0 * (seconds - (pressed or 0.0))), 1)


def listened(did: Did, at: float | None, seconds: float) -> float:
    """Seconds that somebody gave a message."""
    return seconds if did != "deleted" or at is None else at


def phrase_at(hearing: Hearing, at: float) -> str:
    """The words on which a cut at that second fell, as they stand in the message."""
    words = hearing.message.words
    last = max((n for n, word in enumerate(words) if word.begins < at - AT_ONCE), default=0)
    first = max(hearing.message.sentences[words[last].sentence].first, last - PHRASE + 1)
    return " ".join(hearing.message.text[words[first].start : words[last].end].split())


def ground(hearing: Hearing, at: float) -> str:
    """The family of rules behind a cut at that second: the dearest fault that had begun to sound, else what was
    missing."""
    words = hearing.message.words
    heard = max((word.end for word in words if word.begins < at - AT_ONCE), default=0)
    faults = [f for f in hearing.grade.findings if f.kind == "fault"]
    sounded = [f for f in faults if f.end > f.start and f.start < heard]
    absent = [f for f in faults if f.end == f.start]
    if sounded:
        return min(sounded, key=lambda f: (f.points, -f.end)).rule.partition(".")[0]
    if absent:
        return min(absent, key=lambda f: f.points).rule.partition(".")[0]
    return ""


class Line(msgspec.Struct, frozen=True):
    """One message in the summary."""

    hearing: Hearing
    cut: InboxCut
    phrase: str
    """The words on which the player's cut fell; empty where there was none."""


class Merit(msgspec.Struct, frozen=True):
    """Something that messages have in common which the buyer kept."""

    why: str
    """In the coach's words, said to the caller."""
    count: int
    """How many of those messages do it."""
    quote: str
    """The words of the one that does it best."""


class Summary(msgspec.Struct, frozen=True):
    """A set heard to its end."""

    lines: tuple[Line, ...]
    nearness: float
    """Mean over the messages, 0-100."""
    longer: float
    """Seconds that the player listened longer than the buyer, mean over the messages; negative is shorter."""
    harsher: int
    """Messages that the player let go and the buyer did not."""
    kinder: int
    """The other way round."""
    grounds: tuple[tuple[str, int], ...]
    """What the player's cuts fell on, in words, most frequent first."""
    kept: int
    """Messages that the buyer kept or answered."""
    merits: tuple[Merit, ...]
    """What those did, the most common first; at most three."""


def summarize(heard: Sequence[tuple[Hearing, InboxCut]]) -> Summary:
    """What a run through a set shows. ``heard`` is not empty."""
    lines = []
    grounds: Counter[str] = Counter()
    for hearing, cut in heard:
        phrase = ""
        if cut.did == "deleted" and cut.pressed_at is not None:
            phrase = phrase_at(hearing, cut.pressed_at)
            if told := FAMILIES.get(ground(hearing, cut.pressed_at), ""):
                grounds[told] += 1
        lines.append(Line(hearing, cut, phrase))
    times = [
        listened(cut.did, cut.pressed_at, hearing.message.seconds)
        - listened(cut.buyer_did, cut.buyer_at, hearing.message.seconds)
        for hearing, cut in heard
    ]
    kept = [hearing for hearing, cut in heard if cut.buyer_did not in GONE]
    return Summary(
        lines=tuple(lines),
        nearness=sum(cut.points for _, cut in heard) / len(heard),
        longer=sum(times) / len(times),
        harsher=sum(cut.did in GONE and cut.buyer_did not in GONE for _, cut in heard),
        kinder=sum(cut.did not in GONE and cut.buyer_did in GONE for _, cut in heard),
        grounds=tuple(grounds.most_common()),
        kept=len(kept),
        merits=_merits(kept),
    )


def _merits(kept: Sequence[Hearing]) -> tuple[Merit, ...]:
    count: Counter[str] = Counter()
    best: dict[str, Finding] = {}
    for hearing in kept:
        found = {f.rule: f for f in sorted(_virtues(hearing), key=lambda f: f.points)}
        count.update(list(found))
        for rule, finding in found.items():
            if rule not in best or finding.points > best[rule].points:
                best[rule] = finding
    ranked = sorted(count, key=lambda rule: (-count[rule], -best[rule].points))
    return tuple(Merit(best[rule].why, count[rule], best[rule].quote) for rule in ranked[:MOST_MERITS])


def _virtues(hearing: Hearing) -> list[Finding]:
    return [f for f in hearing.grade.findings if f.kind == "virtue" and f.end > f.start and f.points >= PRAISED_FROM]
