"""Tables whose heads run together in one line (工作任务责任单位进展情况), and whose cells have become paragraphs.

A paragraph that names owners and says nothing else is the cell under theirs; what stands above it is the task. What
stands behind it is told from the next task by the number of cells, or by nothing following. Else nothing is read.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.blocks import Paragraph, Row, Table, paragraphs
from taskmap.reading.duties.places import is_list_of_owners
from taskmap.reading.duties.table_columns import TEXT_HEADS, WORK_HEADS, is_report_head, owner_label
from taskmap.reading.duties.table_heads import kind_of_head
from taskmap.reading.marks import MarkKind, mark_of
from taskmap.reading.noise.lines import join_lines
from taskmap.reading.organs import AND
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from taskmap.reading.blocks import Block, Blocks

SHORTEST, LONGEST = 2, 8
"""Characters of a head."""

FEWEST_HEADS = 3
MOST_PARAGRAPHS = 40
"""Paragraphs in which the first owners stand, and those of the next row after one."""

PARTS_OF_YEAR = Pattern(r"(?:第?[一二三四1-4]季度|[上下]半年|1?[0-9]月份?)+", "季度 半年 月")
"""Heads below one that stands over several columns."""

TASK = "工作任务"
SENTENCE = 10
"""Characters that a task has at least."""


class _Heads(NamedTuple):
    """Heads that run together: that of the owners, and those behind it."""

    owners: str
    behind: tuple[str, ...]


def restore_glued(blocks: Blocks, places: Collection[int]) -> Blocks:
    """Turn paragraphs below heads that run together back into tables; all else stays as it is.

    Args:
        blocks: the paragraphs and tables of a source.
        places: those of paragraphs that may be such heads.
    """
    found: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        heads = _heads("".join(block.text.split())) if index in places and isinstance(block, Paragraph) else None
        table, end = _table(blocks, index, heads) if heads else (None, index)
        found.append(table or block)
        index = end if table else index + 1
    return tuple(found)


def _heads(line: str) -> _Heads | None:
    """Part a line into heads: tasks first, then owners, then what else is told of them."""
    for start in range(SHORTEST, len(line)):
        for end in range(min(len(line), start + LONGEST), start + 1, -1):
            if line[start] in AND or not owner_label(line[start:end]):
                continue
            before, behind = _parted(line[:start], of_tasks=True), _parted(line[end:], of_tasks=False)
            if before and behind is not None and len(before) + len(behind) + 1 >= FEWEST_HEADS:
                return _Heads(line[start:end], behind)
    return None


def _parted(line: str, *, of_tasks: bool) -> tuple[str, ...] | None:
    """Part a piece of a line into heads of tasks, or of what is told of them; ``None`` if something else is in it."""
    ways: list[tuple[str, ...] | None] = [(), *[None] * len(line)]
    for end in range(SHORTEST, len(line) + 1):
        for start in range(max(0, end - LONGEST), end - SHORTEST + 1):
            way, head = ways[start], line[start:end]
            fits = head.endswith((*TEXT_HEADS, *WORK_HEADS)) if of_tasks else _is_told(head)
            if way is not None and fits and len(way) >= len(ways[end] or ()):
                ways[end] = (*way, head)
    return ways[-1]


def _is_told(head: str) -> bool:
    return is_report_head(head) or kind_of_head(head) in ("due", "person", "remark")


def _table(blocks: Blocks, start: int, heads: _Heads) -> tuple[Table | None, int]:
    """Read the table below its heads, and tell where it ends; ``None`` if its cells do not surely make rows."""
    below: list[Paragraph] = []
    ends: list[int] = []
    owners: list[int] = []
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph) or _ends_table(block, blocks[start], has_rows=bool(owners)):
            break
        plain = "".join(block.text.split())
        if not plain or (not below and PARTS_OF_YEAR.fullmatch(plain)):
            continue
        if is_list_of_owners(block.text):
            owners.append(len(below))
        below.append(block)
        ends.append(index + 1)
        if len(below) - (owners or [0])[-1] > MOST_PARAGRAPHS:
            break
    may_go_on = any(map(is_report_head, heads.behind))
    rows = _rows(below, owners, len(heads.behind), may_go_on=may_go_on)
    if not rows:
        return None, start
    last = len(below) if may_go_on else owners[-1] + len(heads.behind)
    head = Row((TASK, heads.owners, *heads.behind), blocks[start].place)  # type: ignore[union-attr]  # a paragraph
    return Table((head, *rows)), ends[min(last, len(below) - 1)]


def _ends_table(paragraph: Paragraph, heads: Block, *, has_rows: bool) -> bool:
    """Tell whether a paragraph stands behind a table: an annex, the next section, its heads once more."""
    mark = mark_of(paragraph.text)
    is_behind = mark is not None and (mark.kind == MarkKind.ANNEX or (has_rows and mark.kind == MarkKind.HAN))
    return is_behind or (isinstance(heads, Paragraph) and paragraph.text.strip() == heads.text.strip())


def _rows(below: Sequence[Paragraph], owners: Sequence[int], behind: int, *, may_go_on: bool) -> list[Row]:
    """Return the rows around the cells of owners; none if it is not sure what belongs to which.

    Args:
        below: the paragraphs below the heads.
        owners: the places of those that name owners.
        behind: how many columns stand behind that of the owners.
        may_go_on: whether a report stands there, which may take all paragraphs behind the last row.
    """
    if not owners or (behind and any(second - first != behind + 2 for first, second in pairwise(owners))):
        return []
    rows: list[Row] = []
    start = 0
    for place in owners:
        text = "".join(each.text.strip() for each in paragraphs(join_lines(tuple(below[start:place]))))
        if len(text) < SENTENCE:
            return []
        is_last = place == owners[-1]
        start = place + 1 + behind
        cells = [each.text.strip() for each in below[place + 1 : start]]
        if is_last and may_go_on:
            cells[behind - 1 :] = ["\n".join(each.text.strip() for each in below[place + behind :])]
        rows.append(Row((text, below[place].text.strip(), *cells, *[""] * (behind - len(cells))), below[place].place))
    return rows
