"""The Inbox line by line, for a screen reader or a pipe: each Enter hears on to the next breath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmdojo.cli import console
from vmdojo.cli.aloud import Aloud
from vmdojo.cli.inbox import find_set, read_sets
from vmdojo.cli.library import find_scenario, read_library
from vmdojo.cli.play import input_ended, listen, open_record, own_settings, rubric_to_play, say
from vmdojo.coaching import clock, spoken
from vmdojo.coaching.strip import small_tape
from vmdojo.message import parse
from vmdojo.rounds.inbox import InboxRun, InboxStage, suggest

if TYPE_CHECKING:
    from vmdojo.message.model import Pace
    from vmdojo.progress import Record
    from vmdojo.scenarios.inbox_model import Did, InboxSet

_HELP = (
    "Enter hears on; d deletes; h reads aloud from there on, and h again ends that; quit stops, and what you heard is "
    "kept."
)
_AFTER = "That was all of it. d lets it go, k keeps it, r answers it."
_HEAR = ("h", "hear", "/hear")
_CHOICES: dict[str, Did] = {"d": "let_go", "k": "kept", "r": "answered"}


class _Quit(Exception):  # noqa: N818 - what the player did
    pass


class _Voice:
    """Reads what is shown aloud, once that was asked for."""

    def __init__(self, aloud: Aloud, pace: Pace) -> None:
        self._aloud = aloud
        self._pace = pace
        self._on = False

    def turn(self, text: str) -> None:
        """On, beginning with ``text``, which has just been shown; or off again."""
        self._on = not self._on
        if not self._on:
            say("It is silent from here on.")
            return
        self.read(text)
        if self._on:
            say("From here on you hear it too.")

    def read(self, text: str) -> None:
        """Let it sound; where that cannot be, it is silent from here on."""
        if self._on and text.strip():
            self._on = self._aloud.read(parse(text, self._pace), stops=False)

    def ask(self) -> str:
        """A line of the player; whatever it is, it ends what sounds. Raises _Quit and EOFError."""
        answer = listen().strip().lower()
        self._aloud.hush()
        if answer in ("quit", "/quit", "q", "exit"):
            raise _Quit
        return answer

    def hush(self) -> None:
        self._aloud.hush()


def play(wanted: str | None, *, anew: bool) -> int:
    """Play a set to its end, or until the player stops. Exit code."""
    kept = True
    try:
        with open_record() as record:
            kept = record.path is not None
            for notice in record.notices:
                console.warn(notice)
            set_ = find_set(wanted) if wanted is not None else _choose(record)
            scenario = find_scenario(read_library(), set_.scenario) if set_.scenario else None
            rubric = rubric_to_play(None)()
            run = InboxRun.open(set_, scenario, rubric=rubric, record=record, anew=anew)
            voice = _Voice(Aloud(own_settings(), say), rubric.pace)
            try:
                _run(run, voice)
            finally:
                voice.hush()
    except _Quit:
        say("Until next time. It goes on from here." if kept else "Until next time.")
    except EOFError:
        return input_ended(kept=kept)
    return 0


def _ask() -> str:
    answer = listen().strip().lower()
    if answer in ("quit", "/quit", "q", "exit"):
        raise _Quit
    return answer


def _choose(record: Record) -> InboxSet:
    """Ask for a set; Enter takes the one that is next."""
    sets = read_sets()
    if not sets:
        console.refuse("There is no set in the inbox. Run vmdojo doctor to see what is missing.")
    for number, one in enumerate(sets, 1):
        say(console.inert_line(f"{number}. {one.title}, {len(one.message)} messages ({one.id})"))
    next_ = suggest(record, sets)
    first = next((one for one in sets if next_ is not None and one.id == next_.id), sets[0])
    while True:
        say(console.inert_line(f"Which set? A number or an id; Enter for {first.title}."))
        answer = _ask()
        if not answer:
            return first
        if answer.isascii() and answer.isdigit() and 1 <= int(answer[:6]) <= len(sets):
            return sets[int(answer[:6]) - 1]
        try:
            return find_set(answer)
        except console.Refusal as refusal:
            say(str(refusal))


def _tell(text: str, *, indent: str = "", first: str | None = None) -> None:
    for line in console.wrapped(text, indent=indent, first=first):
        say(line)


def _run(run: InboxRun, voice: _Voice) -> None:
    _tell(f"{run.set.title}. {run.set.theme}")
    if run.taken_up:
        say(f"You had heard {run.taken_up} of {run.count}; it goes on with the next one.")
    _tell(_HELP)
    _whose(run)
    while run.stage is not InboxStage.SUMMARY:
        _message(run, voice)
        _verdict(run)
        run.next()
        if run.problem:
            console.warn(run.problem)
    _summary(run)


def _whose(run: InboxRun) -> None:
    buyer, own = (run.scenario.buyer if run.scenario else None), run.set.buyer
    say("")
    if buyer is not None:
        _tell(f'You are {buyer.name}, {buyer.role}, {buyer.company}. You say: "{buyer.greeting}"')
    elif own is not None:
        _tell(f"You are {own.name}, {own.role}, {own.company}. {own.mood}")
        for phrase in own.about:
            _tell(phrase, indent="  ", first="- ")


def _message(run: InboxRun, voice: _Voice) -> None:
    """One voicemail until delete is pressed or something is chosen."""
    say("")
    say(f"Message {run.number} of {run.count}, {clock(run.seconds)} long.")
    for before in run.voicemail.earlier:
        _tell(f'They left before: "{before}"')
    text = run.hearing.message.text
    since = shown = 0
    while run.stage is not InboxStage.JUDGED:
        if run.stage is InboxStage.ENDED:
            _tell(_AFTER)
            answer = voice.ask()
            if answer in _HEAR:
                voice.turn(text)
            elif (choice := _CHOICES.get(answer[:1])) is not None:
                run.choose(choice)
            continue
        if run.stage is InboxStage.PAUSED:
            answer = voice.ask()
            if answer in ("d", "delete"):
                run.delete(0.0)
                return
            if answer in _HEAR:
                voice.turn(text[since:shown])
                continue
        run.hear_on(0.0)
        second = run.second(0.0)
        last = max(word.end for word in run.hearing.message.words if word.begins < second)
        while last < len(text) and not text[last].isspace():  # with the comma that follows
            last += 1
        end = len(text) if second >= run.seconds else last
        say(f"{clock(second)}  {console.inert_line(text[shown:end])}")
        voice.read(text[shown:end])
        since, shown = shown, end


def _verdict(run: InboxRun) -> None:
    from vmdojo.tui.inbox.words import did_words, short_name

    hearing, cut = run.hearing, run.cut
    name = short_name(run.set, run.scenario)
    say("")
    _tell(f"You {did_words(hearing, cut.did, cut.pressed_at)}.")
    _tell(f"{name} {did_words(hearing, cut.buyer_did, cut.buyer_at)}. How near the two are: {cut.points:.0f} of 100.")
    if hearing.reaction.line:
        _tell(f'"{hearing.reaction.line}"')
    if console.colourful():  # a reader of lines would hear it sign by sign
        say(small_tape(hearing.reaction, hearing.message.seconds))
    _tell(f"From {hearing.voicemail.caller}.")
    _tell(hearing.voicemail.note)
    if hearing.voicemail.disputed:
        _tell(f"Author and judge differ here: {hearing.voicemail.disputed}")
    say("To the caller the coach would say:")
    for finding in hearing.reasons:
        sign = "+" if finding.kind == "virtue" else "-"
        _tell(console.on_quote(finding.quote, spoken(finding.why)), indent="  ", first=f"{sign} ")


def _summary(run: InboxRun) -> None:
    from vmdojo.tui.inbox.words import did_words, patience, short_name

    summary = run.summary
    name = short_name(run.set, run.scenario)
    say("")
    _tell(f"That was the whole set. How near: {summary.nearness:.0f} of 100.")
    _tell(patience(summary, name))
    if summary.grounds:
        grounds = ", ".join(f"{what} ({count})" for what, count in summary.grounds)
        _tell(f"Your cuts fell on {grounds}.")
    for line in summary.lines:
        cut = line.cut
        you = did_words(line.hearing, cut.did, cut.pressed_at)
        _tell(
            f"{cut.points:.0f}: {line.hearing.voicemail.caller}. You {you}; "
            f"{name} {did_words(line.hearing, cut.buyer_did, cut.buyer_at)}.",
            indent="  ",
            first="- ",
        )
