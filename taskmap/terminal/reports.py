"""A report on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from taskmap.terminal.layout import HEADING, Column, View, table, terminal_width, wrapped
from taskmap.terminal.screens import print_parts
from taskmap.terminal.tasks import LIGHT_STYLES
from taskmap.words import LIGHT_WORDS, light_word, noted
from taskmap.writing.reports.sections import heading, sections, shown, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from taskmap.reporting import ReportAnswer
    from taskmap.writing.reports.sections import Table

NUMBERS = ("number", "percent")


def draw_report(answer: ReportAnswer) -> None:
    """Print a report on standard output, as wide as the terminal is."""
    print_parts(report_screen(answer, View(terminal_width())))


def report_screen(answer: ReportAnswer, view: View) -> Iterator[RenderableType]:
    """Show a report section by section."""
    name, day = title(answer)
    yield wrapped(noted(name, day), view.width, HEADING)
    for place, section in enumerate(sections(answer)):
        yield Text()
        yield wrapped(heading(place, section), view.width, "bold")
        yield from (wrapped(paragraph, view.width, listed=True) for paragraph in section.paragraphs)
        if section.table:
            yield _table(_without_lists(section.table) if section.key == "unreported" else section.table, view.width)


def _without_lists(found: Table) -> Table:
    """Leave out the columns that are lists: of who has not reported what, screens would be full (files have it all)."""
    kept = [place for place, column in enumerate(found.columns) if column.kind != "list"]
    rows = tuple(tuple(row[place] for place in kept) for row in found.rows)
    return found._replace(columns=tuple(found.columns[place] for place in kept), rows=rows)


def _table(found: Table, width: int) -> RenderableType:
    styles = {light_word(light): LIGHT_STYLES[light] for light in LIGHT_WORDS}
    columns = [
        Column(
            head=each.head,
            share=each.width if each.kind in ("text", "list") and each.width > len(styles) else 0,
            right=each.kind in NUMBERS,
            listed=each.kind == "list",
            styles=styles,
        )
        for each in found.columns
    ]
    rows = [[shown(cell, each.kind) for cell, each in zip(row, found.columns, strict=True)] for row in found.rows]
    return table(columns, rows, width)
