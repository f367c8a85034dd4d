"""Answers as JSON: every key of docs/json.md, in a fixed order, absent scalars null, absent lists empty."""

from __future__ import annotations

import json
import re
from datetime import date
from enum import Enum
from functools import singledispatch
from io import StringIO
from typing import TYPE_CHECKING, Any, TextIO

from taskmap.answers import AgencyAnswer, DocAnswer, ImportAnswer, TasksAnswer
from taskmap.control import CONTROL
from taskmap.schema import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from taskmap.listings import Answer
    from taskmap.model import Agency, Document, Duty, Succession, TaskView
    from taskmap.problems import Problem
    from taskmap.progress import Standing

Record = dict[str, Any]
SCHEMA = 1


def json_text(answer: Answer) -> str:
    """Return an answer as the text of a JSON object, with a final newline."""
    return dumps(record(answer))


MOST_IN_MEMORY = 2**20
"""Characters of what waits to be written."""


def dumps(value: Record) -> str:
    """Write a record as taskmap writes all JSON: UTF-8, control characters escaped, two spaces, a final newline."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=_scalar)
    if text.replace("\n", "").replace("\u3000", "").isprintable():  # nearly always, and known without the pattern
        return text + "\n"
    # json escapes C0 alone. The others stand in strings, where an escape says the same.
    return re.sub(CONTROL, lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _scalar(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    raise TypeError(type(value))


def envelope(kind: str, **contents: object) -> Record:
    """Put contents into the frame that every answer has."""
    return {"schema": SCHEMA, "kind": kind, **contents}


@singledispatch
def record(answer: Answer) -> Record:
    """Return an answer as a JSON object."""
    from taskmap.writing.listing_records import listing_record  # here, since most start-ups do not need them

    return listing_record(answer)


@record.register(TasksAnswer)
def _(answer: TasksAnswer) -> Record:
    return envelope("tasks", tasks=[task_record(view) for view in answer.views])


@record.register(AgencyAnswer)
def _(answer: AgencyAnswer) -> Record:
    return envelope(
        "agency",
        agency=agency_record(answer.agency),
        duties=[duty_record(duty) for duty in answer.duties],
        inherited=[duty_record(duty) | {"from": duty.inherited_from} for duty in answer.inherited],
        predecessors=_successions(answer.predecessors),
        successors=_successions(answer.successors),
    )


@record.register(DocAnswer)
def _(answer: DocAnswer) -> Record:
    return envelope("doc", document=document_record(answer.document, answer.views))


@record.register(ImportAnswer)
def _(answer: ImportAnswer) -> Record:
    return envelope(
        "documents",
        documents=[document_record(each.document, each.views) for each in answer.documents],
        problems=list(map(problem_record, answer.problems)),
    )


def import_chunks(answers: Iterable[ImportAnswer]) -> Iterator[str]:
    """Write the answers for many sources as one object, piece by piece: a document is forgotten when it is written.

    The problems of all come last; until then they are text, and no longer in memory once they are many.
    """
    yield f'{{\n  "schema": {SCHEMA},\n  "kind": "documents",\n  "documents": ['
    opening, end = "\n    ", "]"
    problems: TextIO = StringIO()
    try:
        for answer in answers:
            found = record(answer)
            for each in found["documents"]:
                yield opening + _item(each)
                opening, end = ",\n    ", "\n  ]"
            for each in found["problems"]:
                problems.write((",\n    " if problems.tell() else "\n    ") + _item(each))
            if isinstance(problems, StringIO) and problems.tell() > MOST_IN_MEMORY:
                problems = _on_disk(problems)
        yield f'{end},\n  "problems": ['
        end = "\n  ]\n}\n" if problems.tell() else "]\n}\n"
        problems.seek(0)
        yield from iter(lambda: problems.read(MOST_IN_MEMORY), "")
        yield end
    finally:
        problems.close()


def _on_disk(text: StringIO) -> TextIO:
    """Return a temporary file with the same text, to go on writing."""
    from tempfile import TemporaryFile  # much to import for a start

    file = TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 - who writes on closes it
    file.write(text.getvalue())
    return file


def _item(value: Record) -> str:
    """Return an object as it stands in a list of the outermost object."""
    return dumps(value).rstrip().replace("\n", "\n    ")


def problem_record(problem: Problem) -> Record:
    """Return a problem as an object."""
    return {key: getattr(problem, key) for key in ("severity", "code", "file", "line", "where", "message", "hint")}


def task_record(view: TaskView) -> Record:
    """Return a task as an object; ``owners`` has one entry per role, ``due`` is the day that counts."""
    task = view.task
    return {
        "id": task.id,
        "document": task.document,
        "ref": task.ref,
        "section": task.section,
        "project": task.project,
        "title": task.title,
        "text": task.text,
        "owners": [
            {
                "agency": owner.agency.name,
                "name": owner.name,
                "region": owner.agency.region,
                "role": owner.role,
            }
            for owner in view.owners
        ],
        "owner_text": task.owner_text,
        "deadlines": entry_records(task.deadlines),
        "targets": entry_records(task.targets),
        "boxes": list(task.boxes),
        "remark": task.remark,
        "due": view.due,
        **_standing(view.standing),
    }


def _standing(standing: Standing | None) -> Record:
    return {"state": standing.state, "light": standing.light} if standing else {}


def duty_record(duty: Duty) -> Record:
    """Return a duty as an object: its task, the strongest role and all roles, and how this agency's part stands."""
    view = duty.view._replace(standing=duty.standing) if duty.standing else duty.view
    found = task_record(view) | {"role": duty.role, "roles": list(duty.roles)}
    if duty.standing:
        found |= {"percent": duty.standing.percent, "note": duty.standing.report.note}
    return found


def document_record(document: Document, views: Iterable[TaskView]) -> Record:
    """Return a document as an object, with its tasks as :func:`task_record` gives them."""
    return {
        "id": document.id,
        "number": document.number,
        "title": document.title,
        "issuer": document.issuer,
        "region": document.region,
        "date": document.date,
        "tasks": [task_record(view) for view in views],
        "boxes": entry_records(document.boxes),
        "indicators": entry_records(document.indicators),
        "targets": entry_records(document.targets),
        "notes": entry_records(document.notes),
    }


def entry_records(entries: Iterable[object]) -> list[Record]:
    """Return entries of the model with every key of their TOML table, absent ones null or empty."""
    return [{key: _value(getattr(entry, key)) for key in FIELDS[type(entry)]} for entry in entries]


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return [each if isinstance(each, str) else entry_records((each,))[0] for each in value]
    return value


def agency_record(agency: Agency) -> Record:
    """Return an agency as an object."""
    return {
        "name": agency.name,
        "full": agency.full,
        "aliases": list(agency.aliases),
        "kind": agency.kind,
        "region": agency.region,
    }


def _successions(successions: Iterable[Succession]) -> list[Record]:
    return [
        {
            "name": each.agency.name,
            "kind": each.event.kind,
            "date": each.event.date,
            "certainty": each.event.certainty,
            "scope": each.event.scope,
        }
        for each in successions
    ]
