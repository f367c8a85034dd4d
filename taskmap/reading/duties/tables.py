"""Tables that divide labour: where their heads end, and the rows as tasks.

A table is one of these if a column's head says that it names owners (责任单位, 牵头部门), or its cells do. Heads may
take two rows, sections may be rows of their own, and a table may go on after a page with its head printed again.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.duties.short_rows import with_missing_cells
from taskmap.reading.duties.table_columns import (
    Columns,
    columns_by_cells,
    columns_by_heads,
    is_owner_head,
    owner_label,
    owners_of,
)
from taskmap.reading.duties.words import NOBODY, NUMBER_HEADS
from taskmap.reading.marks import RANK, MarkKind, mark_of
from taskmap.reading.noise.furniture import is_page_record
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from taskmap.reading.blocks import Place, Row, Table
    from taskmap.reading.duties.phrases import OwnerPhrase

HEAD_ROWS = 8
"""Rows within which the head of a table is looked for; titles and notes may stand above it."""

FEWEST_HEADS = 2
LONGEST_HEAD = 12
"""Characters of a head below another."""

SECTION_NUMBER = Pattern(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?、?")
LONGEST_SECTION = 30
"""Characters of a heading in a row of its own, behind its number."""

SUMS = frozenset({"合计", "小计", "总计"})
EXAMPLES = ("示例", "样例", "范例", "举例", "模板", "例：", "例:", "填写说明", "填报说明", "填表说明", "填写要求")
"""What the first cell of a row begins with that shows how the form is to be filled in."""

HINTS = (
    "填写", "填报", "填列", "请选择", "下拉", "必填", "选填", "不超过", "字以内", "格式", "请用", "概括", "如：", "如:",
    "例：", "例:", "××", "XX", "xx",
)  # fmt: skip
"""Words of cells that tell what is to be filled in."""

LONGEST_HINT = 40
"""Characters; a cell with such words that is longer tells a task."""


class TableTask(NamedTuple):
    """A row as a task: ``number`` as printed, ``groups`` the headings above it, outermost first.

    ``problem`` is what is wrong, where the row says more than that.
    """

    number: str | None
    groups: tuple[str, ...]
    text: str
    phrases: tuple[OwnerPhrase, ...]
    due: str | None
    remark: str | None
    place: Place
    problem: str | None = None


class OwnerTable(NamedTuple):
    """A table with its columns; ``body`` are the rows below its head.

    ``first`` is its place, or that of the first table it goes on from, among all tables that were looked at.
    """

    columns: Columns
    head: tuple[str, ...]
    body: tuple[Row, ...]
    first: int = 0


def owner_tables(tables: Iterable[Table]) -> list[OwnerTable]:
    """Return the tables that divide labour; one that goes on from another is part of it."""
    found: list[OwnerTable] = []
    for place, table in enumerate(tables):
        read = read_table(table, found[-1] if found else None)
        if read and found and read[:2] == found[-1][:2] and _goes_on(found[-1], read):
            found[-1] = found[-1]._replace(body=_stitched(found[-1], read))
        elif read:
            found.append(read._replace(first=place))
    return found


def read_table(table: Table, before: OwnerTable | None = None) -> OwnerTable | None:
    """Find the head and columns of a table; ``before`` is the one that it may go on from.

    Returns:
        The table, ``None`` if it names no owners.
    """
    for index, row in enumerate(table.rows[:HEAD_ROWS]):
        cells = _plain(row)
        if len(set(cells) - {""}) < FEWEST_HEADS or not any(map(is_owner_head, cells)):
            continue
        below = _plain(table.rows[index + 1]) if index + 1 < len(table.rows) else ()
        two_rows = _is_second_head(cells, below)
        head = tuple(under or over for over, under in zip(cells, below, strict=True)) if two_rows else cells
        body = table.rows[index + 1 + two_rows :]
        columns = columns_by_heads(head, body)
        if columns:
            printed = {cells, head, below} if two_rows else {cells}
            return OwnerTable(columns, head, tuple(each for each in body if _plain(each) not in printed))
    if before and table.rows and len(table.rows[0].cells) == len(before.head):
        return before._replace(body=table.rows) if columns_by_heads(before.head, table.rows) else None
    has_head = bool(table.rows) and _plain(table.rows[0])[0] in NUMBER_HEADS
    body = table.rows[has_head:]  # heads that say nothing of owners: the cells do
    columns = columns_by_cells(body)
    return OwnerTable(columns, (), body) if columns else None


def _plain(row: Row) -> tuple[str, ...]:
    return tuple(re.sub(r"\s", "", cell) for cell in row.cells)


def _is_second_head(cells: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether the next row belongs to the head: merged cells repeat, and roles stand under a common head.

    So may other heads do, where the one above them stands over several columns.
    """
    if not below or below == cells:
        return False
    pairs = list(zip(cells, below, strict=True))
    spanning = {over for over, after in pairwise(cells) if over == after != ""}
    merged = sum(over == under != "" for over, under in pairs)
    roles = sum(owner_label(under) is not None and under != over for over, under in pairs)
    others = sum(
        over in spanning and under not in ("", over) and owner_label(under) is None and len(under) <= LONGEST_HEAD
        for over, under in pairs
    )
    return roles > 0 and merged + roles + others + below.count("") >= len(cells) - 1


