"""Rows under columns as text: tab-separated lines, CSV, CSV for Excel, Markdown."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from taskmap.control import visible
from taskmap.i18n import N_, _

ROLE_COLUMNS = (N_("lead"), N_("responsible"), N_("cooperate"))
LINE_ENDS = str.maketrans(dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n") | {"\t": " "})
"""What ends a line becomes a line feed, a tab a space."""

# Patterns are compiled when they are first used: a start-up seldom needs more than one of them.
FORMULA = r"['=+\-@\t\r\n\0＝＋－＠]"
"""How a cell starts that a spreadsheet may take for a formula (OWASP, CSV injection), or ``'`` itself."""
MARKDOWN = r"[\\`*_{}\[\]<>#|~&]"


class Rows(NamedTuple):
    """Rows under columns; the column names are English, translated where they are shown."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def cell(value: object) -> str:
    """Return a value as the text of a cell; what is absent leaves it empty."""
    return "" if value is None else str(value)


def lines(table: Rows) -> str:
    """Return rows as tab-separated lines without a head; a tab or line end in a cell becomes one space."""
    return "".join("\t".join(map(_on_one_line, row)) + "\n" for row in table.rows)


def _on_one_line(text: str) -> str:
    return text if text.isprintable() else visible(" ".join(_lines_of(text)))


def _lines_of(text: str) -> list[str]:
    return text.replace("\r\n", "\n").translate(LINE_ENDS).split("\n")


def csv_text(table: Rows) -> str:
    """Return rows as CSV with a head, cells as they are, for other programs."""
    return _csv(table, "\n", str)


def csv_for_excel(table: Rows) -> bytes:
    """Return rows as a CSV file that Excel opens right: BOM, CRLF, and no cell that acts as a formula.

    A cell that starts like a formula, or with the neutralising ``'`` itself, gets a ``'`` in front: taking one
    ``'`` away gives every cell back.
    """
    return _csv(table, "\r\n", lambda cell: f"'{cell}" if re.match(FORMULA, cell) else cell).encode("utf-8-sig")


def _csv(table: Rows, end: str, guarded: Callable[[str], str]) -> str:
    import csv
    import io

    def line(cells: Iterable[str]) -> str:
        # Cells with a bare CR or LF are quoted only where the line's own end has that character.
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerow(cells)
        return text.getvalue().removesuffix("\r\n") + end

    head = line(_(column) for column in table.columns)
    return head + "".join(line(map(guarded, row)) for row in table.rows)


def markdown(table: Rows) -> str:
    """Return rows as a Markdown table."""
    head = [_(column) for column in table.columns]
    body = [[markdown_text(each) for each in row] for row in table.rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, ["---"] * len(head), *body))


def markdown_text(text: str) -> str:
    """Keep text from being read as Markdown or HTML; a line end becomes ``<br>``, a tab one space."""
    if text.isprintable():  # nearly always: no line end, no tab, nothing that a terminal obeys
        return _without_markup(text)
    return "<br>".join(_without_markup(visible(line)) for line in _lines_of(text))


def _without_markup(text: str) -> str:
    return re.sub(MARKDOWN, r"\\\g<0>", text)
