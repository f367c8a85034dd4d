"""Documents and searches on a terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text
from rich.tree import Tree

from taskmap.i18n import N_, _, ngettext
from taskmap.terminal.layout import HEADING, Column, Fact, facts, safe, shown, table, wrapped
from taskmap.terminal.tasks import LIGHT_STYLES, document_line, heading, owner_list, standing_cells
from taskmap.terminal.wrapping import wrap
from taskmap.words import FIELD_WORDS, box_lines, labelled, listed
from taskmap.writing.rows import target_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from taskmap.answers import DocAnswer
    from taskmap.listings import DocsAnswer, MatchesAnswer
    from taskmap.model import Box, Document, Note, TaskView
    from taskmap.search import Match
    from taskmap.terminal.layout import View

GUIDE = 4
"""Cells that each level of a tree takes."""

FOUND = "bold underline yellow"


def docs_screen(answer: DocsAnswer, view: View) -> Iterator[RenderableType]:
    """Show documents with what they hold and how much of it has owners."""
    columns = (
        Column(N_("id")), Column(N_("document"), share=1), Column(N_("date")),
        Column(N_("tasks"), right=True), Column(N_("duties"), right=True),
        Column(N_("coverage"), right=True),
    )  # fmt: skip
    rows = [
        (
            each.document.id + (" *" if each.document.id == answer.default else ""),
            " ".join(part for part in (each.document.number, each.document.title) if part),
            str(each.document.date or each.document.year or ""),
            str(each.tasks),
            str(each.duties),
            f"{each.owned / each.tasks:.0%}" if each.tasks else "",
        )
        for each in answer.counts
    ]
    yield table(columns, rows, view.width)
    if answer.default:
        yield Text(_("* the default document"), style="dim")


def doc_screen(answer: DocAnswer, view: View) -> Iterator[RenderableType]:
    """Show a document: its outline with owners, or the parts asked for."""
    document = answer.document
    yield wrapped(document_line(document), view.width, HEADING)
    yield facts(
        (
            Fact(_("id"), document.id),
            Fact(_("issuer"), document.issuer),
            Fact(_("region"), document.region or _("national")),
            Fact(_("source"), document.source),
            *(Fact(_("note"), _note(note)) for note in document.notes),
        ),
        view.width,
    )
    if not answer.parts:
        yield from _outline(answer.views, view)
    if "boxes" in answer.parts:
        yield from _boxes(document.boxes, view)
    if "indicators" in answer.parts:
        yield from _indicators(document, view)
    if "targets" in answer.parts:
        yield from _targets(document, view)


def _note(note: Note) -> str:
    words = " → ".join(part for part in (note.source, note.reading) if part)
    return labelled(note.place, words) if note.place else words


def _outline(views: tuple[TaskView, ...], view: View) -> Iterator[RenderableType]:
    for section, in_section in groupby(views, key=lambda each: each.task.section):
        yield Text()
        tree = Tree(wrapped(section or _("tasks"), view.width, "bold"), guide_style="dim")
        for project, tasks in groupby(in_section, key=lambda each: each.task.project):
            branch = tree.add(wrapped(project, view.width - GUIDE)) if project else tree
            room = view.width - (2 if project else 1) * GUIDE
            for each in tasks:
                label = wrapped(f"{each.task.ref}  {heading(each.task, view)}", room)
                if each.standing:
                    stands = listed(standing_cells(each.standing))
                    label = Text("\n").join((label, wrapped(stands, room, LIGHT_STYLES[each.standing.light])))
                owners = owner_list(each.owners)
                if owners:
                    label = Text("\n").join((label, wrapped(owners, room, "dim", listed=True)))
                branch.add(label)
        yield tree


def _boxes(boxes: tuple[Box, ...], view: View) -> Iterator[RenderableType]:
    for box in boxes:
        yield Text()
        title, *items = box_lines(box)
        yield wrapped(title, view.width, "bold")
        yield from (wrapped(item, view.width) for item in items)


def _indicators(document: Document, view: View) -> Iterator[RenderableType]:
    columns = (
        Column(N_("indicator"), share=1),
        Column(N_("unit")),
        Column(N_("baseline"), right=True),
        Column(N_("target"), right=True),
    )
    for name, rows in groupby(document.indicators, key=lambda each: each.table):
        yield Text()
        if name:
            yield wrapped(name, view.width, "bold")
        cells = [(each.name, each.unit or "", each.baseline or "", each.target or "") for each in rows]
        yield table(columns, cells, view.width)


def _targets(document: Document, view: View) -> Iterator[RenderableType]:
    columns = (
        Column(N_("place")),
        Column(N_("target"), share=2),
        Column(N_("quantity")),
        Column(N_("due")),
        Column(N_("words"), share=3),
    )
    yield Text()
    rows = target_rows(document).rows
    if rows:
        yield table(columns, rows, view.width)
    yield Text(ngettext("{count} target", "{count} targets", len(rows)).format(count=len(rows)), style="dim")


def matches_screen(answer: MatchesAnswer, view: View) -> Iterator[RenderableType]:
    """Show the passages that a search found, with the words marked."""
    for place, matches in groupby(answer.matches, key=lambda match: match.place):
        yield safe(place, "bold")
        for match in matches:
            yield _marked(match, view.width)
        yield Text()
    count = len({match.place for match in answer.matches})
    yield Text(ngettext("{count} place", "{count} places", count).format(count=count), style="dim")


def _marked(match: Match, width: int) -> Text:
    """Wrap a passage and mark the words in it, wherever the lines break."""
    label = labelled(_(FIELD_WORDS[match.field]), "")

    def place(index: int) -> int:
        """Return where a character of the passage stands in the lines put end to end."""
        return len(shown(label + match.text[:index]).replace("\n", ""))

    spans = [(place(start), place(end)) for start, end in match.spans]
    lines: list[Text] = []
    begin = 0
    for line in wrap(shown(label + match.text), width):
        lines.append(Text(line))
        for start, end in spans:
            lines[-1].stylize(FOUND, max(start - begin, 0), max(end - begin, 0))
        begin += len(line)
    return Text("\n", no_wrap=True, overflow="fold").join(lines)
