"""What the values of a TOML table may be: each function takes one as it was parsed, and returns it as the model has it.

An absent value and an empty one are the same: ``None``.
"""

import datetime
import math
import re
from collections.abc import Callable

from taskmap.i18n import _
from taskmap.progress import STATES


class FieldFault(Exception):  # noqa: N818 - a fault in data, caught where its path is known
    """Raised by a field's check, caught where the path is known."""

    def __init__(self, code: str, message: str, hint: str | None = None) -> None:
        """Take the code of the fault, its message and a hint; ``{raw}`` stands for the value as it is written."""
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def text(value: object) -> str | None:
    """Take a text."""
    if not isinstance(value, str):
        raise FieldFault("wrong-type", _("must be a text"), _('put quotes: "{raw}"'))
    return value or None


def ref(value: object) -> str | None:
    """Take the number of a task, which must be a text."""
    if isinstance(value, int | float | datetime.date):
        message = _("a ref must be a text: as a number 3.10 would be read as 3.1")
        raise FieldFault("ref-not-text", message, _('put quotes: ref = "{raw}"'))
    return text(value)


def texts(value: object) -> tuple[str, ...]:
    """Take a list of texts."""
    if isinstance(value, str):
        raise FieldFault("wrong-type", _("must be a list of texts"), _("put brackets: [{raw}]"))
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise FieldFault("wrong-type", _("must be a list of texts"), '["…", "…"]')
    if not all(map(str.strip, value)):
        raise FieldFault("wrong-type", _("holds an empty text"), _("take it out"))
    return tuple(value)


def day(value: object) -> datetime.date | None:
    """Take a day."""
    if value == "":
        return None
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        raise FieldFault("bad-date", _("must be a day"), _("write year-month-day without quotes: 2020-12-31"))
    return value


def partial_day(value: object) -> str:
    """Take a day, or a text with the month or the year where only that is known."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, str) and re.fullmatch(r"[12]\d{3}(-(0[1-9]|1[0-2]))?", value):
        return value
    raise FieldFault("bad-date", _("must be a day, a month or a year"), _('write 2018-06-15, "2018-11" or "2018"'))


def number(value: object) -> float | None:
    """Take a number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise FieldFault("wrong-type", _("must be a number"), _("write it without quotes: 10000"))
    return value


def share(value: object) -> float | None:
    """Take a percentage, from 0 to 100."""
    percent = number(value)
    if percent is not None and not 0 <= percent <= 100:  # noqa: PLR2004 - what percent means
        raise FieldFault("bad-percent", _("must be from 0 to 100"), "percent = 50")
    return percent


def moment(value: object) -> datetime.datetime:
    """Take a time with its offset from UTC."""
    if not isinstance(value, datetime.datetime) or value.tzinfo is None:
        message = _("must be a time with its offset from UTC")
        raise FieldFault("bad-date", message, "recorded = 2024-03-01T09:30:00+08:00")
    return value


def own_states(value: object) -> tuple[tuple[str, str], ...]:
    """Take the states of the user's own, each with the one of taskmap's that it counts as."""
    if not isinstance(value, dict) or not all(each in STATES for each in value.values()):
        message = _("each state of one's own counts as one of {states}").format(states=", ".join(STATES))
        raise FieldFault("bad-choice", message, '[states]\n"审核中" = "in-progress"')
    taken = next((each for each in value if each in STATES), None)
    if taken:
        raise FieldFault("bad-choice", _("{state} is there already").format(state=taken), _("take it out"))
    return tuple(value.items())


def choice(*options: str) -> Callable[[object], str | None]:
    """Return what takes one of the words ``options``."""

    def check(value: object) -> str | None:
        if value == "":
            return None
        if value not in options:
            message = _("must be one of {options}").format(options=", ".join(options))
            raise FieldFault("bad-choice", message, f'"{options[0]}"')
        return str(value)

    return check


def several(*options: str) -> Callable[[object], tuple[str, ...]]:
    """Return what takes a list of the words ``options``."""
    one = choice(*options)

    def check(value: object) -> tuple[str, ...]:
        return tuple(filter(None, map(one, texts(value))))

    return check
