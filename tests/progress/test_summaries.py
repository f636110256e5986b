"""Takes in numbers: the same numbers as the takes, whatever stands in their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
import pytest

from coaching.takes import attempt
from vmdojo.coaching.model import Attempt
from vmdojo.coaching.summary import summary
from vmdojo.progress import Record

if TYPE_CHECKING:
    from vmdojo.progress import Clock


@pytest.mark.parametrize("text", ["Hi Dana", "", "lone \udc80 surrogate", "nul \x00"])
def test_a_summary_is_the_take_in_numbers(make_take: Callable[..., Attempt], clock: Clock, text: str) -> None:
    with Record.in_memory(clock=clock) as record:
        takes = [
            make_take(1, text=text),
            attempt(2, official=True, source="today:2026-03-03", tone=40.0),
            attempt(3, leave=False),
        ]
        # A quote of such a text is kept in a form of its own.
        findings = tuple(msgspec.structs.replace(found, quote=text) for found in takes[0].grade.findings)
        takes[0] = msgspec.structs.replace(takes[0], grade=msgspec.structs.replace(takes[0].grade, findings=findings))
        for take in takes:
            record.add_attempt(take)

        assert record.summaries() == [summary(take) for take in reversed(takes)]
        assert record.summaries(limit=1) == [summary(takes[-1])]
