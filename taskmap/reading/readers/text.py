"""Plain text and Markdown: every line a block, and tables where lines form one."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from taskmap.reading.blocks import Block, Blocks, Paragraph, Place
from taskmap.reading.limits import Limits, within
from taskmap.reading.patterns import Pattern
from taskmap.reading.readers.bars import BAR, rows_with_bars, whole_rows
from taskmap.reading.readers.drawn_tables import begins_drawing, drawn_table
from taskmap.reading.readers.grid import LineRow, check_width, table_of
from taskmap.reading.readers.nested_lists import Item, nested_items

DROPPED = Pattern("[\0-\x08\x0e-\x1b\x1f\x7f]")
"""Control characters. A class of the first 256 characters compiles in a fraction of the time of any other."""

BYTE_ORDER_MARK = "\ufeff"
"""Stands where files were joined."""

SEPARATORS = "\u2028\u2029"
"""Those of lines and of paragraphs."""

LINE_END = Pattern("[\n\f\v\x1c-\x1e\x85]")
"""What ends a line. Only a line feed begins one that editors count."""

INLINE = (
    ("**", Pattern(r"\*\*(?![\s*])([^*]*[^\s*])\*\*"), r"\1"),
    ("~~", Pattern(r"~~(?![\s~])([^~]*[^\s~])~~"), r"\1"),
    ("](", Pattern(r"!?\[([^\[\]]*)\]\((?:https?://|mailto:|\.{0,2}/|#)[^()\s]*\)"), r"\1"),
)
"""Marks of Markdown inside a line: a sign that there may be one, its shape, and what stays of it.

A link's target must look like one: [2015](64号) is none.
"""

HEADING = Pattern(r" {0,3}(#{1,6})[ \t]+(?=\S)(.*)")
RULE_CELL = Pattern(r":?-+:?")
CELL_END = Pattern(r"(?<!\\)\|")
LINE_BREAK = Pattern(r"(?i)<br\s?/?>", "<")
SHORTEST_RULE = 3
FEWEST_COLUMNS = 3
"""Fewer columns between tabs are as likely a heading with its page, or two signatures."""


class Line(NamedTuple):
    """A line of the text, as it stands there, and its place."""

    text: str
    place: Place


def read_text(text: str, limits: Limits) -> Blocks:
    """Read plain text or Markdown.

    Every line is a paragraph of its own that may go on in the next one (``is_line``); blank lines are empty
    paragraphs. A heading of Markdown has its level and goes on nowhere. Tables are those of Markdown, and lines with
    the same number of tabs. Pages are counted where the text has form feeds.

    Args:
        text: the text, with line ends of any kind.
        limits: how much there may be.

    Returns:
        Paragraphs, with their line and page, and tables.

    Raises:
        SourceError: there is more than ``limits`` allows.
    """
    lines = list(islice(_lines(text), 2 * limits.blocks + 2))  # enough to be too many: two lines make at least a block
    return within(_blocks(lines, limits), limits)


def cleaned(text: str) -> str:
    """Return text with line feeds as the only line ends, and without control characters other than tabs."""
    return LINE_END.sub("\n", _with_line_feeds(text))


def _with_line_feeds(text: str) -> str:
    text = DROPPED.sub("", text).replace(BYTE_ORDER_MARK, "")
    for separator in SEPARATORS:
        text = text.replace(separator, "\x85")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> Iterator[Line]:
    text = _with_line_feeds(text)
    page = 1 if "\f" in text else None
    number, start, before = 1, 0, ""
    for end in LINE_END.finditer(text):
        piece, mark = text[start : end.start()], end[0]
        if piece or "\f" not in (before, mark):  # a page that begins or ends with a line leaves no blank one
            yield Line(piece, Place(page=page, line=number))
        number += mark == "\n"
        if page and mark == "\f":
            page += 1
        start, before = end.end(), mark
    if rest := text[start:]:
        yield Line(rest, Place(page=page, line=number))


def _blocks(lines: list[Line], limits: Limits) -> Iterator[Block]:
    start = tables = 0
    texts = [line.text for line in lines]
    items = nested_items(texts)
    finder = _Tables(texts)
    while start < len(lines):
        found, end = finder.table(start)
        if not found:
            yield _item(items[start], lines[start].place) if start in items else _paragraph(lines[start])
            start += 1
            continue
        start = end
        tables += 1
        check_width(max(len(row.cells) for row in found), limits)
        places = [lines[row.line].place._replace(table=tables, row=number) for number, row in enumerate(found, 1)]
        yield table_of([row.cells for row in found], places, limits)


class _Tables:
    """Finds the tables in lines."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.not_drawn = 0
        """Up to where lines of characters have been looked at, and draw no table."""

        self.not_barred = 0
        """Up to where lines with bars have been looked at, and are the rows of no table."""

    def table(self, start: int) -> tuple[list[LineRow], int]:
        """Return the rows of the table that begins at a line, and where it ends; no rows if there is none."""
        text = self.texts[start]
        if start >= self.not_drawn and begins_drawing(text):
            drawn, end = drawn_table(self.texts, start)
            if drawn:
                return drawn, end
            self.not_drawn = end
        barred, end_of_bars = self._barred(start) if BAR in text else ([], start)
        piped, end_of_pipes = self._pipes(start) if BAR in text else ([], start)
        if piped:
            return [LineRow(tuple(_pipe_cells(line)), place) for line, place in piped], end_of_pipes
        if barred:
            lines = [(self.texts[place], place) for place in barred]
            if any(line.strip()[0] != BAR for line, _place in lines):  # then no row has a bar of its own in front
                lines = [(f"{BAR}{line}", place) for line, place in lines]
            return [LineRow(tuple(_pipe_cells(line)), place) for line, place in lines], end_of_bars
        end = _end_of_tabs(self.texts, start)
        return [LineRow(tuple(_tab_cells(self.texts[place])), place) for place in range(start, end)], end

    def _barred(self, start: int) -> tuple[list[int], int]:
        """Return the places of the rows of a table whose cells only bars part, and where it ends."""
        if start < self.not_barred:
            return [], start
        rows, end = rows_with_bars(self.texts, start)
        if not rows:
            self.not_barred = end
        return rows, end

    def _pipes(self, start: int) -> tuple[list[tuple[str, int]], int]:
        """Return the rows of the Markdown table that begins at ``start``: a head, a line of dashes below it, rows."""
        if start + 1 == len(self.texts):
            return [], start
        head, rule = self.texts[start], self.texts[start + 1]
        if BAR not in rule or "-" not in rule:
            return [], start
        dashes = _pipe_cells(rule)
        if not all(map(RULE_CELL.fullmatch, dashes)) or len(dashes) != len(_pipe_cells(head)):
            return [], start
        rows, end = whole_rows(self.texts, start + 2, head.strip().count(BAR))
        return [(head, start), *rows], end


