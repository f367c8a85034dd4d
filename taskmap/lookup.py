"""From what a user types to what is meant: an agency, a task or a document, or an error that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.folding import fold
from taskmap.problems import (
    NoSuchAgencyError,
    NoSuchDocumentError,
    NoSuchTaskError,
    SeveralAgenciesError,
    SeveralTasksError,
)
from taskmap.refs import ref_key, split_task_name
from taskmap.registry import abbreviates, stem
from taskmap.words import noted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from taskmap.graph import TaskMap
    from taskmap.model import Agency, Document, Task


def find_agency(tm: TaskMap, name: str) -> Agency:
    """Return the agency that ``name`` means.

    The first of these that any agency meets decides: a spelling (name, full name, alias, the documents' own); a
    spelling without its level (人社厅); a part of a spelling; an abbreviation (省市监厅).

    Raises:
        SeveralAgenciesError: several agencies meet it equally well.
        NoSuchAgencyError: none does.
    """
    asked = fold(name)
    folded = {agency: [fold(each) for each in spellings] for agency, spellings in tm.spellings.items()}
    ways: tuple[Callable[[str], bool], ...] = (
        lambda spelling: spelling == asked,
        lambda spelling: stem(spelling) == asked,
        lambda spelling: asked in spelling,
        lambda spelling: abbreviates(asked, spelling),
    )
    for way in ways if asked else ():
        found = [agency for agency, spellings in folded.items() if any(map(way, spellings))]
        if len(found) == 1:
            return found[0]
        if found:
            raise SeveralAgenciesError(name, _distinct(found))
    raise NoSuchAgencyError(name, _nearest(asked, folded))


def _distinct(agencies: list[Agency]) -> Iterable[str]:
    """Name agencies so that they can be told apart: with the region where a name stands twice."""
    names = [agency.name for agency in agencies]
    for agency in agencies:
        yield noted(agency.name, agency.region or "") if names.count(agency.name) > 1 else agency.name


def _nearest(asked: str, folded: dict[Agency, list[str]]) -> list[str]:
    """Return the names of the three agencies that a slip is most likely to mean."""
    from difflib import get_close_matches

    agencies = {spelling: agency for agency, spellings in folded.items() for spelling in spellings}
    close = get_close_matches(asked, agencies, n=6, cutoff=0.1)
    return list(dict.fromkeys(agencies[each].name for each in close))[:3]


def find_document(tm: TaskMap, name: str) -> Document:
    """Return the document with that id, official number or title.

    Raises:
        NoSuchDocumentError: there is none.
    """
    asked = fold(name)
    for document in tm.documents.values():
        if asked in (fold(document.id), fold(document.number or ""), fold(document.title or "")) and asked:
            return document
    raise NoSuchDocumentError(name, tm.documents)


def find_task(tm: TaskMap, name: str) -> Task:
    """Return the task that ``name`` means, the default document's first.

    Raises:
        SeveralTasksError: several have that number and none of them stands in the default document.
        NoSuchTaskError: none has it.
        NoSuchDocumentError: ``name`` has a document in front, and there is none like that.
    """
    document_name, ref = split_task_name(name)
    if document_name is not None:
        document = find_document(tm, document_name)
        found = _with_ref(document, ref)
        if not found:
            raise NoSuchTaskError(ref, document.label)
    else:
        found = _in_all_documents(tm, ref)
        if not found:
            raise NoSuchTaskError(ref)
        preferred = [task for task in found if task.document == tm.default]
        found = preferred or found
    if len(found) > 1:
        raise SeveralTasksError(ref, (task.id for task in found))
    return found[0]


def same_number_elsewhere(tm: TaskMap, task: Task) -> list[str]:
    """Return the ids of the tasks of other documents that have the same number."""
    return [each.id for each in _in_all_documents(tm, task.ref) if each.document != task.document]


def _in_all_documents(tm: TaskMap, ref: str) -> list[Task]:
    """Return the tasks of all documents that have the number ``ref``, however it is written."""
    return [task for document in tm.documents.values() for task in _with_ref(document, ref)]


def _with_ref(document: Document, ref: str) -> list[Task]:
    """Return the tasks of a document that ``ref`` may mean; an exact spelling wins over an equal number."""
    asked = fold(ref)
    exact = [task for task in document.tasks if fold(task.ref) == asked]
    key = ref_key(ref)
    return exact or [task for task in document.tasks if key and ref_key(task.ref) == key]
