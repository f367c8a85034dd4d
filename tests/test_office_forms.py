"""Forms of office files: tables beside measures, directories, hints, names one a line, owners said for others, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from taskmap.model import Role
from taskmap.reading.blocks import Paragraph
from taskmap.reading.duties.owner_lists import with_whole_lists
from taskmap.reading.importing import import_bytes
from taskmap.registry import Registry

if TYPE_CHECKING:
    from taskmap.model import Task

SIGNS = {Role.LEAD: "!", Role.RESPONSIBLE: "", Role.COOPERATE: "+"}


def tasks(text: str, name: str = "甲.md") -> tuple[Task, ...]:
    """Return the tasks of a document with a title."""
    (document,) = import_bytes(name, f"某市工作方案\n\n{text}".encode(), Registry((), ())).documents
    return document.tasks


def owners(text: str) -> list[str]:
    """Return the ref of every task and its owners, each with a sign for the role."""
    return [" ".join((task.ref, *(SIGNS[role] + name for role, name in task.named))) for task in tasks(text)]


def table(*rows: str) -> str:
    """Write a table in Markdown; cells are parted by bars."""
    head, *body = rows
    line = "|".join("---" for _cell in head.split("|"))
    return "\n" + "".join(f"|{row}|\n" for row in (head, line, *body)) + "\n"


OWNED = "1.疏浚河道12公里。（责任单位：市水务局）\n2.修缮廊桥3座。（责任单位：市文物局、市住建局）\n"


def left_out(text: str) -> list[str]:
    """Return what is told of owners beside tables."""
    problems = import_bytes("甲.md", f"某市工作方案\n\n{text}".encode(), Registry((), ())).problems
    return [each.message.rpartition(": ")[2] for each in problems if each.code == "owners-beside-table"]


def test_the_rows_of_a_table_are_the_tasks_and_nothing_else() -> None:
    rows = table("序号|事项|牵头单位", "1|统筹资金，奖励先进。|市财政局")
    text = f"一、治理\n{OWNED}二、保障\n{rows}三、宣传\n3.办节。（市文旅局）\n4.总结。\n"
    assert owners(text) == ["1 !市财政局"]
    assert left_out(text) == ["责任单位：市水务局", "责任单位：市文物局、市住建局", "市文旅局"]


@pytest.mark.parametrize("title", ["附件\n任务分工表\n", "附件：重点任务分解表\n", "河道治理责任清单\n"])
def test_a_table_that_divides_the_measures_before_it_counts_alone(title: str) -> None:
    rows = table("序号|具体任务|责任单位", "1|编制疏浚方案|市水务局", "2|完成清淤|各区政府")
    assert owners(f"{OWNED}{title}{rows}") == ["1 市水务局", "2 各区政府"]


def test_a_table_of_the_duties_of_agencies_does_not_tell_the_measures_again() -> None:
    rows = table("序号|具体工作|责任单位", "1|编制疏浚方案|市水务局", "2|完成清淤|各区政府")
    assert left_out(f"{OWNED}附件\n成员单位职责分工\n{rows}") == ["责任单位：市文物局、市住建局"]
    assert not left_out(f"{OWNED}附件\n任务分工表\n{rows}")


@pytest.mark.parametrize(
    "rows",
    [
        ("单位|值班负责人|值班电话", "市水务局|某某|12345678", "市气象局|某某|12345678"),
        ("单位名称|责任科室|办公电话|通讯地址", "市水务局|防汛科|12345678|某路1号", "市气象局|预报科|12345678|某路2号"),
        (
            "河段名称|责任单位|监督电话",
            "清水河某某桥以上河段|市水务局|12345678",
            "清水河某某桥以下河段|某某镇|12345678",
        ),
        ("任务说明|责任单位|地址", "受理市民对污水的投诉|市水务局|某路1号", "受理市民对噪声的投诉|市环保局|某路2号"),
        ("责任单位|目标数", "市水务局|120", "市气象局|85"),
        ("责任单位|状态", "市水务局|未启动", "市气象局|进行中"),
    ],
)
def test_directories_and_options_are_no_division_of_labour(rows: tuple[str, ...]) -> None:
    assert owners(table(*rows)) == []


def test_a_telephone_number_beside_what_is_to_be_done_is_that_of_who_does_it() -> None:
    assert owners(table("工作任务|责任单位|联系电话", "疏浚河道|市水务局|12345678")) == ["1 市水务局"]


def test_examples_and_hints_are_no_rows() -> None:
    rows = (
        "序号|工作任务|责任单位|时限",
        "示例|写明做什么|某局|年月",
        "|不超过100字|请填写全称|格式：年月",
        "1|疏浚河道，填写工作台账。|市水务局|6月",
    )
    assert owners(table(*rows)) == ["1 市水务局"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("市水务局<br>市12345政务服务便民热线", "市水务局 市12345政务服务便民热线"),
        ("州发展改革委<br>某某建设兵团第十师", "州发展改革委 某某建设兵团第十师"),
        ("某某电网公司<br>丽水供电局", "某某电网公司丽水供电局"),
        ("中国某某集团<br>丽水市分公司", "中国某某集团丽水市分公司"),
        ("县电信公司<br>移动分公司", "县电信公司 移动分公司"),
        ("市人力资源社<br>会保障局", "市人力资源社会保障局"),
        ("市水务局<br>市财政局按职责分工负责", "市水务局 市财政局"),
        ("1.市水务局<br>2.市财政局", "市水务局 市财政局"),
        ("①市水务局<br>②市财政局", "市水务局 市财政局"),
        ("牵头：市水务局<br>配合：无", "!市水务局"),
        ("牵头：<br>市水务局<br>配合：<br>市财政局", "!市水务局 +市财政局"),
    ],
)
def test_the_lines_of_a_cell_are_names_unless_a_name_is_cut(cell: str, expected: str) -> None:
    rows = ("序号|工作任务|责任单位", f"1|疏浚河道，清理淤泥。|{cell}", "2|植树造林。|市林草局")
    assert owners(table(*rows)) == [f"1 {expected}", "2 市林草局"]


def test_a_note_below_a_table_tells_who_leads() -> None:
    csv = "序号,工作任务,责任单位\n1,疏浚河道。,市水务局、市财政局\n" + "2,植树造林。,市林草局\n" * 9
    found = tasks(csv + "注：1.按月报送。2.每项任务第一家为牵头单位，其余为配合单位。,,\n", "甲.csv")
    assert (found[0].lead, found[0].cooperate) == (("市水务局",), ("市财政局",))


def test_a_name_with_a_number_in_it_sets_no_rule() -> None:
    rows = ("序号|工作任务|责任单位", "1|双向转诊。|市卫健委（牵头）、市第一人民医院", "2|开展义诊。|市医保局、市残联")
    assert owners(table(*rows)) == ["1 !市卫健委 市第一人民医院", "2 市医保局 市残联"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("以上第1—2项任务均由市财政局配合做好资金保障。", ["1 市水务局 +市财政局", "2 !市文物局 +市财政局"]),
        (
            "第1、2项任务，各县（区）人民政府均为配合单位。",
            ["1 市水务局 +各县（区）人民政府", "2 !市文物局 +各县（区）人民政府"],
        ),
        ("第（一）至（二）项的配合单位均为市财政局。", ["1 市水务局 +市财政局", "2 !市文物局 +市财政局"]),
        ("以上两项任务均由市财政局配合。", ["1 市水务局 +市财政局", "2 !市文物局 +市财政局"]),
        ("第2项由市财政局配合。", ["1 市水务局", "2 !市文物局 +市财政局"]),
        ("第1、2项任务各地要抓紧落实。", ["1 市水务局", "2 !市文物局"]),
    ],
)
def test_a_sentence_names_owners_of_tasks_by_their_numbers(said: str, expected: list[str]) -> None:
    assert owners(f"1.疏浚河道。（责任单位：市水务局）\n2.修缮廊桥。由市文物局牵头。\n{said}\n") == expected


@pytest.mark.parametrize(
    "said",
    [
        "本部分各项任务由市水务局牵头，市财政局配合。",
        "本章牵头单位：市水务局；配合单位：市财政局",
        "（牵头单位：市水务局　配合单位：市财政局）",
        "牵头单位：市水务局；配合单位：市财政局（以上分工适用于第1—2项）",
    ],
)
def test_owners_below_a_heading_are_those_of_all_that_follows(said: str) -> None:
    text = f"一、治理\n{said}\n1.疏浚河道。\n2.清理淤泥。\n二、宣传\n3.办节。（市文旅局负责）\n"
    assert owners(text) == ["1 !市水务局 +市财政局", "2 !市水务局 +市财政局", "3 市文旅局"]


def test_owners_below_a_heading_that_name_the_tasks_are_of_these_alone() -> None:
    text = "一、治理\n牵头单位：市水务局（以上分工适用于第1、2项）\n1.疏浚河道。\n2.清理淤泥。\n3.加强巡查。\n"
    assert owners(text) == ["1 !市水务局", "2 !市水务局", "3"]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("1.疏浚河道。（责任单位：市水务局、市工业和", "信息化局、市财政局）"), "市水务局 市工业和信息化局 市财政局"),
        (("1.疏浚河道。[责任领导：某某；", "责任单位：市水务局、", "市财政局]"), "市水务局 市财政局"),
        (("1.疏浚河道。（市水务局、市工业和", "信息化局、市财政局）"), "市水务局 市工业和信息化局 市财政局"),
        (("1.疏浚河道。", "牵头单位：市水务局 配合单位：", "市财政局、市气象局"), "!市水务局 +市财政局 +市气象局"),
        (("1.疏浚河道。", "牵头单位：市水务局 配合单", "位：市财政局、市气象局"), "!市水务局 +市财政局 +市气象局"),
        (("1.疏浚河道。", "责任单位：市水务局、某某集团有限公司丽", "水分公司"), "市水务局 某某集团有限公司丽水分公司"),
    ],
)
def test_a_list_that_goes_on_in_the_next_paragraph_is_one(paragraphs: tuple[str, ...], expected: str) -> None:
    body = "".join(f"<p>{each}</p>" for each in (*paragraphs, "2.植树造林。（责任单位：市林草局）"))
    (document,) = import_bytes("甲.html", f"<p>某市工作方案</p>{body}".encode(), Registry((), ())).documents
    named = [" ".join(SIGNS[role] + name for role, name in task.named) for task in document.tasks]
    assert named == [expected, "市林草局"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("1.疏浚河道（含支流", "二、植树造林）。"),
        ("1.疏浚河道。", "责任单位：市水务局、市财政局", "各单位要抓紧落实，按月报送。"),
        ("1.疏浚河道（责任单位：市水务局", "各单位要抓紧落实。具体办法另行制定）。"),
    ],
)
def test_what_goes_on_with_no_list_stays_a_paragraph(paragraphs: tuple[str, ...]) -> None:
    blocks = tuple(map(Paragraph, paragraphs))
    assert with_whole_lists(blocks) == blocks


@pytest.mark.parametrize("text", ["市水务局）（责任单位：市", "责任单位：", "（市水务局、", "责任单位：市水务局、"])
def test_many_lists_that_seem_to_go_on_come_to_an_end(text: str) -> None:
    blocks = (Paragraph(text),) * 5_000
    found = with_whole_lists(blocks)
    assert "".join(each.text for each in found if isinstance(each, Paragraph)) == text * 5_000


def test_two_measures_in_a_paragraph_are_two_though_the_first_is_short() -> None:
    text = (
        "1.储备物资，按季轮换。（市商务局负责）完善急救网络。（市卫健委牵头，市财政局配合）\n2.宣传。（市委宣传部）\n"
    )
    assert owners(text) == ["1.1 市商务局", "1.2 !市卫健委 +市财政局", "2 市委宣传部"]


def test_heads_below_a_common_head_may_be_others_than_roles() -> None:
    head = ("考核指标|考核指标|分值|责任单位|责任单位", "一级指标|二级指标及要求|分值|牵头单位|配合单位")
    rows = table(
        *head, "河湖|水质达标率98%以上|5|市水务局|各区政府", "绿化|新增绿道30公里|5|市园林局|市城管局、市交通局"
    )
    assert [found.partition(" ")[2] for found in owners(rows)] == [
        "!市水务局 +各区政府",
        "!市园林局 +市城管局 +市交通局",
    ]
    assert [task.text for task in tasks(rows)] == ["水质达标率98%以上", "新增绿道30公里"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("序号|任务|A类（牵头单位）|B类（配合单位）", "1 !市城管局 +市公安局"),
        ("序号|任务|牵头成员单位|责任成员单位", "1 !市城管局 市公安局"),
        ("序号|任务|发起部门|配合部门", "1 !市城管局 +市公安局"),
        ("序号|建议题目|主办|会办", "1 !市城管局 +市公安局"),
    ],
)
def test_heads_of_roles_in_other_words(head: str, expected: str) -> None:
    assert owners(table(head, "1|清理占道摊点|市城管局|市公安局")) == [expected]


def test_a_goal_with_a_remark_in_its_head_follows_the_task() -> None:
    rows = table(
        "序号|重点任务|工作目标（量化）|牵头部门", "1|压降应收账款|下降三成|财务部", "2|清理库存|减少两成|物资部"
    )
    assert [task.text for task in tasks(rows)] == ["压降应收账款\n下降三成", "清理库存\n减少两成"]


def test_who_leads_and_who_cooperates_may_close_a_sentence_within_a_measure() -> None:
    text = (
        "1.推进水源建设。列为实事项目，由区水务局牵头，区发改委、区财政局配合。各镇要加强维护。\n"
        "2.加强宣传。由区委宣传部会同各镇开展。各镇要配合。\n"
    )
    first, second = tasks(text)
    assert (first.lead, first.cooperate) == (("区水务局",), ("区发改委", "区财政局"))
    assert first.text
    assert first.text.endswith("各镇要加强维护。")
    assert not second.lead


def test_who_runs_the_website_owns_nothing() -> None:
    text = "1.种树。（市林草局负责）\n2.修路。（市交通局负责）\n3.及时总结经验。\n\n主办单位：某市人民政府办公室\n"
    assert owners(text) == ["1 市林草局", "2 市交通局", "3"]
    assert owners(text.replace("（市林草局负责）", "\n主办单位：市林草局"))[-1] == "3 !某市人民政府办公室"


def test_a_bracket_behind_a_quotation_is_none_behind_a_sentence() -> None:
    text = "1.优化布局。以“两区”（居住区、办公区）、“三中心”（商业中心、休闲中心）为重点建桩。（责任单位：市发改委）\n"
    assert owners(text) == ["1 市发改委"]


def test_numbers_go_on_behind_a_gap_where_others_follow() -> None:
    text = "1.种树。（市林草局负责）\n2.修路。（市交通局负责）\n13.建桥。（市交通局负责）\n14.清淤。（市水务局负责）\n"
    assert owners(text) == ["1 市林草局", "2 市交通局", "13 市交通局", "14 市水务局"]


def test_prose_on_those_who_lead_sets_no_rule() -> None:
    rows = table("序号|任务|责任单位", "1|种树|市林草局、市水务局")
    text = f"各牵头单位要扛起责任，树立不争第一就是落后的理念。\n{rows}"
    assert owners(text) == ["1 市林草局 市水务局"]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("会议明确，由市住建局牵头，于5月底前完成排查。", "于5月底前完成排查。"),
        ("由市住建局牵头，市财政局配合，于5月底前完成排查。各区要支持。", "于5月底前完成排查。各区要支持。"),
        ("做好隐患排查。由市住建局牵头，5月底前完成。", "做好隐患排查。"),
    ],
)
def test_what_is_to_be_done_by_when_is_no_part_of_the_owners(said: str, text: str) -> None:
    first, _second = tasks(f"1.{said}\n2.修路。（市交通局负责）\n")
    assert first.lead == ("市住建局",)
    assert "".join(filter(None, (first.title, first.text))).replace("。", "") == text.replace("。", "")
