"""Anchors: what every figure has in it. Looking for them first is many times quicker than trying to read everywhere.

An anchor is a run of digits, an East Asian scale, or an English scale or percent with a number written out ahead of it.
"""

from __future__ import annotations

import re

from thread_parsers.stats.units import HAN_SCALES, NUMBER_WORDS

_WORDS = ("hundred", "thousand", "million", "billion", "trillion", "dozen", "percent", "per cent")
_PARTS = ("illion", "hundred", "thousand", "dozen", "per")
"""One of these is in each of the words."""
_LEADS = frozenset({*NUMBER_WORDS, "a", "an"})
"""What stands ahead of a scale that is part of a figure: `a hundred`, `nineteen billion`."""
_LONGEST_LEAD = max(map(len, _LEADS)) + 3

_HAN = "".join(scale for scale in HAN_SCALES if len(scale) == 1 and scale not in "十百千")
_CHARS = re.compile(rf"[\d{_HAN}百](?:(?<!百)\d*|分之)")
_DIGITS = re.compile(r"[0-9]+")


def anchors(text: str) -> list[tuple[int, int]]:
    """First and one past the last character of each anchor of a text, in order."""
    found: list[tuple[int, int]] = []
    if not text.isascii():
        found = [match.span() for match in _CHARS.finditer(text)]
    elif any(digit in text for digit in "0123456789"):
        found = [match.span() for match in _DIGITS.finditer(text)]
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower() if char.isascii() else char for char in text)
    if not any(part in lowered for part in _PARTS):
        return found
    words = [(at, at + len(word)) for word in _WORDS for at in _places(lowered, word) if _is_led(lowered, at)]
    return sorted(found + words) if words else found


def _places(text: str, word: str) -> list[int]:
    places = []
    at = text.find(word)
    while at >= 0:
        places.append(at)
        at = text.find(word, at + len(word))
    return places


def _is_led(text: str, at: int) -> bool:
    """Whether a number written out stands ahead of the scale at `at` of lower-case text."""
    ahead = text[max(0, at - _LONGEST_LEAD) : at].rstrip(" \t\n\r-\u00a0")
    lead = re.split(r"[^a-z]", ahead)[-1] if len(ahead) < at else ""
    return lead in _LEADS


_LED = re.compile(rf"(?<![a-z])(?:{'|'.join(sorted(_LEADS))})\s*(?:{'|'.join(_WORDS)})".encode())


def may_be_led(spelled: bytes) -> bool:
    """Whether a number written out stands ahead of a scale in text with nothing but words in lower case and spaces,
    where there may have been more between them."""
    return _LED.search(spelled) is not None


_WORDS_IN_BYTES = tuple(word.encode() for word in _WORDS)
_ASCII_DIGITS = b"0123456789"
_ASCII = bytes(range(128))


def may_state(body: bytes) -> bool:
    """Whether UTF-8 text can have a figure in it, without looking for one."""
    if len(body.translate(None, _ASCII_DIGITS)) != len(body):
        return True
    lowered = body.lower()
    for word in _WORDS_IN_BYTES:
        at = lowered.find(word)
        while at >= 0:
            if _is_led(lowered[max(0, at - 16) : at].decode("latin-1") + word.decode(), min(at, 16)):
                return True
            at = lowered.find(word, at + len(word))
    return any(_counts[char] for char in set(body.translate(None, _ASCII).decode("utf-8", "surrogateescape")))


class _Counts(dict[str, bool]):
    """Whether a character is a digit or a scale of another script; filled as characters are met."""

    def __missing__(self, char: str) -> bool:
        counts = self[char] = char.isdecimal() or char in _HAN or char == "百"
        return counts


_counts = _Counts()
