"""Tables whose rows are lines with bars, where cells that are merged with those above are missing.

A line that lacks cells is shorter than the heads, or has empty ones at its end in their place; which cells it has is
told by what they say (``short_rows``). Where lines are not rows, cells are cut into rows by ``cells_to_rows``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.blocks import Paragraph, Row, Table
from taskmap.reading.duties.places import is_list_of_owners
from taskmap.reading.duties.short_rows import with_missing_cells
from taskmap.reading.duties.table_columns import columns_by_heads
from taskmap.reading.duties.table_heads import FEWEST_HEADS, LONGEST_HEAD, kind_of_head
from taskmap.reading.duties.words import NOBODY
from taskmap.reading.noise.furniture import is_page_record
from taskmap.reading.readers.bars import BAR, FEWEST_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taskmap.reading.blocks import Block, Blocks
    from taskmap.reading.duties.table_columns import Columns

FEWEST_CELLS = 3
"""Cells of a row of which others are missing: a task, its owners, and one more."""


def lines_as_rows(blocks: Blocks, start: int) -> tuple[Table | None, int]:
    """Read the table whose heads stand in one line, and its rows in the lines below.

    Returns:
        The table and the block behind it; ``None`` if the lines are no rows.
    """
    head = _cells(blocks[start])
    heads = tuple("".join(cell.split()) for cell in head)
    if not _are_heads(heads):
        return None, start
    rows, ends = _rows(blocks, start + 1, heads)
    columns = columns_by_heads(heads, rows)
    if columns is None:
        return None, start
    placed = list(with_missing_cells(rows, columns))
    if len(placed) < FEWEST_ROWS or not all(_is_row(row, columns) for row in placed):
        return None, start
    return Table((Row(tuple(head), blocks[start].place), *placed)), ends[-1]  # type: ignore[union-attr]  # a line


def _cells(block: Block) -> list[str]:
    """Return what stands between the bars of a line; none if it has no bars."""
    if not isinstance(block, Paragraph) or not block.is_line or BAR not in block.text:
        return []
    cells = [cell.strip() for cell in block.text.strip().split(BAR)]
    return cells[not cells[0] : len(cells) - (not cells[-1])]


def _are_heads(heads: Sequence[str]) -> bool:
    kinds = [kind_of_head(head) for head in heads]
    are_short = all(0 < len(head) <= 2 * LONGEST_HEAD for head in heads)
    return len(heads) >= FEWEST_HEADS and are_short and "owners" in kinds and "text" in kinds


def _rows(blocks: Blocks, start: int, heads: Sequence[str]) -> tuple[list[Row], list[int]]:
    """Return the lines with bars, filled up to rows, and where each ends; empty lines may part them."""
    rows: list[Row] = []
    ends: list[int] = []
    for index in range(start, len(blocks)):
        block = blocks[index]
        found = [row for row in block.rows if not is_page_record(row.cells)] if isinstance(block, Table) else []
        if isinstance(block, Paragraph):
            if not block.text.strip():
                continue
            cells = _cells(block)
            while len(cells) > len(heads) and not cells[-1]:
                del cells[-1]
            found = [Row(tuple(cells), block.place)] if cells else []
        if not found or any(_ends_table(row, heads) for row in found):
            break
        rows += [row._replace(cells=(*row.cells, *[""] * (len(heads) - len(row.cells)))) for row in found]
        ends += [index] * (len(found) - 1) + [index + 1]
    return rows, ends


def _ends_table(row: Row, heads: Sequence[str]) -> bool:
    """Tell whether a line with bars belongs to another table, or to what a page says of itself."""
    cells = ["".join(cell.split()) for cell in row.cells]
    return len(cells) > len(heads) or cells == list(heads) or _are_heads(cells) or is_page_record(cells)


def _is_row(row: Row, columns: Columns) -> bool:
    """Tell whether a row says what is to be done, and names nobody but owners as such, or is a heading over all."""
    cells = [cell.strip() for cell in row.cells]
    filled = [cell for cell in cells if cell]
    if len(filled) < FEWEST_CELLS:
        return len(filled) == 1
    owners = [cells[place] for place, _role in columns.owners]
    return bool(cells[columns.texts[-1]]) and all(each in NOBODY or is_list_of_owners(each) for each in owners)
