"""Tables whose heads run together in one line, with their cells in paragraphs below."""

from __future__ import annotations

import pytest

from taskmap.reading.blocks import Source
from taskmap.reading.documents import Read, read_documents
from taskmap.reading.limits import Limits
from taskmap.reading.readers.text import read_text

PATH = "便民出行新建公交港湾站十二处，更换老旧候车亭。"
LAMP = "点亮小巷在无灯小巷安装路灯二百盏，清理遮挡树枝。"
REPORT = "已建成七处，区交通局每月通报进度。"


def read(*lines: str) -> Read:
    (found,) = read_documents(Source(read_text("\n\n".join(lines), Limits())), "a.txt")
    return found


def tasks(*lines: str) -> list[str]:
    return [f"{task.text} " + "、".join(name for _role, name in task.named) for task in read(*lines).document.tasks]


def test_the_only_owners_below_heads_part_the_task_from_its_report() -> None:
    below = ("上半年下半年", PATH, "区交通局、公交公司", REPORT, "年底前全部完成。")
    assert tasks("实事项目工作内容责任单位进展情况", *below) == [f"{PATH} 区交通局、公交公司"]


def test_rows_with_as_many_cells_as_heads_are_told_apart() -> None:
    rows = (PATH, "区交通局", "2024年6月底前", LAMP, "区城管局", "2024年9月底前")
    found = read("重点任务具体措施牵头单位完成时限", *rows).document.tasks
    assert [(task.text, task.lead, [each.text for each in task.deadlines]) for task in found] == [
        (PATH, ("区交通局",), ["2024年6月底前"]),
        (LAMP, ("区城管局",), ["2024年9月底前"]),
    ]


def test_where_owners_come_last_all_above_them_is_the_task() -> None:
    rows = (PATH, "站台旁增设座椅。", "区交通局", LAMP, "区城管局")
    assert tasks("实事内容工作任务责任单位", *rows) == [f"{PATH}站台旁增设座椅。 区交通局", f"{LAMP} 区城管局"]


def test_what_follows_the_last_row_is_no_part_of_it() -> None:
    rows = (PATH, "区交通局", LAMP, "区城管局", "以上项目由区督查室跟踪。")
    assert tasks("实事内容工作任务责任单位", *rows) == [f"{PATH} 区交通局", f"{LAMP} 区城管局"]


def test_heads_that_come_again_go_on_with_the_table() -> None:
    heads = "实事内容工作任务责任单位进展情况"
    found = tasks(heads, PATH, "区交通局", REPORT, heads, LAMP, "区城管局", REPORT)
    assert found == [f"{PATH} 区交通局", f"{LAMP} 区城管局"]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "重点任务工作内容责任单位进展情况",
            PATH,
            "区交通局",
            REPORT,
            LAMP,
            "区城管局",
            REPORT,
            REPORT,
            PATH,
            "区水务局",
        ),
        ("重点任务工作内容责任单位进展情况", PATH, LAMP),
        ("重点任务工作内容责任单位完成时限", "修路", "区交通局", "6月"),
    ],
    ids=["cells that may be of either row", "no owners", "hardly a task"],
)
def test_what_is_not_sure_is_a_doubt(lines: tuple[str, ...]) -> None:
    found = read(*lines)
    assert not any(task.named for task in found.document.tasks)
    assert "unread-owners" in {doubt.code for doubt in found.doubts}


@pytest.mark.parametrize("title", ["全区重点任务责任单位分工", "各部门单位工作职责", "工作任务和责任单位"])
def test_a_title_is_no_run_of_heads(title: str) -> None:
    assert tasks(title, PATH, "区交通局、区水务局") == []
