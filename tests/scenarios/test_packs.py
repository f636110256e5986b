"""Packs from people whom nobody knows: a sound one is kept whole, any other is refused and leaves nothing behind."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from vmdojo.progress import data_folder
from vmdojo.scenarios import load_library
from vmdojo.scenarios.packs import reading
from vmdojo.scenarios.packs.model import MOST_BYTES, MOST_FILE_BYTES, MOST_FILES, MOST_SCENARIOS, PackRefused
from vmdojo.scenarios.packs.names import fault_of
from vmdojo.scenarios.packs.reading import read_pack
from vmdojo.scenarios.packs.shelf import PackShelf, packs_folder

INFO = 'format = 1\nid = "ovens"\ntitle = "Ovens and bread"\nauthor = "Ed Hale"\nlicence = "MIT"\nversion = "2"\n'

Zipped = Callable[..., Path]


def named(sound: str, id_: str) -> bytes:
    """The sound scenario under another id."""
    return sound.replace("one-oven-short", id_).encode()


@pytest.fixture
def zipped(tmp_path: Path, sound: str) -> Zipped:
    """A zip of one sound scenario and whatever else: names with their bytes, or whole entries."""

    def make(*more: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
        path = tmp_path / "evil.zip"
        with zipfile.ZipFile(path, "w", method) as archive:
            archive.writestr("one-oven-short.toml", sound)
            for name, data in more:
                archive.writestr(name, data)
        return path

    return make


@pytest.fixture
def shelf(tmp_path: Path) -> PackShelf:
    return PackShelf(tmp_path / "home" / "packs")


def refused(path: Path) -> str:
    """The sentence by which a pack is refused, shorn of nothing that a terminal could obey."""
    before = sorted(p for p in path.parent.rglob("*"))
    with pytest.raises(PackRefused) as caught:
        read_pack(path)
    assert sorted(p for p in path.parent.rglob("*")) == before
    told = str(caught.value)
    assert all(line.isprintable() for line in told.split("\n"))
    assert "Nothing was added." in told
    assert path.name in told
    return told


LINK = zipfile.ZipInfo("link.toml")
LINK.external_attr = (stat.S_IFLNK | 0o777) << 16
PIPE = zipfile.ZipInfo("pipe.toml")
PIPE.external_attr = (stat.S_IFIFO | 0o666) << 16


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("../up.toml", '"../up.toml" leads out of the pack'),
        ("a/../../up.toml", '"a/../../up.toml" leads out of the pack'),
        (".git/../../up.toml", "leads out of the pack"),
        ("/etc/passwd", '"/etc/passwd" has an absolute path'),
        ("C:/Windows/x.toml", '"C:/Windows/x.toml" has an absolute path'),
        ("C:x.toml", "absolute path"),
        ("//host/share/x.toml", "absolute path"),
        ("..\\up.toml", "backslash"),
        ("CON.toml", 'is named like a device of Windows ("CON")'),
        ("docs/lpt1", "device of Windows"),
        ("com¹.toml", "device of Windows"),
        ("x.toml.", "ends with a dot"),
        ("x .toml/y ", "begins or ends with a blank"),
        ("ab:stream.toml", "not every system allows"),
        ("what?.toml", "not every system allows"),
        ("a//b.toml", "empty part"),
        ("./a.toml", "empty part"),
        ("\x1b[2Jx.toml", r'"\x1b[2Jx.toml" has an invisible or steering character'),
        ("lmot.\u202eexe.toml", r"\u202e"),
        ("a\nb.toml", r"a\nb.toml"),
        ("zero\u200bwidth.toml", "invisible or steering"),
        ("ONE-OVEN-SHORT.toml", '"one-oven-short.toml" are one file on some systems'),
        ("ｏne-oven-short.toml", "are one file on some systems"),
        ("inner.zip", '"inner.zip" is an archive inside the pack'),
        ("inner.tar.gz", "is an archive inside the pack"),
        ("a/b/c/d/e.toml", "folders deep"),
        ("x" * 101 + ".toml", "more than 100 characters"),
        ("more/two.toml", "lies in a folder of its own"),
        (LINK, '"link.toml" is a link'),
        (PIPE, '"pipe.toml" is no plain file'),
    ],
)
def test_a_name_that_leads_astray_refuses_the_pack(zipped: Zipped, name: str | zipfile.ZipInfo, sentence: str) -> None:
    assert sentence in refused(zipped((name, b"x")))


def test_a_name_with_a_nul_is_not_cut(zipped: Zipped) -> None:
    path = zipped(("evilXx.toml", b"x"))
    path.write_bytes(path.read_bytes().replace(b"evilXx", b"evil\0x"))
    assert r'"evil\x00x.toml" has an invisible or steering character' in refused(path)


def test_a_bomb_is_not_unpacked(zipped: Zipped) -> None:
    assert '"big.toml" is larger than 256 KiB' in refused(zipped(("big.toml", bytes(50_000_000))))


def test_a_bomb_of_many_small_files_is_not_unpacked(zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    full = bytes(MOST_FILE_BYTES)
    path = zipped(*((f"{number}.toml", full) for number in range(MOST_BYTES // MOST_FILE_BYTES + 1)))
    opened: list[str] = []
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *arguments: opened.append(str(arguments[1])))
    assert "holds more than 8 MiB in all" in refused(path)
    assert opened == []


def test_a_size_that_lies_gains_nothing(zipped: Zipped) -> None:
    """The directory says 20 bytes, the data are two megabytes: Python's reader stops, and the sum is wrong."""
    path = zipped(("liar.toml", b" " * 2_000_000))
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", 2_000_000), struct.pack("<L", 20)))
    assert '"liar.toml" is damaged' in refused(path)


