"""Checklists: for each agency one file per format, with its duties and what they say."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from taskmap.control import CONTROL
from taskmap.files import make_folder, write_changed
from taskmap.i18n import N_, _
from taskmap.model import Role
from taskmap.words import labelled, names, role_words
from taskmap.writing.records import dumps, envelope, record
from taskmap.writing.tables import Rows, csv_for_excel, markdown_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from taskmap.model import Document, Duty
    from taskmap.questions import AgencyAnswer

UNSAFE_IN_NAMES = re.compile(rf'{CONTROL}|[\t\n<>:"/\\|?*]')
RESERVED_NAMES = re.compile(r"(?i)(con|prn|aux|nul|(com|lpt)[\d¹²³])(\..*)?$")
LONGEST_NAME = 230
"""Bytes of UTF-8 in a file name without its number and ending: with them every file system takes it."""


def write_checklists(
    answers: Sequence[AgencyAnswer], formats: Sequence[str], folder: Path, *, force: bool = False
) -> list[Path]:
    """Write each answer's checklist in each format into ``folder``; files that are there already are left alone.

    Returns:
        The files written.

    Raises:
        RefusedError: a file of that name is there with other content, and ``force`` is not set (nothing is written
            then); or the folder cannot be written to.
    """
    files: dict[Path, bytes] = {}
    for answer, name in zip(answers, file_names(answers), strict=True):
        for form in formats:
            files[folder / f"{name}.{form}"] = FORMATS[form](answer)
    make_folder(folder)
    return write_changed(files, force=force)


def file_names(answers: Sequence[AgencyAnswer]) -> Iterator[str]:
    """Yield a file name for each agency: its own, safe on every system, with its region where several share it."""
    shared = Counter(answer.agency.name for answer in answers)
    taken: set[str] = set()
    for answer in answers:
        name, region = answer.agency.name, answer.agency.region
        if region and shared[name] > 1:
            name = f"{name}（{region}）"
        name = UNSAFE_IN_NAMES.sub("_", name).encode()[:LONGEST_NAME].decode(errors="ignore")
        name = name.strip(" .") or "_"
        name = f"_{name}" if RESERVED_NAMES.match(name) else name
        unique, number = name, 1
        while same_file(unique) in taken:
            number += 1
            unique = f"{name}-{number}"
        taken.add(same_file(unique))
        yield unique


def same_file(name: str) -> str:
    """Bring a file name to the form in which file systems that ignore case or Unicode's compositions compare it."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _markdown(answer: AgencyAnswer) -> bytes:
    def lines() -> Iterator[str]:
        agency = answer.agency
        yield f"# {markdown_text(agency.name)}"
        if agency.full:
            yield f"\n{markdown_text(agency.full)}"
        yield f"\n{labelled(_('region'), markdown_text(agency.region or _('national')))}"
        yield f"\n{labelled(_('duties'), str(len(answer.duties)))}"
        yield from _sections(answer.duties)
        if answer.inherited:
            yield f"\n## {_('Inherited by rename or merger')}"
            yield from _sections(answer.inherited, "###")

    return "".join(f"{line}\n" for line in lines()).encode()


def _sections(duties: Iterable[Duty], level: str = "##") -> Iterator[str]:
    document = None
    for duty in duties:
        if duty.view.document != document:
            document = duty.view.document
            yield f"\n{level} {markdown_text(_heading(document))}"
        yield from _entry(duty)


def _heading(document: Document) -> str:
    return f"{document.number} {document.title}" if document.number and document.title else document.label


def _entry(duty: Duty) -> Iterator[str]:
    task = duty.view.task
    yield f"\n- [ ] **{markdown_text(task.ref)}** {markdown_text(role_words(duty.roles))}"
    facts = (
        (N_("heading"), duty.view.task.path),
        (N_("task"), task.wording),
        *((role.value, names(duty.others, role)) for role in Role),
        (N_("due"), str(task.due_date or "")),
        (N_("from"), duty.inherited_from or ""),
    )
    yield from (f"  - {labelled(_(label), markdown_text(value))}" for label, value in facts if value)


def _csv(answer: AgencyAnswer) -> bytes:
    columns = (
        N_("document"),
        N_("ref"),
        N_("heading"),
        N_("title"),
        N_("text"),
        N_("role"),
        *(role.value for role in Role),
        N_("due"),
        N_("from"),
    )
    rows = tuple(_row(duty) for duty in (*answer.duties, *answer.inherited))
    return csv_for_excel(Rows(columns, rows))


def _row(duty: Duty) -> tuple[str, ...]:
    task = duty.view.task
    return (
        duty.view.document.label,
        task.ref,
        duty.view.task.path,
        task.title or "",
        task.text or "",
        role_words(duty.roles),
        *(names(duty.others, role) for role in Role),
        str(task.due_date or ""),
        duty.inherited_from or "",
    )


def _json(answer: AgencyAnswer) -> bytes:
    whole = record(answer)
    kept = {key: whole[key] for key in ("agency", "duties", "inherited")}
    return dumps(envelope("checklist", **kept)).encode()


FORMATS: Mapping[str, Callable[[AgencyAnswer], bytes]] = {"md": _markdown, "csv": _csv, "json": _json}
