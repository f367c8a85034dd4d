"""Web pages: their paragraphs, headings and tables, by lxml where it is installed, else by Python's own parser.

Either parser only reports tags and text. What they mean here is decided in one place, so that both give the same.
"""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from taskmap.i18n import _
from taskmap.reading.blocks import Block, Blocks, Paragraph, Table
from taskmap.reading.limits import Limits, SourceError, within
from taskmap.reading.patterns import Pattern
from taskmap.reading.readers.grid import check_slots
from taskmap.reading.readers.html_tables import TO_THE_END, OpenTable
from taskmap.reading.readers.text import cleaned

SKIPPED = frozenset((
    "script", "style", "title", "noscript", "template", "nav", "footer", "aside", "button", "select", "textarea",
    "svg", "math", "canvas", "audio", "video", "object", "iframe", "rt", "rp",
))  # fmt: skip
"""Elements that hold no text of the document. A page's header stays: it often has the document's title."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
CELLS = frozenset(("td", "th"))
TABLE_PARTS = CELLS | {"table", "thead", "tbody", "tfoot", "tr"}
CONTAINERS = TABLE_PARTS | {
    "html", "head", "body", "main", "article", "section", "header", "div", "form", "fieldset", "center", "blockquote",
    "ul", "ol", "dl",
}  # fmt: skip
"""Elements whose end ends everything left open in them."""

BREAKS = CONTAINERS | HEADINGS.keys() | {
    "p", "br", "hr", "li", "pre", "address", "caption", "dd", "dt", "dir", "menu", "details", "summary", "dialog",
    "figure", "figcaption", "legend", "nav", "footer", "aside",
}  # fmt: skip
"""Elements that begin and end a paragraph."""

VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
))  # fmt: skip
"""Elements without an end tag (HTML Standard, 13.1.2)."""

DEEPEST_TABLE = 64

SPACES = Pattern(r"[ \t\n]+")
WIDE = "\u2014\u2018-\u201d\u2026\u3001-\u9fff\uf900-\ufaff\uff00-\uffef"
LINE_END_IN_CHINESE = Pattern(f"(?<=[{WIDE}])\n(?=[{WIDE}])")
"""A line end of the page's source between characters that stand without spaces (CSS Text 3, 4.1.3)."""

SPAN = Pattern(r"\s*(\d{1,6})")
OPAQUE = Pattern(r"(?i)<(?:(!--)|([!?])|(script|style)(?=[\s/>]))")
NO_TAG = Pattern(r"<(?!/?[a-zA-Z])")

