"""Reading a pack from a folder or a zip. Nothing is written, and every bound is kept before a file is opened."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, NoReturn

from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.packs.model import (
    INFO,
    MOST_BYTES,
    MOST_DEPTH,
    MOST_FILE_BYTES,
    MOST_FILES,
    MOST_SCENARIOS,
    MOST_ZIP_BYTES,
    Pack,
    PackInfo,
    PackRefused,
    hidden_in,
)
from vmdojo.scenarios.packs.names import clash, fault_of, is_device, is_ignored, leads_astray
from vmdojo.scenarios.problem import Problem, inert, short
from vmdojo.scenarios.toml import Loaded, loads_toml
from vmdojo.scenarios.writing import slug

_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    OverflowError,
)
"""What Python's reader raises for a damaged zip."""
_REPARSE_POINT = 0x400
"""Windows: a junction or another kind of link."""
_MOST_TOLD = 5
"""Broken scenarios that a refusal shows; ``vmdojo scenarios check`` shows all."""


class _Entry(NamedTuple):
    name: str
    """The path inside the pack, with slashes."""
    size: int
    read: Callable[[], bytes]


def read_pack(path: Path, *, id_: str = "") -> Pack:
    """The pack at ``path``, a folder or a zip. ``id_`` is its id where it does not name one itself.

    Raises PackRefused where anything about it is unsound: one bad file refuses the whole pack.
    """
    try:
        found = path.stat()
        is_zip = stat.S_ISREG(found.st_mode)
        if not is_zip and not stat.S_ISDIR(found.st_mode):
            _refuse(path, "is neither a folder nor a zip")
        entries = list(_in_zip(path) if is_zip else _in_folder(path))
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError)
        _refuse(path, "is not there" if missing else f"cannot be read: {getattr(error, 'strerror', None) or error}")
    return _pack(path, _whole(path, entries), id_)


def _refuse(path: Path, what: str, problems: list[Problem] | None = None) -> NoReturn:
    raise PackRefused(f"{inert(path.name or str(path))} {what}. Nothing was added.", problems or ())


def _refuse_file(path: Path, name: str, what: str) -> NoReturn:
    raise PackRefused(f'{inert(path.name or str(path))} is refused: "{short(name)}" {what}. Nothing was added.')


def _in_folder(root: Path) -> Iterator[_Entry]:
    waiting = [(root, "")]
    count = 0
    while waiting:
        folder, before = waiting.pop()
        with os.scandir(folder) as found:
            for item in found:
                name = before + os.fsencode(item.name).decode("utf-8", "backslashreplace")
                if is_ignored(name):
                    continue
                count += 1
                if count > 2 * MOST_FILES:
                    _refuse(root, f"holds more than {MOST_FILES} files")
                status = item.stat(follow_symlinks=False)
                if item.is_symlink() or getattr(status, "st_file_attributes", 0) & _REPARSE_POINT:
                    _refuse_file(root, name, "is a link")
                if stat.S_ISDIR(status.st_mode):
                    if name.count("/") + 2 > MOST_DEPTH:
                        _refuse_file(root, f"{name}/", f"lies more than {MOST_DEPTH - 2} folders deep")
                    waiting.append((Path(item.path), f"{name}/"))
                elif stat.S_ISREG(status.st_mode):
                    yield _Entry(name, status.st_size, _reader(item.path))
                else:
                    _refuse_file(root, name, "is no plain file")


def _reader(path: str) -> Callable[[], bytes]:
    def read() -> bytes:
        # A link that was put in the file's place since it was looked at is not followed, where the system can say so.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            return file.read(MOST_FILE_BYTES + 1)

    return read


def _in_zip(path: Path) -> Iterator[_Entry]:
    with path.open("rb") as file:
        data = file.read(MOST_ZIP_BYTES + 1)
    if len(data) > MOST_ZIP_BYTES:
        _refuse(path, f"is larger than {MOST_ZIP_BYTES >> 20} MiB")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        listed = archive.infolist()
    except _ZIP_FAULTS:
        _refuse(path, "is neither a folder nor a sound zip")
    if len(listed) > 2 * MOST_FILES:
        _refuse(path, f"holds more than {MOST_FILES} files")
    for item in listed:
        name = item.orig_filename  # what the zip says, before Python cuts or turns anything in it
        kind = stat.S_IFMT(item.external_attr >> 16)
        if kind == stat.S_IFLNK:
            _refuse_file(path, name, "is a link")
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            _refuse_file(path, name, "is no plain file")
        if item.flag_bits & 0x2041:
            _refuse_file(path, name, "is encrypted")
        ignored = is_ignored(name)
        fault = leads_astray(name) if ignored else fault_of(name.removesuffix("/"))
        if fault:
            _refuse_file(path, name, fault)
        if name.endswith("/") or ignored:
            continue
        if item.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            _refuse_file(path, name, "is packed in a way that vmdojo does not read; pack it as an ordinary zip")
        yield _Entry(name, item.file_size, _unpacker(path, archive, item))


