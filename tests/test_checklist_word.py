"""Checklists for Word, read back: page, fonts, page numbers, tables."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from taskmap.i18n import speaking
from tests.reported import HARD_TEXTS, reported_sheet, sheet_with

if TYPE_CHECKING:
    from pathlib import Path

    from taskmap.writing.checklists.sheet import Sheet

docx = pytest.importorskip("docx")
word = pytest.importorskip("taskmap.writing.checklists.word")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(sheet: Sheet) -> Any:  # noqa: ANN401 - a document; python-docx's types say None may stand anywhere
    """Write a checklist and read it back."""
    return docx.Document(io.BytesIO(word.content(sheet)))


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    """Return a checklist of which something was reported."""
    return reported_sheet(tmp_path)


def test_the_pages_are_those_of_official_documents(sheet: Sheet) -> None:
    portrait, landscape = opened(sheet).sections
    size = [round(each.mm) for each in (portrait.page_width, portrait.page_height)]
    margins = [portrait.top_margin, portrait.right_margin, portrait.bottom_margin, portrait.left_margin]
    assert (size, [round(each.mm) for each in margins]) == ([210, 297], [37, 26, 35, 28])
    assert [round(each.mm) for each in (landscape.page_width, landscape.page_height)] == [297, 210]
    margins = [landscape.top_margin, landscape.right_margin, landscape.bottom_margin, landscape.left_margin]
    assert [round(each.mm) for each in margins] == [28, 37, 26, 35]
    for section in (portrait, landscape):
        grid = section._sectPr.find(f"{W}docGrid")  # noqa: SLF001 - python-docx has no public name for it
        assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("lines", "579")


@pytest.mark.parametrize(
    ("style", "font", "points"),
    [
        ("Normal", "仿宋", 16),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体", 16),
        ("taskmap cell", "宋体", 9),
    ],
)
def test_east_asian_text_takes_the_fonts_of_the_standard(style: str, font: str, points: int, sheet: Sheet) -> None:
    found = opened(sheet).styles[style]
    fonts = found.element.rPr.rFonts
    assert (fonts.get(f"{W}eastAsia"), found.font.size.pt) == (font, points)
    assert not [name for name in fonts.attrib if name.endswith("Theme")]


def test_missing_fonts_have_others_to_stand_in(sheet: Sheet) -> None:
    with zipfile.ZipFile(io.BytesIO(word.content(sheet))) as archive:
        fonts = archive.read("word/fontTable.xml").decode()
    assert '<w:font w:name="方正小标宋简体"><w:altName w:val="华文中宋,' in fonts


def test_page_numbers_are_at_the_outer_edge(sheet: Sheet) -> None:
    document = opened(sheet)
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side, edge in ((section.footer, "RIGHT", "right"), (section.even_page_footer, "LEFT", "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert str(paragraph.alignment).startswith(side)
        assert paragraph._p.pPr.ind.get(f"{W}{edge}Chars") == "100"  # noqa: SLF001 - python-docx has no public name for it
        assert "PAGE" in paragraph._p.xml  # noqa: SLF001 - python-docx has no public name for it
    assert document.sections[1].footer.is_linked_to_previous


def test_there_is_a_table_for_each_document_under_its_heading(sheet: Sheet) -> None:
    document = opened(sheet)
    paragraphs = [(each.style.name, each.text) for each in document.paragraphs if each.style]
    assert paragraphs[0] == ("Title", "省农业农村厅: checklist")
    assert [each for each in paragraphs if each[0].startswith("Heading")] == [
        ("Heading 2", "新任务分工方案[试行] (新组〔2020〕1号)"),
        ("Heading 1", "Inherited by rename or merger"),
        ("Heading 2", "旧方案 (旧发〔2017〕2号)"),
    ]
    own, inherited = ([[cell.text for cell in row.cells] for row in table.rows] for table in document.tables)
    assert own[0][:5] == ["ref", "task", "role", "others", "due"]
    assert own[1][0] == "3.2"
    assert own[1][1].startswith("一、总体任务 / （三）改善环境\n优化[bold]营商")
    assert own[1][1].endswith("targets: 下降10% (at least 10 %)")
    assert own[1][5:8] == ["in progress", "37.5%", "开了会\n发了文"]
    assert inherited[1][1] == "农业农村工作\nfrom: 省农委"
    assert document.paragraphs[-1].text == ""


def test_the_head_of_a_table_is_repeated_and_its_rows_are_not_broken(sheet: Sheet) -> None:
    for table in opened(sheet).tables:
        head, *rows = (row._tr.trPr for row in table.rows)  # noqa: SLF001 - python-docx has no public name for it
        assert head.find(f"{W}tblHeader") is not None
        assert all(each.find(f"{W}tblHeader") is None for each in rows)
        assert all(each.find(f"{W}cantSplit") is not None for each in (head, *rows))
        assert sum(column.width.mm for column in table.columns) == pytest.approx(225, abs=0.5)
        assert [cell.width for cell in table.rows[1].cells] == [column.width for column in table.columns]


def test_a_row_that_no_page_holds_may_be_broken() -> None:
    (table,) = opened(sheet_with("省" * 3000)).tables
    assert table.rows[1]._tr.trPr.find(f"{W}cantSplit") is None  # noqa: SLF001 - python-docx has no public name for it


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_hard_text_is_text(text: str) -> None:
    sheet = sheet_with(text, name=f"{text}厅")
    document = opened(sheet)
    note = sheet.checklist.rows[0].cells["note"]
    assert document.tables[0].rows[1].cells[7].text == str(note).replace("\t", "\t")
    assert document.part.rels.keys() == opened(sheet_with("一")).part.rels.keys()


def test_it_speaks_chinese(sheet: Sheet) -> None:
    with speaking("zh_CN"):
        document = opened(sheet)
    assert document.paragraphs[0].text == "省农业农村厅任务清单"
    assert [cell.text for cell in document.tables[0].rows[0].cells][5:8] == ["状态", "完成比例", "进展情况"]


def test_its_times_are_those_of_the_day_it_speaks_of(sheet: Sheet) -> None:
    properties = opened(sheet).core_properties
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.date() == datetime.date(2100, 1, 1)
