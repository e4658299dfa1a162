"""The sentences of the article, each with its place in the source. `about:3` speaks of the third."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s+(?![a-zа-я]))|[。！？]+[」』”’）]*|[।؟]+(?=\s)|\n+""")
"""The end of a sentence: its mark with what closes after it, not ahead of a small letter ("approx. three")."""

MOST = 100_000
"""Sentences that are told apart; no article has more, but a file of one-letter lines has millions."""

_SHORT = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|approx|Inc|Ltd|Co|U\.S|e\.g|i\.e|z\.B|bzw|ca)\Z"
)
"""What stands ahead of a dot that ends no sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the article. `number` counts from 1; `start` and `end` are bytes of the source."""

    number: int
    text: str
    start: int
    end: int


def sentences(discussion: Discussion) -> list[Sentence]:
    """The sentences of all paragraphs, in order, up to MOST and the end of a paragraph. The title is none."""
    found: list[Sentence] = []
    for start, end in discussion.article.paragraph_spans:
        if len(found) >= MOST:
            break
        text = discussion.source.text(start, end)
        at, place = 0, start
        for first, last in spans(text):
            begin = place + _size(text[at:first])
            at, place = last, begin + _size(text[first:last])
            found.append(Sentence(len(found) + 1, text[first:last], begin, place))
    return found


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """First and one past the last character of each sentence, without the space around it."""
    start = looked_at = 0
    for end in (*(match.end() for match in _END.finditer(text) if _ends(text, match)), len(text)):
        says_something = any(map(str.isalnum, text[looked_at:end]))
        looked_at = end
        if says_something:
            piece = text[start:end]
            first = start + len(piece) - len(piece.lstrip())
            yield first, start + len(piece.rstrip())
            start = end


def _ends(text: str, match: re.Match[str]) -> bool:
    return match[0] != "." or _SHORT.search(text, max(0, match.start() - 8), match.start()) is None
