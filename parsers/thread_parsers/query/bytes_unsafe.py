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
