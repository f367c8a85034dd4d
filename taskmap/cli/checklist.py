"""``taskmap checklist``."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from taskmap.cli.base import Command, Option, PathType
from taskmap.cli.options import DayType, complete_agency, data_option, doc_option, load, role_option
from taskmap.i18n import N_, _

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from taskmap.model import Role
    from taskmap.writing.checklists.files import Bundle

STDOUT = Path("-")

Each = TypeVar("Each")


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
        " text, role, the others by role, deadline, targets, and what the agency fills in. Filled ones"
        " (xlsx, csv) can be collected."
    ),
    epilog=N_("Example: taskmap checklist --all -o checklists -f xlsx,docx"),
)
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_agency)
@click.option(
    "--all", "everyone", is_flag=True, cls=Option,
    help=N_("Every agency that has duties, inherited ones included, and an index of their files."),
)  # fmt: skip
@click.option("-o", "--output", "folder", metavar="DIR", required=True, cls=Option,
              type=PathType(path_type=Path, file_okay=False, allow_dash=True),
              help=N_("Folder to write to; - writes one text file to standard output."))  # fmt: skip
@click.option("-f", "--format", "formats", type=FormatsType(), default="md", metavar="xlsx,docx,md,html,csv,json",
              cls=Option, show_default="md", help=N_("Formats, separated by commas."))  # fmt: skip
@role_option
@doc_option
@click.option("--own", is_flag=True, cls=Option, help=N_("Leave out inherited duties."))
@click.option("--open", "open_only", is_flag=True, cls=Option, help=N_("Leave out duties that are over."))
@click.option("--as-of", type=DayType(), cls=Option, help=N_("How things stood on that day; today without it."))
@click.option("--zip", "zipped", is_flag=True, cls=Option, help=N_("Write one archive, DIR.zip, instead of a folder."))
@click.option("--force", is_flag=True, cls=Option, help=N_("Overwrite files that taskmap did not write."))
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
    open_only: bool,
    as_of: datetime.date | None,
    zipped: bool,
    force: bool,
) -> None:
    """Write checklists and name the files written."""
    from taskmap.checklist import still_open
    from taskmap.questions import ask_checklists
    from taskmap.standing import Standings
    from taskmap.writing.checklists.files import Bundle
    from taskmap.writing.checklists.sheet import sheet_of

    if names and everyone:
        raise click.UsageError(_("name agencies or give --all, not both"))
    if not names and not everyone:
        raise click.UsageError(_("name agencies, or give --all"))
    tm = load(ctx)
    agencies = None if everyone else dict.fromkeys(map(tm.agency, names))  # two names may mean the same one
    standings = Standings(tm, as_of)
    answers = ask_checklists(tm, agencies, role=role, doc=doc, own=own)
    if open_only:
        answers = [still_open(each, standings) for each in answers]
        answers = [each for each in answers if names or each.duties or each.inherited]
    states = dict(tm.states)
    bundle = Bundle([sheet_of(each, standings, states) for each in answers], formats, with_index=everyone)
    if folder == STDOUT:
        _print(bundle, zipped=zipped)
    else:
        _write(bundle, folder, zipped=zipped, force=force)


def _print(bundle: Bundle, *, zipped: bool) -> None:
    """Print one text file."""
    from taskmap.writing.checklists import TEXTS

    if zipped or bundle.with_index or len(bundle.names) != 1 or bundle.formats[0] not in TEXTS:
        known = ",".join(TEXTS)
        raise click.UsageError(_("standard output takes one agency in one of the formats {known}").format(known=known))
    for each in bundle.contents():
        click.echo(each.data, nl=False)


def _write(bundle: Bundle, folder: Path, *, zipped: bool, force: bool) -> None:
    from taskmap.writing.checklists.files import archive_path, write_archive, write_folder

    total = len(bundle.names)
    gc.freeze()  # writers look for garbage after each file: what is loaded by now is none
    if zipped:
        written = write_archive(_watched(bundle.contents(), total), archive_path(folder), force=force)
    else:
        written = [each for each in _watched(write_folder(bundle, folder, force=force), total) if each]
    for file in written:
        click.echo(file)


def _watched(results: Iterator[Each], total: int) -> Iterator[Each]:
    """Pass results on, with a progress bar on a terminal once they take longer than a second."""
    if total == 1 or not sys.stderr.isatty():
        return results
    from taskmap.terminal.progress import watched

    return watched(results, total)
