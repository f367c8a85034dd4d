"""What the forms of times mean: a match and its surroundings, made into a deadline."""

import re
from collections.abc import Callable
from datetime import date as Date  # noqa: N812 - as in taskmap.model
from typing import NamedTuple

from taskmap.model import Deadline
from taskmap.reading.patterns import Pattern
from taskmap.refs import chinese_number

CLAUSE = r"[^，,。；;：:\n]"
FIRST_PLAN_YEAR = 1953
PLAN_YEARS = 5
LAST_MONTH = 12
TERMS = {"上旬": 10, "中旬": 20}
"""The last day of a third of a month."""

OPENINGS = ("力争", "争取", "确保", "计划", "拟", "将", "要", "并", "再", "用", "在", "于", "未来", "今后")
MOST_OPENINGS = 3
BEFORE_OPENING = frozenset("，,。；;：:、”）)")
"""What may stand before 三年内 in a deadline: one of these, and words that open a clause."""

LABEL = Pattern(r"(?:时限|时间|期限|节点)[：:]?\s?$", "时限 时间 期限 节点")
GRANTS = (
    "给予", "补贴", "补助", "奖励", "减免", "免征", "免收", "返还", "享受", "保留", "申请", "申领", "不得", "不再",
    "累计", "未",
)  # fmt: skip
LONGEST_LOOK = 40
"""Characters looked at behind 三年内."""

COMMAS = frozenset("，,")
CLAUSE_ENDS = frozenset("，,。；;：:\n")


class Setting(NamedTuple):
    """What a form is read with: the text, the day of issue, and the year that the sentence last named."""

    text: str
    issued: Date | None
    year: int | None


# Numbers and days


def numeral(text: str) -> int:
    """Read a number in digits or Chinese numerals; what is none is 0."""
    return int(text) if text.isdecimal() else chinese_number(text) or 0


def calendar_day(year: int, month: int, number: int) -> Date | None:
    """Return a day, if the calendar has it."""
    try:
        return Date(year, month, number)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> Date:
    years, following = divmod(month, LAST_MONTH)
    return Date.fromordinal(Date(year + years, following + 1, 1).toordinal() - 1)


def _later(day: Date, months: int) -> Date:
    years, month = divmod(day.month - 1 + months, LAST_MONTH)
    last = _month_end(day.year + years, month + 1)
    return last.replace(day=min(day.day, last.day))


def _plan_end(plan: str) -> Date:
    """Return the last day of a five-year plan: 十四 → 2025-12-31 (the first plan ran from 1953 to 1957).

    The years 1963 to 1965 lay between the second plan and the third.
    """
    return Date(FIRST_PLAN_YEAR + 3 + PLAN_YEARS * numeral(plan) - 1, 12, 31)


# Readings of the forms


def rule(kind: str, rule: str | None) -> Callable[[re.Match[str], Setting], Deadline]:
    """Return the reading of a form that always means the same."""
    return lambda match, _setting: Deadline(match[0], kind, rule=rule)


def dated(match: re.Match[str], setting: Setting) -> Deadline | None:
    """Read a time of a year: 到2025年, 2024年9月底前, 6月底前, 12月20日前, 2025年一季度, 今年年底."""
    parts = match.groupdict()
    year = _year_of(parts, setting)
    if year is None:
        return None
    last, rule = _last_day(parts, year)
    if last is None:
        return None
    is_limit = any(parts.get(part) for part in ("lead", "tail", "end", "whole")) or LABEL.search(
        setting.text, max(0, match.start() - 4), match.start()
    )
    return Deadline(match[0], "by" if is_limit else "point", last, rule)


def _year_of(parts: dict[str, str | None], setting: Setting) -> int | None:
    if year := parts.get("year"):
        return int(year)
    if near := parts.get("near"):
        return setting.issued.year + (near == "明") if setting.issued else None
    return setting.year or (setting.issued.year if setting.issued else None)


def _last_day(parts: dict[str, str | None], year: int) -> tuple[Date | None, str]:
    if month := parts.get("month"):
        number = parts.get("day")
        if number:
            return calendar_day(year, numeral(month), numeral(number)), "day"
        if third := TERMS.get(parts.get("third") or ""):
            return Date(year, numeral(month), third), "day"
        return _month_end(year, numeral(month)), "month-end"
    if quarter := parts.get("quarter"):
        return _month_end(year, 3 * numeral(quarter)), "quarter-end"
    if parts.get("half"):
        return _month_end(year, 6), "month-end"
    return Date(year, 12, 31), "year-end"


