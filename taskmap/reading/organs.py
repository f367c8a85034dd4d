"""What the name of an organ looks like: its level, its last word, and the fields that governments have organs for.

General knowledge about Chinese government, no list of agencies: a name from a region that nobody registered is
told by its structure, level or place + field + kind of organ (省 + 教育 + 厅).
"""

from functools import lru_cache

from taskmap.reading.brackets import trailing
from taskmap.reading.divisions import ZONES, is_of_units, is_place
from taskmap.reading.patterns import Pattern

remembered = lru_cache(maxsize=4096)
"""The names in a document recur, and each is looked at from several sides."""

LEVELS = ("自治区", "自治州", "自治县", "自治旗", "兵团", "省", "市", "州", "盟", "区", "县", "旗", "镇", "乡")
"""What stands for "our own" in front of a name: 省教育厅, 自治区教育厅."""

SUFFIXES = (
    "厅", "局", "委", "办", "部", "署", "院", "会", "处", "科", "室", "站", "所", "队", "中心", "社", "司", "行",
    "库", "庭", "公司", "集团", "政府", "党委", "党组", "机关", "法院", "检察院", "委员会", "办公室", "管委会",
    "领导小组", "指挥部", "联席会议", "专班", "银行", "分行", "支行", "海关", "大学", "高校", "学院", "学校", "院校",
    "医院", "联", "团委", "总工会", "工会", "企业", "单位", "部门", "机构", "协会", "学会", "商会", "联合会",
    "研究院", "实验室", "电视台", "电台", "报社", "运营商", "园区", "开发区", "新区", "街道", "乡镇", "镇街", "社区",
    "村", "组织", "街", "镇", "乡", "基地", "平台公司", "管理区", "示范区", "合作区", "保税区", "各地", "地区",
    "团中央", "团省委", "团市委", "团区委", "团县委", "纪委监委", "监委", "军分区", "武装部", "总队", "支队", "大队",
    "消防", "税务", "分公司", "供电", "科协", "文联", "侨联", "社科联", "残联", "妇联", "工商联", "贸促会", "供销社",
    "总社", "景区", "风景区", "管理办", "服务局", "集团有限公司", "办事处", "成员", "方", "者", "主体", "联盟",
    "基金会", "博物馆", "图书馆", "档案馆", "馆", "台", "港", "机场", "校", "园", "厂", "场", "矿", "铁路", "邮政",
    "工作组", "领导组", "小组", "筹备组", "国企", "央企",
    "热线", "电信", "移动", "联通", "铁塔", "国网", "农行", "建行", "工行", "中行", "人行", "央行", "交行", "农发行",
    "国开行", "邮储", "银保监", "银监", "证监", "外管",
    "作协", "政协", "中学", "小学", "一中", "二中", "三中", "歌舞团", "艺术团", "剧团", "监察组", "巡察组", "专家组",
    "协调组", "综合组", "保障组", "宣传组", "中队", "派出所",
)  # fmt: skip

STRONG_SUFFIXES = (
    "厅", "局", "委", "办", "部", "署", "政府", "党委", "委员会", "办公室", "管委会", "领导小组", "指挥部", "法院",
    "检察院", "海关", "大队", "执法队", "银行", "分行", "支行", "工会", "妇联", "残联", "科协", "工商联", "文联",
    "侨联", "社科联", "贸促会", "供销社", "集团", "公司", "中心", "总队", "支队", "街道办", "办事处", "高校", "大学",
    "学院", "研究院", "科学院", "农科院", "社科院", "医院", "联社", "新华社", "农信社", "监会", "协会", "学会",
    "商会", "联合会", "促进会", "基金会", "研究会", "单位", "部门", "机构", "企业", "专班", "报社", "电视台",
    "居委会", "村委会", "业委会", "工作组", "委机关",
    "督查室", "团中央", "研究室", "政研室", "日报社", "各地", "园区", "开发区", "新区", "街道", "乡镇", "街镇",
    "镇街", "联席会议",
)  # fmt: skip
"""The endings that tell an organ even where nothing else says that owners are named."""

