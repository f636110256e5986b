"""Lines in, requests out: bounds, encodings, and a sentence for each way in which a line can be broken."""

from __future__ import annotations

import contextlib
import io
import json
import tracemalloc

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmdojo.cli.lines import LINE_LIMIT, NO_ID, BadLine, Line, Request, read_lines, read_request


def lines(data: bytes) -> list[Line]:
    return list(read_lines(io.BytesIO(data)))


def refusal(data: bytes | None) -> BadLine:
    with pytest.raises(BadLine) as caught:
        read_request(data)
    return caught.value


def test_blank_lines_are_counted_and_left_out() -> None:
    assert lines(b'\n{"text": "a"}\r\n   \t\r\n\n{"text": "b"}') == [
        Line(2, b'{"text": "a"}'),
        Line(5, b'{"text": "b"}'),
    ]


def test_a_byte_order_mark_is_no_part_of_a_line() -> None:
    assert lines(b'\xef\xbb\xbf{"text": "a"}\n\xef\xbb\xbf\n\xef\xbb\xbf{"text": "b"}\n') == [
        Line(1, b'{"text": "a"}'),
        Line(3, b'{"text": "b"}'),
    ]


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_limit_counts_the_line_without_its_end(end: bytes, mark: bytes) -> None:
    fits = mark + b"x" * LINE_LIMIT + end
    over = mark + b"x" * (LINE_LIMIT + 1) + end

    assert lines(fits) == [Line(1, b"x" * LINE_LIMIT)]
    assert lines(over) == [Line(1, None)]


def test_the_line_after_one_that_is_too_long_is_whole() -> None:
    for size in (LINE_LIMIT + 1, LINE_LIMIT + 5, LINE_LIMIT + 6, 3 * LINE_LIMIT + 17):
        assert lines(b"x" * size + b"\nnext\n") == [Line(1, None), Line(2, b"next")]


def test_a_line_that_is_too_long_is_never_held_in_memory() -> None:
    class Endless(io.BytesIO):
        left = 64 << 20

        def readline(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert size > 0
            piece = min(size, self.left)
            self.left -= piece
            return b"x" * piece

    source = Endless()
    tracemalloc.start()
    try:
        found = list(read_lines(source))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert found == [Line(1, None)]
    assert source.left == 0
    assert peak < 4 * LINE_LIMIT


def test_everything_that_a_line_may_say() -> None:
    assert read_request(
        b'{"id": {"n": 1.50}, "text": "Hi", "about": ["Reno"], "relationship": "met", "earlier": ["one", "two"]}'
    ) == Request("Hi", msgspec.Raw(b'{"n": 1.50}'), None, ("Reno",), "met", ("one", "two"))


def test_null_is_as_good_as_left_out_except_for_the_text() -> None:
    given_ = b'{"id": null, "text": "", "scenario": null, "about": null, "relationship": null, "earlier": null}'

    assert read_request(given_) == Request("")
    assert refusal(b'{"text": null}').sentence == '"text" must be a string, not null'


@pytest.mark.parametrize(
    ("id_"),
    [
        b"7",
        b"1.0",
        b"1e999",
        b"123456789012345678901234567890",
        b'"\\u00e9"',
        b'"\\ud800"',
        b'[1, {"a": 1.50}]',
        b"false",
    ],
)
def test_an_id_comes_back_as_it_was_written(id_: bytes) -> None:
    assert bytes(read_request(b'{"text": "Hi", "id": ' + id_ + b"}").id) == id_
    assert bytes(refusal(b'{"txet": "Hi", "id": ' + id_ + b"}").id) == id_


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "the line is longer than 1 MiB (1048576 bytes)"),
        (b'{"text": "\xe9"}', "not UTF-8 at byte 11"),
        (b"\xff\xfe{\x00", "not UTF-8 at byte 1 (it looks like UTF-16: save the file as UTF-8)"),
        (b"[1]", "expected an object, got a list"),
        (b"7", "expected an object, got a number"),
        (b"null", "expected an object, got null"),
        (b'{"text": "a", "text": "b"}', 'doubled key "text": say it once'),
        (b'{"text": "a", "id": {"x": 1, "x": 2}}', 'doubled key "x": say it once'),
        (b'{"txet": "a"}', 'unknown key "txet": did you mean "text"?'),
        (
            b'{"text": "a", "qqq": 1}',
            'unknown key "qqq": the keys are text, id, scenario, about, relationship, earlier',
        ),
        (b"{}", '"text" is missing: it holds the message'),
        (b'{"text": 5}', '"text" must be a string, not a number'),
        (b'{"text": ["a"]}', '"text" must be a string, not a list'),
        (b'{"text": true}', '"text" must be a string, not true or false'),
        (b'{"text": "\\ud800"}', '"text" holds half a character (a lone surrogate) at 0'),
        (b'{"text": "a", "scenario": 5}', '"scenario" must be a string, not a number'),
        (b'{"text": "a", "about": "b"}', '"about" must be a list of strings, not a string'),
        (b'{"text": "a", "about": [1]}', "about[0] must be a string, not a number"),
        (b'{"text": "a", "about": ["b", " "]}', "about[1] is empty: leave it out"),
        (b'{"text": "a", "earlier": {}}', '"earlier" must be a list of strings, not an object'),
        (b'{"text": "a", "earlier": [null]}', "earlier[0] must be a string, not null"),
        (
            b'{"text": "a", "scenario": "x", "about": []}',
            '"scenario" and "about" exclude each other: a scenario brings its own facts',
        ),
        (b'{"text": "a", "relationship": "refered"}', 'unknown relationship "refered": did you mean "referred"?'),
        (b'{"text": "a", "id": NaN}', "not JSON: NaN is no JSON value"),
        (b'{"text": "a", "id": -Infinity}', "not JSON: -Infinity is no JSON value"),
    ],
)
def test_a_broken_line_says_what_is_wrong(data: bytes | None, sentence: str) -> None:
    assert refusal(data).sentence == sentence


