"""The documentation is true: what it shows is what happens, and it leaves nothing out.

``TASKMAP_UPDATE_GOLDEN=1 python -m pytest tests/test_docs.py`` puts the real output under every command shown.
"""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import os
import re
import shlex
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import pytest
import rich.console
from click.testing import CliRunner

import taskmap
from taskmap.checks import warnings
from taskmap.cli import SUMMARIES, cli
from taskmap.cli.base import Command
from taskmap.graph import TaskMap
from taskmap.location import locate
from taskmap.model import Document, Role
from taskmap.problems import ExitCode
from taskmap.questions import (
    ProblemsAnswer,
    TaskFilter,
    TasksAnswer,
    ask_agencies,
    ask_agency,
    ask_doc,
    ask_docs,
    ask_partners,
    ask_search,
    ask_tasks,
)
from taskmap.schema import FIELDS
from taskmap.store import Survey, load
from taskmap.writing.checklists import FORMATS as CHECKLIST_FORMATS
from taskmap.writing.graphs import FORMATS as GRAPH_FORMATS
from taskmap.writing.records import record
from taskmap.writing.rows import rows, task_lines
from tests.running import UPDATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taskmap.questions import Answer

ROOT = Path(__file__).resolve().parent.parent
README, README_ZH = ROOT / "README.md", ROOT / "README.zh-CN.md"
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [README, README_ZH, ROOT / "CHANGELOG.md", *DOCS]
SOURCES = sorted((ROOT / "taskmap").rglob("*.py"))
SHELLS = {"sh", "bash", "shell", "console"}
OMITTED = "…"
"""A line of shown output that stands for lines left out."""


class Block(NamedTuple):
    """A fenced block of a page; ``start`` and ``end`` are the places of its content."""

    language: str
    text: str
    start: int
    end: int


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of a Markdown text."""
    found = re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [Block(each[1], each[2], each.start(2), each.end(2)) for each in found]


def sections(page: Path, level: int = 2) -> dict[str, str]:
    """Return the text under each heading of a level, without the marks of code in the heading."""
    text = without_blocks(page.read_text(encoding="utf-8"))
    parts = re.split(rf"^{'#' * level} (.+)$", text, flags=re.MULTILINE)
    bodies = (re.split(rf"^#{{1,{level}}} ", body, flags=re.MULTILINE)[0] for body in parts[2::2])
    return {head.strip().strip("`"): body for head, body in zip(parts[1::2], bodies, strict=True)}


def cells(section: str) -> list[list[str]]:
    """Return the rows of the tables in a section, without their heads."""
    lines = [line for line in section.splitlines() if line.startswith("|")]
    table = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    rules = [index for index, row in enumerate(table) if all(re.fullmatch(":?-+:?", cell) for cell in row)]
    heads = {index - 1 for index in rules}
    return [row for index, row in enumerate(table) if index not in heads and index not in rules]


def code(text: str) -> list[str]:
    """Return what stands in backticks, fenced blocks left out."""
    return re.findall(r"`([^`\n]+)`", without_blocks(text))


def without_blocks(text: str) -> str:
    """Return a text without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def first_column(section: str) -> list[str]:
    """Return what stands in backticks in the first column of a section's tables."""
    return [word for row in cells(section) for word in code(row[0])]


# What the pages show


class Example(NamedTuple):
    """Commands that a page shows, with the block that shows what they print."""

    page: Path
    commands: tuple[str, ...]
    shown: Block


def examples(page: Path) -> Iterator[Example]:
    """Yield every shell block that has its output right behind it."""
    text = page.read_text(encoding="utf-8")
    for block, output in pairwise(blocks(text)):
        between = text[block.end : output.start].replace("```text", "").replace("```", "")
        if block.language == "sh" and output.language == "text" and not between.strip():
            lines = block.text.splitlines()
            commands = tuple(line.replace(".venv/bin/", "") for line in lines if re.match(r"\S*taskmap |\w+=", line))
            yield Example(page, commands, output)


def run(command: str, environment: dict[str, str]) -> list[str]:
    """Run a command line as on a terminal of 80 columns, ``… | cat`` as in a pipe, and return what it prints."""
    words = shlex.split(command.removesuffix("| cat"))
    while "=" in words[0]:
        name, value = words.pop(0).split("=")
        environment = {**environment, name: value}
    parameters = importlib.import_module(f"taskmap.cli.{words[1]}").command.params
    chooses = any("--format" in each.opts and "table" in getattr(each.type, "choices", ()) for each in parameters)
    if chooses and not {"--format", "--json"} & set(words) and not command.endswith("| cat"):
        words += ["--format", "table"]
    result = CliRunner().invoke(cli, words[1:], env=environment, prog_name="taskmap")
    return [line.rstrip() for line in result.output.splitlines()]


