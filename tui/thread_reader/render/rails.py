"""Thread lines: one for each open comment, from its mark down through its text and its replies.

They are made once for a comment and a frame, not for each of its rows.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment

from thread_parsers.text.printable import printable
from thread_reader.view.visible import Context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from thread_reader.render.geometry import Geometry
    from thread_reader.render.looks import Looks
    from thread_reader.render.signs import Signs
    from thread_reader.view.lineage import Lineage
    from thread_reader.view.reader import Reader


class Rails(NamedTuple):
    """The thread lines beside a comment."""

    ahead: Sequence[Segment] = ()
    """The lines of its ancestors, before its own mark or line; as wide as its indent, or empty for blanks."""
    own: Style | None = None
    """The style of its mark and its own line."""
    after: Sequence[Segment] = ()
    """What is drawn in the blank row after the comment: the lines that go on to the next comment."""
    ancestors: Sequence[int] = ()
    """The comments that the lines of `ahead` belong to."""
    open_after: Sequence[int] = ()
    """Those that the lines of `after` belong to."""
    parent: str = ""
    """The name of the parent where neither the indent nor the comment above tells which one it is."""


NO_RAILS = Rails()


def lines(styles: Sequence[Style | None], sign: str, geometry: Geometry) -> list[Segment]:
    """Draw the lines of these levels, from the left; None is a level without a line. Equal neighbours are one segment:
    each change of the style costs bytes."""
    drawn = []
    for style, level in groupby(styles):
        count = sum(1 for _ in level)
        cell = " " if style is None else sign
        drawn.append(Segment(cell.ljust(geometry.step) * count, style))
    return drawn


MAX_KEPT = 1_000
"""Comments whose lines are kept: some screens."""


class ThreadLines:
    """Makes the thread lines of comments. They hold until something changes that `depends_on` names."""

    def __init__(
        self,
        reader: Reader,
        lineage: Lineage,
        geometry: Geometry,
        looks: Looks,
        signs: Signs,
        *,
        shows_hidden: bool = False,
    ) -> None:
        """`shows_hidden`: also the lines of ancestors that a filter hides."""
        self._reader = reader
        self._lineage = lineage
        self._geometry = geometry
        self._looks = looks
        self._signs = signs
        self._shows_hidden = shows_hidden
        self._styles: dict[int, Style | None] = {}
        self._made: dict[int, Rails] = {}

    @staticmethod
    def depends_on(reader: Reader) -> tuple[object, ...]:
        """Return what the lines depend on besides the arguments that they are made from."""
        shown_by, count = reader.filter, len(reader.columns)
        page = reader.visible, count, reader.discussion.complete
        return *page, shown_by.active, shown_by.context, reader.people.colours

    def beside(self, comment: int) -> Rails:
        """Return the lines of a visible comment."""
        made = self._made.get(comment)
        if made is None:
            if len(self._made) >= MAX_KEPT:
                self._made.clear()
                self._styles.clear()
            made = self._made[comment] = self._make(comment)
        return made

    def _make(self, comment: int) -> Rails:
        levels, visible = self._geometry.levels, self._reader.visible
        row = visible.row(comment) or 0
        above = self._lineage.of(comment, levels)
        below = self._lineage.of(visible[row + 1], levels) if row + 1 < len(visible) else ()
        open_after = _common((*above, comment), below)
        parent = self._parent_to_name(comment, visible[row - 1] if row else None)
        return Rails(self._drawn(above), self._own(comment), self._drawn(open_after), above, open_after, parent)

    def _parent_to_name(self, comment: int, before: int | None) -> str:
        """The name of the parent of a comment that has no indent of its own, unless the parent is directly above."""
        reader = self._reader
        parent, depth = reader.columns.parent[comment], reader.columns.depth[comment]
        if depth <= self._geometry.levels or (parent == before and not self._geometry.is_flat):
            return ""
        return printable(reader.discussion.author(parent)) or f"comment {parent + 1:,}"

    def _drawn(self, comments: Sequence[int]) -> list[Segment]:
        return lines([self._style(comment) for comment in comments], self._signs.rail, self._geometry)

    def _style(self, comment: int) -> Style | None:
        """The style of the line of an ancestor; None if a filter hides the comment that the line would begin at."""
        if comment not in self._styles:
            reader = self._reader
            may_be_hidden = reader.filter.active and reader.filter.context is Context.MATCHES
            is_hidden = may_be_hidden and not self._shows_hidden and reader.visible.row(comment) is None
            self._styles[comment] = None if is_hidden else self._own(comment)
        return self._styles[comment]

    def _own(self, comment: int) -> Style:
        reader = self._reader
        return self._looks.thread_line(printable(reader.discussion.author(comment)), reader.people.of(comment).colour)


def _common(first: Sequence[int], second: Sequence[int]) -> Sequence[int]:
    """The elements that two sequences begin with both."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return first[:count]
