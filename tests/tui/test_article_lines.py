"""The lines inside a paragraph of an article: lists, code and outlines of structured files have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from thread_reader.screens.reading_screen import ReadingScreen

PAGE = '{"name": "roof", "parts": {"slates": 900, "of": ["Wales", "Norway"]}, "end": "moss"}'


def drawn(pilot: Pilot[None]) -> list[str]:
    """What is on the screen, without cursor, gutter and scroll bar."""
    return [strip.text[6:78].rstrip() for strip in pilot.app.screen._compositor.render_strips()]


async def test_the_lines_of_a_paragraph_are_drawn_as_lines(
    opened: Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], ReadingScreen]]],
) -> None:
    async with opened(PAGE, size=(80, 24)) as (pilot, _):
        lines = drawn(pilot)
        first = lines.index("name: roof")
        shown = ["name: roof", "parts:", "  slates: 900", "  of:", "    - Wales", "    - Norway", "", "end: moss"]
        assert lines[first : first + 8] == shown
