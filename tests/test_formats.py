"""Files are told by what is in them, whatever their names say."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.reading.limits import SourceError
from taskmap.reading.readers.formats import FORMATS, OLE_MAGIC, detect

CORPUS = Path(os.environ.get("TASKMAP_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
KINDS = {".txt": "text", ".html": "html", ".csv": "csv", ".docx": "word", ".pdf": "pdf", ".xlsx": "workbook"}
FILES = sorted(path for path in CORPUS.glob("*") if path.suffix in KINDS)


def archive(*names: str, kind: str = "") -> bytes:
    """Return a zip archive with these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as members:
        if kind:
            members.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        for name in names:
            members.writestr(name, "<a/>")
    return file.getvalue()


def old(*streams: str) -> bytes:
    """Return what has the look of the container of old Office files."""
    return OLE_MAGIC + bytes(512) + b"".join(stream.encode("utf-16-le") + bytes(64) for stream in streams)


@pytest.mark.skipif(not FILES, reason="no corpus folder")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_real_files_are_what_their_names_say_also_without_one(path: Path) -> None:
    data = path.read_bytes()
    assert detect(data, path.name) == KINDS[path.suffix]
    if path.suffix != ".csv":
        assert detect(data, "-") == KINDS[path.suffix]


@pytest.mark.parametrize("name", ["a.txt", "a.doc", "a.html", "a.xlsx", "-"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.5\n", "pdf"),
        (b"\r\n\r\n%PDF-1.5\n", "pdf"),
        (archive("[Content_Types].xml", "word/document.xml"), "word"),
        (archive("[Content_Types].xml", "word\\document2.xml"), "word"),
        (archive("[Content_Types].xml", "xl/workbook.xml", "xl/embeddings/word.xml"), "workbook"),
        (archive("content.xml", kind="spreadsheet"), "workbook"),
        (archive("content.xml", kind="text"), "old-office"),
        (old("Root Entry", "WordDocument"), "old-office"),
        (old("Root Entry", "WordDocument", "Workbook"), "old-office"),
        (old("Root Entry", "Workbook"), "workbook"),
        (b"{\\rtf1\\ansi", "old-office"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "old-office"),
        ("<!DOCTYPE html><p>甲".encode(), "html"),
        ("\ufeff<html><body>甲".encode(), "html"),
        ("<html><body>甲".encode("utf-16"), "html"),
        (b"<!-- saved -->\n<HTML xmlns:o='x'>", "html"),
        ("<table border=1><tr><td>甲</td></tr></table>".encode("gbk"), "html"),
    ],
)
def test_the_first_bytes_decide_before_the_name(data: bytes, kind: str, name: str) -> None:
    assert detect(data, name) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text"),
        ("a", "text"),
        ("-", "text"),
        ("a.doc", "text"),
        ("a.md", "text"),
        ("a.csv", "csv"),
        ("A.CSV", "csv"),
        ("a.tsv", "csv"),
        ("a.xls", "csv"),
        ("a.htm", "html"),
    ],
)
def test_the_name_decides_where_nothing_else_does(name: str, kind: str) -> None:
    assert detect("序号,任务\n1,甲<br>乙\n".encode(), name) == kind


def test_texts_that_mention_tags_are_no_pages() -> None:
    assert detect("各单位：\n<p>是段落标记。\n".encode(), "a.txt") == "text"
    assert detect(b'<div align="center"><br></div>\n# a', "README.md") == "text"
    assert detect("<中办 国办的意见>任务分工\n<附件>".encode(), "a.txt") == "text"
    assert detect(b"<p><br>" + b" " * 40 + b"a,b", "a.csv") == "csv"


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"\x89PNG\r\n\x1a\n", "OCR"),
        (b"\xff\xd8\xff\xe0", "OCR"),
        (b"GIF89a", "OCR"),
        (b"II*\0", "OCR"),
        (b"BM\x36\x10\0\0\0\0\0\0", "OCR"),
        (b"RIFF\0\0\0\0WEBPVP8", "OCR"),
        (b"Rar!\x1a\x07\x00", "unpack"),
        (b"7z\xbc\xaf\x27\x1c", "unpack"),
        (b"\x1f\x8b\x08", "unpack"),
        (archive("a.txt"), "unpack"),
        (archive(), "unpack"),
        (archive("OFD.xml", "Doc_0/Document.xml"), "OFD"),
        (archive("ppt/presentation.xml"), "presentation"),
        (archive("xl/workbook.bin"), "xlsx"),
        (archive(kind="presentation"), "presentation"),
        (old("PowerPoint Document"), "presentation"),
        (old("EncryptedPackage"), "password"),
        (old("Book"), "xlsx"),
        (old(), "damaged"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"MIME-Version: 1.0\r\n", "docx"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "xlsx"),
    ],
)
def test_what_is_not_read_is_refused_with_advice(data: bytes, advice: str) -> None:
    for name in ("a.txt", "a.docx", "-"):
        with pytest.raises(SourceError, match=advice):
            detect(data, name)


@pytest.mark.parametrize("text", ["BM指数", "RIFF", "BMW", "GIF", "PK", "MM*"])
def test_texts_that_begin_like_a_picture_are_texts(text: str) -> None:
    assert detect(f"{text}：省人社厅负责\n".encode(), "a.txt") == "text"


def test_the_names_for_users_stand_for_kinds_there_are() -> None:
    assert set(FORMATS) == {"text", "html", "csv", "xlsx", "docx", "pdf"}
    assert set(FORMATS.values()) == set(KINDS.values())


STARTS = (b"PK\x03\x04", OLE_MAGIC, b"<html", b"BM", b"RIFF", b"%PDF", b"\xff\xfe", archive("word/document.xml"))


@given(st.sampled_from(STARTS), st.binary(), st.text(max_size=9))
def test_any_bytes_are_of_a_kind_or_refused(start: bytes, rest: bytes, name: str) -> None:
    try:
        kind = detect(start + rest, name)
    except SourceError:
        return
    assert kind in {*KINDS.values(), "old-office"}