FIELDS = (
    "教育", "教育体育", "教体", "科技", "科学技术", "科工", "科工信", "科技和工业信息化", "经信", "经济和信息化",
    "经济信息化", "工信", "工业和信息化", "工业信息化", "公安", "民政", "民宗", "民族宗教", "民族宗教事务",
    "民族和宗教事务", "司法", "财政", "人社", "人力社保", "人力资源社会保障", "人力资源和社会保障", "自然资源",
    "自然资源和规划", "自然资源规划", "规划和自然资源", "规划自然资源", "规资", "国土资源", "生态环境", "环保",
    "环境保护", "住建", "住房城乡建设", "住房和城乡建设", "建设", "城乡建设", "城管", "城市管理", "城市管理执法",
    "综合执法", "综合行政执法", "交通", "交通运输", "水利", "水务", "农业", "农业农村", "农牧", "农牧业", "林业",
    "林草", "林业和草原", "园林绿化", "园林", "商务", "文旅", "文化", "文化和旅游", "文化旅游", "文化广电和旅游",
    "文化广电旅游", "文广旅", "文广旅体", "文旅广体", "文化广电旅游体育", "文化广电体育旅游", "文化体育和旅游",
    "旅游", "卫健", "卫生健康", "卫生", "卫生计生", "卫生和计划生育", "退役军人", "退役军人事务", "应急", "应急管理",
    "审计", "外事", "外办", "国资", "国有资产监督管理", "市场监管", "市场监督管理", "市监", "体育", "统计", "医保",
    "医疗保障", "粮食和储备", "粮食和物资储备", "粮食", "信访", "大数据", "数据", "大数据管理", "大数据发展",
    "数字化", "政务服务", "政务服务和数据管理", "政务服务数据管理", "政务服务管理", "行政审批", "行政审批服务",
    "审批服务管理", "营商环境", "营商环境建设", "乡村振兴", "扶贫", "扶贫开发", "税务", "国税", "地税", "气象",
    "地震", "药监", "药品监管", "药品监督管理", "知识产权", "金融", "金融工作", "金融监管", "地方金融监管",
    "地方金融监督管理", "地方金融管理", "广电", "广播电视", "新闻出版", "文物", "能源", "投资促进", "招商",
    "招商引资", "口岸", "机关事务", "机关事务管理", "国防动员", "人防", "人民防空", "中医药", "中医药管理", "海洋",
    "海洋渔业", "海洋与渔业", "渔业", "畜牧", "畜牧兽医", "农机", "供销", "消防", "消防救援", "邮政", "邮政管理",
    "通信管理", "密码", "密码管理", "保密", "档案", "法制", "侨务", "台办", "台湾事务", "住房保障", "住房公积金",
    "公积金", "公路", "港航", "铁路", "民航", "物流", "会展", "发改", "发展改革", "发展和改革", "安监", "安全监管",
    "安全生产监督管理", "质监", "质量技术监督", "工商", "工商行政管理", "食品药品监管", "食品药品监督管理", "食药监",
    "监察", "编制", "机构编制", "老龄", "妇儿工", "残疾人", "移民", "库区移民", "接待", "参事", "研究", "政研",
    "政策研究", "督查", "绩效", "农业综合开发", "社会保险", "社保", "就业", "人才", "人才工作", "科技创新", "创新",
    "产业", "高新", "军民融合", "海防", "边防", "监狱", "戒毒", "疾控", "疾病预防控制", "网信", "互联网信息", "文明",
    "史志", "党史", "地方志", "经济合作", "经合", "国防科工", "国防科技工业", "公共资源交易", "生态保护", "水文",
    "测绘", "测绘地信", "规划", "土地", "房管", "国土", "房地产", "市政", "市政公用", "园林和林业", "绿化市容",
    "绿化", "市容", "城乡规划",
)  # fmt: skip
"""The fields of government organs, in full and as they are called in short."""

PARTS_OF_FIELDS = (
    "经济", "发展", "安全", "事务", "资源", "管理", "服务", "监督", "保障", "社会", "生态", "环境", "信息", "工业",
    "城建", "城乡", "住房", "行政", "执法", "审批", "投资", "商贸", "贸易", "港口", "临空", "食品", "药品", "质量",
    "技术", "民族", "宗教", "城市", "更新", "农村", "保护", "开发", "合作", "协作", "交流", "对外", "经贸", "景区",
    "党群", "综合", "企业", "社区", "养老", "电子", "法治", "维稳", "征收", "集镇", "村镇", "区域", "战略", "改革",
    "政务", "组织", "宣传", "纪检", "财经", "国库", "双拥", "老干部", "青年", "妇女", "儿童", "水旱", "防汛", "抗旱",
    "防灾", "减灾", "救灾", "物资", "储备", "矿产", "煤炭", "电力", "房屋", "项目", "网络", "通信", "健康", "学前",
)  # fmt: skip
"""Words that with each other and with fields make the names of further ones: 经济 + 发展, 国土 + 和 + 城建."""

