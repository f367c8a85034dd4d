"""Quantities that the wording of documents sets: 新增就业220万人以上, 失业率控制在4.5%以内, 建设4—6家产业园.

Amounts of grants, conditions, ages, ranks of names and baselines are left out; the shapes are those of the source
documents in tests/seeds.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date as Date  # noqa: N812 - as in taskmap.model

from taskmap.model import Target
from taskmap.reading.dates.amounts import (
    IN_AMOUNT,
    LONGEST_CLAUSE,
    PARTS,
    Amount,
    Clause,
    amounts_of,
    clauses_of,
)
from taskmap.reading.dates.deadlines import half_width, times
from taskmap.reading.dates.quantities import may_have_quantities
from taskmap.reading.dates.target_names import (
    DOING,
    DOING_VERBS,
    EACH,
    HEDGES,
    MAKING,
    MAKING_VERBS,
    indicator,
    name_of,
)
from taskmap.reading.patterns import Pattern
from taskmap.refs import chinese_number

RANK = Pattern(
    r"(?:进入|位居|位列|跻身)[^\W\d_a-zA-Z]{0,12}前\s?(?P<low>[0-9]{1,3})\s?(?P<unit>[位名])(?P<tail>左右)?", "前"
)

DURATIONS = frozenset({"小时", "个小时", "分钟", "个月", "工作日", "个工作日", "周", "天", "年", "岁", "课时", "学时"})
WORDS_NOT_UNITS = Pattern(
    "项目|家庭|部门|部分|人才|人员|人民|人口|户籍|年级|年度|种植|条件|次数|位于|对外|元旦|门诊",
    "项目 家庭 部门 部分 人才 人员 人民 人口 户籍 年级 年度 种植 条件 次数 位于 对外 元旦 门诊",
)
"""Words that begin with a unit."""

BOUND = Pattern(
    r"(?:(?P<most>不超过|不多于)|(?P<least>至少|不低于|不少于|超过))[^\W\d_a-zA-Z]{0,4}$",
    "不超过 不多于 至少 不低于 不少于 超过",
)
"""A bound a word or two before the amount: 至少培育20个."""

COUNTED = Pattern(rf"(?:{MAKING}|{DOING}|{HEDGES}|[等为对有与建引育■、：]|^)\s?$")
"""What stands before a count of things to come."""

MADE = (*MAKING_VERBS, *DOING_VERBS)
GRANT = Pattern(
    r"给予|补贴|补助|奖励|奖补|贴息|额度|上限|最高|限额|罚|每人|每学时|标准|减免|免征|返还|享受|同一|单[个项]|每[家户]|不超过"
)
RATE = Pattern(r"上浮|下浮|贴息|利率|税率|费率|返还|补贴|补助|给予|奖励|扣除|排名")
SHARE_OF_GRANT = Pattern(r"按(?:照|不|上年|实际)|给予|奖励|贴息")
TERMS = ("期", "最长", "合同", "满", "服务", "距", "连续", "缴费", "退休", "毕业", "经验")
"""What tells that a duration is how long something lasts."""

LIFESPAN = "期寿命"
CONDITIONS = (
    "凡", "首次", "符合", "未", "经认定", "经批准", "严禁", "禁止", "不得", "原则上不", "是指",
)  # fmt: skip
"""What a clause begins with that says when or for whom something holds."""

TO_WHOM = "对"
DONE_TO = ("进行", "开展", "实施")
"""What tells that 对 begins no such clause: 对100家企业进行改造."""

LONGEST_OBJECT = 60
FINES = ("罚款", "违法所得")
ATTRIBUTE = Pattern(r"\s?(?:的|且|并且|[、和][^，、]{0,20}的)", "的 且")
"""What follows an amount that only describes: 年产值超100亿元、具备竞争力的企业, 留用率达到50%以上的单位."""

MEANS = ("通过", "围绕", "依托", "按照", "聚焦", "以")


def targets(text: str, due: Date | None = None, issued: Date | None = None) -> tuple[Target, ...]:
    """Return the targets that a wording sets, in its order.

    Args:
        text: the wording of a task, a goal or the item of a box.
        due: the day that holds where a sentence names none, as of a section that opens 到2025年.
        issued: the day the document was issued; amounts of years before are baselines and left out.
    """
    if not may_have_quantities(half_width(text)):
        return ()
    found = times(text, issued)
    dated = [time for time in found if time.deadline and time.deadline.date and time.deadline.kind != "from"]
    starts = [time.start for time in dated]
    clauses = clauses_of(text, found)
    read = []
    for position, clause in enumerate(clauses):
        for at, target in _clause_targets(clause):
            last = bisect_right(starts, clause.start + at) - 1
            governing = dated[last] if last >= 0 and starts[last] >= clause.sentence else None
            if governing and governing.is_past:
                continue
            day = governing.deadline.date if governing and governing.deadline else due
            wording = text[_opening(clauses, position) : clause.start + len(clause.text)].strip()
            read.append(target._replace(text=wording, name=target.name or None, due=day))
    return tuple(read)


def _opening(clauses: list[Clause], position: int) -> int:
    """Return where a clause starts with the 到2020年 that opens it, also across means: 到2020年，通过…，建设."""
    first = position
    while first > max(0, position - 2) and clauses[first - 1].sentence == clauses[position].sentence:
        first -= 1
        if not clauses[first].words.strip("■ "):
            return clauses[first].start
        if not clauses[first].words.startswith(MEANS):
            break
    return clauses[position].start


def _clause_targets(clause: Clause) -> Iterator[tuple[int, Target]]:
    """Yield the targets of a clause and where their amounts stand, each named, not yet dated."""
    if IN_AMOUNT.isdisjoint(clause.plain) or len(clause.plain) > LONGEST_CLAUSE or _is_condition(clause.plain.strip()):
        return
    if rank := RANK.search(clause.plain):
        name = indicator(clause.words[: rank.start("low") - 1])
        comparison = "about" if rank["tail"] else "at-most"
        yield rank.start(), Target("", name, comparison, int(rank["low"]), unit=rank["unit"])
    amounts = amounts_of(clause)
    if "分别" in clause.plain and len(amounts) > 1:
        yield from _respective(clause, amounts)
        return
    for amount in amounts:
        if _is_target(clause, amount):
            yield amount.quantity.start, _target(amount, name_of(amount), _comparison(amount))


def _value(number: str) -> float:
    plain = number.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def _target(amount: Amount, name: str, comparison: str) -> Target:
    quantity, unit = amount.quantity, amount.unit
    if quantity.is_half:
        return Target("", name, comparison, 50, unit=unit)
    if quantity.is_word:
        return Target("", name, comparison, chinese_number(quantity.low), unit=unit)
    low = _value(quantity.low)
    if quantity.high:
        return Target("", name, comparison, None, low, _value(quantity.high), unit)
    return Target("", name, comparison, low, unit=unit)


def _respective(clause: Clause, amounts: list[Amount]) -> Iterator[tuple[int, Target]]:
    """Read A、B和C数量分别达到3万、6万和500家: the amounts share verb and unit, the subjects the word at the end."""
    subject, _, _ = clause.words.partition("分别")
    names = [name for name in PARTS.split(indicator(subject)) if name]
    if len(names) != len(amounts) or not all(_is_target(clause, amount) for amount in amounts):
        return
    ending = re.search(r"(?:数量|总数|总量|比例|占比|比重|规模|面积|产量|覆盖率|率)$", names[-1])
    comparison, unit = _comparison(amounts[0]), amounts[-1].unit
    for name, amount in zip(names, amounts, strict=True):
        whole = name if not ending or name.endswith(ending[0]) else name + ending[0]
        shared = amount
        if amount.unit in {"万", "亿"}:
            shared = amount._replace(quantity=amount.quantity._replace(unit=amount.unit + unit.lstrip("万亿")))
        yield amount.quantity.start, _target(shared, whole, comparison)


# What is no target


def _is_condition(text: str) -> bool:
    """Tell whether a clause says when or for whom something holds, or what a breach costs."""
    if text.startswith(TO_WHOM):
        around = text[1 : 1 + LONGEST_OBJECT + max(map(len, DONE_TO))]
        if not any(word in around for word in DONE_TO):
            return True
    return text.startswith(CONDITIONS) or text.endswith("的") or any(word in text for word in FINES)


def _is_term(words: str) -> bool:
    """Tell whether a duration behind some words is how long something lasts, which only sounds like 预期寿命."""
    plain = words.replace(LIFESPAN, "")
    return any(word in plain for word in TERMS)


def _is_target(clause: Clause, amount: Amount) -> bool:
    if WORDS_NOT_UNITS.match(amount.unit[-1:] + amount.right[:1]) or _is_attribute(amount) or _is_grant(clause, amount):
        return False
    if amount.quantity.is_word:
        is_counted = amount.quantity.low != "一" and amount.left.endswith(MADE)
        return bool(is_counted or BOUND.search(amount.left[-10:]) or EACH.search(amount.left))
    if amount.quantity.is_half:
        return bool(amount.quantity.tail and amount.right)
    if amount.unit in DURATIONS:
        is_set = amount.verb.kind in {"most", "least"}
        return bool(is_set and not amount.right and not _is_term(amount.left))
    return amount.is_share or amount.has_verb or not amount.right or _is_count(amount)


def _is_count(amount: Amount) -> bool:
    """Tell 培育100家企业 from 24项措施, 1000平方米以下商铺."""
    if amount.quantity.tail in {"以下", "以内"}:
        return False
    return bool(COUNTED.search(amount.left[-6:]) or BOUND.search(amount.left[-10:]))


def _is_grant(clause: Clause, amount: Amount) -> bool:
    """Tell what someone gets on a condition: 给予80万元, 贷款额度上限为10万元, 按实际投入的30%."""
    if amount.is_share:
        return bool(RATE.search(amount.left[-12:]) or RATE.match(amount.right) or SHARE_OF_GRANT.search(clause.plain))
    if not amount.unit.endswith(("元", "万")):
        return False
    return bool(GRANT.search(clause.plain)) and ("亿" not in amount.unit or "给予" in clause.plain)


def _is_attribute(amount: Amount) -> bool:
    """Tell what only describes: 留用率达到50%以上的单位; but 组织不少于3000人次的培训 counts."""
    if not (amount.has_verb and ATTRIBUTE.match(amount.behind)):
        return False
    return amount.is_share or not (amount.subject and COUNTED.search(amount.subject[-6:]))


def _comparison(amount: Amount) -> str:
    verb, tail = amount.verb.kind, amount.quantity.tail
    bound = BOUND.search(amount.left[-10:])
    if verb == "rise":
        return "increase"
    if tail in {"左右", "上下"} or amount.verb.is_about:
        return "about"
    if tail.endswith("以上"):
        return "at-least"
    if tail or verb == "most" or (bound and bound["most"]):
        return "at-most"
    if verb in {"least", "fall"} or amount.quantity.is_more or bound:
        return "at-least"
    return "equal"
