"""Days and deadlines in the wording of documents: 到2025年底, “十四五”期间, 6月底前, 三年内, 每季度, 持续推进."""

from collections.abc import Iterator
from datetime import date as Date  # noqa: N812 - as in taskmap.model
from functools import lru_cache
from typing import NamedTuple

from taskmap.model import Deadline
from taskmap.reading.dates.forms import CELL_FORMS, CELL_PARTS, DAY_WRITTEN, FORMS, SIGNS, TITLE, Form
from taskmap.reading.dates.readings import Setting, calendar_day, numeral
from taskmap.reading.patterns import Pattern
from taskmap.refs import DIGITS

FULL_WIDTH = "０１２３４５６７８９．－／％"
HALF_WIDTH = str.maketrans(FULL_WIDTH, "0123456789.-/%")

ZEROS = "〇零○oOОоΟ"
"""Signs that print a zero among Chinese numerals; Latin, Cyrillic and Greek letters are common misprints of 〇."""

YEAR_IN_HANZI = Pattern(
    rf"[一二][{ZEROS}九][{ZEROS}一二三四五六七八九]{{2}}",
    " ".join(f"{ZEROS}九"),
    " ".join(first + second for first in "一二" for second in f"{ZEROS}九"),
)


class Found(NamedTuple):
    """A time in a text: where it stands, and the deadline it sets (``None`` for what only looks like one).

    ``is_past`` tells a time before the year of issue, which is part of a report and no deadline.
    """

    start: int
    end: int
    deadline: Deadline | None = None
    is_past: bool = False


def half_width(text: str) -> str:
    """Return a text with the digits and signs of numbers in half width; nearly always it is that already."""
    return text.translate(HALF_WIDTH) if any(map(text.__contains__, FULL_WIDTH)) else text


def in_digits(text: str) -> str:
    """Return a text, as long as it was, with numbers in half width and years in digits: 二〇一七年 → 2017年."""
    return YEAR_IN_HANZI.sub(lambda year: "".join(str(DIGITS.get(sign, 0)) for sign in year[0]), half_width(text))


def deadlines(text: str, issued: Date | None) -> tuple[Deadline, ...]:
    """Return the deadlines that a task's wording sets, in its order, each wording once.

    Args:
        text: the wording of a task.
        issued: the day the document was issued, which 年内 and 三年内 count from; earlier years are no deadlines.
    """
    unique = {
        found.deadline.text: found.deadline for found in times(text, issued) if found.deadline and not found.is_past
    }
    return tuple(unique.values())


def deadline_cell(text: str, issued: Date | None) -> tuple[Deadline, ...]:
    """Return the deadlines that a cell or a label 完成时限 holds: 2026年12月, 12月底前, 持续推进.

    Here every time is a deadline, years before that of issue too. A sole deadline has all words of the cell.
    """
    words = text.strip()
    found = [time.deadline for time in _scan(words, issued, (*CELL_FORMS, *FORMS, *CELL_PARTS)) if time.deadline]
    read = [deadline._replace(kind="by") if deadline.kind == "point" else deadline for deadline in found]
    if len(read) == 1:
        return (read[0]._replace(text=words),)
    return tuple({deadline.text: deadline for deadline in read}.values())


def day(text: str) -> Date | None:
    """Return the first day written out in a text: 2017年10月12日, 二○一七年十月十二日, 2020-6-23, 2017.10.12."""
    for found in DAY_WRITTEN.finditer(in_digits(text)):
        year = found["year"] or found["digits"]
        month, number = found["month"] or found["number"], found["day"] or found["second"]
        if read := calendar_day(int(year), numeral(month), numeral(number)):
            return read
    return None


@lru_cache(maxsize=16)  # a wording is asked for its deadlines, and then for its targets
def times(text: str, issued: Date | None) -> tuple[Found, ...]:
    """Return every time in a text, in its order, with those that set no deadline."""
    return tuple(_scan(text, issued, FORMS))


def _scan(text: str, issued: Date | None, forms: tuple[Form, ...]) -> Iterator[Found]:
    """Match the forms, the first in the table first; what one form took is closed to the later ones."""
    plain = TITLE.sub(lambda title: "□" * len(title[0]), in_digits(text))
    signs = frozenset(filter(plain.__contains__, SIGNS))
    taken = bytearray(len(plain))
    matches = []
    for form in (form for form in forms if not form.signs.isdisjoint(signs)):
        for match in form.pattern.finditer(plain):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                matches.append((start, end, form, match))
    setting, sentence = Setting(plain, issued, None), 0
    for start, end, form, match in sorted(matches, key=lambda found: found[0]):
        stop = plain.rfind("。", sentence, start)
        setting = setting if stop < 0 else setting._replace(year=None)
        sentence = end
        deadline = form.read(match, setting) if form.read else None
        if deadline is None:
            yield Found(start, end)
            continue
        deadline = deadline._replace(text=text[start:end].strip())
        is_past = _is_past(deadline, issued)
        if deadline.date and deadline.kind in {"by", "point"} and not is_past:
            setting = setting._replace(year=deadline.date.year)
        yield Found(start, end, deadline, is_past)


def _is_past(deadline: Deadline, issued: Date | None) -> bool:
    """Tell what a report speaks of: a year before that of issue, and a bare day up to it (a meeting, a signature)."""
    if not (issued and deadline.date):
        return False
    is_event = deadline.kind == "point" and deadline.rule == "day"
    return deadline.date.year < issued.year or (is_event and deadline.date <= issued)
