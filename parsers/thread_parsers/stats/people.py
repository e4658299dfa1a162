"""People: who writes how much and when, and who replies to whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.quoting import by_user, to_user
from thread_parsers.stats import queries
from thread_parsers.stats.counted_rows import instants, values
from thread_parsers.steps import emptied_in_steps, listed_in_steps, sorted_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from datetime import datetime

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.counted_rows import Rows
    from thread_parsers.stats.lengths import Lengths


SLICE_COMMENTS = 1 << 11
"""Comments between two yields."""
SLICE_PEOPLE = 1 << 9
"""Authors, or pairs of them, between two yields."""


@dataclass(frozen=True, slots=True)
class Person:
    """One author: sums over their comments."""

    name: str
    """Empty for the comments without an author."""
    comments: int
    segments: int | None
    """None until the text has been counted, as `words` and `share`."""
    words: int | None
    share: float | None
    """Their share of all words of the comments, 0 to 1."""
    first: datetime | None
    last: datetime | None
    replies_written: int
    replies_received: int
    query: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """The replies of one author to another."""

    author: str
    to: str
    replies: int
    query: str


@dataclass(frozen=True, slots=True)
class People:
    """All authors and their exchanges."""

    authors: tuple[Person, ...]
    """Most comments first, then most words, then in the order of the page."""
    exchanges: tuple[Exchange, ...]
    """Most replies first. Replies to one's own comments are an exchange, too."""
    by_words: tuple[Person, ...] = ()
    """The authors again, most words first; empty until these have been counted."""

    @property
    def repeat_posters(self) -> tuple[Person, ...]:
        """The authors of more than one comment."""
        return tuple(person for person in self.authors if person.name and person.comments > 1)

    @property
    def named(self) -> int:
        """The number of authors with a name. Comments without one are one entry of `authors`."""
        return sum(1 for person in self.authors if person.name)


class PeopleCounter:
    """Sums over the chosen comments of each author, by the number of the author."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._comments: Counter[int] = Counter()
        self._first: dict[int, int] = {}
        """The first time of each author who has one, in seconds from 1970 by the page's clock."""
        self._last: dict[int, int] = {}
        self._replies: Counter[tuple[int, int]] = Counter()
        """(author of the reply, author of its parent) to the number of replies."""
        self._segments: Counter[int] | None = None
        self._words: Counter[int] | None = None

    def count(self, discussion: Discussion) -> Iterator[None]:
        """Count comments, times and replies, a slice at a time."""
        columns = discussion.columns
        for start in range(0, len(self._rows), SLICE_COMMENTS):
            rows = self._rows[start : start + SLICE_COMMENTS]
            authors, parents = values(columns.author, rows), values(columns.parent, rows)
            self._comments.update(authors)
            yield  # each of the dictionaries may be moved to more memory
            self._add_times(authors, instants(columns, rows))
            yield
            replies = ((author, parent) for author, parent in zip(authors, parents, strict=True) if parent >= 0)
            self._replies.update((author, columns.author[parent]) for author, parent in replies)
            yield

    def _add_times(self, authors: Sequence[int], times: Sequence[int]) -> None:
        first, last = self._first, self._last
        for number, time in zip(authors, times, strict=True):
            if time != NO_TIME:
                # The defaults make the comparison true for an author without a time so far.
                if time < first.get(number, time + 1):
                    first[number] = time
                if time > last.get(number, time - 1):
                    last[number] = time

    def count_lengths(self, discussion: Discussion, sizes: Lengths) -> Iterator[None]:
        """Add up segments and words, which `sizes` has of the chosen comments only, a slice at a time."""
        segments, words = Counter[int](), Counter[int]()
        for start in range(0, len(self._rows), SLICE_COMMENTS):
            here = slice(start, start + SLICE_COMMENTS)
            authors = values(discussion.columns.author, self._rows[here])
            for number, segment, word in zip(authors, sizes.segments[here], sizes.words[here], strict=True):
                segments[number] += segment
                words[number] += word
            yield
        self._segments, self._words = segments, words

    def result(self, discussion: Discussion) -> Generator[None, None, People]:
        """All authors, with what has been counted so far, a slice at a time."""
        names = discussion.columns.author_names
        written: Counter[int] = Counter()
        received: Counter[int] = Counter()
        for number, ((author, to), replies) in enumerate(self._replies.items(), 1):
            written[author] += replies
            received[to] += replies
            if number % SLICE_PEOPLE == 0:
                yield
        all_words = sum(self._words.values()) if self._words else 0
        made = (self._person(number, names[number], all_words, written, received) for number in self._comments)
        people = yield from listed_in_steps(made, SLICE_PEOPLE)
        authors = yield from sorted_in_steps(people, lambda person: (-person.comments, -(person.words or 0)))
        by_words: list[Person] = []
        if all_words:
            by_words = yield from sorted_in_steps(authors, lambda person: -(person.words or 0))
        ordered = yield from sorted_in_steps(self._replies.items(), lambda item: -item[1])
        exchanges = yield from listed_in_steps(_exchanges(names, ordered), SLICE_PEOPLE)
        for done in (written, received, ordered):
            yield from emptied_in_steps(done)
        return People(tuple(authors), tuple(exchanges), tuple(by_words))

    def clear(self) -> Iterator[None]:
        """Free everything, in steps."""
        for counts in (self._comments, self._first, self._last, self._replies, self._segments, self._words):
            if counts is not None:
                yield from emptied_in_steps(counts)

    def _person(self, number: int, name: str, all_words: int, written: Counter[int], received: Counter[int]) -> Person:
        words = self._words[number] if self._words is not None else None
        return Person(
            name=name,
            comments=self._comments[number],
            segments=self._segments[number] if self._segments is not None else None,
            words=words,
            share=words / all_words if words is not None and all_words else None,
            first=queries.at(self._first[number]) if number in self._first else None,
            last=queries.at(self._last[number]) if number in self._last else None,
            replies_written=written[number],
            replies_received=received[number],
            query=by_user(name),
        )


def freed_in_steps(older: list[People | None]) -> Iterator[None]:
    """Free people that newer ones have replaced, in steps: nothing else may hold them but this list."""
    replaced = older.pop()
    if replaced is None:
        return
    items: list[list[Any]] = [list(replaced.authors), list(replaced.exchanges)]
    replaced = None
    for each in items:
        yield from emptied_in_steps(each)


def _exchanges(names: list[str], replies: Iterable[tuple[tuple[int, int], int]]) -> Iterator[Exchange]:
    for (author, to), count in replies:
        yield Exchange(names[author], names[to], count, f"{by_user(names[author])} {to_user(names[to])}")
