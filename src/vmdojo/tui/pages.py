"""Which page shows a round. Imported with the first round, for it brings in the pages."""

from __future__ import annotations

from vmdojo.rounds import Round
from vmdojo.rounds import Stage as RoundStage
from vmdojo.tui.compose.screen import Compose
from vmdojo.tui.dossier.screen import Dossier
from vmdojo.tui.listen.screen import Listen
from vmdojo.tui.predict.screen import Predict
from vmdojo.tui.stage import Stage
from vmdojo.tui.verdict.screen import VerdictPage


def page_of(it: Round, *, still: bool) -> Stage:
    """The page for the stage that a round is at; ``still`` leaves the listening out."""
    if it.stage is RoundStage.DOSSIER:
        return Dossier(it)
    if it.stage is RoundStage.COMPOSE:
        return Compose(it)
    if it.stage is RoundStage.PREDICT:
        return Predict(it)
    if still or not it.verdict.message.words:
        return VerdictPage(it)
    return Listen(it)
