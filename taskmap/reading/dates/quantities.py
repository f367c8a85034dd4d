"""Numbers with their units: 140万人, 4—6家, 97%以上, 三个, 一半以上.

Units are looked up, place by place: to compile a pattern of them all takes as long as to read a page.
"""

from collections.abc import Iterator
from typing import NamedTuple

from taskmap.reading.characters import places_of
from taskmap.reading.patterns import Pattern

UNITS = frozenset(
    {
        "个百分点", "百分点", "个基点", "基点", "个工作日", "工作日", "个小时", "小时", "分钟", "个月", "课时",
        "学时", "人次", "人日", "人年", "户次", "台套", "场次", "架次", "班列", "班次", "批次", "标准箱", "标箱",
        "美元", "公斤", "千克", "毫克", "微克", "克标准煤", "吨标准煤", "平方公里", "平方千米", "平方米", "立方米",
        "公里", "千米", "海里", "公顷", "亩次", "千瓦时", "度电", "千伏安", "千瓦", "兆瓦", "km", "MW", "GW", "kW",
        "EFLOPS", "PFLOPS", "PB", "TB",
        *"%‰倍周天年岁人名家个所项户支处届台套辆座场件张床条艘架头只羽株棵站种类班列趟对期份位间栋",
        *"幢宗款例片部门颗枚根盏眼块次元斤克升吨㎡米亩",
    }
)  # fmt: skip
LONGEST_UNIT = max(map(len, UNITS))
TIMES = frozenset("日月")
"""What an amount may be counted by, beside units: 50吨/日."""

PER_HEAD = "/10万"
SCALES = frozenset("万亿千百")
SCALES_OF_FIRST = frozenset("万亿千")
LARGE = frozenset("万亿")
BEHIND_SCALE = frozenset("、和以")
"""What follows a number of 万 or 亿 without a unit."""

DASHES = frozenset("—–―─-~～至到")
MORE = frozenset("余多")
TAILS = ("及以上", "以上", "以内", "以下", "之内", "左右", "上下")
NO_AMOUNT = frozenset(".,，第前近+＋×/-")
"""What stands before numbers that name something or go on: 第3, 前10, 1.5, B2."""

NUMERALS = "一两二三四五六七八九十"
COUNTED = "个所家名人座条支处项"
NOT_COUNTED = frozenset("大批流级体")
"""What makes a word of a numeral and a unit: 一批次, 一个体."""

HALF = "一半"
DIGITS = "0123456789"
NUMBER = Pattern(r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12})(?:\.[0-9]{1,6})?(?![0-9])", " ".join(DIGITS))


class Quantity(NamedTuple):
    """A quantity in a text: where it stands, its number, the upper one of a range, its unit with 万 and 亿, its tail.

    ``low`` is a numeral where ``is_word``, and 一半 of a half; ``is_more`` tells of 100余家.
    """

    start: int
    end: int
    low: str
    unit: str
    high: str | None = None
    tail: str = ""
    is_more: bool = False
    is_word: bool = False

    @property
    def is_half(self) -> bool:
        """Whether it is 一半."""
        return self.low == HALF


def may_have_quantities(text: str) -> bool:
    """Tell whether a text can hold a quantity, which most do not; it is fast to say."""
    return any(map(text.__contains__, (*DIGITS, HALF))) or next(_in_words(text), None) is not None


def quantities(text: str) -> list[Quantity]:
    """Return the quantities in a text, given in half width, in their order."""
    found: list[Quantity] = []
    for each in sorted((*_in_digits(text), *_in_words(text), *_halves(text))):
        if not found or each.start >= found[-1].end:
            found.append(each)
    return found


def _in_digits(text: str) -> Iterator[Quantity]:
    last = 0
    for number in NUMBER.finditer(text):
        start = number.start()
        before = text[start - 1 : start]
        if start < last or before in NO_AMOUNT or before.isdecimal() or (before.isascii() and before.isalpha()):
            continue
        quantity = _range(text, number[0], start) or _measured(text, start, number.end(), number[0], None)
        if quantity:
            last = quantity.end
            yield quantity


def _range(text: str, low: str, start: int) -> Quantity | None:
    """Read a quantity from one number to another: 4—6家, 10万元至20万元."""
    place = _behind_space(text, start + len(low))
    unit_end = _unit_end(text, place, SCALES_OF_FIRST)
    if unit_end is None:
        unit_end = place + (text[place : place + 1] in LARGE)
    dash = _behind_space(text, unit_end)
    end = dash
    while end < dash + 2 and text[end : end + 1] in DASHES:
        end += 1
    high = NUMBER.match(text, _behind_space(text, end)) if end > dash else None
    return _measured(text, start, high.end(), low, high[0]) if high else None


def _measured(text: str, start: int, place: int, low: str, high: str | None) -> Quantity | None:
    """Read the unit behind a number, and what stands around it: 100余家, 97%以上."""
    place = _behind_space(text, place)
    is_more = text[place : place + 1] in MORE
    place = _behind_space(text, place + is_more)
    end = _whole_unit_end(text, place)
    if end is None:
        return None
    at_tail = _behind_space(text, end)
    tail = next((each for each in TAILS if text.startswith(each, at_tail)), "")
    return Quantity(start, at_tail + len(tail), low, text[place:end], high, tail, is_more)


def _whole_unit_end(text: str, place: int) -> int | None:
    """Return where a unit ends, with what it is counted by: 万元, 吨/日, 名/10万."""
    if text.startswith(PER_HEAD, place):
        return place + len(PER_HEAD)
    end = _unit_end(text, place, SCALES)
    if end is None:
        return _scale_end(text, place)
    if text[end : end + 1] == "/":
        by = next(_unit_ends(text, end + 1, LARGE, TIMES), None)
        return end if by is None else by
    return end


def _scale_end(text: str, place: int) -> int | None:
    """Return where a number of 万 or 亿 without a unit ends: 3万、6万和500家."""
    end = place
    while end < place + 2 and text[end : end + 1] in LARGE:
        end += 1
    return end if end > place and (end == len(text) or text[end] in BEHIND_SCALE) else None


def _unit_end(text: str, place: int, scales: frozenset[str]) -> int | None:
    return next(_unit_ends(text, place, scales), None)


def _unit_ends(text: str, place: int, scales: frozenset[str], further: frozenset[str] = frozenset()) -> Iterator[int]:
    """Yield where a unit may end that stands behind up to two of the scales, the most of these first."""
    count = 0
    while count < 2 and text[place + count : place + count + 1] in scales:  # noqa: PLR2004 - 万亿, 千万
        count += 1
    for start in range(place + count, place - 1, -1):
        for length in range(LONGEST_UNIT, 0, -1):
            unit = text[start : start + length]
            if unit in UNITS or unit in further:
                yield start + len(unit)


def _behind_space(text: str, place: int) -> int:
    return place + text[place : place + 1].isspace()


def _in_words(text: str) -> Iterator[Quantity]:
    """Find counts in words: 三个, 两所; what they count is told by what stands before them."""
    for numeral in filter(text.__contains__, NUMERALS):
        for place in places_of(numeral, text):
            unit, behind = text[place + 1 : place + 2], text[place + 2 : place + 3]
            if unit and unit in COUNTED and behind not in NOT_COUNTED:
                yield Quantity(place, place + 2, numeral, unit, is_word=True)


def _halves(text: str) -> Iterator[Quantity]:
    for place in places_of(HALF, text):
        end = place + len(HALF)
        tail = "以上" if text.startswith("以上", end) else ""
        yield Quantity(place, end + len(tail), HALF, "%", tail=tail)
