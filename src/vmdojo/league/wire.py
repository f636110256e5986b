"""What a league says to its members and they to it, as frozen structs. Format 1.

Every struct has one canonical form, :func:`canonical`: JSON in UTF-8 without blanks, keys sorted, every key written.
:func:`digest` of it names a thing for good. :func:`read` takes bytes from others: it accepts the canonical form alone,
so that equal names mean equal content and nothing can hide between two ways of writing the same.

Times are UTC milliseconds. A take carries no score: whoever shows a board grades again.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

FORMAT: Literal[1] = 1
MOST_BYTES = 1 << 20
"""Bytes of one thing in its canonical form; a :class:`Result`, which holds many, has :data:`MOST_RESULT_BYTES`."""
MOST_RESULT_BYTES = 1 << 26
MOST_TEXT = 12_000
"""Code points of a message: ten times what anybody bears to hear."""
MOST_EARLIER = 10
MOST_SCENARIOS = 50
MOST_RUBRIC = 1 << 16
"""Code points of a lead's own rubric file."""

Format = Literal[1]
# \Z, not $: the latter lets a line break through at the end.
Id = Annotated[
    str,
    Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z", description="a UUIDv7"),
]
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z", description="a SHA-256, 64 small hex digits")]
Name = Annotated[str, Meta(min_length=1, max_length=60)]
MaybeName = Annotated[str, Meta(max_length=60)]
Key = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z", min_length=1, max_length=64)]
JudgeName = Annotated[str, Meta(min_length=1, max_length=120)]
Words = Annotated[str, Meta(max_length=MOST_TEXT)]
Content = Annotated[str, Meta(min_length=2, max_length=1 << 17)]
Ms = Annotated[int, Meta(ge=0, le=(1 << 48) - 1)]
Percent = Annotated[int, Meta(ge=0, le=100)]

Public = Annotated[str, Meta(pattern=r"^(?!prep-)[a-z0-9]+(-[a-z0-9]+)*\Z", max_length=64)]
"""Id of a scenario. One that a player prepared for a real buyer ("prep-...") cannot be said."""

By = Literal["points", "improvement", "calibration"]
"""What a board is sorted by."""
Source = Literal["play", "today", "league"]
"""What a take was written for. A prepared call ("prep") or a drill has no word here: it cannot be told to a league."""


