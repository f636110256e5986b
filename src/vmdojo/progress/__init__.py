"""The record: what a player has done and was doing, in one SQLite file."""

from __future__ import annotations

from vmdojo.progress.clock import Clock, SystemClock
from vmdojo.progress.errors import (
    RecordClash,
    RecordDamaged,
    RecordError,
    RecordFolderError,
    RecordFull,
    RecordLocked,
    RecordNewer,
    RecordReadOnly,
)
from vmdojo.progress.folder import data_folder
from vmdojo.progress.ids import new_id, uuid7
from vmdojo.progress.model import Draft
from vmdojo.progress.record import Record

__all__ = [
    "Clock",
    "Draft",
    "Record",
    "RecordClash",
    "RecordDamaged",
    "RecordError",
    "RecordFolderError",
    "RecordFull",
    "RecordLocked",
    "RecordNewer",
    "RecordReadOnly",
    "SystemClock",
    "data_folder",
    "new_id",
    "uuid7",
]
