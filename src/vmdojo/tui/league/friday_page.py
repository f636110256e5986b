"""The Friday round laid out: pure functions of what was heard, and of the time."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content

from vmdojo.league.friday import Phase
from vmdojo.league.wire import Board, Competition, Result
from vmdojo.league.words import judged_by, local, scale, waited
from vmdojo.tui.inert import one_line
from vmdojo.tui.league.page import board_rows, marks_told, room_lines
from vmdojo.tui.text import BLANK, WIDEST, clock, counted, say, spread, wrap
from vmdojo.tui.widgets.tape import SOUND

_GONE, _TO_COME = SOUND, "·"
_CELLS = 64


class FridayHeard(NamedTuple):
    """What the league said of the round."""

    league: str
    player: str
    competition: Competition
    phase: Phase
    ballots: int = 0
    """How many have voted, as far as the player may know."""
    voted: bool = False
    lead: bool = False
    waiting: int = 0
    result: Result | None = None
    opens: str = ""
    """Who opens the buyer, while it is sealed."""
    problem: str = ""


def friday(heard: FridayHeard, now_ms: int, width: int) -> list[Content]:
    """The page of a round at a moment."""
    width = min(width, WIDEST)
    it = heard.competition
    when = {
        "coming": f"opens {local(it.starts_ms)}",
        "closed": "closed",
        "voting": "over",
    }.get(heard.phase, f"until {local(it.ends_ms)}")
    lines = [
        spread(say(one_line(heard.league), "bold"), say(when, "$quiet"), width),
        say(one_line(it.title)),
        BLANK,
    ]
    if heard.phase == "closed":
        lines += _closed(heard, width)
    else:
        lines += [*_time(heard.phase, it, now_ms, width), *_told(heard, width)]
    if heard.waiting:
        sent = "it is sent" if heard.waiting == 1 else "they are sent"
        told = f"{counted(heard.waiting, 'take')} kept here: {sent} as soon as the league is in reach."
        lines += [BLANK, *wrap(say(told), width)]
    if heard.problem:
        lines += [BLANK, *wrap(say(heard.problem, "italic"), width)]
    return lines


def minutes(competition: Competition) -> str:
    """How long a round is open: eight minutes."""
    length = competition.ends_ms - competition.starts_ms
    whole = round(length / 60_000)
    words = {5: "five minutes", 8: "eight minutes", 10: "ten minutes"}
    return words.get(whole) or (
        f"{whole} minutes" if whole > 1 else waited(competition.ends_ms - competition.starts_ms)
    )


def _time(phase: Phase, it: Competition, now_ms: int, width: int) -> list[Content]:
    """The waiting in figures; of the open round a strip as well, which fills as its minutes go."""
    if phase == "voting":
        return []
    if phase == "coming":
        return [Content.assemble(say(waited(it.starts_ms - now_ms), "bold"), say(" to go")), BLANK]
    length = max(1, it.ends_ms - it.starts_ms)
    gone = min(max(0, now_ms - it.starts_ms), length)
    cells = min(_CELLS, width - 8)
    filled = cells * gone // length
    strip = say(_GONE * filled + _TO_COME * (cells - filled), "$lamp")
    face = say(waited(it.ends_ms - now_ms), "bold") if now_ms < it.ends_ms else say(clock(0), "bold")
    return [spread(strip, face, width), BLANK]


def _told(heard: FridayHeard, width: int) -> list[Content]:
    it = heard.competition
    told: list[str]
    match heard.phase:
        case "coming":
            told = [
                f"A sealed buyer opens then, for {minutes(it)}: the same one for everybody.",
                *filter(None, [heard.opens]),
                "Write, speak or hang up. What stands on the tape at the end goes in.",
                "Then the takes play without names, and the room votes: would you return it? Grades and names come "
                "last.",
                f"It is {judged_by(it)}.",
            ]
        case "unopened":
            told = [*filter(None, [heard.opens]), "The league is asked every few seconds."]
        case "open":
            told = [
                "It is open. Everybody has the same buyer before them, and nobody sees a grade before the close.",
                "What stands on the tape at the end goes in as it is.",
            ]
        case "handed_in":
            told = [
                "Yours is in. Nothing is graded before the close.",
                "When the time is up, the takes play without names and the room votes.",
            ]
        case _:
            told = _voting(heard)
    lines: list[Content] = []
    for number, sentence in enumerate(told):
        lines += [*([BLANK] if number else []), *wrap(say(sentence), width)]
    return lines


def _voting(heard: FridayHeard) -> list[str]:
    if not heard.voted:
        told = ["The takes are in. Hear them without names, and say of each whether you would return it."]
    else:
        told = ["Your votes stand; until the close you may hear the takes again and vote anew."]
    if heard.lead:
        cast = counted(heard.ballots, "ballot") if heard.ballots else "No ballot"
        told.append(f"You lead: close the round when the room has voted. {cast} so far.")
    else:
        told.append("Grades and names come when the lead closes the round.")
    return told


def _closed(heard: FridayHeard, width: int) -> list[Content]:
    result = heard.result
    if result is None:
        return wrap(say("The buyer was never opened: nobody could play this round."), width)
    board = Board(competition=result.competition.id, by="points", rows=result.standings)
    lines = [spread(say("By points", "$quiet"), say("points", "$quiet"), width)]
    lines += board_rows(board, heard.player, width)
    lines += wrap(say(scale("points", result.competition, 1), "$quiet"), width, indent=3)
    return [*lines, *room_lines(result, width), *marks_told(board, width)]