def _goes_on(first: OwnerTable, second: OwnerTable) -> bool:
    """Tell whether a table's numbers go on from another's, or neither has any."""
    column = first.columns.number
    if column is None:
        return True
    numbers = [number for table in (first, second) for row in table.body if (number := row.cells[column].strip())]
    digits = [number for number in numbers if number.isdecimal()]
    return len(digits) == len(set(digits))


def _stitched(first: OwnerTable, second: OwnerTable) -> tuple[Row, ...]:
    """Join the rows of a table that a page cuts; a first row without number goes on from the one above."""
    column = first.columns.number
    if column is None or not first.body or not second.body or second.body[0].cells[column].strip():
        return (*first.body, *second.body)
    above, below = first.body[-1], second.body[0]
    if _heading(below, first.columns):
        return (*first.body, *second.body)
    whole = above._replace(cells=tuple(one + other for one, other in zip(above.cells, below.cells, strict=True)))
    return (*first.body[:-1], whole, *second.body[1:])


def rows(table: OwnerTable) -> Iterator[TableTask]:
    """Return the rows of a table as tasks; rows that are headings go into the groups of those below.

    A group or a problem that a row leaves empty is that of the row above: so merged cells come out of CSV files.
    """
    sections: dict[MarkKind | None, str] = {}
    groups: tuple[str, ...] = ()
    problem = ""
    body = [row for row in table.body if not is_page_record(row.cells)]
    for row in with_missing_cells(body, table.columns):
        heading = _heading(row, table.columns)
        if heading:
            _enter(sections, heading)
            groups = ()
            continue
        if table.columns.problem is not None:
            problem = row.cells[table.columns.problem].strip() or problem
            row = _with_cell(row, table.columns.problem, problem)  # noqa: PLW2901 - the row as it was meant
        task = None if _is_hint(row) else _task(row, table.columns, groups)
        if task:
            groups = task.groups
            yield task._replace(groups=(*sections.values(), *task.groups))


def _with_cell(row: Row, place: int, text: str) -> Row:
    return row._replace(cells=(*row.cells[:place], text, *row.cells[place + 1 :]))


def _enter(sections: dict[MarkKind | None, str], heading: str) -> None:
    """Put a heading among those that hold for the rows below it, in the place of those of its rank and below."""
    mark = mark_of(heading)
    for kind in list(sections):
        if mark is None or kind is None or RANK[kind] >= RANK[mark.kind]:
            del sections[kind]
    sections[mark.kind if mark else None] = heading


def _heading(row: Row, columns: Columns) -> str | None:
    """Return the text of a row that is one heading over all columns, or a number and a heading."""
    cells = [re.sub(r"\s", "", cell) for cell in row.cells]
    filled = [cell for cell in dict.fromkeys(cells) if cell]
    if len(filled) == 1:
        return filled[0] if cells.count(filled[0]) > 1 or mark_of(filled[0]) or cells[0] else None
    if columns.number is None or any(cells[place] for place, _role in columns.owners):
        return None
    number, text = cells[columns.number], "".join(dict.fromkeys(cells[place] for place in columns.texts))
    if not SECTION_NUMBER.fullmatch(number) or len(text) > LONGEST_SECTION or len(filled) > FEWEST_HEADS:
        return None
    return f"{number}{text}" if number.endswith(("）", ")", "、")) else f"{number}、{text}"


def _is_hint(row: Row) -> bool:
    """Tell whether a row only tells how the form is to be filled in, by an example or by what its cells say."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    told = [len(cell) <= LONGEST_HINT and any(word in cell for word in HINTS) for cell in filled]
    return bool(filled) and (filled[0].startswith(EXAMPLES) or (sum(told) > 1 and 2 * sum(told) >= len(told)))


def _task(row: Row, columns: Columns, above: tuple[str, ...]) -> TableTask | None:
    """Return a row as a task; ``above`` are the groups of the row before it."""
    cells = [cell.strip() for cell in row.cells]
    *outer, last = columns.texts
    text = cells[last]
    problem = None
    if columns.problem is not None:
        outer = [place for place in outer if place < columns.problem]
        problem, text = _problem(cells, columns)
    groups = [re.sub(r"\s+", "", cells[place]) for place in outer]
    number = re.sub(r"\s", "", cells[columns.number]) if columns.number is not None else ""
    if not text and groups and groups[-1]:
        *groups, text = groups
    if not text or text in SUMS:
        return None
    before = columns.number is not None and bool(outer) and columns.number < outer[-1]
    if before and number and groups and groups[-1] and mark_of(f"{number}甲"):
        groups[-1] = number + groups[-1]
    named = tuple(group or (above[place] if place < len(above) else "") for place, group in enumerate(groups))
    results = (cells[place] for place in columns.results if cells[place] != text)
    return TableTask(
        number or None,
        tuple(group for place, group in enumerate(named) if group and group not in (text, *named[:place])),
        "\n".join(filter(None, (text, *results))),
        tuple(phrase for place, role in columns.owners if (phrase := owners_of(cells[place], role)).text),
        (cells[columns.due] if columns.due is not None else "") or None,
        (cells[columns.remark] if columns.remark is not None else "") or None,
        row.place,
        problem or None,
    )


def _problem(cells: Sequence[str], columns: Columns) -> tuple[str, str]:
    """Return what is wrong by a row, and what else it says of that; what says no more than that is the text."""
    places = [place for place in columns.texts if columns.problem is None or place >= columns.problem]
    problem, *further = dict.fromkeys(cells[place] for place in places)
    told = "\n".join(each for each in further if each not in NOBODY)
    return (problem, told) if problem and told else ("", problem or told)
