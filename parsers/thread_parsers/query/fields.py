"""The table of fields: what stands before a colon, what may stand after it, and how a comment is judged by it.

A new field is a row. Its `read` makes a condition of the value, or raises BadValue with what the field takes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from thread_parsers.discussion.columns import NO_TIME, Columns
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.query import values
from thread_parsers.query.has_and_is import STANDINGS, TRAITS
from thread_parsers.query.nodes import Asked, Condition, InArticle, OfComment, OfSegment
from thread_parsers.query.values import BadValue

Measure = Callable[[Discussion], Callable[[int], int]]
"""For a discussion, the number that a field compares for each comment; below 0 where the page does not say."""


@dataclass(frozen=True, slots=True)
class Value:
    """What stands after the colon. In quotes, it is taken as it is."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the language."""

    name: str
    title: str
    """What it asks, in half a line."""
    example: str
    read: Callable[[Value], Condition]
    values: tuple[str, ...] = ()
    """Values to choose from, where they can be counted."""


def _by_author(author_of: Callable[[Columns, int], int | None]) -> Callable[[Value], Condition]:
    def read(value: Value) -> Condition:
        chosen = values.authors(value.text, exact=value.quoted)

        def bind(asked: Asked) -> Callable[[int], bool]:
            columns = asked.discussion.columns
            known, wanted = -1, frozenset[int]()

            def holds(index: int) -> bool:
                nonlocal known, wanted
                if known != len(columns.author_names):
                    known = len(columns.author_names)
                    wanted = chosen(columns.author_names[:known])
                return author_of(columns, index) in wanted

            return holds

        return OfComment(bind)

    return read


def _author(columns: Columns, index: int) -> int:
    return columns.author[index]


def _answered(columns: Columns, index: int) -> int | None:
    parent = columns.parent[index]
    return columns.author[parent] if parent >= 0 else None


def _timed(holds: Callable[[int, int, int], bool]) -> Callable[[Value], Condition]:
    def read(value: Value) -> Condition:
        first, after = values.span(value.text)

        def bind(asked: Asked) -> Callable[[int], bool]:
            times = asked.discussion.columns.time
            return lambda index: times[index] != NO_TIME and holds(times[index], first, after)

        return OfComment(bind)

    return read


def _measured(measure: Measure, *, reads_text: bool = False) -> Callable[[Value], Condition]:
    def read(value: Value) -> Condition:
        compares = values.number(value.text)

        def bind(asked: Asked) -> Callable[[int], bool]:
            number = measure(asked.discussion)
            return lambda index: (given := number(index)) >= 0 and compares(given)

        return OfComment(bind, reads_text)

    return read


def _likes(discussion: Discussion) -> Callable[[int], int]:
    return discussion.columns.likes.__getitem__


def _depth(discussion: Discussion) -> Callable[[int], int]:
    return discussion.columns.depth.__getitem__


def _hour(discussion: Discussion) -> Callable[[int], int]:
    times = discussion.columns.time
    return lambda index: -1 if times[index] == NO_TIME else times[index] % 86400 // 3600


def _replies(discussion: Discussion) -> Callable[[int], int]:
    columns = discussion.columns
    return lambda index: max(columns.replies[index], sum(1 for _ in columns.children(index)))


def _body(discussion: Discussion, index: int) -> bytes:
    columns = discussion.columns
    return discussion.source.read(columns.body_start[index], columns.body_end[index])


def _words(discussion: Discussion) -> Callable[[int], int]:
    from thread_parsers.text.word_count import count

    return lambda index: count(_body(discussion, index))


def _segments(discussion: Discussion) -> Callable[[int], int]:
    from thread_parsers.text.segments import segments_of

    margins = discussion.columns.margin
    return lambda index: segments_of(_body(discussion, index), margins[index])


def _value(value: Value) -> Condition:
    from thread_parsers.figures.figure_query import FigureQuery

    asked = FigureQuery.read(value.text)
    if asked is None:
        raise BadValue('takes a figure, as in "19 billion dollars", 45% or 2025-12-24')
    return OfSegment(lambda _: asked.is_in)


def _about(value: Value) -> Condition:
    from thread_parsers.sentences.about import about

    if not value.text.isdecimal():
        raise BadValue("takes the number of a sentence of the article, as in 3")
    number = int(value.text)
    return OfSegment(lambda asked: about(asked.discussion, number))


def _has(value: Value) -> Condition:
    pattern, hints = TRAITS[_one_of(value, tuple(TRAITS))]
    return OfSegment(lambda _: lambda text: pattern.search(text) is not None, hints)


def _is(value: Value) -> Condition:
    return OfComment(STANDINGS[_one_of(value, tuple(STANDINGS))])


def _in(value: Value) -> Condition:
    _one_of(value, ("article",))
    return InArticle()


def _one_of(value: Value, known: tuple[str, ...]) -> str:
    wanted = value.text.lower()
    if wanted not in known:
        raise BadValue(f"takes {', '.join(known[:-1])} or {known[-1]}" if len(known) > 1 else f"takes {known[0]}")
    return wanted


FIELDS = (
    Field("user", "the author; a star stands for any letters", "user:Air*", _by_author(_author)),
    Field("before", "earlier than a day or moment", "before:2025-12-22", _timed(lambda time, first, _: time < first)),
    Field("after", "from a day or moment on", "after:2025-12-22", _timed(lambda time, first, _: time >= first)),
    Field("on", "within a day, month, year or hour", "on:2025-12",
          _timed(lambda time, first, end: first <= time < end)),
    Field("hour", "the hour of the day, 0 to 23", "hour:>=22", _measured(_hour)),
    Field("likes", "likes, where the page tells them", "likes:>3", _measured(_likes)),
    Field("replies", "direct replies", "replies:>0", _measured(_replies)),
    Field("words", "words in the comment", "words:<40", _measured(_words, reads_text=True)),
    Field("segments", "dash-separated pieces", "segments:>1", _measured(_segments, reads_text=True)),
    Field("depth", "how deep in the tree; 0 answers the article", "depth:0", _measured(_depth)),
    Field("to", "the author of the comment that is answered", "to:Air*", _by_author(_answered)),
    Field("value", "a figure, however it is written", 'value:"$19 billion"', _value),
    Field("about", "a sentence of the article, by its number", "about:3", _about),
    Field("has", "what stands in a segment", "has:link", _has, tuple(TRAITS)),
    Field("is", "the standing of the comment", "is:reply", _is, tuple(STANDINGS)),
    Field("in", "where to look", "in:article", _in, ("article",)),
)  # fmt: skip
"""Every field, in the order in which help and completion show them."""

FIELD_NAMED = {field.name: field for field in FIELDS}
