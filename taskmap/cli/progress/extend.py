"""``taskmap progress extend``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taskmap.cli.base import Command, Option, talk
from taskmap.cli.options import DayType, complete_ref, data_option, load
from taskmap.i18n import N_, _

if TYPE_CHECKING:
    import datetime


@click.command(
    cls=Command,
    help=N_("Give a task, for all its owners, until a later day. The first deadline stays on record."),
    epilog=N_("Example: taskmap progress extend 3.2 --to 2026-12-31 --reason 等待上级文件"),
)
@click.argument("ref", metavar="REF", shell_complete=complete_ref)
@click.option("--to", "until", type=DayType(), required=True, cls=Option, help=N_("The new day."))
@click.option("--reason", metavar="TEXT", required=True, cls=Option, help=N_("Why it takes longer."))
@click.option("--by", metavar="NAME", cls=Option, help=N_("Who decided; without it the user of this machine."))
@data_option
@click.pass_context
def command(ctx: click.Context, ref: str, until: datetime.date, reason: str, by: str | None) -> None:
    """Record the new day."""
    from taskmap.journal import check_writable, record
    from taskmap.location import locate
    from taskmap.recording import extension, present

    location = locate(ctx.obj)
    check_writable(location)
    tm = load(ctx)
    view = tm.task(ref)
    standings = present(tm)
    entry = extension(view, until, reason, standings, by)
    path = record(location, [entry])
    before = standings.task(view).due
    talk(_("{task}: due {before} → {after}").format(task=view.task.id, before=before, after=until), err=False)
    talk(_("recorded in {file}").format(file=path))
