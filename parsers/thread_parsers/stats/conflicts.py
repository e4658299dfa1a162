"""Where a figure of the comments disagrees with the article, or a year with the time at which it was written.

A figure disagrees with one of the article that has the same unit and another value, if both are likely to be about the
same: amounts of money, or numbers of the same things, that are close to each other or differ by a factor of ten or a
thousand; percentages in texts that share a rare word; dates of the same day in another year. A value that the article
states too, or that is one of its values rounded, does not disagree. The rules decide by values, so a conflict counts
all comments that state the value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.figures.figure_query import singular
from thread_parsers.figures.numerals import plain as in_digits
from thread_parsers.stats import queries
from thread_parsers.stats.amounts import Amounts, ratio, rounds
from thread_parsers.steps import sorted_in_steps
from thread_parsers.text.word_frequency import is_plain

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.figures.figure import Figure, Value
    from thread_parsers.stats.figure_entry import FigureEntry

ArticleFigures = list[tuple["Figure", str]]
"""The figures of the article, each with the paragraph or title that contains it."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A figure of comments against one of the article, or against the time of the comments."""

    stated: str
    """The figure as it is most often written in the comments."""
    against: str
    """The figure of the article as it is written there, or the years of the comments."""
    why: str
    """How they differ, in a few words: `10 times as much`."""
    headline: str
    """Who states it, and how they differ, as a sentence without its end: `RugDreamer says 2024, wrote in 2025`."""
    comments: int
    people: int
    rows: tuple[int, ...]
    """The indices of the comments."""
    query: str


MAX_RATIO = 3
"""Amounts up to this many times each other are likely to be about the same thing."""

SLIP_FACTORS = (10, 1000)
"""Factors that are typical mistakes: a zero too many, a million for a billion."""

MIN_BARE_AMOUNT = Decimal(1_000_000)
"""From here on a number without a unit may be an amount of money whose currency was left out."""

SLICE_VALUES = 16
"""Values between two yields."""
SLICE_FIGURES = 32
"""Figures of the article between two yields."""

MAX_COMMENTS_READ = 50
"""Comments whose text is read to find a shared word."""

MAX_CHARS_READ = 2000
"""Characters of such a text that are looked at, before the figure and after it."""

MAX_PERCENTAGES = 200
"""Percentages of the article, and of the comments, that are compared: the first ones. Each is compared with each."""


class _Article:
    """The figures of the article, in an order in which those to compare a value with are found at once. Run `read` to
    its end before using it."""

    def __init__(self) -> None:
        self.values: set[Value] = set()
        self._amounts: defaultdict[tuple[str, str], Amounts] = defaultdict(Amounts)
        """Amounts by kind and unit; those of numbers by what they count; ("money", "") has all currencies."""
        self.percentages: list[tuple[Figure, frozenset[str]]] = []
        """The first ones, with the specific words of the sentence around each."""
        self.days: dict[int, Figure] = {}
        """The first date of each day of the year, as mmdd."""

    def read(self, figures: ArticleFigures) -> Iterator[None]:
        """Add the figures, in slices."""
        for number, (figure, text) in enumerate(figures, 1):
            self.values.add(figure.value)
            if figure.value.amount > 0:
                self._add(figure, text)
            if number % SLICE_FIGURES == 0:
                yield
        for number, amounts in enumerate(self._amounts.values()):
            amounts.sort()
            if number % SLICE_VALUES == 0:
                yield

    def nearest(self, value: Value, kind: str, unit: str = "") -> Figure | None:
        """The figure of a kind and unit that is closest to a value; None where the value is one of them, rounded."""
        amounts = self._amounts.get((kind, unit))
        return amounts.nearest(value) if amounts is not None else None

    def _add(self, figure: Figure, text: str) -> None:
        value = figure.value
        match value.kind:
            case "money":
                self._amounts["money", value.unit].add(figure)
                self._amounts["money", ""].add(figure)
            case "number":
                for thing in set(map(singular, figure.noun)):
                    self._amounts["number", thing].add(figure)
            case "percent" if len(self.percentages) < MAX_PERCENTAGES:
                self.percentages.append((figure, _specific_words(text, figure)))
            case "date":
                self.days.setdefault(int(value.amount) % 10000, figure)


