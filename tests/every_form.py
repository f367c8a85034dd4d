"""One document in every form that is read: as prose and as a table, in every kind of file and encoding."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from tests.old_files import xls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

TITLE = "青海省人民政府办公厅关于支持创业的实施意见"
NUMBER = "青政办发〔2021〕15号"
OPENING = ("各市、自治州人民政府，省政府各委、办、厅、局：", "为支持创业，现提出以下意见。")
SECTIONS = ("一、改善环境", "二、加强扶持")
SIGNATURE = ("青海省人民政府办公厅", "2021年3月8日")
HEADS = ("序号", "重点任务", "牵头单位", "责任单位", "配合单位")


class Measure(NamedTuple):
    """A task as the document has it; ``phrase`` is what names its owners in prose."""

    section: int
    title: str
    text: str
    phrase: str
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    cooperate: tuple[str, ...] = ()
    deadlines: tuple[tuple[str, str, str | None], ...] = ()

    @property
    def wording(self) -> str:
        """The heading and the text."""
        return f"{self.title}。{self.text}"

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in a table's row behind its number."""
        return (self.wording, *("、".join(names) for names in (self.lead, self.responsible, self.cooperate)))


MEASURES = (
    Measure(
        0,
        "简化登记",
        "推行“一网通办”（含企业注销），到2023年底，办理时间压缩到2个工作日以内。",
        "（省市场监管局牵头，省政务服务局、省税务局配合）",
        lead=("省市场监管局",),
        cooperate=("省政务服务局", "省税务局"),
        deadlines=(("到2023年底", "by", "2023-12-31"),),
    ),
    Measure(
        0,
        "开放场地",
        "各开发区留出厂房（每处不少于3000平方米），供初创企业使用。",
        "（各市州人民政府、省工业和信息化厅负责）",
        responsible=("各市州人民政府", "省工业和信息化厅"),
    ),
    Measure(
        1,
        "提供贷款",
        "扩大担保基金规模，2022年6月底前出台贴息办法。",
        "（牵头单位：省人力资源社会保障厅；配合单位：人民银行西宁中心支行、省财政厅、省发展改革委）",
        lead=("省人力资源社会保障厅",),
        cooperate=("人民银行西宁中心支行", "省财政厅", "省发展改革委"),
        deadlines=(("2022年6月底前", "by", "2022-06-30"),),
    ),
    Measure(
        1,
        "办好培训",
        "每年培训创业者2000人次。",
        "（责任单位：省教育厅、省人力资源社会保障厅、团省委）",
        responsible=("省教育厅", "省人力资源社会保障厅", "团省委"),
        deadlines=(("每年", "recur", None),),
    ),
)
PROSE_REFS = ("（一）", "（二）", "（三）", "（四）")
TABLE_REFS = ("1", "2", "3", "4")

BROKEN = {"省人力资源社会保障厅": "省人力资源社\n会保障厅", "人民银行西宁中心支行": "人民银行西宁中心\n支行"}
"""Names as a narrow cell breaks them, where people end its lines themselves."""


def prose() -> list[tuple[int | None, str]]:
    """Return the paragraphs with their heading levels."""
    found: list[tuple[int | None, str]] = [(1, TITLE), (None, NUMBER), *((None, each) for each in OPENING)]
    section = -1
    for ref, measure in zip(PROSE_REFS, MEASURES, strict=True):
        if measure.section != section:
            section = measure.section
            found.append((2, SECTIONS[section]))
        found.append((None, f"{ref}{measure.wording}{measure.phrase}"))
    return [*found, *((None, each) for each in SIGNATURE)]


def paragraphs() -> list[str]:
    """Return the paragraphs."""
    return [text for _level, text in prose()]


def rows(breaking: Mapping[str, str] | None = None) -> list[tuple[str, ...]]:
    """Return the rows of the table, with some names broken."""
    found: list[tuple[str, ...]] = [
        HEADS,
        *((ref, *measure.cells) for ref, measure in zip(TABLE_REFS, MEASURES, strict=True)),
    ]
    for whole, parts in (breaking or {}).items():
        found = [tuple(cell.replace(whole, parts) for cell in row) for row in found]
    return found


