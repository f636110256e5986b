"""``vmdojo league``: joining, handing in, the board. What a lead does and playing stand in modules beside."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vmdojo.cli import console
from vmdojo.cli.commands import Commands
from vmdojo.cli.main import INPUT_ERROR, NOT_MET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmdojo.coaching.model import Attempt
    from vmdojo.league.member import Member
    from vmdojo.league.outbox import Sent
    from vmdojo.league.wire import By, Competition
    from vmdojo.progress import Record
    from vmdojo.scenarios import Library


@click.group(cls=Commands, short_help="Compete with your team, in a shared folder or on a server.")
def league() -> None:
    """A league: a group that competes on given buyers. Practice stays private; only what you hand in is seen.

    A league lives in a folder that all can reach (a network drive, a synced folder, a checkout), or behind the address
    of a server that one of you runs (vmdojo league serve). Every take is graded again, by the one judge that its
    competition pinned: in a folder by everybody's vmdojo, on a server there.

    A take is shown as assisted, and counts all the same, where half of its runs of four words stand in a sample, in
    another's take or in an own one on another buyer; where half of it was pasted (dictated text looks the same); or
    where an official take came faster than 20 letters a second.
    """


@league.command(short_help="Begin a league in a shared folder.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", required=True, help="What the league is called.")
@click.option("--as", "player", default="", help="Your name on the board; without it an alias stands there.")
@click.option("--team", default="", help="Your team.")
def create(folder: Path, name: str, player: str, team: str) -> int:
    """Begin a league in FOLDER, with yourself as its lead and first member."""
    from vmdojo.league import membership
    from vmdojo.league.folder import create as begin
    from vmdojo.league.home import TurnedDown
    from vmdojo.league.member import Member, new_code
    from vmdojo.league.wire import LeagueInfo, code_check
    from vmdojo.progress import SystemClock, data_folder, new_id

    with told():
        if (before := membership.load(data_folder())) is not None:
            raise TurnedDown(f"You are in “{before.league_name}”. Leave it first: vmdojo league leave")
        if not 1 <= len(name.strip()) <= 60:
            raise TurnedDown("A league's name has 1 to 60 characters.")
        now = SystemClock().now_ms()
        lead, code = new_id(now), new_code()
        id_ = new_id(now)
        info = LeagueInfo(id=id_, name=name.strip(), lead=lead, made_ms=now, code_check=code_check(id_, code))
        begin(folder.absolute(), info)
        Member.join(data_folder(), library, str(folder.absolute()), code, name=player, team=team, player=lead)
    console.say(f"{console.inert_line(name)} begins in {console.inert_line(str(folder))}. You lead it.")
    console.say(f"Others join with: vmdojo league join FOLDER {code}")
    console.say("Set the first competition: vmdojo league compete new --help")
    return 0


@league.command(short_help="Join a league, or change your name in it.")
@click.argument("place", metavar="FOLDER-or-URL")
@click.argument("code")
@click.option("--as", "player", default="", help="Your name on the board; without it an alias stands there.")
@click.option("--team", default="", help="Your team.")
def join(place: str, code: str, player: str, team: str) -> int:
    """Join a league with the CODE that its lead told you: in a shared folder, or at the address of a server, such as
    https://league.example. Again, to change your name or team.

    A certificate that no authority signed is trusted where SSL_CERT_FILE names the file that your lead gave you.
    """
    from vmdojo.league.member import Member
    from vmdojo.league.places import is_address
    from vmdojo.progress import data_folder

    where = place if is_address(place) else str(Path(place).absolute())
    with told():
        member = Member.join(data_folder(), library, where, code, name=player, team=team)
        member.sync()
    called = console.inert_line(player) if player else f"player {member.player[-6:]}, an alias"
    console.say(f"You are in {console.inert_line(member.membership.league_name)} as {called}.")
    say_competitions(member)
    return 0


@league.command()
def leave() -> int:
    """Leave the league. Your record stays as it is; so does what you handed in."""
    with told():
        member = the_member()
        waiting = member.leave()
    console.say(f"You have left {console.inert_line(member.membership.league_name)}.")
    if waiting:
        console.warn(f"{console.count(waiting, 'take')} never reached it; joining again sends them.")
    return 0


@league.command(short_help="Where you stand, and what is open.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def status(as_json: bool) -> int:
    """Where you stand: the league, its competitions, what waits to be sent."""
    with told():
        member = the_member()
        sent = member.sync()
        waiting, refused = member.outbox.waiting(), member.outbox.refused()
    m = member.membership
    if as_json:
        console.say_json(
            {
                "format": 1,
                "league": m.league_name,
                "place": m.place,
                "player": m.player,
                "name": m.name,
                "team": m.team,
                "reached": not member.away,
                "waiting": [take.id for take in waiting],
                "refused": [{"take": take.id, "why": why} for take, why in refused],
                "competitions": [as_object(member, one) for one in member.known.competitions],
            }
        )
        return 0
    console.say(f"{console.inert_line(m.league_name)}, in {console.inert_line(m.place)}")
    console.say(f"You are {console.inert_line(m.name) if m.name else f'player {m.player[-6:]}, an alias'}.")
    say_sent(sent)
    for take, why in refused:
        console.warn(f"Not taken, kept here: {take.id}: {console.inert_line(why)}")
    say_competitions(member)
    return 0


@league.command(short_help="Send what waits, hear what is new.")
def sync() -> int:
    """Send what waits, and hear what is new. Exit 1 while something still waits."""
    with told():
        member = the_member()
        sent = member.sync()
    say_sent(sent, quiet=False)
    return NOT_MET if sent.waiting else 0


@league.command(short_help="Hand in a take that you have on record.")
@click.argument("attempt", required=False)
@click.option("--to", "competition", metavar="COMPETITION", help="Into which competition, where several fit.")
def submit(attempt: str | None, competition: str | None) -> int:
    """Hand in a take that you have on record: ATTEMPT is its id, or the beginning of it; without it, your last one.

    "vmdojo progress show --json" names ids. Prepared calls and drills never leave this machine.
    """
    from vmdojo.league.home import TurnedDown
    from vmdojo.league.pasting import pasted_percent

    with told(), own_record() as record:
        member = the_member()
        member.sync()
        take = _attempt(record, attempt)
        if competition is not None:
            chosen = member.find(competition)
        else:
            fitting = member.fitting(take)
            if not fitting:
                from vmdojo.league.handing import source_of

                source_of(take)
                raise TurnedDown(
                    "No open competition takes this one: another buyer, another judge, or handed in already. "
                    "vmdojo league status names what is open."
                )
            if len(fitting) > 1:
                names = ", ".join(one.id for one in fitting)
                raise TurnedDown(f"Several competitions take it. Say which one with --to: {names}.")
            chosen = fitting[0]
        sent = member.hand_in(take, chosen, pasted=pasted_percent(record, take.scenario, take.text, take.left_ms))
    say_sent(sent, quiet=False)
    return INPUT_ERROR if sent.refused else 0


@league.command(short_help="Show a board.")
@click.argument("competition", required=False)
@click.option("--by", type=click.Choice(["points", "improvement", "calibration"]), default="points", show_default=True)
@click.option("--all", "whole", is_flag=True, help="Every row; without it the first few and your neighbours.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: the whole board.")
def standings(competition: str | None, by: By, whole: bool, as_json: bool) -> int:
    """Show the board of COMPETITION, or of the one that is open."""
    from vmdojo.cli.league_board import board_lines

    with told():
        member = the_member()
        member.sync()
        chosen = current(member, competition)
        board = member.home.standings(chosen.id, by)
    if as_json:
        console.say_json(board)
    else:
        console.say("\n".join(board_lines(board, chosen, member.player, whole=whole)))
    return 0


@league.command("verify", short_help="Check a result: grade and count it all again.")
@click.argument("file", type=click.Path(path_type=Path))
def verify_(file: Path) -> int:
    """Check the result in FILE: every take graded again, votes counted and the board drawn again. Exit 1 where it does
    not hold. Needs no league, only the judge that the competition pinned."""
    from vmdojo.league.court import Court
    from vmdojo.league.ending import verify
    from vmdojo.league.wire import MOST_RESULT_BYTES, BadWire, Result, digest, read

    with told():
        with file.open("rb") as opened:
            data = opened.read(MOST_RESULT_BYTES + 1)
        try:
            result = read(data, Result)
        except BadWire as bad:
            console.say(f"{console.inert_line(file.name)} is not a result: {bad}.")
            return NOT_MET
        wrong = verify(Court(library), result)
    for sentence in wrong:
        console.say(console.inert_line(sentence))
    if wrong:
        console.say("This result does not hold.")
        return NOT_MET
    takes = console.count(len(result.takes), "take")
    console.say(
        f"{console.inert_line(result.competition.title)}: it holds. {takes} graded again by {result.competition.judge}."
    )
    console.say(f"Its digest is {digest(result)}.")
    console.say("Compare it with the one that the close told: a title or a name can change without moving a grade.")
    return 0


# -- shared with the modules beside -----------------------------------------------------------------------------------


def library() -> Library:
    """The library, read when a scenario is asked for."""
    from vmdojo.cli.library import read_library

    return read_library(quiet=True)


def the_member() -> Member:
    """The member of this data folder; refuses where there is none."""
    from vmdojo.league.home import TurnedDown
    from vmdojo.league.member import Member
    from vmdojo.progress import data_folder

    member = Member.open(data_folder(), library)
    if member is None:
        raise TurnedDown("You are in no league. Join one: vmdojo league join FOLDER-or-URL CODE")
    return member


@contextmanager
def own_record() -> Iterator[Record]:
    """The player's record. Raises RecordError."""
    from vmdojo.progress import Record

    with Record.open() as record:
        yield record


