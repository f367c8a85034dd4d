"""Hypothesis strategies for whole data sets, with text that is easy to damage."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from taskmap.folding import fold
from taskmap.model import (
    Agency,
    Box,
    BoxItem,
    DataSet,
    Deadline,
    Document,
    Event,
    Indicator,
    Note,
    Target,
    Task,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")

NASTY = (
    "[bold]", "[/x]", "[/]", "[link=x]", ":smile:", "=1+1", "+1", "-1", "@SUM(A1)", "'=1", "|", "`", "*", "<br>",
    '"', "'", '"""', "'''", "\\", "\\n", "#", "{name}", "{raw}", "%s", ",", ";",
    "\t", "\n", "\n\n", "\r", "\r\n", "\x01", "\x07", "\x0b", "\x0c", "\x1b[31m", "\x1c", "\x7f", "\x85",
    "\u2028", "\u2029", "\u3000", "\u00a0", "\u200b", "\u202e", "\ufeff",
    "e\u0301", "が", "か\u3099", "각", "\u1100\u1161", "ﬁ", "ß", "İ", "𠮷", "👩\u200d👩\u200d👧", "①", "㎡", "ｗ",
)  # fmt: skip
"""Passages that markup, emoji, spreadsheets, quoting, line ends, folding or widths may trip over."""

WORDS = ("就业", "创业", "省人社厅", "各市（州）人民政府", "“双高”", "到2020年", "、", "。", "（一）", "3.2", " ")

NAMES = ("省人社厅", "省发改委", "省财政厅", "省教育厅", "省农委", "各地政府", "团省委", "市人社局", "Ａ局", "a局")

REGIONS = ("吉林省", "吉林省长春市", "吉林省吉林市", "辽宁省", None)

passages = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(WORDS),
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
)
texts = st.lists(passages, min_size=1, max_size=4).map("".join).filter(bool)
"""Any text that a TOML file can hold; never empty, which would be the same as absent."""

names = st.one_of(st.sampled_from(NAMES), texts).filter(fold)
"""Names of agencies, known and unheard of; none that is nothing but space."""

numbers = st.one_of(st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False))
certainties = st.sampled_from(["high", "medium", "low"])


def maybe(strategy: st.SearchStrategy[Value]) -> st.SearchStrategy[Value | None]:
    """Return the strategy for a value that may be absent."""
    return st.none() | strategy


def some(strategy: st.SearchStrategy[Value], most: int = 2) -> st.SearchStrategy[tuple[Value, ...]]:
    """Return the strategy for a short list as the model has it."""
    return st.lists(strategy, max_size=most).map(tuple)


def some_unlike(
    strategy: st.SearchStrategy[Value], key: Callable[[Value], object], most: int = 3
) -> st.SearchStrategy[tuple[Value, ...]]:
    """Return the strategy for a short list whose entries have different keys."""
    return st.lists(strategy, max_size=most, unique_by=key).map(tuple)


deadlines = st.builds(
    Deadline,
    text=texts,
    kind=st.sampled_from(["by", "span", "point", "from", "within", "recur", "ongoing"]),
    date=maybe(st.dates()),
    rule=maybe(texts),
)
targets = st.builds(
    Target,
    text=texts,
    name=maybe(texts),
    comparison=maybe(st.sampled_from(["at-least", "at-most", "about", "equal", "increase"])),
    value=maybe(numbers),
    low=maybe(numbers),
    high=maybe(numbers),
    unit=maybe(texts),
    due=maybe(st.dates()),
    place=maybe(texts),
)
box_items = st.builds(BoxItem, ref=maybe(texts), title=maybe(texts), text=maybe(texts), targets=some(targets, 1))
boxes = st.builds(Box, ref=texts.filter(str.strip), title=maybe(texts), section=maybe(texts), items=some(box_items))
indicators = st.builds(
    Indicator, name=texts, table=maybe(texts), unit=maybe(texts), baseline=maybe(texts), target=maybe(texts)
)
notes = st.builds(Note, place=maybe(texts), source=maybe(texts), reading=maybe(texts), certainty=maybe(certainties))
partial_days = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.builds("{}-{:02}".format, st.integers(1000, 2999), st.integers(1, 12)),
    st.integers(1000, 2999).map(str),
)


unparted = texts.filter(lambda text: not {":", "："} & {*text})
"""Texts that may be an id or a ref."""


