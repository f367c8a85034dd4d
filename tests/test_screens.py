"""Whole answers on a terminal: nothing is lost, nothing sticks out, nothing is obeyed."""

from __future__ import annotations

import io
from collections import Counter
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taskmap.answers import DocAnswer, TasksAnswer
from taskmap.graph import TaskMap
from taskmap.listings import AgenciesAnswer, AgencyCount, Answer, MatchesAnswer
from taskmap.model import Agency, Box, BoxItem, Document, Role, Task, TaskView
from taskmap.questions import TaskFilter, ask_agencies, ask_doc, ask_docs, ask_duties_of, ask_search, ask_tasks
from taskmap.search import search
from taskmap.terminal.layout import shown
from taskmap.terminal.screens import SCREENS, draw
from taskmap.terminal.wrapping import text_width
from taskmap.words import names
from tests.running import LAYOUT, run_small, squeezed
from tests.strategies import data_sets

if TYPE_CHECKING:
    from taskmap.model import DataSet

PARTS = ("boxes", "indicators", "targets")
WIDTHS = (40, 60, 80, 200)


def drawn(answer: Answer, width: int, *, wide: bool = False) -> str:
    """Return what an answer looks like on a terminal of that width."""
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as file:
        patch.setenv("COLUMNS", str(width))
        draw(answer, wide=wide)
    return file.getvalue()


def assert_shows(output: str, *passages: str | None) -> None:
    """Assert that every character of the passages is there, as often as they need it."""
    wanted = Counter(squeezed("".join(shown(each) for each in passages if each)))
    assert not wanted - Counter(output)


def assert_is_harmless(output: str) -> None:
    """Assert that a terminal finds nothing to obey."""
    assert not {each for each in output if ord(each) < 0x20 or 0x7F <= ord(each) < 0xA0} - {"\n"}
    assert not set(output) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_every_kind_of_answer_has_a_screen() -> None:
    assert set(SCREENS) == set(get_args(Answer))


@settings(max_examples=15)
@given(data_sets(), st.integers(40, 200))
def test_a_whole_task_loses_no_character(data: DataSet, width: int) -> None:
    for view in TaskMap(data).tasks():
        output = drawn(TasksAnswer((view,), whole=True), width)
        task = view.task
        assert squeezed(shown(task.text or "")) in squeezed(output)
        owners = (owner.name for owner in view.owners)
        assert_shows(output, task.id, task.section, task.project, task.title, task.text, *owners, task.owner_text)
        assert_shows(output, task.remark, *(each.text for each in task.deadlines + task.targets))
        assert_is_harmless(output)


@settings(max_examples=15)
@given(data_sets(), st.integers(40, 200))
def test_an_agency_with_whole_texts_loses_no_character(data: DataSet, width: int) -> None:
    tm = TaskMap(data)
    for agency in tm.agencies:
        answer = ask_duties_of(tm, agency)
        output = drawn(answer, width, wide=True)
        duties = (*answer.duties, *answer.inherited)
        assert_shows(output, agency.name, agency.full, *agency.aliases, *(duty.view.task.ref for duty in duties))
        assert_shows(output, *(duty.view.task.wording for duty in duties))
        assert_shows(output, *(owner.name for duty in duties for owner in duty.others))
        assert_is_harmless(output)


@settings(max_examples=15)
@given(data_sets(), st.integers(40, 200))
def test_lists_lose_no_character(data: DataSet, width: int) -> None:
    tm = TaskMap(data)
    tasks = drawn(ask_tasks(tm, TaskFilter()), width, wide=True)
    assert_shows(tasks, *(view.task.id + view.task.wording for view in tm.tasks()))
    assert_shows(tasks, *(owner.name for view in tm.tasks() for owner in view.owners))
    agencies = drawn(ask_agencies(tm), width)
    assert_shows(agencies, *(agency.name for agency in tm.agencies))
    docs = drawn(ask_docs(tm), width)
    assert_shows(docs, *(text for each in data.documents for text in (each.id, each.number, each.title)))
    assert_is_harmless(tasks + agencies + docs)


@settings(max_examples=15)
@given(data_sets(), st.integers(40, 200))
def test_a_document_with_all_its_parts_loses_no_character(data: DataSet, width: int) -> None:
    tm = TaskMap(data)
    for document in data.documents:
        views = tuple(map(tm.view, document.tasks))
        outline = drawn(DocAnswer(document, views), width, wide=True)
        assert_shows(outline, document.id, document.number, document.title, document.issuer, document.source)
        assert_shows(outline, *(text for each in document.notes for text in (each.place, each.source, each.reading)))
        assert_shows(outline, *(task.ref + task.wording for task in document.tasks))
        parts = drawn(DocAnswer(document, views, frozenset(PARTS)), width)
        assert_shows(parts, *(text for box in document.boxes for text in (box.ref, box.title)))
        items = [item for box in document.boxes for item in box.items]
        assert_shows(parts, *(text for item in items for text in (item.ref, item.title, item.text)))
        assert_shows(parts, *(each.name for each in document.indicators), *(each.text for each in document.targets))
        assert_is_harmless(outline + parts)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("wide", [False, True])
