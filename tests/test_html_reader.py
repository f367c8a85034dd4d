"""Web pages as paragraphs and tables, the same by both parsers."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.reading.blocks import Blocks, Paragraph, Place, Table, paragraphs, tables
from taskmap.reading.limits import Limits, SourceError
from taskmap.reading.readers.html import declared_encoding, read_html

CORPUS = Path(os.environ.get("TASKMAP_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
PAGES = sorted(CORPUS.glob("*.html"))
HAS_LXML = importlib.util.find_spec("lxml") is not None


def outcome(text: str, limits: Limits, *, lxml: bool) -> Blocks | str:
    """Return the blocks of a page, or why it cannot be read, with or without lxml."""
    with pytest.MonkeyPatch.context() as patch:
        if not lxml:
            patch.setitem(sys.modules, "lxml", None)
        try:
            return read_html(text, limits)
        except SourceError as error:
            return str(error)


def both(text: str, limits: Limits | None = None) -> Blocks | str:
    """Return what comes of a page, which is the same with either parser."""
    limits = limits or Limits()
    found = outcome(text, limits, lxml=False)
    if HAS_LXML:
        assert outcome(text, limits, lxml=True) == found
    return found


def read(text: str) -> Blocks:
    """Return the blocks of a page that can be read."""
    found = both(text)
    assert not isinstance(found, str)
    return found


def texts(text: str) -> list[str]:
    """Return the texts of a page without tables."""
    blocks = read(text)
    assert not list(tables(blocks))
    return [block.text for block in paragraphs(blocks)]


def grid(text: str) -> list[tuple[str, ...]]:
    """Return the cells of a page's only table."""
    (table,) = tables(read(text))
    return [row.cells for row in table.rows]


