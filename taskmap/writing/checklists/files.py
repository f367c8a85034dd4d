"""Checklists into a folder or an archive: names that are safe everywhere, and no file overwritten that is not ours."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from taskmap.control import CONTROL
from taskmap.files import make_folder, write_changed
from taskmap.i18n import _
from taskmap.problems import RefusedError
from taskmap.writing.checklists import writer
from taskmap.writing.checklists.index import OWNER, Listed, index_bytes, index_format
from taskmap.writing.checklists.seal import is_sealed, sealed_archive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from taskmap.model import Agency
    from taskmap.writing.checklists.sheet import Sheet

UNSAFE_IN_NAMES = re.compile(rf'{CONTROL}|[\t\n<>:"/\\|?*\ufffe\uffff]')
RESERVED_NAMES = re.compile(r"(?i)(con|prn|aux|nul|(com|lpt)[\d¹²³])(\..*)?$")
LONGEST_NAME = 230
"""Bytes of UTF-8 in a file name without its number and ending: with them every file system takes it."""

INDEX = OWNER
"""The name, without ending, of the file that lists the others."""


class Content(NamedTuple):
    """A file to be written: its name, whose it is, and its bytes."""

    name: str
    owner: str
    data: bytes


class Bundle(NamedTuple):
    """Checklists to be written, in which formats, and whether a list of them is wanted."""

    sheets: Sequence[Sheet]
    formats: Sequence[str]
    with_index: bool = False

    @property
    def names(self) -> list[tuple[str, str]]:
        """The name of every file, and whose it is, in the order of :meth:`contents`."""
        found = [
            (f"{name}.{form}", sheet.owner)
            for sheet, name in zip(self.sheets, self._stems(), strict=True)
            for form in self.formats
        ]
        return [*found, (f"{INDEX}.{index_format(self.formats)}", INDEX)] if self.with_index else found

    def contents(self) -> Iterator[Content]:
        """Make the files, one after the other.

        Raises:
            RefusedError: a package that a format needs is not installed; known before the first file is made.
        """
        writers = [(form, writer(form)) for form in self.formats]

        def made() -> Iterator[Content]:
            for sheet, name in zip(self.sheets, self._stems(), strict=True):
                for form, content in writers:
                    yield Content(f"{name}.{form}", sheet.owner, content(sheet))
            if self.with_index:
                form = index_format(self.formats)
                yield Content(f"{INDEX}.{form}", INDEX, index_bytes(self._listed(), form))

        return made()

    def _stems(self) -> list[str]:
        return list(file_names((each.answer.agency for each in self.sheets), taken=[INDEX]))

    def _listed(self) -> list[Listed]:
        return [
            Listed(sheet, tuple(f"{name}.{form}" for form in self.formats))
            for sheet, name in zip(self.sheets, self._stems(), strict=True)
        ]


def write_folder(bundle: Bundle, folder: Path, *, force: bool = False) -> Iterator[Path | None]:
    """Write checklists into a folder; yield each file that was written, ``None`` for one that is there as it should be.

    Raises:
        RefusedError: a file of such a name is there that taskmap did not write, or that was changed since, and
            ``force`` is not set (nothing is written then); or the folder cannot be written to.
    """
    contents = bundle.contents()
    make_folder(folder)
    if not force:
        for name, whose in bundle.names:
            _refuse_others(folder / name, whose)
    for each in contents:
        written = write_changed({folder / each.name: each.data}, force=True)
        yield written[0] if written else None


def write_archive(contents: Iterable[Content], path: Path, *, force: bool = False) -> list[Path]:
    """Write checklists into one archive.

    Raises:
        RefusedError: a file of that name is there that taskmap did not write, and ``force`` is not set.
    """
    data = sealed_archive({each.name: each.data for each in contents}, INDEX)
    make_folder(path.parent)
    if not force:
        _refuse_others(path, INDEX)
    return write_changed({path: data}, force=True)


def _refuse_others(path: Path, whose: str) -> None:
    """Raise an error if a file is in the way: filled in, another agency's, or not one of taskmap's at all."""
    try:
        with open(path, "rb") as file:
            ours = is_sealed(file.read(), whose)
    except FileNotFoundError:
        return
    except OSError:
        ours = False
    if not ours:
        message = _("{file} is there already with other content; --force overwrites it")
        raise RefusedError(message.format(file=path))


def file_names(agencies: Iterable[Agency], taken: Iterable[str] = ()) -> Iterator[str]:
    """Yield a file name for each agency: its own, safe on every system, with its region where several share it."""
    known = list(agencies)
    shared = Counter(each.name for each in known)
    used = set(map(same_file, taken))
    for agency in known:
        name, region = agency.name, agency.region
        if region and shared[name] > 1:
            name = f"{name}（{region}）"
        name = UNSAFE_IN_NAMES.sub("_", name).encode()[:LONGEST_NAME].decode(errors="ignore")
        name = name.strip(" .") or "_"
        name = f"_{name}" if RESERVED_NAMES.match(name) else name
        unique, number = name, 1
        while same_file(unique) in used:
            number += 1
            unique = f"{name}-{number}"
        used.add(same_file(unique))
        yield unique


def same_file(name: str) -> str:
    """Bring a file name to the form in which file systems that ignore case or Unicode's compositions compare it."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def archive_path(folder: Path) -> Path:
    """Return the archive that stands for a folder: beside it, under its name."""
    if folder.suffix.lower() == ".zip":
        return folder
    return folder / "checklists.zip" if folder.name in {"", ".."} else folder.with_name(f"{folder.name}.zip")
