"""The table of query fields, as in `likes:>3`: what each is called, what it matches, and how its value is compiled.

A new field is one row. Its `read` compiles the value to a condition, or raises BadValue saying what the field takes.
`syntax` adds the terms that are not fields; help, completion and README are generated from the two tables.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME, Columns
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.query import values
from thread_parsers.query.has_and_is import (
    HAS_VALUES,
    IS_VALUES,
    IS_WITHIN,
    SITE_MARKS,
    USER_MARKS,
    behind_words,
    has_note,
    has_test,
)
from thread_parsers.query.link_field import link_test
from thread_parsers.query.nodes import (
    BADGE,
    DEPTH,
    HAS_LINK,
    HOUR,
    LIKES,
    NOTED,
    REPLIES,
    SEGMENTS,
    TIME,
    WORDS,
    BodyTest,
    CommentTest,
    Condition,
    InArticle,
    Or,
    QueryContext,
    SegmentTest,
    TextTest,
    Within,
)
from thread_parsers.query.values import BadValue

StepsMeasure = Callable[[Discussion, int], Generator[None, None, int]]
"""The number for a comment of a discussion, in steps."""

Measure = Callable[[Discussion], Callable[[int], int]]
"""For a discussion, a function from the index of a comment to the number to compare, or to the field's `missing`."""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """The value of a field, after the colon. A quoted value is taken literally."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the query language."""

    name: str
    title: str
    """What it matches, in half a row of 80 columns."""
    examples: tuple[str, ...]
    """Valid terms with this field, the typical one first."""
    read: Callable[[FieldValue], Condition]
    """Compiles a value. Raises BadValue."""
    values: tuple[str, ...] = ()
    """All values, for a field that has a list of them; `examples` then shows each."""
    other_titles: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What it matches with some of its values, and these values, where the title does not describe them."""


def _by_author(
    author_of: Callable[[Columns, int], int | None], *, of_parent: bool = False
) -> Callable[[FieldValue], Condition]:
    def read(value: FieldValue) -> Condition:
        matching = values.authors(value.text, exact=value.quoted)

        def bind(context: QueryContext) -> Callable[[int], bool]:
            columns = context.discussion.columns
            known, wanted = -1, frozenset[int]()

            def holds(index: int) -> bool:
                nonlocal known, wanted
                # While the file is still being read, new authors appear: match the names again.
                if known != len(columns.author_names):
                    known = len(columns.author_names)
                    wanted = matching(context.discussion)
                return author_of(columns, index) in wanted

            return holds

        names = values.parts_of_name(value.text, exact=value.quoted)
        return CommentTest(bind, names=names, names_parent=of_parent)

    return read


def _author(columns: Columns, index: int) -> int:
    return columns.author[index]


def _parent_author(columns: Columns, index: int) -> int | None:
    parent = columns.parent[index]
    return columns.author[parent] if parent >= 0 else None


def _by_time(limits: Callable[[int, int], tuple[int | None, int | None]]) -> Callable[[FieldValue], Condition]:
    """A field that compares a comment's time with the span of its value. `limits` returns from the first second of the
    span and one past its last the first second that holds, and one past the last; None for no limit."""

    def read(value: FieldValue) -> Condition:
        within = limits(*values.span(value.text))
        first, end = within[0] if within[0] is not None else NO_TIME + 1, within[1]

        def bind(context: QueryContext) -> Callable[[int], bool]:
            columns = context.discussion.columns
            times, zones = columns.time, columns.zones

            def is_held(index: int) -> bool:
                time = columns.instant(index) if index in zones else times[index]
                return first <= time and (end is None or time < end)

            return is_held

        return CommentTest(bind, within=Within(TIME, within[0], None if end is None else end - 1), is_within=True)

    return read


def _by_number(
    measure: Measure,
    steps: StepsMeasure | None = None,
    *,
    of_bodies: Callable[[Sequence[bytes]], Sequence[int]] | None = None,
    missing: int = -1,
    quantity: str = "",
) -> Callable[[FieldValue], Condition]:
    """A field that compares a number. `steps` is the same measure for one that reads the text of the comment, and
    `of_bodies` for several bodies at once; `missing` is the number of comments that have none, `quantity` its name in
    `Within`."""

    def read(value: FieldValue) -> Condition:
        compares = values.number(value.text)

        def bind(context: QueryContext) -> Callable[[int], bool]:
            number = measure(context.discussion)
            return lambda index: (actual := number(index)) != missing and compares(actual)

        def bind_steps(context: QueryContext) -> Callable[[int], Generator[None, None, bool]]:
            def holds(index: int) -> Generator[None, None, bool]:
                return steps is not None and compares((yield from steps(context.discussion, index)))

            return holds

        within = Within(quantity, *values.limits(value.text)) if quantity else None
        return CommentTest(
            bind,
            bind_steps if steps is not None else None,
            BodyTest(of_bodies, compares) if of_bodies is not None else None,
            within=within,
            is_within=within is not None,
        )

    return read


def _likes(discussion: Discussion) -> Callable[[int], int]:
    return discussion.columns.likes.__getitem__


def _depth(discussion: Discussion) -> Callable[[int], int]:
    return discussion.columns.depth.__getitem__


def _hour(discussion: Discussion) -> Callable[[int], int]:
    times, units = discussion.columns.time, discussion.columns.time_units

    def hour(index: int) -> int:
        if times[index] == NO_TIME or units.get(index, "hour") != "hour":  # the page does not say the hour
            return -1
        return times[index] % 86400 // 3600

    return hour


def _replies(discussion: Discussion) -> Callable[[int], int]:
    return discussion.columns.reply_count


def _body(discussion: Discussion, index: int) -> bytes:
    columns = discussion.columns
    return discussion.text.read(columns.body_start[index], columns.body_end[index])


def _words(discussion: Discussion) -> Callable[[int], int]:
    from thread_parsers.text.word_count import count

    return lambda index: count(_body(discussion, index))


def _words_of_bodies(bodies: Sequence[bytes]) -> list[int]:
    from thread_parsers.text.word_count import counts

    return counts(bodies)


def _segments(discussion: Discussion) -> Callable[[int], int]:
    from thread_parsers.text.segments import segment_count

    margins = discussion.columns.margin
    return lambda index: segment_count(_body(discussion, index), margins[index])


def _words_in_steps(discussion: Discussion, index: int) -> Generator[None, None, int]:
    from thread_parsers.text.word_count import count_in_steps

    return (yield from count_in_steps((yield from discussion.body_in_steps(index))))


def _segments_in_steps(discussion: Discussion, index: int) -> Generator[None, None, int]:
    from thread_parsers.text.segments import pieces_in_steps

    found = 0
    body = yield from discussion.body_in_steps(index)
    for piece in pieces_in_steps(body, discussion.columns.margin[index]):
        if piece is None:
            yield
        else:
            found += 1
    return found


def _value(value: FieldValue) -> Condition:
    from thread_parsers.figures.figure_query import FigureQuery

    query = FigureQuery.read(value.text)
    if query is None:
        raise BadValue('takes a figure, as in "19 billion dollars", 45% or 2025-12-24')
    test = TextTest(query.matches, query.matches_in_steps)
    return SegmentTest(lambda _: test, highlight=query, figure=query.value)


def _about(value: FieldValue) -> Condition:
    from thread_parsers.sentences.about import AboutTest

    number = values.sentence_number(value.text)

    def bind(context: QueryContext) -> TextTest:
        test = AboutTest(context.discussion, number)
        return TextTest(test.now, test.steps, test.prepare)

    return SegmentTest(bind)


def _has(value: FieldValue) -> Condition:
    wanted = _one_of(value, (*HAS_VALUES, NOTED))
    if wanted == NOTED:
        return CommentTest(has_note, within=Within(NOTED, 1, 1), is_within=True)
    pattern, hints = HAS_VALUES[wanted]
    test = has_test(pattern)
    within = Within(wanted, 1, 1)
    found = SegmentTest(lambda _: test, hints, within=within)
    # An address may be behind words, where the text does not show it.
    return Or((found, CommentTest(behind_words, within=within))) if wanted == HAS_LINK else found


def _is(value: FieldValue) -> Condition:
    wanted = _one_of(value, tuple(IS_VALUES))
    return CommentTest(IS_VALUES[wanted], within=IS_WITHIN.get(wanted), is_within=True)


def _in(value: FieldValue) -> Condition:
    _one_of(value, ("article",))
    return InArticle()


def _one_of(value: FieldValue, known: tuple[str, ...]) -> str:
    wanted = value.text.lower()
    if wanted not in known:
        raise BadValue(f"takes {', '.join(known[:-1])} or {known[-1]}" if len(known) > 1 else f"takes {known[0]}")
    return wanted


def _badge(value: FieldValue) -> Condition:
    wanted = value.text.casefold()

    def bind(context: QueryContext) -> Callable[[int], bool]:
        badges = context.discussion.columns.badges
        return lambda index: index in badges and badges[index].casefold().startswith(wanted)

    return CommentTest(bind, within=Within(BADGE, 1, 1))


def _field_values(name: str, values: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{name}:{value}" for value in values)


FIELDS = (
    Field("user", "author whose name begins so; * is anything", ("user:Name", "user:Air*", "@Name"),
          _by_author(_author)),
    Field("before", "earlier than a date or time", ("before:2025-12-22",),
          _by_time(lambda first, _: (None, first))),
    Field("after", "on or after a date or time", ("after:2025-12-22",),
          _by_time(lambda first, _: (first, None))),
    Field("on", "within a year, month, day, hour or minute", ("on:2025-12", "on:2025-12-22T14"),
          _by_time(lambda first, end: (first, end))),
    Field("hour", "hour of the day, 0 to 23", ("hour:>=22",), _by_number(_hour, quantity=HOUR)),
    Field("likes", "number of likes, or points", ("likes:>3", "likes:<0"),
          _by_number(_likes, missing=NO_SCORE, quantity=LIKES)),
    Field("replies", "number of direct replies", ("replies:>0",), _by_number(_replies, quantity=REPLIES)),
    Field("words", "number of words", ("words:<40",),
          _by_number(_words, _words_in_steps, of_bodies=_words_of_bodies, quantity=WORDS)),
    Field("segments", "number of dash-separated segments", ("segments:>1",),
          _by_number(_segments, _segments_in_steps, quantity=SEGMENTS)),
    Field("depth", "depth in the tree; 0 replies to the article", ("depth:0",), _by_number(_depth, quantity=DEPTH)),
    Field("to", "replies to an author, as for user:", ("to:Name",), _by_author(_parent_author, of_parent=True)),
    Field("value", "states a figure, however it is written", ('value:"$19 billion"', "value:45%"), _value),
    Field("link", "has an address that contains a text", ("link:example.org",), lambda value: link_test(value.text)),
    Field("about", "discusses a sentence of the article", ("about:3",), _about),
    Field("has", "contains a link, digit, question, quotation", _field_values("has", (*HAS_VALUES, NOTED)), _has,
          (*HAS_VALUES, NOTED), (("the user has written a note on it", (NOTED,)),)),
    Field("is", "top-level, reply, original poster", _field_values("is", IS_VALUES), _is,
          tuple(IS_VALUES), (("marked so by the site", SITE_MARKS),
                             ("not read; with a star; not in the save before", USER_MARKS))),
    Field("badge", "badge beside the name", ("badge:mod",), _badge),
    Field("in", "paragraphs of the article, not comments", ("in:article",), _in, ("article",)),
)  # fmt: skip
"""Every field, in the order in which help and completion list them."""

FIELD_NAMED = {field.name: field for field in FIELDS}
"""The fields by name."""
