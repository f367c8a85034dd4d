"""An agency and its part, as one paragraph of a list says it: 市卫生局：负责…, 市教育局。负责…, 市公安局 负责….

What tells that a paragraph may be such an entry is how it begins: with names that have the shape of agencies, and a
part that begins with a verb of doing. Whether it is one, the other paragraphs of its list tell (``part_lists``).
"""

from __future__ import annotations

from typing import NamedTuple

from taskmap.model import Role
from taskmap.reading.brackets import cut
from taskmap.reading.duties.labels import COLONS, label_name
from taskmap.reading.duties.names import part, pieces, restore
from taskmap.reading.duties.part_signs import DUTY, HEAD_ENDS, LONGEST_HEAD
from taskmap.reading.marks import CIRCLED
from taskmap.reading.organs import is_collective, is_field, is_organ, is_surely_organ, may_be_named
from taskmap.reading.patterns import Pattern

LONGEST_RUN_ON = 30
"""Characters of a name from which nothing parts its part."""

LONGEST_UNKNOWN = 14
"""Characters of a name that has not the shape of an agency."""

SHORTEST_COLLECTIVE = 2
"""Characters of words that mean a class of agencies and could begin a sentence: 各县."""

ASSIGNS = COLONS | {"。"}
BULLETS = "-*+·　 \t"
ITEM_MARKS = CIRCLED + " 　"
"""What may stand before the first of several parts: ①负责…."""

OWN = ("的主要职责", "的工作职责", "的职责", "主要职责", "工作职责", "职责任务", "职责")
"""What may stand between an agency and its part: 市教育局职责：负责…."""

PERSONS = ("长", "员", "主任", "书记", "同志", "人", "组")
HEADINGS = ("者", "方", "他", "求", "标", "则", "施", "务", "责", "容", "作", "面")
"""How what stands before a colon ends, if it is a person, a group of persons, or the heading of something."""

ANNOUNCING = ("如下", "分工")
"""How what announces a list ends: 各成员单位职责分工如下：."""

OF_A_KIND = ("单位", "部门", "企业", "机构", "公司", "方", "者", "主体")
"""Ends of names that may mean anybody of a kind: 施工单位."""

UNIT_ENDS = (
    "部", "厂", "公司", "集团", "中心", "委", "室", "科", "处", "站", "队", "院", "所", "车间", "办", "会", "单位",
    "馆", "社", "段", "校", "园", "库", "场", "部门",
)  # fmt: skip
"""How parts of a firm, a school or a hospital are called, which have not the shape of agencies: 安技部, 总装车间."""

DOING = (
    *DUTY, "指导", "组织", "协调", "制定", "制订", "拟定", "拟订", "编制", "起草", "落实", "做好", "抓好", "加强",
    "强化", "开展", "推进", "推动", "统筹", "督促", "督导", "监督", "检查", "查处", "打击", "审核", "审批", "审查",
    "提供", "收集", "汇总", "分析", "研究", "提出", "建立", "健全", "完善", "保障", "确保", "管理", "维护", "安排",
    "指挥", "掌握", "实施", "执行", "宣传", "引导", "培训", "支持", "会同", "联合", "履行", "发挥", "办理", "受理",
    "处置", "处理", "救助", "救治", "调查", "监测", "预警", "发布", "上报", "通报", "调度", "调配", "筹措", "拨付",
    "安置", "疏导", "维持", "疏散", "供应", "储备", "修复", "抢修", "排查", "整治", "治理", "规范", "优化", "深化",
    "贯彻", "动员", "发动", "争取", "对接", "跟踪", "评估", "考核", "验收", "推广", "扶持", "培育", "督查", "巡查",
    "核实", "依托", "围绕", "加快", "利用", "结合", "关注", "把握", "服从", "深入", "承办",
)  # fmt: skip
"""Verbs with which a part may begin."""

BESIDE_DUTY = (*DUTY, "做好", "抓好", "组织", "指导", "督促", "加强")
"""Those behind which a list of names may stand that nothing parts from them."""

BY_LAW = "依法"
"""Says enough, whatever is done."""

