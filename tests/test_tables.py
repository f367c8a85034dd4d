"""Rows as text: tab-separated lines, CSV, CSV for Excel, Markdown."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.control import visible
from taskmap.writing.tables import Rows, csv_for_excel, csv_text, lines, markdown, markdown_text
from tests.strategies import texts

CELLS = st.one_of(st.just(""), texts)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=4).map(lambda rows: Rows(("id", "title", "text"), tuple(rows)))
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", "'=1", "''", "'"]


def unescaped(cell: str) -> str:
    """Read a cell of Markdown the way a renderer does."""
    return re.sub(r"\\(.)", r"\1", cell)


def is_harmless(text: str) -> bool:
    """Tell whether a terminal finds nothing to obey but line ends and tabs."""
    return not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", text)


@given(texts)
def test_what_is_visible_cannot_be_obeyed(text: str) -> None:
    assert is_harmless(visible(text))


@pytest.mark.parametrize("text", ["就业[bold]:smile:", "e\u0301 𠮷", "a\tb\nc", "C:\\[dir]", "\u200b\ufeff", ""])
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("character", "seen"),
    [
        ("\x1b", "\\x1b"),
        ("\x07", "\\x07"),
        ("\r", "\\r"),
        ("\x9b", "\\x9b"),
        ("\u202e", "\\u202e"),
        ("\u2066", "\\u2066"),
        ("\u061c", "\\u061c"),
        ("\u200e", "\\u200e"),
        ("\u200f", "\\u200f"),
        ("\u2028", "\\u2028"),
    ],
)
def test_control_characters_are_spelled_out(character: str, seen: str) -> None:
    assert visible(f"a{character}b") == f"a{seen}b"


@given(ROWS)
def test_every_row_is_one_line_with_a_tab_between_cells(table: Rows) -> None:
    written = lines(table)
    assert is_harmless(written)
    assert [line.count("\t") for line in written.split("\n")] == [2] * len(table.rows) + [0]
    assert len(written.splitlines()) == len(table.rows)


def test_a_tab_or_line_end_in_a_cell_becomes_one_space() -> None:
    assert lines(Rows(("a", "b"), (("1\t2\r\n3\n4\u20285", "x"),))) == "1 2 3 4 5\tx\n"


@pytest.mark.parametrize("text", ["[bold]", "[/x]", "[link=x]", ":smile:", "=1+1", "C:\\[dir]", "e\u0301", "𠮷", "'x"])
def test_document_text_is_itself_in_lines_and_csv(text: str) -> None:
    table = Rows(("a",), ((text,),))
    assert lines(table) == f"{text}\n"
    assert csv_text(table) == f"a\n{text}\n"


@given(ROWS)
def test_csv_gives_every_cell_back(table: Rows) -> None:
    read = list(csv.reader(io.StringIO(csv_text(table), newline="")))
    assert read == [list(table.columns), *map(list, table.rows)]


@given(ROWS)
def test_csv_for_excel_gives_every_cell_back_when_one_apostrophe_is_taken_away(table: Rows) -> None:
    read = list(csv.reader(io.StringIO(csv_for_excel(table).decode("utf-8-sig"), newline="")))
    assert [[cell.removeprefix("'") for cell in row] for row in read[1:]] == list(map(list, table.rows))


@given(ROWS)
def test_csv_for_excel_has_no_cell_that_acts_as_a_formula(table: Rows) -> None:
    for row in csv.reader(io.StringIO(csv_for_excel(table).decode("utf-8-sig"), newline="")):
        assert not [cell for cell in row if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_starts_like_a_formula_gets_an_apostrophe(text: str) -> None:
    (cell,) = list(csv.reader(io.StringIO(csv_for_excel(Rows(("a",), ((text,),))).decode("utf-8-sig"), newline="")))[1]
    assert cell == f"'{text}"


def test_csv_for_excel_has_what_excel_wants() -> None:
    assert csv_for_excel(Rows(("a", "b"), (("中", "2"),))) == b"\xef\xbb\xbfa,b\r\n\xe4\xb8\xad,2\r\n"


@given(ROWS)
def test_every_row_of_markdown_is_one_line_with_every_cell(table: Rows) -> None:
    written = markdown(table)
    assert is_harmless(written)
    assert [len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in written.splitlines()] == [4] * (
        len(table.rows) + 2
    )


@given(st.text("就业ab\\`*_{}[]<>#|~&!:=+-.()", max_size=30))
def test_markdown_text_reads_as_itself(text: str) -> None:
    assert unescaped(markdown_text(text)) == text
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<|~&]", markdown_text(text))


@pytest.mark.parametrize("end", ["", "\u3000", "\u200e"])
def test_markup_is_escaped_whatever_else_the_text_holds(end: str) -> None:
    assert markdown_text(f"*就业*{end}") == f"\\*就业\\*{visible(end)}".replace("\\u", "\\\\u")


def test_line_ends_are_kept_in_markdown() -> None:
    assert markdown_text("一\n二\r\n三\t四") == "一<br>二<br>三 四"