def excerpt(printed: list[str], shown: list[str]) -> list[str]:
    """Leave out of ``printed`` what ``shown`` leaves out."""
    if OMITTED not in shown:
        return printed
    place = shown.index(OMITTED)
    tail = len(shown) - place - 1
    return [*printed[:place], OMITTED, *printed[len(printed) - tail :]]


def compare(page: Path, shown: Block, printed: list[str]) -> None:
    """Compare what a page shows with what was printed; make the page show it where that is asked for."""
    lines = shown.text.splitlines()
    real = excerpt(printed, lines)
    if os.environ.get(UPDATE):
        new = "".join(f"{line}\n" for line in real)
        text = page.read_text(encoding="utf-8").replace(f"```text\n{shown.text}```", f"```text\n{new}```", 1)
        page.write_text(text, encoding="utf-8", newline="\n")
    else:
        assert lines == real
        assert OMITTED not in lines or len(printed) > len(lines)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, where the built-in data is meant."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TASKMAP_DATA", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return tmp_path


def language_of(page: Path) -> dict[str, str]:
    return {"TASKMAP_LANG": "zh" if page == README_ZH else "en", "COLUMNS": "80"}


@pytest.mark.parametrize(
    "example",
    [example for page in PAGES for example in examples(page)],
    ids=lambda example: f"{example.page.name}: {example.commands[-1]}",
)
@pytest.mark.usefixtures("place")
def test_the_output_shown_is_what_the_commands_print(example: Example) -> None:
    environment = language_of(example.page)
    printed = [line for command in example.commands for line in run(command, environment)]
    compare(example.page, example.shown, printed)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.usefixtures("place")
def test_the_python_examples_run_as_shown(page: Path) -> None:
    names: dict[str, Any] = {}
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.language == "python":
            test = doctest.DocTestParser().get_doctest(block.text, names, page.name, str(page), 0)
            failures: list[str] = []
            doctest.DocTestRunner(verbose=False).run(test, out=failures.append, clear_globs=False)
            names |= test.globs
            assert not failures
            assert test.examples


def test_the_api_page_shows_what_taskmap_exports() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert "\n```python\n" in page
    public = [name for name, _ in inspect.getmembers(TaskMap) if not name.startswith("_")]
    attributes = [name for name in vars(taskmap.load()) if not name.startswith("_")]
    for name in (*taskmap.__all__, *public, *attributes):
        assert re.search(rf"\b(tm|taskmap)\.{name}\b", page), name


# The READMEs


def test_the_readme_opens_with_the_two_commands_that_set_up() -> None:
    for page in (README, README_ZH):
        shell = [block for block in blocks(page.read_text(encoding="utf-8")) if block.language in SHELLS]
        first, second = (block.text.splitlines() for block in shell[:2])
        assert [block.language for block in shell[:2]] == ["sh", "sh"]
        assert first[0].startswith("python3 -m venv .venv ")
        assert first[-1] == ".venv/bin/taskmap agency 省人社厅"
        assert second[0].startswith("python3 -m venv .venv-test ")
        assert '-e ".[all,test]"' in second[1]
        assert second[-1] == ".venv-test/bin/python -m pytest"
        for line in (*first, *second):
            assert not re.match(r"cd |git ", line)


def test_a_failing_step_of_a_set_up_command_ends_it() -> None:
    for block in blocks(README.read_text(encoding="utf-8"))[:3]:
        if block.language == "sh":
            *steps, last = block.text.splitlines()
            assert all(step.endswith(" &&") for step in steps)
            assert not last.endswith("&&")


@pytest.mark.skipif(not shutil.which("sh"), reason="the shell blocks are for sh")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_shell_accepts_every_block(page: Path) -> None:
    for block in blocks(page.read_text(encoding="utf-8")):
        assert block.language in {"sh", "text", "toml", "python", "json", "powershell"}
        if block.language == "sh":
            subprocess.run(["sh", "-n"], input=block.text, encoding="utf-8", check=True)  # noqa: S607 - sh of the PATH


