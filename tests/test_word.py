"""Word documents: what their readers see, and nothing else."""

from __future__ import annotations

import io

import pytest
from docx import Document

from taskmap.reading.blocks import Paragraph, Place, Row, paragraphs, tables
from taskmap.reading.limits import Limits
from taskmap.reading.readers.word import read_word
from tests.word_files import AUTHOR, cell, definition, level, num, numbered, p, row, run, table, text_box, word

HIDDEN_STYLE = '<w:style w:type="character" w:styleId="No"><w:name w:val="藏"/><w:rPr><w:vanish/></w:rPr></w:style>'


def texts(body: str, styles: str = "") -> list[str]:
    """Return the paragraphs of a document."""
    return [each.text for each in paragraphs(read_word(word(body, styles=styles), Limits()))]


def mark(kind: str) -> str:
    """Return a run with a mark of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("甲") + run("乙"), "甲乙"),
        (run("  甲 "), "  甲"),
        (f"<w:ins {AUTHOR}>{run('加')}</w:ins><w:del {AUTHOR}><w:r><w:delText>减</w:delText></w:r></w:del>", "加"),
        (f"<w:moveTo {AUTHOR}>{run('来')}</w:moveTo><w:moveFrom {AUTHOR}>{run('去')}</w:moveFrom>", "来"),
        (f"<w:ins {AUTHOR}>{run('甲')}<w:del {AUTHOR}>{run('乙')}</w:del></w:ins>", "甲"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        (f'<w:hyperlink r:id="rId99">{run("链接")}</w:hyperlink>', "链接"),
        (f'<w:smartTag w:element="x">{run("标记")}</w:smartTag><w:customXml>{run("甲")}</w:customXml>', "标记甲"),
        (f'<w:fldSimple w:instr="DATE">{run("2020年")}</w:fldSimple>', "2020年"),
        (mark("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + mark("separate") + run("3") + mark("end"), "3"),
        (mark("begin") + mark("begin") + mark("separate") + run("1") + mark("end") + mark("separate") + run("2"), "2"),
        (mark("end") + mark("separate") + run("甲"), "甲"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丙</w:t></w:r>", "甲 乙-丙"),
        ("<w:r><w:t>甲\n\t乙</w:t></w:r>", "甲  乙"),
        ('<w:r><w:sym w:font="仿宋" w:char="3014"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "〔"),
        ('<w:r><w:sym w:char="D800"/><w:sym w:char="x"/><w:sym/><w:sym w:char="FFFFFFFF"/><w:t>甲</w:t></w:r>', "甲"),
        (run("藏", "<w:vanish/>") + run("现", '<w:vanish w:val="0"/>'), "现"),
        (run("藏", '<w:rStyle w:val="No"/>') + run("现", '<w:rStyle w:val="No"/><w:vanish w:val="false"/>'), "现"),
        (f'<w:r><w:footnoteReference w:id="2"/><w:t>甲</w:t></w:r>{run("乙")}', "甲乙"),
        ("<w:r><w:t>甲<!-- 注 -->乙</w:t></w:r><!-- 注 --><?x y?>", "甲乙"),
        (f"<w:r><w:ruby><w:rt>{run('yin')}</w:rt><w:rubyBase>{run('音')}</w:rubyBase></w:ruby></w:r>", "音"),
        ("<m:oMathPara><m:oMath><m:r><m:t>1+X</m:t></m:r></m:oMath></m:oMathPara>", "1+X"),
    ],
)
def test_the_text_of_a_paragraph_is_what_its_reader_sees(inside: str, text: str) -> None:
    assert texts(p(inside), HIDDEN_STYLE) == [text]


@pytest.mark.parametrize(
    ("choices", "text"),
    [
        ('<mc:Choice Requires="wps">{a}</mc:Choice><mc:Fallback>{b}</mc:Fallback>', "甲"),
        ('<mc:Choice Requires="x">{a}</mc:Choice><mc:Fallback>{b}</mc:Fallback>', "乙"),
        ('<mc:Choice Requires="x">{a}</mc:Choice><mc:Choice Requires="w14">{b}</mc:Choice>', "乙"),
        ('<mc:Choice Requires="x">{a}</mc:Choice>', "甲"),
    ],
)
def test_one_alternative_is_read(choices: str, text: str) -> None:
    inside = choices.format(a=run("甲"), b=run("乙"))
    assert texts(p(f"<mc:AlternateContent>{inside}</mc:AlternateContent>")) == [text]


def test_a_line_break_begins_a_paragraph_and_only_the_first_has_the_number() -> None:
    lists = definition(level(0, "decimal", "%1、")) + num()
    body = numbered("<w:r><w:t>甲</w:t><w:br/><w:t> 乙</w:t><w:cr/></w:r>")
    found = read_word(word(body + p() + p("丙"), lists), Limits())
    assert found == (
        Paragraph("1、甲", Place(line=1)),
        Paragraph(" 乙", Place(line=2)),
        Paragraph("丙", Place(line=3)),
    )


def test_pages_are_counted_where_word_has_noted_their_ends() -> None:
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    lists = definition(level(0, "decimal", "%1、")) + num()
    tall = table(row(cell(p(turn + run(" 甲"))), cell(p(turn) + p(run("乙"))), "丙"), row("丁", "戊", "己"))
    body = p("一") + numbered(turn + run("二")) + p(run("三") + turn + run("续")) + p("四") + tall + p("五")
    found = read_word(word(body, lists), Limits())
    assert [(each.text, each.place.page) for each in paragraphs(found)] == [
        *(("一", 1), ("1、二", 2), ("三续", 2), ("四", 3), ("五", 4)),
    ]
    (cut,) = tables(found)
    assert cut.rows == (
        Row(("甲", "乙", "丙"), Place(page=3, table=1, row=1)),
        Row(("丁", "戊", "己"), Place(page=4, table=1, row=2)),
    )


def test_a_deleted_paragraph_end_joins_two_paragraphs_and_counts_once() -> None:
    deleted = f'<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del {AUTHOR}/></w:rPr>'
    lists = definition(level(0, "decimal", "%1、")) + num()
    body = p("甲", deleted) + numbered("乙") + p(f"<w:del {AUTHOR}>{run('没')}</w:del>", deleted) + numbered("丙")
    found = read_word(word(body + p("丁", deleted), lists), Limits())
    assert [each.text for each in paragraphs(found)] == ["1、甲乙", "2、丙", "3、丁"]


def test_content_controls_and_insertions_stand_around_anything() -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    rows = control(row("甲", control(cell("乙")))) + f"<w:customXml>{row('丙', '丁')}</w:customXml>"
    found = read_word(word(control(p("前") + table(rows)) + f"<w:ins {AUTHOR}>{p('后')}</w:ins>"), Limits())
    assert [each.text for each in paragraphs(found)] == ["前", "后"]
    assert [each.cells for found in tables(found) for each in found.rows] == [("甲", "乙"), ("丙", "丁")]


def test_a_text_box_follows_its_paragraph_once() -> None:
    body = p(run("甲") + text_box(p("专栏1"), table(row("乙", "丙"))) + run("丁")) + p("戊")
    found = read_word(word(body), Limits())
    assert [each.text if isinstance(each, Paragraph) else each.rows[0].cells for each in found] == [
        *("甲丁", "专栏1", ("乙", "丙"), "戊"),
    ]


def test_headers_footers_notes_and_contents_are_left_out() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.styles.add_style("TOC 1", 1).name = "toc 1"
    document.add_paragraph("一、甲 3", style="toc 1")
    document.add_paragraph("正文")
    written = io.BytesIO()
    document.save(written)
    assert [each.text for each in paragraphs(read_word(written.getvalue(), Limits()))] == ["正文"]


def test_pages_end_in_a_table_of_contents_too() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="toc 2"/></w:style>'
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = p("目录") + p(run("一、甲 3") + turn, '<w:pStyle w:val="C"/>') + p("甲")
    found = read_word(word(body, styles=styles), Limits())
    assert [(each.text, each.place.page) for each in paragraphs(found)] == [("目录", 1), ("甲", 2)]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("", None),
        ('<w:pStyle w:val="Heading2"/>', 2),
        ('<w:pStyle w:val="Own"/>', 3),
        ('<w:pStyle w:val="Based"/>', 3),
        ('<w:pStyle w:val="Outlined"/>', 5),
        ('<w:outlineLvl w:val="0"/>', 1),
        ('<w:pStyle w:val="Heading2"/><w:outlineLvl w:val="9"/>', None),
        ('<w:outlineLvl w:val="-3"/>', None),
        ('<w:pStyle w:val="Missing"/>', None),
    ],
)
def test_heading_levels_come_from_the_paragraph_or_its_style(properties: str, expected: int | None) -> None:
    styles = """<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="标题 3"/></w:style>
    <w:style w:type="paragraph" w:styleId="Based"><w:name w:val="款"/><w:basedOn w:val="Own"/></w:style>
    <w:style w:type="paragraph" w:styleId="Outlined"><w:name w:val="heading 1"/>
    <w:pPr><w:outlineLvl w:val="4"/></w:pPr></w:style>"""
    (found,) = paragraphs(read_word(word(p("甲", properties), styles=styles), Limits()))
    assert found.level == expected
