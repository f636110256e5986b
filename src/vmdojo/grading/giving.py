"""What the buyer keeps, and what happens next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from vmdojo.grading.acting import COMMITMENT, tells_nothing
from vmdojo.grading.ask_model import BESIDE_OFFER, Ask, Asked
from vmdojo.grading.automaton import Hit
from vmdojo.grading.case import BESIDE_THE_POINT as BESIDE
from vmdojo.grading.case import FIRST_PERSON, UNTIED, Case
from vmdojo.grading.exactness import TOO_EXACT, beyond_belief
from vmdojo.grading.figures import NUMBER_WORDS
from vmdojo.grading.listing import errands, feature_list, like_theirs
from vmdojo.grading.reading import Reading, stem
from vmdojo.grading.relevance import Match
from vmdojo.grading.rubric import Rule
from vmdojo.grading.saying import KNOWN
from vmdojo.grading.sense import QUESTIONS
from vmdojo.grading.topic import POINTERS, on_topic

CONCRETE = 1.5
"""Someone who asked, or knows the caller, is better served by a day and an hour than by "some time"."""

BESIDE_THE_POINT = 0.3
"""Share of its points for a question that has nothing to do with what is known of the buyer or what is sold."""
NOTHING = frozenset(("no", "nothing", "nobody", "there"))
"""Words with which an ask is taken back."""
HARD = 7
"""Level from which an ask that presses is worth nothing, however much a customer bears."""
GREETINGS = frozenset(("hi", "hello", "hey", "good", "morning", "thanks", "thank", "sorry", "this"))
OURS, THEIRS = frozenset(("we", "our", "us", "ours")), frozenset(("you", "your", "yours"))
FIGURES = frozenset(("#num", "#percent", "#money"))
WORTH = frozenset(("value.gift", "value.proof", "value.insight", "value.benefit", "reason.problem", "reason.requested"))
"""Virtues by which a buyer keeps something, even if they never buy."""
SURELY = 0.8
"""Strength of a match from which its result is meant."""
NOTED_HERE, NOTED_BESIDE = 0.25, 0.6
"""Strength from which a noted offer is what a promise names: in its own sentence, and in the one before or after."""
BARE_FACT, NO_INSIGHT, AN_INSIGHT = 0.4, -4.0, -1.0
"""Share of an insight's points for a bare fact about the buyer, and the log-odds that a sentence tells something or a
result, up to which it is one and from which it is more."""
TIES = frozenset(
    (
        "when so because which before until than but unless once after since if while where not instead rather only "
        "without most usually often half twice every each nobody never always first last as that and"
    ).split()
)
"""Words that tie one thing to another."""


def weigh_value(case: Case, offers: list[Match], used: list[Match], matches: list[Match]) -> None:
    """Charge what the buyer is given and told, and what is only about the caller."""
    for rule in case.rubric.promises:
        if case.applies(rule):
            _offer(case, rule, offers)
    for rule in case.present_in.get("value", ()):
        if rule.kind == "virtue" and not rule.offer and case.applies(rule) and not (rule.no_reason and used):
            case.virtue(rule)
    if not case.tagged.get("value.proof"):
        _proof(case, matches)
    if not case.tagged.get("value.insight"):
        told = _told_them(case, used)
        if told is not None:
            points = case.points_of("value.insight") * _made_of_it(case, case.reading.sentence[told[0]])
            case.charge("value.insight", points, *told)
            case.has_reason = True
    case.phrases("value", virtues=False)
    if not case.tagged.get("value.all_about_us") and not used:
        bragged = _all_about_us(case)
        if bragged is not None:
            case.charge("value.all_about_us", case.points_of("value.all_about_us"), *bragged)
    if WORTH.isdisjoint(case.charged):
        case.charge("value.none", 0.0)


_MAIL = frozenset(map(stem, "email emails mail inbox message note voicemail send sent subject line".split()))


def only_points(case: Case, hit: Hit) -> bool:
    """Whether words that look like a gift only say that something lies in the mail, and never what."""
    if hit.tag != "value.gift":
        return False
    reading, little = case.reading, case.rubric.little
    return all(
        reading.stems[at] in _MAIL
        or reading.kinds[at]
        or reading.terms[at] in POINTERS
        or little.get(reading.terms[at])
        for at in range(hit.first, hit.last)
    )


def _proof(case: Case, matches: list[Match]) -> None:
    """A customer's result that the dossier lends, told with its figure."""
    reading = case.reading
    for match in matches:
        if (
            match.clue.kind != "proof"
            or match.strength < SURELY
            or case.message.sentences[match.sentence].closing == "?"
        ):
            continue
        span = reading.sentence_terms(match.sentence)
        if any(reading.kinds[at] in FIGURES or reading.terms[at] in NUMBER_WORDS for at in span):
            points = case.points_of("value.proof") * (1.0 if case.grounded else UNTIED)
            case.charge("value.proof", points, match.first, match.last, fact=match.clue.id)
            return


