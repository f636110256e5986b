"""The league page laid out: pure functions of what was heard."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content

from vmdojo.league.board import around
from vmdojo.league.friday import named_votes
from vmdojo.league.likeness import CRITERIA
from vmdojo.league.wire import Board, By, Competition, Result, Standing
from vmdojo.league.words import VALUE, figure, judged_by, local, scale
from vmdojo.scenarios.model import Scenario
from vmdojo.tui.inert import one_line
from vmdojo.tui.text import BLANK, WIDEST, counted, cut, fill, say, spread, wrap
from vmdojo.tui.widgets.picker import POINTER

_NARROW = 56
ALONE = (
    "You are in no league, and need none.",
    "A team that wants to compete shares a folder (a network drive, a synced folder) or runs a server. One of you "
    "begins:",
    "   vmdojo league create FOLDER --name NAME",
    "   vmdojo league serve --name NAME",
    "The others join with the code that it prints:",
    "   vmdojo league join FOLDER-or-URL CODE",
    "Nothing of yours is seen but the takes that you hand in.",
)


class Heard(NamedTuple):
    """What the league said."""

    league: str
    player: str
    home: str = ""
    """Where the league lives, in two words: a folder runs on honour."""
    competition: Competition | None = None
    board: Board | None = None
    result: Result | None = None
    """Of a Friday round that is closed."""
    when: str = ""
    buyers: tuple[str, ...] = ()
    """Titles of its scenarios, as far as they are known."""
    next: Scenario | None = None
    """The first buyer on whom the player has a try left while the competition is open."""
    officially: bool = False
    """True where its takes are begun for it and handed in before the verdict."""
    mine: int = 0
    """Takes that the player handed in."""
    waiting: int = 0
    problem: str = ""
    """Why there is no board, or why it may be old."""


def alone(width: int) -> list[Content]:
    """For one who never joined."""
    lines = [say("League", "bold"), BLANK]
    for sentence in ALONE:
        lines += [*wrap(say(sentence, "bold" if sentence.startswith(" ") else ""), width), BLANK]
    return lines[:-1]


def league(heard: Heard, by: By, width: int) -> list[Content]:
    """The page of a member."""
    width = min(width, WIDEST)
    lines = [spread(say(one_line(heard.league), "bold"), say(heard.home, "$quiet"), width), BLANK]
    it = heard.competition
    if it is None:
        lines += wrap(say(heard.problem or "No competition yet. Your lead sets one."), width)
        return lines
    own = f", {counted(heard.mine, 'take')} of yours" if heard.mine else ""
    title, when = say(one_line(it.title)), say(f"{heard.when}{own}", "$quiet")
    beside = title.cell_length + 2 + when.cell_length <= width
    lines += [spread(title, when, width)] if beside else [cut(title, width), *wrap(when, width)]
    if told := _how(it, heard):
        lines += [BLANK, *wrap(say(told, "$quiet"), width)]
    if it.team_rubric or it.rubric != "classic":
        lines += wrap(say(f"It is {one_line(judged_by(it))}.", "$quiet"), width)
    board = heard.board
    if board is not None:
        week = f"week {board.week}, " if board.week else ""
        lines += [BLANK, spread(say(f"By {by}", "$quiet"), say(f"{week}{VALUE[by]}", "$quiet"), width)]
        lines += board_rows(board, heard.player, width)
        lines += wrap(say(scale(by, it, len(it.entries) or len(heard.buyers)), "$quiet"), width, indent=3)
        if board.teams:
            lines += [BLANK, say("Teams", "$quiet"), *(_row(row, by, width, own=False) for row in board.teams[:4])]
        if it.goal:
            told = f"Together: {board.reached} of {it.goal} takes of 70 or more"
            lines += [BLANK, cut(say(told), width)]
        trend = next((row.trend for row in board.rows if row.player == heard.player), ())
        if len(trend) > 1:
            points = "  ".join(f"{value:.0f}" for value in trend)
            lines += [BLANK, cut(say(f"Your takes  {points}"), width)]
    if heard.result is not None:
        lines += room_lines(heard.result, width)
    if heard.waiting:
        lines += [
            BLANK,
            *wrap(say(f"{counted(heard.waiting, 'take')} kept here, sent when the league is in reach."), width),
        ]
    if heard.problem:
        lines += [BLANK, *wrap(say(heard.problem, "italic"), width)]
    if board is not None:
        lines += marks_told(board, width)
        if board.told:
            lines.append(BLANK)
        for sentence in board.told:
            lines += wrap(say(sentence, "$quiet"), width)
    return lines


def room_lines(result: Result, width: int, *, most: int = 6) -> list[Content]:
    """The room's board: whose message it would have returned, with the grade beside."""
    if not result.votes:
        return []
    lines = [BLANK, say("The room: would you return it?", "$quiet")]
    for name, yes, votes, earned in named_votes(result)[:most]:
        share = f"  {yes} of {votes}" if votes else "  no vote"
        lines.append(spread(say(f"{share:<10}  {one_line(name)}"), say(f"{earned:.0f}", "$quiet"), width))
    return lines


