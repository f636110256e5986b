"""Comparing parsed data with struct types to find everything that does not fit, where msgspec stops at the first."""

from __future__ import annotations

import contextlib
import datetime
import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import inspect

from vmdojo.scenarios.problem import Keys, Problem, key_text, nearest, short

if TYPE_CHECKING:
    from vmdojo.scenarios.toml import Source

_WORDS: dict[type, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table",
    datetime.datetime: "a date and time",
    datetime.date: "a date",
    datetime.time: "a time",
}


class _Enough(Exception):  # noqa: N818 - a signal inside this module
    pass


def walk(source: Source, data: object, type_: Any, most: int) -> tuple[Problem, ...]:
    """Every misfit of ``data``, in the order of the text; at most ``most``, the last then saying that there are more.

    ``source`` places them.
    """
    walker = _Walker(source, most)
    root = _type_info(type_)
    walker.homes = dict(_homes(root))
    try:
        walker.value(data, root, ())
    except _Enough:
        pass
    except RecursionError:
        walker.problems.append(source.problem((), "The file nests deeper than anyone could read."))
    problems = sorted(walker.problems, key=lambda p: (p.line, p.column))
    if len(problems) >= most:
        last = problems[-1]
        problems[-1] = msgspec.structs.replace(last, message=f"{last.message} There are more problems below.")
    return tuple(problems)


@functools.lru_cache(maxsize=64)
def _type_info(type_: Any) -> inspect.Type:
    return inspect.type_info(type_)


