"""Checklists as workbooks, read back: what is locked, hidden, checked and printed, and that text stays text."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.cells import FILL_IN, mark, normal
from taskmap.checklist import COLUMNS, HIDDEN, LOCKED
from taskmap.i18n import speaking
from tests.reported import HARD_TEXTS, reported_sheet, sheet_with
from tests.strategies import texts

if TYPE_CHECKING:
    from pathlib import Path

    from taskmap.writing.checklists.sheet import Sheet

openpyxl = pytest.importorskip("openpyxl")
workbook = pytest.importorskip("taskmap.writing.checklists.workbook")


def opened(sheet: Sheet) -> Any:  # noqa: ANN401 - a worksheet; openpyxl's types say None may stand anywhere
    """Write a checklist and read it back."""
    read = openpyxl.load_workbook(io.BytesIO(workbook.content(sheet)))
    return read.worksheets[0]


def head_line(worksheet: Any) -> int:  # noqa: ANN401 - openpyxl's
    """Return the number of the row that holds the headings."""
    return next(int(row[0].row) for row in worksheet.iter_rows() if row[1].value == "ref")


def rows_of(worksheet: Any) -> list[dict[str, object]]:  # noqa: ANN401 - openpyxl's
    """Return the rows below the headings, by the keys of the columns; the headings between them left out."""
    lines = worksheet.iter_rows(min_row=head_line(worksheet) + 1, values_only=True)
    return [row for line in lines if (row := dict(zip(COLUMNS, line, strict=True)))["id"]]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    """Return a checklist of which something was reported."""
    return reported_sheet(tmp_path)


def test_a_workbook_says_everything_that_is_known(sheet: Sheet) -> None:
    own, inherited = rows_of(opened(sheet))
    assert (own["ref"], own["role"], own["from"]) == ("3.2", "responsible", None)
    assert own["due"] == datetime.datetime(2020, 12, 31)  # noqa: DTZ001 - a day
    assert (own["state"], own["percent"], own["note"]) == ("in progress", 0.375, "开了会\n发了文")
    assert own["on"] == datetime.datetime(2020, 9, 1)  # noqa: DTZ001 - Excel has no time zones
    assert (inherited["from"], inherited["state"], inherited["percent"]) == ("省农委", "done", 1)
    assert (inherited["agency"], inherited["reporter"]) == ("省农委", "省农业农村厅")


def test_the_hidden_columns_are_those_of_the_row(sheet: Sheet) -> None:
    own, inherited = rows_of(opened(sheet))
    for found, row in ((own, sheet.checklist.rows[0]), (inherited, sheet.checklist.inherited[0])):
        assert tuple(found[key] or "" for key in HIDDEN) == row.hidden


def test_the_lines_above_tell_whose_it_is(sheet: Sheet) -> None:
    worksheet = opened(sheet)
    above = "\n".join(str(worksheet.cell(line, 1).value) for line in range(1, head_line(worksheet)))
    for each in (
        "省农业农村厅: checklist",
        "某省",
        "新组〔2020〕1号",
        "旧发〔2017〕2号",
        "as of: 2100-01-01",
        "inherited 1",
    ):
        assert each in above


def test_inherited_duties_stand_under_their_heading_which_is_no_row(sheet: Sheet) -> None:
    worksheet = opened(sheet)
    firsts = [worksheet.cell(line, 1).value for line in range(head_line(worksheet) + 1, worksheet.max_row + 1)]
    assert firsts == ["新组〔2020〕1号", "Inherited by rename or merger", "旧发〔2017〕2号"]
    # Merged cells would keep Excel from sorting.
    assert all(merged.max_row < head_line(worksheet) for merged in worksheet.merged_cells.ranges)


def test_what_is_filled_in_is_unlocked_and_all_else_locked_without_a_password(sheet: Sheet) -> None:
    worksheet = opened(sheet)
    protection = worksheet.protection
    assert (protection.sheet, protection.password) == (True, None)
    # In the file these say what is forbidden.
    assert (protection.autoFilter, protection.sort, protection.formatRows) == (False, False, False)
    assert (protection.formatColumns, protection.deleteRows) == (True, True)
    line = head_line(worksheet) + 1
    unlocked = {key for key, cell in zip(COLUMNS, worksheet[line], strict=True) if not cell.protection.locked}
    assert unlocked == set(FILL_IN)
    assert all(cell.protection.locked for cell in worksheet[head_line(worksheet)])


def hidden_in(worksheet: Any) -> set[str]:  # noqa: ANN401 - openpyxl's
    """Return the keys of the columns that are not seen."""
    hidden: set[int] = set()
    for dimension in worksheet.column_dimensions.values():
        if dimension.hidden:
            hidden.update(range(dimension.min, dimension.max + 1))
    return {key for place, key in enumerate(COLUMNS, 1) if place in hidden}


def test_columns_that_nobody_needs_are_hidden(sheet: Sheet) -> None:
    assert hidden_in(opened(sheet)) == set(HIDDEN)
    assert hidden_in(opened(sheet_with("一"))) == {*HIDDEN, "targets", "from"}


def test_states_shares_and_days_are_checked(sheet: Sheet) -> None:
    rules = {rule.type: rule for rule in opened(sheet).data_validations.dataValidation}
    assert rules["list"].formula1 == '"not started,blocked,in progress,done,closed,stopped"'
    assert (rules["decimal"].formula1, rules["decimal"].formula2) == ("0", "1")
    assert rules["date"].operator in {None, "between"}
    places = {key: chr(ord("A") + place) for place, key in enumerate(COLUMNS)}
    for kind, key in (("list", "state"), ("decimal", "percent"), ("date", "on")):
        assert str(rules[kind].sqref).startswith(places[key])
        assert rules[kind].errorTitle
        assert rules[kind].showErrorMessage


def test_the_states_are_in_the_language_spoken_with_those_of_the_data_set() -> None:
    with speaking("zh_CN"):
        found = opened(sheet_with("一", states={"延期": "in-progress"}))
    assert found.data_validations.dataValidation[0].formula1 == '"未启动,受阻,进行中,已完成,已销号,终止,延期"'


@pytest.mark.parametrize("state", ["甲,乙", '说"好"', "很长" * 130])
def test_states_that_do_not_fit_into_a_rule_stand_on_a_hidden_sheet(state: str) -> None:
    read = openpyxl.load_workbook(io.BytesIO(workbook.content(sheet_with("一", name="states", states={state: "done"}))))
    first, second = read.worksheets
    assert second.sheet_state == "hidden"
    assert second["A7"].value == state
    assert first.data_validations.dataValidation[0].formula1 == f"'{second.title}'!$A$1:$A$7"
    assert first.title != second.title


def test_percentages_and_days_are_shown_as_such(sheet: Sheet) -> None:
    worksheet = opened(sheet)
    formats = dict(zip(COLUMNS, (cell.number_format for cell in worksheet[head_line(worksheet) + 1]), strict=True))
    assert (formats["percent"], formats["on"], formats["due"]) == ("0%", "yyyy-mm-dd", "yyyy-mm-dd")
    assert formats["ref"] == "@"


def test_the_head_stays_in_sight_and_the_rows_can_be_filtered(sheet: Sheet) -> None:
    worksheet = opened(sheet)
    head = head_line(worksheet)
    assert worksheet.freeze_panes == f"C{head + 1}"
    assert worksheet.auto_filter.ref == f"A{head}:Q{worksheet.max_row}"
    assert len(LOCKED) + len(FILL_IN) == 17  # A to Q


def test_it_prints_on_landscape_pages_with_the_head_on_each(sheet: Sheet) -> None:
    worksheet = opened(sheet)
    head = head_line(worksheet)
    assert worksheet.print_title_rows == f"${head}:${head}"
    assert (worksheet.page_setup.orientation, worksheet.page_setup.paperSize) == ("landscape", 9)
    assert (worksheet.page_setup.fitToWidth or 1, worksheet.page_setup.fitToHeight) == (1, 0)
    assert worksheet.oddFooter.center.text == "page &P of &N"


def test_rows_are_as_high_as_their_text() -> None:
    heights = []
    for length in (10, 200, 400, 3000):
        worksheet = opened(sheet_with("省" * length))
        heights.append(worksheet.row_dimensions[head_line(worksheet) + 1].height)
    assert heights == sorted(heights)
    assert heights[0] < 100 < heights[-1] <= 409
    assert (
        opened(sheet_with("省" * 3000)).column_dimensions["D"].width
        > opened(sheet_with("省")).column_dimensions["D"].width
    )


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_hard_text_is_text(text: str) -> None:
    sheet = sheet_with(text, name=f"{text}厅")
    worksheet = opened(sheet)
    (row,) = rows_of(worksheet)
    expected = sheet.checklist.rows[0].cells
    for key in ("heading", "text", "note", "by"):
        assert (row[key] or "") == expected[key]
    with zipfile.ZipFile(io.BytesIO(workbook.content(sheet))) as archive:
        names = archive.namelist()
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    assert not [name for name in names if "external" in name.lower()]


@given(st.one_of(texts, st.sampled_from(HARD_TEXTS)))
def test_what_comes_back_unchanged_has_the_marks_it_went_out_with(text: str) -> None:
    calamine = pytest.importorskip("python_calamine")
    sheet = sheet_with(text, name="省厅")
    read = calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook.content(sheet)))
    line = read.get_sheet_by_index(0).to_python()[-1]
    row = dict(zip(COLUMNS, line, strict=True))
    marks = str(row["held"]).split()
    for key in ("note", "problem", "plan", "evidence", "by"):
        assert marks[list(FILL_IN).index(key)] == mark(str(row[key]))


def test_a_text_that_no_cell_holds_is_cut_where_it_is_seen() -> None:
    for text in ("省" * 40_000, "𠮷" * 20_000):
        (row,) = rows_of(opened(sheet_with(text)))
        found = str(row["text"])
        assert found.endswith("[cut: a cell holds no more]")
        assert len(found.encode("utf-16-le")) // 2 <= 32_767
        assert str(row["held"]).split()[2] == mark(str(row["note"]))


@given(st.text(max_size=60))
def test_a_name_becomes_the_name_of_a_sheet(name: str) -> None:
    found = workbook.sheet_name(name)
    assert 1 <= len(found.encode("utf-16-le", "surrogatepass")) // 2 <= 31
    assert not re.search(r"[\[\]:*?/\\]", found)
    assert found[0] != "'" != found[-1]
    assert found.casefold() != "history"
    assert workbook.sheet_name(name, taken=found).casefold() != found.casefold()


def test_its_times_are_those_of_the_day_it_speaks_of(sheet: Sheet) -> None:
    read = openpyxl.load_workbook(io.BytesIO(workbook.content(sheet)))
    assert read.properties.created == read.properties.modified == datetime.datetime(2100, 1, 1)  # noqa: DTZ001 - Excel has no time zones
    with zipfile.ZipFile(io.BytesIO(workbook.content(sheet))) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_line_ends_stay_line_ends() -> None:
    (row,) = rows_of(opened(sheet_with("一\r\n二\r三")))
    assert row["note"] == normal("一\n二\n三")
