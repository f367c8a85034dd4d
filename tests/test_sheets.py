"""CSV files and workbooks as tables."""

from __future__ import annotations

import csv
import datetime
import importlib.util
import io
import os
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.reading.blocks import Blocks, Place, tables
from taskmap.reading.limits import Limits, SourceError
from taskmap.reading.readers.sheets import read_csv, read_workbook
from taskmap.reading.readers.workbook_package import checked_package

CORPUS = Path(os.environ.get("TASKMAP_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
FILES = sorted(CORPUS.glob("*.csv"))
needs_libraries = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("python_calamine", "openpyxl", "xlsxwriter")),
    reason="python-calamine, openpyxl or XlsxWriter is not installed",
)
HEAD = ("序号", "任务", "单位")


def grids(blocks: Blocks) -> list[list[tuple[str, ...]]]:
    """Return the cells of all tables."""
    assert len(list(tables(blocks))) == len(blocks)
    return [[row.cells for row in table.rows] for table in tables(blocks)]


def csv_grid(text: str) -> list[tuple[str, ...]]:
    (grid,) = grids(read_csv(text, Limits()))
    return grid


def workbook(*sheets: dict[str, object], merged: str = "", hidden: tuple[int, ...] = ()) -> bytes:
    """Return an xlsx file with these cells in its sheets."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, cells in enumerate(sheets):
        sheet = book.create_sheet(f"表{number}")
        for place, value in cells.items():
            sheet[place] = value
        if merged:
            sheet.merge_cells(merged)
        if number in hidden:
            sheet.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook_grids(data: bytes) -> list[list[tuple[str, ...]]]:
    return grids(read_workbook(data, Limits()))


@cache
def two_sheets() -> bytes:
    return workbook({"A1": "甲乙", "B2": "丙"}, {"A1": "丁"})


def changed(data: bytes, name: str, new: bytes | None = None, old: bytes = b"") -> bytes:
    """Return a zip archive with one member replaced, or with ``old`` replaced in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in source.namelist():
            content = source.read(member)
            if member == name and new is not None:
                assert old in content
                content = content.replace(old, new) if old else new
            copy.writestr(member, content)
    return file.getvalue()


def refusal(data: bytes, limits: Limits | None = None) -> str:
    """Return why a workbook is not read."""
    with pytest.raises(SourceError) as caught:
        read_workbook(data, limits or Limits())
    return str(caught.value)


@pytest.mark.skipif(not FILES, reason="no corpus folder")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_real_files_have_as_many_cells_in_every_row(path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig")
    grid = csv_grid(text)
    assert len(grid) == len(text.splitlines())
    assert all(row[0] and len(row) == len(grid[0]) > 2 for row in grid)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_delimiter_is_found(delimiter: str, line_end: str) -> None:
    rows = [HEAD, ("1", "甲, 乙; 丙\t丁", "省人社厅"), ("2", "“戊”", "")]
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    assert csv_grid(file.getvalue()) == rows


def test_commas_and_semicolons_in_the_text_do_not_decide() -> None:
    assert csv_grid("序号\t任务\n1\t甲;乙;丙,丁\n2\t戊,己\n") == [
        ("序号", "任务"),
        ("1", "甲;乙;丙,丁"),
        ("2", "戊,己"),
    ]


def test_a_field_in_quotes_may_go_over_lines_and_hold_quotes() -> None:
    assert csv_grid('序号,任务\n1,"甲\r\n乙 ""丙"""\n') == [("序号", "任务"), ("1", '甲\n乙 "丙"')]


def test_titles_are_rows_like_others_and_empty_rows_and_columns_go() -> None:
    (table,) = tables(read_csv("任务分工表,,,\n,,,\n\n序号,任务,单位,\n1,甲,,\n", Limits()))
    assert [row.cells for row in table.rows] == [("任务分工表", "", ""), HEAD, ("1", "甲", "")]
    assert [row.place for row in table.rows] == [
        Place(line=1, table=1, row=1),
        Place(line=4, table=1, row=2),
        Place(line=5, table=1, row=3),
    ]


def test_places_of_rows_after_a_field_over_several_lines() -> None:
    (table,) = tables(read_csv('a,b\n1,"x\n\ny"\n2,z\n', Limits()))
    assert [row.place.line for row in table.rows] == [1, 2, 5]


def test_a_file_of_one_column_is_a_table() -> None:
    assert csv_grid("甲\n乙、丙\n") == [("甲",), ("乙、丙",)]


@pytest.mark.parametrize("text", ["", "\n\n", ",,,\n,,\n", '""'])
def test_a_csv_file_without_text_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="there is no text in it"):
        read_csv(text, Limits())


