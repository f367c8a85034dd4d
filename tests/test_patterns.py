"""Patterns compiled at first use: they match as re does, and the words they need stand in every match."""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import taskmap.reading
from taskmap.reading.dates.forms import CELL_FORMS, CELL_PARTS, FORMS
from taskmap.reading.marks import FORMS as MARKS
from taskmap.reading.patterns import Pattern

parser = importlib.import_module("re._parser")  # what re itself parses with; it has no types
MOST = 2000
"""Texts that a part of a pattern is spelled out in, at most."""


def all_patterns() -> Iterator[Pattern]:
    for info in pkgutil.walk_packages(taskmap.reading.__path__, "taskmap.reading."):
        for value in vars(importlib.import_module(info.name)).values():
            if isinstance(value, Pattern):
                yield value
    yield from (form.pattern for form in (*CELL_FORMS, *CELL_PARTS, *FORMS))
    yield from (mark.pattern for mark in MARKS)


PATTERNS_WITH_NEEDS = list({pattern.source: pattern for pattern in all_patterns() if pattern.needs}.values())


def has(texts: Iterable[str], words: Iterable[str]) -> bool:
    return all(any(word in text for word in words) for text in texts)


def spelled(item: tuple[Any, Any]) -> set[str] | None:
    """Return all texts that a part of a pattern stands for; ``None`` if they are too many to spell out."""
    name, value = str(item[0]), item[1]
    found: set[str] | None = None
    if matches_nothing(item):
        found = set()
    elif name == "LITERAL":
        found = {chr(value)}
    elif name == "RANGE" and value[1] - value[0] < MOST:
        found = {chr(code) for code in range(value[0], value[1] + 1)}
    elif name == "IN":
        found = joined(map(spelled, value))
    elif name == "BRANCH":
        found = joined(map(spelled_all, value[1]))
    elif name == "SUBPATTERN":
        found = spelled_all(value[-1])
    elif name == "MAX_REPEAT" and value[:2] == (0, 1):
        found = joined([{""}, spelled_all(value[2])])
    elif name in {"AT", "ASSERT", "ASSERT_NOT"}:
        found = {""}
    return found


def matches_nothing(item: tuple[Any, Any]) -> bool:
    """Tell whether a part of a pattern is (?!)."""
    return str(item[0]) == "FAILURE" or (str(item[0]) == "ASSERT_NOT" and not item[1][1])


def joined(parts: Iterable[set[str] | None]) -> set[str] | None:
    found: set[str] = set()
    for part in parts:
        if part is None:
            return None
        found |= part
    return found


def spelled_all(items: Iterable[tuple[Any, Any]]) -> set[str] | None:
    texts: set[str] | None = {""}
    for item in items:
        texts = product(texts, spelled(item))
    return texts


def product(left: set[str] | None, right: set[str] | None) -> set[str] | None:
    if left is None or right is None or len(left) * len(right) > MOST:
        return None
    return {first + second for first in left for second in right}


def needs(items: Iterable[tuple[Any, Any]], words: list[str], before: Iterable[str] = ("",)) -> bool:
    """Tell whether every text that a pattern matches has one of the words, as far as that can be told.

    Args:
        items: a parsed pattern.
        words: the words.
        before: what may stand right before it.
    """
    run = set(before)
    for item in items:
        if item_needs(item, words, run):
            return True
        texts = spelled(item)
        run = product(run, texts) or texts or {""}
        if has(run, words):
            return True
    return False


def item_needs(item: tuple[Any, Any], words: list[str], before: set[str]) -> bool:
    name, value = str(item[0]), item[1]
    if name == "BRANCH":
        return all(needs(branch, words, before) for branch in value[1])
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        return value[0] > 0 and needs(value[2], words, before)
    if name == "SUBPATTERN":
        return needs(value[-1], words, before)
    if name == "ASSERT":
        return needs(value[1], words, before if value[0] > 0 else ("",))
    return matches_nothing(item) or (name == "ATOMIC_GROUP" and needs(value, words, before))


def test_needed_words_stand_in_every_match() -> None:
    for pattern in PATTERNS_WITH_NEEDS:
        parsed = list(parser.parse(pattern.source))
        for words in pattern.needs:
            assert needs(parsed, words), f"{pattern.source} may match without {' '.join(words)}"
            assert "(?i" not in pattern.source or not any(word.isalpha() for word in words)


def test_what_the_proof_refuses() -> None:
    assert needs(parser.parse("每年|逐年"), ["每年", "逐年"])
    assert not needs(parser.parse("每年|逐年|按年"), ["每年", "逐年"])
    assert not needs(parser.parse("(?:每年)?度"), ["每年"])
    assert needs(parser.parse("[当往]年度?"), ["当年", "往年"])
    assert needs(parser.parse("(?:当|往|(?!))年"), ["当年", "往年"])
    assert not needs(parser.parse("(?:当|往|(?!之))年"), ["当年", "往年"])


def test_like_a_compiled_pattern() -> None:
    text, source = "省教育厅、省财政厅，省科技厅", "省(.{2})厅"
    for pattern in (Pattern(source), Pattern(source, "省", "厅 局")):
        compiled = re.compile(source)
        assert [found.span() for found in pattern.finditer(text)] == [found.span() for found in compiled.finditer(text)]
        assert pattern.findall(text) == compiled.findall(text)
        assert pattern.sub("x", text) == compiled.sub("x", text)
        assert pattern.split(text) == compiled.split(text)
        assert (found := pattern.search(text, 2, 9))
        assert found.span() == (5, 9)
        assert (found := pattern.match(text))
        assert found[1] == "教育"
        assert (found := pattern.fullmatch("省教育厅"))
        assert found[1] == "教育"


def test_is_not_compiled_without_its_words() -> None:
    pattern = Pattern("每年|逐年", "每年 逐年")
    assert not pattern.search("今年")
    assert not pattern.match("今年")
    assert not pattern.fullmatch("今年")
    assert not list(chain(pattern.finditer("今年"), pattern.findall("今年")))
    assert pattern.sub("", "今年") == "今年"
    assert pattern.split("今年") == ["今年"]
    assert "compiled" not in vars(pattern)
    assert pattern.search("每年")
    assert "compiled" in vars(pattern)
