"""docs/commands.md and docs/json.md leave out no option, no column and no key of an answer."""

from __future__ import annotations

import ast
import datetime
import inspect
import json
import re
from typing import TYPE_CHECKING, Any

import click
import pytest
import rich.console

from taskmap.agenda import AgendaFilter, ask_due
from taskmap.answers import DocAnswer, ImportAnswer, TasksAnswer
from taskmap.cli import SUMMARIES, cli
from taskmap.cli.base import Command, CommandGroup
from taskmap.connections import ask_partners
from taskmap.graph import TaskMap
from taskmap.history import ask_log
from taskmap.listings import ProblemsAnswer
from taskmap.location import locate
from taskmap.model import DataSet
from taskmap.problems import ExitCode
from taskmap.progress import Entry
from taskmap.questions import (
    TaskFilter,
    as_it_stands,
    ask_agencies,
    ask_agency,
    ask_doc,
    ask_docs,
    ask_search,
    ask_tasks,
)
from taskmap.reporting import ask_report
from taskmap.store import Survey
from taskmap.writing.checklists import FORMATS as CHECKLIST_FORMATS
from taskmap.writing.graphs import FORMATS as GRAPH_FORMATS
from taskmap.writing.records import record
from taskmap.writing.reports.lines import report_rows
from taskmap.writing.reports.record import report_record
from taskmap.writing.rows import PARTS, rows, task_lines
from tests.pages import SOURCES, cells, code, examples, first_column, sections
from tests.progress_data import recorded
from tests.running import ROOT, run_small
from tests.standing_data import AS_OF, map_in

if TYPE_CHECKING:
    from pathlib import Path

    from taskmap.listings import Answer

DAY = datetime.date(2020, 12, 1)
"""A day on which some of the built-in tasks are due soon."""

COMMANDS = ROOT / "docs" / "commands.md"
JSON = ROOT / "docs" / "json.md"


# docs/commands.md


def every_command() -> dict[str, Command]:
    """Return every command by its name, those of a group with the group's name in front."""
    found: dict[str, Command] = {}
    for name in SUMMARIES:
        command = cli.get_command(click.Context(cli), name)
        assert isinstance(command, Command)
        found[name] = command
        if not isinstance(command, CommandGroup):
            continue
        for inner in command.summaries:
            member = command.get_command(click.Context(command), inner)
            assert isinstance(member, Command)
            found[f"{name} {inner}"] = member
    return found


EVERY = every_command()


def section_of(name: str) -> str:
    """Return what the page says of a command; of a group, what stands above its commands."""
    if " " in name:
        return sections(COMMANDS, level=3)[name]
    return sections(COMMANDS)[name].partition("\n### ")[0]


def options_of(command: click.Command) -> list[str]:
    """Return every way to write every option of a command."""
    options = [each for each in command.params if isinstance(each, click.Option)]
    return [name for option in options for name in (*option.opts, *option.secondary_opts)]


def strings(source: Path) -> set[str]:
    """Return every string in a source file."""
    nodes = ast.walk(ast.parse(source.read_text(encoding="utf-8")))
    return {each.value for each in nodes if isinstance(each, ast.Constant) and isinstance(each.value, str)}


def test_the_commands_page_has_a_section_for_each_command_and_none_besides() -> None:
    chapters = {"Every command", "Output", "Environment", "Exit codes"}
    assert set(sections(COMMANDS)) - chapters == set(SUMMARIES)
    assert set(sections(COMMANDS, level=3)) == set(EVERY) - set(SUMMARIES)


@pytest.mark.parametrize("name", EVERY)
def test_every_option_of_a_command_is_documented_and_no_other(name: str) -> None:
    documented = [word.split()[0] for word in first_column(section_of(name)) if word.startswith("-")]
    assert sorted(documented) == sorted(options_of(EVERY[name]))


def test_the_options_of_taskmap_itself_are_documented() -> None:
    documented = {word.split()[0] for word in first_column(sections(COMMANDS)["Every command"])}
    assert {*options_of(cli), "-h", "--help"} == documented


