"""The order in which a page is read: full-width bands from the top, two columns of a band one after the other."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.readers.pdf_lines import Line, lines_of, rows_of, usual_gap
from taskmap.reading.readers.pdf_tables import Grid, find_grids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from taskmap.reading.readers.pdf_page import Char, RawPage

GUTTER_FROM, GUTTER_TO = 0.3, 0.7  # of the width: where the gap between two columns may be
LEAST_SHARE = 0.15  # of the page's text: what each column has at least
LEAST_ROWS = 3  # of each column
FILLED = 0.5  # of a column's width: what its rows fill at least; a list of names and values does not
RUN_GAP = 0.9  # of the character's size: what stands further apart is not one run of text


class Column(IntEnum):
    """What part of a page's width an item stands in."""

    FULL = 0
    LEFT = 1
    RIGHT = 2


class Item(NamedTuple):
    """A line or a table of a page, and its column."""

    content: Line | Grid
    column: Column


class PageLayout(NamedTuple):
    """A page's lines and tables in the order in which they are read."""

    number: int
    width: float
    height: float
    items: tuple[Item, ...]


class Run(NamedTuple):
    """Characters of a row that stand close together."""

    x0: float
    x1: float
    length: int


def laid_out(page: RawPage) -> PageLayout:
    """Return a page's lines and tables in reading order."""
    grids, chars = find_grids(page)
    gutter = find_gutter(chars, page.width)
    items = _one_column(chars, grids) if gutter is None else _two_columns(chars, grids, gutter)
    return PageLayout(page.number, page.width, page.height, tuple(items))


def find_gutter(chars: Iterable[Char], width: float) -> float | None:
    """Return the x between two columns of text, ``None`` where there is only one."""
    rows = [runs_of(row) for row in rows_of(char for char in chars if not char.text.isspace())]
    start, end = int(width * GUTTER_FROM), int(width * GUTTER_TO)
    if not rows or end <= start:
        return None
    crossed = [0] * (end - start)
    for run in (run for row in rows for run in row):
        for x in range(max(int(run.x0), start), min(int(run.x1) + 1, end)):
            crossed[x - start] += 1
    least = min(crossed)
    gutter = start + _middle_of_longest([count == least for count in crossed]) + 0.5
    return gutter if _are_columns(rows, gutter) else None


def runs_of(row: Sequence[Char]) -> list[Run]:
    """Divide a row, from the left, at its gaps; the even gaps of spaced-out words are none."""
    size = max(char.size for char in row)
    apart = max(RUN_GAP * size, 1.6 * usual_gap(row, size))
    runs: list[Run] = []
    for char in row:
        if runs and char.x0 - runs[-1].x1 <= apart:
            runs[-1] = Run(runs[-1].x0, max(runs[-1].x1, char.x1), runs[-1].length + 1)
        else:
            runs.append(Run(char.x0, char.x1, 1))
    return runs


def _middle_of_longest(flags: Sequence[bool]) -> int:
    """Return the middle of the longest run of true flags."""
    best = (0, 0)
    length = 0
    for place, flag in enumerate(flags):
        length = length + 1 if flag else 0
        best = max(best, (length, place - length // 2))
    return best[1]


def _are_columns(rows: Sequence[Sequence[Run]], gutter: float) -> bool:
    """Tell whether the text on both sides of a gutter is that of two columns."""
    all_text = sum(run.length for row in rows for run in row)
    for is_left in (True, False):
        sides = [[run for run in row if (run.x0 < gutter) == is_left] for row in rows if not _crosses(row, gutter)]
        sides = [side for side in sides if side]
        if len(sides) < LEAST_ROWS or sum(run.length for side in sides for run in side) < LEAST_SHARE * all_text:
            return False
        width = max(gutter - side[0].x0 if is_left else side[-1].x1 - gutter for side in sides)
        filled = sorted(sum(run.x1 - run.x0 for run in side) for side in sides)
        if filled[len(filled) // 2] < FILLED * width:
            return False
    return True


def _crosses(row: Iterable[Run], gutter: float) -> bool:
    return any(run.x0 < gutter < run.x1 for run in row)


def _one_column(chars: Iterable[Char], grids: Iterable[Grid], column: Column = Column.FULL) -> list[Item]:
    """Return lines and tables of one column from the top."""
    contents: list[Line | Grid] = [*lines_of(chars), *grids]
    items = [Item(content, column) for content in contents]
    return sorted(items, key=lambda item: item.content.top)


def _two_columns(chars: Iterable[Char], grids: Sequence[Grid], gutter: float) -> Iterator[Item]:
    """Return the items of a page with two columns: what crosses the gutter divides it into bands."""
    wide_grids = sorted((grid for grid in grids if grid.x0 < gutter < grid.x1), key=lambda grid: grid.top)
    narrow_grids = [grid for grid in grids if not grid.x0 < gutter < grid.x1]
    full: list[Char] = []
    band: list[Char] = []
    for row in rows_of(chars):
        shown = [char for char in row if not char.text.isspace()]
        if not shown:
            continue
        while wide_grids and wide_grids[0].top <= shown[0].middle:
            yield from _closed(full, band, narrow_grids, gutter, wide_grids[0].top)
            yield Item(wide_grids.pop(0), Column.FULL)
        if _crosses(runs_of(shown), gutter):
            if band:
                yield from _closed(full, band, narrow_grids, gutter, shown[0].top)
            full.extend(row)
        else:
            if full:
                yield from _one_column(full, ())
                full.clear()
            band.extend(row)
    for grid in wide_grids:
        yield from _closed(full, band, narrow_grids, gutter, grid.top)
        yield Item(grid, Column.FULL)
    yield from _closed(full, band, narrow_grids, gutter, float("inf"))


def _closed(full: list[Char], band: list[Char], grids: list[Grid], gutter: float, end: float) -> Iterator[Item]:
    """Return what has been gathered above ``end``, and forget it: full-width lines, then the two columns below."""
    yield from _one_column(full, ())
    full.clear()
    above = [grid for grid in grids if grid.top < end]
    grids[:] = [grid for grid in grids if grid.top >= end]
    for column in (Column.LEFT, Column.RIGHT):
        is_left = column is Column.LEFT
        yield from _one_column(
            [char for char in band if (char.x0 < gutter) == is_left],
            [grid for grid in above if (grid.x0 < gutter) == is_left],
            column,
        )
    band.clear()
