"""Lists of agencies and their parts: what they look like, and what only looks like one."""

from __future__ import annotations

import pytest

from taskmap.reading.duties.part_entries import entry_of, role_of_part
from taskmap.reading.importing import import_bytes
from taskmap.registry import Registry

Roles = tuple[list[str], list[str], list[str]]

LISTS: dict[str, tuple[str, list[tuple[str, Roles]]]] = {
    "with half-width colons and numbers": (
        "14.市文旅局:负责景区巡查。\n15.市体育局:指导赛事举办。\n16.市档案馆:负责协助有关部门整理资料。\n",
        [
            ("14", ([], ["市文旅局"], [])),
            ("15", ([], ["市体育局"], [])),
            ("16", ([], ["市档案馆"], [])),
        ],
    ),
    "with full stops": (
        "（七）区民政局。负责社会救助。\n（八）区财政局、区审计局。牵头监管资金。\n（九）区统计局。配合提供数据。\n",
        [
            ("（七）", ([], ["区民政局"], [])),
            ("（八）", (["区财政局", "区审计局"], [], [])),
            ("（九）", ([], [], ["区统计局"])),
        ],
    ),
    "without numbers, under a sentence that announces them": (
        "3.各单位要各尽其责。其分工为：\n县委宣传部：制订宣传方案。\n教委：安排学生体检。\n",
        [("3.1", ([], ["县委宣传部"], [])), ("3.2", ([], ["教委"], []))],
    ),
    "with entries that begin with no verb known, and one that nothing parts": (
        "县气象局负责预报。\n县水利局：负责巡堤。\n县委网信办：及时引导舆论。\n县融媒体中心：滚动播出。\n县民政局：牵头救助。\n县交通局：负责抢通。\n",
        [
            ("1", ([], ["县水利局"], [])),
            ("2", ([], ["县委网信办"], [])),
            ("3", ([], ["县融媒体中心"], [])),
            ("4", (["县民政局"], [], [])),
            ("5", ([], ["县交通局"], [])),
        ],
    ),
    "of offices that nothing parts from what they do": (
        "二、职责分工\n综合办公室负责安排值班。\n城管中队负责清运垃圾。\n财务室负责核拨资金。\n区房管局依法对违建进行查处。\n",
        [
            ("二.1", ([], ["综合办公室"], [])),
            ("二.2", ([], ["城管中队"], [])),
            ("二.3", ([], ["财务室"], [])),
            ("二.4", ([], ["区房管局"], [])),
        ],
    ),
    "as headings with numbered parts": (
        "二、部门职责\n（一）州水利局\n1.负责水库巡查。\n2.牵头编制预案。\n（二）州气象局\n1.参与会商。\n2.发布预警。\n",
        [
            ("（一）.1", ([], ["州水利局"], [])),
            ("（一）.2", (["州水利局"], [], [])),
            ("（二）.1", ([], [], ["州气象局"])),
            ("（二）.2", ([], ["州气象局"], [])),
        ],
    ),
    "as headings without numbers": (
        "市商务局\n负责商场检查。\n市教育局\n配合开展宣传。\n市农业农村局\n负责农机检查。\n工作要求\n要密切协作。\n",
        [
            ("1", ([], ["市商务局"], [])),
            ("2", ([], [], ["市教育局"])),
            ("3", ([], ["市农业农村局"], [])),
        ],
    ),
    "in bold, under a heading": (
        "## 职责分工\n\n**市林业局** 负责造林。\n\n**市水务局** 指导节水。\n\n**市城管局** 负责绿化。\n",
        [
            ("1.1", ([], ["市林业局"], [])),
            ("1.2", ([], ["市水务局"], [])),
            ("1.3", ([], ["市城管局"], [])),
        ],
    ),
    "beside measures with owners set off": (
        "一、任务\n（一）新建公园。（责任单位：市园林局）\n二、分工\n市住建局：负责质量监管。\n市财政局：负责筹措资金。\n",
        [
            ("（一）", ([], ["市园林局"], [])),
            ("二.1", ([], ["市住建局"], [])),
            ("二.2", ([], ["市财政局"], [])),
        ],
    ),
    "with owners of its own set off": (
        "1.市司法局：负责普法（责任科室：市司法局普法科）。\n2.市公安局：负责治安。\n3.市民政局：负责救助。\n",
        [
            ("1", ([], ["市司法局普法科"], [])),
            ("2", ([], ["市公安局"], [])),
            ("3", ([], ["市民政局"], [])),
        ],
    ),
}

