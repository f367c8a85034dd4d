"""Records whose parts stand in paragraphs of their own, behind a label or below it."""

from __future__ import annotations

import pytest

from taskmap.model import Role
from taskmap.reading.blocks import Source
from taskmap.reading.documents import read_documents
from taskmap.reading.limits import Limits
from taskmap.reading.readers.text import read_text

SIGNS = {Role.LEAD: "!", Role.RESPONSIBLE: "", Role.COOPERATE: "+"}


def tasks(text: str) -> list[str]:
    """Read a text, and return for every task its ref, section, text and owners with a sign for their role."""
    found = read_documents(Source(read_text(text, Limits())), "a.txt")
    return [
        f"{task.ref} {task.section or '-'} {'/'.join(filter(None, (task.title, task.text)))} "
        + "、".join(SIGNS[role] + name for role, name in task.named)
        for each in found
        for task in each.document.tasks
    ]


BELOW = """全镇办实事项目进展情况汇报
01 项目名称：修缮敬老院
项目内容：
更换门窗三十套，修补屋顶。
增设无障碍坡道。
责任单位：
镇民政办、镇财政所
进展情况：
门窗已到货，镇民政办正在组织安装。
坡道已完工。
02 项目名称：疏浚村塘
项目内容：
清淤六口。
责任单位
镇水利站
进展情况：
四口已完成。
"""

READ_BELOW = [
    "01 修缮敬老院 更换门窗三十套，修补屋顶。\n增设无障碍坡道。 镇民政办、镇财政所",
    "02 疏浚村塘 清淤六口。 镇水利站",
]


def test_what_labels_hold_may_stand_below_them_with_a_colon_or_without() -> None:
    assert tasks(BELOW) == READ_BELOW


def test_blank_lines_part_nothing() -> None:
    assert tasks(BELOW.replace("\n", "\n\n")) == READ_BELOW


def test_labels_without_any_colon_are_known_by_coming_again() -> None:
    text = BELOW.replace("：\n", "\n").replace("01 项目名称：", "项目名称\n").replace("02 项目名称：", "项目名称\n")
    assert [each.split(" ", 1)[1] for each in tasks(text)] == [each.split(" ", 1)[1] for each in READ_BELOW]


@pytest.mark.parametrize(
    "order",
    [
        ("工作任务", "主要内容", "牵头单位", "配合单位", "完成时限"),
        ("牵头单位", "配合单位", "工作任务", "主要内容", "完成时限"),
        ("工作任务", "责任领导", "牵头单位", "配合单位", "完成时限", "主要内容"),
    ],
    ids=["owners behind", "owners in front", "content last"],
)
def test_labels_stand_in_any_order(order: tuple[str, ...]) -> None:
    said = [
        {"工作任务": "护林防火", "主要内容": "增设瞭望塔两座。", "牵头单位": "县林业局", "配合单位": "县应急局"},
        {"工作任务": "河道保洁", "主要内容": "每周巡河一次。", "牵头单位": "县水务局", "配合单位": "各乡镇"},
    ]
    rest = {"责任领导": "周明", "完成时限": "10月底"}
    text = "任务清单\n" + "".join(f"{label}：{(each | rest)[label]}\n" for each in said for label in order)
    assert tasks(text) == [
        "1 护林防火 增设瞭望塔两座。 !县林业局、+县应急局",
        "2 河道保洁 每周巡河一次。 !县水务局、+各乡镇",
    ]


def test_headings_stand_between_records_and_a_signature_behind_them() -> None:
    text = (
        "一、民生类\n项目名称：改造旱厕\n工作内容：改造二百座。\n责任单位：县住建局\n项目名称：硬化村道\n"
        "工作内容：硬化十里。\n责任单位：县交通局\n二、产业类\n项目名称：建设冷库\n工作内容：建设三座。\n"
        "责任单位：县供销社\n某县人民政府办公室\n2021年6月1日\n"
    )
    assert [each.split()[-1] for each in tasks(text)] == ["县住建局", "县交通局", "县供销社"]
    assert [each.split()[1] for each in tasks(text)][2] == "二、产业类"


def test_a_label_that_few_records_have_is_part_of_what_stands_above_it() -> None:
    text = (
        "项目名称：修渠\n项目内容：衬砌三里。\n质量标准：达到设计要求。\n责任单位：镇水利站\n"
        "项目名称：架桥\n项目内容：架设一座。\n责任单位：镇交通所\n项目名称：植树\n项目内容：栽种千株。\n责任单位：镇林业站\n"
    )
    assert tasks(text)[0] == "1 修渠 衬砌三里。\n质量标准：达到设计要求。 镇水利站"


def test_a_record_that_stands_alone_is_told_by_its_name() -> None:
    text = "项目进度\n项目名称：扩建水厂\n建设内容：日供水增加五千吨。\n责任单位：县水投公司\n"
    assert tasks(text) == ["1 扩建水厂 日供水增加五千吨。 县水投公司"]


@pytest.mark.parametrize(
    "headings", [("（一）保护古树。", "（二）修复湿地。"), ("1.保护古树", "2.修复湿地")], ids=["sentences", "headings"]
)
def test_labels_below_numbered_headings_are_parts_of_these_measures(headings: tuple[str, str]) -> None:
    parts = "工作目标：全面完成。\n主要措施：登记造册。\n责任单位：县林业局\n完成时限：6月\n"
    found = tasks("".join(f"{heading}\n{parts}" for heading in headings))
    assert ["古树" in found[0], "湿地" in found[1]] == [True, True]


def test_labels_that_name_nobody_make_no_records() -> None:
    text = "项目名称：门票\n收费标准：十元。\n主管：——\n责任单位：12345。\n"
    assert tasks(text * 2) == []


def test_wrapped_lines_go_on_in_what_a_label_holds() -> None:
    long = "沿护城河两岸种植垂柳和碧桃，铺设透水步道，设置休息座椅，配套建设公共厕所和停车场，"
    text = f"任务名称：绿化\n主要内容：{long}\n{long}\n让市民出门见绿。\n责任单位：县园林局、县\n住建局\n" * 2
    assert tasks(text)[0] == f"1 绿化 {long}{long}让市民出门见绿。 县园林局、县住建局"


@pytest.mark.parametrize("heading", ["总体要求", "重点任务"])
def test_headings_that_two_documents_share_are_no_labels(heading: str) -> None:
    text = (
        f"一、{heading}\n全面加强管理，健全制度，明确责任，提高水平。\n二、工作安排\n（一）修建水库。\n"
        "配合单位：市财政局、\n市水利局\n（二）整治河道。（市水务局）\n"
    )
    assert sum("整治河道。 市水务局" in each for each in tasks(text * 2)) == 2


def test_sections_with_headings_are_more_than_a_label_holds() -> None:
    part = (
        "工作任务：分两步走。\n一、规划\n（一）修路。（市交通局）\n二、建设\n（一）架桥。（市住建局）\n"
        "责任单位：市水务局\n"
    )
    assert ["市交通局" in each for each in tasks(part * 2)] == [True, False, True, False]


def test_a_label_with_nobody_below_it_is_a_doubt() -> None:
    (found,) = read_documents(Source(read_text("项目简介\n责任单位：\n由会议另行研究。\n", Limits())), "a.txt")
    assert [(doubt.code, doubt.words) for doubt in found.doubts] == [("unread-owners", "责任单位： 由会议另行研究。")]
