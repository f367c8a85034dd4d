"""A checklist as CSV for Excel: it can be filled in and collected like a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.checklist import COLUMNS, shown
from taskmap.writing.checklists.seal import OPEN, sealed
from taskmap.writing.tables import Rows, csv_for_excel

if TYPE_CHECKING:
    from taskmap.checklist import Row
    from taskmap.writing.checklists.sheet import Sheet


def content(sheet: Sheet) -> bytes:
    """Return the file of a checklist: a row for each duty, the inherited ones last; one more column has the seal."""
    found = sheet.checklist
    rows = tuple(map(_cells, (*found.rows, *found.inherited)))
    return sealed_table(Rows(tuple(COLUMNS.values()), rows), sheet.owner)


def sealed_table(table: Rows, owner: str) -> bytes:
    """Return rows as CSV for Excel, with the seal as the heading of one more column."""
    rows = tuple((*row, "") for row in table.rows)
    before, _, after = csv_for_excel(Rows((*table.columns, OPEN), rows)).decode().partition(OPEN)
    return sealed(before, after, owner)


def _cells(row: Row) -> tuple[str, ...]:
    return (*(shown(key, value) for key, value in row.cells.items()), *row.hidden)
