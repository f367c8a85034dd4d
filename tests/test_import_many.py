"""`taskmap import` of folders and many files: one after the other, one summary, and bad ones stop nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.running import read_json, run
from tests.small_document import NEXT, NUMBER, TEXT
from tests.terminals import on_terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(empty_folder: Path) -> Path:
    """Work in a folder that holds the short document, and nothing else."""
    (empty_folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return empty_folder


def test_a_folder_means_the_documents_in_it(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "c.txt").write_text(NEXT, encoding="utf-8")
    for name in (".hidden.txt", "~$a.docx", "a.exe", "Thumbs.db"):
        (folder / name).write_bytes(b"\0")
    (folder / "b.html").write_bytes(f"<html><body><p>{'</p><p>'.join(NEXT.splitlines())}</p></body></html>".encode())
    documents = read_json(".")["documents"]
    assert [document["number"] for document in documents] == [NUMBER, NUMBER.replace("7", "8")]


def test_an_empty_folder_is_refused(empty_folder: Path) -> None:
    result = run("import", empty_folder)
    assert (result.exit_code, result.stdout) == (3, "")
    assert len(result.stderr.splitlines()) == 1


def test_one_bad_file_stops_nothing(folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.txt").write_text(NEXT, encoding="utf-8")
    result = run("import", "a.txt", "b.txt", "c.txt", "--json")
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)["documents"]) == 2
    *complaints, summary = result.stderr.splitlines()
    assert complaints == ["taskmap: cannot read b.txt: it is empty"]
    assert summary == "2 of 3 files read: 2 documents, 6 tasks, 12 duties, 12 doubts"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_bad_files_only_get_a_sentence_each(empty_folder: Path, lang: str) -> None:
    (empty_folder / "b.txt").write_bytes(b"")
    (empty_folder / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run("import", "b.txt", "p.png", "nix.txt", lang=lang)
    assert (result.exit_code, result.stdout) == (3, "")
    said = result.stderr.splitlines()
    assert len(said) == 3
    for line, name in zip(said, ("b.txt", "p.png", "nix.txt"), strict=True):
        assert line.startswith("taskmap: ")
        assert name in line


def test_json_of_bad_files_only_is_json_still(empty_folder: Path) -> None:
    (empty_folder / "b.txt").write_bytes(b"")
    result = run("import", "b.txt", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout) == {"schema": 1, "kind": "documents", "documents": [], "problems": []}


def test_json_of_many_files_is_the_same_as_of_each(folder: Path) -> None:
    many = []
    for number in range(20, 32):
        path = folder / f"{number}.txt"
        path.write_text(TEXT.replace("7号", f"{number}号"), encoding="utf-8")
        many.append(path.name)
    whole = read_json(*many)
    single = [read_json(name) for name in many]
    assert whole["documents"] == [document for each in single for document in each["documents"]]
    assert whole["problems"] == [problem for each in single for problem in each["problems"]]


def test_many_files_are_a_summary_on_a_terminal(folder: Path) -> None:
    (folder / "b.txt").write_text(NEXT, encoding="utf-8")
    (folder / "c.txt").write_bytes(b"")
    seen = on_terminal(folder, "import", ".", columns=100)
    assert seen.exit_code == 1
    assert f"a.txt: {NUMBER}" in seen.text
    assert f"b.txt: {NUMBER.replace('7', '8')}" in seen.text
    assert "cannot read" in seen.text
    assert "扩大岗位" not in seen.text
    assert "2 of 3 files read: 2 documents, " in seen.text
