"""``vmdojo packs`` from adding to removing, as a player types it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from cli.cases import Done, run
from vmdojo.scenarios import library_folder

SOUND = (library_folder() / "second-cold-store.toml").read_text(encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own, and a pack of one scenario in ``ovens.zip``."""
    monkeypatch.setenv("VMDOJO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    pack(tmp_path / "ovens.zip", "ovens-one")
    return tmp_path


def pack(path: Path, *ids: str, **more: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for id_ in ids:
            archive.writestr(f"{id_}.toml", SOUND.replace("second-cold-store", id_))
        for name, text in more.items():
            archive.writestr(name, text)


def test_a_pack_comes_is_played_is_updated_and_goes(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vmdojo(*arguments: str) -> Done:
        return run(monkeypatch, arguments)

    added = vmdojo("packs", "add", "ovens.zip")
    assert added == Done(0, "Added ovens: 1 scenario.\nPlay one: vmdojo play ovens-one\n", "")
    assert "ovens-one" in vmdojo("scenarios", "list").stdout
    assert "Dana Whitfield" in vmdojo("scenarios", "show", "ovens-one").stdout
    assert json.loads(vmdojo("packs", "list", "--json").stdout)["packs"][0]["scenarios"] == ["ovens-one"]

    pack(here / "ovens.zip", "ovens-two")
    updated = vmdojo("packs", "update", "ovens")
    assert updated.stdout == "Updated ovens: 1 scenario.\n"
    assert updated.stderr.startswith("No longer in it: ovens-one.")

    pack(here / "ovens.zip", "second-cold-store")
    refused = vmdojo("packs", "update", "ovens")
    assert refused.code == 3
    assert 'has the id "second-cold-store"' in refused.stderr
    assert "The pack stays as it was." in refused.stderr
    assert "ovens-two" in vmdojo("packs", "list").stdout

    assert vmdojo("packs", "remove", "oven").stderr == 'There is no pack "oven". Did you mean "ovens"?\n'
    assert vmdojo("packs", "remove", "ovens").code == 0
    assert vmdojo("packs", "list").stdout.startswith("You have no packs.")


def test_a_pack_that_leads_out_of_itself_is_refused_in_one_sentence(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack(here / "ovens.zip", "ovens-one", **{"../../evil\x1b[2J.toml": "x"})
    done = run(monkeypatch, ("packs", "add", "ovens.zip"))
    assert done.code == 3
    assert done.stdout == ""
    sentence = r'ovens.zip is refused: "../../evil\x1b[2J.toml" has an invisible or steering character in its name.'
    assert done.stderr == f"{sentence} Nothing was added.\n"
    assert not (here / "home").exists()


def test_a_pack_that_broke_later_is_told_of(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, ("packs", "add", "ovens.zip"))
    (here / "home" / "packs" / "ovens" / "ovens-one.toml").write_text("format = ", encoding="utf-8")
    listed = run(monkeypatch, ("packs", "list"))
    assert listed.code == 1
    assert "ovens-one.toml:1:10: This is not valid TOML" in listed.stdout
    assert run(monkeypatch, ("scenarios", "list")).stderr == "1 problem in your packs; see vmdojo packs list.\n"
