"""How it is built and who speaks: structure, names, sense, length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import exp, log1p

from vmdojo.grading.asks import Asked
from vmdojo.grading.automaton import Hit
from vmdojo.grading.case import Case
from vmdojo.grading.leading import STRAYS, begins, find_lead
from vmdojo.grading.listing import acronyms
from vmdojo.grading.made_up import SEVERAL as FEWEST_MADE_UP
from vmdojo.grading.made_up import made_up
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.model import Cap, Finding
from vmdojo.grading.people import read_people
from vmdojo.grading.quoting import quoted_voicemail
from vmdojo.grading.relevance import Match
from vmdojo.grading.sense import Sense, upside_down
from vmdojo.grading.templates import bookish_stems, spelt_slots, talks_craft, talks_to_a_grader
from vmdojo.message import WordKind

_WORD = WordKind.WORD

LONG_SENTENCE = 42
"""Words in one breath beyond which a sentence rambles; the phone's transcript shows about as many."""

HOPELESS = 2 * LONG_SENTENCE
"""Words in one breath beyond which nothing in them is heard."""
HOPELESS_AT = 45.0
"""Ceiling on the total for such a message."""
MANY_JOINTS = 5
"""Times that a transcript goes on with "and" from which it rambles."""
MANY_HALTS = 8
"""Times that it halts with "um"."""
KNOWN_BY_VOICE = ("met", "customer")
"""Buyers who may know the caller by the voice: a message without any name is not a stranger's."""
GIVES = 30.0
"""Points of value from which a message is worth something even if nobody knows whom it is from."""
MANY_STRAYS = 6
"""Times that it strays from which it rambles, however short its sentences; no good message does so three times."""
_JOINTS = frozenset(("and", "so", "because", "but"))

TOO_LONG = 75.0
"""Points for its seconds, of 100, from which down a message is too long and not just a little long: 41 seconds."""
FEW_SECONDS = 10.0
"""Seconds under which an empty message is too short; beyond them it has used somebody's time for nothing."""
NOTHING_SAID = 8.0
"""Seconds under which a message must say something of the fact that it names."""
NAMED = 20.0
"""Points of relevance from which a message that gives no reason is at least about something of the buyer's."""
SAID = ("relevance.fact_used", "next_step.question")
"""Virtues by which it does, beside every reason."""

PASTED = 2
"""Notes said word for word from which a message recites its brief; of 480 good messages none says two."""

HARPED = 4
"""Times that a word of substance is said from which a message goes in circles; no good message of the corpus says one
more than three times."""
CONTENT = 4.5
"""Rarity of a word that is no little one."""
UNCOMMON = 6.0
"""Rarity (see ``meaning.py``) of a word of substance."""

TO_THE_GRADER = "sense.to_the_grader"
NONSENSE = "nonsense"
"""The act of a sentence that means nothing."""
SENSELESS, LEAST_SENSELESS = 0.6, -0.8
"""Log-odds, of the two most senseless sentences together and of the second, from which a message means nothing. Of 843
good messages none has both."""
SENSELESS_ALONE = 3.3
"""Log-odds of one sentence from which it is enough. The best among those good messages is a dry joke with 3.0."""
SHORTEST_SENSE = 4
"""Terms of a sentence below which it need not make sense alone."""
INNOCENT = ("told", "proof", "noticed", "ask_small", "gift", "intro", "ask_meeting", "easy_out", "email_pointer")
"""Acts that speak against it."""
EXCUSED = 0.5
"""How much of their likelihood they take off."""
HARDLY, PARDONED, MUDDLED = -3.0, 0.6, 1.4
"""Log-odds from which a sentence counts among those that may mean nothing; how much of their likelihood innocent acts
then take off; and the sum of such evidence (log of one and the odds) from which two sentences or more do not add up.
Of 1,895 good messages and better halves of the dev sets one comes so high."""


