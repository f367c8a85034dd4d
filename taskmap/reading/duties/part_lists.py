"""Lists in which every item is an agency and its part (部门职责分工): which paragraphs of a document are that.

One paragraph alone proves nothing: 市教育局：… is said in news, in lists of telephone numbers and of members, too.
A list is one if nearly all of its items begin with agencies and go on with a verb of doing, and either a heading above
says that it divides duties or the parts say so themselves (负责…, 牵头…).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.blocks import Ahead, Paragraph, paragraphs
from taskmap.reading.duties.part_entries import begins_with_doing, begins_with_duty, entry_of
from taskmap.reading.duties.part_signs import FEWEST, FEWEST_HEADINGS, LONGEST_HEADING, OF_DUTIES, may_have_parts
from taskmap.reading.marks import RANK, MarkKind, mark_of
from taskmap.reading.organs import completed, level_of
from taskmap.reading.outline.units import KNOWN_HEADINGS
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taskmap.reading.blocks import Blocks
    from taskmap.reading.duties.part_entries import Entry

OF_NO_DUTIES = Pattern(
    r"内设机构|人员编制|追究|违反|失职|权利|义务|(?:情况|进展|动态|成效|总结|汇报|报道|回顾|简报|综述|纪实)(?:通报|报告|汇报|公布|介绍)?(?:如下)?\Z",
    "内设机构 人员编制 追究 违反 失职 权利 义务 情况 进展 动态 成效 总结 汇报 报道 回顾 简报 综述 纪实",
)
"""What the heading says of a list that gives nobody duties, though it may speak of them: 职责落实情况."""

ASSIGNING = tuple(f"{words}{colon}" for words in ("分工如下", "职责如下", "任务分工", "职责分工") for colon in "：:")
"""How the line ends that says of the marked lines below it that each is somebody's part."""

LOOK_BACK = 200
"""Lines above a list among which its headings are looked for."""

FEWEST_UNSAID = 3
"""Entries of a list that no heading announces, and of one in which nothing parts agencies from their parts."""

FEWEST_RUN_ON = 4
"""Entries of a list that no heading announces, and in which nothing parts agencies from their parts either."""

MOST_SAID = 0.6
"""Of these as many say whose part it is."""

MOSTLY = 0.6
"""Of headings that are nothing but agencies as many say below what the agency does."""

NEARLY_ALL = 0.8
"""Of the items of a list as many are entries that say what the agency does, at least."""

MOST_BETWEEN = 2
"""Lines on end that may stand between the entries of a list without being one or beginning with a verb."""

UNMARKED = len(RANK) + 100
"""The rank of a line without mark: all marks stand above it."""


class Line(NamedTuple):
    """A paragraph as it is looked at; ``rank`` is that of its mark, ``text`` what stands behind that."""

    place: int
    text: str
    rank: int = UNMARKED
    level: int = 0
    entry: Entry | None = None


