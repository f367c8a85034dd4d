"""What every format of a checklist says: its title, whose it is, its parts, with text that no format chokes on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from taskmap.answers import AgencyAnswer
from taskmap.cells import Value, seen
from taskmap.checklist import Checklist, Row, checklist
from taskmap.i18n import _
from taskmap.model import Document
from taskmap.progress import OVER, STATES
from taskmap.words import listed, noted, role_word, state_word

if TYPE_CHECKING:
    from taskmap.standing import Standings


class Sheet(NamedTuple):
    """A checklist to be written: the duties themselves, and the rows made of them."""

    answer: AgencyAnswer
    checklist: Checklist
    own_states: Mapping[str, str] = MappingProxyType({})

    @property
    def states(self) -> list[str]:
        """The words for the states that may be filled in, in the user's language, the data set's own last."""
        return [state_word(each) for each in (*STATES, *self.own_states)]

    @property
    def owner(self) -> str:
        """What tells one agency's files from another's of the same name, for :mod:`.seal`."""
        return f"{self.answer.agency.region or ''}\0{self.answer.agency.name}"

    @property
    def title(self) -> str:
        """What stands above it."""
        return _("{name}: checklist").format(name=seen(self.answer.agency.name))

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Whose it is, of which documents, as of when and how many duties, each with its label."""
        agency = self.answer.agency
        return [
            (_("agency"), noted(seen(agency.name), seen(agency.full or ""))),
            (_("region"), seen(agency.region) if agency.region else _("national")),
            (_("documents"), _("; ").join(map(document_name, self.checklist.documents))),
            (_("as of"), self.checklist.as_of.isoformat()),
            (_("duties"), self._counts()),
        ]

    def _counts(self) -> str:
        """Count the duties by role, and those inherited: 5 (lead 2, responsible 3), inherited 4."""
        roles = listed(f"{role_word(role)} {count}" for role, count in self.checklist.roles.items() if count)
        inherited = len(self.checklist.inherited)
        also = _("inherited {count}").format(count=inherited) if inherited else ""
        return listed((noted(str(len(self.checklist.rows)), roles), also))

    @property
    def parts(self) -> list[tuple[str, tuple[Row, ...]]]:
        """Its rows, and those that were inherited under a heading of their own."""
        parts = [("", self.checklist.rows)]
        if self.checklist.inherited:
            parts.append((_("Inherited by rename or merger"), self.checklist.inherited))
        return parts

    @property
    def chapters(self) -> Iterator[tuple[str, str, list[Row]]]:
        """The rows by part and document: the part's heading where it begins, the document's, and the rows."""
        documents = {each.id: document_name(each) for each in self.checklist.documents}
        duties = (self.answer.duties, self.answer.inherited)
        for (heading, rows), held in zip(self.parts, duties, strict=False):
            chapters: dict[str, list[Row]] = {}
            for row, duty in zip(rows, held, strict=True):
                chapters.setdefault(duty.view.document.id, []).append(row)
            above = heading
            for document, found in chapters.items():
                yield above, documents[document], found
                above = ""

    def is_over(self, row: Row) -> bool:
        """Tell whether nothing more is expected of a duty."""
        state = str(row.cells["state"])
        return self.own_states.get(state, state) in OVER

    @property
    def how_to_fill_in(self) -> str:
        """Tell an agency what to do with it."""
        return _("Fill in the shaded columns: a state, a percentage such as 50%, a day such as 2020-12-31.")


def sheet_of(answer: AgencyAnswer, standings: "Standings", own_states: Mapping[str, str]) -> Sheet:
    """Make a checklist of an answer; what is shown of it holds nothing but text that can be seen."""
    found = checklist(answer, standings)
    rows, inherited = (tuple(map(_seen_row, each)) for each in (found.rows, found.inherited))
    own, taken_over = (tuple(map(standings.viewed_duty, each)) for each in (answer.duties, answer.inherited))
    standing = answer._replace(duties=own, inherited=taken_over, as_of=standings.as_of)
    return Sheet(standing, found._replace(rows=rows, inherited=inherited), own_states)


def _seen_row(row: Row) -> Row:
    """Make the texts of a row visible. Its marks are made of them, so that what comes back unchanged is no change."""
    named = row._replace(
        task=seen(row.task),
        agency=seen(row.agency),
        region=row.region and seen(row.region),
        reporter=row.reporter and seen(row.reporter),
    )
    return with_texts(named, seen)


def with_texts(row: Row, change: Callable[[str], str]) -> Row:
    """Return a row with every text changed in the same way."""

    def changed(values: Iterable[Value]) -> tuple[Value, ...]:
        return tuple(change(each) if isinstance(each, str) else each for each in values)

    return row._replace(locked=changed(row.locked), filled=changed(row.filled))


def document_name(document: Document) -> str:
    """Return a document's title with its number, or whatever names it."""
    if document.title and document.number:
        return seen(noted(document.title, document.number))
    return seen(document.label)
