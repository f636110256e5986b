"""What goes over the wire: one way to write it, nothing private, no score."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from league.leagues import DAY, NOON, attempt, buyer, competition, id_of, rubric, take
from vmdojo.coaching.model import Attempt
from vmdojo.league.court import contents
from vmdojo.league.handing import take_of
from vmdojo.league.home import TurnedDown
from vmdojo.league.setting import Terms, set_up
from vmdojo.league.wire import BadWire, Opening, Player, Take, canonical, digest, read
from vmdojo.scenarios import content_form


def test_a_thing_is_read_from_its_canonical_form_alone() -> None:
    one = take(1, 2)
    data = canonical(one)
    assert read(data, Take) == one
    for other in (data + b" ", data[:-1], data.replace(b":", b": ", 1), b"\xef\xbb\xbf" + data, b"", b"[" * 100_000):
        with pytest.raises(BadWire):
            read(other, Take)


@settings(max_examples=25)
@given(st.text(max_size=40), st.text(max_size=20))
def test_equal_bytes_and_equal_things_are_the_same(text: str, plan: str) -> None:
    said = text.encode("utf-8", "replace").decode()
    one = msgspec.structs.replace(take(1, 2), text=said, plan=plan.encode("utf-8", "replace").decode())
    assert digest(read(canonical(one), Take)) == digest(one)


@pytest.mark.parametrize("id_", [id_of(1) + "\n", id_of(1).upper(), "../../etc/passwd", ""])
def test_an_id_is_a_uuid_and_nothing_behind_it(id_: str) -> None:
    data = canonical(Player(id=id_of(1), since_ms=1)).replace(id_of(1).encode(), msgspec.json.encode(id_)[1:-1])
    with pytest.raises(BadWire):
        read(data, Player)


@pytest.mark.parametrize("source", ["prep", "drill", "something-new"])
def test_what_is_private_never_becomes_a_take(source: str) -> None:
    with pytest.raises(TurnedDown, match="never enters a league"):
        take_of(attempt(1, source=source), id_of(2), competition(), offline=False)
    with pytest.raises(BadWire):  # nor does one that another program wrote
        read(canonical(take(1, 2)).replace(b'"source":"play"', f'"source":"{source}"'.encode()), Take)


def test_a_prepared_call_never_enters_a_league_under_any_source() -> None:
    mine: Attempt = msgspec.structs.replace(attempt(1), scenario="prep-northpole")
    with pytest.raises(TurnedDown, match="never enters a league"):
        take_of(mine, id_of(2), competition(), offline=False)
    with pytest.raises(BadWire):
        read(canonical(take(1, 2, scenario="prep-northpole")), Take)
    prepared = msgspec.structs.replace(buyer(), id="prep-northpole")
    with pytest.raises(TurnedDown, match="never enters a league"):
        set_up(
            id="x",
            title="x",
            lead=id_of(0),
            now_ms=NOON,
            starts_ms=NOON,
            ends_ms=NOON + DAY,
            scenarios=[prepared],
            shipped=frozenset(),
            rubric=rubric(),
            terms=Terms(),
        )
    with pytest.raises(TurnedDown, match="enters no league"):
        contents(Opening(competition="x", scenarios=(content_form(prepared).decode(),)))


def test_a_take_says_nothing_of_its_grade() -> None:
    one = attempt(1)
    sent = canonical(take_of(one, id_of(2), competition(), offline=False))
    assert str(one.grade.total).encode() not in sent
    assert not {"grade", "total", "points", "score"} & set(Take.__struct_fields__)


def test_words_that_no_file_can_hold_are_turned_down_and_not_changed() -> None:
    odd: Attempt = msgspec.structs.replace(attempt(1), text="Hi \ud800 Dana")
    with pytest.raises(TurnedDown, match="no file can hold"):
        take_of(odd, id_of(2), competition(), offline=False)
