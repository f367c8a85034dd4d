"""A short document of an invented number, as each kind of file that can be read."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NUMBER = "青政发〔2020〕7号"
ID = "qzf-2020-7"

TEXT = f"""青海省人民政府关于促进就业的若干意见
{NUMBER}
各市、自治州人民政府，省政府各委、办、厅、局：
为促进就业，现提出以下意见。
一、稳定就业
（一）扩大岗位。开发新的岗位，到2025年，新增岗位10000个。（省人力资源社会保障厅牵头，省财政厅、省教育厅配合）
（二）加强培训。办好技工院校。（省科技厅、各市州人民政府负责）
二、改善服务
（三）建设平台。联通各级平台。（责任单位：省大数据中心）
青海省人民政府
2020年3月5日
"""

OWNERS = {
    ("（一）", "省人力资源社会保障厅", "lead"),
    ("（一）", "省财政厅", "cooperate"),
    ("（一）", "省教育厅", "cooperate"),
    ("（二）", "省科技厅", "responsible"),
    ("（二）", "各市州人民政府", "responsible"),
    ("（三）", "省大数据中心", "responsible"),
}

DIFFERENT = TEXT.replace("新的岗位", "更多岗位").replace("省大数据中心", "省数据局")
"""The same document with another wording of （一） and another owner of （三）."""

LONGER = TEXT.replace("青海省人民政府\n2020", "（四）公开信息。每月公布数据。（省统计局负责）\n青海省人民政府\n2020")
"""The same document with a fourth task."""

NEXT = TEXT.replace("7号", "8号").replace("促进就业", "促进创业")
"""Another document of the same issuer."""

TABLE = (
    ("序号", "任务", "牵头单位", "配合单位"),
    ("1", "开发新的岗位", "省人力资源社会保障厅", "省财政厅、省教育厅"),
    ("2", "办好技工院校", "省教育厅", "省科技厅"),
)


def csv_bytes() -> bytes:
    """Return the table as a CSV file."""
    file = io.StringIO()
    csv.writer(file).writerows(TABLE)
    return file.getvalue().encode()


def html_bytes(inside: str = "") -> bytes:
    """Return the text as a web page, with something put in front of it."""
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
    return f"<!DOCTYPE html><html><body>{inside}{paragraphs}</body></html>".encode()


def xlsx_bytes() -> bytes:
    """Return the table as a workbook."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in TABLE:
        sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def docx_bytes() -> bytes:
    """Return the text as a Word document."""
    from tests.word_files import p, word

    return word("".join(map(p, TEXT.splitlines())))


def pdf_bytes() -> bytes:
    """Return the text as a PDF of one page."""
    from tests.pdf_files import lines, pdf

    broken = [line[start : start + 32] for line in TEXT.splitlines() for start in range(0, len(line), 32)]
    return pdf(lines(90, 80, broken, pitch=24))


FILES: Mapping[str, Callable[[], bytes]] = {
    "a.txt": TEXT.encode,
    "a.html": html_bytes,
    "a.csv": csv_bytes,
    "a.xlsx": xlsx_bytes,
    "a.docx": docx_bytes,
    "a.pdf": pdf_bytes,
}
"""What makes a valid file of each kind, by its name."""

NEEDS = {"a.xlsx": "python_calamine", "a.docx": "docx", "a.pdf": "pdfplumber"}
"""The package without which a file cannot be read."""
