"""The container of a Word document: repaired where documents are sloppy, refused where they are hostile or damaged."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taskmap.reading.blocks import Block, Paragraph, Place, Table, paragraphs
from taskmap.reading.limits import Limits, SourceError
from taskmap.reading.readers.word import read_word
from tests.word_files import (
    cell,
    changed,
    definition,
    level,
    num,
    numbered,
    p,
    part_of,
    row,
    run,
    table,
    text_box,
    word,
)

SMALL = Limits(size=2**20, unpacked=2**21, characters=10**5, blocks=1000, columns=20)
DOCUMENT = "word/document.xml"
SPLIT, CONTINUED = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.fixture(scope="module")
def valid() -> bytes:
    """Return a document with a bit of everything."""
    lists = definition(level(0, "chineseCounting", "%1、")) + num()
    rows = (row(cell("宽", '<w:gridSpan w:val="2"/>')), row(cell("高", SPLIT), "乙"), row(cell("", CONTINUED), "丙"))
    return word(numbered("总体要求") + p(run("甲") + text_box(p("框"))) + table(*rows) + p("完"), lists)


def test_a_document_that_names_parts_it_does_not_have_is_read(valid: bytes) -> None:
    relations = "word/_rels/document.xml.rels"
    image = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    missing = b'<Relationship Id="rId77" Target="../NULL" Type="%s"/></Relationships>' % image
    data = changed(valid, {relations: part_of(valid, relations).replace(b"</Relationships>", missing)})
    assert read_word(data, Limits()) == read_word(valid, Limits())


def test_a_document_without_styles_and_lists_is_read(valid: bytes) -> None:
    gone = {"word/_rels/document.xml.rels": None, "word/styles.xml": None, "word/lists.xml": None}
    assert next(paragraphs(read_word(changed(valid, gone), Limits()))).text == "总体要求"


def test_documents_with_macros_and_strict_ones_are_read(valid: bytes) -> None:
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with_macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    types = "[Content_Types].xml"
    assert read_word(changed(valid, {types: part_of(valid, types).replace(main, with_macros)}), Limits())
    strict: dict[str, bytes | None] = {}
    for name in (DOCUMENT, "word/lists.xml", "word/styles.xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        part = part_of(valid, name)
        for kind in (b"wordprocessingml", b"officeDocument"):
            part = part.replace(
                b"http://schemas.openxmlformats.org/%s/2006/" % kind, b"http://purl.oclc.org/ooxml/%s/" % kind
            )
        strict[name] = part
    assert read_word(changed(valid, strict), Limits()) == read_word(valid, Limits())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"{\\rtf1}",
        "一、总体要求".encode(),
    ],
)
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="it is not a Word document"):
        read_word(data, Limits())


def test_another_package_is_refused(valid: bytes) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a.txt", "甲")
    sheet = changed(valid, {DOCUMENT: b"<worksheet/>"})
    for data in (written.getvalue(), sheet, changed(valid, {DOCUMENT: None}), changed(valid, {DOCUMENT: b"<w"})):
        with pytest.raises(SourceError, match="it is not a Word document"):
            read_word(data, Limits())


def test_old_and_encrypted_documents_are_told_apart(valid: bytes) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    with pytest.raises(SourceError, match="old Word"):
        read_word(ole, Limits())
    with pytest.raises(SourceError, match="password"):
        read_word(ole + "EncryptedPackage".encode("utf-16-le"), Limits())
    flagged = bytearray(valid)
    for sign, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := flagged.find(sign, at + 1)) >= 0:
            flagged[at + place] |= 1
    with pytest.raises(SourceError, match="password"):
        read_word(bytes(flagged), Limits())


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        "<!DOCTYPE x>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", [DOCUMENT, "word/styles.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"])
def test_entities_are_refused_in_every_part(valid: bytes, part: str, encoding: str, prolog: str) -> None:
    text = part_of(valid, part).decode()
    root = text[text.index("?>") + 2 :] if text.startswith("<?xml") else text
    hostile = f'<?xml version="1.0" encoding="{encoding}"?>{prolog}{root}'.encode(encoding)
    with pytest.raises(SourceError, match="entities"):
        read_word(changed(valid, {part: hostile}), Limits())


@pytest.mark.parametrize("encoding", ["utf-7", "cp037"])
def test_entities_cannot_be_hidden_in_an_encoding(valid: bytes, encoding: str) -> None:
    hostile = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY e "x">]><x>&e;</x>'.encode(encoding)
    with pytest.raises(SourceError):
        read_word(changed(valid, {DOCUMENT: hostile}), Limits())


def test_a_package_that_unpacks_to_too_much_is_refused(valid: bytes) -> None:
    bomb = changed(valid, {"word/media/image1.png": bytes(3 * 2**20)})
    assert read_word(bomb, Limits())
    with pytest.raises(SourceError, match="larger than 2 MB"):
        read_word(bomb, SMALL)


def test_a_package_that_states_a_smaller_size_is_refused(valid: bytes) -> None:
    lying = bytearray(changed(valid, {"word/styles.xml": b"<x>" + bytes(3 * 2**20)}))
    entry = lying.index(b"PK\x01\x02")
    while lying[entry + 46 : entry + 61] != b"word/styles.xml":
        entry = lying.index(b"PK\x01\x02", entry + 1)
    lying[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    with pytest.raises(SourceError):
        read_word(bytes(lying), SMALL)


def test_deep_nesting_is_refused_or_read() -> None:
    deep = p("底")
    for _level in range(75):
        deep = table(row(cell(deep + p()), "旁"))
    assert isinstance(read_word(word(deep), Limits())[0], Table)
    frames = p("底")
    for _level in range(70):
        frames = table(row(cell(frames)))
    assert read_word(word(frames), Limits()) == (Paragraph("底", Place(line=1)),)
    body = part_of(word(p("甲")), DOCUMENT).replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 5000)
    with pytest.raises(SourceError, match="not a Word document"):
        read_word(changed(word(p("甲")), {DOCUMENT: body}), Limits())


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (table(row(cell("甲", '<w:gridSpan w:val="99999999"/>'), "乙")), "more than 20 columns"),
        (table(row("甲", "乙", properties='<w:gridAfter w:val="30"/>')), "more than 20 columns"),
        (table(*[row("", "", properties='<w:gridAfter w:val="18"/>')] * 1001), "too long"),
        (p("甲" * 100_001), "too long"),
    ],
)
def test_the_limits_are_kept(body: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read_word(word(body), SMALL)


def test_what_fills_the_memory_without_a_text_is_refused() -> None:
    data = word(p("甲"))
    hollow = part_of(data, DOCUMENT).replace(b"<w:body>", b"<w:body>" + b"<w:r/>" * 2_000_001)
    empty = table(row(cell(p() * 1001), "甲"))
    for hostile in (changed(data, {DOCUMENT: hollow}), changed(data, {f"{each}.xml": b"" for each in range(10_001)})):
        with pytest.raises(SourceError, match="too long"):
            read_word(hostile, Limits())
    with pytest.raises(SourceError, match="too long"):
        read_word(word(empty), SMALL)


def test_rows_that_are_filled_up_count_in_full() -> None:
    data = word(table(row(*"甲" * 20), *[row("乙")] * 99))
    assert read_word(data, SMALL)
    with pytest.raises(SourceError, match="too long"):
        read_word(data, SMALL._replace(characters=1999))


def test_members_are_packed_as_the_format_allows(valid: bytes) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(valid)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_LZMA) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    with pytest.raises(SourceError, match="it is not a Word document"):
        read_word(written.getvalue(), Limits())


def test_a_merged_text_counts_at_every_place() -> None:
    merged = table(row(cell("甲" * 10_000, f'<w:gridSpan w:val="5"/>{SPLIT}'), "乙"), *[
        row(cell("", f'<w:gridSpan w:val="5"/>{CONTINUED}'), "乙")
    ] * 2)  # fmt: skip
    with pytest.raises(SourceError, match="too long"):
        read_word(word(merged), SMALL)


@given(st.binary(max_size=300))
@example(b"PK\x05\x06" + bytes(18))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        read_word(data, SMALL)


@given(st.data())
def test_a_document_cut_short_is_refused(valid: bytes, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(valid) - 30))
    with pytest.raises(SourceError):
        read_word(valid[:end], SMALL)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_document_with_changed_bytes_is_read_or_refused(valid: bytes, changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(valid)
    for place, byte in changes:
        damaged[place % len(damaged)] = byte
    _read_or_refused(bytes(damaged))


@given(st.sampled_from([DOCUMENT, "word/lists.xml", "word/styles.xml", "word/_rels/document.xml.rels"]), st.data())
def test_parts_with_changed_words_are_read_or_refused(valid: bytes, part: str, data: st.DataObject) -> None:
    old = part_of(valid, part)
    words = st.sampled_from(
        [b"w:p", b"w:tbl", b"w:tr", b"w:tc", b"w:val", b'"0"', b'"1"', b"w:r>", b"w:t>", b"w:lvl", b"rId"]
    )
    for source, target in data.draw(st.lists(st.tuples(words, words), min_size=1, max_size=3)):
        old = old.replace(source, target, data.draw(st.integers(-1, 3)))
    _read_or_refused(changed(valid, {part: old}))


def _read_or_refused(data: bytes) -> None:
    """Expect blocks or a SourceError."""
    try:
        blocks = read_word(data, SMALL)
    except SourceError:
        return
    assert all(isinstance(each, Block) for each in blocks)
