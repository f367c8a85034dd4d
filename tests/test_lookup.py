"""From what a user types to what is meant."""

from __future__ import annotations

import pytest

from taskmap.graph import TaskMap
from taskmap.lookup import same_number_elsewhere
from taskmap.model import Agency, DataSet, Document, Task
from taskmap.problems import (
    ExitCode,
    NoSuchAgencyError,
    NoSuchDocumentError,
    NoSuchTaskError,
    NotFoundError,
    SeveralAgenciesError,
    SeveralTasksError,
)

JILIN = "吉林省"


def knowing(*agencies: Agency) -> TaskMap:
    return TaskMap(DataSet(agencies=agencies))


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("省人社厅", "省人力资源社会保障厅"),
        ("省人力资源社会保障厅", "省人力资源社会保障厅"),
        ("吉林省人力资源和社会保障厅", "省人力资源社会保障厅"),
        ("人社厅", "省人力资源社会保障厅"),
        ("吉林省人社厅", "省人力资源社会保障厅"),
        ("人力资源", "省人力资源社会保障厅"),
        ("省发改委", "省发展改革委"),
        ("发改委", "省发展改革委"),
        ("农委", "省农委"),
        ("省农业农村厅", "省农业农村厅"),
        (" 省 人 社 厅 ", "省人力资源社会保障厅"),
        ("各市(州)政府", "各市州政府"),
        ("各市州政府", "各市州政府"),
        ("妇联", "省妇联"),
        ("团委", "团省委"),
    ],
)
def test_names_of_the_built_in_data(built_in_map: TaskMap, asked: str, name: str) -> None:
    assert built_in_map.agency(asked).name == name


def test_every_spelling_finds_its_agency(built_in_map: TaskMap) -> None:
    for agency, spellings in built_in_map.spellings.items():
        for spelling in spellings:
            assert built_in_map.agency(spelling) == agency


def test_an_exact_spelling_wins_over_a_part() -> None:
    office, ministry = Agency("省委办公厅"), Agency("省委")
    assert knowing(office, ministry).agency("省委") == ministry


def test_an_exact_alias_wins_over_a_part() -> None:
    party, other = Agency("中共吉林省委员会", aliases=("省委",)), Agency("省委组织部")
    assert knowing(other, party).agency("省委") == party


def test_a_name_without_its_level_wins_over_a_part() -> None:
    bureau, office = Agency("省农业厅"), Agency("省农业厅办公室")
    assert knowing(office, bureau).agency("农业厅") == bureau


def test_a_part_wins_over_an_abbreviation() -> None:
    part, short = Agency("省市监厅办公室"), Agency("省市场监管厅")
    assert knowing(short, part).agency("市监厅") == part


def test_an_abbreviation_is_understood(built_in_map: TaskMap) -> None:
    assert built_in_map.agency("省市监厅").name == "省市场监管厅"


def test_a_spelling_that_only_a_document_has_is_found() -> None:
    document = Document("d", region=JILIN, tasks=(Task("d", "1", text="x", lead=("某某办",)),))
    assert TaskMap(DataSet((document,))).agency("某某办") == Agency("某某办", JILIN)


def test_a_part_that_several_agencies_have_lists_them(built_in_map: TaskMap) -> None:
    with pytest.raises(SeveralAgenciesError, match="several agencies match 财政") as caught:
        knowing(Agency("省财政厅"), Agency("市财政局"), Agency("省教育厅")).agency("财政")
    assert [line.strip() for line in caught.value.details] == ["省财政厅", "市财政局"]
    assert caught.value.exit_code == ExitCode.NOT_FOUND
    with pytest.raises(SeveralAgenciesError):
        built_in_map.agency("省")


def test_agencies_of_one_name_are_told_apart_by_their_region() -> None:
    with pytest.raises(SeveralAgenciesError) as caught:
        knowing(Agency("省人社厅", JILIN), Agency("省人社厅", "辽宁省")).agency("省人社厅")
    assert [line.strip() for line in caught.value.details] == ["省人社厅 (吉林省)", "省人社厅 (辽宁省)"]


