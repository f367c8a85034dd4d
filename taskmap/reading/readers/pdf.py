"""Reading PDF files with pdfplumber: their lines in reading order and their ruled tables."""

from __future__ import annotations

import logging
import re
import warnings
import zlib
from contextlib import contextmanager
from enum import Enum
from itertools import count
from typing import TYPE_CHECKING

from taskmap.i18n import _
from taskmap.reading.blocks import Doubt, Place, Source
from taskmap.reading.limits import Limits, SourceError, within
from taskmap.reading.readers.pdf_blocks import blocks_of
from taskmap.reading.readers.pdf_layout import laid_out
from taskmap.reading.readers.pdf_page import UNKNOWN, bounded_pdf, raw_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taskmap.reading.readers.pdf_page import RawPage

PACKED = re.compile(rb"stream\r?\n(?=x)")  # zlib data begins with an x
PIECE = 2**16

LEAST_TEXT = 20  # characters: a page with fewer has no text to speak of
LEAST_DRAWING = 4096  # bytes of what draws it: a page without text that has more is no empty one
LEAST_PICTURED = 0.2  # of a page with hardly any text: a seal beside a signature covers less
MOST_SCANS = 10  # to one page of text: what text there is then, was stamped onto a scan


class Kind(Enum):
    """What there is to read on a page. A page is garbled if its fonts do not say which characters they draw."""

    TEXT = 1
    LITTLE = 2
    SCAN = 3
    GARBLED = 4


def read_pdf(data: bytes, limits: Limits) -> Source:
    """Return the lines of a PDF in reading order, its ruled tables, and a doubt for the pages that are pictures.

    Lines are paragraphs with ``is_line``; two ideographic spaces in front of one stand for an indent, and an empty
    one for a gap. Page numbers and running heads and feet are left out. A table that goes on over pages is one.

    Raises:
        SourceError: it is no PDF, broken, encrypted, a scan without text, or larger than the limits.
        ImportError: pdfplumber is not installed.
    """
    kinds: list[Kind] = []
    pictures: list[int] = []
    pages = []
    characters = content = 0
    for page in _raw_pages(data, limits):
        characters += len(page.chars)
        content += page.content
        if characters > limits.characters or content > limits.unpacked:
            raise SourceError(_("it is too long: more than a document of this kind can be"))
        kinds.append(_kind(page))
        if kinds[-1] is Kind.SCAN and (page.pictured or page.content > LEAST_DRAWING):
            pictures.append(page.number)
        pages.append(laid_out(page))
    _check_readable(kinds)
    doubts = (Doubt("unread-pages", Place(page=pictures[0]), ranges(pictures)),) if pictures else ()
    return Source(within(blocks_of(pages), limits), doubts)


def ranges(numbers: Sequence[int]) -> str:
    """Write ascending numbers in short.

    >>> ranges([2, 4, 5, 6])
    '2, 4-6'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _raw_pages(data: bytes, limits: Limits) -> Iterator[RawPage]:
    """Return the pages of a file one by one, so that no more than one is held as drawn."""
    _check_unpacked(data, limits)
    with _library():
        from pdfminer.pdfpage import PDFPage

        pdf = bounded_pdf(data)
        objects = PDFPage.create_pages(pdf.doc)
    for number in count(1):
        with _library():
            page_object = next(objects, None)
            if page_object is None:
                return
            if number > limits.pages:
                raise SourceError(_("it has more than {count} pages").format(count=limits.pages))
            page = raw_page(pdf, page_object, number)
        yield page


def _check_unpacked(data: bytes, limits: Limits) -> None:
    """See to it that what is packed in a file can be unpacked, which pdfminer does without bounds.

    Raises:
        SourceError: a part of it is larger than the limits allow.
    """
    for match in PACKED.finditer(data):
        size = 0
        for piece in _unpacked(data, match.end()):
            size += len(piece)
            if size > limits.unpacked:
                raise SourceError(_("unpacked, it is larger than {size} MB").format(size=limits.unpacked // 2**20))


def _unpacked(data: bytes, start: int) -> Iterator[bytes]:
    """Unpack zlib data piece by piece, as far as it is sound."""
    stream = zlib.decompressobj()
    for place in range(start, len(data), PIECE):
        packed = data[place : place + PIECE]
        while packed and not stream.eof:
            try:
                yield stream.decompress(packed, PIECE)
            except zlib.error:
                return
            packed = stream.unconsumed_tail
        if stream.eof:
            return


@contextmanager
def _library() -> Iterator[None]:
    """Keep what the libraries log and warn of from the user, and turn what they raise into one sentence.

    Raises:
        SourceError: they raised anything; broken files make them raise nearly everything.
        ImportError: they are not there.
    """
    loggers = [logging.getLogger(name) for name in ("pdfminer", "pdfplumber")]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (SourceError, ImportError):
        raise
    except Exception as error:
        raise SourceError(_reason(error)) from error
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _reason(error: Exception) -> str:
    """Return why a PDF cannot be read, from what the libraries raised."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    causes = (error, *error.args)  # pdfplumber wraps what pdfminer raises
    if any(isinstance(cause, (PDFEncryptionError, PDFPasswordIncorrect)) for cause in causes):
        return _("it is encrypted: save it without a password first")
    return _("it is no PDF, or a broken one")


def _kind(page: RawPage) -> Kind:
    shown = sum(not char.text.isspace() for char in page.chars)
    if 2 * sum(char.text == UNKNOWN for char in page.chars) > shown:
        return Kind.GARBLED
    if shown >= LEAST_TEXT:
        return Kind.TEXT
    return Kind.SCAN if page.pictured >= LEAST_PICTURED or not shown else Kind.LITTLE


def _check_readable(kinds: Sequence[Kind]) -> None:
    """See to it that a document has text.

    Raises:
        SourceError: it has no pages, is a scan, or most of its text is garbled.
    """
    if not kinds:
        raise SourceError(_("it has no pages"))
    readable = kinds.count(Kind.TEXT) or kinds.count(Kind.LITTLE) / MOST_SCANS
    if kinds.count(Kind.GARBLED) > readable:
        raise SourceError(_("its fonts do not tell which characters they draw: run OCR first"))
    if kinds.count(Kind.SCAN) > MOST_SCANS * readable:
        raise SourceError(_("it is a scan without text: run OCR first"))
