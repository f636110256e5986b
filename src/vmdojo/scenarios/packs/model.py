"""What a pack is, and how large one may be."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from vmdojo.scenarios.model import Part, Scenario
from vmdojo.scenarios.problem import Problem, ScenarioError
from vmdojo.scenarios.toml import Loaded, load_toml

INFO = "pack.toml"
"""The file that tells of the pack itself."""

MOST_FILES = 256
"""Files in a pack, those that are left out counted as well."""
MOST_SCENARIOS = 128
MOST_FILE_BYTES = 256 * 1024
"""Of one file. A scenario of the library has about 8 kB."""
MOST_BYTES = 8 * 1024 * 1024
"""Of all files, unpacked."""
MOST_ZIP_BYTES = 4 * 1024 * 1024
MOST_DEPTH = 4
"""Names in a path, the file's own counted."""
MOST_NAME = 100
"""Characters of one name."""
MOST_PACKS = 64

_Line = Annotated[str, Meta(min_length=1, max_length=80)]


class PackInfo(Part, frozen=True):
    """``pack.toml``."""

    format: Literal[1]
    id: Annotated[
        str,
        Meta(
            pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
            max_length=40,
            description="small letters and digits, words joined by single hyphens",
        ),
    ]
    title: _Line
    author: Annotated[str, Meta(max_length=80)] = ""
    licence: Annotated[str, Meta(max_length=80)] = ""
    version: Annotated[str, Meta(max_length=20)] = ""


class Pack(NamedTuple):
    """A pack as it was read: sound in form, not yet kept anywhere."""

    info: PackInfo
    told: bool
    """Whether the pack itself brought a ``pack.toml``."""
    loaded: tuple[Loaded[Scenario], ...]
    """Each with a value."""
    texts: tuple[bytes, ...]
    """The files of ``loaded``, byte for byte."""
    left_out: tuple[str, ...]
    """Files that are no scenarios, inert: read by nobody, kept nowhere."""


class PackRefused(ScenarioError):  # noqa: N818 - what happened
    """A pack that is not taken. ``str()`` is a sentence that names the file, and what to do."""


def check_info(file: Path) -> list[Problem]:
    """What is wrong with a ``pack.toml``."""
    info = load_toml(file, PackInfo)
    return list(info.problems) or hidden_in(info)


def hidden_in(info: Loaded[PackInfo]) -> list[Problem]:
    """Texts of a ``pack.toml``, sound in form, that hide something or steer a terminal."""
    named = info.require()
    return [
        info.problem((key,), f'"{key}" holds an invisible character.', expected="characters that can be seen")
        for key in ("title", "author", "licence", "version")
        if not str(getattr(named, key)).isprintable()
    ]
