"""The heads of tables that have become lines: what they stand over, and where one ends and the next begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.duties.labels import LabelKind, label_name
from taskmap.reading.duties.table_columns import DEADLINE_HEADS, REMARK_HEADS, TEXT_HEADS
from taskmap.reading.duties.words import NUMBER_HEADS
from taskmap.reading.marks import mark_of
from taskmap.reading.organs import is_organ
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_HEAD = 12
"""Characters of one column's head."""

FEWEST_HEADS = 3
FEWEST_ROWS = 2
"""Rows below the heads of what is taken for a table."""

MOST_FAILURES = 3
"""Times that heads are met without a table below them; then they are taken for something else."""

MOST_HEADS = 8
"""Columns of a table whose heads stand one a line."""

LONGEST_HALF = 4
"""Characters of a line on which half of a head stands."""

HALVES = frozenset({"序", "工作", "重点", "主要", "具体", "完成", "责任", "牵头", "配合", "协办", "主办"})
"""What is half of a head if the line below makes a whole one of it, though it could be one itself."""

OTHER_HEADS = (
    "投资", "金额", "资金", "经费", "概算", "预算", "单价", "数量", "规模", "分值", "权重", "地点", "地址", "位置",
    "来源", "计量单位",
)  # fmt: skip
"""Words in heads of what is neither a task nor anything about its owners: amounts and places."""

CLAUSE_MARKS = frozenset("，。；：！？,;:")
NUMBER_LINE = Pattern(r"[（(]?(\d{1,3}|[一二三四五六七八九十百]{1,4})[）)]?[.．、]?")
"""A line or cell that is the number of a row."""


def is_broken_head(first: str, second: str) -> bool:
    """Tell whether two lines are one head that the width of its column breaks: 牵头 + 部门, 完成 + 时间, 序 + 号."""
    whole = kind_of_head(first + second)
    if not whole or len(first) > LONGEST_HALF or len(second) > LONGEST_HALF:
        return False
    return first in HALVES or not (kind_of_head(first) and kind_of_head(second))


def may_be_head(text: str) -> bool:
    """Tell whether a text may be the head of a column between the first and the one over the owners."""
    return 1 < len(text) <= LONGEST_HEAD and CLAUSE_MARKS.isdisjoint(text) and not mark_of(text) and not is_organ(text)


def kinds_of_heads(cells: Sequence[str]) -> list[str]:
    """Tell what the heads of a table stand over; of those whose words do not tell, over text."""
    return [kind_of_head(cell) or "text" for cell in cells]


def kind_of_head(text: str) -> str | None:
    """Tell what a head stands over: number, owners, person, due, remark, text or other; ``None`` if it is no head."""
    if not 0 < len(text) <= LONGEST_HEAD or not CLAUSE_MARKS.isdisjoint(text) or mark_of(text):
        return None
    label = label_name(text)
    if label:
        return "due" if label.kind == LabelKind.DEADLINE else "owners" if label.kind == LabelKind.OWNERS else "person"
    if text in NUMBER_HEADS:
        return "number"
    return "remark" if text in REMARK_HEADS else _kind_by_words(text)


def _kind_by_words(text: str) -> str | None:
    if any(map(text.__contains__, DEADLINE_HEADS)):
        return "due"
    if text.partition("（")[0].partition("(")[0].endswith(OTHER_HEADS):
        return "other"
    return "text" if any(map(text.__contains__, TEXT_HEADS)) else None


def heads_on_line(text: str) -> tuple[str, ...] | None:
    """Read heads that stand on one line, with spaces between them or without: 序号 重点工作 负责单位 备注."""
    line = text.strip()
    if len(line) > LONGEST_HEAD * MOST_HEADS or not line.startswith(("序号", "编号")):
        return None
    cells = line.split()
    if len(cells) < FEWEST_HEADS or not all(map(kind_of_head, cells)):
        cells = _glued("".join(line.split()))
    kinds = [kind_of_head(cell) for cell in cells]
    return tuple(cells) if "owners" in kinds and "text" in kinds and None not in kinds else None


def _glued(line: str) -> list[str]:
    """Part heads that nothing parts: from the left, the longest piece that is a head of a kind of its own."""
    cells = [line[:2]]
    index = 2
    while index < len(line):
        ends = range(min(len(line), index + LONGEST_HEAD), index, -1)
        special = next((end for end in ends if (kind_of_head(line[index:end]) or "text") != "text"), None)
        if special is None:
            ahead = [
                at
                for at in range(index + 2, len(line))
                if any(
                    (kind_of_head(line[at:end]) or "text") != "text"
                    for end in range(at + 2, min(len(line), at + LONGEST_HEAD) + 1)
                )
            ]
            special = ahead[0] if ahead else len(line)
        cells.append(line[index:special])
        index = special
    return cells
