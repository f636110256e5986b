"""The Inbox laid out: the card of the buyer, the tape as it plays, the comparison, the summary."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from vmdojo.coaching import spoken
from vmdojo.coaching.happenings import InboxCut
from vmdojo.rounds.inbox import InboxRun
from vmdojo.rounds.inbox_hearing import Hearing
from vmdojo.rounds.inbox_score import AT_ONCE, Line
from vmdojo.scenarios.inbox_model import SLUG_OF_YOURS, Did, InboxSet, Voicemail
from vmdojo.scenarios.model import Scenario
from vmdojo.tui.inbox.words import did_words, patience, short_name
from vmdojo.tui.inert import one_line
from vmdojo.tui.text import BLANK, MEASURE, STACKED, clock, counted, cut, fill, labelled, points, say, spread, wrap
from vmdojo.tui.widgets.tape import CUT, GONE, SILENCE, SOUND, owners, reel_lines, reel_step, shades
from vmdojo.tui.words import quoted

UNKNOWN = "a number you don't know"
_ON_MIND = ("trigger", "market", "pain", "role")
MOST_ON_MIND = 5
_LABEL = 12
"""Columns of the names before two tapes, at most."""


def buyer_of(set_: InboxSet, scenario: Scenario | None) -> str:
    """Name and trade of whose ears these are."""
    buyer = scenario.buyer if scenario is not None else set_.buyer
    return f"{one_line(buyer.name)}, {one_line(buyer.industry)}" if buyer is not None else ""


def shown_caller(set_: InboxSet, voicemail: Voicemail, scenario: Scenario | None) -> str:
    """What stands on the phone before one listens: a name only where the number is known."""
    bond = voicemail.relationship or (
        scenario.brief.relationship if scenario is not None else set_.buyer.relationship if set_.buyer else "cold"
    )
    known = bond in ("customer", "met", "inbound") or bool(voicemail.earlier)
    return one_line(voicemail.caller) if known else UNKNOWN


def head(run: InboxRun, width: int) -> Content:
    """Which message, and from whom as far as the phone knows."""
    who = shown_caller(run.set, run.voicemail, run.scenario)
    left = Content.assemble(say(f"Message {run.number} of {run.count}", "bold"), say(f" · {who}", "$quiet"))
    return spread(left, say(buyer_of(run.set, run.scenario), "$quiet") if width >= 66 else "", width)


def card(run: InboxRun, width: int) -> list[Content]:
    """Whose ears these are, before a message plays."""
    set_, scenario = run.set, run.scenario
    lines: list[Content] = []
    if scenario is not None:
        buyer = scenario.buyer
        lines += wrap(say(one_line(f"You are {buyer.name}, {buyer.role}, {buyer.company}.")), width)
        lines += [BLANK, *labelled("You say", quoted(one_line(buyer.greeting)), width, column=14), *_before(run, width)]
        facts = [fact.text for fact in scenario.fact if fact.kind in _ON_MIND]
        lines += [BLANK, *_list("On your mind", facts[:MOST_ON_MIND], width)]
    elif set_.buyer is not None:
        own = set_.buyer
        who = f"You are {own.name}, {own.role}, {own.company}. " if not own.name.startswith("A ") else ""
        lines += [*wrap(say(one_line(f"{who}{own.mood}")), width), *_before(run, width)]
        if own.about:
            lines += [BLANK, *_list("On your mind", own.about[:MOST_ON_MIND], width)]
    return lines


def _before(run: InboxRun, width: int) -> list[Content]:
    """What this caller has left before."""
    lines: list[Content] = []
    for number, before in enumerate(run.voicemail.earlier):
        lines += [] if number else [BLANK]
        lines += labelled("" if number else "Before", quoted(one_line(before)), width, column=14, limit=3)
    return lines


def _list(label: str, texts: Sequence[str], width: int) -> list[Content]:
    lines: list[Content] = []
    for number, text in enumerate(texts):
        lines += labelled(label if not number else "", one_line(text), width, column=14, bullet="- ")
    return [line for line in lines if line.plain.strip()] if width < STACKED else lines


def playing(run: InboxRun, second: float, width: int) -> list[Content]:
    """The tape as far as it has sounded, and the words as far as they have; nothing can be read ahead."""
    message = run.hearing.message
    each = reel_step(message.seconds, width)
    count = max(1, int(message.seconds / each + 0.999))
    done = min(count, int(second / each + 0.5))
    sounds = owners(message.words, each, 0, count)
    pattern = "".join(SILENCE if owner is None else SOUND for owner in sounds[:done]) + " " * (count - done)
    lit = done - 1 if done and second < message.seconds else None
    speed = f"{run.speed:g} times" if run.speed != 1.0 else "real pace"
    return [
        spread(say(clock(second), "bold"), say(speed, "$quiet"), width),
        *reel_lines(pattern, each, message.seconds, width, lit=lit),
        BLANK,
        *heard(run.hearing, second).wrap(min(width, MEASURE)),
    ]


def heard(hearing: Hearing, second: float) -> Content:
    """The words up to a second, the sounding one lit."""
    message = hearing.message
    begun = [word for word in message.words if word.begins <= second]
    end = begun[-1].end if begun else 0
    if begun and second >= begun[-1].ends:  # with what stands behind a word once it has sounded
        following = next((w.start for w in message.words if w.start >= end), len(message.text))
        end += len(message.text[end:following].rstrip())
    shown = say(message.text[:end])
    if begun and second < begun[-1].ends:
        shown = shown.stylize("bold reverse", begun[-1].start, begun[-1].end)
    return shown


# -- the comparison ------------------------------------------------------------------------------------------------


def verdict(run: InboxRun, width: int) -> list[Content]:
    """What you did, what the buyer did, why, and how near the two are."""
    hearing, told = run.hearing, run.cut
    name = short_name(run.set, run.scenario)
    you = say(f"You {did_words(hearing, told.did, told.pressed_at)}.", "bold")
    theirs = say(f"{name} {did_words(hearing, told.buyer_did, told.buyer_at)}.", "bold")
    lines = [
        *_beside(you, say(points(told.points), "bold"), width),
        *_beside(theirs, say("how near", "$quiet"), width),
    ]
    if hearing.reaction.line:
        lines += wrap(say(quoted(one_line(hearing.reaction.line).strip('"“”'))), width)
    lines += [BLANK, *tapes(hearing, told, name, width), BLANK]
    lines += marked(hearing, told).wrap(min(width, MEASURE))
    lines += [BLANK, *labelled("Caller", one_line(hearing.voicemail.caller), width)]
    lines += labelled("Then" if run.set.id == SLUG_OF_YOURS else "Coach", one_line(hearing.voicemail.note), width)
    if hearing.voicemail.disputed:
        lines += labelled("Disputed", one_line(hearing.voicemail.disputed), width)
    if told_why := reasons(hearing, width):
        lines += [BLANK, *wrap(say("To the caller the coach would say", "$quiet"), width), *told_why]
    return lines


def _beside(text: Content, right: Content, width: int) -> list[Content]:
    lines = wrap(text, min(width - right.cell_length - 2, MEASURE)) or [BLANK]
    return [spread(lines[0], right, width), *lines[1:]]


def tapes(hearing: Hearing, told: InboxCut, name: str, width: int) -> list[Content]:
    """Yours over the buyer's, second under second."""
    message = hearing.message
    label_width = min(_LABEL, max(3, len(name))) + 1
    room = max(20, width - label_width)
    each = reel_step(message.seconds, room)
    count = max(1, int(message.seconds / each + 0.999))
    sounds = owners(message.words, each, 0, count)
    mine = [SILENCE if owner is None else SOUND for owner in sounds]
    if told.did == "deleted" and told.pressed_at is not None:
        place = min(count - 1, int(told.pressed_at / each))
        mine = [*mine[:place], CUT, *[GONE] * (count - place - 1)]
    buyers = shades(hearing.reaction.attention, message.seconds, each, cut=hearing.reaction.deleted_at)
    lines = []
    for label, pattern in (("You", "".join(mine)), (name, buyers)):
        for number, row in enumerate(reel_lines(pattern, each, message.seconds, room)):
            lines.append(Content.assemble(fill(say(label if not number else "", "$quiet"), label_width), row))
    return lines