DECLARED = re.compile(rb"""(?:<meta\s[^>]{0,300}?charset|<\?xml\s[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""")
DECLARED_WITHIN = 4096


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page says it is in; ``None`` where it says nothing. It may be wrong."""
    found = DECLARED.search(data[:DECLARED_WITHIN].lower())
    return found[1].decode("ascii", "replace") if found else None


def read_html(text: str, limits: Limits) -> Blocks:
    """Read a web page.

    Args:
        text: the page. What it says about its encoding is not looked at.
        limits: how much there may be.

    Returns:
        Paragraphs, with the level of headings; lines (``is_line``) of preformatted text; tables, with merged cells
        repeated. Tables that only lay out the page are taken apart.

    Raises:
        SourceError: there is more than ``limits`` allows, or no text at all.
    """
    text = _without_opaque(cleaned(text))
    try:
        blocks = _by_lxml(text, limits)
    except ImportError:
        blocks = _by_html_parser(text, limits)
    if not blocks:
        raise SourceError(_("there is no text in it"))
    return within(blocks, limits)


def _by_lxml(text: str, limits: Limits) -> list[Block]:
    """Read a page with lxml.

    Raises:
        ImportError: lxml is not installed.
        SourceError: there is more than ``limits`` allows.
    """
    from lxml import etree  # type: ignore[import-untyped]

    page = Page(limits)
    parser = etree.HTMLParser(target=page, no_network=True, huge_tree=False)
    try:
        parser.feed(text)
        parser.close()
    except etree.LxmlError:  # something that lxml gives up at, such as a text or a name of many megabytes
        return _by_html_parser(text, limits)
    return page.blocks()


def _by_html_parser(text: str, limits: Limits) -> list[Block]:
    """Read a page with Python's own parser.

    Raises:
        SourceError: there is more than ``limits`` allows.
    """
    parser = _Parser(Page(limits))
    parser.feed(text)
    parser.close()
    return parser.page.blocks()


class _Parser(HTMLParser):
    """Python's parser, which reports to a page."""

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self.page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.start(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self.page.end(tag)

    def handle_data(self, data: str) -> None:
        self.page.data(data)


class Page:
    """The blocks of a page, made of the tags and texts that a parser reports."""

    def __init__(self, limits: Limits) -> None:
        """Begin an empty page."""
        self._limits = limits
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._level: int | None = None
        self._pre = 0
        self._tables: list[OpenTable] = []
        self._skipped = ""
        self._open_in_skipped: dict[str, int] = {}
        self._paragraphs = self._characters = self._slots = 0

    def start(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Take a start tag."""
        if self._skipped:
            if tag not in VOID:
                self._open_in_skipped[tag] = self._open_in_skipped.get(tag, 0) + 1
            return
        if tag in BREAKS:
            self._end_paragraph()
        if tag in SKIPPED:
            self._skipped, self._open_in_skipped = tag, {tag: 1}
        elif tag in HEADINGS:
            self._level = HEADINGS[tag]
        elif tag == "p":
            self._level = None  # it ends a heading before it that has no end
        elif tag == "pre":
            self._pre += 1
        elif tag in TABLE_PARTS:
            self._level = None
            self._start_table_part(tag, attributes)

    def end(self, tag: str) -> None:
        """Take an end tag."""
        if self._skipped:
            if left := self._open_in_skipped.get(tag, 0):
                self._open_in_skipped[tag] = left - 1
                if tag == self._skipped and left == 1:
                    self._skipped = ""
                return
            if tag not in CONTAINERS:
                return
            self._skipped = ""  # the end of something around it
        if tag in BREAKS:
            self._end_paragraph()
        if tag in HEADINGS or tag in CONTAINERS:
            self._level = None
        if tag == "pre":
            self._pre = max(0, self._pre - 1)
        elif tag in TABLE_PARTS and self._tables:
            self._end_table_part(tag)

    def data(self, text: str) -> None:
        """Take text."""
        if self._skipped:
            return
        if not self._pre:
            self._text.append(text)
            return
        first, *others = text.replace(" ", "\xa0").replace("\t", "\xa0").split("\n")
        self._text.append(first)
        for line in others:
            self._end_paragraph()
            self._text.append(line)

    def close(self) -> None:
        """Take the end of the page."""
        self._end_paragraph()
        while self._tables:
            self._end_table()

    def blocks(self) -> list[Block]:
        """Return what was found, with the tables counted."""
        self.close()
        count = 0
        found: list[Block] = []
        for block in self._blocks:
            if isinstance(block, Table):
                count += 1
                rows = (row._replace(place=row.place._replace(table=count)) for row in block.rows)
                found.append(Table(tuple(rows)))
            else:
                found.append(block)
        return found

    def _end_paragraph(self) -> None:
        text = SPACES.sub(lambda run: "\n" if "\n" in run[0] else " ", cleaned("".join(self._text))).strip(" \n")
        self._text.clear()
        text = LINE_END_IN_CHINESE.sub("", text).replace("\n", " ").replace("\xa0", " ").rstrip()
        if text:
            self._paragraphs += 1
            self._characters += len(text)
            if self._paragraphs > self._limits.blocks + self._slots or self._characters > self._limits.characters:
                raise SourceError(_("it is too long: more than a document of this kind can be"))
            self._add([Paragraph(text, is_line=self._pre > 0, level=self._level)])

    def _add(self, blocks: list[Block]) -> None:
        """Put blocks into the innermost open cell; what stands in a table but in no cell comes before the table."""
        for table in reversed(self._tables):
            if table.cell:
                table.cell.blocks += blocks
                return
        self._blocks += blocks

    def _start_table_part(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        if tag == "table":
            if len(self._tables) >= DEEPEST_TABLE:
                raise SourceError(_("tables stand in tables too deeply in it"))
            self._tables.append(OpenTable())
        elif self._tables:
            self._slots += 1
            check_slots(self._slots, self._limits)
            if tag in CELLS:
                rows = _span(attributes.get("rowspan"))
                self._tables[-1].start_cell(TO_THE_END if rows == 0 else rows, _span(attributes.get("colspan")) or 1)
            elif tag == "tr":
                self._tables[-1].start_row()
            else:
                self._tables[-1].end_row()

    def _end_table_part(self, tag: str) -> None:
        if tag == "table":
            self._end_table()
        elif tag in CELLS:
            self._tables[-1].end_cell()
        else:
            self._tables[-1].end_row()

    def _end_table(self) -> None:
        table = self._tables.pop()
        self._add(table.blocks(self._limits))


def _span(value: str | None) -> int:
    found = SPAN.match(value or "")
    return int(found[1]) if found else 1


def _without_opaque(text: str) -> str:
    """Leave out comments, declarations, scripts and styles, and mask what is no tag.

    What these mean to a parser depends on the parser and its version; some take quadratic time for those that do not
    end, or let what follows them get lost.
    """
    parts = []
    start, last = 0, text.rfind(">")
    unending: set[str] = set()
    while opened := OPAQUE.search(text, start, last + 1):
        parts.append(text[start : opened.start()])
        start = _end_of_opaque(text, opened, unending)
    last = max(last + 1, start)
    parts.append(text[start:last])
    return NO_TAG.sub("&lt;", "".join(parts)) + text[last:].replace("<", "&lt;")


def _end_of_opaque(text: str, opened: re.Match[str], unending: set[str]) -> int:
    """Return where something opaque ends; what has no end of its own ends with its tag."""
    end_of_tag = text.index(">", opened.start()) + 1
    kind = (opened[1] or opened[3] or "").lower()
    if not kind or kind in unending or (opened[3] and text[end_of_tag - 2] == "/"):
        return end_of_tag
    mark = "--" if kind == "!--" else f"</{kind}"
    ending = re.compile(mark + r"[^<>]*>" if opened[3] else "-->", re.IGNORECASE)
    found = ending.search(text, opened.start() + 2)
    if not found:
        unending.add(kind)
        return end_of_tag
    return found.end()
