"""``vmdojo grade --audio``: a recording judged, its words and how it sounds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vmdojo.cli import console, judging
from vmdojo.cli.lines import Request
from vmdojo.message import parse
from vmdojo.scenarios.model import Scenario
from vmdojo.voice import VoiceError
from vmdojo.voice.measuring import measure
from vmdojo.voice.recognising import DEFAULT_MODEL, fillers, names_of, recognise

if TYPE_CHECKING:
    from vmdojo.cli.judging import Options


def grade_recording(options: Options) -> int:
    """Grade, print, and return the exit code. Refuses what is no recording with a sentence."""
    from vmdojo.cli.answer import as_object, judge

    assert options.audio is not None
    path = Path(options.audio)
    asked = Request("", scenario=options.scenario, about=options.about or None, relationship=options.relationship)
    try:
        subject = judging.Subjects().of(asked)
    except ValueError as problem:
        console.refuse(str(problem))
    rubric = judging.load_rubric(options.rubric)
    try:
        if options.text is not None:
            text, heard = judging.read_message(options.text), None
            # A file that holds no sound is refused before its words are read.
            delivery = measure(path, parse(text, rubric.pace))
        else:
            measure(path)
            names = names_of(subject) if isinstance(subject, Scenario) else ()
            text = recognise(path, options.model or DEFAULT_MODEL, names)
            heard = fillers(text)
            delivery = measure(path, parse(text, rubric.pace))
    except VoiceError as problem:
        console.refuse(str(problem))
    answer = judge(text, subject, rubric, delivery=msgspec.structs.replace(delivery, fillers=heard))
    if options.as_json:
        console.say_json(as_object(answer) | ({} if options.text is not None else {"heard": text}))
    else:
        from vmdojo.cli.report import report

        if options.text is None:
            console.say("\n".join(console.wrapped(f'Heard: "{text}"', indent="  ")))
            console.say()
        console.say("\n".join(report(answer, options.audio)))
    return judging.met(answer.grade.total, options.fail_under)
