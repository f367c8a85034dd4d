"""The words by which documents say who owns a task: the vocabulary of the grammar of owner phrases.

To teach taskmap a new word, add it to the table it belongs to; nothing else has to change (docs/reading.md).
Sources: the documents of tests/seeds, and the catalogue of forms in docs/reading.md.
"""

from taskmap.model import Role

LEAD_WORDS = ("牵头", "主办", "主抓", "发起")
COOPERATE_WORDS = ("配合", "参与", "参加", "协同", "协助", "协办", "协作", "会办", "支持")
RESPONSIBLE_WORDS = (
    "责任", "主责", "负责", "实施", "落实", "承办", "承担", "执行", "组织", "主管", "主体", "指导", "推进", "推动",
    "建设", "完成", "统筹", "协调", "办理", "抓好", "做好", "贯彻",
)  # fmt: skip

LABEL_NOUNS = (
    "单位", "部门", "机构", "处室", "科室", "司局", "主体", "部门单位", "委办局", "地区", "股室", "处（室）",
)  # fmt: skip
"""What follows role words in a label: 牵头 + 单位."""

LABEL_JOINTS = (
    "、", "和", "及", "与", "/", "（", "）", "(", ")", "·", "或", "主要", "第一", "共同", "具体", "直接", "总", "各",
    "省级", "市级", "区级", "县级", "州级", "省直", "市直", "行业", "项目", "属地",
    "相关", "有关", "成员", "本部分", "本章", "本节", "本项",
)  # fmt: skip
"""What may stand between the words of a label: 责任（牵头）单位, 市级牵头单位."""

PERSON_LABELS = (
    "责任人", "负责人", "牵头人", "责任领导", "牵头领导", "分管领导", "市领导", "省领导", "区领导", "县领导",
    "联系人", "联系方式", "联系电话", "包保领导", "牵头市领导", "牵头县领导", "牵头省领导", "责任人员",
    "责任科室负责人",
)  # fmt: skip
"""Labels of persons, who are no agencies."""

DEADLINE_LABELS = (
    "完成时限", "完成时间", "完成期限", "时限要求", "办理时限", "整改时限", "时间节点", "时间要求", "时间进度",
    "时间安排", "推进时限", "推进时间", "进度安排", "进度要求", "计划完成时间", "工作时限", "落实时限", "实施期限",
    "实施时间", "实施时限", "起止时间", "时限", "时间", "期限", "完成进度",
)  # fmt: skip
"""Labels of the time by which a task is due."""

NUMBER_HEADS = ("序", "序号", "编号", "项次", "号", "No", "No.", "项号", "任务编号", "任务序号")
"""Heads of a column of numbers, in tables of tasks."""

SUPERVISION_WORDS = ("督查", "督办", "督导", "监督", "考核", "验收", "评价", "填报", "审核", "评分", "考评")
"""Words of labels for those who watch over a task, and do not own it."""

AS_ABOVE = "同上"
"""Stands for the owners of the task before."""

BASIS = (
    r"(?:按照?|依照?|依据|根据|结合)(?:各自|部门|工作|职能|任务|自身|本地|本部门|有关|相关|的)*"
    r"(?:职责分工|职责范围|职责权限|职能分工|职责|职能|分工|权限|实际)|在(?:各自)?职责范围内?|按照?属地(?:管理)?(?:的)?(?:原则)?|各司其职|各负其责"
    r"|接照?(?:各自)?职责分工"
)
"""On what a predicate rests: 按照各自职责分工 + 负责. Scanners read 接 for 按."""

ADVERBS = (
    "分工", "分别", "共同", "具体", "各自", "联合", "主要", "全面", "统一", "切实", "积极", "密切", "依法", "总",
    "同", "一并", "另", "的", "工作", "相关工作", "有关工作", "给予", "予以", "提供", "综合", "归口", "直接", "日常",
    "抓总",
)  # fmt: skip
"""What may stand beside the verbs of a predicate: 共同 + 负责."""

ORGANISE = "组织"
"""A verb beside others only (组织实施, 负责组织); else it is the last word of a name (各级党组织)."""