def test_an_endless_field_is_refused() -> None:
    with pytest.raises(SourceError, match="too long"):
        read_csv('"' + "甲" * 200_000, Limits())


CSV_PIECES = st.sampled_from([",", ";", "\t", '"', '""', "\n", "\r", "\x00", "甲", "1", " ", "\f"])
csv_texts = st.lists(CSV_PIECES | st.text(max_size=2), max_size=30).map("".join)


@given(csv_texts, st.integers(0, 5), st.integers(0, 12))
def test_any_csv_file_keeps_the_limits_or_is_refused(text: str, most: int, characters: int) -> None:
    try:
        blocks = read_csv(text, Limits(blocks=most, characters=characters, columns=2))
    except SourceError:
        return
    (grid,) = grids(blocks)
    assert len(grid) <= most
    assert sum(len(cell) for row in grid for cell in row) <= characters
    assert {len(row) for row in grid} <= {1, 2}


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=4), min_size=1, max_size=4))
def test_any_csv_text_is_a_table_or_refused(rows: list[list[str]]) -> None:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    try:
        (grid,) = grids(read_csv(file.getvalue(), Limits()))
    except SourceError:
        return
    assert len({len(row) for row in grid}) == 1
    assert any(any(cell.strip() for cell in row) for row in grid)


@needs_libraries
def test_every_visible_sheet_with_text_is_a_table() -> None:
    data = workbook({"A1": "甲"}, {}, {"A1": "藏"}, {"B2": "乙"}, hidden=(2,))
    assert workbook_grids(data) == [[("甲",)], [("", "乙")]]
    places = [row.place for table in tables(read_workbook(data, Limits())) for row in table.rows]
    assert places == [Place(table=1, row=1), Place(table=2, row=2)]


@needs_libraries
def test_merged_cells_are_repeated_and_rows_of_nothing_else_left_out() -> None:
    cells: dict[str, object] = {"A1": "分工表", "A3": "序号", "B3": "任务", "C3": "单位", "B4": "甲", "C4": "乙"}
    assert workbook_grids(workbook(cells, merged="A1:C2")) == [[("分工表",) * 3, HEAD, ("", "甲", "乙")]]
    cells = {"A1": "就业", "B1": "甲", "B2": "乙", "B4": "丙"}
    assert workbook_grids(workbook(cells, merged="A1:A9")) == [[("就业", "甲"), ("就业", "乙"), ("就业", "丙")]]


@needs_libraries
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3.0, "3"),
        (3.1, "3.1"),
        (0.1 + 0.2, "0.3"),
        (-2, "-2"),
        (1e300, "1e+300"),
        (True, "TRUE"),
        (datetime.date(2020, 12, 31), "2020-12-31"),
        (datetime.datetime(2020, 12, 31, 8, 30), "2020-12-31 08:30"),  # noqa: DTZ001 - as workbooks have it
        (datetime.time(8, 30), "08:30:00"),
        ("3.10", "3.10"),
        (" 甲\r\n乙 ", " 甲\n乙 "),
        ("=1+1", ""),
    ],
)
def test_values_are_shown_as_people_write_them(value: object, shown: str) -> None:
    assert workbook_grids(workbook({"A1": value, "B1": "|"})) == [[(shown, "|")]]


@needs_libraries
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"a,b\n1,2"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    assert refusal(data) == "it is no workbook, or it is damaged"


@needs_libraries
def test_a_workbook_without_text_is_refused() -> None:
    assert refusal(workbook({})) == "there is no text in it"


@needs_libraries
def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    data = changed(workbook({"A1": "甲"}), "xl/styles.xml", b"<a>" + b" " * 9_000_000 + b"</a>")
    assert len(data) < 60_000
    assert refusal(data, Limits(unpacked=2**20)) == "unpacked, it is larger than 1 MB"
    understated = data.replace((9_000_007).to_bytes(4, "little"), (7).to_bytes(4, "little"))
    assert understated != data
    assert refusal(understated, Limits(unpacked=2**20))


@needs_libraries
def test_a_document_type_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "x">]><a>&x;</a>'
    assert "document type" in refusal(changed(workbook({"A1": "甲"}), "xl/styles.xml", bomb))


