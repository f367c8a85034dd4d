"""The journal on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from taskmap.history import moment, statements
from taskmap.i18n import N_, _, ngettext
from taskmap.terminal.layout import Column, table
from taskmap.words import labelled, noted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from taskmap.listings import LogAnswer, LogLine
    from taskmap.terminal.layout import View


def log_screen(answer: LogAnswer, view: View) -> Iterator[RenderableType]:
    """Show what was recorded: when, by whom, of which duty, and what."""
    columns = (
        Column(N_("recorded")), Column(N_("task")), Column(N_("agency")), Column(N_("what"), share=1),
        Column(N_("recorded by")), Column(N_("operation")),
    )  # fmt: skip
    rows = [
        (
            moment(line.operation),
            line.entry.task if line.entry else "",
            noted(line.entry.agency or "", line.entry.reporter or "") if line.entry else "",
            _what(line),
            (line.entry and line.entry.by) or line.operation.by or "",
            _short(line.operation.name),
        )
        for line in answer.lines
    ]
    if rows:
        yield table(columns, rows, view.width)
    yield Text(ngettext("{count} entry", "{count} entries", len(rows)).format(count=len(rows)), style="dim")


def _what(line: LogLine) -> str:
    said = list(statements(line.entry)) if line.entry else [labelled(_("takes back"), _short(line.operation.undoes))]
    if line.undone_by:
        said.append(labelled(_("taken back by"), _short(line.undone_by)))
    return "；".join(said)


def _short(name: str | None) -> str:
    """Name an operation without the ending of its file: enough to take it back."""
    return (name or "").removesuffix(".toml")
