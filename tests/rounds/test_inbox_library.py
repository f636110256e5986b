"""The shipped sets: enough, mixed, and their buyers do what the authors say; broken ones are told of exactly."""

from __future__ import annotations

from pathlib import Path

import pytest

from vmdojo.grading import load_rubric
from vmdojo.rounds.inbox_check import check_inbox
from vmdojo.scenarios import Library, load_library
from vmdojo.scenarios.inbox_library import UnknownSet, load_inbox, set_files

MOST_DISPUTED = 3

BUYER = """
[buyer]
name = "Petra Amadi"
role = "Manager"
company = "Crumb"
industry = "bakeries"
mood = "Early."
about = ["the deck oven at Mill Lane failed twice"]
"""


def _set(messages: str, head: str = BUYER) -> str:
    top = 'format = 1\nid = "odd"\ntitle = "Odd"\ntheme = "Odd ones."\nbelt = "white"\n'
    return f"{top}{head}\n{messages}"


def _message(number: int, **more: str) -> str:
    keys = {"id": f'"m-{number}"', "from": '"Bob"', "note": '"So."'} | more
    return "[[message]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())


def _checked(folder: Path, text: str, name: str = "odd.toml") -> list[str]:
    (folder / "inbox").mkdir()
    (folder / "inbox" / name).write_text(text, encoding="utf-8")
    notes = check_inbox([folder / "inbox" / name], Library(()), load_rubric())
    return [f"{note.problem.line}: {note.problem.message}" for note in notes if not note.disputed]


def test_the_shipped_sets_do_what_their_authors_say() -> None:
    notes = check_inbox(set_files(), load_library(), load_rubric())
    assert [note.problem.render() for note in notes if not note.disputed] == []
    assert sum(bool(note.disputed) for note in notes) <= MOST_DISPUTED


def test_there_are_enough_of_them_and_none_is_all_bad() -> None:
    sets = load_inbox().sets
    assert len(sets) >= 8
    assert sum(len(one.message) for one in sets) >= 60
    for one in sets:
        kept = [message for message in one.message if not message.deletes]
        assert 2 <= len(kept) < len(one.message), one.id


def test_a_set_is_found_by_its_id_and_a_near_one_is_named() -> None:
    inbox = load_inbox()
    assert inbox.get("guilt-trip").title == "The guilt trip"
    with pytest.raises(UnknownSet, match='Did you mean "guilt-trip"'):
        inbox.get("gilt-trip")


def test_every_kind_of_fault_is_named_at_its_line(tmp_path: Path) -> None:
    text = _set(
        _message(1, text='"We love synergy."', deletes='"not there"', because='["tone.pitch_words"]')
        + _message(1, text='"Call 212 555 7788 now."', follows='"kept"', firm='"Zorp"')
        + _message(3, text='"Hi {name}."', deletes='"Hi"')
        + _message(4, text='"Hello."', deletes='"Hello"', follows='"kept"', because='["no.rule"]'),
        head='scenario = "nobody"\n' + BUYER,
    )
    told = "\n".join(_checked(tmp_path, text, "other.toml"))
    for part in (
        '2: The id "odd" and the name of the file differ.',
        "2: A set has the ears of one buyer.",
        "There are 4 messages.",
        "Nearly all of it is deleted.",
        'The id "m-1" is used twice.',
        "These words do not stand in the text.",
        "could be the telephone number of a real person",
        "It is not said why this is deleted.",
        '"{name}" looks like a field that was never filled in.',
        "A message is deleted somewhere, or something follows it.",
        'There is no scenario "nobody".',
    ):
        assert part in told, told


def test_where_author_and_judge_differ_it_is_said(tmp_path: Path) -> None:
    good = (
        '"Petra, Aurelio at Hearthline. The deck oven at Mill Lane failed twice this month. It is usually the burner '
        'board. Does somebody test that board? I will mail you the two-minute check. 555-0117."'
    )
    bad = '"Hello, I wanted to reach out and introduce myself and our synergies, so call me back any time, bye now."'
    text = _set(
        _message(1, text=good, deletes='"Mill Lane"', because='["tone.guilt"]')
        + _message(2, text=bad, follows='"kept"', disputed='"I like him."')
    )
    told = "\n".join(_checked(tmp_path, text))
    assert "m-1: the judge's buyer answers it" in told
    assert "m-1: tone.guilt is not found in it." in told
    assert "m-2" not in told


def test_a_file_that_is_no_set_is_told_of_with_its_line(tmp_path: Path) -> None:
    told = _checked(tmp_path, _set(_message(1, text='"Hi."', followz='"kept"')))
    assert any("knows no key" in line and "followz" in line for line in told)
