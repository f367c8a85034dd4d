"""The catalogue is complete and true, and one process speaks both languages."""

from __future__ import annotations

import ast
import ctypes
import gettext
import json
import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner, Result

import taskmap
from taskmap.answers import TasksAnswer
from taskmap.cli import cli
from taskmap.connections import ask_partners
from taskmap.i18n import DOMAIN, LOCALE, language, speaking
from taskmap.listings import Answer, ProblemsAnswer
from taskmap.problems import Problem, Severity
from taskmap.questions import TaskFilter, ask_agencies, ask_agency, ask_docs, ask_search, ask_tasks
from taskmap.terminal.wrapping import text_width
from taskmap.writing.rows import rows, task_lines
from tests.messages import calls, entries, marked

PACKAGE = Path(taskmap.__file__).parent
CLICK = Path(click.__file__).parent

FOR_CLICK = "8.5"
"""The Click whose messages the catalogue holds; a later one may say things in other words."""

CLICK_WORDS = {"required"}
"""Messages that Click translates through a variable."""

HANZI = r"[\u3400-\u9fff]"

ENTRIES = tuple(entries())
KNOWN = {entry.message: entry.plural for entry in ENTRIES}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{[^{}]*\}|%\(\w+\)s", text))


def run(lang: str, *args: str) -> Result:
    return CliRunner().invoke(cli, args, env={"TASKMAP_LANG": lang, "COLUMNS": "100"}, prog_name="taskmap")


def test_every_message_of_taskmap_is_translated() -> None:
    assert marked(PACKAGE).items() - KNOWN.items() == set()


same_click = pytest.mark.skipif(
    not version("click").startswith(f"{FOR_CLICK}."), reason=f"the catalogue is for Click {FOR_CLICK}"
)


@same_click
def test_every_message_of_click_is_translated() -> None:
    assert marked(CLICK).items() - KNOWN.items() == set()
    assert KNOWN.keys() >= CLICK_WORDS


@same_click
def test_no_translation_is_left_over() -> None:
    used = marked(PACKAGE).keys() | marked(CLICK).keys() | CLICK_WORDS
    assert KNOWN.keys() - used == set()


def test_no_message_stands_twice() -> None:
    assert len(KNOWN) == len(ENTRIES)


def test_every_help_text_and_column_head_is_marked() -> None:
    unmarked = [
        ast.unparse(text)
        for folder in ("cli", "terminal")
        for call in calls(PACKAGE / folder)
        for text in (
            *(each.value for each in call.keywords if each.arg in ("help", "epilog")),
            *(call.args[:1] if isinstance(call.func, ast.Name) and call.func.id == "Column" else ()),
        )
        if not (isinstance(text, ast.Call) and isinstance(text.func, ast.Name) and text.func.id == "N_")
    ]
    assert unmarked == []


def test_every_column_of_lines_is_marked() -> None:
    tm = taskmap.load()
    tasks = ask_tasks(tm, TaskFilter())
    answers: tuple[Answer, ...] = (
        ask_agency(tm, "省农业农村厅"),
        tasks,
        ask_agencies(tm),
        ask_docs(tm),
        ask_search(tm, ("就业",)),
        ask_partners(tm, "省教育厅"),
        ProblemsAnswer((Problem(Severity.ERROR, "bad-date", "tasks.toml", 1, None, ""),)),
    )
    columns = {column for answer in answers for column in rows(answer).columns}
    assert columns | set(task_lines(tasks).columns) <= marked(PACKAGE).keys()


def test_every_translation_keeps_the_placeholders() -> None:
    for entry in ENTRIES:
        known = placeholders(entry.message) | placeholders(entry.plural or "")
        if entry.plural is None:
            assert placeholders(entry.translation) == known
        else:  # the one Chinese form stands for both English ones
            assert placeholders(entry.translation) <= known


def test_every_translation_says_something_and_keeps_options_and_examples() -> None:
    for entry in ENTRIES:
        assert entry.translation.strip()
        assert re.findall(r"--[a-z-]+", entry.translation) == re.findall(r"--[a-z-]+", entry.message)
        if entry.message.startswith("Example: "):
            assert entry.translation == "示例：" + entry.message.removeprefix("Example: ")


