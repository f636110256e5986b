"""One round, from dossier to verdict, as a state machine without a screen.

Every front end (game, plain mode, simulated player) plays the same :class:`Round`::

    round = Round.begin(scenario, rubric=rubric, record=record)
    round.write_plan("Reno, one question")
    round.compose()
    round.write("Hi Dana, ...")         # on every change; saves itself about once a second
    round.save()                        # on every pause
    round.leave()                       # or round.hang_up(), or round.restart()
    verdict = round.predict(would_return=True, guess=70)
    round.again()                       # the words are there to edit

A move at the wrong stage raises :class:`WrongStage`, a slip of the player's hand :class:`Refused`; a record that fails
raises nothing, the sentence is in ``round.save_problem`` or ``verdict.problem``.

The names come in when they are first asked for: home tells what there is to do and plays nothing yet.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vmdojo.rounds.disagreement import Contested
    from vmdojo.rounds.errors import Refused, RoundError, ScenarioGone, WrongStage
    from vmdojo.rounds.moves import Move
    from vmdojo.rounds.round import Round
    from vmdojo.rounds.stage import Stage
    from vmdojo.rounds.verdict import Change, Difference, Verdict

__all__ = [
    "Change",
    "Contested",
    "Difference",
    "Move",
    "Refused",
    "Round",
    "RoundError",
    "ScenarioGone",
    "Stage",
    "Verdict",
    "WrongStage",
]

_HOME = {
    "Change": "verdict",
    "Contested": "disagreement",
    "Difference": "verdict",
    "Move": "moves",
    "Round": "round",
    "Stage": "stage",
    "Verdict": "verdict",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME.get(name, 'errors')}"), name)