@pytest.mark.skipif(not PAGES, reason="no corpus folder")
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_real_pages_are_read_in_full(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = read(text)
    assert not list(tables(blocks))
    assert len(blocks) > 40
    said = "".join(block.text for block in paragraphs(blocks))
    assert said.count("责任单位") + said.count("负责") == text.count("责任单位") + text.count("负责")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("<p>甲<p>乙<div>丙", ["甲", "乙", "丙"]),
        ("甲<br>乙<br/>丙", ["甲", "乙", "丙"]),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ("<dl><dt>甲<dd>乙</dl>", ["甲", "乙"]),
        ("<p>省<b>人社</b><span>厅</span></p>", ["省人社厅"]),
        ("<p>甲&nbsp;乙&mdash;&#x4e2d;&lt;b&gt;</p>", ["甲 乙—中<b>"]),
        ("<p>&nbsp;&nbsp;一、总则　</p>", ["  一、总则"]),
        ("<p>　　一、总则</p>", ["　　一、总则"]),
        ("<p>省人社\n   厅、\n省财政厅 a\nb</p>", ["省人社厅、省财政厅 a b"]),
        ("<p>甲</p> \n <p> </p><p>&nbsp;</p>乙", ["甲", "乙"]),
        ("<p>关于<中办 国办的意见>的通知</p>", ["关于<中办 国办的意见>的通知"]),
        ("<p>甲 < 乙</p>", ["甲 < 乙"]),
        ("<p>甲</p><p>乙<", ["甲", "乙<"]),
        ("<ruby>漢<rp>(</rp><rt>han</rt><rp>)</rp></ruby>字", ["漢字"]),
        ("<svg><path d='M1'/><text>图</text></svg>甲", ["甲"]),
        ("<h1>甲<p>乙", ["甲", "乙"]),
        ("<p>甲&#12;乙&#0;&#xD800;丙</p>", ["甲乙\ufffd\ufffd丙"]),
    ],
)
def test_paragraphs(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


@pytest.mark.parametrize(
    "page",
    [
        "<head><title>乙</title></head><p>甲</p>",
        "<p>甲</p><script>if (a<b) document.write('<p>乙</p>')</script>",
        "<script src=a.js /><p>甲</p>",
        "<script>var mark = '<!--';</script><p>甲</p>",
        "<style>p {乙}</style><p>甲",
        "<nav><ul><li>乙</ul></nav><p>甲</p><footer>乙</footer>",
        "<div><nav><p>乙</div><p>甲",
        "<p>甲<!-- <p>乙</p> --></p>",
        "<!--[if mso]><p>乙</p><![endif]--><![if !mso]><p>甲</p><![endif]>",
        "<noscript>乙</noscript><template><p>乙</template><button>乙</button><select><option>乙</select>甲",
        "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x '乙'>]><p>甲</p>",
    ],
)
def test_what_is_not_text_of_the_document_is_skipped(page: str) -> None:
    assert "甲" in "".join(texts(page))
    assert "乙" not in "".join(texts(page))


def test_headings_have_levels() -> None:
    blocks = read("<header><h1>总<br>则</h1></header><div><h3>任务</h3>正文</div>")
    found = [(block.text, block.level) for block in paragraphs(blocks)]
    assert found == [("总", 1), ("则", 1), ("任务", 3), ("正文", None)]


def test_preformatted_text_is_lines() -> None:
    blocks = read("<pre>  一、总则\n\n正文  甲\n</pre><p>后</p>")
    assert blocks == (Paragraph("  一、总则", is_line=True), Paragraph("正文  甲", is_line=True), Paragraph("后"))


def test_merged_cells_are_repeated() -> None:
    page = """<table>
      <tr><th>序号</th><th>任务</th><th>单位</th></tr>
      <tr><td colspan=3>一、就业</td></tr>
      <tr><td rowspan=2>1</td><td>甲</td><td rowspan="2">省人社厅</td></tr>
      <tr><td>乙</td></tr>
    </table>"""
    assert grid(page) == [
        ("序号", "任务", "单位"),
        ("一、就业", "一、就业", "一、就业"),
        ("1", "甲", "省人社厅"),
        ("1", "乙", "省人社厅"),
    ]


def test_ends_of_cells_and_rows_may_be_left_out() -> None:
    page = "<table><thead><th>甲<th>乙<tbody><tr><td>1<td>2<tr><td>3<td>4</table>"
    assert grid(page) == [("甲", "乙"), ("1", "2"), ("3", "4")]


def test_paragraphs_of_a_cell_are_joined_by_line_feeds() -> None:
    assert grid("<table><tr><td><p>　甲</p><p>乙</p></td><td>丙<br>丁</td></tr></table>") == [("甲\n乙", "丙\n丁")]


def test_short_rows_are_filled_up_and_empty_ones_left_out() -> None:
    assert grid("<table><tr><td>甲<td>乙<tr><td>&nbsp;<td><tr><td>丙</table>") == [("甲", "乙"), ("丙", "")]


def test_rows_and_tables_are_counted_in_the_order_of_the_page() -> None:
    table = "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>"
    found = [row.place for each in tables(read(f"{table}<p>间</p>{table}")) for row in each.rows]
    assert found == [Place(table=1, row=1), Place(table=1, row=2), Place(table=2, row=1), Place(table=2, row=2)]


def test_text_of_a_table_outside_its_cells_comes_before_it() -> None:
    first, second = read("<table><caption>附表</caption><tr><td>甲<td>乙</table>")
    assert first == Paragraph("附表")
    assert isinstance(second, Table)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<table><tr><td colspan=100>题<tr><td>甲<td>乙</table>", [("题", "题"), ("甲", "乙")]),
        ("<table><tr><td colspan=100000>题<tr><td>甲<td>乙</table>", [("题", "题"), ("甲", "乙")]),
        ("<table><tr><td rowspan=99999>甲<td>乙<tr><td>丙</table>", [("甲", "乙"), ("甲", "丙")]),
        ("<table><tr><td rowspan=0>甲<td>乙<tr><td>丙</table>", [("甲", "乙"), ("甲", "丙")]),
        ("<table><tr><td rowspan=x>甲<td colspan=-2>乙<tr><td>丙</table>", [("甲", "乙"), ("丙", "")]),
        ("<table><tr><td colspan=2>甲<td colspan=2>乙</table>", [("甲", "乙")]),
        ("<table><tr><td>甲<td>乙<td rowspan=2>丙<tr><td>丁</table>", [("甲", "乙", "丙"), ("丁", "", "丙")]),
    ],
)
def test_spans_reach_no_farther_than_the_table(page: str, expected: list[tuple[str, ...]]) -> None:
    assert grid(page) == expected


