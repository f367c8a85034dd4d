"""Reading filled checklists back, as office programs leave them: taskmap/reading/filled.py."""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING

import pytest

from taskmap.checklist import COLUMNS, HIDDEN
from taskmap.collecting import Filled, collect
from taskmap.i18n import speaking
from taskmap.problems import UnreadableError
from taskmap.progress import Entry
from taskmap.reading.filled import FilledRow, read_filled
from tests.progress_data import (
    TODAY,
    data_in,
    day,
    filled_workbook,
    map_of,
    recorded,
    rows_of,
    table,
    write_csv,
    write_xlsx,
)

if TYPE_CHECKING:
    from pathlib import Path

    from taskmap.checklist import Row
    from taskmap.graph import TaskMap

HARD = (
    "=1+1", "'=1+1", "''", "'", "-5", "+1", "@x", "\t缩进", "＝1", "第一行\n第二行", 'a"b,c;d', "3.10", "1-2", "007",
    "1E5",
    "_x0041_", "[red]", "𠮷é", "a\x1bb\u202ec", "<b>&amp;</b>", "TRUE", "#N/A", "http://x",
)  # fmt: skip
"""Texts that spreadsheets and their files like to make something else of."""


@pytest.fixture
def tm(tmp_path: Path) -> TaskMap:
    report = Entry("new:1", "省财政厅", "某省", state="in-progress", percent=50, note="推进", on=day("2024-03-01"))
    return map_of(data_in(tmp_path), recorded("2024-03-01T09:00", report))


@pytest.fixture
def rows(tm: TaskMap) -> tuple[Row, ...]:
    return rows_of(tm, "省财政厅")


def changes(tm: TaskMap, path: Path) -> dict[tuple[str, str], object]:
    """Return what a file changes, by task and field; nothing of it may be refused."""
    found = collect(tm, [Filled(str(path), read_filled(str(path)))], TODAY)
    assert found.refusals == ()
    return {
        (each.update.entry.task, change.field): change.after for each in found.taken for change in each.update.changes
    }


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_a_workbook_in_either_language_is_read_below_whatever_stands_above(
    tm: TaskMap, rows: tuple[Row, ...], lang: str, tmp_path: Path
) -> None:
    path = filled_workbook(tmp_path / "a.xlsx", rows, lang=lang)
    read = read_filled(str(path))
    assert [each.number for each in read] == [4, 5]
    assert read[0].place == "4"
    assert list(read[0].cells) == list(COLUMNS)
    assert (read[0].cells["percent"], read[0].cells["on"]) == (0.5, day("2024-03-01"))
    assert tuple(read[0].cells[key] or "" for key in HIDDEN) == rows[0].hidden
    assert changes(tm, path) == {}


