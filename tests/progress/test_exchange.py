"""Everything out and in again: JSON and CSV, without loss; and files that are no export."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.takes import attempt
from vmdojo.coaching.happenings import AnyHappening, Disagreed, ExerciseDone, Hinted, InboxCut, RealLife
from vmdojo.coaching.model import Attempt, Prediction
from vmdojo.grading.model import Cap, Finding
from vmdojo.progress import Draft, Record
from vmdojo.progress.exchange import Export, Form, NotAnExport, gather, read, take_in, write
from vmdojo.scenarios.model import Plan

FORMS: tuple[Form, ...] = ("json", "csv")
# Whatever a keyboard or a paste can put into a text: lone surrogates, NULs, quotes, line ends, formulas.
TEXT = st.text(st.characters(), max_size=40) | st.sampled_from(
    ["", "=1+1", "a,b\r\nc", '"', "\x00", "\udc80", "\x1b[31m", "\u202e", "'", "\ufeff", "\u2028", "🙂"]
)
NAME = st.from_regex("[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
POINTS = st.floats(0, 100, allow_nan=False)
MS = st.integers(-(2**62), 2**62)


@st.composite
def attempts(draw: st.DrawFn) -> Attempt:
    """A take with anything in it that the record takes."""
    base = attempt(total=draw(POINTS), seconds=draw(POINTS), level=draw(st.none() | st.integers(0, 10)))
    text = draw(TEXT)
    finding = Finding("tone.hedge", "tone", "fault", 0, len(text), text, -draw(POINTS), draw(TEXT), "Say it.", "fact")
    grade = msgspec.structs.replace(base.grade, findings=(finding,), caps=(Cap("ask", draw(POINTS), draw(TEXT)),))
    return msgspec.structs.replace(
        base,
        id=draw(st.uuids().map(str)),
        scenario=draw(NAME),
        plan=Plan(text=draw(TEXT), leave=draw(st.booleans())),
        text=text,
        prediction=draw(st.none() | st.builds(Prediction, st.booleans(), st.integers(0, 100))),
        grade=grade,
        opened_ms=draw(MS),
        left_ms=draw(MS),
        offset_minutes=draw(st.integers(-900, 900)),
        source=draw(st.sampled_from(["", "today:2026-11-22", "prep", "drill"])),
        official=draw(st.booleans()),
    )


def _of(type_: type[AnyHappening], **more: st.SearchStrategy[object]) -> st.SearchStrategy[AnyHappening]:
    common = {"id": st.uuids().map(str), "ref": NAME, "at_ms": MS, "offset_minutes": st.integers(-900, 900)}
    return st.builds(type_, **common, **more)


HAPPENINGS = st.one_of(
    _of(Hinted, step=st.integers(1, 4)),
    _of(RealLife, followed=st.sampled_from(["called_back", "nothing"]), note=TEXT),
    _of(Disagreed, rule=TEXT, judge=TEXT, quote=TEXT, note=TEXT),
    _of(
        InboxCut,
        set=TEXT,
        hash=TEXT,
        judge=TEXT,
        pressed_at=st.none() | POINTS,
        buyer_at=st.none() | POINTS,
        points=POINTS,
    ),
    _of(
        ExerciseDone,
        kind=st.just("cut"),
        hash=TEXT,
        judge=TEXT,
        answer=TEXT,
        points=POINTS,
        passed=st.booleans(),
        skills=st.lists(TEXT, max_size=2).map(tuple),
    ),
)
DRAFTS = st.builds(
    Draft,
    scenario=NAME,
    scenario_hash=NAME,
    stage=st.sampled_from(["dossier", "compose", "predict"]),
    plan=st.builds(Plan, text=TEXT),
    text=TEXT,
    opened_ms=MS,
    saved_ms=MS,
    left_ms=st.none() | MS,
    source=NAME,
    official=st.booleans(),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(attempts(), max_size=4, unique_by=lambda it: it.id),
    st.lists(HAPPENINGS, max_size=4, unique_by=lambda it: it.id),
    st.lists(DRAFTS, max_size=3, unique_by=lambda it: it.scenario),
    st.sampled_from(FORMS),
)
def test_out_and_in_again_is_the_same_record(
    takes: list[Attempt], happenings: list[AnyHappening], drafts: list[Draft], form: Form
) -> None:
    with Record.in_memory() as one, Record.in_memory() as other:
        one.add_all(takes, happenings)
        for draft in drafts:
            one.save_draft(draft)
        everything = gather(one)

        data = write(everything, form)
        taken = take_in(other, read(data))

        assert everything == Export(tuple(takes), tuple(happenings), tuple(drafts))
        assert gather(other) == everything
        assert write(gather(other), form) == data
        assert (taken.new, taken.known, taken.clashes) == (len(takes) + len(happenings), 0, ())


@pytest.mark.parametrize("form", FORMS)
def test_taking_in_twice_is_once_and_ones_own_words_stay(make_take: Callable[..., Attempt], form: Form) -> None:
    with Record.in_memory() as record:
        record.add_all([make_take(1), make_take(2)], [])
        record.save_draft(Draft("second-cold-store", "h", "compose", Plan(), "my own words", 1, 2))
        changed = msgspec.structs.replace(make_take(2), text="somebody else's words")
        foreign = Draft("second-cold-store", "h", "compose", Plan(), "theirs", 1, 2)
        coming = read(write(Export((make_take(1), changed, make_take(3)), (), (foreign,)), form))

        taken = take_in(record, coming)

        assert (taken.new, taken.known, taken.clashes, taken.drafts) == (1, 1, (make_take(2).id,), 0)
        assert [it.text for it in reversed(record.attempts())] == [make_take(n).text for n in (1, 2, 3)]
        draft = record.draft()
        assert draft is not None
        assert draft.text == "my own words"


def test_a_spreadsheet_runs_nothing_from_a_message(make_take: Callable[..., Attempt]) -> None:
    data = write(Export((make_take(1, text="=HYPERLINK(1)\x1b[2J"),)), "csv").decode("utf-8")

    assert ",'=HYPERLINK(1)\ufffd[2J," in data
    assert "\x1b" not in data


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no export"),
        (b"\xff\xfe", "not UTF-8"),
        (b"{", "no JSON"),
        (b"[1]", "no export"),
        (b'{"format": 1}', 'no "attempts"'),
        (b'{"format": 2, "attempts": []}', "format 2"),
        (b'{"format": 1, "attempts": 3}', "should be a list"),
        (b'{"format": 1, "attempts": [{"id": 5}]}', "attempts, number 1"),
        (b'{"format": 1, "attempts": [], "happenings": [{"type": "moon"}]}', "happenings, number 1"),
        (b"a,b\n1,2\n", "no export"),
        (b"format,kind,data\n1,attempt,{\n", "line 2"),
        (b"format,kind,data\n1,attempt\n", "line 2"),
        (b"format,kind,data\n9,attempt,{}\n", "format 9"),
        (b'{"attempts":' + b"[" * 100_000, "no JSON"),
    ],
    ids=range(14),
)
def test_what_is_no_export_is_refused_with_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(NotAnExport, match=says):
        read(data)
