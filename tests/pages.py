"""Reading the pages of the documentation, and holding what they show against what commands print."""

from __future__ import annotations

import os
import re
import shlex
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import click
from click.testing import CliRunner

from taskmap.cli import cli
from tests.running import ROOT, UPDATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

README, README_ZH = ROOT / "README.md", ROOT / "README.zh-CN.md"
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [README, README_ZH, ROOT / "CHANGELOG.md", *DOCS]
SOURCES = sorted(each for each in (ROOT / "taskmap").rglob("*.py") if each.name != "built_in_registry.py")
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


def output_of(command: str, environment: dict[str, str]) -> list[str]:
    """Run a command line as on a terminal of 80 columns, ``… | cat`` as in a pipe, and return what it prints."""
    words = shlex.split(command.removesuffix("| cat"))
    while "=" in words[0]:
        name, value = words.pop(0).split("=")
        environment = {**environment, name: value}
    shown = cli.get_command(click.Context(cli), words[1])
    parameters = shown.params if shown else []
    chooses = any("--format" in each.opts and "table" in getattr(each.type, "choices", ()) for each in parameters)
    if chooses and not {"--format", "--json", "-o"} & set(words) and not command.endswith("| cat"):
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


def language_of(page: Path) -> dict[str, str]:
    return {"TASKMAP_LANG": "zh" if page == README_ZH else "en", "COLUMNS": "80"}
