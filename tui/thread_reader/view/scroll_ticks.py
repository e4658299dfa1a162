"""What the scroll bar of the comments shows beside the position: search hits, what is new, what the user has kept, the
comments of an author, and which parts are read."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.roles import original_poster
from thread_reader.view.text_search import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from thread_reader.view.reader import Reader
    from thread_reader.view.visible import VisibleComments

MAX_TICKS = 2000
"""At most about this many hits or comments have a tick: the bar has fewer rows than that."""
MAX_OF_POSTER = 20
"""Comments of the original poster that have one; more would say nothing."""
MAX_LEVELS = 200
"""Levels of the tree in which a fold is looked for."""


class Ticks(NamedTuple):
    """Ticks of one kind."""

    kind: str
    """`poster`, `author`, `kept`, `new`, `hit` or `current`."""
    places: Sequence[tuple[float, int]]
    """Where they are, from 0 to 1, and the comments that they stand for."""


class ScrollTicks:
    """Finds the ticks. Those of the last frame are kept as long as nothing that they depend on has changed."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._visible: VisibleComments | None = None
        self._found: dict[str, tuple[object, Ticks]] = {}
        """By kind, what the ticks depend on, and the ticks."""

    def now(self) -> list[Ticks]:
        """Return the ticks of each kind that has some; those that are drawn over others come later."""
        reader = self._reader
        if reader.visible is not self._visible:
            self._visible, self._found = reader.visible, {}
        search, marks, count = reader.search, reader.bookmarks, len(reader.columns)
        hits, current = search.comments_with_hits, search.current
        ended = reader.reading_ended
        kinds: tuple[tuple[str, object, Callable[[], Iterable[int]]], ...] = (
            ("poster", ended, lambda: self._of(original_poster(reader.discussion), MAX_OF_POSTER) if ended else ()),
            ("author", (reader.followed, count), lambda: self._of(reader.followed, MAX_TICKS)),
            ("kept", (len(marks.starred), len(marks.notes), tuple(marks.marks.values())), self._kept),
            ("new", len(marks.new), lambda: islice(marks.new, 0, None, len(marks.new) // MAX_TICKS + 1)),
            ("hit", (id(hits), len(hits)), lambda: hits[:: len(hits) // MAX_TICKS + 1]),
            ("current", current, lambda: () if current is None or current.comment == ARTICLE else (current.comment,)),
        )
        return [ticks for kind in kinds if (ticks := self._of_kind(*kind)).places]

    def _of_kind(self, kind: str, state: object, comments: Callable[[], Iterable[int]]) -> Ticks:
        known = self._found.get(kind)
        if known is not None and known[0] == state:
            return known[1]
        total = len(self._reader.visible)
        rows = ((self._row(comment), comment) for comment in comments())
        ticks = Ticks(kind, [(row / total, comment) for row, comment in rows if row is not None])
        self._found[kind] = state, ticks
        return ticks

    def _row(self, comment: int) -> int | None:
        """The row of a comment, or of the fold that hides it; None if the filter hides it."""
        reader = self._reader
        row = reader.visible.row(comment)
        if row is not None or reader.folds.none or reader.unfolded.row(comment) is None:
            return row
        rows = map(reader.visible.row, islice(reader.columns.ancestors(comment), MAX_LEVELS))
        return next((above for above in rows if above is not None), None)

    def _of(self, author: int | None, most: int) -> list[int]:
        """The first comments of an author, by number."""
        authors, found = self._reader.columns.author, list[int]()
        if author is None:
            return found
        while len(found) < most:
            try:
                found.append(authors.index(author, found[-1] + 1 if found else 0))
            except ValueError:
                break
        return found

    def _kept(self) -> Iterable[int]:
        marks = self._reader.bookmarks
        return islice({*marks.starred, *marks.noted, *(place.comment for place in marks.marks.values())}, MAX_TICKS)

    def at(self, row: int, rows: int) -> int | None:
        """Return the first comment that the tick in a row of the bar stands for; None without a tick."""
        for ticks in reversed(self.now()):
            here = [comment for place, comment in ticks.places if min(rows - 1, int(place * rows)) == row]
            if here:
                return min(here)
        return None

    def read_parts(self, rows: int) -> list[bool]:
        """For each of the rows of the bar, whether the comments of its part are read, those in folds included. Empty
        until it is known what was read before."""
        reader, visible = self._reader, self._reader.visible
        read, total = reader.bookmarks.read, len(visible)
        if not reader.bookmarks.recalls:
            return []
        parts = [(at * total // rows, max(at * total // rows + 1, (at + 1) * total // rows)) for at in range(rows)]
        if reader.is_in_page_order and not reader.filter.active:
            ends = (visible[last] if last < total else len(reader.columns) for _, last in parts)
            return [
                not read.has_unread(range(visible[first], end)) for (first, _), end in zip(parts, ends, strict=True)
            ]
        step = total // MAX_TICKS + 1
        return [all(visible[row] in read for row in range(first, last, step)) for first, last in parts]
