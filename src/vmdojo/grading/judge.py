"""One judgement: every dimension measured, every finding charged once, caps last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rapidfuzz import fuzz

from vmdojo.grading.asks import Asked, find_asks
from vmdojo.grading.automaton import Hit
from vmdojo.grading.dossier import Dossier, dossier_of
from vmdojo.grading.model import DIMENSIONS, Cap, Dimension, DimensionName, Finding, Grade
from vmdojo.grading.people import introduces, named_company, wrong_greeting
from vmdojo.grading.reading import Reading
from vmdojo.grading.relevance import Match, Matcher, wrong_numbers
from vmdojo.grading.order import Order
from vmdojo.grading.rubric import Rubric, Rule, known_stems, load_rubric, order_table
from vmdojo.grading.sense import QUESTIONS, Sense, make_sense
from vmdojo.message import Message, WordKind, parse
from vmdojo.scenarios.model import About, Scenario

STANDING = {
    "cold": "a stranger",
    "referred": "a friend's friend",
    "inbound": "someone they asked to ring",
    "met": "someone they have met",
    "customer": "a supplier they use",
}
LONG_SENTENCE = 42
"""Words in one breath beyond which a sentence rambles; the phone's transcript shows about as many."""
LATE_SECONDS = 14.0
"""A reason that comes later than this is buried; experts' windows run from 6 to 10 seconds after the names."""
TOLD = ("value.insight", "value.proof")
"""Virtues that give a reason by themselves: something about the buyer's world was said."""
LINKS = frozenset(("because", "which", "when", "who", "how", "if", "since", "before", "until", "after", "while", "where"))
"""Words that tie a fact to something; "so" is left out, for people sigh it."""
NO_OBSERVATION = frozenset(
    "can could will would should must may might need needs deserve deserves want wants know have have been are busy are"
    " if to not get do did never for owe ignored ignore see hear compani busi organ organis firm time consider attent"
    " conveni voicemail call number name busi earliest best phone messag email mailbox thought answer repli patienc"
    " kind help assist decis a the or and guys all folks just really also need are is of in on at with from as so"
    " happen seem look sound like love hope agre think feel wish prefer care mind day week weekend morning afternoon"
    " even repres new dedicated local account sale".split()
)
"""What behind "you" or "your" says nothing of the buyer's world: modals, wishes, courtesies (terms and stems)."""
SAME = 82.0
"""rapidfuzz token-sort ratio (0-100) from which two messages are the same one."""


def grade(
    message: Message | str,
    scenario: Scenario | About | None = None,
    rubric: Rubric | None = None,
    *,
    earlier: Sequence[str] = (),
    delivery: object = None,
) -> Grade:
    """Judge one message.

    ``message`` is text, or a Message parsed at the rubric's pace. ``scenario`` is a dossier, a caller's own phrases,
    or None: then relevance is not judged and the other weights fill its place. ``earlier`` are messages already left
    to this buyer, oldest first. ``delivery`` stands beside the total and does not change it. Pure: the same words
    under the same rubric always earn the same grade.
    """
    del delivery
    rubric = rubric or load_rubric()
    parsed = parse(message, rubric.pace) if isinstance(message, str) else message
    return _Judging(parsed, dossier_of(scenario, rubric), rubric, tuple(earlier)).grade()


