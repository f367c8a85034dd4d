"""What belongs to the pages and not to the text: page numbers, and heads and feet that run on."""

from __future__ import annotations

from itertools import pairwise
from operator import or_
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.patterns import Pattern
from taskmap.reading.readers.pdf_lines import Line
from taskmap.reading.readers.pdf_tables import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taskmap.reading.readers.pdf_layout import Item, PageLayout

PAGE_NUMBER = Pattern(
    r"[-—–―‐－─·•\s]{0,6}[\d０-９]{1,4}[-—–―‐－─·•\s]{0,6}"
    r"|第?\s?\d{1,4}\s?[页/][，,、/\s]{0,3}[共全]?\s?\d{0,4}\s?页?"
    r"|[Pp]age\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?"
    r"|[ivxIVX]{1,6}"
)
CONTINUED = Pattern(r"[（(]?\s?[续續]\s?上?\s?[表页頁]?\s?\d{0,3}\s?[）)]?")

EDGE_ROWS = 4  # from the top or bottom: as many may be furniture
EDGE_ZONE = 0.15  # of the page's height, from its top or bottom: where furniture may stand
SAME_HEIGHT = 4.0  # points
APART = 1.4  # usual distances of lines: what stands further from the text is set apart from it
OTHER_SIZE = 0.08  # of the text's size: what differs more is set apart from it
OFTEN = 3  # pages: what stands on that many, and on half of all, runs on


class Usual(NamedTuple):
    """The size of most of a document's lines, and the distance from one to the next."""

    size: float
    distance: float


def usual_of(pages: Sequence[PageLayout]) -> Usual:
    """Return the usual size and distance of a document's lines."""
    sizes = [item.content.size for page in pages for item in page.items if isinstance(item.content, Line)]
    distances = [lower.middle - upper.middle for page in pages for upper, lower in neighbours(page)]
    size = median(sizes) if sizes else 0.0
    return Usual(size, median(distances) if distances else 1.5 * size)


def neighbours(page: PageLayout) -> Iterator[tuple[Line, Line]]:
    """Return the pairs of lines of which one stands below the other in the same column."""
    for upper, lower in pairwise(page.items):
        above, below = upper.content, lower.content
        if upper.column != lower.column or not isinstance(above, Line) or not isinstance(below, Line):
            continue
        if above.middle < below.middle:
            yield above, below


def without_furniture(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """Return pages without page numbers, and without lines at their edges that stand there on several pages.

    Numbers make no difference between such lines. A line that only happens to end several pages stays: what runs on
    is set apart from the text by its distance or its size, or stands on half of the pages.
    """
    edges = [(_rows(page, from_top=True), _rows(page, from_top=False)) for page in pages]
    places: dict[tuple[str, int], set[int]] = {}
    for page, sides in zip(pages, edges, strict=True):
        for line in (line for side in sides for row in side for line in row):
            for key in _keys(line, page):
                places.setdefault(key, set()).add(page.number)
    counts = {key: len(numbers) for key, numbers in places.items()}
    usual = usual_of(pages)
    kept: list[PageLayout] = []
    for page, sides in zip(pages, edges, strict=True):
        dropped = {line for rows in sides for line in _furniture(page, rows, counts, len(pages), usual)}
        items = [each for each in page.items if isinstance(each.content, Grid) or each.content not in dropped]
        kept.append(page._replace(items=_without_continued(items)))
    return kept


def _rows(page: PageLayout, *, from_top: bool) -> list[list[Line]]:
    """Return the rows of lines at the top or bottom of a page, from its edge inwards, up to a table."""
    contents = sorted((item.content for item in page.items), key=lambda each: each.top, reverse=not from_top)
    rows: list[list[Line]] = []
    for content in contents:
        if isinstance(content, Grid):
            break
        if rows and abs(content.middle - rows[-1][0].middle) <= SAME_HEIGHT:
            rows[-1].append(content)
        elif len(rows) == EDGE_ROWS:
            break
        else:
            rows.append([content])
    return rows


def _keys(line: Line, page: PageLayout) -> Iterator[tuple[str, int]]:
    """Return keys of which lines that say the same at about the same distance from the page's edge share one."""
    text = "".join(each for each in line.text if not each.isdecimal() and not each.isspace())
    distance = line.middle if line.middle < page.height / 2 else line.middle - page.height
    for step in (0, 1):
        yield text, int(distance // SAME_HEIGHT) + step


def _furniture(
    page: PageLayout, rows: list[list[Line]], counts: dict[tuple[str, int], int], pages: int, usual: Usual
) -> list[Line]:
    """Return the lines of the rows at an edge of a page that are furniture."""
    furniture = 0
    for place, row in enumerate(rows, 1):
        times = [max(counts[key] for key in _keys(line, page)) for line in row]
        are_numbers = [_is_page_number(line, page) for line in row]
        if not _is_at_edge(row[0], page) or not all(map(or_, are_numbers, (count > 1 for count in times))):
            break
        runs_on = min(times) >= max(OFTEN, pages / 2)
        if all(are_numbers) or runs_on or _is_apart(row, rows[place : place + 1], usual):
            furniture = place
    return [line for row in rows[:furniture] for line in row]


def _is_page_number(line: Line, page: PageLayout) -> bool:
    return _is_at_edge(line, page) and PAGE_NUMBER.fullmatch(line.text) is not None


def _is_at_edge(line: Line, page: PageLayout) -> bool:
    return not EDGE_ZONE < line.middle / page.height < 1 - EDGE_ZONE


def _is_apart(row: list[Line], following: list[list[Line]], usual: Usual) -> bool:
    """Tell whether a row at the edge of a page is set apart from the row that follows it inwards."""
    if any(abs(line.size - usual.size) > OTHER_SIZE * usual.size for line in row):
        return True
    return not following or abs(following[0][0].middle - row[0].middle) > APART * usual.distance


def _without_continued(items: list[Item]) -> tuple[Item, ...]:
    """Return a page's items without a 续表 above the rest of a table."""
    if len(items) > 1 and isinstance(items[1].content, Grid):
        first = items[0].content
        if isinstance(first, Line) and CONTINUED.fullmatch(first.text):
            return tuple(items[1:])
    return tuple(items)