@pytest.mark.parametrize("name", EVERY)
def test_every_command_and_option_has_help_and_every_command_an_example(name: str) -> None:
    command = EVERY[name]
    assert command.help
    assert re.match(rf"Example: taskmap {name} \S", command.epilog)
    assert all(option.help for option in command.params if isinstance(option, click.Option))


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_command_is_shown_in_use(name: str) -> None:
    shown = [command for example in examples(COMMANDS) for command in example.commands]
    assert any(f"taskmap {name} " in f"{command} " for command in shown) or name == "completion"


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> ProblemsAnswer:
    file = tmp_path_factory.mktemp("faulty") / "tasks.toml"
    file.write_text('schema = 1\n[[documents]]\nid = "a"\nnumbr = "1"\n', encoding="utf-8")
    return ProblemsAnswer(tuple(Survey(locate(file)).problems))


def map_with_journal(tm: TaskMap) -> TaskMap:
    """Return the graph of one task with an entry, and an operation that takes it back."""
    task = tm.task("3.2").task
    said = recorded("2024-03-01T09:00", Entry(task.id, "省市场监管厅", "吉林省", state="done"), name="1.toml")
    undone = recorded("2024-03-02T09:00", name="2.toml", undoes="1.toml")
    return TaskMap(DataSet((tm.documents[task.document],), journal=(said, undone)))


@pytest.fixture(scope="module")
def answers(built_in_map: TaskMap, problems: ProblemsAnswer) -> dict[str, Answer]:
    """One real answer for each command that shows one."""
    document = ask_doc(built_in_map, "jzbf-2017-50")
    return {
        "agency": ask_agency(built_in_map, "省农业农村厅"),
        "task": TasksAnswer(tuple(built_in_map.tasks()), whole=True),
        "tasks": ask_tasks(built_in_map, TaskFilter()),
        "agencies": ask_agencies(built_in_map),
        "docs": ask_docs(built_in_map),
        "doc": document,
        "search": ask_search(built_in_map, ["创业"]),
        "partners": ask_partners(built_in_map, "省教育厅"),
        "check": problems,
        "import": ImportAnswer((document,), problems.problems),
        "progress log": ask_log(map_with_journal(built_in_map)),
        "due": ask_due(built_in_map, AgendaFilter(), DAY),
    }


@pytest.mark.parametrize(
    "name",
    ["agency", "tasks", "agencies", "docs", "doc", "search", "partners", "check", "import", "due", "progress log"],
)
def test_the_columns_of_plain_lines_are_documented(name: str, answers: dict[str, Answer]) -> None:
    line = re.search(r"^Columns: (.+?)\.?$", section_of(name), re.MULTILINE)
    assert line
    assert tuple(code(line[1])) == rows(answers[name]).columns


@pytest.mark.parametrize("part", PARTS)
def test_the_columns_of_each_part_of_a_document_are_documented(part: str, answers: dict[str, Answer]) -> None:
    line = re.search(rf"^Columns with `--{part}`: (.+?)\.?$", sections(COMMANDS)["doc"], re.MULTILINE)
    assert line
    answer = answers["doc"]
    assert isinstance(answer, DocAnswer)
    assert tuple(code(line[1])) == PARTS[part](answer.document).columns


def test_the_columns_of_a_report_are_documented(built_in_map: TaskMap) -> None:
    line = re.search(r"^Columns: (.+?)\.?$", sections(COMMANDS)["report"], re.MULTILINE)
    assert line
    assert tuple(code(line[1])) == report_rows(ask_report(built_in_map, as_of=DAY)).columns


def test_the_labels_of_a_task_in_plain_lines_are_documented_in_their_order(
    answers: dict[str, Answer], reported: Path
) -> None:
    line = re.search(r"^Labels: (.+?)\.?$", sections(COMMANDS)["task"], re.MULTILINE)
    assert line
    documented = code(line[1])
    answer = answers["task"]
    assert isinstance(answer, TasksAnswer)
    for view in (*answer.views, *ask_tasks(map_in(reported), TaskFilter(), AS_OF).views):
        labels = list(dict.fromkeys(label for label, _ in task_lines(TasksAnswer((view,))).rows))
        assert labels == [label for label in documented if label in labels]


def test_the_exit_codes_documented_are_those_there_are() -> None:
    assert [int(each) for each in first_column(sections(COMMANDS)["Exit codes"])] == sorted(ExitCode)


def test_the_environment_variables_documented_are_read() -> None:
    documented = set(first_column(sections(COMMANDS)["Environment"]))
    ours = {each for source in SOURCES for each in strings(source)}
    assert {each for each in ours if re.fullmatch(r"TASKMAP_[A-Z]+", each)} <= documented
    assert {each for each in documented - ours if each not in inspect.getsource(rich.console)} == set()


