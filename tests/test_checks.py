"""Every fault is found, at its file and line, with a hint that gives the corrected form."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import taskmap
from taskmap.checks import warnings
from taskmap.location import built_in, locate
from taskmap.problems import Problem, Severity
from taskmap.store import BrokenFileError, Survey

if TYPE_CHECKING:
    from tests.conftest import FolderWith

HERE = "# <-"
"""Ends the line that a problem is expected on."""

DOCUMENT = 'schema = 1\n[[documents]]\nid = "d"\n'
TASK = f'{DOCUMENT}region = "吉林省"\n[[documents.tasks]]\nref = "1"\ntext = "做事"\n'
REGISTRY = """schema = 1
[[agencies]]
region = "吉林省"
name = "省人力资源社会保障厅"
aliases = ["省人社厅"]
[[agencies]]
region = "吉林省"
name = "省财政厅"
"""
OPERATION = "schema = 1\nrecorded = 2024-03-01T09:30:00+08:00\n"
ENTRY = f'{OPERATION}[[entries]]\ntask = "d:1"\n'
OWNED = f'{TASK}lead = ["省人社厅"]\n'
EVENT = f'{REGISTRY}[[events]]\nkind = "rename"\n'


class Case(NamedTuple):
    """A minimal file with one fault."""

    code: str
    tasks: str
    hint: str
    agencies: str = REGISTRY
    journal: str | None = None

    @property
    def faulty(self) -> tuple[str, str]:
        """The name and the text of the file that has the fault."""
        texts = {"tasks.toml": self.tasks, "agencies.toml": self.agencies, "journal/1.toml": self.journal or ""}
        return next((name, text) for name, text in texts.items() if HERE in text)


ERRORS = (
    Case("toml-syntax", f"{TASK}title = “规划” {HERE}", 'title = "规划"'),
    Case("bad-schema", f"schema = 2 {HERE}\n", "schema = 1"),
    Case("bad-schema", f'schema = "1" {HERE}\n', "schema = 1"),
    Case("unknown-default", f'schema = 1\ndefault = "e" {HERE}\n[[documents]]\nid = "d"\n', "d"),
    Case("unknown-key", f'{TASK}txet = "x" {HERE}\n', "did you mean text?"),
    Case("unknown-key", f"{TASK}ausschuss = 1 {HERE}\n", "ref, section, project"),
    Case("unknown-key", f'schema = 1 \ndocument = 1 {HERE}\n[[documents]]\nid = "d"', "did you mean documents?"),
    Case("missing-key", f'schema = 1\n[[documents]] {HERE}\ntitle = "x"\n', 'id = "…"'),
    Case("missing-key", f'{DOCUMENT}[[documents.tasks]] {HERE}\ntext = "x"\n', 'ref = "…"'),
    Case(
        "missing-key",
        f'{TASK}deadlines = [\n  {{ text = "x", kind = "by" }},\n  {{ text = "x" }}, {HERE}\n]',
        'kind = "…"',
    ),
    Case("ref-not-text", f'{DOCUMENT}[[documents.tasks]]\nref = 3.10 {HERE}\ntext = "x"\n', 'put quotes: ref = "3.10"'),
    Case("ref-not-text", f"{TASK}[[documents.boxes]]\nref = 1 {HERE}\n", 'put quotes: ref = "1"'),
    Case("wrong-type", f"{TASK}remark = 12 {HERE}\n", 'put quotes: "12"'),
    Case("wrong-type", f'{TASK}lead = "省财政厅" {HERE}\n', 'put brackets: ["省财政厅"]'),
    Case("wrong-type", f'{TASK}lead = [ {HERE}\n "省财政厅",\n 1,\n]\n', '["…", "…"]'),
    Case("wrong-type", f'{TASK}lead = ["省财政厅", " "] {HERE}\n', "take it out"),
    Case(
        "wrong-type",
        f'{TASK}targets = [\n  {{ text = "x" }},\n  {{ text = "x", value = "10000" }}, {HERE}\n]',
        "write it without quotes: 10000",
    ),
    Case("wrong-type", f'{TASK}targets = [{{ text = "x", value = true }}] {HERE}', "write it without quotes: 10000"),
    Case("wrong-type", f'{TASK}targets = [{{ text = "x", value = inf }}] {HERE}', "write it without quotes: 10000"),
    Case("wrong-type", f'{TASK}deadlines = "2020" {HERE}\n', "[[documents.tasks.deadlines]]"),
    Case("wrong-type", f'schema = 1\ndocuments = ["d"] {HERE}\n', "[[documents]]"),
    Case("bad-date", f'{TASK}due = "2020-12-31" {HERE}\n', "write year-month-day without quotes: 2020-12-31"),
    Case("bad-date", f"{TASK}due = 2020-12-31T08:00:00 {HERE}\n", "write year-month-day without quotes: 2020-12-31"),
    Case("bad-date", f'{TASK}deadlines = [\n\n  {{ text = "x", kind = "by", date = 2020 }}, {HERE}\n]', "2020-12-31"),
    Case(
        "bad-choice", f'{TASK}deadlines = [{{ text = """\nx""", kind = "bye" }}]'.replace("\nx", f"\nx{HERE}"), '"by"'
    ),
    Case("duplicate-id", f'{TASK}[[documents]]\nid = "d" {HERE}\n', 'id = "d-2"'),
    Case(
        "duplicate-id", f'{TASK}[[documents.tasks]]\nref = "1" {HERE}\ntext = "y"\n', "put the parent's number in front"
    ),
    Case(
        "duplicate-id",
        f'{TASK}[[documents.boxes]]\nref = "专栏1"\n[[documents.boxes]]\nref = "专栏1" {HERE}\n',
        'ref = "专栏1-2"',
    ),
    Case(
        "duplicate-number",
        f'schema = 1\n[[documents]]\nid = "d"\nnumber = "甲发〔2024〕3号"\n'
        f'[[documents]]\nid = "e"\nnumber = "甲发[2024] 3号" {HERE}\n',
        "keep one of them",
    ),
    Case("bad-id", f'schema = 1\n[[documents]]\nid = "d:e" {HERE}\n', 'id = "d-e"'),
    Case("bad-id", f'{DOCUMENT}[[documents.tasks]]\nref = "1：2" {HERE}\ntext = "x"\n', 'ref = "1-2"'),
    Case("empty-task", f'{DOCUMENT}[[documents.tasks]] {HERE}\nref = "1"\n', 'text = "…"'),
    Case("empty-task", f'{DOCUMENT}[[documents.tasks]]\nref = "1"\ntext = "" {HERE}\n', 'text = "…"'),
    Case("dangling-box", f'{TASK}boxes = ["专栏1"] {HERE}\n', '[[documents.boxes]] ref = "专栏1"'),
    Case("dangling-box", f'{TASK}boxes = ["专栏2"] {HERE}\n[[documents.boxes]]\nref = "专栏1"\n', "专栏1"),
    Case(
        "duplicate-name",
        TASK,
        "link two agencies by an event",
        f'{REGISTRY}[[agencies]]\nregion = "吉林省"\nname = "甲" {HERE}\naliases = ["省人社厅"]\n',
    ),
    Case(
        "duplicate-name",
        TASK,
        "link two agencies by an event",
        f'{REGISTRY}[[agencies]]\nregion = "吉林省"\nname = "省财政厅" {HERE}\n',
    ),
    Case(
        "unknown-agency",
        TASK,
        '[[agencies]] name = "甲"',
        f'{EVENT}from = ["甲"] {HERE}\nto = ["省财政厅"]\ndate = "2018"\n',
    ),
    Case(
        "unknown-agency",
        TASK,
        '[[agencies]] name = "甲"',
        f'{EVENT}from = ["省财政厅"]\nto = ["省人社厅", "甲"] {HERE}\ndate = "2018"\n',
    ),
    Case(
        "unknown-agency",
        TASK,
        "those of one region",
        f'{EVENT}from = ["省财政厅"] {HERE}\nto = ["甲"]\ndate = "2018"\n'
        '[[agencies]]\nregion = "辽宁省"\nname = "甲"\n',
    ),
    Case(
        "event-to-itself",
        TASK,
        "name what it became",
        f'{EVENT}from = ["省财政厅"]\nto = ["省人社厅", "省财政厅"] {HERE}\ndate = "2018"\n',
    ),
    Case(
        "missing-key",
        TASK,
        'from = ["…"]',
        f'{REGISTRY}[[events]] {HERE}\nkind = "rename"\nto = ["省财政厅"]\ndate = "2018"\n',
    ),
    Case(
        "bad-date",
        TASK,
        'write 2018-06-15, "2018-11" or "2018"',
        f'{EVENT}from = ["省财政厅"]\nto = ["省人社厅"]\ndate = "2018-13" {HERE}\n',
    ),
    Case(
        "bad-date",
        TASK,
        'write 2018-06-15, "2018-11" or "2018"',
        f'{EVENT}from = ["省财政厅"]\nto = ["省人社厅"]\ndate = 2018 {HERE}\n',
    ),
    Case("bad-choice", TASK, '"department"', f'{REGISTRY}kind = "ministry" {HERE}\n'),
    Case("bad-schema", TASK, "schema = 1", f"schema = 0 {HERE}\n"),
    Case("unknown-key", TASK, "did you mean aliases?", f'{REGISTRY}alias = ["x"] {HERE}\n'),
    Case("unknown-state", TASK, '[states] "审核中"', journal=f'{ENTRY}state = "审核中" {HERE}\n'),
    Case("bad-percent", TASK, "percent = 50", journal=f"{ENTRY}percent = 100.5 {HERE}\n"),
    Case("bad-percent", TASK, "percent = 50", journal=f"{ENTRY}percent = -1 {HERE}\n"),
    Case("wrong-type", TASK, "without quotes", journal=f'{ENTRY}percent = "50" {HERE}\n'),
    Case("bad-choice", TASK, '"state"', journal=f'{ENTRY}clear = ["by"] {HERE}\n'),
    Case("bad-date", TASK, "+08:00", journal=f"schema = 1\nrecorded = 2024-03-01T09:30:00 {HERE}\n"),
    Case("bad-date", TASK, "2020-12-31", journal=f'{ENTRY}on = "2024-03-01" {HERE}\n'),
    Case("missing-key", TASK, 'task = "…"', journal=f'{OPERATION}[[entries]] {HERE}\nstate = "done"\n'),
    Case("unknown-key", TASK, "did you mean entries?", journal=f"{OPERATION}entry = 1 {HERE}\n"),
    Case("toml-syntax", TASK, 'by = "张三', journal=f"{OPERATION}by = 张三 {HERE}\n"),
    Case("bad-choice", f'schema = 1\n[states]{HERE}\n"审核中" = "x"\n[[documents]]\nid = "d"\n', "in-progress"),
    Case("bad-choice", f'schema = 1\n[states]{HERE}\n"done" = "done"\n[[documents]]\nid = "d"\n', "take it out"),
    Case("wrong-type", f'schema = 1\nlights = 30 {HERE}\n[[documents]]\nid = "d"\n', "[lights]"),
    Case("wrong-type", f'schema = 1\n[lights]\ndays = "30" {HERE}\n[[documents]]\nid = "d"\n', "without quotes"),
)

WARNINGS = (
    Case(
        "unregistered-name", f'{TASK}lead = ["省某某办"] {HERE}\n', '[[agencies]] name = "省某某办" region = "吉林省"'
    ),
    Case(
        "unregistered-name",
        f'{DOCUMENT}[[documents.tasks]]\nref = "1"\ntext = "x"\nlead = ["省财政厅"] {HERE}\n',
        'region = "吉林省"',
    ),
    Case("near-miss-name", f'{TASK}cooperate = ["省财政听"] {HERE}\n', "write 省财政厅"),
    Case("near-miss-name", f'{TASK}cooperate = ["人社厅"] {HERE}\n', "write 省人力资源社会保障厅"),
    Case("named-twice", f'{TASK}lead = ["省财政厅", "省财政厅"] {HERE}\n', "name it once"),
    Case("named-twice", f'{TASK}lead = ["省人力资源社会保障厅", "省人社厅"] {HERE}\n', "name it once"),
    Case("two-roles", f'{TASK}lead = ["省财政厅"]\ncooperate = [ {HERE}\n"省财政厅"]\n', "in lead or in cooperate"),
    Case(
        "not-in-owner-text", f'{TASK}lead = ["省财政厅"] {HERE}\nowner_text = "财政省厅负责"\n', "document's own words"
    ),
    Case("unknown-task", TASK, "give the task its ref back", journal=f'{OPERATION}[[entries]]\ntask = "d:2" {HERE}\n'),
    Case("no-such-duty", OWNED, "省人力资源社会保障厅", journal=f'{ENTRY}agency = "省财政厅" {HERE}\n'),
    Case("no-such-duty", TASK, "nobody owns", journal=f'{ENTRY}agency = "省财政厅" {HERE}\n'),
    Case("no-such-duty", OWNED, "省人力资源社会保障厅", journal=f"{ENTRY}".replace('"d:1"', f'"d:1" {HERE}')),
    Case("unknown-operation", TASK, "copy that file", journal=f'{OPERATION}undoes = "0.toml" {HERE}\n'),
)


def problems_in(folder: Path) -> list[Problem]:
    """Return every error and warning of a data set."""
    try:
        survey = Survey(locate(folder))
    except BrokenFileError as error:
        return [error.problem]
    return [*survey.problems, *map(survey.warning, warnings(survey.data))]


def name_of(case: Case) -> str:
    cases = [each for each in (*ERRORS, *WARNINGS) if each.code == case.code]
    return f"{case.code}-{cases.index(case) + 1}"


@pytest.mark.parametrize("case", [*ERRORS, *WARNINGS], ids=name_of)
def test_a_fault_is_found_at_its_line_with_the_corrected_form(folder_with: FolderWith, case: Case) -> None:
    name, text = case.faulty
    line = text[: text.index(HERE)].count("\n") + 1
    folder = folder_with(case.tasks, case.agencies)
    if case.journal:
        (folder / "journal").mkdir()
        (folder / "journal" / "1.toml").write_text(case.journal, encoding="utf-8")
    [problem] = problems_in(folder)
    assert (problem.code, os.path.basename(problem.file), problem.line) == (case.code, os.path.basename(name), line)
    assert problem.severity == (Severity.WARNING if case in WARNINGS else Severity.ERROR)
    assert case.hint in (problem.hint or "")
    assert str(problem) == f"{problem.file}:{line}: {problem.message}"
    assert "{" not in problem.message + (problem.hint or "")


def codes_in_source() -> set[str]:
    """Collect the codes of every problem that the source can raise.

    A code is a literal among the arguments of the calls that make problems, of the shape that all codes have.
    """
    found: set[str] = set()
    for path in Path(taskmap.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = {"Problem": 1, "Finding": 2, "Fault": 1, "fault": 1, "FieldFault": 0}.get(called)
            if place is not None and len(node.args) > place:
                code = node.args[place]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    found.add(code.value)
    return found


def test_every_code_that_can_be_raised_is_tested() -> None:
    assert codes_in_source() == {case.code for case in (*ERRORS, *WARNINGS)} | {"two-defaults"}


def test_a_second_file_may_not_name_a_default_too(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.toml").write_text(
            f'schema = 1\ndefault = "{name}"\n[[documents]]\nid = "{name}"\n', encoding="utf-8"
        )
    [problem] = Survey(locate(tmp_path)).problems
    assert (problem.code, problem.line, problem.hint) == ("two-defaults", 2, "take it out")
    assert problem.file.endswith("b.toml")
    assert "a.toml" in problem.message


def test_many_faults_are_reported_at_once_in_the_order_of_the_file(folder_with: FolderWith) -> None:
    tasks = (
        'schema = 1\ndefault = "e"\n[[documents]]\nid = "d"\ndate = "2020"\nzzz = 1\n'
        '[[documents.tasks]]\nref = 1\ntext = "x"\n'
        '[[documents.tasks]]\nref = "2"\nboxes = ["专栏1"]\nlead = "x"\n'
        '[[documents.tasks]]\nref = "2"\ntext = "x"\n'
        'deadlines = [\n  { text = "x", kind = "z" },\n  { kind = "by" },\n]\n'
    )
    events = '[[events]]\nkind = "rename"\nfrom = ["甲"]\nto = ["乙"]\ndate = 5\n'
    found = [(each.line, each.code) for each in problems_in(folder_with(tasks, "schema = 1\n" + events))]
    assert found == [
        (2, "unknown-default"),
        (5, "bad-date"),
        (6, "unknown-key"),
        (8, "ref-not-text"),
        (10, "empty-task"),
        (12, "dangling-box"),
        (13, "wrong-type"),
        (15, "duplicate-id"),
        (18, "bad-choice"),
        (19, "missing-key"),
        (6, "bad-date"),
    ]


def test_a_missing_schema_is_an_error_of_the_file(folder_with: FolderWith) -> None:
    [problem] = problems_in(folder_with('[[documents]]\nid = "d"\n'))
    assert (problem.code, problem.line, problem.hint) == ("bad-schema", None, "schema = 1")


def test_tasks_without_owners_are_no_fault(folder_with: FolderWith) -> None:
    assert problems_in(folder_with(TASK)) == []


def test_owner_names_may_be_completed_from_the_words(folder_with: FolderWith) -> None:
    registry = REGISTRY + '[[agencies]]\nregion = "吉林省"\nname = "省教育厅"\n'
    owners = 'lead = ["省教育厅", "省财政厅"]\nowner_text = "省教育厅、财政厅"\n'
    assert problems_in(folder_with(TASK + owners, registry)) == []


def test_two_agencies_of_two_regions_may_share_a_name(folder_with: FolderWith) -> None:
    other = '[[agencies]]\nregion = "辽宁省"\nname = "省财政厅"\n'
    assert problems_in(folder_with(TASK + 'lead = ["省财政厅"]\n', REGISTRY + other)) == []


def test_an_event_may_use_any_spelling(folder_with: FolderWith) -> None:
    event = '[[events]]\nkind = "rename"\nfrom = ["省财政厅"]\nto = ["省人社厅"]\ndate = 2018-06-15\n'
    assert problems_in(folder_with(TASK, REGISTRY + event)) == []


def test_what_the_journal_says_rightly_is_no_fault(folder_with: FolderWith) -> None:
    folder = folder_with(OWNED, REGISTRY)
    (folder / "journal").mkdir()
    extended = '[[entries]]\ntask = "d:1"\nuntil = 2025-01-01\nreason = "x"\n'
    first = f'{ENTRY}agency = "省人社厅"\nregion = "吉林省"\nstate = "done"\n{extended}'
    (folder / "journal" / "1.toml").write_text(first, encoding="utf-8")
    (folder / "journal" / "2.toml").write_text(f'{OPERATION}undoes = "1.toml"\n', encoding="utf-8")
    assert problems_in(folder) == []


def test_the_built_in_data_has_neither_errors_nor_warnings() -> None:
    survey = Survey(built_in())
    assert survey.problems == []
    assert list(warnings(survey.data)) == []