def text() -> str:
    """Return a plain text."""
    return "".join(f"{each}\n" for each in paragraphs())


def wrapped_text() -> str:
    """Return a plain text whose lines end wherever they are full."""
    return "".join(f"{line}\n" for line in wrapped(paragraphs(), 20))


def wrapped(texts: Iterable[str], width: int) -> list[str]:
    """Break texts at a width, those that are longer with an indent."""
    found = []
    for each in texts:
        indented = f"　　{each}" if len(each) > width or each.startswith(("一", "二", "（")) else each
        found += filled(indented, width)
    return found


def filled(text: str, width: int) -> list[str]:
    """Break a text into lines that are full, numbers kept whole; they are half as wide as Hanzi."""
    lines, room = [""], 2 * width
    for piece in re.findall(r"[!-~]+|.", text):
        cells = len(piece) if piece.isascii() else 2
        if room < cells:
            lines.append("")
            room = 2 * width
        lines[-1] += piece
        room -= cells
    return lines


def markdown() -> str:
    """Return Markdown with headings and bold words."""
    lines = (f"{'#' * level} {each}" if level else each.replace("（省", "**（省**", 1) for level, each in prose())
    return "".join(f"{line}\n\n" for line in lines)


def markdown_table() -> str:
    """Return a table in Markdown, where a line break in a cell is a tag."""
    lines = ["| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |" for row in rows(BROKEN)]
    return "\n".join([f"# {TITLE}", "", NUMBER, "", lines[0], "|" + "---|" * len(HEADS), *lines[1:], ""])


def html(charset: str = "utf-8") -> str:
    """Return a web page with what surrounds a text there."""
    inside = "".join(f"<h{level}>{each}</h{level}>" if level else f"<p>{each}</p>\n" for level, each in prose())
    inside = inside.replace("省财政厅", "省<b>财政</b>厅").replace("2023年", "2023&nbsp;年")
    head = f'<meta charset="{charset}"><title>首页</title><script>var x = "（省科技厅负责）";</script>'
    return f"<!DOCTYPE html><html><head>{head}</head><body><nav>首页</nav><div>{inside}</div></body></html>"


def html_table() -> str:
    """Return a web page with the table, its cells without end tags."""
    inside = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) + "\n" for row in rows(BROKEN))
    return f"<html><body><h1>{TITLE}</h1><p>{NUMBER}</p><table>{inside.replace(chr(10), '<br>')}</table></body></html>"


def csv_text() -> str:
    """Return the table as a CSV file."""
    file = io.StringIO()
    csv.writer(file).writerows(rows(BROKEN))
    return file.getvalue()


def docx() -> bytes:
    """Return a Word document whose headings and tasks are numbered by Word."""
    from tests.word_files import definition, level, num, numbered, p, word

    lists = definition(level(0, "chineseCountingThousand", "%1、"), level(1, "chineseCountingThousand", "（%2）"))
    goes_on = definition(level(0, "chineseCountingThousand", "（%1）"), key=1)
    body = [p(TITLE), p(NUMBER), *map(p, OPENING)]
    for number, section in enumerate(SECTIONS):
        body.append(numbered(section.partition("、")[2]))
        body += (numbered(each.wording + each.phrase, 2) for each in MEASURES if each.section == number)
    return word("".join([*body, *map(p, SIGNATURE)]), lists + goes_on + num() + num(2, 1))


def docx_plain() -> bytes:
    """Return a Word document whose numbers are typed."""
    from tests.word_files import p, word

    return word("".join(map(p, paragraphs())))


def docx_ruled() -> bytes:
    """Return a Word document with the table as Word itself writes one, with its frame."""
    from docx import Document

    document = Document()
    for each in (TITLE, NUMBER):
        document.add_paragraph(each)
    table = document.add_table(0, len(HEADS), "Table Grid")
    for cells in rows(BROKEN):
        for cell, each in zip(table.add_row().cells, cells, strict=True):
            cell.text = each
    document.add_paragraph()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def docx_table() -> bytes:
    """Return a Word document with the table."""
    from tests.word_files import p, row, table, word

    inside = [row(*(each.replace("\n", "</w:t><w:br/><w:t>") for each in cells)) for cells in rows(BROKEN)]
    return word(p(TITLE) + p(NUMBER) + table(*inside))


