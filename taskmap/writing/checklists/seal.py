"""Marks by which taskmap knows a file again that it wrote and nobody has changed since, whatever the format.

Such a file is replaced without asking; one that was filled in, or is another agency's, is not.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DIGITS = 32
OPEN = "taskmap:" + "0" * DIGITS
"""What stands in a package until its seal is known."""
SEAL = re.compile(rb"taskmap:([0-9a-f]{%d})" % DIGITS)

PROPERTIES = "docProps/core.xml"
"""The part of a Word or Excel file whose description is the seal."""

LARGEST_PROPERTIES = 100_000
"""Bytes of that part in a file that may be ours."""

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every entry of an archive: the same content gives the same bytes."""


def sealed(before: str, after: str, owner: str) -> bytes:
    """Return a text with a seal between its two halves; ``owner`` tells whose file it is."""
    first, second = before.encode(), after.encode()
    return first + f"taskmap:{_digest(owner, (first, second))}".encode() + second


def is_sealed(data: bytes, owner: str) -> bool:
    """Tell whether taskmap wrote this file for ``owner``, and it is as it was."""
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return _is_sealed_archive(archive, owner)
        except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
            return False
    return any(
        found[1].decode() == _digest(owner, (data[: found.start()], data[found.end() :]))
        for found in _outermost(list(SEAL.finditer(data)))
    )


def _outermost(found: list[re.Match[bytes]]) -> list[re.Match[bytes]]:
    """Return the first and the last match: a text may hold others, and its seal stands before or after it."""
    return [*found[:1], *found[1:][-1:]]


def _is_sealed_archive(archive: zipfile.ZipFile, owner: str) -> bool:
    found = SEAL.fullmatch(archive.comment)
    if not found:
        info = archive.getinfo(PROPERTIES)
        found = SEAL.search(archive.read(info)) if info.file_size < LARGEST_PROPERTIES else None
    entries = ((each.filename, each.CRC, each.file_size) for each in archive.infolist())
    return found is not None and found[1].decode() == _archive_digest(entries, owner)


def sealed_package(data: bytes, owner: str) -> bytes:
    """Seal a Word or Excel file in which :data:`OPEN` is the description, and take the time out of its entries."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        contents = {each: archive.read(each) for each in archive.namelist()}
    contents[PROPERTIES] = contents[PROPERTIES].replace(OPEN.encode(), _seal_of(contents, owner).encode())
    return _archive(contents)


def sealed_archive(contents: Mapping[str, bytes], owner: str) -> bytes:
    """Return a sealed zip archive of files."""
    return _archive(contents, _seal_of(contents, owner))


def _archive(contents: Mapping[str, bytes], comment: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.create_system, info.compress_type = 0, zipfile.ZIP_DEFLATED  # the same on every system
            archive.writestr(info, data)
        archive.comment = comment.encode()
    return file.getvalue()


def _seal_of(contents: Mapping[str, bytes], owner: str) -> str:
    entries = ((name, zlib.crc32(data), len(data)) for name, data in contents.items())
    return f"taskmap:{_archive_digest(entries, owner)}"


def _archive_digest(entries: Iterable[tuple[str, int, int]], owner: str) -> str:
    """Return the digest of an archive from the names, checksums and sizes of its entries."""
    return _digest(owner, [f"{name} {crc:08x} {size}".encode() for name, crc, size in entries if name != PROPERTIES])


def _digest(owner: str, parts: Iterable[bytes]) -> str:
    found = hashlib.sha256(owner.encode())
    for each in parts:
        found.update(b"\0" + each)
    return found.hexdigest()[:DIGITS]
