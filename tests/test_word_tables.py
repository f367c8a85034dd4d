"""Tables of Word: merged cells, frames, and what is inside the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.location import built_in
from taskmap.reading.blocks import Place, paragraphs, tables
from taskmap.reading.limits import Limits
from taskmap.reading.readers.word import read_word
from taskmap.store import load
from tests.word_files import AUTHOR, cell, definition, level, num, numbered, p, row, table, word

if TYPE_CHECKING:
    from taskmap.model import Task

SPLIT, CONTINUED = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def grid(body: str, numbering: str = "") -> list[list[str]]:
    """Return the cells of the one table of a document."""
    (found,) = tables(read_word(word(body, numbering), Limits()))
    return [list(each.cells) for each in found.rows]


def test_merged_cells_are_repeated_at_every_place_they_cover() -> None:
    assert grid(
        table(
            row(cell("宽", '<w:gridSpan w:val="3"/>'), "甲"),
            row(cell("高", SPLIT), "乙", cell("大", f'<w:gridSpan w:val="2"/>{SPLIT}')),
            row(cell("", CONTINUED), "丙", cell("", f'<w:gridSpan w:val="2"/>{CONTINUED}')),
            row("丁", "戊", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
            row("己"),
        )
    ) == [
        ["宽", "宽", "宽", "甲"],
        ["高", "乙", "大", "大"],
        ["高", "丙", "大", "大"],
        ["", "丁", "戊", ""],
        ["己", "", "", ""],
    ]


def test_merges_that_begin_nowhere_keep_their_text() -> None:
    rows = (row("甲", cell("乙", CONTINUED)), row("丙", cell("丁", CONTINUED), cell("戊", "<w:hMerge/>")))
    assert grid(table(*rows)) == [["甲", "乙", ""], ["丙", "乙", "乙"]]


def test_a_cell_holds_its_paragraphs_numbers_and_inner_tables() -> None:
    lists = definition(level(0, "decimal", "%1.")) + num()
    inner = table(row("内", "外"), row(cell(p("甲") + p("乙")), ""))
    rows = (row(cell(numbered("")), cell(p("上") + p() + inner + p("下"))), row(cell(numbered("")), "丙"))
    assert grid(table(*rows), lists) == [["1.", "上\n内 外\n甲\n乙\n下"], ["2.", "丙"]]


def test_a_deleted_row_is_left_out() -> None:
    rows = (row("甲", "乙"), row("丙", "丁", properties=f"<w:del {AUTHOR}/>"), row("戊", "己"))
    assert grid(table(*rows)) == [["甲", "乙"], ["戊", "己"]]


def test_a_frame_is_read_as_the_paragraphs_in_it() -> None:
    inner = table(row("指标", "目标"), row("就业", "5万人"))
    frame = table(row(cell("专栏1", '<w:gridSpan w:val="2"/>')), row(cell(p("1. 甲", "") + inner + p("2. 乙"))))
    found = read_word(word(p("前") + frame + p("后") + table(row("丙", "丁"))), Limits())
    assert [each.text for each in paragraphs(found)] == ["前", "专栏1", "1. 甲", "2. 乙", "后"]
    assert [each.rows[0].place for each in tables(found)] == [Place(table=1, row=1), Place(table=2, row=1)]


def test_a_division_of_labour_table_is_read_row_for_row() -> None:
    tasks = next(each.tasks for each in load(built_in()).documents if each.id == "jjz-2020-1")
    lists = definition(level(0, "decimal", "%1")) + num()
    (found,) = tables(read_word(word(p("分工方案") + table(*_labour_rows(tasks)), lists), Limits()))
    expected = [("序号", "项目", "任务内容", "责任单位")]
    projects: list[str | None] = []
    sections: list[str | None] = []
    for task in tasks:
        if task.section not in sections:
            sections.append(task.section)
            expected.append((task.section or "",) * 4)
        if task.project not in projects:
            projects.append(task.project)
        expected.append((str(len(projects)), task.project or "", task.text or "", task.owner_text or ""))
    assert len(tasks) == 46
    assert [each.cells for each in found.rows] == expected


def _labour_rows(tasks: tuple[Task, ...]) -> list[str]:
    """Return the rows of the table: a section spans all columns, a project all its tasks; the number is automatic."""
    rows = [row("序号", "项目", "任务内容", "责任单位")]
    section = project = None
    for task in tasks:
        if task.section != section:
            section = task.section
            rows.append(row(cell(section or "", '<w:gridSpan w:val="4"/>')))
        merge = CONTINUED if task.project == project else SPLIT
        first = task.project != project
        project = task.project
        rows.append(
            row(
                cell(numbered("") if first else "", merge),
                cell(_paragraphs(project) if first else "", merge),
                cell(_paragraphs(task.text)),
                cell(_paragraphs(task.owner_text)),
            )
        )
    return rows


def _paragraphs(text: str | None) -> str:
    """Return the lines of a text as paragraphs."""
    return "".join(map(p, (text or "").split("\n")))
