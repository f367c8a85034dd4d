"""``taskmap import``."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import click

from taskmap.cli.base import Command, Option, complain, talk
from taskmap.cli.options import data_option
from taskmap.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taskmap.answers import ImportAnswer
    from taskmap.imports import Result
    from taskmap.model import Document
    from taskmap.problems import ExitCode
    from taskmap.reading.importing import Imported

FORMATS = ("text", "html", "csv", "xlsx", "docx", "pdf")


@click.command(
    cls=Command,
    help=N_(
        "Read documents (text, HTML, Markdown, CSV, xlsx, docx, PDF; - is standard input; a folder means the documents"
        " in it) and show what they say: tasks, owners, deadlines, targets, and what is doubtful. Nothing is written"
        " without --into."
    ),
    epilog=N_("Example: taskmap import 方案.txt"),
)
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True))
@click.option(
    "--into", metavar="PATH", cls=Option,
    help=N_("Merge into this data set: a TOML file, or a folder, where a new document gets a file of its own."),
)  # fmt: skip
@click.option("--yes", is_flag=True, cls=Option, help=N_("Add what is new without asking; overwrite nothing."))
@click.option("--replace", is_flag=True, cls=Option, help=N_("Take over what differs, too, without asking."))
@click.option("--region", metavar="REGION", cls=Option, help=N_("The region of the documents."))
@click.option("--id", "name", metavar="ID", cls=Option, help=N_("The id of the document."))
@click.option("--encoding", metavar="NAME", cls=Option, help=N_("The encoding of a text, such as gb18030."))
@click.option("--format", "form", type=click.Choice(FORMATS), cls=Option, help=N_("What kind of file it is."))
@click.option("--json", "as_json", is_flag=True, cls=Option, help=N_("Show the answer as JSON."))
@click.option("--wide", is_flag=True, cls=Option, help=N_("Show whole texts."))
@data_option
@click.pass_context
def command(  # noqa: PLR0917 - the user's options
    ctx: click.Context,
    paths: tuple[str, ...],
    into: str | None,
    region: str | None,
    name: str | None,
    encoding: str | None,
    form: str | None,
    *,
    yes: bool,
    replace: bool,
    as_json: bool,
    wide: bool,
) -> int:
    """Read every file, then show or merge; exit 3 if none can be read, 1 if some cannot."""
    from taskmap.imports import Answers, import_all, sources
    from taskmap.location import locate
    from taskmap.reading.importing import Settings
    from taskmap.registry_file import load_registry

    files = sources(paths)
    if name and len(files) > 1:
        raise click.UsageError(_("--id is for one file"))
    if into and as_json:
        raise click.UsageError(_("--json shows what import would read: it does not go with --into"))
    if into and not (yes or replace or sys.stdin.isatty()):
        raise click.UsageError(_("there is nobody to ask: give --yes to add what is new, or --replace"))
    settings = Settings(form, encoding, region, name)
    known = load_registry(locate(ctx.obj).agencies)
    results = import_all(files, known, settings)
    if len(files) > 1 and not gc.isenabled():
        # The garbage of one file may wait for the end; that of many would pile up. What is loaded by now is none.
        gc.freeze()
        gc.enable()
    asks = bool(into) and not (yes or replace)
    outcome = Outcome(results if asks else _watched(results, len(files)))  # a bar would write over the questions
    if into:
        from taskmap.cli.merging import merge

        refused = merge(into, outcome.documents(), yes=yes, replace=replace)
        outcome.refused += refused
    else:
        _show(Answers(known).of(outcome), as_json=as_json, wide=wide, many=len(files) > 1)
    if len(files) > 1 and outcome.read:
        talk(outcome.summary(len(files)))
    return outcome.exit_code


class Outcome:
    """The results that can be read, one after the other; says of the others why, and counts both and what they hold.

    What is read and then refused is for others to count.
    """

    def __init__(self, results: Iterator[Result]) -> None:
        """Take the results as they come."""
        self._results = results
        self.read = self.refused = self.held = self.tasks = self.duties = self.doubts = 0

    def __iter__(self) -> Iterator[Result]:
        """Return what could be read."""
        for result in self._results:
            if result.error:
                self.refused += 1
                complain(result.error)
            else:
                self.read += 1
                if result.imported:
                    self._count(result.imported)
                yield result

    def _count(self, imported: Imported) -> None:
        tasks = [task for document in imported.documents for task in document.tasks]
        self.held += len(imported.documents)
        self.tasks += len(tasks)
        self.duties += sum(len(tuple(task.named)) for task in tasks)
        self.doubts += len(imported.problems)

    def summary(self, files: int) -> str:
        """Say in a line what came of so many files."""
        from taskmap.words import labelled, listed

        return labelled(
            _("{read} of {files} files read").format(read=self.read, files=files),
            listed(
                (
                    ngettext("{count} document", "{count} documents", self.held).format(count=self.held),
                    ngettext("{count} task", "{count} tasks", self.tasks).format(count=self.tasks),
                    ngettext("{count} duty", "{count} duties", self.duties).format(count=self.duties),
                    ngettext("{count} doubt", "{count} doubts", self.doubts).format(count=self.doubts),
                )
            ),
        )

    def documents(self) -> Iterator[Document]:
        """Return the documents in what could be read."""
        return (document for result in self if result.imported for document in result.imported.documents)

    @property
    def exit_code(self) -> ExitCode:
        """How it went."""
        from taskmap.problems import ExitCode

        if not self.refused:
            return ExitCode.DONE
        return ExitCode.PROBLEMS if self.read else ExitCode.UNREADABLE


def _show(answers: Iterator[ImportAnswer], *, as_json: bool, wide: bool, many: bool) -> None:
    """Show what was read: one source whole, of many a line each; in a pipe every task."""
    if as_json:
        from taskmap.writing.records import import_chunks

        for chunk in import_chunks(answers):
            click.echo(chunk.encode(), nl=False)
        return
    for answer in answers:
        if sys.stdout.isatty() and many:
            from taskmap.terminal.imports import summary
            from taskmap.terminal.screens import print_parts

            print_parts([summary(answer)])
        elif sys.stdout.isatty():
            from taskmap.terminal.screens import draw

            draw(answer, wide=wide)
            talk(_("nothing was written; --into PATH keeps it"))
        else:
            _plain(answer)


def _plain(answer: ImportAnswer) -> None:
    from taskmap.cli.output import show
    from taskmap.reading.doubts import doubt_lines

    show(answer, None)
    for line in doubt_lines(answer.problems):
        talk(line)


def _watched(results: Iterator[Result], total: int) -> Iterator[Result]:
    """Pass results on, with a progress bar on a terminal once they take longer than a second."""
    if total == 1 or not sys.stderr.isatty():
        return results
    from taskmap.terminal.progress import watched

    return watched(results, total)
