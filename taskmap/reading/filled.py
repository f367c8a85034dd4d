"""Filled checklists: a workbook or CSV file in, its rows by the columns of :mod:`taskmap.checklist` out.

Nothing is judged here but whether it is a checklist at all; :mod:`taskmap.collecting` does the rest.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from taskmap.cells import FILL_IN
from taskmap.checklist import COLUMNS, HIDDEN, LOCKED
from taskmap.folding import fold
from taskmap.i18n import _, in_every_language
from taskmap.problems import UnreadableError
from taskmap.reading.limits import Limits, SourceError
from taskmap.reading.readers.grid import check_slots
from taskmap.reading.readers.sources import missing, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from python_calamine import CalamineSheet

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How workbooks begin: xlsx and ods, and xls."""

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
"""What is taken from a folder; a file that is named is tried whatever it is called."""

NEUTRALISED = re.compile(r"'(?=['=+\-@\t\r\n\0＝＋－＠])")
"""What a checklist in CSV has in front of a cell that a spreadsheet would take for a formula."""

HEADINGS_OF_A_HEADER = 8
"""So many of the columns a row has to name to be the header: a sheet without its hidden columns is still known."""


class FilledRow(NamedTuple):
    """A row below the header: its number as people count it, the sheet where there are several, and its cells.

    ``cells`` has a value for every column that the sheet has, by the keys of :data:`taskmap.checklist.COLUMNS`: a
    text, number or day, ``None`` or an empty text for an empty one.
    """

    number: int
    sheet: str | None
    cells: dict[str, object]

    @property
    def place(self) -> str:
        """Which row it is."""
        return f"{self.sheet}:{self.number}" if self.sheet else str(self.number)


class _Sheet(NamedTuple):
    name: str | None
    rows: Iterable[Sequence[object]]


def read_filled(path: str, limits: Limits | None = None) -> tuple[FilledRow, ...]:
    """Read a filled checklist.

    Raises:
        UnreadableError: it cannot be read, is no checklist, or lacks columns by which it is read back.
    """
    data = read_bytes(path, limits or Limits())
    try:
        sheets = (_workbook if data.startswith((ZIP, OLE)) else _csv)(data, limits or Limits())
        return tuple(chain.from_iterable(map(_rows, _with_header(sheets))))
    except SourceError as error:
        why = str(error)
    except ModuleNotFoundError as error:
        why = missing(error, "office")
    raise UnreadableError(_("cannot read {file}: {reason}").format(file=path, reason=why))


def _with_header(sheets: Iterable[_Sheet]) -> list[_Sheet]:
    """Keep the sheets that are checklists; one that is alone needs no name."""
    kept = [each for each in sheets if any(map(_is_header, each.rows))]
    if not kept:
        raise SourceError(_("it is no checklist: no row names the columns of one"))
    return kept if len(kept) > 1 else [kept[0]._replace(name=None)]


def _rows(sheet: _Sheet) -> Iterator[FilledRow]:
    columns: dict[str, int] = {}
    for number, cells in enumerate(sheet.rows, 1):
        if _is_header(cells):
            columns = _columns(cells)
            _check(columns)
        elif columns:
            row = {key: cells[at] if at < len(cells) else None for key, at in columns.items()}
            if any(cell not in (None, "") for cell in row.values()):
                yield FilledRow(number, sheet.name, row)


def _is_header(cells: Sequence[object]) -> bool:
    return len(cells) >= HEADINGS_OF_A_HEADER and len(_columns(cells)) >= HEADINGS_OF_A_HEADER


def _columns(cells: Sequence[object]) -> dict[str, int]:
    """Return where each column stands; of several with one heading the first."""
    headings = _headings()
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        key = headings.get(fold(cell)) if isinstance(cell, str) else None
        if key:
            found.setdefault(key, at)
    return found


@cache
def _headings() -> dict[str, str]:
    return {fold(text): key for key, heading in COLUMNS.items() for text in in_every_language(heading)}


def _check(columns: dict[str, int]) -> None:
    if any(key not in columns for key in HIDDEN):
        raise SourceError(_("its hidden columns, which tell whose row is which, are gone"))
    for key in LOCKED:
        if key not in columns:
            raise SourceError(_("its column {name} is gone").format(name=_(COLUMNS[key])))
    if not any(key in columns for key in FILL_IN):
        raise SourceError(_("all its columns to fill in are gone"))


def _csv(data: bytes, limits: Limits) -> list[_Sheet]:
    from taskmap.reading.readers.encodings import decode
    from taskmap.reading.readers.sheets import delimiter_of, records

    text, _encoding = decode(data)
    try:
        found = [
            [cell[1:] if NEUTRALISED.match(cell) else cell for cell in row]
            for _line, row in records(text, delimiter_of(text))
        ]
    except csv.Error as error:
        raise SourceError(_("a cell in it is too long")) from error
    if len(found) > limits.blocks:
        raise SourceError(_("it is too long: more than a document of this kind can be"))
    return [_Sheet(None, found)]


def _workbook(data: bytes, limits: Limits) -> list[_Sheet]:
    import python_calamine

    from taskmap.reading.readers.sheets import damage_as_source_error
    from taskmap.reading.readers.workbook_package import checked_package

    source = checked_package(data, limits) if data.startswith(ZIP) else io.BytesIO(data)
    with damage_as_source_error():
        workbook = python_calamine.CalamineWorkbook.from_filelike(source)
        return [
            _Sheet(sheet.name, _cells(workbook.get_sheet_by_index(index), limits))
            for index, sheet in enumerate(workbook.sheets_metadata)
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]


def _cells(sheet: CalamineSheet, limits: Limits) -> list[list[object]]:
    check_slots(sheet.total_height * sheet.total_width, limits)
    rows = [[_value(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        # Who merges cells of several rows means all of them; side by side, the content is that of the first column.
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row) and row[left] == "":
                row[left] = rows[top][left]
    return rows


def _value(cell: object) -> object:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date()
    return cell