@pytest.mark.parametrize("page", [README, README_ZH], ids=lambda page: page.name)
@pytest.mark.usefixtures("place")
def test_every_command_a_readme_names_does_its_work(page: Path) -> None:
    commands = [each for each in code(page.read_text(encoding="utf-8")) if each.startswith("taskmap ")]
    assert {command.split()[1] for command in commands} == set(SUMMARIES) - {"completion"}
    for command in commands:
        result = CliRunner().invoke(cli, shlex.split(command)[1:], env=language_of(page))
        assert result.exit_code == 0, command


def test_both_readmes_show_the_same_commands() -> None:
    def shown(page: Path) -> list[tuple[str, str]]:
        found = blocks(page.read_text(encoding="utf-8"))
        return [(block.language, block.text) for block in found if block.language in {"sh", "python", "toml"}]

    assert shown(README) == shown(README_ZH)
    assert [row[1] for row in cells(README.read_text(encoding="utf-8"))] == [
        row[1].replace("、", ", ") for row in cells(README_ZH.read_text(encoding="utf-8"))
    ]


def test_both_readmes_link_to_every_page_of_the_docs() -> None:
    for page in (README, README_ZH):
        linked = {target for target, _ in links(page)}
        assert {f"docs/{each.name}" for each in DOCS} <= linked


# Links


def links(page: Path) -> Iterator[tuple[str, str]]:
    """Yield the file and the heading that each relative link of a page leads to."""
    text = re.sub(r"`[^`\n]*`", "", without_blocks(page.read_text(encoding="utf-8")))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:", target):
            file, _, heading = target.partition("#")
            yield file, heading


def anchors(page: Path) -> set[str]:
    """Return the anchors that Markdown makes of a page's headings."""
    text = without_blocks(page.read_text(encoding="utf-8"))
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for file, heading in links(page):
        target = page.parent / file if file else page
        assert target.exists(), file
        assert not heading or heading in anchors(target), heading


# docs/commands.md

COMMANDS = ROOT / "docs" / "commands.md"


def command_of(name: str) -> Command:
    command = importlib.import_module(f"taskmap.cli.{name}").command
    assert isinstance(command, Command)
    return command


def options_of(command: click.Command) -> list[str]:
    """Return every way to write every option of a command."""
    options = [each for each in command.params if isinstance(each, click.Option)]
    return [name for option in options for name in (*option.opts, *option.secondary_opts)]


def test_the_commands_page_has_a_section_for_each_command_and_none_besides() -> None:
    chapters = {"Every command", "Output", "Environment", "Exit codes"}
    assert set(sections(COMMANDS)) - chapters == set(SUMMARIES)


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_option_of_a_command_is_documented_and_no_other(name: str) -> None:
    documented = [word.split()[0] for word in first_column(sections(COMMANDS)[name]) if word.startswith("-")]
    assert sorted(documented) == sorted(options_of(command_of(name)))


def test_the_options_of_taskmap_itself_are_documented() -> None:
    documented = {word.split()[0] for word in first_column(sections(COMMANDS)["Every command"])}
    assert {*options_of(cli), "-h", "--help"} == documented


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_command_and_option_has_help_and_every_command_an_example(name: str) -> None:
    command = command_of(name)
    assert command.help
    assert re.match(rf"Example: taskmap {name} \S", command.epilog)
    assert all(option.help for option in command.params if isinstance(option, click.Option))


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_command_is_shown_in_use(name: str) -> None:
    shown = [command for example in examples(COMMANDS) for command in example.commands]
    assert any(f"taskmap {name} " in f"{command} " for command in shown) or name == "completion"


@pytest.fixture(scope="module")
def tm() -> TaskMap:
    return TaskMap(load(locate(ROOT / "data" / "tasks.toml")))


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> ProblemsAnswer:
    file = tmp_path_factory.mktemp("faulty") / "tasks.toml"
    file.write_text('schema = 1\n[[documents]]\nid = "a"\nnumbr = "1"\n', encoding="utf-8")
    return ProblemsAnswer(tuple(Survey(locate(file)).problems))


@pytest.fixture(scope="module")
def answers(tm: TaskMap, problems: ProblemsAnswer) -> dict[str, Answer]:
    """One real answer for each command that shows one."""
    return {
        "agency": ask_agency(tm, "省农业农村厅"),
        "task": TasksAnswer(tuple(tm.tasks()), whole=True),
        "tasks": ask_tasks(tm, TaskFilter()),
        "agencies": ask_agencies(tm),
        "docs": ask_docs(tm),
        "doc": ask_doc(tm, "jzbf-2017-50"),
        "search": ask_search(tm, ["创业"]),
        "partners": ask_partners(tm, "省教育厅"),
        "check": problems,
    }


