"""The library: a folder of scenario files, one scenario a file."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from os import path
from typing import TYPE_CHECKING, get_args

import msgspec

from vmdojo.scenarios.model import Belt, Fact, Scenario
from vmdojo.scenarios.problem import Problem, ScenarioError, inert, nearest, short
from vmdojo.scenarios.toml import Loaded, load_toml

if TYPE_CHECKING:
    from pathlib import Path

    from vmdojo.scenarios.packs.shelf import Installed

BELTS: tuple[Belt, ...] = get_args(Belt)
"""From the first to the last."""


class UnknownScenario(ScenarioError, LookupError):  # noqa: N818 - its name in the contract
    """No scenario has this id, now or formerly. ``nearest`` is the id that was likely meant, or empty."""

    def __init__(self, id_: str, near: str) -> None:
        meant = f'Did you mean "{inert(near)}"?' if near else '"vmdojo scenarios list" shows all.'
        super().__init__(f'There is no scenario "{short(id_)}". {meant}')
        self.id = id_
        self.nearest = near


class Library:
    """The scenarios of a folder and of packs, by belt from white to black and then by title.

    ``problems`` tells of files that could not be used, in the order of their names; they do not hide the others.
    ``pack_problems`` tells the same of packs.
    """

    def __init__(self, loaded: Iterable[Loaded[Scenario]], packs: Iterable[Installed] = ()) -> None:
        """Take what was loaded. Of two files with one id the first is kept, packs last; the other is a problem."""
        own: list[Problem] = []
        of_packs: list[Problem] = []
        kept: dict[str, Loaded[Scenario]] = {}
        owner_of: dict[str, str] = {}
        """The pack of a scenario, by the scenario's id."""
        everything = [(one, "") for one in loaded]
        for pack in packs:
            of_packs += pack.problems
            everything += [(one, pack.id) for one in pack.loaded]
        for one, pack_id in everything:
            problems = of_packs if pack_id else own
            problems += one.problems
            scenario = one.value
            if scenario is None:
                continue
            if scenario.id in kept:
                other = inert(path.basename(kept[scenario.id].source.name))
                message = f'The id "{scenario.id}" already belongs to {other}.'
                problems.append(one.problem(("id",), message, expected="an id of its own"))
            else:
                kept[scenario.id] = one
                owner_of[scenario.id] = pack_id
        former: dict[str, str] = {}
        for id_, one in kept.items():
            for index, was in enumerate(one.require().was):
                owner = was if was in kept else former.setdefault(was, id_)
                if owner != id_ or was == id_:
                    message = f'The former id "{was}" belongs to the scenario "{owner}".'
                    problems = of_packs if owner_of[id_] else own
                    problems.append(one.problem(("was", index), message, expected="an id that nobody else has had"))
        self._former = former
        self._kept = kept
        self._owner_of = owner_of
        self.loaded: tuple[Loaded[Scenario], ...] = tuple(sorted(kept.values(), key=_rank))
        """Each usable scenario together with its file, so that later checks can place their problems."""
        self.scenarios: tuple[Scenario, ...] = tuple(one.require() for one in self.loaded)
        self.shipped: tuple[Scenario, ...] = tuple(one for one in self.scenarios if not owner_of[one.id])
        """The scenarios that everyone with this vmdojo has: what is the same for all must rest on these alone."""
        self.problems: tuple[Problem, ...] = tuple(own)
        self.pack_problems: tuple[Problem, ...] = tuple(of_packs)

    def get(self, id: str) -> Scenario:  # noqa: A002 - the word that a caller expects
        """The scenario of that id, or that once had it. Raises UnknownScenario."""
        one = self._kept.get(id) or self._kept.get(self._former.get(id, ""))
        if one is None:
            raise UnknownScenario(id, self._meant(id))
        return one.require()

    def pack_of(self, id: str) -> str:  # noqa: A002
        """The id of the pack that a scenario came with; empty for one of vmdojo's own, and for one that is unknown."""
        return self._owner_of.get(self._former.get(id, id), "")

    def _meant(self, id_: str) -> str:
        """The id nearest to an unknown one; titles and former ids count as well."""
        names = {s.title: s.id for s in self.scenarios} | self._former | {s.id: s.id for s in self.scenarios}
        return names.get(nearest(id_, names), "")


