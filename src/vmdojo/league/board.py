"""The board, a pure function of graded takes. No clock, no file, no network: every reader draws the same one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from vmdojo.league.court import Judged
from vmdojo.league.wire import Ballot, Board, By, Competition, Entered, Player, Result, Returned, Standing, digest

PASSED = 70.0
"""Points from which a take counts towards the goal of all together."""
TREND = 12
HONOUR = "This league runs on honour: times are the players' own, and everybody can see every file."


class Score(NamedTuple):
    """What a player reached on one board. Means have four decimals: equal ones are equal in any order of adding."""

    value: float
    points: float
    at_ms: int


def draw(
    competition: Competition,
    players: Iterable[Player],
    judged: Sequence[Judged],
    *,
    count: int,
    by: By = "points",
    past: Mapping[str, float] | None = None,
    assisted: Collection[str] = (),
    week: int = 0,
    told: Sequence[str] = (),
) -> Board:
    """The board of a competition.

    ``judged`` are the takes that count, by time; ``count`` is the number of its scenarios. Points: the mean of a
    player's best result on each scenario, of the best ``competition.best_of`` of them; one not played is 0.
    Improvement: the best later try less the first, over scenarios tried twice; with one try, points less what the
    player reached in earlier competitions (``past``). Calibration: 100 less the mean miss of the guesses. A player
    without what a board needs is not on it. Ties go to the earlier time, then to the id.
    """
    past = past or {}
    known = {player.id: player for player in players}
    names = shown_names(known, {one.take.player for one in judged})
    of: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        of[one.take.player].append(one)
    scores = {
        player: score
        for player, takes in of.items()
        if (score := score_of(competition, takes, count, by, past.get(player))) is not None
    }
    divisions = divide(scores, past, competition.divisions)
    rows = []
    order = sorted(scores, key=lambda player: (divisions[player], -scores[player].value, scores[player].at_ms, player))
    places: Counter[int] = Counter()
    for player in order:
        division, takes, score = divisions[player], of[player], scores[player]
        places[division] += 1
        rows.append(
            Standing(
                rank=places[division],
                player=player,
                name=names[player],
                team=known[player].team if player in known else "",
                division=division,
                value=round(score.value, 1),
                points=round(score.points, 1),
                takes=len(takes),
                at_ms=score.at_ms,
                trend=tuple(one.points for one in takes[-TREND:]),
                offline=any(one.take.offline for one in takes),
                assisted=any(one.hash in assisted for one in takes),
            )
        )
    return Board(
        competition=competition.id,
        by=by,
        rows=tuple(rows),
        teams=_teams(rows) if competition.teams else (),
        week=week,
        reached=sum(one.points >= PASSED for one in judged),
        told=tuple(told),
    )


def score_of(
    competition: Competition, takes: Sequence[Judged], count: int, by: By, before: float | None
) -> Score | None:
    """What one player's takes, by time, come to on a board; None where they lack what it needs. See :func:`draw`."""
    on: dict[str, list[Judged]] = defaultdict(list)
    for one in takes:
        on[one.take.scenario_hash].append(one)
    bests = sorted(
        (max(some, key=lambda one: (one.points, -one.entered.received_ms)) for some in on.values()),
        key=lambda one: (-one.points, one.entered.received_ms, one.hash),
    )
    counting = min(competition.best_of or count, count) or 1
    bests = bests[:counting]
    points = round(sum(one.points for one in bests) / counting, 4)
    at_ms = max(one.entered.received_ms for one in bests)
    if by == "points":
        return Score(points, points, at_ms)
    if by == "improvement":
        if competition.tries == 1:
            return None if before is None else Score(round(points - before, 4), points, at_ms)
        gains = [max(one.points for one in some[1:]) - some[0].points for some in on.values() if len(some) > 1]
        return Score(round(sum(gains) / len(gains), 4), points, at_ms) if gains else None
    misses = [abs(one.take.prediction.guess - one.points) for one in takes if one.take.prediction is not None]
    return Score(round(100 - sum(misses) / len(misses), 4), points, at_ms) if misses else None


def divide(players: Iterable[str], past: Mapping[str, float], divisions: int) -> dict[str, int]:
    """The division of each player, 1 the strongest, by what they reached before; newcomers start in the last one."""
    everybody = list(players)
    veterans = sorted((player for player in everybody if player in past), key=lambda player: (-past[player], player))
    found = dict.fromkeys(everybody, divisions)
    for place, player in enumerate(veterans):
        found[player] = place * divisions // len(veterans) + 1
    return found