def test_too_many_files(zipped: Zipped) -> None:
    many = ((f"{number}.txt", b"") for number in range(MOST_FILES))
    assert f"holds more than {MOST_FILES} files" in refused(zipped(*many))


def test_too_many_scenarios(zipped: Zipped, sound: str) -> None:
    many = ((f"s-{number}.toml", named(sound, f"s-{number}")) for number in range(MOST_SCENARIOS))
    assert f"holds more than {MOST_SCENARIOS} scenarios" in refused(zipped(*many))


def test_a_zip_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ZIP_BYTES", 1 << 20)
    path = tmp_path / "large.zip"
    path.write_bytes(b"PK" + bytes(1 << 20))
    assert "large.zip is larger than 1 MiB" in refused(path)


def test_an_encrypted_zip(zipped: Zipped) -> None:
    path = zipped()
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    assert '"one-oven-short.toml" is encrypted' in refused(path)


def test_an_uncommon_packing(zipped: Zipped) -> None:
    assert "packed in a way that vmdojo does not read" in refused(zipped(method=zipfile.ZIP_LZMA))


@pytest.mark.parametrize("cut", [10, 400, -30])
def test_a_torn_zip(zipped: Zipped, cut: int) -> None:
    path = zipped()
    path.write_bytes(path.read_bytes()[:cut])
    assert "is neither a folder nor a sound zip" in refused(path)


def test_flipped_bytes_never_crash(zipped: Zipped, sound: str) -> None:
    """Each byte of the directory turned once: the pack is refused in a sentence, or is what it was."""
    path = zipped()
    data, sentences = path.read_bytes(), list[str]()
    for at in range(data.index(b"PK\x01\x02"), len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        try:
            pack = read_pack(path)
        except PackRefused as told:
            sentences.append(str(told))
        else:
            assert pack.texts == (sound.encode(),)
    assert len(sentences) > 20
    assert all(sentence.isprintable() for sentence in sentences)


def test_links_in_a_folder_are_not_followed(tmp_path: Path, sound: str) -> None:
    secret = tmp_path / "secret.toml"
    secret.write_bytes(named(sound, "secret"))
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "one-oven-short.toml").write_text(sound, encoding="utf-8")
    try:
        (folder / "link.toml").symlink_to(secret)
    except OSError:
        pytest.skip("this system lets nobody make links")
    assert '"link.toml" is a link' in refused(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes on disk")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert '"pipe.toml" is no plain file' in refused(tmp_path)


def test_a_folder_of_everything_is_given_up_early(tmp_path: Path) -> None:
    for number in range(2 * MOST_FILES + 1):
        (tmp_path / f"{number}.txt").touch()
    assert f"holds more than {MOST_FILES} files" in refused(tmp_path)


def test_a_deep_folder(tmp_path: Path) -> None:
    (tmp_path / "a" / "b" / "c" / "d").mkdir(parents=True)
    assert "folders deep" in refused(tmp_path)


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("broken.toml", "belt = ", "broken.toml:1:8:"),
        ("pack.toml", 'format = 1\nid = "Ovens"\ntitle = "x"', "pack.toml:2:6:"),
        ("pack.toml", 'format = 1\nid = "ovens"\ntitle = "a\\u001b[31m"', "pack.toml:3:9:"),
        ("pack.toml", 'format = 1\nid = "ovens"\ntitle = "x"\nurl = "y"', 'knows no key "url"'),
        ("pack.toml", 'format = 1\nid = "nul"\ntitle = "x"', "device of Windows"),
        ("latin.toml", b"\xe9", '"latin.toml" is not UTF-8 at byte 1'),
    ],
)
def test_a_file_that_is_not_sound_refuses_the_pack(zipped: Zipped, file: str, text: str | bytes, sentence: str) -> None:
    data = text.encode() if isinstance(text, str) else text
    assert sentence in refused(zipped((file, data)))


