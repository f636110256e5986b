"""The scanner's places agree with what the parser read."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import hypothesis.strategies as st
import pytest
import tomli
from hypothesis import example, given, settings

from vmdojo.scenarios.problem import Keys
from vmdojo.scenarios.spots import Spots

TRICKY = '''\
# a = 1  [not.a.table]
top = "x = 1 # no comment"   # a comment with "quotes"
'quoted [key]' = 'lit#eral'
"esc\\"aped \\u00e9" = 2
a . b."c.d" = 3
long = """
[fake]
fake = 1 ""two quotes"" and \\""" escaped
""""
after = \'\'\'
[[fake]]
'x' = ''y'' \'\'\'\'\'
list = [ # [ ] { } ,
  1, "]", '}', # "
  [2, [3,],
  ],
  {k = [4, {deep = "x"}], 'l m'.n = 5},
  1979-05-27 07:32:00, 1979-05-27T07:32:00Z, -1.5e3, inf,
]
empty = []
none = {}

[ table ]
x=1
[table . "sub table"]
y = { z = { w = 1 } }
[[fact]]
id = "one"
  [[fact.cue]]
  text = "a"
  [[fact.cue]]
  text = "b"
  [fact.more]
  z = 1
[[fact]]
id = "two"
[[fact.cue]]
text = "c"
[later.than]
v = 1
[later]
u = 2
'''


def paths(data: object, keys: Keys = ()) -> Iterator[tuple[Keys, object]]:
    """Every key path of parsed data with its value."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*keys, key), value
            yield from paths(value, (*keys, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield (*keys, index), value
            yield from paths(value, (*keys, index))


def agree(text: str) -> None:
    """Each path has a place; a key's name stands at its place; what stands at a value's place parses to the value."""
    text = text.replace("\r\n", "\n")  # as the loader hands it over
    spots = Spots(text)
    assert spots.doubles == []
    for keys, value in paths(tomli.loads(text)):
        found, spot = spots.find(keys)
        assert found == keys
        if isinstance(keys[-1], str):
            token = text[spot.key :]
            assert next(iter(tomli.loads(_key_token(token) + " = 0"))) == keys[-1]
        if not isinstance(value, dict | list):
            assert tomli.loads("v = " + spots.scalar(spot.value))["v"] == value or value != value
        elif spot.value != spot.key:
            assert text[spot.value] in "[{"


def _key_token(text: str) -> str:
    if text[0] not in "\"'":
        end = 0
        while text[end].isalnum() or text[end] in "_-":
            end += 1
        return text[:end]
    end = 1
    while text[end] != text[0]:
        end += 2 if text[0] == '"' and text[end] == "\\" else 1
    return text[: end + 1]


def test_a_text_full_of_traps() -> None:
    agree(TRICKY)
    agree(TRICKY.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    ("keys", "line", "column"),
    [
        (('esc"aped é',), 4, 1),
        (("a", "b", "c.d"), 5, 7),
        (("long",), 6, 1),
        (("list", 3, 1, 0), 15, 8),
        (("list", 4, "k", 1, "deep"), 17, 13),
        (("list", 4, "l m", "n"), 17, 33),
        (("list", 8), 18, 54),
        (("table",), 23, 3),
        (("table", "sub table", "y", "z", "w"), 26, 13),
        (("fact",), 27, 3),
        (("fact", 0, "cue", 1), 31, 10),
        (("fact", 0, "more", "z"), 34, 3),
        (("fact", 1), 35, 3),
        (("fact", 1, "cue", 0, "text"), 38, 1),
        (("later",), 41, 2),
        (("later", "than", "v"), 40, 1),
    ],
)
def test_places_by_hand(keys: Keys, line: int, column: int) -> None:
    found, spot = Spots(TRICKY).find(keys)
    assert found == keys
    before = TRICKY[: spot.key]
    assert (before.count("\n") + 1, len(before) - before.rfind("\n")) == (line, column)


def test_an_unknown_path_leads_to_its_nearest_parent() -> None:
    spots = Spots(TRICKY)
    assert spots.find(("fact", 1, "nope", 3))[0] == ("fact", 1)
    assert spots.find(("fact", 7))[0] == ("fact",)
    assert spots.find(("list", "x"))[0] == ("list",)
    assert spots.find(("top", 0))[0] == ("top",)
    assert spots.find(("nope",))[0] == ()


# Documents that a small writer makes, in every notation that TOML has for the same thing.

_names = st.one_of(st.sampled_from(["a", "b", "k-1", "_x", "9"]), st.text(max_size=6))
_words = st.one_of(
    st.text(max_size=12),
    st.sampled_from(['"', "'", '""', "''", "[a]", "b = 1", "# no", "x\n[y]\nz = 2\n", "\\", 'a"""b', "'''"]),
)
_words = _words.filter(lambda s: not any(0xD800 <= ord(c) <= 0xDFFF for c in s))
_names = _names.filter(lambda s: not any(0xD800 <= ord(c) <= 0xDFFF for c in s))
_plain = st.one_of(
    st.integers(-(2**40), 2**40),
    st.booleans(),
    st.floats(allow_nan=False),
    _words,
    st.datetimes(datetime.datetime.fromisoformat("1900-01-01")),
    st.dates(datetime.date(1900, 1, 1)),
)
_values = st.recursive(
    _plain,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_names, inner, max_size=4)),
    max_leaves=12,
)
_documents = st.dictionaries(_names, _values, max_size=6)


