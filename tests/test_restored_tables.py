"""What only looks like a table of owners stays text, and one that was not understood is a doubt."""

from __future__ import annotations

import pytest

from taskmap.reading.blocks import Source
from taskmap.reading.documents import Read, read_documents
from taskmap.reading.limits import Limits
from taskmap.reading.readers.formats import detect
from taskmap.reading.readers.text import read_text
from taskmap.reading.wrapped import joined


def read(text: str) -> Read:
    (found,) = read_documents(Source(read_text(text, Limits())), "a.txt")
    return found


def owners(text: str) -> list[list[str]]:
    return [[name for _role, name in task.named] for task in read(text).document.tasks]


@pytest.mark.parametrize(
    "text",
    [
        "服务点名单\n单位\n地址\n联系电话\n城东街道办事处\n兴业路12号\n6620113\n市行政审批局\n市民中心\n6620337\n",
        "首页 | 公开 | 动态\n市教育局 | 2024-05-06 | 浏览\n会议指出，要压实责任。 | 市公安局\n",
        "价格表\n序号\t项目名称\t单位\t价格\n1\t挂号费\t次\t5\n2\t诊查费\t次\t12\n",
        "值班表\n日期   值班领导   值班单位   电话\n1日    张三   市水利局   6655012\n2日   李四   市气象局   665\n",
        "一、活动内容\n重点任务\n责任单位\n完成时限\n活动由各社区自行安排。\n二、联系方式\n单位\n电话\n城南居委会\n6620001\n",
        "包保表\n企业名称\n包保领导\n责任人\n电话\n清源化工厂\n王强\n李敏\n6612001\n白沙公司\n赵云\n周平\n6612002\n",
        "名单\n序号\n名称\n类别\n1\n市教育局\n机关\n2\n河湾镇人民政府\n乡镇\n",
    ],
)
def test_lists_of_other_things_name_no_owners(text: str) -> None:
    assert not any(owners(text))


@pytest.mark.parametrize(
    "text",
    [
        "分解表\n序号任务内容责任单位完成时限1改造小区二十个。区住建局10月2新增泊位。区城管局9月\n",
        "附件 行动计划 完成 序号 重点任务 工作措施 牵头部门 主责单位 协办单位 时限 一 空气质量 市交通委 目标\n",
        "计划\n工作任务\n责任单位\n完成时限\n其余内容见附图。\n",
        "序号\t任务\t责任单位\n1\t修路\t张大勇\n2\t架桥\t王小明\n",
    ],
)
def test_heads_of_owners_that_are_left_are_a_doubt(text: str) -> None:
    found = read(text)
    assert "unread-owners" in [doubt.code for doubt in found.doubts]


def test_a_sentence_on_who_is_responsible_is_no_head_of_a_table() -> None:
    assert read("一、加强领导。要明确工作任务、责任单位、完成时限，确保落实。\n").doubts == ()


def test_a_signature_below_a_table_is_no_owner() -> None:
    text = "任务\t期限\t责任单位\n修路二十里\t5月\t县交通局\n架桥三座\t6月\t县水利局\n县人民政府\n"
    assert owners(text) == [["县交通局"], ["县水利局"]]


def test_a_drawn_line_across_one_column_ends_its_cells_only() -> None:
    text = (
        "┌────┬──────┐\n│任务    │责任单位    │\n├────┼──────┤\n"
        "│修路    │县交通局    │\n├────┤            │\n│架桥    │            │\n└────┴──────┘\n"
    )
    assert owners(text) == [["县交通局"], ["县交通局"]]


@pytest.mark.parametrize(
    ("lines", "width", "whole"),
    [
        (["市教育局、市人力资", "源社会保障局"], 18, "市教育局、市人力资源社会保障局"),
        (["市教育局", "市财政局"], 8, "市教育局\n市财政局"),
        (["各县（市、", "区）人民政府"], None, "各县（市、区）人民政府"),
        (["县林业局、县人", "武部"], None, "县林业局、县人武部"),
        (["修桥补路，", "疏通沟渠"], None, "修桥补路，疏通沟渠"),
        (["第一段。", "第二段"], 20, "第一段。\n第二段"),
    ],
)
def test_lines_of_a_cell_are_joined_where_one_goes_on(lines: list[str], width: int | None, whole: str) -> None:
    assert joined(lines, width) == whole


def test_a_text_whose_only_tags_break_lines_in_cells_is_no_web_page() -> None:
    assert detect("序号 | 责任单位\n1 | 区教育局<br>区财政局<br>区民政局\n".encode(), "a.txt") == "text"
    assert detect("通知<br>一、建设场馆<br>二、修路<br>".encode(), "a.txt") == "html"


@pytest.mark.parametrize(
    "row",
    ['1,修"路\n三里",市交通局', f"1,{'修路' * 70_000},市交通局"],
    ids=["a quote within a cell", "a cell that is far too long"],
)
def test_rows_that_commas_cannot_part_stay_lines(row: str) -> None:
    assert owners(f"序号,工作任务,责任单位\n{row}\n2,植树,市林业局\n") == []
