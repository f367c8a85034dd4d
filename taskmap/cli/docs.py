"""``taskmap docs``."""

from __future__ import annotations

import click

from taskmap.cli.base import Command
from taskmap.cli.options import data_option, format_option, load
from taskmap.i18n import N_


@click.command(
    cls=Command,
    help=N_("Which documents there are, how many tasks each holds, and how many of them have owners."),
    epilog=N_("Example: taskmap docs --format md"),
)
@format_option()
@data_option
@click.pass_context
def command(ctx: click.Context, output: str | None) -> None:
    """List documents with their counts."""
    from taskmap.cli.output import show
    from taskmap.questions import ask_docs

    show(ask_docs(load(ctx)), output)
