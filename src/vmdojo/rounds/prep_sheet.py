"""The call sheet of a prepared call, from the take that went best."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from vmdojo.coaching.happenings import ListTake
from vmdojo.coaching.model import Attempt
from vmdojo.coaching.sheet import Sheet, make_sheet
from vmdojo.grading import grade
from vmdojo.message import parse
from vmdojo.progress import Record
from vmdojo.rounds.prep import PrepBook
from vmdojo.scenarios import Scenario, content_hash
from vmdojo.scenarios.prepared import is_list

if TYPE_CHECKING:
    from vmdojo.grading import Rubric


def best_take(record: Record, scenario: str) -> Attempt | None:
    """The take with words that made the most; of equal ones the newest. Raises RecordError."""
    takes = [attempt for attempt in record.attempts(scenario=scenario) if attempt.text.strip()]
    return max(takes, key=lambda attempt: attempt.grade.total, default=None)


def sheet_of(
    attempt: Attempt, scenario: Scenario, book: PrepBook, record: Record, rubric: Rubric, *, today: date
) -> Sheet:
    """The sheet of a take. A take on an older version of the call is judged anew against what is known now.

    Raises RecordError where the words for many cannot be read.
    """
    message = parse(attempt.text, rubric.pace)
    judged = attempt.grade
    if attempt.scenario_hash != content_hash(scenario) or attempt.judge != rubric.judge:
        judged = grade(message, scenario, rubric)
    template = ""
    if is_list(scenario.id):
        written = record.happenings(ListTake, ref=attempt.id, limit=1)
        template = written[0].template if written else attempt.text
    return make_sheet(scenario, message, judged, rubric, today=today, template=template, firms=book.firms(scenario.id))
