"""JSON: exactly the keys of the contract, in its order, and nothing else."""

from __future__ import annotations

import json
import re
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taskmap.answers import DocAnswer, ImportAnswer
from taskmap.graph import TaskMap
from taskmap.model import DataSet, Role
from taskmap.problems import Problem, Severity
from taskmap.questions import TaskFilter, ask_agencies, ask_docs, ask_duties_of, ask_tasks
from taskmap.writing.records import dumps, import_chunks, json_text, record
from tests.running import run_small
from tests.strategies import data_sets, texts

TASK = [
    "id", "document", "ref", "section", "project", "title", "text", "owners", "owner_text", "deadlines", "targets",
    "boxes", "remark", "due",
]  # fmt: skip
AGENCY = ["name", "full", "aliases", "kind", "region"]
DUTY = [*TASK, "role", "roles"]


def answer(*args: str, lang: str = "en") -> dict[str, Any]:
    """Return what a command answers in JSON."""
    result = run_small(*args, "--json", lang=lang)
    assert result.exit_code == 0
    found: dict[str, Any] = json.loads(result.stdout)
    assert found["schema"] == 1
    return found


def test_an_agency_has_the_keys_of_the_contract() -> None:
    found = answer("agency", "省农业农村厅")
    assert list(found) == ["schema", "kind", "agency", "duties", "inherited", "predecessors", "successors"]
    assert found["kind"] == "agency"
    assert list(found["agency"]) == AGENCY
    assert [list(duty) for duty in found["duties"]] == [DUTY]
    assert [list(duty) for duty in found["inherited"]] == [[*DUTY, "from"]]
    assert [list(each) for each in found["predecessors"]] == [["name", "kind", "date", "certainty", "scope"]]


def test_duties_never_contain_inherited_ones() -> None:
    found = answer("agency", "省农业农村厅")
    assert [duty["id"] for duty in found["duties"]] == ["new-2020-1:3.2"]
    assert [(duty["id"], duty["from"]) for duty in found["inherited"]] == [("old-2017-2:1", "省农委")]
    assert answer("agency", "省农业农村厅", "--own")["inherited"] == []


@pytest.mark.parametrize("command", [("tasks",), ("task", "3.2")])
def test_tasks_have_the_keys_of_the_contract(command: tuple[str, ...]) -> None:
    found = answer(*command)
    assert list(found) == ["schema", "kind", "tasks"]
    assert found["kind"] == "tasks"
    task = next(each for each in found["tasks"] if each["ref"] == "3.2")
    assert list(task) == TASK
    assert [list(owner) for owner in task["owners"]] == [["agency", "name", "region", "role"]] * 4
    assert [list(each) for each in task["deadlines"]] == [["text", "kind", "date", "rule"]]
    assert set(task["targets"][0]) >= {"name", "comparison", "value", "low", "high", "unit", "due", "text"}


def test_owners_have_the_canonical_name_and_the_name_the_document_means() -> None:
    owners = answer("task", "3.2")["tasks"][0]["owners"]
    assert [(each["agency"], each["name"], each["role"]) for each in owners] == [
        ("省财政厅", "省财政厅", "lead"),
        ("省人力资源社会保障厅", "省人社厅", "responsible"),
        ("省农业农村厅", "省农业农村厅", "responsible"),
        ("各地人民政府", "各地人民政府", "cooperate"),
    ]


def test_absent_scalars_are_null_and_absent_lists_empty() -> None:
    task = answer("task", "3.10")["tasks"][0]
    assert (task["project"], task["owner_text"], task["remark"], task["due"]) == (None,) * 4
    assert (task["owners"], task["deadlines"], task["targets"], task["boxes"]) == ([], [], [], [])


def test_agencies_have_the_keys_of_the_contract() -> None:
    found = answer("agencies")
    assert (list(found), found["kind"]) == (["schema", "kind", "agencies"], "agencies")
    assert {tuple(each) for each in found["agencies"]} == {(*AGENCY, "total", "lead", "responsible", "cooperate")}


