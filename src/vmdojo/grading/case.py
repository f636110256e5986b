"""One judgement under way: the message read, what the rules hit, and the ledger of points and caps."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping

from vmdojo.grading.acting import SUBSTANCE, doing, hurting
from vmdojo.grading.ask_model import Asked
from vmdojo.grading.automaton import Hit
from vmdojo.grading.dossier import Dossier
from vmdojo.grading.hearing import heard, sift
from vmdojo.grading.masking import unmasked
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.model import Cap, DimensionName, Finding
from vmdojo.grading.reading import Reading
from vmdojo.grading.rubric import NAMED, Rubric, Rule
from vmdojo.grading.telling import GENERALITIES, STRANGERS, Telling
from vmdojo.message import Message

BESIDE_THE_POINT = ("decoy", "stale")
"""Kinds of facts that are no reason for a call."""
SOUR = ("tone.insult", "tone.threat", "tone.intrusive")
BREATHLESS, AROUND = 42, 8
"""Terms from which a sentence is a transcript without stops, and terms on each side that are then read with a hit."""
SAYINGS = ("value.insight", "reason.problem")
"""What a sentence of nothing but everybody's words cannot be."""
HYPE, HYPED = ("tone.jargon", "tone.pitch_words"), 2
"""Rules of which so many hits in one sentence leave nothing in it that tells."""
UNTIED = 0.4
"""Share of its points for a result of others in a message that says nothing of the buyer's own trouble."""
TOLD_TO_FRIENDS = 2
"""Words of the buyer's trade with which a sentence tells something to somebody who asked, or knows the caller."""
FIRST_PERSON = frozenset(("i", "we", "our", "my", "us", "me", "mine", "ours"))
BIG = 6
"""Size of an ask from which it is a meeting."""
ANYBODYS = ("structure.padding", "structure.dead_weight", "relevance.generic")
"""Tags of words that would be true of anybody, or of nothing: no insight stands among them."""
PUSHING = ("pressure", "raise.pressure", "tone.guilt")
"""Tags of words that press or reproach."""
EASY_REPLY = "next_step.easy_reply"
"""What no answer is that is pressed for: "I must have your answer before five"."""
SOUNDS = 0.65
"""Share of its points for an insight by its sound alone: "and that tends to add up"."""
MAYBE, SURELY = -2.0, 2.0
"""Log-odds that its sentence tells something, up to which it has no more, and from which it has all."""