def unmarked(text: str) -> tuple[str, int | None]:
    """Return a line without marks of Markdown, and its level if it is a heading.

    Also paragraphs of other formats may have such marks, where somebody pasted Markdown.
    """
    text = text.rstrip()
    if len(text) >= SHORTEST_RULE and text[0] in "-*_" and text == text[0] * len(text):
        return "", None
    if "#" in text and (heading := HEADING.fullmatch(text)):
        title = heading[2].rstrip("#")
        title = title.rstrip() if title[-1:].isspace() else heading[2]
        return _without_marks(title), len(heading[1])
    return _without_marks(text), None


def _paragraph(line: Line) -> Paragraph:
    text, level = unmarked(line.text)
    return Paragraph(text, line.place, is_line=level is None, level=level)


def _item(item: Item, place: Place) -> Paragraph:
    return Paragraph(_without_marks(item.text), place, is_line=item.level is None, level=item.level)


def _without_marks(text: str) -> str:
    for sign, mark, inside in INLINE:
        if sign in text:
            text = mark.sub(inside, text)
    return text


def _pipe_cells(line: str) -> list[str]:
    cells = CELL_END.split(line.strip())
    if len(cells) > 1 and not cells[0].strip():
        del cells[0]
    if len(cells) > 1 and not cells[-1].strip():
        del cells[-1]
    return [LINE_BREAK.sub("\n", _without_marks(cell.strip().replace("\\|", "|"))) for cell in cells]


def _end_of_tabs(texts: list[str], start: int) -> int:
    """Return the end of the lines from ``start`` on with as many tabs, if they form a table; or ``start``.

    Lines that only begin with tabs are indented.
    """
    tabs = texts[start].count("\t")
    first = texts[start : start + 2]
    if tabs + 1 < FEWEST_COLUMNS or not any("\t" in text.strip() for text in first):
        return start
    end = start + 1
    while end < len(texts) and texts[end].count("\t") == tabs:
        end += 1
    return end if end > start + 1 else start


def _tab_cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("\t")]
