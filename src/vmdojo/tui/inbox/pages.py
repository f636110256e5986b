"""Which page shows a run through a set."""

from __future__ import annotations

from vmdojo.rounds.inbox import InboxRun, InboxStage
from vmdojo.tui.inbox.listen import InboxListen
from vmdojo.tui.inbox.summary import InboxSummary
from vmdojo.tui.inbox.verdict import InboxVerdict
from vmdojo.tui.stage import Stage


def page_of(run: InboxRun) -> Stage:
    """The page for the stage that a run is at."""
    if run.stage is InboxStage.JUDGED:
        return InboxVerdict(run)
    return InboxSummary(run) if run.stage is InboxStage.SUMMARY else InboxListen(run)
