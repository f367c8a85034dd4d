"""The columns of tables that divide labour: which one names the owners, which tells the task, the time, the remark."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.brackets import trailing
from taskmap.reading.broken_names import is_broken
from taskmap.reading.characters import is_han, split_at
from taskmap.reading.duties.labels import LabelKind, label_name
from taskmap.reading.duties.phrases import parse
from taskmap.reading.duties.places import is_list_of_owners
from taskmap.reading.duties.predicates import predicate
from taskmap.reading.duties.rules import rule_in
from taskmap.reading.duties.words import NOBODY, NUMBER_HEADS, SEPARATORS
from taskmap.reading.organs import AND, is_organ, is_surely_organ, may_be_named
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from taskmap.model import Role
    from taskmap.reading.blocks import Row
    from taskmap.reading.duties.phrases import OwnerPhrase

REMARK_HEADS = frozenset({"备注", "说明", "附注", "备考"})
DEADLINE_HEADS = ("时限", "时间", "期限", "节点", "进度安排")
WEAK_OWNER_HEADS = frozenset(
    {
        "单位", "部门", "分工", "职责分工", "任务分工", "责任分工", "工作分工", "部门分工", "分工单位", "主管", "责任",
        "单位名称", "部门（单位）", "省级部门", "市级部门", "省直部门", "市直部门",
    }
)  # fmt: skip
"""Heads that may stand over owners, and over units of measure too: the cells decide."""

TEXT_HEADS = (
    "任务", "内容", "措施", "举措", "事项", "工作", "项目", "要点", "重点", "目标", "要求", "政策", "条款", "行动",
    "领域", "类别", "方面", "标准", "成果", "清单", "名称", "问题", "条目", "改革", "指标", "做法", "分类", "版块",
    "板块", "方向", "环节", "一级", "二级", "三级", "表述", "服务", "题目", "建议", "提案", "议题", "案由",
    "诉求", "短板",
)  # fmt: skip
RESULT_HEADS = Pattern(
    r".*(?:目标|标准|成果|成效|要求|产出|形式|指标|任务量|进度|效果|数)[值量]?",
    "目标 标准 成果 成效 要求 产出 形式 指标 任务量 进度 效果 数",
)
"""Heads of what a measure shall bring, which follows the measure itself."""

PROBLEM_HEADS = Pattern(
    r".*(?:问题|短板|诉求|困难|不足)(?:描述|表述|内容|表现|情况|概况|清单|事项|[和及与、].{1,4})?",
    "问题 短板 诉求 困难 不足",
)
"""Heads of what is wrong, which rows of other columns tell how to put right."""

SITUATION_HEADS = frozenset({"情况", "具体情况", "基本情况", "有关情况", "现状", "具体表现", "原因", "原因分析"})
"""Heads of what belongs to a problem, beside its head."""

REPORT_WORDS = (
    "进展", "完成情况", "落实情况", "推进情况", "执行情况", "实施情况", "办理情况", "整改情况", "取得成效",
    "取得的成效", "工作动态", "办理结果", "整改结果",
)  # fmt: skip
"""Words in heads of what has been done already, which is no part of a task."""

NEXT_WORDS = ("下一步", "下步", "下阶段")
"""Words in heads of what is to come, behind what has been done."""

PLANNED = ("目标", "要求", "计划", "安排", "标准")
"""What heads end in that stand over what is still to be done: 进展目标."""

NAME_HEADS = ("单位名称", "部门名称", "机构名称", "企业名称", "姓名", "职务")
"""Heads that stand over names, whatever else their words may say."""

PHONE_HEADS = ("电话", "手机", "联系方式")
ADDRESS_HEADS = ("地址", "传真", "邮箱", "邮编")
"""Heads of a directory: whom to call and where to go."""

WORK_HEADS = ("任务", "内容", "措施", "举措", "事项", "工作", "要点", "目标", "要求", "实事", "问题", "行动")
"""Heads of what is to be done: beside them a telephone number is that of those who do it."""

LEVELS = ("一级", "二级", "三级")
"""What the heads of groups within groups begin with: 二级指标."""

MOSTLY = 0.6
"""Share of a column's cells that name owners, where its head does not say that it does."""

