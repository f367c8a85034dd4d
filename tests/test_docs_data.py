"""docs/problems.md and docs/data.md leave out no problem and no key, and their examples are true.

With ``TASKMAP_UPDATE_GOLDEN=1`` the tests put what ``check`` says under every problem's example.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from taskmap.checks import warnings
from taskmap.location import locate
from taskmap.schema import FIELDS
from taskmap.store import Survey
from tests.pages import SOURCES, Block, blocks, cells, compare, first_column, language_of, output_of, sections
from tests.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from taskmap.graph import TaskMap
    from taskmap.model import Document

DATA = ROOT / "docs" / "data.md"
PROBLEMS = ROOT / "docs" / "problems.md"
CODE_AT = {"Finding": 2, "Fault": 1, "fault": 1, "FieldFault": 0, "Problem": 1}
"""For each call that makes a problem, which argument is its code."""


# docs/problems.md


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
def test_check_finds_each_problem_in_its_example(example: Fault, empty_folder: Path) -> None:
    _, *named = re.split(r"^# (\S+\.toml)\n", example.file, flags=re.MULTILINE)
    if re.search(r"^\[\[(agencies|events)", example.file, re.MULTILINE):
        named = ["tasks.toml", "schema = 1\n", "agencies.toml", example.file]
    for name, text in zip(*[iter(named or ["tasks.toml", example.file])] * 2, strict=True):
        (empty_folder / name).parent.mkdir(exist_ok=True)
        (empty_folder / name).write_text(text, encoding="utf-8")
    printed = output_of("taskmap check .", language_of(PROBLEMS))
    assert f"[{example.code}]" in "".join(printed)
    compare(PROBLEMS, example.shown, printed)


# docs/data.md


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
        "LightRules": "[lights]",
        "Operation": "A file of the journal",
        "Entry": "[[entries]]",
    }
    assert first_column(sections(DATA, level=3)[heads[of.__name__]]) == list(FIELDS[of])


def test_the_example_files_are_without_fault(empty_folder: Path) -> None:
    for block in blocks(DATA.read_text(encoding="utf-8")):
        if block.language == "toml":
            names = {"[[agencies]]": "agencies.toml", "[[entries]]": "journal/1.toml"}
            name = next((name for mark, name in names.items() if mark in block.text), "tasks.toml")
            (empty_folder / name).parent.mkdir(exist_ok=True)
            (empty_folder / name).write_text(block.text, encoding="utf-8")
    survey = Survey(locate(empty_folder / "tasks.toml"))
    assert survey.problems == []
    assert list(warnings(survey.data)) == []
    assert survey.data.documents
    assert survey.data.events
    assert survey.data.journal


def test_the_documents_counted_on_the_data_page_are_the_built_in_ones(built_in_map: TaskMap) -> None:
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
    assert documented == [counts(document) for document in built_in_map.documents.values()]


def test_the_registry_counted_on_the_data_page_is_the_built_in_one(built_in_map: TaskMap) -> None:
    names = {name for document in built_in_map.documents.values() for task in document.tasks for _, name in task.named}
    sentence = f"{len(names)} spellings of {len(built_in_map.agencies)} agencies"
    assert sentence in DATA.read_text(encoding="utf-8").replace("\n", " ")
