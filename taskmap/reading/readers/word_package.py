"""The container of a Word document: opened by python-docx, after it has been checked and relieved of what is not read.

Source: ECMA-376 part 2 (Open Packaging Conventions).
"""

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple, NoReturn, cast

from taskmap.i18n import _
from taskmap.reading.limits import Limits, SourceError
from taskmap.reading.readers.word_xml import Element, w

if TYPE_CHECKING:
    from docx.opc.part import Part

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_READ_SUFFIXES = (".xml", ".rels")
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
"""How members may be packed (part 2, annex B)."""

_READ_RELATIONS = ("/officeDocument", "/styles", "/numbering")
_STRICT_NAMES = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
"""The names of the strict variant of the format, and the common ones, which alone python-docx knows."""

_DECLARED_ENCODING = re.compile(rb"<\?xml[^>]{0,99}?encoding\s{0,9}=\s{0,9}[\"']([^\"'>]{0,40})")
_ENCODINGS = frozenset((b"utf-8", b"utf-16"))
_MOST_MARKS = 2_000_000
"""Elements and attributes of a part, roughly; a thousand pages have fewer. Each takes some 200 bytes when parsed."""

_MOST_MEMBERS = 10_000
_BYTE_ORDER_MARKS = b"\xef\xbb\xbf\xfe\xff"


class WordParts(NamedTuple):
    """The roots of the parts that make up the text of a Word document."""

    document: Element
    styles: Element | None
    numbering: Element | None


def open_word(data: bytes, limits: Limits) -> WordParts:
    """Open a Word document (docx, also docm, dotx and the strict variant).

    Raises:
        SourceError: it is none, is damaged, encrypted or too large, or has XML entities in it.
        ImportError: python-docx is not installed.
    """
    import docx.opc.constants
    import docx.package

    if data.startswith(_OLE_MAGIC):
        _refuse_old_container(data)
    checked = _checked_package(data, limits)
    relation = docx.opc.constants.RELATIONSHIP_TYPE
    try:
        main = docx.package.Package.open(checked).main_document_part
        document = _root(main)
        related = {each.reltype: _root(each.target_part) for each in main.rels.values()}
    except Exception as error:  # a damaged package makes python-docx raise anything
        raise _no_word_document() from error
    if document.tag != w("document"):
        raise _no_word_document()
    return WordParts(document, related.get(relation.STYLES), related.get(relation.NUMBERING))


def _root(part: "Part") -> Element:
    """Return the root of a part without comments, which may stand in the midst of a text."""
    import docx.opc.part
    import docx.oxml
    from lxml import etree  # type: ignore[import-untyped]

    root = part.element if isinstance(part, docx.opc.part.XmlPart) else docx.oxml.parse_xml(part.blob)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return cast("Element", root)


def _refuse_old_container(data: bytes) -> NoReturn:
    """Say what a file is that has the container of old Word documents, and of encrypted new ones."""
    if _ENCRYPTED_PACKAGE in data:
        raise SourceError(_("it is protected by a password"))
    raise SourceError(_("it is a document of an old Word: open it in Word or WPS and save it as docx"))


def _checked_package(data: bytes, limits: Limits) -> io.BytesIO:
    """Return the package with nothing but the parts that are read: no pictures, nothing embedded, nothing missing.

    Real documents often name parts that they do not have, on which python-docx gives up.

    Raises:
        SourceError: it is no zip archive or a damaged one, is too large unpacked, or a part has entities in it.
    """
    slim = io.BytesIO()
    left = limits.unpacked
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(slim, "w") as copy:
            members = {member.filename.replace("\\", "/"): member for member in archive.infolist()}
            if sum(member.file_size for member in members.values()) > limits.unpacked:
                _refuse_size(limits)
            if len(members) > _MOST_MEMBERS:
                raise SourceError(_("it is too long: more than a document of this kind can be"))
            for name, member in members.items():
                if not name.lower().endswith(_READ_SUFFIXES):
                    continue
                if member.compress_type not in _METHODS:
                    raise _no_word_document()
                with archive.open(member) as packed:
                    part = packed.read(left + 1)
                left -= len(part)
                if left < 0:
                    _refuse_size(limits)
                _check(part)
                for strict, common in _STRICT_NAMES:
                    part = part.replace(strict, common)
                copy.writestr(name, _read_relations(part) if name.lower().endswith(".rels") else part)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, LookupError, NotImplementedError) as error:
        raise _no_word_document() from error
    except RuntimeError as error:  # what zipfile raises for an encrypted member
        raise SourceError(_("it is protected by a password")) from error
    slim.seek(0)
    return slim


def _no_word_document() -> SourceError:
    """Return the error for what is no package, or no package of Word's."""
    return SourceError(_("it is not a Word document (docx), or it is damaged"))


def _refuse_size(limits: Limits) -> NoReturn:
    """Say that a package holds too much."""
    size = limits.unpacked // 2**20
    raise SourceError(_("unpacked, it is larger than {size} MB").format(size=size))


def _check(part: bytes) -> None:
    """Check a part before it is parsed.

    Parts are in UTF-8 or UTF-16 and have no document type (part 2 §9.1.4); without the bytes of value 0 both can be
    searched for ASCII words.

    Raises:
        SourceError: it has too many elements, a document type, or an encoding that may hide one.
    """
    if part.count(b"<") + part.count(b"=") > _MOST_MARKS:
        raise SourceError(_("it is too long: more than a document of this kind can be"))
    plain = part.replace(b"\0", b"").lstrip(_BYTE_ORDER_MARKS)
    declared = _DECLARED_ENCODING.match(plain)
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain or (declared and declared[1].lower() not in _ENCODINGS):
        raise SourceError(_("it has XML entities or encodings in it that no Word document has"))


def _read_relations(part: bytes) -> bytes:
    """Return a part of relationships with nothing but those that lead to the text."""
    import docx.oxml
    from lxml import etree

    try:
        root = docx.oxml.parse_xml(part)
    except etree.XMLSyntaxError as error:
        raise _no_word_document() from error
    for relation in list(root):
        if not str(relation.get("Type")).endswith(_READ_RELATIONS):
            root.remove(relation)
    return cast("bytes", etree.tostring(root))