def test_docs_have_the_keys_of_the_contract() -> None:
    found = answer("docs")
    assert (list(found), found["kind"]) == (["schema", "kind", "docs"], "docs")
    keys = ("id", "number", "title", "issuer", "date", "tasks", "owned", "duties")
    assert {tuple(each) for each in found["docs"]} == {keys}
    assert [(each["tasks"], each["owned"], each["duties"]) for each in found["docs"]] == [(2, 1, 4), (1, 1, 2)]


def test_a_document_comes_whole() -> None:
    found = answer("doc", "new-2020-1")
    assert (found["kind"], list(found)) == ("doc", ["schema", "kind", "document"])
    document = found["document"]
    assert list(document)[:6] == ["id", "number", "title", "issuer", "region", "date"]
    assert list(document)[-5:] == ["tasks", "boxes", "indicators", "targets", "notes"]
    assert [list(task) for task in document["tasks"]] == [TASK, TASK]
    assert document["boxes"][0]["items"][0]["text"] == "建设_平台_"


def test_matches_have_the_keys_of_the_contract() -> None:
    found = answer("search", "建设")
    assert (list(found), found["kind"]) == (["schema", "kind", "matches"], "matches")
    assert [list(each) for each in found["matches"]] == [["task", "field", "text"]]


def test_problems_have_the_keys_of_the_contract() -> None:
    found = answer("check", "--json")
    assert found == {"schema": 1, "kind": "problems", "problems": []}


def test_json_is_the_same_in_every_language() -> None:
    for command in (("agency", "省财政厅"), ("tasks",), ("agencies",), ("docs",), ("search", "建设")):
        assert answer(*command, lang="zh") == answer(*command, lang="en")


def test_json_is_not_escaped_but_for_control_characters() -> None:
    written = run_small("task", "3.2", "--json").stdout
    assert "优化[bold]营商[/bold]环境" in written
    assert "\\u001b[31m控制\\u202e字符，e\u0301与𠮷" in written


@given(texts)
def test_any_text_comes_back_from_json_and_none_is_obeyed_by_a_terminal(text: str) -> None:
    written = dumps({"text": text})
    assert json.loads(written) == {"text": text}
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)


@settings(max_examples=15)
@given(data_sets(), st.sampled_from(Role))
def test_counts_and_texts_in_json_are_those_of_the_data(data: DataSet, role: Role) -> None:
    tm = TaskMap(data)
    tasks = json.loads(json_text(ask_tasks(tm, TaskFilter())))["tasks"]
    assert [(task["id"], task["title"], task["text"]) for task in tasks] == [
        (task.id, task.title, task.text) for document in data.documents for task in document.tasks
    ]
    assert len(json.loads(json_text(ask_docs(tm)))["docs"]) == len(data.documents)
    for each, agency in zip(
        json.loads(json_text(ask_agencies(tm, sort="name")))["agencies"],
        sorted(tm.agencies, key=lambda agency: agency.name),
        strict=True,
    ):
        assert each["name"] == agency.name
    for agency in tm.agencies:
        found = json.loads(json_text(ask_duties_of(tm, agency, role=role)))
        assert all(role in duty["roles"] and duty["roles"][0] == duty["role"] for duty in found["duties"])


@given(st.lists(data_sets(), max_size=3), st.lists(texts, max_size=4))
def test_an_import_is_one_object_whether_its_problems_are_in_memory_or_not(
    sets: list[DataSet], messages: list[str]
) -> None:
    problems = tuple(Problem(Severity.WARNING, "near-miss-name", "a.txt", None, None, each, "") for each in messages)
    answers = []
    for data in sets:
        tm = TaskMap(data)
        views = (DocAnswer(each, tuple(map(tm.view, each.tasks))) for each in data.documents)
        answers.append(ImportAnswer(tuple(views), problems))
    text = "".join(import_chunks(answers))
    with patch("taskmap.writing.records.MOST_IN_MEMORY", 1):
        assert "".join(import_chunks(answers)) == text
    whole = [record(answer) for answer in answers]
    documents, found = ([one for each in whole for one in each[key]] for key in ("documents", "problems"))
    assert text == dumps({"schema": 1, "kind": "documents", "documents": documents, "problems": found})
