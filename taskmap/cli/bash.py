"""Completion in bash, for words with colons.

Bash parts words at ``:`` and ``=`` (``COMP_WORDBREAKS``) before it asks for completions, and puts what it gets in place
of the last part alone. Click expects whole words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click.shell_completion

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

BREAKS = frozenset(":=")


@click.shell_completion.add_completion_class
class BashComplete(click.shell_completion.BashComplete):
    """Click's completion in bash, asked for whole words and answering with what bash puts in place."""

    in_place = ""
    """What stands before the part that bash replaces; it is not to be repeated."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one to complete, and that one, as the user typed them."""
        args, part = super().get_completion_args()
        *words, incomplete = _rejoined([*args, part])
        if incomplete != part:  # a word that is quoted is not parted
            self.in_place = incomplete[: incomplete.rfind(":") + 1]
        return words, incomplete

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Leave out what bash keeps."""
        item.value = item.value.removeprefix(self.in_place)
        return super().format_completion(item)


def _rejoined(parts: list[str]) -> list[str]:
    """Put words together again that were parted; an empty one was begun by a space."""
    words: list[str] = []
    after_break = False
    for part in parts:
        is_break = bool(part) and BREAKS.issuperset(part)
        if words and part and (is_break or after_break):
            words[-1] += part
        else:
            words.append(part)
        after_break = is_break
    return words
