"""Tokens of folded text: its lower-case words, in runs that a phrase query can find.

A run is a sequence of words with one space between them; punctuation ends it. In scripts without spaces a run is a
sequence of their letters. A word on its own loses the `'s` of a possessive.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import starmap
from operator import add
from typing import TYPE_CHECKING

from thread_parsers.text.folding import folded
from thread_parsers.text.word_count import UNSPACED, part
from thread_parsers.text.word_frequency import GRAMMAR, is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PIECE_CHARS = 2000
"""Length from which a text is processed in pieces."""


def pieces(text: str, start: int = 0, stop: int | None = None) -> Iterator[str]:
    """Yield a text, or the part of it from `start` to `stop`, in pieces of MAX_PIECE_CHARS, extended to the next space,
    up to twice as long. Words in a row across the end of a piece are not seen together."""
    size = MAX_PIECE_CHARS
    stop = len(text) if stop is None else stop
    if 0 < stop - start <= 2 * size:
        yield text[start:stop]
        return
    while start < stop:
        # Without a space, find() + 1 is 0.
        end = min(text.find(" ", start + size, start + 2 * size) + 1 or start + 2 * size, stop)
        yield text[start:end]
        start = end


def runs(text: str) -> list[str]:
    """The runs of folded text in scripts with spaces."""
    return (_ASCII_RUN if _is_plainly_spelled(text) else _run()).findall(text)


def unspaced_runs(text: str) -> list[str]:
    """The runs of folded text in scripts without spaces."""
    return [] if text.isascii() else _unspaced().findall(text)


def words(run: str) -> list[str]:
    """The words of a run."""
    return run.split(" ")


def single(word: str) -> str:
    """A word on its own: without the `'s` of a possessive, unless it is a common contraction ("it's")."""
    return word[:-2] if word.endswith(("'s", "’s")) and not is_plain(word) else word


def pairs(run: str) -> Iterator[str]:
    """Yield the pairs of adjacent characters in an unspaced run that may be words: without grammar and hiragana."""
    for part_of_run in _GRAMMATICAL.split(run):
        yield from map(add, part_of_run, part_of_run[1:])


_GRAMMATICAL = re.compile(f"[{''.join(sorted(GRAMMAR))}ぁ-ゖ\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Characters of grammar; hiragana, which is mostly grammar; and scripts in which two letters are not a word."""

_ASCII_RUN = re.compile(r"[a-z0-9_]+(?:['’][a-z0-9_]+)*(?: [a-z0-9_]+(?:['’][a-z0-9_]+)*)*")
_ASCII = bytes(range(128))
_LETTER_BEYOND_ASCII = re.compile(r"[^\W\x00-\x7f]")


def _is_plainly_spelled(text: str) -> bool:
    """Whether all letters are ASCII and all other characters are punctuation."""
    if text.isascii():
        return True
    if _LETTER_BEYOND_ASCII.search(text):
        return False
    beyond = set(text.encode("utf-8", "surrogateescape").translate(None, _ASCII).decode("utf-8", "surrogateescape"))
    return all(part(char) in {"gap", "joiner"} for char in beyond)


SIMPLE_WORD = re.compile(r"[a-z0-9_]+(?:['’][a-z0-9_]+)*")
"""A word of a simple text (see `is_simple`) in lower case."""


def is_simple(text: str) -> bool:
    """Whether folding a text is the same as lower-casing it: all letters are ASCII and nothing is invisible."""
    if text.isascii():
        return text.isprintable()
    return _is_plainly_spelled(text) and all(_is_simple[char] for char in set(text) if not " " <= char <= "~")


class _IsSimple(dict[str, bool]):
    """Caches for each character outside printable ASCII whether folding leaves it as it is."""

    def __missing__(self, char: str) -> bool:
        simple = self[char] = char.isprintable() and folded(char, caseless=True) == char
        return simple


_is_simple = _IsSimple()


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_unspaced_class()}]+")


def _unspaced_class() -> str:
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in UNSPACED)


@cache
def _run() -> re.Pattern[str]:
    """Pattern of runs with letters and marks of all scripts. Compiled on first use, which takes milliseconds."""
    word = rf"(?:(?![{_unspaced_class()}])[\w{_marks()}])+"
    joined = rf"{word}(?:['’]{word})*"
    return re.compile(rf"{joined}(?: {joined})*")


_MARKS_STEP = 0x2000
_WITH_MARKS = [
    (start, min(start + _MARKS_STEP, stop))
    for first, stop in ((0x300, 0x3400), (0xA000, 0xAC00), (0xFB00, 0x17000), (0x1AFF0, 0x1F000))
    for start in range(first, stop, _MARKS_STEP)
]
"""The code points that may be combining marks, some thousand at a time. Those between are ideographs, syllables,
surrogates, and for private use."""


def _marks() -> str:
    """The combining marks of all scripts, which are below U+1F000, as ranges for a character class."""
    return "".join(starmap(_marks_among, _WITH_MARKS))


@cache
def _marks_among(first: int, stop: int) -> str:
    """Those from one code point up to another."""
    found: list[list[int]] = []
    for code in range(first, stop):
        # Most are letters, for which isalnum() is faster than looking up the category.
        if not (char := chr(code)).isalnum() and unicodedata.category(char) in {"Mn", "Mc"}:
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in found)


def prepare(text: str) -> Iterator[None]:
    """Prepare in steps what `runs` would, which takes milliseconds, where the folded text is the first to need it."""
    if text.isascii() or _run.cache_info().currsize or _is_plainly_spelled(text):
        return
    for first, stop in _WITH_MARKS:
        _marks_among(first, stop)
        yield
    _run()
    yield
