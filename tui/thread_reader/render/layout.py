"""The lines of a comment at a given width. Layouts are cached, so they contain nothing that changes between frames."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.printable import printable
from thread_reader.render.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.view.folds import Folds

INDENT_CELLS = 2
"""Indent for each level of depth."""
MIN_TEXT_CELLS = 40
"""The text of a comment keeps this width, however deep the comment is."""
MARGIN_CELLS = 5
"""Cells of a line besides indent and text: the cursor, the rail with a space on each side, a space at the end."""
MAX_CACHED_LINES = 200_000

HEAD, GAP, STATE = -1, -2, -3
"""In place of a segment number: the head of a comment, the blank line after it, and the line in place of its text if it
has none because it was deleted, for example."""


class Line(NamedTuple):
    """One line of a comment: characters `start` to `end` of a paragraph, or one of HEAD, GAP and STATE. `paragraph`
    counts through all segments of the comment."""

    segment: int
    paragraph: int = 0
    start: int = 0
    end: int = 0


class Layout(NamedTuple):
    """The lines of one comment at one width."""

    lines: list[Line]
    paragraphs: list[str]
    """The lines of all segments as they are on the page, sanitised for display."""
    segment_lines: list[int]
    """The line on which each segment begins."""
    indent: int
    """Cells before the rail."""


FOLDED = Layout([Line(HEAD)], [], [], 0)


def indent_of(depth: int, width: int) -> int:
    """Return the cells of indent at a depth, limited so that the text keeps its minimum width."""
    return max(0, min(depth * INDENT_CELLS, width - MIN_TEXT_CELLS - MARGIN_CELLS))


def lay_out(discussion: Discussion, comment: int, width: int) -> Layout:
    """Lay out an unfolded comment in a pane of `width` cells."""
    indent = indent_of(discussion.columns.depth[comment], width)
    lines = [Line(HEAD)]
    paragraphs: list[str] = []
    starts: list[int] = []
    text_width = width - indent - MARGIN_CELLS
    for number, segment in enumerate(discussion.segments(comment)):
        starts.append(len(lines))
        for text in segment.text.split("\n"):
            paragraph = printable(text)
            lines.extend(Line(number, len(paragraphs), start, end) for start, end in wrap(paragraph, text_width))
            paragraphs.append(paragraph)
    if not paragraphs and comment in discussion.columns.states:
        lines.append(Line(STATE))
    lines.append(Line(GAP))
    return Layout(lines, paragraphs, starts, indent)


class Layouts:
    """The layouts of comments at the current width, with a cache of the most recently used ones. Implements the
    protocol `Heights`."""

    def __init__(self, discussion: Discussion, folds: Callable[[], Folds], width: int) -> None:
        self.discussion = discussion
        self._folds = folds
        self._width = width
        self._cache: OrderedDict[int, Layout] = OrderedDict()
        """Layouts by comment, the least recently used first."""
        self._cached_lines = 0
        """Lines of all layouts in the cache. Limiting lines, not layouts, bounds the memory: comments differ a lot."""

    @property
    def width(self) -> int:
        """Cells of the pane."""
        return self._width

    @width.setter
    def width(self, width: int) -> None:
        if width != self._width:
            self._width = width
            self.forget()

    def forget(self) -> None:
        """Empty the cache."""
        self._cache.clear()
        self._cached_lines = 0

    def of(self, comment: int) -> Layout:
        """Return the layout of a comment as it is drawn now, folded or not."""
        return FOLDED if comment in self._folds() else self.unfolded(comment)

    def unfolded(self, comment: int) -> Layout:
        """Return the layout of a comment as if it were not folded."""
        layout = self._cache.get(comment)
        if layout is not None:
            self._cache.move_to_end(comment)
            return layout
        layout = self._cache[comment] = lay_out(self.discussion, comment, self._width)
        self._cached_lines += len(layout.lines)
        while self._cached_lines > MAX_CACHED_LINES and len(self._cache) > 1:  # never evict the one just added
            _, oldest = self._cache.popitem(last=False)
            self._cached_lines -= len(oldest.lines)
        return layout

    def height(self, comment: int) -> int:
        """Return the number of lines of a comment as it is drawn now."""
        return len(self.of(comment).lines)

    def segment_line(self, comment: int, segment: int) -> int:
        """Return the line on which a segment begins; 0, the head, if there is no such segment or it is folded."""
        starts = self.of(comment).segment_lines
        return starts[segment] if segment < len(starts) else 0

    def segment_count(self, comment: int) -> int:
        """Return the number of segments that the cursor can enter: 0 for a folded comment."""
        return len(self.of(comment).segment_lines)

    def text_line(self, comment: int, paragraph: int, character: int) -> int:
        """Return the line that contains a character of a paragraph; 0, the head, if there is none."""
        # The first line that ends after the character: one in the space at a break belongs to the following line.
        for number, line in enumerate(self.of(comment).lines):
            if line.segment >= 0 and line.paragraph == paragraph and character < line.end:
                return number
        return 0
