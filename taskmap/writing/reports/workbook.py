"""A report as a workbook: one sheet per section, with charts that a spreadsheet draws itself from their cells.

Texts are written as strings, never as formulas, numbers or links.
"""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any

import xlsxwriter

from taskmap.cells import seen
from taskmap.i18n import _
from taskmap.words import LIGHT_WORDS, light_word, noted
from taskmap.writing.checklists.seal import OPEN, sealed_package
from taskmap.writing.checklists.widths import line_count
from taskmap.writing.checklists.workbook import sheet_name, shortened
from taskmap.writing.reports.charts import COLOURS, INK
from taskmap.writing.reports.sections import heading, sections, shown, title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from taskmap.reporting import ReportAnswer
    from taskmap.writing.reports.sections import Cell, Column, Section, Table

OWNER = "report"
"""Whose file it is, for the seal."""

ROOM = 132
"""Characters that the columns of a sheet have together: the width of an A4 page on its side."""

LINE = 15.0
HIGHEST_ROW = 409
"""Points: a line of text, and the highest row there can be."""

CHARTED = 20
"""How many groups a chart shows."""

FONT = {"font_name": "宋体", "font_size": 10, "valign": "top"}
BOXED = {**FONT, "border": 1, "border_color": "#808080", "text_wrap": True}
STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {**FONT, "font_size": 16, "bold": True},
    "paragraph": {**FONT, "text_wrap": True},
    "head": {**BOXED, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E8E8E8"},
    "cell": BOXED,
    "list": BOXED,
    "number": BOXED,
    "percent": {**BOXED, "num_format": "0.#%"},
    "day": {**BOXED, "num_format": "yyyy-mm-dd", "align": "left"},
    **{
        light: {**BOXED, "bg_color": COLOURS[light], "font_color": "white" if INK[light] == "#fff" else "black"}
        for light in COLOURS
    },
}


