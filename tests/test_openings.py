"""Which lines open a unit, and which only seem to."""

from __future__ import annotations

import pytest

from taskmap.reading.noise.openings import is_row_of_figures, opens_unit, stands_alone


@pytest.mark.parametrize(
    "line",
    [
        "第一编 总则", "第二章 职责", "第三节 程序", "第十条 本办法所称", "一、总体要求", "（一）指导思想。",
        "(二)基本原则", "1.支持发展", "1．打造", "2、推进",
        "（1）加强", "①完善", "——坚持统筹", "———坚持统筹", "专栏1 振兴行动", "附件2", "附件：任务分工表",
        "责任单位：省人社厅", "配合单位：省财政厅",
        "完成时限：2025年", "2020年6月23日", "二〇一七年八月四日", "吉政发〔2017〕25号", "（此件主动公开）",
        "抄送：省委办公厅", "保障措施",
        "● 加强领导",
    ],
)  # fmt: skip
def test_units_open_with_marks_labels_and_dates(line: str) -> None:
    assert opens_unit(line)


@pytest.mark.parametrize(
    "line",
    [
        "二、三产业融合发展", "一、二、三产业", "1.5%足额提取", "2.0版建设", "10.8年；专业技术人才",
        "1+X证书制度", "（一）项规定的条件", "（二）、（三）项", "第三条规定的情形",
        "第二款所称", "2020年底前", "60个“人工智能+”应用", "（省发展改革委牵头）", "省人社厅负责",
        "（牵头单位：省人社厅）", "一是加强领导", "总体要求是", "",
    ],
)  # fmt: skip
def test_numbers_and_references_open_nothing(line: str) -> None:
    assert not opens_unit(line)


@pytest.mark.parametrize("line", ["2017年8月4日", "第706号", "国办发〔2018〕117号", "高技能人才（万人）48 60"])
def test_some_lines_are_paragraphs_of_their_own(line: str) -> None:
    assert stands_alone(line)


@pytest.mark.parametrize(
    ("line", "is_row"),
    [
        ("城镇登记失业率（%）3.5 4.5%以内", True),
        ("转移就业比率（%） ——— 70", True),
        ("增长3.5，达到 4", False),
        ("到2020年", False),
    ],
)
def test_rows_of_figures_are_known(line: str, *, is_row: bool) -> None:
    assert is_row_of_figures(line) == is_row


def test_a_number_and_a_quantity_go_by_what_stands_before() -> None:
    assert opens_unit("5.15万名青年参加", after_sentence=True)
    assert not opens_unit("5.15万名青年参加")
    assert opens_unit("11.121人才梯队项目")