class _Walker:
    def __init__(self, source: Source, most: int) -> None:
        self.source = source
        self.most = most
        self.problems: list[Problem] = []
        self.homes: dict[str, str] = {}
        self.hint = ""
        """What the type says of itself in ``Meta(description=...)``; better than a pattern."""

    def tell(self, keys: Keys, message: str, **more: Any) -> None:
        self.add(self.source.problem(keys, message, **more))

    def add(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= self.most:
            raise _Enough

    def value(self, data: object, want: inspect.Type, keys: Keys) -> None:
        match want:
            case inspect.Metadata():
                self.hint = (want.extra_json_schema or {}).get("description", "")
                self.value(data, want.type, keys)
                self.hint = ""
            case inspect.UnionType():
                self.union(data, want, keys)
            case inspect.LiteralType():
                self.choice(data, want.values, keys)
            case inspect.EnumType():
                self.choice(data, tuple(m.value for m in want.cls), keys)
            case inspect.StructType() if not want.array_like:
                if self.fits(isinstance(data, dict), want, data, keys):
                    self.struct(data, want, keys)
            case inspect.DictType():
                if self.fits(isinstance(data, dict), want, data, keys):
                    self.mapping(data, want, keys)
            case inspect.TupleType():
                if self.fits(isinstance(data, list), want, data, keys):
                    self.items(data, want, keys)
            case inspect.CollectionType():
                if self.fits(isinstance(data, list), want, data, keys):
                    self.every(data, want, keys)
            case inspect.StrType():
                if self.fits(isinstance(data, str), want, data, keys):
                    self.text(data, want, keys)
            case inspect.IntType():
                whole = isinstance(data, int) or (isinstance(data, float) and data.is_integer())
                if self.fits(whole and not isinstance(data, bool), want, data, keys):
                    self.number(data, want, keys)
            case inspect.FloatType():
                if self.fits(isinstance(data, int | float) and not isinstance(data, bool), want, data, keys):
                    self.number(data, want, keys)
            case inspect.BoolType():
                self.fits(isinstance(data, bool), want, data, keys)
            case _:
                pass  # dates and other types: msgspec's own proof has the last word

    def fits(self, good: bool, want: inspect.Type, data: object, keys: Keys) -> bool:
        if not good:
            message = f"{_named(keys)} must be {_word(want)}, not {_shown(data)}."
            self.tell(keys, message, expected=_expected(want))
        return good

    def struct(self, data: Any, want: inspect.StructType, keys: Keys) -> None:
        fields = {f.encode_name: f for f in want.fields}
        known = [*fields, want.tag_field] if want.tag_field else [*fields]
        excused = set()
        for key, value in data.items():
            if key in fields:
                self.value(value, fields[key].type, (*keys, key))
            elif want.forbid_unknown_fields and key != want.tag_field:
                meant = self.unknown(key, known, data, keys)
                if meant in fields:  # judged as what it was meant to be, so that one run tells all
                    excused.add(meant)
                    self.value(value, fields[meant].type, (*keys, key))
        for name, field in fields.items():
            if field.required and name not in data and name not in excused:
                lack = _missing((*keys, name), field.type)
                self.tell((*keys, name), f"{_table(keys)} lacks {lack}.", expected=_expected(field.type), at_key=True)

    def unknown(self, key: str, known: list[str], data: Any, keys: Keys) -> str:
        """Tell of an unknown key. Returns the absent key that was most likely meant, or an empty string."""
        home = self.homes.get(key)
        meant = "" if home else nearest(key, [k for k in known if k not in data])
        near = meant if home else meant or nearest(key, known)
        expected = f'"{key}" stands {home}' if home else f"one of {', '.join(known)}"
        message = f'{_table(keys)} knows no key "{short(key)}".'
        self.tell((*keys, key), message, expected=expected, nearest=near, at_key=True)
        return meant

    def mapping(self, data: Any, want: inspect.DictType, keys: Keys) -> None:
        self.size(len(data), want, keys, "entries")
        for key, value in data.items():
            before = len(self.problems)
            self.value(key, want.key_type, (*keys, key))
            if len(self.problems) == before:
                self.value(value, want.value_type, (*keys, key))

    def items(self, data: Any, want: inspect.TupleType, keys: Keys) -> None:
        if len(data) != len(want.item_types):
            message = f"{_named(keys)} must hold exactly {len(want.item_types)} items, not {len(data)}."
            self.tell(keys, message, expected=_expected(want))
        for index, (item, type_) in enumerate(zip(data, want.item_types, strict=False)):
            self.value(item, type_, (*keys, index))

    def every(self, data: Any, want: Any, keys: Keys) -> None:
        self.size(len(data), want, keys, "items")
        for index, item in enumerate(data):
            self.value(item, want.item_type, (*keys, index))

    def text(self, data: Any, want: inspect.StrType, keys: Keys) -> None:
        if data == "" and (want.min_length or 0) > 0:
            self.tell(keys, f"{_named(keys)} must not be empty.", expected=_expected(want))
            return
        self.size(len(data), want, keys, "characters")
        if want.pattern is not None and not re.search(want.pattern, data):
            message = f'{_named(keys)} cannot be "{short(data)}".'
            self.tell(keys, message, expected=self.hint or f"text that matches {want.pattern}")

    def size(self, size: int, want: Any, keys: Keys, unit: str) -> None:
        low, high = want.min_length, want.max_length
        if low is not None and size < low:
            self.tell(keys, f"{_named(keys)} has {size} {unit}.", expected=f"at least {low} {unit}")
        if high is not None and size > high:
            self.tell(keys, f"{_named(keys)} has {size} {unit}.", expected=f"at most {high} {unit}")

    def number(self, data: Any, want: Any, keys: Keys) -> None:
        bounds: tuple[tuple[Any, Callable[[Any], bool], str], ...] = (
            (want.gt, lambda b: data > b, "more than"),
            (want.ge, lambda b: data >= b, "at least"),
            (want.lt, lambda b: data < b, "less than"),
            (want.le, lambda b: data <= b, "at most"),
            (want.multiple_of, lambda b: data % b == 0, "a multiple of"),
        )
        for bound, holds, words in bounds:
            if bound is not None and not holds(bound):
                self.tell(keys, f"{_named(keys)} cannot be {_shown(data)}.", expected=f"{words} {bound}")
                return

    def choice(self, data: object, values: tuple[Any, ...], keys: Keys) -> None:
        if any(data == v and type(data) is type(v) for v in values):
            return
        near = nearest(data, [v for v in values if isinstance(v, str)]) if isinstance(data, str) else ""
        shown = f'"{short(data)}"' if isinstance(data, str) else _shown(data)
        self.tell(keys, f"{_named(keys)} cannot be {shown}.", expected=_options(values), nearest=near)

    def union(self, data: object, want: inspect.UnionType, keys: Keys) -> None:
        """Judge by the member that was meant: by its tag, by its kind, else the one with the fewest problems."""
        members = [t for t in want.types if not isinstance(t, inspect.NoneType)]
        tagged = {t.tag: t for t in members if isinstance(t, inspect.StructType) and t.tag is not None}
        if isinstance(data, dict) and tagged:
            self.tagged(data, tagged, keys)
            return
        alike = [t for t in members if _kind(t) is None or isinstance(data, _kind(t) or object)]
        if not alike:
            words = " or ".join(dict.fromkeys(_word(t) for t in members))
            self.tell(keys, f"{_named(keys)} must be {words}, not {_shown(data)}.", expected=words)
        elif len(alike) == 1:
            self.value(data, alike[0], keys)
        else:
            fewest = min((self.trial(data, t, keys) for t in alike), key=len)
            for problem in fewest:
                self.add(problem)

    def trial(self, data: object, want: inspect.Type, keys: Keys) -> list[Problem]:
        trial = _Walker(self.source, self.most)
        trial.homes = self.homes
        with contextlib.suppress(_Enough):
            trial.value(data, want, keys)
        return trial.problems

    def tagged(self, data: dict[str, Any], members: dict[Any, inspect.StructType], keys: Keys) -> None:
        field = str(next(iter(members.values())).tag_field)
        tag = data.get(field)
        if field not in data:
            message = f'{_table(keys)} lacks the key "{field}".'
            self.tell((*keys, field), message, expected=_options(tuple(members)), at_key=True)
        elif isinstance(tag, str | int) and tag in members:
            self.struct(data, members[tag], keys)
        else:
            self.choice(tag, tuple(members), (*keys, field))


def _kind(want: inspect.Type) -> type | tuple[type, ...] | None:
    """What Python makes of a value of this type; None where it may be several things."""
    match want:
        case inspect.Metadata():
            return _kind(want.type)
        case inspect.StructType() | inspect.DictType():
            return dict
        case inspect.CollectionType() | inspect.TupleType():
            return list
        case inspect.StrType():
            return str
        case inspect.BoolType():
            return bool
        case inspect.IntType() | inspect.FloatType():
            return (int, float)
        case inspect.LiteralType():
            return tuple({type(v) for v in want.values})
        case _:
            return None


def _word(want: inspect.Type) -> str:
    """A type in words that need no programmer."""
    match want:
        case inspect.IntType():
            return _WORDS[int]
        case inspect.FloatType():
            return _WORDS[float]
        case inspect.DateTimeType():
            return _WORDS[datetime.datetime]
        case inspect.DateType():
            return _WORDS[datetime.date]
        case inspect.TimeType():
            return _WORDS[datetime.time]
    kind = _kind(want)
    return _WORDS[kind] if isinstance(kind, type) else "another value"


def _expected(want: inspect.Type) -> str:
    match want:
        case inspect.Metadata():
            return (want.extra_json_schema or {}).get("description") or _expected(want.type)
        case inspect.StructType():
            needed = [f.encode_name for f in want.fields if f.required]
            return f"a table with {', '.join(needed)}" if needed else "a table"
        case inspect.TupleType():
            return f"a list of {len(want.item_types)}: {', '.join(_word(t) for t in want.item_types)}"
        case inspect.CollectionType() if isinstance(want.item_type, inspect.StructType):
            return "one or more tables headed [[...]]"
        case inspect.CollectionType():
            return f"a list; each item {_expected(want.item_type)}"
        case inspect.LiteralType():
            return _options(want.values)
        case inspect.EnumType():
            return _options(tuple(m.value for m in want.cls))
        case inspect.UnionType():
            return " or ".join(_expected(t) for t in want.types if not isinstance(t, inspect.NoneType))
        case _:
            return _word(want)


def _named(keys: Keys) -> str:
    """The place in a sentence: ``"belt"``, ``Item 2 of "cues"``."""
    if not keys:
        return "The file"
    last = keys[-1]
    if isinstance(last, str):
        return f'"{short(last)}"'
    return f"Item {last + 1} of {_named(keys[:-1])}"


def _table(keys: Keys) -> str:
    """A table by the header that it has or could have."""
    if not keys:
        return "The file"
    name = key_text(tuple(k for k in keys if isinstance(k, str)))
    return f"The table [[{name}]]" if isinstance(keys[-1], int) else f"The table [{name}]"


def _missing(keys: Keys, want: inspect.Type) -> str:
    want = want.type if isinstance(want, inspect.Metadata) else want
    name = key_text(tuple(k for k in keys if isinstance(k, str)))
    if isinstance(want, inspect.StructType):
        return f"the table [{name}]"
    if isinstance(want, inspect.CollectionType) and isinstance(want.item_type, inspect.StructType):
        return f"its [[{name}]] tables"
    return f'the key "{short(str(keys[-1]))}"'


def _shown(data: object) -> str:
    """A value in a sentence."""
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, int | float):
        return short(repr(data), 24)
    if isinstance(data, str):
        return f'the text "{short(data)}"'
    return _WORDS.get(type(data), "this")