def content(answer: ReportAnswer) -> bytes:
    """Return the content of a workbook: the same bytes for the same report."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(file, options)
    name, day = title(answer)
    created = datetime.datetime.combine(answer.as_of, datetime.time())
    workbook.set_properties({"title": f"{name} {day}", "author": "taskmap", "created": created, "comments": OPEN})
    writer = _Writer(workbook, answer)
    for place, section in enumerate(sections(answer)):
        writer.write(place, section)
    writer.draw()
    workbook.close()
    return sealed_package(file.getvalue(), OWNER)


class _Writer:
    """What writes one workbook, sheet by sheet, and draws its charts when all cells are there."""

    def __init__(self, workbook: xlsxwriter.Workbook, answer: ReportAnswer) -> None:
        self.workbook = workbook
        self.answer = answer
        self.formats: dict[str, Format] = {name: workbook.add_format(dict(each)) for name, each in STYLES.items()}
        self.heads: dict[str, tuple[Worksheet, int]] = {}
        """For each section its sheet, and the row of its table's head."""

    def write(self, place: int, section: Section) -> None:
        """Write the sheet of a section."""
        sheet = self.workbook.add_worksheet(sheet_name(section.title))
        above = noted(*title(self.answer)) if place == 0 else heading(place, section)
        sheet.write_string(0, 0, shortened(seen(above)), self.formats["title"])
        sheet.set_row(0, 26)
        line = 1
        last = len(section.table.columns) - 1 if section.table else 5
        for paragraph in section.paragraphs:
            sheet.merge_range(line, 0, line, last, "", self.formats["paragraph"])
            sheet.write_string(line, 0, shortened(seen(paragraph)), self.formats["paragraph"])
            sheet.set_row(line, LINE * line_count(paragraph, self._width(section)))
            line += 1
        if section.table:
            self._table(sheet, line, section.table, self._unit(section))
        self.heads[section.key] = sheet, line
        _page(sheet, line if section.table and place else 0, pages=0 if place else 1)

    def _unit(self, section: Section) -> float:
        """Return how many characters a column of width 1 has; the short table of the overview stays narrow."""
        whole = sum(column.width for column in section.table.columns) if section.table else ROOM
        return (ROOM / 2 if section.key == "overall" else ROOM) / whole

    def _width(self, section: Section) -> int:
        return ROOM // 2 if section.key == "overall" or not section.table else ROOM

    def _table(self, sheet: Worksheet, line: int, table: Table, unit: float) -> None:
        widths = [max(column.width * unit, 6) for column in table.columns]
        for place, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(line, place, _(column.head), self.formats["head"])
        sheet.set_row(line, 2 * LINE)
        for number, row in enumerate(table.rows, line + 1):
            texts = [shown(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)]
            lines = max(line_count(text, int(width)) for text, width in zip(texts, widths, strict=True))
            sheet.set_row(number, min(LINE * lines + 2, HIGHEST_ROW))
            for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                self._cell(sheet, (number, place), cell, column)
        if table.rows:
            sheet.autofilter(line, 0, line + len(table.rows), len(table.columns) - 1)

    def _cell(self, sheet: Worksheet, place: tuple[int, int], cell: Cell, column: Column) -> None:
        style = self.formats.get(column.kind, self.formats["cell"])
        if isinstance(cell, datetime.date):
            sheet.write_datetime(*place, cell, style)
        elif isinstance(cell, int | float):
            sheet.write_number(*place, cell / 100 if column.kind == "percent" else cell, style)
        elif cell:
            light = next((each for each in LIGHT_WORDS if column.head == "light" and light_word(each) == cell), "cell")
            sheet.write_string(*place, shortened(seen(cell)), self.formats[light])
        else:
            sheet.write_blank(*place, None, style)

    def draw(self) -> None:
        """Put the charts on the first sheet, beside its table and below."""
        overview, head = self.heads["overall"]
        if self.answer.totals.tasks:
            overview.insert_chart(1, 4, self._lights(overview.get_name(), head))
        if self.answer.groups:
            groups, first = self.heads["groups"]
            overview.insert_chart(head + 8, 0, self._groups(groups.get_name(), first))

    def _lights(self, sheet: str, head: int) -> Chart:
        chart = self.workbook.add_chart({"type": "doughnut"})
        rows = head + 1, head + len(LIGHT_WORDS)
        chart.add_series({
            "categories": [sheet, rows[0], 0, rows[1], 0],
            "values": [sheet, rows[0], 1, rows[1], 1],
            "points": [{"fill": {"color": colour}} for colour in COLOURS.values()],
        })  # fmt: skip
        chart.set_title({"name": _("tasks by light"), "name_font": {"size": 11}, "overlay": False})
        chart.set_size({"width": 420, "height": 260})
        return chart

    def _groups(self, sheet: str, head: int) -> Chart:
        """Draw the groups that are furthest behind, one bar each, the furthest at the top."""
        count = len(self.answer.groups)
        rows = head + 1 + max(count - CHARTED, 0), head + count
        chart = self.workbook.add_chart({"type": "bar", "subtype": "stacked"})
        for place, (light, colour) in enumerate(COLOURS.items(), 4):
            chart.add_series({
                "name": light_word(light),
                "categories": [sheet, rows[0], 0, rows[1], 0],
                "values": [sheet, rows[0], place, rows[1], place],
                "fill": {"color": colour},
                "gap": 40,
            })  # fmt: skip
        shown_count = rows[1] - rows[0] + 1
        name = _("by light") if shown_count == count else _("the {count} furthest behind").format(count=shown_count)
        chart.set_title({"name": name, "name_font": {"size": 11}})
        chart.set_legend({"position": "bottom"})
        chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}})
        chart.set_size({"width": 960, "height": 120 + 22 * shown_count})
        return chart


def _page(sheet: Worksheet, head: int, pages: int) -> None:
    """Set how a sheet is printed: A4 on its side, its head on every page; ``pages`` is how many, 0 for any number."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, pages)
    if head:
        sheet.freeze_panes(head + 1, 0)
        sheet.repeat_rows(head)
    sheet.set_footer("&C" + _("page {page} of {pages}").format(page="&P", pages="&N"))
