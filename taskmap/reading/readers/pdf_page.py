"""What stands on a page of a PDF: its characters and rules, as plain values that need no library any more."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from taskmap.i18n import _
from taskmap.reading.limits import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pdfminer.pdfpage import PDFPage
    from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
    from pdfplumber.pdf import PDF

# What one page may hold. A page of a government's document holds some thousands of each; a map or a plan has more
# paths, which are left out, and the rest of its rules is no table.
MAX_CONTENT = 16 * 2**20
MAX_CHARACTERS = 100_000
MAX_FIGURES = 5_000
MAX_PATHS = 10_000
MAX_LOOKUPS = 2_000_000  # of objects, in a whole file
MAX_SIDE = 20_000  # points: 7 m

RULE_THICKNESS = 3.0
"""Points: a filled rectangle thinner than that is a line, a thicker one is a ground."""

UNKNOWN = "\ufffd"
"""Stands for a character whose font does not say which one it is."""


class Char(NamedTuple):
    """A character and its box, in points from the page's top left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """The height at which its middle stands."""
        return (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A line: horizontal at height ``at`` from x ``start`` to x ``end``, or vertical with the axes exchanged."""

    at: float
    start: float
    end: float


class RawPage(NamedTuple):
    """A page as it is drawn. A page with too many paths for a table has no rules.

    ``pictured`` is the share of it that pictures cover, ``content`` the length of what draws it.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    horizontals: tuple[Rule, ...]
    verticals: tuple[Rule, ...]
    pictured: float
    content: int


def bounded_pdf(data: bytes) -> PDF:
    """Open a file so that looking up its objects comes to an end: one may stand for another, and that for the first.

    Raises:
        Exception: whatever the libraries raise on what is no PDF, or an endless or encrypted one.
    """
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFException, resolve_all
    from pdfplumber.pdf import PDF

    class Bounded(PDFDocument):
        lookups = 0

        def getobj(self, objid: int) -> object:
            self.lookups += 1
            if self.lookups > MAX_LOOKUPS:
                raise PDFException
            return super().getobj(objid)

    document = Bounded(PDFParser(BytesIO(data)))
    resolve_all(document.info)  # as PDF will, without bounds
    pdf = PDF(BytesIO(data))
    pdf.doc = document
    return pdf


def raw_page(pdf: PDF, page_object: PDFPage, number: int) -> RawPage:
    """Return what a page holds; pdfplumber keeps nothing of it.

    Raises:
        SourceError: it holds more than a page can.
        Exception: whatever the libraries raise on a broken page.
    """
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfplumber.page import Page

    content = sum(map(_size, page_object.contents))
    if content > MAX_CONTENT:
        raise _too_much(number)
    page = Page(pdf, page_object, number)
    device = _bounded_device(pdf, number)
    PDFPageInterpreter(pdf.rsrcmgr, device).process_page(page_object)
    page._layout = device.get_result()  # noqa: SLF001 - Page.layout would draw without bounds what is not yet there
    horizontals, verticals = _rules(page)
    left, top, right, bottom = page.bbox
    if max(right - left, bottom - top) > MAX_SIDE:
        raise _too_much(number)
    chars = tuple(
        each._replace(x0=each.x0 - left, x1=each.x1 - left, top=each.top - top, bottom=each.bottom - top)
        for each in _chars(page.chars)
        if left <= (each.x0 + each.x1) / 2 <= right and top <= each.middle <= bottom
    )
    return RawPage(number, right - left, bottom - top, chars, horizontals, verticals, _pictured(page), content)


def _size(content: object) -> int:
    """Return the length of a part of a page's content."""
    from pdfminer.pdftypes import PDFStream, resolve1

    stream = resolve1(content)
    return len(stream.get_data()) if isinstance(stream, PDFStream) else 0


def _too_much(number: int) -> SourceError:
    return SourceError(_("page {number} holds more than a page of text can").format(number=number))


def _bounded_device(pdf: PDF, number: int) -> PDFPageAggregatorWithMarkedContent:
    """Return a device that collects what is drawn, as pdfplumber's own does, but no more than a page can hold.

    Figures can draw figures, so that a short file may ask for any amount of work.
    """
    from pdfplumber.page import PDFPageAggregatorWithMarkedContent

    class Bounded(PDFPageAggregatorWithMarkedContent):
        characters = figures = paths = 0

        def render_char(self, *args: Any, **kwargs: Any) -> float:  # noqa: ANN401 - passed through
            self.characters += 1
            if self.characters > MAX_CHARACTERS:
                raise _too_much(number)
            return super().render_char(*args, **kwargs)

        def begin_figure(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
            self.figures += 1
            if self.figures > MAX_FIGURES:
                raise _too_much(number)
            super().begin_figure(*args, **kwargs)

        def paint_path(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
            self.paths += 1
            if self.paths <= MAX_PATHS:
                super().paint_path(*args, **kwargs)

    return Bounded(pdf.rsrcmgr, pageno=number)


def _chars(chars: Iterable[dict[str, Any]]) -> Iterator[Char]:
    """Return the upright characters; text at an angle is a stamp or a watermark."""
    for char in chars:
        text = _plain(char["text"])
        if text and char["upright"] and char["size"] > 0:
            yield Char(text, char["x0"], char["x1"], char["top"], char["bottom"], char["size"])


def _plain(text: str) -> str:
    """Return a character as it is typed: fonts map some to look-alikes (Kangxi radicals, compatibility forms)."""
    if text.startswith("(cid:"):
        return UNKNOWN
    if "\u2e80" <= text <= "\u2fdf" or "\uf900" <= text <= "\ufb06":
        text = unicodedata.normalize("NFKC", text)
    return "".join(" " if each.isspace() else each for each in text if each.isspace() or each.isprintable())


def _rules(page: Page) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Return the horizontal and the vertical lines, pieces of one line joined by pdfplumber.

    Grounds, which are filled and not framed, have no lines.
    """
    from pdfplumber.table import merge_edges
    from pdfplumber.utils.geometry import obj_to_edges

    drawn = [*page.lines, *page.curves, *(rect for rect in page.rects if rect["stroke"])]
    if len(drawn) + len(page.rects) >= MAX_PATHS:
        return (), ()
    edges = [edge for each in drawn for edge in obj_to_edges(each) if edge["orientation"]]
    edges += [_centre_line(rect) for rect in page.rects if not rect["stroke"] and _is_thin(rect)]
    merged = merge_edges(edges, 3, 3, 3, 3) if edges else []
    left, top = page.bbox[:2]
    return (
        tuple(Rule(e["top"] - top, e["x0"] - left, e["x1"] - left) for e in merged if e["orientation"] == "h"),
        tuple(Rule(e["x0"] - left, e["top"] - top, e["bottom"] - top) for e in merged if e["orientation"] == "v"),
    )


def _pictured(page: Page) -> float:
    """Return the share of a page that pictures cover; scanners cut a page into many."""
    left, top, right, bottom = page.bbox
    covered = sum(
        max(0, min(image["x1"], right) - max(image["x0"], left))
        * max(0, min(image["bottom"], bottom) - max(image["top"], top))
        for image in page.images
    )
    whole = (right - left) * (bottom - top)
    return float(min(covered / whole, 1)) if whole > 0 else 0.0


def _is_thin(rect: dict[str, Any]) -> bool:
    return min(float(rect["width"]), float(rect["height"])) <= RULE_THICKNESS


def _centre_line(rect: dict[str, Any]) -> dict[str, Any]:
    """Return a thin rectangle as the edge that it draws."""
    if rect["width"] >= rect["height"]:
        middle = (rect["top"] + rect["bottom"]) / 2
        return rect | {"top": middle, "bottom": middle, "height": 0, "orientation": "h"}
    middle = (rect["x0"] + rect["x1"]) / 2
    return rect | {"x0": middle, "x1": middle, "width": 0, "orientation": "v"}