def test_a_workbook_without_the_extra_says_what_to_install(
    rows: tuple[Row, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled_workbook(tmp_path / "a.xlsx", rows)
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(UnreadableError, match=r"pip install 'taskmap\[office\]'"):
        read_filled(str(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_file_is_read_in_the_encodings_of_office_programs(
    tm: TaskMap, rows: tuple[Row, ...], encoding: str, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "a.csv", rows, {(0, "state"): "已办结", (0, "percent"): "60%"}, encoding)
    assert changes(tm, path) == {("new:1", "state"): "done", ("new:1", "percent"): 60}
    assert [each.number for each in read_filled(str(path))] == [2, 3]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_read(tm: TaskMap, rows: tuple[Row, ...], delimiter: str, tmp_path: Path) -> None:
    lines = [delimiter.join(str(cell if cell is not None else "") for cell in row) for row in table(rows)]
    path = tmp_path / "a.csv"
    path.write_text("\r\n".join(lines), encoding="utf-8")
    assert changes(tm, path) == {}


@pytest.mark.parametrize("text", HARD)
def test_no_text_is_changed_by_going_out_and_coming_back(tmp_path: Path, text: str) -> None:
    report = Entry("new:1", "省财政厅", "某省", note=text, evidence=text, by=text)
    tm = map_of(data_in(tmp_path), recorded("2024-03-01T09:00", report))
    rows = rows_of(tm, "省财政厅")
    csv_file = write_csv(tmp_path / "a.csv", rows)
    assert changes(tm, csv_file) == {}
    edited = write_csv(tmp_path / "b.csv", rows, {(1, "note"): text, (1, "plan"): "好"})
    assert changes(tm, edited) == {("old:1", "note"): text.strip(), ("old:1", "plan"): "好"}
    assert changes(tm, filled_workbook(tmp_path / "a.xlsx", rows)) == {}


def test_reordered_and_deleted_rows_extra_columns_and_several_sheets_are_met(
    tm: TaskMap, rows: tuple[Row, ...], tmp_path: Path
) -> None:
    first = table(rows, {(0, "note"): "甲"})
    first = [first[0], first[2], first[1]]
    first = [["备注", *reversed(row), "附注"] for row in first]
    more = rows_of(tm, "省人社厅")
    path = write_xlsx(tmp_path / "a.xlsx", first, [["说明"]], table(more, {(0, "note"): "乙"})[:2])
    assert changes(tm, path) == {("new:1", "note"): "甲", ("new:2", "note"): "乙"}
    assert [each.place for each in read_filled(str(path))] == ["表1:2", "表1:3", "表3:2"]


def test_a_second_header_in_a_sheet_counts_from_there(tm: TaskMap, rows: tuple[Row, ...], tmp_path: Path) -> None:
    upper, lower = table(rows[:1], {(0, "note"): "甲"}), table(rows_of(tm, "省人社厅"), {(0, "note"): "乙"})
    path = write_xlsx(tmp_path / "a.xlsx", [*upper, *(list(reversed(row)) for row in lower)])
    assert changes(tm, path) == {("new:1", "note"): "甲", ("new:2", "note"): "乙"}


def test_cells_merged_over_rows_count_for_all_of_them_and_headings_for_none(
    tm: TaskMap, rows: tuple[Row, ...], tmp_path: Path
) -> None:
    cells = table(rows, {(0, "note"): "一并推进", (1, "note"): ""})
    column = list(COLUMNS).index("note")
    letter = chr(ord("A") + column)
    path = write_xlsx(
        tmp_path / "a.xlsx",
        [["任务清单"], *cells, ["其他", *[None] * (len(COLUMNS) - 1)]],
        merged=["A1:Q1", f"{letter}3:{letter}4", "A5:Q5"],
    )
    assert changes(tm, path) == {("new:1", "note"): "一并推进", ("old:1", "note"): "一并推进"}


def test_a_truth_value_is_a_text(tm: TaskMap, rows: tuple[Row, ...], tmp_path: Path) -> None:
    path = filled_workbook(tmp_path / "a.xlsx", rows, {(0, "note"): True})
    assert changes(tm, path) == {("new:1", "note"): "TRUE"}
    read = read_filled(str(filled_workbook(tmp_path / "b.xlsx", rows, {(0, "percent"): True})))
    assert "TRUE is no percentage" in collect(tm, [Filled("b", read)], TODAY).refusals[0].message


def test_a_time_of_a_day_is_that_day(tm: TaskMap, rows: tuple[Row, ...], tmp_path: Path) -> None:
    moment = datetime.datetime(2024, 4, 2, 8, 30)  # noqa: DTZ001 - workbooks have no zones
    path = filled_workbook(tmp_path / "a.xlsx", rows, {(0, "on"): moment})
    assert changes(tm, path) == {("new:1", "on"): day("2024-04-02")}


@pytest.mark.parametrize(
    ("gone", "reason"),
    [
        (("id",), "hidden columns"),
        (tuple(HIDDEN), "hidden columns"),
        (("targets",), "its column targets is gone"),
        (("state", "percent", "note", "problem", "plan", "evidence", "by", "on"), "all its columns to fill in"),
    ],
)
def test_a_sheet_without_columns_that_it_needs_is_refused(
    rows: tuple[Row, ...], gone: tuple[str, ...], reason: str, tmp_path: Path
) -> None:
    kept = [at for at, key in enumerate(COLUMNS) if key not in gone]
    path = write_xlsx(tmp_path / "a.xlsx", [[row[at] for at in kept] for row in table(rows)])
    with pytest.raises(UnreadableError, match=reason):
        read_filled(str(path))


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0broken", b"a,b\n1,2\n", b"\0\1\2\3" * 99]
)
def test_what_is_no_checklist_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(UnreadableError, match=r"cannot read .*a\.csv: ") as caught:
        read_filled(str(tmp_path / "a.csv"))
    assert "\n" not in str(caught.value)


def test_headings_are_known_in_chinese_whatever_language_is_spoken(rows: tuple[Row, ...], tmp_path: Path) -> None:
    path = filled_workbook(tmp_path / "a.xlsx", rows, lang="zh_CN")
    with speaking("en"):
        english = read_filled(str(path))
    with speaking("zh_CN"):
        assert read_filled(str(path)) == english
    assert isinstance(english[0], FilledRow)
