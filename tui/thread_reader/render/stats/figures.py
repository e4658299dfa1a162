"""Figures: which values are stated by how many people, and which of them disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.safe import shown
from thread_reader.render.stats.row import TABLED, Part, Row, heading, one_line, rest, tabled
from thread_reader.render.wrapping import fitted
from thread_reader.view.words import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.render.stats.row import Canvas

MOST = 30
"""Values that get a row."""
MOST_CONFLICTS = 20
"""Conflicts that get their rows."""


def conflicts(canvas: Canvas) -> Iterator[Row]:
    """Where comments state another value than the article, or a year that their own time contradicts."""
    found = canvas.stats.figures
    if found is None or not found.conflicts:
        return
    yield heading("figures that disagree")
    for conflict in found.conflicts[:MOST_CONFLICTS]:
        who = shown(canvas.discussion.author(conflict.rows[0])) or "somebody"
        others = f" and {number(conflict.people - 1)} more" if conflict.people > 1 else ""
        against = fitted(f" against {one_line(conflict.against)}", canvas.width - 2)
        yield Row([Part(one_line(conflict.stated), "match"), Part(against)], conflict.query)
        yield Row([Part(fitted(f"  {who}{others}: {conflict.why}", canvas.width), "quiet")], conflict.query)
    yield from rest(len(found.conflicts), MOST_CONFLICTS, "of these")


def figures(canvas: Canvas) -> Iterator[Row]:
    """The values that comments state, those of most people first, as they are written."""
    found = canvas.stats.figures
    stated = [each for each in found.stated if each.comments] if found is not None else []
    if stated:
        yield heading("figures", "people, comments; * in the article too")
    for each in stated[:MOST]:
        forms = fitted(", ".join(map(one_line, each.forms)), canvas.width - TABLED - 2)
        sign = "* " if each.in_article else "  "
        yield Row([tabled(each.people, each.comments), Part(sign, "quiet"), Part(forms)], each.query)
    yield from rest(len(stated), MOST, "values")
