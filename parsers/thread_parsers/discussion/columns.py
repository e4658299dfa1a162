"""The columns of a discussion: one row per comment, in thread order (pre-order)."""

from __future__ import annotations

from array import array
from collections import Counter
from operator import eq, itemgetter
from typing import TYPE_CHECKING, Literal

from thread_parsers.discussion.offsets import MAX_NARROW, is_wide, narrow, widened
from thread_parsers.discussion.sparse_columns import COMPACT_COLUMNS, OTHER_COLUMNS, SparseColumns
from thread_parsers.steps import emptied_in_steps, listed_in_steps
from thread_parsers.times.epoch import FIRST_SECOND, LAST_SECOND

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence


Inferred = Literal["parent", "time"]
"""What can be inferred of a comment."""
NO_TIME = -(1 << 62)
"""The time column of a comment whose time is not known."""
NO_SCORE = -(1 << 31)
"""The likes column of a comment whose score the page does not state. A score may be negative, so -1 would not do."""

_PLAIN_COLUMNS = (
    "start", "body_start", "body_end", "end", "author", "time", "likes", "replies", "file_start", "file_end", "margin",
)  # fmt: skip
"""The arrays that keep their values when rows are put in another order. The margin is the last: it says how many rows
are complete."""
_OFFSETS = ("start", "body_start", "body_end", "end", "file_start", "file_end")
"""Those of bytes: see `offsets`."""
_SLICE_ROWS = 1 << 10
"""Rows between two yields."""
_ALL_ROWS = slice(None)
_WITH_CLOCK = frozenset({None, "hour"})
"""How exact a time is to which a zone applies: a day or a month is the same in all zones."""


