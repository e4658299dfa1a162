"""Words that every hit of a regular expression contains, so that most comments need not be matched against it.

Only simple expressions are analysed: words, dots, repeats, word boundaries and alternatives, without parentheses,
brackets and braces. For all others nothing is known.
"""

from __future__ import annotations

import re

MIN_LITERAL_CHARS = 2
"""Letters of a word that is worth searching for."""

_PART = re.compile(r"(?P<letter>[A-Za-z0-9])|\\[bBwWdDsS]|\\(?![A-Za-z0-9])[!-~]|[^\\()\[\]{}*+?|A-Za-z0-9]", re.DOTALL)
_REPEAT = re.compile(r"[*+?]*")


def required_words(body: str) -> tuple[str, ...]:
    """Lower-case ASCII words; every hit contains one of them, in any case. Empty if nothing is known."""
    words = [_longest_word(alternative) for alternative in body.split("|")]
    return tuple(words) if all(len(word) >= MIN_LITERAL_CHARS for word in words) else ()


def _longest_word(alternative: str) -> str:
    """The longest word that every hit of an alternative contains; empty if there is none or a part is not analysed."""
    longest = word = ""
    at = 0
    while at < len(alternative):
        part = _PART.match(alternative, at)
        if part is None:
            return ""
        repeat = _REPEAT.match(alternative, part.end())
        repeats = repeat[0] if repeat else ""
        at = part.end() + len(repeats)
        letter = (part["letter"] or "").lower()
        # `*` and `?` make the letter optional. After `+` it is required, but what follows may not be adjacent to the
        # letters before it ("ab+c" matches "abbc"), so the word ends there.
        word = word + letter if letter and repeats[:1] not in ("*", "?") else ""
        longest = max(longest, word, key=len)
        if repeats:
            word = ""
    return longest