@st.composite
def tasks(draw: st.DrawFn, document: str, box_refs: tuple[str, ...], *, bare: bool) -> Task:
    """Draw a task of ``document`` that points to some of its boxes; ``bare``: with only its owners."""
    task = Task(
        document,
        ref=draw(st.one_of(st.from_regex(r"[1-9]\.[1-9]", fullmatch=True), unparted)),
        text=draw(texts),
        lead=draw(some(names)),
        responsible=draw(some(names, 4)),
        cooperate=draw(some(names)),
    )
    if bare:
        return task
    title = draw(maybe(texts))
    return task._replace(
        section=draw(maybe(texts)),
        project=draw(maybe(texts)),
        title=title,
        text=draw(maybe(st.just(task.text))) if title else task.text,
        owner_text=draw(maybe(texts)),
        remark=draw(maybe(texts)),
        boxes=draw(some(st.sampled_from(box_refs))) if box_refs else (),
        due=draw(maybe(st.dates())),
        deadlines=draw(some(deadlines, 1)),
        targets=draw(some(targets, 1)),
    )


@st.composite
def documents(draw: st.DrawFn, *, bare: bool = False) -> Document:
    """Draw a document without errors; ``bare``: with nothing that the graph does not look at."""
    name = draw(unparted)
    its_boxes = () if bare else draw(some_unlike(boxes, lambda box: box.ref, 2))
    box_refs = tuple(box.ref for box in its_boxes)
    document = Document(
        id=name,
        number=draw(maybe(texts | st.just("吉政发〔2017〕25号"))),
        region=draw(st.sampled_from(REGIONS)),
        date=draw(maybe(st.dates())),
        tasks=draw(some_unlike(tasks(name, box_refs, bare=bare), lambda task: task.ref)),
        boxes=its_boxes,
    )
    if bare:
        return document
    return document._replace(
        title=draw(maybe(texts)),
        issuer=draw(maybe(texts)),
        source=draw(maybe(texts)),
        indicators=draw(some(indicators, 1)),
        targets=draw(some(targets, 1)),
        notes=draw(some(notes, 1)),
    )


@st.composite
def agencies_of(draw: st.DrawFn, region: str | None) -> tuple[Agency, ...]:
    """Draw the agencies of a region, no two of which share a spelling."""
    spellings: list[str] = draw(st.lists(names, max_size=5, unique_by=fold))
    found: list[Agency] = []
    while spellings:
        name, *aliases = (spellings.pop() for _ in range(min(len(spellings), draw(st.integers(1, 3)))))
        has_full = bool(aliases) and draw(st.booleans())
        full = aliases.pop() if has_full else None
        kinds = ["department", "party", "mass", "central-branch", "institution", "collective"]
        found.append(Agency(name, region, full, tuple(aliases), draw(maybe(st.sampled_from(kinds)))))
    return tuple(found)


@st.composite
def events_of(draw: st.DrawFn, agencies: tuple[Agency, ...]) -> tuple[Event, ...]:
    """Draw reorganisations among the agencies of a region; chains, knots and circles occur."""
    if not agencies:
        return ()
    known = [spelling for agency in agencies for spelling in agency.spellings]
    its_names = st.lists(st.sampled_from(known), min_size=1, max_size=2).map(tuple)
    event: st.SearchStrategy[Event] = st.builds(
        Event,
        kind=st.sampled_from(["rename", "merge", "split", "transfer"]),
        predecessors=its_names,
        successors=its_names,
        date=partial_days,
        certainty=maybe(certainties),
        source=maybe(texts),
        scope=maybe(texts),
    ).filter(lambda event: not {*event.predecessors} & {*event.successors})
    return draw(some(event, 4))


@st.composite
def data_sets(draw: st.DrawFn, *, bare: bool = False) -> DataSet:
    """Draw a data set without errors, with its registry; ``bare``: with nothing that the graph does not look at."""
    its_documents = draw(some_unlike(documents(bare=bare), lambda document: document.id, 2))
    if len({fold(document.number or document.id) for document in its_documents}) < len(its_documents):
        its_documents = its_documents[:1]  # documents of one number are one document
    ids = [document.id for document in its_documents]
    if len(ids) == 1:  # the only document is the default, whether a file says so or not
        default: str | None = ids[0]
    else:
        default = draw(maybe(st.sampled_from(ids))) if ids else None
    regions = draw(st.lists(st.sampled_from(REGIONS), unique=True, max_size=3))
    agencies = [draw(agencies_of(region)) for region in regions]
    events = [draw(events_of(each)) for each in agencies]
    return DataSet(its_documents, default, sum(agencies, ()), sum(events, ()))