class Columns(SparseColumns):
    """The rows of all comments. Offsets are bytes of the discussion's text. What the page does not state is NO_TIME,
    NO_SCORE, or -1 in the other columns; the dictionaries and sets have only the rows that state something."""

    __slots__ = (
        "author",
        "author_names",
        "author_numbers",
        "body_end",
        "body_start",
        "depth",
        "end",
        "file_end",
        "file_start",
        "likes",
        "margin",
        "parent",
        "replies",
        "start",
        "subtree_end",
        "time",
        "zone",
    )

    def __init__(self) -> None:
        self.start = narrow()
        """First byte of the comment: its head."""
        self.body_start = narrow()
        self.body_end = narrow()
        self.end = narrow()
        """One past the last byte of the comment, including its footer."""
        self.author = array("I")
        """Index of the author in `author_names`."""
        self.time = array("q")
        """Seconds from 1970 by the page's own clock, or NO_TIME."""
        self.likes = array("i")
        """The score: likes, or points, which may be negative; or NO_SCORE."""
        self.replies = array("i")
        """Number of replies that the page declares."""
        self.parent = array("i")
        """Index of the parent, -1 for a comment on the article itself."""
        self.depth = array("I")
        self.subtree_end = array("I")
        """Index one past the last descendant; 0 while the subtree may still grow."""
        self.margin = array("H")
        """Bytes of indentation or quote marks at the start of each line of the body."""
        self.author_names: list[str] = []
        self.author_numbers: dict[str, int] = {}
        self.zone: int | None = None
        """Minutes east of UTC of most times; None if most have no zone, or it is in `zones`."""
        self.file_start, self.file_end = narrow(), narrow()
        """First byte of the comment in the file, and one past the last; only where the text was rendered from it. 0
        where it is not known yet: `Discussion.file_span` finds it."""

    def __len__(self) -> int:
        # `append` fills the margin last, so a row counts only when it is complete.
        return len(self.margin)

    def make_room(self, offset: int) -> None:
        """Make the columns hold an offset, and all that are smaller."""
        if offset > MAX_NARROW and not is_wide(self.start):
            for name in _OFFSETS:
                setattr(self, name, widened(getattr(self, name)))

    def zone_of(self, index: int) -> int | None:
        """Minutes east of UTC of a comment's time; None if its zone is not known."""
        return self.zones.get(index, self.zone) if self.zones else self.zone

    @property
    def clock_zone(self) -> int | None:
        """The zone of the clock by which times are compared, in minutes east of UTC: the default, or else the first one
        that is stated; None if none is."""
        if self.zone is not None or not self.zones:
            return self.zone
        return next((zone for zone in self.zones.values() if zone is not None), None)

    def instant(self, index: int) -> int:
        """The time of a comment by the clock of `clock_zone`, so that times of different zones can be compared; or
        NO_TIME. A time without a zone, or less exact than an hour, is taken as it is."""
        time, zone = self.time[index], self.zones.get(index)
        if zone is None or time == NO_TIME or self.time_units.get(index) not in _WITH_CLOCK:
            return time
        shifted = time - 60 * (zone - (self.clock_zone or 0))
        return max(FIRST_SECOND, min(shifted, LAST_SECOND))

    def instants(self, rows: slice = _ALL_ROWS) -> array[int]:
        """`instant` of all comments, or of some. With one zone for all, these are the times."""
        if not self.zones:
            return self.time if rows is _ALL_ROWS else self.time[rows]
        return array("q", map(self.instant, range(*rows.indices(len(self.time)))))

    def author_number(self, name: str) -> int:
        """The index of `name` in `author_names`, which is extended if the name is new."""
        number = self.author_numbers.get(name)
        if number is None:
            number = self.author_numbers[name] = len(self.author_names)
            self.author_names.append(name)
        return number

    def append(
        self,
        *,
        start: int,
        body_start: int,
        body_end: int,
        end: int,
        author: str,
        time: int = NO_TIME,
        likes: int = NO_SCORE,
        replies: int = -1,
        parent: int = -1,
        margin: int = 0,
    ) -> int:
        """Append a comment under `parent`, which must be -1, the last comment or one of its ancestors. Returns its
        index. Raises ValueError for any other parent."""
        index = self.append_place(parent)
        self.make_room(end)
        self.start.append(start)
        self.body_start.append(body_start)
        self.body_end.append(body_end)
        self.end.append(end)
        number = self.author_numbers.get(author)
        self.author.append(self.author_number(author) if number is None else number)
        self.time.append(time)
        self.likes.append(likes)
        self.replies.append(replies)
        self.margin.append(margin)
        return index

    def append_place(self, parent: int) -> int:
        """The part of `append` that is about the place in the tree. The caller fills the other columns."""
        parents = self.parent
        index = len(parents)
        # Pre-order: this comment ends the subtrees of the last comment and its ancestors up to the new parent.
        last = index - 1
        while last != parent and last >= 0:
            self.subtree_end[last] = index
            last = parents[last]
        if last != parent:
            raise ValueError("a reply must directly follow its parent's subtree")
        parents.append(parent)
        self.depth.append(self.depth[parent] + 1 if parent >= 0 else 0)
        self.subtree_end.append(0)
        return index

    def append_places(self, parents: Sequence[int]) -> None:
        """`append_place` for several comments whose parents are known to be right."""
        known, depths, ends = self.parent, self.depth, self.subtree_end
        last = len(known) - 1
        for index, parent in enumerate(parents, len(known)):
            while last != parent and last >= 0:
                ends[last] = index
                last = known[last]
            known.append(parent)
            depths.append(depths[parent] + 1 if parent >= 0 else 0)
            ends.append(0)
            last = index

    def extend_flat(
        self,
        *,
        start: Sequence[int],
        body_start: Sequence[int],
        body_end: Sequence[int],
        end: Sequence[int],
        author: Sequence[int],
        time: Sequence[int],
        replies: Sequence[int],
    ) -> None:
        """Append many comments on the article itself at once. All sequences have the same length; `author` holds
        indices into `author_names`."""
        first, count = len(self.start), len(start)
        if not count:
            return
        last = first - 1
        while last >= 0:
            self.subtree_end[last] = first
            last = self.parent[last]
        self.make_room(max(end))
        self.start.fromlist(list(start))
        self.body_start.fromlist(list(body_start))
        self.body_end.fromlist(list(body_end))
        self.end.fromlist(list(end))
        self.author.extend(author)
        self.time.extend(time)
        self.likes.extend(array("i", [NO_SCORE]) * count)
        self.replies.extend(replies)
        self.parent.extend(array("i", [-1]) * count)
        self.depth.extend(array("I", [0]) * count)
        # The last subtree stays open: replies to it may follow.
        self.subtree_end.extend(range(first + 1, first + count))
        self.subtree_end.append(0)
        self.margin.extend(array("H", [0]) * count)

    def fill(self, rows: Columns, order: Sequence[int], parents: Sequence[int]) -> Iterator[None]:
        """Append the rows of other columns in another order, in steps, and empty those. `order` has their numbers in
        thread order, `parents` for each place in `order` the place of the parent, or -1. Some rows appear in each of
        the last steps."""
        first, count = len(self), len(order)
        if is_wide(rows.start):
            self.make_room(MAX_NARROW + 1)
        if not first and count == len(rows) and (yield from _are_in_order(order)):
            self._adopt(rows)
            yield from self._append_rows(rows, order, parents)
            return
        place = array("q", bytes(8 * count))
        for at, row in enumerate(order, 1):
            place[row] = at + first - 1
            if at % _SLICE_ROWS == 0:
                yield
        if not first:
            self.zone = rows.zone
        elif rows.zone != self.zone:
            yield from rows._state_zones()
        yield from self._take_compact(rows, order)
        yield from self._take_sparse(rows, place)
        yield from self._take_authors(rows)
        yield from self._append_rows(rows, order, parents)

    def _adopt(self, rows: Columns) -> None:
        """Take over the names, and what some rows state only, of other columns, whose rows are in thread order."""
        self.zone = rows.zone
        self.author_names, rows.author_names = rows.author_names, []
        self.author_numbers, rows.author_numbers = rows.author_numbers, {}
        for name in SparseColumns.__slots__:
            stated = rows.made(name)
            if stated is not None:
                setattr(self, name, stated)
                delattr(rows, name)

    def _append_rows(self, rows: Columns, order: Sequence[int], places: Sequence[int]) -> Iterator[None]:
        """The last steps of `fill`: each appends rows, or ends subtrees of many levels."""
        parents, depths, ends = self.parent, self.depth, self.subtree_end
        first, last = len(parents), len(parents) - 1
        done = work = 0
        for at, place in enumerate(places):
            parent = place + first if place >= 0 else -1
            while last != parent and last >= 0:  # as in `append_place`
                ends[last] = first + at
                last = parents[last]
                work += 1
                if work >= _SLICE_ROWS:
                    self._append_values(rows, order[done:at])
                    done, work = at, 0
                    yield
            parents.append(parent)
            depths.append(depths[parent] + 1 if parent >= 0 else 0)
            ends.append(0)
            last = first + at
            work += 1
            if work >= _SLICE_ROWS:
                self._append_values(rows, order[done : at + 1])
                done, work = at + 1, 0
                yield
        self._append_values(rows, order[done:])
        yield

    def _append_values(self, rows: Columns, order: Sequence[int]) -> None:
        """Complete rows that have a place in the tree."""
        count = len(order)
        if not count:
            return
        first = order[0]
        taken = None if _is_run(order) else itemgetter(*order)  # not a run, so at least two
        for name in _PLAIN_COLUMNS:
            old = getattr(rows, name)
            if old and taken is None:
                column, run = getattr(self, name), old[first : first + count]
                column.extend(run if run.typecode == column.typecode else run.tolist())
            elif old and taken is not None:
                getattr(self, name).fromlist(list(taken(old)))

    def _state_zones(self) -> Iterator[None]:
        """State the zone of each time, in steps."""
        for row, time in enumerate(self.time, 1):
            if time != NO_TIME:
                self.zones.setdefault(row - 1, self.zone)
            if row % _SLICE_ROWS == 0:
                yield

    def _take_compact(self, rows: Columns, order: Sequence[int]) -> Iterator[None]:
        """Append what many rows of other columns state in another order, in steps."""
        first = len(self)
        for name in COMPACT_COLUMNS:
            old = rows.made(name)
            for at in range(0, len(order) if old else 0, _SLICE_ROWS):
                getattr(self, name).extend_from(first + at, old, order[at : at + _SLICE_ROWS])
                yield
            if old:
                delattr(rows, name)

    def _take_sparse(self, rows: Columns, place: Sequence[int]) -> Iterator[None]:
        """Move what other columns state of some rows only to the places of those, in steps."""
        for name in OTHER_COLUMNS:
            old = rows.made(name)
            if not old:
                continue
            new = getattr(self, name)
            numbers = yield from listed_in_steps(old)
            for at in range(0, len(numbers), _SLICE_ROWS):
                some = numbers[at : at + _SLICE_ROWS]
                if isinstance(new, dict):
                    new.update([(place[row], old.pop(row)) for row in some])
                else:
                    new.update([place[row] for row in some])
                    old.difference_update(some)
                yield

    def _take_authors(self, rows: Columns) -> Iterator[None]:
        """Add the names of other columns, and change the numbers of those to the ones here, in steps."""
        is_first, numbers = not self.author_names, array("I")
        for number, name in enumerate(rows.author_names, 1):
            numbers.append(self.author_number(name))
            if number % _SLICE_ROWS == 0:
                yield
        for at in range(0, 0 if is_first else len(rows.author), _SLICE_ROWS):
            old = rows.author[at : at + _SLICE_ROWS]
            rows.author[at : at + _SLICE_ROWS] = array("I", map(numbers.__getitem__, old))
            yield
        yield from emptied_in_steps(rows.author_names)
        yield from emptied_in_steps(rows.author_numbers)

    def subtree(self, index: int) -> range:
        """The indices of a comment and all its descendants."""
        return range(index, self.subtree_end[index] or len(self))

    def children(self, index: int) -> Iterator[int]:
        """Yield the direct replies to a comment, in order; for -1 the comments on the article."""
        at, end = index + 1, self.subtree(index).stop if index >= 0 else len(self)
        while at < end:
            yield at
            at = self.subtree_end[at] or end

    def reply_count(self, index: int) -> int:
        """How many direct replies a comment has: in the file, or as declared by the page if that is more."""
        return max(self.replies[index], sum(1 for _ in self.children(index)))

    def reply_counts(self) -> array[int]:
        """`reply_count` of every comment, in one pass."""
        counts = array("i", [max(declared, 0) for declared in self.replies])
        for parent, counted in Counter(self.parent).items():
            if parent >= 0 and counted > counts[parent]:
                counts[parent] = counted
        return counts

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the parent, its parent and so on, up to the comment on the article."""
        index = self.parent[index]
        while index >= 0:
            yield index
            index = self.parent[index]

    def next_sibling(self, index: int) -> int | None:
        """The next comment with the same parent, if any."""
        after = self.subtree(index).stop
        return after if after < len(self) and self.parent[after] == self.parent[index] else None

    def previous_sibling(self, index: int) -> int | None:
        """The previous comment with the same parent, if any."""
        # The row before is the sibling or the last of its descendants: climb from there.
        parent, at = self.parent[index], index - 1
        while at > parent and self.parent[at] != parent:
            at = self.parent[at]
        return at if at > parent else None


def _are_in_order(numbers: Sequence[int]) -> Generator[None, None, bool]:
    """Whether numbers are 0, 1, 2 and so on, in steps."""
    for first in range(0, len(numbers), _SLICE_ROWS):
        some = numbers[first : first + _SLICE_ROWS]
        if some[0] != first or not _is_run(some):
            return False
        yield
    return True


def _is_run(numbers: Sequence[int]) -> bool:
    """Whether each number is one more than the one before."""
    first, last = numbers[0], numbers[-1]
    return last - first == len(numbers) - 1 and all(map(eq, numbers, range(first, last + 1)))
