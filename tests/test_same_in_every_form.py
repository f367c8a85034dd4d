"""The same document gives the same tasks, whatever kind of file it is."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest

from taskmap.reading.importing import import_bytes
from taskmap.registry import Registry
from tests import every_form
from tests.every_form import MEASURES, NEEDS, NUMBER, PROSE, PROSE_REFS, SECTIONS, TABLE_REFS, TABLES, TITLE

if TYPE_CHECKING:
    from pathlib import Path

    from taskmap.model import Document


class Found(NamedTuple):
    """What is the same in every form."""

    wording: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    cooperate: tuple[str, ...]
    deadlines: tuple[tuple[str, str, str | None], ...]


EXPECTED = [Found(each.wording, each.lead, each.responsible, each.cooperate, each.deadlines) for each in MEASURES]


def read(name: str, data: bytes) -> Document:
    """Read the one document in a file."""
    package = NEEDS.get(os.path.splitext(name)[1])
    if package:
        pytest.importorskip(package)
    (document,) = import_bytes(name, data, Registry((), ())).documents
    return document


def found(document: Document) -> list[Found]:
    """Return the tasks of a document."""
    return [
        Found(
            "。".join(filter(None, (task.title, task.text))),
            task.lead,
            task.responsible,
            task.cooperate,
            tuple((each.text, each.kind, each.date.isoformat() if each.date else None) for each in task.deadlines),
        )
        for task in document.tasks
    ]


def assert_prose(document: Document) -> None:
    """See to it that a document is the one in prose."""
    assert (document.title, document.number, document.date) == (TITLE, NUMBER, datetime.date(2021, 3, 8))
    assert found(document) == EXPECTED
    assert [task.ref for task in document.tasks] == [*PROSE_REFS]
    assert [task.section for task in document.tasks] == [SECTIONS[each.section] for each in MEASURES]


def assert_table(document: Document) -> None:
    """See to it that a document is the one in a table."""
    assert found(document) == EXPECTED
    assert [task.ref for task in document.tasks] == [*TABLE_REFS]


@pytest.mark.parametrize("name", PROSE)
def test_prose_is_the_same_in_every_form(name: str) -> None:
    assert_prose(read(name, PROSE[name]()))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_the_same_in_every_form(name: str) -> None:
    assert_table(read(name, TABLES[name]()))


TRADITIONAL = ("utf-8", "utf-8-sig", "big5", "gb18030", "utf-16")


@pytest.mark.parametrize("encoding", TRADITIONAL)
def test_traditional_script_is_the_same_in_every_encoding(encoding: str) -> None:
    opencc = pytest.importorskip("opencc")
    traditional = opencc.OpenCC("s2tw").convert(every_form.text())
    assert "實施意見" in traditional
    assert_prose(read("a.txt", traditional.encode(encoding)))


def test_a_table_in_traditional_script_is_the_same() -> None:
    opencc = pytest.importorskip("opencc")
    assert_table(read("a.csv", opencc.OpenCC("s2t").convert(every_form.csv_text()).encode("big5hkscs")))


# What LibreOffice makes of them

OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (soffice on the PATH)")
MADE_OF = ("numbered.docx", "ruled.docx", "table.xlsx")
KINDS = {
    "pdf": MADE_OF,
    "doc": ("numbered.docx", "ruled.docx"),
    "odt": ("numbered.docx",),
    "xls": ("table.xlsx",),
    "ods": ("table.xlsx",),
}
"""The kinds of files that it makes, and of what."""


def has_hanzi() -> bool:
    """Tell whether there is a font with which LibreOffice can draw Hanzi."""
    program = shutil.which("fc-list")
    return program is not None and bool(subprocess.run((program, ":lang=zh"), check=False, capture_output=True).stdout)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with everything that LibreOffice makes of the document."""
    for package in ("docx", "openpyxl"):
        pytest.importorskip(package)
    folder = tmp_path_factory.mktemp("made")
    for name in MADE_OF:
        (folder / name).write_bytes({**PROSE, **TABLES}[name]())
    for kind, names in KINDS.items():
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ("soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder / kind), *names)
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


@OFFICE
@pytest.mark.office
@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in KINDS.items() for name in names])
def test_what_libreoffice_makes_of_it_is_the_same(made: Path, kind: str, name: str) -> None:
    if kind == "pdf" and not has_hanzi():
        pytest.skip("needs a font with Hanzi")
    file = made / kind / f"{os.path.splitext(name)[0]}.{kind}"
    document = read(file.name, file.read_bytes())
    if name in PROSE:
        assert_prose(document)
    else:
        assert_table(document)
