"""Tables whose cells only bars part, in lines that do not follow the rows: a cell on a line of its own, or on several.

So web pages come out of converters that know nothing of merged cells: a cell that is merged over rows stands once,
the number has no head, bars stand where a cell is empty and where a row begins. Which cells form a row is therefore
told by what they say (``cells_to_rows``).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.blocks import Paragraph, Row, Table
from taskmap.reading.duties.barred_lines import lines_as_rows
from taskmap.reading.duties.cells_to_rows import Cell, Cut, Way, layouts, looks, with_merged
from taskmap.reading.duties.table_columns import WEAK_OWNER_HEADS
from taskmap.reading.duties.table_heads import FEWEST_HEADS, MOST_FAILURES, kind_of_head, may_be_head
from taskmap.reading.marks import MarkKind, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taskmap.reading.blocks import Block, Blocks

BAR = "|"
MOST_HEADS = 10
MOST_GAPS = 4
"""Empty cells in front of the heads."""

LONGEST_ROW = 100
"""Lines from the end of those looked at from which on a table that ends there may go on."""


def restore_barred(blocks: Blocks) -> Blocks:
    """Turn lines with bars back into tables of owners; all else stays as it is."""
    found: list[Block] = []
    index = 0
    failures: Counter[tuple[str, ...]] = Counter()
    while index < len(blocks):
        begins = _begins(blocks, index)
        table, end = lines_as_rows(blocks, index) if begins else (None, index)
        head = _head(blocks, index) if begins and not table else None
        if head and failures[head.texts] < MOST_FAILURES:
            table, end = _table(blocks, index, head)
            failures[head.texts] += not table
        if table:
            found.append(table)
            index = end
        else:
            found.append(blocks[index])
            index += 1
    return tuple(found)


class _Head(NamedTuple):
    """The heads that cells begin with: how many empty cells stand before them, and how many surely are heads."""

    texts: tuple[str, ...]
    gaps: int
    surely: int


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
    for at in range(index, len(blocks)):
        block = blocks[at]
        if not isinstance(block, Paragraph) or not block.is_line:
            return
        if text := block.text.strip():
            yield text


def _head(blocks: Blocks, start: int) -> _Head | None:
    """Read the heads that begin at a line; ``None`` if the cells there are no heads of a table of owners."""
    texts: list[str] = []
    gaps = surely = 0
    for cell in _cells(blocks, start, len(blocks)):
        plain = "".join(cell.text.split())
        if not plain and not texts and gaps < MOST_GAPS:
            gaps += 1
            continue
        kind = kind_of_head(plain)
        if not kind and (surely or not (may_be_head(plain) or plain in WEAK_OWNER_HEADS)):
            break
        texts.append(plain)
        if kind in ("owners", "due", "remark") and "owners" in map(kind_of_head, texts):
            surely = len(texts)
        if len(texts) > MOST_HEADS:
            return None
    kinds = list(map(kind_of_head, texts[:surely]))
    is_table = surely >= FEWEST_HEADS or ("text" in kinds and "owners" in kinds)
    return _Head(tuple(texts), gaps, surely) if is_table else None


def _table(blocks: Blocks, start: int, head: _Head) -> tuple[Table | None, int]:
    """Read the table that begins at a line with its heads, and tell where it ends; ``None`` if there is none."""
    end = start
    for stop in looks(start, len(blocks)):
        cells = list(_cells(blocks, start, stop))[head.gaps :]
        columns, pieces = _best(head, cells)
        if not pieces:
            return None, start
        last, way = pieces[-1]
        end = cells[last + way.takes - 1].end
        if end + LONGEST_ROW < stop:
            break
    rows = with_merged([Row(way.row, cells[place].place) for place, way in pieces if way.row], columns)
    return Table((Row(columns, cells[0].place), *rows)), end


def _best(head: _Head, cells: Sequence[Cell]) -> tuple[tuple[str, ...], list[tuple[int, Way]]]:
    """Return the columns by which the most of the cells make sense, and the pieces that they are cut into."""
    best = 0.0
    found: tuple[tuple[str, ...], list[tuple[int, Way]]] = ((), [])
    for count in range(head.surely, len(head.texts) + 1):
        for columns in layouts(head.texts[:count]):
            cut = Cut(columns, head.texts[:count], cells, count, has_bars=True)
            if cut.worth(count) > best:
                best, found = cut.worth(count), (columns, list(cut.pieces(count)))
    return found


def _cells(blocks: Blocks, start: int, stop: int) -> Iterator[Cell]:
    """Return the cells from a line on: what stands between bars; behind the last one, the rest of its line."""
    lines: list[str] = []
    begins = start
    first = blocks[start].text.strip() if isinstance(blocks[start], Paragraph) else ""  # type: ignore[union-attr]
    is_open = BAR in first[1:-1] and BAR not in (first[0], first[-1])
    """Whether the end of a line ends a cell, too."""
    for index in range(start, stop):
        block = blocks[index]
        if not isinstance(block, Paragraph) or not block.is_line:
            break
        mark = mark_of(block.text) if BAR not in block.text else None
        if mark and mark.kind == MarkKind.ANNEX:
            break
        *ended, rest = f"{block.text}{BAR if is_open and BAR in block.text else ''}".split(BAR)
        for text in ended:
            begins = begins if lines else index
            lines += [text.strip()] if text.strip() else []
            yield Cell(tuple(lines), blocks[begins].place, index + 1)  # type: ignore[union-attr]  # a line
            lines = []
        if rest.strip():
            begins = begins if lines else index
            lines.append(rest.strip())
    if lines:
        yield Cell(tuple(lines[:1]), blocks[begins].place, begins + 1)  # type: ignore[union-attr]  # a line
