"""Pages as functions of a width: what they say, what they keep to themselves, and that they fit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.sample import BRIGADE, DANA, INES, MESSAGE, HandCoach, HandJudge, library, memory, scenario
from vmdojo.grading import load_rubric
from vmdojo.rounds import Round, Verdict
from vmdojo.scenarios.firms import first_name
from vmdojo.scenarios.model import Scenario
from vmdojo.tui.dossier.page import Criteria, condensed, ordered, whole
from vmdojo.tui.home.suggest import following
from vmdojo.tui.home.takes import Take, rows
from vmdojo.tui.text import MEASURE, clock, labelled, points, spread, wrap
from vmdojo.tui.verdict import page as draw
from vmdojo.tui.verdict.annotate import Note, annotated
from vmdojo.tui.verdict.beside import Sample, column, side_by_side
from vmdojo.tui.verdict.findings import by_place, findings

CRITERIA = Criteria([("relevance", 30), ("ask", 20)], 3, (15, 30))
WIDTHS = st.integers(38, 120)


def _verdict(text: str = MESSAGE, one: Scenario | None = None) -> Verdict:
    round_ = Round.begin(
        one or scenario(),
        rubric=load_rubric(),
        record=memory(),
        judge=HandJudge(),
        coach=HandCoach(),
        dossier_seen=True,
    )
    round_.write(text)
    round_.leave()
    return round_.predict(True, 70)


@pytest.mark.parametrize("source", [DANA, INES, BRIGADE])
@given(width=WIDTHS)
def test_a_dossier_fits_every_width(source: str, width: int) -> None:
    for line in whole(scenario(source), CRITERIA, "one question", width):
        assert line.cell_length <= width


@given(width=WIDTHS, height=st.integers(1, 30))
def test_a_condensed_dossier_fits_the_lines_it_is_given(width: int, height: int) -> None:
    lines = condensed(scenario(), width, height)
    assert 1 <= len(lines) <= height
    assert all(line.cell_length <= width for line in lines)
    assert "Dana Whitfield" in lines[0].plain


def test_the_dossier_tells_everything_and_judges_no_fact() -> None:
    told = " ".join(" ".join(line.plain for line in whole(scenario(), CRITERIA, None, 78)).split())
    for fact in scenario().fact:
        assert fact.text in told
    assert "decoy" not in told
    assert "It tells her nothing about why you rang." not in told
    assert "relevance 30, ask 20" in told
    assert "Dana bears an ask of 3 in 10 from a stranger; one easy question is 1." in told
    assert "0:15 to 0:30" in told
    assert "Yours to know, not to say." in told
    assert "4 days ago, email" in told


def test_triggers_come_first_and_a_decoy_has_no_place_of_its_own() -> None:
    one = scenario()
    assert ordered(one)[0].id == "reno"
    assert ordered(one) == ordered(scenario())
    assert [fact.id for fact in ordered(one)] != [fact.id for fact in one.fact]


@settings(max_examples=30)
@given(width=WIDTHS)
def test_a_verdict_fits_every_width(width: int) -> None:
    verdict = _verdict()
    one = scenario()
    numbered = by_place(verdict.grade.findings)
    found, marks = draw.notes([(sign, f.start, f.end) for sign, f in numbered], verdict)
    lines = [
        *draw.head(verdict, width),
        *draw.tape(verdict, marks, width),
        *draw.words(verdict, found, width),
        *draw.phone(verdict, width, 2),
        *draw.dimensions(verdict, one, (15, 30), width),
        *draw.caps(verdict.grade, width),
        *draw.advice(verdict, width),
        *findings(verdict, numbered, width),
        *side_by_side(draw.words(verdict, found, column(width)), SAMPLE, " (1 of 2)", width),
    ]
    assert [line.plain for line in lines if line.cell_length > width] == []


SAMPLE = Sample("Hi Dana, Luis at Coldway. Who plans trailer moves today?", "One question.", 7.0, 84.0, 2)


def test_a_verdict_shows_two_faces_the_sum_and_the_cap() -> None:
    verdict = _verdict()
    head = [line.plain for line in draw.head(verdict, 78)]
    assert head[0].startswith("Deleted at 0:0")
    assert head[0].endswith(" 45")
    assert head[1].endswith("you said: yes, 70")
    told = "\n".join(line.plain for line in findings(verdict, by_place(verdict.grade.findings), 78))
    assert "68 to begin with, −10 in findings: 58. Held at 45." in told
    assert [line.plain for line in draw.caps(verdict.grade, 78)] == [
        "Held at 45 The ask is far too big. Ask for an answer, not a marriage."
    ]
    facts = "\n".join(line.plain for line in draw.dimensions(verdict, scenario(), (15, 30), 78))
    assert "ask 9 of 10, Dana bears 3" in facts
    assert "delivery not judged" in facts
    assert "answered 0 to 2 times in 100" in facts


def test_at_most_three_fixes_with_their_gain_at_the_right() -> None:
    told = [line.plain for line in draw.advice(_verdict(), 78)]
    assert told[0] == "Well done  You named Reno in the first twelve words."
    assert told[1] == "1  “become your logistics partner”: A marriage on the first call."
    assert told[3].endswith("+30")
    assert len(told[3]) == 78


def test_findings_are_signed_beside_the_words_not_by_colour_alone() -> None:
    start = MESSAGE.index("become")
    shown = annotated(MESSAGE, [Note(start, start + 6, "1")], cut=start + 12)
    assert f"We'd love to become[1] your ✂{MESSAGE[start + 12 : start + 20]}" in shown.plain
    assert [span.style for span in shown.spans if "underline" in str(span.style)]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6), st.none() | st.integers(0, 50))
def test_annotating_adds_signs_and_loses_no_character(spans: list[tuple[int, int]], cut: int | None) -> None:
    text = MESSAGE[:50]
    shown = annotated(text, [Note(start, end, "7") for start, end in spans], cut=cut).plain
    assert shown.replace("[7]", "").replace("✂", "") == text


def test_next_goes_round_and_never_names_the_same_again() -> None:
    every = library().scenarios
    ids = [one.id for one in every]
    assert getattr(following(every, {ids[0]: 1.0}, ids[0]), "id", None) == ids[1]
    assert getattr(following(every, {ids[3]: 1.0, ids[2]: 1.0}, ids[3]), "id", None) == ids[0]
    assert getattr(following(every, dict.fromkeys(ids, 50.0) | {ids[2]: 9.0}, ids[0]), "id", None) == ids[2]
    assert following(every[:1], {}, every[0].id) is None


def test_last_takes_stand_in_columns() -> None:
    takes = [
        Take(54, "██████▓▓▒▒░✂············", 24, 9, "The second cold store"),
        Take(100, "", 0, None, "The Friday reader"),
        Take(84, "█" * 40, 40, 2, "A very long title that goes on and on and on"),
    ]
    lines = [line.plain for line in rows(takes, 78)]
    assert lines[0].startswith("  54  ██████▓▓▒▒░✂····")
    assert lines[1].startswith(" 100  ")
    assert "hung up" in lines[1]
    assert "…" in lines[2]
    assert lines[0].index("The second") == lines[1].index("The Friday") == lines[2].index("A very")
    for width in (38, 48, 66, 78):
        assert all(line.cell_length <= width for line in rows(takes, width))


@given(st.text(max_size=300), WIDTHS, st.integers(0, 6))
def test_prose_keeps_to_its_width_and_the_measure(text: str, width: int, indent: int) -> None:
    assert all(line.cell_length <= min(width, MEASURE) for line in wrap(text, width, indent=indent))


@given(st.text(max_size=300), st.text(max_size=12), WIDTHS, st.integers(2, 6))
def test_labelled_text_keeps_to_its_width_and_its_lines(text: str, label: str, width: int, limit: int) -> None:
    lines = labelled(label, text, width, column=13, limit=limit)
    assert len(lines) <= limit
    assert all(line.cell_length <= width for line in lines)


@given(st.text(max_size=100), st.text(max_size=20), WIDTHS)
def test_the_right_part_of_a_line_is_never_cut(left: str, right: str, width: int) -> None:
    left, right = left.replace("\n", " "), right.replace("\n", " ")
    line = spread(left, right, width)
    assert line.cell_length <= max(width, line.cell_length if len(right) > width else width)
    assert line.cell_length == width


@pytest.mark.parametrize(
    ("name", "called"),
    [("Dana Whitfield", "Dana"), ("Dr. Ngozi Okafor", "Ngozi"), ("Ms Lee", "Lee"), ("Dr.", "Dr."), ("", "")],
)
def test_first_names(name: str, called: str) -> None:
    assert first_name(name) == called


def test_numbers_as_the_screen_writes_them() -> None:
    assert [clock(0), clock(14.4), clock(59.6), clock(600)] == ["0:00", "0:14", "1:00", "10:00"]
    assert [points(45.0), points(44.5), points(0.0), points(99.9)] == ["45", "45", "0", "100"]
    assert [draw.signed(30.2), draw.signed(-4.0), draw.signed(0.2), draw.signed(-0.3)] == ["+30", "−4", "0", "0"]
