"""``taskmap progress set``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taskmap.cli.base import Command, Option, talk
from taskmap.cli.options import DayType, complete_agency, complete_ref, data_option, load
from taskmap.i18n import N_, _
from taskmap.progress import REPORTED, STATES

if TYPE_CHECKING:
    import datetime

    from taskmap.cells import Value


def complete_state(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the states, those of the data set's own too."""
    from taskmap.problems import TaskmapError

    try:
        own = [state for state, _counts_as in load(ctx).states]
    except TaskmapError:
        own = []
    return [each for each in (*STATES, *own) if each.startswith(incomplete)]


@click.command(
    cls=Command,
    help=N_(
        "Record how a duty stands. What is not given stays as it is, and an empty text clears. Without --agency the"
        " only owner is meant, or the task itself if it has none; an agency may set what it inherited."
    ),
    epilog=N_("Example: taskmap progress set 3.2 --agency 省市场监管厅 --state 进行中 --percent 50"),
)
@click.argument("ref", metavar="REF", shell_complete=complete_ref)
@click.option("--agency", metavar="NAME", shell_complete=complete_agency, cls=Option, help=N_("Whose duty it is."))
@click.option(
    "--state", metavar="STATE", shell_complete=complete_state, cls=Option,
    help=N_("The state, in English or Chinese, or one of the data set's own."),
)  # fmt: skip
@click.option("--percent", metavar="NUMBER", cls=Option, help=N_("How much is done: 50, 50% or 0.5."))
@click.option("--note", metavar="TEXT", cls=Option, help=N_("How it goes."))
@click.option("--problem", metavar="TEXT", cls=Option, help=N_("What stands in the way."))
@click.option("--plan", metavar="TEXT", cls=Option, help=N_("What comes next."))
@click.option("--evidence", metavar="TEXT", cls=Option, help=N_("What proves it."))
@click.option("--by", metavar="NAME", cls=Option, help=N_("Who reports; without it the user of this machine."))
@click.option("--on", type=DayType(), cls=Option, help=N_("The day from which it counts; without it today."))
@click.option(
    "--clear", multiple=True, type=click.Choice(REPORTED), cls=Option,
    help=N_("Empty this field; may be given several times."),
)  # fmt: skip
@data_option
@click.pass_context
def command(  # noqa: PLR0917 - the user's options
    ctx: click.Context,
    /,
    ref: str,
    agency: str | None,
    on: datetime.date | None,
    clear: tuple[str, ...],
    by: str | None,
    **texts: str | None,
) -> None:
    """Record what differs from what stands."""
    from taskmap.cells import parsed
    from taskmap.journal import check_writable, record
    from taskmap.location import locate
    from taskmap.recording import holders, lacks_evidence, lines, present, today, update

    given = {key: text for key, text in texts.items() if text is not None}
    if not given and not clear and on is None and by is None:
        raise click.UsageError(_("say what to record: --state, --percent, --note and so on"))
    twice = sorted(given.keys() & set(clear))
    if twice:
        raise click.UsageError(_("--{name} and --clear {name} contradict each other").format(name=twice[0]))
    check_writable(locate(ctx.obj))
    tm = load(ctx)
    view = tm.task(ref)
    said: dict[str, Value] = {key: parsed(key, text, dict(tm.states)) for key, text in given.items()}
    said |= dict.fromkeys(clear) | {"by": (by or "").strip() or None, "on": on}
    standings = present(tm)
    reports = {holder: standings.report(view.task, holder.agency) for holder in holders(tm, view, agency)}
    updates = {holder: update(view.task.id, holder, said, report, today()) for holder, report in reports.items()}
    found = {holder: each for holder, each in updates.items() if each}
    if not found:
        talk(_("all of it stands already; nothing was recorded"))
        return
    path = record(locate(ctx.obj), [each.entry for each in found.values()])
    for holder, each in found.items():
        for line in lines(view.task.id, holder.agency.name if holder.agency else None, each.changes):
            talk(line, err=False)
        if lacks_evidence(each, reports[holder], standings):
            talk(_("it is called done; --evidence would say what proves it"))
    talk(_("recorded in {file}").format(file=path))
