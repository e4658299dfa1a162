"""Carry a reader over to its page read again: the same place, marks, folds, filter and search.

A comment is known again by author and time, and where several have both in common by which of them it is. Its words
are not asked: where the file was written over they are gone.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from thread_reader.view.bookmarks import Place
from thread_reader.view.folds import Folds
from thread_reader.view.position import Position
from thread_reader.view.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from thread_parsers.discussion.discussion import Discussion

NEAR = 50
"""Comments to both sides of the cursor of which the nearest is taken where its own is gone."""


def carry_over(old: Reader, discussion: Discussion) -> Reader:
    """A reader on the page read again, as the old one was left. Filter and search are still to be answered."""
    new = Reader(discussion)
    near = list(_nearest_first(old.position.comment, len(old.columns)))
    found = match_comments(old.discussion, discussion, _remembered(old) | set(near))
    new.bookmarks.marks = {
        letter: _place(place, found) for letter, place in old.bookmarks.marks.items() if place.comment in found
    }
    new.bookmarks.jumps = [_place(place, found) for place in old.bookmarks.jumps if place.comment in found]
    new.bookmarks.seen = {found[comment] for comment in old.bookmarks.seen if comment in found}
    new.folds = Folds(old.folds.all, frozenset(found[one] for one in old.folds.exceptions if one in found))
    new.order = old.order
    new.sentences.cursor = old.sentences.cursor
    _ask_again(old, new)
    comment = next((one for one in near if one in found), None)
    if comment is not None:
        segment = old.position.segment if comment == old.position.comment else None
        new.goes_to(Position(found[comment], segment, old.position.row))
    return new


def match_comments(old: Discussion, new: Discussion, comments: Collection[int]) -> dict[int, int]:
    """The new numbers of comments by their old ones; those that are gone are left out."""
    heads = {_head(old, comment) for comment in comments}
    before, after = _by_head(old, heads), _by_head(new, heads)
    pairs = (pair for head in heads for pair in zip(before[head], after[head], strict=False))
    return {was: is_ for was, is_ in pairs if was in comments}


def _head(discussion: Discussion, comment: int) -> tuple[str, int]:
    return discussion.author(comment), discussion.columns.time[comment]


def _by_head(discussion: Discussion, heads: set[tuple[str, int]]) -> dict[tuple[str, int], list[int]]:
    columns = discussion.columns
    wanted = {
        (columns.author_numbers[name], time): (name, time) for name, time in heads if name in columns.author_numbers
    }
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for comment, head in enumerate(zip(columns.author, columns.time, strict=False)):
        if head in wanted:
            groups[wanted[head]].append(comment)
    return groups


def _remembered(old: Reader) -> set[int]:
    places = old.bookmarks
    return {
        *(place.comment for place in places.marks.values()),
        *(place.comment for place in places.jumps),
        *places.seen,
        *old.folds.exceptions,
    }


def _nearest_first(comment: int, count: int) -> Iterator[int]:
    for away in range(NEAR):
        yield from (one for one in dict.fromkeys((comment + away, comment - away)) if 0 <= one < count)


def _place(place: Place, found: dict[int, int]) -> Place:
    return Place(found[place.comment], place.segment)


def _ask_again(old: Reader, new: Reader) -> None:
    new.search.ask(old.search.text)
    new.filter.history = old.filter.history
    new.filter.context = old.filter.context
    if old.filter.text:
        new.filter.restore(old.filter.snapshot())
