"""Voicemails that the player received in real life. They lie beside the record, on this machine only."""

from __future__ import annotations

from pathlib import Path

import msgspec

from vmdojo.progress.beside import write_beside
from vmdojo.progress.errors import RecordError, from_os, place
from vmdojo.progress.folder import data_folder, make
from vmdojo.scenarios.inbox_model import SLUG_OF_YOURS, Did, Ears, InboxSet, Voicemail
from vmdojo.scenarios.model import Relationship

FILE = "inbox-yours.json"
MOST_CHARACTERS = 20_000
"""Of one message: twenty minutes of talk."""
MOST_LINE = 300
MOST_MESSAGES = 1_000
DID_WORDS: dict[Did, str] = {
    "deleted": "deleted it",
    "let_go": "let it go",
    "kept": "kept it",
    "answered": "answered it",
}
"""What was done, after "you" or a name."""


class Received(msgspec.Struct, frozen=True):
    """One voicemail as it was kept."""

    id: str
    caller: str
    text: str
    did: Did
    """What the player did with it in real life."""
    why: str = ""
    sells: str = ""
    """What the caller sells."""
    about: tuple[str, ...] = ()
    """What the caller could know of the player: matched like the phrases of ``vmdojo grade --about``."""
    relationship: Relationship = "cold"
    added_ms: int = 0
    """UTC milliseconds."""


class Unsent(msgspec.Struct, frozen=True):
    """What was begun to be kept, as it stood in the form."""

    caller: str = ""
    text: str = ""
    did: Did = "deleted"
    why: str = ""
    sells: str = ""
    about: str = ""


class _Kept(msgspec.Struct, frozen=True):
    """The file."""

    format: int = 1
    last: int = 0
    """The highest number that was ever given away, so that no id comes twice."""
    unsent: Unsent | None = None
    message: tuple[Received, ...] = ()


class Yours:
    """The player's own set. What cannot be read or written raises ``RecordError``, a sentence and what to do."""

    def __init__(self, folder: Path | None = None) -> None:
        """``folder`` is the data folder if left out."""
        self._path = (folder or data_folder()) / FILE

    def messages(self) -> tuple[Received, ...]:
        """All that is kept, oldest first."""
        return self._read().message

    def add(
        self,
        *,
        caller: str,
        text: str,
        did: Did,
        why: str = "",
        sells: str = "",
        about: tuple[str, ...] = (),
        relationship: Relationship = "cold",
        now_ms: int,
    ) -> Received:
        """Keep one. Raises ValueError with a sentence where it cannot be kept as it is."""
        kept = self._read()
        words = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        if not words:
            raise ValueError("There are no words to keep. Type or paste what the caller said.")
        if len(words) > MOST_CHARACTERS:
            raise ValueError(f"That has {len(words):,} characters; {MOST_CHARACTERS:,} is the most for one voicemail.")
        if len(kept.message) >= MOST_MESSAGES:
            raise ValueError(f"{MOST_MESSAGES:,} are kept already. Remove one first.")
        number = kept.last + 1
        one = Received(
            id=f"{SLUG_OF_YOURS}-{number}",
            caller=_line(caller) or "somebody",
            text=words,
            did=did,
            why=_line(why),
            sells=_line(sells),
            about=tuple(found for phrase in about[:20] if (found := _line(phrase))),
            relationship=relationship,
            added_ms=now_ms,
        )
        self._write(msgspec.structs.replace(kept, last=number, message=(*kept.message, one)))
        return one

    def remove(self, id: str) -> Received | None:  # noqa: A002 - as elsewhere
        """Take one away for good; what was taken, None where there is none of that id."""
        kept = self._read()
        gone = next((one for one in kept.message if one.id == id), None)
        if gone is not None:
            left = tuple(one for one in kept.message if one.id != id)
            self._write(msgspec.structs.replace(kept, message=left))
        return gone

    def unsent(self) -> Unsent:
        """What was begun last and not kept yet; empty where there is nothing."""
        return self._read().unsent or Unsent()

    def keep_unsent(self, begun: Unsent | None) -> None:
        """Remember what was begun, None to forget it. Writes only what has changed."""
        kept = self._read()
        begun = None if begun == Unsent(did=begun.did if begun else "deleted") else begun
        if begun != kept.unsent:
            self._write(msgspec.structs.replace(kept, unsent=begun))

    def _read(self) -> _Kept:
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return _Kept()
        except OSError as error:
            raise from_os(error, self._path) from error
        try:
            kept = msgspec.json.decode(data, type=_Kept)
        except (msgspec.DecodeError, RecursionError) as error:
            raise RecordError(
                f"{place(self._path)} cannot be read.",
                "It has not been touched. Move it elsewhere to start a new one.",
                self._path,
            ) from error
        if kept.format != 1:
            raise RecordError(f"{place(self._path)} was written by a newer vmdojo.", "Update this one.", self._path)
        return kept

    def _write(self, kept: _Kept) -> None:
        make(self._path.parent)
        try:
            write_beside(self._path, msgspec.json.format(msgspec.json.encode(kept), indent=2) + b"\n", to_disk=False)
        except OSError as error:
            raise from_os(error, self._path) from error


def set_of(messages: tuple[Received, ...]) -> InboxSet:
    """What was received, as a set to hear again, with the game's buyer beside you."""
    return InboxSet(
        format=1,
        id=SLUG_OF_YOURS,
        title="Yours",
        theme="Voicemails that you received. Hear them once more, and see where a buyer would have gone.",
        belt="white",
        buyer=Ears(
            name="A buyer like you",
            role="the one who was rung",
            company="your own",
            industry="your own",
            mood="These were left for you. They stay on this machine.",
        ),
        message=tuple(_voicemail(one) for one in messages),
    )


def _voicemail(one: Received) -> Voicemail:
    then = f"In real life you {DID_WORDS[one.did]}."
    if one.why:
        then += f" You wrote: {one.why if one.why.endswith(('.', '!', '?')) else one.why + '.'}"
    if one.sells:
        then += f" They sell: {one.sells if one.sells.endswith(('.', '!', '?')) else one.sells + '.'}"
    return Voicemail(
        id=one.id, caller=one.caller, text=one.text, note=then, about=one.about, relationship=one.relationship
    )


def _line(text: str) -> str:
    return " ".join(text.split())[:MOST_LINE]
