"""Where in a passage its owners stand: in brackets, behind a label, or in its last sentence.

Prose names agencies too, and says 负责 and 牵头 of them (省教育厅负责日常工作); what is taken for owners here is
either labelled, or a list of names with nothing but a predicate behind it, where a sentence ends.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from taskmap.model import Role
from taskmap.reading.blocks import Doubt, Place
from taskmap.reading.brackets import BRACKET, CLOSERS, cut, outermost, partners
from taskmap.reading.duties.labels import COLONS, SQUARE, LabelKind, label_at_start, label_name, label_within
from taskmap.reading.duties.phrases import TIME, OwnerPhrase, parse
from taskmap.reading.duties.sentences import are_surely, at_end, opening_one
from taskmap.reading.duties.words import LEAD_WORDS
from taskmap.reading.organs import is_collective, is_organ, is_surely_organ, may_be_named
from taskmap.reading.patterns import Pattern

END_OF_SENTENCE = frozenset("。！？；;!?.")
CLOSING_BRACKETS = frozenset("".join(CLOSERS)).difference("”’」』")
QUOTES = "”’」』"
LONGEST = 2_000
"""Characters; no list of owners is longer."""

LONGEST_LIST = 500
"""The same for one that nothing but its names tells."""

SOUNDS_LIKE_OWNERS = (*LEAD_WORDS, "责任单位", "配合单位", "负责单位", "按职责分工")
ITEM = Pattern(r"(?<![^。；;：:])[一二三四五六七八九十]{1,2}是(?=[^\W\d_a-zA-Z])", "是")
"""What opens an item within a passage: 一是…；二是…."""

FEWEST_ITEMS = 2
LONG_LIST = 4
"""Names of a list that most of its names can tell."""

ENDS_OF_LINES = ("负责", "牵头", "配合", "参与", "落实", "协助", "承办", "参加", "实施")
"""Verbs with which a line ends that says nothing but who owns what stands above it."""

ATTENDING = "参加"
"""The one of them that news say of everybody who was present, unless somebody else leads."""

FEWEST_OWNER_LINES = 2
"""Lines that say nothing but that, without which a text is none in which such lines end the measures."""

BY_WHOM = "由"
SENTENCE_ENDS = frozenset("。；;：:")
FEWEST_LISTED = 3
"""Agencies in the midst of a sentence that look like owners."""

FEWEST_MATTERS = 2
"""Clauses that say by whom something is done, and make a division of labour."""

OPENERS = frozenset("（(〔[【")
CLOSERS_OF_LISTS = ("）", ")", "〕", "]", "】")
OFFICES = ("处", "科", "室", "股", "司")
"""What the names of offices inside an agency end in."""

MOST_ENDS = 6
"""Sentences, from the last one on, at whose ends labelled owners may end."""


class Found(NamedTuple):
    """An owner phrase in a passage: what to cut out, brackets included, and what it says."""

    start: int
    end: int
    phrase: OwnerPhrase


def find(text: str) -> list[Found]:
    """Return the owner phrases of a passage in their order; such as stand side by side are one."""
    label = label_at_start(text)
    if label and _is_labelled(text):
        start = len(text) - len(text.lstrip())
        return [Found(start, len(text), parse(text.strip().rstrip("。；;")))]
    found = _find(text)
    items = [each.start() for each in ITEM.finditer(text)]
    if len(items) < FEWEST_ITEMS or not all(each.phrase.bare for each in found):
        return found
    return [
        each._replace(start=start + each.start, end=start + each.end)
        for start, end in pairwise(dict.fromkeys((0, *items, len(text))))
        for each in _find(text[start:end])
    ]


def _find(text: str) -> list[Found]:
    """Return the owner phrases of a passage, or of one of the items that it lists (一是…。二是…。)."""
    found = [each for start, end in outermost(text) if (each := _bracket(text, start, end))]
    if found and found[-1].end >= len(text.rstrip("。；; ")):  # then others like it are what it is
        found = [each for start, end in outermost(text) if (each := _bracket(text, start, end, is_one_of_several=True))]
    found += _unclosed(text)
    last = found[-1].end if found else 0
    found += _labelled_end(text, last)
    if (not found or found[-1].end <= last) and (end := at_end(text, last)):
        found.append(Found(*end))
    if not found and (opening := opening_one(text)):
        found.append(Found(*opening))
    if not found and text.count(BY_WHOM) >= FEWEST_MATTERS and (divided := _by_matter(text)):
        found.append(divided)
    return _merged(text, found)


def _by_matter(text: str) -> Found | None:
    """Find the owners of several matters in a text; few texts have any, so the grammar is imported here."""
    from taskmap.reading.duties.matters import by_matter

    clause = by_matter(text)
    return Found(*clause) if clause else None


def doubts(text: str, place: Place) -> list[Doubt]:
    """Return what looks like owners in a passage in which none were found."""
    found: list[Doubt] = []
    for start, end in outermost(text):
        inner = text[start + 1 : end]
        if (
            len(inner) < LONGEST
            and any(word in inner for word in SOUNDS_LIKE_OWNERS)
            and not _bracket(text, start, end)
        ):
            found.append(Doubt("unread-owners", place, inner))
    if not found and BY_WHOM in text and not find(text):
        found = [Doubt("unread-owners", place, each) for each in _lists_in_prose(text)]
    return found


def _lists_in_prose(text: str) -> Iterator[str]:
    """Find lists of agencies in the midst of sentences: …，由市教育局、市财政局、市水务局等部门牵头开展自查，…."""
    for piece in text.split(BY_WHOM)[1:]:
        (_, sentence), *_rest = cut(piece, SENTENCE_ENDS)
        end = min((place for verb in SOUNDS_LIKE_OWNERS if (place := sentence.find(verb)) > 0), default=0)
        names = sentence[:end].split("、")
        if len(names) >= FEWEST_LISTED and sum(map(is_surely_organ, names)) > len(names) / 2:
            yield f"{BY_WHOM}{sentence[:end]}{sentence[end:][:2]}"


def is_list_of_owners(text: str) -> bool:
    """Tell whether a whole line or cell names owners and says nothing else."""
    text = text.strip().rstrip("。；;")
    if not 0 < len(text) <= LONGEST_LIST or text.endswith(("、", "，")):
        return False
    phrase = parse(text, only_names=True)
    return not (phrase.unread or phrase.has_object) and are_surely(phrase)


def is_line_of_owners(text: str) -> bool:
    """Tell whether a whole line says who does what stands above it: 市教育局牵头，市财政局、市人社局等配合."""
    if not ends_like_owners(text) or not is_list_of_owners(text):
        return False
    text = text.strip().rstrip("。；; ")
    phrase = parse(text)
    attend_only = text.endswith(ATTENDING) and all(each.role == Role.COOPERATE for each in phrase.names)
    return phrase.stated and not attend_only


def owners_below(above: str, text: str) -> OwnerPhrase | None:
    """Read a paragraph below another that names owners and says nothing else; of a single one, below a deadline.

    One that says what they do, 市教育局牵头，市财政局配合, is as certain as if a bracket set it off.
    """
    text = text.strip()
    if is_line_of_owners(text):
        return parse(text.rstrip("。；; "))
    if text.endswith("。") or not is_list_of_owners(text):
        return None
    phrase = parse(text)
    is_list = not phrase.stated and (len(phrase.names) > 1 or bool(TIME.match(above)))
    return phrase._replace(bare=True) if is_list else None


def ends_like_owners(text: str) -> bool:
    """Tell whether a text ends with a verb, without which no line says who owns something."""
    return text.rstrip("。；; ").endswith(ENDS_OF_LINES)


def ends_in_bracket(text: str) -> bool:
    """Tell whether a bracket closes a passage."""
    return text.rstrip("。；; ").endswith(CLOSERS_OF_LISTS)


def closing_offices(text: str) -> list[Found]:
    """Find the offices of one agency in the bracket that closes a passage: …。（人事处、信息中心）.

    So short are their names that only the document as a whole tells them from other words (``measures``).
    """
    if not ends_in_bracket(text):
        return []
    end = len(text.rstrip("。；; "))
    start = next((start for start, close in outermost(text) if close + 1 == end), None)
    if not start or end - start > LONGEST_LIST:  # what a bracket opens with is no task
        return []
    phrase = parse(text[start + 1 : end - 1].strip(), only_names=True)
    is_list = bool(phrase.names) and not (phrase.unread or phrase.has_object or phrase.stated)
    return [Found(start, len(text), phrase)] if is_list and all(is_organ(each.name) for each in phrase.names) else []


def has_office(found: list[Found]) -> bool:
    """Tell whether phrases name an office inside an agency: 人事处, 综合科, 办公室."""
    return any(
        each.name.endswith(OFFICES) and not each.name.endswith("公司") for one in found for each in one.phrase.names
    )


def _is_labelled(text: str) -> bool:
    """Tell whether a passage that begins with a label is nothing but owners (and not a sentence on 责任单位)."""
    phrase = parse(text.strip().rstrip("。；;"))
    label = label_at_start(text)
    is_sure = label is not None and not COLONS.isdisjoint(text[: label.end]) and text.lstrip()[:1] not in "（("
    unread = [each for each in phrase.unread if not (is_sure and may_be_named(each))]
    return (
        bool(phrase.names or phrase.due or phrase.rule) and len(unread) <= len(phrase.names) / 3 and len(text) < LONGEST
    )


def _bracket(text: str, start: int, end: int, *, is_one_of_several: bool = False) -> Found | None:
    """Take a bracket for owners, if it is that; ``is_one_of_several`` tells that the passage ends with such a one."""
    inner = text[start + 1 : end].strip()
    if not inner or end - start > LONGEST:
        return None
    if text[start] in SQUARE and label_name(inner):  # the label of what stands behind it
        return None
    label = label_at_start(inner)
    is_owners = label is not None and label.kind == LabelKind.OWNERS
    if not (is_owners or _stands_at_end(text, end) or _stands_behind_sentence(text, start)):
        return None
    phrase = parse(inner.rstrip("。；;，"))
    ends_clause = end + 1 >= len(text) or text[end + 1] in END_OF_SENTENCE
    if is_one_of_several and ends_clause and are_surely(phrase) and not phrase.has_object:
        return Found(start, end + 1, phrase)
    if is_owners or _says_owners(text, start, end, phrase, is_labelled=label is not None):
        return Found(start, end + 1, phrase)
    return None


def _stands_at_end(text: str, end: int) -> bool:
    """Tell whether a sentence, or nothing but a further bracket, ends behind a bracket."""
    return end + 1 >= len(text) or text[end + 1] in END_OF_SENTENCE or text[end + 1] in "（(〔["


def _stands_behind_sentence(text: str, start: int) -> bool:
    """Tell whether a sentence, or a bracket, ends before a bracket."""
    end = start
    while end and text[end - 1] in QUOTES:
        end -= 1
    return not end or text[end - 1] in END_OF_SENTENCE or text[start - 1] in CLOSING_BRACKETS


def _says_owners(text: str, start: int, end: int, phrase: OwnerPhrase, *, is_labelled: bool) -> bool:
    """Tell whether a bracket without a label of owners, where a sentence ends, says who they are: by its names."""
    behind_sentence = _stands_behind_sentence(text, start)
    if phrase.stated and _are_mostly(phrase):
        return True
    if phrase.unread:
        return (behind_sentence or end + 1 >= len(text.rstrip("。；; "))) and _are_nearly_all(phrase)
    if not phrase.names:
        return bool(phrase.rule or phrase.blanket or (phrase.due and is_labelled))
    if phrase.stated:
        return all(is_organ(each.name) for each in phrase.names)
    return are_surely(phrase) and (behind_sentence or end + 1 >= len(text.rstrip("。；; ")))


def _are_mostly(phrase: OwnerPhrase) -> bool:
    """Tell whether most names of a phrase have the shape of one, the first among them, and the others may be names."""
    names = [each.name for each in phrase.names]
    return (
        bool(names) and is_organ(names[0]) and all(map(may_be_named, names))
        and 2 * sum(map(is_organ, names)) >= len(names) and len(phrase.unread) < len(names)
    )  # fmt: skip


def _are_nearly_all(phrase: OwnerPhrase) -> bool:
    """Tell whether the names of a long list are surely those of organs, but for a few that may be."""
    names = [each.name for each in phrase.names]
    sure = sum(is_surely_organ(each) or is_collective(each) for each in names)
    return (
        len(names) >= LONG_LIST and is_surely_organ(names[0]) and all(map(may_be_named, names))
        and sure * 4 >= len(names) * 3 and not phrase.has_object
    )  # fmt: skip


def _unclosed(text: str) -> list[Found]:
    """Find owners in a bracket whose closing one is lost at the end of the passage."""
    closed = partners(text)
    for bracket in BRACKET.finditer(text):
        start = bracket.start()
        if bracket[0] not in OPENERS or start in closed or len(text) - start > LONGEST:
            continue
        inner = text[start + 1 :].rstrip("。；;）)")
        label = label_at_start(inner)
        phrase = parse(inner)
        if (label and label.kind == LabelKind.OWNERS) or (are_surely(phrase) and not phrase.has_object):
            return [Found(start, len(text), phrase)]
    return []


def _labelled_end(text: str, start: int) -> list[Found]:
    """Find labelled owners behind the last sentence: …。责任单位：市教育局、市财政局."""
    index = label_within(text, start)
    if index is None:
        return []
    ends = [*(place for place, character in enumerate(text) if character == "。"), len(text)][-MOST_ENDS:]
    while index is not None:
        for end in reversed([end for end in ends if index < end < index + LONGEST]):
            phrase = parse(text[index:end].rstrip("。；;"))
            if (phrase.names or phrase.due) and len(phrase.unread) <= len(phrase.names) / 3:
                return [Found(index, min(end + 1, len(text)), phrase)]
        index = label_within(text, index + 1)
    return []


def _merged(text: str, found: list[Found]) -> list[Found]:
    """Make one of phrases that nothing but punctuation parts."""
    groups: list[list[Found]] = []
    for each in sorted(found):
        if groups and not text[groups[-1][-1].end : each.start].strip("。；;，, 　、"):
            groups[-1].append(each)
        else:
            groups.append([each])
    return [
        Found(group[0].start, group[-1].end, _together([each.phrase for each in group])) if len(group) > 1 else group[0]
        for group in groups
    ]


def _together(phrases: list[OwnerPhrase]) -> OwnerPhrase:
    return OwnerPhrase(
        "；".join(each.text for each in phrases),
        tuple(name for each in phrases for name in each.names),
        any(each.stated for each in phrases),
        next((each.rule for each in phrases if each.rule), None),
        tuple(name for each in phrases for name in each.blanket),
        next((each.due for each in phrases if each.due), None),
        tuple(piece for each in phrases for piece in each.unread),
        max(each.tasks_above for each in phrases),
        any(each.has_object for each in phrases),
        tuple(number for each in phrases for number in each.of_numbers),
        all(each.bare for each in phrases),
        all(each.ahead for each in phrases),
        all(each.inside for each in phrases),
    )
