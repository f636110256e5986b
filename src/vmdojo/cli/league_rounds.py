"""Playing for a league, line by line: an official take, and the Friday round from its opening to the votes."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vmdojo.cli import console
from vmdojo.cli.commands import Commands
from vmdojo.cli.league_lead import MOMENT, RUBRIC, keep_result, set_friday, span
from vmdojo.cli.main import INPUT_ERROR

if TYPE_CHECKING:
    from vmdojo.league.friday import Friday
    from vmdojo.league.member import Member
    from vmdojo.league.outbox import Sent
    from vmdojo.league.sitting import Sitting
    from vmdojo.league.wire import Result, Take
    from vmdojo.progress import Record

_WAIT_MS = 12 * 3_600_000
"""A round that opens later than this is told of; one does not wait for it."""
_MARKS = (60, 30, 15, 5, 2, 1)
"""Minutes before the opening at which the wait says how long it still is."""
_LAST_MS = 120_000
"""From this near to the end on, what is left is told between the lines as well, but not more often than this:"""
_EVERY_MS = 20_000
_LATE_MS = 5_000
"""A sealed buyer that is later than this is told of."""
_POLL_SECONDS = 1.0
"""How often one who waits for the opening looks whether the lead has opened it."""


@click.command(short_help="Play an official take, line by line.")
@click.argument("competition", required=False)
@click.argument("scenario", required=False)
def play(competition: str | None, scenario: str | None) -> int:
    """Play an official take for COMPETITION, line by line: begun for it, handed in before you hear the verdict."""
    from vmdojo.cli.league import current, own_record, the_member, told
    from vmdojo.cli.plain import Quit

    try:
        with told(), own_record() as record:
            member = the_member()
            member.sync()
            chosen = current(member, competition)
            if chosen.kind == "friday":
                console.refuse("A Friday round is played with: vmdojo league friday")
            from vmdojo.league.sitting import Sitting

            with closing(Sitting.begin(member, chosen, record, scenario or "")) as sitting:
                take, sent = _sit(sitting)
                attempt = None if sent.refused else sitting.judged(take)
            if attempt is not None:
                console.say(f"Total {attempt.grade.total:.0f} of 100; it is in your record.")
                if chosen.tries > 1:
                    console.say(f"You have {chosen.tries} tries on each buyer; the best counts.")
    except Quit:
        console.say("Stopped. Your words are kept; nothing was handed in.")
        return 0
    return INPUT_ERROR if sent.refused else 0


class FridayCommands(Commands):
    """A word that is no command is the id of a round."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the hidden command "go" before the id of a round, or where there is no word at all."""
        word = next((arg for arg in args if not arg.startswith("-")), None)
        if word not in self.commands and not {"-h", "--help"} & set(args):
            args = ["go", *args]
        return super().parse_args(ctx, args)


@click.group(cls=FridayCommands, short_help="The Friday round: one buyer, eight minutes.")
def friday() -> None:
    """The Friday round: a sealed buyer opens at a set minute for eight minutes, and nothing is graded until the close.

    Alone it does what is due: waits for the opening and plays; after the end lets you hear the takes without names and
    asks "would you return it?"; after the close shows grades and names. With the id of a ROUND it does so for that one.

    \b
    vmdojo league friday        what is due
    vmdojo league friday ROUND  that round; vmdojo league compete list has ids

    In a shared folder the buyer lies sealed on the lead's machine: the lead's vmdojo must be open when the minute
    comes. A server opens it by itself.
    """


@friday.command(hidden=True)
@click.argument("round_", required=False, metavar="[ROUND]")
def go(round_: str | None) -> int:
    """Do what is due in a round: wait for it and play, hear and vote, see how it ended."""
    return _friday(round_ or "")


@friday.command("new", short_help="Seal a buyer until a minute (the lead).")
@click.argument("scenarios", nargs=-1)
@click.option("--at", type=MOMENT, help="The minute it opens, local time: 15:00, or 2026-11-27 15:00.")
@click.option("--in", "in_", callback=span, metavar="TIME", help="Or how soon: 5m.")
@click.option(
    "--for", "length", callback=span, metavar="TIME", default="8m", show_default=True, help="How long it is open."
)
@click.option("--title", default="Friday round", show_default=True)
@click.option("--teams", is_flag=True, help="A board of teams as well.")
@click.option("--rubric", default="classic", show_default=True, metavar="NAME|FILE", help=RUBRIC)
def new(
    scenarios: tuple[str, ...],
    at: datetime | None,
    in_: int | None,
    length: int,
    title: str,
    teams: bool,
    rubric: str,
) -> int:
    """Seal a buyer until a minute (the lead): SCENARIOS, or one that is drawn."""
    return set_friday(title, scenarios, at, in_, length, teams, rubric)


