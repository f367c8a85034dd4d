"""Checklists in LibreOffice: they open, and every text of theirs is on the printed pages."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = shutil.which("soffice") or ""

pytestmark = [pytest.mark.office, pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a long checklist, one with inherited duties and one of a collective; make PDF files of them."""
    found = tmp_path_factory.mktemp("rendered")
    names = ("省人社厅", "省农业农村厅", "各普通高校")
    assert run("checklist", *names, "-o", found, "-f", "xlsx,docx", "--as-of", "2026-01-01", lang="zh").exit_code == 0
    for form in ("xlsx", "docx"):
        profile = (found / "profile").as_uri()
        command = [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
        files = sorted(map(str, found.glob(f"*.{form}")))
        subprocess.run([*command, found / form, *files], check=True, capture_output=True, timeout=300)
    return found


def printed(file: Path) -> tuple[str, list[tuple[float, float]]]:
    """Return the text of a PDF file without spaces, and the sizes of its pages."""
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(file) as pdf:
        sizes = [(float(page.width), float(page.height)) for page in pdf.pages]
        text = "".join(page.extract_text() for page in pdf.pages)
    return re.sub(r"\s", "", text), sizes


@pytest.mark.parametrize("name", ["省人力资源社会保障厅", "省农业农村厅", "各普通高校"])
def test_a_workbook_prints_on_landscape_pages_one_page_wide(name: str, folder: Path) -> None:
    text, sizes = printed(folder / "xlsx" / f"{name}.pdf")
    assert all(width > height for width, height in sizes)
    for number in range(1, len(sizes) + 1):
        assert f"第{number}页共{len(sizes)}页" in text
    assert text.count("完成时限") == text.count("填报日期") == len(sizes)  # the head on every page, whole


@pytest.mark.parametrize("name", ["省人力资源社会保障厅", "省农业农村厅", "各普通高校"])
def test_a_word_document_has_an_upright_page_and_then_landscape_ones(name: str, folder: Path) -> None:
    text, (first, *others) = printed(folder / "docx" / f"{name}.pdf")
    assert first[0] < first[1]
    assert others
    assert all(width > height for width, height in others)
    for number in range(1, len(others) + 2):
        assert f"—{number}—" in text
    assert text.count("填报日期") >= len(others)


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_every_character_is_printed(form: str, folder: Path) -> None:
    """Lines of one cell stand beside those of others: the characters are counted."""
    found = json.loads(run("checklist", "各普通高校", "-o", "-", "-f", "json").stdout_bytes)
    expected = Counter("".join(task["text"] or "" for task in found["duties"]))
    whole, _sizes = printed(folder / form / "各普通高校.pdf")
    assert {each for each, count in (expected - Counter(whole)).items() if each.isalnum()} == set()
