"""Tables of owners that have become lines, tasks given to the offices of one agency, and numerals whose bytes shifted.

The sentences are invented; the forms are those of converted web pages.
"""

from __future__ import annotations

import pytest

from taskmap.model import Role
from taskmap.reading.blocks import Paragraph, Source
from taskmap.reading.documents import read_documents
from taskmap.reading.limits import Limits
from taskmap.reading.noise.cleaning import clean
from taskmap.reading.noise.shifted import with_numerals
from taskmap.reading.readers.text import read_text

SIGNS = {Role.LEAD: "!", Role.RESPONSIBLE: "", Role.COOPERATE: "+"}


def tasks(text: str) -> list[str]:
    """Read a text, and return a line for every task: ref, section, text, owners with a sign for their role."""
    documents = [each.document for each in read_documents(Source(read_text(text, Limits())), "a.txt")]
    return [
        " ".join(
            (
                task.ref,
                task.section or "-",
                (task.title or task.text or "").strip("。"),
                "、".join(
                    SIGNS[role] + name
                    for role, names in zip(Role, (task.lead, task.responsible, task.cooperate), strict=True)
                    for name in names
                ),
            )
        )
        for document in documents
        for task in document.tasks
    ]


def stacked(*cells: str, before: str = "", after: str = " |") -> str:
    """Write cells one a line, as a converter does: with a bar in front or behind, on its line or the next."""
    return "".join(f"{before}{cell}{after}\n" for cell in cells)


ROADS = (
    "1 整治背街小巷二十条 区城管局",
    "2 更换老旧水管三千米 区水务局、自来水公司",
    "3 新增公共车位六百个 区住建局",
)


@pytest.mark.parametrize(("before", "after"), [("", " |"), ("", "\n|"), ("| ", ""), ("|\n", "")])
def test_bars_that_follow_cells_or_precede_them_or_stand_alone_part_the_same_table(before: str, after: str) -> None:
    cells = ["序号", "工作任务", "责任单位", *(cell for row in ROADS for cell in row.split())]
    assert tasks("任务分解表\n" + stacked(*cells, before=before, after=after)) == [
        "1 - 整治背街小巷二十条 区城管局",
        "2 - 更换老旧水管三千米 区水务局、自来水公司",
        "3 - 新增公共车位六百个 区住建局",
    ]


def test_a_merged_cell_that_stands_once_holds_for_the_rows_below_it() -> None:
    text = stacked(
        *("重点任务", "具体措施", "牵头科室", "配合科室", "完成时间"),
        *("提升服务", "编制窗口手册。", "综合科", "审批科、信息中心", "6月底前"),
        *("开展业务培训。", "人事科", "各科室", "全年"),
        *("规范档案", "完成历年档案扫描。", "办公室", "无", "12月底前"),
    )
    assert tasks(text) == [
        "1 提升服务 编制窗口手册 !综合科、+审批科、+信息中心",
        "2 提升服务 开展业务培训 !人事科、+各科室",
        "3 规范档案 完成历年档案扫描 !办公室",
    ]


def test_groups_within_groups_may_both_be_merged() -> None:
    text = stacked(
        *("一级指标", "二级指标", "工作内容", "责任单位"),
        *("政务公开", "决策公开", "征集公众意见。", "区司法局"),
        *("公开会议决定。", "区政府办公室"),
        *("执行公开", "公开工作进展。", "区政府督查室"),
    )
    assert tasks(text) == [
        "1 政务公开 征集公众意见 区司法局",
        "2 政务公开 公开会议决定 区政府办公室",
        "3 政务公开 公开工作进展 区政府督查室",
    ]


def test_numbers_need_no_head_and_empty_bars_may_stand_between_rows() -> None:
    text = (
        "|\n工作任务 |\n具体工作要求 |\n责任单位 |\n完成时限 |\n|\n|\n"
        "一、扩大公开 |\n1 |\n发布惠民政策。 |\n各镇街 |\n全年 |\n|\n"
        "2 |\n公布办事指南。 |\n区数据局、区行政审批局 |\n6月 |\n|\n|\n"
        "二、加强监督 |\n3 |\n更新权责清单。 |\n区委编办 |\n9月 |\n"
    )
    assert tasks(text) == [
        "1 一、扩大公开 发布惠民政策 各镇街",
        "2 一、扩大公开 公布办事指南 区数据局、区行政审批局",
        "3 二、加强监督 更新权责清单 区委编办",
    ]


def test_cells_of_several_lines_sections_and_empty_remarks() -> None:
    text = (
        "序号 |\n工作内容 |\n牵头单位 |\n责任单位 |\n备注 |\n|\n一、推进产业升级 |\n|\n"
        "1 |\n实施技术改造，\n力争投资二十亿元。 |\n市工信局 |\n市发改委\n市财政局\n各县区政府 |\n|\n|\n"
        "2 |\n培育专精特新企业。 |\n市工信局 |\n市科技局 |\n重点 |\n|\n二、改善民生 |\n|\n"
        "3 |\n新建幼儿园五所。 |\n市教育局 |\n市财政局 |\n|\n"
    )
    assert tasks(text) == [
        "1 一、推进产业升级 实施技术改造，力争投资二十亿元 !市工信局、市发改委、市财政局、各县区政府",
        "2 一、推进产业升级 培育专精特新企业 !市工信局、市科技局",
        "3 二、改善民生 新建幼儿园五所 !市教育局、市财政局",
    ]


