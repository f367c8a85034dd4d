"""``taskmap calendar``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taskmap.cli.base import Command, Option, PathType, talk
from taskmap.cli.options import as_of_option, complete_agency, data_option, doc_option, load, role_option
from taskmap.i18n import N_, ngettext

if TYPE_CHECKING:
    import datetime

    from taskmap.model import Role


@click.command(
    cls=Command,
    help=N_(
        "Write everything that is not over and has a day to FILE as an iCalendar: one all-day event with an alarm for"
        " each task or, with --agency, for each of its duties. Read again later, the file updates the events."
    ),
    epilog=N_("Example: taskmap calendar -o 省人社厅.ics --agency 省人社厅"),
)
@click.option("-o", "--output", "file", required=True, type=PathType(dir_okay=False, allow_dash=True),
              metavar="FILE", cls=Option, help=N_("File to write; - is standard output."))  # fmt: skip
@click.option("--agency", metavar="NAME", shell_complete=complete_agency, cls=Option,
              help=N_("Only duties of this agency, inherited ones too."))  # fmt: skip
@doc_option
@role_option
@as_of_option
@click.option("--force", is_flag=True, cls=Option, help=N_("Overwrite the file if it differs."))
@data_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    file: str,
    agency: str | None,
    doc: str | None,
    role: Role | None,
    as_of: datetime.date | None,
    force: bool,
) -> None:
    """Write a calendar."""
    from taskmap.agenda import AgendaFilter, ask_calendar
    from taskmap.files import write_changed
    from taskmap.writing.calendars import calendar_bytes

    answer = ask_calendar(load(ctx), AgendaFilter(agency, role, doc), as_of)
    content = calendar_bytes(answer)
    if file == "-":
        click.echo(content, nl=False)
        return
    write_changed({file: content}, force=force)
    count = len(answer.items)
    talk(ngettext("{count} event in {file}", "{count} events in {file}", count).format(count=count, file=file))
