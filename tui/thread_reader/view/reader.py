"""The reader as values: a discussion, what of it is shown, and a cursor that keeps its place through every change.

Everything that can change what is shown goes through `rearrange`, which puts the cursor back on the comment where it
was, or on its nearest shown neighbour, on the same row of the screen. The place last gone to on purpose is the wish;
a comment that a filter hides is found again when the filter goes.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from thread_parsers.errors import PatternTooSlow
from thread_reader.view.bookmarks import Bookmarks, Place
from thread_reader.view.comment_filter import Filter
from thread_reader.view.folds import Folds
from thread_reader.view.hidden_hits import HiddenHits
from thread_reader.view.position import Heights, Position, Window
from thread_reader.view.sentences import Sentences
from thread_reader.view.text_search import Search
from thread_reader.view.visible import VisibleComments, visible_comments

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import Stats

PAGE_ORDER = "page"
NUDGE = 3
"""Lines that a step scrolls inside a comment which is taller than the screen."""


class Reader:
    """What is shown of a discussion and where the cursor is. `heights` and `rows` come from whoever draws."""

    def __init__(self, discussion: Discussion) -> None:
        self.discussion = discussion
        self.columns = discussion.columns
        self.heights: Heights | None = None
        self.rows = 24
        self.folds = Folds()
        self.filter = Filter()
        self.search = Search()
        self.bookmarks = Bookmarks()
        self.stats: Stats | None = None
        """What was counted so far; None before counting began."""
        self.sentences = Sentences(discussion)
        self.order = PAGE_ORDER
        self.stopped = False
        """True when reading was stopped before the end of the file."""
        self.change: str | None = None
        """What became of the file since it was read: `has grown`; None while it is what it was."""
        self.visible = VisibleComments(range(len(self.columns)))
        self.position = Position()
        self._wish = Position()
        self._sorted: array[int] | None = None
        self._unfolded: VisibleComments | None = None
        self.hidden_hits = HiddenHits()

    @property
    def all_seen(self) -> bool:
        """Whether the stats are of the text of all comments, and not only of the first ones so far."""
        return self.stats is not None and self.stats.sentences is not None and self.stats.seen == len(self.columns)

    @property
    def window(self) -> Window:
        """The screenful of comments."""
        if self.heights is None:
            raise RuntimeError("nobody draws this reader yet")
        return Window(self.visible, self.heights, max(1, self.rows))

    def segment_count(self, comment: int) -> int:
        """Segments of a comment, folded or not; the drawing knows, unless it is folded."""
        if self.heights is None or comment in self.folds:
            return len(self.discussion.segments(comment))
        return self.heights.segment_count(comment)

    @property
    def reading_ended(self) -> bool:
        """True when no more comments will come."""
        return self.discussion.complete or self.stopped

    @property
    def place(self) -> Place:
        """Where the cursor is."""
        return Place(self.position.comment, self.position.segment)

    @property
    def unfolded(self) -> VisibleComments:
        """What would be shown if nothing were folded: the order in which hits and kinds of things are visited."""
        if self._unfolded is None:
            self._unfolded = self._arranged(Folds())
        return self._unfolded

    def resized(self, heights: Heights, rows: int) -> None:
        """The drawing has another width or height."""
        self.heights, self.rows = heights, rows
        self.rearrange()

    def rearrange(self) -> None:
        """Find out anew what is shown; the cursor keeps its comment and its row."""
        self._unfolded = None
        self.visible = self._arranged(self.folds)
        if self.heights is None:
            return
        nearest = self.visible.nearest(self._wish.comment, self.columns)
        if nearest is None:
            return
        segment = self._wish.segment if nearest == self._wish.comment else None
        self.position = self.window.settled(Position(nearest, segment, self._wish.row))

    def _arranged(self, folds: Folds) -> VisibleComments:
        matches = self.filter.matches if self.filter.active else None
        order = self._order_now()
        return visible_comments(self.columns, folds=folds, order=order, matches=matches, context=self.filter.context)

    def _order_now(self) -> Sequence[int] | None:
        if self.order == PAGE_ORDER:
            return None
        if self._sorted is None or len(self._sorted) != len(self.columns):
            from thread_parsers.discussion.order import ordered

            self._sorted = ordered(self.columns, self.order)
        return self._sorted

    def sort(self, order: str) -> None:
        """Sort each level of the tree by one of the orders of `thread_parsers.discussion.order`."""
        self.order, self._sorted = order, None
        self.rearrange()

    def returns_to(self, position: Position) -> None:
        """A position of before, as near as it can be drawn now. Without comments there is none to return to."""
        if self.visible:
            self.goes_to(self.window.settled(position))

    def goes_to(self, position: Position) -> None:
        """The cursor moves on purpose. Folds that were opened for a search hit close when it has left them."""
        self.position = self._wish = position
        self.bookmarks.seen.add(position.comment)
        if self.folds.opened and not self._inside_opened(position.comment):
            self.close_opened()

    def _inside_opened(self, comment: int) -> bool:
        return comment in self.folds.opened or any(one in self.folds.opened for one in self.columns.ancestors(comment))

    def fold(self, folds: Folds) -> None:
        """Other folds; where the cursor is hidden by one it goes to the folded comment for good."""
        self.folds = folds
        self.rearrange()
        self._wish = self.position

    def go(self, place: Place, *, jump: bool = False) -> bool:
        """Put the cursor on a place, unfolding what hides it. False when the filter hides it. `jump` remembers where
        the cursor was."""
        if self.unfolded.row(place.comment) is None:
            return False
        here = self.place
        hiding = [comment for comment in self.columns.ancestors(place.comment) if comment in self.folds]
        if place.segment is not None and place.comment in self.folds:
            hiding.append(place.comment)
        if hiding:
            self.folds = self.folds.unfold(*hiding)
            self.rearrange()
        if jump:
            self.bookmarks.leave(here)
        self.goes_to(self.window.at(place.comment, place.segment, near=self.position))
        return True

    def step_down(self) -> None:
        """To the rest of a tall comment, to its next segment when one is entered, else to the next comment."""
        window, position = self.window, self.position
        if not self.visible:
            return
        hidden = window.hidden_below(position)
        if hidden and self._is_tall(position):
            self.goes_to(window.settled(position._replace(row=position.row - min(hidden, NUDGE))))
            return
        segments = window.heights.segment_count(position.comment)
        if position.segment is not None and position.segment + 1 < segments:
            self.goes_to(window.at(position.comment, position.segment + 1, near=position))
            return
        row = self.visible.row(position.comment)
        if row is not None and row + 1 < len(self.visible):
            self.goes_to(window.at(self.visible[row + 1], near=position))

    def step_up(self) -> None:
        """Back through a tall comment, to the segment before, else to the comment before."""
        window, position = self.window, self.position
        if not self.visible:
            return
        if position.row < 0:
            self.goes_to(window.settled(position._replace(row=position.row + min(-position.row, NUDGE))))
        elif position.segment is not None:
            before = position.segment - 1 if position.segment else None
            self.goes_to(window.at(position.comment, before, near=position))
        else:
            row = self.visible.row(position.comment)
            if row:
                self.goes_to(self._entered_from_below(self.visible[row - 1]))

    def _entered_from_below(self, comment: int) -> Position:
        height = self.window.heights.height(comment)
        if height <= self.rows:
            return self.window.at(comment, near=self.position)
        row = max(self.position.row - height, NUDGE - height)
        return self.window.settled(Position(comment, None, row))

    def _is_tall(self, position: Position) -> bool:
        size = self.window.heights.height(position.comment)
        return size > self.rows

    def scroll(self, lines: int) -> None:
        """Move the view by lines, down when positive; the cursor stays in it."""
        if self.visible:
            moved = self.window.scrolled(self.position, lines)
            if moved == self.position:
                edge = self.visible[-1] if lines > 0 else self.visible[0]
                moved = self.window.at(edge, near=self.position) if edge != moved.comment else moved
            self.goes_to(moved)

    def matching_segments(self, comment: int) -> frozenset[int]:
        """The segments of a comment that the filter found; none where the filter has no words for segments."""
        query = self.filter.query
        if query is None or not query.patterns or not self.filter.active or self.filter.trouble:
            return frozenset()
        try:
            return frozenset(self.filter.matching(self.discussion, self.bookmarks).comment(comment))
        except PatternTooSlow as error:
            self.filter.trouble = str(error)
            return frozenset()

    def holds(self, comment: int, other: int) -> bool:
        """True when `other` is `comment` or somewhere below it."""
        return other in self.columns.subtree(comment)

    def open_for_now(self, comments: frozenset[int], place: Place) -> None:
        """Open folds until the cursor, which goes to `place`, leaves them."""
        self.folds = self.folds.open_for_now(comments)
        self._wish = Position(place.comment, place.segment, self.position.row)
        self.rearrange()

    def close_opened(self) -> None:
        """Close the folds that were open for a search hit."""
        if self.folds.opened:
            self.fold(self.folds.open_for_now(frozenset()))

    def reveal(self, comment: int, paragraph: int, character: int) -> None:
        """Put the cursor on a comment with a certain character of it on the screen."""
        window = self.window
        position = window.at(comment, near=self.position)
        line = window.heights.text_line(comment, paragraph, character)
        if not 0 <= position.row + line < self.rows:
            position = window.settled(position._replace(row=self.rows // 3 - line))
        self.goes_to(position)

    def point(self, comment: int, segment: int | None = None) -> None:
        """Put the cursor on a comment that is on the screen, without moving the view."""
        for row, (other, line) in enumerate(self.window.lines(self.position)):
            if other == comment:
                at = Position(comment, segment, 0)
                self.goes_to(self.window.settled(at._replace(row=row - line + self.window.focus_line(at))))
                return
        self.go(Place(comment, segment))

    def inside(self, comment: int) -> str:
        """What a folded comment holds: replies, and hits and matches among it and them."""
        below = self.columns.subtree(comment)
        said = []
        if len(below) > 1:
            said.append(f"{len(below) - 1} {'reply' if len(below) == 2 else 'replies'}")
        if self.filter.active:
            matches = _between(self.filter.matches, below.start, below.stop)
            said.append(f"{matches} match{'' if matches == 1 else 'es'}")
        if self.search.pattern is not None:
            hits = self.search.before(below.stop) - self.search.before(below.start)
            said.append(f"{hits} hit{'' if hits == 1 else 's'}")
        return f"({', '.join(said)})" if said else ""

    def open_levels(self) -> int:
        """How many levels of the tree are unfolded from the top: all of a level counts, or it does not."""
        if self.folds.none:
            return max(self.columns.depth, default=0) + 1
        return min((depth for comment, depth in enumerate(self.columns.depth) if comment in self.folds), default=0)

    def folded_below(self, level: int) -> Folds:
        """Folds that leave `level` levels of the tree unfolded."""
        if level <= 0:
            return Folds(all=True)
        return Folds(exceptions=frozenset(n for n, depth in enumerate(self.columns.depth) if depth >= level))


def _between(numbers: Sequence[int], start: int, stop: int) -> int:
    return bisect_left(numbers, stop) - bisect_left(numbers, start)