@pytest.mark.parametrize(
    "asked", ["市人社局", "市人社厅", "人社部", "市教育厅", "县发改委", "财政局", "国家发展改革委"]
)
def test_levels_never_mix(built_in_map: TaskMap, asked: str) -> None:
    with pytest.raises(NoSuchAgencyError) as caught:
        built_in_map.agency(asked)
    assert caught.value.exit_code == ExitCode.NOT_FOUND


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [("省人设厅", "省人力资源社会保障厅"), ("省财证厅", "省财政厅"), ("省农业农林厅", "省农业农村厅")],
)
def test_an_unknown_name_gives_the_nearest_ones(built_in_map: TaskMap, asked: str, nearest: str) -> None:
    with pytest.raises(NoSuchAgencyError, match=f"no agency is called {asked}; nearest: .*{nearest}"):
        built_in_map.agency(asked)


@pytest.mark.parametrize("asked", ["", " ", "\u3000", "[/x]", "x" * 10_000])
def test_a_name_like_nothing_known_is_not_found(asked: str) -> None:
    with pytest.raises(NoSuchAgencyError):
        knowing(Agency("省人社厅")).agency(asked)


def test_in_an_empty_data_set_nothing_is_found() -> None:
    tm = knowing()
    for question in (tm.agency, tm.task, tm.document):
        with pytest.raises(NotFoundError):
            question("3.2")


@pytest.mark.parametrize(
    "name",
    [
        "jjz-2020-1",
        "JJZ-2020-1",
        "吉就组〔2020〕1号",
        "吉就组[2020]1号",
        "吉就组（２０２０）1 号",
        "贯彻落实《中共中央办公厅国务院办公厅关于促进劳动力和人才社会性流动体制机制改革的意见》任务分工方案",
    ],
)
def test_a_document_is_found_by_id_number_and_title(built_in_map: TaskMap, name: str) -> None:
    assert built_in_map.document(name).id == "jjz-2020-1"
    assert built_in_map.task(f"{name}:3.2").task.id == "jjz-2020-1:3.2"


@pytest.mark.parametrize("name", ["", " ", "nowhere", "吉就组"])
def test_a_document_that_is_not_there_is_answered_with_those_that_are(built_in_map: TaskMap, name: str) -> None:
    with pytest.raises(NoSuchDocumentError, match="jjz-2020-1, "):
        built_in_map.document(name)


def numbered(**documents: tuple[str, ...]) -> TaskMap:
    return TaskMap(
        DataSet(
            tuple(
                Document(name, tasks=tuple(Task(name, ref, text="x") for ref in refs))
                for name, refs in documents.items()
            ),
            "a",
        )
    )


def test_a_bare_ref_means_the_default_document() -> None:
    tm = numbered(b=("1", "2"), a=("1",), c=("2", "3"))
    assert tm.task("1").task.id == "a:1"
    assert same_number_elsewhere(tm.documents.values(), tm.task("1").task) == ["b:1"]


def test_a_ref_that_only_one_other_document_has_is_found_there() -> None:
    tm = numbered(a=("1",), c=("（三）",))
    assert tm.task("3").task.id == "c:（三）"
    assert same_number_elsewhere(tm.documents.values(), tm.task("3").task) == []


def test_a_ref_that_several_other_documents_have_is_answered_with_all_of_them() -> None:
    with pytest.raises(SeveralTasksError) as caught:
        numbered(a=("1",), b=("2",), c=("二",)).task("2")
    assert [line.strip() for line in caught.value.details] == ["b:2", "c:二"]


def test_an_exact_spelling_wins_over_an_equal_number() -> None:
    tm = numbered(a=("（三）", "3", "三"))
    assert [tm.task(ref).task.ref for ref in ("（三）", "3", "三", "(三)")] == ["（三）", "3", "三", "（三）"]
    with pytest.raises(SeveralTasksError):
        tm.task("第三条")


def test_a_task_that_a_document_does_not_have_is_not_looked_for_elsewhere() -> None:
    with pytest.raises(NoSuchTaskError, match="a has no task 2"):
        numbered(a=("1",), b=("2",)).task("a:2")


def test_a_ref_that_no_document_has_is_not_found() -> None:
    with pytest.raises(NoSuchTaskError, match=r"no document has a task 99\.9"):
        numbered(a=("1",)).task("99.9")
