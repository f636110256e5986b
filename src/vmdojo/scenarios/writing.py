"""Scenarios as text: the one canonical notation, and scenarios made of what was typed into a form.

The game's form and the command line's share both, so that a file looks the same whoever asked the questions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import inspect

from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.problem import inert
from vmdojo.scenarios.toml import Loaded, loads_toml

WIDTH = 120
"""Columns from which a list stands with one item a line."""
_LONGEST_SLUG = 40
"""Characters of an id that is made of a text."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PLACE = re.compile(r"([a-z_]+)(?:\[(\d{1,3})\])?(?:\.([a-z_]+))?")
_LITTLE = frozenset(
    "a an and are as at by for from has have he her his in is it its of on or she that the they to with".split()
)
_YES = frozenset(("yes", "y", "true", "1"))
_NO = frozenset(("no", "n", "false", "0"))

Data = dict[str, Any]
"""TOML as Python holds it: texts, whole numbers, true and false, lists, tables."""


def write_scenario(scenario: Scenario, *, about: str = "") -> str:
    """The scenario as TOML, with ``about`` as the comment in its first line. Reading it gives the same struct again.

    Keys stand in the order of the format and are left out where they hold their default. Raises ValueError where a
    text holds half a character (a lone surrogate), which no UTF-8 file can.
    """
    return write_toml(_plain(scenario), about=about)


def write_toml(data: Data, *, about: str = "") -> str:
    """A table as TOML: first its values, then its tables, then its lists of tables, each in the order given.

    Raises ValueError for a lone surrogate in a text.
    """
    blocks = ["\n".join(_table(data))]
    for name, value in data.items():
        if isinstance(value, dict):
            blocks.append("\n".join([f"[{_key(name)}]", *_table(value)]))
    for name, value in data.items():
        if _is_tables(value):
            blocks += ["\n".join([f"[[{_key(name)}]]", *_table(item)]) for item in value]
    comment = f"# {inert(' '.join(about.split()))}\n" if about.strip() else ""
    return comment + "\n\n".join(block for block in blocks if block) + "\n"


def scenario_from(answers: Mapping[str, str]) -> Loaded[Scenario]:
    """The scenario that was typed, or what is still wrong with it; ``check_scenario`` looks further.

    A key of ``answers`` is the place of a value as problems name it: ``title``, ``buyer.name``, ``fact[0].cues``. So a
    problem's ``key`` begins with the key of the answer that has to be changed. A blank answer counts as none.

    Several values of one key stand a line each, or with semicolons between them. A pair of numbers is two numbers,
    yes and no are ``yes`` and ``no``. Tables are counted as they come: after ``fact[0]``, ``fact[2]`` is the second.
    What is not asked for is filled in: ``format``, and from title or text the ids that nobody wrote.
    """
    data = _data_of(answers)
    text = write_toml(data)
    name = data.get("id")
    return loads_toml(text, Scenario, name=f"{name}.toml" if isinstance(name, str) else "<new scenario>")


def slug(text: str, taken: Container[str] = (), *, words: int = 4, otherwise: str = "scenario") -> str:
    """An id made of the first ``words`` words of a text that say something, other than all that are ``taken``."""
    plain = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", "").casefold())
    found = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    telling = [word for word in found if word not in _LITTLE] or found
    name = ""
    for word in telling[:words]:
        if len(name) + 1 + len(word) > _LONGEST_SLUG:
            break
        name += f"-{word}" if name else word
    name = name or otherwise
    number, own = 2, name
    while own in taken:
        own, number = f"{name}-{number}", number + 1
    return own


def _plain(part: msgspec.Struct) -> Data:
    """What a part says, without the keys that hold their default."""
    said: Data = {}
    for field in msgspec.structs.fields(part):
        value = getattr(part, field.name)
        if field.required or value != field.default:
            said[field.encode_name] = _value_of(value)
    return said


def _value_of(value: object) -> object:
    if isinstance(value, msgspec.Struct):
        return _plain(value)
    return [_value_of(item) for item in value] if isinstance(value, tuple) else value


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _table(data: Data) -> Iterator[str]:
    for name, value in data.items():
        if not isinstance(value, dict) and not _is_tables(value):
            yield f"{_key(name)} = {_written(value, len(name) + 3)}"


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else f'"{_escaped(name)}"'


