"""Editing the text of a TOML file block by block: what is not meant to change keeps every byte.

A block is a table under a header of its own, with what stands below the header. A table of a list, such as a task,
is its block and those of the lists in it. Blocks end with their last value: blank lines and comments behind it, or
above a header, belong to no block and survive every edit.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from taskmap.store import block
from taskmap.toml_lines import TomlLines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from taskmap.schema import Path, Table


class Edit(NamedTuple):
    """A passage of the text, from ``start`` to ``end``, and what is to stand there instead."""

    start: int
    end: int
    text: str


class Seams(NamedTuple):
    """What stands before the first block that is added to a text, between two of them, and behind the last."""

    before: str
    between: str
    behind: str


class TomlBlocks:
    """The text of a TOML file and where its blocks stand; tables go by their path: ``("documents", 0, "tasks", 3)``.

    Every method that edits returns the edits, to be made all at once by :meth:`edited`.
    """

    def __init__(self, text: str) -> None:
        """Scan ``text``, which the standard parser has accepted."""
        self._text = text
        self._lines = TomlLines(text)
        self._comment_starts = [comment.start for comment in self._lines.comments]
        first = text.find("\n")
        self._newline = "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
        self._below: dict[Path, list[int]] = {}
        for place, found in enumerate(self._lines.blocks):
            for length in range(1, len(found.path) + 1):
                self._below.setdefault(found.path[:length], []).append(place)

    def is_inline(self, path: Path) -> bool:
        """Tell whether the list of tables at ``path`` is written as a value, without headers."""
        return self._lines.has_key(path)

    def update(self, path: Path, old: Table, new: Table, lists: Iterable[str]) -> list[Edit]:
        """Turn the table at ``path`` from ``old`` into ``new``: replace, add and remove what differs between them.

        ``lists`` are its lists of tables. One that is inline belongs to the block of the table itself and, when that
        is replaced, gets headers.
        """
        listed = [key for key in lists if not self.is_inline((*path, key))]
        edits: list[Edit] = []
        values_before, values = ({key: each[key] for key in each if key not in listed} for each in (old, new))
        if values_before != values:
            edits.append(self.replace_head(path, block(_header(path), values)))
        for key in listed:
            edits += self._update_list((*path, key), old.get(key, []), new.get(key, []))
        return edits

    def _update_list(self, path: Path, old: Sequence[Table], new: Sequence[Table]) -> list[Edit]:
        name = _header(path)
        edits: list[Edit] = []
        for index, (before, after) in enumerate(zip(old, new, strict=False)):
            if before != after:
                edits += self.replace((*path, index), block(name, after))
        for index in range(len(new), len(old)):
            edits += (self._removal(start, end) for start, end in self._passages((*path, index)))
        added = [block(name, each) for each in new[len(old) :]]
        return [*edits, self.insert(path, added)] if added else edits

    def replace(self, path: Path, text: str) -> list[Edit]:
        """Put ``text`` in the place of the table at ``path`` and all the blocks below it."""
        (start, end), *others = self._passages(path)
        return [Edit(start, end, self.fitted(text)), *(self._removal(*passage) for passage in others)]

    def replace_head(self, path: Path, text: str) -> Edit:
        """Put ``text`` in the place of the block of the table at ``path`` alone."""
        head = self._lines.blocks[self._below[path][0]]
        return Edit(head.start, head.end, self.fitted(text))

    def insert(self, path: Path, texts: Iterable[str]) -> Edit:
        """Add blocks to the list at ``path``: behind its last one, or as the last of the table it belongs to."""
        places = self._below.get(path) or self._below[path[:-1]]
        position = self._behind(places[-1])
        gap = 2 * self._newline
        return Edit(position, position, "".join(gap + self.fitted(text) for text in texts))

    @property
    def seams(self) -> Seams:
        """What stands around blocks that are added at the end of the file.

        It ends with a line end afterwards if it has done so before.
        """
        newline = self._newline
        if not self._text:
            return Seams("", 2 * newline, newline)
        has_line_end = self._text.endswith("\n")
        before = "" if self._text.endswith(2 * newline) else newline if has_line_end else 2 * newline
        return Seams(before, 2 * newline, newline if has_line_end else "")

    def fitted(self, text: str) -> str:
        """Give new text, whose last line end the file has already, the line ends of the file."""
        return text.removesuffix("\n").replace("\n", self._newline)

    def comments(self, passages: Iterable[Edit]) -> tuple[str, ...]:
        """Return the comments that edits take away, in their order."""
        starts = self._comment_starts
        found = (range(bisect_left(starts, edit.start), bisect_left(starts, edit.end)) for edit in passages)
        return tuple(self._lines.comments[place].text for places in found for place in places)

    def edited(self, edits: Iterable[Edit]) -> str:
        """Return the text with all the edits made."""
        parts: list[str] = []
        done = 0
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
            parts += (self._text[done : edit.start], edit.text)
            done = edit.end
        return "".join([*parts, self._text[done:]])

    def _passages(self, path: Path) -> list[tuple[int, int]]:
        """Return from where to where the blocks of a table stand: one passage, unless others stand between them."""
        places = self._below[path]
        blocks = self._lines.blocks
        firsts = [places[0], *(after for before, after in pairwise(places) if after != before + 1)]
        lasts = [*(before for before, after in pairwise(places) if after != before + 1), places[-1]]
        return [(blocks[first].start, blocks[last].end) for first, last in zip(firsts, lasts, strict=True)]

    def _removal(self, start: int, end: int) -> Edit:
        """Take a passage out, with the blank lines above it."""
        while start and self._text[start - 1] in "\r\n":
            start -= 1
        return Edit(start, end, "")

    def _behind(self, place: int) -> int:
        """Return where a block may follow: behind comments right below, unless they are right above the next header."""
        blocks = self._lines.blocks
        is_last = place + 1 == len(blocks)
        end = blocks[place].end
        first, *lines = self._text[end : None if is_last else blocks[place + 1].start].split("\n")
        attached = 0
        while attached < len(lines) and lines[attached].lstrip().startswith("#"):
            attached += 1
        if not attached or (not is_last and attached == len(lines) - 1):
            return end
        position = end + len("\n".join([first, *lines[:attached]]))
        return position - self._text.endswith("\r", 0, position)


def _header(path: Path) -> str:
    return ".".join(part for part in path if isinstance(part, str))
