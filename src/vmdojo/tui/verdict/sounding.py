"""How a spoken take sounds, on the verdict: beside the total, with the moment on the tape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from vmdojo.tui.text import BLANK, clock, counted, labelled, say
from vmdojo.tui.verdict.page import bar

if TYPE_CHECKING:
    from vmdojo.grading.model import DeliveryGrade


def sounding(judged: DeliveryGrade, width: int, *, most: int | None = None) -> list[Content]:
    """The delivery's bar and measures, and what was heard, the costliest first; ``most`` of them."""
    heard = judged.measures
    measures = [counted(len(heard.pauses), "pause")]
    if heard.words_per_minute is not None:
        measures.insert(0, f"{heard.words_per_minute:.0f} words a minute")
    if heard.fillers is not None:
        measures.append(f"about {counted(heard.fillers, 'um')}")
    told = say(f"  {' · '.join(measures)}", "$quiet")
    lines = [BLANK, Content.assemble(bar("delivery  ", judged.points), told).truncate(width)]
    for found in judged.findings[:most]:
        lines += labelled(f"at {clock(found.at)}", f"{found.why} {found.fix}".strip(), width)
    return lines
