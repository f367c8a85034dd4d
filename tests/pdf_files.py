"""PDF files for tests, written object by object: Chinese text in a font that is not embedded, and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842

# STSong-Light is one of the fonts that a PDF may name without holding it (PDF 32000-1, 9.7.5.2): its codes are UCS-2.
FONT = """<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<<
/Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1)
/Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4
/FontBBox [0 -120 1000 880] /Ascent 880 /Descent -120 /ItalicAngle 0 /CapHeight 880 /StemV 80 >> >>] >>"""

# The codes of this font are glyph numbers of a font that is nowhere.
NAMELESS_FONT = FONT.replace("UniGB-UCS2-H", "Identity-H").replace("Adobe", "Nobody").replace("GB1", "Nothing")

IMAGE = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"


def text(x: float, top: float, words: str, size: float = 12, spacing: float = 0) -> str:
    """Draw words: their left side and top, in points from the page's top left corner."""
    codes = words.encode("utf-16-be").hex()
    return f"BT /F1 {size} Tf {spacing} Tc {x} {HEIGHT - top - 0.88 * size} Td <{codes}> Tj ET"


def lines(x: float, top: float, words: Sequence[str], size: float = 12, pitch: float = 20) -> str:
    """Draw lines of text below each other."""
    return "\n".join(text(x, top + place * pitch, each, size) for place, each in enumerate(words))


def rule(x0: float, top0: float, x1: float, top1: float) -> str:
    """Draw a line."""
    return f"{x0} {HEIGHT - top0} m {x1} {HEIGHT - top1} l S"


def box(x0: float, top: float, x1: float, bottom: float, painted: str = "S") -> str:
    """Draw a rectangle, framed (S) or filled (f)."""
    return f"{x0} {HEIGHT - bottom} {x1 - x0} {bottom - top} re {painted}"


def ruled(xs: Sequence[float], tops: Sequence[float]) -> str:
    """Draw a full grid."""
    across = [rule(xs[0], top, xs[-1], top) for top in tops]
    return "\n".join([*across, *(rule(x, tops[0], x, tops[-1]) for x in xs)])


def pdf(*pages: str, font: str = FONT, trailer: str = "", figures: Sequence[str] = ()) -> bytes:
    """Return a file whose pages hold the given content; figures are drawn by their names, /X1, /X2 and so on."""
    names = " ".join(f"/X{number} {number + 3} 0 R" for number in range(1, len(figures) + 1))
    resources = f"/Resources << /Font << /F1 3 0 R >> /XObject << {names} >> >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", font]
    form = f"/Type /XObject /Subtype /Form /BBox [0 0 {WIDTH} {HEIGHT}] {resources}"
    objects += [_stream(content, form) for content in figures]
    kids = []
    for content in pages:
        objects.append(_stream(content))
        kids.append(f"{len(objects) + 1} 0 R")
        page = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {len(objects)} 0 R"
        objects.append(f"<< {page} {resources} >>")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return _written(objects, trailer)


def _stream(content: str, entries: str = "") -> str:
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream"


def _written(objects: Sequence[str], trailer: str) -> bytes:
    """Return objects as a file, with the table of where they are."""
    written = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    start = len(written)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    ends = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return written + ends.encode("latin-1")
