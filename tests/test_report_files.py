"""Reports in every form: true to the report, harmless whatever texts hold, and the same bytes for the same report."""

from __future__ import annotations

import datetime
import io
import json
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from taskmap.graph import TaskMap
from taskmap.i18n import speaking
from taskmap.model import DataSet, Document, Task
from taskmap.reporting import ReportAnswer, ask_report
from taskmap.terminal.layout import View
from taskmap.terminal.reports import report_screen
from taskmap.terminal.screens import print_parts
from taskmap.writing.reports import BINARY, TEXTS, report_bytes
from taskmap.writing.reports.charts import bars
from taskmap.writing.reports.lines import report_rows
from taskmap.writing.reports.sections import sections
from tests.running import squeezed
from tests.standing_data import AS_OF, map_in

if TYPE_CHECKING:
    from pathlib import Path

FORMS = (*TEXTS, *BINARY)

HOSTILE = "=cmd|' /C calc'!A0 [red] <script>alert(1)</script> {x} \x1b[31m\u202e |*`_ \ufffe]]>&amp;"


@pytest.fixture
def report(reported: Path) -> ReportAnswer:
    return ask_report(map_in(reported), as_of=AS_OF)


@pytest.fixture(scope="module")
def hostile() -> ReportAnswer:
    """Return the report of a data set whose every text is hostile."""
    task = Task(
        "x", "1", section=HOSTILE, title=HOSTILE, text="\n".join([HOSTILE] * 3), lead=(HOSTILE, "甲" * 300),
        due=datetime.date(2020, 1, 1),
    )  # fmt: skip
    document = Document("x", number=HOSTILE, date=datetime.date(2019, 1, 1), tasks=(task,))
    return ask_report(TaskMap(DataSet(documents=(document,))), as_of=AS_OF)


def texts_of(form: str, content: bytes) -> str:
    """Return everything that a file says."""
    if form == "docx":
        document = docx.Document(io.BytesIO(content))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_every_form_says_who_is_overdue_with_what_and_what_has_changed(
    report: ReportAnswer, form: str, lang: str
) -> None:
    with speaking(lang):
        said = squeezed(texts_of(form, report_bytes(report, form)))
    for part in ("压缩时间", "甲厅", "2024-06-30", "=推进中", "2024-09-30", "乙厅", "丙局"):
        assert part in said, part


