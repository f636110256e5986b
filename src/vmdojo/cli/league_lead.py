"""What a lead does: set, list and close competitions, and call a Friday round."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vmdojo.cli import console
from vmdojo.cli.commands import Commands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmdojo.grading import Rubric
    from vmdojo.league.member import Member
    from vmdojo.league.wire import Competition, Result
    from vmdojo.scenarios import Scenario


class Moment(click.ParamType[datetime]):
    """A day, a minute, or a time of day alone, as a datetime of local time."""

    name = "time"
    _FORMS = ("%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%H:%M")

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """See ``click.ParamType.convert``. A time of day alone is one of the year 1900: :func:`to_ms` finds the next.

        What is no such time is refused with examples; click's own sentence shows the codes of strptime.
        """
        if isinstance(value, datetime):
            return value
        text = str(value).strip()
        for form in self._FORMS:
            with suppress(ValueError):
                return datetime.strptime(text, form)  # noqa: DTZ007 - local, see to_ms
        told = f'"{text[:40]}" is no time. Write 15:00 for a time of day, or 2026-11-27 15:00 for one on that day.'
        return self.fail(told, param, ctx)


MOMENT = Moment()
RUBRIC = "A shipped profile (vmdojo rules profiles), or your own rubric file: it travels with the competition."
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}


def span(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:  # noqa: ARG001
    """A length of time as one types it, 8m, 2h, 7d or 2w, in milliseconds."""
    if value is None:
        return None
    match = re.fullmatch(r"([1-9][0-9]{0,4})([smhdw])", value.strip())
    if match is None:
        raise click.BadParameter("not a length of time. Write 8m, 2h, 7d or 2w.")
    return int(match[1]) * _UNITS[match[2]] * 1000


@click.group(cls=Commands, short_help="Set, list and close competitions (the lead).")
def compete() -> None:
    """Competitions: dated, on given buyers, by one pinned judge."""


@compete.command(short_help="Set a competition, on buyers named or drawn.")
@click.argument("title")
@click.argument("scenarios", nargs=-1)
@click.option("--id", "id_", help="Its short name in commands; made of the title if left out.")
@click.option("--from", "starts", type=MOMENT, help="When it opens, local time; now if left out.")
@click.option(
    "--for",
    "length",
    callback=span,
    metavar="TIME",
    default="7d",
    show_default=True,
    help="How long it is open: 8m, 2h, 7d.",
)
@click.option("--draw", type=click.IntRange(1, 50), help="Draw so many buyers from the library by --seed.")
@click.option("--belt", help="Draw from this belt only: yellow, orange and so on.")
@click.option("--seed", default="", help="The same seed draws the same buyers; the id if left out.")
@click.option("--sealed", is_flag=True, help="Keep the buyers secret until it opens.")
@click.option("--tries", type=click.IntRange(1, 20), default=3, show_default=True, help="Takes a player has on each.")
@click.option("--best-of", type=click.IntRange(1, 50), help="Only a player's best so many buyers count.")
@click.option("--official", is_flag=True, help="Only takes begun for it count: vmdojo league play")
@click.option("--no-offline", is_flag=True, help="Takes handed in offline do not count.")
@click.option("--weekly", is_flag=True, help="The board begins anew every seven days.")
@click.option("--teams", is_flag=True, help="A board of teams as well.")
@click.option("--divisions", type=click.IntRange(1, 5), default=1, help="Boards of players of like ability.")
@click.option("--goal", type=click.IntRange(1, 1_000_000), help="So many takes of 70 or more, all together.")
@click.option("--rubric", default="classic", show_default=True, metavar="NAME|FILE", help=RUBRIC)
def new(
    title: str,
    scenarios: tuple[str, ...],
    id_: str | None,
    starts: datetime | None,
    length: int,
    draw: int | None,
    belt: str | None,
    seed: str,
    sealed: bool,
    tries: int,
    best_of: int | None,
    official: bool,
    no_offline: bool,
    weekly: bool,
    teams: bool,
    divisions: int,
    goal: int | None,
    rubric: str,
) -> int:
    """Set a competition called TITLE on SCENARIOS, or on some that are drawn."""
    from vmdojo.cli.league import told

    with told():
        member = _lead()
        name = id_ or slug(title)
        now = member.clock.now_ms()
        start_ms = now if starts is None else to_ms(starts, now)
        competition = _set(
            member,
            name,
            title,
            _chosen(scenarios, draw, belt, seed or name),
            start_ms,
            start_ms + length,
            rubric,
            sealed=sealed,
            tries=tries,
            best_of=best_of or 0,
            official=official,
            offline=not no_offline,
            weekly=weekly,
            teams=teams,
            divisions=divisions,
            goal=goal or 0,
        )
    _say_set(member, competition)
    return 0


@compete.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_(as_json: bool) -> int:
    """List all competitions of the league."""
    from vmdojo.cli.league import as_object, say_competitions, the_member, told

    with told():
        member = the_member()
        member.sync()
    if member.away:
        console.warn(console.inert_line(f"{member.away} This is what was last heard."))
    if as_json:
        console.say_json({"format": 1, "competitions": [as_object(member, one) for one in member.known.competitions]})
    else:
        say_competitions(member)
    return 0


@compete.command(short_help="Close one for good, once it is over.")
@click.argument("competition")
@click.option("--out", type=click.Path(path_type=Path), help="Write the result into this file as well.")
def close(competition: str, out: Path | None) -> int:
    """Close COMPETITION for good, once it is over: the result is written and anybody can verify it."""
    from vmdojo.cli.league import told

    with told():
        member = _lead()
        result = member.home.close(member.find(competition).id, member.clock.now_ms())
        member.sync()
        keep_result(result, out)
    return 0


def keep_result(result: Result, out: Path | None) -> None:
    """Say that it is closed, and write it where that was asked for. Raises OSError."""
    from vmdojo.league.folder.files import write_beside
    from vmdojo.league.wire import canonical, digest

    console.say(
        f"{console.inert_line(result.competition.title)} is closed: {console.count(len(result.takes), 'take')}."
    )
    console.say(f"Its result is {digest(result)}.")
    if out is not None:
        write_beside(out.absolute(), canonical(result))
        console.say(f"Anybody can check it: vmdojo league verify {console.inert_line(str(out))}")


def set_friday(
    title: str,
    scenarios: tuple[str, ...],
    at: datetime | None,
    in_: int | None,
    length: int,
    teams: bool,
    rubric: str,
) -> int:
    """Set a Friday round."""
    from vmdojo.cli.league import told
    from vmdojo.league.home import TurnedDown

    with told():
        member = _lead()
        now = member.clock.now_ms()
        if at is None and in_ is None:
            raise TurnedDown("Say when it opens: --at 15:00, or --in 5m.")
        start_ms = now + in_ if in_ is not None else to_ms(at, now) if at is not None else now
        name = slug(f"{title} {datetime.fromtimestamp(start_ms / 1000, tz=UTC).astimezone():%Y-%m-%d %H%M}")
        buyers = _chosen(scenarios, None if scenarios else 1, None, f"{name}/{now}")
        competition = _set(
            member, name, title, buyers, start_ms, start_ms + length, rubric, sealed=True, kind="friday", teams=teams
        )
    _say_set(member, competition)
    console.say("Be there when it opens: vmdojo league friday, or in the game l and Enter.")
    return 0


def slug(title: str) -> str:
    """A title as a name in commands."""
    words = re.findall(r"[a-z0-9]+", title.lower())
    return "-".join(words)[:60].strip("-") or "competition"


def to_ms(moment: datetime, now_ms: int) -> int:
    """A local moment in UTC milliseconds; a bare time of day is the next one."""
    if moment.year == 1900:
        today = datetime.fromtimestamp(now_ms / 1000, tz=UTC).astimezone()
        moment = today.replace(hour=moment.hour, minute=moment.minute, second=0, microsecond=0, tzinfo=None)
        at_ms = round(moment.astimezone().timestamp() * 1000)
        return at_ms if at_ms > now_ms else at_ms + 86_400_000
    return round(moment.astimezone().timestamp() * 1000)


def _lead() -> Member:
    from vmdojo.cli.league import the_member
    from vmdojo.league.home import TurnedDown

    member = the_member()
    member.sync()
    if not member.is_lead():
        raise TurnedDown(f"Only the lead of “{member.membership.league_name}” does that.")
    return member


def _chosen(ids: Sequence[str], draw: int | None, belt: str | None, seed: str) -> list[Scenario]:
    """The buyers that were named, and those that are drawn: the same seed over the same library draws the same."""
    from vmdojo.cli.library import find_scenario, read_library
    from vmdojo.scenarios.sieve import belts_in

    library = read_library(quiet=True)
    named = [find_scenario(library, id_) for id_ in dict.fromkeys(ids)]
    if draw is None:
        return named
    there = belts_in(library.scenarios)
    if belt is not None and belt not in there:
        console.refuse(f'There is no belt "{console.inert_line(belt)}". There are: {", ".join(there)}.')
    pool = [one for one in library.scenarios if belt in (None, one.belt) and one not in named]
    if len(pool) < draw:
        which = f" of the {belt} belt" if belt else ""
        console.refuse(f"{console.count(len(pool), 'buyer').capitalize()}{which} to draw from. Draw fewer.")
    pool.sort(key=lambda one: sha256(f"{seed}/{one.id}".encode()).digest())
    return [*named, *pool[:draw]]


def _set(
    member: Member,
    name: str,
    title: str,
    scenarios: Sequence[Scenario],
    starts_ms: int,
    ends_ms: int,
    rubric: str,
    **terms: object,
) -> Competition:
    import msgspec

    from vmdojo.cli.library import read_library
    from vmdojo.league.home import TurnedDown
    from vmdojo.league.setting import Terms, set_up

    rules, own = _rubric(rubric)
    if not 1 <= len(title.strip()) <= 60:
        raise TurnedDown("A title has 1 to 60 characters.")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) or len(name) > 64:
        raise TurnedDown("An id is small letters and digits, words joined by single hyphens, 64 characters at most.")
    library = read_library(quiet=True)
    competition, opening = set_up(
        id=name,
        title=title.strip(),
        lead=member.player,
        now_ms=member.clock.now_ms(),
        starts_ms=starts_ms,
        ends_ms=ends_ms,
        scenarios=scenarios,
        shipped=frozenset(one.id for one in scenarios if not library.pack_of(one.id)),
        rubric=rules,
        team_rubric=own,
        terms=msgspec.convert(terms, Terms),
    )
    return member.announce(competition, opening)


def _rubric(which: str) -> tuple[Rubric, str]:
    """A shipped profile by its name, or the rubric in a file of one's own with its text."""
    from vmdojo.cli.judging import load_rubric
    from vmdojo.grading import profiles, rubric_of

    rules = load_rubric(which)
    if which in profiles():
        return rules, ""
    # The very text that travels is the one that must make a rubric.
    text = Path(which).read_text(encoding="utf-8-sig")
    return rubric_of(text, which), text


def _say_set(member: Member, competition: Competition) -> None:
    from vmdojo.cli.league import local, when
    from vmdojo.league.words import judged_by, who_opens

    console.say(f"{competition.id}: {console.inert_line(competition.title)}, {when(member, competition)}.")
    console.say(f"It ends {local(competition.ends_ms)}; {judged_by(competition)}.")
    for entry in competition.entries:
        console.say(f"  {entry.scenario}")
    if competition.seal:
        console.say("\n".join(console.wrapped(who_opens(member, lead=True, due=False))))


def add_to(group: click.Group) -> None:
    """Put the lead's commands among those of the league."""
    group.add_command(compete)
