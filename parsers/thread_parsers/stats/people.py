"""People: who speaks how much and when, and who answers whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.stats import queries
from thread_parsers.tree import NO_TIME

if TYPE_CHECKING:
    from array import array
    from datetime import datetime

    from thread_parsers.stats.sizes import Sizes
    from thread_parsers.tree import Discussion


@dataclass(frozen=True, slots=True)
class Person:
    """One author and all that the discussion has of them."""

    name: str
    """Empty for the comments of nobody in particular."""
    comments: int
    segments: int | None
    """None as long as the text has not been counted, as with `words` and `share`."""
    words: int | None
    share: float | None
    """Their part of all words of the comments, 0 to 1."""
    first: datetime | None
    last: datetime | None
    replies_written: int
    replies_received: int
    query: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """One author's replies to another's comments."""

    author: str
    to: str
    replies: int
    query: str


@dataclass(frozen=True, slots=True)
class People:
    """Everybody who speaks."""

    everybody: tuple[Person, ...]
    """Most comments first, then most words, then in the order of the page."""
    exchanges: tuple[Exchange, ...]
    """Most replies first. Somebody who answers their own comment stands here too."""

    @property
    def repeat_posters(self) -> tuple[Person, ...]:
        """Those who wrote more than one comment."""
        return tuple(person for person in self.everybody if person.comments > 1)


def people_of(discussion: Discussion, sizes: Sizes | None = None) -> People:
    """Count everybody's comments, and with `sizes` their segments and words."""
    columns = discussion.columns
    if sizes is not None and len(sizes) < len(columns):
        sizes = None
    comments = Counter(columns.author)
    first, last = _spans(discussion)
    segments = _sum_by_author(discussion, sizes.segments) if sizes is not None else None
    words = _sum_by_author(discussion, sizes.words) if sizes is not None else None
    all_words = sum(words.values()) if words else 0
    edges = Counter(
        (columns.author[row], columns.author[parent]) for row, parent in enumerate(columns.parent) if parent >= 0
    )
    written, received = _ends(edges)
    everybody = [
        Person(
            name=columns.author_names[number],
            comments=comments[number],
            segments=segments[number] if segments is not None else None,
            words=words[number] if words is not None else None,
            share=words[number] / all_words if words is not None and all_words else None,
            first=queries.at(first[number]) if number in first else None,
            last=queries.at(last[number]) if number in last else None,
            replies_written=written[number],
            replies_received=received[number],
            query=queries.by_user(columns.author_names[number]),
        )
        for number in comments
    ]
    everybody.sort(key=lambda person: (-person.comments, -(person.words or 0)))
    return People(tuple(everybody), tuple(_exchanges(columns.author_names, edges)))


def _spans(discussion: Discussion) -> tuple[dict[int, int], dict[int, int]]:
    """First and last time of each author who has one, in seconds of the page's clock."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, time in zip(discussion.columns.author, discussion.columns.time, strict=False):
        if time != NO_TIME:
            if time < first.get(number, time + 1):
                first[number] = time
            if time > last.get(number, time - 1):
                last[number] = time
    return first, last


def _sum_by_author(discussion: Discussion, column: array[int]) -> Counter[int]:
    sums: Counter[int] = Counter()
    for number, value in zip(discussion.columns.author, column, strict=False):
        sums[number] += value
    return sums


def _ends(edges: Counter[tuple[int, int]]) -> tuple[Counter[int], Counter[int]]:
    written: Counter[int] = Counter()
    received: Counter[int] = Counter()
    for (author, to), replies in edges.items():
        written[author] += replies
        received[to] += replies
    return written, received


def _exchanges(names: list[str], edges: Counter[tuple[int, int]]) -> list[Exchange]:
    return [
        Exchange(names[author], names[to], replies, f"{queries.by_user(names[author])} to:{queries.quoted(names[to])}")
        for (author, to), replies in edges.most_common()
    ]
