"""``taskmap due``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from taskmap.cli.base import Command, Option
from taskmap.cli.options import (
    as_of_option,
    complete_agency,
    data_option,
    doc_option,
    format_option,
    load,
    wide_option,
)
from taskmap.i18n import N_, _

if TYPE_CHECKING:
    import datetime

DAYS_IN = {"": 1, "d": 1, "天": 1, "日": 1, "w": 7, "周": 7}
"""The units of a span of time, in days."""


class SpanType(click.ParamType[int]):
    """A number of days: 30, 30d, 4w."""

    name = "span"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - Click's signature
        """Show what is expected."""
        return "DAYS"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the days, or fail with a sentence."""
        found = re.fullmatch(r"(\d{1,6})\s*(d|w|天|日|周|)", str(value).strip().lower(), re.ASCII)
        if not found:
            self.fail(_("{value} is not a span of time; write 30d or 4w").format(value=value), param, ctx)
        return int(found[1]) * DAYS_IN[found[2]]


@click.command(
    cls=Command,
    help=N_(
        "What is not over and due soon, overdue tasks first. With --agency what that agency has to do, by its own"
        " reports."
    ),
    epilog=N_("Example: taskmap due --within 60d --agency 省人社厅"),
)
@click.option("--within", type=SpanType(), cls=Option,
              help=N_("Due within so many days (30d, 4w); without it the days of [lights] in the data."))  # fmt: skip
@click.option("--agency", metavar="NAME", shell_complete=complete_agency, cls=Option,
              help=N_("Only duties of this agency, inherited ones too."))  # fmt: skip
@doc_option
@as_of_option
@wide_option
@format_option()
@data_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    within: int | None,
    agency: str | None,
    doc: str | None,
    as_of: datetime.date | None,
    wide: bool,
    output: str | None,
) -> None:
    """List what is due."""
    from taskmap.agenda import AgendaFilter, ask_due
    from taskmap.cli.output import show

    show(ask_due(load(ctx), AgendaFilter(agency, doc=doc, within=within), as_of), output, wide=wide)