def marked(hearing: Hearing, told: InboxCut) -> Content:
    """The whole message: the scissors where the buyer's cut fell, a sign in brackets where yours did."""
    message, reaction = hearing.message, hearing.reaction
    signs: list[tuple[int, int, Content]] = []
    if reaction.deleted_word is not None:
        signs.append((message.words[reaction.deleted_word].end, 1, say(CUT, "bold $cut")))
    if told.did == "deleted" and told.pressed_at is not None:
        begun = [word for word in message.words if word.begins < told.pressed_at - AT_ONCE]
        signs.append((begun[-1].end if begun else 0, 0, say("[you]", "bold")))
    body = say(message.text)
    parts: list[Content] = []
    at = 0
    for place, _, sign in sorted(signs, key=lambda entry: entry[:2]):
        parts += [body[at:place], sign]
        at = place
    return Content.assemble(*[part for part in [*parts, body[at:]] if part.plain])


def reasons(hearing: Hearing, width: int) -> list[Content]:
    """Why, in the coach's words."""
    lines: list[Content] = []
    for finding in hearing.reasons:
        why = one_line(spoken(finding.why))
        quote = _short(finding.quote, 40)
        sign = "+" if finding.kind == "virtue" else "−"
        begin = "" if not quote or why.startswith('"') else f"{quoted(quote)}: "
        lines += wrap(Content.assemble(say(f"{sign} ", "bold"), say(begin, "bold"), say(why)), width, indent=2, first=0)
    return lines


