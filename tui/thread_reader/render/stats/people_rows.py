"""People: how much each author wrote, and who replies to whom."""

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

MAX_AUTHORS = 50
MAX_EXCHANGES = 20
MAX_NAME_CELLS = 24
MAX_BAR_CELLS = 12
NO_NAME = "(no name)"
COLUMNS_CELLS = 14
"""Width of a row besides name and bar: a space, the number of comments, the share of words, and a margin."""


def people(canvas: Canvas) -> Iterator[Row]:
    """Yield a row for each author, those with most comments first."""
    found = canvas.stats.people
    if found is None or not found.named:
        return
    yield heading("people", "comments, share of all words")
    most = found.authors[0].comments
    names = max(cell_len(printable(person.name)) for person in found.authors[:MAX_AUTHORS])
    width = min(MAX_NAME_CELLS, names, canvas.width // 2)
    yield from canvas.listed("people", found.authors, MAX_AUTHORS, lambda person: _person(person, most, width, canvas))
    often = len(found.repeat_posters)
    if often:
        yield Row([Part(f"{number(often)} of {number(found.named)} wrote more than one comment", "quiet")])


def _person(person: Person, most: int, width: int, canvas: Canvas) -> Iterator[Row]:
    name = fitted(printable(person.name) or NO_NAME, width)
    padding = " " * (width - cell_len(name) + 1)
    share = " " * 5 if person.share is None else f"{person.share:>4.0%} "
    bar_width = max(3, min(MAX_BAR_CELLS, canvas.width - width - COLUMNS_CELLS))
    drawn = bar(person.comments / most, bar_width, canvas.signs.bar)
    parts = [Part(name), Part(padding), Part(f"{number(person.comments):>5} ", "head"), Part(share, "quiet")]
    yield Row([*parts, Part(drawn, "rail")], person.query)


def exchanges(canvas: Canvas) -> Iterator[Row]:
    """Yield the pairs of authors with most replies."""
    found = canvas.stats.people
    if found is None or not found.exchanges:
        return
    yield heading("who replies to whom", "replies")
    yield from canvas.listed("pairs", found.exchanges, MAX_EXCHANGES, lambda exchange: _exchange(exchange, canvas))


def _exchange(exchange: Exchange, canvas: Canvas) -> Iterator[Row]:
    names = f"{printable(exchange.author) or NO_NAME} to {printable(exchange.to) or NO_NAME}"
    parts = [Part(f"{number(exchange.replies):>5} ", "head"), Part(fitted(names, canvas.width - 6))]
    yield Row(parts, exchange.query)