def _teams(rows: Sequence[Standing]) -> tuple[Standing, ...]:
    """Teams by the mean of their members on this board, so that a large one has no head start."""
    members: dict[str, list[Standing]] = defaultdict(list)
    for row in rows:
        if row.team:
            members[row.team].append(row)
    found = []
    for team, some in members.items():
        found.append(
            Standing(
                rank=0,
                player=min(row.player for row in some),
                name=team,
                team=team,
                value=round(sum(row.value for row in some) / len(some), 1),
                points=round(sum(row.points for row in some) / len(some), 1),
                takes=sum(row.takes for row in some),
                at_ms=max(row.at_ms for row in some),
                offline=any(row.offline for row in some),
                assisted=any(row.assisted for row in some),
            )
        )
    found.sort(key=lambda row: (-row.value, row.at_ms, row.name))
    return tuple(msgspec.structs.replace(row, rank=place) for place, row in enumerate(found, 1))


def shown_names(players: Mapping[str, Player], ids: Collection[str]) -> dict[str, str]:
    """How each player is called: by the name that they gave, else an alias. Equal names get the end of the id."""
    plain = {id_: players[id_].name.strip() if id_ in players else "" for id_ in ids}
    often = Counter(name.casefold() for name in plain.values())
    found = {}
    for id_, name in plain.items():
        if not name:
            found[id_] = f"player {id_[-6:]}"
        else:
            found[id_] = f"{name} ({id_[-6:]})" if often[name.casefold()] > 1 else name
    return found


def around(board: Board, player: str, *, top: int = 3, near: int = 2) -> list[Standing | None]:
    """What a player looks at: the first few of their division and their own neighbours; None where rows are left out.

    Nobody is shown the bottom: rows after one's own neighbours are left out. One who is not on the board sees the first
    few of the last division.
    """
    own = next((row for row in board.rows if row.player == player), None)
    division = own.division if own else max((row.division for row in board.rows), default=1)
    rows = [row for row in board.rows if row.division == division]
    place = own.rank - 1 if own else -near - 1
    kept = [at for at in range(len(rows)) if at < top or place - near <= at <= place + near]
    found: list[Standing | None] = []
    for before, at in zip([-1, *kept], kept, strict=False):
        if at != before + 1:
            found.append(None)
        found.append(rows[at])
    return found


def past_of(results: Iterable[Result], before_ms: int) -> dict[str, float]:
    """What players reached in competitions that had ended by a moment: the mean of their points."""
    reached: dict[str, list[float]] = defaultdict(list)
    for result in sorted(results, key=lambda it: it.competition.id):
        if result.competition.ends_ms <= before_ms:
            for row in result.standings:
                reached[row.player].append(row.points)
    return {player: round(sum(some) / len(some), 1) for player, some in sorted(reached.items())}


def count_votes(takes: Iterable[Entered], ballots: Iterable[Ballot]) -> tuple[Returned, ...]:
    """The room's board: would you return it? By share of yes, then by number, then by the earlier take.

    Of one voter's ballots the latest holds; a vote for one's own take is passed over, and so is one for a take that
    does not count. Who hung up left nothing to return.
    """
    of = {digest(one.take): one for one in takes if one.take.leave}
    yes: Counter[str] = Counter()
    votes: Counter[str] = Counter()
    for ballot in latest(ballots):
        answers = {vote.take: vote.yes for vote in ballot.votes}
        for take, answer in answers.items():
            if take in of and of[take].take.player != ballot.player:
                votes[take] += 1
                yes[take] += answer
    rows = [Returned(take, one.take.player, yes[take], votes[take]) for take, one in of.items()]

    def place(row: Returned) -> tuple[float, int, int, str]:
        share = row.yes / row.votes if row.votes else 0.0
        return -share, -row.yes, of[row.take].received_ms, row.take

    return tuple(sorted(rows, key=place))


def latest(ballots: Iterable[Ballot]) -> list[Ballot]:
    """The ballot of each voter as last said, by voter."""
    found: dict[str, Ballot] = {}
    for ballot in sorted(ballots, key=lambda it: (it.at_ms, digest(it))):
        found[ballot.player] = ballot
    return [found[player] for player in sorted(found)]


def left_out(reasons: Mapping[str, int], what: str = "take") -> list[str]:
    """What was left out, as sentences."""
    return [
        f"{number} {what}{'' if number == 1 else 's'} left out: {reason}." for reason, number in sorted(reasons.items())
    ]
