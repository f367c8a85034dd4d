"""``taskmap progress collect``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taskmap.cli.base import Command, Option, talk
from taskmap.cli.options import DayType, data_option, load
from taskmap.i18n import N_, _, ngettext

if TYPE_CHECKING:
    import datetime

    from taskmap.collecting import Collection, Filled
    from taskmap.location import Location
    from taskmap.problems import ExitCode


@click.command(
    cls=Command,
    help=N_(
        "Read filled checklists (xlsx, csv; a folder means the ones in it), show what they change, and record it. A"
        " cell counts if it differs from what it held when the checklist was made; an emptied one clears. What cannot"
        " be taken is named with its row and reason, and the rest is recorded."
    ),
    epilog=N_("Example: taskmap progress collect 回收/ --yes"),
)
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option("--yes", is_flag=True, cls=Option, help=N_("Record without asking."))
@click.option(
    "--as-of", "as_of", type=DayType(), cls=Option,
    help=N_("The day from which rows count that give none; without it today."),
)  # fmt: skip
@data_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], as_of: datetime.date | None, *, yes: bool) -> ExitCode:
    """Collect; exit 1 if part is refused, 3 if no file can be read."""
    from taskmap.cli.asking import check_somebody_to_ask, confirmed
    from taskmap.collecting import collect, refusal_lines
    from taskmap.journal import check_writable
    from taskmap.location import locate
    from taskmap.problems import ExitCode
    from taskmap.recording import today
    from taskmap.returns import returned

    check_somebody_to_ask(yes=yes)
    location = locate(ctx.obj)
    check_writable(location)
    if as_of and as_of > today():
        raise click.UsageError(_("{day} is still to come: nothing can be reported from then").format(day=as_of))
    tm = load(ctx)
    files, refused = returned(paths)
    found = collect(tm, files, today(), as_of)
    for refusal in (*refused, *found.refusals):
        for line in refusal_lines(refusal):
            talk(line)
    _show(found)
    if not found.taken:
        talk(_nothing(refused=bool(refused or found.refusals)))
    elif confirmed(_("Record this?"), yes=yes):
        _record(location, found, files)
        talk(
            _("rows recorded: {taken}; refused: {refused}; checklists read: {files}").format(
                taken=len(found.taken), refused=len(found.refusals), files=len(files)
            )
        )
    if refused and not files:
        return ExitCode.UNREADABLE
    return ExitCode.PROBLEMS if refused or found.refusals else ExitCode.DONE


def _nothing(*, refused: bool) -> str:
    if refused:
        return _("nothing was recorded: no checklist could be taken")
    return _("the checklists say nothing new; nothing was recorded")


def _show(found: Collection) -> None:
    from taskmap.recording import lines

    for taken in found.taken:
        for line in lines(taken.update.entry.task, taken.agency, taken.update.changes):
            talk(line)
    unproven = sum(taken.unproven for taken in found.taken)
    if unproven:
        message = ngettext(
            "{count} duty is called done without evidence: ask for it",
            "{count} duties are called done without evidence: ask for it",
            unproven,
        )
        talk(message.format(count=unproven))


def _record(location: Location, found: Collection, files: list[Filled]) -> None:
    """Record what each file changes; all of them have been looked through before."""
    import os

    from taskmap.journal import record

    for file in files:
        updates = found.of(file.file)
        if updates:
            click.echo(record(location, [each.entry for each in updates], source=os.path.basename(file.file)))