def weigh_shapes(case: Case) -> None:
    """Faults that no phrase foresees: a row of things that we have, a whole trade addressed at once."""
    for rule_id, find in (("value.feature_list", feature_list), ("relevance.generic", like_theirs)):
        found = None if case.tagged.get(rule_id) else find(case.reading)
        if found is not None:
            case.charge(rule_id, case.points_of(rule_id), *found)
            case.hollow |= {case.reading.sentence[found[0]]}
    exact = beyond_belief(case.reading, case.dossier.numbers)
    if exact is not None:
        case.charge(TOO_EXACT, case.points_of(TOO_EXACT), *exact)


def _told_them(case: Case, used: list[Match]) -> tuple[int, int] | None:
    """A sentence that says something of the buyer's world beside one of its facts, with nobody selling in it.

    Not a question, no "I" or "we", seven words or more, and a word that ties two things together or a number.
    """
    reading = case.reading
    boasts = {reading.sentence[hit.first] for hit in case.tagged.get("value.all_about_us", ())}
    near = {match.sentence + step for match in used for step in (-1, 0, 1)}
    for index in sorted(near):
        if not 0 <= index < len(case.message.sentences) or case.message.sentences[index].closing == "?":
            continue
        span = reading.sentence_terms(index)
        terms = set(reading.terms[span.start : span.stop])
        kinds = set(reading.kinds[span.start : span.stop])
        if (
            len(span) < 7
            or case.pushes(index)
            or case.hyped(index)
            or tells_nothing(reading, case.done, index)
            or "please" in terms
            or (terms & FIRST_PERSON and case.dossier.relationship not in KNOWN)
            or index in case.hollow
            or case.bare(Hit("", span.start, span.stop))
            or index in boasts
            or reading.terms[span.start] in GREETINGS
            or "#phone" in kinds
        ):
            continue
        if terms & TIES or kinds & {"#num", "#percent"}:
            return span.start, span.stop
    return None


def _made_of_it(case: Case, sentence: int) -> float:
    """How much of an insight there is in a sentence that states what is known of the buyer: little in the bare fact."""
    odds = max(case.done.of(sentence, "told"), case.done.of(sentence, "proof"))
    return BARE_FACT + (1.0 - BARE_FACT) * min(1.0, max(0.0, (odds - NO_INSIGHT) / (AN_INSIGHT - NO_INSIGHT)))


def _all_about_us(case: Case) -> tuple[int, int] | None:
    """The first sentence about the caller, where most of a message of some length is, and none is about the buyer."""
    reading = case.reading
    ours: list[range] = []
    counted = 0
    for index, sentence in enumerate(case.message.sentences):
        span = reading.sentence_terms(index)
        terms = reading.terms[span.start : span.stop]
        if len(terms) < 5 or sentence.closing == "?":
            continue
        counted += 1
        if not OURS.isdisjoint(terms) and THEIRS.isdisjoint(terms):
            ours.append(span)
    if len(ours) >= 2 and len(ours) * 2 > counted:
        return ours[0].start, ours[0].stop
    return None


