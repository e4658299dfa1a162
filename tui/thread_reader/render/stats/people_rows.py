"""People: how much each author wrote, and who replies to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from thread_parsers.text.printable import printable
from thread_reader.render.looks import author_role
from thread_reader.render.stats.row import Part, Row, bar, differ, heading
from thread_reader.render.wrapping import fitted
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.stats.people import Exchange, Person
    from thread_reader.render.stats.row import Canvas

MAX_AUTHORS = 8
MAX_EXCHANGES = 5
MAX_NAME_CELLS = 24
NO_NAME = "(no name)"
NUMBERS_CELLS = 14
"""Width of a row besides name and bar: two numbers and the blanks around them."""


def people(canvas: Canvas) -> Iterator[Row]:
    """Yield a row for each author, those with most comments first. Bars show comments; where these are about equal,
    words."""
    found = canvas.stats.people
    if found is None or not found.named:
        return
    bars = _Bars(canvas, found.authors)
    yield heading("people", bars.says)
    yield from canvas.listed("people", found.authors, MAX_AUTHORS, bars.row)
    often = len(found.repeat_posters)
    if often:
        yield Row([Part(f"{number(often)} of {number(found.named)} wrote more than one comment", "quiet")])


class _Bars:
    """Rows of people with bars for their comments, or for their words where the comments are about equal."""

    def __init__(self, canvas: Canvas, authors: Sequence[Person]) -> None:
        self._canvas = canvas
        names = max(cell_len(_name(person)) for person in authors[:MAX_AUTHORS])
        self._name_cells = min(MAX_NAME_CELLS, names, canvas.width // 2)
        self._cells = max(3, canvas.width - self._name_cells - NUMBERS_CELLS)
        lengths = [person.comments for person in authors]
        self.says = "comments, share of all words"
        self._of_words = not differ(lengths)
        if self._of_words:
            lengths = [person.words or 0 for person in authors]
        self._most = max(lengths) if differ(lengths) else 0
        """The length of the longest bar; 0 if there are no bars."""
        if self._of_words and self._most:
            self.says = "comments, bars of words"

    def row(self, person: Person) -> Iterator[Row]:
        """Yield the row of one of them: name, comments, bar, share of the words."""
        name = fitted(_name(person), self._name_cells)
        padding = " " * (self._name_cells - cell_len(name))
        length = (person.words or 0) if self._of_words else person.comments
        drawn = bar(length / self._most, self._cells, self._canvas.signs) if self._most else ""
        share = "" if person.share is None else f" {person.share:>4.0%}"
        parts = [Part(f"{name}{padding} "), Part(f"{number(person.comments):>5} ", "head")]
        if self._most:
            parts.append(
                Part(f"{drawn:<{self._cells}} ", author_role(person.name, self._canvas.colours.get(person.name, "")))
            )
        yield Row([*parts, Part(share, "quiet")], person.query)


def _name(person: Person) -> str:
    return printable(person.name) or NO_NAME


def exchanges(canvas: Canvas) -> Iterator[Row]:
    """Yield the pairs of authors with most replies."""
    found = canvas.stats.people
    exchanges = [each for each in found.exchanges if each.author or each.to] if found is not None else []
    if not exchanges:
        return
    yield heading("who replies to whom", "replies")
    yield from canvas.listed("pairs", exchanges, MAX_EXCHANGES, lambda exchange: _exchange(exchange, canvas))


def _exchange(exchange: Exchange, canvas: Canvas) -> Iterator[Row]:
    names = f"{printable(exchange.author) or NO_NAME} to {printable(exchange.to) or NO_NAME}"
    parts = [Part(f"{number(exchange.replies):>5} ", "head"), Part(fitted(names, canvas.width - 6))]
    yield Row(parts, exchange.query)
