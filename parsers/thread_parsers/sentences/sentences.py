"""The sentences of the article with their positions in the source. `about:3` refers to the third."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.text.large_texts import SLICE_BYTES, decoded_in_steps
from thread_parsers.text.text_pieces import WINDOW_CHARS, windows

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


SLICE_ENDS = 64
"""Possible ends of sentences between two chances to yield."""


def sentences(discussion: Discussion) -> list[Sentence]:
    """The sentences of all paragraphs, in order, without the title. Stops at MAX_SENTENCES."""
    return list(filter(None, sentences_in_steps(discussion)))


def sentences_in_steps(discussion: Discussion) -> Iterator[Sentence | None]:
    """Yield the sentences of all paragraphs in order, without the title, and None every few milliseconds. Stops at
    MAX_SENTENCES."""
    number = 0
    for start, end in discussion.article.paragraph_spans:
        paragraph = discussion.text.read(start, end)
        if len(paragraph) > SLICE_BYTES:
            yield None
        text = yield from decoded_in_steps(paragraph, 0, len(paragraph))
        # `at` counts characters of the paragraph, `place` the same position in bytes of the source.
        at, place = 0, start
        for span in spans_in_steps(text):
            if span is None:
                yield None
                continue
            first, last = span
            begin = place + _size(text[at:first])
            at, place = last, begin + _size(text[first:last])
            number += 1
            yield Sentence(number, text[first:last], begin, place)
            if number == MAX_SENTENCES:
                return
        yield None


def _size(text: str) -> int:
    """Bytes of a text in the source."""
    return len(text.encode("utf-8", "surrogateescape"))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield first and one past the last character of each sentence, without surrounding white space."""
    return filter(None, spans_in_steps(text))


def spans_in_steps(text: str) -> Iterator[tuple[int, int] | None]:
    """The same as `spans`, with None every few milliseconds."""
    start = checked = 0
    has_letters = False
    for end in _ends_in_steps(text):
        if end is None:
            yield None
            continue
        # A sentence without a letter ("...") is joined to the next one. Only the new part is searched for a letter,
        # since there may be a million of them in a row.
        while not has_letters and checked < end:
            stop = min(end, checked + WINDOW_CHARS)
            has_letters = any(map(str.isalnum, text[checked:stop]))
            checked = stop
            if not has_letters and checked < end:
                yield None
        checked = end
        if has_letters:
            piece = text[start:end]
            first = start + len(piece) - len(piece.lstrip())
            yield first, start + len(piece.rstrip())
            start, has_letters = end, False


def _ends_in_steps(text: str) -> Iterator[int | None]:
    """One past the last character of each sentence, and None now and then. A run of marks that is longer than a hit may
    be (see `windows`) does not end a sentence."""
    at = count = 0
    for stop, limit in windows(len(text)):
        after = stop
        for match in _END.finditer(text, at, limit):
            if match.start() >= stop < len(text):
                break
            after = match.end()
            if _ends(text, match):
                yield after
            count += 1
            if count % SLICE_ENDS == 0:
                yield None
        at = max(stop, after)
        yield None
    yield len(text)


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a match of _END is the end of a sentence, and not the dot of an abbreviation."""
    return match[0] != "." or _SHORT.search(text, max(0, match.start() - 8), match.start()) is None
