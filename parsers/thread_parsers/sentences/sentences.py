"""The sentences of the article with their positions in the source. `about:3` refers to the third."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

_END = re.compile(
    r"""(?<![.!?…])[.!?…]++["'”’»)\]]*+(?=\s(?![a-zа-я]))|[。！？]+[」』”’）]*|(?<![।؟])[।؟]++(?=\s)|\n+"""
)
"""The end of a sentence: its punctuation with closing quotes, unless a lower-case letter follows ("approx. three").

A run of marks is matched whole or not at all: a search that begins again at each mark of a run takes quadratic time."""

MAX_SENTENCES = 100_000
"""Sentences to find. No article has more, but a file of one-letter lines has millions."""

_SHORT = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|approx|Inc|Ltd|Co|U\.S|e\.g|i\.e|z\.B|bzw|ca)\Z"
)
"""Abbreviations before a dot that does not end a sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the article. `number` counts from 1; `start` and `end` are bytes of the source."""

    number: int
    text: str
    start: int
    end: int


def sentences(discussion: Discussion) -> list[Sentence]:
    """The sentences of all paragraphs, in order, without the title. Stops at MAX_SENTENCES."""
    return list(islice(iter_sentences(discussion), MAX_SENTENCES))


def iter_sentences(discussion: Discussion) -> Iterator[Sentence]:
    """Yield the sentences of all paragraphs in order, without the title."""
    number = 0
    for start, end in discussion.article.paragraph_spans:
        text = discussion.source.text(start, end)
        # `at` counts characters of the paragraph, `place` the same position in bytes of the source.
        at, place = 0, start
        for first, last in spans(text):
            begin = place + _size(text[at:first])
            at, place = last, begin + _size(text[first:last])
            number += 1
            yield Sentence(number, text[first:last], begin, place)


def _size(text: str) -> int:
    """Bytes of a text in the source."""
    return len(text.encode("utf-8", "surrogateescape"))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield first and one past the last character of each sentence, without surrounding white space."""
    start = checked = 0
    for end in chain((match.end() for match in _END.finditer(text) if _ends(text, match)), (len(text),)):
        # A sentence without a letter ("...") is joined to the next one. Only the new part is searched for a letter,
        # since there may be a million of them in a row.
        has_letters = any(map(str.isalnum, text[checked:end]))
        checked = end
        if has_letters:
            piece = text[start:end]
            first = start + len(piece) - len(piece.lstrip())
            yield first, start + len(piece.rstrip())
            start = end


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a match of _END is the end of a sentence, and not the dot of an abbreviation."""
    return match[0] != "." or _SHORT.search(text, max(0, match.start() - 8), match.start()) is None
