"""Files of old Office for tests: their container (MS-CFB), and a workbook in it (MS-XLS)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SECTOR = 512
FREE, END, OF_TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
LEAST_STREAM = 4096
"""Bytes; shorter streams would stand in a stream of their own."""


def container(streams: Mapping[str, bytes]) -> bytes:
    """Return a container with these streams, each filled up with zeros."""
    sectors: list[bytes] = []
    table: list[int] = []
    entries: list[tuple[str, int, int]] = []
    for name, content in streams.items():
        filled = content.ljust(LEAST_STREAM, b"\0")
        pieces = [filled[place : place + SECTOR].ljust(SECTOR, b"\0") for place in range(0, len(filled), SECTOR)]
        entries.append((name, len(sectors), len(filled)))
        table += [*range(len(sectors) + 1, len(sectors) + len(pieces)), END]
        sectors += pieces
    directory = _entry("Root Entry", 5, (FREE, 1), END, 0)
    for number, (name, start, size) in enumerate(entries, 1):
        directory += _entry(name, 2, (number + 1 if number < len(entries) else FREE, FREE), start, size)
    directory = directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0")
    first = len(sectors)
    table += [*range(first + 1, first + len(directory) // SECTOR), END]
    sectors.append(directory)
    table.append(OF_TABLE)
    assert len(table) <= SECTOR // 4
    sectors.append(struct.pack("<128I", *table, *[FREE] * (SECTOR // 4 - len(table))))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, first, 0, LEAST_STREAM, END, 0, END, 0)
    places = [len(table) - 1, *[FREE] * 108]
    return head + struct.pack("<109I", *places) + b"".join(sectors)


def _entry(name: str, kind: int, links: tuple[int, int], start: int, size: int) -> bytes:
    """Return an entry of the directory; ``links`` are its right neighbour and its child."""
    written = f"{name}\0".encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written), kind, 1, FREE, *links)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xls(rows: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook of Excel 97 with one sheet of texts."""
    start = struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)
    sheet = _record(0x0809, start[:2] + b"\x10" + start[3:])
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            place = struct.pack("<HHHHB", number, column, 0, len(cell), 1)
            sheet += _record(0x0204, place + cell.encode("utf-16-le"))
    sheet += _record(0x000A)
    name = "表".encode("utf-16-le")

    def bound(place: int) -> bytes:
        return _record(0x0085, struct.pack("<IBBBB", place, 0, 0, 1, 1) + name)

    opening, closing = _record(0x0809, start), _record(0x000A)
    before = len(opening) + len(bound(0)) + len(closing)
    return container({"Workbook": opening + bound(before) + closing + sheet})
