"""The container of a workbook, checked before a library opens it: what is small as a file may fill the memory.

Sources: ECMA-376 part 1 §18.3 and §18.4 (xlsx), OpenDocument 1.3 part 3 §9 (ods).
"""

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from xml.parsers import expat

from taskmap.i18n import _
from taskmap.reading.limits import Limits, SourceError
from taskmap.reading.patterns import Pattern
from taskmap.reading.readers.grid import check_slots

REFERENCE = Pattern(r"([A-Za-z]{1,3})(\d{1,7})")
READ_SUFFIXES = (".xml", ".rels")
MIMETYPE = "mimetype"
ENCRYPTED = 1
"""The bit among the flags of a zip archive's member that says that it is encrypted."""

METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
"""How members of a package may be packed (ECMA-376 part 2, annex B; OpenDocument 1.3 part 2 §2.2)."""

DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError),
    *(ValueError, LookupError, RuntimeError),  # of zipfile for places, of expat for encodings that cannot be
)

LONGEST_NUMBER = 7


def checked_package(data: bytes, limits: Limits) -> io.BytesIO:
    """Return a zipped workbook (xlsx, ods), unpacked and with nothing but its XML.

    Raises:
        SourceError: it is damaged or encrypted, has a document type in it, or is too large, unpacked or filled out.
    """
    plain = io.BytesIO()
    contents = Contents(limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(plain, "w") as copy:
            for name, part in _parts(archive, limits):
                if name != MIMETYPE:
                    contents.add(part)
                copy.writestr(name, part)
        contents.check()
    except DAMAGE as error:
        raise SourceError(_("it is no workbook, or it is damaged")) from error
    plain.seek(0)
    return plain


def _parts(archive: zipfile.ZipFile, limits: Limits) -> Iterator[tuple[str, bytes]]:
    too_large = SourceError(_("unpacked, it is larger than {size} MB").format(size=limits.unpacked // 2**20))
    if sum(member.file_size for member in archive.infolist()) > limits.unpacked:
        raise too_large
    left = limits.unpacked
    for name, member in {member.filename: member for member in archive.infolist()}.items():
        if member.flag_bits & ENCRYPTED:
            raise SourceError(_("it is protected by a password"))
        if not name.lower().endswith(READ_SUFFIXES) and name != MIMETYPE:
            continue
        if member.compress_type not in METHODS:
            raise zipfile.BadZipFile(name)
        with archive.open(member) as packed:
            part = packed.read(left + 1)  # what the archive says about sizes may be wrong
        left -= len(part)
        if left < 0:
            raise too_large
        yield name, part


class Contents:
    """What the cells of all sheets come to: places of the grid that they span, and characters.

    Libraries make a full grid of the cells up to the last one, and copies of a text that many cells share.
    """

    def __init__(self, limits: Limits) -> None:
        """Begin with nothing."""
        self._limits = limits
        self._slots = self._characters = 0
        self._lengths: list[int] = []  # of shared texts
        self._uses: Counter[int] = Counter()

    def add(self, part: bytes) -> None:
        """Take a part in XML.

        Raises:
            SourceError: it has a document type, or its cells are too many or too far apart.
            ExpatError: it is no XML.
        """
        count = _PartCount()
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_document_type
        parser.StartElementHandler = count.start
        parser.EndElementHandler = count.end
        parser.CharacterDataHandler = count.data
        parser.Parse(part, True)  # noqa: FBT003 - the parser takes no names
        self._slots += count.slots
        self._characters += count.characters
        self._lengths += count.lengths
        self._uses += count.uses
        check_slots(self._slots, self._limits)

    def check(self) -> None:
        """Check the sum of all parts.

        Raises:
            SourceError: there are more characters than ``limits`` allows.
        """
        shared = sum(self._lengths[text] * uses for text, uses in self._uses.items() if 0 <= text < len(self._lengths))
        if self._characters + shared > self._limits.characters:
            raise SourceError(_("it is too long: more than a document of this kind can be"))


def _refuse_document_type(*_details: object) -> None:
    raise SourceError(_("it has a document type in it, which no workbook has"))


class _PartCount:
    """Counts what a part holds, be it a sheet or the shared texts of a workbook, or all sheets of an ods file."""

    def __init__(self) -> None:
        self.slots = self.characters = 0
        self.lengths: list[int] = []
        self.uses: Counter[int] = Counter()
        self._row = self._column = 0
        self._last_row = self._last_column = 0
        self._repeated = self._rows_repeated = 1
        self._row_characters = 0
        self._shared = False
        self._text: list[str] = []
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self._row = _number(attributes.get("r"), self._row + 1)
            self._column = 0
        elif local == "c":
            self._start_cell(attributes)
        elif local == "table-row":
            self._rows_repeated = _number(attributes.get("table:number-rows-repeated"), 1)
            self._row += self._rows_repeated
            self._column = self._row_characters = 0
        elif local in {"table-cell", "covered-table-cell"}:
            self._repeated = _number(attributes.get("table:number-columns-repeated"), 1)
            self._column += self._repeated
            if "office:value-type" in attributes:
                self._filled()
        elif local in {"v", "is", "p"}:
            self._filled()
        if local in {"v", "is", "si", "table-cell", "covered-table-cell"}:
            self._text.clear()
            self._length = 0

    def data(self, text: str) -> None:
        self._length += len(text)
        if self._shared and len(self._text) < LONGEST_NUMBER:
            self._text.append(text)

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "v" and self._shared:
            self.uses[_number("".join(self._text), -1)] += 1
        elif local in {"v", "is"}:
            self.characters += self._length
        elif local == "si":
            self.lengths.append(self._length)
        elif local in {"table-cell", "covered-table-cell"}:
            self._row_characters += self._length * self._repeated
        elif local == "table-row":
            self.characters += self._row_characters * self._rows_repeated
        elif local in {"sheetData", "table"}:
            self.slots += self._last_row * self._last_column
            self._row = self._last_row = self._last_column = 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        if place := REFERENCE.fullmatch(attributes.get("r", "")):
            self._row = int(place[2])
            self._column = 0
            for letter in place[1].upper():
                self._column = self._column * 26 + ord(letter) - ord("A") + 1
        elif "r" in attributes:
            raise SourceError(_("it is no workbook, or it is damaged"))
        self._shared = attributes.get("t") == "s"

    def _filled(self) -> None:
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)


def _number(text: str | None, otherwise: int) -> int:
    """Return the number that a text says, a very large one where it is too long, ``otherwise`` where it says none."""
    text = (text or "").strip()
    if not (text.isascii() and text.isdigit()):
        return otherwise
    return int(text[: LONGEST_NUMBER + 1])
