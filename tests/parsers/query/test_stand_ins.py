"""Characters that fold to ASCII letters and digits, or to nothing."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest

from thread_parsers.query.stand_ins import (
    CASED_RANGES,
    FOLDS_BEYOND_ASCII,
    invisible,
    is_written_by_letters,
    spelling,
    stand_ins,
)
from thread_parsers.text.folding import composes, folded

SLICE = 1 << 12
BETWEEN = "渡"
SCRIPTS = [
    *range(0x3400),
    *range(0xA000, 0xAC00),
    *range(0xD7A4, 0xD800),
    *range(0xF900, 0x20000),
    *range(0xE0000, 0xE1000),
]
"""All characters but ideographs, Korean syllables, private use and what is not used yet."""


def matched(expression: str) -> set[int]:
    """The characters of a class of RE2."""
    pairs = re.findall(r"\\x\{([0-9a-f]+)\}(?:-\\x\{([0-9a-f]+)\})?", expression)
    return {code for first, last in pairs for code in range(int(first, 16), int(last or first, 16) + 1)}


def test_every_character_that_folds_to_letters_or_nothing_is_known() -> None:
    unseen = matched(invisible())
    letters = {letter: matched(stand_ins(letter)) for letter in "abcdefghijklmnopqrstuvwxyz0123456789"}
    wrong = []
    for codes in (SCRIPTS[at : at + SLICE] for at in range(0, len(SCRIPTS), SLICE)):
        for caseless in (True, False):
            text = folded(BETWEEN.join(map(chr, codes)), caseless=caseless)
            for code, same in zip(codes, text.split(BETWEEN), strict=True):
                if (code in unseen) != (same == ""):
                    wrong.append(code)
                if code > 127 and same != chr(code):
                    wrong += (code for letter in same.lower() if letter in letters and code not in letters[letter])
    assert wrong == []
    assert ord("\u0307") in letters["i"]  # after a capital I


def test_common_characters_stand_for_few_letters() -> None:
    assert ord("ß") in matched(stand_ins("s"))
    assert ord("ß") not in matched(stand_ins("the quick brown fox jump over lazy dog"))
    for char in "éüñçøåœþ’“”…—–•€°½漢かカ한я":
        assert ord(char) not in matched(stand_ins("abcdefghijklmnopqrstuvwxyz0123456789"))


def has_no_case(char: str) -> bool:
    return char.lower() == char.upper() == char.casefold() == char


def test_every_character_that_folds_to_one_without_case_or_composes_is_known() -> None:
    """A search for a word of letters without case looks closer where one of these stands, and only there."""
    characters = [chr(code) for code in range(128, sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    parts = (unicodedata.decomposition(char).split() for char in characters)
    second = {chr(int(pair[1], 16)) for pair in parts if len(pair) == 2 and not pair[0].startswith("<")}
    missed = []
    for char in characters:
        same = {folded(char, caseless=caseless) for caseless in (True, False)}
        becomes_other = any(each != char and not each.isascii() and has_no_case(each) for each in "".join(same))
        if "" in same or becomes_other or composes(char) or unicodedata.combining(char) or char in second:
            missed += [] if FOLDS_BEYOND_ASCII.search(char) else [char]
    assert missed == []


def test_every_character_that_folds_to_a_letter_with_case_is_known() -> None:
    """A search for a word with such letters looks for all characters that fold to them, and only these."""
    known = {chr(code) for first, last in CASED_RANGES for code in range(first, last + 1)}
    missed = []
    for char in map(chr, (code for code in range(128, sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)):
        same = {folded(char, caseless=caseless) for caseless in (True, False)} - {char}
        if any(not each.isascii() and not has_no_case(each) for each in "".join(same)) and char not in known:
            missed.append(char)
    assert missed == []


@pytest.mark.parametrize(
    ("word", "caseless", "written", "others"),
    [
        ("été", True, "été Été ÉTÉ", "ete êté Étè"),
        ("Été", False, "Été", "été ÉTÉ"),
        ("οδοσ", True, "ΟΔΟΣ οδος Οδός", "οδο"),
        ("да", True, "да ДА Да", "до ad"),
        ("café1", True, "CAFÉ1 café1", "cafe1 café"),
    ],
)
def test_a_word_is_spelled_by_all_characters_that_fold_to_it(
    word: str, caseless: bool, written: str, others: str
) -> None:
    expression = re.compile(
        re.sub(r"\\x\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), spelling(word, caseless=caseless))
    )
    assert is_written_by_letters(word)
    assert all(expression.search(each) or folded(each, caseless=caseless) != word for each in written.split())
    assert any(expression.search(each) for each in written.split())
    assert not any(expression.search(each) for each in others.split())


@pytest.mark.parametrize("text", ["渡轮，。：；？！（）「」…—“”", "ひらがなカタカナー・", "한국어", "Größe", "слово"])
def test_common_text_is_written_in_one_way(text: str) -> None:
    assert not FOLDS_BEYOND_ASCII.search(text)
