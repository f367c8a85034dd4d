"""Several agencies with their parts in one paragraph: what is a list of them, and what is prose."""

from __future__ import annotations

import pytest

from taskmap.reading.importing import import_bytes
from taskmap.registry import Registry

Owned = tuple[str, str | None, list[str], list[str], list[str]]

LISTS: dict[str, tuple[str, list[Owned]]] = {
    "with commas": (
        (
            "林业部门，负责苗木的检疫。财政部门，负责拨付补助资金，监督使用。气象部门，指导把握造林时机，配合防火。"
            "\n各乡镇要及早动手。\n"
        ),
        [
            ("1", "负责苗木的检疫。", [], ["林业部门"], []),
            ("2", "负责拨付补助资金，监督使用。", [], ["财政部门"], []),
            ("3", "指导把握造林时机，配合防火。", [], ["气象部门"], []),
        ],
    ),
    "behind words that announce it, parted by semicolons": (
        "一、加强领导\n具体分工：市商务局负责联系展商；市公安局、市交通局负责维护秩序；县（区）政府牵头组织观众。\n二、时间安排\n",
        [
            ("一.1", "负责联系展商；", [], ["市商务局"], []),
            ("一.2", "负责维护秩序；", [], ["市公安局", "市交通局"], []),
            ("一.3", "牵头组织观众。", ["县（区）政府"], [], []),
        ],
    ),
    "behind a heading with a number": (
        (
            "三、保障措施\n（二）明确职责分工。市水利局负责清淤；完成护岸加固。市农业农村局配合清理养殖网箱。"
            "各单位要加强联系。\n（三）强化宣传。"
        ),
        [
            ("（二）.1", "负责清淤；完成护岸加固。", [], ["市水利局"], []),
            ("（二）.2", "配合清理养殖网箱。", [], [], ["市农业农村局"]),
        ],
    ),
    "below a heading": (
        "一、职责分工\n区民政局：负责核对名单。区残联：协助入户调查。\n二、工作要求\n",
        [
            ("一.1", "负责核对名单。", [], ["区民政局"], []),
            ("一.2", "协助入户调查。", [], [], ["区残联"]),
        ],
    ),
    "in a numbered measure": (
        "1.办好灯会，市文旅局负责布展；市应急局负责安全检查；市城管局负责环境卫生。\n2.加强宣传。\n",
        [
            ("1.1", "负责布展；", [], ["市文旅局"], []),
            ("1.2", "负责安全检查；", [], ["市应急局"], []),
            ("1.3", "负责环境卫生。", [], ["市城管局"], []),
        ],
    ),
    "whose level is said once": (
        "二、任务分工\n县教育局负责校车检查，公安局负责路面巡逻；交通局负责车辆年检；卫生局负责急救。\n",
        [
            ("二.1", "负责校车检查，公安局负责路面巡逻；", [], ["县教育局"], []),
            ("二.2", "负责车辆年检；", [], ["县交通局"], []),
            ("二.3", "负责急救。", [], ["县卫生局"], []),
        ],
    ),
}

PROSE = {
    "statements": "市财政局负责人表示将加大投入；市审计局负责跟踪问效的同志介绍了做法；市教育局负责的项目已完工。",
    "reports": "市教育局负责的培训已完成。市公安局负责路面管控，查处了酒驾。市交通局负责应急，累计出动车辆百余次。",
    "visits": "市教育局组织师生参观；市公安局加强巡逻；市卫健委做好保障。",
    "two that nothing announces": "各地要高度重视。市教育局负责开展培训。市公安局负责维护秩序。",
    "an article": "第五条 市水利局负责水量调度；市环保局负责水质监测；市农业局负责面源治理。",
    "general rules": (
        "县级以上人民政府环境保护主管部门负责监督管理；县级以上人民政府公安机关负责查处；"
        "县级以上人民政府卫生主管部门负责监测。"
    ),
    "parties": "建设单位负责办理手续；施工单位负责现场管理；监理单位负责质量检查。",
    "persons": "组长负责全面工作；副组长负责协调；联络员负责信息报送。",
    "a drill": "演练中，市水务局负责监测；市消防救援支队负责搜救；市卫健委负责救治。整个过程历时两小时。",
    "a drill that is told behind it": "市水务局负责监测；市消防救援支队负责搜救；市卫健委负责救治。全程历时两小时。",
    "news": "市水务局负责监测；市公安局负责疏导；市卫健委负责救治。记者在现场看到，三支队伍配合默契。",
    "what was done": "一、职责落实情况\n市教育局负责开展培训；市公安局负责维护秩序；市交通局负责车辆调度。",
}


def owned(text: str, title: str = "某市工作方案") -> list[Owned]:
    (document,) = import_bytes("甲.md", f"{title}\n\n{text}".encode(), Registry((), ())).documents
    return [
        (task.ref, task.text, list(task.lead), list(task.responsible), list(task.cooperate))
        for task in document.tasks
        if any(task.named)
    ]


@pytest.mark.parametrize("name", LISTS)
def test_every_part_is_the_task_of_its_agency(name: str) -> None:
    text, expected = LISTS[name]
    assert owned(text) == expected


@pytest.mark.parametrize("name", PROSE)
def test_prose_gives_nobody_duties(name: str) -> None:
    assert owned(PROSE[name]) == []


def test_rules_say_in_general_what_organs_do() -> None:
    text = "市水利局负责水量调度；市环保局负责水质监测；市农业局负责面源治理。"
    assert owned(text, "某市水源保护办法（试行）") == []
    assert len(owned(text)) == len(["市水利局", "市环保局", "市农业局"])


def test_owners_that_are_set_off_leave_a_paragraph_whole() -> None:
    text = (
        "1.做好防汛工作，市水利局负责巡堤；市气象局负责预报；市应急局负责物资。（责任单位：市防汛办）\n2.加强宣传。\n"
    )
    assert [each[3] for each in owned(text)] == [["市防汛办"]]


def test_what_stands_before_and_behind_a_list_is_kept() -> None:
    text = "一、分工\n各司其职，市体育局负责赛事；市公安局负责安保；市文旅局负责宣传。务必按时完成。\n二、经费\n"
    (document,) = import_bytes("甲.md", f"某市工作方案\n\n{text}".encode(), Registry((), ())).documents
    words = "".join((task.title or "") + (task.text or "") for task in document.tasks)
    assert "负责赛事" in words
    assert [task.section for task in document.tasks if any(task.named)] == ["一、分工"] * 3
