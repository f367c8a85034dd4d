"""A report as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.words import noted
from taskmap.writing.reports.sections import heading, sections, shown, title
from taskmap.writing.tables import Rows, markdown, markdown_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taskmap.reporting import ReportAnswer
    from taskmap.writing.reports.sections import Table


def content(answer: ReportAnswer) -> bytes:
    """Return the content of a Markdown file."""
    return "".join(f"{line}\n" for line in _lines(answer)).encode()


def _lines(answer: ReportAnswer) -> Iterator[str]:
    yield f"# {markdown_text(noted(*title(answer)))}"
    for place, section in enumerate(sections(answer)):
        yield f"\n## {markdown_text(heading(place, section))}"
        for paragraph in section.paragraphs:
            yield f"\n{markdown_text(paragraph)}"
        if section.table:
            yield f"\n{_table(section.table)}".rstrip("\n")


def _table(table: Table) -> str:
    rows = (
        tuple(shown(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)) for row in table.rows
    )
    return markdown(Rows(tuple(column.head for column in table.columns), tuple(rows)))