FIELD_ORGANS = frozenset("厅局委办")
PARTY_ORGANS = frozenset(
    {
        "组织部", "宣传部", "统战部", "政法委", "政法委员会", "网信办", "编办", "社会工作部", "改革办", "机要局",
        "保密局", "巡察办", "巡视办", "老干部局", "直属机关工委", "教育工委", "国安办", "财经办", "政研室", "党校",
        "依法治省办", "依法治市办",
    }
)  # fmt: skip
"""Organs of a party committee: 省委 + 组织部."""

OTHER_ORGANS = frozenset(
    {
        "总工会", "妇联", "残联", "科协", "工商联", "文联", "侨联", "社科联", "贸促会", "供销社", "供销合作社",
        "法院", "检察院", "高级法院", "高法院", "中级法院", "红十字会", "关工委", "纪委监委", "国资委",
        "消防救援总队", "消防救援支队", "外办", "台办", "金融办", "农办", "侨办", "人防办", "国动办", "烟草专卖局",
        "机关事务中心", "农科院", "社科院", "人才办", "军民融合办", "国家安全局", "电力公司", "档案馆", "地方志办",
    }
)  # fmt: skip
"""Other organs that every level has."""

GENERIC = (
    "省属", "市属", "州属", "区属", "县属",
    "各", "全省", "全市", "全州", "全县", "全区", "所有", "所属", "驻", "在", "有关", "相关", "市级", "省级", "区级",
    "县级", "州级", "地方", "中央驻", "中省直", "中直", "省直", "市直", "区直", "县直", "其他", "涉及", "承担", "项目",
    "属地", "行业", "两级", "四级", "三级", "乡镇", "街道", "基层", "沿", "辖区", "责任", "牵头", "成员", "参建",
    "试点",
)  # fmt: skip
"""What collective owners begin with: 各地人民政府, 有关部门, 省直有关单位."""

WORDS_OF_FIELDS = frozenset((*FIELDS, *PARTS_OF_FIELDS))
LONGEST_WORD = max(map(len, WORDS_OF_FIELDS))
AND = frozenset("和与及")


def is_field(text: str) -> bool:
    """Tell whether a text names a field: one that is known, or put together from words (国土和城建).

    Words are looked up, place by place: to compile a pattern of them all takes longer than to read a document.
    """
    ends = {0}
    for place in range(len(text)):
        if place not in ends:
            continue
        for start in (place, place + 1) if place and text[place] in AND else (place,):
            lengths = range(1, min(LONGEST_WORD, len(text) - start) + 1)
            ends.update(start + length for length in lengths if text[start : start + length] in WORDS_OF_FIELDS)
    return bool(text) and len(text) in ends


SHORT_PLACE = Pattern(r"[^\W\d_a-zA-Z]{1,5}(?:(?<![城地])市|[州盟县旗]|(?<![地社小园特景校片])区)", "市 州 盟 县 旗 区")
FIRST_PLACE = Pattern(
    r"[^\W\d_a-zA-Z]{2,7}?(?:省|自治区|自治州|市|县|区|州|盟|旗)(?=[^\W\d_a-zA-Z]{2,})", "省 市 县 区 州 盟 旗"
)
NATIONAL = ("国家", "全国", "中央", "国务院", "中国", "中共", "最高")


def without_bracket(name: str) -> str:
    """Return a name without the bracket it ends in: 省委编办（省事业单位登记局） → 省委编办."""
    core = trailing(name)[0]
    return core or name


@remembered
def is_collective(name: str) -> bool:
    """Tell whether a name means a class of owners: 各地人民政府, 有关部门."""
    return name.startswith(GENERIC) or is_of_units(name)


def _may_be_a_name(core: str) -> bool:
    plain = INNER_BRACKETS.sub("", core)
    if core.endswith(LONG_WINDED):
        plain = QUOTATION.sub("", plain)
    of_place = _begins_with_place(core)
    return (
        core == core.strip()
        and 0 < len(plain) <= LONGEST
        and _is_no_sentence(plain[1:] if of_place else plain)
        and (not core.startswith(NO_BEGINNING) or core.startswith(BEGINNINGS) or of_place)
        and (core.endswith(LONG_WINDED) or not any(word in core for word in NO_MIDDLE))
    )