def span(match: re.Match[str], _setting: Setting) -> Deadline | None:
    """Read 2022—2024年, 2024年6月至2025年12月."""
    year, month = int(match["year"]), match["month"]
    if not int(match["first"]) <= year:
        return None
    last, rule = (_month_end(year, numeral(month)), "month-end") if month else (Date(year, 12, 31), "year-end")
    return Deadline(match[0], "span", last, rule)


def plan(kind: str) -> Callable[[re.Match[str], Setting], Deadline]:
    """Return the reading of a form that names a five-year plan: “十四五”期间."""
    return lambda match, _setting: Deadline(match[0], kind, _plan_end(match["plan"]), "plan-period")


def mid_century(match: re.Match[str], _setting: Setting) -> Deadline:
    """Read 到本世纪中叶."""
    return Deadline(match[0], "by", Date(2050, 12, 31), "mid-century")


def this_year(match: re.Match[str], setting: Setting) -> Deadline | None:
    """Read 年内, 年底前: of the year that the sentence named, else that of issue."""
    year = setting.year or (setting.issued.year if setting.issued else None)
    return Deadline(match[0], "by", Date(year, 12, 31) if year else None, "year-end")


def start(match: re.Match[str], _setting: Setting) -> Deadline | None:
    """Read 自2017年1月1日起, from which a measure counts."""
    month, number = match["month"], match["day"]
    if match["season"]:
        return Deadline(match[0], "from", rule="start")
    first = calendar_day(int(match["year"]), numeral(month) if month else 1, numeral(number) if number else 1)
    return Deadline(match[0], "from", first, "start") if first else None


def from_year_on(match: re.Match[str], _setting: Setting) -> Deadline:
    """Read 2012年起5年内, which ends with 2016."""
    return Deadline(match[0], "within", Date(int(match["year"]) + numeral(match["count"]) - 1, 12, 31), "within-years")


def after_issue(match: re.Match[str], setting: Setting) -> Deadline:
    """Read 印发之日起3个月内; working days are not counted out, which takes the holidays of the year."""
    count, unit = numeral(match["count"]), match["unit"]
    if "工作" in unit:
        return Deadline(match[0], "within", rule="within-days")
    if unit in {"日", "天"}:
        last = Date.fromordinal(setting.issued.toordinal() + count) if setting.issued else None
        return Deadline(match[0], "within", last, "within-days")
    return counted(match, setting)


def counted(match: re.Match[str], setting: Setting) -> Deadline:
    """Read 三年内, 用5年左右时间, counted from the day of issue."""
    count, is_years = numeral(match["count"]), "年" in match["unit"]
    last = _later(setting.issued, count * (LAST_MONTH if is_years else 1)) if setting.issued else None
    return Deadline(match[0], "within", last, "within-years" if is_years else "within-months")


def within(match: re.Match[str], setting: Setting) -> Deadline | None:
    """Read 三年内 where it opens a clause: behind a noun (毕业三年内) or with a grant it is a condition."""
    before = setting.text[max(0, match.start() - 12) : match.start()]
    behind = _clause_behind(setting.text, match.end())
    if not _opens_clause(before) or any(word in behind for word in GRANTS):
        return None
    return counted(match, setting)


def _clause_behind(text: str, place: int) -> str:
    """Return how a clause goes on behind a place in it, or if a comma stands there the next one begins."""
    start = place + (text[place : place + 1] in COMMAS)
    words = text[start : start + LONGEST_LOOK]
    return words[: next((at for at, sign in enumerate(words) if sign in CLAUSE_ENDS), None)]


def _opens_clause(before: str) -> bool:
    """Tell whether a clause begins behind some words. A comma after 的 ends a condition: 符合条件的，三年内免税."""
    for _word in range(MOST_OPENINGS):
        before = before.removesuffix(next((each for each in OPENINGS if before.endswith(each)), ""))
    last = before[-1:]
    return not last or last.isspace() or (last in BEFORE_OPENING and not before.endswith(("的，", "的,")))
