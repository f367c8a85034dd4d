"""``taskmap progress``: a group of commands, one module each."""

from __future__ import annotations

import click

from taskmap.cli.base import CommandGroup
from taskmap.i18n import N_

SUMMARIES = {
    "set": N_("Record how a duty stands."),
    "extend": N_("Give a task more time."),
    "collect": N_("Take filled checklists back."),
    "log": N_("What was recorded, and when."),
    "undo": N_("Take back what was recorded."),
}
"""Every command of the group and the line that describes it."""


@click.group(
    cls=CommandGroup,
    summaries=SUMMARIES,
    package=__name__,
    help=N_(
        "Record how the work stands, and take filled checklists back. Everything goes into the journal, a folder beside"
        " the data: each command adds one file, and none is ever changed."
    ),
    epilog=N_("Example: taskmap progress log 3.2"),
)
def command() -> None:
    """Hold the commands together."""
