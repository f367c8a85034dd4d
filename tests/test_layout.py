"""Tables at every width: nothing is cut, nothing sticks out, nothing is taken for markup."""

from __future__ import annotations

import io
from collections import Counter
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.terminal.layout import Column, Fact, facts, make_console, shown, table, terminal_width, wrapped
from taskmap.terminal.wrapping import text_width
from tests.running import squeezed
from tests.strategies import texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

COLUMNS = (Column("ref"), Column("task", share=3), Column("others", share=2, listed=True), Column("due", right=True))
TAME = st.text(st.sampled_from("就业创业省人社厅，。、；（）“”《》abc 123-%/[]:"), max_size=150)
TAME_ROWS = st.lists(st.tuples(TAME, TAME, TAME, TAME), min_size=1, max_size=3)
ROWS = st.lists(st.tuples(texts, texts, texts, texts), min_size=1, max_size=3)
WIDTHS = st.integers(40, 200)


def printed(part: RenderableType) -> str:
    """Return what a part of a screen looks like."""
    with redirect_stdout(io.StringIO()) as file:
        make_console().print(part, crop=False)
    return file.getvalue()


def lost(cells: Sequence[str], output: str) -> Counter[str]:
    """Return the characters of cells that do not occur in the output, or not often enough."""
    return Counter(squeezed("".join(map(shown, cells)))) - Counter(output)


@given(ROWS, WIDTHS)
def test_no_character_of_any_cell_is_lost_at_any_width(rows: list[tuple[str, ...]], width: int) -> None:
    output = printed(table(COLUMNS, rows, width))
    assert not lost([cell for row in rows for cell in row], output)


@given(texts, WIDTHS)
def test_a_cell_reads_the_same_from_top_to_bottom(text: str, width: int) -> None:
    for column in (Column("text", share=1), Column("text"), Column("text", right=True)):
        assert squeezed(printed(table((column,), [(text,)], width))).endswith(squeezed(shown(text)))


@given(TAME_ROWS, WIDTHS)
def test_no_line_sticks_out(rows: list[tuple[str, ...]], width: int) -> None:
    assert all(text_width(line.rstrip()) <= width for line in printed(table(COLUMNS, rows, width)).splitlines())


LABELS = st.sampled_from(["a", "full name", "单位全称"])


@given(st.lists(st.builds(Fact, LABELS, texts, st.booleans(), st.sampled_from([0, 2])), min_size=1), WIDTHS)
def test_facts_lose_no_character(known: list[Fact], width: int) -> None:
    output = printed(facts(known, width))
    assert not lost([part for fact in known for part in (fact.label, fact.value or "")], output)


@given(st.lists(st.builds(Fact, LABELS, TAME, st.booleans(), st.sampled_from([0, 2])), min_size=1), WIDTHS)
def test_no_line_of_facts_sticks_out(known: list[Fact], width: int) -> None:
    assert all(text_width(line.rstrip()) <= width for line in printed(facts(known, width)).splitlines())


@pytest.mark.parametrize(
    "mark", ["☺\ufe0f", "1\ufe0f\u20e3", "\u00ad", "\u2630", "\U0001d360", "👩\u200d👩\u200d👧", "\u0604"]
)
@pytest.mark.parametrize("width", [40, 61, 80])
def test_what_rich_counts_wider_is_not_cut(mark: str, width: int) -> None:
    text = f"{mark}就业" * 30
    assert lost([text] * 4, printed(table(COLUMNS, [(text,) * 4], width))) == Counter()
    assert squeezed(printed(wrapped(text, width))) == text
    assert squeezed(printed(facts([Fact("a", text)], width)))[1:] == text


@pytest.mark.parametrize(
    "text",
    ["[bold]", "[/x]", "[/]", "[link=x]", "[@click=x]", "[red]中[/red]", ":smile:", "=1+1", "C:\\[dir]", "\\[x]"],
)
@pytest.mark.parametrize("width", [40, 80])
def test_document_text_is_never_markup(text: str, width: int) -> None:
    output = printed(table(COLUMNS, [(text,) * 4], width))
    assert output.count(text) == 4
    assert text in printed(wrapped(text, width))
    assert text in printed(facts([Fact("a", text)], width))


