"""Reading PDF files: lines in reading order, columns, furniture, ruled tables, and files that cannot be read."""

from __future__ import annotations

import os
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taskmap.reading.blocks import Blocks, Doubt, Paragraph, Place, Table, paragraphs, tables
from taskmap.reading.limits import Limits, SourceError
from tests.pdf_files import FONT, IMAGE, NAMELESS_FONT, box, lines, pdf, rule, ruled, text

pytest.importorskip("pdfplumber")

from taskmap.reading.readers import pdf_page
from taskmap.reading.readers.pdf import read_pdf
from taskmap.reading.readers.pdf_layout import laid_out
from taskmap.reading.readers.pdf_lines import Line
from taskmap.reading.readers.pdf_page import Char, RawPage, Rule

CORPUS = os.environ.get("TASKMAP_CORPUS", os.path.join(os.path.dirname(__file__), "..", "..", "shared", "corpus"))
SMALL = Limits(size=2**20, unpacked=2**20, characters=20_000, blocks=2_000, columns=64, pages=20)

LEFT = [
    "左栏第一行的文字放在这里共十七个字",
    "左栏第二行的文字放在这里共十七个字",
    "左栏第三行的文字放在这里共十七个字",
]
RIGHT = [line.replace("左", "右") for line in LEFT]


def read(*pages: str) -> Blocks:
    return read_pdf(pdf(*pages), Limits()).blocks


def texts(blocks: Blocks) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(blocks)]


def cells(blocks: Blocks) -> list[tuple[str, ...]]:
    (table,) = tables(blocks)
    return [row.cells for row in table.rows]


def body(count: int, top: float = 100, name: str = "甲") -> str:
    """Draw so many full lines of a single column; the name makes them differ from those of another page."""
    return lines(72, top, [f"这是正文{name}里写满了一整行的文字，从左边一直写到右边为止，没有空格"] * count)


# Lines


def test_lines_have_their_place() -> None:
    blocks = read(lines(72, 100, ["各市人民政府：", "现印发给你们。"]), text(72, 100, "第二页的文字放在这里"))
    assert [(each.text, each.place.page, each.place.line) for each in paragraphs(blocks)] == [
        ("各市人民政府：", 1, 1),
        ("现印发给你们。", 1, 2),
        ("第二页的文字放在这里", 2, 1),
    ]
    assert all(each.is_line for each in paragraphs(blocks))


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (text(72, 100, "到2025年GDP达到3.5万亿元"), "到2025年GDP达到3.5万亿元"),
        (text(72, 100, "open source 开源"), "open source 开源"),
        (text(72, 100, "中办 国办印发"), "中办 国办印发"),
        (text(72, 100, "加快建设制造强省", spacing=9), "加快建设制造强省"),
        (text(72, 100, "省 发 展 改 革 委"), "省发展改革委"),
        (text(72, 100, "省财政厅") + "\n" + text(300, 100, "2020年6月"), "省财政厅 2020年6月"),
        (text(72, 100, "加粗的字") + "\n" + text(72.4, 100, "加粗的字"), "加粗的字"),
        (text(72, 100, "正文", 14) + "\n" + text(100, 99, "①", 7) + "\n" + text(107, 100, "注", 14), "正文①注"),
    ],
)
def test_only_a_gap_between_words_is_a_space(drawn: str, expected: str) -> None:
    assert texts(read(drawn)) == [expected]


def test_an_indent_of_two_characters_begins_a_paragraph() -> None:
    blocks = read(
        body(2) + "\n" + text(96, 140, "首行缩进两个字") + "\n" + text(300, 160, "吉林省人民政府") + "\n" + body(2, 180)
    )
    assert [line[:6] for line in texts(blocks)][2:4] == ["\u3000\u3000首行缩进", "吉林省人民政"]


def test_a_wide_gap_is_a_blank_line() -> None:
    found = texts(read(body(3) + "\n" + text(72, 200, "成文日期")))
    assert found[3:] == ["", "成文日期"]


def test_a_title_in_large_type_has_no_blank_lines() -> None:
    title = text(108, 60, "关于印发《任务分工方案》的通知", 20) + "\n" + text(214, 96, "第二行标题", 20)
    assert texts(read(title + "\n" + body(6, 140)))[:2] == ["关于印发《任务分工方案》的通知", "第二行标题"]


# Columns


def columns(top: float) -> str:
    """Draw two columns, line by line across both."""
    return "\n".join(
        text(60, top + 20 * place, left) + "\n" + text(310, top + 20 * place, right)
        for place, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True))
    )


