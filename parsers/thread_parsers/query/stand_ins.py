"""Characters that fold to other letters, to ASCII digits, or to nothing, as classes of regular expressions of RE2.

If a text contains a word of ASCII letters and digits once it is folded, and none of these characters, then it contains
the word as it is written, in upper or lower case, once what folds to nothing is left out.
"""

from __future__ import annotations

import re
from functools import cache

from thread_parsers.text.folding import folded, is_invisible

RANGES = (
    (0x0, 0x8), (0xE, 0x1B), (0x7F, 0x84), (0x86, 0x9F), (0xAA, 0xAA), (0xAD, 0xAD), (0xB2, 0xB3), (0xB9, 0xB9),
    (0xBA, 0xBA), (0xDF, 0xDF), (0x130, 0x131), (0x132, 0x133), (0x149, 0x149), (0x17F, 0x17F), (0x1C4, 0x1CC),
    (0x1F1, 0x1F3), (0x2B0, 0x2B8), (0x2E1, 0x2E3), (0x307, 0x307), (0x34F, 0x34F), (0x61C, 0x61C),
    (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x1D2C, 0x1DBF), (0x1E9A, 0x1E9A), (0x1E9E, 0x1E9E),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x2070, 0x209C), (0x20A8, 0x20A8), (0x20E3, 0x20E3),
    (0x2102, 0x2115), (0x2116, 0x2116), (0x2119, 0x211D), (0x2120, 0x2122), (0x2124, 0x2149), (0x2160, 0x217F),
    (0x2400, 0x2426), (0x2460, 0x2473), (0x24B6, 0x24FF), (0x2C7C, 0x2C7D), (0x3164, 0x3164), (0x3250, 0x325F),
    (0x32B1, 0x33FF), (0xA7F0, 0xA7FF), (0xAB69, 0xAB6F), (0xFB00, 0xFB06), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x10780, 0x107BF),
    (0x110BD, 0x110CD), (0x13430, 0x1345F), (0x1BCA0, 0x1BCA3), (0x1CCD6, 0x1CCF9), (0x1D159, 0x1D17A),
    (0x1D400, 0x1D7FF), (0x1E000, 0x1E0FF), (0x1F100, 0x1F1FF), (0x1F3FB, 0x1F3FF), (0x1FBF0, 0x1FBF9),
    (0xE0000, 0xE0FFF),
)  # fmt: skip
"""First and last code points of ranges that have all of them, and perhaps others. A test compares them with every
character of Unicode."""
FOLDS_BEYOND_ASCII = re.compile(
    "["
    "\x80-\x84\x86-\x9f\xad\u0149\u02b0-\u02ff\u0300-\u0374\u0387\u0483-\u0487"
    "\u0591-\u05c7\u0610-\u061c\u064b-\u065f\u0670\u0675-\u0678\u06d6-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0"
    "\u07eb-\u1dff\u1e9a\u1fee\u1ffd\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20f0\u2135-\u2138\u2329\u232a"
    "\u2400-\u2426\u2adc\u2cef-\u2cf1\u2d6f-\u2dff\u2e9f\u2ef3-\u2fd5\u302a-\u302f\u3038-\u303a\u3099\u309a"
    "\u3131-\u33fe\ua66f-\uabed\uf900-\ufb4f\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\uff5f-\uffff"
    "\U000101fd-\U0001eebb\U0001f200-\U0001f2ff\U0001f3fb-\U0001f3ff\U0002f800-\U000effff"
    "]"
)
"""Characters, not bytes, that fold to another character beyond ASCII which has no case, or to nothing, or that compose
with the one before them. Without any of these, a word of letters without case, as of Chinese, is written in one way
only."""
CASED_RANGES = (
    (0xB5, 0xDE), (0x100, 0x24E), (0x2B1, 0x2B1), (0x2E0, 0x2E0), (0x345, 0x345), (0x370, 0x3AB), (0x3C2, 0x42F),
    (0x460, 0x556), (0x587, 0x587), (0x10A0, 0x10CD), (0x10FC, 0x10FC), (0x13F8, 0x13FD), (0x1C80, 0x1CBF),
    (0x1D2D, 0x1D78), (0x1D9B, 0x1DBF), (0x1E00, 0x1FFC), (0x2094, 0x2094), (0x2107, 0x210F), (0x2126, 0x213F),
    (0x2183, 0x2183), (0x2C00, 0x2C2F), (0x2C60, 0x2CF2), (0x3382, 0x339B), (0x33B2, 0x33C1), (0xA640, 0xA66C),
    (0xA680, 0xA69D), (0xA722, 0xA7FF), (0xAB5C, 0xAB5E), (0xAB70, 0xABBF), (0xFB13, 0xFB17), (0x10400, 0x10427),
    (0x104B0, 0x104D3), (0x10570, 0x10595), (0x10783, 0x107AF), (0x10C80, 0x10CB2), (0x10D50, 0x10D65),
    (0x118A0, 0x118BF), (0x16E40, 0x16E5F), (0x16EA0, 0x16EB8), (0x1D6A4, 0x1D7CB), (0x1E900, 0x1E921),
)  # fmt: skip
"""First and last code points of ranges that have all characters which fold to another letter with case beyond ASCII,
and perhaps others: capitals, final sigma, letters of formulas."""
MAX_SPELLED = 40
"""Letters of a word that a class is made for: more exclude hardly any text."""
_DOT_ABOVE = 0x307


