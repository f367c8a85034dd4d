"""From what a user types to what is meant: an agency, a task or a document, or an error that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.folding import fold_name
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
    from collections.abc import Callable, Collection, Iterable, Mapping

    from taskmap.model import Agency, Document, Task


def find_agency(spellings: Mapping[Agency, Iterable[str]], name: str) -> Agency:
    """Return the agency that ``name`` means, of those whose ``spellings`` are given.

    The first of these that any agency meets decides: a spelling (name, full name, alias, the documents' own); its
    name and region, 财政局（辽宁省） or 辽宁省财政局; a spelling without its level (人社厅); a part of a spelling; an
    abbreviation (省市监厅).

    Raises:
        SeveralAgenciesError: several agencies meet it equally well.
        NoSuchAgencyError: none does.
    """
    asked = fold_name(name)
    folded = {agency: [fold_name(each) for each in known] for agency, known in spellings.items()}
    regional = {
        agency: [fold_name(f"{agency.name}({agency.region})"), fold_name(f"{agency.region}{agency.name}")]
        for agency in spellings
        if agency.region
    }
    ways: tuple[tuple[dict[Agency, list[str]], Callable[[str], bool]], ...] = (
        (folded, lambda spelling: spelling == asked),
        (regional, lambda spelling: spelling == asked),
        (folded, lambda spelling: stem(spelling) == asked),
        (folded, lambda spelling: asked in spelling),
        (folded, lambda spelling: abbreviates(asked, spelling)),
    )
    for among, way in ways if asked else ():
        found = [agency for agency, known in among.items() if any(map(way, known))]
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

    agencies = {spelling: agency for agency, known in folded.items() for spelling in known}
    close = get_close_matches(asked, agencies, n=6, cutoff=0.3)
    return list(dict.fromkeys(agencies[each].name for each in close))[:3]


def find_document(documents: Collection[Document], name: str) -> Document:
    """Return the document with that id, official number or title.

    Raises:
        NoSuchDocumentError: there is none.
    """
    asked = fold_name(name)
    for document in documents:
        if (
            asked in (fold_name(document.id), fold_name(document.number or ""), fold_name(document.title or ""))
            and asked
        ):
            return document
    raise NoSuchDocumentError(name, (document.id for document in documents))


def find_task(documents: Collection[Document], default: str | None, name: str) -> Task:
    """Return the task that ``name`` means, that of the document with the id ``default`` first.

    Raises:
        SeveralTasksError: several have that number and none of them stands in the default document.
        NoSuchTaskError: none has it.
        NoSuchDocumentError: ``name`` has a document in front, and there is none like that.
    """
    document_name, ref = split_task_name(name)
    if document_name is not None:
        document = find_document(documents, document_name)
        found = _with_ref(document, ref)
        if not found:
            raise NoSuchTaskError(ref, document.label)
    else:
        found = _in_all(documents, ref)
        if not found:
            raise NoSuchTaskError(ref)
        preferred = [task for task in found if task.document == default]
        found = preferred or found
    if len(found) > 1:
        raise SeveralTasksError(ref, (task.id for task in found))
    return found[0]


def same_number_elsewhere(documents: Iterable[Document], task: Task) -> list[str]:
    """Return the ids of the tasks of other documents that have the same number."""
    return [each.id for each in _in_all(documents, task.ref) if each.document != task.document]


def _in_all(documents: Iterable[Document], ref: str) -> list[Task]:
    """Return the tasks of any document that have the number ``ref``, however it is written."""
    return [task for document in documents for task in _with_ref(document, ref)]


def _with_ref(document: Document, ref: str) -> list[Task]:
    """Return the tasks of a document that ``ref`` may mean; an exact spelling wins over an equal number."""
    asked = fold_name(ref)
    exact = [task for task in document.tasks if fold_name(task.ref) == asked]
    key = ref_key(ref)
    return exact or [task for task in document.tasks if key and ref_key(task.ref) == key]
