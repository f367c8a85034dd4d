"""Checklists as files: which of them may be replaced, the index, the archive, standard output, the same bytes twice."""

from __future__ import annotations

import datetime
import json
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.problems import RefusedError
from taskmap.writing import checklists
from taskmap.writing.checklists import FORMATS, TEXTS, writer
from taskmap.writing.checklists.files import Bundle, archive_path, write_folder
from taskmap.writing.checklists.seal import is_sealed, sealed
from tests.reported import HARD_TEXTS, reported_folder, sheet_with
from tests.running import run, run_small
from tests.strategies import texts

if TYPE_CHECKING:
    from pathlib import Path

TODAY = ("--as-of", "2026-01-01")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_taskmap_wrote_is_replaced_without_asking(form: str, tmp_path: Path) -> None:
    for lang, day in (("en", "2026-01-01"), ("zh", "2026-02-01")):
        result = run_small("checklist", "省农委", "-o", tmp_path, "-f", form, "--as-of", day, lang=lang)
        assert (result.exit_code, result.stdout) == (0, f"{tmp_path / '省农委'}.{form}\n")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_was_changed_since_is_kept(form: str, tmp_path: Path) -> None:
    run_small("checklist", "省农委", "-o", tmp_path, "-f", form, *TODAY)
    file = tmp_path / f"省农委.{form}"
    if form in TEXTS:
        filled = file.read_bytes().replace("农业农村工作".encode(), "填好了".encode())
    else:
        with zipfile.ZipFile(file) as old, zipfile.ZipFile(buffer := BytesIO(), "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace("农业农村工作".encode(), "填好了".encode()))
        filled = buffer.getvalue()
    file.write_bytes(filled)
    result = run_small("checklist", "省财政厅", "省农委", "-o", tmp_path, "-f", form, "--as-of", "2026-02-01")
    assert (result.exit_code, result.stderr.count("--force")) == (2, 1)
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
    assert file.read_bytes() == filled


def test_another_agency_of_the_same_name_does_not_take_the_file(tmp_path: Path) -> None:
    one = sheet_with("一", name="教育局")
    other = one._replace(answer=one.answer._replace(agency=one.answer.agency._replace(region="乙省")))
    assert list(write_folder(Bundle([one], ["md"]), tmp_path)) == [tmp_path / "教育局.md"]
    with pytest.raises(RefusedError):
        list(write_folder(Bundle([other], ["md"]), tmp_path))


@given(texts, texts, st.sampled_from(HARD_TEXTS))
def test_a_seal_holds_for_what_it_was_set_on_and_nothing_else(before: str, after: str, owner: str) -> None:
    data = sealed(before, after, owner)
    assert is_sealed(data, owner)
    assert not is_sealed(data, f"{owner}x")
    assert not is_sealed(data + b"x", owner)


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\3\4" + b"\0" * 50, b"taskmap:" + b"0" * 32])
def test_other_files_have_no_seal(data: bytes) -> None:
    assert not is_sealed(data, "x")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_input_gives_the_same_bytes(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = reported_folder(tmp_path)
    for name in ("one", "two"):
        run("--data", data, "checklist", "省农业农村厅", "-o", tmp_path / name, "-f", form, "--as-of", "2100-01-01")
        monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
        monkeypatch.setattr("time.localtime", lambda *_args: datetime.datetime(2033, 5, 18).timetuple())  # noqa: DTZ001 - a local time is meant
    files = [tmp_path / name / f"省农业农村厅.{form}" for name in ("one", "two")]
    assert files[0].read_bytes() == files[1].read_bytes()


class Links(HTMLParser):
    """Collects where the links of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the address of a link."""
        self.found += [unquote(value or "") for name, value in attrs if name == "href"]


def files_of(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_the_index_names_every_agency_with_its_counts_and_files(tmp_path: Path) -> None:
    run_small("checklist", "--all", "-o", tmp_path, "-f", "json,xlsx", *TODAY)
    index = json.loads((tmp_path / "index.json").read_bytes())
    assert (index["kind"], index["as_of"]) == ("checklists", "2026-01-01")
    found = {each["name"]: each for each in index["checklists"]}
    assert found["省农业农村厅"] == {
        "name": "省农业农村厅", "region": "某省", "total": 1,
        "lead": 0, "responsible": 1, "cooperate": 0, "inherited": 1,
        "files": ["省农业农村厅.json", "省农业农村厅.xlsx"],
    }  # fmt: skip
    assert {file for each in found.values() for file in each["files"]} == files_of(tmp_path) - {"index.json"}


@pytest.mark.parametrize(
    ("formats", "index"),
    [("md,csv", "index.md"), ("docx", "index.html"), ("xlsx,csv", "index.csv"), ("md,html", "index.html")],
)
def test_there_is_one_index_in_the_format_best_to_look_at(formats: str, index: str, tmp_path: Path) -> None:
    run_small("checklist", "--all", "-o", tmp_path, "-f", formats, *TODAY)
    assert {name for name in files_of(tmp_path) if name.startswith("index")} == {index}


def test_the_links_of_the_index_lead_to_the_files(tmp_path: Path) -> None:
    sheets = [sheet_with("x", name=name) for name in ("a b#?.c", "100%", "省厅", "index", "<i>", "../x")]
    written = list(write_folder(Bundle(sheets, ["html", "csv"], with_index=True), tmp_path))
    links = Links()
    links.feed((tmp_path / "index.html").read_text(encoding="utf-8"))
    assert {tmp_path / each for each in links.found} == {*written} - {tmp_path / "index.html"}
    assert len(written) == len(files_of(tmp_path)) == 2 * len(sheets) + 1


def test_named_agencies_get_no_index(tmp_path: Path) -> None:
    run_small("checklist", "省农委", "省财政厅", "-o", tmp_path)
    assert files_of(tmp_path) == {"省农委.md", "省财政厅.md"}


def test_an_archive_holds_what_the_folder_would(tmp_path: Path) -> None:
    options = ("-f", "md,html,xlsx", *TODAY)
    run_small("checklist", "--all", "-o", tmp_path / "out", *options)
    for _again in range(2):
        result = run_small("checklist", "--all", "-o", tmp_path / "out", "--zip", *options)
        assert result.exit_code == 0
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {each.name: each.read_bytes() for each in (tmp_path / "out").iterdir()}


def test_an_archive_that_is_not_ours_is_kept(tmp_path: Path) -> None:
    (tmp_path / "out.zip").write_bytes(b"mine")
    assert run_small("checklist", "省农委", "-o", tmp_path / "out.zip", "--zip").exit_code == 2
    assert (tmp_path / "out.zip").read_bytes() == b"mine"
    assert run_small("checklist", "省农委", "-o", tmp_path / "out", "--zip", "--force").exit_code == 0
    assert zipfile.is_zipfile(tmp_path / "out.zip")


def test_an_archive_lies_beside_its_folder(tmp_path: Path) -> None:
    assert archive_path(tmp_path / "a.b") == tmp_path / "a.b.zip"
    assert archive_path(tmp_path / "a.ZIP") == tmp_path / "a.ZIP"
    assert archive_path(tmp_path / "..") == tmp_path / ".." / "checklists.zip"


@pytest.mark.parametrize("form", TEXTS)
def test_one_text_goes_to_standard_output(form: str, tmp_path: Path) -> None:
    run_small("checklist", "省农委", "-o", tmp_path, "-f", form, *TODAY)
    result = run_small("checklist", "省农委", "-o", "-", "-f", form, *TODAY)
    assert (result.exit_code, result.stdout_bytes) == (0, (tmp_path / f"省农委.{form}").read_bytes())


@pytest.mark.parametrize(
    "wrong",
    [("省农委", "-f", "xlsx"), ("省农委", "-f", "md,csv"), ("省农委", "省财政厅"), ("--all",), ("省农委", "--zip")],
)
def test_anything_else_does_not(wrong: tuple[str, ...]) -> None:
    result = run_small("checklist", *wrong, "-o", "-")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "md,html,csv,json" in result.stderr


def test_what_is_over_can_be_left_out(tmp_path: Path) -> None:
    data = reported_folder(tmp_path)
    for day, expected in (("2020-01-01", ["3.2", "1"]), ("2100-01-01", ["3.2"])):
        result = run("--data", data, "checklist", "省农业农村厅", "-o", "-", "-f", "json", "--open", "--as-of", day)
        found = json.loads(result.stdout_bytes)
        assert [each["ref"] for each in found["duties"] + found["inherited"]] == expected
    run(
        "--data",
        data,
        "checklist",
        "--all",
        "--open",
        "--role",
        "lead",
        "-o",
        tmp_path / "out",
        "--as-of",
        "2100-01-01",
    )
    assert files_of(tmp_path / "out") == {"省财政厅.md", "index.md"}


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_missing_package_is_one_sentence_before_anything_is_written(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(_name: str) -> None:
        raise ModuleNotFoundError(name="xyz")

    monkeypatch.setattr(checklists, "import_module", without)
    result = run_small("checklist", "省农委", "-o", tmp_path / "out", "-f", form)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "pip install 'taskmap[office]'" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", HARD_TEXTS)
@pytest.mark.parametrize("form", FORMATS)
def test_hard_texts_and_names_do_no_harm(form: str, text: str, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "here"
    sheet = sheet_with(text, name=f"{text}厅", states={f"{text}态": "done"})
    (file,) = list(write_folder(Bundle([sheet], [form]), folder))
    assert file is not None
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [file]
    assert list(write_folder(Bundle([sheet], [form]), folder)) == [None]  # ours, and as it was
    if form in TEXTS:
        content = file.read_text("utf-8-sig")
        assert not set(content) & set("\x00\x0b\x1b\x85\u2028\u202e")


def test_every_format_has_a_writer() -> None:
    assert all(callable(writer(form)) for form in FORMATS)
