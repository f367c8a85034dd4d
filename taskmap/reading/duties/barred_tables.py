"""Tables whose cells only bars part, in lines that do not follow the rows: a cell on a line of its own, or on several.

So web pages come out of converters that know nothing of merged cells: a cell that is merged over rows stands once,
the number has no head, bars stand where a cell is empty and where a row begins. Which cells form a row is therefore
told by what they say (``cells_to_rows``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.blocks import Paragraph, Row, Table
from taskmap.reading.duties.cells_to_rows import Cell, Cut, Way, layouts, with_merged
from taskmap.reading.duties.table_columns import WEAK_OWNER_HEADS
from taskmap.reading.duties.table_heads import kind_of_head, may_be_head
from taskmap.reading.marks import MarkKind, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taskmap.reading.blocks import Block, Blocks, Place

BAR = "|"
FEWEST_HEADS = 3
MOST_HEADS = 10
MOST_LINES = 40
"""Lines that the heads of a table take at most."""

MOST_CELLS = 20_000


def restore_barred(blocks: Blocks) -> Blocks:
    """Turn lines with bars back into tables of owners; all else stays as it is."""
    found: list[Block] = []
    index = 0
    while index < len(blocks):
        table, end = _table(blocks, index) if _begins(blocks, index) else (None, index)
        if table:
            found.append(table)
            index = end
        else:
            found.append(blocks[index])
            index += 1
    return tuple(found)


def _begins(blocks: Blocks, index: int) -> bool:
    """Tell whether a line may be the first of a head: it has a bar, or the next one begins with one."""
    block = blocks[index]
    if not isinstance(block, Paragraph) or not block.is_line:
        return False
    text = block.text.strip()
    if BAR in text:
        return True
    return bool(kind_of_head("".join(text.split()))) and next(_lines(blocks, index + 1), "").startswith(BAR)


def _lines(blocks: Blocks, index: int) -> Iterator[str]:
    for block in blocks[index:]:
        if not isinstance(block, Paragraph) or not block.is_line:
            return
        if text := block.text.strip():
            yield text


def _table(blocks: Blocks, start: int) -> tuple[Table | None, int]:
    """Read the table that begins at a line, and tell where it ends; ``None`` if none does."""
    head = list(_cells(blocks, start, MOST_LINES))
    first = next((place for place, cell in enumerate(head) if cell.text), len(head))
    heads, surely = _heads([cell.text for cell in head[first:]])
    if not surely:
        return None, start
    cells = list(_cells(blocks, start, len(blocks)))[:MOST_CELLS]
    body = cells[first:]
    best: tuple[float, tuple[str, ...], list[tuple[int, Way]]] = (0.0, (), [])
    for count in range(surely, len(heads) + 1):
        for columns in layouts(heads[:count]):
            cut = Cut(columns, heads[:count], body, has_bars=True)
            if cut.worth(count) > best[0]:
                best = cut.worth(count), columns, list(cut.pieces(count))
    _worth, columns, pieces = best
    rows = with_merged([Row(way.row, body[place].place) for place, way in pieces if way.row], columns)
    if not any(len(set(row.cells)) > 1 for row in rows):
        return None, start
    last, way = pieces[-1]
    return Table((Row(columns, body[0].place), *rows)), body[last + way.takes - 1].end


def _cells(blocks: Blocks, start: int, most: int) -> Iterator[Cell]:
    """Return the cells from a line on: what stands between bars; behind the last one, the rest of its line."""
    lines: list[str] = []
    place: Place | None = None
    first = blocks[start].text.strip() if isinstance(blocks[start], Paragraph) else ""  # type: ignore[union-attr]
    is_open = BAR in first[1:-1] and BAR not in (first[0], first[-1])
    """Whether the end of a line ends a cell, too."""
    for index, block in enumerate(blocks[start : start + most], start):
        if not isinstance(block, Paragraph) or not block.is_line:
            break
        mark = mark_of(block.text) if BAR not in block.text else None
        if mark and mark.kind == MarkKind.ANNEX:
            break
        *ended, rest = f"{block.text}{BAR if is_open and BAR in block.text else ''}".split(BAR)
        for text in ended:
            lines += [text.strip()] if text.strip() else []
            yield Cell(tuple(lines), place or block.place, index + 1)
            lines, place = [], None
        if rest.strip():
            lines.append(rest.strip())
            place = place or block.place
    if lines and place:
        yield Cell(tuple(lines[:1]), place, start + most if most == len(blocks) else len(blocks))


def _heads(texts: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """Return the heads that cells begin with, and how many of them surely are some; 0 if they are no heads at all."""
    heads: list[str] = []
    surely = 0
    for text in texts[: MOST_HEADS + 1]:
        plain = "".join(text.split())
        kind = kind_of_head(plain)
        if not kind and (surely or not (may_be_head(plain) or plain in WEAK_OWNER_HEADS)):
            break
        heads.append(plain)
        if kind in ("owners", "due", "remark") and "owners" in map(kind_of_head, heads):
            surely = len(heads)
    kinds = list(map(kind_of_head, heads[:surely]))
    is_table = surely >= FEWEST_HEADS or ("text" in kinds and "owners" in kinds)
    return (tuple(heads), surely) if is_table and len(heads) <= MOST_HEADS else ((), 0)
