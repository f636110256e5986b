"""The root command. Each command lives in a module of its own, imported only when it is the one that was asked for."""

from __future__ import annotations

from importlib import import_module

import click

SHORT_HELP = {
    "play": "Play a round: one buyer, one voicemail, the verdict.",
    "today": "Today's buyer: the same for everyone, one take that counts.",
    "drill": "A few short exercises, five to ten minutes.",
    "inbox": "Be the buyer: hear voicemails, press delete at the word where you would.",
    "prep": "Prepare a real call, and take the sheet to the phone.",
    "grade": "Grade a message from a file, a pipe or a list.",
    "rules": "List the rules of the judge, or show one with its reasons.",
    "scenarios": "List, show, try, write and check buyers.",
    "packs": "Add buyers that others wrote, as a folder or a zip.",
    "league": "Compete with your team, in a shared folder or on a server.",
    "progress": "Your record: show, export, import, back up, verify.",
    "doctor": "Tell what this machine offers vmdojo and what is missing.",
}
"""Command name to the line in ``vmdojo --help``; ``vmdojo.cli.NAME.NAME`` is the command."""


class Commands(click.Group):
    """A group that names the nearest command for one that does not exist."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and name not in self.list_commands(ctx):
            from vmdojo.cli.console import nearest

            close = nearest(name, self.list_commands(ctx))
            hint = f" Did you mean '{close}'?" if close else f" There are: {', '.join(self.list_commands(ctx))}."
            ctx.fail(f"No such command '{name}'.{hint}")
        return super().resolve_command(ctx, args)


class LazyCommands(Commands):
    """The root: knows the names and lines of its commands, and imports one only to run it or to print its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(SHORT_HELP)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in SHORT_HELP:
            return None
        command = getattr(import_module(f"vmdojo.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(SHORT_HELP.items()))


@click.group(cls=LazyCommands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, help="Show the version and exit.")
@click.pass_context
def root(ctx: click.Context, version: bool) -> int | None:
    """A dojo for sales voicemails.

    Leave a voicemail, watch the buyer listen, learn why it was kept or deleted, and do it again. Without a command the
    game opens.

    \b
    Exit codes: 0 done; 1 a check or --fail-under not met; 2 usage; 3 input or
    environment in error; 70 a fault of ours; 130 interrupted.
    """
    if version:
        from vmdojo import __version__
        from vmdojo.cli.console import say

        say(f"vmdojo {__version__}")
        ctx.exit()
    if ctx.invoked_subcommand is None:
        from vmdojo.cli.play import open_game

        return open_game()
    return None
