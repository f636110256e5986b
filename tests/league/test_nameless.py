"""The room hears takes without the player's own name, and nothing else of the words is touched."""

from __future__ import annotations

import pytest

from vmdojo.league.nameless import nameless


@pytest.mark.parametrize(
    ("name", "said", "heard"),
    [
        ("Ann", "Hi Dana, Ann at Coldway. Ann's number is 555-0100.", "somebody at Coldway. Somebody's number"),
        ("Ann Lee", "Hi Dana, ann  lee here. Call Lee or Ann.", "Hi Dana, somebody here. Call somebody or somebody."),
        ("ann lee", "Ann Lee with Coldway. Anna called.", "Somebody with Coldway. Anna called."),
        ("Ann", "hi dana this is ann from coldway", "hi dana this is somebody from coldway"),
        ("Will", "Will you call? I will. Mail Will.", "Will you call? I will. Mail somebody."),
        ("Will", "Hi Dana, Will here. Will, again.", "Hi Dana, somebody here. Somebody, again."),
        ("Dana Fox", "Hi Dana, this is Dana Fox. I'm Dana.", "Hi Dana, this is somebody. I'm somebody."),
        ("M.", "Hi, M. here.", "Hi, M. here."),
        ("(((", "Hi, ((( here.", "Hi, ((( here."),
        ("", "Hi, Ann here.", "Hi, Ann here."),
    ],
)
def test_only_the_players_own_name_goes(name: str, said: str, heard: str) -> None:
    assert heard in nameless(said, name, ("Dana Whitfield",))
