"""Pages of lines and tables as the blocks of a document."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.blocks import Block, Paragraph, Place, Row, Table
from taskmap.reading.readers.pdf_furniture import Usual, neighbours, usual_of, without_furniture
from taskmap.reading.readers.pdf_joins import joined
from taskmap.reading.readers.pdf_layout import Column
from taskmap.reading.readers.pdf_lines import Line
from taskmap.reading.readers.pdf_tables import Grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from taskmap.reading.readers.pdf_layout import Item, PageLayout

PARAGRAPH_INDENT = "\u3000\u3000"
LEAST_INDENT, MOST_INDENT = 1.5, 3.2  # characters: the indent of a paragraph's first line
SAME_EDGE = 0.6  # characters
COMMON = 0.1  # of a column's lines: as many begin, or end, at its edge
LEAST_PAIRS = 5  # of lines: a page with as many has a usual distance of its own
BLANK = 1.5  # usual distances: what is further below has a blank line above it
TITLE_SIZE = 1.1  # usual sizes of lines
CENTRED = 1.5  # characters: the room left and right of a title differs by less


ColumnKind = tuple[int, int, Column]
"""A width of pages, left or right pages, and a column of theirs."""


class Edges(NamedTuple):
    """The x at which the lines of a column begin and end."""

    left: float
    right: float


def blocks_of(pages: Sequence[PageLayout]) -> Iterator[Block]:
    """Return the blocks of a document: its lines, with a blank one where there is room for one, and its tables.

    Lines that are indented like the first one of a paragraph begin with two ideographic spaces.
    """
    pages = without_furniture(pages)
    usual = usual_of(pages)
    edges = _document_edges(pages)
    tables = 0
    for page in _with_whole_tables(pages):
        page_usual = usual._replace(distance=_distance(page, usual))
        columns = {column: _page_edges(page, column, edges) for column in {item.column for item in page.items}}
        number = 0
        last: Item | None = None
        for item in page.items:
            if isinstance(item.content, Grid):
                tables += 1
                yield _table(item.content, tables)
            else:
                if last and last.column == item.column and _is_blank_between(last.content, item.content, page_usual):
                    yield Paragraph("", Place(page.number), is_line=True)
                number += 1
                indent = PARAGRAPH_INDENT if _is_indented(item.content, columns[item.column], usual) else ""
                yield Paragraph(indent + item.content.text, Place(page.number, number), is_line=True)
            last = item


def _with_whole_tables(pages: Iterable[PageLayout]) -> list[PageLayout]:
    """Return pages on which a table that goes on over pages stands once, where it begins."""
    whole: list[PageLayout] = []
    for page in pages:
        upper = whole[-1].items[-1].content if whole else None
        lower = page.items[0].content if page.items else None
        if isinstance(upper, Grid) and isinstance(lower, Grid) and (table := joined(upper, lower)):
            above = whole[-1]
            whole[-1] = above._replace(items=(*above.items[:-1], above.items[-1]._replace(content=table)))
            page = page._replace(items=page.items[1:])  # noqa: PLW2901 - what is left of it
        if page.items:
            whole.append(page)
    return whole


def _table(grid: Grid, number: int) -> Table:
    return Table(
        tuple(
            Row(grid.row_texts(place), Place(page, table=number, row=place + 1))
            for place, page in enumerate(grid.pages)
        )
    )


def _lines(page: PageLayout, column: Column) -> list[Line]:
    """Return the lines in a column of a page; in its full width, which has the outer edges of its columns, all."""
    return [content for content, where in page.items if isinstance(content, Line) and column in {Column.FULL, where}]


def _kind(page: PageLayout, column: Column) -> ColumnKind:
    """Return what the columns share that have the same edges: left and right pages may differ."""
    return round(page.width), page.number % 2, column


def _document_edges(pages: Iterable[PageLayout]) -> dict[ColumnKind, Edges]:
    """Return the edges of each kind of columns."""
    lines: dict[ColumnKind, list[Line]] = {}
    for page in pages:
        for column in Column:
            lines.setdefault(_kind(page, column), []).extend(_lines(page, column))
    return {kind: _edges(held) for kind, held in lines.items() if held}


def _page_edges(page: PageLayout, column: Column, edges: dict[ColumnKind, Edges]) -> Edges:
    """Return the edges of a column of one page, which may stand further out than the document's."""
    lines = _lines(page, column)
    if not lines:
        return Edges(0.0, page.width)
    own, common = _edges(lines), edges[_kind(page, column)]
    return Edges(min(own.left, common.left), max(own.right, common.right))


def _edges(lines: Sequence[Line]) -> Edges:
    """Return the outermost x at which at least two lines, and a share of them all, begin and end."""
    tolerance = SAME_EDGE * median(line.size for line in lines)
    left = _outermost(sorted(line.x0 for line in lines), tolerance)
    right = -_outermost(sorted(-line.x1 for line in lines), tolerance)
    return Edges(left, right)


def _outermost(places: Sequence[float], tolerance: float) -> float:
    """Return the first of ascending places near which there are enough others."""
    needed = max(2, COMMON * len(places))
    end = 0
    for start, place in enumerate(places):
        while end < len(places) and places[end] - place <= tolerance:
            end += 1
        if end - start >= needed:
            return place
    return places[0]


def _distance(page: PageLayout, usual: Usual) -> float:
    """Return the usual distance of the lines of a page."""
    distances = [lower.middle - upper.middle for upper, lower in neighbours(page)]
    return median(distances) if len(distances) >= LEAST_PAIRS else usual.distance


def _is_indented(line: Line, edges: Edges, usual: Usual) -> bool:
    """Tell whether a line begins a paragraph by its indent; a title in the middle of its column does not."""
    indent = line.x0 - edges.left
    is_centred = abs(indent - (edges.right - line.x1)) < CENTRED * line.size
    is_title = is_centred and line.size >= TITLE_SIZE * usual.size
    return not is_title and LEAST_INDENT * line.size <= indent <= MOST_INDENT * line.size


def _is_blank_between(upper: Line | Grid, lower: Line, usual: Usual) -> bool:
    """Tell whether the room between two lines is clearly larger than between lines of their size."""
    if isinstance(upper, Grid):
        return False
    larger = max(upper.size, lower.size) / usual.size
    return lower.middle - upper.middle > BLANK * usual.distance * max(larger, 1.0)
