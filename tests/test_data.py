"""The built-in documents: complete, clean, and the words of their sources."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from taskmap.folding import fold, in_order
from taskmap.location import built_in
from taskmap.model import Role
from taskmap.questions import ask_docs
from taskmap.refs import chinese_number, ref_key
from taskmap.schema import plain
from taskmap.store import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taskmap.graph import TaskMap
    from taskmap.model import Document

SEEDS = Path(__file__).parent / "seeds"

HANZI = r"[\u3400-\u9fff]"


class Expected(NamedTuple):
    """What the built-in data set holds of a document."""

    number: str | None
    date: str | None
    issuer: str | None
    tasks: int
    owned: int
    duties: int


EXPECTED = {
    "jjz-2020-1": Expected("吉就组〔2020〕1号", "2020-06-23", "吉林省就业工作领导小组", 46, 46, 141),
    "jzf-2017-32": Expected("吉政发〔2017〕32号", "2017-10-12", "吉林省人民政府", 30, 30, 109),
    "jzf-2017-25": Expected("吉政发〔2017〕25号", "2017-08-04", "吉林省人民政府", 23, 12, 49),
    "jzbf-2017-50": Expected("吉政办发〔2017〕50号", "2017-06-21", "吉林省人民政府办公厅", 13, 13, 49),
    "jzf-2015-28": Expected("吉政发〔2015〕28号", None, "吉林省人民政府", 33, 0, 0),
    "rlzy-145": Expected(None, None, None, 23, 0, 0),
}

DOCUMENTS = {document.id: document for document in load(built_in()).documents}


def every_text(value: object) -> Iterator[str]:
    """Yield every text in a table, except the damaged words that notes quote."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in ("notes", "source"):
                yield from every_text(each)
    elif isinstance(value, list):
        for each in value:
            yield from every_text(each)
    elif isinstance(value, str):
        yield value


TEXTS = [text for document in DOCUMENTS.values() for text in every_text(plain(document))]


def refs(document: Document) -> list[str]:
    return [task.ref for task in document.tasks]


def test_the_documents_are_these_with_so_many_tasks_owners_and_duties(built_in_map: TaskMap) -> None:
    answer = ask_docs(built_in_map)
    assert answer.default == "jjz-2020-1"
    assert {
        each.document.id: Expected(
            each.document.number,
            each.document.date.isoformat() if each.document.date else None,
            each.document.issuer,
            each.tasks,
            each.owned,
            each.duties,
        )
        for each in answer.counts
    } == EXPECTED
    assert [each.document.id for each in answer.counts] == list(EXPECTED)  # newest first, undated last


def test_the_main_table_is_numbered_by_project_and_task() -> None:
    counts = [3, 3, 3, 4, 3, 3, 3, 4, 3, 3, 4, 4, 2, 1, 2, 1]
    expected = [f"{project}.{task}" for project, count in enumerate(counts, 1) for task in range(1, count + 1)]
    assert refs(DOCUMENTS["jjz-2020-1"]) == expected
    for task in DOCUMENTS["jjz-2020-1"].tasks:
        mark = re.match("（(.+?)）", task.project or "")
        assert mark
        assert chinese_number(mark[1]) == int(task.ref.partition(".")[0])


@pytest.mark.parametrize(("name", "last"), [("jzf-2015-28", 33), ("jzf-2017-32", 30)])
def test_documents_of_numbered_measures_are_whole(name: str, last: int) -> None:
    assert [ref_key(ref) for ref in refs(DOCUMENTS[name])] == [(number,) for number in range(1, last + 1)]
    assert all(re.fullmatch("（[一二三四五六七八九十]+）", ref) for ref in refs(DOCUMENTS[name]))


def test_the_annex_has_the_rows_that_the_source_has_and_says_so() -> None:
    document = DOCUMENTS["jzbf-2017-50"]
    assert refs(document) == [str(number) for number in range(1, 14)]
    assert any("13" in (note.reading or "") for note in document.notes)
    pointing = {task.ref: (task.title, task.text, task.boxes) for task in document.tasks if task.boxes}
    assert pointing == {
        "11": ("振兴东北老工业基地促进就业行动", None, ("专栏1",)),
        "13": ("创业带动就业重点计划", None, ("专栏2",)),
    }


def test_the_plan_of_the_universities_has_its_refs() -> None:
    expected = [
        f"二.（{one}）.{two}" for one, count in (("一", 2), ("二", 3), ("三", 3)) for two in range(1, count + 1)
    ]
    for section, last in (("三", 8), ("四", 3), ("五", 4)):
        expected += [f"{section}.（{'一二三四五六七八'[number]}）" for number in range(last)]
    assert refs(DOCUMENTS["jzf-2017-25"]) == expected


