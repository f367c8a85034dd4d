"""The questions that the commands ask; :mod:`taskmap.answers` holds what they are answered with."""

import datetime
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from taskmap.answers import AgencyAnswer, DocAnswer, TasksAnswer
from taskmap.folding import fold
from taskmap.listings import (
    AgenciesAnswer,
    AgencyCount,
    DocsAnswer,
    DocumentCount,
    MatchesAnswer,
    ProblemsAnswer,
)
from taskmap.model import Agency, Document, Duty, Role, Task, TaskView

if TYPE_CHECKING:
    from taskmap.graph import TaskMap


class TaskFilter(NamedTuple):
    """Which tasks are wanted; every condition that is set has to be met."""

    agencies: tuple[Agency, ...] = ()
    match_all: bool = False
    role: Role | None = None
    document: Document | None = None
    unowned: bool = False
    due_before: datetime.date | None = None
    due_after: datetime.date | None = None
    contains: str | None = None
    states: tuple[str, ...] = ()
    """With them the states of the data set's own that count as one of them."""

    lights: tuple[str, ...] = ()

    def wants(self, task: Task) -> bool:
        """Tell whether a task itself meets the conditions: those that need neither its owners nor a journal."""
        return (
            (self.document is None or task.document == self.document.id)
            and (not self.unowned or not any(task.named))
            and (not self.contains or fold(self.contains) in fold(task.wording))
        )

    def wants_as_it_stands(self, view: TaskView) -> bool:
        """Tell whether a task meets the conditions on its day, state and light."""
        due, standing = view.due, view.standing
        return (
            (self.due_before is None or (due is not None and due < self.due_before))
            and (self.due_after is None or (due is not None and due > self.due_after))
            and (not self.states or (standing is not None and standing.state in self.states))
            and (not self.lights or (standing is not None and standing.light in self.lights))
        )

    def wants_owners(self, view: TaskView) -> bool:
        """Tell whether the owners of a task meet the conditions on them."""
        held = {owner.agency for owner in view.owners if self.role in (None, owner.role)}
        if not self.agencies:
            return self.role is None or bool(held)
        return (all if self.match_all else any)(agency in held for agency in self.agencies)


Stood = TypeVar("Stood", AgencyAnswer, TasksAnswer, DocAnswer)


def as_it_stands(tm: "TaskMap", answer: Stood, as_of: datetime.date | None = None, *, wanted: bool = False) -> Stood:
    """Return an answer with how its tasks or duties stand on a day, today where none is given.

    Where there is no journal, only a day that is given, or ``wanted``, adds that.
    """
    if tm.journal is None and not as_of and not wanted:
        return answer
    from taskmap.standing import Standings

    standings = Standings(tm, as_of)
    if isinstance(answer, AgencyAnswer):
        duties, inherited = (tuple(map(standings.viewed_duty, each)) for each in (answer.duties, answer.inherited))
        return answer._replace(duties=duties, inherited=inherited, as_of=standings.as_of)
    return answer._replace(views=tuple(map(standings.viewed, answer.views)), as_of=standings.as_of)


def ask_agency(
    tm: "TaskMap", name: str, *, role: Role | None = None, doc: str | None = None, own: bool = False
) -> AgencyAnswer:
    """Ask what an agency has to do; ``own`` leaves out what it inherited.

    Raises:
        NotFoundError: there is no such agency or document, or several agencies match.
    """
    return ask_duties_of(tm, tm.agency(name), role=role, doc=doc, own=own)


def ask_duties_of(
    tm: "TaskMap", agency: Agency, *, role: Role | None = None, doc: str | None = None, own: bool = False
) -> AgencyAnswer:
    """Ask the same of an agency that is known already.

    Raises:
        NoSuchDocumentError: there is no such document.
    """
    document = tm.document(doc) if doc else None

    def wanted(duties: Iterable[Duty]) -> tuple[Duty, ...]:
        return tuple(duty for duty in duties if role in (None, *duty.roles) and document in (None, duty.view.document))

    return AgencyAnswer(
        agency,
        wanted(tm.duties(agency)),
        () if own else wanted(tm.inherited(agency)),
        tuple(tm.predecessors(agency)),
        tuple(tm.successors(agency)),
    )


