"""Lines that a text was wrapped into, put together to its paragraphs again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.blocks import Paragraph
from taskmap.reading.brackets import BRACKET
from taskmap.reading.broken_names import is_broken
from taskmap.reading.characters import split_at, width_of
from taskmap.reading.duties.places import FEWEST_OWNER_LINES, is_line_of_owners, is_list_of_owners
from taskmap.reading.marks import mark_of
from taskmap.reading.noise.columns import Columns
from taskmap.reading.noise.openings import is_row_of_figures, opens_unit, stands_alone
from taskmap.reading.noise.titles import ends_title, title_lines
from taskmap.reading.organs import LEVELS
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taskmap.reading.blocks import Block, Blocks

FIRST_CLOSES = frozenset("，。、；：？！）〕】》”’,;:)]")
LAST_IS_OPEN = frozenset("（(《〈〔【“‘")
LAST_GOES_ON = frozenset("，、,—")
SENTENCE_END = frozenset("。！？；：!?;:…")
CLOSES_QUOTATION = "”’）】〕》"
BRACKET_END = frozenset("）)】〕》”’")
OWNERS = Pattern(r"单位|部门|牵头|负责|配合", "单位 部门 牵头 负责 配合")
OWNERS_BEGUN = Pattern(r"(?:单位|部门|领导)[：:]", "： :")
NAME_ENDS = "、，,；;：:"
CLAUSE_MARKS = frozenset("，。；：、！？")
BRACKET_START = frozenset("（(〔【")
OPENING = frozenset("（(〔【《")
BRACKETS = frozenset("（）()〔〕【】《》")

BEFORE_NAMES = ("由", "请", "会同", "和", "与", "及", "以", "向", "对", "各", "将", "为")
"""Words behind which a line of owners is but the rest of a sentence."""

LOOK_BACK = 400
"""Characters of a paragraph's end that are looked at."""

LONG_LINE = 80
"""Cells: no heading is longer, nor a name or a cell of a table."""

MIDDLING_LINE = 60
"""The same for lines with a comma and without a mark, which are rarely a heading."""

SHORT_LINE = 40
"""The same for lines with a full stop within, which are none."""

LONGEST_LABEL = 16
LOOK_AROUND = 20

INDENT = 3
"""Cells by which a line is set in, and not by chance."""

INDENT_LOST = 4
"""Cells by which the first line of a paragraph is shorter, where the source has lost the two Hanzi of its indent."""


def join_lines(blocks: Blocks) -> Blocks:
    """Return blocks with the lines of wrapped paragraphs joined, and without blank lines.

    Whether a line goes on in the next one is told by the lines around it: how wide their column is, how they end,
    and how the next one begins. Paragraphs that are not lines, headings of the source, and tables pass through. A
    paragraph's place is that of its first line.
    """
    found: list[Block] = []
    lines: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and not block.text.strip():
            continue
        if isinstance(block, Paragraph) and block.is_line and not block.level:
            lines.append(block)
            continue
        found += _paragraphs(lines)
        lines = []
        found.append(block)
    return (*found, *_paragraphs(lines))


def _paragraphs(lines: Sequence[Paragraph]) -> list[Paragraph]:
    return _Joiner(lines).paragraphs() if lines else []


