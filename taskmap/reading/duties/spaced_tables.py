"""Tables whose columns nothing but spaces parts: one row a line, under a line of heads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taskmap.reading.blocks import Paragraph, Row, Table
from taskmap.reading.duties.table_heads import FEWEST_ROWS, kind_of_head
from taskmap.reading.duties.words import NUMBER_HEADS
from taskmap.reading.noise.spaces import SPACED_OUT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taskmap.reading.blocks import Block, Blocks


NUMBER_STARTS = frozenset(head[0] for head in NUMBER_HEADS)


def restore_spaced(blocks: Blocks) -> Blocks:
    """Turn lines of columns back into tables. Before any step that takes spaces away; all else stays as it is."""
    found: list[Block] = []
    index = 0
    while index < len(blocks):
        heads = _heads(blocks[index])
        rows, end = _rows(blocks, index + 1, heads) if heads else ([], index)
        if len(rows) >= FEWEST_ROWS:
            head = blocks[index]
            found.append(Table((Row(tuple(heads), head.place), *rows)))  # type: ignore[union-attr]  # a paragraph: it has heads
            index = end
        else:
            found.append(blocks[index])
            index += 1
    return tuple(found)


def _heads(block: Block) -> list[str]:
    if not isinstance(block, Paragraph) or not block.is_line or block.text.lstrip()[:1] not in NUMBER_STARTS:
        return []
    cells = SPACED_OUT.sub(lambda run: "".join(run[0].split()), block.text).split()
    kinds = [kind_of_head(cell) for cell in cells]
    return cells if kinds[:1] == ["number"] and "owners" in kinds and "text" in kinds and None not in kinds else []


def _rows(blocks: Sequence[Block], index: int, heads: list[str]) -> tuple[list[Row], int]:
    """Read the lines with a cell for every head (a remark may be missing); none if a cell goes on on the next."""
    kinds = [kind_of_head(head) for head in heads]
    text = max(place for place, kind in enumerate(kinds) if kind == "text")
    rows: list[Row] = []
    while index < len(blocks):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            break
        cells = block.text.split()
        if cells and not re.fullmatch(r"\d{1,3}[.、]?", cells[0]):
            break
        if cells:
            if len(cells) == len(heads) - 1 and kinds[-1] == "remark":
                cells.append("")
            if len(cells) < len(heads):
                return [], index
            spare = len(cells) - len(heads)
            cells[text : text + spare + 1] = [" ".join(cells[text : text + spare + 1])]
            rows.append(Row(tuple(cells), block.place))
        index += 1
    return rows, index