def conflicts(
    discussion: Discussion, entries: Mapping[Value, FigureEntry], figures: ArticleFigures
) -> Generator[None, None, tuple[Conflict, ...]]:
    """All conflicts, those of most people first, a slice at a time."""
    article = _Article()
    yield from article.read(figures)
    found: list[Conflict] = []
    percentages = work = 0
    for value, entry in entries.items():
        work += 1 + len(entry.nouns)
        if work >= SLICE_VALUES:
            yield
            work = 0
        if value.kind == "year":
            found += _out_of_time(discussion, value, entry)
        elif value in article.values:
            continue
        elif value.kind == "percent":
            percentages += 1
            if article.percentages and percentages <= MAX_PERCENTAGES:
                found += yield from _percent(discussion, value, entry, article)
        else:
            found += _RULES[value.kind](discussion, value, entry, article)
    return tuple((yield from sorted_in_steps(found, lambda conflict: (-conflict.people, conflict.rows))))


def _money(discussion: Discussion, value: Value, entry: FigureEntry, article: _Article) -> Iterator[Conflict]:
    figure = article.nearest(value, "money", value.unit)
    if figure is not None and _is_close(value, figure):
        query = queries.of_value(value.name)
        yield _conflict(discussion, entry, entry.rows, figure.text, _compared(value, figure, figure.text), query)


def _is_close(value: Value, figure: Figure) -> bool:
    times = ratio(value, figure)
    return times <= MAX_RATIO or times in SLIP_FACTORS


def _number(discussion: Discussion, value: Value, entry: FigureEntry, article: _Article) -> Iterator[Conflict]:
    yield from _counted(discussion, value, entry, article)
    yield from _bare(discussion, value, entry, article)


def _counted(discussion: Discussion, value: Value, entry: FigureEntry, article: _Article) -> Iterator[Conflict]:
    for thing in entry.nouns:
        figure = article.nearest(value, "number", thing) if _is_specific(thing) else None
        if figure is not None and _is_close(value, figure):
            query = queries.of_value(f"{value.name} {thing}")
            # The article's words after the number, up to the thing that both count: "120 experienced divers".
            counted = list(map(singular, figure.noun)).index(thing) + 1
            against = " ".join([figure.text, *figure.noun[:counted]])
            yield _conflict(discussion, entry, entry.nouns[thing], against, _compared(value, figure, against), query)
            return


def _bare(discussion: Discussion, value: Value, entry: FigureEntry, article: _Article) -> Iterator[Conflict]:
    """A large number without a unit that is an amount of the article times a slip factor."""
    figure = article.nearest(value, "money") if value.amount >= MIN_BARE_AMOUNT else None
    if figure is not None and ratio(value, figure) in SLIP_FACTORS:
        query = queries.of_value(value.name)
        yield _conflict(discussion, entry, entry.rows, figure.text, _compared(value, figure, figure.text), query)


def _is_specific(word: str) -> bool:
    return (len(word) > 2 and not is_plain(word) and not is_plain(word + "s")) or not word.isascii()


def _percent(
    discussion: Discussion, value: Value, entry: FigureEntry, article: _Article
) -> Generator[None, None, list[Conflict]]:
    words: set[str] = set()
    for row in entry.rows[:MAX_COMMENTS_READ]:
        words |= _words_around(discussion, row, entry)
        yield
    for figure, specific in article.percentages:
        shared = set() if rounds(value, figure) else words & specific
        if shared:
            differs = _compared(value, figure, figure.text)
            differs = differs._replace(why=f"{differs.why}, both with {', '.join(sorted(shared)[:3])}")
            return [_conflict(discussion, entry, entry.rows, figure.text, differs, queries.of_value(value.name))]
    return []