def _basic(text: str) -> str:
    out = "".join(f"\\U{ord(c):08x}" if ord(c) < 32 or ord(c) == 127 or c in '"\\' else c for c in text)
    return f'"{out}"'


class Writer:
    """Writes data as TOML; every choice of notation and blank is drawn."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw

    def pick(self, *options: Any) -> Any:
        return self._draw(st.sampled_from(options))

    def key(self, name: str) -> str:
        forms = [_basic(name)]
        if name and name.isascii() and all(c.isalnum() or c in "-_" for c in name):
            forms += [name] * 3
        if name.isprintable() and "'" not in name:
            forms.append(f"'{name}'")
        return str(self.pick(*forms))

    def text(self, text: str) -> str:
        escaped = _basic(text)
        forms = [
            escaped,
            f'"""\n{escaped[1:-1]}"""',
            f'"""\\\n  {escaped[1:-1]}"""' if text.strip() == text else escaped,
        ]
        loose = text.replace("\\", "\\\\").replace('"""', '""\\"')
        if all(c.isprintable() or c == "\n" for c in text) and not loose.endswith('"' * 3):
            forms.append(f'"""\n{loose}"""')
        if all(c.isprintable() or c == "\n" for c in text) and "'''" not in text:
            forms.append(f"'''\n{text}'''")
        return str(self.pick(*forms))

    def blank(self) -> str:
        return str(self.pick("", " ", "\n", " # ] } , = [x]\n", "\t\n\n"))

    def value(self, value: Any) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            items = [self.blank() + self.value(v) + self.blank() for v in value]
            return "[" + ",".join(items) + (self.pick("", ",") if items else "") + self.blank() + "]"
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self.key(k)} = {self.value(v)}" for k, v in value.items()) + "}"
        if isinstance(value, datetime.datetime):
            return value.isoformat(sep=self.pick(" ", "T"))
        if isinstance(value, datetime.date):
            return value.isoformat()
        return repr(value)

    def table(self, data: dict[str, Any], path: tuple[str, ...]) -> str:
        lines, below = [], []
        for name, value in data.items():
            here = (*path, self.key(name))
            tables = isinstance(value, list) and value and all(isinstance(v, dict) for v in value)
            if isinstance(value, dict) and self.pick(True, False):
                below.append(
                    f"{self.blank()}[{self.pick(' . ', '.').join(here)}] # {name!a}\n{self.table(value, here)}"
                )
            elif tables and self.pick(True, False):
                below += [f"[[ {'.'.join(here)}]]\n{self.table(v, here)}" for v in value]
            elif isinstance(value, dict) and len(value) == 1 and self.pick(True, False):
                inner, held = next(iter(value.items()))
                lines.append(f"{here[-1]}{self.pick('.', ' . ')}{self.key(inner)} = {self.value(held)}\n")
            else:
                start, equals, end = self.pick("", "  "), self.pick("=", " = "), self.pick("", " # x")
                lines.append(f"{start}{here[-1]}{equals}{self.value(value)}{end}\n")
        return "".join(lines + below)


@settings(deadline=None)
@given(st.data(), _documents)
def test_every_place_of_any_document_agrees_with_the_parser(data: st.DataObject, document: dict[str, Any]) -> None:
    text = Writer(data.draw).table(document, ())
    assert tomli.loads(text) == document, "the writer of this test is wrong"
    agree(text)


@settings(deadline=None)
@given(st.text(st.sampled_from("a.b=[]{}\"'#,\\\n 1-"), max_size=60))
@example('a = """\\')
@example("[a\n")
@example("a = [[")
def test_any_text_is_scanned_and_what_parses_agrees(text: str) -> None:
    spots = Spots(text)
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        assert spots.find(("a", 0, "b"))[0] in {(), ("a",), ("a", 0), ("a", 0, "b")}
    else:
        agree(text)
