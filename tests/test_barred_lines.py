"""Rows that are lines with bars, some without the cells that are merged with those above them."""

from __future__ import annotations

import pytest

from taskmap.reading.blocks import Source
from taskmap.reading.documents import read_documents
from taskmap.reading.limits import Limits
from taskmap.reading.readers.text import read_text

HEAD = "类别 | 实事名称 | 年度目标 | 责任单位 | 分管县领导 | 三季度工作完成情况 | 监督电话 |"
WHOLE = "一、交通出行 | 3.改造客运站 | 更新候车厅。 | 县交通局 | 秦岚 | 主体完工。 | 7713001 |"
SHORT = "4.新增公交线 | 开通两条线路。 | 县公交公司 | 秦岚 | 线路已定，采购车辆。 | 7713002 |"


def tasks(*lines: str) -> list[str]:
    """Read lines, and return for every task its ref, section, project, text and owners."""
    found = read_documents(Source(read_text("\n".join(lines), Limits())), "a.txt")
    return [
        f"{task.ref} {task.section or '-'} {(task.text or '').replace(chr(10), ' ')} "
        + "、".join(name for _role, name in task.named)
        for each in found
        for task in each.document.tasks
    ]


BOTH = ["3 一、交通出行 改造客运站 更新候车厅。 县交通局", "4 一、交通出行 新增公交线 开通两条线路。 县公交公司"]


@pytest.mark.parametrize("end", ["", " |"], ids=["missing", "empty at the end"])
def test_a_row_without_its_merged_cell_is_moved_under_its_heads(end: str) -> None:
    assert tasks(HEAD, WHOLE, SHORT + end) == BOTH


def test_rows_in_a_row_that_lack_a_cell_belong_to_the_head_above() -> None:
    third = "5.划定停车位 | 施划三百个。 | 县交警大队 | 秦岚 | 已划一百个。 | 7713003 |"
    assert tasks(HEAD, WHOLE, SHORT, third) == [*BOTH, "5 一、交通出行 划定停车位 施划三百个。 县交警大队"]


def test_what_a_page_says_of_itself_is_no_row() -> None:
    record = "索引号： | 7702/2022-0311 | 发布机构： | 县政府办公室 | 成文日期： | 2022-10-11 |"
    assert tasks(HEAD, WHOLE, SHORT, record) == BOTH


def test_nor_is_it_below_rows_that_lack_nothing() -> None:
    head, record = "工作任务 | 责任单位 | 完成时限 |", "索引号： | 0311 |"
    rows = ("整修水渠。 | 镇水利站 | 5月 |", "架设路灯。 | 镇村建办 | 6月 |")
    assert tasks(head, *rows, record) == ["1 - 整修水渠。 镇水利站", "2 - 架设路灯。 镇村建办"]


def test_nor_is_it_in_a_table_that_its_reader_found() -> None:
    text = (
        "| 工作任务 | 责任单位 | 时限 |\n|---|---|---|\n| 整修水渠。 | 镇水利站 | 5月 |\n| 成文日期 | 2022-10-11 | |\n"
    )
    assert tasks(text) == ["1 - 整修水渠。 镇水利站"]


def test_a_second_table_begins_with_its_own_heads() -> None:
    second = ("重点任务 | 牵头单位 | 时限 |", "清理河道。 | 县水利局 | 4月 |", "补种树木。 | 县林业局 | 3月 |")
    found = tasks(HEAD, WHOLE, SHORT, *second)
    assert [each.split()[-1] for each in found] == ["县交通局", "县公交公司", "县水利局", "县林业局"]


def test_lines_of_which_one_can_be_no_row_are_left_to_what_their_cells_say() -> None:
    found = tasks("重点任务 | 责任单位 | 时限 |", "疏浚支渠， | ", "清理淤泥。 | 县水利局 | 4月 |")
    assert not any("4月" in each.split()[-1] for each in found)