class Case:
    """The state of one judgement. Every finding and every point goes through :meth:`charge`."""

    __slots__ = (
        "_anybodys _bare _hyped _places _pushing _shares _standing _telling asks_from base caps charged done dossier "
        "earlier findings grounded has_reason hollow lead level message points present present_in reading rubric "
        "soured tagged telling their_duty tolerated weights"
    ).split()

    def __init__(self, message: Message, dossier: Dossier, rubric: Rubric, earlier: tuple[str, ...]) -> None:
        self.message = message
        self.dossier = dossier
        self.rubric = rubric
        self.earlier = earlier + dossier.earlier
        self.reading = Reading(message)
        self._standing = rubric.standing(dossier.relationship, bool(self.earlier))
        """The rules that count between these two, at this touch."""
        self.done = doing(self.reading)
        self.tagged, self._shares = heard(self.reading, self.done, rubric.automaton)
        self._places: dict[str, list[Hit]] = {}
        """For each rule that was asked for its places: these."""
        if rubric.explained or rubric.products:  # behind the acts, which would else say again what was explained
            self.tagged = unmasked(self.tagged, rubric, len(self.reading.terms), self.applies)
        sift(self.reading, self.done, self.tagged)
        places = rubric.places
        found = sorted([places[tag] for tag in self.tagged if tag in places and self.tagged[tag]])
        self.present = [rubric.phrase_rules[at] for at in found]
        """The phrase rules that hit at all, in the rubric's order."""
        self.present_in: dict[DimensionName, list[Rule]] = {}
        """The same by their dimension."""
        for rule in self.present:
            self.present_in.setdefault(rule.dimension, []).append(rule)
        opening = rubric.opened(judged=dossier.judged)
        self.weights: Mapping[DimensionName, float] = opening.weights
        self.points: dict[DimensionName, float] = dict(opening.points)
        self.base = opening.base
        self.findings: list[Finding] = []
        self.charged: set[str] = set()
        """The rules of the findings."""
        self.caps: list[Cap] = []
        self.has_reason = False
        self.level = 0
        self.tolerated = rubric.tolerated[dossier.relationship]
        """The largest ask that costs nothing here."""
        self.hollow: frozenset[int] = frozenset()
        """Sentences that tell the buyer nothing: praise, reproach, a friendly fact beside the point."""
        sour = {self.reading.sentence[hit.first] for tag in SOUR for hit in self.tagged.get(tag, ())}
        self.soured = frozenset(sour | hurting(self.done))
        """Sentences that hurt or frighten: nothing in them is a gift or an insight."""
        self.telling: Telling
        """What the sentences say beside the facts that they name, once the facts are found."""
        self.grounded = False
        """Whether the message says something of a fact of the buyer's own."""
        self._telling: dict[Hit, bool] = {}
        """Whether words may be a reason or an insight, once somebody has asked."""
        self._bare: dict[tuple[int, int], bool] = {}
        """Whether a stretch of terms holds nothing but everybody's words, once somebody has asked."""
        self._pushing: frozenset[int] | None = None
        """Sentences that press or reproach, once somebody has asked."""
        self._anybodys: frozenset[int] | None = None
        """Sentences with words that would be true of anybody, once somebody has asked."""
        self._hyped: frozenset[int] | None = None
        """Sentences made of buzzwords, once somebody has asked."""
        self.their_duty: frozenset[int] = frozenset()
        """Sentences that only say what others want of the buyer: "you must file the audit by Friday"."""
        self.asks_from: dict[int, int] = {}
        """For a sentence that asks for a meeting or more: the term from which it does."""
        self.lead: int | None = None
        """The term where the reason for the call begins."""

    def charge(
        self,
        rule_id: str,
        points: float,
        first: int = 0,
        last: int = 0,
        *,
        fact: str | None = None,
        capped: bool = True,
        **words: object,
    ) -> Finding | None:
        """Record a finding and move its dimension by ``points`` (of 100), as far as its 0 and 100 let it.

        ``capped`` False leaves out the rule's cap on the total: the judge is not sure enough. ``words`` are what the
        rule's texts name beside the buyer.
        """
        rule = self._standing.get(rule_id)
        if rule is None:
            return None
        start = end = 0
        quote = ""
        if last > first:
            message, word = self.message, self.reading.word
            start, end = message.words[word[first]].start, message.words[word[last - 1]].end
            quote = message.text[start:end]
        moved = 0.0
        name = rule.dimension
        before = self.points.get(name)
        if points and before is not None:
            after = before + points * rule.share
            after = 100.0 if after > 100.0 else after if after > 0.0 else 0.0
            self.points[name] = after
            moved = (after - before) * self.weights[name] / 100.0
        said = self.dossier.words
        why = said.whole[rule.why]
        if why is None:
            why = said.fill(rule.why, quote, words)
        fix = said.whole[rule.fix]
        if fix is None:
            fix = said.fill(rule.fix, quote, words)
        finding = Finding(rule_id, name, rule.kind, start, end, quote, moved, why, fix, fact)
        self.findings.append(finding)
        self.charged.add(rule_id)
        cap = rule.formal_cap if rule.formal_cap is not None and self.dossier.formal else rule.cap
        if cap is not None and capped:
            self.caps.append(Cap(rule.id, cap, finding.why, finding.fix, start, end, quote))
        return finding

    def applies(self, rule: Rule) -> bool:
        """Whether a rule counts between these two, at this touch."""
        return rule.id in self._standing

    def hits(self, rule: Rule) -> list[Hit]:
        """A phrase rule's places, overlapping ones joined to the first."""
        kept = self._places.get(rule.id)
        if kept is None:
            kept = self._places[rule.id] = self._places_of(rule)
        return kept

    def _places_of(self, rule: Rule) -> list[Hit]:
        kept: list[Hit] = []
        hits = self.tagged.get(rule.id)
        if not hits:
            return kept
        reading, until = self.reading, 0
        terms, not_after, anywhere = reading.terms, rule.not_after, rule.where == "anywhere"
        for hit in hits:
            first = hit.first
            if first < until:
                continue
            if not_after and first > reading.first_of[reading.sentence[first]] and terms[first - 1] in not_after:
                continue
            if hit.last == first + 1 and self._inside_a_name(first):
                continue
            if not anywhere and not self._there(rule, hit):
                continue
            kept.append(hit)
            until = hit.last
        return kept

    def _there(self, rule: Rule, hit: Hit) -> bool:
        """Whether words stand where a rule for openings or closings looks for them."""
        if rule.where == "opening":
            return self.message.words[self.reading.word[hit.first]].begins <= 9.0
        return hit.last >= len(self.reading.terms) - 16

    def phrases(self, name: DimensionName, *, faults: bool = True, virtues: bool = True) -> None:
        standing = self._standing
        for rule in self.present_in.get(name, ()):
            if (faults if rule.kind == "fault" else virtues) and not rule.offer and rule.id in standing:
                self.phrase(rule)

    def phrase(self, rule: Rule) -> None:
        hits = self.hits(rule)
        if rule.kind == "fault" and not rule.even_denied and "negation" in self.tagged:
            hits = [hit for hit in hits if not self.denied(hit)]
        if len(hits) < rule.min:
            return
        spent = 0.0
        for index, hit in enumerate(hits):
            points = rule.points if index == 0 else rule.each
            share = self._shares.get(hit, 1.0)
            points *= share
            if rule.most is not None and abs(spent + points) > abs(rule.most):
                points = rule.most - spent
            spent += points
            finding = self.charge(rule.id, points, hit.first, hit.last, capped=share >= 1.0, count=len(hits))
            self.crowded(rule.id, index + 1, finding)

    def crowded(self, rule_id: str, places: int, finding: Finding | None) -> None:
        """Cap the total where a rule is found as often as no slip explains."""
        rule = self.rubric.rules.get(rule_id)
        if rule is None or rule.crowd is None or finding is None or places < rule.crowd[0]:
            return
        if not any(cap.rule == rule_id for cap in self.caps):
            where = (finding.start, finding.end, finding.quote)
            self.caps.append(Cap(rule_id, rule.crowd[1], finding.why, finding.fix, *where))

    def denied(self, hit: Hit) -> bool:
        """Whether the words stand behind a "not" of their own clause."""
        first, clause = hit.first, self.reading.clause
        for negation in self.tagged.get("negation", ()):
            if negation.last <= first <= negation.last + 4 and clause[negation.first] == clause[first]:
                return True
        return False

    def virtue(self, rule: Rule) -> None:
        hits = self.hits(rule)
        if rule.id == EASY_REPLY:
            hits = [hit for hit in hits if not self.pushes(self.reading.sentence[hit.first])]
        if rule.dimension == "value":  # an easy way out is full of "not"; a gift denied is no gift
            never = "negation" not in self.tagged
            hits = [hit for hit in hits if self.tells(hit) and (never or not self.denied(hit))]
        if hits:
            best, share = hits[0], UNTIED if rule.id == "value.proof" and not self.grounded else 1.0
            if rule.id == "value.insight":
                best = max(hits, key=self._told_by) if len(hits) > 1 else best
                share = SOUNDS + (1.0 - SOUNDS) * min(1.0, max(0.0, (self._told_by(best) - MAYBE) / (SURELY - MAYBE)))
            self.charge(rule.id, rule.points * share, best.first, best.last)
            for hit in hits:
                if hit is not best:
                    self.charge(rule.id, 0.0, hit.first, hit.last)

    def _told_by(self, hit: Hit) -> float:
        """Log-odds that the sentence of words which sound like an insight tells something."""
        sentence = self.reading.sentence[hit.first]
        return max(self.done.of(sentence, "told"), self.done.of(sentence, "proof"))

    def bare(self, hit: Hit) -> bool:
        """Whether words stand among nothing but everybody's words: "that is how things tend to go".

        That is so of their sentence; where somebody never stops, of the breath around them.
        """
        first_of, index = self.reading.first_of, self.reading.sentence[hit.first]
        begin, stop = first_of[index], first_of[index + 1]
        if stop - begin > BREATHLESS:
            begin, stop = max(begin, hit.first - AROUND), min(stop, hit.last + AROUND)
        bare = self._bare.get((begin, stop))
        if bare is None:
            bare = self._bare[begin, stop] = self._all_common(begin, stop)
        return bare

    def _all_common(self, begin: int, stop: int) -> bool:
        """Whether nothing but everybody's words stand there."""
        reading, rarity, little = self.reading, shipped_meaning().rarity, self.rubric.little
        terms, stems, kinds = reading.terms, reading.stems, reading.kinds
        for at in range(begin, stop):
            if kinds[at]:
                return False
            stemmed = stems[at]
            if terms[at] not in little and stemmed not in GENERALITIES and rarity(stemmed) >= SUBSTANCE:
                return False
        return True

    def note_asks(self, asked: Asked) -> None:
        """Note where something big is asked: what stands behind it in the same sentence belongs to the ask."""
        first_of, sentence = self.reading.first_of, self.reading.sentence
        for ask in asked.asks:
            if ask.size >= BIG and ask.first > first_of[sentence[ask.first]]:
                index = sentence[ask.first]
                self.asks_from[index] = min(ask.first, self.asks_from.get(index, ask.first))

    def tells(self, hit: Hit) -> bool:
        """Whether words that sound like a reason or an insight may be one, where they stand. The asks must be noted."""
        found = self._telling.get(hit)
        if found is None:  # most are asked about as a reason, and again as something of value
            found = self._telling[hit] = self._tells(hit)
        return found

    def _tells(self, hit: Hit) -> bool:
        index = self.reading.sentence[hit.first]
        if index in self.hollow or index in self.soured:
            return False
        if index in self.asks_from and hit.first >= self.asks_from[index]:
            return False
        if hit.tag in SAYINGS and self.bare(hit):
            return False
        if hit.tag != "value.insight":
            return True
        if not self.telling.says(index) and (
            self.dossier.relationship in STRANGERS or self.telling.words_told(index) < TOLD_TO_FRIENDS
        ):
            return False
        if not self.grounded and index in self.telling.proofs:
            return False
        if self._anybodys is None:
            self._anybodys = self.sentences_of(ANYBODYS)
        if index in self._anybodys:
            return False
        if self.hyped(index):
            return False
        said = self.reading.terms[hit.first : hit.last]
        if "our" in said or "ours" in said:
            return False
        return said[0] != "if" or all(hit.first != other.first for other in self.tagged.get("next_step.easy_out", ()))

    def hyped(self, sentence: int) -> bool:
        """Whether a sentence is made of buzzwords: "a real win-win and a total game changer" tells nobody anything."""
        if self._hyped is None:
            found = [self.reading.sentence[hit.first] for tag in HYPE for hit in self.tagged.get(tag, ())]
            self._hyped = frozenset([one for one, many in Counter(found).items() if many >= HYPED] if found else ())
        return sentence in self._hyped

    def sentences_of(self, tags: Iterable[str]) -> frozenset[int]:
        """The sentences in which any of some tags was heard."""
        places, tagged = self.reading.sentence, self.tagged
        return frozenset([places[hit.first] for tag in tags if tag in tagged for hit in tagged[tag]])

    def _inside_a_name(self, term: int) -> bool:
        """Whether a word is the second half of a name: the "woo" of Hyun-woo is no slang."""
        at = self.reading.word[term]
        word, before = self.message.words[at], self.message.words[at - 1]
        text = self.message.text
        return (
            at > 0 and word.start == before.end + 1 and text[before.end] == "-" and before.text[:1].isupper()
            and word.text[:1].islower() and not before.text.isupper()
        )  # fmt: skip

    def unsure(self, hit: Hit) -> bool:
        """Whether the model is not certain of it, whoever found it."""
        return self._shares.get(hit, 1.0) < 1.0

    def guessed(self, hit: Hit) -> bool:
        """Whether only the fitted model found it, or the model doubts it."""
        return hit in self._shares

    def pushes(self, sentence: int) -> bool:
        """Whether a sentence presses or reproaches: such words tell the buyer nothing and speak to nobody."""
        if self._pushing is None:
            self._pushing = self.sentences_of(PUSHING)
        return sentence in self._pushing

    def points_of(self, rule_id: str) -> float:
        """Points of a rule, 0.0 where the rubric has silenced it."""
        rule = self.rubric.rules.get(rule_id)
        return rule.points if rule is not None else 0.0

    def named_words(self) -> frozenset[int]:
        """Indices of the words that belong to a product's name."""
        word = self.reading.word
        return frozenset(word[at] for hit in self.tagged.get(NAMED, ()) for at in range(hit.first, hit.last))

    def terms_of_words(self, first: int, last: int) -> tuple[int, int]:
        words = self.reading.word
        return bisect_left(words, first), bisect_left(words, last)
