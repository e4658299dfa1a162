"""Figures: which values are stated by how many people, and which of them contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.render.stats.row import TABLED_CELLS, Part, Row, flowing, one_line, tabled
from thread_reader.render.wrapping import fitted
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.stats.conflicts import Conflict
    from thread_parsers.stats.figure_stats import Stated
    from thread_reader.render.stats.row import Canvas

MAX_VALUES = 12
MAX_CONFLICTS = 12


def conflicts(canvas: Canvas) -> Iterator[Row]:
    """Yield the comments that state another value than the article, or a year that their own time contradicts."""
    found = canvas.stats.figures
    if found is None or not found.conflicts:
        return
    yield canvas.heading_of_text("figures that disagree")
    yield from canvas.listed("that disagree", found.conflicts, MAX_CONFLICTS, lambda each: _conflict(each, canvas))


def _conflict(conflict: Conflict, canvas: Canvas) -> Iterator[Row]:
    who = printable(canvas.discussion.author(conflict.rows[0])) or "(no name)"
    others = f" and {number(conflict.people - 1)} more" if conflict.people > 1 else ""
    stated = [Part(one_line(conflict.stated), "match"), Part(f" against {one_line(conflict.against)}")]
    yield from flowing(stated, canvas.width, conflict.query)
    yield from flowing([Part(f"  {who}{others}: {conflict.why}", "quiet")], canvas.width, conflict.query)


def figures(canvas: Canvas) -> Iterator[Row]:
    """Yield the values that comments state, as written there, those of most people first."""
    found = canvas.stats.figures
    stated = [each for each in found.stated if each.comments] if found is not None else []
    if stated:
        yield canvas.heading_of_text("figures", "people, comments; * in the article too")
    yield from canvas.listed("values", stated, MAX_VALUES, lambda each: _value(each, canvas))


def _value(stated: Stated, canvas: Canvas) -> Iterator[Row]:
    forms = fitted(", ".join(map(one_line, stated.forms)), canvas.width - TABLED_CELLS - 2)
    sign = "* " if stated.in_article else "  "
    yield Row([tabled(stated.people, stated.comments), Part(sign, "quiet"), Part(forms)], stated.query)
