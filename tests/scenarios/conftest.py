"""A sound scenario as text, and a way to break it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from vmdojo.scenarios import Loaded, Scenario, loads_toml

SOUND = '''\
# A cold call to a bakery with one oven too few.
format = 1
id = "one-oven-short"
title = "One oven short"
belt = "yellow"
kind = "message"
skills = ["relevance", "ask"]
teaches = "Say what the news leads to, then ask for little."

[buyer]
name = "Marta Lindqvist"
role = "Head of production"
company = "Saltmarsh Bakery"
industry = "baking"
temperament = "brisk"
greeting = "Marta. Flour on my hands. Be quick."

[brief]
you_sell = "Emberline rents deck ovens by the month."
your_company = "Emberline"
goal = "Have Marta open the one page on floor loads."
relationship = "cold"
target_seconds = [15, 30]
your_number = "555-0117"
today = "Tuesday 6 May, ten to four"

[[fact]]
id = "stall"
kind = "trigger"
text = "Saltmarsh takes a second market stall in June."
means = "Two stalls want their loaves in the same hour."
cues = ["second stall", "the new stall", "stall in June"]

[[fact]]
id = "rye"
kind = "market"
text = "The mill at Holme doubles its rye from May."
means = "Rye holds an oven twice as long as white."
cues = ["rye from Holme", "twice the rye"]

[[fact]]
id = "queue"
kind = "pain"
text = "By nine on Saturdays the shelf is empty."
cues = [
  "empty shelf",   # what people say
  "sold out by nine",
]

[[fact]]
id = "owner"
kind = "role"
text = "Marta decides up to four thousand."
cues = ["your call alone", "four thousand"]

[[fact]]
id = "dunes"
kind = "proof"
text = "Dunes Bakery baked 400 loaves more a week. You may tell it."
cues = ["Dunes Bakery", "400 loaves more"]

[[fact]]
id = "swim"
kind = "decoy"
text = "Marta swims in the sea every morning."
why_not = "Brave, and no reason to ring."
cues = ["sea swimming", "a cold swim"]

[[offer]]
id = "page"
text = "One page on floor loads for deck ovens."
cues = ["page on floor loads"]

[[earlier]]
days_ago = 9
channel = "email"
text = "Marta, is a second oven on your list this year?"

[[strong]]
text = """
Marta, Ed Hale at Emberline. A second stall in June wants its loaves in the hour when yours are in the oven.
Who plans the bakes? The page on floor loads is in your mail. 555-0117."""
shows = "News, what follows from it, one question."

[[strong]]
text = """
Ed Hale, Emberline, Marta. Your shelf is sold out by nine, so the oven holds you up. Dunes Bakery: 400 loaves more.
May I send the page that they started from?"""
shows = "Her trouble first, then proof."

[[weak]]
text = "Hi Marta, just checking in to see if you had any needs. Call me whenever."
faults = ["reason.empty_touch"]

[[weak]]
text = "Marta, we want to become your partner for heat. I need an hour with your whole team on Friday."
faults = ["ask.grand", "ask.too_big"]
'''

Broken = Callable[..., Loaded[Scenario]]


@pytest.fixture
def sound() -> str:
    """A scenario without a fault."""
    return SOUND


@pytest.fixture
def broken() -> Broken:
    """``broken(old, new, ...)``: the sound scenario with each old text, which stands in it once, made new."""

    def make(*changes: str) -> Loaded[Scenario]:
        text = SOUND
        for old, new in zip(changes[::2], changes[1::2], strict=True):
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
            text = text.replace(old, new)
        return loads_toml(text, Scenario, name="one-oven-short.toml")

    return make


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {_inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(v) for v in value) + "]"
    return json.dumps(value)


@pytest.fixture
def written() -> Callable[[dict[str, Any]], str]:
    """Writes parsed data as TOML again, in the plainest notation: each key of the top on one line."""
    return lambda data: "".join(f"{json.dumps(key)} = {_inline(value)}\n" for key, value in data.items())
