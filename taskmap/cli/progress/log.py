"""``taskmap progress log``."""

from __future__ import annotations

import click

from taskmap.cli.base import Command
from taskmap.cli.options import complete_ref, data_option, format_option, load
from taskmap.i18n import N_


@click.command(
    cls=Command,
    help=N_("What was recorded and when, of a task or of all, the oldest first; also what was taken back since."),
    epilog=N_("Example: taskmap progress log 3.2"),
)
@click.argument("ref", metavar="[REF]", required=False, shell_complete=complete_ref)
@format_option()
@data_option
@click.pass_context
def command(ctx: click.Context, ref: str | None, output: str | None) -> None:
    """Show the journal."""
    from taskmap.cli.output import show
    from taskmap.history import ask_log

    show(ask_log(load(ctx), ref), output)
