"""People: how much each author wrote, and who answers whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.render.looks import badge_role
from thread_reader.render.stats.row import Bars, Part, Row, differ, equal_first, flowing, heading
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.stats.people import Exchange, Person
    from thread_reader.render.stats.row import Canvas

NO_NAME = "(no name)"
SHARE_CELLS = 7
"""The share of all words, behind the bar."""
NUMBER_CELLS = 8
"""Another number behind the bar."""
MIN_CELLS_FOR_ANSWERS = 52
"""From this width on, a row also has the replies that the person received."""
MAX_NAMED = 2
"""Names in the sentence that takes the place of equal bars."""


def people(canvas: Canvas) -> Iterator[Row]:
    """Yield a row for each author, those with most comments first. Bars show comments; where these are about equal,
    words; where these are too, a sentence says so, and the rows come when it is expanded."""
    found = canvas.stats.people
    if found is None or not any(person.name for person in found.authors[:2]):  # one at most has no name
        return
    authors = found.authors
    if differ(authors, _comments):
        yield from _Rows(canvas, authors).all()
    elif differ(found.by_words, _words):
        yield from _Rows(canvas, found.by_words, of_words=True).all()
    else:
        yield from _equal(canvas, authors)


class _Rows:
    """Rows of people: name, number, bar, share of the words or number of comments, replies received."""

    def __init__(self, canvas: Canvas, authors: Sequence[Person], *, of_words: bool = False) -> None:
        self._canvas, self._authors, self._of_words = canvas, authors, of_words
        self._value = _words if of_words else _comments
        has_replies = canvas.stats.people is not None and bool(canvas.stats.people.exchanges)
        self._answers = canvas.width >= MIN_CELLS_FOR_ANSWERS and has_replies
        self._shares = not of_words and authors[0].share is not None
        after = SHARE_CELLS if self._shares else NUMBER_CELLS if of_words else 0
        after += NUMBER_CELLS if self._answers else 0
        names = list(map(_name, authors[: canvas.most]))
        self._bars = Bars(canvas, names, self._value(authors[0]), has_bars=True, after=after)

    def all(self) -> Iterator[Row]:
        """Yield the heading and the rows."""
        says = ["words", "comments"] if self._of_words else ["comments"]
        says += ["share of words"] if self._shares else []
        says += ["replies received"] if self._answers else []
        yield heading("People", ", ".join(says))
        yield from self._canvas.listed("people", self._authors, self._row, self._rest)

    def _rest(self, hidden: Sequence[Person]) -> str:
        most, least = self._value(hidden[0]), self._value(hidden[-1])
        noun = "word" if self._of_words else "comment"
        return (
            counted(most, noun) + (" each" if len(hidden) > 1 else "")
            if most == least
            else (f"{number(least)} to {counted(most, noun)}")
        )

    def _row(self, person: Person) -> Iterator[Row]:
        after = []
        if self._shares:
            after.append(Part(f"  {_percent(person.share or 0):>{SHARE_CELLS - 2}}", "quiet"))
        if self._of_words:
            after.append(Part(f"{number(person.comments):>{NUMBER_CELLS}}", "quiet"))
        if self._answers:
            received = f"{number(person.replies_received)} {self._canvas.signs.replies}"
            after.append(Part(f"{received if person.replies_received else '':>{NUMBER_CELLS}}", "quiet"))
        role = badge_role(person.name, self._canvas.colours.get(person.name, ""))
        yield Row(self._bars.parts(_name(person), self._value(person), role, after), person.query)


def _equal(canvas: Canvas, authors: Sequence[Person]) -> Iterator[Row]:
    """Yield a sentence in place of bars that are about equal, and below it, if it is expanded, the rows."""
    opened = "people" in canvas.opened
    most, largest = equal_first(authors, _comments), authors[0].comments
    yield heading("People", "comments")
    bars = Bars(canvas, list(map(_name, authors[: canvas.most])), largest, has_bars=False)

    def row(person: Person) -> Iterator[Row]:
        share = [] if person.share is None else [Part(f"  {_percent(person.share)}", "quiet")]
        yield Row(bars.parts(_name(person), person.comments, after=share), person.query)

    if len(authors) <= canvas.most or (most < len(authors) and authors[most].comments != authors[-1].comments):
        yield from canvas.listed("people", authors, row)
        return
    if most < len(authors):
        said = f"{_names(authors[:most])} wrote {counted(largest, 'comment')}{' each' if most > 1 else ''}, "
        said += f"{counted(len(authors) - most, 'person', 'people')} {number(authors[-1].comments)}."
    else:
        said = f"{counted(len(authors), 'person', 'people')}, {counted(largest, 'comment')} each."
    yield from flowing([Part(said)], canvas.width, opens="people")
    if opened:
        for person in authors:
            yield from row(person)


def _names(some: Sequence[Person]) -> str:
    """Return `Ada`, `Ada and Ben`, `Ada and 2 more`."""
    if len(some) <= MAX_NAMED:
        return " and ".join(map(_name, some))
    return f"{_name(some[0])} and {number(len(some) - 1)} more"


def _comments(person: Person) -> int:
    return person.comments


def _words(person: Person) -> int:
    return person.words or 0


def _name(person: Person) -> str:
    return printable(person.name) or NO_NAME


def _percent(share: float) -> str:
    """Return `3 %`, `0.4 %`, `< 0.1 %`."""
    if share and share < 0.001:
        return "< 0.1 %"
    return f"{share:.0%}"[:-1] + " %" if share >= 0.01 or not share else f"{share:.1%}"[:-1] + " %"


def exchanges(canvas: Canvas) -> Iterator[Row]:
    """Yield the pairs of authors with most replies."""
    found = canvas.stats.people
    exchanges = [each for each in found.exchanges if each.author or each.to] if found is not None else []
    if not exchanges:
        return
    yield heading("Who answers whom", "replies")
    bars = Bars(
        canvas, list(map(_pair, exchanges[: canvas.most])), exchanges[0].replies, has_bars=differ(exchanges, _replies)
    )

    def row(exchange: Exchange) -> Iterator[Row]:
        yield Row(bars.parts(_pair(exchange), exchange.replies), exchange.query)

    yield from canvas.listed("pairs", exchanges, row)


def _replies(exchange: Exchange) -> int:
    return exchange.replies


def _pair(exchange: Exchange) -> str:
    return f"{printable(exchange.author) or NO_NAME} → {printable(exchange.to) or NO_NAME}"
