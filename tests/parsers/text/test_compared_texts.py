"""Texts that are folded together are what they are alone."""

from __future__ import annotations

import sys
import unicodedata
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thread_parsers.query.ascii_words import is_for_words
from thread_parsers.steps import run_to_end
from thread_parsers.text.compared_texts import UNCHANGED, change, compared_together
from thread_parsers.text.folded_text import compared
from thread_parsers.text.folding import composes

MODULE = "thread_parsers.text.compared_texts"
CHARACTERS = [
    char
    for char in map(chr, range(128, sys.maxunicode + 1))
    if unicodedata.category(char) not in {"Cn", "Co", "Cs", "Lo"} or unicodedata.decomposition(char)
]
"""Without those that say nothing: most letters without case, and characters that are not assigned."""
PIECES = [
    "a", "B", "ß", "ẞ", "İ", "I", "ı", "i\u0307", "\u0301", "j\u030c", "J\u030c", "H\u0331", "\u212b", "É", "\u200b",
    "\x00", "\n", "\t", " ", "\x1b", "\x1c", "\x7f", "“", "’", "，", "Ａ", "①", "Ǆ", "한", "\u1112", "\u1161", "\u11ab",
    "\uffb0", "\u0958", "\u093c", "か", "\u3099", "ｶ", "\uff9e", "渡", "。", "\u0149", "ﬀ", "😀", "❤\ufe0f", "Ж", "Σς",
    "\u0345", "\u00a0", "\u3000", "\u0344", "…",
]  # fmt: skip
BYTES = st.sampled_from([piece.encode() for piece in PIECES] + [b"\xff", b"\xe4", b"\xb8", b"\xc3", b"\xed\xa0\x80"])
TEXTS = st.lists(st.lists(BYTES, max_size=9).map(b"".join) | st.text().map(str.encode), max_size=5)


def one_by_one(texts: list[bytes], *, caseless: bool) -> bytes:
    strings = [text.decode("utf-8", "surrogateescape") for text in texts]
    folded = [compared(text, caseless=caseless, lines=not caseless) for text in strings]
    return "".join(f"{text}\0" for text in folded).encode("utf-8", "surrogateescape")


@example(texts=[b"I\xcc\x87", b"\xcc\x87"], caseless=True, sizes=(1 << 16, 1 << 17, 24, 128))
@example(texts=["\u0301".encode() * 100, "\u0301".encode() * 100], caseless=True, sizes=(1 << 16, 1 << 17, 24, 128))
@example(texts=[b"a\x00b", b"\xe4\x00\xb8\xad", b"c"], caseless=False, sizes=(1 << 16, 1 << 17, 24, 128))
@given(
    texts=TEXTS,
    caseless=st.booleans(),
    sizes=st.sampled_from([(1 << 16, 1 << 17, 24, 128), (4, 1 << 17, 1, 2), (9, 12, 0, 0)]),
)
def test_texts_fold_as_each_alone(texts: list[bytes], caseless: bool, sizes: tuple[int, int, int, int]) -> None:
    batch, long, replaced, met = sizes
    with patch.multiple(MODULE, BATCH_BYTES=batch, LONG_BYTES=long, MAX_REPLACED=replaced, MAX_MET=met):
        assert run_to_end(compared_together(texts, caseless=caseless)) == one_by_one(texts, caseless=caseless)


def test_a_text_folds_the_same_after_others_had_its_characters() -> None:
    """Of the characters that were met before, only those of the text are replaced in it."""
    texts = [text.encode() for text in ("Ä，渡", "e\u0301", "Ж", "渡。Ä", "é\u0301", "渡", "❤\ufe0f，")]
    for text in (*texts, *reversed(texts)):
        assert run_to_end(compared_together([text], caseless=True)) == one_by_one([text], caseless=True)


@pytest.mark.parametrize("caseless", [True, False])
def test_replacing_characters_one_after_the_other_is_folding_them(caseless: bool) -> None:
    """What a character becomes changes no more, and does not compose with what is before it."""
    wrong = []
    for char in CHARACTERS:
        changed = change(char, caseless=caseless)
        if changed is not None and changed != char:
            beyond = [each for each in changed if not each.isascii()]
            wrong += [char for each in beyond if change(each, caseless=caseless) not in {each, None}]
            wrong += [char] if composes(changed[:1] or " ") else []
    assert wrong == []


def test_letters_that_are_not_looked_up_fold_to_themselves() -> None:
    letters = "".join(filter(UNCHANGED.fullmatch, map(chr, range(0xD800))))
    assert len(letters) > 30_000
    assert compared(letters, caseless=True) == letters == compared(letters, caseless=False, lines=True)
    assert not any(map(composes, letters))


def test_words_of_ascii_are_searched_as_bytes_only_beside_characters_that_stay_apart() -> None:
    wrong = []
    for char in [*map(chr, range(128)), *CHARACTERS]:
        same = compared(char, caseless=True)
        has_letters = any(each.isascii() and (each.isalnum() or each.isspace()) for each in same)
        is_apart = same != "" and (char.isascii() or not has_letters) and not composes(char)
        if is_for_words(b"a" + char.encode() + b"b") and not is_apart:
            wrong.append(char)
    assert wrong == []


@pytest.mark.parametrize(
    "text", ["渡轮，。：；？！（）「」…—“”", "ひらがなカタカナー・", "한국어", "schön", "слово", "🚢 ·"]
)
def test_words_of_ascii_are_searched_as_bytes_beside_common_text(text: str) -> None:
    assert is_for_words(f"ferry {text}".encode())