@pytest.mark.parametrize(
    "data", [b"{", b'{"text": "a",}', b'{"text": "a"} {}', b"text", b'{"text": "\x01"}', b"{'text': 1}"]
)
def test_what_is_not_json_says_where(data: bytes) -> None:
    sentence = refusal(data).sentence

    assert sentence.startswith("not JSON: ")
    assert " at column " in sentence


def test_depth_is_refused_not_suffered() -> None:
    deep = b"[" * 100_000 + b"]" * 100_000

    assert refusal(b'{"text": "a", "id": ' + deep + b"}").sentence == "nested too deeply"


def test_a_number_of_ten_thousand_digits_is_still_an_id() -> None:
    digits = b"9" * 10_000

    assert bytes(read_request(b'{"text": "a", "id": ' + digits + b"}").id) == digits


def test_half_a_character_elsewhere_does_not_cost_the_id() -> None:
    assert bytes(refusal(b'{"text": "\\ud800", "id": 7}').id) == b"7"


def test_a_doubled_id_is_no_id() -> None:
    assert refusal(b'{"id": 1, "id": 2, "text": "a"}').id == NO_ID


def test_an_error_names_a_hostile_key_inertly() -> None:
    sentence = refusal(b'{"text": "a", "\\u001b[31m\\u202e": 1}').sentence

    assert sentence.isprintable()


@given(st.binary(max_size=60))
def test_no_bytes_do_more_than_be_refused(data: bytes) -> None:
    for line in lines(data):
        with contextlib.suppress(BadLine):
            assert isinstance(read_request(line.data), Request)


@given(
    st.dictionaries(
        st.sampled_from(["text", "id", "scenario", "about", "relationship", "earlier", "x"]),
        st.none() | st.text() | st.integers() | st.lists(st.text()),
    )
)
def test_no_object_does_more_than_be_refused(value: dict[str, object]) -> None:
    data = json.dumps(value).encode()
    with contextlib.suppress(BadLine):
        assert read_request(data).text == value["text"]
