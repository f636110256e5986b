"""The schemas for editors say what the structs say: no more, no less."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import jsonschema
import msgspec
import pytest
import tomli
from hypothesis import HealthCheck, given, settings

from vmdojo.scenarios import Scenario, library_folder, scenario_files
from vmdojo.scenarios.packs.model import PackInfo
from vmdojo.scenarios.schema import pack_schema, scenario_schema

BROKEN = Path(__file__).with_name("broken")
SCENARIO = jsonschema.Draft7Validator(scenario_schema())
PACK = jsonschema.Draft7Validator(pack_schema())


def test_they_are_schemas_of_the_draft_that_they_name() -> None:
    for schema in (scenario_schema(), pack_schema()):
        jsonschema.Draft7Validator.check_schema(schema)
        assert schema["$schema"] == jsonschema.Draft7Validator.META_SCHEMA["$id"]


def test_every_file_of_the_library_is_valid() -> None:
    files = scenario_files(library_folder())
    assert len(files) >= 70
    assert [file.name for file in files if not SCENARIO.is_valid(tomli.loads(file.read_text(encoding="utf-8")))] == []


def _refused(data: object, type_: Any) -> bool:
    try:
        msgspec.convert(data, type_)
    except msgspec.ValidationError:
        return True
    return False


def test_what_the_structs_refuse_of_the_broken_files_is_not_valid() -> None:
    refused = []
    for file in sorted(BROKEN.rglob("*.toml")):
        try:
            data = tomli.loads(file.read_text(encoding="utf-8"))
        except tomli.TOMLDecodeError:
            continue
        validator, type_ = (PACK, PackInfo) if file.name == "pack.toml" else (SCENARIO, Scenario)
        assert validator.is_valid(data) is not _refused(data, type_), file.name
        if _refused(data, type_):
            refused.append(file.stem)
    assert {"unknown-key", "missing-table", "wrong-type", "wrong-choice", "wrong-format", "bad-id"} <= set(refused)


_odd = st.sampled_from([[], {}, "", "x", "cold", "a-b", "Two words", 1, -1, 2.5, True, [1, 2], ["a"], [{"text": "x"}]])


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_schema_and_struct_agree_on_what_is_changed_at_random(data: st.DataObject, sound: str) -> None:
    parsed = tomli.loads(sound)
    for _ in range(data.draw(st.integers(0, 2))):
        holder: Any = parsed
        while True:
            key = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
            if isinstance(holder[key], dict | list) and holder[key] and data.draw(st.booleans()):
                holder = holder[key]
                continue
            break
        if isinstance(holder, dict) and data.draw(st.booleans()):
            del holder[key]
            if not holder:
                break
        else:
            holder[key] = data.draw(_odd)
    assert SCENARIO.is_valid(parsed) is not _refused(parsed, Scenario)


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ('format = 1\nid = "ovens"\ntitle = "Ovens"', True),
        ('format = 1\nid = "ovens"\ntitle = "Ovens"\nauthor = "E"\nlicence = "MIT"\nversion = "1"', True),
        ('format = 1\nid = "ovens"', False),
        ('format = 2\nid = "ovens"\ntitle = "Ovens"', False),
        ('format = 1\nid = "Ovens"\ntitle = "Ovens"', False),
        ('format = 1\nid = "ovens"\ntitle = "Ovens"\nlicense = "MIT"', False),
    ],
)
def test_packs(text: str, valid: bool) -> None:
    data = tomli.loads(text)
    assert PACK.is_valid(data) is valid
    assert _refused(data, PackInfo) is not valid


def test_an_editor_has_something_to_show() -> None:
    schema = scenario_schema()
    assert schema["properties"]["belt"]["enum"][0] == "white"
    fact = schema["definitions"]["Fact"]["properties"]
    assert "How would a caller say it" in fact["cues"]["description"].replace("how", "How")
    assert json.loads(json.dumps(schema)) == schema
