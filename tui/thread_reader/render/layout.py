"""A comment as lines: what stands on each, at a width. Laid out once and kept; nothing that moves is in here."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.printable import printable
from thread_reader.render.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.view.folds import Folds

STEP = 2
"""Cells of indent for each level of depth."""
NARROWEST = 40
"""Cells that the text of a comment keeps, however deep it is."""
BESIDE = 5
"""Cells of a line that are not text or indent: the cursor, the rail between blanks, a blank at the end."""
KEPT = 200_000
"""Lines of layouts that are kept."""

HEAD, GAP = -1, -2
"""Stand for a segment where a line is none: the head of a comment, the blank line after it."""


class Line(NamedTuple):
    """One line of a comment: characters `start` to `end` of a paragraph of a segment, or the head or the gap."""

    segment: int
    paragraph: int = 0
    start: int = 0
    end: int = 0


class Layout(NamedTuple):
    """The lines of one comment at one width."""

    lines: list[Line]
    paragraphs: list[str]
    """The lines of all segments as they are in the page, made safe to show."""
    segment_lines: list[int]
    """The line on which each segment begins."""
    indent: int
    """Cells ahead of the rail."""


FOLDED = Layout([Line(HEAD)], [], [], 0)


def indent_of(depth: int, width: int) -> int:
    """Cells of indent at a depth: capped so that the text keeps its narrowest width."""
    return max(0, min(depth * STEP, width - NARROWEST - BESIDE))


def lay_out(discussion: Discussion, comment: int, width: int) -> Layout:
    """The lines of an unfolded comment in a pane of `width` cells."""
    indent = indent_of(discussion.columns.depth[comment], width)
    lines = [Line(HEAD)]
    paragraphs: list[str] = []
    starts: list[int] = []
    room = width - indent - BESIDE
    for number, segment in enumerate(discussion.segments(comment)):
        starts.append(len(lines))
        for text in segment.text.split("\n"):
            paragraph = printable(text)
            lines.extend(Line(number, len(paragraphs), start, end) for start, end in wrap(paragraph, room))
            paragraphs.append(paragraph)
    lines.append(Line(GAP))
    return Layout(lines, paragraphs, starts, indent)


class Layouts:
    """Layouts by comment at the present width, the most recently used ones kept. Answers the questions about
    heights that positions ask."""

    def __init__(self, discussion: Discussion, folds: Callable[[], Folds], width: int) -> None:
        self.discussion = discussion
        self._folds = folds
        self._width = width
        self._kept: OrderedDict[int, Layout] = OrderedDict()
        self._lines_kept = 0

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
        """Lay everything out anew when it is next looked at."""
        self._kept.clear()
        self._lines_kept = 0

    def of(self, comment: int) -> Layout:
        """The lines of a comment as it is drawn now."""
        return FOLDED if comment in self._folds() else self.unfolded(comment)

    def unfolded(self, comment: int) -> Layout:
        """The lines of a comment as if it were not folded."""
        layout = self._kept.get(comment)
        if layout is not None:
            self._kept.move_to_end(comment)
            return layout
        layout = self._kept[comment] = lay_out(self.discussion, comment, self._width)
        self._lines_kept += len(layout.lines)
        while self._lines_kept > KEPT and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._lines_kept -= len(oldest.lines)
        return layout

    def height(self, comment: int) -> int:
        """Lines of a comment as it is drawn now."""
        return len(self.of(comment).lines)

    def segment_line(self, comment: int, segment: int) -> int:
        """The line on which a segment begins; the head where there is no such segment."""
        starts = self.of(comment).segment_lines
        return starts[segment] if segment < len(starts) else 0

    def segment_count(self, comment: int) -> int:
        """Segments that can be walked."""
        return len(self.of(comment).segment_lines)

    def text_line(self, comment: int, paragraph: int, character: int) -> int:
        """The line on which a character of a paragraph stands."""
        for number, line in enumerate(self.of(comment).lines):
            if line.segment >= 0 and line.paragraph == paragraph and character < line.end:
                return number
        return 0