def marks_told(board: Board, width: int) -> list[Content]:
    """What the marks of the rows mean, where there are any."""
    told = []
    if any(row.offline for row in board.rows):
        told.append(
            "o: handed in while the league was out of reach." if width < _NARROW else "offline: handed in later."
        )
    if any(row.assisted for row in board.rows):
        told.append(f"{'a, ' if width < _NARROW else ''}{CRITERIA}.")
    return [BLANK, *(line for sentence in told for line in wrap(say(sentence, "$quiet"), width))] if told else []


def _how(competition: Competition, heard: Heard) -> str:
    """How one plays for it, where that is not the game itself; empty once it is closed."""
    if heard.when == "closed":
        return ""
    if competition.kind == "friday":
        return "One sealed buyer for everybody, at a set minute. Enter goes there."
    on = f"On {', '.join(one_line(title) for title in heard.buyers[:4])}{', ...' if heard.buyers[4:] else ''}."
    if heard.when == "over" or not heard.buyers:
        return ""
    if heard.next is None:
        return f"{on} You have no try left."
    if heard.officially:
        return f"{on} Enter begins an official take: it is handed in before you hear the verdict."
    return f"{on} i on a verdict hands the take in."


def board_rows(board: Board, player: str, width: int) -> list[Content]:
    """The first few, and one's neighbours."""
    if not board.rows:
        return [say("  Nobody is on it yet.")]
    divisions = len({row.division for row in board.rows}) > 1
    lines = []
    for row in around(board, player):
        if row is None:
            lines.append(say("   ..", "$quiet"))
            continue
        if divisions and not lines:
            lines.append(say(f"Division {row.division}", "$quiet"))
        lines.append(_row(row, board.by, width, own=row.player == player))
    return lines


def _row(row: Standing, by: By, width: int, *, own: bool) -> Content:
    """Rank, name, team, takes, marks and the value, right-aligned."""
    marks = " ".join(filter(None, ("offline" if row.offline else "", "assisted" if row.assisted else "")))
    value = say(f"{figure(row.value, by):>6}", "bold" if own else "")
    pointer = say(f"{POINTER} " if own else "  ", "bold")
    name = say(one_line(row.name), "bold" if own else "")
    if width < _NARROW:
        letters = f"{'o' if row.offline else ' '}{'a' if row.assisted else ' '}"
        right = Content.assemble(say(letters, "$quiet"), value)
        return spread(Content.assemble(pointer, say(f"{row.rank:>2}  "), name), right, width)
    team = "" if row.team == row.name else one_line(row.team)
    side = say(f"{cut(team, 16).plain:<16}  {counted(row.takes, 'take'):>9}  {marks:<8}", "$quiet")
    left = Content.assemble(pointer, say(f"{row.rank:>2}  "), fill(name, max(8, width - 52)), " ", side)
    return spread(left, value, width)


def told_when(competition: Competition, now_ms: int, *, closed: bool) -> str:
    """Coming, open, over or closed, with the local time that matters."""
    if closed:
        return "closed"
    if now_ms < competition.starts_ms:
        return f"opens {local(competition.starts_ms)}"
    return f"until {local(competition.ends_ms)}" if now_ms < competition.ends_ms else "over"
