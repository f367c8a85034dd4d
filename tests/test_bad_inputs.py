"""Files that cannot be read, through the command: one sentence, exit code 3, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests import every_form
from tests.bad_files import BAD, archive
from tests.pdf_files import IMAGE, lines, pdf
from tests.running import run, start
from tests.word_files import changed, part_of

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = "word/document.xml"
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (soffice on the PATH)")


def assert_refused(name: str, words: str, lang: str) -> None:
    """See to it that a file is refused in one sentence, which holds these words."""
    result = run("import", name, lang=lang)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("taskmap: ")
    assert result.stderr.count("\n") == 1
    assert name in result.stderr
    assert words in result.stderr


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_one_sentence(empty_folder: Path, name: str) -> None:
    (empty_folder / name).write_bytes(BAD[name].make())
    assert_refused(name, BAD[name].english, "en")
    assert_refused(name, BAD[name].chinese, "zh")


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx"])
def test_a_file_of_half_a_gigabyte_is_not_read(empty_folder: Path, name: str) -> None:
    with (empty_folder / name).open("wb") as file:
        file.truncate(500 * 2**20)
    assert_refused(name, "larger than 64 MB", "en")
    assert_refused(name, "超过 64 MB", "zh")


@pytest.mark.parametrize("entity", ['<!ENTITY x SYSTEM "secret.txt">', '<!ENTITY x "甲">', ""])
def test_a_word_document_with_a_document_type_is_refused(empty_folder: Path, entity: str) -> None:
    (empty_folder / "secret.txt").write_text("秘密", encoding="utf-8")
    whole = every_form.docx_plain()
    head, root, inside = part_of(whole, DOCUMENT).decode().partition("<w:document")
    hostile = f"{head}<!DOCTYPE w [{entity}]>{root}{inside.replace('简化登记', '&x;' if entity else '简化登记')}"
    (empty_folder / "a.docx").write_bytes(changed(whole, {DOCUMENT: hostile.encode()}))
    assert_refused("a.docx", "XML", "en")
    assert_refused("a.docx", "XML", "zh")


def test_the_installed_program_says_no_more_than_that(empty_folder: Path) -> None:
    for name in ("cut.xls", "scan.pdf", "hollow.xlsx", "locked.docx"):
        (empty_folder / name).write_bytes(BAD[name].make())
        done = start("import", name, cwd=empty_folder, env={"RUST_BACKTRACE": "1"})
        assert (done.returncode, done.stdout) == (3, b"")
        assert done.stderr.startswith(b"taskmap: ")
        assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(("lang", "words"), [("en", "not read: 2-3, 5"), ("zh", "未能读取：2-3, 5")])
def test_pages_that_are_pictures_are_a_doubt(empty_folder: Path, lang: str, words: str) -> None:
    page = lines(90, 80, every_form.wrapped(every_form.paragraphs(), 34))
    other = lines(90, 90, ["本页没有任务，只有这一行足够长的文字，其余各页是图片。"])
    (empty_folder / "a.pdf").write_bytes(pdf(page, IMAGE, IMAGE, other, IMAGE))
    result = run("import", "a.pdf", lang=lang)
    assert result.exit_code == 0
    assert result.stdout.count("\n") == len(every_form.MEASURES)
    assert words in result.stderr
    (problem,) = (
        each
        for each in json.loads(run("import", "a.pdf", "--json", lang=lang).stdout)["problems"]
        if each["code"] == "unread-pages"
    )
    assert (problem["severity"], problem["file"], "OCR" in problem["hint"]) == ("warning", "a.pdf", True)


def test_scripts_and_styles_of_a_page_are_no_text(empty_folder: Path) -> None:
    hostile = "<script>document.write('<p>（五）做事。（省科技厅负责）</p>')</script><style>p{content:'（六）'}</style>"
    (empty_folder / "a.html").write_text(every_form.html().replace("<div>", f"<div>{hostile}"), encoding="utf-8")
    assert run("import", "a.html").stdout.count("\n") == len(every_form.MEASURES)


@pytest.mark.parametrize("name", ["a.html", "gb18030.txt", "table.xlsx", "table.xls", "a.pdf"])
def test_a_file_is_what_it_holds_though_it_is_called_docx(empty_folder: Path, name: str) -> None:
    (empty_folder / "a.docx").write_bytes({**every_form.PROSE, **every_form.TABLES}[name]())
    result = run("import", "a.docx")
    assert (result.exit_code, result.stdout.count("\n")) == (0, len(every_form.MEASURES))


RTF = "{\\rtf1\\ansi " + "".join(
    "".join(f"\\u{ord(each) if ord(each) < 2**15 else ord(each) - 2**16}?" for each in paragraph) + "\\par "
    for paragraph in every_form.paragraphs()
)  # fmt: skip


def test_without_libreoffice_an_old_document_is_one_sentence(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    (empty_folder / "a.docx").write_text(RTF + "}", encoding="ascii")
    (empty_folder / "a.odt").write_bytes(archive("content.xml", kind="text"))
    for name in ("a.docx", "a.odt"):
        assert_refused(name, "save it as docx", "en")
        assert_refused(name, "另存为 docx", "zh")


@needs_office
@pytest.mark.office
def test_rtf_that_is_called_docx_is_read(empty_folder: Path) -> None:
    (empty_folder / "a.docx").write_text(RTF + "}", encoding="ascii")
    result = run("import", "a.docx")
    assert (result.exit_code, result.stdout.count("\n")) == (0, len(every_form.MEASURES))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_bad_files_in_a_folder_stop_no_other(empty_folder: Path, lang: str) -> None:
    folder = empty_folder / "文件"
    folder.mkdir()
    for name in ("scan.pdf", "a.ofd", "locked.docx", "empty.txt"):
        (folder / name).write_bytes(BAD[name].make())
    (folder / "good.txt").write_bytes(every_form.PROSE["a.txt"]())
    result = run("import", folder, lang=lang)
    assert (result.exit_code, result.stdout.count("\n")) == (1, len(every_form.MEASURES))
    assert result.stderr.count("taskmap: ") == 4
