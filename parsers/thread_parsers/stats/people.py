"""People: who speaks how much and when, and who answers whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.quoting import by_user, quoted
from thread_parsers.stats import queries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.lengths import Lengths


SLICE = 1 << 13
"""Comments that are summed up between two chances to stop."""


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


class Crowd:
    """Sums of everybody, over the columns. Made once; words and segments may be added when they are counted."""

    def __init__(self) -> None:
        self.comments: Counter[int] = Counter()
        self.first: dict[int, int] = {}
        """First time of each author who has one, in seconds of the page's clock."""
        self.last: dict[int, int] = {}
        self.edges: Counter[tuple[int, int]] = Counter()
        """Author and who is answered, by their numbers, to replies."""
        self.segments: Counter[int] | None = None
        self.words: Counter[int] | None = None

    def gather(self, discussion: Discussion) -> Iterator[None]:
        """Sum up comments, times and replies, a slice at a time."""
        columns = discussion.columns
        for start in range(0, len(columns), SLICE):
            rows = slice(start, start + SLICE)
            authors = columns.author[rows]
            self.comments.update(authors)
            self._span(authors, columns.time[rows])
            answers = (
                (author, parent) for author, parent in zip(authors, columns.parent[rows], strict=True) if parent >= 0
            )
            self.edges.update((author, columns.author[parent]) for author, parent in answers)
            yield

    def _span(self, authors: Sequence[int], times: Sequence[int]) -> None:
        first, last = self.first, self.last
        for number, time in zip(authors, times, strict=True):
            if time != NO_TIME:
                if time < first.get(number, time + 1):
                    first[number] = time
                if time > last.get(number, time - 1):
                    last[number] = time

    def weigh(self, discussion: Discussion, sizes: Lengths) -> Iterator[None]:
        """Sum up segments and words, a slice at a time."""
        segments, words = Counter[int](), Counter[int]()
        authors = discussion.columns.author
        for start in range(0, len(authors), SLICE):
            rows = slice(start, start + SLICE)
            for number, segment, word in zip(authors[rows], sizes.segments[rows], sizes.words[rows], strict=True):
                segments[number] += segment
                words[number] += word
            yield
        self.segments, self.words = segments, words

    def people(self, discussion: Discussion) -> People:
        """Everybody, as far as they are summed up."""
        names = discussion.columns.author_names
        written, received = _ends(self.edges)
        all_words = sum(self.words.values()) if self.words else 0
        everybody = [self._person(number, names[number], all_words, written, received) for number in self.comments]
        everybody.sort(key=lambda person: (-person.comments, -(person.words or 0)))
        return People(tuple(everybody), tuple(_exchanges(names, self.edges)))

    def _person(self, number: int, name: str, all_words: int, written: Counter[int], received: Counter[int]) -> Person:
        words = self.words[number] if self.words is not None else None
        return Person(
            name=name,
            comments=self.comments[number],
            segments=self.segments[number] if self.segments is not None else None,
            words=words,
            share=words / all_words if words is not None and all_words else None,
            first=queries.at(self.first[number]) if number in self.first else None,
            last=queries.at(self.last[number]) if number in self.last else None,
            replies_written=written[number],
            replies_received=received[number],
            query=by_user(name),
        )


def _ends(edges: Counter[tuple[int, int]]) -> tuple[Counter[int], Counter[int]]:
    written: Counter[int] = Counter()
    received: Counter[int] = Counter()
    for (author, to), replies in edges.items():
        written[author] += replies
        received[to] += replies
    return written, received


def _exchanges(names: list[str], edges: Counter[tuple[int, int]]) -> list[Exchange]:
    return [
        Exchange(names[author], names[to], replies, f"{by_user(names[author])} to:{quoted(names[to])}")
        for (author, to), replies in edges.most_common()
    ]
