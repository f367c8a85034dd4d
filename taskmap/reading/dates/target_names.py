"""What a target is called: the noun behind an amount (建设10个基地), else the words before it (失业率控制在…)."""

import re

from taskmap.reading.dates.amounts import Amount
from taskmap.reading.patterns import Pattern

MAKING_VERBS = (
    "建成", "建立", "建好", "新建", "改建", "扩建", "新改扩建", "改扩建", "新改建", "迁建", "共建", "建造", "建设",
    "打造", "培育", "新增", "新培育", "创建", "创办", "形成", "产生", "引育", "招引", "遴选", "拟遴选", "选拔", "选派",
    "选树", "选聘", "评选", "评定", "评聘", "认定", "招收", "招录", "招募", "完成", "推进", "设立", "推动", "实现",
    "争取", "确保", "推出", "发布", "制定", "办好", "举办", "组建", "集聚", "聚集", "吸引", "安排", "筹集", "筹建",
    "择优", "派出", "发放", "扩大", "增加", "开工", "竣工", "完工", "投产", "淘汰", "关停", "拆除",
)  # fmt: skip
MAKING = "|".join(MAKING_VERBS).replace("|建设|", "|建设(?!用地|工程|项目)|")
DOING_VERBS = (
    "培养", "培训", "引进", "招聘", "聘请", "扶持", "支持", "发展", "开展", "开发", "实施", "改造", "提升", "规划",
    "配备", "配置", "布局", "推广", "组织", "发动", "资助", "救助", "帮扶", "服务", "推荐", "申报", "整合", "储备",
    "落地", "转化", "投放", "开通", "开放", "升级", "孵化", "设置", "完善", "提供", "出国", "治理", "修复", "整治",
    "绿化", "示范", "惠及", "覆盖", "带动", "落实",
)  # fmt: skip
DOING = "|".join(DOING_VERBS)
"""Verbs that are also the beginning of nouns: 培训基地, 改造项目."""

HEDGES = (
    "力争|争取|确保|努力|累计|继续|至少|不少于|不低于|不超过|超过|其中|首批|每年|全年|使(?!用)|并(?![网购])|约(?!束)|"
    rf"(?:加快|滚动|直接|重点|高质量|高标准|基本|全面|再)(?={MAKING}|{DOING})"
)
LEADING = Pattern(rf"(?:{MAKING}|(?P<doing>{DOING})|{HEDGES}|[和或及、：:\s■])")
PREPOSITION = Pattern(rf"(?:面向|围绕|依托|针对|在|从|为|向).{{1,30}}?(?={MAKING})", "面向 围绕 依托 针对 在 从 为 向")
HEDGE = Pattern(rf"(?:{HEDGES}|实现|推动|带动|将(?!来)|[、：:\s■要])+")
EACH = Pattern(
    r"每个?(?!年)(?:[^\W\d_a-zA-Z]|[（）]){1,20}?(?=至少|不少于|重点|力争|建|创建|培育|配备|打造|有|新|$)", "每"
)
PREDICATE = Pattern(
    r"(?:进入|达到|成为|通过|跻身|入选|赴|参加|进行|到(?=(?:[^\W\d_a-zA-Z]|、){2,16}(?:工作|兼职|任职|挂职|服务)))(?!的)",
    "进入 达到 成为 通过 跻身 入选 赴 参加 进行 到",
)
"""Where 20个X进入Y, 50名X到Y任职 says of the noun X what it shall do."""
PURPOSE = Pattern(r"(?<=.)(?:开展|提供).*", "开展 提供")
SHORT_HEAD = 2
"""Characters: 学科, 企业 alone name nothing; a longer noun behind 的 does."""


def name_of(amount: Amount) -> str:
    """Name what an amount counts or measures."""
    subject, noun = amount.subject, amount.right.removeprefix("的")
    if noun and (each := EACH.search(subject)):
        return each[0] + _noun(noun)
    if amount.is_share:
        return _share_name(amount, noun)
    if noun:
        return _yearly(subject, noun) + _noun(noun)
    if amount.verb.kind == "fall":
        return indicator(subject) + amount.verb.word
    if amount.has_verb:
        return _without_verbs(indicator(subject)) or subject
    return _counted(subject)


def _counted(subject: str) -> str:
    """Name a count by the words before it: 每年新增就业岗位, 具有竞争力的骨干企业 → 骨干企业."""
    before, yearly, verb = subject.rpartition("每年")
    if yearly:
        return HEDGE.sub("", before) + yearly + re.sub("力争|至少", "", verb)
    return _head(_without_verbs(subject))


def _share_name(amount: Amount, noun: str) -> str:
    subject = amount.subject
    if part := re.fullmatch(r"(.*?)要?(?:达到|占|(?<!不)超过)(.{1,20})的", subject):
        return f"{indicator(part[1])}占{part[2]}"
    if amount.has_verb:
        return indicator(subject) + (amount.verb.word if amount.verb.kind == "fall" else "")
    return indicator(subject) + noun


def indicator(subject: str) -> str:
    """Return the subject of 达到 without what hedges it: 力争全省城镇化率 → 全省城镇化率."""
    opening = HEDGE.match(subject)
    return subject[opening.end() if opening else 0 :].rstrip(" 、")


def _yearly(left: str, noun: str) -> str:
    """Return 每年 where a count is one of every year, with its verb unless the noun has one."""
    _, yearly, verb = left.rpartition("每年")
    if not yearly or PREDICATE.search(noun):
        return yearly
    return yearly + re.sub("至少|重点|[为对约]$", "", verb)


def _noun(words: str) -> str:
    """Return the noun of what follows a count: behind 的, and with what it shall do put before it."""
    if predicate := PREDICATE.search(words):
        noun = words[: predicate.start()]
        head = noun[noun.rfind("的") + 1 :]
        return f"{words[predicate.start() :]}的{head}" if head else words
    return _head(PURPOSE.sub("", words)).removesuffix("建设")


def _head(words: str) -> str:
    head = words[words.rfind("的") + 1 :]
    return head if len(head) > SHORT_HEAD else words


def _without_verbs(words: str) -> str:
    """Return the noun before a count, without the verbs in front; 培训基地 keeps its own."""
    opening = PREPOSITION.match(words)
    start = opening.end() if opening else 0
    while leading := LEADING.match(words, start):
        if leading.end() == len(words) or (leading["doing"] and len(words) - leading.end() <= SHORT_HEAD):
            break
        start = leading.end()
    return words[start:].strip(" ：:、■")