class Wire(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type"):
    """Common to all that goes over the wire or into a file."""

    format: Format = FORMAT


class LeagueInfo(Wire, frozen=True, kw_only=True, tag="league"):
    """A group of players."""

    id: Id
    name: Name
    lead: Id
    """Id of the player who sets competitions."""
    made_ms: Ms
    code_check: Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?\Z")] = ""
    """:func:`code_check` of the joining code; empty where a server keeps that to itself."""
    honour: bool = True
    """True where nobody stands between a player and the board: a shared folder."""


class Player(Wire, frozen=True, kw_only=True, tag="player"):
    """One member. Without a name the board shows an alias: names are opt-in."""

    id: Id
    name: MaybeName = ""
    team: MaybeName = ""
    since_ms: Ms
    """When this was said; the latest of one player's holds."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scenario of a competition, by the SHA-256 of its content: :func:`vmdojo.scenarios.content_hash`."""

    scenario: Public
    hash: Hash


class Competition(Wire, frozen=True, kw_only=True, tag="competition"):
    """A dated contest over given scenarios. It never changes once it was announced."""

    id: Key
    title: Name
    lead: Id
    announced_ms: Ms
    starts_ms: Ms
    ends_ms: Ms
    """The first millisecond that counts no longer."""
    entries: Annotated[tuple[Entry, ...], Meta(max_length=MOST_SCENARIOS)] = ()
    """Empty while sealed: then :class:`Opening` brings them."""
    seal: Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?\Z")] = ""
    """:func:`seal_of` what will be opened at ``starts_ms``; empty where nothing is held back."""
    judge: JudgeName
    """The one judge that counts here."""
    rubric: Key = "classic"
    """The shipped profile whose judge that is, or the id of :attr:`team_rubric`."""
    team_rubric: Annotated[str, Meta(max_length=MOST_RUBRIC)] = ""
    """The lead's own rubric file, whole: it travels with the competition, so that every reader judges by it. Empty
    where a shipped profile judges."""
    tries: Annotated[int, Meta(ge=1, le=20)] = 1
    """Takes that a player may hand in on each scenario, the earliest ones; the best counts."""
    best_of: Annotated[int, Meta(ge=0, le=MOST_SCENARIOS)] = 0
    """How many scenarios count, a player's best ones; 0 for all."""
    kind: Literal["contest", "friday"] = "contest"
    """A Friday round is graded and named only after the room has voted."""
    official: bool = False
    """True: only takes that were declared for it beforehand count."""
    offline: bool = True
    """Whether takes that were handed in without the league in reach count."""
    weekly: bool = False
    """True: the board begins anew every seven days from ``starts_ms``."""
    teams: bool = False
    divisions: Annotated[int, Meta(ge=1, le=5)] = 1
    """Boards of players of like ability, by what they reached in earlier competitions."""
    goal: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    """For all together: so many takes of 70 points or more; 0 for none."""


class Opening(Wire, frozen=True, kw_only=True, tag="opening"):
    """The content of scenarios of a competition: what was sealed, and what members may not have."""

    competition: Key
    salt: Annotated[str, Meta(pattern=r"^([0-9a-f]{32})?\Z")] = ""
    """Random, so that nobody finds what is sealed by trying the whole library."""
    scenarios: Annotated[tuple[Content, ...], Meta(min_length=1, max_length=MOST_SCENARIOS)]
    """Each as :func:`vmdojo.scenarios.content_form` writes it: its SHA-256 is the hash of the scenario."""


class Ticket(Wire, frozen=True, kw_only=True, tag="ticket"):
    """Leave to write one take, stamped by the league when the dossier was opened."""

    id: Id
    competition: Key
    scenario_hash: Hash
    player: Id
    opened_ms: Ms


class Guess(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Said before the score is known."""

    would_return: bool
    guess: Percent


class Take(Wire, frozen=True, kw_only=True, tag="take"):
    """One message handed in. ``id`` is the attempt's; the same id twice in one competition is once."""

    id: Id
    player: Id
    competition: Key
    scenario: Public
    scenario_hash: Hash
    judge: JudgeName
    """The one that the player was judged by. It must be the competition's; what it said is not asked."""
    text: Words
    plan: Annotated[str, Meta(max_length=1_000)] = ""
    leave: bool = True
    """False: hung up without a message; then ``text`` is empty."""
    prediction: Guess | None = None
    earlier: Annotated[tuple[Words, ...], Meta(max_length=MOST_EARLIER)] = ()
    opened_ms: Ms
    left_ms: Ms
    source: Source
    official: bool = False
    """Declared beforehand, by opening the dossier for this competition."""
    offline: bool = False
    """Handed in while the league was out of reach."""
    pasted: Percent = 0
    """How much of its words came in by pasting, as the player's own vmdojo saw it: told, not proven."""
    ticket: Annotated[str, Meta(max_length=36)] = ""
    """Id of the :class:`Ticket` that a server gave for it; empty elsewhere."""


class Receipt(Wire, frozen=True, kw_only=True, tag="receipt"):
    """The league has a take. Handing in twice gives the first one's receipt again."""

    take: Id
    hash: Hash
    """:func:`digest` of the take as it is kept."""
    received_ms: Ms
    again: bool = False
    """True where it was there already."""


class Entered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A take as the league holds it."""

    take: Take
    received_ms: Ms
    """Stamped by a server; on honour what the take itself says."""


class Vote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Would you return it?"""

    take: Hash
    yes: bool


class Ballot(Wire, frozen=True, kw_only=True, tag="ballot"):
    """One voter's answers in a Friday round; of several the latest holds. Votes for one's own take do not count."""

    competition: Key
    player: Id
    votes: Annotated[tuple[Vote, ...], Meta(max_length=1_000)]
    at_ms: Ms


class Standing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One row of a board."""

    rank: int
    """Within the division, from 1. Rows that are equal in value are told apart by the earlier time."""
    player: Id
    """Of a team's row: its first member's, so that a row always has one."""
    name: str
    """As the player wishes it: a name of their own or an alias. Untrusted."""
    team: str = ""
    division: int = 1
    value: float
    """What the board is sorted by: points 0-100, points gained, or 100 less the mean miss of the guesses."""
    points: float
    takes: int
    at_ms: Ms
    """When the deciding take was received: the earlier wins a tie."""
    trend: tuple[float, ...] = ()
    """Points of the player's takes that count, oldest first; the last twelve."""
    offline: bool = False
    """At least one of them was handed in offline."""
    assisted: bool = False
    """At least one of them was, by the criteria of ``vmdojo.league.likeness``."""


class Board(Wire, frozen=True, kw_only=True, tag="board"):
    """A board as it is shown."""

    competition: Key
    by: By
    rows: tuple[Standing, ...]
    teams: tuple[Standing, ...] = ()
    week: int = 0
    """Number of the week shown, from 1; 0 where the board does not begin anew."""
    reached: int = 0
    """Takes of 70 points or more, towards the goal."""
    told: tuple[str, ...] = ()
    """What the reader should know: that it runs on honour, what was left out and why."""


class Returned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the room's board in a Friday round."""

    take: Hash
    player: Id
    yes: int
    votes: int


class Result(Wire, frozen=True, kw_only=True, tag="result"):
    """A closed competition with everything that it takes to come to the same end again."""

    competition: Competition
    opening: Opening | None
    players: tuple[Player, ...]
    takes: tuple[Entered, ...]
    points: tuple[float, ...]
    """The total of each take, in the order of ``takes``, to one decimal."""
    ballots: tuple[Ballot, ...]
    standings: tuple[Standing, ...]
    votes: tuple[Returned, ...]
    past: dict[Id, float] = {}
    """What players had reached in earlier competitions: divisions and improvement rest on it."""
    closed_ms: Ms


Thing = TypeVar("Thing", bound=Wire)


class BadWire(ValueError):  # noqa: N818 - what it is
    """Bytes that are no such thing. ``str()`` ends a sentence: "... is left out: {it}"."""


def canonical(value: msgspec.Struct) -> bytes:
    """The one way to write it. Raises BadWire for text that UTF-8 cannot hold (half of a surrogate pair)."""
    try:
        return msgspec.json.encode(value, order="sorted")
    except UnicodeEncodeError as odd:
        raise BadWire("it holds a character that no file can hold") from odd


def digest(value: msgspec.Struct) -> str:
    """SHA-256 of the canonical form, 64 hex digits. Raises BadWire as :func:`canonical` does."""
    return sha256(canonical(value)).hexdigest()


def read(data: bytes, type_: type[Thing]) -> Thing:
    """The thing that these bytes are the canonical form of. Raises BadWire."""
    if len(data) > (MOST_RESULT_BYTES if issubclass(type_, Result) else MOST_BYTES):
        raise BadWire("it is too large")
    try:
        value = msgspec.json.decode(data, type=type_)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise BadWire("it is cut off or not of this format") from wrong
    if canonical(value) != data:
        raise BadWire("it is not in the canonical form")
    return value


def code_check(league: str, code: str) -> str:
    """What a league keeps of its joining code. Case and blanks of the code do not matter."""
    return sha256(f"{league}/{''.join(code.split()).upper()}".encode()).hexdigest()


def seal_of(opening: Opening) -> str:
    """What a competition says beforehand of what it will open."""
    return digest(opening)