class _Judging:
    """The state of one judgement."""

    def __init__(self, message: Message, dossier: Dossier, rubric: Rubric, earlier: tuple[str, ...]) -> None:
        self.message = message
        self.dossier = dossier
        self.rubric = rubric
        self.earlier = earlier + dossier.earlier
        self.reading = Reading(message)
        self.tagged: dict[str, list[Hit]] = {}
        for hit in rubric.automaton.scan(self.reading):
            self.tagged.setdefault(hit.tag, []).append(hit)
        judged = [name for name in DIMENSIONS if name != "relevance" or dossier.judged]
        whole = sum(rubric.weights[name] for name in judged)
        self.weights: dict[DimensionName, float] = {
            name: 100.0 * rubric.weights[name] / whole if whole else 0.0 for name in judged
        }
        self.points: dict[DimensionName, float] = {name: float(rubric.start[name]) for name in judged}
        self.base = sum(self.weights[name] * self.points[name] / 100.0 for name in judged)
        self.findings: list[Finding] = []
        self.caps: list[Cap] = []
        self.has_reason = False
        self.level = 0

    # -- recording ---------------------------------------------------------------------------------------------

    def charge(
        self,
        rule_id: str,
        points: float,
        first: int = 0,
        last: int = 0,
        *,
        fact: str | None = None,
        **words: object,
    ) -> Finding | None:
        """Record a finding and move its dimension by ``points`` (of 100), as far as its 0 and 100 let it."""
        rule = self.rubric.rules.get(rule_id)
        if rule is None or not self._applies(rule):
            return None
        start, end = self.reading.span(first, last) if last > first else (0, 0)
        quote = self.message.text[start:end]
        moved = 0.0
        name = rule.dimension
        if name in self.points:
            before = self.points[name]
            after = max(0.0, min(100.0, before + points))
            self.points[name] = after
            moved = (after - before) * self.weights[name] / 100.0
        finding = Finding(
            rule=rule.id,
            dimension=name,
            kind=rule.kind,
            start=start,
            end=end,
            quote=quote,
            points=moved,
            why=self._say(rule.why, quote, words),
            fix=self._say(rule.fix, quote, words),
            fact=fact,
        )
        self.findings.append(finding)
        if rule.cap is not None:
            self.caps.append(Cap(rule.id, rule.cap, finding.why, finding.fix, start, end, quote))
        return finding

    def _say(self, text: str, quote: str, words: dict[str, object]) -> str:
        if "{" not in text:
            return text
        short = " ".join(quote.split())
        filled = {"quote": short if len(short) <= 60 else short[:57].rstrip() + "...", **self.dossier.words, **words}
        for key, value in filled.items():
            text = text.replace("{" + key + "}", str(value))
        return text[:1].upper() + text[1:]

    def _applies(self, rule: Rule) -> bool:
        relationship = self.dossier.relationship
        return (
            not rule.relationships or relationship in rule.relationships
        ) and relationship not in rule.unless_relationships

    def hits(self, rule: Rule) -> list[Hit]:
        """A phrase rule's places, overlapping ones joined to the first."""
        kept: list[Hit] = []
        total = len(self.reading.terms)
        for hit in self.tagged.get(rule.id, ()):
            if kept and hit.first < kept[-1].last:
                continue
            if rule.where == "opening" and self.reading.message.words[self.reading.word[hit.first]].begins > 9.0:
                continue
            if rule.where == "closing" and hit.last < total - 16:
                continue
            kept.append(hit)
        return kept

    # -- the course --------------------------------------------------------------------------------------------

    def grade(self) -> Grade:
        """Everything, in order."""
        if not self.message.words:
            return self._empty()
        sense = make_sense(
            self.reading, self.rubric.little, Order(self.rubric.order_classes, order_table()), known_stems()
        )
        matcher = Matcher(self.reading, self.rubric.synonyms)
        matches = [match for clue in self.dossier.facts if (match := matcher.find(clue)) is not None]
        if not matches and self.dossier.facts and self.dossier.facts[0].kind == "phrase":
            pooled = matcher.pooled(self.dossier.facts)
            matches = [pooled] if pooled is not None else []
        offers = [match for clue in self.dossier.offers if (match := matcher.find(clue)) is not None]
        reasons = self._reasons()
        used = self._relevance(matches, sense)
        observed = self._observation()
        if observed is not None:
            self.charge("reason.observation", rules_points(self.rubric, "reason.observation"), *observed)
        told = [hit for name in TOLD for hit in self.tagged.get(name, ())]
        self.has_reason = bool(reasons or used or told or observed)
        asked = find_asks(self.reading, self.tagged, self.rubric.lexicon, named_topic=bool(used))
        if not self.has_reason and self._asks_about_them(asked):
            self.has_reason = True
        self._value(offers, used)
        forward = self._next_step(asked)
        self._scariness(asked, forward)
        self._structure(sense, matches, reasons, asked)
        self._phrases("tone")
        self._people()
        self._sense(sense)
        self._copies()
        if not self.has_reason:
            self.charge("reason.none", 0.0)
        self._brevity(sense)
        return self._total()

    def _empty(self) -> Grade:
        return Grade(
            judge=self.rubric.judge,
            scenario=self.dossier.id,
            total=0.0,
            base=0.0,
            words=0,
            seconds=0.0,
            dimensions={
                name: (Dimension(0.0, self.weights[name]) if name in self.weights else None) for name in DIMENSIONS
            },
            caps=(Cap("message.empty", 0.0, "Nothing was said.", "Say who you are and why you rang."),),
            findings=(),
        )

    def _phrases(self, *names: DimensionName, faults: bool = True, virtues: bool = True) -> None:
        for rule in self.rubric.phrase_rules:
            if rule.dimension not in names or not self._applies(rule):
                continue
            if (rule.kind == "fault" and not faults) or (rule.kind == "virtue" and not virtues):
                continue
            if rule.offer:
                continue
            self._phrase(rule)

    def _phrase(self, rule: Rule) -> None:
        hits = self.hits(rule)
        if rule.kind == "fault" and rule.id not in ("tone.apologetic", "tone.guilt", "reason.empty_touch"):
            hits = [hit for hit in hits if not self._denied(hit)]
        if len(hits) < rule.min:
            return
        spent = 0.0
        for index, hit in enumerate(hits):
            points = rule.points if index == 0 else rule.each
            if rule.most is not None and abs(spent + points) > abs(rule.most):
                points = rule.most - spent
            spent += points
            self.charge(rule.id, points, hit.first, hit.last, count=len(hits))

    def _denied(self, hit: Hit) -> bool:
        """Whether the words stand behind a "not" of their own clause."""
        return any(
            negation.last <= hit.first <= negation.last + 4
            and self.reading.clause[negation.first] == self.reading.clause[hit.first]
            for negation in self.tagged.get("negation", ())
        )

    def _reasons(self) -> list[Hit]:
        empty = [hit for rule in self.rubric.phrase_rules if rule.no_reason for hit in self.hits(rule)]
        found: list[Hit] = []
        for rule in self.rubric.phrase_rules:
            if rule.reason and self._applies(rule):
                found.extend(
                    hit
                    for hit in self.hits(rule)
                    if not any(other.first < hit.last and hit.first < other.last for other in empty)
                )
        return sorted(found, key=lambda hit: hit.first)

    def _observation(self) -> tuple[int, int] | None:
        """A plain statement about the buyer's own world: "your ferry ramp sticks", "you ran out on the twelfth"."""
        reading = self.reading
        terms = reading.terms
        for index, sentence in enumerate(self.message.sentences):
            span = reading.sentence_terms(index)
            if sentence.closing == "?" or len(span) < 4:
                continue
            for at in span:
                opens = at == span.start or reading.clause[at] != reading.clause[at - 1] or terms[at - 1] in ("and", "that", "but", "since", "when", "because", "with", "while", "as")
                if not opens or at + 2 >= span.stop:
                    continue
                if terms[at] == "your" and terms[at + 1] not in NO_OBSERVATION and reading.stems[at + 1] not in NO_OBSERVATION:
                    return at, min(span.stop, at + 6)
                if terms[at] == "you" and terms[at + 1] not in NO_OBSERVATION and (at == span.start or terms[at - 1] not in ("if", "as")):
                    return at, min(span.stop, at + 6)
        return None

    def _asks_about_them(self, asked: Asked) -> bool:
        """A question about the buyer's own work is a reason for a call; one about a meeting is not."""
        terms = self.reading.terms
        for ask in asked.asks:
            if ask.size == 2 and ask.last - ask.first >= 3:
                words = terms[ask.region[0] : ask.region[1]]
                if any(word in ("you", "your", "yours", "who") for word in words) and len(words) >= 5:
                    return True
        return False

    # -- relevance ---------------------------------------------------------------------------------------------

    def _relevance(self, matches: list[Match], sense: Sense) -> list[Match]:
        """Charge the facts; the matches that give the buyer a reason to listen are returned, best first."""
        if not self.dossier.judged:
            return []
        rules = self.rubric.relevance
        worth: list[tuple[float, bool, Match]] = []
        bad: list[Match] = []
        for match in matches:
            kind = match.clue.kind
            if kind in ("decoy", "stale") or not match.clue.may_tell:
                bad.append(match)
                continue
            linked = self._linked(match)
            value = rules.kinds.get(kind, 0.7) * match.strength * (1.0 if linked else rules.unlinked)
            worth.append((value, linked, match))
        worth.sort(key=lambda item: (-item[0], item[2].first))
        listed = self._listed([match for _, _, match in worth])
        for index, (value, linked, match) in enumerate(worth):
            share = rules.shares[index] if index < len(rules.shares) else 0.0
            if listed and index > 0:
                share = 0.0
            self.charge(
                "relevance.fact_used" if linked else "relevance.fact_named",
                share * value,
                match.first,
                match.last,
                fact=match.clue.id,
            )
        used = [match for value, _, match in worth if value >= 0.3]
        if len(worth) >= 3 and not self._goes_anywhere():
            self.charge("sense.recital", self.rubric.rules["sense.recital"].points, worth[0][2].first, worth[0][2].last)
        if used and self._addressed():
            self.charge("relevance.buyer_addressed", rules.addressed)
        for match in bad:
            if any(abs(match.first - good.first) < 3 and good.strength >= match.strength for good in used):
                continue
            if not match.clue.may_tell:
                self.charge(
                    "relevance.told_secret",
                    self.rubric.rules["relevance.told_secret"].points,
                    match.first,
                    match.last,
                    fact=match.clue.id,
                )
            else:
                rule_id = f"relevance.{match.clue.kind}"
                self.charge(
                    rule_id,
                    self.rubric.rules[rule_id].points,
                    match.first,
                    match.last,
                    fact=match.clue.id,
                    why_not=match.clue.why_not,
                )
        if not used:
            self.charge("relevance.nothing_used", 0.0)
        for clue, first, last, right in wrong_numbers(self.reading, self.dossier.facts):
            self.charge(
                "relevance.wrong_number",
                self.rubric.rules["relevance.wrong_number"].points,
                first,
                last,
                fact=clue.id,
                right=right,
            )
        return used

    def _goes_anywhere(self) -> bool:
        """Whether anything is made of the facts: a consequence, a proof, a thing to keep, a question."""
        if any(self.tagged.get(name) for name in ("value.insight", "value.proof", "value.gift", "value.benefit")):
            return True
        return any(sentence.closing == "?" for sentence in self.message.sentences)

    def _linked(self, match: Match) -> bool:
        """Whether the sentence of a fact, or the next, ties it to the buyer or to what it leads to."""
        reading = self.reading
        first = reading.sentence[match.first]
        last = min(match.sentence + 1, len(reading.message.sentences) - 1)
        begin, end = reading.first_of[first], reading.first_of[last + 1]
        window = range(begin, end)
        if match.clue.means and sum(1 for i in window if reading.stems[i] in match.clue.means) >= min(
            2, len(match.clue.means)
        ):
            return True
        for name in (
            "value.insight",
            "reason.trigger",
            "reason.problem",
            "value.gift",
            "value.benefit",
            "value.proof",
            "reason.referral",
            "reason.requested",
        ):
            if any(begin <= hit.first < end for hit in self.tagged.get(name, ())):
                return True
        if any(reading.message.sentences[s].closing == "?" for s in range(first, last + 1)):
            return True
        own = range(begin, reading.first_of[first + 1])
        return any(reading.terms[i] in ("you", "your") for i in own) and any(reading.terms[i] in LINKS for i in own)

    def _listed(self, matches: list[Match]) -> bool:
        """Three facts or more in one sentence are a list."""
        sentences = [match.sentence for match in matches]
        return any(sentences.count(sentence) >= 3 for sentence in set(sentences))

    def _addressed(self) -> bool:
        you = sum(1 for term in self.reading.terms if term in ("you", "your", "yours"))
        us = sum(1 for term in self.reading.terms if term in ("we", "our", "us", "ours"))
        return you >= 1 and you >= us

    # -- value, next step ----------------------------------------------------------------------------------------

    def _value(self, offers: list[Match], used: list[Match]) -> None:
        for rule in self.rubric.phrase_rules:
            if rule.dimension == "value" and rule.kind == "virtue" and self._applies(rule):
                if rule.offer:
                    self._offer(rule, offers)
                elif not (rule.no_reason and used):
                    self._virtue(rule)
        self._phrases("value", virtues=False)
        if self.points["value"] <= 0.0:
            self.charge("value.none", 0.0)

    def _virtue(self, rule: Rule) -> None:
        hits = [hit for hit in self.hits(rule) if not self._denied(hit)]
        if hits:
            self.charge(rule.id, rule.points, hits[0].first, hits[0].last)
            for hit in hits[1:]:
                self.charge(rule.id, 0.0, hit.first, hit.last)

    def _offer(self, rule: Rule, offers: list[Match]) -> None:
        """A promise counts when the dossier holds it; without a dossier it is believed if it names a thing."""
        hits = self.hits(rule)
        if not hits:
            return
        if not self.dossier.knows_offers:
            self.charge(rule.id, rule.points, hits[0].first, hits[0].last)
            return
        for match in offers:
            for hit in hits:
                if (
                    self.reading.sentence[hit.first] <= match.sentence <= self.reading.sentence[hit.first] + 1
                    or match.first <= hit.first <= match.last
                ):
                    first, last = min(hit.first, match.first), max(hit.last, match.last)
                    if self.reading.sentence[first] != self.reading.sentence[last - 1]:
                        first, last = match.first, match.last
                    self.charge(rule.id, rule.points, first, last, fact=match.clue.id)
                    return
        if self.dossier.offers:
            self.charge("value.offer_unknown", 0.0, hits[0].first, hits[0].last, offer=self.dossier.offers[0].text)

    def _next_step(self, asked: Asked) -> bool:
        """Charge what follows; whether anything does."""
        forward = False
        questions = [ask for ask in asked.asks if ask.size in (2, 3)]
        if questions:
            ask = questions[-1]
            self.charge("next_step.question", self.rubric.rules["next_step.question"].points, ask.first, ask.last)
            forward = True
        bigger = [ask for ask in asked.asks if ask.size >= 4]
        if bigger and not questions:
            ask = bigger[0]
            self.charge("next_step.ask", self.rubric.rules["next_step.ask"].points, ask.first, ask.last)
        forward = forward or bool(bigger)
        for rule in self.rubric.phrase_rules:
            if rule.dimension == "next_step" and rule.kind == "virtue":
                if self.tagged.get(rule.id) and rule.id != "next_step.easy_out":
                    forward = True
                self._virtue(rule)
        self._phrases("next_step", virtues=False)
        kinds = {ask.name for ask in asked.asks if ask.size >= 4 and ask.name != "a call if you like"}
        if len(kinds) >= 2:
            self.charge("next_step.several", self.rubric.rules["next_step.several"].points, count=len(kinds))
        asked_aloud = sum(1 for sentence in self.message.sentences if sentence.closing == "?")
        if asked_aloud > QUESTIONS:
            rule = self.rubric.rules["sense.interrogation"]
            self.charge(rule.id, rule.points, count=asked_aloud)
        if not forward:
            self.charge("next_step.none", 0.0)
        return forward

    def _scariness(self, asked: Asked, forward: bool) -> None:
        self.level = asked.level
        tolerated = self.rubric.tolerated[self.dossier.relationship]
        table = self.rubric.scariness.points
        shifted = max(0, min(10, asked.level - (tolerated - 3)))
        loss = table[shifted] - 100.0
        words: dict[str, Any] = {
            "level": asked.level,
            "tolerated": tolerated,
            "standing": STANDING[self.dossier.relationship],
        }
        if not forward and asked.level <= tolerated:
            self.charge("ask.nothing_to_fear", -100.0)
        names = {modifier.name: modifier for modifier in asked.modifiers}
        big = asked.largest
        if asked.vague is not None:
            self.charge("ask.vague_important", loss, asked.vague.first, asked.vague.last, **words)
            loss = 0.0
        if big is not None and asked.level > tolerated:
            first, last = self._ask_span(big.first, big.last, asked)
            big_rule = "ask.grand" if big.size >= 9 else "ask.too_big" if shifted >= 6 or asked.level >= 8 else "ask.chore"
            self.charge(big_rule, loss, first, last, **words)
            loss = 0.0
            if big_rule == "ask.grand":
                self.charge("ask.too_big", 0.0, first, last, **words)
        for name, rule_id in (
            ("pressure", "ask.pressure"),
            ("stacked", "ask.stacked"),
            ("assumption", "ask.assumptive"),
        ):
            if name in names:
                modifier = names[name]
                self.charge(rule_id, loss, modifier.first, modifier.last, **words)
                loss = 0.0
        if asked.level >= min(10, tolerated + self.rubric.scariness.out_of_reach):
            span = (big.first, big.last) if big is not None else (0, 0)
            self.charge("ask.out_of_reach", 0.0, *span, **words)
        if "deception.false_history" in self.rubric.rules and not self.earlier:
            self._phrase(self.rubric.rules["deception.false_history"])
        for wish in self.dossier.wishes:
            self.charge("wish.broken", self.rubric.rules["wish.broken"].points, wish=wish)

    def _ask_span(self, first: int, last: int, asked: Asked) -> tuple[int, int]:
        """The ask's own words with those that made it bigger, if they stand together."""
        for modifier in asked.modifiers:
            if (
                modifier.by > 0
                and abs(modifier.first - first) <= 6
                and self.reading.sentence[modifier.first] == self.reading.sentence[first]
            ):
                first, last = min(first, modifier.first), max(last, modifier.last)
        return first, last

    # -- structure, tone, people ---------------------------------------------------------------------------------

    def _structure(self, sense: Sense, matches: list[Match], reasons: list[Hit], asked: Asked) -> None:
        self._phrases("brevity")
        rules = self.rubric.rules
        for sentence in self.message.sentences:
            if sentence.last - sentence.first > LONG_SENTENCE and len(self.message.sentences) > 1:
                span = self._terms_of_words(sentence.first, sentence.last)
                self.charge(
                    "structure.rambling",
                    rules["structure.rambling"].points,
                    *span,
                    count=sentence.last - sentence.first,
                )
                break
        if sense.repeated is not None and sense.repetition is None:
            self.charge("structure.repeated", rules["structure.repeated"].points, *sense.repeated)
        starts = [match.first for match in matches if match.clue.kind not in ("decoy", "stale")] + [
            hit.first for hit in reasons
        ]
        starts += [ask.first for ask in asked.asks if ask.size == 2]
        if starts:
            begins = self.message.words[self.reading.word[min(starts)]].begins
            if begins > LATE_SECONDS:
                self.charge(
                    "opening.buried_lead",
                    rules["opening.buried_lead"].points,
                    min(starts),
                    min(starts) + 1,
                    seconds=round(begins),
                )

    def _terms_of_words(self, first: int, last: int) -> tuple[int, int]:
        inside = [i for i, word in enumerate(self.reading.word) if first <= word < last]
        return inside[0], inside[-1] + 1

    def _people(self) -> None:
        rules = self.rubric.rules
        if not introduces(self.reading, self.dossier):
            self.charge("identity.no_name", rules["identity.no_name"].points)
        if self.dossier.company_known and not named_company(self.reading, self.dossier):
            self.charge("identity.no_company", rules["identity.no_company"].points)
        wrong = wrong_greeting(self.reading, self.dossier)
        if wrong is not None:
            self.charge("relevance.wrong_name", rules["relevance.wrong_name"].points, *wrong)
        shouted = [
            index
            for index, word in enumerate(self.message.words)
            if word.kind is WordKind.WORD and len(word.text) >= 4 and word.text.isupper()
        ]
        marks = self.message.text.count("!")
        if marks >= 3 or len(shouted) >= 3:
            span = self._terms_of_words(shouted[0], shouted[0] + 1) if shouted else (0, 0)
            self.charge("tone.shouting", rules["tone.shouting"].points, *span)

    def _sense(self, sense: Sense) -> None:
        rules = self.rubric.rules
        for found, rule_id in ((sense.no_english, "sense.no_english"), (sense.shuffled, "sense.shuffled")):
            if found:
                self.charge(rule_id, rules[rule_id].points)
                self.has_reason = True  # one cap is enough: the words make no sense, whatever their reason
        if sense.repetition is not None:
            self.charge("sense.repetition", rules["sense.repetition"].points, *sense.repetition)
        if sense.stuffed is not None:
            self.charge("sense.stuffed", rules["sense.stuffed"].points, *sense.stuffed)
        if any(self.message.text[start:end].strip("\u00ad") for start, end in self.message.hidden):
            self.charge("sense.hidden", rules["sense.hidden"].points)
        slots = [i for i, symbol in enumerate(self.reading.kinds) if symbol == "#slot"]
        for index, at in enumerate(slots[:5]):
            points = rules["template.leftover"].points if index == 0 else 0.0
            self.charge("template.leftover", points, at, at + 1)

    def _copies(self) -> None:
        text = self.message.text
        if self.earlier and any(_same(text, old) for old in self.earlier):
            self.charge("repeat.same_message", self.rubric.rules["repeat.same_message"].points)
        if self.dossier.samples and any(_same(text, sample) for sample in self.dossier.samples):
            self.charge("sample.copied", self.rubric.rules["sample.copied"].points)

    def _brevity(self, sense: Sense) -> None:
        """Seconds by the band; a message that says nothing keeps little of it, however short."""
        seconds = self._counted_seconds()
        curve = self.rubric.brevity.curve
        points = _on_curve(curve, seconds)
        if points < 100.0:
            full = curve[0][0]
            words = round(len(self.message.words) * full / max(seconds, 1.0))
            self.charge("brevity.long", points - 100.0, seconds=round(self.message.seconds), words=words)
        substance = self.has_reason + (self.points["value"] > 0.0)
        if substance == 0 or sense.no_english or sense.shuffled:
            self.charge("brevity.short", -100.0 * (1.0 - self.rubric.brevity.empty_share))

    def _counted_seconds(self) -> float:
        """Spoken seconds, but a number given again to write down is not rambling and does not count."""
        seconds = self.message.seconds
        seen: set[str] = set()
        for word in self.message.words:
            if word.kind is WordKind.PHONE:
                digits = "".join(c for c in word.folded if c.isdigit())[-7:]
                if digits in seen:
                    seconds -= word.ends - word.begins
                seen.add(digits)
        return seconds

    def _total(self) -> Grade:
        self._one_cap_a_rule()
        base = self.base
        total = base + sum(finding.points for finding in self.findings)
        total = max(0.0, min([100.0, total, *(cap.at for cap in self.caps)]))
        tolerated = self.rubric.tolerated[self.dossier.relationship]
        dimensions: dict[str, Dimension | None] = {}
        for name in DIMENSIONS:
            if name not in self.weights:
                dimensions[name] = None
            elif name == "scariness":
                dimensions[name] = Dimension(
                    self.points[name], self.weights[name], level=self.level, tolerated=tolerated
                )
            elif name == "brevity":
                dimensions[name] = Dimension(self.points[name], self.weights[name], seconds=self.message.seconds)
            else:
                dimensions[name] = Dimension(self.points[name], self.weights[name])
        return Grade(
            judge=self.rubric.judge,
            scenario=self.dossier.id,
            total=total,
            base=base,
            words=len(self.message.words),
            seconds=self.message.seconds,
            dimensions=dimensions,
            caps=tuple(sorted(self.caps, key=lambda cap: (cap.at, cap.rule))),
            findings=tuple(sorted(self.findings, key=lambda f: (f.start, f.end, f.rule))),
        )

    def _one_cap_a_rule(self) -> None:
        seen: set[str] = set()
        kept: list[Cap] = []
        for cap in self.caps:
            if cap.rule not in seen:
                seen.add(cap.rule)
                kept.append(cap)
        self.caps = kept


def rules_points(rubric: Rubric, rule_id: str) -> float:
    """Points of a rule, 0.0 where the rubric has silenced it."""
    rule = rubric.rules.get(rule_id)
    return rule.points if rule is not None else 0.0


def _same(text: str, other: str) -> bool:
    return len(text) > 40 and fuzz.token_sort_ratio(text.lower(), other.lower(), score_cutoff=SAME) > 0


def _on_curve(curve: Sequence[tuple[float, float]], seconds: float) -> float:
    if seconds <= curve[0][0]:
        return curve[0][1]
    for (left, high), (right, low) in zip(curve, curve[1:], strict=False):
        if seconds <= right:
            return high + (low - high) * (seconds - left) / (right - left)
    return curve[-1][1]