@pytest.mark.parametrize("name", ["agency", "tasks", "agencies", "docs", "search", "partners", "check"])
def test_the_columns_of_plain_lines_are_documented(name: str, answers: dict[str, Answer]) -> None:
    line = re.search(r"^Columns: (.+?)\.?$", sections(COMMANDS)[name], re.MULTILINE)
    assert line
    assert tuple(code(line[1])) == rows(answers[name]).columns


def test_the_labels_of_a_task_in_plain_lines_are_documented_in_their_order(answers: dict[str, Answer]) -> None:
    line = re.search(r"^Labels: (.+?)\.?$", sections(COMMANDS)["task"], re.MULTILINE)
    assert line
    documented = code(line[1])
    answer = answers["task"]
    assert isinstance(answer, TasksAnswer)
    for view in answer.views:
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
    for name in SUMMARIES:
        for parameter in command_of(name).params:
            if isinstance(parameter.type, click.Choice):
                assert set(parameter.type.choices) <= set(code(sections(COMMANDS)[name])), (name, parameter.name)


# docs/json.md


def test_every_kind_of_json_answer_is_documented_with_its_keys(answers: dict[str, Answer]) -> None:
    kinds = sections(ROOT / "docs" / "json.md")["Kinds"]
    documented = {code(row[0])[0]: code(row[2]) for row in cells(kinds)}
    records = map(record, answers.values())
    real = {each["kind"]: [key for key in each if key not in ("schema", "kind")] for each in records}
    real["checklist"] = ["agency", "duties", "inherited"]
    assert documented == real