@contextmanager
def told() -> Iterator[None]:
    """What a league or a disk says no to becomes a sentence."""
    from vmdojo.league.home import LeagueError
    from vmdojo.league.wire import BadWire
    from vmdojo.progress import RecordError

    try:
        yield
    except BadWire as odd:
        console.refuse(f"That cannot be kept: {odd}.")
    except (LeagueError, RecordError) as problem:
        console.refuse(str(problem))
    except OSError as problem:
        if problem.filename is None:
            raise
        name = os.fsdecode(problem.filename) if isinstance(problem.filename, bytes) else str(problem.filename)
        console.refuse(f"{console.inert_line(name)}: {problem.strerror or problem}.")


def current(member: Member, id_: str | None) -> Competition:
    """The competition of that id; else the one that is open; else the one that ended last."""
    from vmdojo.league.home import TurnedDown

    if id_ is not None:
        return member.find(id_)
    running = member.open_now()
    if len(running) > 1:
        raise TurnedDown(f"Several are open. Name one: {', '.join(one.id for one in running)}.")
    over = sorted(member.known.competitions, key=lambda it: -it.ends_ms)
    chosen = [*running, *(one for one in over if one.starts_ms <= member.clock.now_ms())]
    if not chosen:
        raise TurnedDown("Nothing has begun in this league yet. vmdojo league status tells what is coming.")
    return chosen[0]


