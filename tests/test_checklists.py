"""Checklists: what they say, and that no name leads a file astray."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.model import Agency
from taskmap.writing.checklists.files import file_names, same_file
from tests.reported import reported_folder
from tests.running import GOLDEN, assert_golden, run, run_small
from tests.strategies import names

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import FolderWith

HARD_NAMES = (
    "../../x", "..", ".", "a/b", "a\\b", "C:\\x", "/etc/passwd", "CON", "con.txt", "NUL", "COM1", "LPT¹", "", " ", "x.",
    "x ", "-x", "x" * 500, "省" * 200, "𠮷" * 100, "a\0b", "a\nb", "a\x1bb", "a\u202eb", "a\u200eb", '<>:"|?*', "$(x)",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("form", ["md", "html", "csv", "json"])
def test_the_checklist_of_an_agency_is_the_golden_one(form: str, lang: str, tmp_path: Path) -> None:
    data, folder = reported_folder(tmp_path), tmp_path / "out"
    options = ("-o", folder, "-f", form, "--as-of", "2100-01-01")
    result = run("--data", data, "checklist", "省农业农村厅", *options, lang=lang)
    file = folder / f"省农业农村厅.{form}"
    assert (result.exit_code, result.stdout) == (0, f"{file}\n")
    assert_golden(f"checklist.{lang}.{form}", file.read_bytes())


def test_a_checklist_has_one_row_per_duty_with_what_it_takes_to_work_on_it(tmp_path: Path) -> None:
    run_small("checklist", "省农业农村厅", "-o", tmp_path, "-f", "csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "省农业农村厅.csv").read_text("utf-8-sig"), newline="")))
    assert [row["ref"] for row in rows] == ["3.2", "1"]
    first, inherited = rows
    assert first["heading"] == "一、总体任务 / （三）改善环境"
    assert first["task"].startswith("优化[bold]营商[/bold]环境。办理 :smile: 时间压缩|一半")
    assert (first["role"], first["others"]) == (
        "responsible", "lead：省财政厅；responsible：省人社厅；cooperate：各地人民政府",
    )  # fmt: skip
    assert (first["due"], first["from"], inherited["from"]) == ("2020-12-31", "", "省农委")
    assert (first["id"], first["agency"], first["reporter"]) == ("new-2020-1:3.2", "省农业农村厅", "")
    assert (inherited["id"], inherited["agency"], inherited["reporter"]) == ("old-2017-2:1", "省农委", "省农业农村厅")


def test_own_leaves_inherited_duties_out(tmp_path: Path) -> None:
    run_small("checklist", "省农业农村厅", "-o", tmp_path, "-f", "json", "--own")
    assert json.loads((tmp_path / "省农业农村厅.json").read_bytes())["inherited"] == []


INHERITED_ONLY = """
schema = 1
[[documents]]
id = "old"
region = "某省"
date = 2017-01-01
[[documents.tasks]]
ref = "1"
text = "农业农村工作"
lead = ["省农委"]
owner_text = "省农委牵头"
"""


@pytest.mark.parametrize(
    ("options", "expected"),
    [((), {"省农委.md", "省农业农村厅.md", "index.md"}), (("--own",), {"省农委.md", "index.md"})],
)
def test_all_means_agencies_with_nothing_but_inherited_duties_too(
    options: tuple[str, ...], expected: set[str], tmp_path: Path, folder_with: FolderWith
) -> None:
    data = folder_with(INHERITED_ONLY, (GOLDEN / "agencies.toml").read_text(encoding="utf-8"))
    result = run("--data", data, "checklist", "--all", "-o", tmp_path / "out", *options)
    assert result.exit_code == 0
    assert {file.name for file in (tmp_path / "out").iterdir()} == expected


def test_a_document_without_number_and_title_is_headed_by_its_id(tmp_path: Path, folder_with: FolderWith) -> None:
    run("--data", folder_with(INHERITED_ONLY), "checklist", "--all", "-o", tmp_path / "out")
    assert "\n### old\n" in (tmp_path / "out" / "省农委.md").read_text(encoding="utf-8")


def test_an_agency_named_twice_gets_one_file(tmp_path: Path) -> None:
    result = run_small("checklist", "省人社厅", "省人力资源社会保障厅", "-o", tmp_path)
    assert result.stdout == f"{tmp_path / '省人力资源社会保障厅.md'}\n"


def test_all_writes_one_file_per_agency_that_has_duties(tmp_path: Path) -> None:
    result = run_small("checklist", "--all", "-o", tmp_path / "new" / "folder", "-f", "md,csv")
    assert result.exit_code == 0
    written = {file.name for file in (tmp_path / "new" / "folder").iterdir()}
    agencies = ("省财政厅", "省人力资源社会保障厅", "省农业农村厅", "各地人民政府", "省农委")
    assert written == {f"{name}.{form}" for name in agencies for form in ("md", "csv")} | {"index.md"}
    assert len(result.stdout.splitlines()) == len(written)


@given(st.lists(st.one_of(st.sampled_from(HARD_NAMES), names), max_size=8))
def test_no_name_leaves_the_folder_or_meets_another(found: list[str]) -> None:
    files = list(file_names(map(Agency, found)))
    assert len(set(map(same_file, files))) == len(found)
    for file in files:
        assert file.strip(" .") == file != ""
        assert not set(file) & set('/\\<>:"|?*\0\n\r\t\x1b\u200e\u202e')
        assert len(f"{file}-99.json".encode()) <= 255
        assert file.partition(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1", "LPT¹"}


def test_names_that_differ_by_case_or_region_only_get_files_of_their_own() -> None:
    found = [Agency("A局"), Agency("a局"), Agency("Ａ局"), Agency("教育局", "甲市"), Agency("教育局", "乙市")]
    assert list(file_names(found)) == ["A局", "a局-2", "Ａ局-3", "教育局（甲市）", "教育局（乙市）"]


def test_a_national_agency_keeps_its_name_beside_one_of_a_region() -> None:
    assert list(file_names([Agency("财政局"), Agency("财政局", "辽/宁")])) == ["财政局", "财政局（辽_宁）"]


def test_a_file_that_differs_is_kept_and_then_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "省农委.md").write_text("mine")
    result = run_small("checklist", "省财政厅", "省农委", "-o", tmp_path)
    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"省农委.md": "mine"}


def test_force_overwrites_a_file_that_differs(tmp_path: Path) -> None:
    (tmp_path / "省农委.md").write_text("mine")
    assert run_small("checklist", "省农委", "-o", tmp_path, "--force").exit_code == 0
    assert (tmp_path / "省农委.md").read_text(encoding="utf-8").startswith("# 省农委: checklist\n")


def test_writing_the_same_again_is_no_conflict(tmp_path: Path) -> None:
    for written in (f"{tmp_path / '省农委.md'}\n", ""):
        result = run_small("checklist", "省农委", "-o", tmp_path)
        assert (result.exit_code, result.stdout) == (0, written)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    result = run_small("checklist", "省农委", "-o", tmp_path / "taken" / "here")
    assert result.exit_code == 2
    assert "cannot make the folder" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [((), "name agencies, or give --all\n"), (("省农委", "--all"), "name agencies or give --all, not both\n")],
)
def test_either_names_or_all_are_needed(wrong: tuple[str, ...], said: str, tmp_path: Path) -> None:
    result = run_small("checklist", *wrong, "-o", tmp_path)
    assert (result.exit_code, result.stderr[-len(said) :]) == (2, said)


@pytest.mark.parametrize("formats", ["pdf", "md,pdf", "", "md,,csv"])
def test_unknown_formats_are_refused_by_name(formats: str, tmp_path: Path) -> None:
    result = run_small("checklist", "省农委", "-o", tmp_path, "-f", formats)
    assert (result.exit_code, "xlsx,docx,md,html,csv,json" in result.stderr) == (2, True)
    assert not list(tmp_path.iterdir())