def _written(value: object, used: int) -> str:
    """A value in TOML's notation; ``used`` columns of its line are taken."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _text(value)
    assert isinstance(value, list), f"no TOML for {type(value).__name__}"
    items = [_written(item, 2) for item in value]
    line = f"[{', '.join(items)}]"
    if len(line) + used <= WIDTH:
        return line
    return "\n".join(["[", *(f"  {item}," for item in items), "]"])


def _text(text: str) -> str:
    if "\n" not in text:
        return f'"{_escaped(text)}"'
    # A line break after the opening quotes is not part of the value.
    lines = "\n".join(_escaped(line, quotes=False) for line in text.split("\n"))
    lines = lines.replace('""', '"\\"')
    return f'"""\n{lines[:-1]}\\""""' if lines.endswith('"') else f'"""\n{lines}"""'


def _escaped(text: str, *, quotes: bool = True) -> str:
    """Nothing is left that hides, steers a terminal or ends the string."""
    text = text.replace("\\", "\\\\")
    if quotes:
        text = text.replace('"', '\\"')
    return text if text.isprintable() else "".join(c if c.isprintable() else _code(c) for c in text)


def _code(c: str) -> str:
    if "\ud800" <= c <= "\udfff":
        raise ValueError(f"half a character (U+{ord(c):04X}) cannot be written to a file")
    return {"\t": "\\t", "\r": "\\r"}.get(c) or (f"\\u{ord(c):04X}" if ord(c) < 0x10000 else f"\\U{ord(c):08X}")


def _data_of(answers: Mapping[str, str]) -> Data:
    """The answers as TOML data, each by the type of its key; what no type can be made of stays text."""
    found: dict[tuple[str, int, str], Any] = {}
    for place, typed in answers.items():
        hit = _PLACE.fullmatch(place)
        if hit is None:
            raise KeyError(place)
        name, index, inner = hit[1], int(hit[2] or 0), hit[3] or ""
        kind = _kinds()[(name, inner)]
        typed = typed.encode("utf-8", "replace").decode("utf-8")  # half a character stands in no file
        if typed.strip():
            found[name, index, inner] = _typed(typed, kind, block=inner == "text" and name in _SAMPLES)
    data: Data = {"format": 1}
    for field in msgspec.structs.fields(Scenario):
        name = field.encode_name
        if (name, 0, "") in found:
            data[name] = found[name, 0, ""]
        tables: dict[int, Data] = {}
        for owner, inner in _kinds():
            for held, index, key in found:
                if owner == held == name and key == inner != "":
                    tables.setdefault(index, {})[inner] = found[name, index, inner]
        if tables:
            listed = [tables[index] for index in sorted(tables)]
            data[name] = listed[0] if isinstance(_bare(inspect.type_info(field.type)), inspect.StructType) else listed
    return _with_ids(data)


_SAMPLES = frozenset(("strong", "weak", "earlier"))
"""Tables whose text is a message: it ends with a line break, as a block in the file does."""


def _with_ids(data: Data) -> Data:
    if "id" not in data and isinstance(data.get("title"), str):
        data = {"format": 1, "id": slug(data["title"], words=5)} | data
    taken = {part["id"] for name in ("fact", "offer") for part in data.get(name, ()) if "id" in part}
    for name in ("fact", "offer"):
        for index, part in enumerate(data.get(name, ())):
            if "id" not in part and "text" in part:
                made = slug(part["text"], taken, words=2, otherwise=name)
                taken.add(made)
                data[name][index] = {"id": made} | part
    return data


@lru_cache(maxsize=1)
def _kinds() -> Mapping[tuple[str, str], inspect.Type]:
    """The type of every key that can be answered: ``(key, "")`` at the top, else ``(table, key)``."""
    kinds: dict[tuple[str, str], inspect.Type] = {}
    for field in msgspec.structs.fields(Scenario):
        kind = _bare(inspect.type_info(field.type))
        if isinstance(kind, inspect.VarTupleType) and isinstance(_bare(kind.item_type), inspect.StructType):
            kind = _bare(kind.item_type)
        if isinstance(kind, inspect.StructType):
            kinds |= {(field.encode_name, inner.encode_name): _bare(inner.type) for inner in kind.fields}
        else:
            kinds[field.encode_name, ""] = kind
    return kinds


def _bare(kind: inspect.Type) -> inspect.Type:
    """The type itself: without bounds, and without the None of a key that may be missing."""
    if isinstance(kind, inspect.Metadata):
        return _bare(kind.type)
    if isinstance(kind, inspect.UnionType):
        return _bare(next(one for one in kind.types if not isinstance(one, inspect.NoneType)))
    return kind


def _typed(typed: str, kind: inspect.Type, *, block: bool) -> object:
    """What was typed as a value of its type; the text itself where it is no such thing, so that a problem names it."""
    match kind:
        case inspect.VarTupleType(item_type=item):
            marks = r"[;\n]" if isinstance(_bare(item), inspect.StrType) and not _is_slug(item) else r"[;,\s]"
            return [" ".join(one.split()) for one in re.split(marks, typed) if one.strip()]
        case inspect.TupleType():
            return [int(number) for number in re.findall(r"\d{1,9}", typed)]
        case inspect.BoolType():
            word = typed.strip().casefold()
            return True if word in _YES else False if word in _NO else typed.strip()
        case inspect.IntType():
            number = typed.strip()
            return int(number) if re.fullmatch(r"-?\d{1,9}", number, re.ASCII) else number
        case inspect.LiteralType(values=values) if all(isinstance(value, int) for value in values):
            return _typed(typed, inspect.IntType(), block=False)
    if block:
        return "\n".join(line.rstrip() for line in typed.strip().splitlines()) + "\n"
    return " ".join(typed.split())


def _is_slug(kind: inspect.Type) -> bool:
    return isinstance(kind, inspect.Metadata) and isinstance(kind.type, inspect.StrType) and bool(kind.type.pattern)
