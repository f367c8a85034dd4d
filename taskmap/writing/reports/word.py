"""A report for Word, laid out as Chinese official documents are (GB/T 9704-2012): title, levels, page numbers.

It goes out with a covering letter or in a meeting's papers and is no official document itself: nothing red, no number.
"""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from taskmap.cells import seen
from taskmap.i18n import _
from taskmap.words import LIGHT_WORDS, light_word
from taskmap.writing.checklists.seal import OPEN, sealed_package
from taskmap.writing.checklists.word import portrait
from taskmap.writing.checklists.word_styles import LINE, add_page_numbers, prepare
from taskmap.writing.reports.charts import COLOURS, INK
from taskmap.writing.reports.sections import heading, sections, shown, title

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from taskmap.reporting import ReportAnswer
    from taskmap.writing.reports.sections import Cell, Column, Table

OWNER = "report"
"""Whose file it is, for the seal."""

TEXT_WIDTH = 156
"""Millimetres between the margins."""

TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""

NUMBERS = ("number", "percent")


def content(answer: ReportAnswer) -> bytes:
    """Return the content of a Word file: the same bytes for the same report."""
    document = docx.Document()
    prepare(document)
    portrait(document.sections[0])
    add_page_numbers(document)
    name, day = title(answer)
    _properties(document, f"{name} {day}", answer.as_of)
    document.add_paragraph(seen(name), style="Title").paragraph_format.space_after = Pt(0)
    centred = document.add_paragraph(seen(day))
    centred.alignment = WD_ALIGN_PARAGRAPH.CENTER
    centred.paragraph_format.first_line_indent = Pt(0)
    centred.paragraph_format.space_after = Pt(LINE / 2)
    for place, section in enumerate(sections(answer)):
        above = document.add_paragraph(seen(heading(place, section)), style="Heading 1")
        above.paragraph_format.space_before = Pt(LINE / 2 if place else 0)
        for paragraph in section.paragraphs:
            document.add_paragraph(seen(paragraph))
        if section.table:
            document.element.body.insert_element_before(table(section.table), "w:sectPr")
    document.add_paragraph()  # Word wants a paragraph behind a table
    file = io.BytesIO()
    document.save(file)
    return sealed_package(file.getvalue(), OWNER)


def _properties(document: Document, name: str, as_of: datetime.date) -> None:
    found = document.core_properties
    day = datetime.datetime.combine(as_of, datetime.time())
    found.title, found.author, found.last_modified_by, found.comments = name[:255], "taskmap", "taskmap", OPEN
    found.created, found.modified, found.revision = day, day, 1


def table(found: Table) -> BaseOxmlElement:
    """Return a table as wide as the text: its head on every page, no row broken."""
    whole = sum(column.width for column in found.columns)
    widths = [round(column.width / whole * TEXT_WIDTH * TWIPS) for column in found.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = "".join(
        _cell(_paragraph(_(column.head), "taskmaphead"), width, "E8E8E8")
        for column, width in zip(found.columns, widths, strict=True)
    )
    body = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(map(_body_cell, row, found.columns, widths))}</w:tr>"
        for row in found.rows
    )
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{body}</w:tbl>"
    )


def _body_cell(cell: Cell, column: Column, width: int) -> str:
    text = shown(cell, column.kind)
    light = next((each for each in LIGHT_WORDS if column.head == "light" and light_word(each) == text), None)
    side = "right" if column.kind in NUMBERS else "center" if light else ""
    ink = _six(INK[light]) if light else ""
    paragraphs = "".join(_paragraph(line, "taskmapcell", side, ink) for line in text.split("\n"))
    return _cell(paragraphs, width, _six(COLOURS[light]) if light else "")


def _six(colour: str) -> str:
    """Return a colour as Word wants it: six digits."""
    digits = colour.lstrip("#")
    return (digits if len(digits) > len("rgb") else "".join(2 * each for each in digits)).upper()


def _cell(paragraphs: str, width: int, fill: str) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{paragraphs}</w:tc>'


def _paragraph(text: str, style: str, side: str = "", colour: str = "") -> str:
    aligned = f'<w:jc w:val="{side}"/>' if side else ""
    ink = f'<w:color w:val="{colour}"/>' if colour else ""
    # The hint sets “ ” — … in the Chinese font, too.
    letters = f'<w:rPr><w:rFonts w:hint="eastAsia"/>{ink}</w:rPr>'
    run = f'<w:r>{letters}<w:t xml:space="preserve">{escape(seen(text))}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{aligned}</w:pPr>{run}</w:p>'