def _words_around(discussion: Discussion, row: int, entry: FigureEntry) -> set[str]:
    """The words of the segments of a comment that state a value, near the first place where they do."""
    words: set[str] = set()
    for segment in discussion.segments(row):
        at = next((at for form in entry.forms if (at := segment.text.find(form)) >= 0), -1)
        if at >= 0:
            words |= _words(segment.text[max(0, at - MAX_CHARS_READ) : at + MAX_CHARS_READ])
    return words


_SENTENCE_ENDS = re.compile(r"[.!?。！？\n](?=\s|$)|[。！？]")


def _specific_words(text: str, figure: Figure) -> frozenset[str]:
    """The words of the sentence around a figure that are not in the list of common words."""
    first, last = max(0, figure.start - MAX_CHARS_READ), figure.end + MAX_CHARS_READ
    start = max((end.end() for end in _SENTENCE_ENDS.finditer(text, first, figure.start)), default=first)
    end = _SENTENCE_ENDS.search(text, figure.end, last)
    return frozenset(word for word in _words(text[start : end.start() if end else last]) if _is_specific(word))


def _words(text: str) -> set[str]:
    return {singular(word) for word in re.findall(r"[^\W\d_]{3,}", text.lower())}


def _date(discussion: Discussion, value: Value, entry: FigureEntry, article: _Article) -> Iterator[Conflict]:
    # The amount of a date is yyyymmdd: the same month and day in another year, if there is a day.
    figure = article.days.get(int(value.amount) % 10000)
    if figure is not None and value.amount % 100:
        differs = _Difference("another year", f"the article {figure.text}", is_claim=True)
        yield _conflict(discussion, entry, entry.rows, figure.text, differs, queries.of_value(value.name))


_RULES = {"money": _money, "number": _number, "date": _date}


def _out_of_time(discussion: Discussion, value: Value, entry: FigureEntry) -> Iterator[Conflict]:
    """A year that comments call the present one although they were written in another year."""
    year, columns = int(value.amount), discussion.columns
    times = {row: time for row in entry.present if (time := columns.instant(row)) != NO_TIME}
    rows = [row for row, time in times.items() if queries.at(time).year != year]
    if rows:
        years = sorted({queries.at(times[row]).year for row in rows})
        span = f"in {years[0]}" + (f" to {years[-1]}" if len(years) > 1 else "")
        differs = _Difference("called the present year", f"wrote {span}", is_claim=True)
        query = f'value:"now {year}" (before:{year}-01-01 OR after:{year + 1}-01-01)'
        yield _conflict(discussion, entry, rows, f"written {span}", differs, query)


class _Difference(NamedTuple):
    """How a figure of comments differs from the other one."""

    why: str
    """In a few words."""
    rest: str
    """The end of the headline, after who states it."""
    is_claim: bool = False
    """Whether the headline also says what they state."""


def _conflict(
    discussion: Discussion, entry: FigureEntry, rows: Sequence[int], against: str, differs: _Difference, query: str
) -> Conflict:
    stated = entry.forms.most_common(1)[0][0]
    people = len({discussion.columns.author[row] for row in rows})
    who = discussion.author(rows[0]) or "someone"
    if people > 1:
        who += f" and {people - 1:,} more"
    claim = f" {'says' if people == 1 else 'say'} {stated}" if differs.is_claim else ""
    headline = f"{who}{claim}, {differs.rest}"
    return Conflict(stated, against, differs.why, headline, len(rows), people, tuple(rows), query)


def _compared(value: Value, figure: Figure, against: str) -> _Difference:
    """`10 times as much`, `79% of it`."""
    ratio = value.amount / figure.value.amount
    if ratio >= 2:
        times = f"{in_digits(round(ratio, 1))} times"
        return _Difference(f"{times} as much", f"{times} the article's {against}")
    percent = in_digits(round(ratio * 100, 0))
    return _Difference(f"{percent}% of it", f"{percent} % of the article's {against}")
