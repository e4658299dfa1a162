"""The state of the reader: a discussion, which comments are visible, and a cursor that keeps its place.

Every change of what is visible goes through `rearrange`. It puts the cursor back on the same screen row, on the comment
it was on or the nearest visible one. The position that the user last moved to is kept as the wish, so the cursor
returns to a comment hidden by a filter once the filter is removed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from thread_reader.view.bookmarks import Bookmarks, Place
from thread_reader.view.comment_filter import Filter
from thread_reader.view.drawing import AS_USUAL
from thread_reader.view.first_words import start_of_text
from thread_reader.view.folds import Folds
from thread_reader.view.hidden_hits import HiddenHits
from thread_reader.view.people import People
from thread_reader.view.position import Heights, Position, Unmeasured, Window
from thread_reader.view.preferences import Preferences
from thread_reader.view.sentences import Sentences
from thread_reader.view.text_search import Search
from thread_reader.view.times import Times
from thread_reader.view.visible import Context, VisibleComments, visible_comments
from thread_reader.view.word_sums import WordSums

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import Stats
    from thread_reader.view.chosen import Chosen
    from thread_reader.view.drawing import Anchor, AnchorKind
    from thread_reader.view.link_list import LinkList

PAGE_ORDER = "page"


def _is_flat(name: str) -> bool:
    from thread_parsers.discussion.order import order_named  # not at the top: the first screen is in page order

    return order_named(name).is_flat


class Reader:
    """What is visible of a discussion, and where the cursor is. The pane that draws it sets `heights` and `rows`."""

    def __init__(  # noqa: PLR0915 (one statement for each attribute)
        self,
        discussion: Discussion,
        preferences: Preferences = Preferences(),  # noqa: B008
    ) -> None:
        self.discussion = discussion
        self.columns = discussion.columns
        self.preferences = preferences
        self.heights: Heights = Unmeasured(discussion)
        """The heights of the comments: one line each until the pane has a size."""
        self.rows = 24
        self.most_pinned = 0
        """Rows that heads of ancestors may be pinned to."""
        self.folds = Folds()
        self.people = People(self.columns)
        """The tags, colours and mutes of authors."""
        self.folded_by_query: frozenset[int] = frozenset()
        """The comments that the setting `fold` matches."""
        self.drawing = AS_USUAL
        """How the bodies of comments are drawn."""
        self.anchors_of: Callable[[int, AnchorKind], Sequence[Anchor]] = lambda _comment, _kind: ()
        """The quotes, or the links, of a comment, in order, as far as they are drawn as such. Set by the pane."""
        self.followed: int | None = None
        """The number of the author whose comments the scroll bar shows."""
        self.revealed: frozenset[int] = frozenset()
        """The comments whose spoilers are shown."""
        self.article_revealed = False
        """Whether the spoilers of the article are shown."""
        self.preview: Callable[[int], str] = partial(start_of_text, discussion)
        """The first words of a comment: as they are drawn, once the pane has set it."""
        self.anchor: tuple[int, Anchor] | None = None
        """The comment and the quote or link in it that the cursor is on; None if it is on none."""
        self.filter = Filter()
        self.search = Search()
        self.bookmarks = Bookmarks()
        self.stats: Stats | None = None
        """The statistics of all comments, counted so far; None before counting has begun."""
        self.match_stats: Stats | None = None
        """Those of the comments that the filter matches; None without a filter, and until they have been counted."""
        self.highlights: Chosen | None = None
        """The comments to read first; None until they are asked for."""
        self.links: LinkList | None = None
        """The links of all comments; None until they are asked for."""
        self.sentences = Sentences(discussion)
        self.times = Times(discussion)
        self.word_sums = WordSums()
        self.order = PAGE_ORDER
        self.is_flat = False
        """Whether the order does not keep replies below their parents."""
        self.order_before = PAGE_ORDER
        """The order to which a flat one leads back."""
        self.stopped = False
        """Whether the user stopped reading before the end of the file."""
        self.change: str | None = None
        """How the file has changed since it was read, such as `has grown`; None if it has not."""
        self.visible = VisibleComments(range(len(self.columns)))
        self.position = Position()
        self._wish = Position()
        """Where the user last moved the cursor."""
        self._sorted: array[int] | None = None
        """All comments in the current order; None if not sorted yet, or for page order."""
        self._unfolded: VisibleComments | None = None
        """Cache of `unfolded`."""
        self.hidden_hits = HiddenHits()

    @property
    def order_words(self) -> str:
        """What the order is called."""
        if self.order == PAGE_ORDER:
            return "page order"
        from thread_parsers.discussion.order import order_named

        return order_named(self.order).words

    @property
    def is_in_page_order(self) -> bool:
        """Whether comments are in the order of the page."""
        return self.order == PAGE_ORDER

    @property
    def folded_at_first(self) -> frozenset[int]:
        """The comments that are folded until the user unfolds them: of muted authors, and by a query."""
        return self.people.muted | self.folded_by_query

    @property
    def all_seen(self) -> bool:
        """Whether the statistics cover the text of all comments, not only of the first ones."""
        return self.stats is not None and self.stats.sentences is not None and self.stats.seen == len(self.columns)

    @property
    def shown_stats(self) -> Stats | None:
        """The statistics that are shown: those of the last filter until those of the present one are counted."""
        return self.match_stats if self.filter.active and self.match_stats is not None else self.stats

    @property
    def window(self) -> Window:
        """The visible comments with their heights and the rows of the screen."""
        return Window(self.visible, self.heights, max(1, self.rows), self.most_pinned, self.levels_above)

    def levels_above(self, comment: int) -> int:
        """Return how many ancestors of a visible comment are visible. Among single matches, and in a flat
        order, none counts."""
        is_alone = self.filter.active and self.filter.context is Context.MATCHES
        return 0 if is_alone or self.is_flat else self.columns.depth[comment]

    def segment_count(self, comment: int) -> int:
        """Return the number of segments of a comment, whether it is folded or not."""
        # The layout has the number at hand, except for folded comments, which it lays out as one line.
        if comment in self.folds:
            return len(self.discussion.segments(comment))
        return self.heights.segment_count(comment)

    @property
    def reading_ended(self) -> bool:
        """Whether no more comments will arrive."""
        return self.discussion.complete or self.stopped

    @property
    def place(self) -> Place:
        """The comment and segment of the cursor."""
        return Place(self.position.comment, self.position.segment)

    @property
    def wanted_place(self) -> Place:
        """Where the user last moved the cursor; it is elsewhere while a filter hides that."""
        return Place(self._wish.comment, self._wish.segment)

    @property
    def unfolded(self) -> VisibleComments:
        """The comments that would be visible if nothing were folded. Hits and kinds are visited in this order."""
        if self._unfolded is None:
            self._unfolded = self._arranged(Folds())
        return self._unfolded

    def resized(self, heights: Heights, rows: int, most_pinned: int = 0) -> None:
        """Update after the pane has changed its size, or how many heads may be pinned."""
        self.heights, self.rows, self.most_pinned = heights, rows, most_pinned
        self.rearrange()

    def rearrange(self) -> None:
        """Recompute what is visible. The cursor keeps its comment and its row as far as possible."""
        self._unfolded = None
        self.visible = self._arranged(self.folds)
        nearest = self.visible.nearest(self._wish.comment, self.columns)
        if nearest is None:
            return
        segment = self._wish.segment if nearest == self._wish.comment else None
        # `_wish` itself does not change, so that the cursor can come back to it.
        window = self.window
        self.position = window.uncovered(window.settled(Position(nearest, segment, self._wish.row)))

    def _arranged(self, folds: Folds) -> VisibleComments:
        matches = self.filter.matches if self.filter.active else None
        order = self._order_now()
        return visible_comments(
            self.columns,
            folds=folds,
            order=order,
            matches=matches,
            context=self.filter.context,
            is_flat=self.is_flat,
        )

    def _order_now(self) -> Sequence[int] | None:
        if self.order == PAGE_ORDER:
            return None
        if self._sorted is None or len(self._sorted) != len(self.columns):
            from thread_parsers.discussion.order import ordered  # not at the top: the first screen is in page order

            self._sorted = ordered(self.columns, self.order)
        return self._sorted

    def sort(self, order: str) -> None:
        """Sort by one of the orders in `thread_parsers.discussion.order`."""
        is_flat = order != PAGE_ORDER and _is_flat(order)
        if is_flat and not self.is_flat:
            self.order_before = PAGE_ORDER if self.order == order else self.order
        self.order, self.is_flat, self._sorted = order, is_flat, None
        self.rearrange()

    def leave_flat(self) -> None:
        """Go back from a flat order to the one before."""
        if self.is_flat:
            self.sort(self.order_before)

    def returns_to(self, position: Position) -> None:
        """Return to an earlier position, or the nearest one possible. Does nothing if no comment is visible."""
        if self.visible:
            self.goes_to(self.window.settled(position))

    def goes_to(self, position: Position) -> None:
        """Move the cursor at the user's request. Folds opened for a search hit close when the cursor has left them."""
        self.position = self._wish = position
        self.anchor = None
        if self.folds.opened and not self._inside_opened(position.comment):
            self.close_opened()

    def _inside_opened(self, comment: int) -> bool:
        """Whether a comment is in a fold that was opened for a search hit."""
        return comment in self.folds.opened or any(one in self.folds.opened for one in self.columns.ancestors(comment))

    def fold(self, folds: Folds) -> None:
        """Set the folds. If a fold hides the cursor, the cursor moves to the folded comment and stays there when it is
        unfolded."""
        self.folds = folds
        self.rearrange()
        self._wish = self.position

    def go(self, place: Place, *, jump: bool = False) -> bool:
        """Move the cursor to a place and unfold what hides it. Returns False if the filter hides it. With `jump`, the
        current place is added to the jump list."""
        if self.unfolded.row(place.comment) is None:
            return False
        here = self.place
        above = () if self.is_flat or self.folds.none else self.columns.ancestors(place.comment)
        hiding = [comment for comment in above if comment in self.folds]
        if place.segment is not None and place.comment in self.folds:
            hiding.append(place.comment)
        if hiding:
            self.folds = self.folds.unfold(*hiding)
            self.rearrange()
        if jump:
            self.bookmarks.leave(here)
        self.goes_to(self.window.at(place.comment, place.segment, near=self.position))
        return True

    def go_to_anchor(self, comment: int, anchor: Anchor) -> bool:
        """Move the cursor to a quote or a link. Returns False if the filter hides the comment."""
        if not self.go(Place(comment), jump=comment != self.position.comment):
            return False
        if comment in self.folds:
            self.fold(self.folds.unfold(comment))
        self.reveal(comment, anchor.paragraph, anchor.start)
        self.anchor = comment, anchor
        return True

    def reveal_spoilers(self, comment: int) -> None:
        """Show the spoilers of a comment, or hide them again."""
        self.revealed ^= {comment}
        self.settle()

    def settle(self) -> None:
        """Update after the heights of comments have changed."""
        if self.visible:
            self.position = self.window.settled(self.position)

    def stay(self) -> None:
        """Make the present position the one that the cursor returns to when more or fewer comments become visible."""
        self._wish = self.position

    def matching_segments(self, comment: int) -> frozenset[int]:
        """Return the segments of a comment that the filter matches; none if the query has no terms for text."""
        return self.filter.matching_segments(self.discussion, self.bookmarks, comment)

    def holds(self, comment: int, other: int) -> bool:
        """Whether `other` is `comment` or one of its descendants."""
        return other in self.columns.subtree(comment)

    def open_for_now(self, comments: frozenset[int], place: Place) -> None:
        """Open folds until the cursor leaves them. The cursor will be moved to `place`."""
        self.folds = self.folds.open_for_now(comments)
        self._wish = Position(place.comment, place.segment, self.position.row)
        self.rearrange()

    def close_opened(self) -> None:
        """Close the folds that were opened for a search hit."""
        if self.folds.opened:
            self.fold(self.folds.open_for_now(frozenset()))

    def reveal(self, comment: int, paragraph: int, character: int) -> None:
        """Move the cursor to a comment so that a given character of it is on the screen."""
        window = self.window
        position = window.at(comment, near=self.position)
        line = window.heights.text_line(comment, paragraph, character)
        if (
            not window.covered(position) <= position.row + line < self.rows
        ):  # then put that line a third down the screen
            position = window.settled(position._replace(row=self.rows // 3 - line))
        self.goes_to(position)

    def point(self, comment: int, segment: int | None = None) -> None:
        """Move the cursor to a comment that is on the screen, without scrolling. If it is not there, go to it."""
        for row, (other, line) in enumerate(self.window.lines(self.position)):
            if other == comment:
                # The comment's line `line` is on `row`, so its head is on `row - line`.
                at = Position(comment, segment, 0)
                self.goes_to(self.window.settled(at._replace(row=row - line + self.window.focus_line(at))))
                return
        self.go(Place(comment, segment))
