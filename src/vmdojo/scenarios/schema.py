"""JSON Schemas of the files that authors write, made from the structs that read them.

Draft 7, because that is what the TOML plug-ins of editors understand. They hold exactly what the structs hold; what the
linter looks for beyond that (lengths, counts, cues) is not in them.
"""

from __future__ import annotations

from typing import Any

import msgspec

from vmdojo.scenarios.form import FORM
from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.packs.model import PackInfo

DRAFT = "http://json-schema.org/draft-07/schema#"
Schema = dict[str, Any]

_TITLES = {Scenario: "A vmdojo scenario", PackInfo: "A vmdojo pack (pack.toml)"}


def scenario_schema() -> Schema:
    """The schema of a scenario file. Its descriptions are the questions of the form."""
    schema = _schema(Scenario)
    definitions = schema["definitions"]
    for section in FORM:
        part = schema if not section.key else definitions[_part_of(schema, section.key)]
        for question in section.questions:
            told = part["properties"][question.name]
            told["description"] = f"{question.ask.rstrip('.')}. {question.hint}".strip()
            if "enum" in told:
                order = list(question.choices)
                told["enum"] = sorted(told["enum"], key=order.index)  # as they rise, not by the alphabet
    return schema


def pack_schema() -> Schema:
    """The schema of ``pack.toml``."""
    return _schema(PackInfo)


def _schema(root: type[msgspec.Struct]) -> Schema:
    (_,), components = msgspec.json.schema_components([root], ref_template="#/definitions/{name}")
    top = components.pop(root.__name__)
    schema: Schema = {"$schema": DRAFT} | _plain(top) | {"title": _TITLES[root]}
    return schema | {"definitions": _plain(components)} if components else schema


def _plain(value: Any) -> Any:
    """What draft 7 calls by another name is turned, and null taken out: TOML has none."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "anyOf" in value:
        (only,) = (one for one in value["anyOf"] if one != {"type": "null"})
        return _plain(only)
    turned = {key: _plain(item) for key, item in value.items() if key not in ("default", "prefixItems")}
    if "prefixItems" in value:
        turned["items"] = _plain(value["prefixItems"])
    return turned


def _part_of(schema: Schema, key: str) -> str:
    told = schema["properties"][key]
    return str(told.get("items", told)["$ref"]).rpartition("/")[2]