@cache
def invisible() -> str:
    """The class of the characters that fold to nothing."""
    codes = (code for first, last in RANGES for code in range(first, last + 1) if is_invisible(chr(code)))
    found: list[list[int]] = []
    for code in codes:
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return f"[{''.join(_range(*each) for each in found)}]"


def stand_ins(letters: str) -> str:
    """A class with all characters that fold to any of some ASCII letters and digits; empty if there are none."""
    wanted = frozenset(letters.lower())
    ranges = "".join(_range(*each) for each in RANGES if not wanted.isdisjoint(_letters(*each)))
    return f"[{ranges}]" if ranges else ""


@cache
def _letters(first: int, last: int) -> frozenset[str]:
    """What the characters of a range fold to."""
    if first == _DOT_ABOVE:
        return frozenset("i")  # with this mark it is "İ", which folds to "i"
    characters = [chr(code) for code in range(first, last + 1)]
    return frozenset(
        "".join(folded(each, caseless=caseless) for each in characters for caseless in (True, False)).lower()
    )


def _range(first: int, last: int) -> str:
    return f"{_escaped(first)}-{_escaped(last)}" if first < last else _escaped(first)


def _escaped(code: int) -> str:
    return f"\\x{{{code:x}}}"


def re2_class(characters: str) -> str:
    """A class of `re` in ASCII only, which an engine can be given in any encoding."""
    return re.sub(r"[^\x20-\x7e]", lambda found: _escaped(ord(found[0])), characters)


def is_written_in_one_way(needle: str) -> bool:
    """Whether text without characters of `FOLDS_BEYOND_ASCII` contains a folded word exactly if its bytes do: the bytes
    of ASCII letters in lower case, if case is ignored, and without the characters of RANGES."""
    return (
        needle.isalnum()
        and all(char.isascii() or char.lower() == char.upper() == char.casefold() == char for char in needle)
        and FOLDS_BEYOND_ASCII.search(needle) is None
    )


def is_written_by_letters(needle: str) -> bool:
    """Whether text that contains a folded word matches `spelling` of it, once what folds to nothing is left out, unless
    it has characters of `FOLDS_BEYOND_ASCII`, `ligatures`, or those of RANGES that fold to letters of the word."""
    return needle.isalnum() and FOLDS_BEYOND_ASCII.search(needle) is None


def spelling(needle: str, *, caseless: bool) -> str:
    """An expression of RE2 for a folded word: for each of its first letters, the class of the characters that fold to
    it. Those of an ASCII letter are its two cases, or itself."""
    return "".join(map(_cases if caseless else _same, needle[:MAX_SPELLED]))


def ligatures(needle: str) -> str:
    """A class with all characters that fold to several ones, among them some beyond ASCII of a word; empty if there are
    none."""
    several = (text for caseless in (True, False) for text in _folds(caseless) if len(text) > 1)
    found = (each for text in several if not set(text).isdisjoint(needle) for each in _written(text))
    ranges = "".join(map(_range_of_one, sorted(set(found))))
    return f"[{ranges}]" if ranges else ""


@cache
def _folds(caseless: bool) -> dict[str, list[str]]:
    """What characters of `CASED_RANGES` fold to, to these characters."""
    found: dict[str, list[str]] = {}
    for first, last in CASED_RANGES:
        for char in map(chr, range(first, last + 1)):
            found.setdefault(folded(char, caseless=caseless), []).append(char)
    return found


def _written(text: str) -> list[str]:
    return [*_folds(True).get(text, ()), *_folds(False).get(text, ())]


def _cases(letter: str) -> str:
    others = [letter.upper()] if letter.isascii() else _folds(True).get(letter, [])
    return _class_of({letter, *others})


def _same(letter: str) -> str:
    return _class_of({letter, *([] if letter.isascii() else _folds(False).get(letter, []))})


def _class_of(characters: set[str]) -> str:
    return f"[{''.join(map(_range_of_one, sorted(characters)))}]"


def _range_of_one(character: str) -> str:
    return _escaped(ord(character))
