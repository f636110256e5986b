"""How a competition ends: a result with everything it takes to come to the same end again, and the check of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vmdojo.league.board import count_votes, draw, latest
from vmdojo.league.court import Court, Judged, contents, pinned
from vmdojo.league.home import TurnedDown
from vmdojo.league.likeness import assisted
from vmdojo.league.wire import Ballot, Competition, Entered, Opening, Player, Result, Standing, digest, seal_of
from vmdojo.scenarios import ScenarioError


def conclude(
    court: Court,
    competition: Competition,
    opening: Opening | None,
    players: Sequence[Player],
    entered: Sequence[Entered],
    ballots: Sequence[Ballot],
    past: Mapping[str, float],
    closed_ms: int,
) -> Result:
    """The result of a competition over the takes that count. TurnedDown where the pinned judge or a scenario is not
    here."""
    judged, _ = court.counted(competition, opening, entered)
    playing = {one.take.player for one in judged}
    ballots = latest(ballots)
    speaking = playing | {ballot.player for ballot in ballots}
    return Result(
        competition=competition,
        opening=opening,
        players=tuple(sorted((one for one in players if one.id in speaking), key=lambda it: it.id)),
        takes=tuple(one.entered for one in judged),
        points=tuple(one.points for one in judged),
        ballots=tuple(ballots),
        standings=standings_of(court, competition, opening, players, judged, past),
        votes=count_votes([one.entered for one in judged], ballots) if competition.kind == "friday" else (),
        past={player: past[player] for player in sorted(playing) if player in past},
        closed_ms=closed_ms,
    )


def standings_of(
    court: Court,
    competition: Competition,
    opening: Opening | None,
    players: Sequence[Player],
    judged: Sequence[Judged],
    past: Mapping[str, float],
) -> tuple[Standing, ...]:
    """The board by points over the whole of a competition, week by week ones included."""
    scenarios = court.scenarios(competition, opening)
    takes = [(one.hash, one.entered) for one in judged]
    board = draw(competition, players, judged, count=len(scenarios), past=past, assisted=assisted(takes, scenarios))
    return board.rows


def verify(court: Court, result: Result) -> list[str]:
    """What does not hold in a result, as sentences; empty where all of it does.

    Grades every take again with the pinned judge, counts the votes again and draws the board again. TurnedDown where
    that judge or a scenario is not here. What it cannot see: whether a take was kept out before the result was made.
    """
    if wrong := _unlike_its_terms(court, result):
        return wrong
    again = conclude(
        court,
        result.competition,
        result.opening,
        result.players,
        result.takes,
        result.ballots,
        result.past,
        result.closed_ms,
    )
    wrong = []
    if again.takes != result.takes:
        wrong.append("It holds takes that do not count under its own terms, or not in the order of their time.")
    said = {digest(one.take): points for one, points in zip(result.takes, result.points, strict=False)}
    if len(result.points) != len(result.takes):
        wrong.append("It does not have one grade for each take.")
    for one, points in zip(again.takes, again.points, strict=True):
        name = digest(one.take)
        if said.get(name) != points:
            wrong.append(f"The take {name[:12]} earns {points}, not {said.get(name)}.")
    if again.standings != result.standings:
        wrong.append("The board is not the one that its takes lead to.")
    if again.ballots != result.ballots:
        wrong.append("It holds more than one ballot of a voter, or not in their order.")
    if {row.take for row in result.votes} - {digest(one.take) for one in result.takes}:
        wrong.append("A take in it is not the one that was voted on: it was changed afterwards.")
    elif again.votes != result.votes:
        wrong.append("The votes are not counted right.")
    if again.past != result.past or again.players != result.players:
        wrong.append("It tells of players who neither played nor voted.")
    if result.closed_ms < result.competition.ends_ms:
        wrong.append("It was closed before its end.")
    return wrong


def _unlike_its_terms(court: Court, result: Result) -> list[str]:
    """What contradicts the competition itself, so that nothing can be graded by its terms; empty where nothing does.

    A court turns a competition down whose buyers or whose rubric are not here. Where they stand in the file and are
    others than the competition named, that is no lack of this machine. TurnedDown where it is one.
    """
    it, opening, wrong = result.competition, result.opening, []
    if opening is not None and opening.competition != it.id:
        wrong.append("The buyer in it belongs to another competition.")
    elif it.seal and opening is None:
        wrong.append("The buyer that was sealed is missing from it.")
    elif it.seal and opening is not None and seal_of(opening) != it.seal:
        wrong.append("The buyer in it is not the one that was sealed: the buyer or the seal was changed afterwards.")
    elif opening is not None and _another_buyer(court, it, opening):
        wrong.append("A buyer in it is another one, or another version, than the competition names.")
    if it.team_rubric and (told := _another_rubric(it)):
        wrong.append(told)
    left_for = {one.take.judge for one in result.takes}
    if left_for and it.judge not in left_for:
        wrong.append(f"No take in it was left for the judge that it names: {it.judge}.")
    return wrong


def _another_buyer(court: Court, competition: Competition, opening: Opening) -> bool:
    """Whether a buyer that is not here was brought along, and differs. TurnedDown where what was brought cannot be
    read."""
    brought = contents(opening)
    try:
        court.scenarios(competition, opening)
    except TurnedDown:
        ids = {scenario.id for scenario in brought.values()}
        return any(entry.hash not in brought and entry.scenario in ids for entry in competition.entries)
    return False


def _another_rubric(competition: Competition) -> str:
    """Why the lead's rubric that travels with a competition is not the one that its judge was named after.

    Empty where it is, and where the judge is of another version: then this one cannot tell.
    """
    from vmdojo.grading import load_rubric

    if competition.judge.rpartition("/")[0] != load_rubric().judge.rpartition("/")[0]:
        return ""
    try:
        judge = pinned(competition.rubric, competition.team_rubric).judge
    except ScenarioError:
        return "The lead's rubric in it is damaged: it was changed afterwards."
    if judge != competition.judge:
        return "The lead's rubric in it is not the one that its judge is named after."
    return ""


def require_over(competition: Competition, now_ms: int) -> None:
    """TurnedDown while a competition still runs."""
    if now_ms < competition.ends_ms:
        raise TurnedDown(f"“{competition.title}” is still open. Wait for its end.")
