"""The grammar of owner phrases: who is named, in which role, and what the phrase says about the rest of its file.

::

    phrase    = part { ("；" | "。" | "，" | "、") part }
    part      = [label "："] [opener] names [predicate]          责任单位：由省教育厅等牵头负责
    predicate = { adverb | verb }                               按职责分工 + 负责
    names     = name { ("和" | "及" | "会同") name } ["等" …]

A predicate speaks for all names before it that have none of their own (省教育厅、省财政厅负责), a label for all
behind it (牵头单位：…). The words are those of ``role_words``; brackets are skipped by ``brackets``. A phrase may
also hold a rule for its file (列第一位者为牵头单位，下同), or an owner of all tasks that follow
(以下均需各地人民政府负责).
"""

from functools import lru_cache
from typing import NamedTuple

from taskmap.model import Role
from taskmap.reading.brackets import trailing
from taskmap.reading.characters import split_at
from taskmap.reading.duties.labels import LabelKind, label_at_start, label_name, set_apart
from taskmap.reading.duties.names import SHORT, Item, part, pieces, restore
from taskmap.reading.duties.predicates import at_partner, predicate, role_in_note
from taskmap.reading.duties.rules import MARKS, OTHERS, Rule, rule_in
from taskmap.reading.duties.task_numbers import ABOVE, APPLIES, OF_NUMBERS, numbers_in
from taskmap.reading.duties.words import AS_ABOVE, NOBODY, REMARKS, SEPARATORS, TOGETHER, role_of
from taskmap.reading.organs import is_bare, is_collective, is_organ, is_surely_organ
from taskmap.reading.patterns import Pattern


class Named(NamedTuple):
    """A name in a phrase; ``role`` is ``None`` where the phrase says none.

    ``leading`` tells that it stands before the first comma, ``marked`` that it bears a mark (*).
    """

    name: str
    role: Role | None
    leading: bool = True
    marked: bool = False


class OwnerPhrase(NamedTuple):
    """What a phrase says.

    ``stated`` tells that a label or predicate says that these are owners; ``due`` holds the words behind a label such
    as 完成时限; ``blanket`` the owners of every later task; ``rule`` who leads in this phrase and those that follow;
    ``unread`` the pieces that are no names.
    """

    text: str
    names: tuple[Named, ...] = ()
    stated: bool = False
    rule: Rule | None = None
    blanket: tuple[Named, ...] = ()
    due: str | None = None
    unread: tuple[str, ...] = ()
    tasks_above: int = 0
    """How many tasks before its own it speaks for as well (以上三项由…负责: two)."""

    has_object: bool = False
    """Whether one of its predicates says of what (省财政厅负责资金保障)."""

    of_numbers: tuple[int, ...] = ()
    """The numbers of the tasks it speaks for instead of its own (第4、5项由…负责)."""

    bare: bool = False
    """Whether neither a bracket nor a label sets it off from prose."""

    ahead: bool = False
    """Whether it stands in front of what it says the owners of."""

    inside: bool = False
    """Whether it stands in the midst of that."""


OPENER = Pattern(
    r"(?:其中.{0,40}?由|(?:此项|本项|该项|上述|以上|这项|本部分|本章|本节|本条)?(?:的)?(?:各项|所有|全部)?(?:工作|任务|措施)?(?:分别|均|再|并)?由|请|以|会同(?!县))(?=.{2})",
    "由 请 以 会同",
)
"""Words in front of a name that are no part of it (会同 is a county, too)."""

TIME = Pattern(
    r"(?:到|于|在|力争|计划|确保|并于|并在|须于)?(?:\d{4}年|\d{1,2}月|长期|持续|全年|每年|年内|年底|本年|当年|今年)[^，。；]{0,16}",
    "年 月 长期 持续",
)
"""A piece of a phrase that says when instead of who."""

BLANKET = Pattern(
    r"(?:以[下上]|下列|上述|下述|后续|本方案|本措施|各项|所有|全部|具体|每项)(?:各|所有|全部)?[项条]?(?:重点|主要|具体|政策|工作)*"
    r"(?:任务|工作|措施|条款|事项|内容|举措|项目)*(?:均|都|皆)(?:需要?|须|应|要|涉及|含|包括)*(?:请|由)?(?=.)",
    "均 都 皆",
    "以上 以下 下列 上述 下述 后续 本方案 本措施 各项 所有 全部 具体 每项",
)
"""Opens the owners of all tasks that follow: 以下各项任务均需…."""

BLANKET_OF = Pattern(
    r"(?:以[下上]|上述|本方案)?(?:各项)?(?:任务|工作|措施)?(?P<names>.+?)[均都皆](?:列为|作为|为|是)(?:(?:所有|各项|全部|以[下上]|上述)(?:重点|主要|工作)*(?:任务|工作|措施)的)?(?P<label>[^\W\d_a-zA-Z]{2,8})",
    "均 都 皆",
    " ".join(every + be for every in "均都皆" for be in ("列为", "作为", "为", "是")),
)
"""Names them first: 各市（州）人民政府均为责任单位."""

