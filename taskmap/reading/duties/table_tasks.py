"""The rows of owner tables as tasks of the model, with their refs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taskmap.model import Task
from taskmap.reading.dates.timing import timing
from taskmap.reading.duties.owners import everybody, file_rule, owners
from taskmap.reading.duties.tables import rows
from taskmap.reading.marks import MarkKind, mark_of
from taskmap.reading.outline.ids import distinct
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from taskmap.reading.blocks import Blocks
    from taskmap.reading.duties.owners import Owners
    from taskmap.reading.duties.tables import OwnerTable, TableTask

ITEM_MARKS = frozenset({MarkKind.DIGITS, MarkKind.HAN_IN_BRACKETS, MarkKind.DIGITS_IN_BRACKETS, MarkKind.HAN})
BOX = Pattern(r"专栏\d+")


def table_tasks(
    tables: Sequence[OwnerTable], blocks: Blocks, issued: datetime.date | None, boxes: frozenset[str]
) -> Iterator[list[Task]]:
    """Return the rows of each of a document's owner tables as tasks; their document is yet to be named.

    Args:
        tables: the tables; the refs of the second begin with 附件2.
        blocks: the whole document, in which a rule for its lists may stand.
        issued: the day from which its deadlines count.
        boxes: the refs of its boxes, to which remarks may point.
    """
    found = [list(rows(table)) for table in tables]
    rule = file_rule((row.phrases for part in found for row in part), blocks)
    for number, part in enumerate(found, 1):
        named = owners((row.phrases for row in part), rule, everybody(blocks))
        yield [
            _task(row, ref if number == 1 else f"附件{number}.{ref}", each, issued, boxes)
            for row, ref, each in zip(part, row_refs(part), named, strict=True)
        ]


def _task(row: TableTask, ref: str, named: Owners, issued: datetime.date | None, boxes: frozenset[str]) -> Task:
    title, text, pointed = _wording(row, boxes)
    due = row.due or next((phrase.due for phrase in row.phrases if phrase.due), None)
    return Task(
        "",
        ref,
        row.groups[0] if row.groups else None,
        row.groups[-1] if len(row.groups) > 1 else None,
        title,
        text,
        *named,
        "；".join(phrase.text for phrase in row.phrases if phrase.text) or None,
        row.remark,
        pointed,
        None,
        *timing(None if row.problem else title, row.text if row.problem else text, due, issued),
    )


def _wording(row: TableTask, boxes: frozenset[str]) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Return a row's title, text and boxes: the one sentence of a row that points to a box is the box's name.

    What is wrong is the title, where the row says more than that; if it is long, it opens the text.
    """
    text = _without_mark(row.text)
    pointed = tuple(box for box in BOX.findall("".join((row.remark or "").split())) if box in boxes)
    if pointed and "。" not in text[:-1]:
        return text.rstrip("。"), None, pointed
    if not row.problem:
        return None, text, pointed
    problem = _without_mark(row.problem)
    if len(problem) <= LONGEST_TITLE and "。" not in problem[:-1] and "\n" not in problem:
        return problem.rstrip("。；"), row.text, pointed
    return None, f"{problem}\n{row.text}", pointed


LONGEST_TITLE = 60
"""Characters of a problem that is the title of its task."""


def _without_mark(text: str) -> str:
    mark = mark_of(text)
    behind = text[mark.end :] if mark and mark.kind in ITEM_MARKS else ""
    return behind if behind.strip() else text


def row_refs(part: Sequence[TableTask]) -> list[str]:
    """Return the refs of a table's rows: its own numbers; where several rows share one, project and task (3.2)."""
    numbers = [_digits(row.number) for row in part]
    given = [number for number in numbers if number]
    by_project = len(set(given)) < len(given) or any(
        row.number and not row.number.isdecimal() and mark_of(f"{row.number}甲") for row in part
    )
    made: list[str] = []
    within: dict[str, int] = {}
    for place, (row, number) in enumerate(zip(part, numbers, strict=True), 1):
        mark = mark_of(row.problem or row.text)
        own = mark.number if mark and mark.kind in (MarkKind.DIGITS, MarkKind.DIGITS_IN_BRACKETS) else None
        if number and by_project:
            within[number] = own or within.get(number, 0) + 1
            made.append(f"{number}.{within[number]}")
        else:
            made.append(number or str(own or place))
    return distinct(made)


def _digits(number: str | None) -> str | None:
    """Write a row's number in digits: （十一） → 11."""
    if not number:
        return None
    mark = mark_of(f"{number}甲")
    return str(mark.number) if mark and mark.number else re.sub(r"[：:\s]", "", number).rstrip(".．、") or None
