"""Rules that one remark sets for all lists of owners in its file: 列第一位者为牵头单位，下同."""

from enum import StrEnum
from typing import NamedTuple

from taskmap.model import Role
from taskmap.reading.duties.words import COOPERATE_WORDS, LEAD_WORDS
from taskmap.reading.patterns import Pattern

MARKS = "*＊★☆▲△◆●#"
"""Marks that tell who leads."""

LONGEST = 120
"""Characters; no remark is longer."""

NEAR = 16
"""Characters between 第一 and who leads."""

FIRST = Pattern(
    r"第[一1](?!责任人|责任主体|时间|书记|线)|首[位个家名]|首先|排(?:名|在|列)?(?:第一|首位|最前|前面)|列(?:在)?(?:第一|首位)|居首|为首|前者|最前",
    "第一 第1 首 排 列 前者 最前",
)
BEFORE_COMMA = Pattern(r"[逗顿分]号(?:之)?前", "号前 号之前")
MARKED = Pattern(rf"[标带加有]?[{MARKS}]|星号|标[有注]|黑体|加粗", f"{' '.join(MARKS)} 星号 标有 标注 黑体 加粗")
OTHERS_COOPERATE = Pattern(
    rf"(?:后|其他|其它|其余|之外|剩余)[^。；]{{0,12}}(?:{'|'.join(COOPERATE_WORDS)})", "后 其他 其它 其余 之外 剩余"
)
OTHERS = Pattern(r"(?:[逗分顿]号(?:之)?后|其他|其它|其余|之后|后面|剩余)", "后 其他 其它 其余 剩余")
"""How a remark on the rest of a list begins: 其余为配合单位."""


class Leading(StrEnum):
    """Which of those named leads, where no role is said."""

    FIRST = "first"
    """The first one (列第一位者为牵头单位)."""

    BEFORE_COMMA = "before-comma"
    """All before the first comma (第一个逗号前为牵头单位)."""

    MARKED = "marked"
    """All that bear a mark (标*号的为牵头单位)."""


class Rule(NamedTuple):
    """Who leads in the lists of a file; ``others`` is the role of the rest (其余为配合单位)."""

    leading: Leading = Leading.FIRST
    others: Role = Role.RESPONSIBLE


def rule_in(text: str) -> Rule | None:
    """Return the rule that a remark sets: 列第一位者为牵头单位，其余为配合单位."""
    if len(text) > LONGEST or not any(word in text for word in LEAD_WORDS):
        return None
    others = Role.COOPERATE if OTHERS_COOPERATE.search(text) else Role.RESPONSIBLE
    if MARKED.search(text):
        return Rule(Leading.MARKED, others)
    if BEFORE_COMMA.search(text):
        return Rule(Leading.BEFORE_COMMA, others)
    first = FIRST.search(text)
    return Rule(Leading.FIRST, others) if first and _is_near_lead(text, first.start(), first.end()) else None


def _is_near_lead(text: str, start: int, end: int) -> bool:
    """Tell whether 第一 is said of who leads: 各牵头单位要…，不争第一就是落后 is prose."""
    around = text[max(start - NEAR, 0) : start].rpartition("。")[2] + text[start : end + NEAR].partition("。")[0]
    return any(word in around for word in LEAD_WORDS)
