"""Forms of whole documents: tables that only bars part, lists within lists, owners said for several tasks."""

from __future__ import annotations

import pytest

from taskmap.reading.importing import import_bytes
from taskmap.registry import Registry

DOCUMENTS: dict[str, tuple[str, list[list[str]]]] = {
    "rows with bars": (
        "序号 | 工作 | 责任单位 |\n1 | 新建学校2所。 | 市教育局 |\n2 | 新建医院1所。 | 市卫健委、市财政局 |\n",
        [["市教育局"], ["市卫健委", "市财政局"]],
    ),
    "cells with bars, one a line": (
        "序号 |\n重点工作 |\n责任单位 |\n1 |\n推进项目，服务\n项目。 |\n招商工作部 |\n2 |\n盘活土地。 |\n改革办 |\n",
        [["招商工作部"], ["改革办"]],
    ),
    "cells one a line, under heads that nobody knows": (
        (
            "序号\n\n民生实事\n\n责任单位\n\n完成时限\n\n1\n\n建设湿地公园。\n\n县水务局\n\n县住建局\n\n12月底前\n\n2\n\n"
            "新建2座人行天桥。\n\n县住建局\n\n9月投入使用\n"
        ),
        [["县水务局", "县住建局"], ["县住建局"]],
    ),
    "lists within lists": (
        (
            "# 就业政策\n\n- 拓宽渠道\n  - 扩大就业\n    - 支持企业\n    - 教育部、财政部等按职责分工负责\n"
            "  - 支持创业\n    - 给予补贴\n    - 人力资源社会保障部牵头，教育部配合\n"
        ),
        [["教育部", "财政部"], ["人力资源社会保障部", "教育部"]],
    ),
    "a text cut from a longer one": (
        "（十七）完善公共服务。（市民政局）\n（十八）加强监管。（市公安局、市司法局）\n",
        [["市民政局"], ["市公安局", "市司法局"]],
    ),
    "owners of a heading": (
        (
            "一、支持消费\n责任单位：市商务局、市财政局\n1.给予补贴。\n2.简化二手车登记手续。\n二、完善保障\n"
            "3.加强宣传。（市委宣传部）\n"
        ),
        [["市商务局", "市财政局"], ["市商务局", "市财政局"], ["市委宣传部"]],
    ),
    "owners below a label without a colon": (
        "1.建设公园两个。\n责任单位\n市园林局、各区\n2.新建公厕十座。\n牵头单位\n市城管局\n配合单位\n市财政局\n",
        [["市园林局", "各区"], ["市城管局", "市财政局"]],
    ),
    "owners of all tasks": (
        (
            "现将任务分工如下。各项任务责任单位中列首位的为牵头单位，其余为配合单位；下列任务均须各镇（街道）配合，"
            "不再逐项列出。\n1.扩大投资。（责任单位：市发改委、市财政局）\n2.促进消费。（责任单位：市商务局）\n"
        ),
        [["市发改委", "市财政局", "各镇（街道）"], ["市商务局", "各镇（街道）"]],
    ),
    "owners by number": (
        "1.改造农贸市场5个。\n2.新建公厕10座。\n3.建设公园2个。\n第2、3项由市园林局负责。\n",
        [[], ["市园林局"], ["市园林局"]],
    ),
    "no numbers": (
        "完成公路改造120公里。（责任单位：县交通运输局；配合单位：各乡镇）\n开展造林行动。（责任单位：县林草局）\n",
        [["县交通运输局", "各乡镇"], ["县林草局"]],
    ),
    "names alone behind a deadline": (
        "（一）修缮古城墙。\n2024年10月底前完成。\n市文物局\n（二）举办文化节。\n每年9月\n市委宣传部、市文旅局\n",
        [["市文物局"], ["市委宣传部", "市文旅局"]],
    ),
    "articles": (
        "第一条 为加强管理，制定本办法。\n第二条 由市水务局牵头，建立联席会议制度，市财政局参加。\n",
        [[], []],
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_owners_of_a_document(name: str) -> None:
    text, owners = DOCUMENTS[name]
    (document,) = import_bytes("甲.md", f"某市工作方案\n\n{text}".encode(), Registry((), ())).documents
    assert [[name for _role, name in task.named] for task in document.tasks] == owners
