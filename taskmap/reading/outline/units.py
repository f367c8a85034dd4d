"""The outline of a document: its paragraphs and tables as a tree of numbered units.

A unit begins where a mark stands at the start of a paragraph and its number goes on from what came before; a number
that does not is no mark (二、三产业), or says that some are missing. Boxes (专栏) count for themselves.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from taskmap.reading.blocks import Doubt, Paragraph, Table
from taskmap.reading.marks import RANK, Mark, MarkKind, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from taskmap.reading.blocks import Blocks

LONGEST_HEADING = 40
"""Characters of a heading that opens a paragraph and ends in 。."""

LARGEST_GAP = 3
"""Numbers that may be missing in a sequence; what jumps farther is no mark."""

KNOWN_HEADINGS = frozenset(
    {
        "总体要求", "总体目标", "指导思想", "基本原则", "工作目标", "主要目标", "发展目标", "目标任务", "重点任务",
        "主要任务", "重点工作", "主要措施", "工作措施", "重点举措", "政策措施", "任务举措", "保障措施", "组织保障",
        "组织实施", "工作要求", "有关要求", "附则", "实施步骤", "进度安排", "工作安排", "职责分工", "任务分工",
    }
)  # fmt: skip
"""Headings that stand without a number in documents that number nothing above their measures."""


class Unit:
    """A numbered unit: its mark, the paragraph it opens with (without mark), and what stands below it in order."""

    __slots__ = ("children", "mark", "opening", "paragraphs", "parent", "tables")

    def __init__(self, mark: Mark | None, opening: Paragraph, parent: Unit | None = None) -> None:
        """Open a unit below ``parent``; nothing stands in it yet."""
        self.mark = mark
        self.opening = opening
        self.parent = parent
        self.paragraphs: list[Paragraph] = []
        self.children: list[Unit] = []
        self.tables: list[Table] = []

    @property
    def heading(self) -> str:
        """Its heading: the first sentence if that is short, else nothing."""
        return heading_of(self.opening.text)[0]

    @property
    def kind(self) -> MarkKind | None:
        """The form of its mark."""
        return self.mark.kind if self.mark else None

    @property
    def above(self) -> Iterator[Unit]:
        """The units it stands in, innermost first."""
        unit = self.parent
        while unit:
            yield unit
            unit = unit.parent

    def walk(self) -> Iterator[Unit]:
        """Itself and every unit below, in the document's order."""
        waiting = [self]
        while waiting:
            unit = waiting.pop()
            yield unit
            waiting += reversed(unit.children)


@lru_cache(maxsize=256)  # several steps ask
def heading_of(text: str) -> tuple[str, str]:
    """Part an opening into its heading, without the closing 。, and the rest.

    A text without 。 is a heading if it is short and does not end like a list or clause.
    """
    head, stop, rest = text.partition("。")
    if stop and len(head) <= LONGEST_HEADING and "；" not in head:
        return head, rest.strip()
    if not stop and len(text) <= LONGEST_HEADING + 10 and not text.endswith(("；", "，", "、", "：", ";", ",")):
        return text.strip(), ""
    colon, _, after = text.partition("：")
    if after and 1 < len(colon) <= LONGEST_HEADING // 2 and "，" not in colon:
        return colon, after.strip()
    return "", text