def test_punctuation_beside_chinese_is_full_width() -> None:
    for entry in ENTRIES:
        assert not re.search(rf"{HANZI}[,;:?!()]|[,;?!()]{HANZI}", entry.translation), entry.translation


def test_messages_have_only_symbols_of_gbk() -> None:
    for entry in ENTRIES:
        (entry.message + (entry.plural or "") + entry.translation).encode("gbk")


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    try:
        compiled = gettext.translation(DOMAIN, LOCALE, ["zh_CN"])
    except FileNotFoundError:
        pytest.fail("the Chinese catalogue has not been compiled: install the package (pip install -e .)")
    stale = [
        entry.message
        for entry in ENTRIES
        if entry.translation
        != (compiled.ngettext(entry.message, entry.plural, 2) if entry.plural else compiled.gettext(entry.message))
    ]
    assert stale == [], "the compiled catalogue is old: install the package again (pip install -e .)"


@pytest.mark.parametrize("command", [None, *cli.summaries])
def test_help_is_in_the_language_spoken_then(command: str | None) -> None:
    args = (command, "--help") if command else ("--help",)
    for lang in ("zh", "en", "zh"):
        result = run(lang, *args)
        assert result.exit_code == 0
        headings = ("Usage: ", "\nOptions:", "Show this message and exit.", "Example: ")
        if lang == "zh":
            headings = ("用法：", "\n选项：", "显示本帮助后退出", "示例：")
        assert all(each in result.output for each in headings)
        if lang == "zh":
            assert not re.search(r"[a-z] [a-z]+ [a-z]", re.sub(r"示例：.*|taskmap completion \w+", "", result.output))
        else:
            assert not re.search(HANZI, re.sub(r"Example: .*|（[一二三]）|三\.", "", result.output))


@pytest.mark.parametrize("width", [60, 78, 100])
@pytest.mark.parametrize("command", [None, *cli.summaries])
def test_chinese_help_stays_within_the_terminal(command: str | None, width: int) -> None:
    args = [command, "--help"] if command else ["--help"]
    result = CliRunner().invoke(cli, args, env={"TASKMAP_LANG": "zh"}, prog_name="taskmap", terminal_width=width)
    assert result.exit_code == 0
    chinese = [line for line in result.output.splitlines() if re.search(HANZI, line)]
    assert max(map(text_width, chinese)) <= width  # a list of choices may be longer: Click never breaks it


@pytest.mark.parametrize(
    ("args", "chinese", "english"),
    [
        (["task"], "错误：缺少参数 'REF...'", "Error: Missing argument 'REF...'"),
        (["task"], "运行 'taskmap task --help' 查看帮助。", "Try 'taskmap task --help' for help."),
        (["agnecy"], "错误：没有 'agnecy' 这个命令。", "Error: No such command 'agnecy'."),
        (["task", "--jsn", "1"], "是否想用 '--json'", "Did you mean"),
        (["agencies", "--sort", "x"], "'--sort' 的值无效：'x' 不在可选值之列：'total'", "'x' is not one of 'total'"),
        (["graph", "-o", "a.dot", "--hops", "x"], "'x' 不是有效的整数。", "'x' is not a valid whole number."),
        (["graph", "-o", "."], "文件 '.' 是一个文件夹。", "File '.' is a directory."),
        (["doc"], "缺少参数 'ID'", "Missing argument 'ID'"),
        (["tasks", "--due-before", "x"], "x 不是日期，请写作 2020-12-31", "x is not a day; write 2020-12-31"),
        (["tasks", "--fail"], "--fail 须与 --unowned 合用", "--fail goes with --unowned"),
        (["task", "99.9"], "各文件中均没有编号为 99.9 的任务", "no document has a task 99.9"),
        (["--data", "/no/such", "docs"], "无法读取 /no/such：不存在", "cannot read /no/such: it does not exist"),
    ],
)
def test_errors_are_in_the_language_spoken_then(args: list[str], chinese: str, english: str) -> None:
    for lang, message in (("zh", chinese), ("en", english), ("zh", chinese)):
        result = run(lang, *args)
        assert result.exit_code in (2, 3, 4)
        assert message in result.stderr


