"""Days, and the deadlines in tasks and in cells."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.location import built_in
from taskmap.reading.dates.deadlines import day, deadline_cell, deadlines, times
from taskmap.store import load

CORPUS = Path(os.environ.get("TASKMAP_CORPUS", Path(__file__).parent.parent.parent / "shared" / "corpus"))
ISSUED = date(2024, 3, 15)
HAN = "〇一二三四五六七八九"
HOSTILE = (
    "1",
    "2025",
    "2025年",
    "到 2025 年 ",
    "“十五",
    "《",
    "每个",
    "自2025年",
    "3个月内",
    "2025.1-",
    "一",
    " ",
    "。",
    "5—",
)

HELD_OUT_DEADLINES: tuple[tuple[str, tuple[tuple[str, str, date | None, str], ...]], ...] = (
    ("到2027年，每千人口执业医师数达到3.6人。", (("到2027年", "by", date(2027, 12, 31), "year-end"),)),
    ("2024年9月底前，各市完成公立医院债务清理。", (("2024年9月底前", "by", date(2024, 9, 30), "month-end"),)),
    ("力争2025年年底前全线建成通车。", (("2025年年底前", "by", date(2025, 12, 31), "year-end"),)),
    ("6月底前将实施细则报省财政厅备案。", (("6月底前", "by", date(2024, 6, 30), "month-end"),)),
    ("各单位于11月20日前报送用能情况自查报告。", (("11月20日前", "by", date(2024, 11, 20), "day"),)),
    ("到“十五五”末，非化石能源消费占比达到30%左右。", (("到“十五五”末", "by", date(2030, 12, 31), "plan-period"),)),
    ("“十五五”时期，新增抽水蓄能装机500万千瓦。", (("“十五五”时期", "span", date(2030, 12, 31), "plan-period"),)),
    ("2024—2026年，省级财政统筹安排资金支持学校改造。", (("2024—2026年", "span", date(2026, 12, 31), "year-end"),)),
    ("本办法自2024年5月1日起施行，有效期5年。", (("自2024年5月1日起", "from", date(2024, 5, 1), "start"),)),
    ("用三年时间基本消除农村公路危桥。", (("用三年时间", "within", date(2027, 3, 15), "within-years"),)),
    ("5年内实现县域紧密型医共体全覆盖。", (("5年内", "within", date(2029, 3, 15), "within-years"),)),
    ("面向毕业3年内的医学生开展规范化培训。", ()),
    ("自受理之日起20个工作日内作出审批决定。", ()),
    ("2022年全省高速公路通车里程达到7000公里，较2020年增长12%。", ()),
    ("按照《“十四五”现代综合交通运输体系发展规划》要求推进项目建设。", ()),
    ("对预算执行进度每季度通报一次。", (("每季度", "recur", None, "quarterly"),)),
    ("重大能源项目实行按月调度。", (("按月", "recur", None, "monthly"),)),
    ("每半年开展一次校园食品安全评估。", (("每半年", "recur", None, "half-yearly"),)),
    ("常态化开展药品集中带量采购。", (("常态化", "ongoing", None, "ongoing"),)),
    ("稳步推进长期护理保险制度试点。", ()),
    ("坚持走绿色低碳可持续发展道路。", ()),
    ("持续完善分级诊疗体系。", (("持续", "ongoing", None, "ongoing"),)),
    ("年内完成全部老旧营运货车淘汰。", (("年内", "by", date(2024, 12, 31), "year-end"),)),
    ("今年年底前实现县级医院异地就医直接结算。", (("今年年底前", "by", date(2024, 12, 31), "year-end"),)),
    (
        "2030年前碳排放达到峰值，2060年前实现碳中和。",
        (
            ("2030年前", "by", date(2030, 12, 31), "year-end"),
            ("2060年前", "by", date(2060, 12, 31), "year-end"),
        ),
    ),
    (
        "到2035年，基本建成教育强省；到本世纪中叶，全面建成。",
        (
            ("到2035年", "by", date(2035, 12, 31), "year-end"),
            ("到本世纪中叶", "by", date(2050, 12, 31), "mid-century"),
        ),
    ),
    ("截至2023年底，全省共有三级医院98家。", ()),
    ("２０２５年６月底前完成存量项目清理。", (("２０２５年６月底前", "by", date(2025, 6, 30), "month-end"),)),
    ("二〇二六年底前建成全省统一的财政电子票据平台。", (("二〇二六年底前", "by", date(2026, 12, 31), "year-end"),)),
    ("到 2026 年 底，新能源公交车占比超过 80%。", (("到 2026 年 底", "by", date(2026, 12, 31), "year-end"),)),
    ("自2024年秋季学期起，全面实施课后服务。", (("自2024年秋季学期起", "from", None, "start"),)),
    (
        "本方案印发之日起3个月内，各县制定实施细则。",
        (("印发之日起3个月内", "within", date(2024, 6, 15), "within-months"),),
    ),
    ("新建机组自投产之日起三年内免征相关费用。", ()),
    ("本届政府任期内完成全部危旧校舍改造。", (("本届政府任期内", "within", None, "term"),)),
    ("2025年一季度启动第二批试点。", (("2025年一季度", "point", date(2025, 3, 31), "quarter-end"),)),
    (
        "2024年上半年出台管理办法，2025年全面推开。",
        (
            ("2024年上半年", "point", date(2024, 6, 30), "month-end"),
            ("2025年", "point", date(2025, 12, 31), "year-end"),
        ),
    ),
    ("不符合条件的，每年给予每床位2000元运营补贴。", ()),
    ("与2020年相比，2025年单位国内生产总值能耗下降13.5%。", (("2025年", "point", date(2025, 12, 31), "year-end"),)),
    (
        "各地于每年1月底前报送上年度决算，逐步建立绩效评价机制。",
        (
            ("每年1月底前", "recur", None, "yearly"),
            ("逐步", "ongoing", None, "ongoing"),
        ),
    ),
    ("力争通过3—5年努力，培育一批高水平专科。", (("通过3—5年努力", "within", date(2029, 3, 15), "within-years"),)),
    (
        "2024年至2027年，每年改造农村公路1000公里。",
        (
            ("2024年至2027年", "span", date(2027, 12, 31), "year-end"),
            ("每年", "recur", None, "yearly"),
        ),
    ),
    ("根据国办发〔2023〕12号文件和2023年版医保药品目录执行。", ()),
)
"""Phrases from health, transport, energy, education and budget documents, written before they were first read."""

SECOND_DEADLINES: tuple[tuple[str, tuple[tuple[str, date | None], ...]], ...] = (
    ("2024年6月起，全省统一实施新的药品价格项目。", (("from", date(2024, 6, 1)),)),
    ("力争到“十四五”末全省高铁里程突破2000公里。", (("by", date(2025, 12, 31)),)),
    ("“十三五”期间，全省累计投入资金120亿元。", ()),
    ("2024年12月底前完成；2025年起按年度滚动实施。", (("by", date(2024, 12, 31)), ("from", date(2025, 1, 1)))),
    ("对停产满两年的煤矿，依法予以关闭。", ()),
    ("建立健全中长期电力交易机制，推动新能源长期稳定入市。", ()),
    ("每学期至少开展一次应急疏散演练。", (("recur", None),)),
    ("于每季度第一个月10日前报送上季度进展情况。", (("recur", None),)),
    ("2027年底前，实现县域内公交全部电动化。", (("by", date(2027, 12, 31)),)),
    ("试点期限为2024年7月至2026年6月。", (("span", date(2026, 6, 30)),)),
    ("本意见自印发之日起施行，有效期至2028年12月31日。", ()),
    ("三年内未发生医疗事故的机构可申请复审。", ()),
    ("争取用5年左右时间，建成覆盖城乡的急救网络。", (("within", date(2029, 3, 15)),)),
    ("2023年底前已建成的充电站，限期整改。", ()),
    ("今年内启动12所学校建设，明年9月投入使用。", (("by", date(2024, 12, 31)), ("point", date(2025, 9, 30)))),
    ("按照国务院2024年重点工作部署推进。", ()),
    ("在2024年、2025年分别完成30%、70%的改造任务。", (("point", date(2024, 12, 31)), ("point", date(2025, 12, 31)))),
    ("10月15日前，各地将自查情况书面报省医保局。", (("by", date(2024, 10, 15)),)),
    ("实行24小时值班制度，1小时内上报。", ()),
    (
        "到2030年，森林覆盖率稳步提高；至2035年，美丽中国目标基本实现。",
        (("by", date(2030, 12, 31)), ("by", date(2035, 12, 31))),
    ),
    ("退役5年内的军人参加培训可享受补贴。", ()),
    ("2024年春节前发放到位。", (("by", None),)),
    ("逐年提高财政教育投入，2026年达到全国平均水平。", (("recur", None), ("point", date(2026, 12, 31)))),
    ("2025—2027年度财政规划同步编制。", ()),
)
"""More of them, nearer to the traps: what a sentence has of kinds and days."""

CELLS: tuple[tuple[str, tuple[tuple[str, str, date | None], ...]], ...] = (
    ("2026年12月", (("2026年12月", "by", date(2026, 12, 31)),)),
    ("2026年12月底前", (("2026年12月底前", "by", date(2026, 12, 31)),)),
    ("2025 年 6 月", (("2025 年 6 月", "by", date(2025, 6, 30)),)),
    ("2025年底前完成", (("2025年底前完成", "by", date(2025, 12, 31)),)),
    ("12月底前", (("12月底前", "by", date(2024, 12, 31)),)),
    ("11月中旬", (("11月中旬", "by", date(2024, 11, 20)),)),
    ("6月、12月", (("6月", "by", date(2024, 6, 30)), ("12月", "by", date(2024, 12, 31)))),
    ("2026.12", (("2026.12", "by", date(2026, 12, 31)),)),
    ("2026-12-31 00:00:00", (("2026-12-31 00:00:00", "by", date(2026, 12, 31)),)),
    ("2026", (("2026", "by", date(2026, 12, 31)),)),
    ("2024.6-2025.12", (("2024.6-2025.12", "span", date(2025, 12, 31)),)),
    ("2024年度", (("2024年度", "by", date(2024, 12, 31)),)),
    ("2023年一季度", (("2023年一季度", "by", date(2023, 3, 31)),)),
    ("三季度", (("三季度", "by", date(2024, 9, 30)),)),
    ("上半年", (("上半年", "by", date(2024, 6, 30)),)),
    ("年内", (("年内", "by", date(2024, 12, 31)),)),
    ("全年", (("全年", "by", date(2024, 12, 31)),)),
    ("每年", (("每年", "recur", None),)),
    ("每季度", (("每季度", "recur", None),)),
    ("每月10日前", (("每月10日前", "recur", None),)),
    ("持续推进", (("持续推进", "ongoing", None),)),
    ("长期坚持", (("长期坚持", "ongoing", None),)),
    ("印发后6个月内", (("印发后6个月内", "within", date(2024, 9, 15)),)),
    (
        "2024年6月底前启动，2025年底前完成",
        (("2024年6月底前", "by", date(2024, 6, 30)), ("2025年底前", "by", date(2025, 12, 31))),
    ),
    (
        "2024年3月启动，9月底前完成",
        (("2024年3月", "by", date(2024, 3, 31)), ("9月底前", "by", date(2024, 9, 30))),
    ),
    ("按时序进度", ()),
    ("无", ()),
    ("", ()),
)


def digits(number: int) -> str:
    """Write a number below 100 in Chinese numerals: 23 → 二十三."""
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, HAN[tens] + "十")
    return head + (HAN[ones] if ones else "")


@pytest.mark.parametrize(("text", "expected"), HELD_OUT_DEADLINES)
def test_deadlines_of_phrases(text: str, expected: tuple[tuple[str, str, date | None, str], ...]) -> None:
    """Every phrase has its deadlines with words, kind, day and rule, and no others."""
    assert tuple(tuple(deadline) for deadline in deadlines(text, ISSUED)) == expected


@pytest.mark.parametrize(("text", "expected"), SECOND_DEADLINES)
def test_kinds_and_days_of_phrases(text: str, expected: tuple[tuple[str, date | None], ...]) -> None:
    """Every phrase has its deadlines, and traps have none."""
    assert tuple((deadline.kind, deadline.date) for deadline in deadlines(text, ISSUED)) == expected


@pytest.mark.parametrize(("text", "expected"), CELLS)
def test_cells(text: str, expected: tuple[tuple[str, str, date | None], ...]) -> None:
    """A cell is a deadline as a whole; two times in it are two."""
    assert tuple((read.text, read.kind, read.date) for read in deadline_cell(text, ISSUED)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017年10月12日", date(2017, 10, 12)),
        ("2017年 8月 4日", date(2017, 8, 4)),
        ("２０１７年１０月１２日", date(2017, 10, 12)),
        ("二〇一七年十月十二日", date(2017, 10, 12)),
        ("二○○七年十二月三十一日", date(2007, 12, 31)),
        ("二O一七年十月二十日", date(2017, 10, 20)),
        ("2020-6-23", date(2020, 6, 23)),
        ("2017.10.12", date(2017, 10, 12)),
        ("2017/1/5", date(2017, 1, 5)),
        ("（2020年6月23日印发）", date(2020, 6, 23)),
        ("2017年2月30日，2017年3月1日", date(2017, 3, 1)),
        ("2017年13月1日", None),
        ("12017.10.12", None),
        ("2017年10月", None),
        ("", None),
    ],
)
def test_day(text: str, expected: date | None) -> None:
    """Days are read in every spelling, and only days of the calendar."""
    assert day(text) == expected


@given(st.dates(date(1950, 1, 1), date(2089, 12, 31)))
def test_day_in_every_spelling(written: date) -> None:
    """Digits, Chinese numerals, dashes and dots name the same day."""
    year = "".join(HAN[int(sign)] for sign in str(written.year))
    for text in (
        f"{written.year}年{written.month}月{written.day}日",
        f"{year}年{digits(written.month)}月{digits(written.day)}日",
        f"{written.year}-{written.month}-{written.day}",
        f"{written:%Y.%m.%d}",
    ):
        assert day(text) == written


@given(st.dates(date(2024, 1, 1), date(2060, 12, 31)))
def test_month_ends(end: date) -> None:
    """A month that is written alone ends with its last day."""
    (read,) = deadlines(f"{end.year}年{end.month}月底前完成。", ISSUED)
    assert read.date
    assert (read.date.year, read.date.month) == (end.year, end.month)
    assert (read.date + timedelta(days=1)).day == 1


@given(
    st.text(alphabet="到自每年月日底前内起至—2025十五“”期间三个持续《》，。 印发之日规划较", max_size=60),
    st.none() | st.dates(),
)
def test_any_text(text: str, issued: date | None) -> None:
    """Whatever the text, its deadlines are words of it, in its order and apart from each other."""
    found = times(text, issued)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for time in found:
        assert time.deadline is None or time.deadline.text in text[time.start : time.end]
    deadline_cell(text, issued)
    day(text)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text(piece: str) -> None:
    """Long runs of the beginnings of forms are read to the end."""
    text = piece * (20_000 // len(piece)) + "。到2030年完成"
    assert deadlines(text, ISSUED)[-1].date == date(2030, 12, 31)


def test_year_of_the_sentence() -> None:
    """A month without a year is of the year that the sentence named, else of the year of issue."""
    read = deadlines("2025年3月底前启动，9月底前完成。10月底前总结。", ISSUED)
    assert [deadline.date for deadline in read] == [date(2025, 3, 31), date(2025, 9, 30), date(2024, 10, 31)]


def test_without_day_of_issue() -> None:
    """Without a day of issue, what counts from it has no day, and no year is past."""
    assert [read.date for read in deadlines("三年内建成，年内启动，到2015年完成。", None)] == [
        None,
        None,
        date(2015, 12, 31),
    ]


def test_bare_days_of_the_past() -> None:
    """A bare day before that of issue is a meeting or a signature."""
    assert deadlines("经2024年2月3日省政府常务会议审议通过。", ISSUED) == ()


def test_against_the_data_set() -> None:
    """The deadlines of the data set are found again, and hardly any others."""
    expected, read = set(), set()
    for document in load(built_in()).documents:
        for task in document.tasks:
            expected |= {(task.id, deadline) for deadline in task.deadlines}
            read |= {(task.id, deadline) for deadline in deadlines(task.wording, document.latest_day)}
    assert len(expected & read) / len(expected) >= 0.97
    assert len(expected & read) / len(read) >= 0.96


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus folder")
def test_deadlines_of_the_corpus() -> None:
    """Every deadline that the answer keys name reads as one, with the same words."""
    for path in CORPUS.glob("*.gold.json"):
        for task in json.loads(path.read_text(encoding="utf-8"))["tasks"]:
            if task.get("deadline") and not task.get("deadline_optional"):
                read = deadline_cell(task["deadline"], ISSUED)
                assert "；".join(deadline.text for deadline in read) == task["deadline"]
