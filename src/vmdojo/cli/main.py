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

DONE = 0
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
    import click

    from vmdojo.cli import console
    from vmdojo.cli.commands import root

    console.speak_utf8()
    try:
        # Not root.main(): it would end the process with 1 where the reader of a pipe has gone.
        with root.make_context("vmdojo", arguments) as context:
            code = root.invoke(context)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as end:
        code = end.exit_code
    except click.ClickException as problem:
        console.show_problem(problem)
        return problem.exit_code
    except (click.Abort, EOFError):
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - whatever it is, the user gets a sentence and we get a report
        return _own_up(fault)
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
    console.warn(crash.report(fault))
    return OUR_FAULT