def ask_tasks(tm: "TaskMap", wanted: TaskFilter, as_of: datetime.date | None = None) -> TasksAnswer:
    """Ask for the tasks that a filter wants, with how they stand on a day (as :func:`as_it_stands` has it)."""
    views = (tm.view(task) for document in tm.documents.values() for task in document.tasks if wanted.wants(task))
    found = TasksAnswer(tuple(filter(wanted.wants_owners, views)))
    answer = as_it_stands(tm, found, as_of, wanted=bool(wanted.states or wanted.lights))
    return answer._replace(views=tuple(filter(wanted.wants_as_it_stands, answer.views)))


def ask_agencies(tm: "TaskMap", *, kind: str | None = None, sort: str = "total") -> AgenciesAnswer:
    """Ask which agencies the documents name, most duties first unless ``sort`` says otherwise."""
    counts = [AgencyCount(each, tm.roles(each)) for each in tm.agencies if kind in (None, each.kind)]
    if sort == "name":
        counts.sort(key=lambda each: each.agency.name)
    elif sort == "kind":
        counts.sort(key=lambda each: (each.agency.kind or "~", -each.total))
    elif sort == "total":
        counts.sort(key=lambda each: -each.total)
    else:
        counts.sort(key=lambda each: (-each.roles[Role(sort)], -each.total))
    return AgenciesAnswer(tuple(counts))


def ask_docs(tm: "TaskMap") -> DocsAnswer:
    """Ask which documents there are, newest first."""
    return DocsAnswer(tuple(_count(tm, each) for each in tm.newest_first()), tm.default)


def _count(tm: "TaskMap", document: Document) -> DocumentCount:
    from taskmap.graph import task_node

    owners = [len(tm.adjacency[task_node(task)]) for task in document.tasks]
    return DocumentCount(document, len(owners), sum(map(bool, owners)), sum(owners))


def ask_doc(tm: "TaskMap", name: str, parts: Iterable[str] = ()) -> DocAnswer:
    """Ask for a whole document.

    Raises:
        NoSuchDocumentError: there is none.
    """
    document = tm.document(name)
    return DocAnswer(document, tuple(map(tm.view, document.tasks)), frozenset(parts))


def ask_search(tm: "TaskMap", words: Sequence[str]) -> MatchesAnswer:
    """Ask where words stand."""
    from taskmap.search import search

    return MatchesAnswer(tuple(words), tuple(search(tm.newest_first(), words)))


def ask_checklists(
    tm: "TaskMap",
    agencies: Iterable[Agency] | None = None,
    *,
    role: Role | None = None,
    doc: str | None = None,
    own: bool = False,
) -> list[AgencyAnswer]:
    """Ask for the duties of agencies, or of every one that has any, of its own or inherited.

    Raises:
        NoSuchDocumentError: there is no such document.
    """
    asked = tm.known_agencies if agencies is None else agencies
    answers = (ask_duties_of(tm, each, role=role, doc=doc, own=own) for each in asked)
    return [each for each in answers if agencies is not None or each.duties or each.inherited]


def ask_check(path: str | None = None) -> ProblemsAnswer:
    """Ask for everything that is wrong with a data set, errors and warnings.

    Raises:
        UnreadableError: a file cannot be read, or none of them holds data.
    """
    from taskmap.checks import warnings
    from taskmap.location import locate
    from taskmap.store import Survey

    survey = Survey(locate(path))
    found = () if survey.broken else warnings(survey.data)
    return ProblemsAnswer((*survey.problems, *map(survey.warning, found)))