def _begins_with_place(core: str) -> bool:
    """Tell whether a name begins with a place whose first character is also a preposition: 如皋市, 从江县, 将乐县.

    The word for its kind may be left out in names of bodies (从江供电局), unless a name of its own begins behind the
    preposition (对供电局, 与国家税务局).
    """
    is_verb = core[:2] in NO_BEGINNING and not core.startswith(COUNTY_LIKE_A_VERB)
    if core[2:3] == "" or is_verb or core[1] in DETERMINERS:
        return False
    return core[2] in DIVISIONS or "自治" in core or (core.endswith(OF_PLACES) and not core[1:].startswith(BEGIN_NAMES))


COUNTY_LIKE_A_VERB = "会同县"
"""The only place whose name reads like what stands between agencies: 市商务局会同市财政局."""


def _is_no_sentence(text: str) -> bool:
    return (
        NO_NAME_CHARACTERS.isdisjoint(text)
        and not any(word in text for word in NO_NAME_WORDS)
        and not NUMBER.search(text)
        and not _says_by_whom(text)
    )


def _says_by_whom(text: str) -> bool:
    """Tell whether a text holds 由, which of all names only those of free trade do (自由贸易试验区)."""
    return "由" in text and "由" in text.replace("自由", "").replace("由贸", "")


def may_be_named(name: str) -> bool:
    """Tell whether a text could be a name where others beside it surely are: 人民网广西频道."""
    core = without_bracket(name)
    return 1 < len(core) <= LONGEST_UNSHAPED and _may_be_a_name(core)


@remembered
def is_organ(name: str) -> bool:
    """Tell whether a text has the shape of an owner's name."""
    core = without_bracket(name)
    shaped = core.endswith(SUFFIXES) or is_collective(core) or is_place(core)
    return len(core) > 1 and shaped and _may_be_a_name(core)


@remembered
def is_surely_organ(name: str) -> bool:
    """Tell whether a text can hardly be anything but an owner's name, whatever surrounds it."""
    core = without_bracket(name)
    shaped = core.endswith(STRONG_SUFFIXES) or bool(SHORT_PLACE.fullmatch(core))
    return len(core) > SHORTEST and shaped and _may_be_a_name(core)


SHORTEST = 2
LONGEST_UNSHAPED = 25
LONGEST = 40
"""Characters: no name of an organ is longer."""

NO_NAME_CHARACTERS = frozenset('，。；：！？,;!?《》“”"%％℃+=<>了将把被')
NO_NAME_WORDS = ("应当", "必须", "可以", "不得", "予以", "给予", "负责", "牵头")
HOTLINE = r"(?:12|9[56])?[0-9]{3}(?![0-9])(?:政务|便民|市民|消费|投诉|举报|服务|公共|急救|指挥|热线|平台)"
"""How the number of a hotline stands in the name of who answers it: 12345政务服务便民热线."""

NUMBER = Pattern(rf"(?<![0-9])(?!{HOTLINE})[0-9]{{3}}", "0 1 2 3 4 5 6 7 8 9")
"""What no name holds."""


QUOTATION = Pattern(r"[“\"][^“”\"]{1,12}[”\"]", '“ "')
"""What only long-winded bodies quote in their names: “两区”工作领导小组办公室."""

INNER_BRACKETS = Pattern(r"[（(〔\[][^（()）〔〕]{1,20}[）)〕\]]", "（ ( 〔 [")

NO_BEGINNING = (
    "含", "是", "对", "在", "为", "以", "与", "从", "向", "给", "让各", "让企业", "使", "按", "经", "凭", "如", "其",
    "该", "本", "这", "并", "或", "有", "不", "要", "若干", "若有", "凡是", "凡在", "即可", "即由", "具有", "具备",
    "具体", "可以", "可由", "可在", "可根据", "能够", "能在", "会同", "包括", "包含", "例如", "比如", "原则", "应当",
    "加强", "加快", "加大", "推进", "推动", "完善", "建立", "健全", "鼓励", "支持", "引导", "提高", "提升", "开展",
    "制定", "落实", "通过", "根据", "围绕", "依托", "强化", "深化", "实施", "组织", "坚持", "发挥", "优化", "做好",
    "做强", "培育", "打造", "促进", "扩大", "探索", "规范", "确保", "保障", "各项", "上述", "严格", "充分", "积极",
)  # fmt: skip
"""What no name begins with: the verbs of measures, and prepositions."""

