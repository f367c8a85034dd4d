"""Wrapped lines become paragraphs again, and paragraphs stay apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taskmap.location import built_in
from taskmap.reading.blocks import Block, Paragraph, Place, Row, Table, paragraphs
from taskmap.reading.characters import width_of
from taskmap.reading.noise.cleaning import clean
from taskmap.reading.noise.lines import join_lines
from taskmap.store import load
from tests.reading_steps import lines_of, read_corpus, read_seed, whole_paragraphs

if TYPE_CHECKING:
    from taskmap.model import Document

DAMAGED = {("jzf-2017-32", ref) for ref in ("（九）", "（十二）", "（十八）")}
"""Tasks whose text has damaged places in the source; the key restores them."""

NO_START = "，。、；：？！”’）》〉〕】"

PROSE = (
    "各地要加强组织领导，健全工作机制，明确责任分工，细化政策措施，完善配套办法，确保各项任务落到实处、"
    "取得实效。省人力资源社会保障厅要会同有关部门加强统筹协调和督促检查，及时总结推广经验做法，研究解决"
    "工作中出现的新情况、新问题。县级以上人民政府要把促进就业摆在经济社会发展的突出位置，纳入国民经济和"
    "社会发展规划，建立就业目标责任考核制度，切实履行促进就业的责任。要广泛宣传政策措施，营造全社会关心"
    "支持就业的良好氛围。"
)
DOCUMENT = (
    "一、总体要求",
    f"（一）指导思想。{PROSE}",
    f"（二）基本原则。坚持统筹规划、分类指导。{PROSE[:97]}（省发展改革委、省财政厅按职责分工负责）",
    "二、重点任务",
    f"1.扩大就业规模。{PROSE[31:]}（牵头单位：省人力资源社会保障厅，配合单位：各县（市、区）人民政府）",
    f"2.支持二、三产业发展。到2025年，{PROSE[60:]}",
    f"3.提高服务水平。{PROSE[:140]}完善1.5%的比例",
    f"——坚持改革创新。{PROSE[20:]}",
)


def wrapped(text: str, width: int, first: int) -> list[str]:
    """Return a text as lines of some cells, the first one shorter, as a column is set."""
    lines, line, room = [], "", width - first
    for word in re.findall(r"[A-Za-z0-9.%]+|.", text):
        if width_of(line + word) > room and word[0] not in NO_START:
            lines.append(line)
            line, room = "", width
        line += word
    return [*lines, line]


def documents_of(name: str) -> list[Document]:
    return [document for document in load(built_in()).documents if document.source == name]


def wanted(document: Document) -> list[str]:
    """Return the titles and texts of a document that stand word for word in its source."""
    found = [document.title or ""]
    for task in document.tasks:
        is_restored = (document.id, task.ref) in DAMAGED
        found += [task.title] if task.title else []
        if document.id != "jzbf-2017-50" and not is_restored:
            found += (task.text or "").split("\n")
    for box in document.boxes:
        found += [part for item in box.items for part in (item.title, item.text) if part]
    return [*found, *(target.text for target in document.targets)]


@pytest.mark.parametrize(
    ("name", "fewest"),
    [
        ("000_f9a747a465beaf2b.txt", 120),
        ("001_cca389b0980228c1.txt", 60),
        ("002_68c654606bd4ef90.txt", 40),
        ("003_e596792b9bbe639a.txt", 40),
        ("004_03d5651cdb24bb46.txt", 50),
    ],
)
def test_every_text_of_the_key_stands_in_a_paragraph(name: str, fewest: int) -> None:
    found = whole_paragraphs(read_seed(name))
    texts = [text for document in documents_of(name) for text in wanted(document)]
    assert len(texts) >= fewest
    assert [text for text in texts if not any(text in paragraph for paragraph in found)] == []


def test_no_two_paragraphs_of_the_gazette_are_glued() -> None:
    """Each unit opens a paragraph, and every paragraph of prose ends as one."""
    found = whole_paragraphs(read_seed("000_f9a747a465beaf2b.txt"))
    body = found[: found.index("附件：重点任务分工方案")]
    inside = re.compile(r"[。）](?:[一二三四五六七八]、|（[一二三四五六七八]）|\d\.(?!\d)|———)")
    assert [text for text in body if inside.search(text)] == []
    prose = [text for text in body if len(text) > 40 and "，" in text and not text.endswith("：")]
    assert [text for text in prose if not text.endswith(("。", "）"))] == []


@pytest.mark.parametrize("name", ["001_cca389b0980228c1.txt", "004_03d5651cdb24bb46.txt"])
def test_lines_that_are_paragraphs_stay_as_they_are(name: str) -> None:
    blocks, _doubts = clean(lines_of(read_seed(name)))
    before = [each.text.strip() for each in paragraphs(blocks) if each.text.strip()]
    after = [each.text for each in paragraphs(join_lines(blocks))]
    assert len(before) - len(after) == (1 if name.startswith("001") else 0)  # a title on two lines
    assert after[2:] == before[3 - (len(before) == len(after)) :]


@pytest.mark.parametrize("pattern", ["05-*.txt", "10-*.txt", "14-*.txt", "15-*.txt", "19-*.txt"])
def test_the_corpus_of_whole_paragraphs_stays_as_it_is(pattern: str) -> None:
    blocks, _doubts = clean(lines_of(read_corpus(pattern)))
    before = [each.text.strip() for each in paragraphs(blocks) if each.text.strip()]
    after = [each.text for each in paragraphs(join_lines(blocks))]
    assert len(before) - len(after) == pattern.startswith("05")  # a title on two lines
    assert after[1:] == before[len(before) - len(after) + 1 :]


def test_the_corpus_of_wrapped_lines_is_joined() -> None:
    found = whole_paragraphs(read_corpus("08-*.txt"))
    measures = [text for text in found if re.match(r"\d{1,2}\..{2,12}。", text)]
    assert len(measures) == 24
    assert all(text.endswith("负责）") for text in measures)
    headings = [text for text in found if re.match(r"[一二三四五]、", text)]
    assert [len(text) <= 14 for text in headings] == [True] * 5


@pytest.mark.parametrize("width", [36, 44, 56, 64, 76])
@pytest.mark.parametrize(
    ("first", "indent", "between"),
    [(4, "\u3000\u3000", "\n"), (4, "", "\n"), (4, "", "\n\n"), (0, "", "\n\n")],
    ids=["indented", "indent lost", "blank lines between", "block"],
)
def test_a_document_comes_back_from_any_column(width: int, first: int, indent: str, between: str) -> None:
    set_in = [between.join(indent + "\n".join(wrapped(text, width, first)) for text in [part]) for part in DOCUMENT]
    assert whole_paragraphs(between.join(set_in)) == list(DOCUMENT)


def test_page_marks_and_blank_lines_make_no_difference() -> None:
    lines = [line for text in DOCUMENT for line in wrapped(text, 56, 4)]
    pages: list[str] = []
    for number, line in enumerate(lines, 1):
        pages += [line, *["", ""][: number % 3]]
        if number % 9 == 0:
            pages += ["", f"— {number // 9} —", ""]
    assert whole_paragraphs("\n".join(pages)) == list(DOCUMENT)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("吉林省人民政府关于进一步做好", "新形势下就业创业工作的实施意见"),
            ["吉林省人民政府关于进一步做好新形势下就业创业工作的实施意见"],
        ),
        (("国务院办公厅", "关于做好就业工作的通知"), ["国务院办公厅关于做好就业工作的通知"]),
        (("吉林省人民政府办公厅", "吉林省促进就业规划"), ["吉林省人民政府办公厅", "吉林省促进就业规划"]),
        (("吉林省人民政府", "2017年8月4日", "吉林省就业方案"), ["吉林省人民政府", "2017年8月4日", "吉林省就业方案"]),
        (
            ("各市（州）人民政府，省政府", "各厅委办、各直属机构："),
            ["各市（州）人民政府，省政府各厅委办、各直属机构："],
        ),
        (("请遵照执行。", "2017年8月4日"), ["请遵照执行。", "2017年8月4日"]),
        (
            ("责任单位：市科技局、市工信局，各县（市）政府", "保障措施"),
            ["责任单位：市科技局、市工信局，各县（市）政府", "保障措施"],
        ),
        (("附件：1.任务分工表", "2.工作流程"), ["附件：1.任务分工表", "2.工作流程"]),
        (
            ("（牵头单位：省人社厅，", "配合单位：各县（市、区）政府）"),
            ["（牵头单位：省人社厅，配合单位：各县（市、区）政府）"],
        ),
        (("按照《关于促进劳动力", "和人才流动的意见》执行。"), ["按照《关于促进劳动力和人才流动的意见》执行。"]),
        (("支持人工智能（", "即AI）发展。"), ["支持人工智能（即AI）发展。"]),
        (("支持发展（简称 open", "source）平台"), ["支持发展（简称open source）平台"]),
        (("推广“一床一码”终", "", "，优化看护。"), ["推广“一床一码”终，优化看护。"]),
    ],
)
def test_few_lines_go_by_how_they_end_and_begin(lines: tuple[str, ...], expected: list[str]) -> None:
    assert whole_paragraphs("\n".join(lines)) == expected


def test_a_paragraph_cut_by_a_page_is_joined_without_a_column() -> None:
    start, end = PROSE[:120], PROSE[120:]
    assert whole_paragraphs(f"一、编制背景\n\n{start}\n\n{end}\n\n二、总体要求") == [
        "一、编制背景",
        PROSE,
        "二、总体要求",
    ]


def test_rows_of_figures_and_their_heads_stay_apart() -> None:
    rows = [
        "主要就业工作目标",
        "指标完成情况与十三五目标",
        "高技能人才总量（万人）48 60",
        "城镇登记失业率（%）3.5 4.5%以内",
    ]
    text = "\n".join([*wrapped(PROSE, 36, 4), *rows, "二、重点任务"])
    assert whole_paragraphs(text) == [PROSE, *rows, "二、重点任务"]


def test_what_is_no_line_passes_through_and_parts_lines() -> None:
    table: Block = Table((Row(("序号", "任务")),))
    blocks = (
        Paragraph("加强领导，", Place(line=1), is_line=True),
        table,
        Paragraph("落实责任。", Place(line=4), is_line=True),
        Paragraph("", Place(line=5), is_line=True),
        Paragraph("总则，", Place(line=6), level=1),
        Paragraph("第一，", Place(line=7)),
        Paragraph("第二", Place(line=8)),
    )
    found = join_lines(blocks)
    assert found == (
        Paragraph("加强领导，", Place(line=1)),
        table,
        Paragraph("落实责任。", Place(line=4)),
        *blocks[4:],
    )


def test_a_paragraph_stands_where_its_first_line_does() -> None:
    found = paragraphs(join_lines(lines_of("\n加强组织领导，\n\n落实责任。\n一、总则")))
    assert [(each.text, each.place.line, each.is_line) for each in found] == [
        ("加强组织领导，落实责任。", 2, False),
        ("一、总则", 5, False),
    ]


@given(
    st.lists(
        st.sampled_from((*DOCUMENT, *PROSE.split("。"), "，", "（", "）", "《", "一、", "1.", "  乙", "a", ""))
        | st.text(max_size=9),
        max_size=25,
    )
)
@settings(deadline=None)
def test_no_character_is_lost_and_what_is_joined_stays(lines: list[str]) -> None:
    blocks = tuple(Paragraph(line, is_line=True) for line in lines)
    found = join_lines(blocks)
    assert "".join("".join(each.text.split()) for each in paragraphs(found)) == "".join(
        "".join(line.split()) for line in lines
    )
    assert join_lines(found) == found


@pytest.mark.parametrize(
    "line", ["（", "）", "《", "。", "，", "1.", "（一）", "a", "中" * 18, "中" * 17 + "。", "中 9"]
)
def test_many_lines_of_one_kind_come_to_an_end(line: str) -> None:
    blocks = tuple(Paragraph(line, is_line=True) for _ in range(2_000))
    assert sum(len(each.text.replace(" ", "")) for each in paragraphs(join_lines(blocks))) == 2_000 * len(
        line.replace(" ", "")
    )


@pytest.mark.parametrize("piece", ["（", "）。", "“”", "— ", "9 ", "第一", "。”", "《》"])
def test_long_lines_come_to_an_end(piece: str) -> None:
    blocks = (Paragraph(piece * 20_000, is_line=True), Paragraph("中" + piece * 20_000, is_line=True))
    assert 1 <= len(join_lines(blocks)) <= 2


def test_what_follows_a_list_of_owners_is_no_part_of_it_though_its_line_is_full() -> None:
    text = (
        "　　九、落实安全责任。指导各类企业\n做好网络安全等级保护，按年度开展应\n急演练，妥善处置各类安全风险。\n"
        "　　责任单位：市网信办、市公安局\n　　本措施由市工信局负责解释，自发\n布之日起施行，有效期为三年。\n"
    )
    assert whole_paragraphs(text)[1:] == [
        "责任单位：市网信办、市公安局",
        "本措施由市工信局负责解释，自发布之日起施行，有效期为三年。",
    ]
