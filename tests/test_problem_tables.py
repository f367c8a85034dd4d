"""Lists of problems and of progress: what is wrong, what is to be done about it, and what has been done already."""

from __future__ import annotations

import pytest

from taskmap.model import Role, Task
from taskmap.reading.importing import import_bytes
from taskmap.registry import Registry


def tasks(csv: str) -> tuple[Task, ...]:
    (document,) = import_bytes("a.csv", csv.encode(), Registry((), ())).documents
    return document.tasks


def wordings(csv: str) -> list[tuple[str | None, str | None]]:
    return [(task.title, task.text) for task in tasks(csv)]


def test_a_problem_stays_whether_advice_is_given_or_not() -> None:
    assert wordings(
        "问题,情况,责任单位,建议\n"
        "东门泵站停用,水泵年久失修。,县水利局,\n"
        "西门泵站漏电,线路老化，雨天跳闸。,县供电公司,更换线路。\n"
    ) == [("东门泵站停用", "水泵年久失修。"), ("西门泵站漏电", "线路老化，雨天跳闸。\n更换线路。")]


def test_measures_stand_below_their_problem_and_bring_what_they_shall() -> None:
    assert wordings(
        "序号,领域,存在问题,整改目标,整改措施,责任单位,整改时限\n"
        "1,校园,1.食堂留样不足,留样齐全,配留样柜。,区教育局,5月底\n"
        "2,医院,（二）排班不公开。,全部公开,公示排班。,区卫健局,6月底\n"
    ) == [("食堂留样不足", "配留样柜。\n留样齐全"), ("排班不公开", "公示排班。\n全部公开")]


def test_a_problem_that_stands_over_several_measures_is_that_of_each() -> None:
    assert wordings("问题,整改措施,责任单位\n台账混乱,重建台账。,区档案馆\n,每月核对。,区审计局\n") == [
        ("台账混乱", "重建台账。"),
        ("台账混乱", "每月核对。"),
    ]


def test_a_long_problem_opens_the_text() -> None:
    problem = "河道多处淤积。" + "其中下游三公里淤积最深，" * 5 + "影响行洪。"
    assert wordings(f"问题描述,整改措施,责任单位\n{problem},限期清淤。,镇水利站\n") == [
        (None, f"{problem}\n限期清淤。")
    ]


def test_a_problem_alone_is_the_text() -> None:
    assert wordings("存在问题,责任单位,整改情况\n井盖缺失,区市政所,已补装。\n路灯不亮,区路灯所,\n") == [
        (None, "井盖缺失"),
        (None, "路灯不亮"),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        "工作任务,责任单位,工作进展情况,存在问题,下一步工作",
        "工作任务,责任单位,1—6月工作完成情况,取得成效,下步工作安排",
        "工作任务,责任单位,推进落实情况,主要困难,下阶段工作计划",
    ],
)
def test_what_has_been_done_is_no_part_of_a_task(heads: str) -> None:
    rows = "改造农贸市场。,区商务局,完成招标。,资金未到位。,尽快开工。\n新建公厕。,区城管局,已开工。,无,年底完工。\n"
    assert wordings(f"{heads}\n{rows}") == [(None, "改造农贸市场。"), (None, "新建公厕。")]


def test_measures_behind_a_problem_and_its_owners_are_what_is_to_be_done() -> None:
    found = tasks("责任单位,存在问题,下一步措施\n市水务局,漏损率高,更换管网。\n市环卫处,清运不及时,增加车次。\n")
    assert [(task.title, task.text, *task.named) for task in found] == [
        ("漏损率高", "更换管网。", (Role.RESPONSIBLE, "市水务局")),
        ("清运不及时", "增加车次。", (Role.RESPONSIBLE, "市环卫处")),
    ]


def test_the_goals_of_progress_are_to_be_reached() -> None:
    assert wordings("重点项目,季度进展目标,责任单位\n北环路,完成路基。,市交通局\n南渡桥,完成桩基。,市路桥公司\n") == [
        (None, "北环路\n完成路基。"),
        (None, "南渡桥\n完成桩基。"),
    ]


def test_the_times_of_a_problem_are_no_deadlines() -> None:
    (task,) = tasks("问题,整改措施,责任单位\n2021年底前应建的泵站未建,2023年6月底前建成。,市水务局\n")
    assert [each.text for each in task.deadlines] == ["2023年6月底前"]
