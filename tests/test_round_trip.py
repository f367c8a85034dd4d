"""The whole round: checklists of the built-in data go out, are filled in as offices do it, come back, are reported."""

from __future__ import annotations

import csv
import datetime
import io
import json
import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from taskmap.workspace import create
from tests.office import NO_OFFICE, OFFICE, converted, python_with_uno, typed_in
from tests.progress_data import TODAY
from tests.running import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

FORMS = ("xlsx", "docx", "md", "html", "csv", "json")
YESTERDAY = TODAY - datetime.timedelta(days=1)
SINCE = str(TODAY - datetime.timedelta(days=30))

AGENCY = "省教育厅"
HEIR = "省农业农村厅"
"""It inherited duties of 省农委."""


class Said(NamedTuple):
    """What is reported of a duty."""

    state: str
    percent: float | None = None
    note: str | None = None
    by: str | None = None
    on: str = str(TODAY)


Edits = dict[str, dict[str, str]]
"""What is typed into cells: by the row's id and the column's heading."""

TYPED: Edits = {
    "jjz-2020-1:3.1": {"状态": "正在办理", "完成比例": "40%", "进展情况": "已开展试点", "填报人": "张三"},
    "jjz-2020-1:4.2": {"状态": "已办结", "完成比例": "100%", "佐证材料": "教发〔2020〕12号", "填报人": "张三"},
    "jzf-2017-32:（十七）": {"状态": "受阻", "完成比例": "0.8", "填报日期": str(YESTERDAY), "填报人": "张三"},
    "jzf-2017-25:五.（二）": {"完成比例": "80", "进展情况": "见_x0041_，_x000D_ 不是换行", "填报人": "李四"},
}
REPORTED = {
    ("jjz-2020-1:3.1", AGENCY): Said("in-progress", 40, "已开展试点", "张三"),
    ("jjz-2020-1:4.2", AGENCY): Said("done", 100, None, "张三"),
    ("jzf-2017-32:（十七）", AGENCY): Said("blocked", 80, None, "张三", str(YESTERDAY)),
    ("jzf-2017-25:五.（二）", AGENCY): Said("not-started", 80, "见_x0041_，_x000D_ 不是换行", "李四"),
}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the built-in data, and all its checklists in all forms: read it only."""
    folder = tmp_path_factory.mktemp("sent")
    create(folder / "data")
    done = run(
        "--data", folder / "data", "checklist", "--all", "-o", folder / "out", "-f", ",".join(FORMS), lang="zh_CN"
    )
    assert done.exit_code == 0
    return folder


@pytest.fixture
def office(sent: Path, tmp_path: Path) -> Path:
    """Return a folder of one's own with the data, in which nothing is reported yet."""
    shutil.copytree(sent / "data", tmp_path / "data")
    return tmp_path


def ask(folder: Path, *args: str | Path) -> Any:  # noqa: ANN401 - JSON
    answer = run("--data", folder / "data", *args, "--json")
    assert answer.exit_code == 0
    return json.loads(answer.stdout)


def collect(folder: Path, *paths: Path) -> str:
    """Collect; nothing may be refused. Return what is said."""
    done = run("--data", folder / "data", "progress", "collect", *paths, "--yes")
    assert done.exit_code == 0, done.stderr
    return done.stderr


def assert_reported(folder: Path, expected: Mapping[tuple[str, str], Said]) -> None:
    """Hold the report, and the answer on each agency, against what was filled in."""
    report = ask(folder, "report", "--since", SINCE)
    changed = {(each["task"], each["agency"]): Said(*(each[key] for key in Said._fields)) for each in report["changed"]}
    assert changed == expected
    assert report["totals"]["changed"] == len(expected)
    silent = {(task, each["agency"]) for each in report["unreported"] for task in each["tasks"]}
    assert not silent & set(expected)


def assert_nothing_new(folder: Path, *paths: Path) -> None:
    assert "nothing was recorded" in collect(folder, *paths)
    assert not (folder / "data" / "journal").exists()


def sheet_of(path: Path) -> tuple[Any, Worksheet]:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(path)
    return book, book.worksheets[0]


def places(sheet: Worksheet, edits: Edits) -> Iterator[tuple[str, str]]:
    """Yield the address of each cell that is filled in, and what is typed there."""
    rows = list(sheet.iter_rows())
    head = next(row for row in rows if row[0].value == "文件")
    columns = {str(cell.value): at for at, cell in enumerate(head)}
    found = {str(row[columns["标识"]].value): row for row in rows}
    for ident, cells in edits.items():
        for heading, text in cells.items():
            yield found[ident][columns[heading]].coordinate, text


