"""``taskmap checklist``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from taskmap.cli.base import Command, Option, PathType
from taskmap.cli.options import complete_agency, data_option, doc_option, load, role_option
from taskmap.i18n import N_, _

if TYPE_CHECKING:
    from taskmap.model import Role


class FormatsType(click.ParamType[tuple[str, ...]]):
    """Formats separated by commas."""

    name = "formats"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, ...]:
        """Return the formats, or fail with a sentence."""
        from taskmap.writing.checklists import FORMATS

        if isinstance(value, tuple):
            return value
        formats = tuple(dict.fromkeys(part.strip().lower() for part in str(value).split(",")))
        for each in formats:
            if each not in FORMATS:
                known = ",".join(FORMATS)
                self.fail(_("{format} is not one of {known}").format(format=each or "''", known=known), param, ctx)
        return formats


@click.command(
    cls=Command,
    help=N_(
        "Write agencies their checklists into DIR, one file per agency and format, one row per duty: heading, whole"
        " text, role, the others by role, deadline."
    ),
    epilog=N_("Example: taskmap checklist 省人社厅 省教育厅 -o checklists -f md,csv"),
)
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_agency)
@click.option(
    "--all", "everyone", is_flag=True, cls=Option, help=N_("Every agency that has duties, inherited ones included.")
)
@click.option("-o", "--output", "folder", metavar="DIR", required=True, cls=Option,
              type=PathType(path_type=Path, file_okay=False), help=N_("Folder to write to."))  # fmt: skip
@click.option("-f", "--format", "formats", type=FormatsType(), default="md", metavar="md,csv,json", cls=Option,
              show_default="md", help=N_("Formats, separated by commas."))  # fmt: skip
@role_option
@doc_option
@click.option("--own", is_flag=True, cls=Option, help=N_("Leave out inherited duties."))
@click.option("--force", is_flag=True, cls=Option, help=N_("Overwrite files that differ."))
@data_option
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    *,
    everyone: bool,
    folder: Path,
    formats: tuple[str, ...],
    role: Role | None,
    doc: str | None,
    own: bool,
    force: bool,
) -> None:
    """Write checklists and name the files written."""
    from taskmap.questions import ask_checklists, ask_duties_of
    from taskmap.writing.checklists import write_checklists

    if names and everyone:
        raise click.UsageError(_("name agencies or give --all, not both"))
    if not names and not everyone:
        raise click.UsageError(_("name agencies, or give --all"))
    tm = load(ctx)
    if everyone:
        answers = ask_checklists(tm, role=role, doc=doc, own=own)
    else:
        agencies = dict.fromkeys(map(tm.agency, names))  # two names may mean the same one
        answers = [ask_duties_of(tm, each, role=role, doc=doc, own=own) for each in agencies]
    for file in write_checklists(answers, formats, folder, force=force):
        click.echo(file)
