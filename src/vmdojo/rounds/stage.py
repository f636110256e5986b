"""The stages of a round."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where a round is. The buyer's listening is shown on the way into ``VERDICT``; it is no stage of its own."""

    DOSSIER = "dossier"  # reading up, a line of plan
    COMPOSE = "compose"  # after the beep: writing or speaking
    PREDICT = "predict"  # the message is left; would you return it?
    VERDICT = "verdict"  # judged, coached, recorded
