"""People: how much everybody wrote, and who answers whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from thread_parsers.text.printable import printable
from thread_reader.render.stats.row import Part, Row, bar, heading
from thread_reader.render.wrapping import fitted
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.stats.people import Exchange, Person
    from thread_reader.render.stats.row import Canvas

MOST = 50
"""Authors that get a row."""
MOST_EXCHANGES = 20
"""Pairs of authors that get a row."""
LONGEST_NAME = 24
LONGEST_BAR = 12


def people(canvas: Canvas) -> Iterator[Row]:
    """A row for each author, those with most comments first."""
    found = canvas.stats.people
    if found is None or not found.authors:
        return
    yield heading("people", "comments, share of all words")
    most = found.authors[0].comments
    names = max(cell_len(printable(person.name)) for person in found.authors[:MOST])
    width = min(LONGEST_NAME, names, canvas.width // 2)
    yield from canvas.listed("people", found.authors, MOST, lambda person: _person(person, most, width, canvas))
    often = len(found.repeat_posters)
    if often:
        yield Row([Part(f"{number(often)} of {number(len(found.authors))} wrote more than one comment", "quiet")])


def _person(person: Person, most: int, width: int, canvas: Canvas) -> Iterator[Row]:
    name = fitted(printable(person.name) or "(no name)", width)
    padding = " " * (width - cell_len(name) + 1)
    share = " " * 5 if person.share is None else f"{person.share:>4.0%} "
    drawn = bar(person.comments / most, max(3, min(LONGEST_BAR, canvas.width - width - 14)), canvas.signs.bar)
    parts = [Part(name), Part(padding), Part(f"{number(person.comments):>5} ", "head"), Part(share, "quiet")]
    yield Row([*parts, Part(drawn, "rail")], person.query)


def exchanges(canvas: Canvas) -> Iterator[Row]:
    """Who replies to whom."""
    found = canvas.stats.people
    if found is None or not found.exchanges:
        return
    yield heading("who replies to whom", "replies")
    yield from canvas.listed("pairs", found.exchanges, MOST_EXCHANGES, lambda exchange: _exchange(exchange, canvas))


def _exchange(exchange: Exchange, canvas: Canvas) -> Iterator[Row]:
    names = f"{printable(exchange.author) or '(no name)'} to {printable(exchange.to) or '(no name)'}"
    parts = [Part(f"{number(exchange.replies):>5} ", "head"), Part(fitted(names, canvas.width - 6))]
    yield Row(parts, exchange.query)