BODY = "<p>任务正文，写得比栏目名长得多。</p>" * 9


@pytest.mark.parametrize(
    "page",
    [
        f"<table><tr><td>{BODY}</td></tr></table>",
        f"<table><tr><td>首页</td><td>{BODY}</td></tr><tr><td>栏目</td><td>版权</td></tr></table>",
        "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>",
        "<table><tr><td><table><tr><td>甲</table></td></tr></table>",
        "<td>甲</td><td>乙</td>",
    ],
)
def test_a_table_that_lays_out_the_page_is_taken_apart(page: str) -> None:
    assert len(texts(page)) > 0


def test_a_table_inside_a_layout_stays_a_table() -> None:
    page = "<table><tr><td>栏目<td><p>前</p><table><tr><td>甲<td>乙</table><p>后</p></table>"
    blocks = read(page)
    assert [block.text for block in paragraphs(blocks)] == ["栏目", "前", "后"]
    assert grid(page) == [("甲", "乙")]


@pytest.mark.parametrize("page", ["", "<p></p>", "<script>甲</script>", "<title>甲</title>", "<!-- 甲 -->", "<nav>甲"])
def test_a_page_without_text_is_refused(page: str) -> None:
    assert both(page) == "there is no text in it"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'<html><head><META http-equiv="Content-Type" content="text/html; charset=GB2312">', "gb2312"),
        (b"<meta charset='utf-8'>", "utf-8"),
        (b'<?xml version="1.0" encoding="GBK"?><html>', "gbk"),
        (b"<meta name=x><p>charset=big5</p>", None),
        (b"", None),
        (b"\xff" * 9000 + b"<meta charset=gbk>", None),
    ],
)
def test_the_encoding_a_page_declares(data: bytes, expected: str | None) -> None:
    assert declared_encoding(data) == expected