def test_every_object_in_json_answers_is_documented_with_its_keys(answers: dict[str, Answer], tm: TaskMap) -> None:
    documented = sections(ROOT / "docs" / "json.md", level=3)
    all_documents = [record(ask_doc(tm, name))["document"] for name in tm.documents]
    agency, whole = record(answers["agency"]), record(answers["doc"])["document"]
    tasks = record(answers["tasks"])["tasks"]
    items = [item for document in all_documents for box in document["boxes"] for item in box["items"]]
    real: dict[str, list[dict[str, Any]]] = {
        "Task": tasks,
        "Owner": [owner for task in tasks for owner in task["owners"]],
        "Deadline": [deadline for task in tasks for deadline in task["deadlines"]],
        "Target": [target for each in (*tasks, *all_documents, *items) for target in each["targets"]],
        "Duty": agency["duties"],
        "Inherited duty": agency["inherited"],
        "Agency": [agency["agency"], record(answers["partners"])["agency"]],
        "Succession": agency["predecessors"] + record(ask_agency(tm, "省农委"))["successors"],
        "Agency count": record(answers["agencies"])["agencies"],
        "Document count": record(answers["docs"])["docs"],
        "Document": all_documents,
        "Box": whole["boxes"],
        "Box item": items,
        "Indicator": whole["indicators"],
        "Note": whole["notes"],
        "Match": record(answers["search"])["matches"],
        "Partner": record(answers["partners"])["partners"],
        "Problem": record(answers["check"])["problems"],
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


# docs/problems.md

PROBLEMS = ROOT / "docs" / "problems.md"
CODE_AT = {"Finding": 2, "Fault": 1, "fault": 1, "_FaultError": 0, "Problem": 1}
"""For each call that makes a problem, which argument is its code."""


def problem_codes() -> set[str]:
    """Return every problem code in the source."""
    found: set[str] = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                argument = node.args[CODE_AT[name]] if name in CODE_AT and len(node.args) > CODE_AT[name] else None
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    found.add(argument.value)
    return found


def strings(source: Path) -> set[str]:
    """Return every string in a source file."""
    nodes = ast.walk(ast.parse(source.read_text(encoding="utf-8")))
    return {each.value for each in nodes if isinstance(each, ast.Constant) and isinstance(each.value, str)}


def test_every_problem_code_is_documented_and_no_other() -> None:
    codes = problem_codes()
    assert "duplicate-id" in codes
    assert set(sections(PROBLEMS, level=3)) == codes


class Fault(NamedTuple):
    """A problem's example: the file with the fault, and the block that shows what ``check`` says."""

    code: str
    file: str
    shown: Block


def fault_examples() -> list[Fault]:
    """Return the example of each problem on its page."""
    text = PROBLEMS.read_text(encoding="utf-8")
    heads = [(each[1], each.end()) for each in re.finditer(r"^### `([\w-]+)`$", text, re.MULTILINE)]
    found = []
    for name, place in heads:
        file, shown = [block for block in blocks(text) if block.start > place][:2]
        assert (file.language, shown.language) == ("toml", "text"), name
        found.append(Fault(name, file.text, shown))
    return found


@pytest.mark.parametrize("example", fault_examples(), ids=lambda example: example.code)
def test_check_finds_each_problem_in_its_example(example: Fault, place: Path) -> None:
    registry = bool(re.search(r"^\[\[(agencies|events)", example.file, re.MULTILINE))
    (place / "tasks.toml").write_text("schema = 1\n" if registry else example.file, encoding="utf-8")
    if registry:
        (place / "agencies.toml").write_text(example.file, encoding="utf-8")
    printed = run("taskmap check", language_of(PROBLEMS))
    assert f"[{example.code}]" in "".join(printed) or example.code == "toml-syntax"
    compare(PROBLEMS, example.shown, printed)


# docs/data.md

DATA = ROOT / "docs" / "data.md"


@pytest.mark.parametrize("of", FIELDS, ids=lambda of: of.__name__)
def test_every_key_of_the_data_is_documented(of: type) -> None:
    heads = {
        "Document": "[[documents]]",
        "Task": "[[documents.tasks]]",
        "Deadline": "[[documents.tasks.deadlines]]",
        "Target": "[[documents.tasks.targets]]",
        "Box": "[[documents.boxes]]",
        "BoxItem": "[[documents.boxes.items]]",
        "Indicator": "[[documents.indicators]]",
        "Note": "[[documents.notes]]",
        "Agency": "[[agencies]]",
        "Event": "[[events]]",
    }
    assert first_column(sections(DATA, level=3)[heads[of.__name__]]) == list(FIELDS[of])


def test_the_example_files_are_without_fault(place: Path) -> None:
    for block in blocks(DATA.read_text(encoding="utf-8")):
        if block.language == "toml":
            name = "agencies.toml" if "[[agencies]]" in block.text else "tasks.toml"
            (place / name).write_text(block.text, encoding="utf-8")
    survey = Survey(locate(place / "tasks.toml"))
    assert survey.problems == []
    assert list(warnings(survey.data)) == []
    assert survey.data.documents
    assert survey.data.events


def test_the_documents_counted_on_the_data_page_are_the_built_in_ones(tm: TaskMap) -> None:
    def counts(document: Document) -> list[str]:
        owned = [task for task in document.tasks if any(task.named)]
        items = sum(len(box.items) for box in document.boxes)
        in_boxes = (target for box in document.boxes for item in box.items for target in item.targets)
        in_tasks = (target for task in document.tasks for target in task.targets)
        targets = len([*document.targets, *in_tasks, *in_boxes])
        duties = sum(len(tuple(task.named)) for task in document.tasks)
        numbers = (len(document.tasks), len(owned), duties, len(document.boxes), items, targets)
        return [f"`{document.id}`", document.label, str(document.date or "—"), *map(str, numbers)]

    documented = cells(sections(DATA)["The built-in documents"])
    assert documented == [counts(document) for document in tm.documents.values()]


def test_the_registry_counted_on_the_data_page_is_the_built_in_one(tm: TaskMap) -> None:
    names = {name for document in tm.documents.values() for task in document.tasks for _, name in task.named}
    sentence = f"{len(names)} spellings of {len(tm.agencies)} agencies"
    assert sentence in DATA.read_text(encoding="utf-8").replace("\n", " ")


def test_the_readmes_count_the_built_in_data(tm: TaskMap) -> None:
    tasks, owners = (sum(counts) for counts in zip(*((1, len(view.owners)) for view in tm.tasks()), strict=True))
    agencies = len(tm.agencies)
    assert f"{tasks} tasks, {owners} duties, {agencies} agencies" in README.read_text(encoding="utf-8")
    assert f"{tasks} 项任务、{owners} 条职责、{agencies} 个单位" in README_ZH.read_text(encoding="utf-8")


def test_the_words_of_roles_are_in_the_readmes() -> None:
    for page in (README, README_ZH):
        assert {role.value for role in Role} <= set(code(page.read_text(encoding="utf-8")))


# docs/design.md and CHANGELOG.md


def test_every_module_stands_in_the_design() -> None:
    named = set(first_column(sections(ROOT / "docs" / "design.md")["Modules"]))
    modules = {source.relative_to(ROOT / "taskmap").as_posix() for source in SOURCES}
    assert {each for each in named if each.endswith(".py")} == modules


def test_the_changelog_tells_of_this_version() -> None:
    heads = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heads[0] == "Unreleased"
    assert taskmap.__version__ in heads
