"""The documentation is true: what its pages show is what happens, and their links lead somewhere.

With ``TASKMAP_UPDATE_GOLDEN=1`` the tests put the real output under every command shown.
"""

from __future__ import annotations

import doctest
import inspect
import re
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

import taskmap
from taskmap.cli import SUMMARIES, cli
from taskmap.graph import TaskMap
from taskmap.model import Role
from tests.pages import (
    DOCS,
    PAGES,
    README,
    README_ZH,
    SOURCES,
    Example,
    anchors,
    blocks,
    cells,
    code,
    compare,
    examples,
    first_column,
    language_of,
    links,
    output_of,
    sections,
)
from tests.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SHELLS = {"sh", "bash", "shell", "console"}


# What the pages show


@pytest.mark.parametrize(
    "example",
    # One month runs as a whole, in tests/test_workflow.py.
    [example for page in PAGES if page.name != "workflow.md" for example in examples(page)],
    ids=lambda example: f"{example.page.name}: {example.commands[-1]}",
)
@pytest.mark.usefixtures("empty_folder")
def test_the_output_shown_is_what_the_commands_print(example: Example) -> None:
    shutil.copytree(ROOT / "tests" / "seeds", "tests/seeds")
    environment = language_of(example.page)
    printed = [line for command in example.commands for line in output_of(command, environment)]
    compare(example.page, example.shown, printed)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.usefixtures("empty_folder")
def test_the_python_examples_run_as_shown(page: Path) -> None:
    shutil.copytree(ROOT / "tests" / "seeds", "tests/seeds")
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
        assert second[-1] == ".venv-test/bin/python -m pytest -n auto --dist loadfile"
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
@pytest.mark.usefixtures("empty_folder")
def test_every_command_a_readme_names_does_its_work(page: Path) -> None:
    commands = [each for each in code(page.read_text(encoding="utf-8")) if each.startswith("taskmap ")]
    assert {command.split()[1] for command in commands} == set(SUMMARIES) - {"completion"}
    shutil.copytree(ROOT / "tests" / "seeds", "tests/seeds")
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


def test_the_readmes_count_the_built_in_data(built_in_map: TaskMap) -> None:
    owners_of_tasks = [len(view.owners) for view in built_in_map.tasks()]
    tasks, owners, agencies = len(owners_of_tasks), sum(owners_of_tasks), len(built_in_map.agencies)
    assert f"{tasks} tasks, {owners} duties, {agencies} agencies" in README.read_text(encoding="utf-8")
    assert f"{tasks} 项任务、{owners} 条职责、{agencies} 个单位" in README_ZH.read_text(encoding="utf-8")


def test_the_words_of_roles_are_in_the_readmes() -> None:
    for page in (README, README_ZH):
        assert {role.value for role in Role} <= set(code(page.read_text(encoding="utf-8")))


# Links


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for file, heading in links(page):
        target = page.parent / file if file else page
        assert target.exists(), file
        assert not heading or heading in anchors(target), heading


# docs/design.md and CHANGELOG.md


def test_every_module_stands_in_the_design() -> None:
    named = set(first_column(sections(ROOT / "docs" / "design.md")["Modules"]))
    modules = {source.relative_to(ROOT / "taskmap").as_posix() for source in SOURCES}
    assert {each for each in named if each.endswith(".py")} == modules


def test_the_changelog_tells_of_this_version() -> None:
    heads = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heads[0] == "Unreleased"
    assert taskmap.__version__ in heads