def weigh_structure(case: Case, sense: Sense, matches: list[Match], reasons: list[Hit], asked: Asked) -> None:
    case.phrases("brevity")
    _rambling(case)
    once = sense.repetition is None and sense.turning is None
    if sense.repeated is not None and once:
        case.charge("structure.repeated", case.points_of("structure.repeated"), *sense.repeated)
    elif once and (harped := _harped_on(case)) is not None:
        case.charge("structure.repeated", case.points_of("structure.repeated"), harped, harped + 1)
    case.lead = find_lead(case, matches, reasons, asked)
    if case.lead is None:
        return
    late = begins(case, case.lead)
    if late > case.rubric.opening.reason_by:
        points = case.points_of("opening.buried_lead")
        case.charge("opening.buried_lead", points, case.lead, case.lead + 1, seconds=round(late))


def _rambling(case: Case) -> None:
    """The longest sentence, if it is too long for a breath; a transcript without stops rambles by its joints."""
    words = case.message.words
    counts = [sentence.last - sentence.first for sentence in case.message.sentences]
    count = max(counts)
    if count <= LONG_SENTENCE:
        strayed = [hit for tag in STRAYS if tag in case.tagged for hit in case.tagged[tag]]
        if len(strayed) >= MANY_STRAYS:
            first, last = min(hit.first for hit in strayed), max(hit.last for hit in strayed)
            word = case.reading.word
            case.charge("structure.rambling", 0.0, first, last, count=word[last - 1] - word[first] + 1)
        return
    longest = case.message.sentences[counts.index(count)]
    if len(counts) == 1 and sum(word.loose for word in words) <= 1:
        joints = sum(1 for word in words if word.folded in _JOINTS)
        halts = len(case.tagged.get("tone.fillers", ()))
        if joints < MANY_JOINTS and halts < MANY_HALTS:
            return
    span = case.terms_of_words(longest.first, longest.last)
    found = case.charge("structure.rambling", case.points_of("structure.rambling"), *span, count=count)
    if found is not None and count > HOPELESS and sum(word.loose for word in words) > 1:
        case.caps.append(Cap(found.rule, HOPELESS_AT, found.why, found.fix, found.start, found.end, found.quote))


def _harped_on(case: Case) -> int | None:
    """Where a word that not every talk holds comes round once more than any good message says it, or None."""
    rarity = shipped_meaning().rarity
    often = [stemmed for stemmed, many in case.reading.often.items() if many >= HARPED and len(stemmed) > 2]
    if not often:
        return None
    rarities = list(map(rarity, often))
    if max(rarities) < UNCOMMON:  # nearly every other message
        return _harped_pair(case) if sum([one >= CONTENT for one in rarities]) >= 2 else None
    counts: dict[str, int] = {}
    for at, (stemmed, kind) in enumerate(zip(case.reading.stems, case.reading.kinds, strict=True)):
        if not kind and len(stemmed) > 2 and rarity(stemmed) >= UNCOMMON:
            counts[stemmed] = counts.get(stemmed, 0) + 1
            if counts[stemmed] == HARPED:
                return at
    return None


def _harped_pair(case: Case) -> int | None:
    """The same for two words side by side that are no little ones: "the service plan, you need the service plan"."""
    stems, little = case.reading.stems, case.rubric.little
    pairs = Counter(pairwise(stems))
    for pair, many in pairs.most_common(8):
        if many < HARPED:
            return None
        at = next(at for at, both in enumerate(pairwise(stems)) if both == pair)
        if not any(little.get(term) for term in case.reading.terms[at : at + 2]) and not any(
            case.reading.kinds[at : at + 2]
        ):
            return at
    return None


def weigh_people(case: Case) -> None:
    people = read_people(case.reading, case.dossier)
    if not people.named:
        nobody = not people.firm and case.dossier.relationship not in KNOWN_BY_VOICE and case.points["value"] < GIVES
        case.charge("identity.no_name", case.points_of("identity.no_name"), capped=nobody)
    other = None
    if not people.firm:
        from vmdojo.grading.firms import other_firm  # no part of the start where the caller's firm was heard

        other = other_firm(case.reading, case.dossier, people)
    if other is not None:
        case.charge("identity.wrong_company", case.points_of("identity.wrong_company"), *other)
    elif not people.firm:
        case.charge("identity.no_company", case.points_of("identity.no_company"))
    if people.wrong is not None:
        case.charge("relevance.wrong_name", case.points_of("relevance.wrong_name"), *people.wrong)
    words = case.message.words
    shouted = [
        index
        for index in case.reading.unlowered
        if len(text := words[index].text) >= 4 and text.isupper() and words[index].kind is _WORD
    ]
    if shouted:
        named = case.named_words()
        shouted = [index for index in shouted if index not in named]
    marks = case.message.text.count("!")
    if not case.tagged.get("tone.jargon") and marks < 3:
        spelt = acronyms(case.reading, case.dossier.topics)
        if spelt is not None:
            case.charge("tone.jargon", case.points_of("tone.jargon"), *spelt)
    if marks >= 3 or len(shouted) >= 3:
        span = case.terms_of_words(shouted[0], shouted[0] + 1) if shouted else (0, 0)
        case.charge("tone.shouting", case.points_of("tone.shouting"), *span)


