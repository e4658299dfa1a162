"""Where a figure of the comments disagrees with the article, or a year with the time at which it was written.

A figure disagrees with one of the article that has the same unit and another value, if both are likely to be about the
same: amounts of money, or numbers of the same things, that are close to each other or differ by a factor of ten or a
thousand; percentages in texts that share a rare word; dates of the same day in another year. A value that the article
states too, or that is one of its values rounded, does not disagree. The rules decide by values, so a conflict counts
all comments that state the value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.figures.figure_query import singular
from thread_parsers.figures.numerals import plain as in_digits
from thread_parsers.stats import queries
from thread_parsers.text.word_frequency import is_plain

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.figures.figures import Figure, Value
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
    comments: int
    people: int
    rows: tuple[int, ...]
    """The indices of the comments."""
    query: str


MAX_ROUNDING = Decimal("0.05")
"""The relative difference up to which a value is another one rounded."""

MAX_RATIO = 3
"""Amounts up to this many times each other are likely to be about the same thing."""

SLIP_FACTORS = (10, 1000)
"""Factors that are typical mistakes: a zero too many, a million for a billion."""

MIN_BARE_AMOUNT = Decimal(1_000_000)
"""From here on a number without a unit may be an amount of money whose currency was left out."""

SLICE_VALUES = 32
"""Values between two yields."""

MAX_COMMENTS_READ = 50
"""Comments whose text is read to find a shared word."""


def conflicts(
    discussion: Discussion, entries: Mapping[Value, FigureEntry], article: ArticleFigures
) -> Generator[None, None, tuple[Conflict, ...]]:
    """All conflicts, those of most people first, a slice at a time."""
    known = {figure.value for figure, _ in article}
    found: list[Conflict] = []
    for number, (value, entry) in enumerate(entries.items()):
        if number % SLICE_VALUES == SLICE_VALUES - 1:
            yield
        if value.kind == "year":
            found += _out_of_time(discussion, value, entry)
        elif value not in known:
            found += _RULES[value.kind](discussion, value, entry, _same_unit(value, article))
            if value.kind == "number":
                found += _bare(discussion, value, entry, [each for each in article if each[0].value.kind == "money"])
    return tuple(sorted(found, key=lambda conflict: (-conflict.people, conflict.rows)))


def _same_unit(value: Value, article: ArticleFigures) -> ArticleFigures:
    """The figures of the article with the kind and the unit of a value."""
    return [
        (figure, text)
        for figure, text in article
        if (figure.value.kind, figure.value.unit) == (value.kind, value.unit) and figure.value.amount > 0
    ]


def _money(discussion: Discussion, value: Value, entry: FigureEntry, article: ArticleFigures) -> Iterator[Conflict]:
    figure = _nearest(value, article)
    if figure is not None and _is_close(value, figure):
        query = queries.of_value(value.name)
        yield _conflict(discussion, entry, entry.rows, figure.text, _compared(value, figure), query)


def _nearest(value: Value, article: ArticleFigures) -> Figure | None:
    """The figure of the article that is closest to a value; None where the value is one of them, rounded."""
    if value.amount <= 0 or not article or any(_rounds(value, figure) for figure, _ in article):
        return None
    return min((figure for figure, _ in article), key=lambda figure: _ratio(value, figure))


def _is_close(value: Value, figure: Figure) -> bool:
    ratio = _ratio(value, figure)
    return ratio <= MAX_RATIO or ratio in SLIP_FACTORS


def _number(discussion: Discussion, value: Value, entry: FigureEntry, article: ArticleFigures) -> Iterator[Conflict]:
    for thing in entry.nouns:
        same = [(figure, text) for figure, text in article if thing in map(singular, figure.noun)]
        figure = _nearest(value, same) if _is_specific(thing) else None
        if figure is not None and _is_close(value, figure):
            query = queries.of_value(f"{value.name} {thing}")
            # The article's words after the number, up to the thing that both count: "120 experienced divers".
            counted = list(map(singular, figure.noun)).index(thing) + 1
            against = " ".join([figure.text, *figure.noun[:counted]])
            yield _conflict(discussion, entry, entry.nouns[thing], against, _compared(value, figure), query)
            return


def _bare(discussion: Discussion, value: Value, entry: FigureEntry, money: ArticleFigures) -> Iterator[Conflict]:
    """A large number without a unit that is an amount of the article times a slip factor."""
    figure = _nearest(value, money) if value.amount >= MIN_BARE_AMOUNT else None
    if figure is not None and _ratio(value, figure) in SLIP_FACTORS:
        query = queries.of_value(value.name)
        yield _conflict(discussion, entry, entry.rows, figure.text, _compared(value, figure), query)


def _is_specific(word: str) -> bool:
    return (len(word) > 2 and not is_plain(word) and not is_plain(word + "s")) or not word.isascii()


def _percent(discussion: Discussion, value: Value, entry: FigureEntry, article: ArticleFigures) -> Iterator[Conflict]:
    for figure, text in article:
        shared = set() if _rounds(value, figure) else _shared(discussion, entry, _specific_words(text, figure))
        if shared:
            why = f"{_compared(value, figure)}, both with {', '.join(sorted(shared)[:3])}"
            yield _conflict(discussion, entry, entry.rows, figure.text, why, queries.of_value(value.name))
            return


def _shared(discussion: Discussion, entry: FigureEntry, words: frozenset[str]) -> set[str]:
    shared: set[str] = set()
    for row in entry.rows[:MAX_COMMENTS_READ]:
        for segment in discussion.segments(row):
            if any(form in segment.text for form in entry.forms):
                shared |= words & _words(segment.text)
    return shared


_SENTENCE_ENDS = re.compile(r"[.!?。！？\n](?=\s|$)|[。！？]")


def _specific_words(text: str, figure: Figure) -> frozenset[str]:
    """The words of the sentence around a figure that are not in the list of common words."""
    start = max((end.end() for end in _SENTENCE_ENDS.finditer(text, 0, figure.start)), default=0)
    end = _SENTENCE_ENDS.search(text, figure.end)
    return frozenset(word for word in _words(text[start : end.start() if end else len(text)]) if _is_specific(word))


def _words(text: str) -> set[str]:
    return {singular(word) for word in re.findall(r"[^\W\d_]{3,}", text.lower())}


def _date(discussion: Discussion, value: Value, entry: FigureEntry, article: ArticleFigures) -> Iterator[Conflict]:
    # The amount of a date is yyyymmdd: the same month and day in another year, if there is a day.
    for figure, _ in article:
        if value.amount % 10000 == figure.value.amount % 10000 and value.amount % 100:
            yield _conflict(discussion, entry, entry.rows, figure.text, "another year", queries.of_value(value.name))
            return


_RULES = {"money": _money, "number": _number, "percent": _percent, "date": _date}


def _out_of_time(discussion: Discussion, value: Value, entry: FigureEntry) -> Iterator[Conflict]:
    """A year that comments call the present one although they were written in another year."""
    year, times = int(value.amount), discussion.columns.time
    rows = [row for row in entry.present if times[row] != NO_TIME and queries.at(times[row]).year != year]
    if rows:
        years = sorted({queries.at(times[row]).year for row in rows})
        against = f"written in {years[0]}" + (f" to {years[-1]}" if len(years) > 1 else "")
        query = f'value:"now {year}" (before:{year}-01-01 OR after:{year + 1}-01-01)'
        yield _conflict(discussion, entry, rows, against, "called the present year", query)


def _conflict(
    discussion: Discussion, entry: FigureEntry, rows: Sequence[int], against: str, why: str, query: str
) -> Conflict:
    stated = entry.forms.most_common(1)[0][0]
    people = len({discussion.columns.author[row] for row in rows})
    return Conflict(stated, against, why, len(rows), people, tuple(rows), query)


def _rounds(value: Value, figure: Figure) -> bool:
    return abs(value.amount - figure.value.amount) <= MAX_ROUNDING * figure.value.amount


def _ratio(value: Value, figure: Figure) -> Decimal:
    """The larger of two amounts over the smaller."""
    small, large = sorted((value.amount, figure.value.amount))
    return large / small


def _compared(value: Value, figure: Figure) -> str:
    """`10 times as much`, `79% of it`."""
    ratio = value.amount / figure.value.amount
    if ratio >= 2:
        return f"{in_digits(round(ratio, 1))} times as much"
    return f"{in_digits(round(ratio * 100, 0))}% of it"
