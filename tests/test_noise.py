"""What copying and layout left in a text goes, and the words stay."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from taskmap.reading.blocks import Block, Blocks, Paragraph, Place, Row, Table, paragraphs
from taskmap.reading.noise.cleaning import clean
from tests.reading_steps import SEEDS, lines_of, read_seed

if TYPE_CHECKING:
    from pathlib import Path

PIECES = (
    "就业", "创业", "，", ",", ":", ";", "(", ")", "（", "）", " ", "  ", "\u3000", "“", "”", '"', "[2015]",
    "号", "1", "2.5",
    "%", "a", "AI", "km", "?", "？", "!", "创(chuàng)", "業", "關", "發", "暡", "暢", "暠", "灡", "暋", "-",
    "－", "～", "０",
    "Ａ", "。", "、", "——", "《", "》", "《中共中央办公厅 国务院办公厅关于", "附件1 ", "第一条\u3000",
    "支 持 世 界", "\ufffd", "锟斤拷",
    "烫烫烫", "匆?guī)定", "們(men)", "— 1 —", "第 3 页", "来源：某网", "\u200b", "\x01", "省", "责任单位：",
    "（一）", "1.",
    "http://a.b", "\t", " and ", "12",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
hostile = texts | st.text(max_size=20)
paragraph = st.builds(Paragraph, texts, is_line=st.booleans())
table = st.lists(texts, min_size=1, max_size=3).map(lambda cells: Table((Row(tuple(cells)),)))


def cleaned(*lines: str) -> list[str]:
    """Return the lines of a text as they are left."""
    return [each.text for each in paragraphs(clean(lines_of("\n".join(lines)))[0])]


@given(st.lists(paragraph | table, max_size=10).map(tuple))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@example((Paragraph(",,,,中"), Paragraph("( ( (中")))
@example((Paragraph("暋"), Paragraph("暡暡")))  # mapped to a space
@example((Paragraph("\ufffd灡"), Paragraph("暋第一条")))  # no Hanzi is left beside the damage
def test_what_is_clean_stays_as_it_is(blocks: Blocks) -> None:
    once, _doubts = clean(blocks)
    assert clean(once)[0] == once


@given(st.lists(st.builds(Paragraph, hostile, is_line=st.booleans()), max_size=8).map(tuple))
@settings(deadline=None)
def test_any_text_is_cleaned_and_keeps_its_letters(blocks: Blocks) -> None:
    left, _doubts = clean(blocks)
    before = {character for block in paragraphs(blocks) for character in block.text}
    assert {each for block in paragraphs(left) for each in block.text if "a" <= each <= "z"} <= before


def test_cells_of_tables_are_cleaned_line_by_line() -> None:
    found: Block = Table((Row(("2020 年", "省 财 政 厅\n(省人社厅)"), Place(row=1)),))
    assert clean((found,))[0] == (Table((Row(("2020年", "省财政厅\n（省人社厅）"), Place(row=1)),)),)


def test_every_block_keeps_its_place() -> None:
    assert [each.place.line for each in paragraphs(clean(lines_of("甲\n— 1 —\n乙"))[0])] == [1, 3]


def test_characters_that_are_not_seen_go() -> None:
    assert cleaned("省\u200b人\x01社\ufeff厅\u00ad") == ["省人社厅"]


def test_the_source_with_mapped_punctuation_has_no_other_noise_left() -> None:
    left = "\n".join(cleaned(read_seed("000_f9a747a465beaf2b.txt")))
    assert not set(left) & set("暡暠暋灡暢\ufffd(),;:")
    assert "吉政发〔2017〕25号" in left
    assert "4.5%以内" in left
    assert "“两个一百年”奋斗目标" in left
    assert "31—" not in left
    assert "吉林公报" not in left


def test_the_source_with_pinyin_is_simplified_and_its_damage_shown() -> None:
    blocks, doubts = clean(lines_of(read_seed("004_03d5651cdb24bb46.txt")))
    left = "\n".join(each.text for each in paragraphs(blocks))
    assert "推动移动互联网、物联网、云计算、大数据" in left
    assert "着力" in left
    assert "本文链接" not in left
    assert [(doubt.code, doubt.place.line) for doubt in doubts] == [("damaged-text", line) for line in (21, 24, 31)]
    assert all(damage in left for damage in ("當?shù)卣匆?guī)定", "展?jié)摿Υ?、", "高?,F(xiàn)有"))


@pytest.mark.parametrize("path", sorted(SEEDS.glob("00[123]*.txt")), ids=lambda path: path.stem[:3])
def test_sources_without_damage_give_no_doubt(path: Path) -> None:
    assert clean(lines_of(path.read_text(encoding="utf-8")))[1] == ()


def test_damage_is_reported_once_for_merged_cells_and_kept() -> None:
    table_with_damage = Table((Row(("锟斤拷,好", "锟斤拷,好"), Place(row=2)),))
    blocks, doubts = clean((table_with_damage,))
    assert blocks == (Table((Row(("锟斤拷，好", "锟斤拷，好"), Place(row=2)),)),)
    assert [(doubt.code, doubt.place, doubt.words) for doubt in doubts] == [("damaged-text", Place(row=2), "锟斤拷,好")]


def test_a_rare_hanzi_in_many_places_may_be_punctuation() -> None:
    text = "\n".join(
        f"{left}{right}牜" + "就业创业" * 20 for left, right in zip("甲乙丙丁戊己庚辛", "子丑寅卯辰巳午未", strict=True)
    )
    lines = [line.replace("牜", "牜" + other) for line, other in zip(text.split("\n"), "天地玄黄宇宙洪荒", strict=True)]
    assert [(doubt.code, doubt.words) for doubt in clean(lines_of("\n".join(lines)))[1]] == [("unknown-glyph", "牜")]


def test_a_rare_hanzi_of_a_name_is_no_doubt() -> None:
    assert clean(lines_of("浉河区人民政府负责。\n" * 20 + "就业创业" * 300))[1] == ()


def test_marks_of_markdown_in_other_formats_go() -> None:
    found = paragraphs(clean((Paragraph("# 关于**就业**的通知"),))[0])
    assert [each.text for each in found] == ["关于就业的通知"]


def test_traditional_text_needs_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opencc", None)
    with pytest.raises(ModuleNotFoundError):
        clean(lines_of("各級政府要加強組織領導"))
    assert clean(lines_of("各级政府要加强组织领导"))[1] == ()