def weigh_sense(case: Case, sense: Sense) -> None:
    for found, rule_id in ((sense.no_english, "sense.no_english"), (sense.shuffled, "sense.shuffled")):
        if found:
            case.charge(rule_id, case.points_of(rule_id))
            case.has_reason = True  # one cap is enough: the words make no sense, whatever their reason
    if sense.repetition is not None:
        case.charge("sense.repetition", case.points_of("sense.repetition"), *sense.repetition)
    inverted = upside_down(case.reading)
    if inverted is not None and not sense.shuffled:
        case.charge("structure.upside_down", case.points_of("structure.upside_down"), *inverted)
    several = sense.strange >= FEWEST_MADE_UP and not sense.no_english
    coined = made_up(case.reading, case.rubric.known) if several else None
    if coined is not None:
        case.charge("sense.made_up", case.points_of("sense.made_up"), *coined)
    nonsense = _nonsense(case)
    if nonsense is not None:
        rule, span = nonsense
        case.charge(rule, case.points_of(rule), *span)
    turning = sense.turning
    if sense.repetition is None:
        if sense.circular is not None:
            case.charge("sense.circular", case.points_of("sense.circular"), *sense.circular)
        elif turning is not None:
            case.charge("sense.goes_round", case.points_of("sense.goes_round"), turning.first, turning.last)
        if turning is not None and turning.stuck:
            case.charge("sense.repetition", 0.0, turning.first, turning.last)
    if sense.taken_back is not None:
        case.charge("sense.contradiction", case.points_of("sense.contradiction"), *sense.taken_back)
    if case.dossier.grounds is not None and (mixed := case.dossier.grounds.mixed(case.reading)) is not None:
        case.charge("sense.mixed", case.points_of("sense.mixed"), *mixed)
    if sense.stuffed is not None:
        case.charge("sense.stuffed", case.points_of("sense.stuffed"), *sense.stuffed)
    if any(case.message.text[start:end].strip("\u00ad") for start, end in case.message.hidden):
        case.charge("sense.hidden", case.points_of("sense.hidden"))
    slots = [at for at, symbol in case.reading.marked.items() if symbol == "#slot"] or spelt_slots(case.reading)
    for index, at in enumerate(slots[:5]):
        points = case.points_of("template.leftover") if index == 0 else 0.0
        left = case.charge("template.leftover", points, at, at + 1)
        case.crowded("template.leftover", index + 1, left)
    bookish = bookish_stems(case.reading)
    if bookish:
        _bookish(case, bookish)
    quoted = quoted_voicemail(case.reading)
    if quoted is not None:
        case.charge("sense.quoted", case.points_of("sense.quoted"), *quoted)


def _bookish(case: Case, bookish: frozenset[str]) -> None:
    """What is said to a grader, and of the craft, in a message with words of either."""
    marking = None
    if not case.tagged.get(TO_THE_GRADER):
        marking = talks_to_a_grader(case.reading, bookish, case.dossier.topics)
    if marking is not None:
        case.charge(TO_THE_GRADER, case.points_of(TO_THE_GRADER), *marking)
    craft = talks_craft(case.reading, bookish)
    if craft is not None:
        case.charge("sense.craft", case.points_of("sense.craft"), *craft)


