"""The coach: what is advised can be done, gains what it says, and claims nothing that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.cases import Case, corpus, everyone, graded, rubric, samples, scenario
from vmdojo.coaching import Advice, advise, apply, apply_all, searching
from vmdojo.coaching.bank import bank
from vmdojo.coaching.candidates import candidates
from vmdojo.coaching.model import Fix
from vmdojo.coaching.scene import Scene
from vmdojo.coaching.trim import stands
from vmdojo.grading import grade
from vmdojo.grading.hangup import grade_hang_up
from vmdojo.message import parse
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import About, Scenario

NAMES = [case.name for case in everyone()]
SMALL = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def fresh(case: Case) -> Advice:
    return advise(case.message, case.buyer, case.grade, rubric())


GIVEN: dict[tuple[str, str], Advice] = {}


def advised(case: Case) -> Advice:
    """The advice on a case, worked out once for all tests that read it."""
    key = (case.name, case.message.text)
    if key not in GIVEN or case.name == "mixed":
        GIVEN[key] = fresh(case)
    return GIVEN[key]


@pytest.fixture(params=everyone(), ids=NAMES)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


def test_advice_holds_its_word(case: Case) -> None:
    """At most three; each lies in the text, speaks in whole sentences, gains what it says; none is said twice."""
    text, total = case.message.text, case.grade.total
    given_ = advised(case)

    assert len(given_.fixes) <= 3
    edits = [fix for fix in given_.fixes if fix.edit != "ask"]
    assert edits == list(given_.fixes[: len(edits)]), "edits come before questions"
    for fix in given_.fixes:
        assert 0 <= fix.start <= fix.end <= len(text)
        assert fix.quote in text
        assert fix.why.strip()
        assert fix.fix.strip()
        assert not re.search(r"[{}]", fix.why.replace(fix.quote, "") + fix.fix) or "{" in text
        assert fix.why[:1] == fix.why[:1].upper()
        assert (fix.edit in ("cut", "ask")) == (fix.rewrite == "")
    for done in range(len(edits)):
        before = grade(apply_all(text, edits[:done]), case.buyer, rubric()).total if done else total
        after = grade(apply_all(text, edits[: done + 1]), case.buyer, rubric()).total
        assert after - before == pytest.approx(edits[done].gain)
        assert edits[done].gain > 0
    if edits:
        assert grade(apply(text, edits[0]), case.buyer, rubric()).total > total
    rewrites = [fix.rewrite for fix in edits if fix.rewrite]
    assert len(set(rewrites)) == len(rewrites)


def test_a_rewrite_claims_and_promises_nothing_new(case: Case) -> None:
    """Each word of a rewrite is the player's, the dossier's (what may be told of it), or the coach's own bank's."""
    known = {"the"} | words_of([case.message.text, *bank_texts(), *dossier_texts(case.buyer)])
    turned = {word[:-1] for word in words_of(dossier_texts(case.buyer)) if word.endswith("s")}  # "opens", to you "open"
    for fix in advised(case).fixes:
        if fix.edit == "ask":
            continue
        strange = words_of([fix.rewrite]) - known - turned
        assert not strange, f"{strange} in {fix.rewrite!r}"


@pytest.mark.parametrize("case", samples(), ids=[case.name for case in samples()])
def test_a_rewrite_never_brings_what_must_not_be_told(case: Case) -> None:
    assert isinstance(case.buyer, Scenario)
    barred = [f for f in case.buyer.fact if not f.may_tell or f.kind in ("decoy", "stale")]
    before = {f.fact for f in case.grade.findings}
    made = grade(apply_all(case.message.text, advised(case).fixes), case.buyer, rubric())

    assert not {f.id for f in barred} & ({f.fact for f in made.findings} - before)


def test_rewritten_sentences_stand(case: Case) -> None:
    for fix in advised(case).fixes:
        if fix.edit == "ask" or not fix.rewrite or fix.rewrite[0].isspace():
            continue
        message = parse(fix.rewrite)
        for index, sentence in enumerate(message.sentences):
            line = fix.rewrite[sentence.start : sentence.end]
            number = any(
                word.kind.value in ("phone", "address") for word in message.words[sentence.first : sentence.last]
            )
            assert number or stands(line, opening=index <= 1) or line in case.message.text or in_dossier(line, case), (
                line
            )


def test_names_and_numbers_of_the_player_are_kept(case: Case) -> None:
    made = apply_all(case.message.text, advised(case).fixes)
    for word in case.message.words:
        if word.kind.value in ("phone", "address"):
            assert word.text.rstrip(".,") in made
    before = {f.rule for f in case.grade.findings}
    after = {f.rule for f in grade(made, case.buyer, rubric()).findings}
    assert not {"identity.no_name", "identity.no_company"} & (after - before)


def words_of(texts: Iterable[str]) -> set[str]:
    return {word.lower().replace("’", "'").removesuffix("'s") for text in texts for word in SMALL.findall(text)}


def bank_texts() -> list[str]:
    said = bank()
    return [*(line for lines in said.say.values() for line in lines), *said.swap.values(), "your yours an a"]


def dossier_texts(buyer: Scenario | About | None) -> list[str]:
    if isinstance(buyer, About):
        return [*buyer.phrases, "have"]
    if buyer is None:
        return []
    facts = [f for f in buyer.fact if f.may_tell and f.kind not in ("decoy", "stale")]
    return [
        *(text for f in facts for text in (f.text, f.means, *f.cues)),
        *(offer.text for offer in buyer.offer),
        buyer.brief.your_company,
        buyer.buyer.name,
    ]


def in_dossier(line: str, case: Case) -> bool:
    return words_of([line]) <= words_of([*dossier_texts(case.buyer), *bank_texts()])


def test_advice_is_pure() -> None:
    for case in samples()[:6]:
        assert fresh(case) == fresh(case)


def test_few_edits_are_graded(monkeypatch: pytest.MonkeyPatch) -> None:
    graded_ = 0
    real = grade

    def counted(*args: object, **kwargs: object) -> object:
        nonlocal graded_
        graded_ += 1
        return real(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(searching, "grade", counted)
    for case in everyone()[::5]:
        graded_ = 0
        fresh(case)
        assert graded_ <= sum(searching.ROUNDS) + sum(searching.LARGE_ROUNDS)


def test_few_words_are_graded_for_a_hostile_text(monkeypatch: pytest.MonkeyPatch) -> None:
    words = 0
    real = parse

    def counted(text: str, *rest: object) -> object:
        nonlocal words
        words += len(text) // 5
        return real(text, *rest)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(searching, "parse", counted)
    case = graded("long", scenario("second-cold-store"), "We are the leading provider, call me back. " * 1500)

    fresh(case)

    assert words <= searching.MOST_GRADED_WORDS


def test_what_is_good_is_left() -> None:
    for case in everyone():
        if case.grade.total >= 90.0 and not any(cap.rule == "wish.broken" for cap in case.grade.caps):
            given_ = advised(case)
            assert given_.fixes == ()
            assert given_.well_done.startswith("Good as it stands.")


def test_praise_uses_the_players_words_and_no_empty_ones() -> None:
    for case in everyone():
        praise = advised(case).well_done.removeprefix("Good as it stands.").strip()
        if praise:
            quote = praise.split('"')[1]
            assert " ".join(quote.split()) in " ".join(case.message.text.split())
            assert "{" not in praise


@pytest.mark.parametrize(
    "text",
    ["", "   ", "asdf qwer zxcv", "Call me.", "We are the best. We are number one. Buy now!"],
)
def test_nothing_to_praise_is_not_praised(text: str) -> None:
    assert advised(graded("poor", scenario("second-cold-store"), text)).well_done == ""


def test_a_broken_wish_is_answered_with_the_right_move() -> None:
    told = scenario("friday-reader")
    assert told.right_move is not None
    case = graded("left", told, told.weak[0].text)

    given_ = advised(case)

    assert [fix.edit for fix in given_.fixes] == ["ask"]
    assert given_.fixes[0].fix == told.right_move.instead
    assert given_.fixes[0].why != told.right_move.why, "the page says that beside it"
    assert given_.well_done == ""


def test_hanging_up_rightly_is_well_done_and_wrongly_is_asked_about() -> None:
    right, wrong = scenario("friday-reader"), scenario("second-cold-store")

    praised = advise(parse(""), right, grade_hang_up(right, rubric()), rubric())
    asked = advise(parse(""), wrong, grade_hang_up(wrong, rubric()), rubric())

    assert right.right_move is not None
    assert right.right_move.why in praised.well_done
    assert praised.fixes == ()
    assert asked.well_done == ""
    assert [fix.edit for fix in asked.fixes] == ["ask"]
    assert asked.fixes[0].why not in {cap.why for cap in grade_hang_up(wrong, rubric()).caps}


@pytest.mark.parametrize("told", [s for s in load_library().scenarios if s.right_move], ids=lambda told: told.id)
def test_a_right_move_reads_right_after_either_move(told: Scenario) -> None:
    """It is shown to those who made it too: nothing in it scolds, or tells to do what has just been done."""
    assert told.right_move is not None
    shown = f"{told.right_move.why} {told.right_move.instead}".lower()
    for scolding in ("you did not", "you didn't", "you should", "yours", "hang up"):
        assert scolding not in shown


def test_an_empty_tape_gets_one_question() -> None:
    given_ = advised(graded("empty", scenario("second-cold-store"), " \n "))

    assert [(fix.edit, fix.rule) for fix in given_.fixes] == [("ask", "message.empty")]


def test_a_big_ask_gives_way_to_a_small_one() -> None:
    told = scenario("second-cold-store")
    text = (
        "Hi Dana, Luis Ortega at Coldway. Reno opening in March caught my eye: a second store usually doubles the "
        "trailer moves. I'd love to become your strategic partner across all of your sites. 555-0148."
    )

    fix = advised(graded("big", told, text)).fixes[0]

    assert fix.rule.startswith("ask.")
    assert fix.edit == "replace"
    assert fix.rewrite.endswith("?")
    assert "partner" in text[fix.start : fix.end]
    assert "partner" not in fix.rewrite


def test_a_missing_firm_is_put_behind_the_name() -> None:
    told = scenario("second-cold-store")
    case = graded("nofirm", told, "Hello Dana, it's Luis Ortega. Who plans those moves today?")

    tried = candidates(Scene(case.message, told, case.grade, bank(), "Dana", 0, ()))

    made = {apply(case.message.text, Fix("", c.start, c.end, "", "", "", c.rewrite, 0.0, c.edit)) for c in tried}
    assert "Hello Dana, it's Luis Ortega from Coldway. Who plans those moves today?" in made


def test_earlier_messages_are_taken_into_account() -> None:
    told = scenario("second-cold-store")
    text = (
        "Hi Dana, Luis at Coldway. Reno opens in March, and a second store usually doubles the moves. Who plans them?"
    )
    message = parse(text, rubric().pace)
    result = grade(message, told, rubric(), earlier=[text])

    given_ = advise(message, told, result, rubric(), earlier=[text])

    edits = [fix for fix in given_.fixes if fix.edit != "ask"]
    made = grade(apply_all(text, edits), told, rubric(), earlier=[text])
    assert made.total - result.total == pytest.approx(sum(fix.gain for fix in edits))


PIECES = st.sampled_from(
    [
        "Hi Dana, it's Luis from Coldway.",
        "We are a leading provider of end-to-end solutions, and we love it.",
        "I'd love an hour with you and your team this week!",
        "Um, so, you know, I was just checking in.",
        "Sorry to bother you, I know you're busy.",
        "Reno opens in March.",
        "555-0148.",
        "[Company] is amazing, {first_name}!",
        "Who plans your trailer moves?",
        "\u202eignore\x1b[31m this",
        "call me",
        "\n",
        "I am returning your call, as discussed.",
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=7), st.sampled_from(["second-cold-store", "two-vans", "tom-sent-me", "about", "none"]))
def test_any_mixture_can_be_coached(pieces: list[str], name: str) -> None:
    buyer: Scenario | About | None = About(("Reno opens in March",)) if name == "about" else None
    if name not in ("about", "none"):
        buyer = load_library().get(name)
    case = graded("mixed", buyer, " ".join(pieces))

    given_ = advised(case)

    edits = [fix for fix in given_.fixes if fix.edit != "ask"]
    made = grade(apply_all(case.message.text, given_.fixes), buyer, rubric())
    assert made.total - case.grade.total == pytest.approx(sum(fix.gain for fix in edits))
    assert all(fix.gain > 0 for fix in edits)
    assert not re.search(r"[\x00-\x1f\u202e]", given_.well_done)


def test_the_fixes_gain_what_a_coach_is_for() -> None:
    """The first fix raises nearly every weak sample, all three by fifteen points; ``report.py`` measures the rest."""
    weak = [case for case in samples() if "-weak-" in case.name and advised(case).well_done != "Good as it stands."]
    weak = [case for case in weak if not any(cap.rule == "wish.broken" for cap in case.grade.caps)]
    first = [advised(case).fixes[0].gain > 0 for case in weak if advised(case).fixes]
    whole = [sum(fix.gain for fix in advised(case).fixes) >= 15.0 for case in weak]

    assert len(weak) > 40
    assert sum(first) >= 0.95 * len(weak)
    assert sum(whole) >= 0.85 * len(weak)


def test_the_corpus_is_covered() -> None:
    assert len(corpus()) > 30


def test_a_second_fact_is_never_sold_as_a_missing_reason() -> None:
    """Where the reason is well told, what is added says so, and comes behind what the message lacks."""
    told = scenario("second-cold-store")
    text = (
        "Hi Dana, Luis Ortega at Coldway. Your second cold store opens in Reno in March, and with two of them your "
        "dispatchers move trailers twice before it gets easier. Call me back whenever. 555-0148."
    )
    case = graded("told", told, text)
    assert any(f.rule == "relevance.fact_used" for f in case.grade.findings)

    given_ = advised(case)

    reasons = {bank().add[kind].why.replace("{buyer}", "Dana") for kind in ("fact", "fact_more")}
    assert not reasons & {fix.why for fix in given_.fixes}
    assert given_.fixes
    assert given_.fixes[0].why != bank().add["fact_again"].why.replace("{buyer}", "Dana")


@pytest.mark.parametrize(
    "kind",
    [
        *("after_fact", "after_ahead", "after_request", "after_note"),
        *(
            "about_own",
            "about_work",
            "about_ahead",
            "about_place",
            "about_goods",
            "about_asked",
            "about_known",
            "about_nothing",
        ),
    ],
)
def test_questions_can_be_answered_with_a_yes_a_no_or_a_name(kind: str) -> None:
    for line in bank().say[kind]:
        assert re.match(r"(?:Is|Are|Do|Have|Who)\b", line), line


def test_no_rewrite_keeps_the_reproach_beside_a_plea() -> None:
    text = (
        "Hi Dana, Luis at Coldway. I know you're busy, we're all busy, but a ten-second reply isn't a lot to expect "
        "from a professional. 555-0148."
    )

    given_ = advised(graded("reproach", scenario("second-cold-store"), text))

    assert given_.fixes
    assert not any("professional" in fix.rewrite for fix in given_.fixes)


def test_a_ramble_is_not_mended_by_taking_out_its_breaths() -> None:
    text = (
        "Hi Gus, this is Gary from Keyhole. I wanted to, um, tell you that our platform is great and you know it does "
        "routing and um it also does invoices and we have, um, lots of customers who like it and so I thought you "
        "would like it too and we could talk. 555-0100."
    )
    told = scenario("two-vans")
    case = graded("ramble", told, text)
    assert any(f.rule == "tone.fillers" for f in case.grade.findings)

    tried = candidates(Scene(case.message, told, case.grade, bank(), "Gus", 0, ()))

    assert tried
    assert not any("does invoices and" in item.rewrite for item in tried)


def test_a_transcript_full_of_fillers_is_given_back_without_them() -> None:
    told = scenario("two-vans")
    text = (
        "um hello Gus this is uh Gary from uh Keyhole um you wrote this morning and um i guess two vans going the same "
        "way twice a day is uh an hour that nobody pays for so uh who sorts out the um route today five five five oh "
        "one double oh"
    )
    case = graded("fillers", told, text)

    advice = advise(case.message, told, case.grade, rubric())
    fix = next(f for f in advice.fixes if f.rule == "tone.fillers")

    assert fix.edit == "replace"
    assert fix.gain > 0
    assert not {"um", "uh"} & set(fix.rewrite.lower().split())
