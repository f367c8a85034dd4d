"""CSV files and workbooks: every sheet a table."""

import csv
import datetime
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from taskmap.i18n import _
from taskmap.reading.blocks import Blocks, Place, Table
from taskmap.reading.limits import Limits, SourceError, bounded, within
from taskmap.reading.readers.grid import check_slots, table_of
from taskmap.reading.readers.text import cleaned
from taskmap.reading.readers.workbook_package import checked_package

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta

DELIMITERS = ",;\t"
SNIFFED_CHARACTERS = 65536
SNIFFED_ROWS = 64

ZIP_MAGIC = b"PK\x03\x04"
LARGEST_WHOLE = 10**15
"""Up to here, Excel's numbers are exact: it keeps 15 digits."""


def read_csv(text: str, limits: Limits) -> Blocks:
    """Read a CSV file, whose columns are parted by commas, semicolons or tabs.

    Args:
        text: the text. A field in quotes may go over several lines.
        limits: how much there may be.

    Returns:
        One table; its places are the lines of the text, and the numbers of the rows among those not empty.

    Raises:
        SourceError: there is nothing in it, or more than ``limits`` allows.
    """
    text = cleaned(text)
    delimiter = delimiter_of(text)
    rows: list[list[str]] = []
    places: list[Place] = []
    slots = 0
    try:
        for line, row in records(text, delimiter):
            filled = _filled(row)
            if filled:
                rows.append(row[:filled])
                places.append(Place(line=line, table=1, row=len(rows)))
                slots += filled
                check_slots(slots, limits)
    except csv.Error as error:
        raise SourceError(_("a cell in it is too long")) from error
    if not rows:
        raise SourceError(_("there is no text in it"))
    return within([table_of(rows, places, limits)], limits)


def delimiter_of(text: str) -> str:
    """Return the delimiter that gives most rows the same number of columns, and the most columns of those."""
    start = text[:SNIFFED_CHARACTERS]

    def regularity(delimiter: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for _line, row in islice(records(start, delimiter), SNIFFED_ROWS) if len(row) > 1)
        except csv.Error:
            return 0, 0
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=regularity)


def records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Return the records with the numbers of the lines where they begin."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1


def read_workbook(data: bytes, limits: Limits) -> Blocks:
    """Read a workbook (xlsx, xls, ods).

    Args:
        data: the bytes of the file.
        limits: how much there may be.

    Returns:
        A table for each sheet that is visible and not empty, with merged cells repeated (except in ods); the rows of
        its places are those of the sheet.

    Raises:
        SourceError: it is none, is damaged or encrypted, has nothing in it, or more than ``limits`` allows.
        ImportError: python-calamine is not installed.
    """
    import python_calamine  # noqa: F401 - to say so at once where it is not installed

    if data.startswith(ZIP_MAGIC):
        return read_by_calamine(checked_package(data, limits), limits)
    from taskmap.reading.readers.old_workbook import read_old_workbook

    return read_old_workbook(data, limits)


def read_by_calamine(source: BinaryIO, limits: Limits) -> tuple[Table, ...]:
    """Read a workbook that has been checked, or whose process is of no more use when calamine fails.

    Raises:
        SourceError: it is none, is damaged or encrypted, has nothing in it, or more than ``limits`` allows.
    """
    import python_calamine

    with damage_as_source_error():
        workbook = python_calamine.CalamineWorkbook.from_filelike(source)
        found = tuple(each for each in bounded(_tables(workbook, limits), limits) if isinstance(each, Table))
    if not found:
        raise SourceError(_("there is no text in it"))
    return found


@contextmanager
def damage_as_source_error() -> Iterator[None]:
    """Turn whatever the library raises into a sentence; a panic of it is not even an Exception."""
    import python_calamine

    try:
        yield
    except SourceError:
        raise
    except python_calamine.PasswordError as error:
        raise SourceError(_("it is protected by a password")) from error
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise SourceError(_("it is no workbook, or it is damaged")) from error
        raise


def _tables(workbook: "CalamineWorkbook", limits: Limits) -> Iterator[Table]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    count = 0
    for index, sheet in enumerate(workbook.sheets_metadata):
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
            table = _table(workbook.get_sheet_by_index(index), count + 1, limits)
            if table.rows:
                count += 1
                yield table


def _table(sheet: "CalamineSheet", number: int, limits: Limits) -> Table:
    check_slots(sheet.total_height * sheet.total_width, limits)
    rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    own = [bool(_filled(row)) for row in rows]  # rows that only merged cells reach into say nothing of their own
    width = max(map(_filled, rows), default=0)
    _fill_merged(rows, sheet.merged_cell_ranges or [], limits)
    kept = [(row[:width], Place(table=number, row=at)) for at, row in enumerate(rows, 1) if own[at - 1]]
    return table_of([row for row, _place in kept], [place for _row, place in kept], limits)


def _fill_merged(rows: list[list[str]], ranges: list[tuple[tuple[int, int], tuple[int, int]]], limits: Limits) -> None:
    """Repeat the text of merged cells at every place they cover."""
    slots = 0
    for (top, left), (bottom, right) in ranges:
        covered = rows[top : bottom + 1]
        columns = range(left, min(right + 1, len(covered[0]) if covered else 0))
        slots += len(covered) * len(columns)
        check_slots(slots, limits)
        for row in covered:
            for column in columns:
                row[column] = row[column] or rows[top][left]


def _filled(row: list[str]) -> int:
    """Return the number of cells up to the last one that is not empty."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0)


def _text(value: Value) -> str:
    """Return what a cell shows, as far as the file tells without the cell's format."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < LARGEST_WHOLE else f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        at_midnight = value.time() == datetime.time()
        return (
            value.date().isoformat() if at_midnight else value.isoformat(" ", "seconds" if value.second else "minutes")
        )
    return str(value)