def test_two_scenarios_of_one_id(zipped: Zipped, sound: str) -> None:
    assert 'has the id "one-oven-short", and so has' in refused(zipped(("two.toml", sound.encode())))


def test_neither_folder_nor_zip(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("no pack", encoding="utf-8")
    assert "neither a folder nor a sound zip" in refused(tmp_path / "text.txt")
    assert "is not there" in refused(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    assert "holds no scenario" in refused(tmp_path / "empty")


def test_a_sound_zip_with_a_folder_around_it(tmp_path: Path, sound: str) -> None:
    path = tmp_path / "ovens-main.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ovens-main/", "")
        archive.writestr("ovens-main/pack.toml", INFO)
        archive.writestr("ovens-main/one-oven-short.toml", sound)
        archive.writestr("ovens-main/README.md", "hello")
        archive.writestr("ovens-main/.github/run.sh", "echo")
        archive.writestr("__MACOSX/ovens-main/._pack.toml", "x")
    pack = read_pack(path)
    assert (pack.info.id, pack.info.author, pack.info.version, pack.told) == ("ovens", "Ed Hale", "2", True)
    assert pack.texts == (sound.encode(),)
    assert pack.left_out == ("README.md",)


def test_a_pack_that_says_nothing_of_itself_is_named_by_its_file(zipped: Zipped) -> None:
    pack = read_pack(zipped().rename(zipped().with_name("Bread & Butter.zip")))
    assert (pack.info.id, pack.info.title, pack.told) == ("bread-butter", "Bread & Butter", False)


def test_every_name_of_the_library_is_sound() -> None:
    assert [one.source.name for one in load_library().loaded if fault_of(Path(one.source.name).name)] == []


# The shelf


def folder_of(path: Path, scenarios: Iterable[bytes], info: str = INFO) -> Path:
    """A pack as a folder; files are named by their order."""
    path.mkdir()
    (path / "pack.toml").write_text(info, encoding="utf-8")
    for number, data in enumerate(scenarios):
        (path / f"{number}.toml").write_bytes(data)
    return path


def everything(shelf: PackShelf) -> list[str]:
    """All that lies on the shelf."""
    return sorted(p.relative_to(shelf.folder).as_posix() for p in shelf.folder.rglob("*"))


def test_what_was_added_is_in_the_library(tmp_path: Path, sound: str, shelf: PackShelf) -> None:
    source = folder_of(tmp_path / "ovens", [sound.encode()])
    shelf.add(read_pack(source), source, ())
    assert everything(shelf) == ["ovens", "ovens/.from", "ovens/one-oven-short.toml", "ovens/pack.toml"]
    (pack,) = shelf.installed()
    assert pack.info == read_pack(source).info
    assert pack.source == str(source)
    library = load_library(packs=shelf.folder)
    assert library.get("one-oven-short").buyer.name == "Marta Lindqvist"
    assert library.pack_of("one-oven-short") == "ovens"
    assert library.pack_of(load_library().scenarios[0].id) == ""
    assert library.problems == library.pack_problems == ()


def test_an_id_that_is_taken_refuses_the_pack(tmp_path: Path, sound: str, shelf: PackShelf) -> None:
    data = sound.replace("[buyer]", 'was = ["basement-rent"]\n[buyer]', 1).encode()
    source = folder_of(tmp_path / "ovens", [data])
    with pytest.raises(PackRefused, match='has the id "basement-rent", which another scenario here has or had'):
        shelf.add(read_pack(source), source, {"basement-rent"})
    assert not shelf.folder.exists()


def test_a_pack_is_added_once(tmp_path: Path, sound: str, shelf: PackShelf) -> None:
    source = folder_of(tmp_path / "ovens", [sound.encode()])
    shelf.add(read_pack(source), source, ())
    before = everything(shelf)
    with pytest.raises(PackRefused, match='There is a pack "ovens" already'):
        shelf.add(read_pack(source), source, ())
    assert everything(shelf) == before


def test_an_update_takes_the_place_and_tells_what_is_gone(tmp_path: Path, sound: str, shelf: PackShelf) -> None:
    old = folder_of(tmp_path / "old", [named(sound, "a"), named(sound, "b"), named(sound, "c")])
    shelf.add(read_pack(old), old, ())
    renamed = named(sound, "b-new").replace(b"[buyer]", b'was = ["b"]\n[buyer]', 1)
    new = folder_of(tmp_path / "new", [named(sound, "a"), renamed], INFO.replace('"2"', '"3"'))
    assert shelf.update("ovens", read_pack(new), new, ()) == ("c",)
    assert everything(shelf) == ["ovens", "ovens/.from", "ovens/a.toml", "ovens/b-new.toml", "ovens/pack.toml"]
    other = folder_of(tmp_path / "other", [named(sound, "a")], INFO.replace('"ovens"', '"stoves"'))
    with pytest.raises(PackRefused, match='is the pack "stoves", not "ovens"'):
        shelf.update("ovens", read_pack(other), other, ())
    with pytest.raises(PackRefused, match='Did you mean "ovens"'):
        shelf.get("oven")


@pytest.mark.parametrize("fails_at", [1, 2])
def test_the_old_one_stays_where_the_new_one_cannot_stand(
    tmp_path: Path, sound: str, shelf: PackShelf, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    source = folder_of(tmp_path / "ovens", [sound.encode()])
    shelf.add(read_pack(source), source, ())
    before = everything(shelf)
    calls, rename = [0], Path.rename

    def failing(self: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] == fails_at:
            raise OSError(28, "No space left on device", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PackRefused, match="No space left on device"):
        shelf.update("ovens", read_pack(source), source, ())
    monkeypatch.undo()
    assert [one.id for one in shelf.installed()] == ["ovens"]
    assert everything(shelf) == before


def test_a_disk_that_is_full_while_adding_leaves_nothing(
    tmp_path: Path, sound: str, shelf: PackShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder_of(tmp_path / "ovens", [sound.encode()])
    pack = read_pack(source)

    def full(_: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(PackRefused, match="The pack was not added"):
        shelf.add(pack, source, ())
    assert everything(shelf) == []


def test_an_update_that_was_cut_off_is_taken_back(tmp_path: Path, sound: str, shelf: PackShelf) -> None:
    source = folder_of(tmp_path / "ovens", [sound.encode()])
    shelf.add(read_pack(source), source, ())
    (shelf.folder / "ovens").rename(shelf.folder / ".old-ovens")
    (shelf.folder / ".new-ovens-1").mkdir()
    (shelf.folder / ".gone-other").mkdir()
    assert [one.id for one in shelf.installed()] == ["ovens"]
    shelf.update("ovens", read_pack(source), source, ())
    assert everything(shelf) == ["ovens", "ovens/.from", "ovens/one-oven-short.toml", "ovens/pack.toml"]


def test_what_is_removed_is_gone(tmp_path: Path, sound: str, shelf: PackShelf) -> None:
    source = folder_of(tmp_path / "ovens", [sound.encode()])
    shelf.add(read_pack(source), source, ())
    assert shelf.remove("ovens").source == str(source)
    assert everything(shelf) == []
    with pytest.raises(PackRefused, match="There is no pack"):
        shelf.remove("ovens")


def test_a_pack_that_broke_later_is_told_of_and_hides_nothing(tmp_path: Path, sound: str, shelf: PackShelf) -> None:
    source = folder_of(tmp_path / "ovens", [named(sound, "a"), named(sound, "b")])
    shelf.add(read_pack(source), source, ())
    (shelf.folder / "ovens" / "a.toml").write_text("format = ", encoding="utf-8")
    (shelf.folder / "ovens" / "pack.toml").unlink()
    (shelf.folder / "ovens" / "huge.toml").write_bytes(bytes(MOST_FILE_BYTES + 1))
    twin = load_library().scenarios[0]
    (shelf.folder / "ovens" / "c.toml").write_bytes(named(sound, twin.id))
    (shelf.folder / "stray.txt").touch()
    library = load_library(packs=shelf.folder)
    assert library.get("b").id == "b"
    assert library.get(twin.id) == twin
    assert library.problems == ()
    told = "\n".join(problem.message for problem in library.pack_problems)
    assert len(library.pack_problems) == 4
    assert "not valid TOML" in told
    assert "There is no such file" in told
    assert "does not belong into a pack" in told
    assert f'The id "{twin.id}" already belongs to' in told


@pytest.mark.parametrize("home", ["", "~/mine", "relative", " "])
@pytest.mark.parametrize("data", ["", "/somewhere"])
def test_packs_lie_beside_the_record(home: str, data: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VMDOJO_HOME", home)
    monkeypatch.setenv("XDG_DATA_HOME", data)
    assert packs_folder() == data_folder() / "packs"
