"""`taskmap import` as its users meet it: on a terminal, in a pipe, as JSON."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from taskmap.cli import cli
from taskmap.terminal.wrapping import text_width
from tests.reading_steps import SEEDS
from tests.running import command_line, environment, read_json, run, squeezed
from tests.small_document import DIFFERENT, FILES, ID, NEEDS, NEXT, NUMBER, OWNERS, TEXT
from tests.terminals import on_terminal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DOCUMENT_KEYS = [
    "id", "number", "title", "issuer", "region", "date", "tasks", "boxes", "indicators", "targets", "notes",
]  # fmt: skip
TASK_KEYS = [
    "id", "document", "ref", "section", "project", "title", "text", "owners", "owner_text", "deadlines", "targets",
    "boxes", "remark", "due",
]  # fmt: skip
PROBLEM_KEYS = ["severity", "code", "file", "line", "where", "message", "hint"]
SEED_TASKS = {
    "000_f9a747a465beaf2b.txt": 36, "001_cca389b0980228c1.txt": 33, "002_68c654606bd4ef90.txt": 23,
    "003_e596792b9bbe639a.txt": 46, "004_03d5651cdb24bb46.txt": 30,
}  # fmt: skip


@pytest.fixture
def folder(empty_folder: Path) -> Path:
    """Work in a folder that holds the short document, and nothing else."""
    (empty_folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return empty_folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def triples(tasks: Iterable[dict[str, Any]]) -> set[tuple[str, str, str]]:
    return {(task["ref"], owner["name"], owner["role"]) for task in tasks for owner in task["owners"]}


def test_in_a_pipe_every_task_is_a_line(folder: Path) -> None:
    before = contents(folder)
    result = run("import", "a.txt")
    assert result.exit_code == 0
    assert [line.split("\t")[:3] for line in result.stdout.splitlines()] == [
        [ID, "（一）", "扩大岗位"], [ID, "（二）", "加强培训"], [ID, "（三）", "建设平台"],
    ]  # fmt: skip
    assert {line.count("\t") for line in result.stdout.splitlines()} == {7}
    assert "省人力资源社会保障厅\t\t省财政厅、省教育厅\t2025-12-31" in result.stdout
    assert contents(folder) == before


@pytest.mark.parametrize(("lang", "doubt"), [("en", "6 names are not in the registry"), ("zh", "6 个单位名称未登记")])
def test_doubts_are_told_on_standard_error(folder: Path, lang: str, doubt: str) -> None:
    assert (folder / "a.txt").exists()
    result = run("import", "a.txt", lang=lang)
    assert doubt in result.stderr
    assert doubt not in result.stdout


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("columns", [40, 100])
def test_on_a_terminal_nothing_of_refs_and_names_is_lost(folder: Path, columns: int, lang: str) -> None:
    before = contents(folder)
    seen = on_terminal(folder, "import", "a.txt", columns=columns, TASKMAP_LANG=lang, NO_COLOR="1")
    assert seen.exit_code == 0
    shown = squeezed(seen.text)
    for words in (NUMBER, "青海省人民政府关于促进就业的若干意见", ID, "2020-03-05", "a.txt"):
        assert squeezed(words) in shown
    assert all(ref in shown for ref, _name, _role in OWNERS)
    assert Counter("".join(name for _ref, name, _role in OWNERS)) <= Counter(shown)
    assert columns == 40 or all(name in seen.text for _ref, name, _role in OWNERS)
    assert {"en": "nothing was written", "zh": "未写入"}[lang] in seen.text
    assert contents(folder) == before


@pytest.mark.parametrize("columns", [40, 100])
@pytest.mark.parametrize("name", sorted(SEED_TASKS))
def test_every_ref_of_the_source_documents_is_whole_on_a_terminal(name: str, columns: int) -> None:
    answer = read_json(SEEDS / name)
    seen = on_terminal(SEEDS, "import", name, columns=columns, NO_COLOR="1")
    shown = squeezed(seen.text)
    assert seen.exit_code == 0
    tasks = [task for document in answer["documents"] for task in document["tasks"]]
    assert [task["ref"] for task in tasks if task["ref"] not in shown] == []
    names = "".join(owner["name"] for task in tasks for owner in task["owners"])
    assert not Counter(names) - Counter(shown)


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_no_line_sticks_out_of_a_terminal(folder: Path, columns: int) -> None:
    seen = on_terminal(folder, "import", SEEDS / "004_03d5651cdb24bb46.txt", columns=columns, TASKMAP_LANG="zh")
    assert [line for line in seen.text.splitlines() if text_width(line.rstrip()) > columns] == []


@pytest.mark.parametrize("name", sorted(SEED_TASKS))
def test_json_has_every_key(name: str) -> None:
    answer = read_json(SEEDS / name)
    assert list(answer) == ["schema", "kind", "documents", "problems"]
    assert (answer["schema"], answer["kind"]) == (1, "documents")
    assert sum(len(document["tasks"]) for document in answer["documents"]) == SEED_TASKS[name]
    for document in answer["documents"]:
        assert list(document) == DOCUMENT_KEYS
        assert all(list(task) == TASK_KEYS for task in document["tasks"])
        assert all(document[key] is not None for key in ("tasks", "boxes", "indicators", "targets", "notes"))
        for task in document["tasks"]:
            assert (task["id"], task["document"]) == (f"{document['id']}:{task['ref']}", document["id"])
            assert all(list(owner) == ["agency", "name", "region", "role"] for owner in task["owners"])
    assert all(list(problem) == PROBLEM_KEYS for problem in answer["problems"])


def test_documents_in_json_are_those_of_doc(folder: Path) -> None:
    assert run("import", "--into", "tasks.toml", "--yes", "a.txt").exit_code == 0
    imported = read_json("a.txt")["documents"][0]
    kept = json.loads(run("--data", folder / "tasks.toml", "doc", ID, "--json").stdout)
    assert imported == (kept.get("document") or {key: kept[key] for key in DOCUMENT_KEYS})


def test_damaged_text_is_told_with_its_place() -> None:
    answer = read_json(SEEDS / "004_03d5651cdb24bb46.txt")
    damaged = [each for each in answer["problems"] if each["code"] == "damaged-text"]
    assert [each["line"] for each in damaged] == [21, 24, 31]
    assert all("?" in each["message"] and each["hint"] for each in damaged)


def test_json_writes_nothing_and_says_nothing(folder: Path) -> None:
    before = contents(folder)
    result = run("import", "--json", "a.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert triples(json.loads(result.stdout)["documents"][0]["tasks"]) == OWNERS
    assert contents(folder) == before


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_kind_of_file_is_read(empty_folder: Path, name: str) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    (empty_folder / name).write_bytes(FILES[name]())
    tasks = read_json(name)["documents"][0]["tasks"]
    if name in {"a.csv", "a.xlsx"}:
        assert triples(tasks) == {
            ("1", "省人力资源社会保障厅", "lead"), ("1", "省财政厅", "cooperate"), ("1", "省教育厅", "cooperate"),
            ("2", "省教育厅", "lead"), ("2", "省科技厅", "cooperate"),
        }  # fmt: skip
    else:
        assert triples(tasks) == OWNERS


def test_region_and_id_are_what_the_user_says(folder: Path) -> None:
    assert (folder / "a.txt").exists()
    document = read_json("--region", "吉林省", "--id", "mine", "a.txt")["documents"][0]
    assert (document["region"], document["id"]) == ("吉林省", "mine")
    assert {task["document"] for task in document["tasks"]} == {"mine"}


def test_an_id_is_for_one_file(folder: Path) -> None:
    (folder / "b.txt").write_text(NEXT, encoding="utf-8")
    result = run("import", "--id", "mine", "a.txt", "b.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--id" in result.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16"])
def test_encodings_are_detected_and_may_be_given(empty_folder: Path, encoding: str) -> None:
    # Big5 lacks simplified characters: a text of characters that both scripts have.
    text = "臺北市政府令\n一、加强工作\n（一）工作。做好工作。（市政府責任）\n" * 5 if encoding == "big5" else TEXT
    text = text.replace("强", "強")
    (empty_folder / "a.txt").write_bytes(text.encode(encoding))
    if encoding != "big5":
        assert triples(read_json("a.txt")["documents"][0]["tasks"]) == OWNERS
    given = read_json("--encoding", encoding, "a.txt")["documents"][0]
    (empty_folder / "a.txt").write_text(text, encoding="utf-8")
    assert given == read_json("a.txt")["documents"][0]


def test_an_encoding_that_there_is_none_of_is_refused(folder: Path) -> None:
    assert (folder / "a.txt").exists()
    result = run("import", "--encoding", "klingon", "a.txt")
    assert result.exit_code in {2, 3}
    assert "klingon" in result.stderr
    assert "internal error" not in result.stderr


def test_a_format_may_be_given(empty_folder: Path) -> None:
    (empty_folder / "a.dat").write_bytes(FILES["a.csv"]())
    tasks = read_json("--format", "csv", "a.dat")["documents"][0]["tasks"]
    assert [task["ref"] for task in tasks] == ["1", "2"]
    assert run("import", "--format", "xml", "a.dat").exit_code == 2


@pytest.mark.parametrize("form", ["xlsx", "docx", "pdf"])
def test_a_format_that_the_file_does_not_have_is_one_sentence(folder: Path, form: str) -> None:
    assert (folder / "a.txt").exists()
    result = run("import", "--format", form, "a.txt")
    assert (result.exit_code, result.stdout) == (3, "")
    assert len(result.stderr.splitlines()) == 1


def test_standard_input_is_read(folder: Path) -> None:
    before = contents(folder)
    result = CliRunner().invoke(cli, ["import", "-", "--json"], input=TEXT.encode(), env={"TASKMAP_LANG": "en"})
    assert result.exit_code == 0
    document = json.loads(result.stdout)["documents"][0]
    assert triples(document["tasks"]) == OWNERS
    assert contents(folder) == before


def test_empty_standard_input_is_refused() -> None:
    result = CliRunner().invoke(cli, ["import", "-"], input=b"", env={"TASKMAP_LANG": "en"})
    assert result.exit_code == 3
    assert len(result.stderr.splitlines()) == 1


def test_several_documents_in_a_source_are_several_answers(empty_folder: Path) -> None:
    (empty_folder / "two.txt").write_text(TEXT + NEXT, encoding="utf-8")
    documents = read_json("two.txt")["documents"]
    assert [document["number"] for document in documents] == [NUMBER, NUMBER.replace("7", "8")]
    assert [len(document["tasks"]) for document in documents] == [3, 3]


def test_the_same_number_twice_in_a_source_gets_two_ids(empty_folder: Path) -> None:
    (empty_folder / "two.txt").write_text(TEXT + TEXT, encoding="utf-8")
    ids = [document["id"] for document in read_json("two.txt")["documents"]]
    assert ids in ([ID], [ID, f"{ID}-2"])


def test_a_document_without_owners_is_no_fault(empty_folder: Path) -> None:
    (empty_folder / "a.txt").write_text(re.sub(r"（[^）]{3,}）", "", TEXT), encoding="utf-8")
    assert triples(read_json("a.txt")["documents"][0]["tasks"]) == set()
    assert run("import", "a.txt").exit_code == 0


def test_a_registry_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "tasks.toml").write_text("schema = 1\n", encoding="utf-8")
    (folder / "agencies.toml").write_text("[[", encoding="utf-8")
    result = run("import", "a.txt")
    assert result.exit_code in {1, 3}
    assert "agencies.toml" in result.stderr
    assert "internal error" not in result.stderr


def test_names_are_looked_up_in_the_data_set_in_use(folder: Path) -> None:
    (folder / "tasks.toml").write_text("schema = 1\n", encoding="utf-8")
    entry = (
        '[[agencies]]\nregion = "青海省"\nname = "省人社厅"\naliases = ["省人力资源社会保障厅"]\nkind = "department"\n'
    )
    (folder / "agencies.toml").write_text(f"schema = 1\n{entry}", encoding="utf-8")
    answer = read_json("a.txt")
    first = answer["documents"][0]["tasks"][0]["owners"][0]
    assert (first["agency"], first["name"]) == ("省人社厅", "省人力资源社会保障厅")
    assert not any("省人力资源社会保障厅" in each["message"] for each in answer["problems"])


def test_wide_shows_whole_texts(folder: Path) -> None:
    long = "联通各级平台，" * 20
    (folder / "a.txt").write_text(TEXT.replace("建设平台。联通各级平台。", long), encoding="utf-8")
    narrow = on_terminal(folder, "import", "a.txt", columns=100)
    wide = on_terminal(folder, "import", "--wide", "a.txt", columns=100)
    assert narrow.text.count("联通") < wide.text.count("联通")


def test_json_and_writing_are_refused_together(folder: Path) -> None:
    result = run("import", "--into", "x.toml", "--yes", "--json", "a.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--json" in result.stderr
    assert not (folder / "x.toml").exists()


def test_the_difference_between_two_versions_is_in_the_answer(folder: Path) -> None:
    (folder / "b.txt").write_text(DIFFERENT, encoding="utf-8")
    old, new = (read_json(name)["documents"][0] for name in ("a.txt", "b.txt"))
    assert [task["ref"] for task in old["tasks"]] == [task["ref"] for task in new["tasks"]]
    assert triples(old["tasks"]) ^ triples(new["tasks"]) == {
        ("（三）", "省大数据中心", "responsible"), ("（三）", "省数据局", "responsible"),
    }  # fmt: skip


def test_a_pipe_that_is_closed_early_is_no_error(folder: Path) -> None:
    (folder / "big.txt").write_text(
        "".join(TEXT.replace("7号", f"{number}号") for number in range(300)), encoding="utf-8"
    )
    with subprocess.Popen(
        command_line("import", "big.txt"), cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert process.returncode == 0
    assert b"Traceback" not in said


def test_the_folder_of_source_documents_is_read_as_one(empty_folder: Path) -> None:
    answer = read_json(SEEDS)
    assert sum(len(document["tasks"]) for document in answer["documents"]) == sum(SEED_TASKS.values())
    assert len({document["id"] for document in answer["documents"]}) == len(answer["documents"]) == 6
    assert not os.listdir(empty_folder)
