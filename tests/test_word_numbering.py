"""Word's automatic numbers: how they are written, and how lists count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.reading.blocks import paragraphs
from taskmap.reading.limits import Limits
from taskmap.reading.readers.word import read_word
from taskmap.reading.readers.word_numerals import numeral
from tests.word_files import definition, level, num, numbered, p, word

STYLES = """
<w:style w:type="paragraph" w:styleId="One"><w:name w:val="章"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Two"><w:name w:val="节"/><w:basedOn w:val="One"/>
<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Three"><w:name w:val="节的样式"/><w:basedOn w:val="Two"/></w:style>
<w:style w:type="numbering" w:styleId="Lists"><w:name w:val="公文编号"/>
<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
"""


def texts(body: str, numbering: str) -> list[str]:
    """Return the paragraphs of a document with those lists."""
    return [each.text for each in paragraphs(read_word(word(body, numbering, STYLES), Limits()))]


def styled(text: str, style: str, more: str = "") -> str:
    """Return a paragraph of a style."""
    return p(text, f'<w:pStyle w:val="{style}"/>{more}')


OFFICIAL = definition(
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
) + num(1)
"""The levels of an official document."""


@pytest.mark.parametrize(
    ("number_format", "written"),
    [
        ("decimal", "1 10 12 20 35 101"),
        ("decimalZero", "01 10 12 20 35 101"),
        ("decimalFullWidth", "１ １０ １２ ２０ ３５ １０１"),
        ("chineseCounting", "一 十 十二 二十 三十五 一〇一"),
        ("chineseCountingThousand", "一 十 十二 二十 三十五 一百〇一"),
        ("japaneseCounting", "一 十 十二 二十 三十五 百一"),
        ("ideographDigital", "一 一〇 一二 二〇 三五 一〇一"),
        ("chineseLegalSimplified", "壹 壹拾 壹拾贰 贰拾 叁拾伍 壹佰零壹"),
        ("decimalEnclosedCircle", "① ⑩ ⑫ ⑳ ㉟ 101"),
        ("decimalEnclosedCircleChinese", "① ⑩ ⑫ ⑳ ㉟ 101"),
        ("decimalEnclosedParen", "⑴ ⑽ ⑿ ⒇ 35 101"),
        ("ideographTraditional", "甲 癸 12 20 35 101"),
        ("upperLetter", "A J L T II WWWW"),
        ("lowerLetter", "a j l t ii wwww"),
        ("upperRoman", "I X XII XX XXXV CI"),
        ("lowerRoman", "i x xii xx xxxv ci"),
        ("somethingNew", "1 10 12 20 35 101"),
    ],
)
def test_numbers_are_written_as_word_writes_them(number_format: str, written: str) -> None:
    assert [numeral(number, number_format) for number in (1, 10, 12, 20, 35, 101)] == written.split()


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "〇"), (100, "一百"), (110, "一百一十"), (1001, "一千〇一"), (1010, "一千〇一十"), (12345, "一二三四五")],
)
def test_large_numbers_in_words(number: int, written: str) -> None:
    assert numeral(number, "chineseCountingThousand") == written


@given(st.integers(-(10**9), 10**9), st.sampled_from(["upperLetter", "lowerRoman", "japaneseCounting", "none", "x"]))
def test_every_number_can_be_written_briefly(number: int, number_format: str) -> None:
    assert len(numeral(number, number_format)) <= 40


def test_the_levels_of_an_official_document_count_and_restart() -> None:
    levels = [0, 1, 2, 2, 3, 1, 2, 0, 1]
    body = "".join(numbered("文", level=each) for each in levels)
    assert texts(body, OFFICIAL) == [
        *("一、文", "（一）文", "1. 文", "2. 文", "（1）文"),
        *("（二）文", "1. 文", "二、文", "（一）文"),
    ]


def test_a_number_of_several_levels() -> None:
    lists = definition(
        level(0, "chineseCounting", "第%1章"),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "%1.%2.%3", more="<w:isLgl/>"),
    )
    body = "".join(numbered("文", level=each) for each in (0, 0, 1, 2, 2))
    assert texts(body, lists + num()) == ["第一章 文", "第二章 文", "二.1 文", "2.1.1 文", "2.1.2 文"]


def test_a_level_above_that_has_not_been_counted_shows_its_first_number() -> None:
    lists = definition(level(0, "decimal", "%1.", start=3), level(1, "decimal", "%1.%2"))
    assert texts(numbered("文", level=1), lists + num()) == ["3.1 文"]


@pytest.mark.parametrize(
    ("suffix", "text"), [(None, "1. 文"), ("tab", "1. 文"), ("space", "1. 文"), ("nothing", "1.文")]
)
def test_what_stands_between_number_and_text(suffix: str | None, text: str) -> None:
    more = f'<w:suff w:val="{suffix}"/>' if suffix else ""
    assert texts(numbered(" 文"), definition(level(0, "decimal", "%1.", more=more)) + num()) == [text]


def test_bullets_and_unknown_lists_and_levels_write_nothing() -> None:
    lists = definition(level(0, "bullet", "•")) + num()
    body = numbered("甲") + numbered("乙", level=5) + numbered("丙", list_id=7) + numbered("丁", level=-1)
    assert texts(body, lists) == ["甲", "乙", "丙", "丁"]


def test_a_numbered_paragraph_without_text_is_counted_and_shown() -> None:
    assert texts(numbered("") + numbered("乙"), OFFICIAL) == ["一、", "二、乙"]


def test_a_list_may_start_at_any_number() -> None:
    assert texts(numbered("甲") + numbered("乙"), definition(level(0, "decimal", "%1.", start=5)) + num()) == [
        *("5. 甲", "6. 乙"),
    ]


def test_lists_of_one_definition_go_on_counting_unless_one_starts_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = definition(level(0, "decimal", "%1.")) + num() + num(2) + num(3, more=anew)
    body = "".join(numbered("文", list_id=each) for each in (1, 1, 2, 3, 3, 1))
    assert texts(body, lists) == ["1. 文", "2. 文", "3. 文", "1. 文", "2. 文", "3. 文"]


def test_a_list_may_write_a_level_in_its_own_way() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    assert texts(numbered("文"), definition(level(0, "decimal", "%1.")) + num(more=own)) == ["A) 文"]


@pytest.mark.parametrize(("restart", "last"), [("", "1. 文"), ('<w:lvlRestart w:val="0"/>', "2. 文")])
def test_a_level_may_go_on_counting_below_a_new_number(restart: str, last: str) -> None:
    lists = definition(level(0, "decimal", "%1、"), level(1, "decimal", "%2.", more=restart))
    body = "".join(numbered("文", level=each) for each in (0, 1, 0, 1))
    assert texts(body, lists + num())[-1] == last


def test_a_level_may_restart_below_a_higher_one_only() -> None:
    lists = definition(
        level(0, "decimal", "%1、"),
        level(1, "decimal", "（%2）"),
        level(2, "decimal", "%3.", more='<w:lvlRestart w:val="1"/>'),
    )
    body = "".join(numbered("文", level=each) for each in (0, 1, 2, 1, 2, 0, 2))
    assert [text for text in texts(body, lists + num()) if "." in text] == ["1. 文", "2. 文", "1. 文"]


def test_numbers_come_from_the_style_and_those_it_is_based_on() -> None:
    body = styled("甲", "One") + styled("乙", "Two") + styled("丙", "Three") + styled("丁", "One")
    assert texts(body, OFFICIAL) == ["一、甲", "（一）乙", "（二）丙", "二、丁"]


def test_a_level_may_be_linked_with_a_style() -> None:
    lists = (
        definition(level(0, "decimal", "%1."), level(2, "decimal", "（%3）", more='<w:pStyle w:val="One"/>')) + num()
    )
    assert texts(styled("甲", "One"), lists) == ["（1）甲"]


def test_a_paragraph_may_leave_the_list_of_its_style_or_take_another() -> None:
    nothing, other = (f'<w:numPr><w:numId w:val="{each}"/></w:numPr>' for each in (0, 2))
    lists = OFFICIAL + definition(level(0, "upperRoman", "%1 "), key=5) + num(2, 5)
    body = styled("甲", "One") + styled("乙", "One", nothing) + styled("丙", "Two", other) + styled("丁", "One")
    assert texts(body, lists) == ["一、甲", "乙", "I 丙", "二、丁"]


def test_a_definition_may_mean_that_of_a_style_of_lists() -> None:
    lists = definition(more='<w:numStyleLink w:val="Lists"/>') + definition(level(0, "decimal", "%1）"), key=1)
    assert texts(numbered("甲"), lists + num() + num(2, 1)) == ["1）甲"]


def test_a_custom_format_falls_back() -> None:
    custom = """<mc:AlternateContent><mc:Choice Requires="w16"><w:numFmt w:val="custom" w:format="001"/></mc:Choice>
    <mc:Fallback><w:numFmt w:val="upperLetter"/></mc:Fallback></mc:AlternateContent>"""
    lists = definition(level(0, "decimal", "%1.").replace('<w:numFmt w:val="decimal"/>', custom)) + num()
    assert texts(numbered("文"), lists) == ["A. 文"]


def test_hostile_lists_are_read_briefly() -> None:
    lists = definition(
        level(0, "upperRoman", "%1" * 10**5, start=999_999_999), level(1, "decimal", "%9%1", start=10**30)
    )
    found = texts(numbered("文") + numbered("文", level=1), lists + num())
    assert found[1] == "999999999 文"
    assert len(found[0]) < 1000


def test_styles_and_definitions_that_lead_in_circles_end() -> None:
    circle = """<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>
    <w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>
    <w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"""
    data = word(styled("甲", "A") + numbered("乙"), definition(more='<w:numStyleLink w:val="L"/>') + num(), circle)
    assert [each.text for each in paragraphs(read_word(data, Limits()))] == ["甲", "乙"]