def test_the_formats_of_files_are_documented() -> None:
    assert set(GRAPH_FORMATS) <= set(code(sections(COMMANDS)["graph"]))
    assert set(CHECKLIST_FORMATS) <= set(code(sections(COMMANDS)["checklist"]))


def test_the_choices_of_options_are_documented() -> None:
    for name, command in EVERY.items():
        for parameter in command.params:
            if isinstance(parameter.type, click.Choice):
                assert set(parameter.type.choices) <= set(code(section_of(name))), (name, parameter.name)


# docs/json.md


def checklist_records(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what the JSON files of checklists hold: one agency's, and the index."""
    assert run_small("checklist", "--all", "-o", folder, "-f", "json").exit_code == 0
    found = [json.loads((folder / name).read_bytes()) for name in ("省农业农村厅.json", "index.json")]
    return {each["kind"]: each for each in found}


def test_every_kind_of_json_answer_is_documented_with_its_keys(
    answers: dict[str, Answer], reported: Path, tmp_path: Path
) -> None:
    kinds = sections(JSON)["Kinds"]
    documented = {code(row[0])[0]: code(row[2]) for row in cells(kinds)}
    records = [*map(record, answers.values()), report_record(ask_report(map_in(reported), as_of=AS_OF))]
    real = {each["kind"]: [key for key in each if key not in ("schema", "kind")] for each in records}
    for kind, found in checklist_records(tmp_path).items():
        real[kind] = [key for key in found if key not in ("schema", "kind")]
    assert documented == real


def test_every_object_in_json_answers_is_documented_with_its_keys(
    answers: dict[str, Answer], built_in_map: TaskMap, reported: Path, tmp_path: Path
) -> None:
    documented = sections(JSON, level=3)
    checklists = checklist_records(tmp_path)
    report = report_record(ask_report(map_in(reported), as_of=AS_OF))
    all_documents = [record(ask_doc(built_in_map, name))["document"] for name in built_in_map.documents]
    standing = as_it_stands(built_in_map, ask_agency(built_in_map, "省农业农村厅"), DAY)
    agency, whole = record(standing), record(answers["doc"])["document"]
    tasks = record(ask_tasks(built_in_map, TaskFilter(), DAY))["tasks"]
    items = [item for document in all_documents for box in document["boxes"] for item in box["items"]]
    real: dict[str, list[dict[str, Any]]] = {
        "Task": tasks,
        "Owner": [owner for task in tasks for owner in task["owners"]],
        "Deadline": [deadline for task in tasks for deadline in task["deadlines"]],
        "Target": [target for each in (*tasks, *all_documents, *items) for target in each["targets"]],
        "Duty": agency["duties"],
        "Inherited duty": agency["inherited"],
        "Checklist duty": checklists["checklist"]["duties"] + checklists["checklist"]["inherited"],
        "Listed checklist": checklists["checklists"]["checklists"],
        "Agency": [agency["agency"], record(answers["partners"])["agency"]],
        "Succession": agency["predecessors"] + record(ask_agency(built_in_map, "省农委"))["successors"],
        "Agency count": record(answers["agencies"])["agencies"],
        "Document count": record(answers["docs"])["docs"],
        "Document": all_documents,
        "Box": whole["boxes"],
        "Box item": items,
        "Indicator": whole["indicators"],
        "Note": whole["notes"],
        "Match": record(answers["search"])["matches"],
        "Partner": record(answers["partners"])["partners"],
        "Log entry": record(answers["progress log"])["entries"],
        "Problem": record(answers["check"])["problems"],
        "Totals": [report["totals"]],
        "Overdue": report["overdue"],
        "Part": [part for each in report["overdue"] for part in each["parts"]],
        "Change": report["changed"],
        "Before": [each["before"] for each in report["changed"]],
        "Unreported": report["unreported"],
        "Group": report["groups"],
    }
    assert set(documented) == set(real)
    for name, objects in real.items():
        assert objects, name
        for each in objects:
            assert list(each) == whole_keys(name, documented), name


def whole_keys(name: str, documented: dict[str, str]) -> list[str]:
    """Return the keys documented for an object, those of the object it extends first."""
    base = re.match(r"\s*The keys of an? \[([^\]]+)\]", documented[name])
    inherited = whole_keys(base[1].capitalize(), documented) if base else []
    return inherited + first_column(documented[name])
