"""What a file is: by its first bytes, then by its looks, and by its name last, which is often wrong."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

from taskmap.i18n import N_, _
from taskmap.reading.limits import SourceError
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    import zipfile

FORMATS = {"text": "text", "html": "html", "csv": "csv", "xlsx": "workbook", "docx": "word", "pdf": "pdf"}
"""The names that a user may give a format, and the kind of file each means."""

PICTURE = N_("it is a picture: have its text recognised (OCR), and import that")
ARCHIVE = N_("it is an archive: unpack it, and import the documents in it")
SLIDES = N_("it is a presentation: save it as PDF")
ENCRYPTED = N_("it is protected by a password")
OLD_SHEET = N_("it is a workbook of a kind that is not read: save it as xlsx")
WEB_ARCHIVE = N_("it is a web archive: open it in Word or WPS and save it as docx")
OFD = N_("it is an OFD document: save it as PDF or docx")
DAMAGED_ZIP = N_("it is no document, or it is damaged")

UNREADABLE = (
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"Rar!\x1a\x07", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"\x1f\x8b\x08", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ\0", ARCHIVE),
    (b"MIME-Version:", WEB_ARCHIVE),
)
"""How files begin that are known and not read, and what to do about each."""

PDF_WITHIN = 1024
"""Bytes within which viewers look for the head of a PDF (ISO 32000-1, annex H.3.4.1)."""

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MIMETYPE = "mimetype"
MANIFEST = "META-INF/manifest.xml"
MANIFEST_WITHIN = 2**20
METHODS = frozenset((0, 8))  # zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
RTF_MAGIC = b"{\\rtf"

OLE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED),
    ("WordDocument", "old-office"),
    ("Workbook", "workbook"),
    ("PowerPoint Document", SLIDES),
    ("Book", OLD_SHEET),
)
"""Streams in the container of old Office files, and what each makes of it (MS-DOC, MS-XLS, MS-PPT, MS-OFFCRYPTO)."""

KINDS_BY_SUFFIX = {
    **dict.fromkeys((".htm", ".html", ".shtml", ".xhtml"), "html"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
}
TEXT_SUFFIXES = frozenset((".md", ".markdown"))
"""Texts that may hold tags and are no web pages."""

SHEET_SUFFIXES = frozenset((".xls", ".xlsx", ".et"))

HEAD = 1024
PAGE_TAG = Pattern(r"<(?:!doctype[ \t\n\r\f\v]+html|html|head|body)[ \t\n\r\f\v>]", "<")
ANY_TAG = Pattern(r"<(?:table|tr|td|div|p|span|br|font|meta|title|style|script|h[1-6])[ \t\n\r\f\v/>]", "<")
FEWEST_TAGS = 2
LINE_BREAK = "<br"


def detect(data: bytes, name: str) -> str:
    """Tell what kind of file it is.

    Args:
        data: its bytes.
        name: its name, or ``-``.

    Returns:
        ``text``, ``html``, ``csv``, ``workbook``, ``word``, ``pdf``, or ``old-office`` for what LibreOffice can turn
        into a Word document.

    Raises:
        SourceError: it is of a kind that is known and not read; the message says what to do.
    """
    suffix = os.path.splitext(name)[1].lower()
    if b"%PDF-" in data[:PDF_WITHIN]:
        return "pdf"
    if data.startswith(ZIP_MAGIC):
        return _kind_of_zip(data)
    if data.startswith(OLE_MAGIC):
        return _kind_of_ole(data)
    if data.startswith(RTF_MAGIC):
        return "old-office"
    for magic, sentence in UNREADABLE:
        if data.startswith(magic):
            raise SourceError(_(sentence))
    if _is_bitmap(data):
        raise SourceError(_(PICTURE))
    return _kind_of_text(data, suffix)


def _kind_of_zip(data: bytes) -> str:
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kind = _mimetype(archive) if MIMETYPE in names else b""
            locked = bool(kind) and MANIFEST in names and _is_locked(archive)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        raise SourceError(_(DAMAGED_ZIP)) from error
    folders = {each.replace("\\", "/").partition("/")[0] for each in names}
    if "word" in folders:
        return "word"
    if "xl" in folders:
        if "xl/workbook.bin" in names:
            raise SourceError(_(OLD_SHEET))
        return "workbook"
    if locked:
        raise SourceError(_(ENCRYPTED))
    if b"opendocument.spreadsheet" in kind:
        return "workbook"
    if b"opendocument.text" in kind:
        return "old-office"
    if "ppt" in folders or b"opendocument.presentation" in kind:
        raise SourceError(_(SLIDES))
    raise SourceError(_(OFD if "OFD.xml" in names else ARCHIVE))


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    """Return what an OpenDocument file says it is, which it must not pack (OpenDocument 1.3 part 2 §3.3)."""
    from zipfile import ZIP_STORED

    if archive.getinfo(MIMETYPE).compress_type != ZIP_STORED:
        return b""
    with archive.open(MIMETYPE) as member:
        return member.read(HEAD)


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Tell whether parts of an OpenDocument file are encrypted (OpenDocument 1.3 part 2 §4.4)."""
    if archive.getinfo(MANIFEST).compress_type not in METHODS:
        return False
    with archive.open(MANIFEST) as member:
        return b"encryption-data" in member.read(MANIFEST_WITHIN)


def _kind_of_ole(data: bytes) -> str:
    for stream, kind in OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            if kind in {"old-office", "workbook"}:
                return kind
            raise SourceError(_(kind))
    raise SourceError(_(DAMAGED_ZIP))


def _is_bitmap(data: bytes) -> bool:
    """Tell whether it is a picture by more than two letters, with which a text may begin too."""
    if data.startswith(b"RIFF"):
        return data[8:12] == b"WEBP"
    return data.startswith(b"BM") and data[6:10] == b"\0\0\0\0"


def _kind_of_text(data: bytes, suffix: str) -> str:
    head = data[: 2 * HEAD].replace(b"\0", b"")[:HEAD].lower()  # tags are ASCII in every encoding, but for UTF-16
    if b"mso-application" in head:
        if b"word.document" in head:
            return "old-office"
        raise SourceError(_(OLD_SHEET))
    if suffix in TEXT_SUFFIXES:
        return "text"
    tags = head.decode("ascii", "replace")
    if PAGE_TAG.search(tags):
        return "html"
    if suffix in KINDS_BY_SUFFIX:
        return KINDS_BY_SUFFIX[suffix]
    if len(ANY_TAG.findall(tags)) >= FEWEST_TAGS and not _is_markdown_table(tags):
        return "html"
    return "csv" if suffix in SHEET_SUFFIXES else "text"


def _is_markdown_table(tags: str) -> bool:
    """Tell whether the only tags break lines in cells that bars part."""
    if any(not tag.startswith(LINE_BREAK) for tag in ANY_TAG.findall(tags)):
        return False
    return any("|" in line and LINE_BREAK in line for line in tags.splitlines())
