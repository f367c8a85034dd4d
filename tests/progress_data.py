"""A small data set to report on, and checklists of it filled in as agencies send them back."""

from __future__ import annotations

import csv
import datetime
import io
import re
from typing import TYPE_CHECKING

from taskmap.cells import seen
from taskmap.checklist import COLUMNS, HIDDEN, checklist, shown
from taskmap.graph import TaskMap
from taskmap.i18n import _, speaking
from taskmap.journal import now
from taskmap.location import locate
from taskmap.progress import Entry, Operation
from taskmap.questions import ask_duties_of
from taskmap.reading.filled import FilledRow
from taskmap.recording import present
from taskmap.store import load
from taskmap.writing.tables import Rows, csv_for_excel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from taskmap.cells import Value
    from taskmap.checklist import Row
    from taskmap.model import DataSet

TASKS = """schema = 1
default = "new"

[states]
"审核中" = "in-progress"

[[documents]]
id = "old"
region = "某省"
number = "旧发〔2017〕2号"
[[documents.tasks]]
ref = "1"
text = "农业农村工作"
lead = ["省农委"]
cooperate = ["省财政厅"]
[[documents.tasks]]
ref = "2"
text = "税费征收"
lead = ["省国税局", "省地税局"]

[[documents]]
id = "new"
region = "某省"
date = 2024-01-10
[[documents.tasks]]
ref = "1"
text = "压缩办理时间"
lead = ["省财政厅"]
cooperate = ["省教育厅"]
due = 2024-12-31
[[documents.tasks]]
ref = "2"
text = "开展就业援助"
lead = ["省人社厅"]
[[documents.tasks]]
ref = "3.10"
text = "无责任单位"
"""

AGENCIES = """schema = 1
[[agencies]]
region = "某省"
name = "省财政厅"
[[agencies]]
region = "某省"
name = "省教育厅"
[[agencies]]
region = "某省"
name = "省人力资源社会保障厅"
aliases = ["省人社厅"]
[[agencies]]
region = "某省"
name = "省农委"
[[agencies]]
region = "某省"
name = "省农业农村厅"
[[agencies]]
region = "某省"
name = "省国税局"
[[agencies]]
region = "某省"
name = "省地税局"
[[agencies]]
region = "某省"
name = "省税务局"
[[events]]
kind = "rename"
from = ["省农委"]
to = ["省农业农村厅"]
date = 2018-11-01
[[events]]
kind = "merge"
from = ["省国税局", "省地税局"]
to = ["省税务局"]
date = 2018-06-15
"""

TODAY = datetime.date.today()  # noqa: DTZ011 - a day is a local day


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def recorded(moment: str, *entries: Entry, name: str = "", **more: str) -> Operation:
    """Return an operation that was recorded at a time such as 2024-03-01T09:30."""
    when = datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.UTC)
    return Operation(when, name or f"{moment}.toml", entries=entries, **more)


def recorded_now(*entries: Entry) -> Operation:
    return Operation(now(), "now.toml", "somebody", entries=entries)


def data_in(folder: Path) -> DataSet:
    """Write the data set into a folder, and read it with its journal."""
    for name, text in (("tasks.toml", TASKS), ("agencies.toml", AGENCIES)):
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")
    return load(locate(folder))


def map_of(data: DataSet, *operations: Operation) -> TaskMap:
    """Return the graph with operations added to its journal."""
    return TaskMap(data._replace(journal=(*(data.journal or ()), *operations)))


def rows_of(tm: TaskMap, name: str) -> tuple[Row, ...]:
    """Return all rows of an agency's checklist, their texts as they are shown."""
    found = checklist(ask_duties_of(tm, tm.agency(name)), present(tm))
    return tuple(
        row._replace(locked=tuple(map(_seen, row.locked)), filled=tuple(map(_seen, row.filled)))
        for row in (*found.rows, *found.inherited)
    )


def _seen(value: Value) -> Value:
    return seen(value) if isinstance(value, str) else value


def cells_of(row: Row) -> dict[str, object]:
    """Return the cells that a workbook holds: shares, days and texts."""
    found: dict[str, object] = {}
    for key, value in row.cells.items():
        if key == "percent" and isinstance(value, int | float):
            found[key] = value / 100
        else:
            found[key] = value if isinstance(value, datetime.date) else shown(key, value)
    return found | dict(zip(HIDDEN, row.hidden, strict=True))


def came_back(row: Row, number: int = 2, /, **edits: object) -> FilledRow:
    """Return a row as it is read, with some cells filled in."""
    return FilledRow(number, None, cells_of(row) | edits)


def table(rows: Iterable[Row], edits: Mapping[tuple[int, str], object] | None = None) -> list[list[object]]:
    """Return the header and the rows, with some cells filled in: by the row's place and the column."""
    found = [cells_of(row) for row in rows]
    for (place, key), value in (edits or {}).items():
        found[place][key] = value
    return [[_(heading) for heading in COLUMNS.values()], *([each[key] for key in COLUMNS] for each in found)]


def write_csv(
    path: Path, rows: Sequence[Row], edits: Mapping[tuple[int, str], str] | None = None, encoding: str = "utf-8"
) -> Path:
    """Write a filled checklist as the CSV that was sent out, saved by another program."""
    body = []
    for place, row in enumerate(rows):
        cells = {key: shown(key, value) for key, value in row.cells.items()}
        cells |= dict(zip(HIDDEN, row.hidden, strict=True))
        cells |= {key: value for (at, key), value in (edits or {}).items() if at == place}
        body.append(tuple(cells[key] for key in COLUMNS))
    text = csv_for_excel(Rows(tuple(COLUMNS.values()), tuple(body))).decode("utf-8-sig")
    path.write_bytes(text.encode(encoding))
    return path


def write_xlsx(path: Path, *sheets: list[list[object]], merged: Iterable[str] = ()) -> Path:
    """Write tables as the sheets of a workbook, as an office program would."""
    from openpyxl import Workbook

    workbook = Workbook()
    active = workbook.active
    assert active is not None
    workbook.remove(active)
    for number, rows in enumerate(sheets, 1):
        sheet = workbook.create_sheet(f"表{number}")
        for row in rows:
            # A text that looks like the escape of a character is escaped itself (ECMA-376 part 1, 22.4.2.4).
            texts = (
                re.sub("_x(?=[0-9A-Fa-f]{4}_)", "_x005F_x", cell) if isinstance(cell, str) else cell for cell in row
            )
            sheet.append([None if cell == "" else cell for cell in texts])
        for line in sheet.iter_rows():
            for cell in line:
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # also where it looks like a formula
        for each in merged:
            sheet.merge_cells(each)
    file = io.BytesIO()
    workbook.save(file)
    path.write_bytes(file.getvalue())
    return path


def filled_workbook(
    path: Path, rows: Sequence[Row], edits: Mapping[tuple[int, str], object] | None = None, lang: str = "zh_CN"
) -> Path:
    """Write the checklist of an agency, filled in, with a title above its header."""
    with speaking(lang):
        return write_xlsx(path, [["任务清单"], [], *table(rows, edits)])


def read_table(path: Path) -> list[list[str]]:
    """Return the cells of a CSV file as they stand there."""
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