def xlsx() -> bytes:
    """Return a workbook whose first row is the title, over all columns."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Side

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for cells in [(TITLE,), *rows(BROKEN)]:
        sheet.append(cells)
    line = Side("thin")
    for number, row in enumerate(sheet.iter_rows(min_row=2), 2):
        for cell in row:
            cell.border = Border(line, line, line, line)
            cell.alignment = Alignment(wrap_text=True)
        sheet.row_dimensions[number].height = 90  # as high as it has to be when it is printed
    for column, width in zip("ABCDE", (6, 26, 14, 14, 14), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.merge_cells("A1:E1")
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def pdf() -> bytes:
    """Return a page of lines that break wherever they are full."""
    from tests.pdf_files import lines, pdf, text

    head = "\n".join((text(110, 60, TITLE, 18), text(240, 92, NUMBER)))
    return pdf(f"{head}\n{lines(90, 124, wrapped(paragraphs()[2:], 34), pitch=20)}")


def pdf_columns() -> bytes:
    """Return a page of two columns below its title, drawn line by line over both."""
    from tests.pdf_files import pdf, text

    lines = wrapped(paragraphs()[2:], 18)
    half = (len(lines) + 1) // 2
    drawn = [text(110, 60, TITLE, 18), text(240, 92, NUMBER)]
    for place in range(half):
        for x, line in ((60, lines[place]), (320, lines[half + place] if half + place < len(lines) else "")):
            drawn.append(text(x, 130 + 20 * place, line))
    return pdf("\n".join(drawn))


def pdf_table() -> bytes:
    """Return a page with a ruled table whose cells break wherever they are full."""
    from tests.pdf_files import pdf, ruled, text

    xs = (40, 72, 272, 364, 456, 548)
    size = 10
    drawn, tops = [text(110, 50, TITLE, 18), text(240, 78, NUMBER)], [100.0]
    for cells in rows():
        broken = []
        for cell, left, right in zip(cells, xs, xs[1:], strict=False):
            broken.append(filled(cell, (right - left - 8) // size))
        for left, lines in zip(xs, broken, strict=False):
            drawn += (text(left + 4, tops[-1] + 4 + 14 * place, line, size) for place, line in enumerate(lines))
        tops.append(tops[-1] + 14 * max(map(len, broken)) + 6)
    return pdf("\n".join([*drawn, ruled(xs, tops)]))


PROSE: Mapping[str, Callable[[], bytes]] = {
    "a.txt": lambda: text().encode(),
    "wrapped.txt": lambda: wrapped_text().encode(),
    "bom.txt": lambda: text().encode("utf-8-sig"),
    "gb18030.txt": lambda: text().encode("gb18030"),
    "utf-16.txt": lambda: text().encode("utf-16"),
    "utf-16-be.txt": lambda: text().encode("utf-16-be"),
    "crlf.txt": lambda: text().replace("\n", "\r\n").encode(),
    "a.md": lambda: markdown().encode(),
    "a.html": lambda: html().encode(),
    "gbk.html": lambda: html("gb2312").encode("gb18030"),
    "plain.docx": docx_plain,
    "numbered.docx": docx,
    "a.pdf": pdf,
    "columns.pdf": pdf_columns,
}
"""The document as prose."""

TABLES: Mapping[str, Callable[[], bytes]] = {
    "table.md": lambda: markdown_table().encode(),
    "table.html": lambda: html_table().encode(),
    "table.csv": lambda: csv_text().encode(),
    "excel.csv": lambda: csv_text().encode("gb18030"),
    "table.docx": docx_table,
    "ruled.docx": docx_ruled,
    "table.xlsx": xlsx,
    "table.xls": lambda: xls(rows(BROKEN)),
    "table.pdf": pdf_table,
}
"""The document as a table."""

NEEDS = {".docx": "docx", ".xlsx": "openpyxl", ".xls": "python_calamine", ".pdf": "pdfplumber"}
"""The package without which a kind of file cannot be made or read."""


def needed(names: Sequence[str]) -> Iterable[str]:
    """Return the packages that files of these names need."""
    return {package for name in names for suffix, package in NEEDS.items() if name.endswith(suffix)}
