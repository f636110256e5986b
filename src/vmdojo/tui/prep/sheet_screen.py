"""The call sheet on the screen: the message in breaths, the email, what to say if they pick up, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widget import Widget

from vmdojo.coaching.days import day_name
from vmdojo.coaching.sheet import Sheet
from vmdojo.coaching.sheet_page import sheet_html, sheet_text
from vmdojo.progress import RecordError
from vmdojo.rounds.prep import write_text
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, clock, labelled, points, say, spread, wrap
from vmdojo.tui.widgets.block import Block


def lines(sheet: Sheet, width: int) -> list[Content]:
    """The sheet laid out."""
    made = "" if sheet.total is None else f"{points(sheet.total)} points"
    found = [spread(say(one_line(sheet.title), "bold"), say(made, "$quiet"), width)]
    found += wrap(say(one_line(sheet.who), "$quiet"), width) if sheet.who else []
    for warning in sheet.warnings:
        found += [BLANK, *wrap(say(warning, "italic"), width)]
    found += [BLANK, spread(say("Say it", "bold"), say(clock(sheet.seconds), "$quiet"), width)]
    for at, breath in enumerate(sheet.breaths):
        mark = " /" if at + 1 < len(sheet.breaths) else ""
        said = Content.assemble(say(one_line(breath.text)), say(mark, "$quiet"))
        found += _timed(clock(breath.begins), said, width)
    for row in sheet.firms:
        found += [BLANK, spread(say(one_line(row.who), "bold"), say(clock(row.seconds), "$quiet"), width)]
        found += wrap(say(one_line(row.text)), width)
        for note in row.notes:
            found += wrap(say(note, "italic"), width)
    found += [BLANK, say("The email", "bold"), *labelled("Subject", one_line(sheet.subject), width)]
    for paragraph in sheet.email:
        found += [BLANK, *(line for part in paragraph.split("\n") for line in wrap(say(one_line(part)), width))]
    found += [BLANK, say("If they pick up", "bold"), *wrap(say(one_line(sheet.pick_up)), width)]
    found += wrap(say(sheet.tip, "$quiet"), width)
    found += [BLANK, say("What comes next", "bold")]
    for at, touch in enumerate(sheet.touches):
        found += [] if at == 0 else [BLANK]
        found += wrap(say(f"{day_name(touch.day)}, {touch.channel}", "$quiet"), width)
        found += wrap(say(one_line(touch.what)), width)
        found += wrap(say(f"{touch.why} {touch.source}.", "$quiet"), width)
    return found


def _timed(face: str, said: Content, width: int) -> list[Content]:
    rest = wrap(said, width - 6)
    return [Content.assemble(say(f"{face if at == 0 else '':<6}", "$quiet"), line) for at, line in enumerate(rest)]


class SheetPage(Stage):
    """What one takes to the phone."""

    KEY = "sheet"
    BINDINGS = actions.bindings("sheet")

    def __init__(self, sheet: Sheet, name: str) -> None:
        super().__init__()
        self._sheet = sheet
        self._file = name

    def page(self) -> Iterator[Widget]:
        yield Block(self._lines, id="sheet")

    def _lines(self, width: int) -> Sequence[Content]:
        return lines(self._sheet, width)

    def action_copy(self) -> None:
        self.dojo.copy_to_clipboard(sheet_text(self._sheet))
        self.dojo.notice("Sent to the clipboard by way of the terminal (OSC 52); some terminals keep it from arriving.")

    def action_write(self) -> None:
        folder = self.dojo.book.folder
        page = folder / f"{self._file}.html"
        try:
            write_text(page, sheet_html(self._sheet))
            write_text(folder / f"{self._file}.md", sheet_text(self._sheet))
        except RecordError as problem:
            self.dojo.notice(str(problem))
            return
        self.dojo.notice(f"Written to {page}, and the same as text beside it (.md).")