def _options(values: tuple[Any, ...]) -> str:
    listed = ", ".join(f'"{v}"' if isinstance(v, str) else str(v) for v in values)
    return listed if len(values) == 1 else f"one of {listed}"


def _homes(root: inspect.Type) -> dict[str, str]:
    """Where a key belongs that has exactly one home among the tables, for one that strayed into another table."""
    homes: dict[str, set[str]] = {}
    seen: set[type] = set()

    def visit(want: inspect.Type, keys: Keys, told_apart: bool = False) -> None:
        if isinstance(want, inspect.Metadata):
            visit(want.type, keys)
        elif isinstance(want, inspect.UnionType):
            # A key of one kind of file has no home in a file of another kind.
            apart = sum(isinstance(member, inspect.StructType) for member in want.types) > 1
            for member in want.types:
                visit(member, keys, apart)
        elif isinstance(want, inspect.CollectionType):
            visit(want.item_type, (*keys, 0))
        elif isinstance(want, inspect.StructType) and want.cls not in seen:
            seen.add(want.cls)
            home = (
                f"in {_table(keys)[4:].removeprefix('table ')}"
                if keys
                else "at the top of the file, above the first [table]"
            )
            for field in want.fields:
                if not told_apart:
                    homes.setdefault(field.encode_name, set()).add(home)
                visit(field.type, (*keys, field.encode_name))

    visit(root, ())
    return {name: next(iter(places)) for name, places in homes.items() if len(places) == 1}
