"""What an agency fills in: the values of a checklist's cells, and back from whatever an office program made of them."""

from __future__ import annotations

import datetime
import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from taskmap.control import visible
from taskmap.folding import PUNCTUATION, fold
from taskmap.i18n import N_, _
from taskmap.problems import RefusedError
from taskmap.progress import STATES
from taskmap.words import number, state_word

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = str | float | datetime.date | None

FILL_IN = {
    "state": N_("state"),
    "percent": N_("percent"),
    "note": N_("progress"),
    "problem": N_("problems"),
    "plan": N_("next steps"),
    "evidence": N_("evidence"),
    "by": N_("reported by"),
    "on": N_("reported on"),
}
"""The columns that an agency fills in: the field of :class:`taskmap.progress.Entry`, and its heading."""

STATE_WORDS = {
    "not-started": ("未启动", "未开始", "未开展", "尚未启动", "not started"),
    "in-progress": (
        "进行中",
        "正在办理",
        "推进中",
        "正在推进",
        "办理中",
        "已启动",
        "持续推进",
        "in progress",
        "ongoing",
    ),
    "blocked": ("受阻", "进展滞后", "滞后", "延期", "blocked", "delayed"),
    "done": ("已完成", "已办结", "完成", "办结", "done", "completed", "finished"),
    "closed": ("已销号", "销号", "closed"),
    "stopped": ("终止", "已终止", "停止", "stopped", "cancelled"),
}
"""How offices write each state (DOMAIN: 紫阳县, 宿迁, 宜昌 and others), whichever language the sheet is in."""

SHARE = 1
"""A number up to this is a share, above it a percentage."""

NOT_IN_XML = r"[\ufffe\uffff]"
"""What Unicode has and XML has not, besides control characters."""
HALVES = r"[\ud800-\udfff]"
"""Halves of characters, which come of a command line in another encoding and which no file can hold."""

MARKED = 16_000
"""Characters of a text that its mark is made of: a cell of a workbook may hold no more, and the rest of it is cut."""

DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
SERIAL_EPOCH = datetime.date(1899, 12, 30)
"""The day 0 of a spreadsheet's days (1900 date system, after its false 29 February)."""
SERIALS = range(20_000, 80_000)
"""Numbers that can be days in a column of days: 1954 to 2119."""


class BadCellError(RefusedError):
    """A cell that says nothing that can be recorded."""


def parsed(field: str, cell: object, own: Mapping[str, str]) -> Value:
    """Return what a filled cell says; ``None`` if it is empty.

    Args:
        field: one of :data:`FILL_IN`.
        cell: a text, number, day or time, as a reader of workbooks gives it.
        own: the data set's own states.

    Raises:
        BadCellError: it says nothing that can be recorded.
    """
    if isinstance(cell, str):
        cell = normal(cell)
    if cell is None or cell == "":
        return None
    if field == "state":
        return _state(str(cell), own)
    if field == "percent":
        return _percent(cell)
    if field == "on":
        return _day(cell)
    return text_of(cell) or None


def normal(text: str) -> str:
    """Return a text without what saving it in an office program changes: line ends, outer spaces."""
    return re.sub(HALVES, "\ufffd", re.sub(r"\r\n?", "\n", text)).strip()


def seen(text: str) -> str:
    """Return a text as a checklist shows it: what a program would obey or refuse is spelled out."""
    return re.sub(NOT_IN_XML, lambda found: f"\\u{ord(found[0]):x}", visible(normal(text)))


def text_of(cell: object) -> str:
    """Return any cell as text: a whole number without a fraction, a day without a time."""
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return number(cell)
    return normal(str(cell))


def _state(text: str, own: Mapping[str, str]) -> str:
    asked = fold(text)
    for state in own:
        if fold(state) == asked:
            return state
    for state, words in STATE_WORDS.items():
        if asked in map(fold, (state, *words)):
            return state
    known = "、".join(map(state_word, (*STATES, *own)))
    raise BadCellError(_("{text} is no state; there are: {states}").format(text=text, states=known))


def _percent(cell: object) -> float:
    """Read a percentage: a number up to 1 is a share (1 = 100 %), above 1 a percentage; a text with % as written."""
    try:
        if isinstance(cell, str):
            text = fold(cell).replace(",", ".")
            value = float(text.rstrip("%")) if text.endswith("%") else _of_number(float(text))
        elif isinstance(cell, int | float):
            value = _of_number(float(cell))
        else:
            value = float("nan")  # a day is no percentage
    except ValueError:
        raise BadCellError(_("{text} is no percentage").format(text=cell)) from None
    if not 0 <= value <= 100:  # noqa: PLR2004 - what percent means; not so of nan, either
        raise BadCellError(_("{text} is not between 0 and 100 percent").format(text=cell))
    return round(value, 6)


def _of_number(value: float) -> float:
    return value * 100 if value <= SHARE else value


def _day(cell: object) -> datetime.date:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    text = unicodedata.normalize("NFKC", str(cell)).translate(PUNCTUATION).strip()
    try:
        found = DAY.fullmatch(text)
        if found:
            return datetime.date(int(found[1]), int(found[2]), int(found[3]))
        if SERIALS.start <= float(text) < SERIALS.stop:
            return SERIAL_EPOCH + datetime.timedelta(days=int(float(text)))
    except ValueError:
        pass
    raise BadCellError(_("{text} is not a day of the calendar").format(text=cell))


def plain(value: Value) -> str:
    """Return a value as text, the same in every language: what fingerprints are made of."""
    if value is None:
        return ""
    return number(round(value, 6)) if isinstance(value, int | float) else normal(str(value))


def fingerprint(*texts: str) -> str:
    """Return a short name for texts, the same whatever spaces, widths and line ends a program has made of them."""
    known = "\x1f".join(fold(normal(each)) for each in texts)
    # A letter in front: digits alone, or with one e among them, a spreadsheet would make a number of.
    return "f" + hashlib.sha256(known.encode()).hexdigest()[:15]


def mark(value: Value) -> str:
    """Return what tells whether a value is still the same; ``-`` for none."""
    text = seen(plain(value))[:MARKED]
    return hashlib.sha256(text.encode()).hexdigest()[:8] if text else "-"
