"""Faults that only show when entries are held against each other (docs/problems.md lists every code).

Each entry has already been checked alone, by :mod:`taskmap.schema`.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from taskmap.folding import fold, in_order
from taskmap.i18n import _
from taskmap.model import Agency, DataSet, Document, Event, Task
from taskmap.progress import STATES, Entry, Operation
from taskmap.registry import Registry

COLON = frozenset(":：")


class Finding(NamedTuple):
    """A fault of one ``key`` of an ``entry`` of the model (``None``: of the file), before it has a line."""

    entry: object
    key: str
    code: str
    message: str
    hint: str | None = None
    where: str | None = None


def errors(data: DataSet) -> Iterator[Finding]:
    """Find what makes a data set unusable."""
    yield from _errors_among(data.documents)
    if data.default and all(document.id != data.default for document in data.documents):
        message = _("default names {id}, which is not a document here").format(id=data.default)
        yield Finding(None, "default", "unknown-default", message, ", ".join(each.id for each in data.documents))
    for document in data.documents:
        yield from _errors_in(document)
    yield from _errors_in_registry(data)
    known = (*STATES, *(name for name, _counts_as in data.states))
    for _operation, entry in _entries(data):
        if entry.state and entry.state not in known:
            message = _("{state} is no state; there are: {states}").format(state=entry.state, states=", ".join(known))
            hint = f'[states] "{entry.state}" = "in-progress"'
            yield Finding(entry, "state", "unknown-state", message, hint, entry.task)


def _entries(data: DataSet) -> Iterator[tuple[Operation, Entry]]:
    return ((operation, entry) for operation in data.journal or () for entry in operation.entries)


def _errors_among(documents: Iterable[Document]) -> Iterator[Finding]:
    ids: set[str] = set()
    numbers: dict[str, str] = {}
    for document in documents:
        if document.id in ids:
            message = _("the id {id} is taken by another document").format(id=document.id)
            yield Finding(document, "id", "duplicate-id", message, f'id = "{document.id}-2"', document.id)
        ids.add(document.id)
        other = numbers.setdefault(fold(document.number), document.id) if document.number else document.id
        if other != document.id:
            message = _("{number} is the number of {other} too").format(number=document.number, other=other)
            hint = _("documents of one number are the same document: keep one of them")
            yield Finding(document, "number", "duplicate-number", message, hint, document.id)


def _errors_in(document: Document) -> Iterator[Finding]:
    yield from _divided((document, *document.tasks))
    boxes: set[str] = set()
    for box in document.boxes:
        name = f"{document.id}:{box.ref}"
        if box.ref in boxes:
            hint = f'ref = "{box.ref}-2"'
            yield Finding(box, "ref", "duplicate-id", _("{name} stands twice").format(name=name), hint, name)
        boxes.add(box.ref)
    refs: set[str] = set()
    for task in document.tasks:
        if task.ref in refs:
            message = _("{name} stands twice").format(name=task.id)
            hint = _("a ref is unique within its document: put the parent's number in front")
            yield Finding(task, "ref", "duplicate-id", message, hint, task.id)
        refs.add(task.ref)
        if not task.title and not task.text:
            message = _("{name} has neither title nor text").format(name=task.id)
            yield Finding(task, "text", "empty-task", message, 'text = "…"', task.id)
        for ref in task.boxes:
            if ref not in boxes:
                message = _("{name} points to {box}, which its document does not have").format(name=task.id, box=ref)
                hint = "、".join(sorted(boxes)) or f'[[documents.boxes]] ref = "{ref}"'
                yield Finding(task, "boxes", "dangling-box", message, hint, task.id)


def _divided(entries: Iterable[Document | Task]) -> Iterator[Finding]:
    """Find ids and refs with a colon, which would read as ``document:ref``."""
    for entry in entries:
        key = "id" if isinstance(entry, Document) else "ref"
        name = getattr(entry, key)
        if COLON.intersection(name):
            message = _("{name}: a colon parts document and ref, and cannot stand within one").format(name=entry.id)
            hint = f'{key} = "{name.translate(dict.fromkeys(map(ord, COLON), "-"))}"'
            yield Finding(entry, key, "bad-id", message, hint, entry.id)


def _errors_in_registry(data: DataSet) -> Iterator[Finding]:
    taken: dict[tuple[str | None, str], Agency] = {}
    for agency in data.agencies:
        for spelling in dict.fromkeys(map(fold, agency.spellings)):
            other = taken.setdefault((agency.region, spelling), agency)
            if other is not agency:
                message = _("{name} and {other} share the spelling {spelling}").format(
                    name=agency.name, other=other.name, spelling=spelling
                )
                hint = _("a spelling means one agency; link two agencies by an event")
                yield Finding(agency, "name", "duplicate-name", message, hint, agency.name)
    registry = Registry(data.agencies, data.events)
    for event in data.events:
        yield from _errors_in_event(event, registry)


def _errors_in_event(event: Event, registry: Registry) -> Iterator[Finding]:
    unknown = False
    for key, names in (("from", event.predecessors), ("to", event.successors)):
        for name in names:
            if not registry.regions_knowing(name):
                unknown = True
                message = _("the event names {name}, which is no registered agency").format(name=name)
                yield Finding(event, key, "unknown-agency", message, f'[[agencies]] name = "{name}"', name)
    names = (*event.predecessors, *event.successors)
    if not unknown and not registry.regions_of(event):
        message = _("the event links agencies of different regions: {names}").format(names="、".join(names))
        hint = _("the agencies of an event are those of one region, or national ones")
        yield Finding(event, "from", "unknown-agency", message, hint, names[0])
    for name in dict.fromkeys(event.predecessors):
        if name in event.successors:
            message = _("the event leads from {name} to itself").format(name=name)
            yield Finding(event, "to", "event-to-itself", message, _("name what it became"), name)


def warnings(data: DataSet) -> Iterator[Finding]:
    """Find what is worth a look: names nobody knows, agencies named twice, names that the words do not bear out."""
    registry = Registry(data.agencies, data.events)
    for document in data.documents:
        for task in document.tasks:
            yield from _unregistered(task, document.region, registry)
            yield from _named_twice(task, document.region, registry)
            yield from _not_in_words(task)
    yield from _without_effect(data, registry)


def _without_effect(data: DataSet, registry: Registry) -> Iterator[Finding]:
    """Find what the journal says of tasks, duties and operations that there are not."""
    tasks = {task.id: (document, task) for document in data.documents for task in document.tasks}
    for _operation, entry in _entries(data):
        if entry.task not in tasks:
            message = _("no document has a task {ref}").format(ref=entry.task)
            hint = _("the entry has no effect; give the task its ref back")
            yield Finding(entry, "task", "unknown-task", message, hint, entry.task)
            continue
        document, task = tasks[entry.task]
        owners = dict.fromkeys(registry.identify(name, document.region) for _role, name in task.named)
        if entry.agency and registry.identify(entry.agency, entry.region) not in owners:
            message = _("{task} is no duty of {name}").format(task=entry.task, name=entry.agency)
            yield Finding(entry, "agency", "no-such-duty", message, _holders(owners), entry.task)
        elif owners and not entry.agency and not entry.until:
            message = _("the entry names no agency, and {task} has owners").format(task=entry.task)
            yield Finding(entry, "task", "no-such-duty", message, _holders(owners), entry.task)
    names = {operation.name for operation in data.journal or ()}
    for operation in data.journal or ():
        if operation.undoes and operation.undoes not in names:
            message = _("it takes {name} back, which is not here").format(name=operation.undoes)
            yield Finding(operation, "undoes", "unknown-operation", message, _("copy that file here, too"))


def _holders(owners: Collection[Agency]) -> str:
    if not owners:
        return _("the entry has no effect; nobody owns the task")
    message = _("the entry has no effect; it is a duty of: {names}")
    return message.format(names="、".join(each.name for each in owners))


def _unregistered(task: Task, region: str | None, registry: Registry) -> Iterator[Finding]:
    for role, name in task.named:
        if registry.find(name, region):
            continue
        near = registry.near(name, region)
        elsewhere = sorted(filter(None, registry.regions_knowing(name)))
        if elsewhere:
            message = _("{name} is registered for {regions}, not for the region of this document")
            hint = _('give the document its region: region = "{region}"').format(region=elsewhere[0])
            message = message.format(name=name, regions="、".join(elsewhere))
            yield Finding(task, role, "unregistered-name", message, hint, task.id)
        elif near:
            message = _("{name} is not in the registry, but is close to {near}").format(name=name, near="、".join(near))
            hint = _("write {near}, or add it to the aliases of that agency").format(near=near[0])
            yield Finding(task, role, "near-miss-name", message, hint, task.id)
        else:
            message = _("{name} is not in the registry").format(name=name)
            hint = f'[[agencies]] name = "{name}"' + (f' region = "{region}"' if region else "")
            yield Finding(task, role, "unregistered-name", message, hint, task.id)


def _named_twice(task: Task, region: str | None, registry: Registry) -> Iterator[Finding]:
    first: dict[Agency, str] = {}
    for role, name in task.named:
        agency = registry.identify(name, region)
        if agency not in first:
            first[agency] = role
        elif first[agency] == role:
            message = _("{task} names {name} twice").format(task=task.id, name=agency.name)
            yield Finding(task, role, "named-twice", message, _("name it once"), task.id)
        else:
            message = _("{task} names {name} in two roles").format(task=task.id, name=agency.name)
            hint = _("keep it where the document means it: in {one} or in {other}").format(
                one=first[agency], other=role
            )
            yield Finding(task, role, "two-roles", message, hint, task.id)


def _not_in_words(task: Task) -> Iterator[Finding]:
    if not task.owner_text:
        return
    words = fold(task.owner_text)
    for role, name in task.named:
        if not in_order(fold(name), words):
            message = _("{task}: {name} does not stand in owner_text").format(task=task.id, name=name)
            hint = _("owner_text is the document's own words, names are taken from it")
            yield Finding(task, role, "not-in-owner-text", message, hint, task.id)