def _unpacker(path: Path, archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with archive.open(item) as file:
                return file.read(MOST_FILE_BYTES + 1)
        except _ZIP_FAULTS:
            _refuse_file(path, item.orig_filename, "is damaged")

    return read


def _whole(path: Path, entries: list[_Entry]) -> list[_Entry]:
    """The entries, all names sound and all bounds kept, without the one folder that a zip may put around them."""
    if len(entries) > MOST_FILES:
        _refuse(path, f"holds more than {MOST_FILES} files")
    whole = 0
    for entry in entries:
        fault = fault_of(entry.name)
        if fault:
            _refuse_file(path, entry.name, fault)
        if entry.size > MOST_FILE_BYTES:
            _refuse_file(path, entry.name, f"is larger than {MOST_FILE_BYTES >> 10} KiB")
        whole += entry.size
        if whole > MOST_BYTES:
            _refuse(path, f"holds more than {MOST_BYTES >> 20} MiB in all")
    twins = clash(entry.name for entry in entries)
    if twins is not None:
        _refuse_file(path, twins[1], f'and "{short(twins[0])}" are one file on some systems')
    tops = {entry.name.partition("/")[0] for entry in entries}
    if len(tops) == 1 and all("/" in entry.name for entry in entries):
        entries = [entry._replace(name=entry.name.partition("/")[2]) for entry in entries]
    return sorted(entries)


def _pack(path: Path, entries: list[_Entry], id_: str) -> Pack:
    scenarios: list[Loaded[Scenario]] = []
    texts: list[bytes] = []
    left_out: list[str] = []
    broken: list[Problem] = []
    info: Loaded[PackInfo] | None = None
    for entry in entries:
        if not entry.name.casefold().endswith(".toml"):
            left_out.append(inert(entry.name))
            continue
        if "/" in entry.name:
            _refuse_file(path, entry.name, "lies in a folder of its own; the scenarios of a pack lie side by side")
        data = entry.read()
        if len(data) > MOST_FILE_BYTES:
            _refuse_file(path, entry.name, f"is larger than {MOST_FILE_BYTES >> 10} KiB")
        text = _decoded(path, entry.name, data)
        if entry.name.casefold() == INFO:
            info = loads_toml(text, PackInfo, name=entry.name)
            broken += info.problems or hidden_in(info)
            continue
        one = loads_toml(text, Scenario, name=entry.name)
        scenarios.append(one)
        texts.append(data)
        broken += one.problems
        if len(scenarios) > MOST_SCENARIOS:
            _refuse(path, f"holds more than {MOST_SCENARIOS} scenarios")
    if not scenarios and not broken:
        _refuse(path, "holds no scenario: their files end in .toml")
    if broken:
        more = len(broken) - _MOST_TOLD
        hint = f" {more} more; vmdojo scenarios check shows all" if more > 0 and path.is_dir() else ""
        _refuse(path, f"is refused: not every file in it is sound{';' if hint else ''}{hint}", broken[:_MOST_TOLD])
    _check_ids(path, scenarios)
    told = info is not None
    named = info.require() if info is not None else _unnamed(path, id_)
    if is_device(named.id):
        _refuse_file(path, INFO, f'names the pack like a device of Windows ("{named.id}")')
    return Pack(named, told, tuple(scenarios), tuple(texts), tuple(left_out))


def _decoded(path: Path, name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_file(path, name, f"is not UTF-8 at byte {error.start + 1}")


def _check_ids(path: Path, scenarios: list[Loaded[Scenario]]) -> None:
    owners: dict[str, str] = {}
    for one in scenarios:
        scenario = one.require()
        for name in dict.fromkeys((scenario.id, *scenario.was)):
            if is_device(name):
                _refuse_file(path, one.source.name, f'has the name of a device of Windows for an id ("{name}")')
            if name in owners:
                _refuse_file(path, one.source.name, f'has the id "{name}", and so has "{short(owners[name])}"')
            owners[name] = one.source.name


def _unnamed(path: Path, id_: str) -> PackInfo:
    """What is told of a pack that says nothing of itself: the name of its folder or zip."""
    name = path.resolve().stem if path.suffix.lower() == ".zip" else path.resolve().name
    shown = "".join(c for c in name if c.isprintable()).encode(errors="ignore").decode().strip()[:80]
    return PackInfo(format=1, id=id_ or slug(shown, otherwise="pack"), title=shown or "pack")