FEWEST_ROWS = 3
"""Rows that a table without a head has to have."""

SENTENCE = 12
"""Characters that a cell with a task in it has in a table without a head."""

WORDY = 5
"""Characters that cells with tasks in them have at least, one with another."""

LONGEST_NUMBER = 6
"""Characters of a row's number."""

SEPARATORS_AT_END = "、，,；; "
LINE_MARK = Pattern(r"(?:[①-⑳•●■◆▪·]|\d{1,2}[.．、]|[（(]\d{1,2}[）)])\s*(?=\D)")
"""What stands before every one of the names in a cell that lists them."""

NAME_ENDS = "".join(sorted(SEPARATORS))


class Columns(NamedTuple):
    """What the columns of a table hold; each is an index, or several from left to right.

    ``results`` are columns of what a task shall bring, whose text follows that of the task. ``problem`` is the one of
    ``texts`` that says what is wrong; those behind it tell more of it, and what is to be done.
    """

    owners: tuple[tuple[int, Role | None], ...]
    texts: tuple[int, ...]
    number: int | None = None
    due: int | None = None
    remark: int | None = None
    results: tuple[int, ...] = ()
    problem: int | None = None


def is_owner_head(cell: str) -> bool:
    """Tell whether a head stands over owners, or may do."""
    label = owner_label(cell)
    return label is not None or cell in WEAK_OWNER_HEADS


def owner_label(cell: str) -> tuple[Role | None] | None:
    """Return the role that a head gives to the owners under it, in a tuple; ``None`` if it is not over owners.

    A remark behind it is no part of it (责任单位（排第一位的为牵头单位）); a label behind a name of the column says
    it all (A类（牵头单位）).
    """
    core, note = trailing(cell)
    label = label_name(core if note and rule_in(note) else cell)
    if not label and note and len(core) <= LONGEST_CLASS:
        label = label_name(note)
    return (label.role,) if label and label.kind == LabelKind.OWNERS else None


LONGEST_CLASS = 4
"""Characters of the name of a column, in front of what it stands over."""


def columns_by_heads(heads: Sequence[str], body: Sequence[Row]) -> Columns | None:
    """Tell what columns hold by their heads (without spaces); ``None`` if they name no owners."""
    if is_directory(heads):
        return None
    kinds = _kinds(heads)
    owners = [(place, label[0]) for place, head in enumerate(heads) if (label := owner_label(head))]
    owners = owners or [
        (place, None) for place, head in enumerate(heads) if head in WEAK_OWNER_HEADS and _mostly_owners(body, place)
    ]
    taken = {place for place, _role in owners}
    texts = [place for place, kind in enumerate(kinds) if kind in ("text", "result") and place not in taken]
    results = [place for place in texts[1:] if kinds[place] == "result"]
    texts = [place for place in texts if place not in results]
    if results and texts and _is_group(body, texts[-1], results[0]):
        texts.append(results.pop(0))
    if not texts:
        free = [place for place, kind in enumerate(kinds) if kind in (None, "report") and place not in taken]
        texts = [place for place in free[-1:] if _is_wordy(body, place)]
    texts = texts if any(_tells_work(body, place) for place in texts) else []
    if not texts or not any(_names_owners(body, place) for place, _role in owners):
        return None
    single = {kind: kinds.index(kind) for kind in ("number", "due", "remark") if kind in kinds}
    problem = next((place for place in texts if PROBLEM_HEADS.fullmatch(_without_note(heads[place]))), None)
    return Columns(tuple(owners), tuple(texts), **single, results=tuple(results), problem=problem)


