"""The table of a checklist as it is printed, in Word and on web pages: fewer and fuller columns than a workbook has."""

from collections.abc import Iterator
from typing import NamedTuple

from taskmap.checklist import COLUMNS, Row, shown
from taskmap.i18n import _
from taskmap.words import labelled

WIDTHS = {
    "ref": 11,
    "text": 55,
    "role": 9,
    "others": 20,
    "due": 17,
    "state": 13,
    "percent": 11,
    "note": 20,
    "problem": 15,
    "plan": 14,
    "evidence": 11,
    "by": 12,
    "on": 17,
}
"""The columns of the table and their widths in millimetres: 225, the width of a page's text (GB/T 9704-2012)."""


class Passage(NamedTuple):
    """A paragraph of a cell: ``heading`` above the text, ``extra`` below it, or the text itself."""

    text: str
    kind: str = ""


def cells(row: Row) -> dict[str, list[Passage]]:
    """Return the cells of a duty; that of the task holds its headings, targets and whence it came, too."""
    values = {key: shown(key, value) for key, value in row.cells.items()}
    found = {key: [Passage(line) for line in values[key].split("\n")] for key in WIDTHS}
    above = [Passage(values["heading"], "heading")] if values["heading"] else []
    found["text"] = [*above, *found["text"], *_below(values)]
    return found


def _below(values: dict[str, str]) -> Iterator[Passage]:
    for key in ("targets", "from"):
        if values[key]:
            yield Passage(labelled(_(COLUMNS[key]), values[key]), "extra")
