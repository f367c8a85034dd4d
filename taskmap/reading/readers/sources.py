"""Opening a source: what kind of file it is, which reader reads it, and one sentence where none can."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from taskmap.files import reason
from taskmap.i18n import _
from taskmap.problems import UnreadableError
from taskmap.reading.limits import Limits, SourceError

if TYPE_CHECKING:
    from taskmap.reading.blocks import Blocks, Source


def read_bytes(path: str, limits: Limits) -> bytes:
    """Read a file, but not more of it than the limits allow.

    Raises:
        UnreadableError: it cannot be read, or is too big.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(limits.size + 1)
    except OSError as error:
        raise UnreadableError(_("cannot read {file}: {reason}").format(file=path, reason=reason(error))) from error
    if len(data) > limits.size:
        why = _("it is larger than {count} MB, more than any document of this kind").format(count=limits.size // 2**20)
        raise UnreadableError(_("cannot read {file}: {reason}").format(file=path, reason=why))
    return data


def open_source(
    name: str, data: bytes, *, form: str | None = None, encoding: str | None = None, limits: Limits | None = None
) -> Source:
    """Read a source into blocks, with the doubts of its reader.

    Args:
        name: the name of the file, for its ending and for messages.
        data: its bytes.
        form: one of :data:`taskmap.reading.readers.formats.FORMATS`, where it is known better than the bytes tell.
        encoding: of a text, where it is known better.
        limits: what a reader takes on.

    Raises:
        UnreadableError: the source cannot be read, or a package that reads it is not installed.
    """
    try:
        return _read(name, data, form, encoding, limits or Limits())
    except SourceError as error:
        why = str(error)
    except ModuleNotFoundError as error:
        why = missing(error)
    raise UnreadableError(_("cannot read {file}: {reason}").format(file=name, reason=why))


def missing(error: ModuleNotFoundError, extra: str = "import") -> str:
    """Say which package is not installed, and how to install it: with which extra."""
    return _("this needs {package}: pip install 'taskmap[{extra}]'").format(package=error.name, extra=extra)


def _read(name: str, data: bytes, form: str | None, encoding: str | None, limits: Limits) -> Source:
    from taskmap.reading.blocks import Source
    from taskmap.reading.readers.formats import FORMATS, detect

    if not data.strip():
        raise SourceError(_("it is empty"))
    kind = FORMATS[form] if form else detect(data, name)
    if kind == "old-office":
        from taskmap.reading.readers.converted import convert_old

        data, kind = convert_old(data, os.path.splitext(name)[1], limits), "word"
    if kind == "word":
        from taskmap.reading.readers.word import read_word

        return Source(read_word(data, limits))
    if kind == "workbook":
        from taskmap.reading.readers.sheets import read_workbook

        return Source(read_workbook(data, limits))
    if kind == "pdf":
        from taskmap.reading.readers.pdf import read_pdf

        return read_pdf(data, limits)
    return Source(_read_text(kind, data, encoding, limits))


def _read_text(kind: str, data: bytes, encoding: str | None, limits: Limits) -> Blocks:
    from taskmap.reading.readers.encodings import decode

    if kind == "html":
        from taskmap.reading.readers.html import declared_encoding, read_html

        return read_html(decode(data, encoding, hint=declared_encoding(data))[0], limits)
    text, _name = decode(data, encoding)
    if kind == "csv":
        from taskmap.reading.readers.sheets import read_csv

        return read_csv(text, limits)
    from taskmap.reading.readers.text import read_text

    return read_text(text, limits)