@pytest.mark.parametrize("form", FORMS)
def test_the_same_report_makes_the_same_bytes(reported: Path, form: str) -> None:
    first, second = (report_bytes(ask_report(map_in(reported), as_of=AS_OF), form) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("form", BINARY)
def test_packages_hold_no_time_but_the_day_of_the_report(report: ReportAnswer, form: str) -> None:
    with zipfile.ZipFile(io.BytesIO(report_bytes(report, form))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", core)) == {"2024-07-10T00:00:00"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("by", ["agency", "document", "section"])
def test_hostile_texts_do_no_harm(hostile: ReportAnswer, form: str, by: str) -> None:
    report = hostile._replace(by=by)
    content = report_bytes(report, form, for_excel=True)
    if form in TEXTS:
        assert "\x1b" not in content.decode("utf-8-sig") or form == "csv"
    if form == "html":
        assert b"<script" not in content
    assert texts_of(form, content)


def test_the_json_is_that_of_the_values(report: ReportAnswer) -> None:
    answer = json.loads(report_bytes(report, "json"))
    assert (answer["schema"], answer["kind"], answer["as_of"], answer["since"]) == (
        1, "report", "2024-07-10", "2024-07-01",
    )  # fmt: skip
    assert answer["lights"] == report.lights
    [late] = answer["overdue"]
    assert (late["task"], late["days"], late["parts"][0]["agency"]) == ("a:1", 10, "甲厅")
    extended = answer["changed"][-1]
    assert (extended["task"], extended["due"], extended["before"]["due"]) == ("a:4", "2024-09-30", "2024-03-31")
    assert answer["unreported"][-1] == {"agency": None, "region": None, "last": None, "tasks": ["a:4"]}
    assert [group["name"] for group in answer["groups"]][-1] == "甲厅"


def test_rows_name_the_part_they_belong_to(report: ReportAnswer) -> None:
    table = report_rows(report)
    assert all(len(row) == len(table.columns) for row in table.rows)
    parts = [row[0] for row in table.rows]
    assert list(dict.fromkeys(parts)) == [
        "totals", "states", "lights", "overdue", "changed", "not reported", "groups",
    ]  # fmt: skip
    assert ("overdue", "甲厅", "10", "60", "a", "1", "压缩时间", "2024-06-30", "in progress", "red", "", "=推进中") in (
        table.rows
    )


def test_a_csv_file_is_safe_in_excel_and_raw_on_standard_output(report: ReportAnswer) -> None:
    assert report_bytes(report, "csv", for_excel=True).startswith(b"\xef\xbb\xbf")
    assert ",'=推进中\r\n" in report_bytes(report, "csv", for_excel=True).decode()
    assert ",=推进中\n" in report_bytes(report, "csv").decode()


# HTML


class Page(HTMLParser):
    """What an HTML file is made of: its tags, their attributes, and whether they are closed in order."""

    VOID = frozenset({"meta", "col", "rect"})

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens."""
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that closes itself."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Hold a tag that closes against the one that is open."""
        assert self.open.pop() == tag


def test_the_page_is_whole_and_loads_nothing(report: ReportAnswer, hostile: ReportAnswer) -> None:
    for each in (report, hostile):
        page = Page(report_bytes(each, "html"))
        assert page.open == []
        assert {tag for tag, _ in page.tags} >= {"svg", "rect", "text", "table"}
        assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "a", "object"}
        assert not [attributes for _, attributes in page.tags if {"src", "href", "onload"} & attributes.keys()]


def test_a_bar_is_as_long_as_its_count_and_says_it() -> None:
    lines = list(bars([("甲", {"red": 1, "green": 3}), ("乙", {"red": 2, "green": 0})], "x"))
    found = [re.search(r'y="(?!4")[^"]+" width="([\d.]+)"', line) for line in lines if line.startswith("<rect")]
    red, green, other = (float(each[1]) for each in found if each)
    assert green == pytest.approx(3 * red, abs=0.2)
    assert other == pytest.approx(2 * red, abs=0.2)
    assert ">4</text>" in "".join(lines)


def test_there_is_no_chart_of_nothing() -> None:
    assert list(bars([], "x")) == []
    assert list(bars([("甲", {"red": 0})], "x")) == []


# Word


def test_the_word_file_is_laid_out_as_official_documents_are(report: ReportAnswer) -> None:
    with speaking("zh_CN"):
        document = docx.Document(io.BytesIO(report_bytes(report, "docx")))
    section = document.sections[0]
    millimetres = [
        round(each.mm) if each is not None else None
        for each in (section.page_width, section.page_height, section.top_margin, section.bottom_margin,
                     section.left_margin, section.right_margin)
    ]  # fmt: skip
    assert millimetres == [210, 297, 37, 35, 28, 26]
    assert document.settings.odd_and_even_pages_header_footer
    assert document.paragraphs[0].text == "任务落实情况通报"
    assert document.paragraphs[1].text == "截至2024年7月10日"
    heads = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
    assert heads == [
        "一、总体情况", "二、逾期情况", "三、2024年7月1日以来的进展", "四、2024年7月1日以来未填报情况",
        "五、各单位情况",
    ]  # fmt: skip
    for name, font, size in (("Normal", "仿宋", 16), ("Title", "方正小标宋简体", 22), ("Heading 1", "黑体", 16)):
        style: Any = document.styles[name]
        assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == font
        assert style.font.size.pt == size


def test_the_heads_of_tables_in_word_come_again_and_no_row_is_broken(report: ReportAnswer) -> None:
    for table in docx.Document(io.BytesIO(report_bytes(report, "docx"))).tables:
        properties: list[Any] = [row.trPr for row in table._tbl.tr_lst]  # noqa: SLF001 - python-docx does not tell
        assert properties[0].find(qn("w:tblHeader")) is not None
        assert all(each.find(qn("w:cantSplit")) is not None for each in properties)


# Workbooks


def test_the_workbook_has_a_sheet_for_each_section_and_charts(report: ReportAnswer) -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_bytes(report, "xlsx")))
    assert [sheet.title for sheet in book] == [section.title for section in sections(report)]
    overview: Any = book.worksheets[0]
    assert len(overview._charts) == 2  # noqa: SLF001 - openpyxl's list of charts
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_charts_take_their_numbers_from_the_cells(report: ReportAnswer) -> None:
    with zipfile.ZipFile(io.BytesIO(report_bytes(report, "xlsx"))) as archive:
        lights, groups = (archive.read(f"xl/charts/chart{number}.xml").decode() for number in (1, 2))
    book = openpyxl.load_workbook(io.BytesIO(report_bytes(report, "xlsx")))

    def cells(chart: str) -> list[list[object]]:
        found = []
        for formula in re.findall(r"<c:f>([^<]+)</c:f>", chart):
            sheet, place = formula.rsplit("!", 1)
            area = book[sheet.strip("'")][place.replace("$", "")]
            found.append([cell.value for row in area for cell in row])
        return found

    assert cells(lights) == [["red", "yellow", "blue", "green", "grey"], [1, 2, 1, 0, 1]]
    names, reds = cells(groups)[:2]
    assert names == ["乙厅", "丁委", "丙局", "(no owner)", "甲厅"]
    assert reds == [None, None, None, None, 1]


def test_numbers_days_and_shares_are_what_they_are_and_texts_are_texts(report: ReportAnswer) -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_bytes(report, "xlsx")))
    overall, overdue, changed = (list(sheet.iter_rows()) for sheet in book.worksheets[:3])
    assert ["red", 1, 0.2] in [[cell.value for cell in row[:3]] for row in overall]
    [late] = [row for row in overdue if row[0].value == "某发〔2024〕1号:1"]
    assert late[2].value == datetime.datetime(2024, 6, 30)  # noqa: DTZ001 - a workbook's days have no zone
    assert late[3].value == 10
    note = next(cell for row in changed for cell in row if cell.value == "=推进中")
    assert note.data_type == "s"


# On a terminal


@pytest.mark.parametrize("width", [40, 60, 80, 160])
def test_on_a_terminal_nothing_is_lost_at_any_width(
    report: ReportAnswer, width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    print_parts(report_screen(report, View(width)))
    output = squeezed(capsys.readouterr().out)
    for section in sections(report):
        assert squeezed(section.title) in output
    for part in ("=推进中", "2024-03-31", "2024-09-30", "压缩时间", "furthestahead:乙厅(95%)"):
        assert part in output, part


def test_texts_are_no_markup_on_a_terminal(hostile: ReportAnswer, capsys: pytest.CaptureFixture[str]) -> None:
    print_parts(report_screen(hostile, View(80)))
    output = capsys.readouterr().out
    assert "[red]" in output
    assert "\x1b" not in output


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", BINARY)
def test_libreoffice_opens_it(report: ReportAnswer, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"report.{form}"
    file.write_bytes(report_bytes(report, form))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, file], check=True, capture_output=True, timeout=180)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