@needs_libraries
@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "AAAA1", "A99999999999"])
def test_cells_too_far_apart_are_refused_before_they_fill_the_memory(place: str) -> None:
    cells: dict[str, object] = {"A1": "甲", "B2": "乙", "C1": "丙"}
    data = changed(workbook(cells), "xl/worksheets/sheet1.xml", f'r="{place}"'.encode(), b'r="B2"')
    assert refusal(data)


def shared(text: str, rows: int) -> bytes:
    """Return an xlsx file that holds a text once and shows it in many rows."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(rows):
            sheet.write_string(row, 0, text)
    return file.getvalue()


@needs_libraries
def test_one_text_in_very_many_cells_is_refused_before_it_is_copied() -> None:
    assert workbook_grids(shared("甲", 3)) == [[("甲",)] * 3]
    data = shared("甲" * 30_000, 300)
    assert len(data) < 20_000
    with pytest.raises(SourceError, match="it is too long"):
        checked_package(data, Limits())
    assert checked_package(data, Limits(characters=9_100_000))


@needs_libraries
def test_very_many_long_texts_are_refused() -> None:
    cells: dict[str, object] = {f"A{row}": "甲" * 30_000 for row in range(1, 20)}
    with pytest.raises(SourceError, match="it is too long"):
        checked_package(workbook(cells), Limits(characters=500_000))


@needs_libraries
def test_very_large_merged_ranges_are_refused() -> None:
    cells: dict[str, object] = {"A1": "甲", "Z2000": "乙"}
    data = workbook(cells, merged="A1:Z1999")
    merged = b'<mergeCell ref="A1:Z1999"/>'
    data = changed(data, "xl/worksheets/sheet1.xml", merged * 5000, merged)
    assert refusal(data) == "it is too long: more than a document of this kind can be"


def ods(body: str) -> bytes:
    """Return an OpenDocument file with this content of its spreadsheet."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    file = io.BytesIO()
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = f"<office:document-content{names}><office:body><office:spreadsheet>{body}</office:spreadsheet>"
    entry = '<manifest:file-entry manifest:full-path="/"/>'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", f"{content}</office:body></office:document-content>")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entry}'
            "</manifest:manifest>",
        )
    return file.getvalue()


ODS_CELL = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
ODS_ROW = "<table:table-row{}>{}</table:table-row>"
ODS_TABLE = '<table:table table:name="表">{}</table:table>'


@needs_libraries
def test_an_ods_file_is_read_with_all_the_empty_rows_that_end_it() -> None:
    rows = ODS_ROW.format("", ODS_CELL.format("", "甲") + ODS_CELL.format(' table:number-columns-repeated="2"', "乙"))
    empty = ODS_ROW.format(
        ' table:number-rows-repeated="1048575"', '<table:table-cell table:number-columns-repeated="16384"/>'
    )
    assert workbook_grids(ods(ODS_TABLE.format(rows + empty))) == [[("甲", "乙", "乙")]]


@needs_libraries
@pytest.mark.parametrize(
    ("of_cell", "of_row"),
    [("16384", "1048576"), ("99999999999", "1"), ("1", "99999999999"), ("3000", "3000")],
)
def test_repeats_of_an_ods_file_that_would_fill_the_memory_are_refused(of_cell: str, of_row: str) -> None:
    cell = ODS_CELL.format(f' table:number-columns-repeated="{of_cell}"', "甲")
    body = ODS_TABLE.format(ODS_ROW.format(f' table:number-rows-repeated="{of_row}"', cell))
    assert refusal(ods(body)) == "it is too long: more than a document of this kind can be"


@needs_libraries
def test_a_long_text_repeated_in_an_ods_file_is_refused() -> None:
    cell = ODS_CELL.format(' table:number-columns-repeated="200"', "甲" * 50_000)
    assert refusal(ods(ODS_TABLE.format(ODS_ROW.format("", cell)))).startswith("it is too long")


@needs_libraries
@given(st.integers(0, 7000), st.binary(min_size=1, max_size=9))
def test_a_damaged_workbook_is_read_or_refused(at: int, damage: bytes) -> None:
    data = two_sheets()
    at %= len(data)
    try:
        blocks = read_workbook(data[:at] + damage + data[at + len(damage) :], Limits())
    except SourceError:
        return
    assert grids(blocks)


@needs_libraries
@given(st.integers(0, 2), st.integers(0, 8), st.integers(0, 2))
def test_small_limits_are_never_passed(most: int, characters: int, columns: int) -> None:
    data = two_sheets()
    limits = Limits(blocks=most, characters=characters, columns=columns)
    assert refusal(data, limits)
    assert len(read_workbook(data, limits._replace(blocks=3, characters=8, columns=2))) == 2
