"""Rows that lack the cells which were merged with those above: so tables come out of converters to Markdown.

The cells that are left have moved to the left and stand under the wrong heads; the places at the end of the row are
empty. Which column each belongs to is told by what it says, and what is missing holds on from the row above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.duties.places import is_list_of_owners
from taskmap.reading.marks import mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taskmap.reading.blocks import Row
    from taskmap.reading.duties.table_columns import Columns

HEADING_CELLS = 2
"""Cells of a row with a number that is a heading; one with more has a task, whose own number it is."""

SENTENCE = 10
"""Characters that a cell with a task has at least, where nothing but its length tells it."""


def with_missing_cells(rows: Sequence[Row], columns: Columns) -> Iterator[Row]:
    """Yield the rows of a table, those that lack cells with what is left under the heads it belongs to.

    Args:
        rows: the rows below the head, the shorter ones filled up with empty cells at the end.
        columns: what the columns hold.
    """
    above: Row | None = None
    for row in rows:
        cells = [cell.strip() for cell in row.cells]
        if above and _lacks_cells(cells, columns):
            found = _placed(cells, above.cells, columns)
            if found:
                row = row._replace(cells=found)  # noqa: PLW2901 - the row as it was meant
        if _is_whole(row.cells, columns):
            above = row
        yield row


def _is_whole(cells: Sequence[str], columns: Columns) -> bool:
    return bool(cells[columns.texts[-1]].strip()) and any(cells[place].strip() for place, _role in columns.owners)


def _lacks_cells(cells: Sequence[str], columns: Columns) -> bool:
    """Tell whether what a row has cannot stand under its heads, and the places at its end are empty.

    A row that only names nobody is one that nobody owns.
    """
    filled = [cell for cell in cells if cell]
    last = max((place for place, cell in enumerate(cells) if cell), default=0)
    if not 1 < len(filled) == last + 1 < len(cells) or _is_heading(filled):
        return False
    texts = [cells[place] for place in _told(columns)]
    owned = any(is_list_of_owners(cells[place]) for place, _role in columns.owners)
    return not owned and (not cells[columns.texts[-1]] or any(map(is_list_of_owners, texts)))


def _told(columns: Columns) -> list[int]:
    """Return the columns that say what is to be done, and what shall come of it, in their order."""
    return sorted((*columns.texts, *columns.results))


def _is_heading(filled: Sequence[str]) -> bool:
    return len(set(filled)) == 1 or (
        len(filled) <= HEADING_CELLS and mark_of(filled[0]) is not None and not filled[0].isdecimal()
    )


def _placed(cells: Sequence[str], above: Sequence[str], columns: Columns) -> tuple[str, ...] | None:
    """Return the cells of a row under the heads they belong to, what is missing as above; ``None`` if it is unsure."""
    left = [cell for cell in cells if cell]
    found = list(above)
    if columns.number is not None:
        if not left[0].isdecimal():
            return None
        found[columns.number] = left.pop(0)
    owner = next((place for place, cell in enumerate(left) if is_list_of_owners(cell)), None)
    if owner is not None:
        found[columns.owners[0][0]] = left[owner]
        behind, left = left[owner + 1 :], left[:owner]
        after = range(columns.owners[0][0] + 1, len(found))
        if len(behind) > len(after):
            return None
        for place, cell in zip(after, (*behind, *[""] * len(after)), strict=False):
            found[place] = cell
    told = [place for place in _told(columns) if owner is None or place < columns.owners[0][0]]
    if not left or len(left) > len(told) or (owner is None and len(left[-1]) < SENTENCE):
        return None
    for place, cell in zip(told[-len(left) :], left, strict=True):
        found[place] = cell
    return tuple(found)
