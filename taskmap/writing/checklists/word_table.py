"""The tables of a Word document, written as XML: python-docx asks each cell for its place, which takes long."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from taskmap.cells import FILL_IN
from taskmap.checklist import COLUMNS
from taskmap.i18n import _
from taskmap.writing.checklists.printed import WIDTHS, Passage, cells
from taskmap.writing.checklists.widths import line_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from taskmap.checklist import Row

STYLES = {"head": "taskmaphead", "extra": "taskmapextra", "heading": "taskmapextra", "": "taskmapcell"}
"""The id of the style of each kind of paragraph."""

SHADE = {"head": "E8E8E8", "in": "FDF9E3"}

TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""

MARGIN = 1
"""Millimetres between a cell's sides and its text."""

DIGIT = 1.6
"""Millimetres that a digit takes in the size of the table."""

LINES_OF_A_PAGE = 30
"""Of a table; a higher row has to be broken."""


def table(rows: Iterable[Row]) -> BaseOxmlElement:
    """Return the table of some duties: its head on every page, no row broken that a page can hold."""
    side = round(MARGIN * TWIPS)
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in WIDTHS.values())
    borders = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = {key: [Passage(_(COLUMNS[key]), "head")] for key in WIDTHS}
    body = "".join(_row(found, "<w:cantSplit/>" if _fits(found) else "") for found in map(cells, rows))
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{_twips(sum(WIDTHS.values()))}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_row(head, '<w:cantSplit/><w:tblHeader/>')}{body}</w:tbl>"
    )


def _row(found: Mapping[str, Sequence[Passage]], properties: str) -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(_cell(key, each) for key, each in found.items())}</w:tr>"


def _cell(key: str, passages: Sequence[Passage]) -> str:
    kind = "head" if passages[0].kind == "head" else "in" if key in FILL_IN else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE[kind]}"/>' if kind else ""
    middle = '<w:vAlign w:val="center"/>' if kind == "head" else ""
    width = f'<w:tcW w:w="{_twips(WIDTHS[key])}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}{shade}{middle}</w:tcPr>{''.join(map(_paragraph, passages))}</w:tc>"


def _paragraph(passage: Passage) -> str:
    style = f'<w:pPr><w:pStyle w:val="{STYLES[passage.kind]}"/></w:pPr>'
    # The hint sets “ ” — … in the Chinese font, too.
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    text = f'<w:r>{hint}<w:t xml:space="preserve">{escape(passage.text)}</w:t></w:r>' if passage.text else ""
    return f"<w:p>{style}{text}</w:p>"


def _fits(found: Mapping[str, Sequence[Passage]]) -> bool:
    lines = (
        sum(line_count(each.text, (WIDTHS[key] - 2 * MARGIN) / DIGIT) for each in passages)
        for key, passages in found.items()
    )
    return max(lines) <= LINES_OF_A_PAGE


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS)