def _rank(one: Loaded[Scenario]) -> tuple[int, str, str]:
    scenario = one.require()
    return BELTS.index(scenario.belt), scenario.title.casefold(), scenario.id


def load_library(folder: Path | None = None, packs: Path | None = None) -> Library:
    """Read all scenarios of a folder; without one, of the library that came with vmdojo. ``packs`` is where packs lie,
    as ``vmdojo.scenarios.packs.shelf.packs_folder`` says; without it none is read.

    Raises ScenarioError where the folder itself cannot be read. A broken file is one of ``Library.problems``, a broken
    pack of ``Library.pack_problems``.
    """
    loaded = (load_toml(file, Scenario) for file in scenario_files(folder or library_folder()))
    if packs is None:
        return Library(loaded)
    from vmdojo.scenarios.packs.shelf import PackShelf

    return Library(loaded, PackShelf(packs).installed())


def read_scenario(path: Path) -> tuple[Scenario | None, list[Problem]]:
    """One scenario file: the scenario, or None and what is wrong with its form. ``check_scenario`` looks further."""
    loaded = load_toml(path, Scenario)
    return loaded.value, list(loaded.problems)


def scenario_files(folder: Path) -> list[Path]:
    """The TOML files that lie in the folder itself, by name; hidden files and all other kinds are left alone.

    Raises ScenarioError where the folder cannot be read.
    """
    try:
        return sorted(p for p in folder.iterdir() if p.suffix.lower() == ".toml" and not p.name.startswith("."))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        message = f"The folder {inert(str(folder))} cannot be read: {reason}. Name a folder with scenario files in it."
        raise ScenarioError(message) from error


def library_folder() -> Path:
    """Where the scenarios lie that came with vmdojo: inside the package, or in the checkout that it runs from.

    Raises ScenarioError where neither is there.
    """
    from pathlib import Path  # a fiftieth of a start that needs no library

    # Not importlib.resources: it costs several milliseconds of every start, and the library needs real files anyway.
    package = Path(__file__).resolve().parent.parent
    places = [package / "library"]
    if package.parent.name == "src":
        places.append(package.parent.parent / "scenarios")
    for place in places:
        if place.is_dir():
            return place
    looked = " and ".join(inert(str(place)) for place in places)
    raise ScenarioError(f"vmdojo's scenarios are missing: nothing at {looked}. Install vmdojo again.")


def content_hash(scenario: msgspec.Struct) -> str:
    """SHA-256 (64 hex digits) of what a scenario, or another file of the library, says: its :func:`content_form`."""
    return _sha256(content_form(scenario))


def content_form(scenario: msgspec.Struct) -> bytes:
    """What it says in the one canonical form, which ``msgspec.json`` reads back.

    The form is JSON in UTF-8 without blanks, keys sorted, and keys that hold their default left out. Line endings,
    comments, the order of keys and a default that is written out do not change it, nor does a key that a later
    version of the format adds with a default. The order of lists does.
    """
    return msgspec.json.encode(_canonical(scenario), order="sorted")


def _sha256(data: bytes) -> str:
    from hashlib import sha256  # several milliseconds that a start without hashes keeps

    return sha256(data).hexdigest()


def _canonical(value: object) -> object:
    if isinstance(value, msgspec.Struct):
        said: dict[str, object] = {}
        config = value.__struct_config__
        if config.tag_field is not None:
            said[config.tag_field] = config.tag
        for name, default in _defaults(type(value)):
            held = getattr(value, name)
            if held != default:
                said[name] = _canonical(held)
        return said
    if isinstance(value, tuple):
        return [_canonical(item) for item in value]
    return value


@functools.cache
def _defaults(part: type[msgspec.Struct]) -> tuple[tuple[str, object], ...]:
    """The keys of a part with their defaults; ``msgspec.NODEFAULT``, equal to no value, for one that is required."""
    return tuple((field.name, field.default) for field in msgspec.structs.fields(part))


def facts_shown(scenario: Scenario) -> tuple[Fact, ...]:
    """The facts in the order in which a dossier shows them: mixed, and for a scenario always the same.

    Writers put the decoys last; shown like that, their place would give them away.
    """

    return tuple(sorted(scenario.fact, key=lambda fact: _sha256(f"{scenario.id}/{fact.id}".encode())))
