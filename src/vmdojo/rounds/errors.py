"""What a round may answer instead of moving. Nothing else is raised for something that a player does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vmdojo.progress import Draft
    from vmdojo.rounds.stage import Stage


class RoundError(Exception):
    """Base of all. ``str()`` is a sentence that may be shown as it stands."""


class WrongStage(RoundError):
    """A move that this stage does not know: a mistake of the front end, not of the player."""

    def __init__(self, move: str, stage: Stage, allowed: tuple[Stage, ...]) -> None:
        stages = " or ".join(s.value for s in allowed)
        super().__init__(f"“{move}” belongs to stage {stages}; this round is at {stage.value}.")
        self.move = move
        self.stage = stage
        self.allowed = allowed


class Refused(RoundError):
    """A move that would be a slip of the hand: the sentence says why and what to do."""


class ScenarioGone(RoundError):
    """A draft whose scenario is not in the library any more. ``draft`` holds the words; so does the record."""

    def __init__(self, draft: Draft, nearest: str) -> None:
        hint = f" The nearest one is “{nearest}”." if nearest else ""
        super().__init__(
            f"You were in the middle of “{draft.scenario}”, which is not in the library any more.{hint} "
            "Your words are kept."
        )
        self.draft = draft
        self.nearest = nearest