def test_repeated_heads_are_no_row_and_what_follows_the_table_is_text() -> None:
    heads = ("主要任务", "责任部门", "时限")
    text = stacked(*heads, "新增充电桩。", "区发改局", "5月", *heads, "修剪行道树。", "区园林局", "8月")
    assert tasks(text + "各部门要按时报送进展。\n") == ["1 - 新增充电桩 区发改局", "2 - 修剪行道树 区园林局"]


def test_the_number_of_a_row_is_not_that_of_the_group_before_it() -> None:
    text = stacked(
        *("项目", "序号", "工作任务", "责任领导", "责任单位"),
        *("平安建设", "(一)", "排查矛盾纠纷。", "王 某", "县委政法委"),
        *("(二)", "建设智慧小区。", "李某", "县公安局、各乡镇"),
    )
    assert [task.split(" ", 1)[1] for task in tasks(text)] == [
        "平安建设 排查矛盾纠纷 县委政法委",
        "平安建设 建设智慧小区 县公安局、各乡镇",
    ]


def test_owners_that_are_merged_over_rows_stand_once() -> None:
    text = stacked(
        *("序号", "任务", "责任单位", "时限", "1", "修建步道。", "区园林局", "5月"),
        *("2", "增设座椅。", "3", "补种树木。", "区林业局", "9月"),
    )
    assert tasks(text) == ["1 - 修建步道 区园林局", "2 - 增设座椅 区园林局", "3 - 补种树木 区林业局"]


@pytest.mark.parametrize(
    "text",
    [
        stacked("序号", "名称", "数量", "1", "办公桌", "3", "2", "椅子", "5"),
        "首页 | 通知公告 | 责任单位\n首页 | 政务公开 | 正文\n会议于五月召开。\n",
        "责任单位 |\n",
        "|\n|\n|\n",
    ],
)
def test_bars_without_owners_are_no_table_of_tasks(text: str) -> None:
    assert tasks(text) == []


def test_heads_that_the_width_of_a_column_breaks_also_where_a_page_repeats_them() -> None:
    heads = "序号/项目/工作/任务/牵头/部门/相关责任部门/完成/时间"
    rows = "11/扩建文化广场/文旅局/13个街道/5月/12/举办运动会/教体局/卫健局、公安局/6月"
    text = f"{heads}/{rows}/{heads}/13/新建公厕/城管局/住建局/9月".replace("/", "\n\n")
    assert tasks(text) == [
        "11 - 扩建文化广场 !文旅局、13个街道",
        "12 - 举办运动会 !教体局、卫健局、公安局",
        "13 - 新建公厕 !城管局、住建局",
    ]


def test_a_cell_on_every_line_with_groups_that_stand_once_and_text_behind_the_table() -> None:
    text = (
        "序号/类别/重点任务/牵头单位/配合单位/1/交通/改建县道/县交通局/县财政局/2/新增公交车/县交通局/县国资办/"
        "3/水利/加固水库/县水利局/各乡镇人民政府/以上任务年底前完成。"
    ).replace("/", "\n")
    assert tasks(text) == [
        "1 交通 改建县道 !县交通局、+县财政局",
        "2 交通 新增公交车 !县交通局、+县国资办",
        "3 水利 加固水库 !县水利局、+各乡镇人民政府",
    ]


OFFICES = (
    "一、加强队伍建设。举办培训班四期。（人事处、机关党委）\n"
    "二、做好宣传。编印简报十二期 （宣教科、办公室）。\n"
    "三、完善制度。修订管理办法。（法规处）\n"
)


@pytest.mark.parametrize("opening", ["", "机关各处室：\n现将任务分解如下。\n"])
def test_offices_in_bare_brackets_own_the_tasks_of_their_agency(opening: str) -> None:
    assert [task.split()[-1] for task in tasks(opening + OFFICES)] == ["人事处、机关党委", "宣教科、办公室", "法规处"]


def test_a_place_in_brackets_is_no_owner_where_nobody_divides_tasks_among_offices() -> None:
    text = (
        "一、设置引导岗。在大厅安排专人（咨询处）。\n二、规范标识。张贴标牌（见附图）。\n三、加强值守（含门卫室）。\n"
    )
    assert all(task.endswith(" ") for task in tasks(text))


def shifted(numeral: str, following: str = "推") -> str:
    """Spoil the numeral of a line: half of the wide space before it is lost, and pairs that mean nothing."""
    octets = f"\u3000（{numeral}）{following}".encode("gbk")[1:]
    pairs = (octets[at : at + 2] for at in range(0, len(octets), 2))
    return "?" + "".join(str(pair, "gbk", "ignore") for pair in pairs)


def test_shifted_numerals_are_found_again_in_their_order() -> None:
    numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    lines = tuple(Paragraph(shifted(each) + "动改革。", is_line=True) for each in numerals)
    found = [block.text for block in with_numerals(lines) if isinstance(block, Paragraph)]
    assert [text.partition("\ufffd")[0] for text in found] == [f"（{each}）" for each in numerals]


def test_a_shifted_numeral_that_others_look_like_stays_where_it_does_not_go_on() -> None:
    lines = (Paragraph("（七）建设场馆。"), Paragraph(shifted("三十") + "动改革。"))
    assert with_numerals(lines) == lines


def test_what_is_lost_behind_a_shifted_numeral_is_a_doubt() -> None:
    _blocks, doubts = clean((Paragraph("（一）建设场馆。"), Paragraph(shifted("二") + "动改革。")))
    assert [doubt.code for doubt in doubts] == ["damaged-text"]