def test_the_plan_of_human_resources_has_its_sections() -> None:
    sections = [ref_key(task.ref)[0] for task in DOCUMENTS["rlzy-145"].tasks]
    assert sections == [3] * 18 + [4] * 5


@pytest.mark.parametrize(("name", "boxes", "items"), [("jzbf-2017-50", 8, 35), ("rlzy-145", 5, 16)])
def test_boxes_and_their_items(name: str, boxes: int, items: int) -> None:
    document = DOCUMENTS[name]
    assert [box.ref for box in document.boxes] == [f"专栏{number}" for number in range(1, boxes + 1)]
    assert sum(len(box.items) for box in document.boxes) == items
    assert all(box.title and box.section for box in document.boxes)
    for box in document.boxes:
        numbers = [item.ref for item in box.items if item.ref]
        assert numbers in ([], [str(number) for number in range(1, len(numbers) + 1)])


def test_other_documents_have_no_boxes() -> None:
    assert {document.id for document in DOCUMENTS.values() if document.boxes} == {"jzbf-2017-50", "rlzy-145"}


def test_the_indicator_table_has_six_rows() -> None:
    assert {document.id: len(document.indicators) for document in DOCUMENTS.values() if document.indicators} == {
        "jzbf-2017-50": 6
    }


def test_the_plan_of_human_resources_has_its_targets() -> None:
    document = DOCUMENTS["rlzy-145"]
    inside = [target for task in document.tasks for target in task.targets]
    boxed = [target for box in document.boxes for item in box.items for target in item.targets]
    assert len([*document.targets, *inside, *boxed]) == 29
    assert document.targets
    assert inside
    assert boxed


def test_restored_passages_are_noted() -> None:
    notes = {note.place: note.reading for note in DOCUMENTS["jzf-2017-32"].notes}
    assert notes == {"（九）": "当地政府按规定", "（十二）": "发展潜力大、", "（十八）": "高校现有"}
    texts = {task.ref: task.text or "" for task in DOCUMENTS["jzf-2017-32"].tasks}
    assert all(reading and reading in texts[place or ""] for place, reading in notes.items())


def test_fifty_nine_spellings_name_fifty_five_registered_organs(built_in_map: TaskMap) -> None:
    names = {(view.document.region, owner.name) for view in built_in_map.tasks() for owner in view.owners}
    assert len(names) == 59
    assert len(built_in_map.agencies) == 55
    assert all(agency.kind and agency.region == "吉林省" for agency in built_in_map.agencies)


def test_every_agency_is_complete(built_in_map: TaskMap) -> None:
    for agency in built_in_map.registry.agencies:
        assert agency.kind
        assert agency.full or agency.kind == "collective"


def test_every_event_says_where_it_is_from_and_what_passed(built_in_map: TaskMap) -> None:
    for event in load(built_in()).events:
        assert event.source
        assert event.certainty
        assert bool(event.scope) == (event.kind in ("split", "transfer"))
        assert built_in_map.registry.regions_of(event) == {"吉林省"}


@pytest.mark.parametrize(
    ("heir", "ancestor"),
    [
        ("省农业农村厅", "省农委"),
        ("省税务局", "省地税局"),
        ("省林业和草原局", "省林业厅"),
        ("吉林金融监管局", "吉林银监局"),
    ],
)
def test_duties_pass_to_the_successors(built_in_map: TaskMap, heir: str, ancestor: str) -> None:
    origins = {duty.origin.name for duty in built_in_map.inherited(built_in_map.agency(heir)) if duty.origin}
    assert ancestor in origins


def test_the_department_of_human_resources_has_its_duties(built_in_map: TaskMap) -> None:
    duties = built_in_map.duties(built_in_map.agency("省人社厅"))
    names = {owner.name for duty in duties for owner in duty.view.owners if owner.agency == duty.agency}
    assert names == {"省人社厅", "省人力资源社会保障厅"}
    assert len(duties) == 66
    assert {duty.role for duty in duties} == set(Role)


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("half-width punctuation between Chinese characters", rf"{HANZI}[,;:()!?]|[,;:()!?]{HANZI}"),
        (
            "spaces beside Chinese characters or marks, but where a title names two offices",
            rf"[{HANZI[1:-1]}，。、；：（）“”《》〔〕] (?!国务院办公厅|and )| [，。、；：（）“”《》]",
        ),
        ("spaces at the ends", r"^\s|\s$"),
        (
            "characters that only traditional script has",
            r"[業創發產國會實農務員門開關長馬東車電點應對學習與於從後為這個們時過還進]",
        ),
        ("pinyin", r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]"),
        ("letters of a misread encoding", r"[\ufffd\u0080-\u00a0À-ÖØ-öø-ÿœº¥]|锟斤拷|烫烫|屯屯"),
        ("characters of a misread font", r"[暡暢暠暋灡]"),
        ("full-width digits and letters", r"[０-９Ａ-Ｚａ-ｚ％．＋]"),
        ("doubled marks", r"[，。、；：]{2}"),
        ("control characters", r"[\x00-\x09\x0b-\x1f\x7f]|\n\n"),
        ("straight quotes", r"[\"']"),
    ],
)
def test_the_texts_are_free_of(what: str, pattern: str) -> None:
    assert [text for text in TEXTS if re.search(pattern, text)] == [], what


