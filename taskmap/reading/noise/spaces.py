"""Spaces beside Hanzi: noise of typesetting, but for those that part two names, a mark from its title, or columns."""

import re
from itertools import pairwise

from taskmap.reading.brackets import trailing
from taskmap.reading.characters import HANZI, PUNCTUATION, han_count, is_han
from taskmap.reading.organs import is_surely_organ
from taskmap.reading.patterns import Pattern

SPACE = Pattern(r"\s+")
HAN_BEFORE = Pattern(rf"{HANZI}+\Z")
HAN_BEHIND = Pattern(rf"{HANZI}+")

SPACED_OUT = Pattern(rf"(?<!{HANZI}){HANZI}(?:\s+{HANZI}(?!{HANZI})){{2,}}")
"""Three Hanzi or more, each apart: 支 持 世 界, as lines are spaced out to fill a column."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"  # the module string has them, and takes a millisecond to import

FOREIGN_WORD = Pattern(rf"(?<={HANZI})\s+[a-z]{{2,}}(?:\s+[a-z]{{2,}})*\s+(?={HANZI})", " ".join(LETTERS))
"""A word in a sentence (中央精神 and 全省会议), other than units (5 km) and names (AI, 5G)."""

MARK_AND_TITLE = Pattern(
    r"\s*(?:第\s*[〇零一二三四五六七八九十百\d]{1,5}\s*(?:编|部分|篇|章|节|条)|(?:附件|附表|专栏)(?:\s*[〇零一二三四五六七八九十\d]{1,3})?)(?P<space>\s+)(?![〇零一二三四五六七八九十\d])",
)
TITLED = ("第", "附件", "附表", "专栏")
ORGAN_END = ("国务院", "政府", "政协", "法院", *"厅局委办部会院署社团", "办公室", "中心")
ORGAN = Pattern(rf"{HANZI}{{2,15}}?(?:国务院|政府|政协|法院|[厅局委署]|办公室|部)")

SHORTEST_NAME = 4
"""Hanzi of an organ's name, and of a part of a title, that a space parts from another."""

LABEL = Pattern(r"[^\W\d_a-zA-Z]{2,8}(?:单位|部门|科室|处室|机构|领导|责任人|负责人|时限|时间|期限)[：:]", "： :")
"""A label that follows others on its line: 责任单位：某局 完成时限：…."""

EMPTY_CELL = Pattern(r"—{1,3}(?:\s|\Z)", "—")
EMPTY_CELL_END = Pattern(r"(?<=\s)—{1,3}\Z", "—")
CELL_START = Pattern(r"[\d—]")
CELL_END = Pattern(r"[\d%）)—]\Z")

LONGEST_LOOK = 40
"""Characters looked at on either side of a space."""

NOTHING_PARTED = frozenset(PUNCTUATION) - {"—"}
"""What no name, label or cell begins with."""

CLAUSE_MARKS = frozenset("，。；：！？、,;:!?")
FEWEST_COLUMNS = 3
LONGEST_COLUMNS = 60


def _is_chinese(character: str) -> bool:
    return is_han(character) or character in PUNCTUATION


def without_spaces(text: str) -> str:
    """Return a text without spaces beside Hanzi and Chinese punctuation; others, and those that part, are single.

    The spaces in front of the text stay, which tell indented lines; those behind it go.
    """
    body = text.strip()
    indent = text[: len(text) - len(text.lstrip())]
    words = body.split()
    if len(words) <= 1:  # nearly always
        return indent + body
    if 1 in map(len, words):  # as the second Hanzi of those that are spaced out
        body = SPACED_OUT.sub(lambda run: SPACE.sub("", run[0]), body)
    if _is_columns(body):
        return indent + " ".join(body.split())
    kept = _kept(body)

    def replace(space: re.Match[str]) -> str:
        if space.start() in kept:
            return " "
        left, right = body[space.start() - 1], body[space.end()]
        is_percentage = left.isdigit() and right in "%‰"
        return "" if is_percentage or _is_chinese(left) or _is_chinese(right) else " "

    return indent + SPACE.sub(replace, body)


