"""The lines of the comments on the screen, kept from frame to frame as long as they look the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.segment import Segment

    from thread_reader.render.layout import Layout
    from thread_reader.render.overlay import Overlay
    from thread_reader.render.painting import Painter


class _Kept(NamedTuple):
    """The painted lines of a comment, and what they were painted from."""

    layout: Layout
    overlay: Overlay
    lines: dict[int, list[Segment]]


class PaintedLines:
    """Paints lines of comments, those of the last frame only if something has changed."""

    def __init__(self) -> None:
        self._for: object = None
        self._last: dict[int, _Kept] = {}
        self._now: dict[int, _Kept] = {}

    def begin(self, depends_on: object) -> None:
        """Begin a frame. `depends_on` equals that of the last frame if nothing has changed that all lines depend on;
        None if that is not known."""
        self._last = self._now if depends_on is not None and depends_on == self._for else {}
        self._for, self._now = depends_on, {}

    def of(
        self, comment: int, layout: Layout, overlay: Overlay, numbers: Iterable[int], painter: Painter
    ) -> Iterable[list[Segment]]:
        """Return these lines of a comment. They must not be changed."""
        last = self._last.get(comment)
        known = last.lines if last is not None and last.layout is layout and last.overlay == overlay else {}
        lines = {
            number: known[number] if number in known else painter.line(comment, layout, number, overlay)
            for number in numbers
        }
        self._now[comment] = _Kept(layout, overlay, lines)
        return lines.values()
