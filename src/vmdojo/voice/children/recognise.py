"""Words out of sound: JSON on standard input, one JSON line as the answer.

In: ``path``, ``model`` (a name that faster-whisper knows, or a folder), ``hint``. Out: ``text``, or ``error``
(``no-recogniser``, ``no-model``, ``unreadable``) and ``detail``.
"""

from __future__ import annotations

import json
import os
import sys

from vmdojo.voice.children.pipe import Line


def main() -> None:
    """Answer one request."""
    line = Line()
    asked = json.loads(sys.stdin.buffer.read())
    # Progress bars lead nowhere; what is fetched is fetched once and kept in the cache of the library.
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    try:
        from faster_whisper import WhisperModel
    except (ImportError, OSError) as problem:
        line.fail("no-recogniser", problem)
    try:
        model = WhisperModel(asked["model"], device="cpu", compute_type="int8", cpu_threads=os.cpu_count() or 1)
    except Exception as problem:  # noqa: BLE001 - hub, network, file and format errors of four libraries
        line.fail("no-model", f"{type(problem).__name__}: {problem}")
    try:
        segments, _ = model.transcribe(
            asked["path"], language="en", beam_size=5, initial_prompt=asked["hint"], condition_on_previous_text=False
        )
        text = " ".join(segment.text.strip() for segment in segments)
    except Exception as problem:  # noqa: BLE001 - whatever the decoder makes of a file that is no sound
        line.fail("unreadable", f"{type(problem).__name__}: {problem}")
    line.tell(text=text.strip())
    line.leave()


if __name__ == "__main__":
    main()
