"""The windows of numbers: as much of the text around some digits as says which figure they are.

Most words around a number are in no table, and change nothing about it. They are left out, so that most windows occur
again and again, and each has to be parsed only once. The window of the digits in `paid 19 billion dollars, the` is
` 19 billion dollars, `.
"""

from __future__ import annotations

import re

from thread_parsers.figures import units
from thread_parsers.figures.context import SIGN_ENDS

MONTH_ENDS = frozenset(month[-3:] for month in units.MONTHS)
BEHIND_MONTHS = frozenset({".", ",", "de", "of"})
"""What may be between the name of a month and a space before its digits: its last characters."""

_MAX_WORDS = 6
"""Words after a number that may say something about it. No name has so many."""
_MAX_KNOWN = 1 << 14
"""Words in a table before it is cleared."""

_NEXT = r"[ \n](?:([A-Za-z]{1,16})(?![A-Za-z\x80-\U0010ffff])|(?=[(\"\[&+=*\n]))"
"""A space and the letters, or else a character that is nothing to a number, after it."""
_DIGITS_AND_NEXT = re.compile(rf"([0-9]+)[!-~]{{0,20}}(?:{_NEXT}|\Z)")
_REST_AND_NEXT = re.compile(rf"[!-~]*(?:{_NEXT}|\Z)")
"""The rest of a word with its punctuation, and the next one."""


def window(text: str, at: int, end: int, done: int) -> tuple[str, int, int] | None:
    """The window of the digits from `at` to `end`, and where they begin and end in it; what is before `done` belongs to
    another number. None if the number has to be parsed within its text."""
    found = _DIGITS_AND_NEXT.match(text, at)
    if found is None or found.end(1) != end:
        return None
    before = _before(text, at, done)
    if before is None:
        return None
    word = found[2]
    stop = found.end() if word is None else found.start(2) if _says_nothing_after[word] else _end(text, found.end())
    size = len(before)
    return (before + text[at:stop], size, size + end - at) if stop else None


def _before(text: str, at: int, done: int) -> str | None:
    """What is before the digits at `at` in their window."""
    if at == 0:
        return ""
    last = text[at - 1]
    if last in " \n":
        if _says_nothing_before[text[max(0, at - 5) : at - 1]]:
            return last
        # A sign with a space behind it.
        sign = text[at - 2]
        return sign + last if last == " " and not sign.isalnum() and _is_alone(text, at - 2, done) else None
    return last if not last.isalnum() and _is_alone(text, at - 1, done) else None


def _is_alone(text: str, at: int, done: int) -> bool:
    """Whether a space, or nothing, precedes the character at `at`, which does not belong to another number."""
    return done <= at and (at == 0 or text[at - 1] in " \n")


def _end(text: str, at: int) -> int:
    """One past the last character after a number that says something about it, from within a word that does; 0 if that
    is not known."""
    for _ in range(_MAX_WORDS):
        found = _REST_AND_NEXT.match(text, at)
        if found is None:
            return 0
        if found[1] is None:
            return found.end()
        if _says_nothing_after[found[1]]:
            return found.start(1)
        at = found.end()
    return 0


class _BeforeNumbers(dict[str, bool]):
    """Whether the characters before a space, up to four, say nothing about a number behind it."""

    def __missing__(self, ahead: str) -> bool:
        if len(self) > _MAX_KNOWN:
            self.clear()
        is_month = ahead[-3:].lower() in MONTH_ENDS or ahead[-2:] in BEHIND_MONTHS
        if ahead[-1:] in BEHIND_MONTHS:
            is_month = ahead[-4:-1].lower() in MONTH_ENDS
        found = self[ahead] = not is_month and ahead[-1:] not in SIGN_ENDS
        return found


class _AfterNumbers(dict[str, bool]):
    """Whether an English word says nothing about a number before it."""

    def __missing__(self, word: str) -> bool:
        if len(self) > _MAX_KNOWN:
            self.clear()
        lower = word.lower()
        found = self[word] = lower not in _TABLES and not lower.startswith(_BEGINNINGS)
        return found


_LETTERS = re.compile(r"[a-z]+")
_TABLES = {
    word
    for table in (
        units.SCALES, units.LETTER_SCALES, units.CURRENCIES, units.CODES, units.SYMBOLS, units.ENGLISH_NAMES,
        units.ADJECTIVES, units.PERCENT, units.MONTHS, ("de", "del", "di", "d", "of", "st", "nd", "rd", "th"),
    )
    for name in table
    for word in _LETTERS.findall(name.lower())
}  # fmt: skip
"""All words, and parts of names, that say something about a number before them."""
_BEGINNINGS = ("dollar", *{second for _, _, second in (word.partition(" ") for word in units.SCALES) if second})
"""What is looked for without regard to what follows."""

_says_nothing_before, _says_nothing_after = _BeforeNumbers(), _AfterNumbers()