def test_columns_are_read_one_after_the_other() -> None:
    assert texts(read(columns(100))) == LEFT + RIGHT


def test_a_full_width_line_divides_columns_into_bands() -> None:
    page = "\n".join(
        (
            text(150, 60, "一个跨过两栏的标题写在中间", 18),
            columns(100),
            text(180, 180, "另一个跨过两栏的标题写在中间"),
            columns(220),
        )
    )
    found = [line for line in texts(read(page)) if line]
    assert found == ["一个跨过两栏的标题写在中间", *LEFT, *RIGHT, "另一个跨过两栏的标题写在中间", *LEFT, *RIGHT]


def test_columns_with_different_baselines_stay_apart() -> None:
    assert texts(read(lines(60, 100, LEFT) + "\n" + lines(310, 107, RIGHT))) == LEFT + RIGHT


def test_names_and_values_are_no_columns() -> None:
    pairs = [("联系人", "张三"), ("电话", "123456"), ("地址", "长春市"), ("邮编", "130000"), ("传真", "654321")]
    page = "\n".join(
        lines(60, 100 + 20 * place, [name]) + "\n" + text(330, 100 + 20 * place, value)
        for place, (name, value) in enumerate(pairs)
    )
    assert texts(read(page)) == [f"{name} {value}" for name, value in pairs]


# Furniture


@pytest.mark.parametrize("number", ["— {} —", "—{}—", "{}", "第{}页 共9页", "- {} -", "{}/9"])
def test_page_numbers_are_left_out(number: str) -> None:
    pages = [body(3) + "\n" + text(270, 800, number.format(place)) for place in (3, 4)]
    assert len(texts(read(*pages))) == 6


def test_running_heads_and_feet_are_left_out() -> None:
    pages = [
        text(72, 30, f"吉林公报 2017·{place}")
        + "\n"
        + text(400, 30, "省政府文件")
        + "\n"
        + body(3)
        + "\n"
        + text(72, 780, "内部资料")
        for place in (21, 22)
    ]
    assert len(texts(read(*pages))) == 6


def test_a_last_line_that_two_pages_share_is_no_furniture() -> None:
    pages = [body(3) + "\n" + text(72, 160, f"（责任单位：省发展改革委；完成时限：202{place}年）") for place in (1, 2)]
    assert sum("责任单位" in line for line in texts(read(*pages))) == 2


def test_a_number_in_the_text_stays() -> None:
    assert "2025" in texts(read(body(3) + "\n" + text(72, 160, "2025") + "\n" + body(3, 180)))


CHARS = st.lists(st.tuples(st.integers(0, 580), st.integers(0, 820), st.sampled_from((9, 12, 22))), max_size=60)


@given(CHARS, st.lists(st.tuples(st.integers(0, 590), st.integers(0, 590), st.integers(0, 590)), max_size=12))
def test_no_character_is_lost_or_read_twice(
    places: list[tuple[int, int, int]], rules: list[tuple[int, int, int]]
) -> None:
    chars = [
        Char(chr(0x4E00 + number), x, x + size, top, top + size, size) for number, (x, top, size) in enumerate(places)
    ]
    drawn = tuple(Rule(at, min(one, other), max(one, other)) for at, one, other in rules)
    page = laid_out(RawPage(1, 595, 842, tuple(chars), drawn[::2], drawn[1::2], pictured=0, content=0))
    contents = [item.content for item in page.items]
    found = "".join(each.text if isinstance(each, Line) else "".join(each.texts) for each in contents)
    assert sorted("".join(found.split())) == [char.text for char in chars]


# Tables

XS = (72, 122, 322, 472)


def row(top: float, *words: str, xs: tuple[float, ...] = XS) -> str:
    """Draw one line of each cell of a row."""
    return "\n".join(text(x + 5, top + 5, each) for x, each in zip(xs, words, strict=False) if each)


def test_a_table_stands_in_its_place() -> None:
    table = (
        ruled(XS, (100, 125, 150)) + "\n" + row(100, "序号", "任务", "单位") + "\n" + row(125, "1", "做事", "省人社厅")
    )
    before, found, after = read("\n".join((text(72, 70, "表前的文字"), table, text(72, 170, "表后的文字"))))
    assert isinstance(before, Paragraph)
    assert isinstance(found, Table)
    assert isinstance(after, Paragraph)
    assert [each.cells for each in found.rows] == [("序号", "任务", "单位"), ("1", "做事", "省人社厅")]
    assert [(each.place.page, each.place.table, each.place.row) for each in found.rows] == [(1, 1, 1), (1, 1, 2)]


