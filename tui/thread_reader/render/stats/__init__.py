"""The statistics as rows of a pane. Every number of comments carries the query that shows these comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.render.stats.engagement_rows import depths, engagement, lengths
from thread_reader.render.stats.figure_rows import conflicts, figures
from thread_reader.render.stats.people_rows import exchanges, people
from thread_reader.render.stats.row import Canvas, Column, Lead, Part, Row, leads
from thread_reader.render.stats.timeline_rows import hours, time
from thread_reader.render.stats.wording_rows import phrases, sentences, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Canvas", "Column", "Lead", "Part", "Row", "leads", "rows"]

SECTIONS: tuple[Callable[[Canvas], Iterator[Row]], ...] = (
    engagement,
    conflicts,
    people,
    exchanges,
    time,
    hours,
    figures,
    terms,
    phrases,
    sentences,
    lengths,
    depths,
)
"""The sections in display order. Contradictions come before plain counts."""


def rows(canvas: Canvas) -> list[Row]:
    """Return all rows, with a blank row between sections. Empty sections are left out."""
    found: list[Row] = []
    for section in SECTIONS:
        here = list(section(canvas))
        if found and here:
            found.append(Row([]))
        found += here
    return found
