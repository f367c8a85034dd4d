"""A checklist for Word, laid out as Chinese official documents are (GB/T 9704-2012).

A4 with the standard's margins, 22 lines of 28 characters, title and levels in its fonts, page numbers at the outer
edge; the tables stand on landscape pages. It is an attachment and no official document: nothing red, no number.
"""

from __future__ import annotations

import datetime
import gc
import io
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm

from taskmap.words import labelled
from taskmap.writing.checklists.seal import OPEN, sealed_package
from taskmap.writing.checklists.word_styles import add_page_numbers, prepare
from taskmap.writing.checklists.word_table import table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

    from taskmap.writing.checklists.sheet import Sheet

TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
"""Millimetres around the text of a page: 天头 37, 订口 28, the text 156 by 225."""

PAGE = 210, 297

FOOTER = 23
"""Millimetres from the edge to the page number: its line lies 7 below the text."""


def content(sheet: Sheet) -> bytes:
    """Return the file of a checklist."""
    found = sealed_package(_package(sheet), sheet.owner)
    gc.collect()  # python-docx's trees are large and refer to each other: of many files they would pile up
    return found


def _package(sheet: Sheet) -> bytes:
    document = docx.Document()
    prepare(document)
    _properties(document, sheet)
    portrait(document.sections[0])
    add_page_numbers(document)
    document.add_paragraph(sheet.title, style="Title")
    for label, value in sheet.facts:
        if value:
            document.add_paragraph(labelled(label, value))
    document.add_paragraph(sheet.how_to_fill_in)
    _landscape(document.add_section(WD_SECTION.NEW_PAGE))
    for above, name, rows in sheet.chapters:
        if above:
            document.add_paragraph(above, style="Heading 1")
        document.add_paragraph(name, style="Heading 2")
        document.element.body.insert_element_before(table(rows), "w:sectPr")
    document.add_paragraph()  # a section that ends in a table is no landscape to LibreOffice
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _properties(document: Document, sheet: Sheet) -> None:
    found = document.core_properties
    day = datetime.datetime.combine(sheet.checklist.as_of, datetime.time())
    found.title, found.author, found.last_modified_by, found.comments = sheet.title[:255], "taskmap", "taskmap", OPEN
    found.created, found.modified, found.revision = day, day, 1


def portrait(section: Section) -> None:
    """Give a section an upright A4 page with the margins of the standard."""
    section.page_width, section.page_height = map(Mm, PAGE)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.footer_distance = Mm(FOOTER)


def _landscape(section: Section) -> None:
    """Turn a page clockwise: the edge where it is bound becomes the top one."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_height, section.page_width = map(Mm, PAGE)
    section.top_margin, section.right_margin = Mm(LEFT), Mm(TOP)
    section.bottom_margin, section.left_margin = Mm(RIGHT), Mm(BOTTOM)
    section.footer_distance = Mm(FOOTER - BOTTOM + RIGHT)
