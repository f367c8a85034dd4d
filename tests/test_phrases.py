"""Owner phrases: who is named, in which role, and what a phrase says of its file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.model import Role
from taskmap.reading.duties.phrases import parse
from taskmap.reading.duties.places import find
from taskmap.reading.duties.rules import Leading, Rule
from taskmap.reading.duties.sentences import may_say_who
from taskmap.reading.duties.table_columns import owners_of

if TYPE_CHECKING:
    from taskmap.reading.duties.phrases import OwnerPhrase

DOCUMENTS = Path(__file__).parent / "documents"

LEAD, RESPONSIBLE, COOPERATE = Role.LEAD, Role.RESPONSIBLE, Role.COOPERATE

FORMS: dict[str, list[tuple[str, Role | None]]] = {
    "省水利厅、省财政厅负责": [("省水利厅", RESPONSIBLE), ("省财政厅", RESPONSIBLE)],
    "省水利厅等按职责分工负责": [("省水利厅", RESPONSIBLE)],
    "由市教育局牵头，市财政局、市人社局配合": [("市教育局", LEAD), ("市财政局", COOPERATE), ("市人社局", COOPERATE)],
    "县卫健局牵头、县医保局、县民政局按职责分工负责": [
        ("县卫健局", LEAD), ("县医保局", RESPONSIBLE), ("县民政局", RESPONSIBLE),
    ],
    "牵头单位：区城管局；配合单位：区公安分局、各街道": [
        ("区城管局", LEAD), ("区公安分局", COOPERATE), ("各街道", COOPERATE),
    ],
    "责任单位：州林草局，各县（市）政府": [("州林草局", RESPONSIBLE), ("各县（市）政府", RESPONSIBLE)],
    "主责：区住房城乡建委；协同：区财政局": [("区住房城乡建委", RESPONSIBLE), ("区财政局", COOPERATE)],
    "市住建局牵头，甲区、乙区按属地负责": [("市住建局", LEAD), ("甲区", RESPONSIBLE), ("乙区", RESPONSIBLE)],
    "市疾控中心负责，市教育局予以配合": [("市疾控中心", RESPONSIBLE), ("市教育局", COOPERATE)],
    "成县、康县、武都区人民政府配合": [
        ("成县人民政府", COOPERATE), ("康县人民政府", COOPERATE), ("武都区人民政府", COOPERATE),
    ],
    "省商务厅会同海关负责": [("省商务厅", RESPONSIBLE), ("海关", COOPERATE)],
    "交通运输部、公安部等有关部门负责": [("交通运输部", RESPONSIBLE), ("公安部", RESPONSIBLE)],
    "省科技厅、财政厅、教育厅": [("省科技厅", None), ("省财政厅", None), ("省教育厅", None)],
    "自治区党委组织部、宣传部、教育厅": [
        ("自治区党委组织部", None), ("自治区党委宣传部", None), ("自治区教育厅", None),
    ],
    "市人行、甲州经开区管委会": [("市人行", None), ("甲州经开区管委会", None)],
    "农发行、银保监、税务、甲市政府": [("农发行", None), ("银保监", None), ("税务", None), ("甲市政府", None)],
    "公安、民政部门": [("公安部门", None), ("民政部门", None)],
    "甲县、高新区管委会": [("甲县", None), ("高新区管委会", None)],
    "经开、高新区管委会": [("经开区管委会", None), ("高新区管委会", None)],
    "东塘、西塘开发区管委会": [("东塘开发区管委会", None), ("西塘开发区管委会", None)],
    "闵行、徐汇区政府": [("闵行区政府", None), ("徐汇区政府", None)],
    "甲市、乙市人民政府负责": [("甲市人民政府", RESPONSIBLE), ("乙市人民政府", RESPONSIBLE)],
    "市文化和旅游局、市发展和改革委员会": [("市文化和旅游局", None), ("市发展和改革委员会", None)],
    "市委统战部和市民宗局负责": [("市委统战部", RESPONSIBLE), ("市民宗局", RESPONSIBLE)],
    "各市（州）、县（市、区）人民政府": [("各市（州）、县（市、区）人民政府", None)],
    "各区、县级市": [("各区、县级市", None)],
    "省市场监管局（省知识产权局）、省药监局": [("省市场监管局（省知识产权局）", None), ("省药监局", None)],
    "市应急局（牵头）、市气象局（配合）": [("市应急局", LEAD), ("市气象局", COOPERATE)],
    "市商务局,市税务局,市财政局负责": [
        ("市商务局", RESPONSIBLE), ("市税务局", RESPONSIBLE), ("市财政局", RESPONSIBLE),
    ],
    "责任单位：市体育局；责任人：张三；督办单位：市政府办": [("市体育局", RESPONSIBLE)],
    "省发展改革委牵头，省能源局参与，各地区组织实施": [
        ("省发展改革委", LEAD), ("省能源局", COOPERATE), ("各地区", RESPONSIBLE),
    ],
    "市教育局牵头制定方案，市财政局负责资金保障": [("市教育局", LEAD), ("市财政局", RESPONSIBLE)],
    "人民银行和田地区分行负责": [("人民银行和田地区分行", RESPONSIBLE)],
    "省旅游局综合协调，县级党组织参与": [("省旅游局", RESPONSIBLE), ("县级党组织", COOPERATE)],
    "各级党组织、市总工会等群团组织负责": [("各级党组织", RESPONSIBLE), ("市总工会", RESPONSIBLE)],
    "市教育局牵头组织": [("市教育局", LEAD)],
    "甲市、乙市党委和政府及有关高校负责": [
        ("甲市党委和政府", RESPONSIBLE), ("乙市党委和政府", RESPONSIBLE), ("有关高校", RESPONSIBLE),
    ],
    "各村委会和物业服务企业配合": [("各村委会", COOPERATE), ("物业服务企业", COOPERATE)],
    "市公安局、资源规划局、国家安全局": [("市公安局", None), ("市资源规划局", None), ("市国家安全局", None)],
    "区建设局、市政园林局牵头": [("区建设局", LEAD), ("区市政园林局", LEAD)],
    "州公路局 州财政局 州扶贫办": [("州公路局", None), ("州财政局", None), ("州扶贫办", None)],
    "责任单位：市住建局 配合单位：市财政局 完成时限：6月": [("市住建局", RESPONSIBLE), ("市财政局", COOPERATE)],
    "【牵头单位】市数据局【配合单位】市直各部门": [("市数据局", LEAD), ("市直各部门", COOPERATE)],
    "主责单位：教务处；具体承办：各学院": [("教务处", RESPONSIBLE), ("各学院", RESPONSIBLE)],
    "区水利局；其中涉及养殖的由区农业局会同区环保局组织实施": [
        ("区水利局", None), ("区农业局", RESPONSIBLE), ("区环保局", COOPERATE),
    ],
    "无": [],
}  # fmt: skip


@pytest.mark.parametrize("text", FORMS)
def test_a_form_gives_names_and_roles(text: str) -> None:
    assert [(each.name, each.role) for each in parse(text).names] == FORMS[text]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("省财政厅\n省人力资源社\n会保障厅", ["省财政厅", "省人力资源社会保障厅"]),
        ("省市\n场监管局", ["省市场监管局"]),
        ("人民银行西宁中心\n支行、\n省财政厅", ["人民银行西宁中心支行", "省财政厅"]),
        ("省农业农村\n厅、省水利\n厅", ["省农业农村厅", "省水利厅"]),
        ("团省委\n省妇联", ["团省委", "省妇联"]),
        ("省教育厅\n财政厅", ["省教育厅", "省财政厅"]),
        ("省财政厅、\n省教育厅", ["省财政厅", "省教育厅"]),
    ],
)
def test_lines_of_a_cell_are_names_or_parts_of_one(cell: str, names: list[str]) -> None:
    assert [each.name for each in owners_of(cell, None).names] == names


RULES = {
    "市数据局、市科技局，列第一位者为牵头单位，下同": Rule(),
    "责任单位：甲局，乙局；第一个逗号前为牵头单位": Rule(Leading.BEFORE_COMMA),
    "市审计局、市统计局，排在首位的为牵头单位，其余为配合单位": Rule(Leading.FIRST, COOPERATE),
    "标*的为牵头单位": Rule(Leading.MARKED),
    "市审计局牵头，市统计局配合": None,
}


@pytest.mark.parametrize("text", RULES)
def test_a_remark_sets_a_rule_for_its_file(text: str) -> None:
    assert parse(text).rule == RULES[text]


def test_a_clause_names_the_owners_of_all_tasks_that_follow() -> None:
    phrase = parse("民政部、财政部负责。以下均需地方各级人民政府落实，不再列出")
    assert [each.name for each in phrase.names] == ["民政部", "财政部"]
    assert [(each.name, each.role) for each in phrase.blanket] == [("地方各级人民政府", RESPONSIBLE)]


def test_a_phrase_speaks_for_tasks_by_their_numbers() -> None:
    assert parse("以上1—3项由市城管局牵头").of_numbers == (1, 2, 3)
    phrase = parse("第四、五项由市园林局负责")
    assert (phrase.of_numbers, [each.name for each in phrase.names]) == ((4, 5), ["市园林局"])


def test_a_phrase_says_when() -> None:
    assert parse("责任单位：市住建局；完成时限：2025年12月底").due == "2025年12月底"


PROSE = [
    "国务院专利行政部门负责全国的专利代理管理工作。",
    "省教育厅会同有关部门制定申报条件，并组织开展申报工作。",
    "本办法由市财政局负责解释。",
    "各有关部门按照职责分工负责落实。",
    "建设一批中等职业学校（含技工学校）。",
    "所需资金由省财政厅负责。",
    "发挥教育部门（各市教育局）的作用。",
    "（以下简称“双高”）",
    "建立由市发改委牵头、各部门参加的会商机制。",
    "鼓励企业牵头组建联合体，支持市供水公司负责运营。",
    "由各级人民政府负责，加强领导。",
    "供水工程由建设单位负责实施，由市水务局负责验收。",
    "由县长任组长，县水利局负责日常工作。",
    "省教育厅负责全省学校管理工作，省财政厅配合。",
    "由市级教育行政部门负责，对学校进行评估。",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_that_sounds_like_owners_names_none(text: str) -> None:
    assert not find(text)


def test_several_units_in_a_passage_are_found_apart() -> None:
    text = "一是推进试点（省教育厅负责）。二是加强监管（省市场监管局牵头，省公安厅配合）。"
    assert [[each.name for each in found.phrase.names] for found in find(text)] == [
        ["省教育厅"], ["省市场监管局", "省公安厅"],
    ]  # fmt: skip


SENTENCES: dict[str, list[tuple[str, Role | None]]] = {
    "由省教育厅、省国资委负责，支持大型企业牵头组建职业教育集团。": [
        ("省教育厅", RESPONSIBLE), ("省国资委", RESPONSIBLE),
    ],
    "市发改委牵头，市商务局配合，建立企业名单。": [("市发改委", LEAD), ("市商务局", COOPERATE)],
    "会议明确，由市住建局牵头，市财政局配合，于5月底前完成普查。": [("市住建局", LEAD), ("市财政局", COOPERATE)],
    "管网改造。由市水务局负责，10月底前完成整改。": [("市水务局", RESPONSIBLE)],
    "市外办牵头；市商务局、市侨联等按职责分工落实": [
        ("市外办", LEAD), ("市商务局", RESPONSIBLE), ("市侨联", RESPONSIBLE),
    ],
    "设立指挥部。市电信局牵头制定预案，市公安局和各电信企业参加。": [
        ("市电信局", LEAD), ("市公安局", COOPERATE), ("各电信企业", COOPERATE),
    ],
    "一是保障用地。由省自然资源厅负责。二是保障用电。由省电力公司负责。": [
        ("省自然资源厅", RESPONSIBLE), ("省电力公司", RESPONSIBLE),
    ],
    "资金方面，争取贷款（区财政局、区发改局）；技术方面，组成专家组（区建设局牵头）。": [
        ("区财政局", None), ("区发改局", None), ("区建设局", LEAD),
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences_that_say_who(text: str) -> None:
    assert [(each.name, each.role) for found in find(text) for each in found.phrase.names] == SENTENCES[text]


def test_what_says_who_is_not_passed_over_as_prose() -> None:
    texts = [each.read_text(encoding="utf-8", errors="replace") for each in DOCUMENTS.glob("*.txt")]
    sentences = {sentence.strip() for text in (*FORMS, *texts) for sentence in re.split("[。；\n]", text)}
    say_who = [each for each in sentences if says_who(parse(each))]
    assert len(say_who) > len(FORMS) / 2
    assert [each for each in say_who if not may_say_who(each)] == []
    assert not may_say_who("建立人力资源需求预测制度，努力实现更加充分、更高质量就业")


def says_who(phrase: OwnerPhrase) -> bool:
    is_prose = phrase.unread or phrase.has_object or not phrase.stated
    return not is_prose and bool(phrase.names) and all(each.role for each in phrase.names)


FIELDS = st.sampled_from(
    [
        "教育", "财政", "交通运输", "文化和旅游", "工业和信息化", "人力资源和社会保障", "粮食和物资储备",
        "住房和城乡建设", "市场监管", "农业农村", "卫生健康",
    ]
)  # fmt: skip
PARTY_ORGANS = st.sampled_from(["组织部", "宣传部", "编办", "网信办"])
SOCIETIES = st.sampled_from(["总工会", "妇联", "残联", "工商联", "科协"])
AGENCIES = st.one_of(
    st.builds("{}{}厅".format, st.sampled_from(["省", "自治区", "吉林省"]), FIELDS),
    st.builds("{}{}局".format, st.sampled_from(["市", "县", "区", "某某市", "州"]), FIELDS),
    st.builds("{}{}".format, st.sampled_from(["省委", "市委"]), PARTY_ORGANS),
    st.builds("{}{}".format, st.sampled_from(["省", "市"]), SOCIETIES),
    st.sampled_from(
        [
            "团省委", "教育部", "国家发展改革委", "人民银行长春中心支行", "国家税务总局吉林省税务局", "吉林大学",
            "省政务服务和数字化建设管理局", "省市场监管局（省知识产权局）", "省委编办（省事业单位登记局）",
            "各市（州）人民政府", "各级人民政府", "长春新区管委会", "省农民工和就业工作领导小组办公室",
        ]
    ),
)  # fmt: skip
LISTS = st.lists(AGENCIES, min_size=1, max_size=6, unique=True)
ROLE_FORMS: dict[str, tuple[Role | None, ...]] = {
    "{}": (None,),
    "{}负责": (RESPONSIBLE,),
    "由{}按职责分工负责": (RESPONSIBLE,),
    "{}等负责": (RESPONSIBLE,),
    "责任单位：{}": (RESPONSIBLE,),
    "{}牵头，{}配合": (LEAD, COOPERATE),
    "由{}牵头，{}负责": (LEAD, RESPONSIBLE),
    "{}牵头；{}按职责分工负责；{}配合": (LEAD, RESPONSIBLE, COOPERATE),
    "牵头单位：{}；责任单位：{}；配合单位：{}": (LEAD, RESPONSIBLE, COOPERATE),
    "牵头单位：{}，配合单位：{}": (LEAD, COOPERATE),
}
"""What a phrase looks like, and the role of each of its lists."""


@given(st.sampled_from([*ROLE_FORMS]), st.lists(LISTS, min_size=3, max_size=3), st.sampled_from("、，,；;"))
def test_generated_lists_parse_back_to_themselves(form: str, lists: list[list[str]], separator: str) -> None:
    roles = ROLE_FORMS[form]
    if separator in "；;" and "：" not in form:
        separator = "、"  # which would part a name from what is said of it
    said: set[str] = set()
    named = []
    for names in lists[: len(roles)]:
        named.append([name for name in names if name not in said] or ["省水利厅"])
        said.update(named[-1])
    wanted = [(name, role) for names, role in zip(named, roles, strict=True) for name in names]
    phrase = form.format(*map(separator.join, named))
    assert [(each.name, each.role) for each in parse(phrase).names] == wanted
    if roles != (None,) or len(wanted) > 1:
        (found,) = find(f"推进有关工作。（{phrase}）")
        assert [(each.name, each.role) for each in found.phrase.names] == wanted


@given(
    st.text(
        alphabet=st.sampled_from("省市县教育厅局委、，；。：（）〔〕()[]《》“”*和及等均负责牵头配合以下各地①1 \n")
        | st.characters()
    )
)
def test_any_text_can_be_searched(text: str) -> None:
    end = 0
    for each in find(text):
        assert end <= each.start < each.end <= len(text)
        end = each.end


@pytest.mark.parametrize(
    "piece", ["（", "县级", "按职责分工", "省教育厅、", "各市（", "牵头单位：", "以下均需", "和及"]
)
def test_hostile_repetition_ends(piece: str) -> None:
    assert isinstance(find(piece * 2000 + "x"), list)
