"""Targets in the wording of tasks, goals and boxes."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.location import built_in
from taskmap.reading.dates.targets import targets
from taskmap.store import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taskmap.model import Target

ISSUED = date(2024, 3, 15)
HOSTILE = (
    "1",
    "1%",
    "从1%",
    "1个以，",
    "1,000",
    "建设",
    "10个",
    "《",
    "（",
    "每个",
    "分别1个、",
    "要",
    "的",
    "达到1个的",
    "5—",
    "进入前",
)

HELD_OUT_TARGETS: tuple[tuple[str, tuple[tuple[str, str, float | tuple[float, float], str], ...]], ...] = (
    ("到2027年，每千人口医疗卫生机构床位数达到7.5张。", (("每千人口医疗卫生机构床位数", "at-least", 7.5, "张"),)),
    ("人均预期寿命提高到80岁。", (("人均预期寿命", "at-least", 80, "岁"),)),
    (
        "孕产妇死亡率控制在12/10万以下，婴儿死亡率控制在5‰以内。",
        (
            ("孕产妇死亡率", "at-most", 12, "/10万"),
            ("婴儿死亡率", "at-most", 5, "‰"),
        ),
    ),
    (
        "新建改扩建公办幼儿园120所，新增学位3万个。",
        (
            ("公办幼儿园", "equal", 120, "所"),
            ("学位", "equal", 3, "万个"),
        ),
    ),
    ("高速公路通车里程突破8000公里。", (("高速公路通车里程", "at-least", 8000, "公里"),)),
    ("单位地区生产总值能耗下降13.5%左右。", (("单位地区生产总值能耗下降", "about", 13.5, "%"),)),
    ("一般公共预算收入增长6%以上。", (("一般公共预算收入", "increase", 6, "%"),)),
    ("居民医保财政补助标准提高到每人每年670元。", ()),
    ("对新认定的三甲医院，给予最高500万元奖励。", ()),
    (
        "可再生能源装机容量达到5000万千瓦以上，其中风电装机2000万千瓦。",
        (
            ("可再生能源装机容量", "at-least", 5000, "万千瓦"),
            ("风电装机", "equal", 2000, "万千瓦"),
        ),
    ),
    ("非化石能源消费比重提高到20%左右。", (("非化石能源消费比重", "about", 20, "%"),)),
    ("高中阶段毛入学率保持在95%以上。", (("高中阶段毛入学率", "at-least", 95, "%"),)),
    (
        "改造提升农村公路1.2万公里，建设充电桩5万个。",
        (
            ("农村公路", "equal", 1.2, "万公里"),
            ("充电桩", "equal", 5, "万个"),
        ),
    ),
    ("建设3—5个国家区域医疗中心。", (("国家区域医疗中心", "equal", (3, 5), "个"),)),
    ("每个县（市）至少建成1所标准化特殊教育学校。", (("每个县（市）标准化特殊教育学校", "at-least", 1, "所"),)),
    ("一般性支出压减比例不低于10%。", (("一般性支出压减比例", "at-least", 10, "%"),)),
    ("PM2.5平均浓度降至35微克/立方米以下。", (("PM2.5平均浓度", "at-most", 35, "微克/立方米"),)),
    ("教育经费占比提高2个百分点。", (("教育经费占比", "increase", 2, "个百分点"),)),
    ("平均住院日压缩至8天以内。", (("平均住院日", "at-most", 8, "天"),)),
    ("服务满5年以上的乡村医生优先聘用。", ()),
    ("60岁以上老年人免费乘坐公交。", ()),
    (
        "培养全科医生5000名以上、儿科医生800名。",
        (
            ("全科医生", "at-least", 5000, "名"),
            ("儿科医生", "equal", 800, "名"),
        ),
    ),
    (
        "到2025年，新能源汽车新车销量占比达到25%，建成充电站2000座。",
        (
            ("新能源汽车新车销量占比", "at-least", 25, "%"),
            ("充电站", "equal", 2000, "座"),
        ),
    ),
    ("安排专项资金不少于30亿元。", (("专项资金", "at-least", 30, "亿元"),)),
    ("力争全年接待游客超过1亿人次。", (("接待游客", "at-least", 1, "亿人次"),)),
    ("按照“1+3+N”模式推进，落实5G应用扬帆行动。", ()),
    ("2023年全省铁路营业里程达到5000公里。", ()),
    ("污水处理率由90%提高到95%。", (("污水处理率", "at-least", 95, "%"),)),
    ("打造10条左右跨省多式联运示范线路。", (("跨省多式联运示范线路", "about", 10, "条"),)),
    ("规模以上工业单位增加值能耗累计下降18%。", (("规模以上工业单位增加值能耗累计下降", "at-least", 18, "%"),)),
    ("政府采购面向中小企业预留份额不低于40%。", (("政府采购面向中小企业预留份额", "at-least", 40, "%"),)),
    ("进入全国前100强的医院，贷款额度上限为200万元。", ()),
    (
        "新增绿色建筑面积2000万平方米，煤炭消费量控制在1.5亿吨标准煤以内。",
        (
            ("绿色建筑面积", "equal", 2000, "万平方米"),
            ("煤炭消费量", "at-most", 1.5, "亿吨标准煤"),
        ),
    ),
    (
        "70%以上的社区卫生服务机构达到国家服务能力标准。",
        (("社区卫生服务机构达到国家服务能力标准", "at-least", 70, "%"),),
    ),
)
"""Phrases from health, transport, energy, education and budget documents, written before they were first read."""

SECOND_TARGETS: tuple[tuple[str, tuple[tuple[float, str, str], ...]], ...] = (
    ("全省常住人口城镇化率达到65%左右，居民人均可支配收入年均增长6.5%。", ((65, "%", "about"), (6.5, "%", "increase"))),
    ("到2025年，二级及以上公立医院全部达到5级电子病历水平。", ()),
    ("新建、改扩建乡镇卫生院20所、村卫生室150个。", ((20, "所", "equal"), (150, "个", "equal"))),
    ("年用电量500万千瓦时以上的企业全部纳入市场交易。", ()),
    (
        "完成营造林500万亩、种草改良50万亩，治理水土流失面积800平方公里。",
        ((500, "万亩", "equal"), (50, "万亩", "equal"), (800, "平方公里", "equal")),
    ),
    ("规模以上工业企业研发经费投入强度提高到1.8%以上。", ((1.8, "%", "at-least"),)),
    ("省级财政按每生每年1000元标准拨付公用经费。", ()),
    ("义务教育巩固率稳定在96%以上，大班额比例控制在1%以内。", ((96, "%", "at-least"), (1, "%", "at-most"))),
    ("将铁路货运占比从8%提升至12%。", ((12, "%", "at-least"),)),
    ("确保全年粮食产量稳定在800亿斤左右。", ((800, "亿斤", "about"),)),
    ("5A级景区达到10家，国家级旅游度假区3家。", ((10, "家", "at-least"), (3, "家", "equal"))),
    ("支持符合条件的企业申报国家级专精特新“小巨人”企业100家以上。", ((100, "家", "at-least"),)),
    ("对年营业收入首次突破10亿元的企业，给予一次性奖励50万元。", ()),
    (
        "全社会用电量年均增长5%左右，煤电平均供电煤耗降至300克标准煤/千瓦时以下。",
        ((5, "%", "increase"), (300, "克标准煤/千瓦时", "at-most")),
    ),
    ("每万人口高价值发明专利拥有量达到12件。", ((12, "件", "at-least"),)),
    ("实现行政村5G网络覆盖率90%以上。", ((90, "%", "at-least"),)),
    (
        "开行中欧班列1000列以上，港口集装箱吞吐量达到100万标箱。",
        ((1000, "列", "at-least"), (100, "万标箱", "at-least")),
    ),
    ("严格落实第三方机构服务5年以上从业经历要求。", ()),
    ("组织不少于3000人次的安全生产培训。", ((3000, "人次", "at-least"),)),
    ("实施10项民生实事，办好100件惠民小事。", ((10, "项", "equal"), (100, "件", "equal"))),
    ("建设“15分钟医保服务圈”，推行“一网通办”2.0版。", ()),
    ("累计新增养老床位1万张，护理型床位占比不低于58%。", ((1, "万张", "equal"), (58, "%", "at-least"))),
    ("城市供水管网漏损率降到9%以下，新增污水日处理能力30万吨。", ((9, "%", "at-most"), (30, "万吨", "equal"))),
    ("每年组织2次以上应急演练，覆盖率达到100%。", ((2, "次", "at-least"), (100, "%", "at-least"))),
    ("由3个部门联合印发文件，在2个市先行试点。", ()),
    ("3年以上工龄的职工优先，贷款期限不超过3年。", ()),
    ("培育100户以上年产值超亿元的企业。", ((100, "户", "at-least"),)),
)
"""More of them, nearer to the traps: values, units and comparisons."""


def quantity(target: Target) -> tuple[str | None, float | tuple[float | None, float | None] | None, str | None]:
    """Return comparison, value or range, and unit."""
    return target.comparison, (target.low, target.high) if target.value is None else target.value, target.unit


@pytest.mark.parametrize(("text", "expected"), HELD_OUT_TARGETS)
def test_targets_of_phrases(text: str, expected: tuple[tuple[str, str, float | tuple[float, float], str], ...]) -> None:
    """Every phrase has its targets with name, comparison, value and unit, and no others."""
    read = targets(text, issued=ISSUED)
    assert tuple((target.name, *quantity(target)) for target in read) == expected


@pytest.mark.parametrize(("text", "expected"), SECOND_TARGETS)
def test_quantities_of_phrases(text: str, expected: tuple[tuple[float, str, str], ...]) -> None:
    """Every phrase has its targets; grants, conditions and names have none."""
    read = targets(text, issued=ISSUED)
    assert tuple((target.value, target.unit, target.comparison) for target in read) == expected


def test_the_date_that_governs() -> None:
    """A date governs the clauses behind it to the end of its sentence, then the date of the section does."""
    read = targets("到2025年，新增床位3万张，建成医院5所。培训医生1万名。", date(2030, 12, 31))
    assert [target.due for target in read] == [date(2025, 12, 31), date(2025, 12, 31), date(2030, 12, 31)]
    assert [target.text for target in read] == ["到2025年，新增床位3万张", "建成医院5所", "培训医生1万名"]


def test_the_latest_date_governs() -> None:
    """Of two dates in a sentence the one before the amount counts; what is past is a baseline."""
    read = targets("2023年达到60%，到2025年覆盖率达到70%，到2030年覆盖率达到90%。", issued=ISSUED)
    assert [(target.value, target.due) for target in read] == [(70, date(2025, 12, 31)), (90, date(2030, 12, 31))]


def test_a_noun_behind_the_comma() -> None:
    """The words of a target go on until its noun is complete."""
    (read,) = targets("建成20个覆盖主要专业大类，设施完备、功能齐全的实训基地，提升质量。")
    assert read.text == "建成20个覆盖主要专业大类，设施完备、功能齐全的实训基地"
    assert read.name == "实训基地"


def test_respective_values() -> None:
    """Subjects and amounts that are listed apart belong together in order."""
    read = targets("公办园、民办园和托育机构数量分别达到3万、2万和500家以上。")
    assert [(target.name, target.value, target.unit) for target in read] == [
        ("公办园数量", 3, "万家"),
        ("民办园数量", 2, "万家"),
        ("托育机构数量", 500, "家"),
    ]


def test_respective_grants() -> None:
    """What two groups are given is no target."""
    assert targets("对省级、市级基地分别给予50万元、20万元奖励。") == ()


def test_owners_and_remarks_in_brackets() -> None:
    """What stands in brackets behind a count is not part of its name, and its numbers are no targets."""
    read = targets("支持10家企业上市（一般不超过3年）（责任单位：省金融局；完成时限：2025年12月）。")
    assert [(target.name, target.value) for target in read] == [("企业上市", 10)]


@given(st.text(alphabet="建设达到10万个%以上，。、2025年的和从至少每（）《》家所超过分别前名元给予", max_size=60))
def test_any_text(text: str) -> None:
    """Whatever the text, its targets are words of it and have a unit and a comparison."""
    for target in targets(text):
        assert target.unit
        assert target.comparison
        assert target.text in text


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text(piece: str) -> None:
    """Long runs of the beginnings of amounts are read to the end."""
    text = piece * (20_000 // len(piece)) + "。建成医院5所。"
    assert targets(text)[-1].name == "医院"


def scores(pairs: Iterable[tuple[Iterable[Target], Iterable[Target]]]) -> tuple[float, float, float]:
    """Compare targets as they should be with those read: recall, precision, and how many names are alike.

    Names are alike if one is part of the other, 的 apart: the data set words them as an editor does.
    """
    wanted = read = right = named = 0
    for expected, found in pairs:
        rest = list(expected)
        wanted += len(rest)
        for target in found:
            read += 1
            same = [other for other in rest if quantity(other) == quantity(target)]
            if not same:
                continue
            names = [(other.name or "").replace("的", "") for other in same]
            name = (target.name or "").replace("的", "")
            alike = [
                other for other, its in zip(same, names, strict=True) if its and name and (its in name or name in its)
            ]
            rest.remove((alike or same)[0])
            right += 1
            named += bool(alike)
    return right / wanted, right / read, named / right


def test_against_the_tasks_of_the_data_set() -> None:
    """The targets of tasks and of boxes are found again, and hardly any others."""
    documents = load(built_in()).documents
    tasks = [(task.targets, targets(task.wording, None, it.latest_day)) for it in documents for task in it.tasks]
    items = [(item, it.latest_day) for it in documents for box in it.boxes for item in box.items]
    recall, precision, names = scores([*tasks, *((item.targets, targets(item.wording, None, d)) for item, d in items)])
    assert recall >= 0.97
    assert precision >= 0.97
    assert names >= 0.8


def test_against_the_goals_of_the_data_set() -> None:
    """The targets of documents are found again in their clauses."""
    clauses: defaultdict[str, list[Target]] = defaultdict(list)
    for document in load(built_in()).documents:
        for target in document.targets:
            clauses[target.text].append(target)
    recall, precision, names = scores([(expected, targets(f"{text}。")) for text, expected in clauses.items()])
    assert recall >= 0.97
    assert precision >= 0.97
    assert names >= 0.9
