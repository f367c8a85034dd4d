"""A checklist as Markdown: a list to tick off, for people who read texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.cells import FILL_IN
from taskmap.checklist import COLUMNS, LOCKED, shown
from taskmap.i18n import _
from taskmap.words import labelled
from taskmap.writing.checklists.seal import sealed
from taskmap.writing.tables import markdown_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taskmap.checklist import Row
    from taskmap.writing.checklists.sheet import Sheet


def content(sheet: Sheet) -> bytes:
    """Return the file of a checklist."""
    text = "".join(f"{line}\n" for line in _lines(sheet))
    return sealed(f"{text}\n<!-- ", " -->\n", sheet.owner)


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"# {markdown_text(sheet.title)}"
    yield ""
    yield from (f"- {labelled(label, markdown_text(value))}" for label, value in sheet.facts if value)
    for above, document, rows in sheet.chapters:
        if above:
            yield f"\n## {markdown_text(above)}"
        yield f"\n### {markdown_text(document)}"
        for row in rows:
            yield from _entry(row, is_over=sheet.is_over(row))


def _entry(row: Row, *, is_over: bool) -> Iterator[str]:
    cells = {key: markdown_text(shown(key, value)) for key, value in row.cells.items()}
    yield f"\n- [{'x' if is_over else ' '}] **{cells['ref']}** {cells['role']}"
    told = (key for key in LOCKED if key not in {"document", "ref", "role"} and cells[key])
    for key in (*told, *FILL_IN):
        # What is to be filled in is named even where nothing is known yet.
        yield f"  - {labelled(_(COLUMNS[key]), cells[key])}".rstrip()
