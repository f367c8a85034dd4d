"""The tasks of a document that has tables of owners: their rows, and the measures that name owners of their own.

A table that divides the measures told before it says them again, in its own words and in full: its rows count, those
measures do not. That is what a table in an annex does, and one whose title says so (任务分工表). Beside any other table
a measure is a task if its owners are set off, or if all measures beside it name theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from taskmap.folding import fold
from taskmap.reading.blocks import Paragraph, Table, tables
from taskmap.reading.duties.measure_tasks import headings
from taskmap.reading.marks import MarkKind
from taskmap.reading.outline.refs import Refs
from taskmap.refs import ref_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from taskmap.model import Task
    from taskmap.reading.blocks import Blocks
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

FEWEST_BESIDE = 2
"""Measures side by side that all say who, so that none of them is prose."""


class Placed(NamedTuple):
    """A table of owners with the unit it stands in, and whether it divides the measures before it."""

    unit: Unit
    order: int
    divides: bool


def placed(found: Iterable[OwnerTable], body: Blocks, root: Unit) -> list[Placed]:
    """Tell where the tables of owners of a document stand."""
    units = {id(table): (order, unit) for order, unit in enumerate(root.walk()) for table in unit.tables}
    every = list(tables(body))
    where = []
    for table in found:
        first = every[table.first]
        order, unit = units[id(first)]
        where.append(Placed(unit, order, _divides(first, body, unit)))
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


def owned(found: Sequence[Measure], tables_at: Sequence[Placed], root: Unit) -> list[Measure]:
    """Return measures with those owners only that make tasks of them beside tables."""
    orders = {id(unit): order for order, unit in enumerate(root.walk())}
    last = max((each.order for each in tables_at if each.divides), default=-1)
    beside: dict[int, list[Measure]] = {}
    for each in found:
        beside.setdefault(id(each.unit.parent), []).append(each)
    kept = []
    for each in found:
        alike = beside[id(each.unit.parent)]
        all_say = len(alike) >= FEWEST_BESIDE and all(one.phrases for one in alike)
        phrases = tuple(phrase for phrase in each.phrases if all_say or not phrase.bare)
        kept.append(each._replace(phrases=phrases if orders[id(each.unit)] > last else ()))
    return kept


def together(
    measures: Sequence[tuple[Measure, Task]], rows: Sequence[Sequence[Task]], tables_at: Sequence[Placed], root: Unit
) -> list[Task]:
    """Put the tasks of measures and of tables in the order of the document, each with a ref of its own.

    Args:
        measures: measures that name owners, with their tasks.
        rows: the tasks of each table.
        tables_at: where each table stands.
        root: the units of the document.
    """
    orders = {id(unit): order for order, unit in enumerate(root.walk())}
    said: dict[frozenset[str], list[str]] = {}
    for task in (task for part in rows for task in part):
        said.setdefault(_owners(task), []).append(_wording(task))
    kept = [
        (orders[id(each.unit)], task)
        for each, task in measures
        if not any(row and row in _wording(task) for row in said.get(_owners(task), ()))
    ]
    taken = {ref_key(task.ref) for _order, task in kept}
    found = [(order, [task]) for order, task in kept]
    for number, (part, at) in enumerate(zip(rows, tables_at, strict=True), 1):
        if kept:
            part = _named_apart(part, at.unit, number, taken)  # noqa: PLW2901 - the same tasks, with other refs
        taken.update(ref_key(task.ref) for task in part)
        found.append((at.order, list(part)))
    found.sort(key=lambda each: each[0])
    return [task for _order, part in found for task in part]


def _wording(task: Task) -> str:
    """Return what a task says, by which it is known when a row tells it again."""
    return "".join(each for each in fold((task.title or "") + (task.text or "")) if each.isalnum())


def _owners(task: Task) -> frozenset[str]:
    return frozenset(name for _role, name in task.named)


def _named_apart(part: Sequence[Task], unit: Unit, number: int, taken: set[tuple[int | str, ...]]) -> list[Task]:
    """Give the rows of a table refs that no other task has, and the headings of the unit they stand in."""
    section, project = headings((unit, *unit.above))
    own = Refs([unit]).ref(unit) if unit.mark else ""
    fronts = ["", *([f"{own}."] if own else []), f"表{number}."]
    free = (each for each in fronts if not any(ref_key(each + task.ref) in taken for task in part))
    front = next(free, fronts[-1])
    return [
        task._replace(
            ref=front + task.ref,
            section=section or task.section,
            project=(task.project or task.section or project) if section else task.project,
        )
        for task in part
    ]
