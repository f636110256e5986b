"""The packs of this machine: one folder each, put there whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.packs.model import (
    INFO,
    MOST_BYTES,
    MOST_FILE_BYTES,
    MOST_PACKS,
    MOST_SCENARIOS,
    Pack,
    PackInfo,
    PackRefused,
)
from vmdojo.scenarios.problem import Problem, inert, nearest, short
from vmdojo.scenarios.toml import Loaded, load_toml

_SOURCE = ".from"
"""Beside the scenarios of a pack: the path that it came from, for the next update."""
_NEW, _OLD, _GONE = ".new-", ".old-", ".gone-"
"""What the folders of a change under way begin with; no id of a pack does."""
_LONGEST_PATH = 4096


class Installed(NamedTuple):
    """A pack on the shelf."""

    id: str
    info: PackInfo | None
    """None where its ``pack.toml`` cannot be read any more."""
    loaded: tuple[Loaded[Scenario], ...]
    """Its scenarios, broken ones as well."""
    problems: tuple[Problem, ...]
    """Of the pack itself; those of a scenario are in ``loaded``."""
    source: str
    """Where it came from; empty where that is not known."""


def packs_folder() -> Path:
    """Where packs lie: in ``VMDOJO_HOME`` if it is set, else in the platform's data folder, beside the record.

    Says what ``vmdojo.progress.data_folder`` says, without the database that comes with it. Raises PackRefused where
    the home folder that the path hangs on is not known.
    """
    chosen = os.environ.get("VMDOJO_HOME", "").strip()
    if not chosen and sys.platform == "linux":  # what platformdirs would answer, without the time of its import
        base = os.environ.get("XDG_DATA_HOME", "").strip()
        chosen = f"{base or '~/.local/share'}/vmdojo"
    if not chosen:
        import platformdirs

        chosen = platformdirs.user_data_dir("vmdojo", appauthor=False)
    try:
        return Path(chosen).expanduser().absolute() / "packs"
    except RuntimeError as unknown:
        raise PackRefused(f"The folder {inert(chosen)} cannot be found. Set VMDOJO_HOME to a whole path.") from unknown


class PackShelf:
    """The packs in a folder. Reading never raises; each change is whole or did not happen and raises PackRefused."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def installed(self) -> tuple[Installed, ...]:
        """All packs, by id."""
        return tuple(self._read(id_, folder) for id_, folder in self._folders().items())

    def get(self, id_: str) -> Installed:
        """The pack of that id. Raises PackRefused with the nearest id."""
        folders = self._folders()
        if id_ not in folders:
            near = nearest(id_, folders)
            hint = f'Did you mean "{near}"?' if near else '"vmdojo packs list" shows all.'
            raise PackRefused(f'There is no pack "{short(id_)}". {hint}')
        return self._read(id_, folders[id_])

    def add(self, pack: Pack, source: Path, taken: Container[str]) -> None:
        """Keep a pack; ``taken`` are the ids, present and former, of all other scenarios.

        Raises PackRefused where its id or one of its scenarios' is taken, or where the disk does not allow it.
        """
        folders = self._folders()
        own = pack.info.id
        if own in folders:
            there = f'There is a pack "{own}" already.'
            raise PackRefused(f"{there} vmdojo packs update {own} PATH puts another in its place.")
        _refuse_taken(pack, taken)
        if len(folders) >= MOST_PACKS:
            raise PackRefused(f"There are {MOST_PACKS} packs already. Remove one first: vmdojo packs list")
        with _told(self.folder, "The pack was not added"):
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self.folder.mkdir(mode=0o700, exist_ok=True)
            self._settle()
            fresh = self._write(pack, source)
            try:
                fresh.rename(self.folder / own)
            except OSError:
                _clear(fresh)
                raise

    def update(self, id_: str, pack: Pack, source: Path, taken: Container[str]) -> tuple[str, ...]:
        """Put a pack in the place of the one with that id, which stays until the new one stands.

        Returns the ids of scenarios that the old one had and that nothing answers to any more. ``taken`` are the ids
        of all scenarios but those of the old pack. Raises PackRefused where the new one is another pack.
        """
        old = self.get(id_)
        if pack.info.id != id_:
            raise PackRefused(
                f'{inert(source.name)} is the pack "{pack.info.id}", not "{id_}". '
                f"Nothing was changed. To add it beside the other: vmdojo packs add {inert(str(source))}"
            )
        _refuse_taken(pack, taken)
        place, aside = self.folder / id_, self.folder / f"{_OLD}{id_}"
        with _told(self.folder, "The pack was not changed"):
            self._settle()
            fresh = self._write(pack, source)
            try:
                place.rename(aside)
                try:
                    fresh.rename(place)
                except OSError:
                    aside.rename(place)
                    raise
            except OSError:
                _clear(fresh)
                raise
            _clear(aside)
        known = {name for one in pack.loaded for name in (one.require().id, *one.require().was)}
        return tuple(one.value.id for one in old.loaded if one.value is not None and one.value.id not in known)

    def remove(self, id_: str) -> Installed:
        """Take a pack off the shelf; what was played with it stays in the record. Returns what it was."""
        old = self.get(id_)
        aside = self.folder / f"{_GONE}{id_}"
        with _told(self.folder, "The pack was not removed"):
            self._settle()
            (self.folder / id_).rename(aside)
        with _told(self.folder, "The pack is gone, but not all of its files"):
            _clear(aside)
        return old

    def _names(self) -> list[str]:
        try:
            with os.scandir(self.folder) as found:
                return sorted(item.name for item in found if item.is_dir(follow_symlinks=False))
        except (OSError, ValueError):  # no shelf yet, or none that may be read
            return []

    def _folders(self) -> dict[str, Path]:
        """Where each pack lies, by id: after an update that was cut off, the old one where it was put aside."""
        names = self._names()
        found = {name.removeprefix(_OLD): self.folder / name for name in names if name.startswith(_OLD)}
        found |= {name: self.folder / name for name in names if not name.startswith(".")}
        return dict(sorted(found.items())[:MOST_PACKS])

    def _settle(self) -> None:
        """Finish or take back what a change that was cut off has left."""
        names = self._names()
        for name in names:
            own = name.removeprefix(_OLD)
            if name.startswith(_OLD) and own not in names:
                (self.folder / name).rename(self.folder / own)
            elif name.startswith((_NEW, _OLD, _GONE)):
                _clear(self.folder / name)

    def _read(self, id_: str, folder: Path) -> Installed:
        problems: list[Problem] = []
        loaded: list[Loaded[Scenario]] = []
        whole = 0
        try:
            listed = sorted(os.scandir(folder), key=lambda item: item.name)
            for item in listed:
                if item.name.startswith(".") or item.name == INFO or not item.name.endswith(".toml"):
                    continue
                size = item.stat(follow_symlinks=False).st_size
                whole += size
                if item.is_symlink() or size > MOST_FILE_BYTES or whole > MOST_BYTES or len(loaded) >= MOST_SCENARIOS:
                    problems.append(Problem(inert(item.path), 0, 0, "", "This file does not belong into a pack."))
                else:
                    loaded.append(load_toml(Path(item.path), Scenario))
        except OSError as error:
            what = f"The pack cannot be read: {error.strerror or error}."
            problems.append(Problem(inert(str(folder)), 0, 0, "", what))
        info = load_toml(folder / INFO, PackInfo)
        return Installed(id_, info.value, tuple(loaded), (*info.problems, *problems), _source(folder))

    def _write(self, pack: Pack, source: Path) -> Path:
        """The pack in a folder of its own, beside where it will lie. Files are named by us, after their ids."""
        from vmdojo.scenarios.writing import write_toml  # a start that only reads packs writes none

        beside = self.folder / f"{_NEW}{pack.info.id}-{os.getpid()}"
        _clear(beside)
        try:
            beside.mkdir(mode=0o700)
            info = {name: getattr(pack.info, name) for name in pack.info.__struct_fields__}
            text = write_toml({name: value for name, value in info.items() if value != ""})
            (beside / INFO).write_text(text, encoding="utf-8", newline="\n")
            (beside / _SOURCE).write_bytes(os.fsencode(source.absolute()))
            for one, data in zip(pack.loaded, pack.texts, strict=True):
                with (beside / f"{one.require().id}.toml").open("xb") as file:
                    file.write(data)
        except OSError:
            _clear(beside)
            raise
        return beside


def _refuse_taken(pack: Pack, taken: Container[str]) -> None:
    for one in pack.loaded:
        scenario = one.require()
        for name in (scenario.id, *scenario.was):
            if name in taken:
                raise PackRefused(
                    f'{inert(one.source.name)} has the id "{name}", which another scenario here has or had. '
                    f'Nothing was added. Give it one that begins with the name of the pack: "{pack.info.id}-{name}"'[
                        :400
                    ]
                )


def _source(folder: Path) -> str:
    try:
        with (folder / _SOURCE).open("rb") as file:
            return os.fsdecode(file.read(_LONGEST_PATH))
    except OSError:
        return ""


def _clear(folder: Path) -> None:
    """Remove a folder of ours, if it is there."""
    import shutil

    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)


@contextmanager
def _told(folder: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise PackRefused(f"{what}: {inert(str(error.filename or folder))}: {reason}.") from error