def _kinds(heads: Sequence[str]) -> list[str | None]:
    """Tell what heads stand over, by their words and by those in front of them.

    Behind a task and its owners, or behind what has been done for it, problems and next steps are reported; behind a
    problem its situation is told.
    """
    kinds: list[str | None] = []
    has_problem = False
    for head in heads:
        kind = _kind(head)
        name = _without_note(head)
        is_problem = bool(PROBLEM_HEADS.fullmatch(name))
        is_told = "text" in kinds and ("owners" in kinds or "report" in kinds)
        if is_told and not has_problem and (is_problem or any(word in name for word in NEXT_WORDS)):
            kind = "report"
        elif has_problem and name in SITUATION_HEADS:
            kind = "text"
        has_problem = has_problem or (is_problem and kind == "text")
        kinds.append(kind)
    return kinds


def is_report_head(head: str) -> bool:
    """Tell whether a head stands over what has been done already: 进展情况, 一季度工作完成情况."""
    is_also_plan = "措施" in head and any(word in head for word in AND)
    return any(word in head for word in REPORT_WORDS) and not head.endswith(PLANNED) and not is_also_plan


def _without_note(head: str) -> str:
    return trailing(head)[0] or head


def is_directory(heads: Sequence[str]) -> bool:
    """Tell whether heads are those of a directory, which names agencies and divides no work."""
    if any(word in head for head in heads for word in ADDRESS_HEADS):
        return True
    has_phone = any(word in head for head in heads for word in PHONE_HEADS)
    return has_phone and not any(word in head for head in heads if not is_owner_head(head) for word in WORK_HEADS)


def _is_group(rows: Sequence[Row], place: int, result: int) -> bool:
    """Tell whether a column's cells stand over those of several rows that differ in what shall come of the task.

    Then these are the tasks: below 工作任务 stand groups, below 具体要求 what is to be done.
    """
    return any(
        below.cells[place].strip() in ("", above.cells[place].strip())
        and below.cells[result].strip() not in ("", above.cells[result].strip(), below.cells[place].strip())
        for above, below in pairwise(rows)
    )


def _kind(head: str) -> str | None:
    """Tell what a head stands over; ``None`` where its words do not tell. A remark behind it does not count."""
    label = label_name(head)
    if (label and label.kind == LabelKind.DEADLINE) or any(word in head for word in DEADLINE_HEADS):
        return "due"
    if label or owner_label(head):
        return "owners"
    head = _without_note(head)
    return next((kind for kind, stands_over in KINDS if stands_over(head)), None)


KINDS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("number", lambda head: head in NUMBER_HEADS),
    ("remark", lambda head: head in REMARK_HEADS),
    ("report", is_report_head),
    ("result", lambda head: RESULT_HEADS.fullmatch(head) and not head.startswith(LEVELS)),
    ("name", lambda head: head.endswith(NAME_HEADS)),
    ("contact", lambda head: any(word in head for word in (*PHONE_HEADS, *ADDRESS_HEADS))),
    ("text", lambda head: not head or any(word in head for word in TEXT_HEADS)),
)
"""What heads stand over that are no labels, the first that fits."""


def columns_by_cells(rows: Sequence[Row]) -> Columns | None:
    """Find the columns of a table without heads: one names owners in nearly all rows, one before it holds sentences."""
    if len(rows) < FEWEST_ROWS:
        return None
    owners = [place for place in range(1, len(rows[0].cells)) if _mostly_owners(rows, place)]
    texts = [
        place
        for place in range(owners[0] if owners else 0)
        if 2 * sum(len(row.cells[place]) > SENTENCE for row in rows) >= len(rows)
    ]
    if not texts:
        return None
    has_number = texts[0] > 0 and all(len(row.cells[0]) <= LONGEST_NUMBER for row in rows)
    return Columns(tuple((place, None) for place in owners), tuple(texts), 0 if has_number else None)


