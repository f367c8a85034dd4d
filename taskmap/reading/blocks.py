"""What a reader makes of a file: paragraphs, lines and tables, each with its place.

A document is a tuple of blocks on the whole way from the reader to the outline; every step takes blocks and
returns blocks.
"""

from collections.abc import Iterator
from typing import NamedTuple


class Place(NamedTuple):
    """Where in its source a block stands: page, line, table and row count from 1; what a format lacks is ``None``."""

    page: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None


class Ahead(NamedTuple):
    """What a paragraph of a list says before it says who does what: agencies, each of which has a part of its own.

    ``printed`` is that text as it stands there, with what parts it from the rest; ``names`` the agencies, which may be
    named in a paragraph above. A paragraph that belongs to such a list and has neither names nobody.
    """

    printed: str = ""
    names: tuple[str, ...] = ()


class Paragraph(NamedTuple):
    """A paragraph, or a line that may be part of one.

    ``text`` keeps the spaces in front of it, which tell indented lines, and holds no line feed. ``is_line`` says
    that the source only knows lines (text, PDF), so that the paragraph may go on in the next one. ``level`` is the
    heading level that the source itself states (1 to 9), ``None`` for text. ``ahead`` tells that it belongs to a list
    of agencies and their parts.
    """

    text: str
    place: Place = Place()
    is_line: bool = False
    level: int | None = None
    ahead: Ahead | None = None


class Row(NamedTuple):
    """A row of a table. A merged cell is repeated at every place of the grid that it covers.

    A cell's paragraphs are joined by line feeds.
    """

    cells: tuple[str, ...]
    place: Place = Place()


class Table(NamedTuple):
    """A table: every row has as many cells as the widest one (the rest are empty)."""

    rows: tuple[Row, ...]


Block = Paragraph | Table
Blocks = tuple[Block, ...]


def paragraphs(blocks: Blocks) -> Iterator[Paragraph]:
    """Return the paragraphs among blocks."""
    return (block for block in blocks if isinstance(block, Paragraph))


def tables(blocks: Blocks) -> Iterator[Table]:
    """Return the tables among blocks."""
    return (block for block in blocks if isinstance(block, Table))


class Doubt(NamedTuple):
    """What a step could not be sure of: a code (docs/reading.md), the place, and the words as they stand there.

    ``reading`` is what the words were taken for, where they were taken for anything.
    """

    code: str
    place: Place
    words: str
    reading: str | None = None


class Source(NamedTuple):
    """What a reader made of a file, and what of the file it could not read."""

    blocks: Blocks
    doubts: tuple[Doubt, ...] = ()
