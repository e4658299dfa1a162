"""Candidates: where a text may have a figure. Searching for them first is many times faster than parsing everywhere.

A candidate is a run of digits, an East Asian scale (万), or an English scale or "percent" after a number in words.
Every figure contains one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from thread_parsers.figures.units import HAN_SCALES, NUMBER_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCALE_WORDS = ("hundred", "thousand", "million", "billion", "trillion", "dozen", "percent", "per cent")
_SCALE = re.compile("|".join(_SCALE_WORDS))
IN_SCALE_WORDS = ("illion", "hundred", "thousand", "dozen", "cent")
"""A part of each scale: every figure in ASCII letters alone has one of them. To look for these is many times faster
than for the pattern, and most texts have none."""
_NUMBERS = frozenset({*NUMBER_WORDS, "a", "an"})
"""Words before a scale that make it part of a figure: `a hundred`, `nineteen billion`."""
_MAX_NUMBER_CHARS = max(map(len, _NUMBERS)) + 3
"""Characters before a scale to search for such a word, with the space or hyphen in between."""

_HAN = "".join(scale for scale in HAN_SCALES if len(scale) == 1 and scale not in "十百千")
CandidatePart = Literal["number", "scale"]
"""A number in words, or a scale, which together make a candidate."""

_CHARS = re.compile(rf"[\d{_HAN}百](?:(?<!百)\d*|分之)")
"""Digits of any script, a scale, or 百分之 ("percent"); 百 alone is not a candidate."""
_CHARS_OF_CANDIDATES = re.compile(rf"[\d{_HAN}百]")
_ASCII = bytes(range(128))
_SHORT_CHARS = 100
"""A text with fewer is searched for all of them at once."""
_DIGITS_TO_0 = bytes(48 if 48 <= byte <= 57 else 32 for byte in range(256))
"""Translates digits to 0 and all else to spaces: one byte is found many times faster than a class of characters."""


PART_CHARS = 2048
"""Length of a part of a text in which candidates are found at once."""
_REST_OF_WORD = re.compile(r"\w*(?: cent)?")
"""What belongs to a candidate that begins before a cut: the rest of a word, and of "per cent"."""


def parts(start: int, end: int, text: str) -> Iterator[tuple[int, int]]:
    """Yield a text, from `start` to `end`, in parts of PART_CHARS to three times as much, cut between words."""
    while end - start > 3 * PART_CHARS:
        rest = _REST_OF_WORD.match(text, start + PART_CHARS, start + 2 * PART_CHARS)
        cut = rest.end() if rest else start + PART_CHARS
        yield start, cut
        start = cut
        if text[start - 1].isdecimal():  # within so many digits that they are not a figure
            digits = _DIGITS_OF_ANY_SCRIPT.match(text, start, end)
            start = digits.end() if digits else start
    yield start, end


_DIGITS_OF_ANY_SCRIPT = re.compile(r"\d*")


def candidates(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """First and one past the last character of each candidate in a text, or in a part of it, in order."""
    end = len(text) if end is None else end
    if text.isascii() or not _has_others(text[start:end]):
        found = list(_runs_of_digits(text[start:end].encode("ascii", "replace").translate(_DIGITS_TO_0), start))
    else:
        found = [match.span() for match in _CHARS.finditer(text, start, end)]
    # The number in words may begin before `start`.
    before = max(0, start - _MAX_NUMBER_CHARS)
    lowered = text[before:end].lower()
    if not any(map(lowered.__contains__, IN_SCALE_WORDS)):
        return found
    # A few characters have a longer lower-case form ("İ"), which would shift all offsets after them.
    if len(lowered) != end - before:
        lowered = "".join(char.lower() if char.isascii() else char for char in text[before:end])
    words = [
        (before + at, before + at + len(word))
        for word in _SCALE_WORDS
        for at in _places(lowered, word, start - before)
        if _follows_number(lowered, at)
    ]
    return sorted(found + words) if words else found


class _Others(dict[str, bool]):
    """Whether a character beyond ASCII may be in a candidate; filled on demand."""

    def __missing__(self, char: str) -> bool:
        found = self[char] = _CHARS_OF_CANDIDATES.match(char) is not None
        return found


_others = _Others()


def _has_others(text: str) -> bool:
    """Whether a text has digits or scales beyond ASCII."""
    if len(text) < _SHORT_CHARS:
        return True
    beyond = text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    return any(map(_others.__getitem__, set(beyond)))


def _places(text: str, word: str, at: int) -> Iterator[int]:
    """Where a word begins in a text, from `at` on."""
    at = text.find(word, at)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _runs_of_digits(text: bytes, start: int) -> Iterator[tuple[int, int]]:
    """The places of the digits of a translated text that begins at `start`."""
    at = text.find(b"0")
    while at >= 0:
        end = text.find(b" ", at)
        if end < 0:
            end = len(text)
        yield start + at, start + end
        at = text.find(b"0", end)


def _follows_number(text: str, at: int) -> bool:
    """Whether the scale at `at` of a lower-case text follows a number in words."""
    ahead = text[max(0, at - _MAX_NUMBER_CHARS) : at].rstrip(" \t\n\r-\u00a0")
    number = re.split(r"[^a-z]", ahead)[-1] if len(ahead) < at else ""
    return number in _NUMBERS


_LETTERS = re.compile(r"[a-z]+")


def candidate_part(word: str) -> CandidatePart | None:
    """The part of a candidate that a lower-case word may be, together with the word next to it; None for neither. The
    candidates within the word itself are left to `max_candidates`."""
    # "per cent" is two words: the first is treated as a number, so that the second makes a candidate.
    if word.startswith(("cent", *_SCALE_WORDS)):
        return "scale"
    letters = _LETTERS.findall(word)
    return "number" if letters and (letters[-1] in _NUMBERS or letters[-1].endswith("per")) else None


def may_be_part(word: str) -> bool:
    """Whether a word of lower-case ASCII letters may have candidates, or be part of one."""
    return word in _NUMBERS or word.endswith("per") or any(map(word.__contains__, IN_SCALE_WORDS))


def max_candidates(word: str) -> int:
    """Upper bound on the candidates within a lower-case word, whatever precedes it."""
    if word.isascii() and word.isalpha() and not _SCALE.search(word):
        return 0
    return len(candidates(word)) + sum(match.start() > 0 for match in _SCALE.finditer(word))
