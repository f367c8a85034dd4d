"""How much a reader takes on: bounds on size and on work, so that no file hangs taskmap or fills the memory."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from taskmap.i18n import _
from taskmap.reading.blocks import Block, Blocks, Paragraph


class SourceError(Exception):
    """A source that cannot be read; the message is the reason, to follow "cannot read FILE:"."""


class Limits(NamedTuple):
    """The bounds that every reader keeps. The defaults are far beyond any document of a government."""

    size: int = 64 * 2**20
    """Bytes of the file."""

    unpacked: int = 256 * 2**20
    """Bytes of what a zip archive (docx, xlsx) holds, unpacked."""

    characters: int = 8_000_000
    """Characters of all blocks."""

    blocks: int = 200_000
    """Paragraphs and table rows."""

    columns: int = 256
    """Cells of a table row, merged ones counted at every place they cover."""

    pages: int = 2_000
    """Pages of a PDF."""


def bounded(blocks: Iterable[Block], limits: Limits) -> Iterator[Block]:
    """Pass blocks on as long as they keep the limits.

    Raises:
        SourceError: there are too many of them, or too many characters in them.
    """
    count = characters = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            count += 1
            characters += len(block.text)
        else:
            count += len(block.rows)
            characters += sum(len(cell) for row in block.rows for cell in row.cells)
            if any(len(row.cells) > limits.columns for row in block.rows):
                raise SourceError(_("a table in it has more than {count} columns").format(count=limits.columns))
        if count > limits.blocks or characters > limits.characters:
            raise SourceError(_("it is too long: more than a document of this kind can be"))
        yield block


def within(blocks: Iterable[Block], limits: Limits) -> Blocks:
    """Return blocks as a tuple, if they keep the limits.

    Raises:
        SourceError: they do not.
    """
    return tuple(bounded(blocks, limits))