def test_merged_cells_are_repeated() -> None:
    tops = (100, 125, 150, 175)
    drawn = [
        box(72, 100, 472, 175),
        rule(72, 125, 472, 125),  # a section over all columns above, a cell over two rows below
        rule(122, 150, 472, 150),
        *(rule(x, 125, x, 175) for x in XS[1:-1]),
        row(tops[0], "一、总体要求"),
        row(137, "甲"),
        row(tops[1], "", "事一", "省人社厅"),
        row(tops[2], "", "事二", ""),
    ]
    assert cells(read("\n".join(drawn))) == [("一、总体要求",) * 3, ("甲", "事一", "省人社厅"), ("甲", "事二", "")]


def test_wrapped_lines_of_a_cell_are_joined_and_paragraphs_are_not() -> None:
    words = ["1.建立健全体制机制，统筹推进", "各项工作。", "2.加强督导", "省人社厅", "省财政厅"]
    drawn = ruled(XS, (100, 225)) + "\n" + lines(127, 105, words, size=14) + "\n" + row(100, "甲", "", "乙")
    assert cells(read(drawn)) == [
        ("甲", "1.建立健全体制机制，统筹推进各项工作。\n2.加强督导\n省人社厅\n省财政厅", "乙")
    ]


def test_open_sides_are_closed() -> None:
    drawn = [*(rule(72, top, 472, top) for top in (100, 125, 150)), *(rule(x, 100, x, 150) for x in XS[1:-1])]
    page = "\n".join((*drawn, row(100, "序号", "任务", "单位"), row(125, "1", "做事", "省人社厅")))
    assert cells(read(page)) == [("序号", "任务", "单位"), ("1", "做事", "省人社厅")]


def test_filled_grounds_and_frames_around_text_are_no_tables() -> None:
    grounds = "\n".join(box(60, top, 500, top + 20, "f") for top in (100, 120, 140))
    assert not list(tables(read(box(40, 40, 550, 800) + "\n" + grounds + "\n" + body(3))))


def test_thin_filled_rectangles_are_rules() -> None:
    across = [box(72, top, 472, top + 0.5, "f") for top in (100, 125)]
    down = [box(x, 100, x + 0.5, 125, "f") for x in XS]
    assert cells(read("\n".join((*across, *down, row(100, "1", "做事", "省人社厅"))))) == [("1", "做事", "省人社厅")]


def over_pages(*parts: list[tuple[str, ...]], numbers: bool = True) -> Blocks:
    """Read a table of which every page has a part, each row 30 points high."""
    pages = []
    for place, rows in enumerate(parts, 1):
        tops = [100 + 30 * each for each in range(len(rows) + 1)]
        drawn = [ruled(XS, tops), *(row(top, *words) for top, words in zip(tops, rows, strict=False))]
        pages.append("\n".join([*drawn, text(270, 800, f"— {place} —")] if numbers else drawn))
    return read(*pages)


HEAD = ("序号", "任务", "单位")


def test_a_table_over_pages_is_one_with_one_head() -> None:
    blocks = over_pages([HEAD, ("1", "甲事", "甲厅")], [HEAD, ("2", "乙事", "乙厅")], [HEAD, ("3", "丙事", "丙厅")])
    assert cells(blocks) == [HEAD, ("1", "甲事", "甲厅"), ("2", "乙事", "乙厅"), ("3", "丙事", "丙厅")]
    assert [each.place.page for each in next(tables(blocks)).rows] == [1, 1, 2, 3]


def test_a_row_cut_by_the_end_of_a_page_is_made_whole() -> None:
    blocks = over_pages(
        [HEAD, ("1", "加快推进人力资源和社会保障体系", "省人社厅、")],
        [HEAD, ("", "建设。", "省财政厅"), ("2", "乙事", "乙厅")],
    )
    assert cells(blocks) == [
        HEAD,
        ("1", "加快推进人力资源和社会保障体系建设。", "省人社厅、省财政厅"),
        ("2", "乙事", "乙厅"),
    ]


