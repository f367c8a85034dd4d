"""The parts of cleaning: glyphs, pinyin, script, spaces, widths, furniture, damage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.reading.blocks import Paragraph, paragraphs
from taskmap.reading.noise.damage import damaged_places, outside_damage
from taskmap.reading.noise.furniture import is_web_line, without_page_lines
from taskmap.reading.noise.glyphs import beyond_gb2312, has_mapped_punctuation, with_punctuation
from taskmap.reading.noise.pinyin import has_pinyin, is_full_of_pinyin, without_pinyin
from taskmap.reading.noise.script import is_traditional, simplifier
from taskmap.reading.noise.widths import tidy
from tests.reading_steps import lines_of


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("加强领导,落实责任;完善机制:", "加强领导，落实责任；完善机制："),
        ("各市(州)、县(市、区)", "各市（州）、县（市、区）"),
        ("资本合作 (PPP)模式", "资本合作（PPP）模式"),
        ("行动计划(2026-2027)", "行动计划（2026-2027）"),
        ("规模1,000 (km) at 3:1", "规模1,000 (km) at 3:1"),
        ("见http://www.jl.gov.cn/a,b:c", "见http://www.jl.gov.cn/a,b:c"),
        ("f(x), g(y)", "f(x), g(y)"),
        ("４．５％以上，Ａ类和“１＋Ｘ”", "4.5%以上，A类和“1+X”"),
        ("18岁-45岁，5－10家，5～10家，B－D类", "18岁-45岁，5-10家，5~10家，B－D类"),
        ("占50%,其中", "占50%，其中"),
        ('支持"双创"平台', "支持“双创”平台"),
        ('残缺的"引号', '残缺的"引号'),
        ("怎么办?加油!", "怎么办？加油！"),
        ("吉政发 [2015] 28号", "吉政发〔2015〕28号"),
        ("国发（2015）23 号和吉政办发【2017】50号", "国发〔2015〕23号和吉政办发〔2017〕50号"),
        ("全市（2015）28家", "全市（2015）28家"),
        ("——坚持统筹", "——坚持统筹"),
        ("plain, English: text (only)", "plain, English: text (only)"),
    ],
)
def test_width_is_that_of_print(written: str, printed: str) -> None:
    assert tidy(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2020 年底 ，覆盖 50 % 以上", "2020年底，覆盖50%以上"),
        ("支 持 世 界 一 流 学 科", "支持世界一流学科"),
        ("省发 展 改 革 委、省 科 技", "省发展改革委、省科技"),
        ("“三位一体 ”工作， “双困学生 ”", "“三位一体”工作，“双困学生”"),
        ("《中共中央办公厅 国务院办公厅关于促进流动的意见》", "《中共中央办公厅 国务院办公厅关于促进流动的意见》"),
        ("《关于加快场景培育和开放 推动", "《关于加快场景培育和开放 推动"),
        ("中共吉林省委办公厅 吉林省人民政府办公厅印发", "中共吉林省委办公厅 吉林省人民政府办公厅印发"),
        ("人力资源开发 促进产业发展“十四五”规划", "人力资源开发促进产业发展“十四五”规划"),
        ("重要指示精神 and 中央会议精神", "重要指示精神 and 中央会议精神"),
        ("半径 5 km 以内的 AI 应用 Open AI 平台", "半径5 km以内的AI应用Open AI平台"),
        ("第一章\u3000总\u3000\u3000则", "第一章 总则"),
        ("第一条\u3000\u3000例外情形", "第一条 例外情形"),
        ("附件 1", "附件1"),
        ("附件 1 任务分工", "附件1 任务分工"),
        ("专栏1\u3000振兴行动", "专栏1 振兴行动"),
        ("序号 重\u3000\u3000点\u3000\u3000工\u3000\u3000作 负责单位 备注", "序号 重点工作 负责单位 备注"),
        ("农村劳动力转移就业比率 (%) ——— 70", "农村劳动力转移就业比率（%） ——— 70"),
        ("受教育年限 (年) 9.9 10.8", "受教育年限（年）9.9 10.8"),
        ("\u3000\u3000（一）总 体要求 ", "\u3000\u3000（一）总体要求"),
        ("1. 5年内", "1. 5年内"),
    ],
)
def test_spaces_stay_only_where_they_part_something(written: str, printed: str) -> None:
    assert tidy(written) == printed


def test_punctuation_mapped_to_rare_hanzi_comes_back() -> None:
    lines = ["吉政发 暡2017暢25号", "“双高暠,1灡支持", "交通顺暢暋"]
    assert has_mapped_punctuation(lines)
    assert [with_punctuation(line) for line in lines] == ["吉政发 〔2017〕25号", "“双高”,1.支持", "交通顺暢\u3000"]


@pytest.mark.parametrize("lines", [["暢通渠道" * 9], ["李暠负责，李暠、李暠"], ["就业"], []])
def test_hanzi_that_are_few_or_of_one_kind_are_what_they_look_like(lines: list[str]) -> None:
    assert not has_mapped_punctuation(lines)


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("就業(yè)創(chuàng)業(yè)", "就業創業"),
        ("新(xīn)工(gōng)作(zuò)", "新工作"),
        ("女(nǚ)", "女"),
        ("公里(km)、(a)、国内生产总值(GDP)", "公里(km)、(a)、国内生产总值(GDP)"),
        ("他們(men)", "他們(men)"),
    ],
)
def test_pinyin_is_told_by_its_tones(written: str, left: str) -> None:
    assert without_pinyin(written) == left


def test_syllables_without_a_tone_go_where_pinyin_is_everywhere() -> None:
    assert has_pinyin("業(yè)")
    assert not has_pinyin("他們(men)(km)")
    assert is_full_of_pinyin(["業(yè)"] * 20)
    assert not is_full_of_pinyin(["業(yè)"] * 19)
    assert without_pinyin("他們(men)的(de)業(yè)(km)", neutral=True) == "他們的業(km)"


def test_only_text_in_traditional_script_counts_as_such() -> None:
    assert is_traditional(beyond_gb2312(["各級政府要加強領導"]))
    assert not is_traditional(beyond_gb2312(["各级政府要加强领导" * 20 + "蕭"]))
    assert not is_traditional(beyond_gb2312([]))


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("著力解決,沿著方向,顯著提高,著作", "着力解决,沿着方向,显著提高,著作"),
        ("指標、程序、建立、新增、線上", "指标、程序、建立、新增、线上"),
        ("乾安縣、扶餘市、洮南市、琿春市、蛟河市", "乾安县、扶余市、洮南市、珲春市、蛟河市"),
        ("「雙創」『平臺』", "“双创”‘平台’"),
    ],
)
def test_hanzi_are_simplified_and_words_kept(traditional: str, simplified: str) -> None:
    assert simplifier()(traditional) == simplified


def left_of(text: str) -> list[str]:
    return [each.text for each in paragraphs(without_page_lines(lines_of(text)))]


@pytest.mark.parametrize(
    "mark",
    [
        "— 1 —",
        "—31—",
        "- 3 -",
        "－ 12 －",
        "第 3 页",
        "第3页 共10页",
        "第3页（共10页）",
        "共 10 页，第 3 页",
        "Page 3 of 10",
        "· 7 ·",
    ],
)
def test_page_marks_go(mark: str) -> None:
    assert left_of(f"甲\n{mark}\n乙") == ["甲", "乙"]


def test_running_heads_go_with_the_page_mark() -> None:
    assert left_of("甲\n—31—\n\n吉林公报\u30002017·21 省政府文件\n乙") == ["甲", "", "乙"]
    assert left_of("某某办法 1\n— 1 —\n甲\n某某办法 2\n— 2 —\n乙\n某某办法 3\n— 3 —") == ["甲", "乙"]
    assert left_of("吉林公报 2017·21\n甲") == ["吉林公报 2017·21", "甲"]


@pytest.mark.parametrize("line", ["责任单位：省人社厅", "2020年6月23日", "吉林省人民政府", "—", "—— 坚持", "1/2", "3"])
def test_lines_of_a_document_beside_page_marks_stay(line: str) -> None:
    assert left_of(f"甲。\n{line}\n— 1 —\n乙") == ["甲。", line, "乙"]


def test_bare_page_numbers_go_where_they_count_pages() -> None:
    page = "\n".join(["正文"] * 20)
    assert left_of(f"{page}\n1\n{page}\n2\n{page}\n3").count("正文") == 60
    assert "2" not in left_of(f"{page}\n1\n{page}\n2\n{page}\n3")
    assert left_of("1\n加强领导\n2\n加强监督\n3\n加强宣传") == ["1", "加强领导", "2", "加强监督", "3", "加强宣传"]


def test_mojibake_goes_and_damage_in_a_sentence_stays() -> None:
    assert left_of("甲\n\ufffd \ufffd T\tg—\nw\ufffdNºl\ufffde?^œ\nQlb¥\n乙") == ["甲", "乙"]
    assert left_of("加强就业\ufffd创业工作") == ["加强就业\ufffd创业工作"]
    assert left_of("GDP\nAI、5G") == ["GDP", "AI、5G"]


@pytest.mark.parametrize(
    "line",
    [
        "本文链接：http://www.example.com/1.html", "本文关键词：就业，创业", "来源：某省人民政府网",
        "打印 关闭", "【打印本页】【关闭窗口】",
        "分享到：微信 微博", "上一篇：关于某事的通知", "下一条：没有了", "【字体：大 中 小】",
        "字号：[大中小]", "浏览次数：1024", "责任编辑：张三",
        "扫一扫在手机打开当前页", "相关链接：某某解读", "当前位置：首页>政务公开", "吉ICP备05001602号",
    ],
)  # fmt: skip
def test_what_a_web_page_puts_round_a_text_is_known(line: str) -> None:
    assert is_web_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "主办单位：市科技局", "主办单位：各高校", "政策解读：省人社厅负责", "责任单位：省人社厅", "牵头单位：省财政厅",
        "一、资金来源：财政拨款", "附件：任务分工表",
        "加强网络建设", "来源多样：各地要拓宽渠道，加强宣传，形成合力，并将有关情况报送",
    ],
)  # fmt: skip
def test_lines_of_documents_are_no_web_furniture(line: str) -> None:
    assert not is_web_line(line)


def test_damaged_places_are_shown_and_left() -> None:
    text = "可由當?shù)卣匆?guī)定程序,锟斤拷,烫烫烫,好\ufffd的"
    assert list(damaged_places(text)) == ["可由當?shù)卣匆?guī)定程序,锟斤拷,烫烫烫,好\ufffd的"]
    assert outside_damage(lambda _part: "x", text) == "x當?shù)x匆?guī)x锟斤拷x烫烫烫x\ufffdx"


@pytest.mark.parametrize("text", ["怎么办?(一)", "好?(OK)", "能不能?yes)", "烫伤", "屯田、屯垦"])
def test_questions_and_words_are_no_damage(text: str) -> None:
    assert not list(damaged_places(text))


HOSTILE = (
    ",",
    ", ",
    "(",
    ")",
    ":(",
    " ",
    "中 ",
    "中 a",
    "?中(",
    "“",
    "《",
    "第",
    "第 ",
    "— ",
    "a)",
    "[2015]",
    "暡1",
    "(yè",
    "打印 ",
    "|",
    "\ufffd",
    "。）",
    '"',
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_hostile_text_comes_to_an_end(piece: str) -> None:
    text = "中" + piece * 20_000
    assert len(tidy(without_pinyin(with_punctuation(text)))) <= len(text)
    assert list(damaged_places(text)) == ([] if piece != "\ufffd" else list(damaged_places(text)))
    assert len(without_page_lines((Paragraph(text),))) <= 1


@given(st.text())
def test_tidied_text_is_tidy(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
