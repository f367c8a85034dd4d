"""The command line: one module per command, loaded when it is called."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import NoReturn

import click

from taskmap import __version__
from taskmap.cli.base import CommandGroup, Option, data_option
from taskmap.i18n import N_

SUMMARIES = {
    "agency": N_("What an agency has to do."),
    "task": N_("Who owns a task, and what it says."),
    "tasks": N_("List and filter tasks."),
    "agencies": N_("Which agencies there are, and how much each has to do."),
    "docs": N_("Which documents there are."),
    "doc": N_("One document as an outline with owners."),
    "search": N_("Find words in headings, texts, owners and boxes."),
    "partners": N_("Which agencies share tasks with an agency."),
    "graph": N_("Write the graph of tasks and agencies to a file."),
    "checklist": N_("Write agencies their checklists."),
    "progress": N_("Record how the work stands, and take filled checklists back."),
    "due": N_("What is due soon, and what is overdue."),
    "report": N_("How the work stands: the monthly report."),
    "calendar": N_("Write what is due to a calendar."),
    "import": N_("Read documents: their tasks, owners, deadlines and targets."),
    "check": N_("Find every fault in the data."),
    "init": N_("Start a data set of your own."),
    "completion": N_("Print the script that completes names in your shell."),
}
"""Every command and the line that describes it; ``taskmap --help`` loads nothing else."""


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - Click's
    if value:
        click.echo(f"taskmap {__version__}")
        ctx.exit()


@click.group(
    cls=CommandGroup,
    summaries=SUMMARIES,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_("Who does what in a policy document: tasks, the agencies that own them, and their roles."),
    epilog=N_("Example: taskmap agency 省人社厅"),
)
@data_option
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, cls=Option,
    help=N_("Show the version and exit."),
)  # fmt: skip
def cli() -> None:
    """Hold the commands together."""


def main() -> NoReturn:
    """Run the command line of this process, and end the process."""
    # A command makes many small values, none of them in circles, and ends soon: looking for garbage among them again
    # and again would be a fifteenth of a start-up and free nothing.
    gc.disable()
    _leave(cli.main(prog_name="taskmap", standalone_mode=False))


def _leave(code: int) -> NoReturn:
    """End the process at once: to take the interpreter apart value by value is another fifteenth, for nothing.

    What has to be ended (files, processes, temporary folders) has been, where it was begun.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # its reader is gone, or it is closed: said already, if at all
            stream.flush()
    os._exit(code)


__all__ = ["SUMMARIES", "cli", "main"]
