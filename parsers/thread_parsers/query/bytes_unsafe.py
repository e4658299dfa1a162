"""Characters that make a search over bytes unsafe, as patterns over UTF-8.

Text that is ASCII after folding was ASCII before, except for a few hundred characters: full-width letters, ligatures,
"ß", "İ", superscript digits, spaces of other widths. And folding deletes invisible characters (ASCII controls too), so
that the characters on both sides of one become adjacent. The patterns may match more than these, never fewer; a test
compares them with every character of Unicode. The dot above (cc 87) is included because a plain I with it is the İ
that folds to i.
"""

from __future__ import annotations

import re

_LETTERS = (
    rb"[\x00-\x08\x0e-\x1b\x7f]|\xc2[\x80-\x84\x86-\x9f\xaa\xad\xb2\xb3\xb9\xba]|\xc3\x9f|\xc4[\xb0-\xb3]|\xc5[\x89\xbf]|\xc7[\x84-\x8c\xb0-\xb3]|\xca[\xb0-\xb8]|"
    rb"\xcb[\xa0-\xa4]|\xcc\x87|\xcd\x8f|\xd8\x9c|"
    rb"\xe1(?:\x85[\x9f\xa0]|\x9e[\xb4\xb5]|\xa0[\x8b-\x8f]|[\xb4-\xb6].|\xba[\x96-\x9e])|"
    rb"\xe2(?:\x80[\x8b-\x8f\xaa-\xae]|\x81[\xa0-\xbf]|\x82[\x80-\x9c\xa8]|\x83\xa3|\x90[\x80-\xa6]|\x84.|\x85.|\x86[\x80-\x89]|[\x91-\x93].|"
    rb"\xb1[\xbc\xbd])|\xe3(?:\x85\xa4|[\x88-\x8f].)|\xea(?:\x9d\xb0|\x9f[\xb0-\xbf]|\xad[\x90-\xaf])|"
    rb"\xef(?:\xac[\x80-\x86]|\xb8[\x80-\x8f]|\xbb\xbf|\xbc[\x90-\x99\xa1-\xba]|\xbd[\x81-\x9a]|\xbe\xa0|\xbf[\xb0-\xbb])|"
    rb"\xf0(?:\x90\x9e|\x91\x82|\x91\x83|\x93[\x90\x91]|\x9b\xb2|\x9c\xb3|\x9d|\x9e|\x9f(?:[\x84-\x86\xaf]|\x8f[\xbb-\xbf]))|\xf3\xa0"
)
_SPACES = rb"|\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2(?:\x80[\x80-\x8a\xa8\xa9\xaf]|\x81\x9f)|\xe3\x80\x80|\xef\xbf\xa3"
_PUNCTUATION = rb"|\xca\xbc|\xcd\xbe|\xe1\xbf\xaf|\xe2\x80[\x98\x99\x9c\x9d]|\xef(?:\xb8.|\xb9.|\xbc.|\xbd.|\xbf.)"

COMBINING_LEAD_BYTES = frozenset({0xCC, 0xCD})
"""First bytes of all combining marks that compose with an ASCII letter (U+0300 to U+036F)."""

FOLDS_TO_ALNUM = re.compile(_LETTERS, re.DOTALL)
"""Characters that fold to text with an ASCII letter or digit, or to nothing."""
FOLDS_TO_WORDS = re.compile(_LETTERS + _SPACES, re.DOTALL)
"""Those, and the characters that fold to a space."""
FOLDS_TO_ASCII = re.compile(_LETTERS + _SPACES + _PUNCTUATION, re.DOTALL)
"""Characters that fold to text with any ASCII character, or to nothing; and curly quotes, which equal straight ones."""

SAFE_ASCII = bytes(code for code in range(128) if not FOLDS_TO_ALNUM.match(bytes([code])))
"""The ASCII bytes that are never part of such a character."""

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


def is_written_in_one_way(needle: str) -> bool:
    """Whether text without characters of `FOLDS_BEYOND_ASCII` contains a folded word exactly if its bytes do: the bytes
    of ASCII letters in lower case, if case is ignored, and without characters of `FOLDS_TO_ALNUM`."""
    return (
        needle.isalnum()
        and all(char.isascii() or char.lower() == char.upper() == char.casefold() == char for char in needle)
        and FOLDS_BEYOND_ASCII.search(needle) is None
    )