HOSTILE = {
    "divisions": "<div>" * 50_000 + "甲",
    "bold": "<b>甲" * 100_000,
    "angles": "<" * 300_000,
    "open tags": "<a" * 200_000,
    "open comments": "<!--甲>" * 100_000,
    "open sections": "<![CDATA[甲>" * 100_000,
    "open scripts": "<script>甲" * 100_000,
    "half closed scripts": "<script>" + "</script" * 100_000,
    "stray ends": "<b>甲" + "</div>" * 100_000,
    "attributes": "<p " + "a='1' " * 50_000 + ">甲",
    "spaces": "<p a" + " " * 300_000 + ">甲",
    "entities": "&" * 300_000 + "&#x" * 100_000,
    "unknown in navigation": "<nav>" + "<x>" * 50_000 + "</x>" * 50_000,
    "white space": "<p>中" + " " * 300_000 + "国" + "\n中 " * 50_000,
    "lists": "<ul><li>" * 50_000 + "甲",
    "forms": "<pre>" * 50_000 + "甲" + "</pre>" * 50_000,
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_long_hostile_pages_come_to_an_end(page: str) -> None:
    """What took quadratic time or recursion here would take hours or fail."""
    for lxml in (False, HAS_LXML):
        found = outcome(page, Limits(), lxml=lxml)
        assert isinstance(found, str) or len(found) <= len(page)


def test_tables_in_tables_have_a_bottom() -> None:
    assert both("<table><tr><td>" * 100_000 + "甲") == "tables stand in tables too deeply in it"
    assert texts("<table><tr><td>甲" * 50) == ["甲"] * 50


def test_spans_that_would_fill_the_memory_are_refused() -> None:
    cells = "<tr>" + "<td rowspan=100000>甲" * 200
    assert both(f"<table>{cells}{'<tr><td>乙' * 20_000}</table>") == (
        "it is too long: more than a document of this kind can be"
    )
    assert both(f"<table><tr>{'<td>甲' * 257}</table>") == "a table in it has more than 256 columns"


@pytest.mark.skipif(not HAS_LXML, reason="lxml is not installed")
def test_what_lxml_gives_up_at_is_read_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from lxml import etree  # type: ignore[import-untyped]

    class Fussy:
        def __init__(self, target: object, **_options: bool) -> None:
            self.target = target

        def feed(self, _text: str) -> None:
            raise etree.ParserError("depth")

    monkeypatch.setattr(etree, "HTMLParser", Fussy)
    assert read_html("<p>甲", Limits()) == (Paragraph("甲"),)


PIECES = (
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<br>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>",
    "<td rowspan=2>", "<td colspan=3>", "<h2>", "</h2>", "<li>", "<nav>", "</nav>", "<script>", "</script>", "<!--",
    "-->", "<pre>", "</pre>", "&nbsp;", "&#13;", "<", ">", "甲", "乙\n丙", " ", "\n", "\x00", "</", "<!", "'", '"',
)  # fmt: skip
pages = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)


@given(pages, st.booleans())
def test_any_page_gives_whole_tables_and_clean_texts_or_a_sentence(page: str, lxml: bool) -> None:  # noqa: FBT001 - hypothesis passes it by name
    found = outcome(page, Limits(), lxml=lxml and HAS_LXML)
    if isinstance(found, str):
        return
    for block in paragraphs(found):
        assert not any(ord(each) < 0x20 for each in block.text)
        assert block.text.strip()
        assert block.text.encode()
    for table in tables(found):
        assert len({len(row.cells) for row in table.rows}) == 1


@given(pages, st.integers(0, 5), st.integers(0, 12), st.booleans())
def test_small_limits_are_never_passed(page: str, most: int, characters: int, lxml: bool) -> None:  # noqa: FBT001 - hypothesis passes it by name
    found = outcome(page, Limits(blocks=most, characters=characters, columns=2), lxml=lxml and HAS_LXML)
    if isinstance(found, str):
        return
    rows = [row for table in tables(found) for row in table.rows]
    said = [*(block.text for block in paragraphs(found)), *(cell for row in rows for cell in row.cells)]
    assert len(list(paragraphs(found))) + len(rows) <= most
    assert sum(map(len, said)) <= characters
    assert all(len(row.cells) <= 2 for row in rows)


inline = st.sampled_from(["甲", "乙 ", "<b>丙</b>", "<br>", "&amp;", "<span>丁\n戊</span>"])
phrases = st.lists(inline, min_size=1, max_size=4).map("".join)
cell = st.builds("<td rowspan={} colspan={}>{}</td>".format, st.integers(1, 3), st.integers(1, 3), phrases)
row = st.lists(cell, min_size=1, max_size=4).map(lambda cells: f"<tr>{''.join(cells)}</tr>")
table = st.lists(row, min_size=1, max_size=4).map(lambda rows: f"<table>{''.join(rows)}</table>")
part = st.one_of(
    table,
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "h2", "div", "li"]), phrases),
    st.builds("<div><p>{}</p>{}</div>".format, phrases, table),
)


@pytest.mark.skipif(not HAS_LXML, reason="lxml is not installed")
@given(st.lists(part, min_size=1, max_size=4).map("".join))
def test_both_parsers_say_the_same_of_well_formed_pages(page: str) -> None:
    assert len(both(page)) > 0
