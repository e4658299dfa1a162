"""Characters that fold to ASCII letters and digits, or to nothing, as classes of regular expressions of RE2.

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
