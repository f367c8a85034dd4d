"""``taskmap report``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from taskmap.cli.base import Command, Option, PathType, talk
from taskmap.cli.options import DayType, as_of_option, data_option, load
from taskmap.i18n import N_, _

if TYPE_CHECKING:
    import datetime

    from taskmap.reporting import ReportAnswer

FORMATS = ("table", "json", "csv", "md", "html", "docx", "xlsx")
GROUPINGS = ("agency", "document", "section")


@click.command(
    cls=Command,
    help=N_(
        "How the work stands: totals and lights, who is overdue with what, what has changed since the first day of"
        " the month, who has not reported, who is ahead and who behind."
    ),
    epilog=N_("Example: taskmap report --by document -o 通报.docx"),
)
@as_of_option
@click.option("--since", type=DayType(), cls=Option,
              help=N_("Changes from this day on; without it from the first day of the month."))  # fmt: skip
@click.option("--by", type=click.Choice(GROUPINGS), default="agency", show_default="agency", cls=Option,
              help=N_("What to compare: agencies, documents or their sections."))  # fmt: skip
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), cls=Option,
              help=N_("The form; without it that of FILE's ending, else as in every command."))  # fmt: skip
@click.option("--json", "form", flag_value="json", cls=Option, help=N_("Short for --format json."))
@click.option("-o", "--output", "file", type=PathType(dir_okay=False, allow_dash=True), metavar="FILE", cls=Option,
              help=N_("File to write; - is standard output."))  # fmt: skip
@click.option("--fail", is_flag=True, cls=Option, help=N_("Exit 1 if anything is overdue."))
@click.option("--force", is_flag=True, cls=Option, help=N_("Overwrite the file if it differs."))
@data_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    as_of: datetime.date | None,
    since: datetime.date | None,
    by: str,
    form: str | None,
    file: str | None,
    fail: bool,
    force: bool,
) -> int:
    """Report."""
    from taskmap.problems import ExitCode
    from taskmap.reporting import ask_report

    form = _form(form, file)
    answer = ask_report(load(ctx), as_of=as_of, since=since, by=by)
    if answer.since > answer.as_of:
        raise click.UsageError(_("--since must not be after {day}").format(day=answer.as_of))
    if file and file != "-":
        _write(answer, form or "", file, force=force)
    else:
        _print(answer, form)
    return ExitCode.PROBLEMS if fail and answer.overdue else ExitCode.DONE


def _form(form: str | None, file: str | None) -> str | None:
    """Return the form that is meant, ``None`` for plain lines or a table.

    Raises:
        UsageError: a file says nothing of its form, or such a form needs a file.
    """
    from taskmap.writing.reports import BINARY, TEXTS

    written = bool(file and file != "-")
    ending = file.rpartition(".")[2].lower() if file and written and "." in file else ""
    if form is None and written:
        if ending not in (*TEXTS, *BINARY):
            endings = ", ".join(f".{each}" for each in (*TEXTS, *BINARY))
            raise click.UsageError(_("{file}: the ending must be one of {endings}").format(file=file, endings=endings))
        return ending
    if form in BINARY and not written:
        raise click.UsageError(_("{form} needs a file: add -o FILE.{form}").format(form=form))
    if form == "table" and written:
        raise click.UsageError(_("a table is for the screen; for a file choose another form"))
    return form


def _write(answer: ReportAnswer, form: str, file: str, *, force: bool) -> None:
    from taskmap.files import write_changed
    from taskmap.writing.reports import report_bytes

    for each in write_changed({file: report_bytes(answer, form, for_excel=True)}, force=force):
        talk(_("written: {file}").format(file=each))


def _print(answer: ReportAnswer, form: str | None) -> None:
    if form == "table" or (form is None and sys.stdout.isatty()):
        from taskmap.terminal.reports import draw_report

        draw_report(answer)
    elif form is None:
        from taskmap.writing.reports.lines import report_rows
        from taskmap.writing.tables import lines

        click.echo(lines(report_rows(answer)), nl=False)
    else:
        from taskmap.writing.reports import report_bytes

        click.echo(report_bytes(answer, form), nl=False)
