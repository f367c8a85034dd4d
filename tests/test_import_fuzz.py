"""Whatever a file holds: importing it gives documents that can be kept or one sentence, within bounds."""

from __future__ import annotations

import importlib.util
import os
import shutil
import tomllib
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taskmap.checks import errors
from taskmap.location import built_in
from taskmap.model import DataSet
from taskmap.problems import TaskmapError
from taskmap.reading.blocks import Paragraph
from taskmap.reading.importing import Settings, import_bytes
from taskmap.reading.limits import Limits
from taskmap.reading.readers.sources import open_source
from taskmap.registry import Registry
from taskmap.registry_file import load_registry
from taskmap.schema import Reader
from taskmap.store import dump
from tests.every_form import NEEDS, PROSE, TABLES
from tests.old_files import container
from tests.strategies import NASTY
from tests.word_files import changed, part_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from taskmap.reading.blocks import Block

SMALL = Limits(size=2**20, unpacked=2**18, characters=20_000, blocks=500, columns=16, pages=5)
SUFFIXES = (".txt", ".md", ".html", ".csv", ".xlsx", ".xls", ".ods", ".docx", ".doc", ".odt", ".rtf", ".pdf", "")
FORMS = ("text", "html", "csv", "xlsx", "docx", "pdf")
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16", "utf-16-be")
MAGIC = (b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7\n", b"{\\rtf1", b"<html>",
    b"\xff\xfe", b"\xef\xbb\xbf",
)  # fmt: skip
"""How files begin."""


def installed(name: str) -> bool:
    """Tell whether there is what reads, and here makes, a file of that name."""
    package = NEEDS.get(os.path.splitext(name)[1])
    return package is None or importlib.util.find_spec(package) is not None


FILES = {name: make for name, make in {**PROSE, **TABLES}.items() if installed(name)} | {
    "old.doc": lambda: container({"WordDocument": PROSE["utf-16.txt"]()})
}
"""What makes a file of each kind, by its name."""

ALIKE = {"bom.txt", "utf-16-be.txt", "crlf.txt", "gbk.html", "excel.csv", "plain.docx", "table.docx"}
DIFFERENT = [name for name in FILES if name not in ALIKE]
few = settings(max_examples=20)

PACKAGES = {
    "numbered.docx": ("word/document.xml", "word/lists.xml", "word/styles.xml", "[Content_Types].xml"),
    "ruled.docx": ("word/document.xml", "word/_rels/document.xml.rels"),
    "table.xlsx": ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"),
}
"""Parts of the files that are archives."""


@pytest.fixture(autouse=True)
def _no_libreoffice(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep LibreOffice, which takes seconds, out of all tests but those that are marked as its own."""
    if not request.node.get_closest_marker("office"):
        monkeypatch.setenv("PATH", os.devnull)


@cache
def registry() -> Registry:
    return Registry(*load_registry(built_in().agencies))


@cache
def file(name: str) -> bytes:
    return FILES[name]()


def assert_read_or_refused(name: str, data: bytes, chosen: Settings = Settings(limits=SMALL)) -> None:  # noqa: B008 - frozen
    """See to it that a file gives documents that can be kept, or a sentence."""
    try:
        imported = import_bytes(name, data, registry(), chosen)
    except TaskmapError:
        return
    assert imported.documents
    for document in imported.documents:
        alone = DataSet((document,))
        assert not list(errors(alone))
        reader = Reader()
        kept = reader.file(tomllib.loads(dump(alone)), "tasks")["documents"]
        assert not reader.faults
        assert kept == (document,)
    assert all(str(problem) for problem in imported.problems)


def assert_kept(blocks: Iterable[Block], limits: Limits) -> None:
    """See to it that blocks keep the limits."""
    texts: list[str] = []
    count = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            count += 1
            texts.append(block.text)
        else:
            count += len(block.rows)
            for row in block.rows:
                assert len(row.cells) <= limits.columns
                texts += row.cells
    assert count <= limits.blocks
    assert sum(map(len, texts)) <= limits.characters


def cut_and_changed(data: bytes) -> st.SearchStrategy[bytes]:
    """Return the strategy for data some bytes of which are changed, taken out or put in, or whose end is missing."""
    place = st.integers(0, max(len(data) - 1, 0))
    change = st.one_of(
        st.tuples(st.just("flip"), place, st.integers(0, 7)),
        st.tuples(st.just("set"), place, st.integers(0, 255)),
        st.tuples(st.just("cut"), place, st.integers(1, 40)),
        st.tuples(st.just("twice"), place, st.integers(1, 400)),
    )
    length = st.just(len(data)) | place
    return st.tuples(st.lists(change, max_size=6), length).map(lambda drawn: damaged(data[: drawn[1]], drawn[0]))


def damaged(data: bytes, changes: Iterable[tuple[str, int, int]]) -> bytes:
    """Change data at some places."""
    copy = bytearray(data)
    for kind, place, value in changes:
        if place >= len(copy):
            continue
        if kind == "flip":
            copy[place] ^= 1 << value
        elif kind == "set":
            copy[place] = value
        elif kind == "cut":
            del copy[place : place + value]
        else:
            copy[place:place] = copy[place : place + value]
    return bytes(copy)


names = st.builds("{}{}".format, st.sampled_from(("a", "方案", "-")), st.sampled_from(SUFFIXES))
choices = st.builds(
    Settings,
    form=st.none() | st.sampled_from(FORMS),
    encoding=st.none() | st.sampled_from((*ENCODINGS, "ascii", "klingon")),
    region=st.none() | st.sampled_from(("吉林省", "")),
    id=st.none() | st.just("mine"),
    limits=st.just(SMALL),
)


@given(names, st.sampled_from(MAGIC), st.binary(max_size=300), choices)
def test_any_bytes_are_read_or_refused(name: str, magic: bytes, rest: bytes, chosen: Settings) -> None:
    assert_read_or_refused(name, magic + rest, chosen)


NAMED = (
    "省人力资源社会保障厅", "省财政厅", "财政厅", "团省委", "各市（州）人民政府", "有关部门", "省委组织部", "税务",
    "牵头", "负责", "配合", "按职责分工负责", "会同", "等", "和", "由", "下同", "牵头单位：", "责任单位：",
    "配合单位：", "完成时限：", "以下各项任务均需", "列第一位者为牵头单位，下同",
)  # fmt: skip
MARKS = (
    "（", "）", "(", ")", "《", "》", "“", "”", "、", "，", "。", "；", "：", "一、", "二、", "（一）", "（二）", "1.",
    "2．", "（1）", "①", "第一条", "第二章 ", "附件1", "专栏1 ", "一是",
)  # fmt: skip
SAID = (
    "序号", "任务", "备注", "到2025年", "2022年6月底前", "每年", "达到80%以上", "1万人", "吉政发〔2017〕25号",
    "2017年8月1日", "关于支持创业的实施意见", "吉林省人民政府", "關於", "業(yè)", "?jié)", "\ufffd", "灡", "—31—",
)  # fmt: skip
LAYOUT = (
    "\n", "\n\n", "\t", "\t\t", "| ", "　　", "##  ", "---|---", "<td>", "<tr>", "<table>", "</table>", "<p>", "<br>",
    "<td rowspan=9 colspan=9>", "<!--", "<script>", '"', ",", ";",
)  # fmt: skip
PIECES = st.one_of(*map(st.sampled_from, (NAMED, MARKS, SAID, LAYOUT, NASTY)), st.text(max_size=6))
documents = st.lists(PIECES, max_size=60).map("".join)


@given(names, documents, st.sampled_from(ENCODINGS), choices)
def test_any_text_is_read_or_refused(name: str, text: str, encoding: str, chosen: Settings) -> None:
    data = text.encode(encoding, "replace")
    assert_read_or_refused(name, data, chosen._replace(encoding=None))
    assert_read_or_refused("a.txt", text.encode("utf-8", "replace"))


HERE = os.path.dirname(__file__)
TEXTS = sorted(
    os.path.join(folder, name)
    for folder in (os.path.join(HERE, "documents"), os.path.join(HERE, "seeds"))
    for name in os.listdir(folder)
    if name.endswith((".txt", ".md", ".csv", ".html"))
)
"""Documents in all forms of naming owners, whose tables come to an end in the middle when they are cut."""

SEPARATORS = ("", "\n\n", "\t", "|", " | ", " ", "，")


@settings(max_examples=200)
@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.randoms(use_true_random=False), st.sampled_from(SEPARATORS))
def test_documents_cut_shuffled_and_mixed_are_read(path: str, other: str, chance: Random, separator: str) -> None:
    text, further = (text_of(each) for each in (path, other))
    lines = text.split("\n")
    cut = chance.randrange(len(text) + 1)
    shuffled = chance.sample(lines, len(lines))
    mixed = (line for pair in zip(lines, further.split("\n"), strict=False) for line in pair)
    name = os.path.basename(path)
    for made in (text[:cut], text[cut:], "\n".join(shuffled), "\n".join(mixed), separator.join(lines)):
        assert_read_or_refused(name, made.encode("utf-8", "replace"), Settings())


@cache
def text_of(path: str) -> str:
    with open(path, encoding="utf-8", errors="replace") as read:
        return read.read()


@pytest.mark.parametrize("name", DIFFERENT)
@few
@given(st.data())
def test_damaged_files_are_read_or_refused(name: str, data: st.DataObject) -> None:
    assert_read_or_refused(name, data.draw(cut_and_changed(file(name))))


@pytest.mark.parametrize("name", [name for name in PACKAGES if name in FILES])
@few
@given(st.data())
def test_packages_with_damaged_parts_are_read_or_refused(name: str, data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(PACKAGES[name]))
    assert_read_or_refused(name, changed(file(name), {part: data.draw(cut_and_changed(part_of(file(name), part)))}))


@pytest.mark.parametrize("name", DIFFERENT)
@few
@given(st.data())
def test_no_reader_takes_on_more_than_it_may(name: str, data: st.DataObject) -> None:
    limits = Limits(
        size=2**20,
        unpacked=data.draw(st.sampled_from((1, 5_000, 2**20))),
        characters=data.draw(st.integers(0, 700)),
        blocks=data.draw(st.integers(0, 30)),
        columns=data.draw(st.integers(0, 6)),
        pages=data.draw(st.integers(0, 2)),
    )
    try:
        source = open_source(name, file(name), limits=limits)
    except TaskmapError:
        return
    assert_kept(source.blocks, limits)


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (soffice on the PATH)")
@pytest.mark.parametrize("damage", [(), (("cut", 30, 40),), (("set", 600, 0), ("flip", 2000, 3))])
def test_damaged_documents_of_an_old_word_are_read_or_refused(damage: tuple[tuple[str, int, int], ...]) -> None:
    assert_read_or_refused("old.doc", damaged(file("old.doc"), damage))
