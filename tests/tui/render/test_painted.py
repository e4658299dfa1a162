"""Lines of comments that are kept from frame to frame."""

from __future__ import annotations

import pytest
from rich.style import Style

from harness.discussions import Post, make_discussion
from thread_reader.render.layout import lay_out
from thread_reader.render.looks import Looks
from thread_reader.render.overlay import Overlay
from thread_reader.render.painted import PaintedLines
from thread_reader.render.painting import Painter

PAINTER = Painter(
    make_discussion([Post("Ann", "One.\nTwo."), Post("Bo", "Three.")]), 60, Looks(Style(), lambda _: Style())
)
LAYOUT = lay_out(PAINTER.discussion, 0, 60)


@pytest.mark.parametrize(
    ("depends_on", "layout", "overlay", "is_kept"),
    [
        (1, LAYOUT, Overlay(), True),
        (2, LAYOUT, Overlay(), False),
        (None, LAYOUT, Overlay(), False),
        (1, lay_out(PAINTER.discussion, 0, 60), Overlay(), False),
        (1, LAYOUT, Overlay(read=True), False),
    ],
)
def test_a_line_is_kept_only_while_nothing_has_changed(
    depends_on: object, layout: object, overlay: Overlay, is_kept: bool
) -> None:
    painted = PaintedLines()
    painted.begin(1)
    (before,) = painted.of(0, LAYOUT, Overlay(), [0], PAINTER)
    painted.begin(depends_on)
    now, more = painted.of(0, layout, overlay, [0, 1], PAINTER)  # type: ignore[arg-type]
    assert (now is before) is is_kept
    assert [now, more] == [PAINTER.line(0, LAYOUT, number, overlay) for number in (0, 1)]


def test_lines_of_an_unknown_state_are_not_kept() -> None:
    painted = PaintedLines()
    painted.begin(None)
    (before,) = painted.of(0, LAYOUT, Overlay(), [0], PAINTER)
    painted.begin(None)
    (now,) = painted.of(0, LAYOUT, Overlay(), [0], PAINTER)
    assert now is not before
