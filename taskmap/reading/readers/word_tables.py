"""The grid of a table of Word: merged cells repeated at every place that they cover."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from taskmap.i18n import _
from taskmap.reading.limits import Limits, SourceError
from taskmap.reading.readers.word_text import PAGE_END
from taskmap.reading.readers.word_xml import CELL, ROW, Element, content, number, value, w

RESTART = "restart"


class GridRow(NamedTuple):
    """A row of the grid, and how many pages end in it."""

    cells: tuple[str, ...]
    pages: int


def rows(table: Element) -> Iterator[Element]:
    """Return the rows of a table that were not deleted."""
    return (row for row in content(table) if row.tag == ROW and row.find(w("trPr/del")) is None)


def cells(row: Element) -> Iterator[Element]:
    """Return the cells of a row."""
    return (cell for cell in content(row) if cell.tag == CELL)


def is_frame(table: Element) -> bool:
    """Tell whether no row has a second cell, so that the table is but a frame around its paragraphs."""
    for row in rows(table):
        inside = cells(row)
        next(inside, None)
        if next(inside, None) is not None:
            return False
    return True


def continues(cell: Element, direction: str) -> bool:
    """Tell whether a cell belongs to the one above (``vMerge``) or to its left (``hMerge``) (§17.4.84, §17.4.22)."""
    path = w(f"tcPr/{direction}")
    return cell.find(path) is not None and value(cell, path) != RESTART


def grid(table: Element, text_of: Callable[[Element], str], limits: Limits) -> Iterator[GridRow]:
    """Return the rows of a table, cell by cell of its grid; they may differ in length.

    ``text_of`` returns the text of a cell and is called once for every cell that is not a continuation.

    Raises:
        SourceError: there are more columns or cells than the limits allow.
    """
    above: dict[int, str] = {}
    places = 0
    for count, row in enumerate(rows(table), start=1):
        line = [""] * _span(row, "trPr/gridBefore", limits, 0)
        merged: dict[int, str] = {}
        pages = 0
        for cell in cells(row):
            column = len(line)
            text = above.get(column) if continues(cell, "vMerge") else None
            if text is None and line and continues(cell, "hMerge"):
                text = line[-1]
            if text is None:
                marked = text_of(cell)
                pages = max(pages, marked.count(PAGE_END))
                text = marked.replace(PAGE_END, "")
            if cell.find(w("tcPr/vMerge")) is not None:
                merged[column] = text
            line.extend([text] * _span(cell, "tcPr/gridSpan", limits, 1))
            _check(len(line), limits)
        line.extend([""] * _span(row, "trPr/gridAfter", limits, 0))
        _check(len(line), limits)
        above = merged
        places += len(line)
        if count > limits.blocks or places > limits.characters:
            raise SourceError(_("it is too long: more than a document of this kind can be"))
        yield GridRow(tuple(line), pages)


def _span(element: Element, path: str, limits: Limits, least: int) -> int:
    """Return how many columns a property says; of too many, only as many as tell that they are too many."""
    return min(max(number(element, w(path)) or 0, least), limits.columns + 1)


def _check(columns: int, limits: Limits) -> None:
    """Raise SourceError if a row has too many columns."""
    if columns > limits.columns:
        raise SourceError(_("a table in it has more than {count} columns").format(count=limits.columns))