@pytest.mark.parametrize("pair", ["“”", "《》", "（）", "〔〕", "‘’"])
def test_quotes_and_brackets_are_paired(pair: str) -> None:
    for text in TEXTS:
        marks = re.sub(f"[^{pair}]", "", text)
        depth = 0
        for mark in marks:
            depth += 1 if mark == pair[0] else -1
            assert depth >= 0, text
        assert depth == 0, text


def test_headings_have_neither_number_nor_full_stop() -> None:
    for document in DOCUMENTS.values():
        for task in document.tasks:
            assert not re.match(r"（[一二三四五六七八九十]+）|\d+[.．、]", task.title or "")
            assert not re.match(r"（[一二三四五六七八九十]+）|\d+[.．、]", task.text or "")
            assert not (task.title or "").endswith("。")
            assert task.section is None or re.match("[一二三四五六七八九]、", task.section)


def test_texts_end_as_sentences_do_or_as_the_source_has_them() -> None:
    odd = [
        task.id
        for document in DOCUMENTS.values()
        for task in document.tasks
        if task.text and not task.text.endswith("。")
    ]
    assert odd == ["jjz-2020-1:1.3"]


def test_every_owner_stands_in_the_words_of_the_document() -> None:
    for document in DOCUMENTS.values():
        for task in document.tasks:
            assert bool(task.owner_text) == any(True for _ in task.named)
            for _, name in task.named:
                assert in_order(fold(name), fold(task.owner_text or "")), (task.id, name)


def test_nothing_in_the_owner_words_is_left_out() -> None:
    """Taken away from the words, the names leave nothing but words of the role."""
    for document in DOCUMENTS.values():
        for task in document.tasks:
            rest = task.owner_text or ""
            for _, name in sorted(task.named, key=lambda pair: -len(pair[1])):
                assert name in rest, (task.id, name)
                rest = rest.replace(name, "", 1)
            words = r"牵头部门|配合单位|按职责分工|排序不分先后|下同|牵头|负责|等部门|等|[、，；：（）]"
            assert re.sub(words, "", rest) == "", task.id


def test_deadlines_and_targets_stand_in_the_texts_they_belong_to() -> None:
    for document in DOCUMENTS.values():
        for task in document.tasks:
            wording = f"{task.title or ''}\n{task.text or ''}"
            for text in [*(each.text for each in task.deadlines), *(each.text for each in task.targets)]:
                assert text in wording, (task.id, text)
        for box in document.boxes:
            for item in box.items:
                for target in item.targets:
                    assert target.text in f"{item.title or ''}\n{item.text or ''}", (document.id, box.ref, target.text)


def test_every_quantity_of_a_target_is_complete() -> None:
    for document in DOCUMENTS.values():
        tasks = [target for task in document.tasks for target in task.targets]
        boxed = [target for box in document.boxes for item in box.items for target in item.targets]
        for target in (*document.targets, *tasks, *boxed):
            assert target.name
            assert target.unit
            assert target.comparison
            assert (target.value is None) == (target.low is not None and target.high is not None)
        assert all(target.place for target in document.targets)


def squeezed(text: str) -> str:
    """Return a text without its spaces and line ends, and with plain digits."""
    return re.sub(r"\s+", "", text).translate(str.maketrans("０１２３４５６７８９％．()", "0123456789%.（）"))


@pytest.mark.parametrize("name", ["jjz-2020-1", "jzf-2015-28", "rlzy-145"])
def test_every_wording_stands_in_the_source(name: str) -> None:
    """The other sources are damaged, so that their texts cannot simply be looked up."""
    document = DOCUMENTS[name]
    source = squeezed((SEEDS / (document.source or "")).read_text(encoding="utf-8"))
    for note in document.notes:
        if note.source and note.reading:
            source = source.replace(squeezed(note.source), squeezed(note.reading))
    for task in document.tasks:
        for field in (task.title, task.text, task.owner_text):
            for paragraph in (field or "").split("\n"):
                assert squeezed(paragraph) in source, (task.id, paragraph)
    for target in document.targets:
        assert squeezed(target.text) in source, target.text
    for box in document.boxes:
        for item in box.items:
            for field in (item.title, item.text):
                assert squeezed(field or "") in source, (box.ref, field)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_source_of_every_document_is_named(name: str) -> None:
    assert (SEEDS / (DOCUMENTS[name].source or "")).is_file()