def _is_columns(body: str) -> bool:
    """Tell whether a line is a row of a table: 序号 重点工作 负责单位 备注."""
    if len(body) > LONGEST_COLUMNS or not CLAUSE_MARKS.isdisjoint(body):
        return False
    cells = body.split()
    return len(cells) >= FEWEST_COLUMNS and all(han_count(cell) == len(cell) > 1 for cell in cells)


def _kept(body: str) -> set[int]:
    """Return where the spaces begin that part something."""
    kept: set[int] = set()
    for word in FOREIGN_WORD.finditer(body):
        kept.update(word.start() + space.start() for space in SPACE.finditer(word[0]))
    if body.startswith(TITLED) and (mark := MARK_AND_TITLE.match(body)):
        kept.add(mark.start("space"))
    spaces = [space.span() for space in SPACE.finditer(body)]
    inside = _places_in_titles(body, spaces)
    for span in spaces:
        if body[span[1]] in NOTHING_PARTED:
            continue
        if _parts_names(body, span) or LABEL.match(body, span[1]) or _is_beside_empty_cell(body, span):
            kept.add(span[0])
        elif (runs := _runs(body, span)) and _are_names(runs, body, span):
            left, right = runs
            if span[0] in inside or (left.endswith(ORGAN_END) and ORGAN.match(right)):
                kept.add(span[0])
    return kept


def _parts_names(body: str, span: tuple[int, int]) -> bool:
    """Tell whether a space stands between two names of organs: 市教育局 市财政局, 市教育局（牵头） 市财政局."""
    right = HAN_BEHIND.match(body[span[1] : span[1] + LONGEST_LOOK])
    if not right or not is_surely_organ(right[0]):
        return False
    before = trailing(body[max(span[0] - LONGEST_LOOK, 0) : span[0]])[0]
    left = HAN_BEFORE.search(before)
    return left is not None and is_surely_organ(left[0])


def _is_beside_empty_cell(body: str, span: tuple[int, int]) -> bool:
    """Tell whether a space stands between a dash for an empty cell and another cell."""
    left, right = body[max(span[0] - LONGEST_LOOK, 0) : span[0]], body[span[1] : span[1] + LONGEST_LOOK]
    return bool(
        (EMPTY_CELL_END.search(left) and CELL_START.match(right)) or (EMPTY_CELL.match(right) and CELL_END.search(left))
    )


def _are_names(runs: tuple[str, str], body: str, span: tuple[int, int]) -> bool:
    """Tell whether the Hanzi around a space are long enough for names; those at a line's end may be cut."""
    left, right = runs
    is_left_cut, is_right_cut = span[0] == len(left), span[1] + len(right) == len(body)
    return (len(left) >= SHORTEST_NAME or is_left_cut) and (len(right) >= SHORTEST_NAME or is_right_cut)


def _runs(body: str, span: tuple[int, int]) -> tuple[str, str] | None:
    """Return the Hanzi right before and right behind a space, if it stands between Hanzi."""
    left = HAN_BEFORE.search(body[max(span[0] - LONGEST_LOOK, 0) : span[0]])
    right = HAN_BEHIND.match(body[span[1] : span[1] + LONGEST_LOOK])
    return (left[0], right[0]) if left and right else None


def _places_in_titles(body: str, spaces: list[tuple[int, int]]) -> set[int]:
    """Return where those of the spaces begin that stand within 《》."""
    opened = 0
    inside: set[int] = set()
    edges = [0, *(start for start, _end in spaces)]
    for last, start in pairwise(edges):
        opened = max(opened + body.count("《", last, start) - body.count("》", last, start), 0)
        if opened:
            inside.add(start)
    return inside
