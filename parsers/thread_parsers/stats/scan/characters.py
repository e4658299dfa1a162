"""What is known of single characters that says how words with them are marked: looked up once for each."""

from __future__ import annotations

from string import ascii_letters, digits
from typing import TYPE_CHECKING

from thread_parsers.figures.candidates import candidates
from thread_parsers.text.folding import composes, folded, is_invisible
from thread_parsers.text.word_count import part

if TYPE_CHECKING:
    from thread_parsers.text.word_count import Part

PRINTABLE_ASCII = frozenset(map(chr, range(32, 127)))
_PUNCTUATION = PRINTABLE_ASCII - {*ascii_letters, *digits, *" '_"}


class _Steady(dict[str, bool]):
    """Whether a character beyond printable ASCII folds to itself and does not compose with its neighbours. Punctuation
    may fold to other punctuation ("，" to ","): what is looked for has none."""

    def __missing__(self, char: str) -> bool:
        compared = folded(char, caseless=True)
        is_same = compared == char or (not char.isalnum() and _PUNCTUATION.issuperset(compared))
        self[char] = plain[char] and is_same
        return self[char]


class _Plain(dict[str, bool]):
    """Whether a character is visible and does not compose with its neighbours."""

    def __missing__(self, char: str) -> bool:
        self[char] = not is_invisible(char) and not composes(char)
        return self[char]


class _Unspaced(dict[str, "Part | None"]):
    """The part that a character has in words, if these have no spaces between them; None for all other characters, and
    for those that do not fold to themselves or may be part of a figure."""

    def __missing__(self, char: str) -> Part | None:
        role = part(char)
        is_other = role not in {"alone", "gap"} or char.isascii() or not steady[char] or candidates(char + _HUNDREDTHS)
        found = self[char] = None if is_other else role
        return found


_HUNDREDTHS = "分之"
"""After 百, a candidate."""


def is_unspaced(word: str) -> bool:
    """Whether a word is letters of scripts without spaces, which need no folding, with punctuation between them."""
    if word.isascii():
        return False
    roles = set(map(_unspaced.__getitem__, set(word)))
    return None not in roles and "alone" in roles


plain = _Plain()
steady = _Steady()
_unspaced = _Unspaced()