class _Outliner:
    """Takes the paragraphs one by one and keeps the units that are open."""

    def __init__(self) -> None:
        self.root = Unit(None, Paragraph(""))
        self.stack = [self.root]
        self.last: dict[MarkKind, int] = {}
        self.in_rows: set[tuple[MarkKind, int]] = set()
        self.around_box: tuple[list[Unit], dict[MarkKind, int]] | None = None
        self.doubts: list[Doubt] = []

    def begin_within(self, texts: Iterable[str]) -> None:
        """Look through the numbers of a text, which may be cut from a longer one.

        The numbers that its forms begin with are taken for the first ones ((十七), (十八) …), and those that follow
        each other closely are kept: where they begin anew behind a gap, pieces of the text are missing.
        """
        first: dict[MarkKind, int] = {}
        last: dict[MarkKind, int] = {}
        for text in texts:
            mark = mark_of(text)
            if not mark or not mark.is_sure or mark.kind in (MarkKind.BULLET, MarkKind.BOX, MarkKind.ANNEX):
                continue
            if first.setdefault(mark.kind, mark.number) == mark.number - 1 and mark.kind not in self.last:
                self.last[mark.kind] = first[mark.kind] - 1
            if 0 < mark.number - last.get(mark.kind, mark.number) <= 1 + LARGEST_GAP:
                self.in_rows |= {(mark.kind, last[mark.kind]), (mark.kind, mark.number)}
            last[mark.kind] = mark.number

    def take(self, paragraph: Paragraph) -> None:
        mark = mark_of(paragraph.text)
        if mark and self.around_box and self._leaves_box(mark, paragraph):
            self.stack, self.last = self.around_box
            self.around_box = None
        self._leave_agencies(paragraph, is_marked=mark is not None)
        if mark and self._goes_on(mark, paragraph):
            self._open(mark, paragraph._replace(text=paragraph.text[mark.end :].strip()))
        elif not mark and paragraph.ahead and paragraph.ahead.printed:
            self._open(Mark(MarkKind.AGENCY, 1, "", 0), paragraph._replace(text=paragraph.text.strip()))
        elif not mark and self._is_heading(paragraph):
            self._open(Mark(MarkKind.HEADING, 1, "", 0), paragraph._replace(text=paragraph.text.strip()))
        else:
            if self.around_box and self.stack[-1].kind != MarkKind.BOX:
                self.stack, self.last = self.around_box
                self.around_box = None
            self.stack[-1].paragraphs.append(paragraph._replace(text=paragraph.text.strip()))

    def _leave_agencies(self, paragraph: Paragraph, *, is_marked: bool) -> None:
        """Close the units of a list of agencies and their parts, where a paragraph does not belong to it.

        A mark closes by itself what stands deeper, but agencies without one have no depth of their own.
        """
        if paragraph.ahead:
            return
        for depth, unit in enumerate(self.stack):
            if unit.kind == MarkKind.AGENCY or (unit.opening.ahead and not is_marked):
                self.stack = self.stack[:depth]
                return

    def _is_heading(self, paragraph: Paragraph) -> bool:
        text = paragraph.text.strip()
        if self.around_box or len(text) > LONGEST_HEADING or text.endswith(("。", "；", "，", "：")):
            return False
        return text in KNOWN_HEADINGS or bool(paragraph.level and (self.stack[-1].mark or paragraph.level > 1))

    def _goes_on(self, mark: Mark, paragraph: Paragraph) -> bool:
        """Tell whether a mark's number goes on from the last one of its form, or begins anew."""
        if mark.kind == MarkKind.ANNEX:
            return len(paragraph.text) <= LONGEST_HEADING
        if not mark.is_sure:
            return mark.number > 1 and mark.number == self.last.get(mark.kind, 0) + 1
        if mark.number == 1 or mark.kind in (MarkKind.BULLET, MarkKind.BOX, MarkKind.DOTTED):
            return True
        last = self.last.get(mark.kind, 0)
        step = mark.number - last
        if step == 1:
            return True
        looks_like_one = bool(heading_of(paragraph.text[mark.end :])[0])
        is_behind_gap = step > 1 and (step <= 1 + LARGEST_GAP or (mark.kind, mark.number) in self.in_rows)
        if is_behind_gap or (looks_like_one and (not last or mark.number <= 1 + LARGEST_GAP)):
            self.doubts.append(Doubt("lost-number", paragraph.place, paragraph.text[:LONGEST_HEADING]))
            return True
        return False

    def _leaves_box(self, mark: Mark, paragraph: Paragraph) -> bool:
        """Tell whether a mark goes on from before the box rather than inside it."""
        _stack, outside = self.around_box or ([], {})
        inner = self.last.get(mark.kind, 0)
        if mark.kind == MarkKind.BOX or RANK[mark.kind] < RANK[MarkKind.DIGITS]:
            return True
        if mark.number != outside.get(mark.kind, 0) + 1:
            return mark.number == 1 and bool(inner)
        if mark.number != inner + 1:
            return True
        # Both would go on: the measures of a document are longer than the entries of its boxes.
        box = next(unit for unit in reversed(self.stack) if unit.kind == MarkKind.BOX)
        return len(paragraph.text) > 2 * max((len(unit.opening.text) for unit in box.children), default=0)

    def _headings_above(self, level: int) -> list[Unit]:
        """Return the open units up to the last heading of a smaller level, if there is one."""
        above = [unit.kind == MarkKind.HEADING and 0 < (unit.opening.level or 0) < level for unit in self.stack]
        return self.stack[: len(above) - above[::-1].index(True)] if any(above) else []

    def _open(self, mark: Mark, paragraph: Paragraph) -> None:
        if mark.kind == MarkKind.BOX:
            self.around_box = self.around_box or (self.stack, self.last)
            unit = Unit(mark, paragraph, self.around_box[0][-1])
            self.around_box[0][-1].children.append(unit)
            self.stack, self.last = [unit], {}
            return
        self.last[mark.kind] = mark.number
        kinds = [unit.kind for unit in self.stack]
        if mark.kind == MarkKind.HEADING and paragraph.level and (held := self._headings_above(paragraph.level)):
            self.stack = held
        elif mark.kind in kinds:
            self.stack = self.stack[: kinds.index(mark.kind)]
        elif mark.kind == MarkKind.AGENCY:  # stands below whatever is open
            pass
        else:
            above = [
                unit for unit in self.stack if unit.kind in (None, MarkKind.BOX) or RANK[unit.kind] < RANK[mark.kind]
            ]
            self.stack = self.stack[: len(above)] if above == self.stack[: len(above)] else above
        unit = Unit(mark, paragraph, self.stack[-1])
        self.stack[-1].children.append(unit)
        self.stack.append(unit)


def outline(blocks: Blocks) -> tuple[Unit, tuple[Doubt, ...]]:
    """Build the tree of units; the root has no mark and holds what stands before the first one."""
    outliner = _Outliner()
    outliner.begin_within(block.text for block in blocks if not isinstance(block, Table))
    for block in blocks:
        if isinstance(block, Table):
            outliner.stack[-1].tables.append(block)
        else:
            outliner.take(block)
    return outliner.root, tuple(outliner.doubts)