def test_a_new_item_below_a_merged_cell_is_a_row_of_its_own() -> None:
    tops = (100, 130, 160)
    first = [
        *(rule(122, top, 472, top) for top in tops),
        *(rule(72, top, 122, top) for top in (100, 160)),
        *(rule(x, 100, x, 160) for x in XS),
        text(77, 105, "甲类"),
        row(100, "", "（1）第一件。", "甲厅"),
        row(130, "", "（2）第二件。", "乙厅"),
    ]
    second = [ruled(XS, (100, 130)), row(100, "", "（3）第三件。", "丙厅")]
    assert cells(read("\n".join(first), "\n".join(second))) == [
        ("甲类", "（1）第一件。", "甲厅"),
        ("甲类", "（2）第二件。", "乙厅"),
        ("甲类", "（3）第三件。", "丙厅"),
    ]


def test_tables_with_text_between_them_stay_apart() -> None:
    table = ruled(XS, (100, 125)) + "\n" + row(100, "1", "做事", "省人社厅")
    assert len(list(tables(read(table + "\n" + text(72, 150, "表一的说明文字"), table)))) == 2


def test_tables_with_other_columns_stay_apart() -> None:
    other = (72, 222, 322, 472)
    first = ruled(XS, (100, 125)) + "\n" + row(100, "1", "做事", "省人社厅")
    second = ruled(other, (100, 125)) + "\n" + row(100, "1", "做事", "省人社厅", xs=other)
    assert len(list(tables(read(first, second)))) == 2


def test_a_cell_that_covers_rows_on_both_pages_is_repeated() -> None:
    tops = (100, 130, 160, 190)
    first = [
        *(rule(172, top, 472, top) for top in tops),
        *(rule(72, top, 172, top) for top in (100, 130, 190)),
        *(rule(x, 100, x, 190) for x in (72, 172, 322, 472)),
        *(
            row(100 + 30 * place, *words, xs=(72, 172, 322))
            for place, words in enumerate(((*HEAD,), ("甲类", "第一件。", "甲厅"), ("", "第二件。", "乙厅")))
        ),
    ]
    second = [ruled((72, 172, 322, 472), (100, 130)), row(100, "", "第三件。", "丙厅", xs=(72, 172, 322))]
    assert cells(read("\n".join(first), "\n".join(second))) == [
        HEAD,
        ("甲类", "第一件。", "甲厅"),
        ("甲类", "第二件。", "乙厅"),
        ("甲类", "第三件。", "丙厅"),
    ]


def test_a_part_whose_rows_all_cover_two_columns_still_belongs_to_its_table() -> None:
    wide = (72, 322, 472)
    first = ruled(XS, (100, 125)) + "\n" + row(100, *HEAD)
    second = (
        text(72, 60, "（续表）") + "\n" + ruled(wide, (100, 125)) + "\n" + row(100, "二、保障措施", "省人社厅", xs=wide)
    )
    blocks = read(first, second)
    assert cells(blocks) == [HEAD, ("二、保障措施", "二、保障措施", "省人社厅")]
    assert texts(blocks) == []


def test_owners_below_each_other_stay_apart_where_a_page_ends() -> None:
    first = (
        ruled(XS, (100, 145))
        + "\n"
        + row(100, "1", "加快推进人力资源和社会保障体系", "省人社厅")
        + "\n"
        + row(120, "", "", "省财政厅")
    )
    second = ruled(XS, (100, 125)) + "\n" + row(100, "", "建设。", "省商务厅")
    assert cells(read(first, second)) == [("1", "加快推进人力资源和社会保障体系建设。", "省人社厅\n省财政厅\n省商务厅")]


# What cannot be read


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no PDF"),
        (b"%PDF-1.4 and nothing else", "no PDF"),
        (pdf(text(72, 100, "有文字的文件"))[:300], "no PDF|no pages"),
        (pdf(IMAGE), "scan"),
        (pdf(*[IMAGE] * 30, text(72, 100, "三十页扫描件之外只有这一页上有一行可以读出来的文字")), "scan"),
        (pdf(""), "scan"),
        (pdf(text(72, 100, "字体没有说明这些是什么字"), font=NAMELESS_FONT), "fonts"),
        (
            pdf(
                text(72, 100, "加密"),
                trailer=f"/ID [<{'00' * 16}> <{'00' * 16}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                f"/O <{'00' * 32}> /U <{'11' * 32}> >>",
            ),
            "encrypted",
        ),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read_pdf(data, Limits())


