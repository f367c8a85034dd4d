"""The shape of the TOML tables (docs/data.md): checked into model values, and written back as plain tables.

One table of fields per kind of entry says everything: which keys there are, in which order they are written
and what each may hold. Faults are collected, never raised; each keeps the path to where it was found.
"""

import datetime
import math
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from taskmap.i18n import _
from taskmap.model import (
    Agency,
    Box,
    BoxItem,
    Deadline,
    Document,
    Event,
    Indicator,
    Note,
    Target,
    Task,
)

SCHEMA = 1

Path = tuple[str | int, ...]
Table = dict[str, Any]


class Fault(NamedTuple):
    """A fault at a path of a TOML file; ``{raw}`` in a hint stands for the value as it is written there."""

    path: Path
    code: str
    message: str
    hint: str | None = None


class _FaultError(Exception):
    """Raised by a field's check, caught where the path is known."""

    def __init__(self, code: str, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        raise _FaultError("wrong-type", _("must be a text"), _('put quotes: "{raw}"'))
    return value or None


def _ref(value: object) -> str | None:
    if isinstance(value, int | float | datetime.date):
        message = _("a ref must be a text: as a number 3.10 would be read as 3.1")
        raise _FaultError("ref-not-text", message, _('put quotes: ref = "{raw}"'))
    return _text(value)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        raise _FaultError("wrong-type", _("must be a list of texts"), _("put brackets: [{raw}]"))
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _FaultError("wrong-type", _("must be a list of texts"), '["…", "…"]')
    if not all(map(str.strip, value)):
        raise _FaultError("wrong-type", _("holds an empty text"), _("take it out"))
    return tuple(value)


def _day(value: object) -> datetime.date | None:
    if value == "":
        return None
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        raise _FaultError("bad-date", _("must be a day"), _("write year-month-day without quotes: 2020-12-31"))
    return value


def _partial_day(value: object) -> str:
    """Take a day, or a text with the month or the year where only that is known."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, str) and re.fullmatch(r"[12]\d{3}(-(0[1-9]|1[0-2]))?", value):
        return value
    raise _FaultError("bad-date", _("must be a day, a month or a year"), _('write 2018-06-15, "2018-11" or "2018"'))


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _FaultError("wrong-type", _("must be a number"), _("write it without quotes: 10000"))
    return value


def _choice(*options: str) -> Callable[[object], str | None]:
    def check(value: object) -> str | None:
        if value == "":
            return None
        if value not in options:
            message = _("must be one of {options}").format(options=", ".join(options))
            raise _FaultError("bad-choice", message, f'"{options[0]}"')
        return str(value)

    return check


class _Records(NamedTuple):
    """A list of tables, each an entry of the class ``of``."""

    of: type


_COMPARISON = _choice("at-least", "at-most", "about", "equal", "increase")
_CERTAINTY = _choice("high", "medium", "low")

FIELDS: Mapping[type, dict[str, Callable[[object], Any] | _Records]] = {
    Deadline: {
        "text": _text,
        "kind": _choice("by", "span", "point", "from", "within", "recur", "ongoing"),
        "date": _day,
        "rule": _text,
    },
    Target: {
        "name": _text,
        "comparison": _COMPARISON,
        "value": _number,
        "low": _number,
        "high": _number,
        "unit": _text,
        "due": _day,
        "text": _text,
        "place": _text,
    },
    Task: {
        "ref": _ref,
        "section": _text,
        "project": _text,
        "title": _text,
        "text": _text,
        "lead": _texts,
        "responsible": _texts,
        "cooperate": _texts,
        "owner_text": _text,
        "remark": _text,
        "boxes": _texts,
        "due": _day,
        "deadlines": _Records(Deadline),
        "targets": _Records(Target),
    },
    BoxItem: {"ref": _ref, "title": _text, "text": _text, "targets": _Records(Target)},
    Box: {"ref": _ref, "title": _text, "section": _text, "items": _Records(BoxItem)},
    Indicator: {"table": _text, "name": _text, "unit": _text, "baseline": _text, "target": _text},
    Note: {"place": _text, "source": _text, "reading": _text, "certainty": _CERTAINTY},
    Document: {
        "id": _text,
        "number": _text,
        "title": _text,
        "issuer": _text,
        "region": _text,
        "date": _day,
        "source": _text,
        "tasks": _Records(Task),
        "boxes": _Records(Box),
        "indicators": _Records(Indicator),
        "targets": _Records(Target),
        "notes": _Records(Note),
    },
    Agency: {
        "region": _text,
        "name": _text,
        "full": _text,
        "aliases": _texts,
        "kind": _choice("department", "party", "mass", "central-branch", "institution", "collective"),
    },
    Event: {
        "kind": _choice("rename", "merge", "split", "transfer"),
        "from": _texts,
        "to": _texts,
        "date": _partial_day,
        "certainty": _CERTAINTY,
        "source": _text,
        "scope": _text,
    },
}

ATTRIBUTES = {"from": "predecessors", "to": "successors"}
"""Keys whose attribute in the model has another name, since ``from`` is a word of Python."""

REQUIRED: Mapping[type, tuple[str, ...]] = {
    Deadline: ("text", "kind"),
    Target: ("text",),
    Task: ("ref",),
    Box: ("ref",),
    Indicator: ("name",),
    Document: ("id",),
    Agency: ("name",),
    Event: ("kind", "from", "to", "date"),
}

FILES: Mapping[str, tuple[str, dict[str, type]]] = {
    "tasks": ("default", {"documents": Document}),
    "agencies": ("", {"agencies": Agency, "events": Event}),
}
"""For each of the two kinds of file: its key besides ``schema``, and its lists of tables."""


class Reader:
    """Turns the tables of one file into model values.

    ``faults`` holds what was wrong with them.
    """

    def __init__(self) -> None:
        """Start without faults."""
        self.faults: list[Fault] = []
        # By ``id()``, since two entries that say the same are equal, but stand in different places. The entry is
        # kept with its path: the id of one that was dropped would soon be that of another.
        self._places: dict[int, tuple[object, Path]] = {}

    def fault(self, path: Path, code: str, message: str, hint: str | None = None) -> None:
        """Record a fault."""
        self.faults.append(Fault(path, code, message, hint))

    def path(self, entry: object) -> Path | None:
        """Return where in the file an entry came from, ``None`` if it is not of this file."""
        place = self._places.get(id(entry))
        return place[1] if place else None

    def file(self, table: Table, kind: str) -> dict[str, Any]:
        """Read a whole file of the ``kind`` "tasks" or "agencies": its lists by key, and ``default``."""
        extra, lists = FILES[kind]
        self._check_schema(table.get("schema"))
        found: dict[str, Any] = dict.fromkeys(lists, ())
        for key, value in table.items():
            if key in lists:
                found[key] = self.records(lists[key], value, (key,))
            elif key == extra:
                found[key] = self._value(_text, value, (key,))
            elif key != "schema":
                self._unknown_key((key,), ["schema", *([extra] if extra else []), *lists])
        return found

    def records(self, of: type, value: object, path: Path, **given: object) -> tuple[Any, ...]:
        """Read a list of tables; ``given`` are attributes that the tables do not hold themselves."""
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            name = ".".join(str(part) for part in path if isinstance(part, str))
            self.fault(path, "wrong-type", _("must be a list of tables"), f"[[{name}]]")
            return ()
        read = (self.record(of, each, (*path, index), **given) for index, each in enumerate(value))
        return tuple(each for each in read if each is not None)

    def record(self, of: type, table: Table, path: Path, **given: object) -> Any:  # noqa: ANN401 - an `of`
        """Read one table; what is wrong in it is left out, and without a required key there is only ``None``.

        Going on with the rest shows everything that is wrong at once.
        """
        fields = FIELDS[of]
        values: dict[str, Any] = dict(given)
        inner = {"document": str(table.get("id"))} if of is Document else {}
        for key, value in table.items():
            field = fields.get(key)
            if field is None:
                self._unknown_key((*path, key), list(fields))
            elif isinstance(field, _Records):
                shared = inner if field.of is Task else {}
                values[key] = self.records(field.of, value, (*path, key), **shared)
            else:
                values[ATTRIBUTES.get(key, key)] = self._value(field, value, (*path, key))
        for key in REQUIRED.get(of, ()):
            if table.get(key) in (None, "", []):
                example = '["…"]' if fields[key] is _texts else '"…"'
                self.fault(path, "missing-key", _("{key} is missing").format(key=key), f"{key} = {example}")
        # A fault leaves None behind; a value that the class has a default for is then left to it.
        values = {key: value for key, value in values.items() if value is not None}
        if any(ATTRIBUTES.get(key, key) not in values for key in REQUIRED.get(of, ())):
            return None
        record = of(**values)
        self._places[id(record)] = record, path
        return record

    def _value(self, field: Callable[[object], Any], value: object, path: Path) -> Any:  # noqa: ANN401 - as `field` says
        try:
            return field(value)
        except _FaultError as fault:
            self.fault(path, fault.code, f"{path[-1]}: {fault.message}", fault.hint)
            return None

    def _unknown_key(self, path: Path, known: list[str]) -> None:
        from difflib import get_close_matches

        key = str(path[-1])
        near = get_close_matches(key, known, n=1)
        hint = _("did you mean {key}?").format(key=near[0]) if near else ", ".join(known)
        self.fault(path, "unknown-key", _("unknown key {key}").format(key=key), hint)

    def _check_schema(self, value: object) -> None:
        if value is None:
            self.fault(("schema",), "bad-schema", _("schema is missing"), f"schema = {SCHEMA}")
        elif value != SCHEMA:
            message = _("schema {value} is not known to this version of taskmap").format(value=value)
            self.fault(("schema",), "bad-schema", message, f"schema = {SCHEMA}")


def plain(record: object) -> Table:
    """Turn a model value into the TOML table it is read from; empty keys are left out."""
    table: Table = {}
    for key, field in FIELDS[type(record)].items():
        value = getattr(record, ATTRIBUTES.get(key, key))
        if value is None or value == ():
            continue
        if isinstance(field, _Records):
            table[key] = [plain(each) for each in value]
        elif field is _partial_day and len(value) == len("2018-06-15"):
            table[key] = datetime.date.fromisoformat(value)
        else:
            table[key] = list(value) if isinstance(value, tuple) else value
    return table
