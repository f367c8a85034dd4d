"""Tables that a text draws with lines of characters: ┌─┬─┐ │ │ or +---+ | |.

A line across one column only ends the cells of that column: those beside it go on, and are merged over both rows.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from taskmap.reading.characters import width_of
from taskmap.reading.patterns import Pattern
from taskmap.reading.readers.grid import LineRow
from taskmap.reading.wrapped import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TOPS = frozenset("┌┏╔╭+")
LEFT_SIDE = frozenset("│┃║├┣╠┠┝└┗╚╰|+")
BOTTOMS = frozenset("└┗╚╰")
RULED = frozenset("─━═╌┄┈-=")
BOXED = Pattern("[│┃║├┣╠┠┝┤┫╣┨┥┬┳╦┯┰┴┻╩┷┸┼╋╬┿╂┌┏╔╭┐┓╗╮└┗╚╰┘┛╝╯]")
DASHED = Pattern(r"\||\+(?=[-=])|(?<=[-=])\+", "| +")
DASHED_TOP = Pattern(r"\+(?:[-=]{2,}\+)+", "+")
FEWEST_COLUMNS = 2
FEWEST_ROWS = 2


def begins_drawing(text: str) -> bool:
    """Tell whether a line may be the top of a drawn table."""
    top = text.strip()
    return top[:1] in TOPS and bool(top) and (top[0] != "+" or DASHED_TOP.fullmatch(top) is not None)


def drawn_table(texts: Sequence[str], start: int) -> tuple[list[LineRow], int]:
    """Read the table whose top a line draws, and tell where its lines end.

    Returns:
        No rows if its lines do not fit together.
    """
    sides = DASHED if texts[start].strip()[0] == "+" else BOXED
    end = start + 1
    while end < len(texts) and (not texts[end].strip() or texts[end].strip()[0] in LEFT_SIDE):
        end += 1
        if texts[end - 1].strip()[:1] in BOTTOMS:
            break
    places = [place for place in range(start, end) if texts[place].strip()]
    lines = [tuple(sides.split(texts[place].strip())[1:-1]) for place in places]
    width = max(map(len, lines))
    if width < FEWEST_COLUMNS or any(len(line) not in (1, width) for line in lines):
        return [], end
    rows = list(_rows([_over_all(line, width) for line in lines], places))
    return (rows, places[-1] + 1) if len(rows) >= FEWEST_ROWS else ([], end)


def _over_all(line: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Repeat the one cell of a line at all places."""
    return line * width if len(line) == 1 else line


def _is_rule(piece: str) -> bool:
    text = piece.strip()
    return bool(text) and RULED.issuperset(text)


def _rows(lines: Sequence[tuple[str, ...]], places: Sequence[int]) -> Iterator[LineRow]:
    """Return what stands between the lines that are drawn across any column."""
    columns = [[piece.strip() for piece in column] for column in zip(*lines, strict=True)]
    widths = [max((width_of(each) for each in column if not _is_rule(each)), default=0) for column in columns]
    ruled = [any(map(_is_rule, line)) for line in lines]
    bounds = [-1, *(at for at, is_ruled in enumerate(ruled) if is_ruled), len(lines)]
    spans = [(above + 1, below) for above, below in pairwise(bounds) if above + 1 < below]
    if len(spans) == FEWEST_ROWS:  # a line below the heads and none between rows
        head, body = spans
        spans = [head, *_by_first_cells(columns[0], *body)]
        yield from (
            LineRow(tuple(joined(column[above:below], width) for column, width in zip(columns, widths, strict=True)),
                     places[above])
            for above, below in spans
        )  # fmt: skip
        return
    for above, below in spans:
        cells = tuple(joined(_cell(column, above, below), width) for column, width in zip(columns, widths, strict=True))
        yield LineRow(cells, places[above])


def _by_first_cells(column: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """Part lines where the first cell says something."""
    begins = [start, *(at for at in range(start + 1, end) if column[at])]
    return list(zip(begins, [*begins[1:], end], strict=True))


def _cell(column: Sequence[str], above: int, below: int) -> Sequence[str]:
    """Return the lines of the whole cell that stands between two places of its column."""
    while above > 0 and not _is_rule(column[above - 1]):
        above -= 1
    while below < len(column) and not _is_rule(column[below]):
        below += 1
    return column[above:below]
