"""Old documents: converted by LibreOffice where it is installed, and left to their readers where it is not."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document

from taskmap.reading.blocks import paragraphs, tables
from taskmap.reading.limits import Limits, SourceError
from taskmap.reading.readers import converted
from taskmap.reading.readers.converted import SUFFIXES, convert_old
from taskmap.reading.readers.word import read_word

if TYPE_CHECKING:
    from pathlib import Path

RTF = rb"""{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}
\uc0\u19968 \u12289 \u24635 \u20307 \par
\trowd\cellx1000\cellx2000\intbl \u30002 \cell \u20057 \cell\row\pard}"""


def odt(text: str) -> bytes:
    """Return an OpenDocument text of a paragraph."""
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    inside = f"<office:body><office:text><text:p>{text}</text:p></office:text></office:body>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", f"<office:document-content{names}>{inside}</office:document-content>")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return file.getvalue()


MANIFEST = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
ODT = odt("一、总体")

needs_scripts = pytest.mark.skipif(sys.platform == "win32", reason="needs programs that are shell scripts")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which temporary folders are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def put_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Make a soffice of our own the only one."""
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "soffice"
    program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))


def test_without_libreoffice_the_reader_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for suffix in SUFFIXES:
        with pytest.raises(SourceError, match="open it in Word or WPS and save it as docx"):
            convert_old(b"x", suffix, Limits())


def test_a_docx_by_another_name_needs_no_conversion(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    written = io.BytesIO()
    Document().save(written)
    assert convert_old(written.getvalue(), ".doc", Limits()) == written.getvalue()


@needs_scripts
@pytest.mark.parametrize(
    "document",
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 text", ".wps", "document.doc"),
        (b"{\\rtf1 text}", ".doc", "document.rtf"),
        (b"text", ".WPS", "document.wps"),
        (ODT, ".odt", "document.odt"),
        (ODT, ".doc", "document.odt"),
        (b"text", "", "document.doc"),
    ],
)
def test_libreoffice_gets_a_profile_of_its_own_and_the_suffix_that_the_content_has(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, document: tuple[bytes, str, str]
) -> None:
    data, suffix, name = document
    told = tmp_path / "told"
    put_on_path(
        tmp_path,
        monkeypatch,
        f"""echo "$@" > {told}
        while [ "$1" != --outdir ]; do shift; done
        mkdir "$2" && cp "$3" "$2/document.docx"
        cp -r "${{2%out}}profile" {tmp_path}/profile""",
    )
    assert convert_old(data, suffix, Limits()) == data
    arguments = told.read_text(encoding="utf-8").split()
    assert arguments[0].startswith(f"-env:UserInstallation={temporary.as_uri()}")
    assert os.path.basename(arguments[-1]) == name
    settings = (tmp_path / "profile" / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in settings
    assert not list(temporary.iterdir())


@needs_scripts
@pytest.mark.parametrize("script", ["exit 0", "exit 1", "kill -9 $$"])
def test_a_libreoffice_that_fails_is_reported(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    put_on_path(tmp_path, monkeypatch, script)
    with pytest.raises(SourceError, match="LibreOffice cannot convert it"):
        convert_old(b"x", ".doc", Limits())
    assert not list(temporary.iterdir())


@needs_scripts
def test_a_libreoffice_that_cannot_be_started_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_on_path(tmp_path, monkeypatch, "")
    (tmp_path / "programs" / "soffice").write_bytes(b"\x7fELF nothing")
    with pytest.raises(SourceError, match="LibreOffice cannot be started"):
        convert_old(b"x", ".doc", Limits())


@needs_scripts
def test_a_libreoffice_that_hangs_is_ended_with_what_it_started(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = tmp_path / "alive"
    os.mkfifo(alive)
    put_on_path(tmp_path, monkeypatch, f"(echo begun; sleep 60) > {alive} & wait")
    monkeypatch.setattr(converted, "TIME_LIMIT", 0.3)
    reader = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(SourceError, match="takes too long"):
            convert_old(b"x", ".doc", Limits())
        os.set_blocking(reader, True)
        assert _everything(reader) == b"begun\n"  # ends only when no process can write any more
    finally:
        os.close(reader)
    assert not list(temporary.iterdir())


def _everything(reader: int) -> bytes:
    """Return what a pipe holds, to its end."""
    read = b""
    while chunk := os.read(reader, 100):
        read += chunk
    return read


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_converts_an_old_document(temporary: Path) -> None:
    blocks = read_word(convert_old(RTF, ".rtf", Limits()), Limits())
    assert [each.text for each in paragraphs(blocks)] == ["一、总体"]
    assert [each.cells for found in tables(blocks) for each in found.rows] == [("甲", "乙")]
    assert not list(temporary.iterdir())
    text = read_word(convert_old(ODT, ".odt", Limits()), Limits())
    assert [each.text for each in paragraphs(text)] == ["一、总体"]


def test_a_document_that_unpacks_to_too_much_is_not_given_to_libreoffice() -> None:
    with pytest.raises(SourceError, match="unpacked, it is larger than 1 MB"):
        convert_old(odt("甲" * 2**20), ".odt", Limits(unpacked=2**20))


def test_a_damaged_archive_is_not_given_to_libreoffice() -> None:
    with pytest.raises(SourceError, match="damaged"):
        convert_old(ODT[:200], ".odt", Limits())
