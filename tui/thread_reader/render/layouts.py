"""The layouts of comments at the current width, of which the most recently used ones are kept."""

from __future__ import annotations

import sys
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from thread_reader.render.layout import FOLDED, LAST_FOLDED, LINES_AT_ONCE, NO_NOTES, Layout, lay_out
from thread_reader.view.drawing import AS_USUAL
from thread_reader.view.measure import MEASURE
from thread_reader.view.quoted import QuotedComments

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.render.bodies.pieces import Spans
    from thread_reader.view.drawing import Anchor, AnchorKind, Drawing
    from thread_reader.view.folds import Folds

MAX_CACHED_LINES = 200_000


class Layouts:
    """The layouts of comments at the current width, with a cache of the most recently used ones. Implements the
    protocol `Heights`."""

    def __init__(
        self,
        discussion: Discussion,
        folds: Callable[[], Folds],
        width: int,
        notes: Callable[[int], Mapping[int | None, str]] = lambda _comment: NO_NOTES,
        measure: int = MEASURE,
        hits: Callable[[int, int, str], Spans] | None = None,
        searched: Callable[[], object] = lambda: None,
        ends_folded: Callable[[int], bool] = lambda _comment: False,
        revealed: Callable[[], Collection[int]] = frozenset,
    ) -> None:
        """`notes` returns the user's notes on a comment, the same object until they change. `measure`: the most cells
        of a line of text. `hits` returns the search hits in a comment's paragraph, given their numbers and the text;
        `searched` what they depend on: layouts that hide characters are made anew when it changes. `ends_folded`:
        whether an unfolded comment is drawn below a folded one. `revealed`: the comments whose spoilers are shown."""
        self.discussion = discussion
        self._folds = folds
        self._seen_folds: Folds | None = None
        self._has_folds = True
        self._notes = notes
        self._width = width
        self._measure = measure
        self._is_flat = False
        self._ends_folded, self._revealed = ends_folded, revealed
        self._drawing = AS_USUAL
        self._hits = hits
        self._quoted = QuotedComments(discussion)
        self._searched = searched
        self._cache: OrderedDict[int, tuple[Layout, object, bool]] = OrderedDict()
        """Layouts by comment, with what was searched for then and whether spoilers were shown; the least recently used
        first."""
        self._cached_lines = 0
        """Lines of all layouts in the cache. A layout counts as at most LINES_AT_ONCE, so that one huge comment does
        not displace all others."""

    @property
    def width(self) -> int:
        """Cells of the pane."""
        return self._width

    @width.setter
    def width(self, width: int) -> None:
        if width != self._width:
            self._width = width
            self.forget()

    @property
    def measure(self) -> int:
        """The most cells of a line of text."""
        return self._measure

    @measure.setter
    def measure(self, measure: int) -> None:
        if measure != self._measure:
            self._measure = measure
            self.forget()

    @property
    def is_flat(self) -> bool:
        """Whether no comment is indented."""
        return self._is_flat

    @is_flat.setter
    def is_flat(self, value: bool) -> None:
        if value != self._is_flat:
            self._is_flat = value
            self.forget()

    @property
    def drawing(self) -> Drawing:
        """How bodies are drawn."""
        return self._drawing

    @drawing.setter
    def drawing(self, drawing: Drawing) -> None:
        if drawing != self._drawing:
            self._drawing = drawing
            self.forget()

    def forget(self) -> None:
        """Empty the cache."""
        self._cache.clear()
        self._cached_lines = 0

    def of(self, comment: int) -> Layout:
        """Return the layout of a comment as it is drawn now, folded or not."""
        folds = self._folds()
        if folds is not self._seen_folds:
            self._seen_folds, self._has_folds = folds, not folds.none
        if self._has_folds and comment in folds:
            return LAST_FOLDED if self._ends_folded(comment) else FOLDED
        return self.unfolded(comment)

    def unfolded(self, comment: int) -> Layout:
        """Return the layout of a comment as if it were not folded."""
        notes, is_revealed = self._notes(comment), comment in self._revealed()
        kept = self._cache.get(comment)
        if kept is not None:
            layout, searched, was_revealed = kept
            is_same = layout.notes is notes and was_revealed is is_revealed
            if is_same and not (layout.hides and searched != self._searched()):
                self._cache.move_to_end(comment)
                return layout
            del self._cache[comment]
            self._cached_lines -= _counted(layout)
        layout = lay_out(
            self.discussion,
            comment,
            self._width,
            measure=self._measure,
            is_flat=self._is_flat,
            drawing=self._drawing._replace(shows_spoilers=True) if is_revealed else self._drawing,
            hits=partial(self._hits, comment) if self._hits is not None else None,
            quoted=partial(self._quoted.find, comment),
            notes=notes,
        )
        self._cache[comment] = layout, self._searched(), is_revealed
        self._cached_lines += _counted(layout)
        while self._cached_lines > MAX_CACHED_LINES:
            _, (oldest, *_) = self._cache.popitem(last=False)
            self._cached_lines -= _counted(oldest)
        return layout

    def height(self, comment: int, enough: int = sys.maxsize, /) -> int:
        """Return the number of lines of a comment as it is drawn now, or at least `enough` if there are more."""
        return self.of(comment).height(enough)

    def segment_line(self, comment: int, segment: int) -> int:
        """Return the line on which a segment begins; 0, the head, if there is no such segment or it is folded."""
        return self.of(comment).segment_line(segment)

    def segment_count(self, comment: int) -> int:
        """Return the number of segments that the cursor can enter: 0 for a folded comment."""
        return self.of(comment).segment_count

    def text_line(self, comment: int, paragraph: int, character: int) -> int:
        """Return the line that contains a character of a paragraph; 0, the head, if there is none."""
        return self.of(comment).text_line(paragraph, character)

    def anchors(self, comment: int, kind: AnchorKind) -> Sequence[Anchor]:
        """Return the quotes, the links or the spoilers of a comment that is not folded, in order."""
        return self.unfolded(comment).anchors(kind)


def _counted(layout: Layout) -> int:
    return min(layout.height(LINES_AT_ONCE), LINES_AT_ONCE)
