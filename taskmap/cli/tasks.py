"""``taskmap tasks``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taskmap.cli.base import Command, Option
from taskmap.cli.options import (
    DayType,
    as_of_option,
    complete_agency,
    data_option,
    doc_option,
    format_option,
    light_option,
    load,
    role_option,
    wide_option,
)
from taskmap.i18n import N_, _

if TYPE_CHECKING:
    import datetime

    from taskmap.graph import TaskMap
    from taskmap.model import Role


def complete_state(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the states, the data set's own among them."""
    from taskmap.problems import TaskmapError
    from taskmap.progress import STATES

    try:
        known = (*STATES, *dict(load(ctx).states))
    except TaskmapError:
        known = STATES
    return [each for each in known if each.startswith(incomplete)]


def states_meant(tm: TaskMap, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the states that words of either language mean, with those of the data set's own that count as one.

    Raises:
        BadCellError: a word means no state.
    """
    if not words:
        return ()
    from taskmap.cells import parsed

    own = dict(tm.states)
    meant = {parsed("state", word, own) for word in words}
    return (*map(str, meant), *(state for state, counts_as in own.items() if counts_as in meant))


@click.command(
    cls=Command,
    help=N_("List tasks; every condition given has to be met."),
    epilog=N_("Example: taskmap tasks --agency 省财政厅 --agency 省人社厅 --all"),
)
@click.option(
    "--agency", "agencies", multiple=True, metavar="NAME", shell_complete=complete_agency, cls=Option,
    help=N_("Only tasks of this agency; may be given several times."),
)  # fmt: skip
@click.option("--any/--all", "match_any", default=True, cls=Option,
              help=N_("With several agencies: tasks of any of them, or tasks they share."))  # fmt: skip
@role_option
@doc_option
@click.option("--unowned", is_flag=True, cls=Option, help=N_("Only tasks that name no owner."))
@click.option("--fail", is_flag=True, cls=Option, help=N_("With --unowned: exit 1 if there are any."))
@click.option("--due-before", type=DayType(), cls=Option, help=N_("Only tasks due before this day."))
@click.option("--due-after", type=DayType(), cls=Option, help=N_("Only tasks due after this day."))
@click.option("--contains", metavar="TEXT", cls=Option, help=N_("Only tasks whose heading or text contains this."))
@click.option("--state", "states", multiple=True, metavar="STATE", shell_complete=complete_state, cls=Option,
              help=N_("Only tasks in this state; may be given several times."))  # fmt: skip
@light_option
@as_of_option
@wide_option
@format_option()
@data_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    agencies: tuple[str, ...],
    match_any: bool,
    role: Role | None,
    doc: str | None,
    unowned: bool,
    fail: bool,
    due_before: datetime.date | None,
    due_after: datetime.date | None,
    contains: str | None,
    states: tuple[str, ...],
    lights: tuple[str, ...],
    as_of: datetime.date | None,
    wide: bool,
    output: str | None,
) -> int:
    """List the tasks that meet the conditions."""
    from taskmap.cli.output import show
    from taskmap.problems import ExitCode
    from taskmap.questions import TaskFilter, ask_tasks

    if fail and not unowned:
        raise click.UsageError(_("--fail goes with --unowned"))
    tm = load(ctx)
    answer = ask_tasks(
        tm,
        TaskFilter(
            agencies=tuple(map(tm.agency, agencies)),
            match_all=not match_any,
            role=role,
            document=tm.document(doc) if doc else None,
            unowned=unowned,
            due_before=due_before,
            due_after=due_after,
            contains=contains,
            states=states_meant(tm, states),
            lights=lights,
        ),
        as_of,
    )
    show(answer, output, wide=wide)
    return ExitCode.PROBLEMS if fail and answer.views else ExitCode.DONE