def _nonsense(case: Case) -> tuple[str, tuple[int, int]] | None:
    """The sentence that most likely means nothing, behind the rule that says so: where it leaves no doubt or another
    keeps it company, and, by a milder rule, where the sentences together hardly add up.
    """
    at, done = case.done.acts.at, case.done
    wrong, innocent = at[NONSENSE], [at[name] for name in INNOCENT]
    read = [
        (odds[wrong], max(0.0, *[odds[one] for one in innocent]), sentence)
        for sentence, odds in enumerate(done.odds)
        if odds is not None and odds[wrong] >= HARDLY and len(case.reading.spans[sentence]) >= SHORTEST_SENSE
    ]
    if not read or max(read)[0] < LEAST_SENSELESS:
        return None
    found = [(odds - EXCUSED * excuse, sentence) for odds, excuse, sentence in read if odds >= LEAST_SENSELESS]
    found.sort(reverse=True)
    alone = found[0][0] >= SENSELESS_ALONE
    in_company = len(found) > 1 and found[1][0] >= LEAST_SENSELESS and found[0][0] + found[1][0] >= SENSELESS
    span = case.reading.spans[found[0][1]]
    if alone or in_company:
        return "sense.nonsense", (span.start, span.stop)
    if len(read) > 1 and sum([log1p(exp(odds - PARDONED * excuse)) for odds, excuse, _ in read]) >= MUDDLED:
        return "sense.muddled", (span.start, span.stop)
    return None


def weigh_pasted(case: Case) -> None:
    """Notes read aloud word for word."""
    pasted = len(case.telling.pasted)
    if pasted >= PASTED:
        case.charge("sense.pasted", case.points_of("sense.pasted"), count=pasted)


def weigh_brevity(case: Case, sense: Sense) -> None:
    """Seconds by the band; a message that says nothing keeps little of it, however short."""
    seconds = _counted_seconds(case)
    brevity = case.rubric.brevity
    points = _on_curve(brevity.curve, seconds)
    shortest, full = brevity.full
    told = round(case.message.seconds)
    if seconds < shortest:
        case.charge("brevity.brief", points - 100.0, seconds=told, shortest=round(shortest))
    elif points < 100.0:
        words = round(len(case.message.words) * full / max(seconds, 1.0))
        rule = "brevity.long" if points <= TOO_LONG else "brevity.lengthy"
        found = case.charge(rule, points - 100.0, seconds=told, full=round(full), words=words)
        if found is not None:
            held = [at for longest, at in brevity.caps if seconds > longest]
            case.caps += [Cap(found.rule, at, found.why, found.fix) for at in held]
    substance = case.has_reason + (case.points["value"] > 0.0)
    if seconds < NOTHING_SAID and not case.points["value"] and not any(_says(f) for f in case.findings):
        substance = 0  # a fact was named, and nothing said of it
    if substance == 0 or sense.no_english or sense.shuffled:
        nothing = not case.has_reason and case.dossier.judged and case.points["relevance"] < NAMED
        rule = "brevity.short" if seconds < FEW_SECONDS else "brevity.empty"
        case.charge(rule, -100.0 * (1.0 - brevity.empty_share), seconds=told, capped=nothing)
        return
    best, least = brevity.tight
    points = case.points_of("brevity.tight") * min(1.0, (least - seconds) / (least - best))
    if points > 0.0 and seconds >= shortest:
        case.charge("brevity.tight", points, seconds=told)


def _says(found: Finding) -> bool:
    return found.kind == "virtue" and (found.rule in SAID or found.rule.startswith("reason."))


def _counted_seconds(case: Case) -> float:
    """Spoken seconds, but a number given again to write down is not rambling and does not count."""
    seconds = case.message.seconds
    seen: set[str] = set()
    for at in case.reading.phones:
        word = case.message.words[at]
        digits = "".join(filter(str.isdigit, word.folded))[-7:]
        if digits in seen:
            seconds -= word.ends - word.begins
        seen.add(digits)
    return seconds


def _on_curve(curve: Sequence[tuple[float, float]], seconds: float) -> float:
    if seconds <= curve[0][0]:
        return curve[0][1]
    for (left, high), (right, low) in pairwise(curve):
        if seconds <= right:
            return high + (low - high) * (seconds - left) / (right - left)
    return curve[-1][1]
