"""The forms of times in documents, each a pattern and what it means: the table that dates.py reads with.

The forms and their traps are those of the source documents in tests/seeds and of common administrative usage; the
spelling of days follows GB/T 15835-2011 (2017年10月12日, 二〇一七年十月十二日).
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from taskmap.model import Deadline
from taskmap.reading.characters import one_of
from taskmap.reading.dates.readings import (
    CLAUSE,
    Setting,
    after_issue,
    counted,
    dated,
    from_year_on,
    mid_century,
    plan,
    rule,
    span,
    start,
    this_year,
    within,
)
from taskmap.reading.patterns import Pattern

S = r"\s{0,3}"
"""Space inside a phrase, as layout leaves it: 2017年 8月 4日."""

ONE_TO_NINE = "一二两三四五六七八九"
NUMERAL = one_of(ONE_TO_NINE)
NUMBER = rf"(?:[0-9]{{1,3}}|{NUMERAL}?十{NUMERAL}?|{NUMERAL})"
DIGIT = one_of("一二三四五六七八九")
YEAR = r"(?P<year>(?<!\d)(?:19|20)\d\d)"
IN_YEAR = "19 20"
"""What a year has one of: those in Hanzi (二〇一七) are in digits before any form is looked for."""

MONTH = rf"(?P<month>(?<![\d十])(?:1[0-2]|0?[1-9])|十[一二]?|{DIGIT})"
DAY = rf"(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十{DIGIT}?|{DIGIT})"
WORD = r"(?:\d{1,2}|[^\W\d_a-zA-Z]{1,3})"
"""A number of a month or day in any spelling, where what it is does not matter."""

TO = f"{one_of('—–―─-~～至到')}{{1,2}}"
IN_TO = "— – ― ─ - ~ ～ 至 到"
PLAN = rf"(?<![{ONE_TO_NINE}])[“\"「『]?(?P<plan>十{DIGIT}?)五[”\"」』]?"
QUOTED_PLAN = rf"(?<![{ONE_TO_NINE}])[“\"「『](?P<plan>十{DIGIT}?)五[”\"」』]"
BEFORE = rf"(?:之前|以前|前(?!\d|{one_of('后列一二三四五六七八九十')}))"


class Form(NamedTuple):
    """A way to write a time, and what it means; without ``read`` it looks like a deadline and is none.

    ``signs`` are the first of what its pattern needs: a text without any is not asked for the rest.
    """

    pattern: Pattern
    read: Callable[[re.Match[str], Setting], Deadline | None] | None
    signs: frozenset[str]


# The forms


DAY_WRITTEN = Pattern(
    rf"{YEAR}{S}年{S}{MONTH}{S}月{S}{DAY}{S}日"
    rf"|(?<!\d)(?P<digits>(?:19|20)\d\d){S}(?P<dash>[-./]){S}(?P<number>\d{{1,2}}){S}(?P=dash){S}(?P<second>\d{{1,2}})(?!\d)",
    IN_YEAR,
    "日 - . /",
)
TITLE = Pattern(r"《[^《》]{1,120}》", "《")

NEAR = r"(?P<near>今|明|本)"
LEAD = r"(?P<lead>(?<![达得做])到|至|截至|截止到?|不晚于|不迟于)"
MONTH_END = r"(?P<third>上旬|中旬|下旬)"
MONTHS = (
    rf"(?:{MONTH}{S}月{S}(?:{DAY}{S}[日号]|{MONTH_END}|份?(?P<end>底|末)|份)?"
    r"|第?(?P<quarter>[一二三四1-4])\s?季度(?:末|底)?|(?P<half>上半年)|下半年)"
)
PERIOD = rf"(?:{MONTHS}|(?P<whole>年?(?:底|末|终|内)))"
NOT_A_TIME = (
    r"(?!\s?(?:[版级款的后]|度(?!内|底|末)|以后|以来|年代|第(?!\s?[一二三四1-4]\s?季)"
    r"|(?:重点|主要)?(?:工作|任务)|预算|计划))"
)
"""What must not follow a year: it names an edition, a plan or a budget."""

VERB = (
    r"正式|全面|施行|实施|执行|生效|开始|启动|试行|统一|停止|废止|不再|取消|调整|开展|推行|推广|逐步|逐年|每年|"
    r"新建|新增|按|对|在|全省|全市|各|将|停用|纳入|实行|上调|提高"
)
MONEY = r"(?!\s?(?:给予|每|最高|不超过|补|奖|资助|按|\d[\d.]{0,8}\s?[万亿]?元))"
"""What must not follow 每年: 每年给予2万元 is the size of a grant."""

YEARLY = r"(?:每年度?|逐年|按年(?!度)|一年一[次度])"
IN_YEARLY = "每年 逐年 按年 一年一"
REVIEW = r"年度(?=(?:绩效)?(?:考[评核]|评估|评价)|审计|述职|检查|监测)"
REVIEWED = "年度绩效 年度考 年度评 年度审计 年度述职 年度检查 年度监测"


def _form(pattern: str, read: Callable[[re.Match[str], Setting], Deadline | None] | None, *needs: str) -> Form:
    return Form(Pattern(pattern, *needs), read, frozenset(needs[0].split()))


CELL_FORMS = (
    _form(rf"(?P<first>(?:19|20)\d\d)[./-]\d{{1,2}}\s?{TO}\s?{YEAR}[./-]{MONTH}(?!\d)", span, ". / -", IN_TO),
    _form(rf"^{YEAR}[./-]{MONTH}(?:[./-]{DAY}(?!\d)(?:[ T][\d:.]{{5,12}})?)?$", dated, ". / -"),
    _form(rf"^{YEAR}$", dated, IN_YEAR),
    _form(rf"^{YEAR}{S}年(?:度|{S}全年)$", dated, "年度 全年"),
    _form(r"长期|持续|常年|常态|始终|全过程", rule("ongoing", "ongoing"), "长期 持续 常年 常态 始终 全过程"),
    _form(r"^全年$", this_year, "全年"),
)
"""What is a time only in a cell, which holds nothing else."""

CELL_PARTS = (_form(MONTHS, dated, "月 季度 半年"),)
"""Times without a year, 6月、三季度, where no other form holds: a cell is no place for baselines."""

FORMS = (
    # What looks like a deadline and is none: baselines, names of editions and plans, conditions.
    _form(
        rf"(?:[比较与]|对比|相当于|达到|恢复到){S}{YEAR}{S}年(?:{S}[底末])?(?![前内])",
        None,
        "年",
        IN_YEAR,
        "比 较 与 达到 相当于 恢复到",
    ),
    _form(rf"[以在由]{S}{YEAR}{S}年(?:[底末])?(?=为基|的|基础|水平)", None, "年", IN_YEAR, "为基 的 基础 水平"),
    _form(rf"[（(]{S}{YEAR}{S}年?{S}{TO}{S}\d{{4}}{S}年{S}[）)]", None, "年", IN_YEAR, IN_TO),
    _form(
        rf"{YEAR}{S}年{S}(?:度(?![内底末])|[版级款的]|(?:重点|主要)?(?:工作|任务)|预算|计划|第\s?\d+\s?[号期])",
        None,
        "年",
        IN_YEAR,
    ),
    _form(rf"{QUOTED_PLAN}{CLAUSE}{{0,20}}?(?:规划(?!期)|纲要|计划|专项)", None, "五", "十", "规划 纲要 计划 专项"),
    _form(
        r"[当次往历同近]年|(?<!以)上年|可持续|不定期|长期以来",
        None,
        "年 续 期",
        "当年 次年 往年 历年 同年 近年 上年 可持续 不定期 长期以来",
    ),
    _form(rf"有效期限?{S}[至到]{S}{YEAR}{S}年{S}(?:{MONTH}{S}月{S}(?:{DAY}{S}日)?)?", None, "有效期"),
    # Counted from the day of issue.
    _form(
        rf"(?:印发|发布|公布|下发)(?:之日起|之日|后|起){S}(?P<count>{NUMBER}){S}(?P<unit>个月|年|个?工作日|日|天)(?:之内|以内|内)",
        after_issue,
        "内",
        "印发 发布 公布 下发",
    ),
    _form(rf"之日起?{S}{NUMBER}{S}(?:个?工作日|个?月|年|日|天|小时)", None, "之日"),
    _form(rf"[自从]?{YEAR}{S}年{S}起[，,]?(?P<count>{NUMBER})年(?:之内|以内|内)", from_year_on, "起", "内", IN_YEAR),
    # Again and again.
    _form(
        rf"{YEARLY}{S}(?:{WORD}{S}月{S}(?:{WORD}{S}日|底|末|份)?|年?(?:底|末))(?:{BEFORE})?{MONEY}",
        rule("recur", "yearly"),
        "年",
        IN_YEARLY,
        "月 底 末",
    ),
    _form(rf"{YEARLY}{MONEY}", rule("recur", "yearly"), "年", IN_YEARLY),
    _form(rf"(?:每个?季度?|按季度?){MONEY}", rule("recur", "quarterly"), "季"),
    _form(
        rf"(?:每个?月|按月|逐月)(?:{S}{DAY}{S}日(?:{BEFORE})?|[底末]前?)?{MONEY}",
        rule("recur", "monthly"),
        "月",
        "每月 每个月 按月 逐月",
    ),
    _form(r"每半年|半年一次", rule("recur", "half-yearly"), "半", "每半年 半年一次"),
    _form(r"每周|按周|逐周", rule("recur", "weekly"), "周", "每周 按周 逐周"),
    _form(
        rf"每{NUMBER}个?年",
        rule("recur", "regularly"),
        "每",
        " ".join(f"每{digit}" for digit in f"0123456789十{ONE_TO_NINE}"),
    ),
    _form(r"每个?(?:学[期年]|[^\W\d_a-zA-Z]{0,6}周期)", rule("recur", "regularly"), "每", "学期 学年 周期"),
    _form(r"定期(?!存)", rule("recur", "regularly"), "定期"),
    _form(rf"(?<![纳列]入)(?<!作为){REVIEW}", rule("recur", "yearly"), "年度", REVIEWED),
    # From a day on; with other words behind, a condition: 自2017年1月1日起取得证书的职工.
    _form(
        rf"[自从]?{YEAR}{S}年{S}(?:{MONTH}{S}月{S}(?:{DAY}{S}日)?|(?P<season>[春秋]季学期))?{S}"
        rf"(?:起|开始|以来)(?=\s?(?:[，,；;。]|$|{VERB}))",
        start,
        "年",
        "起 开始 以来",
        IN_YEAR,
    ),
    _form(
        rf"[自从]?{YEAR}{S}年{S}(?:{MONTH}{S}月{S}(?:{DAY}{S}日)?)?{S}(?:起|以来|开始)",
        None,
        "年",
        "起 开始 以来",
        IN_YEAR,
    ),
    # Spans, plans, the century, the term.
    _form(
        rf"(?P<first>(?:19|20)\d\d){S}(?:年{S}(?:\d{{1,2}}{S}月{S})?)?{TO}{S}{YEAR}{S}年{S}(?:{MONTH}{S}月{S}[底末]?)?(?:期间)?",
        span,
        "年",
        IN_YEAR,
        IN_TO,
    ),
    _form(rf"(?:到|至)?{S}{PLAN}(?:规划)?(?:期?末)", plan("by"), "五", "十", "末"),
    _form(rf"{PLAN}{S}(?:规划)?(?:期间|时期|期内)", plan("span"), "五", "十", "期间 时期 期内"),
    _form(rf"{QUOTED_PLAN}(?!以来|规划|[的、“])", plan("span"), "五", "十", '“ " 「 『'),
    _form(r"(?:到|至)?(?:本|21)世纪中叶前?", mid_century, "世纪中叶"),
    _form(r"本届政府(?:任期)?内", rule("within", "term"), "本届政府"),
    # Counted in years or months.
    _form(
        rf"(?:再?用|通过|经过|利用){S}(?:{NUMBER}{S}{TO}{S})?(?P<count>{NUMBER}){S}(?P<unit>年|个月)(?:左右)?的?(?:时间|努力)",
        counted,
        "年 个月",
        "时间 努力",
        "用 通过 经过",
    ),
    _form(
        rf"(?:未来|今后|接下来的?){S}(?:{NUMBER}{S}{TO}{S})?(?P<count>{NUMBER}){S}(?P<unit>年)(?:内|时间|间)?",
        counted,
        "年",
        "未来 今后 接下来",
    ),
    _form(
        rf"(?:{NUMBER}{S}{TO}{S})?(?P<count>{NUMBER}){S}(?P<unit>年|个月)(?:左右)?(?:的?时间)?(?:之内|以内|内)",
        within,
        "内",
        "年 个月",
    ),
    # A day, a month, a quarter or the end of a year; feasts and seasons have no day of their own.
    _form(
        rf"(?:{YEAR}{S}年|{NEAR}年)(?:春节|元旦|五一|国庆节?|汛期|春耕|采暖[季期]|供暖[季期])(?:来临|到来)?{BEFORE}",
        rule("by", None),
        "前",
        "春节 元旦 五一 国庆 汛期 春耕 采暖 供暖",
    ),
    _form(
        rf"(?:{LEAD}{S})?(?:{YEAR}{S}年|{NEAR}年){NOT_A_TIME}(?:{S}{PERIOD})?(?:{S}(?P<tail>{BEFORE}|底|末))?",
        dated,
        "年",
        f"{IN_YEAR} 今年 明年 本年",
    ),
    _form(
        rf"(?:{LEAD}{S})?(?<![\d年、]){MONTH}{S}月{S}(?:{DAY}{S}日|{MONTH_END}|份?(?:底|末))?{S}(?P<tail>{BEFORE})",
        dated,
        "月",
        "前",
    ),
    _form(rf"{LEAD}{S}{MONTH}{S}月{S}(?P<third>底|末)", dated, "月", "底 末"),
    _form(
        rf"(?:到|至)?(?<![\d一二三四五六七八九十近半多个])年(?:[底末]{S}(?:{BEFORE})?|内)",
        this_year,
        "年",
        "底 末 内",
    ),
    # Without an end.
    _form(r"持续(?!攀升|上升|下滑|走低|低迷|恶化|时间|期|性)", rule("ongoing", "ongoing"), "持续"),
    _form(r"逐步|常态化|常年", rule("ongoing", "ongoing"), "逐步 常态化 常年"),
    _form(r"长期(?=坚持|推进|开展|实施|执行|有效|任务|抓|$)", rule("ongoing", "ongoing"), "长期"),
)
"""Every form, the more specific first."""

SIGNS = frozenset[str]().union(*(form.signs for form in (*CELL_FORMS, *FORMS, *CELL_PARTS)))
"""What tells times: each is looked for once in a text. Half of all tasks have none."""
