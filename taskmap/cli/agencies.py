"""``taskmap agencies``."""

from __future__ import annotations

import click

from taskmap.cli.base import Command, Option
from taskmap.cli.options import data_option, format_option, load
from taskmap.i18n import N_
from taskmap.words import KIND_WORDS

ORDERS = ("total", "lead", "responsible", "cooperate", "name", "kind")


@click.command(
    cls=Command,
    help=N_("Which agencies the documents name, of what kind they are, and how many duties each has."),
    epilog=N_("Example: taskmap agencies --kind party --sort name"),
)
@click.option("--kind", type=click.Choice(tuple(KIND_WORDS)), cls=Option, help=N_("Only agencies of this kind."))
@click.option(
    "--sort", type=click.Choice(ORDERS), default="total", show_default=True, cls=Option,
    help=N_("Order: by number of duties, in all or in a role, by name or by kind."),
)  # fmt: skip
@format_option()
@data_option
@click.pass_context
def command(ctx: click.Context, *, kind: str | None, sort: str, output: str | None) -> None:
    """List agencies with their counts."""
    from taskmap.cli.output import show
    from taskmap.questions import ask_agencies

    show(ask_agencies(load(ctx), kind=kind, sort=sort), output)