BLANKET_VERB = Pattern(
    r"(?P<names>.+?)(?P<verb>参与|配合|协助)(?:所有|各项|全部|以[上下]|上述)(?:重点|主要|工作)*"
    r"(?:任务|工作|措施|事项|举措)(?:的?(?:实施|落实|推进))?",
    "参与 配合 协助",
    "所有 各项 全部 以上 以下 上述",
)
"""Says so in an active sentence: 各县（市、区）人民政府参与所有任务."""

BLANKETS = (BLANKET, BLANKET_OF, BLANKET_VERB)

NOT_LISTED = ("不再", "不作")
ON_THE_LIST = ("以下", "不再", "多个牵头", "以上单位", "标注", "其他", "其余")
"""What remarks on a list begin with."""

ITEM_MARKS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
JOINTLY = frozenset("共同均")
LONGEST_NAME = 100
LONGEST_PIECE = 400
"""Characters; no name with its predicate is longer, and what is longer is prose."""


class _Parser:
    """Reads the parts of one phrase, left to right."""

    def __init__(self, role: Role | None, *, is_numbered: bool = False) -> None:
        self.label_role = role
        self.is_numbered = is_numbered
        self.label_kind = LabelKind.OWNERS
        self.names: list[Named] = []
        self.waiting: list[Named] = []
        self.blanket: list[Named] = []
        self.due: list[str] = []
        self.unread: list[str] = []
        self.stated = role is not None
        self.rule: Rule | None = None
        self.leading = True
        self.partners = False
        self.for_all = False
        self.tasks_above = 0
        self.of_numbers: tuple[int, ...] = ()
        self.has_object = False
        self.has_prose = False

    def take(self, item: Item) -> None:
        if item.before in ("；", ";", "。"):
            self.settle(None)
            self.for_all = False
        if item.before in ("，", ",") and (self.names or self.waiting):
            self.leading = False
        text = item.text.strip()
        label = label_at_start(text)
        if label:
            self.settle(None)
            self.label_kind, self.label_role = label.kind, label.role
            self.stated = self.stated or label.kind == LabelKind.OWNERS
            text = text[label.end :]
        if self.label_kind == LabelKind.DEADLINE:
            self.due.append(text if label else item.before + text)
        elif TIME.fullmatch(text) and not is_organ(text):
            self.due.append(text)
        elif self.label_kind == LabelKind.OWNERS and not self._remark(text):
            self._names(text)

    def _remark(self, text: str) -> bool:
        """Read what speaks of the list or of the file; tell whether it was that."""
        text = text.strip()
        if text[:1] in "（(" or not (trailing(text)[1]):
            text = text.strip("（）()")
        if text in REMARKS or text.removeprefix("以上") in REMARKS or text.startswith(NOT_LISTED):
            return True
        core, note = trailing(text)
        if core and note and rule_in(note) and not rule_in(core):  # said behind the last name of a list
            return False
        rule = rule_in(text)
        if rule:
            self.rule = rule
        elif self.rule and OTHERS.match(text):
            self.rule = self.rule._replace(others=role_of(text) or self.rule.others)
        else:
            return self._blanket(text) or (text.startswith(ON_THE_LIST) and not is_organ(text))
        return True

    def _blanket(self, text: str) -> bool:
        """Read the owners of all tasks; tell whether it was that."""
        of = BLANKET_OF.fullmatch(text)
        if of and (label := label_name(of["label"])):
            said = [Named(name, label.role) for name in part(of["names"])]
            together = [each._replace(role=label.role) for each in self.waiting if is_collective(each.name)]
            self.blanket += together + said
            self.names += said
            return True
        if (active := BLANKET_VERB.fullmatch(text)) and all(map(is_organ, part(active["names"]))):
            self._everybody([*part(active["names"])], role_of(active["verb"]))
            return True
        opening = BLANKET.match(text)
        if opening:
            text, self.for_all = text[opening.end() :], True
        if self.for_all:
            found = predicate(text)
            self.blanket += [Named(name, found.role) for name in part(found.subject)]
            self.blanket = [each if each.role else each._replace(role=found.role) for each in self.blanket]
        return self.for_all

    def _everybody(self, names: list[str], role: Role | None) -> None:
        """Take names, and the collective ones before them, for owners of all tasks."""
        together = [each.name for each in self.waiting if is_collective(each.name)]
        self.waiting = [each for each in self.waiting if each.name not in together]
        self.blanket += [Named(name, role) for name in (*together, *names)]

    def _names(self, text: str) -> None:
        above = ABOVE.match(text)
        if above:
            self.tasks_above, self.is_numbered = numbers_in(above["count"])[0] - 1, True
            text = text[above.end() :]
        text = text[1:].lstrip() if text[:1] in ITEM_MARKS else text
        if self.is_numbered and (opener := OPENER.match(text)):  # then it is no prose, even with an object
            text = text[opener.end() :]
        found = predicate(text)
        names = found.subject
        opener = OPENER.match(names)
        if opener and not is_surely_organ(names[: opener.end() + 2]):
            self.partners = self.partners or opener[0].endswith(TOGETHER)
            names = names[opener.end() :]
        before, after = at_partner(names)
        for name in part(before):
            self._name(name)
        self.partners = self.partners or bool(after)
        for name in part(after):
            self._name(name)
        self.stated = self.stated or found.is_said
        self.has_object = self.has_object or found.has_object
        if found.is_said:
            self.settle(found.role)

    def _name(self, name: str) -> None:
        marked = name[0] in MARKS or name[-1] in MARKS
        self.stated = self.stated or marked
        name = name.strip(MARKS)
        core, note = trailing(name)
        role = Role.COOPERATE if self.partners else None
        said = role_in_note(note) if note else None
        if note and (rule := rule_in(note)):
            self.rule, name = rule, core
        elif said:
            role, name, self.stated = said, core, True
            # （共同牵头）, （配合） behind the last name are said of the names before it as well.
            if role != Role.LEAD or not JOINTLY.isdisjoint(note):
                self.waiting = [each if each.role else each._replace(role=role) for each in self.waiting]
        elif note and (applies := APPLIES.fullmatch(note)):
            self.of_numbers, name = numbers_in(applies["numbers"]), core
        elif note and (_is_remark(note) or _names_person(note)):
            name = core
        if name in NOBODY:
            return
        if len(name) > LONGEST_NAME:
            self.unread.append(name)
            return
        self.has_prose = self.has_prose or _is_no_name(name)
        self.waiting.append(Named(name, role, self.leading, marked))

    def settle(self, role: Role | None) -> None:
        """Give the names that wait for a predicate its role, or else the label's."""
        if self.label_role in (Role.LEAD, Role.COOPERATE) and role in (None, Role.RESPONSIBLE):
            role = self.label_role
        role = role or self.label_role
        self.names += [each if each.role else each._replace(role=role) for each in self.waiting]
        self.waiting.clear()
        self.partners = False


