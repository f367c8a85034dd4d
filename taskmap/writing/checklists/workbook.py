"""A checklist as a workbook: what is to be filled in can be chosen and changed, all else is locked, and it prints well.

Texts are written as strings, never as formulas, numbers or links.
"""

from __future__ import annotations

import datetime
import gc
import io
import re
from typing import TYPE_CHECKING, Any

import xlsxwriter

from taskmap.cells import FILL_IN
from taskmap.checklist import COLUMNS, HIDDEN, LOCKED, shown
from taskmap.control import CONTROL
from taskmap.i18n import N_, _
from taskmap.words import labelled
from taskmap.writing.checklists.seal import OPEN, sealed_package
from taskmap.writing.checklists.sheet import with_texts
from taskmap.writing.checklists.widths import line_count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from taskmap.cells import Value
    from taskmap.checklist import Row
    from taskmap.writing.checklists.sheet import Sheet

WIDTHS = {
    "document": 9,
    "ref": 6.5,
    "heading": 14,
    "text": 38,
    "role": 6,
    "others": 16,
    "due": 10.5,
    "targets": 13,
    "from": 8,
    "state": 8,
    "percent": 7,
    "note": 18,
    "problem": 13,
    "plan": 13,
    "evidence": 10,
    "by": 7,
    "on": 10.5,
}
"""The widths of the columns that are seen, in characters."""

WIDEST_TEXT = 110
"""How wide the column of the text may become, for rows that would be too high."""

LINE = 14.0
"""Points for a line of text; enough for the taller letters of fonts that stand in for missing ones."""
HIGHEST_ROW = 409
"""Points: no spreadsheet makes a row higher."""

LONGEST_CELL = 32_767
"""UTF-16 units that a cell holds; Excel calls a file with a longer text damaged."""
LONGEST_LIST = 255
"""Characters of a list of choices that stands in the rule itself."""
LONGEST_SHEET_NAME = 31
UNSAFE_IN_SHEET_NAMES = re.compile(rf"{CONTROL}|[\[\]:*?/\\\t\n\ufffe\uffff]")

FONT = {"font_name": "宋体", "font_size": 10, "valign": "top"}
CELL = {**FONT, "border": 1, "border_color": "#808080", "text_wrap": True}
SHADED = {"locked": False, "bg_color": "#FDF9E3"}
STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {**FONT, "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"},
    "fact": {**FONT, "text_wrap": True},
    "head": {**CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E8E8E8"},
    "part": {**FONT, "bold": True, "bg_color": "#F2F2F2"},
    "locked": CELL,
    "ref": {**CELL, "num_format": "@"},
    "due": {**CELL, "num_format": "yyyy-mm-dd", "align": "left"},
    "fill_in": {**CELL, **SHADED},
    "percent": {**CELL, **SHADED, "num_format": "0%", "align": "left"},
    "on": {**CELL, **SHADED, "num_format": "yyyy-mm-dd", "align": "left"},
}

FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)

ALLOWED = {"autofilter": True, "sort": True, "format_rows": True}
"""What the protection lets everyone do, besides filling in."""

LIST_SHEET = N_("choices")


def content(sheet: Sheet) -> bytes:
    """Return the file of a checklist."""
    found = sealed_package(_package(sheet), sheet.owner)
    gc.collect()  # XlsxWriter's parts refer to each other: of many files they would pile up
    return found


def _package(sheet: Sheet) -> bytes:
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(file, options)
    created = datetime.datetime.combine(sheet.checklist.as_of, datetime.time())
    workbook.set_properties({"title": sheet.title, "author": "taskmap", "created": created, "comments": OPEN})
    _Writer(workbook, sheet).write()
    workbook.close()
    return file.getvalue()


