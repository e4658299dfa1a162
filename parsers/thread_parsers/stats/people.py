"""People: who writes how much and when, and who replies to whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thread_parsers.quoting import by_user, to_user
from thread_parsers.stats import queries
from thread_parsers.steps import emptied_in_steps, listed_in_steps, sorted_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping
    from datetime import datetime

    from thread_parsers.stats.counters import Counters

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


def people(counters: Counters) -> Generator[None, None, People]:
    """All authors, with what has been counted of them, a slice at a time."""
    written: Counter[str] = Counter()
    received: Counter[str] = Counter()
    for number, ((author, to), replies) in enumerate(counters.replies.items(), 1):
        written[author] += replies
        received[to] += replies
        if number % SLICE_PEOPLE == 0:
            yield
    all_words = sum(counters.words.values())
    made = (_person(name, counters, all_words, written, received) for name in counters.authors)
    unsorted = yield from listed_in_steps(made, SLICE_PEOPLE)
    authors = yield from sorted_in_steps(unsorted, lambda person: (-person.comments, -(person.words or 0)))
    by_words: list[Person] = []
    if all_words:
        by_words = yield from sorted_in_steps(authors, lambda person: -(person.words or 0))
    ordered = yield from sorted_in_steps(counters.replies.items(), lambda item: -item[1])
    exchanges = yield from listed_in_steps(_exchanges(ordered), SLICE_PEOPLE)
    for done in (written, received, ordered):
        yield from emptied_in_steps(done)
    return People(tuple(authors), tuple(exchanges), tuple(by_words))


def _person(
    name: str, counters: Counters, all_words: int, written: Mapping[str, int], received: Mapping[str, int]
) -> Person:
    measured = counters.measured == counters.comments
    words = counters.words[name] if measured else None
    return Person(
        name=name,
        comments=counters.authors[name],
        segments=counters.segments[name] if measured else None,
        words=words,
        share=words / all_words if words is not None and all_words else None,
        first=queries.at(counters.first[name]) if name in counters.first else None,
        last=queries.at(counters.last[name]) if name in counters.last else None,
        replies_written=written[name],
        replies_received=received[name],
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


def _exchanges(replies: Iterable[tuple[tuple[str, str], int]]) -> Iterator[Exchange]:
    for (author, to), count in replies:
        yield Exchange(author, to, count, f"{by_user(author)} {to_user(to)}")
