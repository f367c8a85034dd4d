"""``taskmap partners``."""

from __future__ import annotations

import click

from taskmap.cli.base import Command
from taskmap.cli.options import complete_agency, data_option, format_option, load
from taskmap.i18n import N_


@click.command(
    cls=Command,
    help=N_("Which agencies share tasks with an agency, which tasks, and who leads whom."),
    epilog=N_("Example: taskmap partners 省教育厅"),
)
@click.argument("name", shell_complete=complete_agency)
@format_option()
@data_option
@click.pass_context
def command(ctx: click.Context, name: str, output: str | None) -> None:
    """List an agency's partners."""
    from taskmap.cli.output import show
    from taskmap.connections import ask_partners

    show(ask_partners(load(ctx), name), output)
