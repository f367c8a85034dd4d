"""A table that goes on over pages: its parts are joined, repeated heads dropped, rows cut by a page end made whole."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from taskmap.reading.readers.pdf_cells import between
from taskmap.reading.readers.pdf_lines import is_numbered
from taskmap.reading.readers.pdf_tables import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

SAME_EDGE = 5.0  # points
LOOK_BACK = 200  # rows
SENTENCE_ENDS = "。；;！？!?"


def joined(upper: Grid, lower: Grid) -> Grid | None:
    """Return two parts of a table as one, ``None`` if they are two tables; the lower one begins the next page.

    Parts belong together if their columns do; where cells of one part cover several columns of the other on all of
    its rows, the finer columns are taken.
    """
    edges = _common_edges(upper.edges, lower.edges)
    if edges is None:
        return None
    upper, lower = _on_edges(upper, edges), _on_edges(lower, edges)
    head = _repeated_head(upper, lower)
    if head == len(lower.rows):
        return upper._replace(bottom=lower.bottom)
    continued = _continued_cells(upper, lower, head)
    texts, spare = list(upper.texts), list(upper.spare)
    numbers: dict[int, int] = {}
    for cell, text in enumerate(lower.texts):
        if cell in continued:
            above = numbers[cell] = continued[cell]
            texts[above] += between(texts[above], spare[above], text) + text
            spare[above] = lower.spare[cell] if text else spare[above]
        else:
            numbers[cell] = len(texts)
            texts.append(text)
            spare.append(lower.spare[cell])
    rows = tuple(tuple(numbers[cell] for cell in row) for row in lower.rows[head:])
    is_cut = bool(rows) and rows[0] == upper.rows[-1]
    return Grid(
        upper.edges,
        upper.top,
        lower.bottom,
        upper.rows + rows[is_cut:],
        tuple(texts),
        tuple(spare),
        upper.pages + lower.pages[head + is_cut :],
    )


def _common_edges(one: Sequence[float], other: Sequence[float]) -> Sequence[float] | None:
    """Return the finer columns of two tables that have the same, counted from their left sides."""
    fine, coarse = (one, other) if len(one) >= len(other) else (other, one)
    starts = [edge - fine[0] for edge in fine]
    for edge in coarse:
        place = bisect_right(starts, edge - coarse[0])
        if min(abs(edge - coarse[0] - start) for start in starts[max(place - 1, 0) : place + 1]) > SAME_EDGE:
            return None
    is_as_wide = abs((fine[-1] - fine[0]) - (coarse[-1] - coarse[0])) <= SAME_EDGE
    return fine if is_as_wide else None


def _on_edges(grid: Grid, edges: Sequence[float]) -> Grid:
    """Return a table with the columns between finer edges."""
    if len(edges) == len(grid.edges):
        return grid
    starts = [edge - grid.edges[0] - SAME_EDGE for edge in grid.edges[:-1]]
    places = [bisect_right(starts, edge - edges[0]) - 1 for edge in edges[:-1]]
    return grid._replace(edges=tuple(edges), rows=tuple(tuple(row[place] for place in places) for row in grid.rows))


def _repeated_head(upper: Grid, lower: Grid) -> int:
    """Return how many rows at the top of the lower part say again what the table begins with."""
    count = 0
    while count < min(len(upper.rows), len(lower.rows)) and _says(upper, count) == _says(lower, count):
        count += 1
    return count


def _says(grid: Grid, row: int) -> tuple[str, ...]:
    return tuple("".join(text.split()) for text in grid.row_texts(row))


def _continued_cells(upper: Grid, lower: Grid, head: int) -> dict[int, int]:
    """Return which cells of the lower part's first row, below its head, continue which cells of the last row above."""
    last, first = upper.rows[-1], lower.rows[head]
    pairs = dict(zip(first, last, strict=True))
    has_same_cells = len(set(zip(first, last, strict=True))) == len(set(first)) == len(set(last))
    if has_same_cells and _is_cut(upper, lower, head):
        return pairs
    return {
        cell: above
        for column, (cell, above) in enumerate(zip(first, last, strict=True))
        if has_same_cells and not lower.texts[cell] and _merges(upper, lower, column)
    }


def _is_cut(upper: Grid, lower: Grid, head: int) -> bool:
    """Tell whether the last row above goes on in the lower part's first row.

    That row then has no number of its own. If its text starts with one it only does so where it fills fewer cells
    than a row of its own would; where the first column's cells cover several rows, so that any row has no number, it
    fills fewer cells or ends a sentence begun above.
    """
    last, first = upper.row_texts(-1), lower.row_texts(head)
    column = next((place for place, text in enumerate(first) if text), None)
    if column is None:
        return True
    if column == 0:
        return False
    has_less = any(above and not below for above, below in zip(last[column:], first[column:], strict=True))
    if not _merges(upper, lower, 0):
        return has_less or not is_numbered(first[column])
    is_open = bool(last[column]) and last[column][-1] not in SENTENCE_ENDS
    return (has_less or is_open) and not is_numbered(first[column])


def _merges(upper: Grid, lower: Grid, column: int) -> bool:
    """Tell whether a table has cells in a column that cover several rows, not looking far back."""
    for grid in (upper, lower):
        cells = [row[column] for row in grid.rows[-LOOK_BACK:]]
        if any(one == other for one, other in pairwise(cells)):
            return True
    return False
