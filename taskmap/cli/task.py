"""``taskmap task``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taskmap.cli.base import Command, complain, talk
from taskmap.cli.options import as_of_option, complete_ref, data_option, format_option, load
from taskmap.i18n import N_, _

if TYPE_CHECKING:
    import datetime


@click.command(
    cls=Command,
    help=N_(
        "Who owns a task, and what it says. REF is its number, however it is written: 3.2, （三）2, 三.（一）.1;"
        " with the document's id or number in front if it is not the default document's: jjz-2020-1:3.2."
    ),
    epilog=N_("Example: taskmap task 3.2"),
)
@click.argument("refs", nargs=-1, required=True, metavar="REF...", shell_complete=complete_ref)
@as_of_option
@format_option()
@data_option
@click.pass_context
def command(ctx: click.Context, refs: tuple[str, ...], *, as_of: datetime.date | None, output: str | None) -> int:
    """Show tasks whole; say which refs lead nowhere."""
    from taskmap.answers import TasksAnswer
    from taskmap.cli.output import show
    from taskmap.lookup import same_number_elsewhere
    from taskmap.problems import ExitCode, NotFoundError
    from taskmap.questions import as_it_stands
    from taskmap.refs import split_task_name

    tm = load(ctx)
    views, notes = [], []
    misses: list[NotFoundError] = []
    for ref in refs:
        try:
            view = tm.task(ref)
        except NotFoundError as error:
            misses.append(error)
            continue
        views.append(view)
        if split_task_name(ref)[0] is None and (others := same_number_elsewhere(tm.documents.values(), view.task)):
            notes.append(_("{ref} also stands in: {others}").format(ref=view.task.ref, others="、".join(others)))
    if views:
        show(as_it_stands(tm, TasksAnswer(tuple(views), whole=True), as_of), output)
    for note in notes:
        talk(note)
    for miss in misses:
        complain(miss)
    return ExitCode.NOT_FOUND if misses else ExitCode.DONE
