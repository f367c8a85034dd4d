"""``taskmap progress undo``."""

from __future__ import annotations

import click

from taskmap.cli.base import Command, Option, talk
from taskmap.cli.options import data_option, load
from taskmap.i18n import N_, _


@click.command(
    cls=Command,
    help=N_(
        "Take back what the newest command recorded, or OPERATION, a file of the journal. Nothing is deleted: a new"
        " file says so, and it can be taken back too."
    ),
    epilog=N_("Example: taskmap progress undo --yes"),
)
@click.argument("name", metavar="[OPERATION]", required=False)
@click.option("--yes", is_flag=True, cls=Option, help=N_("Do not ask."))
@data_option
@click.pass_context
def command(ctx: click.Context, name: str | None, *, yes: bool) -> None:
    """Add an operation that takes another back."""
    from taskmap.cli.asking import check_somebody_to_ask, confirmed
    from taskmap.history import operation_lines
    from taskmap.journal import check_writable, last, record
    from taskmap.location import locate
    from taskmap.recording import operation_named

    check_somebody_to_ask(yes=yes)
    location = locate(ctx.obj)
    check_writable(location)
    operations = load(ctx).journal or ()
    operation = operation_named(operations, name) if name else last(operations)
    if not operation:
        talk(_("the journal holds nothing to take back"))
        return
    for line in operation_lines(operation):
        talk(line)
    if confirmed(_("Take this back?"), yes=yes):
        record(location, undoes=operation.name)
        talk(_("taken back: {name}").format(name=operation.name), err=False)
