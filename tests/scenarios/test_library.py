"""The library: order, ids for ever, broken files beside sound ones, content known by what it says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import msgspec
import pytest
import tomli
from hypothesis import HealthCheck, given, settings

import vmdojo
from vmdojo.scenarios import (
    Loaded,
    Scenario,
    ScenarioError,
    UnknownScenario,
    content_hash,
    facts_shown,
    library,
    library_folder,
    load_library,
    loads_toml,
    read_scenario,
    scenario_files,
)


def put(folder: Path, text: str, id_: str, title: str = "", belt: str = "", was: str = "") -> Path:
    """A copy of a scenario under another id."""
    text = text.replace('id = "one-oven-short"', f'id = "{id_}"', 1)
    text = text.replace('title = "One oven short"', f'title = "{title or id_}"')
    text = text.replace('belt = "yellow"', f'belt = "{belt or "white"}"')
    text = text.replace("[buyer]", f"was = [{was}]\n[buyer]", 1)
    path = folder / f"{id_}.toml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def test_order_is_by_belt_and_then_title(tmp_path: Path, sound: str) -> None:
    put(tmp_path, sound, "a", "Zebra", "white")
    put(tmp_path, sound, "b", "apple", "black")
    put(tmp_path, sound, "c", "Pear", "black")
    put(tmp_path, sound, "d", "Apple pie", "green")
    put(tmp_path, sound, "e", "ant", "white")
    lib = load_library(tmp_path)
    assert [s.id for s in lib.scenarios] == ["e", "a", "d", "b", "c"]
    assert [one.value for one in lib.loaded] == list(lib.scenarios)
    assert lib.problems == ()


def test_only_toml_files_of_the_folder_itself_count(tmp_path: Path, sound: str) -> None:
    put(tmp_path, sound, "one")
    (tmp_path / "README.md").write_text("# no TOML", encoding="utf-8")
    (tmp_path / ".hidden.toml").write_text("broken", encoding="utf-8")
    (tmp_path / "notes.toml~").write_text("broken", encoding="utf-8")
    (tmp_path / "deeper").mkdir()
    put(tmp_path / "deeper", sound, "two")
    (tmp_path / "one.toml").rename(tmp_path / "one.TOML")
    assert [p.name for p in scenario_files(tmp_path)] == ["one.TOML"]
    assert [s.id for s in load_library(tmp_path).scenarios] == ["one"]


def test_a_broken_file_hides_no_other(tmp_path: Path, sound: str) -> None:
    put(tmp_path, sound, "good")
    put(tmp_path, sound.replace("[brief]", "[breif]"), "typo")
    (tmp_path / "syntax.toml").write_text("format = ", encoding="utf-8")
    (tmp_path / "folder.toml").mkdir()
    lib = load_library(tmp_path)
    assert [s.id for s in lib.scenarios] == ["good"]
    assert [Path(p.path).name for p in lib.problems] == ["folder.toml", "syntax.toml", "typo.toml"]
    assert read_scenario(tmp_path / "good.toml") == (lib.get("good"), [])
    scenario, problems = read_scenario(tmp_path / "typo.toml")
    assert scenario is None
    assert problems[0].nearest == "brief"


def test_get_knows_former_ids_and_names_the_nearest(tmp_path: Path, sound: str) -> None:
    put(tmp_path, sound, "one-oven-short", "One oven short", was='"old-bakery"')
    put(tmp_path, sound, "second-cold-store", "The second store")
    lib = load_library(tmp_path)
    assert lib.get("old-bakery") is lib.get("one-oven-short")
    for asked, near in [
        ("one-ovn-short", "one-oven-short"),
        ("the second store", "second-cold-store"),
        ("old-bakry", "one-oven-short"),
        ("qqqq", ""),
        ("", ""),
        ("x" * 100_000, ""),
    ]:
        with pytest.raises(UnknownScenario) as caught:
            lib.get(asked)
        assert caught.value.nearest == near
        assert isinstance(caught.value, LookupError)
        assert len(str(caught.value)) < 200
    with pytest.raises(UnknownScenario, match=r"\\x1b"):
        lib.get("\x1b[2J")


def test_one_id_means_one_scenario(tmp_path: Path, sound: str) -> None:
    put(tmp_path, sound, "a-first", "First", was='"shared", "c-third", "mine"')
    put(tmp_path, sound, "b-second", "Second", was='"shared", "b-second"')
    put(tmp_path, sound, "c-third", "Third")
    double = put(tmp_path, sound, "d-fourth", "Fourth")
    double.write_text(double.read_text("utf-8").replace('"d-fourth"', '"a-first"', 1), encoding="utf-8")
    lib = load_library(tmp_path)
    assert lib.get("a-first").title == "First"
    assert lib.get("c-third").title == "Third"
    assert lib.get("mine").title == "First"
    assert lib.get("shared").title == "First"
    assert sorted((Path(p.path).name, p.key) for p in lib.problems) == [
        ("a-first.toml", "was[1]"),
        ("b-second.toml", "was[0]"),
        ("b-second.toml", "was[1]"),
        ("d-fourth.toml", "id"),
    ]
    assert all(p.line in (3, 10) for p in lib.problems)


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path / "none", Path("a\0b")):
        with pytest.raises(ScenarioError, match="cannot be read"):
            load_library(folder)
    file = tmp_path / "x.toml"
    file.write_text("", encoding="utf-8")
    with pytest.raises(ScenarioError, match="cannot be read"):
        load_library(file)
    assert load_library(tmp_path).scenarios == ()


def test_the_shipped_library_is_found_in_the_package_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "src" / "vmdojo" / "scenarios" / "library.py"
    module.parent.mkdir(parents=True)
    monkeypatch.setattr(library, "__file__", str(module))
    with pytest.raises(ScenarioError, match="scenarios are missing"):
        library_folder()
    (tmp_path / "scenarios").mkdir()
    assert library_folder() == tmp_path / "scenarios"
    (tmp_path / "src" / "vmdojo" / "library").mkdir()
    assert library_folder() == tmp_path / "src" / "vmdojo" / "library"


def test_an_installed_package_never_takes_a_folder_beside_site_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "lib" / "site-packages" / "vmdojo" / "scenarios" / "library.py"
    module.parent.mkdir(parents=True)
    (tmp_path / "lib" / "scenarios").mkdir()
    monkeypatch.setattr(library, "__file__", str(module))
    with pytest.raises(ScenarioError, match="Install vmdojo again"):
        library_folder()


def test_reading_a_sound_library_loads_nothing_that_only_problems_need(tmp_path: Path, sound: str) -> None:
    put(tmp_path, sound, "one")
    code = (
        "import sys, pathlib; from vmdojo.scenarios import load_library;"
        f"assert load_library(pathlib.Path({str(tmp_path)!r})).get('one');"
        "print([m for m in ('rapidfuzz', 'vmdojo.scenarios.walk', 'vmdojo.scenarios.spots', 'vmdojo.scenarios.check')"
        " if m in sys.modules])"
    )
    source = str(Path(vmdojo.__file__).parent.parent)
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {source!r});{code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"


# Content


def test_content_does_not_depend_on_how_it_is_written(sound: str, written: Callable[[dict[str, Any]], str]) -> None:
    plain = content_hash(loads_toml(sound, Scenario).require())
    assert len(plain) == 64
    for same in (
        sound.replace("\n", "\r\n"),
        "\ufeff# another comment\n" + sound,
        written(tomli.loads(sound)),
        sound.replace('belt = "yellow"\nkind = "message"', 'kind = "message"\nbelt = "yellow"'),
        sound.replace('kind = "pain"', 'kind = "pain"\nmay_tell = true\nmeans = ""'),
        sound.replace("target_seconds = [15, 30]\n", ""),
    ):
        assert same != sound
        assert content_hash(loads_toml(same, Scenario).require()) == plain


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_of_words_is_another_content(
    data: st.DataObject, sound: str, written: Callable[[dict[str, Any]], str]
) -> None:
    said = tomli.loads(sound)
    before = content_hash(loads_toml(sound, Scenario).require())
    where = data.draw(
        st.sampled_from([said, said["buyer"], said["brief"], *said["fact"], *said["strong"], *said["weak"]])
    )
    texts = [
        k for k, v in where.items() if isinstance(v, str) and k not in ("kind", "belt", "temperament", "relationship")
    ]
    key = data.draw(st.sampled_from(texts))
    at = data.draw(st.integers(1, len(where[key])))
    where[key] = where[key][:at] + "x" + where[key][at:]
    assert content_hash(loads_toml(written(said), Scenario).require()) != before


def test_the_order_of_a_list_is_content(broken: Callable[..., Loaded[Scenario]], sound: str) -> None:
    turned = broken('"rye from Holme", "twice the rye"', '"twice the rye", "rye from Holme"').require()
    assert content_hash(turned) != content_hash(loads_toml(sound, Scenario).require())


def test_facts_are_shown_mixed_and_always_alike(sound: str) -> None:
    scenario = loads_toml(sound, Scenario).require()
    shown = facts_shown(scenario)
    assert sorted(f.id for f in shown) == sorted(f.id for f in scenario.fact)
    turned = msgspec.structs.replace(scenario, fact=scenario.fact[::-1])
    assert facts_shown(turned) == shown
    last = sum(facts_shown(msgspec.structs.replace(scenario, id=f"s-{n}"))[-1].kind == "decoy" for n in range(300))
    assert 20 < last < 90, "the decoy stands last as often as any other of the six"
