"""A fault of ours: a report without the player's words, and one sentence for the player.

The report names the kind of the error and where it happened. It holds no values: neither locals nor the error's own
text nor the arguments, for each of them can carry a message.
"""

from __future__ import annotations

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from vmdojo import __version__

KEPT = 10
"""Reports that stay; older ones go."""


def report(fault: BaseException) -> str:
    """Write a report on ``fault`` and return the sentence that tells of it. Never raises."""
    kind = type(fault).__name__
    text = describe(fault)
    folder: Path | None = None
    for choose in (_beside_the_record, _temporary):
        try:
            folder = choose()
            where = _write(folder, text)
        except Exception:  # noqa: BLE001 - a report that cannot be written must not hide the fault itself
            continue
        return (
            f"vmdojo made a mistake ({kind}) and had to stop. Nothing that was saved is lost.\n"
            f"A report without your words is in {where}"
        )
    return f"vmdojo made a mistake ({kind}) and had to stop; the report could not be written. {_place(fault)}"


def describe(fault: BaseException) -> str:
    """What a developer needs: versions, and the way to the fault, cause by cause."""
    lines = [
        f"vmdojo {__version__}, Python {sys.version.split()[0]}, {sys.platform}",
        *(f"{name} {version}" for name, version in _versions()),
        "",
    ]
    seen: set[int] = set()
    link: BaseException | None = fault
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        for frame in traceback.extract_tb(link.__traceback__):
            lines.append(f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}")
            if frame.line:
                lines.append(f"    {frame.line}")
        following = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
        if following is not None:
            lines.append("caused by" if link.__cause__ else "while handling")
        link = following
    return "\n".join(lines) + "\n"


def _versions() -> list[tuple[str, str]]:
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for name in ("click", "msgspec", "platformdirs", "PyStemmer", "rapidfuzz", "textual", "tomli"):
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            found.append((name, "missing"))
    return found


def _short(filename: str) -> str:
    """A path from the package on: the folders above it name people."""
    parts = Path(filename).parts
    for anchor in ("vmdojo", "site-packages"):
        if anchor in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(anchor) :])
    return parts[-1] if parts else filename


def _place(fault: BaseException) -> str:
    frames = traceback.extract_tb(fault.__traceback__)
    return f"It happened at {_short(frames[-1].filename)}:{frames[-1].lineno}." if frames else ""


def _beside_the_record() -> Path:
    from vmdojo.progress import data_folder

    return data_folder() / "crash"


def _temporary() -> Path:
    from tempfile import gettempdir

    return Path(gettempdir()) / "vmdojo-crash"


def _write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S-%fZ")
    target = folder / f"crash-{stamp}.txt"
    target.write_text(text, encoding="utf-8")
    for old in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return target
