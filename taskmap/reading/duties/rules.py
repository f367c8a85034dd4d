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

CLAUSE = Pattern("[，,。；;：:]")
IS = ("为", "是", "即", "系", "作为", "牵头")
STANDS = ("列", "排", "居")
LEADERS = ("牵头单位", "牵头部门")
"""How 第一 and who leads are told of each other: 排在第一位的，为牵头单位; 牵头单位，列首位."""

FIRST = Pattern(
    r"第[一1](?!责任人|责任主体|时间|书记|线|人民|医院|附属|中学|小学|实验|师|产业|批|期|轮|季度|阶段|步)|首[位个家名]|首先|排(?:名|在|列)?(?:第一|首位|最前|前面)|列(?:在)?(?:第一|首位)|居首|为首|前者|最前",
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
    return Rule(Leading.FIRST, others) if first and _is_of_lead(text, first.start(), first.end()) else None


def _is_of_lead(text: str, start: int, end: int) -> bool:
    """Tell whether 第一 is said of who leads, in its clause or beside it: 各牵头单位…，不争第一就是落后 is prose."""
    before, behind = CLAUSE.split(text[:start]), CLAUSE.split(text[end:])
    clause = before[-1] + text[start:end] + behind[0]
    if any(word in clause for word in LEAD_WORDS):
        return True
    following = behind[1] if len(behind) > 1 else ""
    if following.startswith(IS) and any(word in following for word in LEAD_WORDS):
        return True
    return clause.startswith(STANDS) and len(before) > 1 and before[-2].endswith(LEADERS)