NO_LISTS = {
    "one alone": "一、要求\n市教育局：负责培训。\n二、其他\n",
    "addressees": "各县（市、区）人民政府，市政府各部门：\n负责同志要重视。\n一、内容\n二、时间\n",
    "contacts": "1.市教育局：张某，0001。\n2.市公安局：负责人李某，0002。\n3.市民政局：建设路3号。\n",
    "news": "1.市教育局：开展检查。\n2.市公安局：查处酒驾。\n3.市民政局：推进改革。\n",
    "reports": "一、各部门职责落实情况\n市教育局：负责校园安全。\n市公安局：负责治安。\n市民政局：负责救助。\n",
    "what was owned": "一、职责分工\n市教育局：负责的任务已完成。\n市公安局：承担的任务已完成。\n",
    "articles": "第一条 部门职责：\n（一）市教育局：负责培训。\n（二）市公安局：负责治安。\n\n",
    "offices": "二、内设机构\n（一）办公室。负责文电。\n（二）机关党委。负责党建。\n（三）宣传部。负责宣传。\n",
    "parties": "一、双方分工\n甲方：负责供货。\n乙方：负责验收。\n",
    "persons": "一、职责分工\n组长：负责全面工作。\n副组长：协助组长。\n安全员：负责检查。\n",
    "quotations": "1.市教育局：“负责到底。”\n2.市公安局：“牵头落实。”\n3.市民政局：“配合检查。”\n",
    "fields": "1.政府：转变职能。\n2.企业：承担责任。\n3.社会：参与监督。\n",
    "a minority": "1.市教育局：负责培训。\n2.改造管网。\n3.新建公园。\n4.市公安局：负责治安。\n5.修缮校舍。\n",
}


def owned(text: str) -> list[tuple[str, Roles]]:
    (document,) = import_bytes("甲.md", f"某市工作方案\n\n{text}".encode(), Registry((), ())).documents
    return [
        (task.ref, (list(task.lead), list(task.responsible), list(task.cooperate)))
        for task in document.tasks
        if any(task.named)
    ]


@pytest.mark.parametrize("name", LISTS)
def test_every_item_of_a_list_is_the_task_of_its_agency(name: str) -> None:
    text, expected = LISTS[name]
    assert owned(text) == expected


@pytest.mark.parametrize("name", NO_LISTS)
def test_what_only_looks_like_a_list_gives_nobody_duties(name: str) -> None:
    assert owned(NO_LISTS[name]) == []


def test_the_agency_is_no_part_of_the_text() -> None:
    text = "1.市民政局：负责救助。\n2.市公安局：负责治安，会同市司法局普法。\n"
    (document,) = import_bytes("甲.md", f"某市工作方案\n\n{text}".encode(), Registry((), ())).documents
    assert [task.text for task in document.tasks] == ["负责救助。", "负责治安，会同市司法局普法。"]
    assert [task.owner_text for task in document.tasks] == ["市民政局", "市公安局"]


def test_an_omitted_level_is_restored_from_the_list() -> None:
    text = "一、职责分工\n市教育局：负责培训。\n公安局：负责治安。\n"
    assert [roles[1] for _ref, roles in owned(text)] == [["市教育局"], ["市公安局"]]


def test_what_follows_a_list_is_no_part_of_its_last_item() -> None:
    text = (
        "一、职责分工\n市教育局：负责培训。\n市公安局：负责治安。\n各单位要高度重视，按时报送。\n二、要求\n加强督导。\n"
    )
    (document,) = import_bytes("甲.md", f"某市工作方案\n\n{text}".encode(), Registry((), ())).documents
    assert [task.text for task in document.tasks if any(task.named)] == ["负责培训。", "负责治安。"]


@pytest.mark.parametrize(
    ("part", "role"),
    [
        ("负责牵头起草", "lead"), ("具体牵头", "lead"), ("积极配合检查", "cooperate"), ("参与会商", "cooperate"),
        ("负责协同执法", "responsible"), ("指导、配合各县", "responsible"), ("依据职责协助检查", "responsible"),
    ],
)  # fmt: skip
def test_the_role_is_told_by_how_a_part_begins(part: str, role: str) -> None:
    assert str(role_of_part(part)) == role


@pytest.mark.parametrize(
    "text", ["责任单位：负责培训", "组长：负责全面工作", "市教育局：负责人到场", "加强监管：负责检查"]
)
def test_what_is_no_entry(text: str) -> None:
    assert entry_of(text) is None