@friday.command("close", short_help="Count, grade, name (the lead).")
@click.argument("competition", required=False)
@click.option("--out", type=click.Path(path_type=Path), help="Write the result into this file as well.")
def close(competition: str | None, out: Path | None) -> int:
    """Count the votes, grade the takes, show the names (the lead): of COMPETITION, or of the round that is due."""
    from vmdojo.cli.league import own_record, the_member, told
    from vmdojo.league.friday import Friday

    with told(), own_record() as record:
        member = the_member()
        member.sync()
        round_ = Friday.of(member, competition or "", over=True)
        result = round_.close()
        round_.settle(result, record)
        keep_result(result, out)
        _say_result(member, result)
    return 0


@click.command(short_help="Hear the takes of a Friday round, and vote.")
@click.argument("competition", required=False)
def vote(competition: str | None) -> int:
    """Hear the takes of a Friday round without names, and say of each whether you would return it."""
    from vmdojo.cli.league import the_member, told
    from vmdojo.league.friday import Friday

    with told():
        member = the_member()
        member.sync()
        _vote(Friday.of(member, competition or "", over=True))
    return 0


def _friday(id_: str) -> int:
    from vmdojo.cli.league import local, own_record, say_sent, the_member, told
    from vmdojo.cli.plain import Quit
    from vmdojo.league.friday import Friday

    try:
        with told(), own_record() as record:
            member = the_member()
            say_sent(member.sync())
            round_ = Friday.of(member, id_)
            if not id_ and round_.phase == "coming":
                if (last := Friday.closed_last(member)) is not None:
                    _show_closed(member, last, record)
                    console.say()
                if round_.left_ms > _WAIT_MS:
                    it = round_.competition
                    console.say(f"Next: {console.inert_line(it.title)}, {local(it.starts_ms)} ({it.id}).")
                    advice = f"{_who_opens(member, round_)} Come back then: vmdojo league friday"
                    console.say("\n".join(console.wrapped(advice)))
                    return 0
            if round_.phase in ("coming", "unopened"):
                round_ = _wait(member, round_)
            if round_.phase == "handed_in":
                after = f"{local(round_.competition.ends_ms)}, in {_minutes(round_.left_ms)}"
                console.say(f"You have handed in. The takes play after {after}.")
                return 0
            if round_.phase == "open":
                from vmdojo.league.sitting import Sitting

                with closing(Sitting.begin(member, round_.competition, record)) as sitting:
                    _, sent = _sit(sitting)
                if not sent.refused:
                    after = f"{local(round_.competition.ends_ms)}, in {_minutes(round_.left_ms)}"
                    console.say("Nothing is graded before the close.")
                    console.say(f"The takes play after {after}: vmdojo league friday")
                return INPUT_ERROR if sent.refused else 0
            if round_.phase == "voting":
                _vote(round_)
                return 0
            _show_closed(member, round_, record)
    except Quit:
        console.say("Stopped. Your words are kept; nothing was handed in.")
    return 0


def _show_closed(member: Member, round_: Friday, record: Record) -> None:
    """Grades and names, and one's own take on record."""
    result = member.home.result(round_.competition.id)
    if result is None:
        console.refuse("The lead's opening never came: nobody could play this round.")
    round_.settle(result, record)
    _say_result(member, result)


def _wait(member: Member, round_: Friday) -> Friday:
    """Until the round is open, or over; the lead's own machine opens it by waiting here."""
    from vmdojo.cli.league import local
    from vmdojo.league.friday import Friday

    it = round_.competition
    if round_.phase == "coming":
        soon = f"{local(it.starts_ms)}, in {_minutes(round_.left_ms)}"
        console.warn(f"{console.inert_line(it.title)} opens {soon}. {_who_opens(member, round_)} Ctrl+C leaves.")
    marks = [minutes for minutes in _MARKS if minutes * 60_000 < round_.left_ms]
    called = False
    while round_.phase in ("coming", "unopened"):
        left_ms = it.starts_ms - member.clock.now_ms()
        if marks and 0 < left_ms <= marks[0] * 60_000:
            console.warn(f"It opens in {_minutes(marks.pop(0) * 60_000)}.")
        time.sleep(min(max(left_ms / 1000, _POLL_SECONDS / 4), _POLL_SECONDS))
        if round_.phase != "coming":
            member.sync()
            round_ = Friday(member, it)
            if round_.phase == "unopened" and not called and left_ms < -_LATE_MS:
                called = True
                told = f"{_who_opens(member, round_)} {_minutes(round_.left_ms).capitalize()} left."
                console.warn(told)
    return round_


def _who_opens(member: Member, round_: Friday) -> str:
    """Who opens the buyer; a league out of reach cannot say whether oneself does. Empty then."""
    from vmdojo.league.home import LeagueError
    from vmdojo.league.words import who_opens

    try:
        return who_opens(member, lead=member.is_lead(), due=round_.phase == "unopened")
    except LeagueError:
        return ""


