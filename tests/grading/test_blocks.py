"""A mapped table gives back what was written, knows each of its names and no other, and says when it is damaged."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmdojo.grading.acts import act_table
from vmdojo.grading.blocks import Names, TableError, mapped, named, numbers, written
from vmdojo.grading.gist import shipped_gists
from vmdojo.grading.meaning import shipped_meaning

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)


class Head(msgspec.Struct):
    width: int
    scale: float


@given(st.lists(NAMES, unique=True), st.lists(NAMES | st.text(max_size=2)))
def test_the_number_of_a_name_is_its_place(names: list[str], asked: list[str]) -> None:
    table = Names(named(names))
    assert (len(table), list(table)) == (len(names), names)
    assert [table[at] for at in range(len(names))] == names == table[:]
    for name in [*asked, *names]:
        assert (name in table) == (name in names)
        assert table.get(name) == (names.index(name) if name in names else None)


def test_names_that_fall_into_one_slot_are_told_apart() -> None:
    names = [f"n{number}" for number in range(300)]
    table = Names({**named(names), "slots": named(names)["slots"]})
    assert [table.get(name) for name in names] == list(range(300))
    assert sum(1 for one in numbers(named(names)["slots"]) if one) == 300


@given(st.dictionaries(NAMES, st.binary(max_size=50)))
def test_what_was_written_is_mapped(blocks: dict[str, bytes]) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # Windows does not remove what is mapped
        file = str(Path(folder, "table.bin"))
        written(file, Head(3, 0.5), blocks)
        head, found = mapped(file, Head)
        assert head == Head(3, 0.5)
        assert {name: bytes(block) for name, block in found.items()} == blocks


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:0],
        lambda data: data[:5],
        lambda data: data[:14],
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: b"x" + data[1:],
        lambda data: data[:8] + b"\xff\xff\xff\xff" + data[12:],
    ],
)
def test_a_damaged_table_is_named(damage: object, tmp_path: Path) -> None:
    file = tmp_path / "table.bin"
    written(str(file), Head(3, 0.5), {"rows": bytes(40)})
    assert callable(damage)
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(TableError, match=r"table\.bin .*Install vmdojo again"):
        mapped(str(file), Head)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows replaces no file that is mapped")
def test_who_has_a_table_mapped_keeps_it_when_another_takes_its_place(tmp_path: Path) -> None:
    file = str(tmp_path / "table.bin")
    written(file, Head(1, 1.0), {"rows": b"old" * 9000})
    _, blocks = mapped(file, Head)
    written(file, Head(1, 1.0), {"rows": b"new"})
    assert bytes(blocks["rows"]) == b"old" * 9000
    assert [path.name for path in tmp_path.iterdir()] == ["table.bin"]


def test_the_shipped_tables_fit_each_other() -> None:
    table, stems = act_table(), shipped_meaning().stems
    acts = len(table.head.acts)
    assert len(table.shapes) == acts * len(table.names)
    assert len(table.words) == acts * len(stems)
    assert len(table.fields) == len(stems)
    assert list(stems) == sorted(set(stems))
    assert shipped_gists().of(["kiln", "bakery", "oven"]) is not None
