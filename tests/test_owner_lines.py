"""Lines that say nothing but who owns what stands above them: what they own, and which lines are headings."""

from __future__ import annotations

import pytest

from taskmap.reading.duties.places import is_line_of_owners
from taskmap.reading.importing import Imported, import_bytes
from taskmap.registry import Registry
from tests.reading_steps import whole_paragraphs

Owned = tuple[str, str | None, str | None, str | None, list[str]]


def imported(text: str) -> Imported:
    return import_bytes("甲.md", f"某市工作方案\n\n{text}".encode(), Registry((), ()))


def tasks(text: str) -> list[Owned]:
    (document,) = imported(text).documents
    return [
        (task.ref, task.section, task.title, task.text, [name for _role, name in task.named]) for task in document.tasks
    ]


DOCUMENTS: dict[str, tuple[str, list[Owned]]] = {
    "headings of two levels": (
        (
            "保护古树名木\n摸清家底\n逐株登记树龄、树种和生长状况，建立电子档案\n每株挂牌\n市园林局牵头，市林业局配合\n"
            "抢救复壮\n对濒危古树制定一株一策的救护方案，补偿管护人员\n市园林局、市财政局按职责分工负责\n"
            "严格执法\n查处损害行为\n公布举报电话，对非法移植古树的单位和个人依法处罚\n市城管局牵头\n"
        ),
        [
            (
                "1.1", "保护古树名木", "摸清家底", "逐株登记树龄、树种和生长状况，建立电子档案\n每株挂牌",
                ["市园林局", "市林业局"],
            ),
            (
                "1.2", "保护古树名木", "抢救复壮", "对濒危古树制定一株一策的救护方案，补偿管护人员",
                ["市园林局", "市财政局"],
            ),
            (
                "2.1", "严格执法", "查处损害行为", "公布举报电话，对非法移植古树的单位和个人依法处罚",
                ["市城管局"],
            ),
        ],
    ),
    "a heading and one short line": (
        "建设书屋\n配备图书两千册\n市文旅局负责\n开放场馆\n延长开放到二十一时\n市体育局负责\n",
        [
            ("1", None, "建设书屋", "配备图书两千册", ["市文旅局"]),
            ("2", None, "开放场馆", "延长开放到二十一时", ["市体育局"]),
        ],
    ),
    "no headings": (
        (
            "为办好赛事，制定本方案。\n整修赛道，设置补给点。\n市体育局负责\n安排医护人员，备足药品。\n"
            "沿线设置救护站。\n市卫健委牵头，市红十字会配合\n"
        ),
        [
            ("1", None, None, "整修赛道，设置补给点。", ["市体育局"]),
            ("2", None, None, "安排医护人员，备足药品。\n沿线设置救护站。", ["市卫健委", "市红十字会"]),
        ],
    ),
    "numbered headings above lines without numbers": (
        (
            "（一）治理扬尘\n工地全部围挡\n裸土全部覆盖\n市住建局牵头，市城管局配合\n（二）淘汰老旧车辆\n"
            "给予补贴\n各区政府负责\n"
        ),
        [
            ("（一）", None, "治理扬尘", "工地全部围挡\n裸土全部覆盖", ["市住建局", "市城管局"]),
            ("（二）", None, "淘汰老旧车辆", "给予补贴", ["各区政府"]),
        ],
    ),
    "several measures below one numbered heading": (
        "一、发展冰雪运动\n推广滑冰\n学校开设冰雪课\n市教育局负责\n办好赛事\n举办联赛\n市体育局牵头\n二、完善保障\n加强宣传\n",
        [
            ("一.1", None, "发展冰雪运动", "推广滑冰\n学校开设冰雪课", ["市教育局"]),
            ("一.2", "一、发展冰雪运动", None, "办好赛事\n举办联赛", ["市体育局"]),
            ("二", None, "完善保障", "加强宣传", []),
        ],
    ),
    "two lines of owners": (
        "建设驿站\n新建驿站六座\n市住建局牵头\n市总工会配合\n开通专线\n市交通局负责\n",
        [
            ("1", None, "建设驿站", "新建驿站六座", ["市住建局", "市总工会"]),
            ("2", None, "开通专线", None, ["市交通局"]),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_stands_above_a_line_of_owners_is_theirs(name: str) -> None:
    text, expected = DOCUMENTS[name]
    assert tasks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "市教育局牵头，市财政局、市人社局等配合", "各区政府按职责分工负责。", "国家文物局会同有关部门负责",
        "市教育局牵头，市财政局参加",
    ],
)  # fmt: skip
def test_a_line_of_owners(text: str) -> None:
    assert is_line_of_owners(text)


@pytest.mark.parametrize(
    "text",
    [
        "市教育局、市财政局", "党委领导、政府负责", "市教育局负责培训", "抓好工作落实", "社会各界积极参与",
        "关于推动政策落实", "市教育局要切实负责", "市教育局、市财政局参加",
    ],
)  # fmt: skip
def test_what_is_no_line_of_owners(text: str) -> None:
    assert not is_line_of_owners(text)


def test_who_attended_owns_nothing() -> None:
    news = "副市长走访学校\n市教育局、市财政局参加\n全市召开防汛例会\n市水务局、市应急局参加。\n"
    assert [names for *_rest, names in tasks(news) if names] == []


def test_owners_that_no_measure_has_are_doubts() -> None:
    problems = imported("关于培训的说明\n市教育局牵头，市财政局配合\n").problems
    assert [each.message for each in problems if each.code == "unread-owners"] == [
        "this looks like owners, but was not understood: 市教育局牵头，市财政局配合"
    ]


def test_names_that_cannot_be_told_are_doubts() -> None:
    text = "清查资产\n登记造册，核对账目\n清查小队、市财政局、市审计局按职责分工负责\n"
    assert "unread-owners" in [each.code for each in imported(text).problems]


def test_labels_in_front_of_everything_are_doubts() -> None:
    text = (
        "便民停车场建设\n牵头单位：市城管局\n配合单位：市公安局、市住建局\n"
        "一、选址\n勘察空地，征求居民意见。\n二、建设\n划线并安装照明。\n"
    )
    problems = imported(text).problems
    assert [each.message.rpartition(": ")[2] for each in problems if each.code == "unread-owners"] == [
        "牵头单位：市城管局",
        "配合单位：市公安局、市住建局",
    ]


def test_lists_of_agencies_in_the_midst_of_a_sentence_are_doubts() -> None:
    text = (
        "一、自查\n各项补贴的发放，由经办的市教育局、市民政局、市水务局等单位牵头核对台账，其他单位准备，5月底前报。\n"
    )
    problems = imported(text).problems
    assert [each.message.rpartition(": ")[2] for each in problems if each.code == "unread-owners"] == [
        "由经办的市教育局、市民政局、市水务局等单位牵头"
    ]
    assert not [
        each for each in imported("一、检查\n资金由市财政局统一拨付。\n").problems if each.code == "unread-owners"
    ]


def test_lines_around_owners_are_not_joined_with_them() -> None:
    lines = [
        "完善托育服务",
        "支持幼儿园开设托班，对新增托位给予一次性补助，鼓励用人单位在工作场所提供托育",
        "对家庭困难的婴幼儿减免费用，并纳入地方的民生实事项目，每年公布收费的标准",
        "市卫健委牵头，市教育局、市民政局、市财政局、市住建局、市总工会、市妇联等单位按职责分工负责",
        "改善就医环境",
        "增设儿科夜间门诊，合理安排医师轮值，开展就诊预约，减少候诊的时间和次数",
        "在医院设置母婴室，配置必要的用品，每日消毒，公示管理人员的姓名和电话号码",
        "市卫健委、市医保局、市发展改革委、市机关事务局、市市场监管局按职责分工负责",
    ]
    assert whole_paragraphs("\n".join(lines)) == lines


def test_lines_that_a_column_cuts_are_no_lines_of_owners() -> None:
    lines = [
        "一、扩大供给。新建和改建的托位分档予以补助，",
        "补助资金由有关单位分担，具体办法由市民政局、市",
        "财政局、市卫健委、市教育局等按职责分工负责",
        "制定，于年底以前公布，接受社会监督，逐年提高。",
        "二、加强监管。每季度开展一次消防和食品的检查，",
        "发现隐患的立即整改，检查的结果由市应急局、市",
        "公安局、市消防救援局、市卫健委等单位负责",
        "汇总，并在网站上公布，方便家长查询以及比较。",
    ]
    assert is_line_of_owners(lines[2])
    assert is_line_of_owners(lines[6])
    assert whole_paragraphs("\n".join(lines)) == ["".join(lines[:4]), "".join(lines[4:])]
