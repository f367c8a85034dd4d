"""The shape of the TOML tables (docs/data.md): checked into model values, and written back as plain tables.

One table of fields per kind of entry says everything: which keys there are, in which order they are written
and what each may hold. Faults are collected, never raised; each keeps the path to where it was found.
"""

import datetime
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from taskmap import fields
from taskmap.i18n import _
from taskmap.model import (
    Agency,
    Box,
    BoxItem,
    Deadline,
    Document,
    Event,
    Indicator,
    LightRules,
    Note,
    Target,
    Task,
)
from taskmap.progress import REPORTED, Entry, Operation

SCHEMA = 1

Path = tuple[str | int, ...]
Table = dict[str, Any]


class Fault(NamedTuple):
    """A fault at a path of a TOML file; ``{raw}`` in a hint stands for the value as it is written there."""

    path: Path
    code: str
    message: str
    hint: str | None = None


class _Records(NamedTuple):
    """A list of tables, each an entry of the class ``of``."""

    of: type


class _Record(NamedTuple):
    """One table, an entry of the class ``of``."""

    of: type


_COMPARISON = fields.choice("at-least", "at-most", "about", "equal", "increase")
_CERTAINTY = fields.choice("high", "medium", "low")

FIELDS: Mapping[type, dict[str, Callable[[object], Any] | _Records]] = {
    Deadline: {
        "text": fields.text,
        "kind": fields.choice("by", "span", "point", "from", "within", "recur", "ongoing"),
        "date": fields.day,
        "rule": fields.text,
    },
    Target: {
        "name": fields.text,
        "comparison": _COMPARISON,
        "value": fields.number,
        "low": fields.number,
        "high": fields.number,
        "unit": fields.text,
        "due": fields.day,
        "text": fields.text,
        "place": fields.text,
    },
    Task: {
        "ref": fields.ref,
        "section": fields.text,
        "project": fields.text,
        "title": fields.text,
        "text": fields.text,
        "lead": fields.texts,
        "responsible": fields.texts,
        "cooperate": fields.texts,
        "owner_text": fields.text,
        "remark": fields.text,
        "boxes": fields.texts,
        "due": fields.day,
        "deadlines": _Records(Deadline),
        "targets": _Records(Target),
    },
    BoxItem: {"ref": fields.ref, "title": fields.text, "text": fields.text, "targets": _Records(Target)},
    Box: {"ref": fields.ref, "title": fields.text, "section": fields.text, "items": _Records(BoxItem)},
    Indicator: dict.fromkeys(("table", "name", "unit", "baseline", "target"), fields.text),
    Note: {"place": fields.text, "source": fields.text, "reading": fields.text, "certainty": _CERTAINTY},
    Document: {
        "id": fields.text,
        "number": fields.text,
        "title": fields.text,
        "issuer": fields.text,
        "region": fields.text,
        "date": fields.day,
        "source": fields.text,
        "tasks": _Records(Task),
        "boxes": _Records(Box),
        "indicators": _Records(Indicator),
        "targets": _Records(Target),
        "notes": _Records(Note),
    },
    Agency: {
        "region": fields.text,
        "name": fields.text,
        "full": fields.text,
        "aliases": fields.texts,
        "kind": fields.choice("department", "party", "mass", "central-branch", "institution", "collective"),
    },
    Event: {
        "kind": fields.choice("rename", "merge", "split", "transfer"),
        "from": fields.texts,
        "to": fields.texts,
        "date": fields.partial_day,
        "certainty": _CERTAINTY,
        "source": fields.text,
        "scope": fields.text,
    },
    LightRules: {"days": fields.number, "points": fields.number},
    Entry: {
        "task": fields.text,
        "agency": fields.text,
        "region": fields.text,
        "state": fields.text,
        "percent": fields.share,
        "note": fields.text,
        "problem": fields.text,
        "plan": fields.text,
        "evidence": fields.text,
        "clear": fields.several(*REPORTED),
        "reporter": fields.text,
        "by": fields.text,
        "on": fields.day,
        "until": fields.day,
        "reason": fields.text,
    },
    Operation: {
        "recorded": fields.moment,
        "by": fields.text,
        "source": fields.text,
        "undoes": fields.text,
        "entries": _Records(Entry),
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
    Entry: ("task",),
    Operation: ("recorded",),
}

FILES: Mapping[str, Mapping[str, Callable[[object], Any] | _Records | _Record]] = {
    "tasks": {
        "default": fields.text,
        "lights": _Record(LightRules),
        "states": fields.own_states,
        "documents": _Records(Document),
    },
    "agencies": {"agencies": _Records(Agency), "events": _Records(Event)},
    "journal": FIELDS[Operation],
}
"""For each kind of file what it may hold besides ``schema``."""


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

    def file(self, table: Table, kind: str, name: str = "") -> dict[str, Any]:
        """Read a whole file of one of the kinds of :data:`FILES`: its contents by key.

        A file of the journal is one entry, under ``operation``; it has the ``name`` of its file.
        """
        self._check_schema(table.get("schema"))
        rest = {key: value for key, value in table.items() if key != "schema"}
        if kind == "journal":
            return {"operation": self.record(Operation, rest, (), name=name)}
        found: dict[str, Any] = {key: () for key, field in FILES[kind].items() if isinstance(field, _Records)}
        for key, value in rest.items():
            field = FILES[kind].get(key)
            if field is None:
                self._unknown_key((key,), ["schema", *FILES[kind]])
            else:
                found[key] = self._field(field, value, (key,))
        return found

    def known(self, entries: dict[str, Any]) -> dict[str, Any]:
        """Take entries of lists that were read before; note where in their file they stand."""
        for key, records in entries.items():
            self._places |= {id(each): (each, (key, place)) for place, each in enumerate(records)}
        return entries

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
        known = FIELDS[of]
        values: dict[str, Any] = dict(given)
        inner = {"document": str(table.get("id"))} if of is Document else {}
        for key, value in table.items():
            field = known.get(key)
            if field is None:
                self._unknown_key((*path, key), list(known))
            else:
                values[ATTRIBUTES.get(key, key)] = self._field(field, value, (*path, key), **inner)
        for key in REQUIRED.get(of, ()):
            if table.get(key) in (None, "", []):
                example = '["…"]' if known[key] is fields.texts else '"…"'
                self.fault(path, "missing-key", _("{key} is missing").format(key=key), f"{key} = {example}")
        # A fault leaves None behind; a value that the class has a default for is then left to it.
        values = {key: value for key, value in values.items() if value is not None}
        if any(ATTRIBUTES.get(key, key) not in values for key in REQUIRED.get(of, ())):
            return None
        record = of(**values)
        self._places[id(record)] = record, path
        return record

    def _field(
        self,
        field: Callable[[object], Any] | _Records | _Record,
        value: object,
        path: Path,
        **given: object,
    ) -> Any:  # noqa: ANN401 - as `field` says
        """Read the value of a key; ``given`` is for tasks, which have the name of their document."""
        if isinstance(field, _Records):
            return self.records(field.of, value, path, **(given if field.of is Task else {}))
        if not isinstance(field, _Record):
            return self._value(field, value, path)
        if isinstance(value, dict):
            return self.record(field.of, value, path)
        self.fault(path, "wrong-type", _("must be a table"), f"[{path[-1]}]")
        return None

    def _value(self, field: Callable[[object], Any], value: object, path: Path) -> Any:  # noqa: ANN401 - as `field` says
        try:
            return field(value)
        except fields.FieldFault as fault:
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
        elif field is fields.partial_day and len(value) == len("2018-06-15"):
            table[key] = datetime.date.fromisoformat(value)
        else:
            table[key] = list(value) if isinstance(value, tuple) else value
    return table
