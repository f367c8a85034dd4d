"""Regular expressions that are compiled only when a text comes that they may match.

To compile the grammar of a document takes several times as long as to read one, so that a pattern nobody needs must
not be compiled. A pattern that stands in a module is therefore a :class:`Pattern`. It is compiled when it is first
used; and if it ``needs`` words, not before a text has them.
"""

from __future__ import annotations

import re
import sys
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Pattern:
    """A regular expression with the methods of :class:`re.Pattern`, compiled at first use.

    Args:
        source: the regular expression; flags stand in it.
        needs: words, parted by spaces, of which every match holds at least one; several strings, if it holds one of
            each. To look for words is much faster than to match, and few texts have them. That nothing matches
            without them is for ``tests/test_patterns.py`` to prove.
    """

    def __init__(self, source: str, *needs: str) -> None:
        self.source = source
        self.needs = tuple(each.split() for each in needs)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.source)

    def may_match(self, text: str) -> bool:
        """Tell whether a text has the words without which nothing in it matches."""
        # Loops, since this runs for every pattern and text: any() and all() take twice as long.
        for words in self.needs:
            for word in words:
                if word in text:
                    break
            else:
                return False
        return True

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Find the first match in a text."""
        return self.compiled.search(text, start, end) if self.may_match(text) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Match at the start of a text."""
        return self.compiled.match(text, start, end) if self.may_match(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match a whole text."""
        return self.compiled.fullmatch(text) if self.may_match(text) else None

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Find every match in a text."""
        return self.compiled.finditer(text, start) if self.may_match(text) else iter(())

    def findall(self, text: str) -> list[str]:
        """Find what every match, or its only group, says."""
        return self.compiled.findall(text) if self.may_match(text) else []

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """Cut a text at the matches."""
        return self.compiled.split(text, maxsplit) if self.may_match(text) else [text]

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Replace the matches in a text."""
        return self.compiled.sub(replacement, text) if self.may_match(text) else text
