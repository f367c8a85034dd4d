"""``taskmap check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taskmap.cli.base import Command, Option, complain, talk
from taskmap.cli.options import data_option, format_option
from taskmap.i18n import N_, _

if TYPE_CHECKING:
    from taskmap.problems import Problem, UnreadableError


@click.command(
    cls=Command,
    help=N_(
        "Find every fault in the data at once, each with file, line and a hint. PATH is a TOML file or a folder of"
        " them; without it the data set in use is checked. docs/problems.md explains every code."
    ),
    epilog=N_("Example: taskmap check --strict data/tasks.toml"),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--strict", is_flag=True, cls=Option, help=N_("Let warnings fail too."))
@format_option("table", "json")
@data_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], *, strict: bool, output: str | None) -> int:
    """Show what is wrong; exit 1 if anything is, 3 if a file cannot even be read."""
    from taskmap.cli.output import show
    from taskmap.listings import ProblemsAnswer
    from taskmap.problems import ExitCode, Severity, UnreadableError
    from taskmap.questions import ask_check

    problems: list[Problem] = []
    unreadable: list[UnreadableError] = []
    for path in paths or (ctx.obj,):
        try:
            problems += ask_check(path).problems
        except UnreadableError as error:
            unreadable.append(error)
    answer = ProblemsAnswer(tuple(problems))
    show(answer, output)
    for each in unreadable:
        complain(each)
    if unreadable or answer.unreadable:
        return ExitCode.UNREADABLE
    if not problems:
        talk(_("no problems"))
    fails = any(strict or problem.severity == Severity.ERROR for problem in problems)
    return ExitCode.PROBLEMS if fails else ExitCode.DONE
