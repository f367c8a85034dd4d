"""``taskmap init``."""

from __future__ import annotations

from pathlib import Path

import click

from taskmap.cli.base import Command, Option, PathType, talk
from taskmap.i18n import N_, _


@click.command(
    cls=Command,
    help=N_("Start a data set of your own in DIR: copies of the built-in files, to edit. Overwrites nothing."),
    epilog=N_("Example: taskmap init 我的台账 --empty"),
)
@click.argument("folder", metavar="DIR", type=PathType(path_type=Path, file_okay=False))
@click.option("--empty", is_flag=True, cls=Option, help=N_("Start without documents and agencies."))
def command(folder: Path, *, empty: bool) -> None:
    """Write tasks.toml and agencies.toml."""
    import shlex

    from taskmap.workspace import create

    for file in create(folder, empty=empty):
        click.echo(file)
    talk(_("next: taskmap --data {folder} docs").format(folder=shlex.quote(str(folder))))
