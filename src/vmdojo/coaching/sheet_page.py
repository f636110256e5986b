"""A call sheet on paper: as text, and as a page that prints."""

from __future__ import annotations

from textwrap import wrap

from vmdojo.coaching.days import day_name
from vmdojo.coaching.sheet import Sheet
from vmdojo.coaching.wording import clock, points

_WIDTH = 72


def sheet_text(sheet: Sheet) -> str:
    """The sheet as Markdown that reads well as plain text, wrapped to 72 columns. Ends with a line break."""
    lines = [f"# Call sheet: {_one(sheet.title)}", *(["", _one(sheet.who)] if sheet.who else [])]
    for warning in sheet.warnings:
        lines += ["", *_wrapped(warning, "> ", "> ")]
    lines += ["", f"## Say it ({_measured(sheet)})", "", "One line, one breath; / is where you take it.", ""]
    for at, breath in enumerate(sheet.breaths):
        mark = " /" if at + 1 < len(sheet.breaths) else ""
        lines += _wrapped(_one(breath.text) + mark, f"- {clock(breath.begins)}  ", "        ")
    if sheet.firms:
        lines += ["", "## To each of them"]
        for row in sheet.firms:
            lines += ["", f"### {_one(row.who)} ({clock(row.seconds)})", "", *_wrapped(row.text)]
            if row.notes:
                lines += ["", *(line for note in row.notes for line in _wrapped(note, "- ", "  "))]
    lines += ["", "## The email", "", f"Subject: {_one(sheet.subject)}"]
    for paragraph in sheet.email:
        held = paragraph.split("\n")
        lines += ["", *(f"{_one(line)}  " for line in held[:-1]), *_wrapped(held[-1])]
    lines += ["", "## If they pick up", "", *_wrapped(sheet.pick_up), "", *_wrapped(sheet.tip)]
    lines += ["", "## What comes next", ""]
    for touch in sheet.touches:
        told = f"{day_name(touch.day)}, {touch.channel}: {touch.what} {touch.why} [{touch.source}]"
        lines += _wrapped(told, "- ", "  ")
    return "\n".join(lines) + "\n"


def _measured(sheet: Sheet) -> str:
    """How long it takes, and what it earned where it was judged."""
    return clock(sheet.seconds) + ("" if sheet.total is None else f", {points(sheet.total)} points")


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return wrap(
        _one(text), _WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False
    ) or [first.rstrip()]


def sheet_html(sheet: Sheet) -> str:
    """The sheet as one page of HTML that prints on one sheet of paper; a list of firms takes further ones."""
    from html import escape

    def told(text: str) -> str:
        return escape(_one(text))

    breaths = "".join(
        f"<tr><td>{clock(breath.begins)}</td><td>{told(breath.text)}"
        f"{'<span> /</span>' if at + 1 < len(sheet.breaths) else ''}</td></tr>"
        for at, breath in enumerate(sheet.breaths)
    )
    email = "".join(f"<p>{'<br>'.join(told(line) for line in part.split(chr(10)))}</p>" for part in sheet.email)
    touches = "".join(
        f"<tr><td>{day_name(touch.day)}<br>{touch.channel}</td><td><b>{told(touch.what)}</b> {told(touch.why)} "
        f"<small>{told(touch.source)}</small></td></tr>"
        for touch in sheet.touches
    )
    firms = "".join(
        f"<section><h3>{told(row.who)} <small>{clock(row.seconds)}</small></h3><p>{told(row.text)}</p>"
        + "".join(f"<p><i>{told(note)}</i></p>" for note in row.notes)
        + "</section>"
        for row in sheet.firms
    )
    warnings = "".join(f"<p class=warn>{told(warning)}</p>" for warning in sheet.warnings)
    many = f"<div class=firms><h2>To each of them</h2>{firms}</div>" if firms else ""
    return _PAGE.format(
        title=told(sheet.title), who=told(sheet.who), warnings=warnings, measured=_measured(sheet),
        breaths=breaths, subject=told(sheet.subject), email=email, pick_up=told(sheet.pick_up), tip=told(sheet.tip),
        touches=touches, firms=many,
    )  # fmt: skip


def _one(text: str) -> str:
    return " ".join(text.split())


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Call sheet: {title}</title>
<style>
@page {{ size: auto; margin: 12mm 14mm }}
body {{ font: 11pt/1.4 Georgia, serif; color: #222; background: #fff; max-width: 46em; margin: 2em auto;
  padding: 0 1em }}
h1 {{ font-size: 17pt; margin: 0 }} h2 {{ font-size: 11pt; margin: 1.1em 0 .3em; border-bottom: 1px solid #bbb }}
h3 {{ font-size: 11pt; margin: .8em 0 .1em }} p {{ margin: .3em 0 }} small, .tip {{ color: #666; font-size: 9pt }}
td {{ vertical-align: top; padding: .12em .8em .12em 0 }} td:first-child {{ white-space: nowrap; color: #666 }}
.say td + td {{ font-size: 12.5pt }} .say span {{ color: #888 }}
.warn {{ border-left: 3px solid #222; padding-left: .6em }}
section {{ break-inside: avoid }}
@media print {{
  body {{ margin: 0; padding: 0; max-width: none; font-size: 9.5pt; line-height: 1.3 }}
  h1 {{ font-size: 14pt }} h2 {{ font-size: 10pt; margin: .8em 0 .2em }} p {{ margin: .2em 0 }}
  .say td + td {{ font-size: 11.5pt }} small, .tip {{ font-size: 8pt }} .firms {{ break-before: page }}
}}
</style></head><body>
<h1>{title}</h1><p>{who}</p>{warnings}
<h2>Say it ({measured})</h2><table class="say">{breaths}</table>
<h2>The email</h2><p><b>Subject:</b> {subject}</p>{email}
<h2>If they pick up</h2><p>{pick_up}</p><p class="tip">{tip}</p>
<h2>What comes next</h2><table>{touches}</table>
{firms}</body></html>
"""
