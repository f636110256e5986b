"""How long from the start of the game to the beep of a real call, typed at forty words a minute, five fields filled.

    python tests/benchmarks/prep_minute.py [words a minute]

A key every 0.3 seconds at forty words (of five letters) a minute, from the first key on home to the beep. The machine's
own time is in it, the typist's thinking is not.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIRST = ("Dana Whitfield", "enter", "Northpole Foods", "tab", "tab", "second cold store opens in Reno", "enter")
THEN = ("late loads cost them fines", "tab", "a one-page dock plan", "f5")


async def minute(words: float) -> tuple[float, int]:
    """Seconds to the beep, and how many keys it took."""
    from vmdojo.grading import load_rubric
    from vmdojo.progress import Record
    from vmdojo.scenarios import load_library
    from vmdojo.tui.app import Dojo

    app = Dojo(record=Record.open(), library=load_library(), rubric=load_rubric)
    keys = 0
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        began = time.perf_counter()
        due = began
        for part in ("p", "n", *FIRST, *THEN):
            typed = list(part) if " " in part else [part]
            for key in typed:
                due += 60 / (words * 5)
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                await pilot.press(_NAMES.get(key, key))
                keys += 1
        while app.screen.__class__.__name__ != "Compose":
            await pilot.pause(0.01)
        return time.perf_counter() - began, keys


_NAMES = {" ": "space", "-": "minus"}


def main() -> None:
    words = float(sys.argv[1]) if len(sys.argv) > 1 else 40.0
    sys.path.insert(0, str(ROOT / "src"))
    with tempfile.TemporaryDirectory() as home:
        os.environ["VMDOJO_HOME"] = home
        seconds, keys = asyncio.run(minute(words))
    print(f"{seconds:.1f} s from home to the beep: {keys} keys at {words:g} words a minute")


if __name__ == "__main__":
    main()
