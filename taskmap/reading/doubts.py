"""What to look at in a document that was read: the doubts of all steps, and odd names and roles, as problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.i18n import N_, _, ngettext
from taskmap.model import Role
from taskmap.problems import Problem, Severity
from taskmap.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from taskmap.model import Document
    from taskmap.reading.blocks import Place
    from taskmap.reading.documents import Read
    from taskmap.registry import Registry

MESSAGES = {
    "damaged-text": N_("the text is damaged here, and was left as it is: {words}"),
    "unknown-glyph": N_("a character that hardly belongs here, perhaps a punctuation mark in its place: {words}"),
    "unread-owners": N_("this looks like owners, but was not understood: {words}"),
    "owners-beside-table": N_("owners beside a table of owners, whose rows alone are the tasks: {words}"),
    "unread-pages": N_("pages that are pictures, with hardly a word of text, were not read: {words}"),
    "lost-number": N_("the numbers before this are incomplete: {words}"),
}
"""What each code of a doubt says."""

HINTS = {
    "damaged-text": N_("compare it with the original"),
    "unknown-glyph": N_("compare it with the original"),
    "unread-owners": N_("add the owners by hand"),
    "owners-beside-table": N_("add the task by hand, if no row tells it"),
    "unread-pages": N_("have their text recognised (OCR), and import the file again"),
    "lost-number": N_("see whether a task is missing"),
}

LONGEST = 60
"""Characters of a document's words that a problem shows."""


def problems(read: Read, registry: Registry) -> Iterator[Problem]:
    """Return everything doubtful about a document that was read."""
    document = read.document
    for doubt in read.doubts:
        words = shortened(doubt.words)
        message = _(MESSAGES[doubt.code]).format(words=f"{words} → {doubt.reading}" if doubt.reading else words)
        found = _problem(document, doubt.code, place_words(doubt.place), message, _(HINTS[doubt.code]))
        yield found._replace(line=doubt.place.line)
    yield from _odd_names(document, registry)
    yield from _odd_roles(document)


def shortened(words: str) -> str:
    """Return words on one line, and not too many of them."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def place_words(place: Place) -> str | None:
    """Say where in its source something stands: page 3, table 1, row 4."""
    return (
        listed(
            message.format(number=number)
            for message, number in (
                (_("page {number}"), place.page),
                (_("table {number}"), place.table),
                (_("row {number}"), place.row),
                (_("line {number}"), place.line),
            )
            if number
        )
        or None
    )


def _problem(document: Document, code: str, where: str | None, message: str, hint: str) -> Problem:
    return Problem(Severity.WARNING, code, document.source or "", None, where, message, hint)


def _odd_names(document: Document, registry: Registry) -> Iterator[Problem]:
    """Find names that the registry does not know, each once, at the first task that gives it."""
    names = {name: task for task in reversed(document.tasks) for _role, name in reversed(tuple(task.named))}
    if names and not document.region and not any(registry.find(name, None) for name in names):
        message = _("the region of this document is not known, so no name is looked up by its alias")
        yield _problem(document, "unknown-region", document.id, message, _("give it: --region 吉林省"))
    for name, task in reversed(names.items()):
        if registry.find(name, document.region):
            continue
        near = registry.near(name, document.region)
        if near:
            message = _("{name} is not in the registry, but is close to {near}").format(name=name, near="、".join(near))
            hint = _("write {near}, or add it to the aliases of that agency").format(near=near[0])
            yield _problem(document, "near-miss-name", task.ref, message, hint)
        else:
            message = _("{name} is not in the registry").format(name=name)
            hint = f'[[agencies]] name = "{name}"' + (f' region = "{document.region}"' if document.region else "")
            yield _problem(document, "unregistered-name", task.ref, message, hint)


def _odd_roles(document: Document) -> Iterator[Problem]:
    """Find tasks in which somebody cooperates and nobody leads or is responsible, and owners in two roles."""
    for task in document.tasks:
        if task.cooperate and not task.lead and not task.responsible:
            message = _("{task} names who cooperates, but nobody who leads or is responsible").format(task=task.ref)
            yield _problem(document, "no-lead", task.ref, message, task.owner_text or "")
        twice = {name for role, name in task.named if role != Role.COOPERATE and name in task.cooperate}
        for name in sorted(twice):
            message = _("{task} names {name} in two roles").format(task=task.ref, name=name)
            yield _problem(document, "two-roles", task.ref, message, task.owner_text or "")


def doubt_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Say every doubt in a line of its own; names that nobody registered, which may be all, share one."""
    unknown: list[str] = []
    for problem in problems:
        if problem.code == "unregistered-name":
            unknown.append(problem.message)
        else:
            place = f"{problem.file} {problem.where}" if problem.where else problem.file
            yield f"{place}: {problem.message}"
    if unknown:
        yield ngettext(
            "{count} name is not in the registry", "{count} names are not in the registry", len(unknown)
        ).format(count=len(unknown))
