"""Things of a kind, to be gone to one after the other: same author, original poster, link, mark, segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.query import original_poster
from thread_reader.view.bookmarks import Place
from thread_reader.view.links import links_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_reader.view.reader import Reader


def _same_author(reader: Reader, comment: int) -> bool:
    authors = reader.columns.author
    return authors[comment] == authors[reader.position.comment]


def _original_poster(reader: Reader, comment: int) -> bool:
    return original_poster(reader.discussion) == reader.columns.author[comment]


def _link(reader: Reader, comment: int) -> bool:
    return bool(links_in(reader.discussion, comment))


def _mark(reader: Reader, comment: int) -> bool:
    return any(place.comment == comment for place in reader.bookmarks.marks.values())


COMMENTS_OF_KIND: dict[str, Callable[[Reader, int], bool]] = {
    "a": _same_author,
    "o": _original_poster,
    "l": _link,
    "m": _mark,
}
"""Letter to the question that a comment answers with yes."""


def next_of_kind(reader: Reader, kind: str, *, forward: bool) -> Place | None:
    """The next place of a kind from the cursor on, in display order, without going round the end."""
    if not reader.visible:
        return None
    if kind == "s":
        return _next_segment(reader, forward=forward)
    question = COMMENTS_OF_KIND[kind]
    return next((Place(comment) for comment in _from_here(reader, forward=forward) if question(reader, comment)), None)


def _from_here(reader: Reader, *, forward: bool) -> Iterator[int]:
    row = reader.unfolded.row(reader.position.comment)
    if row is None:
        return
    rows = range(row + 1, len(reader.unfolded)) if forward else range(row - 1, -1, -1)
    for at in rows:
        yield reader.unfolded[at]


def _next_segment(reader: Reader, *, forward: bool) -> Place | None:
    comment, segment = reader.position.comment, reader.position.segment
    count = len(reader.discussion.segments(comment))
    wanted = (0 if segment is None else segment + 1) if forward else (-1 if segment is None else segment - 1)
    if 0 <= wanted < count:
        return Place(comment, wanted)
    for other in _from_here(reader, forward=forward):
        there = len(reader.discussion.segments(other))
        if there:
            return Place(other, 0 if forward else there - 1)
    return None