@lru_cache(maxsize=32)  # what a bracket holds is asked for once for itself, once beside others, once for doubts
def parse(text: str, role: Role | None = None, *, only_names: bool = False) -> OwnerPhrase:
    """Read a phrase, given without the brackets around it.

    Args:
        text: the phrase.
        role: what its column or label says already.
        only_names: whether what holds anything but names is not wanted: it is read as far as the first piece that is
            none, which is all that prose costs.

    >>> [(each.name, str(each.role)) for each in parse("省教育厅牵头，财政厅等部门配合").names]
    [('省教育厅', 'lead'), ('省财政厅', 'cooperate')]
    """
    of_numbers = OF_NUMBERS.match(text)
    parser = _Parser(role, is_numbered=bool(of_numbers))
    said = text[of_numbers.end() :] if of_numbers else text
    for item in pieces(set_apart(said), SEPARATORS):
        if len(item.text) > LONGEST_PIECE:
            parser.unread.append(item.text)
        elif item.text:
            parser.take(item)
        if only_names and (parser.has_prose or parser.unread):
            return OwnerPhrase(text, unread=(item.text,))
    parser.settle(None)
    names = [
        each._replace(name=name)
        for each, name in zip(parser.names, restore([each.name for each in parser.names]), strict=True)
    ]
    unread = [*parser.unread, *(each.name for each in names if not is_organ(each.name) and each.name != AS_ABOVE)]
    due = "".join(parser.due).strip("，。；;, ") or None
    blanket = () if of_numbers else tuple(parser.blanket)
    return OwnerPhrase(
        text,
        _once(names),
        parser.stated or (parser.is_numbered and bool(parser.blanket)),
        parser.rule,
        blanket,
        due,
        tuple(unread),
        parser.tasks_above,
        parser.has_object,
        numbers_in(of_numbers["numbers"]) if of_numbers else parser.of_numbers,
    )


def may_be_blanket(text: str) -> bool:
    """Tell whether a text has the words without which nothing in it speaks of the owners of all tasks."""
    return any(each.may_match(text) for each in BLANKETS)


def _is_no_name(text: str) -> bool:
    """Tell what is no name and will not be one when :func:`restore` has given it what others in its list say."""
    return len(text) > SHORT and not is_organ(text) and not is_bare(text)


def _once(names: list[Named]) -> tuple[Named, ...]:
    """Leave out what is said twice."""
    return tuple({(each.name, each.role): each for each in reversed(names)}.values())[::-1]


def _is_remark(note: str) -> bool:
    """Tell whether a bracket behind a list speaks of the list: 按职责分工负责，排序不分先后，下同."""
    return all(any(remark in piece for remark in (*REMARKS, "职责分工")) for piece in split_at("，,；;", note))


def _names_person(note: str) -> bool:
    """Tell whether a bracket behind a name says who is in charge there: （责任人：…）."""
    label = label_at_start(note)
    return bool(label and label.kind == LabelKind.OTHERS)