def _mostly_owners(rows: Sequence[Row], place: int) -> bool:
    """Tell whether most cells of a column name owners and nothing else."""
    cells = [cell for row in rows if (cell := row.cells[place].strip()) not in NOBODY]
    return bool(cells) and sum(is_list_of_owners("、".join(cell.split("\n"))) for cell in cells) >= MOSTLY * len(cells)


def _tells_work(rows: Sequence[Row], place: int) -> bool:
    """Tell whether a column may say what is to be done: most of its cells are neither figures nor names of owners."""
    cells = [cell for row in rows if (cell := row.cells[place].strip()) not in NOBODY]
    figures = sum(not any(map(is_han, cell)) for cell in cells)
    return figures < MOSTLY * len(cells) and not _mostly_owners(rows, place)


def _is_wordy(rows: Sequence[Row], place: int) -> bool:
    """Tell whether the cells of a column, whose head does not tell what they are, say more than a state or an option.

    So lists of options do not that workbooks keep for their cells: 市教育局, 进行中.
    """
    cells = [cell for row in rows if (cell := row.cells[place].strip()) not in NOBODY]
    return sum(map(len, cells)) >= WORDY * len(cells)


def _names_owners(rows: Sequence[Row], place: int) -> bool:
    """Tell whether a column names owners at all (and not persons, or amounts)."""
    cells = (row.cells[place].strip() for row in rows)
    return any(is_organ(each.name) for cell in cells if cell not in NOBODY for each in owners_of(cell, None).names)


def owners_of(cell: str, role: Role | None) -> OwnerPhrase:
    """Read the owners in a cell, whose lines may be names of their own or one list that the cell's width breaks."""
    lines = unwrapped(cell)
    each = [parse(line.rstrip(SEPARATORS_AT_END)) for line in lines]
    if not all((phrase.names or phrase.due or phrase.stated) and not phrase.unread for phrase in each):
        lines = _parted(lines)
    if len(lines) == 1:
        return parse(lines[0], role)
    return parse("；".join(line.rstrip(SEPARATORS_AT_END) for line in lines), role)


def _parted(lines: Sequence[str]) -> list[str]:
    """Put lines together, but where a name ends with a line and would be none with the next one's beginning."""
    parted: list[str] = []
    for line in lines:
        if parted and not _ends_with_name(parted[-1], line):
            parted[-1] += line
        else:
            parted.append(line)
    return parted


def _ends_with_name(line: str, following: str) -> bool:
    """Tell whether a name ends where a line does, and another one begins the following, whatever its shape.

    市住建局 + 市某某服务热线, but neither 市住建局 + 牵头负责 nor 某某公司 + 西部某某中心.
    """
    left, right = split_at(NAME_ENDS, line)[-1], split_at(NAME_ENDS, following)[0]
    whole = left + right
    return is_surely_organ(left) and may_be_named(right) and not is_organ(whole) and not predicate(whole).is_said


def unwrapped(cell: str) -> list[str]:
    r"""Return the lines of a cell, those put together that the cell's width breaks within a name.

    >>> unwrapped("省财政厅\n省人力资源社\n会保障厅")
    ['省财政厅', '省人力资源社会保障厅']
    """
    lines: list[str] = []
    for line in _without_marks([line.strip() for line in cell.split("\n") if line.strip()]):
        if lines and is_broken(split_at(NAME_ENDS, lines[-1])[-1], split_at(NAME_ENDS, line)[0]):
            lines[-1] += line
        else:
            lines.append(line)
    return lines


def _without_marks(lines: list[str]) -> list[str]:
    """Take the marks off lines that all have one: 1.市园林局, 2.市财政局."""
    ends = [found.end() for line in lines if (found := LINE_MARK.match(line))]
    if len(ends) < len(lines):
        return lines
    return [line[end:] for line, end in zip(lines, ends, strict=True)]
