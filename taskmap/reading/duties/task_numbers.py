"""Which tasks a phrase speaks for, where that is more or others than its own: 以上三项由…, 第4、5项由…."""

from taskmap.reading.characters import one_of
from taskmap.reading.patterns import Pattern
from taskmap.refs import chinese_number

ABOVE = Pattern(
    r"以上(?P<count>\d{1,2}|[两二三四五六七八九十]{1,2})[项条款]?(?:任务|工作|措施|内容)?(?:均|都)?(?=由)",
    "以上",
    "由",
)
"""Speaks for the tasks before: 以上三项由…."""

_COUNT = rf"[（(]?(?:\d{{1,3}}|{one_of('一二三四五六七八九十')}{{1,3}})[）)]?"
_FURTHER = rf"(?:{one_of('、和及至到—－~-')}第?{_COUNT})"
OF_NUMBERS = Pattern(
    rf"(?:以上|上述|其中)?(?P<numbers>第\s*{_COUNT}{_FURTHER}*"
    rf"|(?<=以上|上述){_COUNT}{_FURTHER}+)[项条](?:任务|工作|措施|内容)?"
    r"的?[，,：:]?\s*(?:(?:均|都)(?:须|需|应)?(?=由|请|[^为是]))?",
    "第 以上 上述",
    "项 条",
)
"""Speaks for tasks by their numbers: 第4、5项由…, 以上1—3项由…, 第6项，…均为配合单位."""

APPLIES = Pattern(
    rf"(?:以上|上述)?(?:责任|职责|任务)?(?:分工|单位|部门)?(?:仅|均)?适用于?[：:]?(?P<numbers>第?{_COUNT}{_FURTHER}*)[项条](?:任务|工作|措施)?",
    "适用",
)
"""A remark behind names that says for which tasks they stand: （以上分工适用于第6—8项）."""

NUMBER_IN_LIST = Pattern(r"([、和及至到—－~-]?)第?\s*[（(]?(\d{1,3}|[两一二三四五六七八九十]{1,3})[）)]?")
RANGE = frozenset("至到—－~-")


def numbers_in(text: str) -> tuple[int, ...]:
    """Return the numbers that a text lists: 第4、5 → 4, 5; 1—3 → 1, 2, 3."""
    found: list[int] = []
    for each in NUMBER_IN_LIST.finditer(text):
        joint, digits = each.groups()
        number = int(digits) if digits.isdecimal() else chinese_number(digits) or 0
        found += range(found[-1] + 1, number) if joint in RANGE and found else ()
        found.append(number)
    return tuple(found)
