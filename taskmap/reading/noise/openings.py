"""Where a paragraph begins: what the first characters of a line, and the line itself, say."""

from taskmap.reading.duties.labels import label_at_start
from taskmap.reading.marks import HAN, MarkKind, mark_of
from taskmap.reading.outline.front import number_of
from taskmap.reading.outline.units import KNOWN_HEADINGS
from taskmap.reading.patterns import Pattern

NUMBERED_PROVISIONS = frozenset({MarkKind.PART, MarkKind.CHAPTER, MarkKind.SECTION, MarkKind.ARTICLE})

REFERENCE_WORDS = frozenset("项款目条点的之")
REFERENCE = Pattern(rf"[、和至到及或—\-～~]\s*[（(第{HAN}\d]|[（(][{HAN}\d]|中的|规定|以[上下内外]")
REFERENCE_STARTS = frozenset("、和至到及或—-～~（(中规以")
"""What follows a number that refers to a provision, cut by a line's end: 第三条第 / （一）项规定."""

NOTES = tuple(bracket + word for bracket in "（(" for word in ("此件", "本件", "联系人", "联系电话"))
BULLETS = ("——", *"•●■◆▪◇□○※★▲")
NO_MARKS = (*NOTES, *BULLETS)
LINE_LABELS = Pattern(
    r"(?:附件?|附表|抄送|主送|印发|发布|公开方式|主题词|信息公开选项|联系人|联系电话|时间|地点)\s*[：:]",
    "： :",
    "附 抄送 主送 印发 发布 公开方式 主题词 信息公开选项 联系人 联系电话 时间 地点",
)
DATE = Pattern(
    r"(?:[（(]?[12]\d{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[）)]?(?:印发|发布)?|[一二〇○零ΟO]{2}[〇○零ΟO一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)",
    "月",
)
LABEL_END = frozenset("：:】]］〕")
LONGEST_LABEL = 48

QUANTITY = Pattern(r"[万亿千百%％‰倍元吨岁米版代]|年(?!度)|个(?!人|体|性|别)|公里|小时|平方|[名户家处所]")
"""What follows a number with a decimal point: 10.8年."""

DECIMAL = Pattern(r"\d+[.．]\d+", ". ．")

FIGURE = r"(?:[\d.,%]+(?:以[内上下])?|—+)"
ROW_OF_FIGURES = Pattern(rf"[^，。；：！？]{{2,40}}?(?:[）)]|\s){FIGURE}(?:\s+{FIGURE})+")


def opens_unit(text: str, *, after_sentence: bool = False) -> bool:
    """Tell whether a line opens a structural unit: with a mark, a label, or as a date or a document's number.

    Numbers that refer to something, and those of quantities, open nothing: 二、三产业, 1.5%, （一）项规定. A number
    such as that of 5.15万名青年 may be either; it goes by whether the line before ends a sentence (``after_sentence``).

    >>> opens_unit("（一）项规定的条件")
    False
    """
    text = text.strip()
    mark = mark_of(text)
    if mark:
        decimal = DECIMAL.match(text)
        if decimal and QUANTITY.match(text, decimal.end()):
            return after_sentence
        return not (_may_refer(mark.kind) and _is_reference(text, mark.end))
    if text.startswith(NO_MARKS) or LINE_LABELS.match(text) or text in KNOWN_HEADINGS or stands_alone(text):
        return True
    label = None if text.startswith(("（", "(")) else label_at_start(text[:LONGEST_LABEL])
    return label is not None and text[: label.end].rstrip()[-1:] in LABEL_END


def _is_reference(text: str, end: int) -> bool:
    behind = text[end : end + 1]
    return behind in REFERENCE_WORDS or (behind in REFERENCE_STARTS and bool(REFERENCE.match(text, end)))


def _may_refer(kind: MarkKind) -> bool:
    return kind in NUMBERED_PROVISIONS or kind in (
        MarkKind.HAN_IN_BRACKETS,
        MarkKind.DIGITS_IN_BRACKETS,
        MarkKind.CIRCLED,
    )


def stands_alone(text: str) -> bool:
    """Tell whether a line is a paragraph of its own: a date, the number of a document, a row of figures."""
    return bool(DATE.fullmatch(text) or number_of(text) or is_row_of_figures(text))


def is_row_of_figures(text: str) -> bool:
    """Tell whether a line is a row of a table: 城镇登记失业率（%）3.5 4.5%以内."""
    return len(text.split(maxsplit=1)) > 1 and bool(ROW_OF_FIGURES.fullmatch(text))
