"""Reports in every form: for people with tables and charts, for programs as objects and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.i18n import _
from taskmap.problems import RefusedError

if TYPE_CHECKING:
    from taskmap.reporting import ReportAnswer

TEXTS = ("json", "csv", "md", "html")
"""Formats that may go to standard output."""

BINARY = ("docx", "xlsx")
"""Formats that need a file, and the extra ``office``."""


def report_bytes(answer: ReportAnswer, form: str, *, for_excel: bool = False) -> bytes:
    """Return a report as the content of a file; ``for_excel`` makes its CSV one that Excel opens right.

    Raises:
        RefusedError: the extra that writes such a file is not installed.
    """
    if form == "json":
        from taskmap.writing.records import dumps
        from taskmap.writing.reports.record import report_record

        return dumps(report_record(answer)).encode()
    if form == "csv":
        from taskmap.writing.reports.lines import report_rows
        from taskmap.writing.tables import csv_for_excel, csv_text

        table = report_rows(answer)
        return csv_for_excel(table) if for_excel else csv_text(table).encode()
    if form == "md":
        from taskmap.writing.reports.markdown import content as markdown

        return markdown(answer)
    if form == "html":
        from taskmap.writing.reports.page import content as page

        return page(answer)
    return _office_bytes(answer, form)


def _office_bytes(answer: ReportAnswer, form: str) -> bytes:
    try:
        if form == "docx":
            from taskmap.writing.reports.word import content
        else:
            from taskmap.writing.reports.workbook import content
    except ModuleNotFoundError as error:
        message = _("cannot write {format}: this needs {package}: pip install 'taskmap[office]'")
        raise RefusedError(message.format(format=form, package=error.name)) from None
    return content(answer)