def test_no_line_about_the_built_in_documents_sticks_out(built_in_map: TaskMap, width: int, wide: bool) -> None:  # noqa: FBT001 - a parameter of the test
    answers: list[Answer] = [ask_docs(built_in_map), ask_agencies(built_in_map), ask_search(built_in_map, ["创业"])]
    answers += [ask_tasks(built_in_map, TaskFilter()), TasksAnswer(tuple(built_in_map.tasks()), whole=True)]
    answers += [ask_duties_of(built_in_map, agency) for agency in built_in_map.agencies[::3]]
    answers += [ask_doc(built_in_map, name, parts) for name in built_in_map.documents for parts in ((), PARTS)]
    for answer in answers:
        for line in drawn(answer, width, wide=wide).splitlines():
            assert text_width(line.rstrip()) <= width, line


@pytest.mark.parametrize("width", WIDTHS)
def test_the_outline_of_every_built_in_document_reads_the_same_at_every_width(
    built_in_map: TaskMap, width: int
) -> None:
    for name in built_in_map.documents:
        answer = ask_doc(built_in_map, name)
        output = squeezed(drawn(answer, width, wide=True).translate(dict.fromkeys(map(ord, LAYOUT))))
        for view in answer.views:
            wording = squeezed(f"{view.task.ref}{view.task.wording}".translate(dict.fromkeys(map(ord, LAYOUT))))
            assert wording in output
            for owner in view.owners:
                assert owner.name in output
            assert all(names(view.owners, role) for role in {owner.role for owner in view.owners})


def test_a_heading_stands_for_its_task_and_first_words_where_there_is_none(built_in_map: TaskMap) -> None:
    output = squeezed(drawn(ask_duties_of(built_in_map, built_in_map.agency("省商务厅")), 200))
    assert "保持经济稳定增长扩大就业规模省发展改革委" in output
    assert "坚持把稳定和扩大就业作为经济社会发展的优先目标，将就业优先政策置于宏观政…" in output


def test_words_found_are_marked_across_line_ends(built_in_map: TaskMap) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FORCE_COLOR", "1")
        output = drawn(ask_search(built_in_map, ["事实无人抚养儿童", "孤儿"]), 40)
    marked = "".join(part.partition("\x1b[0m")[0] for part in output.split("\x1b[1;4;33m")[1:])
    assert marked == "孤儿事实无人抚养儿童"


def test_each_word_found_is_marked_as_one(built_in_map: TaskMap) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FORCE_COLOR", "1")
        output = drawn(ask_search(built_in_map, ["六位一体"]), 80)
    assert output.count("\x1b[1;4;33m") == output.count("\x1b[1;4;33m六位一体\x1b[0m") == 1


def test_marks_stand_where_the_words_are_behind_what_is_spelled_out() -> None:
    task = Task("a", "1", text="\x1b一\n\t二就业三")
    (match,) = search([Document("a", tasks=(task,))], ["就业"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FORCE_COLOR", "1")
        output = drawn(MatchesAnswer(("就业",), (match,)), 80)
    assert "\\x1b一\n 二\x1b[1;4;33m就业\x1b[0m三\n" in output


def test_a_name_that_stands_twice_carries_its_region() -> None:
    agencies = [Agency("财政局", "辽宁省"), Agency("财政局"), Agency("教育局", "辽宁省")]
    counts = tuple(AgencyCount(each, dict.fromkeys(Role, 1)) for each in agencies)
    lines = drawn(AgenciesAnswer(counts), 80).splitlines()[1:4]
    assert [line.partition("  ")[0] for line in lines] == ["财政局 (辽宁省)", "财政局 (national)", "教育局"]


def test_a_box_has_its_label_once_and_its_entries_below() -> None:
    box = Box("专栏1", "行动", items=(BoxItem("1", "就业" * 20), BoxItem("2", "创业")))
    task = Task("a", "1", title="甲", boxes=("专栏1",))
    view = TaskView(task, Document("a", tasks=(task,), boxes=(box,)), ())
    lines = [line.rstrip() for line in drawn(TasksAnswer((view,), whole=True), 60).splitlines()]
    assert lines[3:7] == [
        "box       专栏1 行动",
        f"            1. {'就业' * 10}就",
        f"            业{'就业' * 9}",
        "            2. 创业",
    ]


def test_colour_adds_and_never_carries_meaning() -> None:
    plain = run_small("task", "3.2", "--format", "table", FORCE_COLOR="")
    coloured = run_small("task", "3.2", "--format", "table", FORCE_COLOR="1")
    without = run_small("task", "3.2", "--format", "table", FORCE_COLOR="1", NO_COLOR="1")
    assert "\x1b[" not in plain.stdout
    assert "\x1b[1;36m" in coloured.stdout
    assert "\x1b[1m" in without.stdout
    assert "36m" not in without.stdout


@pytest.mark.parametrize("width", ["40", "80"])
def test_document_text_looks_like_itself(width: str) -> None:
    output = squeezed(run_small("task", "3.2", "--format", "table", COLUMNS=width).stdout)
    for text in (
        "优化[bold]营商[/bold]环境",
        "C:\\[dir]",
        ":smile:",
        "\\x1b[31m",
        "\\u202e",
        "e\u0301与𠮷",
        "建设_平台_",
    ):
        assert text in output