def test_pages_that_are_pictures_are_named_and_the_others_read() -> None:
    stamped = f"{IMAGE}\n{text(72, 100, '扫描件')}"
    source = read_pdf(pdf(body(3), IMAGE, stamped, IMAGE, body(2, 120, "乙"), "", IMAGE), Limits())
    assert len(texts(source.blocks)) == 6
    assert source.doubts == (Doubt("unread-pages", Place(page=2), "2-4, 7"),)


@pytest.mark.parametrize(
    "page",
    [
        "",  # empty
        text(72, 100, "2020年3月5日"),
        f"{IMAGE.replace('595 0 0 842', '120 0 0 120')}\n{text(72, 100, '青海省人民政府')}",  # with a seal
        f"{IMAGE}\n{body(2)}",  # recognised: the text lies over the picture
    ],
)
def test_pages_without_pictures_or_with_text_are_no_scans(page: str) -> None:
    assert not read_pdf(pdf(body(3), page), Limits()).doubts


def test_a_page_whose_characters_are_drawn_as_curves_is_a_picture() -> None:
    drawn = "\n".join(rule(72, 100 + place, 90, 100 + place) for place in range(300))
    assert [doubt.words for doubt in read_pdf(pdf(body(3), drawn), Limits()).doubts] == ["2"]


def test_the_libraries_are_quiet(capfd: pytest.CaptureFixture[str]) -> None:
    font = FONT.replace("[0 -120 1000 880]", "[]")  # pdfminer would say that this is no box
    assert texts(read_pdf(pdf(text(72, 100, "有文字的文件"), font=font), Limits()).blocks) == ["有文字的文件"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "limits",
    [Limits(pages=2), Limits(characters=50), Limits(blocks=5), Limits(columns=2), Limits(unpacked=1_000)],
)
def test_limits_are_kept(limits: Limits) -> None:
    table = ruled(XS, (100, 125)) + "\n" + row(100, "1", "做事", "省人社厅")
    data = pdf(body(3), body(3), body(3, 200) + "\n" + table)
    assert read_pdf(data, Limits()).blocks
    with pytest.raises(SourceError):
        read_pdf(data, limits)


def test_packed_data_is_not_unpacked_without_bounds() -> None:
    packed = zlib.compress(bytes(4 * 2**20)).decode("latin-1")
    with pytest.raises(SourceError, match="unpacked"):
        read_pdf(pdf(packed), SMALL)


def test_objects_that_stand_for_each_other_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_page, "MAX_LOOKUPS", 20_000)
    data = pdf(text(72, 100, "有文字的文件"))
    for part in (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>"):
        assert part in data
        number = data[: data.index(part)].split()[-3].decode()
        with pytest.raises(SourceError):
            read_pdf(data.replace(part, f"{number} 0 R".encode().ljust(len(part))), Limits())


def test_figures_that_draw_figures_come_to_an_end() -> None:
    figures = [f"/X{number + 1} Do " * 10 for number in range(1, 12)]
    with pytest.raises(SourceError):
        read_pdf(pdf("/X1 Do", figures=[*figures, text(72, 100, "字")]), Limits())


def test_a_page_full_of_rules_has_its_text_and_no_table() -> None:
    rules = "\n".join(rule(72, 100 + place % 600, 400, 100 + place % 600) for place in range(11_000))
    assert texts(read(rules + "\n" + body(3))) == texts(read(body(3)))


SAMPLE = pdf(columns(100) + "\n" + ruled(XS, (200, 225)) + "\n" + row(200, "1", "做事", "省人社厅"), body(3))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), max_size=8), st.integers(0, len(SAMPLE))
)
def test_damaged_files_are_read_or_refused(damage: list[tuple[int, int]], length: int) -> None:
    damaged = bytearray(SAMPLE)
    for place, value in damage:
        damaged[place] = value
    try:
        blocks = read_pdf(bytes(damaged[: length if length % 3 == 0 else None]), SMALL).blocks
    except SourceError:
        return
    assert all(isinstance(each, (Paragraph, Table)) for each in blocks)


# A real document


def test_a_real_document_reads_in_order() -> None:
    path = os.path.join(CORPUS, "44-hainan-energy-retrofit-2022.pdf")
    if not os.path.exists(path):
        pytest.skip("no corpus folder")
    with open(path, "rb") as file:
        found = read_pdf(file.read(), Limits()).blocks
    assert not list(tables(found))
    lines_found = [line for line in texts(found) if line]
    assert len(lines_found) == 161
    assert sum(line.startswith("\u3000\u3000") for line in lines_found) == 37
    assert "".join(lines_found).count("责任单位：") == 16
