"""The wording of a text as it is compared: its words in lower case, in runs that can be looked for as they are.

A run is words with one space between them, as the phrase of a query must find them; punctuation ends it. In scripts
that are written without spaces a run is a stretch of their letters. Possessives lose their `'s` as single words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from thread_parsers.text.folding import folded
from thread_parsers.text.word_count import UNSPACED, part
from thread_parsers.text.word_frequency import GRAMMAR, is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

SAMPLE = 1000
"""Comments that are looked at to choose what is worth counting; in longer discussions they are taken evenly. What is
chosen is then counted in all comments."""


def sample(discussion: Discussion) -> range:
    """The rows to choose from: all, or as many as `SAMPLE` at even distances."""
    total = len(discussion.columns)
    return range(0, total, max(1, -(-total // SAMPLE)))


LONGEST = 50_000
"""Characters of a segment that are looked at to choose; of a longer one, its beginning. Counting looks at all of it."""


def sample_texts(discussion: Discussion, row: int) -> list[str]:
    """What is looked at of the segments of a comment to choose, as they are compared."""
    return [folded(segment.text[:LONGEST], caseless=True) for segment in discussion.segments(row)]


def segment_texts(discussion: Discussion, row: int) -> list[str]:
    """The segments of a comment as they are compared."""
    return [folded(segment.text, caseless=True) for segment in discussion.segments(row)]


def pieces(text: str) -> Iterator[str]:
    """A text, or one that is longer than `LONGEST` in pieces of that and up to a blank, if one comes soon."""
    at = 0
    while at < len(text):
        end = text.find(" ", at + LONGEST, at + 2 * LONGEST) + 1 or at + 2 * LONGEST
        yield text[at:end]
        at = end


def article_texts(discussion: Discussion) -> list[str]:
    """Title and paragraphs as they are compared."""
    return [folded(text, caseless=True) for text in (discussion.title or "", *discussion.paragraphs)]


def runs(text: str) -> list[str]:
    """The runs of folded text that is written with spaces."""
    return (_ASCII_RUN if _is_plainly_spelled(text) else _run()).findall(text)


def unspaced_runs(text: str) -> list[str]:
    """The runs of folded text in scripts that are written without spaces."""
    return [] if text.isascii() else _unspaced().findall(text)


def words(run: str) -> list[str]:
    """The words of a run."""
    return run.split(" ")


def single(word: str) -> str:
    """A word by itself: without the `'s` of a possessive, unless it is a contraction that everybody uses."""
    return word[:-2] if word.endswith(("'s", "’s")) and not is_plain(word) else word


def pairs(run: str) -> Iterator[str]:
    """The pairs of neighbouring characters in a run without spaces that can be words: no grammar, no hiragana."""
    for at in range(len(run) - 1):
        pair = run[at : at + 2]
        if not (pair[0] in GRAMMAR or pair[1] in GRAMMAR or _SYLLABLES.search(pair)):
            yield pair


_SYLLABLES = re.compile(r"[ぁ-ゖ\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Hiragana, which writes grammar, and scripts of which two letters are no word."""

_ASCII_RUN = re.compile(r"[a-z0-9_]+(?:['’][a-z0-9_]+)*(?: [a-z0-9_]+(?:['’][a-z0-9_]+)*)*")
_ASCII = bytes(range(128))


def _is_plainly_spelled(text: str) -> bool:
    """Whether all letters are ASCII, which leaves only punctuation beyond it."""
    if text.isascii():
        return True
    beyond = set(text.encode("utf-8", "surrogateescape").translate(None, _ASCII).decode("utf-8", "surrogateescape"))
    return all(part(char) in {"gap", "joiner"} for char in beyond)


SIMPLE_WORD = re.compile(r"[a-z0-9_]+(?:['’][a-z0-9_]+)*")
"""A word of a simple text in lower case."""


def is_simple(text: str) -> bool:
    """Whether lower-casing a text is all that it takes to compare it: all letters are ASCII, and nothing is hidden."""
    if text.isascii():
        return text.isprintable()
    return _is_plainly_spelled(text) and all(_is_simple[char] for char in set(text) if char > "~")


class _IsSimple(dict[str, bool]):
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
    """Runs with letters and marks of all scripts. Made when a text first needs it: it takes some milliseconds."""
    word = rf"(?:(?![{_unspaced_class()}])[\w{_marks()}])+"
    joined = rf"{word}(?:['’]{word})*"
    return re.compile(rf"{joined}(?: {joined})*")


def _marks() -> str:
    """The combining marks of all scripts, which lie below 1F000, as the ranges of a class."""
    found: list[list[int]] = []
    for code in range(0x300, 0x1F000):
        # Most are letters, and it is quicker to tell those.
        if not (char := chr(code)).isalnum() and unicodedata.category(char) in {"Mn", "Mc"}:
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in found)
