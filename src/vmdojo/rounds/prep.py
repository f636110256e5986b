"""The prepared calls on this machine: one scenario file each in the data folder, the form in hand, what is remembered.

Everything here is the player's own business about real people. Nothing in this module is read by packs, leagues or
anything else that leaves the machine; :func:`vmdojo.scenarios.prepared.is_prepared` tells such a scenario by its id.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final, NamedTuple

import msgspec

from vmdojo.progress import RecordError, data_folder
from vmdojo.progress.beside import write_beside
from vmdojo.progress.errors import from_os
from vmdojo.progress.folder import make
from vmdojo.rounds.ports import Library
from vmdojo.scenarios import Scenario, UnknownScenario, load_toml
from vmdojo.scenarios.firms import Firm, fill, read_firms, representative, write_firms
from vmdojo.scenarios.prepared import NO_NAME, Prep, is_list, is_prepared, new_id, prep_of, scenario_of, tidy
from vmdojo.scenarios.problem import nearest
from vmdojo.scenarios.writing import write_scenario

ABOUT: Final = "A call of your own. This file stays on this machine."
PREP: Final = "prep"
"""``Attempt.source`` of a take on a prepared call."""
NEW, NEW_LIST = "", "list"
"""Names of the drafts of calls that have no file yet."""
MOST_FIRM_BYTES: Final = 1 << 20


class You(msgspec.Struct, frozen=True):
    """What is asked once and remembered. Unknown keys are passed over: a newer vmdojo may have written the file."""

    name: str = ""
    company: str = ""
    number: str = ""
    sells: str = ""


class FormDraft(msgspec.Struct, frozen=True):
    """A form in the middle of being typed."""

    id: str
    """The call that is being edited; :data:`NEW` or :data:`NEW_LIST` for one that has no file yet."""
    prep: Prep
    chosen: tuple[int, ...] = ()
    """Places of the facts whose kind the player chose; the others are guessed as they are typed."""


class Entry(NamedTuple):
    """One prepared call."""

    scenario: Scenario
    changed_ms: int
    """UTC milliseconds of the last edit."""


class PrepBook:
    """The folder of prepared calls. Only what is said to raise does; a file that cannot be read is a sentence in
    :attr:`problems`."""

    def __init__(self, folder: Path | None = None) -> None:
        """``folder`` is ``prep`` in the data folder if left out. Raises RecordError where that is not known."""
        self.folder = folder if folder is not None else data_folder() / "prep"
        self.problems: list[str] = []

    def may_write(self) -> None:
        """Make sure that a call could be kept, before anybody types one. Raises RecordError."""
        make(self.folder)
        try:
            with TemporaryFile(dir=self.folder) as probe:
                probe.write(b"x")
        except OSError as error:
            raise from_os(error, self.folder) from error

    # Reading

    def entries(self) -> list[Entry]:
        """Every call that can be read, the last edited first."""
        self.problems = []
        found = []
        for path in self._files():
            scenario = self._read(path)
            if scenario is not None:
                found.append(Entry(scenario, _changed(path)))
        return sorted(found, key=lambda entry: (-entry.changed_ms, entry.scenario.id))

    def get(self, id: str) -> Scenario:  # noqa: A002 - the scenarios room's own name
        """The call of that id, its prefix given or not. Raises UnknownScenario."""
        for name in (id, f"prep-{id}"):
            path = self._path(name)
            if path is not None and path.is_file():
                scenario = self._read(path)
                if scenario is not None:
                    return scenario
        raise UnknownScenario(id, nearest(id, [path.stem for path in self._files()]))

    def prep(self, id: str) -> Prep:  # noqa: A002
        """The form of a call. Raises UnknownScenario."""
        scenario = self.get(id)
        return prep_of(scenario, self.firms(scenario.id))

    def firms(self, id: str) -> tuple[Firm, ...]:  # noqa: A002
        """The firms of a list; none where there is no file of them, or it cannot be read."""
        path = self._path(id)
        if path is None:
            return ()
        try:
            with path.with_suffix(".csv").open("rb") as file:
                return read_firms(file.read(MOST_FIRM_BYTES).decode("utf-8", "replace"))[0]
        except FileNotFoundError:
            return ()
        except OSError as problem:
            self.problems.append(str(from_os(problem, path.with_suffix(".csv"))))
            return ()

    def filler(self, scenario: Scenario) -> Callable[[str], str] | None:
        """For a message to many: what fills its fields in with the firm it is tried on. None for any other."""
        if not is_list(scenario.id):
            return None
        firm = representative(self.firms(scenario.id))
        return lambda text: fill(text, firm)

    # Writing

    def add(self, prep: Prep) -> Scenario:
        """Keep a new call. Raises RecordError where it cannot be written, ValueError where it is not one yet."""
        taken = {path.stem for path in self._files()}
        return self._keep(prep, new_id(prep, taken))

    def change(self, id: str, prep: Prep) -> Scenario:  # noqa: A002
        """Keep a call in the place of what it was; its takes stay its own. Raises like :meth:`add`."""
        return self._keep(prep, id)

    def remove(self, id: str) -> None:  # noqa: A002
        """Delete a call, its list of firms and its sheets. Its takes stay in the record. Raises RecordError."""
        path = self._path(id)
        if path is None:
            return
        for one in (path, *(path.with_suffix(end) for end in (".csv", ".md", ".html"))):
            try:
                one.unlink(missing_ok=True)
            except OSError as problem:
                raise from_os(problem, one) from problem
        self.forget(id)

    def _keep(self, prep: Prep, id_: str) -> Scenario:
        prep = tidy(prep)
        scenario = scenario_of(prep, id_)
        path = self._path(id_)
        assert path is not None
        make(self.folder.parent)
        make(self.folder)
        if prep.many:
            write_text(path.with_suffix(".csv"), write_firms(prep.firms))
        write_text(path, write_scenario(scenario, about=ABOUT))
        self.remember(prep)
        return scenario

    # The form in hand

    def draft(self, id: str) -> FormDraft | None:  # noqa: A002
        """The form that was being typed for a call when the game went away; None where there is none."""
        try:
            return msgspec.json.decode(self._draft_path(id).read_bytes(), type=FormDraft)
        except (OSError, msgspec.DecodeError):
            return None

    def save_draft(self, draft: FormDraft) -> str:
        """Keep the form as it stands. Why that failed and what to do; empty where it did not."""
        try:
            make(self.folder.parent)
            make(self.folder)
            write_text(self._draft_path(draft.id), msgspec.json.encode(draft).decode("utf-8"), to_disk=False)
        except RecordError as problem:
            return str(problem)
        return ""

    def forget(self, id: str) -> None:  # noqa: A002
        """The form was kept, or given up."""
        with suppress(OSError):  # an old draft is offered again, nothing worse
            self._draft_path(id).unlink(missing_ok=True)

    # What is asked once

    def you(self) -> You:
        """What is remembered of the player; blanks where nothing is."""
        try:
            return msgspec.json.decode((self.folder / "you.json").read_bytes(), type=You)
        except (OSError, msgspec.DecodeError):
            return You()

    def remember(self, prep: Prep) -> None:
        """Take what was typed of the player as the default of the next form; a blank forgets nothing."""
        old = self.you()
        new = You(
            name=prep.your_name or old.name,
            company=prep.your_company or old.company,
            number=prep.your_number or old.number,
            sells=prep.sells or old.sells,
        )
        if new != old:
            with suppress(RecordError):  # a default is a convenience
                write_text(self.folder / "you.json", msgspec.json.encode(new).decode("utf-8"))

    def blank(self, *, many: bool = False) -> Prep:
        """A new form with what is remembered."""
        you = self.you()
        return Prep(many=many, your_name=you.name, your_company=you.company, your_number=you.number, sells=you.sells)

    # Inside

    def _files(self) -> list[Path]:
        try:
            return sorted(path for path in self.folder.glob("prep-*.toml") if path.is_file())
        except OSError as problem:
            self.problems.append(str(from_os(problem, self.folder)))
            return []

    def _path(self, id_: str) -> Path | None:
        """Where a call lies; None for an id that no call has, whatever it tries to reach."""
        if not is_prepared(id_) or not all(c.isascii() and (c.isalnum() or c == "-") for c in id_) or len(id_) > 64:
            return None
        return self.folder / f"{id_}.toml"

    def _draft_path(self, id_: str) -> Path:
        name = id_ if self._path(id_) is not None else f"new-{NEW_LIST}" if id_ == NEW_LIST else "new"
        return self.folder / f".form-{name}.json"

    def _read(self, path: Path) -> Scenario | None:
        loaded = load_toml(path, Scenario)
        if loaded.value is None:
            problem = loaded.problems[0]
            self.problems.append(f"{problem.path}, line {problem.line}: {problem.message}")
            return None
        if loaded.value.id != path.stem:
            self.problems.append(f'{path.name} calls itself "{loaded.value.id}": name and id must be the same.')
            return None
        return loaded.value


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns // 1_000_000
    except OSError:
        return 0


def write_text(path: Path, text: str, *, to_disk: bool = True) -> None:
    """Write ``text`` whole or not at all, for its owner alone. Raises RecordError. ``to_disk`` as in write_beside."""
    try:
        write_beside(path, text.encode("utf-8"), to_disk=to_disk)
    except OSError as problem:
        raise from_os(problem, path) from problem


def foreword(scenario: Scenario) -> str:
    """What to say before a message to many is written; empty for any other call."""
    if not is_list(scenario.id):
        return ""
    tried_on = scenario.buyer.name if scenario.buyer.name != NO_NAME else scenario.buyer.company
    return f"For many: write {{first name}}, {{company}} or {{line}} where they differ. You try it on {tried_on}."


class WithPrepared:
    """A library that also finds prepared calls by their ids, for rounds that go on. It lists none of them."""

    def __init__(self, library: Library, book: PrepBook) -> None:
        self._library = library
        self._book = book

    def get(self, id: str) -> Scenario:  # noqa: A002
        """The scenario of that id. Raises UnknownScenario."""
        return self._book.get(id) if is_prepared(id) else self._library.get(id)
