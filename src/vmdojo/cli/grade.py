"""``vmdojo grade``: its options and its help. The work is in ``judging``."""

from __future__ import annotations

import click

from vmdojo.cli.judging import Options, run
from vmdojo.cli.lines import read_relationship


@click.command(short_help="Grade a message from a file, a pipe or a list.")
@click.argument("file", default="-", metavar="[FILE|-]")
@click.option("--scenario", metavar="ID", help="Judge it as the message to this buyer of the library.")
@click.option("--about", multiple=True, metavar="PHRASE", help="Something you knew of the buyer; may be repeated.")
@click.option(
    "--relationship",
    metavar="R",
    help="cold, referred, inbound, met or customer; in place of the scenario's own, cold without one.",
)
@click.option("--rubric", metavar="NAME|FILE", help="Judge by this profile (vmdojo rules profiles), or by this file.")
@click.option("--audio", metavar="FILE", help="A recording (wav, mp3, flac, ogg): its words and how it sounds.")
@click.option("--text", metavar="FILE", help="With --audio: the words that were said.")
@click.option("--model", metavar="NAME|FOLDER", help="With --audio and no --text: what hears the words (base.en).")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option("--jsonl", is_flag=True, help="FILE holds many messages, one JSON object a line; answer line by line.")
@click.option("--fail-under", type=click.FloatRange(0, 100), metavar="N", help="Exit 1 when a total is below N.")
def grade(
    file: str,
    scenario: str | None,
    about: tuple[str, ...],
    relationship: str | None,
    rubric: str | None,
    audio: str | None,
    text: str | None,
    model: str | None,
    as_json: bool,
    jsonl: bool,
    fail_under: float | None,
) -> int:
    """Grade a voicemail: would this buyer listen, and answer?

    FILE holds the message as plain text; without FILE, or with -, it is read from stdin.

    With --jsonl every line of FILE is an object with "text", and if wished "id" (any value, echoed), "scenario" or
    "about" (a list of phrases), "relationship" and "earlier" (messages already left, oldest first). A line that cannot
    be graded is answered with its error, the run goes on and ends with exit code 3.

    \b
    Examples:
      vmdojo grade message.txt --about "second cold store in Reno"
      pbpaste | vmdojo grade --json --relationship referred
      vmdojo grade --audio take.mp3 --text take.txt
      vmdojo grade --jsonl messages.jsonl --fail-under 60 > answers.jsonl
    """
    if scenario is not None and about:
        raise click.UsageError("--scenario and --about exclude each other: a scenario brings its own facts.")
    if jsonl and (scenario is not None or about or relationship is not None):
        raise click.UsageError("With --jsonl every line names its own scenario, about and relationship.")
    if audio is None and (text is not None or model is not None):
        raise click.UsageError("--text and --model belong to --audio. A written message is FILE itself.")
    if audio is not None and (jsonl or file != "-"):
        raise click.UsageError("--audio is the message. Its words, if you have them, come with --text.")
    if text is not None and model is not None:
        raise click.UsageError("--text gives the words, so there is nothing for --model to hear.")
    if any(not phrase.strip() for phrase in about):
        raise click.BadParameter("an empty phrase says nothing: leave it out.", param_hint="--about")
    try:
        known = read_relationship(relationship)
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint="--relationship") from None
    return run(Options(file, scenario, about, known, rubric, as_json, jsonl, fail_under, audio, text, model))
