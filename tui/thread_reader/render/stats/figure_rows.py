"""Figures: which values are stated by how many people, and which of them contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from thread_reader.render.stats.row import Bars, Part, Row, differ, flowing, one_line
from thread_reader.render.wrapping import fitted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.stats.conflicts import Conflict
    from thread_parsers.stats.figure_stats import Stated
    from thread_reader.render.stats.row import Canvas

MAX_VALUE_SHARE = 3
"""The figures that disagree take at most one third of the width, so that who states them is beside them."""


def conflicts(canvas: Canvas) -> Iterator[Row]:
    """Yield the comments that state another value than the article, or a year that their own time contradicts."""
    found = canvas.stats.figures
    if found is None or not found.conflicts:
        return
    yield canvas.heading_of_text("Figures that disagree")
    yield from canvas.listed("that disagree", found.conflicts, lambda each: _conflict(each, canvas))


def _conflict(conflict: Conflict, canvas: Canvas) -> Iterator[Row]:
    stated = fitted(one_line(conflict.stated), max(1, canvas.width // MAX_VALUE_SHARE))
    headline = f"  {one_line(conflict.headline)}"
    if cell_len(stated) + cell_len(headline) <= canvas.width:
        yield Row([Part(stated, "warning"), Part(headline)], conflict.query)
        return
    yield Row([Part(fitted(one_line(conflict.stated), canvas.width), "warning")], conflict.query)
    yield from flowing([Part(headline)], canvas.width, conflict.query, below=1)


def figures(canvas: Canvas) -> Iterator[Row]:
    """Yield the values that comments state, as written there, those of most people first."""
    found = canvas.stats.figures
    stated = [each for each in found.stated if each.comments] if found is not None else []
    if not stated:
        return
    sign = canvas.signs.in_article
    yield canvas.heading_of_text("Figures", f"people, {sign} in the article too")
    bars = Bars(
        canvas,
        [_name(each, sign) for each in stated[: canvas.most]],
        stated[0].people,
        has_bars=differ(stated, _people),
    )

    def row(each: Stated) -> Iterator[Row]:
        yield Row(bars.parts(_name(each, sign), each.people), each.query)

    yield from canvas.listed("figures", stated, row)


def _people(stated: Stated) -> int:
    return stated.people


def _name(stated: Stated, sign: str) -> str:
    return f"{sign if stated.in_article else ' '} {one_line(stated.forms[0])}"
