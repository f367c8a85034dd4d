"""Reading Word documents (docx): paragraphs with their automatic numbers, and tables.

python-docx opens the container (``word_package``); what it does not see of the text is read here and in the other
``word_`` modules: automatic numbers, tracked changes, content controls, text boxes, merged cells.
"""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from taskmap.i18n import _
from taskmap.reading.blocks import Block, Blocks, Paragraph, Place, Row, Table
from taskmap.reading.limits import Limits, SourceError, within
from taskmap.reading.readers.word_numbering import Numbering
from taskmap.reading.readers.word_package import WordParts, open_word
from taskmap.reading.readers.word_styles import StyleSheet, heading_level, is_contents
from taskmap.reading.readers.word_tables import cells, continues, grid, is_frame, rows
from taskmap.reading.readers.word_text import LINE_END, PAGE_END, paragraph_text
from taskmap.reading.readers.word_xml import BODY, PAGE_TURN, PARAGRAPH, TABLE, Element, content, w


def read_word(data: bytes, limits: Limits) -> Blocks:
    """Read the body of a Word document, with every tracked change accepted.

    Paragraphs have their automatic number in front, and a line of their own after every line break. Places count
    paragraphs with text (``line``) and tables from 1; pages are known where Word has noted where they end. Headers,
    footers, notes, comments, hidden text and tables of contents are left out; text boxes follow the paragraph that
    they are anchored in; a table whose rows have one cell each is read as the paragraphs it frames.

    Raises:
        SourceError: it is no Word document, is damaged, encrypted or hostile, or exceeds the limits.
        ImportError: python-docx is not installed.
    """
    parts = open_word(data, limits)
    body = parts.document.find(BODY)
    return within(() if body is None else _Reader(parts, limits).blocks(body), limits)


class _Text(NamedTuple):
    """A paragraph with its number, still with the marks of line and page ends."""

    text: str
    level: int | None


class _Reader:
    """What has been counted so far in a document: paragraphs, tables, pages and lists.

    Its methods call each other as deep as tables and text boxes are nested, which the parser bounds: it takes no more
    than 256 elements in each other.
    """

    def __init__(self, parts: WordParts, limits: Limits) -> None:
        """Take the parts of a document, of which nothing has been read yet."""
        self._limits = limits
        self._styles = StyleSheet(parts.styles)
        self._numbering = Numbering(parts.numbering, self._styles)
        self._has_pages = next(parts.document.iter(PAGE_TURN), None) is not None
        self._page = 1
        self._read = 0
        self._lines = 0
        self._tables = 0

    def blocks(self, container: Element) -> Iterator[Block]:
        """Return the paragraphs and tables of the body, or of a frame."""
        for item in self._items(container):
            if isinstance(item, _Text):
                yield from self._paragraphs(item)
            elif is_frame(item):
                for row in rows(item):
                    for cell in cells(row):
                        if not continues(cell, "vMerge"):
                            yield from self.blocks(cell)
            else:
                yield self._table(item)

    def _items(self, container: Element) -> Iterator[_Text | Element]:
        """Return the texts and the tables of a body, cell or text box in order."""
        joined: list[str] = []
        last = None
        for element in content(container):
            if element.tag == TABLE:
                yield element
            elif element.tag == PARAGRAPH:
                last = element
                self._count_paragraph()
                chain = self._styles.of_paragraph(element)
                text, boxes = paragraph_text(element, partial(self._styles.is_hidden, chain=chain))
                joined.append(text)
                if not _goes_on(element):
                    yield self._numbered(element, "".join(joined))
                    joined.clear()
                for box in boxes:
                    yield from self._items(box)
        if last is not None and any(joined):
            yield self._numbered(last, "".join(joined))

    def _count_paragraph(self) -> None:
        """Count a paragraph, be it empty or in a cell, which the blocks returned do not show."""
        self._read += 1
        if self._read > self._limits.blocks:
            raise _too_long()

    def _numbered(self, paragraph: Element, text: str) -> _Text:
        """Return a paragraph with its number in front; of a table of contents, only where pages end."""
        chain = self._styles.of_paragraph(paragraph)
        if is_contents(chain):
            return _Text(PAGE_END * text.count(PAGE_END), None)
        label = self._numbering.next_number(paragraph, chain)
        if label:
            bare = text.lstrip()
            turns = text[: len(text) - len(bare)].count(PAGE_END)
            text = PAGE_END * turns + label + bare
        return _Text(text, heading_level(paragraph, chain))

    def _paragraphs(self, item: _Text) -> Iterator[Paragraph]:
        """Return the lines of a text as paragraphs, each with its place; empty ones are left out."""
        for line in item.text.split(LINE_END):
            turns = line.count(PAGE_END)
            turns_before = line[: len(line) - len(line.lstrip())].count(PAGE_END)
            self._page += turns_before
            text = line.replace(PAGE_END, "").rstrip()
            if text:
                self._lines += 1
                yield Paragraph(text, Place(page=self._known_page(), line=self._lines), level=item.level)
            self._page += turns - turns_before

    def _table(self, element: Element) -> Table:
        """Return a table, its rows filled up to the longest one."""
        self._tables += 1
        found = []
        for count, (texts, turns) in enumerate(grid(element, self._cell_text, self._limits), start=1):
            found.append(Row(texts, Place(page=self._known_page(), table=self._tables, row=count)))
            self._page += turns
        width = max((len(row.cells) for row in found), default=0)
        if width * len(found) > self._limits.characters:
            raise _too_long()
        return Table(tuple(row._replace(cells=row.cells + ("",) * (width - len(row.cells))) for row in found))

    def _cell_text(self, cell: Element) -> str:
        """Return the paragraphs of a cell in lines, after marks of the pages that end in it.

        A table in it gives a line for each of its rows.
        """
        lines: list[str] = []
        for item in self._items(cell):
            if isinstance(item, _Text):
                lines.extend(item.text.split(LINE_END))
            else:
                lines.extend(" ".join(filter(None, map(self._cell_text, cells(row)))) for row in rows(item))
        turns = sum(line.count(PAGE_END) for line in lines)
        bare = (line.replace(PAGE_END, "").strip() for line in lines)
        return PAGE_END * turns + "\n".join(filter(None, bare))

    def _known_page(self) -> int | None:
        """Return the page that is being read, if the document tells."""
        return self._page if self._has_pages else None


def _goes_on(paragraph: Element) -> bool:
    """Tell whether a tracked deletion took the end of a paragraph, so that the next one belongs to it (§17.13.5.15)."""
    return any(paragraph.find(w(f"pPr/rPr/{mark}")) is not None for mark in ("del", "moveFrom"))


def _too_long() -> SourceError:
    """Return the error for what exceeds the limits before any blocks do."""
    return SourceError(_("it is too long: more than a document of this kind can be"))