def say_sent(sent: Sent, *, quiet: bool = True) -> None:
    """What came of sending."""
    for receipt in sent.delivered:
        console.say(f"Handed in: {receipt.take}{', which was there already' if receipt.again else ''}.")
    for take, why in sent.refused:
        console.warn(f"Not taken, kept here: {take.id}: {console.inert_line(why)}")
    if sent.waiting or sent.why:
        if sent.waiting:
            kept = f"{console.count(sent.waiting, 'take')} kept here, to be sent later: vmdojo league sync"
        else:
            kept = "Nothing waits to be sent."
        console.warn(f"{console.inert_line(sent.why)} {kept}")
    elif not quiet and not sent.delivered and not sent.refused:
        console.say("Nothing waited to be sent.")


def say_competitions(member: Member) -> None:
    """What is open, coming and over."""
    if not member.known.competitions:
        console.say("No competition yet.")
    for one in member.known.competitions[:12]:
        mine = len(member.handed_in(one))
        own = f", you handed in {mine}" if mine else ""
        console.say(f"  {one.id}  {console.inert_line(one.title)}: {when(member, one)}{own}")
        for entry in one.entries:
            console.say(f"    {entry.scenario}")


def when(member: Member, one: Competition) -> str:
    """Whether a competition is coming, open, over or closed, with the local time that matters."""
    now = member.clock.now_ms()
    if one.id in member.known.closed:
        return "closed"
    if now < one.starts_ms:
        return f"opens {local(one.starts_ms)}"
    return f"open until {local(one.ends_ms)}" if now < one.ends_ms else "over, not closed yet"


def local(moment_ms: int) -> str:
    """A moment in local time: Fri 27 Nov 15:00."""
    from vmdojo.league.words import local as told_local

    return told_local(moment_ms)


def as_object(member: Member, one: Competition) -> dict[str, object]:
    """A competition for programs."""
    return {
        "id": one.id,
        "title": one.title,
        "kind": one.kind,
        "starts_ms": one.starts_ms,
        "ends_ms": one.ends_ms,
        "closed": one.id in member.known.closed,
        "judge": one.judge,
        "handed_in": [take.id for take in member.handed_in(one)],
    }


def _attempt(record: Record, wanted: str | None) -> Attempt:
    if wanted is None:
        found = record.attempts(limit=1)
        if not found:
            console.refuse("You have no take on record yet. Play one: vmdojo play")
        return found[0]
    exact = record.attempt(wanted)
    if exact is not None:
        return exact
    near = [one for one in record.attempts() if one.id.startswith(wanted)]
    if len(near) == 1:
        return near[0]
    what = "Several takes begin" if near else "No take on record begins"
    return console.refuse(f"{what} with {console.inert_line(wanted)}. vmdojo progress show --json names them.")


def _more() -> None:
    """The commands that stand in modules of their own."""
    from vmdojo.cli import league_lead, league_rounds, league_serve

    league_lead.add_to(league)
    league_rounds.add_to(league)
    league.add_command(league_serve.serve)


_more()
