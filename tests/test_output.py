"""The forms of an answer: lines in a pipe, JSON, CSV, Markdown, each as the golden files have it."""

from __future__ import annotations

import pytest

from taskmap.model import Box, BoxItem, Document
from taskmap.writing.rows import box_rows
from tests.running import assert_golden, run, run_small

ANSWERS = {
    "agency": ("agency", "省农业农村厅"),
    "task": ("task", "3.2"),
    "tasks": ("tasks",),
    "docs": ("docs",),
    "agencies": ("agencies",),
    "partners": ("partners", "省财政厅"),
    "search": ("search", "建设"),
}
FORMS = {"tsv": (), "json": ("--json",), "csv": ("--format", "csv"), "md": ("--format", "md")}
COLUMNS = {"agency": 10, "tasks": 8, "docs": 8, "agencies": 7, "partners": 5, "search": 4, "task": 2}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_is_the_golden_one(kind: str, form: str) -> None:
    result = run_small(*ANSWERS[kind], *FORMS[form])
    assert result.exit_code == 0
    assert_golden(f"{kind}.{form}", result.stdout_bytes)


@pytest.mark.parametrize("kind", ANSWERS)
def test_lines_in_a_pipe_have_the_same_columns_always(kind: str) -> None:
    for run_it in (run_small, run) if kind != "task" else (run_small,):
        rows = [line.split("\t") for line in run_it(*ANSWERS[kind]).stdout.splitlines()]
        assert {len(row) for row in rows} == {COLUMNS[kind]}


DOC = {(): 9, ("--boxes",): 5, ("--indicators",): 5, ("--targets",): 5}
PARTS = ("--targets", "--indicators", "--boxes")


@pytest.mark.parametrize("part", DOC)
def test_a_document_in_a_pipe_has_the_columns_of_the_part_asked_for(part: tuple[str, ...]) -> None:
    rows = [line.split("\t") for line in run("doc", "jzbf-2017-50", *part).stdout.splitlines()]
    assert len(rows) > 5
    assert {len(row) for row in rows} == {DOC[part]}


def test_a_document_in_a_pipe_is_a_line_for_each_task() -> None:
    result = run_small("doc", "new-2020-1")
    assert_golden("doc.tsv", result.stdout_bytes)
    assert_golden("doc.parts.tsv", run_small("doc", "new-2020-1", *PARTS).stdout_bytes)


def test_several_parts_of_a_document_follow_one_another() -> None:
    each = [run("doc", "jzbf-2017-50", part).stdout for part in reversed(PARTS)]
    together = run("doc", "jzbf-2017-50", *PARTS).stdout
    assert together == "".join(each)


def test_a_box_without_entries_has_a_line_of_its_own() -> None:
    document = Document("a", boxes=(Box("专栏1", "行动"), Box("专栏2", items=(BoxItem("1", text="乙"),))))
    assert box_rows(document).rows == (("专栏1", "行动", "", "", ""), ("专栏2", "", "1", "", "乙"))


@pytest.mark.parametrize(
    "args", [("search", "没有这个词"), ("tasks", "--due-before", "1900-01-01"), ("doc", "old-2017-2", *PARTS)]
)
def test_an_empty_answer_in_a_pipe_says_so_on_stderr(args: tuple[str, ...]) -> None:
    result = run_small(*args)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing found\n")
    assert run_small(*args, lang="zh").stderr == "没有找到任何内容\n"


def test_a_check_without_problems_says_only_that() -> None:
    result = run("check")
    assert (result.stdout, result.stderr) == ("", "no problems\n")


@pytest.mark.parametrize("words", [("",), (" ", "\u3000")])
def test_a_search_for_blank_words_is_a_wrong_command_line(words: tuple[str, ...]) -> None:
    result = run_small("search", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("Error: the words to find are blank\n")


@pytest.mark.parametrize("args", [("agency", "省人社厅"), ("doc", "jzbf-2017-50")])
def test_nothing_is_cut_in_a_pipe(args: tuple[str, ...]) -> None:
    result = run(*args, COLUMNS="40")
    assert "…" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) > 200


def test_inherited_duties_carry_their_predecessor_in_the_last_column() -> None:
    rows = [line.split("\t") for line in run_small("agency", "省农业农村厅").stdout.splitlines()]
    assert [(row[0], row[-1]) for row in rows] == [("new-2020-1", ""), ("old-2017-2", "省农委")]


def test_json_is_short_for_format_json() -> None:
    assert run_small("docs", "--json").stdout == run_small("docs", "--format", "json").stdout


@pytest.mark.parametrize("kind", ANSWERS)
def test_roles_are_chinese_in_chinese_lines(kind: str) -> None:
    output = run_small(*ANSWERS[kind], lang="zh").stdout + run_small(*ANSWERS[kind], "--format", "md", lang="zh").stdout
    assert not {"lead", "responsible", "cooperate", "department"} & set(output.replace("|", "\t").split())


def test_what_is_said_besides_the_answer_goes_to_stderr() -> None:
    result = run_small("agency", "省农委", lang="zh")
    assert "现为" not in result.stdout
    assert result.stderr.splitlines()[-1].endswith("现为 省农业农村厅")


@pytest.mark.parametrize(("command", "forms"), [("check", "csv"), ("check", "md"), ("doc", "csv"), ("doc", "md")])
def test_check_and_doc_are_tables_or_json_only(command: str, forms: str) -> None:
    args = (command, "new-2020-1") if command == "doc" else (command,)
    assert run_small(*args, "--format", forms).exit_code == 2