# -- the summary ---------------------------------------------------------------------------------------------------


def over(run: InboxRun, width: int) -> list[Content]:
    """The whole set."""
    summary = run.summary
    name = short_name(run.set, run.scenario)
    lines = [
        spread(say(one_line(run.set.title), "bold"), say(points(summary.nearness), "bold"), width),
        spread(say(counted(len(summary.lines), "message"), "$quiet"), say("how near", "$quiet"), width),
        BLANK,
        *wrap(say(patience(summary, name)), width),
    ]
    if summary.grounds:
        grounds = ", ".join(f"{what} ({count})" for what, count in summary.grounds[:3])
        lines += wrap(say(f"Your cuts fell on {grounds}."), width)
    lines += [BLANK, spread("", say(f"{'you':>{_COLUMN}}{cut(name, _COLUMN - 1).plain:>{_COLUMN}}", "$quiet"), width)]
    for line in summary.lines:
        lines += _row(line, width)
    if summary.merits:
        lines += [BLANK, *wrap(say("What the kept ones did, said to their callers", "$quiet"), width)]
    for merit in summary.merits:
        count = say(f"{merit.count} of {summary.kept}  ", "bold")
        told = f"{one_line(spoken(merit.why))} {quoted(_short(merit.quote))}"
        lines += wrap(Content.assemble(count, say(told)), width, indent=8, first=0)
    return lines


_COLUMN = 11


def _row(line: Line, width: int) -> list[Content]:
    told = line.cut
    you = clock(told.pressed_at) if told.pressed_at is not None else _SHORT[told.did]
    buyer = clock(told.buyer_at) if told.buyer_at is not None else _SHORT[told.buyer_did]
    caller = Content.assemble(say(f"{points(told.points):>4}  ", "bold"), say(one_line(line.hearing.voicemail.caller)))
    lines = [spread(caller, say(f"{you:>{_COLUMN}}{buyer:>{_COLUMN}}"), width)]
    if line.phrase:
        lines += wrap(say(quoted(one_line(line.phrase)), "$quiet"), width, indent=6)
    return lines


def _short(quote: str, most: int = 44) -> str:
    quote = one_line(quote)
    return quote if len(quote) <= most else f"{quote[: most - 1].rstrip()}…"


_SHORT: dict[Did, str] = {"deleted": "deleted", "let_go": "let it go", "kept": "kept", "answered": "answered"}
