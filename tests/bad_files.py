"""Files that cannot be read, and what is said about each."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from tests.old_files import container, xls
from tests.pdf_files import IMAGE, NAMELESS_FONT, pdf, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TOO_MUCH = 257 * 2**20
"""Bytes; more than what is packed may come to."""


class Bad(NamedTuple):
    """What makes a file, and words of the sentence that tells why it is not read, in English and in Chinese."""

    make: Callable[[], bytes]
    english: str
    chinese: str


def archive(*names: str, kind: str = "", manifest: str = "<manifest/>") -> bytes:
    """Return a zip archive with members of these names; ``kind`` makes it an OpenDocument file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as members:
        if kind:
            members.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
            members.writestr("META-INF/manifest.xml", manifest)
        for name in names:
            members.writestr(name, "<a/>")
    return file.getvalue()


def bomb(name: str) -> bytes:
    """Return a zip archive that is small, with a member that is not."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as members,
        members.open(name, "w", force_zip64=True) as member,
    ):
        for _ in range(TOO_MUCH // 2**20):
            member.write(bytes(2**20))
    return file.getvalue()


def locked_pdf() -> bytes:
    """Return a PDF that asks for a password."""
    key = f"/Filter /Standard /V 1 /R 2 /P -4 /O <{'00' * 32}> /U <{'11' * 32}>"
    return pdf(text(72, 100, "加密"), trailer=f"/ID [<{'00' * 16}> <{'00' * 16}>] /Encrypt << {key} >>")


def locked_package() -> bytes:
    """Return what Word and Excel make of a document with a password (MS-OFFCRYPTO)."""
    return container({"EncryptionInfo": bytes(64), "EncryptedPackage": bytes(range(256)) * 20})


LOCKED = '<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>'
SCAN = pdf(IMAGE, IMAGE)

BAD: Mapping[str, Bad] = {
    "empty.txt": Bad(bytes, "empty", "空"),
    "blank.txt": Bad(lambda: b" \r\n\r\n", "empty", "空"),
    "zeros.txt": Bad(lambda: bytes(5000), "not a text", "不是文本"),
    "binary.dat": Bad(lambda: bytes(range(256)) * 20, "not a text", "不是文本"),
    "scan.pdf": Bad(lambda: SCAN, "OCR", "扫描件"),
    "nameless.pdf": Bad(lambda: pdf(text(72, 100, "字体没有说明"), font=NAMELESS_FONT), "OCR", "OCR"),
    "cut.pdf": Bad(lambda: SCAN[:400], "PDF", "PDF"),
    "locked.pdf": Bad(locked_pdf, "encrypted", "加密"),
    "locked.docx": Bad(locked_package, "password", "密码"),
    "locked.xlsx": Bad(locked_package, "password", "密码"),
    "locked.ods": Bad(lambda: archive("content.xml", kind="spreadsheet", manifest=LOCKED), "password", "密码"),
    "locked.odt": Bad(lambda: archive("content.xml", kind="text", manifest=LOCKED), "password", "密码"),
    "bomb.docx": Bad(lambda: bomb("word/document.xml"), "256 MB", "256 MB"),
    "bomb.xlsx": Bad(lambda: bomb("xl/worksheets/sheet1.xml"), "256 MB", "256 MB"),
    "cut.docx": Bad(lambda: archive("word/document.xml")[:40], "damaged", "损坏"),
    "hollow.docx": Bad(lambda: archive("word/document.xml"), "damaged", "损坏"),
    "hollow.xlsx": Bad(lambda: archive("xl/workbook.xml"), "damaged", "损坏"),
    "hollow.xls": Bad(lambda: container({"Workbook": b""}), "no text", "没有文字"),
    "cut.xls": Bad(lambda: xls([("序号", "任务")])[:-3], "damaged", "损坏"),
    "hollow.ods": Bad(lambda: archive(kind="spreadsheet"), "damaged", "损坏"),
    "slides.odp": Bad(lambda: archive(kind="presentation"), "presentation", "演示文稿"),
    "a.ofd": Bad(lambda: archive("OFD.xml", "Doc_0/Document.xml"), "OFD", "OFD"),
    "a.zip": Bad(lambda: archive("a.txt"), "archive", "压缩包"),
    "a.png": Bad(lambda: b"\x89PNG\r\n\x1a\n", "OCR", "OCR"),
}
