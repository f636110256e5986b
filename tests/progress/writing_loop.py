"""A player's session without pause, to be killed: saves a growing draft, records it, begins the next.

Run as ``writing_loop.py FOLDER TAKE FIRST``: TAKE is a file with an attempt as JSON, FIRST the number
of the first take. Says what is certain on stdout, a line each, after it has been done.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from vmdojo.coaching.model import Attempt
from vmdojo.progress import Draft, Record, uuid7


def main(folder: str, take: str, first: int) -> None:
    model = msgspec.json.decode(Path(take).read_bytes(), type=Attempt)
    record = Record.open(Path(folder))
    print("open", flush=True)
    number = first
    while True:
        text = ""
        for word in range(5):
            text += f"word{word} of take {number}, "
            record.save_draft(
                Draft(model.scenario, model.scenario_hash, "compose", model.plan, text, model.opened_ms, number)
            )
            print(f"draft {number} {word}", flush=True)
        attempt = msgspec.structs.replace(model, id=uuid7(number, number.to_bytes(10, "big")), text=text)
        record.add_attempt(attempt)
        print(f"take {number}", flush=True)
        number += 1


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