OBLIGING = ("要", "应当", "应")
"""What may stand between an agency and what it has to do."""

HOW = (
    "主要", "具体", "全面", "统一", "积极", "密切", "主动", "切实", "认真", "及时", "严格", "依法", "共同", "分别",
    "全力", "进一步", "充分", "直接", "总体", "综合", "归口", "做到", "继续",
)  # fmt: skip
"""What may stand in front of the verb."""

ON_BASIS = Pattern(
    r"(?:按照?|依照?|依据|根据|结合)[^，。；：]{0,12}(?:职责|职能|分工|权限|要求|规定|部署|实际)(?:范围|分工|任务)?[，,]?",
    "按 依 根据 结合",
)
IN_OR_ON = Pattern(r"(?:在|对|就|将|由)[^。；：]{2,40}", "在 对 就 将 由")
"""What may stand before the verb of duty: 在指挥部领导下，负责…."""

NO_VERB = Pattern(
    r"的|人(?![员才民力口防工大社群])|同志|单位|部门|处室|科室|领导(?!小组)|者|思想|机构|意见",
    "的 人 同志 单位 部门 处室 科室 领导 者 思想 机构 意见",
)
"""What makes a noun of a verb that stands in front of it, or tells of it: 负责人, 指导单位, 负责的任务."""

LEADS = ("牵头", "负责牵头")
COOPERATES = ("配合", "协助", "参与", "参加", "协同", "协办")
"""How a part begins that makes its agency more than responsible, or less: 支持 does not, it is something to be done."""


class Entry(NamedTuple):
    """What may be an entry of a list: its names, and how surely they are agencies and have a part."""

    printed: str
    """The names and what parts them from the part, as they stand in the paragraph."""

    names: tuple[str, ...]
    part: str
    is_sure: bool
    """Whether the names can hardly be anything but those of agencies."""

    is_known: bool = True
    """Whether they have the shape of agencies at all."""

    is_parted: bool = True
    """Whether punctuation or a space parts the names from the part."""

    is_assigned: bool = False
    """Whether the line above its list says that what follows is everybody's part, whatever verb it begins with."""


def entry_of(text: str, *, is_assigned: bool = False) -> Entry | None:
    """Read a paragraph, given without its mark, as an agency and its part; the part is empty in a heading.

    In a list of which a line above says that it divides the work (``is_assigned``), parts of firms count as agencies.
    """
    start = len(text) - len(text.lstrip(BULLETS))
    body = text[start:]
    head, end = _head(body)
    found = _entry(head, text[: start + end], body[end:].strip())
    if is_assigned and not (found and found.is_sure):
        found = _unit(head, text[: start + end], body[end:].strip()) or found
    if is_assigned and found:
        return found._replace(is_assigned=True)
    return found or (_run_on(text) if not start else None)


def _head(text: str) -> tuple[str, int]:
    """Return what stands in front of the first colon, full stop or space, and where the rest begins."""
    (_, head), *_rest = cut(text[: LONGEST_HEAD + 1], HEAD_ENDS)
    end = len(head)
    while text[end : end + 1] and text[end] in HEAD_ENDS:
        end += 1
    return head, end


def _entry(head: str, printed: str, rest: str) -> Entry | None:
    if not 1 < len(head) <= LONGEST_HEAD or label_name(head) or head.endswith(ANNOUNCING):
        return None
    goes_on = not rest or begins_with_doing(rest)
    is_said_to = not COLONS.isdisjoint(printed) and not rest.startswith(DOING)  # 负责人到场 is no part
    own = next((each for each in OWN if head.endswith(each)), "")
    names = tuple(restore(name for each in pieces(head.removesuffix(own), "、") for name in part(each.text)))
    is_sure = bool(names) and all(map(is_surely_agency, names))
    if names and all(map(is_agency, names)) and (goes_on or (is_sure and is_said_to)):
        return Entry(printed, names, rest, is_sure=is_sure)
    is_said = bool(rest) and not COLONS.isdisjoint(printed) and begins_with_duty(rest)
    if is_said and len(head) <= LONGEST_UNKNOWN and may_be_named(head) and not head.endswith((*PERSONS, *HEADINGS)):
        return Entry(printed, (head,), rest, is_sure=False, is_known=False)
    return None