def _offer(case: Case, rule: Rule, offers: list[Match]) -> None:
    """A promise counts when the dossier holds it; without a dossier it is believed if it names a thing."""
    hits = case.hits(rule)
    if not case.dossier.knows_offers:
        if hits:
            case.charge(rule.id, rule.points, hits[0].first, hits[0].last)
        return
    if not hits and not offers:
        return
    sentence = case.reading.sentence
    beside = case.tagged.get(rule.id + BESIDE_OFFER, ()) if offers else ()
    near = [*hits, *[hit for hit in beside if not case.denied(hit)]]
    for match in offers:
        for hit in near:
            if (
                _names_it(case, match, abs(sentence[hit.first] - match.sentence))
                or match.first <= hit.first <= match.last
            ):
                first, last = min(hit.first, match.first), max(hit.last, match.last)
                if sentence[first] != sentence[last - 1]:
                    first, last = match.first, match.last
                case.charge(rule.id, rule.points, first, last, fact=match.clue.id)
                return
    unknown = [hit for hit in hits if not case.guessed(hit) and _names_a_thing(case, hit)]
    if unknown and case.dossier.offers:
        case.charge("value.offer_unknown", 0.0, unknown[0].first, unknown[0].last, offer=case.dossier.offers[0].text)


def _names_it(case: Case, match: Match, apart: int) -> bool:
    """Whether an offer is named near enough to a promise, ``apart`` sentences from it, to be what is promised.

    An offer that the caller only noted shares words with much else: a sentence away it has to be said plainly.
    """
    if case.dossier.noted_offers is None:
        return apart <= 1
    return match.strength >= (NOTED_HERE if apart == 0 else NOTED_BESIDE) and apart <= 1


def _names_a_thing(case: Case, hit: Hit) -> bool:
    """Whether a promise names what is promised: "may I show you" and "shall I send it" do not."""
    terms = case.reading.terms[hit.first : hit.last]
    return "show" not in terms and terms[-1] not in POINTERS and terms[0] not in POINTERS


def _is_question(case: Case, ask: Ask) -> bool:
    """Whether a small ask is a question to answer; "let me know" and "hit reply" are ways to answer one."""
    return (
        case.reading.closing(ask.first) == "?"
        or ask.name in ("a question", "an interest check")
        or "question" in case.reading.stems[ask.first : ask.last]
        or bool({"yes", "no"} & set(case.reading.terms[ask.first : ask.last]))
    )


def _no_need(reading: Reading) -> list[int]:
    """Where "no need" is said: its last terms."""
    if "need" not in "\n".join(reading.said):
        return []
    terms = reading.terms
    return [
        at
        for at, term in enumerate(terms)
        if "need" in term and ("no need" in term or (at and term.startswith("need") and terms[at - 1].endswith("no")))
    ]


def _is_small_talk(case: Case, ask: Ask, matches: list[Match], spared: Sequence[int]) -> bool:
    """Whether a small ask asks nothing: "no need to call", "Geese, eh?", a friendly fact beside the point."""
    sentence = case.reading.sentence[ask.first]
    begins, terms = case.reading.first_of[sentence], case.reading.terms
    before = bisect_left(spared, ask.last) - 1
    if ask.size <= 5 and before >= 0:
        at = spared[before]
        if at > begins or (at == begins and "no need" in terms[at]):
            return True
    kinds = [match.clue.kind in BESIDE for match in matches if match.sentence == sentence]
    if kinds and all(kinds):
        return True
    if ask.name != "a question":
        return False
    begin, stop = ask.region
    return stop - begin < 4 and not any(case.rubric.little.get(term) for term in case.reading.terms[begin:stop])


PRESSES = frozenset(("pressure", "assumption"))
"""Modifiers of an ask with which no way out is one: "no pressure, only I need your answer by noon"."""