@given(texts, WIDTHS)
def test_control_characters_are_seen_and_not_obeyed(text: str, width: int) -> None:
    output = printed(table(COLUMNS, [(text,) * 4], width)) + printed(wrapped(text, width))
    assert not {each for each in output if ord(each) < 0x20 or 0x7F <= ord(each) < 0xA0} - {"\n"}
    assert not set(output) & set("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_a_tab_is_shown_as_a_space() -> None:
    assert printed(wrapped("a\tb", 40)) == "a b\n"


def test_a_narrow_terminal_gets_a_block_for_each_row_with_every_head_named() -> None:
    rows = [("3.2", "优化营商环境" * 4, "省财政厅、省人社厅", "2020-12-31"), ("3.3", "就业", "", "")]
    assert printed(table(COLUMNS, rows, 40)).splitlines() == [
        "3.2  due: 2020-12-31",
        "  task: 优化营商环境优化营商环境优化营商",
        "  环境优化营商环境",
        "  others: 省财政厅、省人社厅",
        "",
        "3.3",
        "  task: 就业",
    ]


def test_short_cells_of_a_block_that_need_more_than_a_line_break_between_cells() -> None:
    columns = (Column("name", share=1), *(Column(head, right=True) for head in ("total", "lead", "responsible")))
    rows = [("省人力资源社会保障厅", "66", "3", "61")]
    assert printed(table(columns, rows, 31)).splitlines() == [
        "省人力资源社会保障厅  total: 66",
        "lead: 3  responsible: 61",
    ]


OWNERS = "省人力资源社会保障厅、省财政厅、省住房城乡建设厅；cooperate: 省教育厅"


@pytest.mark.parametrize("width", [60, 65, 70, 80, 120])
def test_names_in_a_list_stay_whole_and_running_text_keeps_its_room(width: int) -> None:
    output = printed(table(COLUMNS, [("3.2", "优化营商环境" * 8, OWNERS, "2020-12-31")], width))
    assert all(name in output for name in ("省人力资源社会保障厅、", "省财政厅、", "省住房城乡建设厅；", "省教育厅"))
    assert output.splitlines()[0].split() == ["ref", "task", "others", "due"]
    assert "优化营商环境" in output


def test_rows_become_blocks_where_a_list_leaves_running_text_too_little() -> None:
    columns = (Column("reference of the task"), *COLUMNS[1:])
    rows = [("3.2", "优化营商环境" * 8, OWNERS, "")]
    assert "  others: 省人力资源社会保障厅、" in printed(table(columns, rows, 60)).splitlines()[3]
    assert printed(table(columns, rows, 80)).splitlines()[0].split()[-1] == "due"


def test_columns_share_the_room_by_their_shares_and_leave_none_of_it_unused() -> None:
    columns = (Column("task", share=3), Column("words", share=1))
    first, second = printed(table(columns, [("就" * 90, "业" * 90)], 84)).splitlines()[1].split()
    assert (len(first), len(second)) == (30, 10)
    first, second = printed(table(columns, [("就" * 90, "业" * 7)], 84)).splitlines()[1].split()
    assert (len(first), len(second)) == (33, 7)


def test_numbers_stand_on_the_right_below_their_head() -> None:
    lines = printed(table((Column("name"), Column("total", right=True)), [("甲", "5"), ("乙", "66")], 80)).splitlines()
    assert [line.rstrip() for line in lines] == ["name  total", "甲        5", "乙       66"]


def test_facts_without_a_value_are_left_out() -> None:
    assert squeezed(printed(facts([Fact("a", "1"), Fact("b", "")], 80))) == "a1"
    assert printed(facts([Fact("b", "")], 80)) == "\n"


@pytest.mark.parametrize(("columns", "width"), [("120", 120), ("0", 80), ("", 80), ("wide", 80), ("-5", 80)])
def test_columns_tells_the_width_and_80_is_taken_where_nothing_does(
    columns: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    with redirect_stdout(io.StringIO()):
        assert terminal_width() == width
