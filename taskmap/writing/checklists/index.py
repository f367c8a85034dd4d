"""The list of all checklists that were written: whose they are, how many duties each has, and in which files."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from taskmap.cells import seen
from taskmap.i18n import N_, _
from taskmap.model import Role
from taskmap.words import labelled
from taskmap.writing.checklists.page import START, head_lines
from taskmap.writing.checklists.record import sealed_record
from taskmap.writing.checklists.seal import sealed
from taskmap.writing.checklists.table import sealed_table
from taskmap.writing.records import envelope
from taskmap.writing.tables import Rows, markdown_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from taskmap.writing.checklists.sheet import Sheet

OWNER = "index"
"""Whose file the index is, to :mod:`.seal`."""

COLUMNS = (N_("agency"), N_("region"), N_("duties"), *(role.value for role in Role), N_("inherited"), N_("files"))


class Listed(NamedTuple):
    """A checklist, and the names of the files that were made of it."""

    sheet: Sheet
    files: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """What the index says of it, without its files."""
        agency, found = self.sheet.answer.agency, self.sheet.checklist
        counts = (len(found.rows), *found.roles.values(), len(found.inherited))
        return seen(agency.name), seen(agency.region or ""), *map(str, counts)


def index_format(formats: Sequence[str]) -> str:
    """Return the format of the index: of those asked for the one that is best to look at, else a web page."""
    return next((form for form in FORMATS if form in formats), "html")


def index_bytes(listed: Sequence[Listed], form: str) -> bytes:
    """Return the index in a format."""
    return FORMATS[form](listed)


def _title(listed: Sequence[Listed]) -> tuple[str, str]:
    """Return what stands above the list, and the day of which it is."""
    return _("Checklists"), labelled(_("as of"), str(listed[0].sheet.checklist.as_of)) if listed else ""


def _ending(file: str) -> str:
    """Return what a link to a file is called: whose it is, is told beside it."""
    return file.rpartition(".")[2]


def _page(listed: Sequence[Listed]) -> bytes:
    title, day = _title(listed)

    def lines() -> Iterator[str]:
        yield from head_lines(title)
        yield f"<p>{escape(day)}</p>\n<table>\n<thead><tr>"
        yield "".join(f"<th>{escape(_(column))}</th>" for column in COLUMNS)
        yield "</tr></thead>\n<tbody>"
        for each in listed:
            links = " ".join(f'<a href="{quote(file)}">{escape(_ending(file))}</a>' for file in each.files)
            yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in each.cells)}<td>{links}</td></tr>"
        yield "</tbody>\n</table>\n</body>\n</html>"

    return sealed(START, '">\n' + "".join(f"{line}\n" for line in lines()), OWNER)


def _markdown(listed: Sequence[Listed]) -> bytes:
    title, day = _title(listed)
    rows = [tuple(map(markdown_text, map(_, COLUMNS))), ("---",) * len(COLUMNS)]
    for each in listed:
        links = " ".join(f"[{_ending(file)}]({quote(file)})" for file in each.files)
        rows.append((*map(markdown_text, each.cells), links))
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return sealed(f"# {title}\n\n{day}\n\n{table}\n<!-- ", " -->\n", OWNER)


def _csv(listed: Sequence[Listed]) -> bytes:
    rows = tuple((*each.cells, " ".join(each.files)) for each in listed)
    return sealed_table(Rows(COLUMNS, rows), OWNER)


def _json(listed: Sequence[Listed]) -> bytes:
    checklists = [
        {
            "name": each.sheet.answer.agency.name,
            "region": each.sheet.answer.agency.region,
            "total": len(each.sheet.checklist.rows),
            **{role.value: count for role, count in each.sheet.checklist.roles.items()},
            "inherited": len(each.sheet.checklist.inherited),
            "files": list(each.files),
        }
        for each in listed
    ]
    as_of = listed[0].sheet.checklist.as_of if listed else None
    return sealed_record(envelope("checklists", as_of=as_of, checklists=checklists), OWNER)


FORMATS: Mapping[str, Callable[[Sequence[Listed]], bytes]] = {
    "html": _page,
    "md": _markdown,
    "csv": _csv,
    "json": _json,
}
