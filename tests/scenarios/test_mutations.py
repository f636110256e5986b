"""Whatever breaks in a sound file is reported where it broke; what msgspec accepts, the walk does not fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import hypothesis.strategies as st
import msgspec
import tomli
from hypothesis import HealthCheck, assume, given, settings

from vmdojo.scenarios import Scenario, loads_toml
from vmdojo.scenarios.toml import Source
from vmdojo.scenarios.walk import walk

_WRONG = ["3.25", "[[]]", "{odd = 1}", "1979-05-27", "[-1.5, 'x']"]
"""Values that fit no key of a scenario."""

_keep_fixture = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def key_lines(text: str) -> list[int]:
    """Indices of the lines of the sound scenario that hold ``key = value`` on one line."""
    whole, within = [], False
    for index, line in enumerate(text.splitlines()):
        if line.count('"""') == 1 or line.endswith("= [") or line == "]":
            within = not within
        elif not within and " = " in line:
            whole.append(index)
    return whole


@_keep_fixture
@given(data=st.data())
def test_a_typo_in_a_key_is_reported_on_its_line(data: st.DataObject, sound: str) -> None:
    lines = sound.splitlines()
    index = data.draw(st.sampled_from(key_lines(sound)))
    key, _, rest = lines[index].partition(" = ")
    at = data.draw(st.integers(0, len(key) - 1))
    typo = key[:at] + data.draw(st.sampled_from("qxz")) + key[at + data.draw(st.integers(0, 1)) :]
    assume(typo != key)
    lines[index] = f"{typo} = {rest}"
    loaded = loads_toml("\n".join(lines), Scenario)
    assert loaded.value is None
    first = [p for p in loaded.problems if p.line == index + 1]
    assert any(f'knows no key "{typo}"' in p.message and p.column == 1 for p in first)
    # Nothing else is wrong: at most the true key is missed too, where the typo is too far from it.
    assert all(p in first or f'"{key}"' in p.message for p in loaded.problems)


@_keep_fixture
@given(data=st.data())
def test_a_wrong_type_is_reported_on_its_line(data: st.DataObject, sound: str) -> None:
    lines = sound.splitlines()
    index = data.draw(st.sampled_from(key_lines(sound)))
    key, _, _ = lines[index].partition(" = ")
    lines[index] = f"{key} = {data.draw(st.sampled_from(_WRONG))}"
    loaded = loads_toml("\n".join(lines), Scenario)
    assert loaded.value is None
    assert {p.line for p in loaded.problems} == {index + 1}
    assert all(p.column >= len(key) + 4 for p in loaded.problems)


@_keep_fixture
@given(data=st.data())
def test_a_deleted_key_is_reported_at_its_table(data: st.DataObject, sound: str) -> None:
    lines = sound.splitlines()
    index = data.draw(st.sampled_from(key_lines(sound)))
    key, _, _ = lines.pop(index).partition(" = ")
    header = next((i for i in range(index - 1, -1, -1) if lines[i].startswith("[")), 0)
    loaded = loads_toml("\n".join(lines), Scenario)
    assume(loaded.value is None)  # some keys may be left out
    (problem,) = loaded.problems
    assert problem.line == header + 1
    assert f'lacks the key "{key}"' in problem.message


_odd = st.one_of(
    st.none().map(lambda _: []),
    st.integers(-2, 3),
    st.sampled_from([2.0, 0.5, True, "", "x", "cold", "a-b", "Two words", "white"]),
    st.dictionaries(st.sampled_from(["id", "text", "leave", "why"]), st.sampled_from(["x", "", 1, True]), max_size=3),
    st.lists(st.sampled_from(["a", "", 1, 2, {"text": "x", "shows": "y"}]), max_size=3),
)


@_keep_fixture
@given(data=st.data())
def test_the_walk_and_msgspec_agree(data: st.DataObject, sound: str, written: Callable[[dict[str, Any]], str]) -> None:
    """A few values are replaced at random. Problems are found if and only if msgspec refuses."""
    parsed = tomli.loads(sound)
    for _ in range(data.draw(st.integers(0, 3))):
        holder: Any = parsed
        while True:
            key = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
            if isinstance(holder[key], dict | list) and holder[key] and data.draw(st.booleans()):
                holder = holder[key]
                continue
            break
        holder[key] = data.draw(_odd)
    source = Source("x.toml", written(parsed))
    parsed = tomli.loads(source.text)
    problems = walk(source, parsed, Scenario, 200)
    try:
        msgspec.convert(parsed, Scenario)
    except msgspec.ValidationError:
        assert problems
    else:
        assert problems == ()
    assert all(p.line > 0 for p in problems)