BEGINNINGS = (
    "有关", "有色", "有线", "不动产", "要素", "经开", "经发", "为民", "对口", "对台", "组织部", "组织人事", "组织处",
    "组织科", "各项目部", "保障局", "保障部", "保障组", "保障中心", "促进会", "促进中心", "推进办", "推进委", "推进组",
    "推进中心", "提升办", "落实办", "优化营商环境", "深化改革", "引导基金",
    *(word for word in sorted(WORDS_OF_FIELDS) if word[0] in "含是对在为以与从向给让使按经凭如其该本这并或有不要"),
)  # fmt: skip
"""What begins like that and may be a name: 经济和信息化局, 不动产登记中心."""

OF_PLACES = ("有限公司", "分公司", "供电公司", "供电局", "支行", "管委会", "海关")
"""Bodies called by a place without the word for its kind: 如皋高新区管委会."""

BEGIN_NAMES = (
    *NATIONAL, *GENERIC, *ZONES, *OF_PLACES, "国有", "国网", "人民", "工业园", "园区", "供电", "电力", "保险", "银行",
    "运营", "企业", "商业", "外资", "民营", "小微", *(word for word in sorted(WORDS_OF_FIELDS) if len(word) > 1),
)  # fmt: skip
"""What a name of its own begins with."""

DIVISIONS = frozenset("市县区旗州")
DETERMINERS = frozenset("全各我本该这其两省市县区州旗乡镇")

NO_MIDDLE = ("的", "加强", "完善", "建立", "鼓励", "加快", "提高", "提升", "开展", "制定", "进行", "要求", "依法")
"""What only the names of long-winded bodies hold: allowed before 领导小组 and the like."""

LONG_WINDED = (
    "领导小组", "办公室", "委员会", "联席会议", "专班", "指挥部", "小组", "中心", "单位", "部门", "机构", "处室",
    "科室", "股室", "司局",
)  # fmt: skip


@remembered
def level_of(name: str) -> str:
    """Return the level or place that a name begins with and hands on to bare names after it, or ``""``.

    省科技厅 → 省, 省委组织部 → 省, 自治区教育厅 → 自治区, 吉林省教育厅 → 吉林省, 团省委 → 省; of 教育部, 吉林银监局 and
    collective owners nothing is handed on.
    """
    if name.startswith(("团中央", "团省委", "团市委", "团区委", "团县委", "团州委", "团旗委", "团盟委")):
        return name[1]
    if is_collective(name) or is_bare(name) or name.startswith(NATIONAL):
        return ""
    for level in LEVELS:
        if name.startswith(level) and len(name) > len(level) + 1:
            return level
    found = FIRST_PLACE.match(name)
    if found and (is_bare(rest := name[found.end() :]) or _is_centre(rest)):
        return found[0]
    return ""


def _is_centre(name: str) -> bool:
    """Tell whether a name without its level is that of a centre, which is not completed itself: 行政服务中心."""
    return name.endswith("中心") and is_field(name.removesuffix("中心"))


@remembered
def is_bare(name: str) -> bool:
    """Tell whether a name lacks its level: 财政厅, 组织部, 总工会 (but not 财政部, which is the nation's)."""
    core = without_bracket(name)
    if core in PARTY_ORGANS or core in OTHER_ORGANS:
        return True
    if core.endswith("委员会"):
        return is_field(core.removesuffix("委员会"))
    return core[-1:] in FIELD_ORGANS and is_field(core[:-1])


def completed(name: str, level: str) -> str:
    """Put the level in front of a bare name, as far as the two go together: 省 + 财政厅, 省 + 组织部 → 省委组织部."""
    if not level or not is_bare(name):
        return name
    core = without_bracket(name)
    of_a_province = level.endswith(("省", "自治区"))
    if core.endswith("厅") and not of_a_province and core not in PARTY_ORGANS:
        return name
    if core in PARTY_ORGANS:
        return f"{level}{'党委' if level.endswith('自治区') else '委'}{name}"
    return f"{level}{name}"
