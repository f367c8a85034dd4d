"""Measures with owners of their own in a document that has tables of owners, whose rows alone are its tasks.

They are told as doubts, so that nobody is left out unseen. A table in an annex, or one whose title says so
(任务分工表), divides the measures told before it: it says them again, and of these there is nothing to tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.blocks import Doubt, Paragraph, tables
from taskmap.reading.marks import MarkKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from taskmap.reading.blocks import Blocks, Table
    from taskmap.reading.duties.measures import Measure
    from taskmap.reading.duties.tables import OwnerTable
    from taskmap.reading.outline.units import Unit

DIVIDING = (
    "分工", "分解", "清单", "任务表", "责任表", "项目表", "计划表", "推进表", "安排表", "一览表", "明细表", "台账",
)  # fmt: skip
"""Words of the title of a table that divides what the text before it tells."""

DUTIES = "职责"
"""A table of the duties of agencies (成员单位职责分工) does not tell the measures again."""

LONGEST_TITLE = 45
"""Characters of a line that is the title of a table."""

LINES_ABOVE = 3
"""Lines above a table among which its title is looked for."""


def left_out(
    found: Iterable[Measure], divided: Iterable[OwnerTable], body: Blocks, root: Unit, named: Collection[str]
) -> list[Doubt]:
    """Return what measures say of owners that no table tells.

    Args:
        found: the measures of the document.
        divided: its tables of owners.
        body: the blocks that the tables stand in.
        root: its units.
        named: the owners in the rows.
    """
    orders = {id(unit): order for order, unit in enumerate(root.walk())}
    last = max((order for order, divides in _placed(divided, body, root) if divides), default=-1)
    return [
        Doubt("owners-beside-table", each.place, phrase.text)
        for each in found
        if orders[id(each.unit)] > last
        for phrase in each.phrases
        if not phrase.bare and any(one.name not in named for one in phrase.names)
    ]


def _placed(found: Iterable[OwnerTable], body: Blocks, root: Unit) -> list[tuple[int, bool]]:
    """Return for every table of owners the order of the unit it stands in, and whether it divides what is before it."""
    units = {id(table): (order, unit) for order, unit in enumerate(root.walk()) for table in unit.tables}
    every = list(tables(body))
    where = []
    for table in found:
        first = every[table.first]
        order, unit = units[id(first)]
        where.append((order, _divides(first, body, unit)))
    return where


def _divides(table: Table, body: Blocks, unit: Unit) -> bool:
    """Tell whether the title of a table says that it divides what is told before it."""
    place = next(index for index, block in enumerate(body) if block is table)
    lines = []
    for block in reversed(body[max(place - LINES_ABOVE, 0) : place]):
        if not isinstance(block, Paragraph):
            break
        lines.append(block.text.strip())
    annexes = [each.opening.text for each in (unit, *unit.above) if each.kind == MarkKind.ANNEX]
    top = [row.cells[0] for row in table.rows[:2] if len(set(row.cells) - {""}) == 1]
    if any(DUTIES in text for text in (*lines, *annexes, *top)):
        return False
    return bool(annexes) or any(map(_is_title_of_division, (*lines, *top)))


def _is_title_of_division(text: str) -> bool:
    is_title = len(text) <= LONGEST_TITLE and not text.endswith(("。", "：", "；", "，"))
    return is_title and any(word in text for word in DIVIDING)