def weigh_next_step(case: Case, asked: Asked, matches: list[Match]) -> bool:
    """Charge what follows; whether anything does."""
    small = [ask for ask in asked.asks if ask.size <= 5]
    spared = _no_need(case.reading) if small else ()
    idle = {ask for ask in small if _is_small_talk(case, ask, matches, spared)}
    meant = [ask for ask in asked.asks if ask not in idle] if idle else asked.asks
    forward = bool(case.tagged.get("value.gift") or len(idle) < len(asked.asks))
    sentence = case.reading.sentence
    too_much = {sentence[ask.first] for ask in meant if ask.size >= COMMITMENT} if asked.level > case.tolerated else ()
    questions = [
        ask for ask in meant if ask.size in (2, 3) and sentence[ask.first] not in too_much and _is_question(case, ask)
    ]
    if questions:
        ask = questions[-1]
        fits = any(on_topic(case, one.region[0], one.region[1]) for one in questions)
        points = case.points_of("next_step.question") * (1.0 if fits else BESIDE_THE_POINT)
        case.charge("next_step.question", points, ask.first, ask.last)
        forward = True
    bigger = [ask for ask in meant if ask.size >= 4]
    tolerated, known = case.rubric.tolerated[case.dossier.relationship], case.dossier.relationship in KNOWN
    # Who is known may be asked for a meeting, and for that an ask is worth points: one that asks too much is not.
    bearable = asked.level <= tolerated if known else asked.level < tolerated + case.rubric.scariness.out_of_reach
    pressing = {modifier.name for modifier in asked.modifiers}
    if asked.level >= HARD and "pressure" in pressing:
        bearable = False
    row = errands(case.reading)
    if bigger and bearable and row is None and (known or not questions):
        ask = bigger[0]
        points = case.points_of("next_step.ask")
        if known and ask.size == 7:
            points *= CONCRETE
        case.charge("next_step.ask", points, ask.first, ask.last)
    forward = forward or bool(bigger)
    for rule in case.present_in.get("next_step", ()):
        if rule.id == "next_step.easy_out" and not PRESSES.isdisjoint(pressing):
            continue
        if row is not None and rule.id in ERRANDS:
            continue
        if rule.kind == "virtue":
            if rule.id not in ("next_step.easy_out", "next_step.number") and any(
                case.reading.terms[hit.first] not in NOTHING for hit in case.tagged.get(rule.id, ())
            ):
                forward = True
            case.virtue(rule)
    case.phrases("next_step", virtues=False)
    kinds = {ask.name for ask in asked.asks if ask.size >= 4 and ask.name != "a call if you like"}
    if row is not None:
        first, last, count = row
        found = case.charge("next_step.several", case.points_of("next_step.several"), first, last, count=count)
        case.crowded("next_step.several", count, found)
    elif len(kinds) >= 2:
        case.charge("next_step.several", case.points_of("next_step.several"), count=len(kinds))
    asked_aloud = [sentence.closing for sentence in case.message.sentences].count("?")
    if asked_aloud > QUESTIONS:
        case.charge("sense.interrogation", case.points_of("sense.interrogation"), count=asked_aloud)
    if not forward:
        case.charge("next_step.none", 0.0)
    return forward


ERRANDS = frozenset(("next_step.email_route", "next_step.easy_reply"))
"""What is no easy way to answer where it is one errand of three."""
SCATTERS = frozenset(
    (
        "structure.many_topics",
        "next_step.several",
        "ask.stacked",
        "value.feature_list",
        "reason.none",
    )
)
"""Findings with which a message is about more than one thing, or about nothing of the buyer's."""


def weigh_singleness(case: Case) -> None:
    """One trouble of the buyer's and one thing to answer, and no more."""
    if not case.has_reason or not SCATTERS.isdisjoint(case.charged):
        return
    if not any(rule_id.startswith("sense.") for rule_id in case.charged):
        case.charge("value.about_one_thing", case.points_of("value.about_one_thing"))


CANNED = frozenset(
    (
        "relevance.generic",
        "reason.empty_touch",
        "reason.introduction",
        "structure.dead_weight",
        "tone.jargon",
        "tone.pitch_words",
        "tone.scripted",
        "value.all_about_us",
        "value.feature_list",
        "value.needs_fishing",
    )
)
"""What a pitch is made of that goes to everybody."""
CANNED_FROM = 4
"""Kinds of such stuff from which, where nothing is given, one fact dropped in makes no message of it. Of 1,250 good
messages none has more than two."""
GIVEN = frozenset(("value.insight", "value.gift", "value.proof"))


def weigh_canned(case: Case) -> None:
    """A pitch for everybody with this buyer's name on it."""
    if case.charged.isdisjoint(GIVEN) and len(case.charged & CANNED) >= CANNED_FROM:
        case.charge("value.canned_pitch", 0.0)


def weigh_own_praise(case: Case) -> None:
    """A message that is about how good a message it is, and gives the buyer nothing else."""
    itself = case.tagged.get("about_itself", ())
    if itself and (not case.has_reason or case.charged.isdisjoint(GIVEN | {"relevance.fact_used"})):
        rule_id = "sense.to_the_grader"
        case.charge(rule_id, case.points_of(rule_id), itself[0].first, itself[0].last)