class Item(NamedTuple):
    """An entry of a list and the lines below it."""

    line: Line
    entry: Entry
    below: tuple[Line, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether the part of the agency is what the numbered lines below it say."""
        return not self.entry.part or (self.entry.part.endswith(("：", ":")) and any(map(_is_marked, self.below)))

    @property
    def part(self) -> str:
        """How the part of the agency begins."""
        return self.entry.part or (self.below[0].text if self.below else "")


def with_parts(blocks: Blocks, title: str | None) -> Blocks:
    """Return blocks in which the paragraphs of lists of agencies and their parts say so.

    Args:
        blocks: the paragraphs and tables of a document's text.
        title: its title, which may say that the document divides duties.
    """
    if any(may_have_parts(each.text) for each in paragraphs(blocks)):
        from taskmap.reading.duties.part_sentences import with_cut_parts

        above = list(_lines(blocks))
        blocks = with_cut_parts(blocks, title, lambda place: _is_announced(above, place, title))
    lines = list(_lines(blocks))
    found: dict[int, Ahead] = {}
    start = 0
    while start < len(lines):
        items = _items(lines, start) if lines[start].entry else []
        if items and _is_list(items, _before(lines, start), announced=_is_announced(lines, start, title)):
            items = [*items[:-1], items[-1]._replace(below=_kept(items))]
            found |= _marked(items)
        start = items[-1].line.place + 1 if items else start + 1
    return tuple(
        block._replace(ahead=found[place]) if isinstance(block, Paragraph) and place in found else block
        for place, block in enumerate(blocks)
    )


def _lines(blocks: Blocks) -> Iterator[Line]:
    """Return the paragraphs as lines; those of regulations, and all that can open no entry, without one."""
    of_articles = is_assigned = False
    for place, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            yield Line(place, "", rank=0)
            continue
        mark = mark_of(block.text)
        if mark and mark.kind in (MarkKind.ARTICLE, MarkKind.ANNEX):
            of_articles = mark.kind == MarkKind.ARTICLE
        text = block.text[mark.end if mark else 0 :].strip()
        is_assigned = is_assigned if mark else text.endswith(ASSIGNING)
        yield Line(
            place,
            text,
            RANK[mark.kind] if mark else UNMARKED,
            block.level or 0,
            None if of_articles or block.ahead else entry_of(text, is_assigned=is_assigned and bool(mark)),
        )


def _is_marked(line: Line) -> bool:
    return line.rank < UNMARKED


def _items(lines: Sequence[Line], start: int) -> list[Item]:
    """Return the entries of the list that begins with a line, each with what stands behind it."""
    first = lines[start]
    above = next((line.rank for line in reversed(lines[max(start - LOOK_BACK, 0) : start]) if _is_marked(line)), 0)
    last_of_list = max(above, RANK[MarkKind.HAN])
    items: list[Item] = []
    below: list[Line] = []
    strangers = 0
    for line in islice(lines, start, None):
        if line.entry and _is_like(line, first):
            items[-1:] = [each._replace(below=tuple(below)) for each in items[-1:]]
            items.append(Item(line, line.entry))
            below, strangers = [], 0
            continue
        strangers = 0 if _is_marked(line) else strangers + _is_strange(line, items[-1])
        if _ends_list(line, first, last_of_list) or strangers > MOST_BETWEEN:
            break
        below.append(line)
    items[-1] = items[-1]._replace(below=tuple(below))
    return items


def _is_like(line: Line, first: Line) -> bool:
    """Tell whether two lines may be entries of one list: with the same form of mark, and names parted or not."""
    is_parted = [each.entry is not None and each.entry.is_parted for each in (line, first)]
    return (line.rank, line.level) == (first.rank, first.level) and is_parted[0] == is_parted[1]


def _ends_list(line: Line, first: Line, last_of_list: int) -> bool:
    """Tell whether a line that is no entry stands above the list that began with ``first``."""
    if line.text in KNOWN_HEADINGS or (line.level and (not first.level or line.level <= first.level)):
        return True
    return line.rank < first.rank if _is_marked(first) else line.rank <= last_of_list


def _is_strange(line: Line, item: Item) -> bool:
    """Tell whether a line without mark hardly belongs to the entry above it: it does not say what an agency does."""
    is_section = item.line.level and not item.entry.part
    return not is_section and not begins_with_doing(line.text)


def _before(lines: Sequence[Line], start: int) -> int:
    """Return how many siblings with a mark stand before a line that are no entries."""
    count = 0
    for line in reversed(lines[max(start - LOOK_BACK, 0) : start]):
        if line.rank < lines[start].rank:
            break
        count += line.rank == lines[start].rank and _is_marked(line)
    return count


def _kept(items: Sequence[Item]) -> tuple[Line, ...]:
    """Return of the lines behind the last entry those that belong to it: as many without mark as other entries have."""
    others = max((sum(not _is_marked(line) for line in item.below) for item in items[:-1]), default=0)
    fewest = 0 if items[-1].entry.part else 1
    kept: list[Line] = []
    for line in items[-1].below:
        unmarked = sum(not _is_marked(each) for each in kept)
        if not _is_marked(line) and (
            unmarked >= max(others, fewest) or (not kept and not begins_with_doing(line.text))
        ):
            break
        if line.rank == items[-1].line.rank and _is_marked(line):  # an item of the list that is no entry
            break
        kept.append(line)
    return tuple(kept)


def _is_list(items: Sequence[Item], before: int, *, announced: bool | None) -> bool:
    """Tell whether entries are those of a list that gives agencies their parts.

    Args:
        items: the entries.
        before: how many of their siblings stand before them and are none.
        announced: whether headings say that duties are divided; ``None`` if they say that they are not.
    """
    count = len(items)
    rank = items[0].line.rank
    announced = announced if announced is None else announced or all(item.entry.is_assigned for item in items)
    behind = [sum(_is_marked(line) and line.rank == rank for line in item.below) for item in items]
    others = sum(behind[:-1]) if announced else sum(behind) + before
    fit = sum(item.entry.is_assigned or begins_with_doing(item.part) for item in items)
    said = sum(begins_with_duty(item.part) for item in items)
    sure = sum(item.entry.is_sure for item in items)
    unknown = sum(not item.entry.is_known for item in items)
    is_run_on = any(not item.entry.is_parted for item in items)
    are_headings = count >= FEWEST_HEADINGS and not any(item.entry.part for item in items) and 4 * sure >= 3 * count
    if announced is None or fit < FEWEST or fit < (MOSTLY if are_headings else NEARLY_ALL) * (count + others):
        return False
    if sure < count / 2 or unknown > count / 4:
        return False
    if is_run_on:
        is_plain = count >= FEWEST_RUN_ON and sure == count and said >= MOST_SAID * count
        return is_plain or (announced and count >= FEWEST_UNSAID and said > 0)
    many = count >= FEWEST_UNSAID and said >= count / 2
    return announced or many or are_headings or sure == said == count


def _is_announced(lines: Sequence[Line], start: int, title: str | None) -> bool | None:
    """Tell whether the headings above a list say that it divides duties; ``None`` if they say that it does not."""
    headings = [each.strip("：:。；; ") for each in _headings(lines, start)]
    if any(map(OF_NO_DUTIES.search, (*headings, *([title] if title else [])))):
        return None
    if title and "职责" in title:
        return True
    return any(len(each) <= LONGEST_HEADING and any(word in each for word in OF_DUTIES) for each in headings)


def _headings(lines: Sequence[Line], start: int) -> Iterator[str]:
    """Return the headings above a line, innermost first, and the sentence before it."""
    rank, level = lines[start].rank, lines[start].level or LOOK_BACK
    for line in reversed(lines[max(start - LOOK_BACK, 0) : start]):
        if line.place == start - 1:
            yield line.text.rstrip("。；;").rpartition("。")[2]
        if line.rank < rank or 0 < line.level < level:
            rank, level = min(rank, line.rank), line.level or level
            yield line.text.partition("。")[0]


def _marked(items: Sequence[Item]) -> dict[int, Ahead]:
    """Return what the paragraphs of a list are to say, by their places."""
    levels = {level for item in items for name in item.entry.names if (level := level_of(name))}
    level = levels.pop() if len(levels) == 1 else ""
    found: dict[int, Ahead] = {}
    for item in items:
        names = tuple(completed(name, level) for name in item.entry.names)
        of_items = (
            min((line.rank for line in item.below if _is_marked(line)), default=None) if item.is_heading else None
        )
        found[item.line.place] = Ahead(item.entry.printed, () if of_items else names)
        for line in item.below:
            found[line.place] = Ahead("", names if line.rank == of_items else ())
    return found
