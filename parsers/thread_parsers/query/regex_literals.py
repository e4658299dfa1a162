"""Words that stand in every hit of a regular expression, so that most comments need not be held against it.

Only the plainest expressions are looked into: words, dots, repeats, word boundaries and alternatives, without
parentheses, brackets and braces. Of all others nothing is said.
"""

from __future__ import annotations

import re

SHORTEST = 2
"""Letters of a word that is worth looking for."""

_PART = re.compile(r"(?P<letter>[A-Za-z0-9])|\\[bBwWdDsS]|\\(?![A-Za-z0-9])[!-~]|[^\\()\[\]{}*+?|A-Za-z0-9]", re.DOTALL)
_REPEAT = re.compile(r"[*+?]*")


def required_words(body: str) -> tuple[str, ...]:
    """Lower-case words in ASCII of which every hit holds one, in whatever case; none when that cannot be said."""
    words = [_longest_word(alternative) for alternative in body.split("|")]
    return tuple(words) if all(len(word) >= SHORTEST for word in words) else ()


def _longest_word(alternative: str) -> str:
    """The longest word that every hit of an alternative holds; empty when there is none, or something is unknown."""
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
        word = word + letter if letter and repeats[:1] not in ("*", "?") else ""
        longest = max(longest, word, key=len)
        if repeats:
            word = ""
    return longest