BEFORE_ORGANISE = ("牵头", "负责", "具体", "统一", "统筹")
BEHIND_ORGANISE = ("实施", "落实", "协调", "推进", "推动", "指导", "完成", "执行", "办理", "做好", "抓好", "配合")

VERBS = (
    *LEAD_WORDS, *COOPERATE_WORDS, "负责", "实施", "落实", "承办", "承担", "执行", "组织", "指导", "推进", "推动",
    "完成", "统筹", "协调", "办理", "抓好", "做好", "贯彻", "督导", "监督",
)  # fmt: skip
"""The verbs of a predicate: 牵头, 负责, 配合 …; several may follow each other (牵头负责, 组织实施)."""

OBJECT_VERBS = ("牵头", "负责", "配合", "参与", "协助", "协同", "做好", "落实", "指导", "承担", "实施")
"""The verbs that may have an object behind them: 省财政厅负责资金保障."""

TOGETHER = "会同"
"""Stands between an agency and those it acts with: 省教育厅会同省财政厅负责."""

REMARKS = (
    "下同", "以下同", "排名不分先后", "排序不分先后", "不分先后", "不再列出", "不再一一列出", "不再重复列出",
    "不再单独列出", "不再逐一列出", "以下不再列出", "以下相同", "余同", "以上单位按职责分工负责",
)  # fmt: skip
"""Remarks on the list that name nobody."""

NOBODY = frozenset(
    {
        "", "无", "空", "略", "暂无", "等", "待定", "待明确", "未明确", "另行明确", "/", "／", "-", "—", "——",
        "———", "－", "–", "\\", "*", "有关部门", "相关部门", "有关单位", "相关单位", "相应单位", "有关部门单位",
        "有关部门和单位",
    }
)  # fmt: skip
"""What stands in a cell or list where no agency is named; 有关部门 alone says only that there are others."""

BACKGROUND = (
    (("", "编制", "规划", "发展", "制定", "起草"), ("背景", "基础", "形势", "现状", "依据", "环境")),
    (("", "重要", "重大"), ("意义",)),
    (("总体",), ("要求", "思路", "目标", "部署", "考虑")),
    (("指导",), ("思想", "方针")),
    (("", "基本", "工作", "总体", "实施"), ("原则",)),
    (
        (
            "", "工作", "主要", "发展", "总体", "阶段", "阶段性", "行动", "建设", "具体", "近期", "远期", "预期",
            "年度", "战略", "实施", "改革", "任务", "重点", "创建",
        ),
        tuple(goal + what for goal in ("目标", "目的") for what in ("", "任务", "要求", "指标", "定位")),
    ),
    (("适用",), ("范围", "对象")),
    (("",), ("名词解释", "总则", "附则", "术语", "战略定位", "功能定位", "定义", "有关说明")),
)  # fmt: skip
"""The two parts of headings of sections that hold no measures: 编制背景, 总体要求, 主要目标."""

BACKGROUND_AROUND = (
    (("面临", "存在"), ("问题", "挑战", "机遇", "形势"), range(4, 13)),
    (("指导思想", "总体要求", "工作目标"), ("原则", "目标"), range(7, 19)),
)
"""What other such headings begin and end with, and how many characters they have: 面临的挑战, 指导思想和基本原则."""

OF_RULES = ("条例", "办法", "规定", "细则", "规则", "章程")
"""How the titles of rules end, which say what organs do in general; in brackets may stand 试行."""

IN_GENERAL = "以上"
"""What the names of rules hold: 县级以上人民政府教育主管部门."""

SEPARATORS = frozenset("、，,；;。")


def role_of(words: str) -> Role | None:
    """Tell the role that words of a label or predicate give: 牵头负责 → lead, 配合 → cooperate, 负责 → responsible.

    A label of lead and cooperation at once (牵头和配合单位) decides nothing.
    """
    lead = any(word in words for word in LEAD_WORDS)
    cooperate = any(word in words for word in COOPERATE_WORDS)
    if lead and cooperate:
        return None
    if lead:
        return Role.LEAD
    if cooperate:
        return Role.COOPERATE
    return Role.RESPONSIBLE
