"""Word documents for tests: made by python-docx, with XML of our own put in."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.parts.numbering import NumberingPart

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACES = (
    nsdecls("w", "wp", "a", "r")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:unknown"'
    + ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)

AUTHOR = 'w:id="1" w:author="某"'
"""What every tracked change has."""


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inside: str = "", properties: str = "") -> str:
    """Return a paragraph; what is no XML is its text."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside if inside.startswith('<') else run(inside)}</w:p>"


def numbered(text: str, list_id: int = 1, level: int = 0) -> str:
    """Return a paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def cell(inside: str, properties: str = "") -> str:
    """Return a cell; what is no XML is its text."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside if inside.startswith('<') else p(inside)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row; what is no XML is the text of a cell."""
    inside = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def text_box(*inside: str) -> str:
    """Return a run with a text box, drawn in two ways, as Word writes it."""
    content = f"<w:txbxContent>{''.join(inside)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def level(index: int, number_format: str, text: str, start: int = 1, more: str = "") -> str:
    """Return a level of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(*levels: str, key: int = 0, more: str = "") -> str:
    """Return the definition of lists."""
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def num(list_id: int = 1, key: int = 0, more: str = "") -> str:
    """Return a list of a definition."""
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{key}"/>{more}</w:num>'


def word(body: str, numbering: str = "", styles: str = "") -> bytes:
    """Return a document with that body, those lists, and those styles beside the usual ones."""
    document = Document()
    inside = document.element.body
    for child in list(inside):
        inside.remove(child)
    inside.extend(list(parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>")))
    document.styles.element.extend(list(parse_xml(f"<w:styles {NAMESPACES}>{styles}</w:styles>")))
    lists = parse_xml(f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>")
    part = NumberingPart(PackURI("/word/lists.xml"), CONTENT_TYPE.WML_NUMBERING, lists, document.part.package)
    relations = document.part.rels
    for key in [key for key, each in relations.items() if each.reltype == RELATIONSHIP_TYPE.NUMBERING]:
        del relations[key]
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def changed(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """Return a document with parts put in, in place of what was called so, or taken out."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), *parts)):
            part = parts[name] if name in parts else old.read(name)
            if part is not None:
                new.writestr(name, part)
    return written.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    """Return a part of a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
