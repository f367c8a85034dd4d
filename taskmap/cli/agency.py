"""``taskmap agency``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taskmap.cli.base import Command, Option
from taskmap.cli.options import (
    as_of_option,
    complete_agency,
    data_option,
    doc_option,
    format_option,
    load,
    role_option,
    wide_option,
)
from taskmap.i18n import N_

if TYPE_CHECKING:
    import datetime

    from taskmap.model import Role


@click.command(
    cls=Command,
    help=N_(
        "What an agency has to do: its duties, newest document first, then those that a rename or merger handed to"
        " it. NAME may be any spelling of its name, an abbreviation or a part."
    ),
    epilog=N_("Example: taskmap agency 省人社厅 --role lead"),
)
@click.argument("name", shell_complete=complete_agency)
@role_option
@doc_option
@click.option("--own", is_flag=True, cls=Option, help=N_("Leave out inherited duties."))
@as_of_option
@wide_option
@format_option()
@data_option
@click.pass_context
def command(
    ctx: click.Context,
    name: str,
    *,
    role: Role | None,
    doc: str | None,
    own: bool,
    as_of: datetime.date | None,
    wide: bool,
    output: str | None,
) -> None:
    """List an agency's duties."""
    from taskmap.cli.output import show
    from taskmap.questions import as_it_stands, ask_agency

    tm = load(ctx)
    answer = ask_agency(tm, name, role=role, doc=doc, own=own)
    show(as_it_stands(tm, answer, as_of), output, wide=wide)
