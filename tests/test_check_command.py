"""``taskmap check``: what it shows, where, and how it ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from taskmap.terminal.wrapping import text_width
from tests.running import GOLDEN, ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = """schema = 1
[[documents]]
id = "d"
region = "某省"
[[documents.tasks]]
ref = 3.10
text = "一"
[[documents.tasks]]
ref = "2"
txt = "[bold]二"
[[documents.tasks]]
ref = "3"
text = "三"
due = "soon"
"""
WARNED = """schema = 1
[[documents]]
id = "d"
region = "某省"
[[documents.tasks]]
ref = "1"
text = "一"
lead = ["省民政厅"]
"""


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Write a file with several errors."""
    file = tmp_path / "faulty.toml"
    file.write_text(FAULTY, encoding="utf-8")
    return file


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    """Write a file with nothing but a warning."""
    file = tmp_path / "warned.toml"
    file.write_text(WARNED, encoding="utf-8")
    return file


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_built_in_data_has_no_problems_even_strictly(lang: str) -> None:
    result = run("check", "--strict", ROOT / "data", lang=lang)
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(result.stderr.splitlines()) == 1


def test_every_error_is_shown_at_once_with_its_line_and_a_hint(faulty: Path) -> None:
    result = run("check", faulty)
    assert result.exit_code == 1
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert {row[0].rpartition(":")[2] for row in rows} == {"6", "8", "10", "14"}
    assert all(len(row) == 5 for row in rows)
    assert 'put quotes: ref = "3.10"' in result.stdout


@pytest.mark.parametrize("width", ["40", "80"])
def test_problems_on_a_terminal_have_place_code_and_hint(faulty: Path, width: str) -> None:
    result = run("check", faulty, "--format", "table", COLUMNS=width)
    output = "".join(result.stdout.split())
    assert f"{faulty}:6:".replace(" ", "") in output
    assert "[ref-not-text]" in output
    assert 'putquotes:ref="3.10"' in output
    assert all(text_width(line.rstrip()) <= int(width) for line in result.stdout.splitlines())


def test_problems_in_json_say_the_same(faulty: Path) -> None:
    result = run("check", faulty, "--json")
    problems = json.loads(result.stdout)["problems"]
    assert result.exit_code == 1
    assert list(problems[0]) == ["severity", "code", "file", "line", "where", "message", "hint"]
    assert {problem["severity"] for problem in problems} == {"error"}
    assert {6, 10, 14} <= {problem["line"] for problem in problems}


def test_warnings_fail_only_if_asked_to(warned: Path) -> None:
    result = run("check", warned)
    assert (result.exit_code, "\twarning\t" in result.stdout) == (0, True)
    assert run("check", "--strict", warned).exit_code == 1


@pytest.mark.parametrize("content", [None, b"\xd6\xd0", b"", b"[tool]\nx = 1\n"])
def test_what_cannot_be_read_is_one_sentence_and_exits_3(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "tasks.toml"
    if content is not None:
        file.write_bytes(content)
    result = run("check", file)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("taskmap: ")
    assert len(result.stderr.splitlines()) == 1


def test_files_that_are_not_toml_are_all_told_and_exit_3(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.toml").write_text(f"{name} = “x”\n", encoding="utf-8")
    result = run("check", tmp_path)
    assert (result.exit_code, result.stderr) == (3, "")
    assert [line.split("\t")[1:3] for line in result.stdout.splitlines()] == [["error", "toml-syntax"]] * 2
    problems = json.loads(run("check", "--json", tmp_path).stdout)["problems"]
    assert [problem["hint"] for problem in problems] == ['a = "x"', 'b = "x"']


def test_several_paths_are_all_checked_and_the_worst_decides(faulty: Path, tmp_path: Path) -> None:
    result = run("check", faulty, tmp_path / "absent.toml", GOLDEN)
    assert result.exit_code == 3
    assert "faulty.toml:6" in result.stdout
    assert "absent.toml" in result.stderr


def test_without_a_path_the_data_set_in_use_is_checked(faulty: Path) -> None:
    assert run("--data", faulty, "check").exit_code == 1
    assert run("check", "--data", faulty).exit_code == 1
    assert run("check", TASKMAP_DATA=str(faulty)).exit_code == 1
    assert run("--data", faulty, "check", GOLDEN).exit_code == 0


def test_faulty_data_answers_nothing_and_says_why(faulty: Path) -> None:
    result = run("--data", faulty, "docs")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "faulty.toml:6: " in result.stderr
    assert 'ref = "3.10"' in result.stderr
