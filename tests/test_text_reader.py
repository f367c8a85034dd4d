"""Plain text and Markdown as lines and tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.reading.blocks import Blocks, Paragraph, Place, Table, tables
from taskmap.reading.limits import Limits, SourceError
from taskmap.reading.readers import text as text_reader
from taskmap.reading.readers.bars import rows_with_bars
from taskmap.reading.readers.text import cleaned, read_text, unmarked

SEEDS = sorted((Path(__file__).parent / "seeds").glob("*.txt"))
PIECES = (
    "省人社厅", "负责", " ", "\u3000", "\t", "\t\t", "\n", "\r\n", "\r", "\f", "\v", "\x00", "\u2028", "\ufeff", "|",
    "---", "|---|:-:|", "# ", "## ", "#", "**", "*", "~~", "[", "](http://x)", "(", ")", "<br>", "\\|", "-", "_",
)  # fmt: skip
pages = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)


def read(text: str) -> Blocks:
    return read_text(text, Limits())


def lines(text: str) -> list[str]:
    """Return the texts of a text that holds no table."""
    return [block.text for block in read(text) if isinstance(block, Paragraph)]


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_the_lines_of_the_source_documents_stay_what_they_are(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    expected = [line.rstrip() for line in cleaned(text).removesuffix("\n").split("\n")]
    blocks = read(text)
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == expected
    assert all(block.is_line and block.level is None for block in blocks if isinstance(block, Paragraph))


def test_spaces_in_front_stay_and_those_behind_go() -> None:
    assert lines("　　一、总则　 \n  \t（一）\u00a0\n \n") == ["　　一、总则", "  \t（一）", ""]


def test_lines_with_bars_that_are_no_table_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def asking(texts: list[str], start: int) -> tuple[list[int], int]:
        asked.append(start)
        return rows_with_bars(texts, start)

    monkeypatch.setattr(text_reader, "rows_with_bars", asking)
    assert lines("甲 | 乙 | 丙\n丁 | 戊 | 己\n\n庚 | 辛 | 壬\n癸 | 子\n丑 | 寅 | 卯") == [
        "甲 | 乙 | 丙", "丁 | 戊 | 己", "", "庚 | 辛 | 壬", "癸 | 子", "丑 | 寅 | 卯",
    ]  # fmt: skip
    assert asked == [0, 4, 5]


def test_places_count_the_lines_an_editor_counts() -> None:
    blocks = read("甲\r\n乙\r\r丙\u2028丁\v戊\n己")
    found = [(block.text, block.place.line) for block in blocks if isinstance(block, Paragraph)]
    assert found == [("甲", 1), ("乙", 2), ("", 3), ("丙", 4), ("丁", 4), ("戊", 4), ("己", 5)]


def test_form_feeds_begin_pages_and_leave_no_blank_lines() -> None:
    blocks = read("甲\n\f乙\n丙\f丁\n\f")
    assert [(block.text, block.place) for block in blocks if isinstance(block, Paragraph)] == [
        ("甲", Place(page=1, line=1)),
        ("乙", Place(page=2, line=2)),
        ("丙", Place(page=2, line=3)),
        ("丁", Place(page=3, line=3)),
    ]


def test_control_characters_and_stray_marks_go() -> None:
    assert lines("\ufeff省\x00人\x07社\x1b厅\x7f") == ["省人社厅"]


def test_a_heading_of_markdown_has_its_level_and_is_whole() -> None:
    assert read("### 一、**总则** ###\n") == (Paragraph("一、总则", Place(line=1), level=3),)


@pytest.mark.parametrize("text", ["#1楼", "####### 七", "#", "# ", "5 # 6", "        # 深", "第#号"])
def test_other_number_signs_are_text(text: str) -> None:
    assert read(text) == (Paragraph(text.rstrip(), Place(line=1), is_line=True),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**一、总则。** 正文", "一、总则。 正文"),
        ("~~旧~~新", "旧新"),
        ("见[通知](https://example.org/a.html)。", "见通知。"),
        ("见![图](./a.png)。", "见图。"),
        ("***", ""),
        ("-----", ""),
    ],
)
def test_marks_of_markdown_go(text: str, expected: str) -> None:
    assert lines(text) == [expected]
    assert unmarked(text) == (expected, None)


@pytest.mark.parametrize(
    "text",
    ["吉政发[2015](64号)", "2 ** 3 ** 4", "a ~~ b", "** **", "————", "——", "--", "第[1]条", "*注：甲*", "____年__月"],
)
def test_what_only_resembles_a_mark_stays(text: str) -> None:
    assert lines(text) == [text]


def test_a_table_of_markdown() -> None:
    first, table, last = read("前\n| 序号 | 任务 |\n|---|:--:|\n| 1 | 甲\\|乙<br>**丙** |\n| 2 |\n后")
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert isinstance(table, Table)
    assert cells(table) == [("序号", "任务"), ("1", "甲|乙\n丙"), ("2", "")]
    assert [row.place for row in table.rows] == [
        Place(line=2, table=1, row=1),
        Place(line=4, table=1, row=2),
        Place(line=5, table=1, row=3),
    ]


def test_a_table_of_markdown_without_outer_bars() -> None:
    (table,) = tables(read("序号 | 任务\n--- | ---\n1 | 甲"))
    assert cells(table) == [("序号", "任务"), ("1", "甲")]


@pytest.mark.parametrize("text", ["a|b\nc|d", "|a|b|\n|---|", "|a|b|\n|---|x|", "|---|", "a|b"])
def test_bars_alone_are_no_table(text: str) -> None:
    assert not list(tables(read(text)))


def test_lines_with_as_many_tabs_are_a_table() -> None:
    blocks = read("序号\t任务\t单位\n1\t甲 \t省人社厅\n\t乙\t\n说明")
    assert [*tables(blocks)] == [blocks[0]]
    assert isinstance(blocks[0], Table)
    assert cells(blocks[0]) == [("序号", "任务", "单位"), ("1", "甲", "省人社厅"), ("", "乙", "")]
    assert len(blocks) == 2


@pytest.mark.parametrize(
    "text", ["a\tb\nc\td", "a\tb\tc", "a\tb\tc\nd\te", "\t\t一、总则\n\t\t二、任务", "\t\t\n\t\t", "a\tb\tc\n\nd\te\tf"]
)
def test_few_or_leading_tabs_are_no_table(text: str) -> None:
    assert not list(tables(read(text)))


@given(pages)
def test_no_character_that_is_no_mark_gets_lost(text: str) -> None:
    said = "".join(
        block.text if isinstance(block, Paragraph) else "".join("".join(row.cells) for row in block.rows)
        for block in read(text)
    )
    assert said.count("省人社厅") == text.count("省人社厅")
    assert said.count("负责") == text.count("负责")


@given(pages, st.integers(0, 6), st.integers(0, 40))
def test_small_limits_are_never_passed(text: str, most_blocks: int, most_characters: int) -> None:
    limits = Limits(blocks=most_blocks, characters=most_characters, columns=3)
    try:
        blocks = read_text(text, limits)
    except SourceError:
        return
    rows = [row for table in tables(blocks) for row in table.rows]
    assert len(blocks) - len([*tables(blocks)]) + len(rows) <= most_blocks
    assert all(len(row.cells) <= 3 for row in rows)
    assert sum(len(block.text) for block in blocks if isinstance(block, Paragraph)) <= most_characters


@given(pages)
def test_a_block_is_one_line_and_has_no_control_characters(text: str) -> None:
    for block in read(text):
        if isinstance(block, Paragraph):
            assert not any(ord(each) < 0x20 and each != "\t" for each in block.text)
            assert block.text == block.text.rstrip()
        else:
            assert len({len(row.cells) for row in block.rows}) == 1


HOSTILE = ("**a", "~~a", "[a", "[](/a", "|", "|-|\n", "\t", "\t\t \n", "\t\ta\n", "#", "# ", "\f", "a|\n", "\\|", "<br")


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_hostile_lines_are_read_or_refused(piece: str) -> None:
    """What took quadratic time here would take hours."""
    count = 60_000
    try:
        blocks = read(f"省人社厅{piece * count}")
    except SourceError:
        return
    assert len(blocks) <= count + 1
