"""The entry point: answers ``--version`` before any import, and turns whatever ends a command into an exit code.

0 done; 1 a check or ``--fail-under`` not met; 2 usage; 3 input or environment in error; 70 a fault of ours;
130 interrupted.
"""

from __future__ import annotations

import sys

from vmdojo import __version__

TYPE_CHECKING = False  # the typing module costs a third of the --version budget
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

DONE = 0
NOT_MET = 1
INPUT_ERROR = 3
OUR_FAULT = 70
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; ``arguments`` are those of the process if left out."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:
        print(f"vmdojo {__version__}")
        return DONE
    try:
        return _run(given)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: list[str]) -> int:
    from vmdojo.cli import console

    console.speak_utf8()
    try:
        code = _grade(arguments) if arguments[:1] == ["grade"] else _command(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except console.Refusal as refusal:
        console.warn(console.inert(str(refusal)))
        return INPUT_ERROR
    except EOFError:
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - whatever it is, the user gets a sentence and we get a report
        return _own_up(fault)
    return code


def _grade(arguments: list[str]) -> int:
    """The command that scripts call in a loop: where its arguments are plain it starts without click."""
    import gc

    # All that a start brings in stays until the end: looking through it for garbage costs a twentieth and finds none.
    collecting = gc.isenabled()
    gc.disable()
    try:
        _import_msgspec_alone()
        from vmdojo.cli.judging import plain_options, run

        options = plain_options(arguments[1:])
        if options is not None and options.one_text:
            return run(options)
    finally:
        if collecting:
            gc.enable()
    return _command(arguments) if options is None else run(options)


def _import_msgspec_alone() -> None:
    """Import msgspec without typing_extensions, which brings ``inspect`` and ``ast``: a tenth of the start.

    msgspec does without it where it is not installed; a None in its place says so.
    """
    if "msgspec" in sys.modules or "typing_extensions" in sys.modules:
        return
    nothing: Any = None  # a None there stops an import; the import system documents it and its type does not
    sys.modules["typing_extensions"] = nothing
    try:
        import msgspec  # noqa: F401 - imported for those that follow
    finally:
        del sys.modules["typing_extensions"]


def _command(arguments: list[str]) -> int:
    import click

    from vmdojo.cli import console
    from vmdojo.cli.commands import root

    try:
        # Not root.main(): it would end the process with 1 where the reader of a pipe has gone.
        with root.make_context("vmdojo", arguments) as context:
            code = root.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as problem:
        context_of = getattr(problem, "ctx", None)
        if context_of is not None and not isinstance(problem, click.exceptions.NoArgsIsHelpError):
            console.warn(f"{context_of.get_usage()}\nTry '{context_of.command_path} --help'.\n")
        console.warn(console.inert(problem.format_message()))
        return problem.exit_code
    return code if isinstance(code, int) else DONE


def _own_up(fault: Exception) -> int:
    from vmdojo.cli import console, crash

    if console.reader_is_gone(fault):
        # The reader of a pipe has seen enough: nothing went wrong and nobody is left to tell.
        console.drop_stdout()
        return DONE
    if console.stdout_is_full(fault):
        console.warn("The result could not be written: there is no room left where stdout goes.")
        console.drop_stdout()
        return INPUT_ERROR
    from vmdojo.grading.blocks import TableError

    if isinstance(fault, TableError):
        console.warn(console.inert(str(fault)))
        return INPUT_ERROR
    console.warn(crash.report(fault))
    return OUR_FAULT
