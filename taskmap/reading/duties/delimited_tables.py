"""Tables whose cells tabs or commas part, in lines of a text: pasted from Word, with lines in cells, or from CSV.

Heads that name owners tell the table, and how many cells a row has; lines that have fewer are parts of one row.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from taskmap.reading.blocks import Paragraph, Row, Table
from taskmap.reading.duties.places import is_list_of_owners
from taskmap.reading.duties.table_heads import FEWEST_HEADS, FEWEST_ROWS, kind_of_head, may_be_head
from taskmap.reading.marks import mark_of
from taskmap.reading.noise.widths import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taskmap.reading.blocks import Block, Blocks

TAB, COMMA, QUOTE = "\t", ",", '"'
MOST_LINES = 12
"""Lines of one row."""

LONGEST_END = 40
"""Characters of a line that belongs to the cell above it."""


def restore_delimited(blocks: Blocks) -> Blocks:
    """Turn lines whose cells tabs or commas part back into tables of owners; all else stays as it is."""
    found: list[Block] = []
    index = 0
    while index < len(blocks):
        rows, end = _table(blocks, index)
        if len(rows) > FEWEST_ROWS:  # the heads are one
            found.append(Table(tuple(rows)))
            index = end
        else:
            found.append(blocks[index])
            index += 1
    return tuple(found)


def _table(blocks: Blocks, start: int) -> tuple[list[Row], int]:
    """Read the table whose heads stand in a line, or in the first row of a table that its reader has found."""
    block = blocks[start]
    if isinstance(block, Table):
        heads = block.rows[0].cells
        of_owners = _is_over_owners(heads[-1])
        goes_on = start + 1 < len(blocks) and (
            _has(blocks[start + 1], TAB) or _end_of_last_cell(blocks, start + 1, of_owners=of_owners)
        )
        if not goes_on or not _are_heads(heads):
            return [], start
        return _rows_of_tabs(blocks, start, heads)
    for mark in (TAB, COMMA):
        if _has(block, mark):
            named = [each.strip() for each in block.text.strip().split(mark)]
            if _are_heads(named):
                return _rows_of_tabs(blocks, start, named) if mark == TAB else _rows_of_commas(blocks, start)
    return [], start


def _has(block: Block, mark: str) -> bool:
    return isinstance(block, Paragraph) and block.is_line and mark in block.text


def _are_heads(cells: Sequence[str]) -> bool:
    """Tell whether cells are the heads of a table of owners."""
    if len(cells) < FEWEST_HEADS:
        return False
    plain = ["".join(cell.split()) for cell in cells]
    kinds = [kind_of_head(each) for each in plain]
    if "owners" not in kinds or "text" not in kinds:
        return False
    return all(kind or may_be_head(each) for kind, each in zip(kinds, plain, strict=True))


def _is_over_owners(head: str) -> bool:
    return kind_of_head("".join(head.split())) == "owners"


def _rows_of_tabs(blocks: Blocks, start: int, heads: Sequence[str]) -> tuple[list[Row], int]:
    """Read rows of as many cells as there are heads, over as many lines as that takes."""
    width = len(heads)
    of_owners = _is_over_owners(heads[-1])
    rows: list[Row] = []
    index = start
    is_usual = False
    while index < len(blocks):
        block = blocks[index]
        if isinstance(block, Table):
            if len(block.rows[0].cells) != width:
                break
            rows += block.rows
            index += 1
            continue
        row, end = _row_of_tabs(blocks, index, width)
        if row:
            rows.append(row)
            index = end
        elif not block.text.strip():
            index += 1
        elif (
            rows and (last := _end_of_last_cell(blocks, index, of_owners=of_owners, is_usual=is_usual)) and last > index
        ):
            more = "".join(f"\n{each.text.strip()}" for each in blocks[index:last] if isinstance(each, Paragraph))
            rows[-1] = rows[-1]._replace(cells=(*rows[-1].cells[:-1], rows[-1].cells[-1] + more))
            index, is_usual = last, True
        else:
            break
    return rows, index


def _row_of_tabs(blocks: Blocks, start: int, width: int) -> tuple[Row | None, int]:
    """Read the row that begins in a line; its last cells may be missing, where they are empty."""
    text = ""
    for end in range(start, min(start + MOST_LINES, len(blocks))):
        block = blocks[end]
        more = block.text.rstrip("\n") if isinstance(block, Paragraph) and block.is_line else None
        if more is None or (text and (text + more).count(TAB) >= width):  # then what there is lacks its last cells
            break
        if end == start and TAB not in more:
            return None, start
        text += ("\n" if text else "") + more
        if text.count(TAB) == width - 1:
            return Row(_cells(text, width), blocks[start].place), end + 1  # type: ignore[union-attr]  # a paragraph
    first = blocks[start]
    if not isinstance(first, Paragraph) or not width > first.text.count(TAB) >= width - 2 > 0:
        return None, start
    return Row(_cells(first.text, width), first.place), start + 1


def _cells(text: str, width: int) -> tuple[str, ...]:
    cells = ["\n".join(filter(None, map(str.strip, cell.split("\n")))) for cell in text.split(TAB)]
    return (*(cell.replace("，\n", "，") for cell in cells), *[""] * (width - len(cells)))


def _end_of_last_cell(blocks: Blocks, start: int, *, of_owners: bool, is_usual: bool = False) -> int | None:
    """Return where lines without tabs end that stand between two rows, and go on in the last cell of the first.

    Behind the last row they do so only where owners do in others (``is_usual``): else they may be a signature.
    """
    for index in range(start, min(start + MOST_LINES, len(blocks))):
        block = blocks[index]
        if isinstance(block, Table) or TAB in block.text:
            first = block.rows[0].cells if isinstance(block, Table) else block.text.split(TAB)
            return None if _are_heads(first) else index
        if of_owners and not is_list_of_owners(tidy(block.text)):
            return index if is_usual and index > start else None
        if len(block.text) > LONGEST_END or (mark_of(block.text.strip()) and not of_owners):
            return None
    return None


def _rows_of_commas(blocks: Blocks, start: int) -> tuple[list[Row], int]:
    """Read rows of as many cells as there are heads, which may stand in quotes."""
    rows: list[Row] = []
    index = start
    for lines, end in _quoted(blocks, start):
        cells = _parted(lines)
        if not cells or (rows and len(cells) != len(rows[0].cells)):
            break
        rows.append(Row(tuple(cell.strip() for cell in cells), blocks[index].place))  # type: ignore[union-attr]  # a line
        index = end
    return rows, index


def _parted(lines: str) -> list[str]:
    """Return the cells that commas part; none if quotes stand where none can, or a cell is far too long."""
    try:
        return next(csv.reader([lines]), [])
    except csv.Error:
        return []


def _quoted(blocks: Blocks, start: int) -> Iterator[tuple[str, int]]:
    """Return the lines from one on, such as a quote goes over put together, each with where the next begins."""
    text = ""
    for index in range(start, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph) or not block.is_line or COMMA not in text + block.text:
            return
        text += ("\n" if text else "") + block.text
        if text.count(QUOTE) % 2 == 0:
            yield text, index + 1
            text = ""
        elif text.count("\n") >= MOST_LINES:
            return
