"""The characters that a terminal obeys instead of showing them, and text in which they can only be seen."""

import re

# Compiled by `re` when it is first used: messages are made visible on every start-up path, and seldom hold any.
CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
"""C0 but tab and line feed, DEL, C1, every character that sets the direction of text, and the separators of lines
and paragraphs, at which some programs break a line."""


def visible(text: str) -> str:
    """Spell out the characters that a terminal obeys: they are seen and not obeyed."""
    if text.isprintable():  # nearly always, and known without compiling the pattern
        return text
    return re.sub(CONTROL, lambda found: found[0].encode("unicode_escape").decode(), text)
