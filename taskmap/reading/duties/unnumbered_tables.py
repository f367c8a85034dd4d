"""Tables with a cell on every line and no column of numbers: what their cells say tells the rows.

The heads have to say that owners are named, and every row has to name some that are surely owners, or nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.blocks import Paragraph, Row, Table
from taskmap.reading.duties.cells_to_rows import SURE, Cell, Cut, Way, layouts, looks, named_in
from taskmap.reading.duties.table_heads import FEWEST_ROWS, kind_of_head, kinds_of_heads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taskmap.reading.blocks import Blocks

MOSTLY = 0.6
"""Share of the rows that name somebody."""

LONGEST_ROW = 40
"""Lines from the end of those looked at from which on a table that ends there may go on."""


class _Found(NamedTuple):
    """The columns of a table, its cells, and the pieces they are cut into."""

    columns: tuple[str, ...]
    cells: Sequence[Cell]
    pieces: Sequence[tuple[int, Way]]

    @property
    def end(self) -> int:
        """The block behind the last row."""
        last, way = self.pieces[-1]
        return self.cells[last + way.takes - 1].end


def unnumbered_table(blocks: Blocks, heads: Sequence[str], begins: Sequence[int], end: int) -> tuple[Table, int] | None:
    """Read the table below some heads.

    Args:
        blocks: the whole document.
        heads: the heads; the last may be cells already, if they sound like heads.
        begins: for every head the block behind it.
        end: the block that is surely none of its cells.

    Returns:
        The table and the block behind it; ``None`` if the cells do not fit the heads.
    """
    kinds = list(map(kind_of_head, heads))
    if "text" not in kinds:
        return None
    surely = max(place for place, kind in enumerate(kinds) if kind in ("owners", "due", "remark", "person")) + 1
    best: _Found | None = None
    worth = 0.0
    for count in range(surely, len(heads) + 1):
        for columns in layouts(tuple(heads[:count])):
            found, its_worth = _cut(blocks, columns, tuple(heads[:count]), begins[count - 1], end)
            if found and its_worth > worth and _is_table(found):
                best, worth = found, its_worth
    if not best:
        return None
    rows = [Row(way.row, best.cells[at].place) for at, way in best.pieces if way.row]
    return Table((Row(best.columns, best.cells[0].place), *rows)), best.end


def _cut(
    blocks: Blocks, columns: tuple[str, ...], heads: tuple[str, ...], start: int, end: int
) -> tuple[_Found | None, float]:
    found: _Found | None = None
    worth = 0.0
    for stop in looks(start, end):
        cells = [
            Cell((text,), block.place, at)
            for at, block in enumerate(blocks[start:stop], start + 1)
            if isinstance(block, Paragraph) and (text := block.text.strip())
        ]
        cut = Cut(columns, heads, cells)
        pieces = list(cut.pieces(0))
        if not pieces:
            return None, 0.0
        found, worth = _Found(columns, cells, pieces), cut.worth(0)
        if found.end + LONGEST_ROW < stop:
            break
    return found, worth


def _is_table(found: _Found) -> bool:
    """Tell whether there are rows enough, most of which name owners that surely are."""
    owners = [place for place, kind in enumerate(kinds_of_heads(found.columns)) if kind == "owners"]
    rows = [way.row for _at, way in found.pieces if way.row and len(set(way.row)) > 1]
    sure = sum(any(named_in(tuple(row[place].split("\n"))) == SURE for place in owners) for row in rows)
    return len(rows) >= FEWEST_ROWS and sure >= MOSTLY * len(rows)
