"""Tables of web pages: spans filled out to a grid, and tables that only lay out the page taken apart."""

from collections.abc import Iterator
from itertools import chain

from taskmap.reading.blocks import Block, Paragraph, Place, Table
from taskmap.reading.limits import Limits
from taskmap.reading.readers.grid import check_slots, check_width, table_of

TO_THE_END = 1_000_000
"""Rows that a cell covers which says that it covers all the rest (``rowspan="0"``)."""

LAYOUT_PARAGRAPHS = 8
LAYOUT_SHARE = 2 / 3
"""A cell with at least so many paragraphs, and more than this share of the table's text, holds a page's body."""


class Cell:
    """A cell: what is in it, and how many rows and columns it covers."""

    __slots__ = ("blocks", "columns", "rows")

    def __init__(self, rows: int = 1, columns: int = 1) -> None:
        """Take the number of rows and columns that the cell covers."""
        self.blocks: list[Block] = []
        self.rows = rows
        self.columns = columns

    @property
    def text(self) -> str:
        """The cell's paragraphs, joined by line feeds."""
        return "\n".join(each.text.strip() for each in self.blocks if isinstance(each, Paragraph))


class OpenTable:
    """A table whose rows and cells come one by one; an end that the page leaves out is understood."""

    def __init__(self) -> None:
        """Begin without a row."""
        self.rows: list[list[Cell]] = []
        self.cell: Cell | None = None
        self._in_row = False

    def start_row(self) -> None:
        """End the row before, and begin one."""
        self.end_row()
        self.rows.append([])
        self._in_row = True

    def start_cell(self, rows: int, columns: int) -> None:
        """End the cell before, and begin one, in a row of its own if there is none."""
        if not self._in_row:
            self.start_row()
        self.cell = Cell(rows, columns)
        self.rows[-1].append(self.cell)

    def end_cell(self) -> None:
        """End the cell: text that follows belongs to no cell."""
        self.cell = None

    def end_row(self) -> None:
        """End the row and its last cell."""
        self.cell = None
        self._in_row = False

    def blocks(self, limits: Limits) -> list[Block]:
        """Return the table; or, where it only lays out the page, what is in it.

        Raises:
            SourceError: it is too wide or too large.
        """
        inside = list(chain.from_iterable(cell.blocks for row in self.rows for cell in row))
        if any(isinstance(block, Table) for block in inside) or self._has_body():
            return inside
        grid = _without_phantoms(list(_grid(self.rows, limits)))
        if max(map(len, grid), default=0) <= 1:
            return inside
        texts = {cell: cell.text for row in self.rows for cell in row}
        rows = [[texts[cell] if cell else "" for cell in row] for row in grid]
        filled = [row for row, own in zip(rows, self.rows, strict=True) if any(texts[cell] for cell in own)]
        return [table_of(filled, [Place(row=number) for number, _ in enumerate(filled, 1)], limits)]

    def _has_body(self) -> bool:
        """Tell whether one cell holds what is to be read, as on pages that are laid out by a table."""
        sizes = [(len(cell.text), len(cell.blocks)) for row in self.rows for cell in row]
        size, count = max(sizes, default=(0, 0))
        return count >= LAYOUT_PARAGRAPHS and size > LAYOUT_SHARE * sum(each for each, _ in sizes)


def _grid(rows: list[list[Cell]], limits: Limits) -> Iterator[list[Cell | None]]:
    """Repeat every cell at each place it covers, as far as there are rows and columns."""
    below: dict[int, tuple[int, Cell]] = {}  # column -> rows still covered, and by which cell
    slots = 0
    for row in rows:
        line: list[Cell | None] = []
        covered: dict[int, tuple[int, Cell]] = {}
        for cell in row:
            while len(line) in below:
                line.append(below[len(line)][1])
            columns = max(1, min(cell.columns, limits.columns - len(line)))
            if cell.rows > 1:
                covered |= dict.fromkeys(range(len(line), len(line) + columns), (cell.rows, cell))
            line += [cell] * columns
            check_width(len(line), limits)
        for column in sorted(column for column in below if column >= len(line)):
            line += [None] * (column - len(line))
            line.append(below[column][1])
        below = {column: (left - 1, cell) for column, (left, cell) in (below | covered).items() if left > 1}
        slots += len(line)
        check_slots(slots, limits)
        yield line


def _without_phantoms(grid: list[list[Cell | None]]) -> list[list[Cell | None]]:
    """Leave out columns where no cell begins: no reader sees them, whatever ``colspan="100"`` says."""
    begun: set[int] = set()
    seen: set[Cell] = set()
    for row in grid:
        for column, cell in enumerate(row):
            if cell and cell not in seen:
                seen.add(cell)
                begun.add(column)
    return [[cell for column, cell in enumerate(row) if column in begun] for row in grid]
