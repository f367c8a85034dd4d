"""Showing an answer: in the format asked for, else as a table on a terminal and plain lines in a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from taskmap.cli.base import talk
from taskmap.i18n import _

if TYPE_CHECKING:
    from taskmap.listings import Answer


def show(answer: Answer, output: str | None, *, wide: bool = False) -> None:
    """Print an answer to standard output.

    Args:
        answer: what to show.
        output: ``table``, ``json``, ``csv``, ``md``, or ``None`` to let the place decide.
        wide: show whole texts in tables, not only headings or first words.
    """
    if output == "json":
        from taskmap.writing.records import json_text

        # JSON, CSV and Markdown are UTF-8 whatever the terminal's encoding is.
        click.echo(json_text(answer).encode(), nl=False)
    elif output in ("csv", "md"):
        from taskmap.writing.rows import rows
        from taskmap.writing.tables import csv_text, markdown

        click.echo((csv_text if output == "csv" else markdown)(rows(answer)).encode(), nl=False)
    elif output == "table" or sys.stdout.isatty():
        from taskmap.terminal.screens import draw

        draw(answer, wide=wide)
    else:
        from taskmap.writing.rows import plain
        from taskmap.writing.tables import lines

        found = "".join(map(lines, plain(answer)))
        click.echo(found, nl=False)
        if not found and not _says_so_itself(answer):
            talk(_("nothing found"))
        _close(answer)


def _says_so_itself(answer: Answer) -> bool:
    from taskmap.listings import ProblemsAnswer

    return isinstance(answer, ProblemsAnswer)  # `check` has words for it


def _close(answer: Answer) -> None:
    """Tell an agency's successions below its duties."""
    from taskmap.answers import AgencyAnswer

    if isinstance(answer, AgencyAnswer):
        from taskmap.words import closing_lines

        for line in closing_lines(answer.predecessors, answer.successors):
            talk(line)
