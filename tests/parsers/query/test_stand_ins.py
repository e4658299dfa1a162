"""Characters that fold to ASCII letters and digits, or to nothing."""

from __future__ import annotations

import re

from thread_parsers.query.stand_ins import invisible, stand_ins
from thread_parsers.text.folding import folded

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