def _minutes(ms: int) -> str:
    """A time that is left, as one reads it: 7 minutes 40 seconds, 3 h 10 min, 2 days."""
    from vmdojo.league.words import waited

    seconds = -(-ms // 1000)
    if seconds >= 3600:
        return waited(ms)
    parts = [console.count(seconds // 60, "minute")] if seconds >= 60 else []
    if seconds % 60 or not parts:
        parts.append(console.count(seconds % 60, "second"))
    return " ".join(parts)


def _sit(sitting: Sitting) -> tuple[Take, Sent]:
    """Plan, message, guess, and in it goes. Raises Quit; EOFError where the input ends before."""
    from vmdojo.cli.aloud import Aloud
    from vmdojo.cli.league import local, say_sent
    from vmdojo.cli.plain import HangUp, PlainRound
    from vmdojo.cli.play import own_settings
    from vmdojo.league.words import pasted_words
    from vmdojo.rounds import Stage

    it = sitting.competition
    hurries = it.kind == "friday"

    class Official(PlainRound):
        """The same questions as in any round, and no verdict; in a Friday round with the time that is left."""

        _told_ms = 1 << 60

        def _left(self) -> None:
            if hurries and sitting.left_ms <= self._told_ms - _EVERY_MS:
                self._told_ms = sitting.left_ms
                _say(f"{_minutes(sitting.left_ms).capitalize()} left.")

        def _plan(self) -> None:
            self._left()
            super()._plan()

        def _compose(self) -> None:
            self._left()
            super()._compose()

        def _ask(self, *, restart: bool = False) -> str | None:
            line = super()._ask(restart=restart)
            if line and line.strip() != "." and sitting.left_ms < _LAST_MS:
                self._left()
            return line

        def sit(self) -> tuple[Take, Sent]:
            self._begin()
            try:
                if self._round.stage is Stage.DOSSIER:
                    self._plan()
                self._compose()
                return sitting.hand_in(*self._foresee())
            except HangUp:
                return sitting.hang_up()
            finally:
                self._aloud.hush()

    console.say(f"Official, for {console.inert_line(it.title)}; it ends {local(it.ends_ms)}.")
    if hurries:
        console.say("Line by line nothing goes in by itself: answer the last question before the end.")
    aloud = Aloud(own_settings(), _say)
    take, sent = Official(sitting.round, sitting.rubric, console.listen, _say, console.warn, aloud).sit()
    say_sent(sent)
    if pasted := pasted_words(take.pasted):
        console.say(pasted)
    return take, sent


def _vote(round_: Friday) -> None:
    """Play the takes; an empty answer passes one over. Raises LeagueError."""
    from vmdojo.cli.plain import yes_or_no
    from vmdojo.league.nameless import TOLD

    hearing, title = round_.hearing(), console.inert_line(round_.competition.title)
    if not hearing.takes:
        if round_.phase in ("coming", "unopened", "open", "handed_in"):
            console.say("The takes play once the round is over. Then `vmdojo league vote` lets you hear them.")
        else:
            console.say(f"{title}: nobody left a message, and there is nothing to hear.")
        return
    console.say(f"{title}: the takes, one after another.")
    for line in console.wrapped(TOLD):
        _say(line)
    while (one := hearing.now) is not None:
        _say("")
        _say(f"Take {hearing.at + 1} of {len(hearing.takes)}{', your own' if one.own else ''}")
        for line in console.wrapped(one.take.text, indent="  "):
            _say(line)
        answer = None
        if one.own:
            hearing.go_on()
            continue
        while answer is None:
            _say("Would you return it? yes, no, or Enter to pass.")
            try:
                typed = console.listen().strip()
            except EOFError:  # what was answered so far is a ballot
                typed = ""
            if not typed:
                break
            answer = yes_or_no(typed)
        if answer is None:
            hearing.go_on()
        else:
            hearing.answer(answer)
    _say("")
    if not hearing.answers:
        _say("You gave no vote. Until the lead closes the round you may: vmdojo league vote")
        return
    round_.vote(hearing.answers)
    number = len(hearing.answers)
    stand = "Your vote stands." if number == 1 else f"Your {number} votes stand."
    _say(f"{stand} Grades and names come when the lead closes the round.")


def _say_result(member: Member, result: Result) -> None:
    from vmdojo.cli.league_board import result_lines

    console.say("\n".join(result_lines(result, member.player)))


def _say(line: str) -> None:
    import sys

    console.say(line)
    if sys.stdout is not None:
        sys.stdout.flush()


def add_to(group: click.Group) -> None:
    """Put these among the commands of the league."""
    for command in (play, friday, vote):
        group.add_command(command)
