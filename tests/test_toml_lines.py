"""Every key of a TOML text is found on its line."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from taskmap.schema import plain
from taskmap.toml_lines import TomlLines
from tests.strategies import documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taskmap.model import Document
    from taskmap.schema import Path


def line_of(text: str, *path: str | int) -> int | None:
    return TomlLines(text).line(path)


def test_every_entry_of_a_list_of_tables_has_its_line() -> None:
    text = '[[documents]]\nid = "a"\n[[documents.tasks]]\nref = "1"\n\n[[documents]]\n[[documents.tasks]]\nref = "1"\n'
    assert line_of(text, "documents", 0) == 1
    assert line_of(text, "documents", 0, "tasks", 0, "ref") == 4
    assert line_of(text, "documents", 1, "tasks", 0) == 7
    assert line_of(text, "documents", 1, "tasks", 0, "ref") == 8


def test_what_has_no_line_of_its_own_has_that_of_what_it_stands_in() -> None:
    assert line_of("a = 1\n[t]\nb = 2\n", "t", "c", 3, "d") == 2
    assert line_of("a = 1\n", "z") is None


def test_the_tables_of_an_inline_list_have_their_lines() -> None:
    text = 'd = [\n  { text = "x", kind = "by" },\n  # {\n\n  { text = "}{", kind = "b" }, { text = "y" },\n]\nz = 1\n'
    assert line_of(text, "d") == 1
    assert line_of(text, "d", 0, "kind") == 2
    assert line_of(text, "d", 1, "kind") == 5
    assert line_of(text, "d", 2, "text") == 5
    assert line_of(text, "z") == 7


def test_an_inline_list_may_start_on_the_line_of_its_key() -> None:
    text = 'd = [{ text = "x" },\n  { text = "y" },\n  { text = [ { z = 1 },\n { z = 2 } ] }]\n'
    assert [line_of(text, "d", index) for index in range(3)] == [1, 2, 3]
    assert line_of(text, "d", 2, "text", 1, "z") == 4


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_text_that_looks_like_toml_is_text(quotes: str) -> None:
    text = f"a = {quotes}\n[[documents]]\nb = 1\n# {quotes[0]}{quotes[0]}\n{quotes}\nb = 2\n"
    assert tomllib.loads(text)["b"] == 2
    assert line_of(text, "b") == 6
    assert line_of(text, "documents", 0) is None


@pytest.mark.parametrize(
    "first",
    [
        'a = \'one """ quote\'',
        "a = \"one ''' quote\"",
        "a = 1 # \"\"\" '''",
        '# """',
        'a = """x""""',
        'a = """x\\""" """',
        "a = '''x''''",
        'a = [["x"]]',
        'a = [\n["x"]\n]',
        'a = ["[[b]]",\n"b = 1"]',
        '"a # = b" = 1',
        "'a.b' = 1",
        "a.b = 1",
        "a . 'b' = 1",
        'a = "x\u2028\u0085y"',
    ],
)
def test_nothing_before_it_leads_astray(first: str) -> None:
    text = f"{first}\nz = 1\n[[t]]\nz = 2\n"
    assert tomllib.loads(text)["t"] == [{"z": 2}]
    line = first.count("\n") + 2
    assert line_of(text, "z") == line
    assert line_of(text, "t", 0) == line + 1
    assert line_of(text, "t", 0, "z") == line + 2


def test_dotted_and_quoted_keys_are_found() -> None:
    text = 'a.b = 1\n"c.d" = 2\n[ x . "y z" ]\n\'e\' = 3\n[[ "l" ]]\nf = 4\n'
    assert line_of(text, "a", "b") == 1
    assert line_of(text, "c.d") == 2
    assert line_of(text, "x", "y z", "e") == 4
    assert line_of(text, "l", 0, "f") == 6


@pytest.mark.parametrize(
    ("line", "raw"),
    [
        ("ref = 3.10", "3.10"),
        ("ref = 3.10  # 三", "3.10"),
        ("ref=2020-01-02", "2020-01-02"),
        ('ref = "a # b"', '"a # b"'),
    ],
)
def test_a_value_is_given_as_it_is_written(line: str, raw: str) -> None:
    assert TomlLines(f"[t]\n{line}\n").raw(("t", "ref")) == raw


def test_a_value_inside_an_inline_table_is_given_too() -> None:
    assert TomlLines('d = [\n{ text = 3.10, kind = "by" },\n]\n').raw(("d", 0, "text")) == "3.10"


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield the path of every text."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from leaves(each, (*path, index))
    elif isinstance(value, str):
        yield path, value


def numbered(value: Any) -> Any:  # noqa: ANN401 - any TOML value
    """Put a mark of its own in front of every text, by which its line can be told."""
    marks = iter(range(10**6))

    def mark(each: Any) -> Any:  # noqa: ANN401 - any TOML value
        if isinstance(each, dict):
            return {key: mark(inner) for key, inner in each.items()}
        if isinstance(each, list):
            return [mark(inner) for inner in each]
        return f"<{next(marks)}>{each}" if isinstance(each, str) else each

    return mark(value)


@given(document=documents(), multiline=st.booleans())
def test_every_text_of_a_written_document_is_found(document: Document, multiline: bool) -> None:  # noqa: FBT001 - drawn
    table = numbered({"documents": [plain(document)]})
    text = tomli_w.dumps(table, multiline_strings=multiline)
    lines = TomlLines(text)
    for path, value in leaves(table):
        mark = value[: value.index(">") + 1]
        line = text[: text.index(mark)].count("\n") + 1
        opening = text.split("\n")[line - 1].startswith(mark)  # the text begins behind three quotes and a line end
        assert lines.line(path) == line - opening
