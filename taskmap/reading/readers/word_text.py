"""The text of a paragraph of Word, run by run."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from taskmap.reading.readers.word_xml import MATH, PAGE_TURN, RUN, Element, content, text_boxes, w

LINE_END, PAGE_END = "\n", "\f"
"""How breaks stand in the text; neither can be in the text of a run itself."""

_TEXT, _FIELD_MARK, _RUBY, _SYMBOL = w("t"), w("fldChar"), w("ruby"), w("sym")
_DRAWINGS = frozenset((w("drawing"), w("pict"), w("object")))
_WRITTEN = {
    w("tab"): " ",
    w("ptab"): " ",
    w("br"): LINE_END,
    w("cr"): LINE_END,
    w("noBreakHyphen"): "-",
    PAGE_TURN: PAGE_END,
}
_SPACES = str.maketrans("\t\n\r", "   ")
_UNICODE_PLANES = 0x110000
_PRIVATE_OR_SURROGATE = range(0xD800, 0xF900)


class ParagraphText(NamedTuple):
    """The text of a paragraph, with ``LINE_END`` and ``PAGE_END`` in it, and the text boxes anchored in it."""

    text: str
    boxes: tuple[Element, ...]


def paragraph_text(paragraph: Element, is_hidden: Callable[[Element], bool]) -> ParagraphText:
    """Return the text of a paragraph without hidden runs, field instructions, notes and comments."""
    texts: list[str] = []
    boxes: list[Element] = []
    for piece in _pieces(paragraph, is_hidden, []):
        if isinstance(piece, str):
            texts.append(piece)
        else:
            boxes.append(piece)
    return ParagraphText("".join(texts), tuple(boxes))


def _pieces(parent: Element, is_hidden: Callable[[Element], bool], instructions: list[bool]) -> Iterator[str | Element]:
    """Return the texts and text boxes in order.

    ``instructions`` says for every field that is open whether the text at hand belongs to its instruction, or to
    that of a field around it, and not to its result (§17.16.18).
    """
    for element in content(parent):
        if element.tag.startswith(MATH):
            yield from (symbol.text or "" for symbol in element.iter(MATH + "t"))
        elif element.tag == RUN:
            hidden = is_hidden(element)
            for piece in content(element):
                if piece.tag == _FIELD_MARK:
                    _turn(instructions, piece.get(w("fldCharType")))
                elif hidden or (instructions and instructions[-1]):
                    continue
                elif piece.tag == _RUBY:
                    base = piece.find(w("rubyBase"))
                    yield from () if base is None else _pieces(base, is_hidden, instructions)
                elif piece.tag in _DRAWINGS:
                    yield from text_boxes(piece)
                else:
                    yield _written(piece)


def _turn(instructions: list[bool], mark: str | None) -> None:
    """Go on to the next part of a field."""
    if mark == "begin":
        instructions.append(True)
    elif mark == "separate" and instructions:
        instructions[-1] = len(instructions) > 1 and instructions[-2]
    elif mark == "end" and instructions:
        instructions.pop()


def _written(piece: Element) -> str:
    """Return what a piece of a run puts into the text; nothing for marks of notes, comments and the like."""
    if piece.tag == _TEXT:
        return (piece.text or "").translate(_SPACES)
    if piece.tag == _SYMBOL:
        return _symbol(piece.get(w("char")) or "")
    return _WRITTEN.get(piece.tag, "")


def _symbol(code: str) -> str:
    """Return the character of a symbol; those of pictorial fonts, which have no meaning as text, are left out."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if not ord(" ") <= number < _UNICODE_PLANES or number in _PRIVATE_OR_SURROGATE:
        return ""
    return chr(number)
