"""Owners of the matters that one measure divides among them."""

from __future__ import annotations

import pytest

from taskmap.reading.duties.places import find
from taskmap.reading.importing import import_bytes
from taskmap.registry import Registry

NOBODY = Registry((), ())

DIVIDED: dict[str, tuple[str, list[str]]] = {
    "one sentence": (
        "抢修管网，供水由市水务局负责，燃气由市住建局负责，供热由市城管局负责。",
        ["市水务局 responsible", "市住建局 responsible", "市城管局 responsible"],
    ),
    "roles, and somebody who cooperates": (
        "恢复通行。国省干线由市公路局牵头，市交警支队配合；农村公路由各县（市）政府负责，于汛前完成。",
        ["市公路局 lead", "市交警支队 cooperate", "各县（市）政府 responsible"],
    ),
    "one clause for both": (
        "保障供应，供水由市水务局负责，燃气由市城管局牵头、市市场监管局配合。",
        ["市水务局 responsible", "市城管局 lead", "市市场监管局 cooperate"],
    ),
    "a bracket within a clause": (
        "开展普查：文物（含碑刻）由省文物局承办，古籍由省档案局、省图书馆负责，成果汇编成册。",
        ["省文物局 responsible", "省档案局 responsible", "省图书馆 responsible"],
    ),
}

PROSE = [
    "供水由市水务局负责，各地要做好协调。",
    "会务由市政府办公室负责，材料由市教育局负责。",
    "日常工作由市教育局负责，会务由市政府办公室负责。",
    "费用由申请人承担，场地由企业提供。",
    "专家由市教育局聘请，名单由市人社局公布。",
    "审批由县级以上人民政府负责，备案由县级以上主管部门负责。",
    "城区由各街道负责，乡村由各乡镇负责。",
    "纠纷由张某负责调解，账目由李某负责。",
]


def named(text: str) -> list[str]:
    return [f"{each.name} {each.role}" for found in find(text) for each in found.phrase.names]


@pytest.mark.parametrize("name", DIVIDED)
def test_all_who_are_named_own_the_measure(name: str) -> None:
    text, owners = DIVIDED[name]
    assert named(text) == owners


@pytest.mark.parametrize("text", PROSE)
def test_other_clauses_name_no_owners(text: str) -> None:
    assert named(text) == []


def test_the_measure_is_one_task_and_its_text_stays_whole() -> None:
    text = "排查隐患，校舍由区教育局负责，厂房由区工信局牵头，区应急局配合。"
    (document,) = import_bytes("甲.md", f"某区方案\n\n1.{text}\n2.加强宣传。\n".encode(), NOBODY).documents
    task, _other = document.tasks
    assert task.text == text
    assert (task.lead, task.responsible, task.cooperate) == (("区工信局",), ("区教育局",), ("区应急局",))
    assert task.owner_text == "校舍由区教育局负责，厂房由区工信局牵头，区应急局配合"


def test_owners_that_close_the_measure_are_its_only_ones() -> None:
    text = "抢修管网，供水由市水务局负责，燃气由市住建局负责。（责任单位：市政府办）"
    assert named(text) == ["市政府办 responsible"]


def test_rules_name_no_owners() -> None:
    text = "审批由市城管局负责，备案由市水务局负责。"
    lines = f"某市供水管理办法（试行）\n\n一、{text}\n二、本办法自发布之日起施行。\n"
    (document,) = import_bytes("甲.md", lines.encode(), NOBODY).documents
    assert [any(task.named) for task in document.tasks] == [False, False]
    assert "".join(task.text or task.title or "" for task in document.tasks).count("审批") == 1


@pytest.mark.parametrize(
    "text",
    ["供水由市水务局负责，燃气由市住建局负责。", "管网列为实事，由市水务局牵头，市住建局配合。各镇要加强维护。"],
)
def test_an_article_has_its_words_once(text: str) -> None:
    lines = f"某市供水方案\n\n第一条 为保障供水，制定本方案。\n第二条 {text}\n"
    (document,) = import_bytes("甲.md", lines.encode(), NOBODY).documents
    task = document.tasks[-1]
    assert ((task.title or "") + (task.text or "")).count("市水务局") == 1
