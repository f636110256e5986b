"""Ids are permanent: records, shared lines and competitions name a scenario by its id for good.

A folder of scenarios or of exercises may hold the list of all ids that it ever had, ``ids.txt``, one a line.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, TypeVar

from vmdojo.scenarios.problem import Problem, inert, short
from vmdojo.scenarios.toml import Loaded, Source

IDS = "ids.txt"


class Named(Protocol):
    """What has an id for good: a scenario, an exercise."""

    @property
    def id(self) -> str: ...

    @property
    def was(self) -> tuple[str, ...]:
        """Former ids."""


N = TypeVar("N", bound=Named)


def check_ids(file: Path, loaded: Iterable[Loaded[N]], noun: str = "scenario") -> list[Problem]:
    """What is wrong between a folder's list of ids and its files: ids that vanished, and ids not yet listed.

    No list, no problem. What cannot be read answers to the name of its file, so that one fault is told once.
    """
    try:
        source = Source(str(file), file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        return [Problem(inert(str(file)), 0, 0, "", f"The list of ids cannot be read: {reason}.")]
    answered: set[str] = set()
    own: dict[str, Loaded[N]] = {}
    for one in loaded:
        if one.value is None:
            answered.add(Path(one.source.name).stem)
        else:
            own[one.value.id] = one
            answered |= {one.value.id, *one.value.was}
    problems: list[Problem] = []
    listed: set[str] = set()
    offset = 0
    for line in source.text.split("\n"):
        id_ = line.partition("#")[0].strip()
        if id_ and id_ in listed:
            problems.append(source.at(offset, (), f'"{short(id_)}" stands twice in the list of ids.'))
        elif id_ and id_ not in answered:
            message = f'The id "{short(id_)}" has vanished; records still name it.'
            problems.append(source.at(offset, (), message, expected=f'was = ["{id_}"] in the {noun} that follows it'))
        listed.add(id_)
        offset += len(line) + 1
    for id_, one in own.items():
        if id_ not in listed:
            message = f'The id "{id_}" is not in the list of ids yet.'
            problems.append(one.problem(("id",), message, expected=f'the line "{id_}" in {file.name}'))
    return problems