class _Joiner:
    """Consecutive lines, none of them blank, and what is known about them."""

    def __init__(self, lines: Sequence[Paragraph]) -> None:
        self.lines = lines
        self.texts = [line.text.strip() for line in lines]
        self.indents = [width_of(line.text[: len(line.text) - len(line.text.lstrip())]) for line in lines]
        self.columns = Columns(self.texts)
        ends = [True, *(ends_sentence(text) or text[-1] in BRACKET_END for text in self.texts)]
        self._says_owners = frozenset(index for index, text in enumerate(self.texts) if is_line_of_owners(text))
        self._widest_whole = self._width_of_owners()
        self._opens = [opens_unit(text, after_sentence=end) for text, end in zip(self.texts, ends, strict=False)]

    def paragraphs(self) -> list[Paragraph]:
        found: list[Paragraph] = []
        start = 0
        while start < len(self.lines):
            end = start + title_lines(self.texts, start)
            parts = self.texts[start:end]
            if len(parts) == 1:
                tail = parts[0][-LOOK_BACK:]
                while end < len(self.lines) and self._goes_on(start, end, tail):
                    parts.append(self._between(end) + self.texts[end])
                    tail = (tail + parts[-1])[-LOOK_BACK:]
                    end += 1
            found.append(Paragraph("".join(parts), self.lines[start].place))
            start = end
        return found

    def _between(self, index: int) -> str:
        """Return what stands between a line and the one before: a space between Latin words."""
        return " " if _is_latin(self.texts[index - 1][-1]) and _is_latin(self.texts[index][0]) else ""

    def _goes_on(self, start: int, index: int, tail: str) -> bool:
        """Tell whether the paragraph that began at ``start`` and ends in ``tail`` goes on in line ``index``."""
        text = self.texts[index]
        if text[0] in FIRST_CLOSES or tail[-1] in LAST_IS_OPEN or self._is_within_brackets(index, tail):
            return True
        if self._opens[index] or self._is_set_in(index) or stands_alone(self.texts[index - 1]):
            return False
        if tail[-1] in LAST_GOES_ON or self._is_cut_name(start, index, tail):
            return True
        if (
            self._names_owners(start, index, tail)
            or self._ends_owners(start, index, tail)
            or (_ends_addressees(tail) and not self._opens[start])
            or self._is_whole(index - 1)
        ):
            return False
        if ends_sentence(tail) or OWNERS.search(_last_bracket(tail)):
            return self._goes_on_behind_sentence(start, index)
        return self._goes_on_within_sentence(start, index, tail)

    def _width_of_owners(self) -> int:
        """Return the width of the widest line that names owners and is whole: lines are not cut before that."""
        if len(self._says_owners) < FEWEST_OWNER_LINES:
            return 0
        return max(self.columns.width(index) for index in self._says_owners)

    def _is_whole(self, index: int) -> bool:
        """Tell whether a line cannot have been cut: lines of owners are whole there that are wider than its column."""
        if not self._widest_whole:  # then columns need not be measured
            return False
        return self._widest_whole > (self.columns.width_at(index) or 0) + INDENT_LOST

    def _names_owners(self, start: int, index: int, tail: str) -> bool:
        """Tell whether a line says who owns what stands above it, or stands below such a line, without being cut."""
        said = self._says_owners
        if index not in said and not (index - 1 == start and start in said):
            return False
        left, right = split_at(NAME_ENDS, tail)[-1], split_at(NAME_ENDS, self.texts[index])[0]
        if tail.endswith(BEFORE_NAMES) or left in LEVELS or is_broken(left, right):
            return False
        return len(said) >= FEWEST_OWNER_LINES or not self.columns.is_full(index - 1)

    def _ends_owners(self, start: int, index: int, tail: str) -> bool:
        """Tell whether a list behind a label ends with its last line: what follows is no part of a name."""
        if not OWNERS_BEGUN.search(self.texts[start][:LONGEST_LABEL]) or not is_list_of_owners(tail):
            return False
        text = self.texts[index]
        end = next((place for place, mark in enumerate(text) if mark in CLAUSE_MARKS), len(text))
        return end < len(text) and not is_list_of_owners(tail + text[:end])

    def _is_cut_name(self, start: int, index: int, tail: str) -> bool:
        """Tell whether the end of a line cuts a name in a list behind a label: …、中国联通某州 / 分公司、…."""
        if not OWNERS_BEGUN.search(self.texts[start][:LONGEST_LABEL]):
            return False
        return is_broken(split_at(NAME_ENDS, tail)[-1], split_at(NAME_ENDS, self.texts[index])[0])

    def _is_within_brackets(self, index: int, tail: str) -> bool:
        """Tell whether a bracket is open at the end of a paragraph, and a line belongs into it."""
        opened = _open_bracket(tail)
        if opened is None:
            return False
        if _is_closed(self.texts[index]):
            return True
        if not self._opens[index]:
            return _is_closed("".join(self.texts[index : index + 3]).partition("。")[0])
        return not mark_of(self.texts[index]) and bool(OWNERS_BEGUN.search(tail, opened))

    def _is_set_in(self, index: int) -> bool:
        """Tell whether a line is set in, other than the line before it."""
        return self.indents[index] >= INDENT and self.indents[index] > self.indents[index - 1]

    def _goes_on_behind_sentence(self, start: int, index: int) -> bool:
        """Tell whether a paragraph goes on in a line, when the line before it ends with a sentence."""
        last = index - 1
        if self._are_pieces(last, index) and not CLAUSE_MARKS.isdisjoint(
            self.texts[index]
        ):  # a signature or heading has none
            return True
        is_full = self.columns.is_full(last, short_by=INDENT_LOST if last == start else 0)
        if not (is_full or self._are_pieces(last - 1, last)):
            return False
        if self.texts[index][0] in BRACKET_START:
            return True  # such as the owners of a measure; no paragraph begins with a bracket that is no mark
        if self._stands_over_figures(index):
            return False
        is_next_full = self.columns.is_full(index, short_by=INDENT_LOST)
        if self._shows_indents(index):
            return is_next_full or ends_sentence(self.texts[index])
        return is_next_full and not self.columns.looks_first(index)

    def _are_pieces(self, left: int, right: int) -> bool:
        """Tell whether two lines are pieces of one printed line: together they fill the column, and are cut."""
        if left < 0 or (ends_sentence(self.texts[left]) and ends_sentence(self.texts[right])):
            return False
        column = self.columns.width_at(right)
        if column is None or any(self.columns.is_full(each, short_by=INDENT_LOST + 2) for each in (left, right)):
            return False
        return abs(self.columns.width(left) + self.columns.width(right) - column) <= INDENT_LOST

    def _shows_indents(self, index: int) -> bool:
        """Tell whether the units around a line are set in: then a line that is not goes on."""
        near = range(max(index - LOOK_AROUND, 0), min(index + LOOK_AROUND, len(self.lines)))
        opening = [self.indents[place] >= INDENT for place in near if self._opens[place]]
        return self.indents[index] < INDENT and sum(opening) > len(opening) / 2

    def _stands_over_figures(self, index: int) -> bool:
        """Tell whether a line without punctuation is the title or the head of a table whose rows are lines."""
        behind = self.texts[index + 1 : index + 3]
        return CLAUSE_MARKS.isdisjoint(self.texts[index]) and any(map(is_row_of_figures, behind))

    def _goes_on_within_sentence(self, start: int, index: int, tail: str) -> bool:
        """Tell whether a paragraph that has not come to the end of a sentence goes on."""
        last = index - 1
        is_single = last == start
        if self._stands_over_figures(last) or self._stands_over_figures(index):
            return False
        if self.columns.width_at(last) is None:
            return self._is_cut_prose(start, index, tail)
        is_full = self.columns.is_full(last, short_by=INDENT_LOST + 2)
        if is_single and "。" not in tail and "，" not in tail:
            return is_full and not ends_title(tail) and not self._looks_like_beginning(index)
        return is_full or "。" in tail or ("，" in tail and not self._opens[start])

    def _looks_like_beginning(self, index: int) -> bool:
        """Tell whether a line may be the first of a paragraph that goes on in the next one, from its width."""
        is_first = self.columns.is_full(index, short_by=INDENT_LOST) and self.columns.looks_first(index)
        return is_first and not ends_sentence(self.texts[index])

    def _is_cut_prose(self, start: int, index: int, tail: str) -> bool:
        """Tell whether a line that is not one of a column was cut, as it is no heading, name or list of names."""
        if tail[-1] in BRACKET_END or (self._opens[start] and "：" in self.texts[start][:LONGEST_LABEL]):
            return False
        if "，" not in tail or opens_unit(tail.rpartition("。")[2]):
            return False
        if not self._opens[start] and (index - start > 1 or _ends_addressees(self.texts[index])):
            return True
        longest = LONG_LINE if self._opens[start] else MIDDLING_LINE
        return self.columns.width(index - 1) > (SHORT_LINE if "。" in tail else longest)


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends with a sentence or clause, in quotation marks or brackets or not."""
    return text.rstrip(CLOSES_QUOTATION)[-1:] in SENTENCE_END


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _brackets(text: str) -> list[tuple[int, str]]:
    return [(found.start(), found[0]) for found in BRACKET.finditer(text) if found[0] in BRACKETS]


def _ends_addressees(text: str) -> bool:
    return text.endswith("：") and "。" not in text


def _open_bracket(text: str) -> int | None:
    """Return where the last bracket begins that is not closed in a text."""
    opened: list[int] = []
    for place, bracket in _brackets(text):
        if bracket in OPENING:
            opened.append(place)
        elif opened:
            opened.pop()
    return opened[-1] if opened else None


def _is_closed(text: str) -> bool:
    """Tell whether a bracket that was open before a text is closed in it."""
    depth = 1
    for _place, bracket in _brackets(text):
        depth += 1 if bracket in OPENING else -1
        if not depth:
            return True
    return False


def _last_bracket(text: str) -> str:
    """Return what stands in the bracket that a text ends with."""
    depth = 0
    if not text.endswith(("）", ")", "】", "〕")):
        return ""
    for place, bracket in reversed(_brackets(text)):
        depth += -1 if bracket in OPENING else 1
        if not depth:
            return text[place:]
    return text