def test_the_language_before_is_spoken_again_afterwards() -> None:
    before = gettext.textdomain(), os.environ.get("LANGUAGE")
    with speaking("zh_CN"):
        assert gettext.gettext("Usage:") == "用法："
        with speaking("en"):
            assert gettext.gettext("Usage:") == "Usage:"
        assert gettext.gettext("Usage:") == "用法："
    assert (gettext.textdomain(), os.environ.get("LANGUAGE")) == before


def test_english_looks_for_no_catalogue() -> None:
    with speaking("en"):
        assert gettext.find(DOMAIN, LOCALE) is None
        assert os.environ["LANGUAGE"] == "C"


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_CN"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ({"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "en"),
        ({"TASKMAP_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh_CN"),
        ({"TASKMAP_LANG": "ZH", "LANG": "C"}, "zh_CN"),
        ({"TASKMAP_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"TASKMAP_LANG": "", "LANG": "zh_CN.UTF-8"}, "zh_CN"),
    ],
)
def test_the_environment_chooses_the_language(environ: dict[str, str], expected: str) -> None:
    assert language(environ) == expected


@pytest.mark.parametrize(
    ("desktop", "environ", "expected"),
    [
        (0x0804, {}, "zh_CN"),  # Chinese (China)
        (0x0404, {}, "zh_CN"),  # Chinese (Taiwan)
        (0x0409, {}, "en"),  # English (United States)
        (0x0804, {"LANG": "en_US.UTF-8"}, "en"),
        (0x0804, {"TASKMAP_LANG": "en"}, "en"),
        (0x0409, {"TASKMAP_LANG": "zh"}, "zh_CN"),
    ],
)
def test_on_windows_the_desktop_chooses_where_the_environment_does_not(
    monkeypatch: pytest.MonkeyPatch, desktop: int, environ: dict[str, str], expected: str
) -> None:
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: desktop)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert language(environ) == expected


def test_roles_are_in_the_users_language_but_json_stays_english() -> None:
    for lang, lead, responsible in (("zh", "牵头", "负责"), ("en", "lead", "responsible")):
        lines = run(lang, "agency", "省人社厅").stdout.splitlines()
        assert {line.split("\t")[2] for line in lines} >= {lead, responsible}
        assert f"{lead} 3" in run(lang, "agency", "省人社厅", "--format", "table").stdout
        assert f"| {lead} |" in run(lang, "agency", "省人社厅", "--format", "md").stdout
        assert f",{lead}," in run(lang, "agency", "省人社厅", "--format", "csv").stdout
    answers = [json.loads(run(lang, "agency", "省人社厅", "--json").stdout) for lang in ("zh", "en")]
    assert answers[0] == answers[1]
    assert {duty["role"] for duty in answers[0]["duties"]} == {"lead", "responsible", "cooperate"}


def test_role_counts_and_successions_carry_the_brackets_of_their_language() -> None:
    assert "66（牵头 3，负责 61，配合 2）" in run("zh", "agency", "省人社厅", "--format", "table").stdout
    assert "66 (lead 3, responsible 61, cooperate 2)" in run("en", "agency", "省人社厅", "--format", "table").stdout
    assert run("zh", "agency", "省农委", "--format", "table").stdout.endswith("2018（未见原文）：现为 省农业农村厅\n")
    assert run("en", "agency", "省农委", "--format", "table").stdout.endswith("2018 (unconfirmed): now 省农业农村厅\n")


def test_a_whole_answer_is_a_list_of_tasks_in_both_languages() -> None:
    view = taskmap.load().task("3.2")
    with speaking("zh_CN"):
        labels = [line.split("\t")[0] for line in run("zh", "task", "3.2").stdout.splitlines()]
    assert labels[:5] == ["标识", "文件", "章", "项目", "正文"]
    assert task_lines(TasksAnswer((view,), whole=True)).rows[0] == ("id", "jjz-2020-1:3.2")


def test_choosing_a_language_and_breaking_lines_import_little() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); before = set(sys.modules);"
        "import taskmap.i18n, taskmap.terminal.wrapping;"
        "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before}))"
    )
    command = [sys.executable, "-I", "-S", "-c", program, str(PACKAGE.parent)]
    imported = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert "taskmap" in imported
    assert not {"pathlib", "rich", "click", "networkx"} & set(imported)