def _unit(head: str, printed: str, rest: str) -> Entry | None:
    """Read parts of a firm in front of a colon or full stop, and what they are to do: 生产部、物流中心：备好车辆."""
    names = tuple(each.text for each in pieces(head, "、"))
    are_units = all(
        1 < len(name) <= LONGEST_UNKNOWN and name.endswith(UNIT_ENDS) and may_be_named(name) for name in names
    )
    if not rest or ASSIGNS.isdisjoint(printed) or not names or not are_units:
        return None
    return Entry(printed, names, rest, is_sure=True)


def _run_on(text: str) -> Entry | None:
    """Read an agency from which nothing parts its part: 市教育局负责….

    Lists with names in front of them are no such entries: sentences that speak of several agencies are prose, too.
    """
    ends = {at for verb in (*DOING, BY_LAW) if (at := text.find(verb, 2, LONGEST_RUN_ON)) > 0}
    for end in sorted(ends):
        name = text[:end]
        for how in (*HOW, *OBLIGING):
            name = name.removesuffix(how)
        rest = text[len(name) :]
        obliging = next((word for word in OBLIGING if rest.startswith(word)), "")
        rest = rest.removeprefix(obliging)
        is_sure = is_surely_organ(name) and is_surely_agency(name)
        is_name = (is_sure or (is_agency(name) and rest.startswith(DUTY))) and not begins_with_doing(name)
        is_exhorted = obliging and is_collective(name)  # 各单位要加强联系
        if is_name and begins_with_doing(rest) and not is_exhorted:
            return Entry(name, (name,), rest, is_sure=is_sure, is_parted=False)
    return None


def names_before(text: str) -> str:
    """Return what stands before the first verb of duty, or one like it: 甲局、乙局 of 甲局、乙局负责…."""
    end = min((at for verb in BESIDE_DUTY if (at := text.find(verb)) > 0), default=0)
    names = text[:end]
    while how := next((each for each in HOW if names.endswith(each)), ""):
        names = names.removesuffix(how)
    return names


def is_agency(name: str) -> bool:
    """Tell whether a name has the shape of an agency's, and is not that of a person or a group."""
    return is_organ(name) and not name.endswith(PERSONS)


def is_surely_agency(name: str) -> bool:
    """Tell whether a name can hardly be anything but an agency's."""
    if name.endswith(OF_A_KIND):
        return name.startswith(("各", "有关", "相关", "其他")) or is_field(name.removesuffix("部门"))
    return is_surely_organ(name) or (is_collective(name) and len(name) > SHORTEST_COLLECTIVE)


def begins_with_doing(text: str) -> bool:
    """Tell whether a text begins with a verb that says what somebody is to do."""
    if text.startswith(BY_LAW) or _begins_with(text, DOING):
        return True
    opening = IN_OR_ON.match(text)
    return opening is not None and any(map(opening[0].count, DUTY))


def begins_with_duty(text: str) -> bool:
    """Tell whether a text begins with a verb that says whose part it is."""
    return _begins_with(text, DUTY)


def role_of_part(text: str) -> Role:
    """Return the role in which an agency has its part: as it begins, whatever it says of others further on."""
    text = _without_how(text)
    if text.startswith(LEADS):
        return Role.LEAD
    return Role.COOPERATE if text.startswith(COOPERATES) else Role.RESPONSIBLE


def _begins_with(text: str, verbs: tuple[str, ...]) -> bool:
    text = text.lstrip(ITEM_MARKS)
    if basis := ON_BASIS.match(text):
        text = text[basis.end() :]
    text = _without_how(text)
    verb = next((each for each in verbs if text.startswith(each)), None)
    return verb is not None and len(text) > len(verb) and not NO_VERB.match(text, len(verb))


def _without_how(text: str) -> str:
    """Take what says how, and not what, from the start of a text."""
    while how := next((each for each in HOW if text.startswith(each)), ""):
        text = text[len(how) :].lstrip("地、")
    return text