def test_every_agency_gets_a_file_in_every_form(sent: Path) -> None:
    agencies = {each["name"] for each in ask(sent, "agencies")["agencies"]}
    files = {path.name for path in (sent / "out").iterdir()} - {"index.html"}
    stems = {name.rsplit(".", 1)[0] for name in files}
    assert {f"{stem}.{form}" for stem in stems for form in FORMS} == files
    duties: set[tuple[str, str]] = set()
    for stem in stems:
        found = json.loads((sent / "out" / f"{stem}.json").read_text("utf-8"))
        duties |= {(found["agency"]["name"], duty["id"]) for duty in found["duties"]}
    assert {name for name, _task in duties} == agencies
    assert len(duties) == ask(sent, "report")["totals"]["duties"]


def test_what_comes_back_untouched_changes_nothing(office: Path, sent: Path) -> None:
    assert_nothing_new(office, sent / "out")


def test_a_csv_file_saved_as_chinese_excel_does_comes_back(office: Path, sent: Path) -> None:
    text = (sent / "out" / f"{AGENCY}.csv").read_text("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    for row in rows:
        for heading, typed in TYPED.get(row[head.index("标识")], {}).items():
            row[head.index(heading)] = typed
    saved = io.StringIO(newline="")
    csv.writer(saved, lineterminator="\r\n").writerows([head, *rows])
    back = office / "回收.csv"
    back.write_bytes(saved.getvalue().encode("gb18030"))
    collect(office, back)
    assert_reported(office, REPORTED)
    assert "nothing was recorded" in collect(office, back)


def test_a_workbook_that_another_program_saves_comes_back(office: Path, sent: Path) -> None:
    book, sheet = sheet_of(sent / "out" / f"{AGENCY}.xlsx")
    for cell, typed in places(sheet, TYPED):
        # openpyxl does not write the escape that such texts need (ECMA-376 part 1, 22.4.2.4), Excel does.
        sheet[cell] = typed.replace("_x", "_x005F_x")
    book.save(office / "回收.xlsx")
    collect(office, office / "回收.xlsx")
    assert_reported(office, REPORTED)
    assert "nothing was recorded" in collect(office, office / "回收.xlsx")


def test_inherited_duties_are_filled_in_by_the_heir(office: Path, sent: Path) -> None:
    [task, *_others] = (each["id"] for each in ask(office, "agency", HEIR)["inherited"])
    book, sheet = sheet_of(sent / "out" / f"{HEIR}.xlsx")
    for cell, typed in places(sheet, {task: {"状态": "已完成", "佐证材料": "有", "填报人": "王五"}}):
        sheet[cell] = typed
    book.save(office / "回收.xlsx")
    collect(office, office / "回收.xlsx")
    assert_reported(office, {(task, "省农委"): Said("done", None, None, "王五")})
    [inherited] = (each for each in ask(office, "agency", HEIR)["inherited"] if each["id"] == task)
    assert inherited["state"] == "done"


@pytest.mark.office
@pytest.mark.skipif(not OFFICE, reason=NO_OFFICE)
@pytest.mark.parametrize("form", ["xlsx", "ods", "xls"])
def test_what_libreoffice_has_opened_and_saved_changes_nothing(form: str, office: Path) -> None:
    reported = run(
        *("--data", office / "data", "progress", "set", "jjz-2020-1:3.1", "--agency", AGENCY, "--state", "进行中"),
        *("--percent", "29", "--note", "=1+1_x0041_\n'5", "--problem", "007", "--by", "张三"),
    )
    assert reported.exit_code == 0
    names = (AGENCY, HEIR, "各地人民政府")
    made = run("--data", office / "data", "checklist", *names, "-o", office / "out", "-f", "xlsx", lang="zh_CN")
    assert made.exit_code == 0
    files = converted([office / "out" / f"{name}.xlsx" for name in names], form, office / form)
    assert "nothing was recorded" in collect(office, *files)
    assert len(list((office / "data" / "journal").iterdir())) == 1


@pytest.mark.office
@pytest.mark.skipif(not OFFICE, reason=NO_OFFICE)
def test_what_is_filled_in_and_saved_in_libreoffice_comes_back(office: Path, sent: Path) -> None:
    if not python_with_uno():
        pytest.skip("no Python here has uno, by which LibreOffice is told what to type")
    source = sent / "out" / f"{AGENCY}.xlsx"
    back = typed_in(source, dict(places(sheet_of(source)[1], TYPED)), office / "回收.xlsx")
    collect(office, back)
    assert_reported(office, REPORTED)
    assert "nothing was recorded" in collect(office, back)
