"""The styles of a Word document after GB/T 9704-2012: fonts that East Asian text really takes, sizes, page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import _Footer
    from docx.styles.style import ParagraphStyle

SONG, TITLE_SONG, HEI, KAI, FANG = "宋体", "方正小标宋简体", "黑体", "楷体", "仿宋"
LATIN = "Times New Roman"

ELSEWHERE = {
    TITLE_SONG: "华文中宋,STZhongsong,宋体,SimSun",
    HEI: "SimHei",
    KAI: "KaiTi,楷体_GB2312",
    FANG: "FangSong,仿宋_GB2312",
    SONG: "SimSun",
}
"""What stands in for a font where it is missing: its other names, or the font nearest to it."""

SECOND, THIRD, FOURTH, SMALL_FIFTH = 22.0, 16.0, 14.0, 9.0
"""Sizes in points: 二号, 三号, 四号, 小五."""

LINE = 29.0
"""Points from line to line: 22 of them fill the 225 mm of a page."""

CELL = "taskmap cell"
HEAD = "taskmap head"
EXTRA = "taskmap extra"


def prepare(document: Document) -> None:
    """Set the styles of a new document, its grid of lines, and which fonts may stand in."""
    styles = document.styles
    body = styles["Normal"]
    _set(body, FANG, THIRD)
    body.paragraph_format.line_spacing = Pt(LINE)
    body.paragraph_format.space_after = Pt(0)
    _indent(body, 200)
    for name, font, size in (("Title", TITLE_SONG, SECOND), ("Heading 1", HEI, THIRD), ("Heading 2", KAI, THIRD)):
        style = styles[name]
        _set(style, font, size)
        _plain(style)
    title = styles["Title"].paragraph_format
    title.alignment, title.space_after, title.line_spacing = WD_ALIGN_PARAGRAPH.CENTER, Pt(LINE), Pt(1.3 * LINE)
    _indent(styles["Title"], 0)
    for name, font, centred in ((CELL, SONG, False), (HEAD, HEI, True), (EXTRA, KAI, False)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set(style, font, SMALL_FIFTH)
        _for_cells(style)
        if centred:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _grid(document)
    _stand_ins(document)


def _set(style: ParagraphStyle, font: str, size: float) -> None:
    """Set a style's font: python-docx alone sets the one of Latin letters, and the theme's would win."""
    style.font.name, style.font.size = LATIN, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), font)
    for found in style.element.rPr.findall(qn("w:lang")):
        style.element.rPr.remove(found)
    style.element.rPr.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN"/>'))


def _plain(style: ParagraphStyle) -> None:
    """Take from a heading what Word's template gives it: colour, bold, a line below."""
    style.font.color.rgb, style.font.bold, style.font.italic = RGBColor(0, 0, 0), False, False
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = Pt(LINE)
    style.paragraph_format.keep_with_next = True
    properties = style.element.get_or_add_pPr()
    for name in ("w:pBdr", "w:contextualSpacing"):
        for found in properties.findall(qn(name)):
            properties.remove(found)
    for name in ("w:spacing", "w:kern"):
        for found in style.element.rPr.findall(qn(name)):
            style.element.rPr.remove(found)


def _indent(style: ParagraphStyle, hundredths: int) -> None:
    """Indent first lines by hundredths of a character."""
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(hundredths))
    indent.set(qn("w:firstLine"), str(round(hundredths / 100 * THIRD * 20)))


def _for_cells(style: ParagraphStyle) -> None:
    """Free a style from the page's grid of lines."""
    _indent(style, 0)
    style.paragraph_format.line_spacing = 1.0
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(f'<w:snapToGrid {nsdecls("w")} w:val="0"/>'),
        *("w:spacing", "w:ind", "w:contextualSpacing", "w:jc"),
    )


def _grid(document: Document) -> None:
    """Set the grid of 22 lines; one of characters too would pull them apart in LibreOffice."""
    section = document.sections[0]._sectPr  # noqa: SLF001 - python-docx has no grid
    for found in section.findall(qn("w:docGrid")):
        section.remove(found)
    section.append(parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="579"/>'))


def _stand_ins(document: Document) -> None:
    """Say which fonts may stand in for missing ones."""
    table = next(each for each in document.part.package.iter_parts() if each.partname == "/word/fontTable.xml")
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in ELSEWHERE.items()
    )
    table._blob = table.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")  # noqa: SLF001 - python-docx has no public name for it


def add_page_numbers(document: Document) -> None:
    """Put page numbers at the outer edge, one character from it: — 1 —, on odd pages right, on even ones left."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    inner = "right" if side == WD_ALIGN_PARAGRAPH.RIGHT else "left"
    paragraph.paragraph_format.element.get_or_add_pPr().append(
        parse_xml(f'<w:ind {nsdecls("w")} w:{inner}Chars="100" w:{inner}="280" w:firstLineChars="0" w:firstLine="0"/>')
    )
    for xml in (
        "<w:t xml:space='preserve'>— </w:t>",
        '<w:fldChar w:fldCharType="begin"/>',
        "<w:instrText>PAGE</w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
        "<w:t xml:space='preserve'> —</w:t>",
    ):
        half = "".join(f' w:{each}="{SONG}"' for each in ("ascii", "hAnsi", "eastAsia"))
        size = round(2 * FOURTH)
        paragraph._p.append(  # noqa: SLF001 - python-docx has no fields
            parse_xml(f'<w:r {nsdecls("w")}><w:rPr><w:rFonts{half}/><w:sz w:val="{size}"/></w:rPr>{xml}</w:r>')
        )