class _Writer:
    """What writes one workbook, from top to bottom."""

    def __init__(self, workbook: xlsxwriter.Workbook, sheet: Sheet) -> None:
        self.sheet = sheet
        self.workbook = workbook
        self.parts = [(heading, [with_texts(row, shortened) for row in rows]) for heading, rows in sheet.parts]
        self.widths = _widths([row for _heading, rows in self.parts for row in rows])
        self.worksheet: Worksheet = workbook.add_worksheet(sheet_name(sheet.answer.agency.name))
        self.formats: dict[str, Format] = {name: workbook.add_format(dict(each)) for name, each in STYLES.items()}
        self.line = 0

    def write(self) -> None:
        """Write the sheet: what stands above the table, its rows, and the rules for filling it in."""
        self._columns()
        self._above()
        head = self.line
        for place, heading in enumerate(COLUMNS.values()):
            self.worksheet.write_string(head, place, _(heading), self.formats["head"])
        self.worksheet.set_row(head, 2 * LINE)
        self.line += 1
        for heading, rows in self.parts:
            if heading:
                self._heading(heading)
            for row in rows:
                self._row(row)
        self._rules(head + 1, max(self.line - 1, head + 1))
        self._page(head)

    def _columns(self) -> None:
        for place, key in enumerate(COLUMNS):
            options = {"hidden": key in HIDDEN or not self.widths[key]}
            self.worksheet.set_column(place, place, self.widths.get(key) or 10, None, options)

    def _above(self) -> None:
        """Write the title, whose the sheet is, and how to fill it in, each across the whole width."""
        facts = {label: labelled(label, value) for label, value in self.sheet.facts if value}
        documents = facts.pop(_("documents"), "")
        room = sum(self.widths.values())
        self._across(self.sheet.title, "title", 30)
        # Short facts share a line, so that little of the screen stays put when the sheet is scrolled.
        for text in ("    ".join(facts.values()), documents, self.sheet.how_to_fill_in):
            if text:
                self._across(text, "fact", LINE * min(line_count(text, room), 6))

    def _across(self, text: str, style: str, height: float) -> None:
        last = len(LOCKED) + len(FILL_IN) - 1
        self.worksheet.merge_range(self.line, 0, self.line, last, "", self.formats[style])
        self.worksheet.write_string(self.line, 0, shortened(text), self.formats[style])
        self.worksheet.set_row(self.line, height)
        self.line += 1

    def _heading(self, heading: str) -> None:
        """Write a heading between rows; its cells are not merged, which would keep the rows from being sorted."""
        for place in range(len(LOCKED) + len(FILL_IN)):
            self.worksheet.write_blank(self.line, place, None, self.formats["part"])
        self.worksheet.write_string(self.line, 0, heading, self.formats["part"])
        self.worksheet.set_row(self.line, LINE + 3)
        self.line += 1

    def _row(self, row: Row) -> None:
        cells = row.cells
        for place, (key, value) in enumerate(cells.items()):
            self._cell(place, key, value)
        for place, text in enumerate(row.hidden, len(cells)):
            self.worksheet.write_string(self.line, place, text, self.formats["locked"])
        self.worksheet.set_row(self.line, min(_height(row, self.widths), HIGHEST_ROW))
        self.line += 1

    def _cell(self, place: int, key: str, value: Value) -> None:
        style = self.formats[key if key in STYLES else "fill_in" if key in FILL_IN else "locked"]
        if isinstance(value, datetime.date):
            self.worksheet.write_datetime(self.line, place, value, style)
        elif key == "percent" and isinstance(value, int | float):
            self.worksheet.write_number(self.line, place, value / 100, style)
        elif text := shown(key, value):
            self.worksheet.write_string(self.line, place, text, style)
        else:
            self.worksheet.write_blank(self.line, place, None, style)

    def _rules(self, first: int, last: int) -> None:
        """Say what may be filled in: a state of the list, a share, a day."""
        places = {key: place for place, key in enumerate(COLUMNS)}
        rules: dict[str, dict[str, Any]] = {
            "state": {"validate": "list", "source": self._states(), "error_message": _("Choose one of the list.")},
            "percent": {
                "validate": "decimal",
                "criteria": "between",
                "minimum": 0,
                "maximum": 1,
                "error_message": _("A percentage from 0% to 100%."),
            },
            "on": {
                "validate": "date",
                "criteria": "between",
                "minimum": FIRST_DAY,
                "maximum": LAST_DAY,
                "error_message": _("A day such as 2020-12-31."),
            },
        }
        for key, rule in rules.items():
            title = {"error_title": _(COLUMNS[key])}
            self.worksheet.data_validation(first, places[key], last, places[key], {**rule, **title})

    def _states(self) -> Sequence[str] | str:
        """Return the states to choose from; those that do not fit into a rule stand on a sheet of their own."""
        states = [shortened(each) for each in self.sheet.states]
        if len(",".join(states)) <= LONGEST_LIST and not any(set(each) & set(',"\n') for each in states):
            return states
        other = self.workbook.add_worksheet(sheet_name(_(LIST_SHEET), taken=self.worksheet.get_name()))
        for place, state in enumerate(states):
            other.write_string(place, 0, state)
        other.protect()
        other.hide()
        name = other.get_name().replace("'", "''")
        return f"='{name}'!$A$1:$A${len(states)}"

    def _page(self, head: int) -> None:
        """Set what stays on the screen, what may be changed, and how it is printed."""
        seen, last = len(LOCKED) + len(FILL_IN), max(self.line - 1, head + 1)
        sheet = self.worksheet
        sheet.freeze_panes(head + 1, 2)
        sheet.autofilter(head, 0, last, seen - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:Q{last + 1}"})
        sheet.protect("", ALLOWED)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 0, max(self.line - 1, head), seen - 1)
        sheet.repeat_rows(head)
        sheet.set_footer("&C" + _("page {page} of {pages}").format(page="&P", pages="&N"))


def _widths(rows: Sequence[Row]) -> dict[str, float]:
    """Return the width of each column that is seen, 0 for one that says nothing; a long text makes its own wider."""
    used = {key for row in rows for key, value in row.cells.items() if value not in {None, ""}}
    always = {"document", "ref", "text", "due", *FILL_IN}
    widths: dict[str, float] = {key: width if key in used | always else 0 for key, width in WIDTHS.items()}
    while widths["text"] < WIDEST_TEXT and any(_height(row, widths) > HIGHEST_ROW for row in rows):
        widths["text"] += 10
    return widths


def _height(row: Row, widths: Mapping[str, float]) -> float:
    """Return how high a row has to be for all of its text to be seen."""
    texts = ((shown(key, value), widths[key]) for key, value in row.cells.items())
    return LINE * max(line_count(text, width) for text, width in texts if width) + 2


def shortened(text: str) -> str:
    """Return a text that a cell can hold; one that is too long ends in a note that says so."""
    if len(text) <= LONGEST_CELL // 2 or _units(text) <= LONGEST_CELL:
        return text
    note = " … " + _("[cut: a cell holds no more]")
    room = 2 * (LONGEST_CELL - _units(note))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + note


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def sheet_name(name: str, taken: str = "") -> str:
    """Return a name that a sheet may have: short, without signs that formulas use, not ``taken``."""
    safe = UNSAFE_IN_SHEET_NAMES.sub("_", name)
    safe = safe.encode("utf-16-le")[: 2 * LONGEST_SHEET_NAME].decode("utf-16-le", errors="ignore").strip("' ") or "_"
    if safe.casefold() in {taken.casefold(), "history"}:  # Excel keeps the second for itself
        safe = f"{safe[: LONGEST_SHEET_NAME - 2]}_2"
    return safe
