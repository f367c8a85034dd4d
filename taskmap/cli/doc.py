"""``taskmap doc``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taskmap.cli.base import Command, Option
from taskmap.cli.options import as_of_option, complete_document, data_option, format_option, load, wide_option
from taskmap.i18n import N_

if TYPE_CHECKING:
    import datetime


@click.command(
    cls=Command,
    help=N_("One document as an outline with owners, or its boxes, indicators and targets. ID may be its number."),
    epilog=N_("Example: taskmap doc jzbf-2017-50 --indicators"),
)
@click.argument("name", metavar="ID", shell_complete=complete_document)
@click.option("--boxes", is_flag=True, cls=Option, help=N_("Show its boxes."))
@click.option("--indicators", is_flag=True, cls=Option, help=N_("Show its indicators."))
@click.option("--targets", is_flag=True, cls=Option, help=N_("Show every target it sets."))
@as_of_option
@wide_option
@format_option("table", "json")
@data_option
@click.pass_context
def command(
    ctx: click.Context,
    name: str,
    *,
    boxes: bool,
    indicators: bool,
    targets: bool,
    as_of: datetime.date | None,
    wide: bool,
    output: str | None,
) -> None:
    """Show a document."""
    from taskmap.cli.output import show
    from taskmap.questions import as_it_stands, ask_doc

    parts = {"boxes": boxes, "indicators": indicators, "targets": targets}
    tm = load(ctx)
    answer = ask_doc(tm, name, (part for part, wanted in parts.items() if wanted))
    show(as_it_stands(tm, answer, as_of), output, wide=wide)
