"""Every encoding of Chinese text is told from the others, also where bytes are damaged."""

from __future__ import annotations

import codecs
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.reading.limits import SourceError
from taskmap.reading.readers.encodings import CANDIDATES, decode, python_name

SEEDS = sorted((Path(__file__).parent / "seeds").glob("*.txt"))
TEXTS = [path.read_text(encoding="utf-8") for path in SEEDS]
TRADITIONAL = next(text for text in TEXTS if "關于" in text)
CLEAN = [text for text in TEXTS if "\ufffd" not in text]
TRIALS = 60


def slices(encoding: str, length: int, seed: int) -> list[str]:
    """Return passages of the source documents that the encoding can hold."""
    dice = random.Random(seed)  # noqa: S311 - a fixed choice, not a secret
    sources = [TRADITIONAL] if encoding == "big5hkscs" else CLEAN
    found: list[str] = []
    while len(found) < TRIALS:
        text = dice.choice(sources)
        start = dice.randrange(len(text) - length)
        passage = text[start : start + length].encode(encoding, "ignore").decode(encoding).strip()
        if sum("\u4e00" <= each <= "\u9fff" for each in passage) > length // 2:
            found.append(passage)
    return found


def damaged(data: bytes, seed: int) -> bytes:
    """Replace a byte in 400, and cut the last character in two."""
    dice = random.Random(seed)  # noqa: S311 - a fixed choice, not a secret
    copy = bytearray(data[:-1])
    for start in range(0, len(copy) - 400, 400):
        copy[start + dice.randrange(400)] = dice.randrange(256)
    return bytes(copy)


def guess(data: bytes, hint: str | None = None) -> str:
    """Return the encoding that is guessed, or why there is none."""
    try:
        return decode(data, hint=hint)[1]
    except SourceError as error:
        return str(error)


@pytest.mark.parametrize("length", [12, 40, 200, 2000])
@pytest.mark.parametrize("encoding", CANDIDATES)
def test_passages_of_any_length_are_read_in_their_encoding(encoding: str, length: int) -> None:
    for passage in slices(encoding, length, seed=length):
        assert decode(passage.encode(encoding)) == (passage, encoding)


@pytest.mark.parametrize("encoding", CANDIDATES)
def test_damaged_bytes_do_not_hide_the_encoding(encoding: str) -> None:
    passages = slices(encoding, 600, seed=1)
    guesses = [guess(damaged(passage.encode(encoding), seed)) for seed, passage in enumerate(passages)]
    assert guesses.count(encoding) >= TRIALS - 1


@pytest.mark.parametrize("encoding", CANDIDATES)
def test_a_damaged_byte_costs_little_more_than_its_character(encoding: str) -> None:
    for seed, passage in enumerate(slices(encoding, 600, seed=2)[:10]):
        lines = [passage[start : start + 30] for start in range(0, len(passage), 30)]
        text, _name = decode(damaged("\n".join(lines).encode(encoding), seed), encoding)
        lost = [line for line in lines if line not in text]
        assert len(lost) <= len(passage.encode(encoding)) // 400 + 2


@pytest.mark.parametrize("text", CLEAN, ids=range(len(CLEAN)))
def test_whole_documents_are_read_in_every_encoding_that_holds_them(text: str) -> None:
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_mark_decides_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + "省".encode(encoding)) == ("省", encoding)
    assert decode(mark + "省".encode(encoding), encoding) == ("省", encoding)


def test_ascii_in_front_does_not_hide_what_follows() -> None:
    text = "<p>" * 9001 + "省人力资源社会保障厅负责，省财政厅配合。"
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("name", ["gb2312", "GBK", "cp936", "gb18030", "EUC_CN"])
def test_names_of_smaller_encodings_mean_the_largest(name: str) -> None:
    assert decode("喆㎡省".encode("gb18030"), name) == ("喆㎡省", "gb18030")


def test_the_encoding_that_is_named_is_taken() -> None:
    data = "省人社厅".encode("gb18030")
    assert decode(data, "latin-1") == ("Ê¡ÈËÉçÌü", "iso8859-1")


def test_a_declared_encoding_decides_only_what_is_open() -> None:
    assert decode("省人社厅负责".encode(), hint="gb2312") == ("省人社厅负责", "utf-8")
    assert decode("省人社厅负责".encode("gb18030"), hint="utf-8")[1] == "gb18030"
    doubtful = "煉鋼".encode("big5")
    assert (guess(doubtful), guess(doubtful, "big5"), guess(doubtful, "klingon")) == ("gb18030", "big5hkscs", "gb18030")


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "", "a\0b", "idna", "undefined", "x" * 300])
def test_what_is_no_encoding_of_texts_is_refused(name: str) -> None:
    with pytest.raises(SourceError, match="encoding"):
        decode("省".encode(), name)


@pytest.mark.parametrize("name", ["ascii", "utf-16-le", "utf-32", "punycode"])
def test_an_encoding_that_does_not_fit_is_refused(name: str) -> None:
    with pytest.raises(SourceError, match=f"it is not in the encoding {name}"):
        decode("省人社厅负责，市财政局配合。1".encode("gb18030"), name)


def test_halves_of_characters_never_get_into_a_text() -> None:
    with pytest.raises(SourceError):
        decode(rb"\ud800", "unicode_escape")


@pytest.mark.parametrize(
    "data", [b"", b" \r\n", "\u3000\n".encode(), codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b"\n\0", "　".encode("gbk")]
)
def test_what_is_blank_is_empty(data: bytes) -> None:
    with pytest.raises(SourceError, match="it is empty"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [bytes(1000), bytes(range(256)) * 4, b"\x7fELF" + bytes(60), b"\x89PNG\r\n\x1a\n" + bytes(range(200))],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="not a text"):
        decode(data)


def test_random_bytes_are_no_text() -> None:
    dice = random.Random(7)  # noqa: S311 - a fixed choice, not a secret
    for length in (100, 1000, 20_000):
        for _ in range(10):
            assert guess(dice.randbytes(length)).startswith("it is not a text")


@given(st.binary(), st.none() | st.text(max_size=9) | st.sampled_from(["gbk", "utf-7", "big5", "utf-16", "hz"]))
def test_any_bytes_give_a_text_or_a_sentence(data: bytes, name: str | None) -> None:
    try:
        text, used = decode(data, name)
    except SourceError:
        return
    assert text.encode().decode() == text
    assert text.strip()
    assert python_name(used) == used


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufffd")).filter(str.strip))
def test_utf_8_without_a_fault_is_never_taken_for_anything_else(text: str) -> None:
    assert guess(text.encode()) == "utf-8" or not text.isprintable()
