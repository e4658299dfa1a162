"""The tests of `query.row_tests` on rows of comments in memory."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from thread_parsers.query.has_and_is import GONE_STATES
from thread_parsers.query.nodes import ACCEPTED, DEPTH, EDITED, HOUR, LIKES, SEGMENTS, TIME
from thread_parsers.query.row_test_kinds import (
    AUTHOR,
    CHARACTERS,
    COMMENT,
    DECLARED,
    GONE,
    LINKED,
    REPLY,
    STATED_BADGE,
    VISIBLE,
    ZONED,
    AllOf,
    AnyOf,
    Between,
    Holds,
    Includes,
    Matches,
    NotThis,
    Parent,
)
from thread_parsers.query.stand_ins import invisible

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.query.row_test_kinds import RowTest

    Values = Callable[["Rows"], Any]


class Rows:
    """Some rows of the table of comments, and what is computed of them more than once."""

    def __init__(self, batch: pa.RecordBatch) -> None:
        self._batch = batch
        self._known: dict[object, Any] = {}

    def __getitem__(self, column: str) -> Any:
        return self._batch.column(column)

    def passes(self, test: RowTest) -> Any:
        """Which rows pass a test, as an array without nulls."""
        return self._once(test, lambda: self._passes(test))

    def _passes(self, test: RowTest) -> Any:
        match test:
            case Between(number, least, most):
                values = self._once(number, lambda: _NUMBERS[number][1](self))
                limits = [limit for limit in (least, most) if limit is not None]
                compares = [pc.greater_equal] * (least is not None) + [pc.less_equal] * (most is not None)
                tests = [compare(values, limit) for compare, limit in zip(compares, limits, strict=True)]
                return pc.fill_null(reduce(pc.and_, tests), False)
            case Holds(fact):
                return _FACTS[fact][1](self)
            case Includes(text, letters, caseless):
                return pc.match_substring(self._lower(text) if caseless else self.text(text), letters)
            case Matches(text, expression):
                return pc.match_substring_regex(self.text(text), expression)
            case Parent():  # it may be in other rows
                return self._all(True)
            case AllOf(tests):
                return reduce(pc.and_, map(self.passes, tests), self._all(True))
            case AnyOf(tests):
                return reduce(pc.or_, map(self.passes, tests), self._all(False))
            case NotThis(inner):
                return pc.invert(self.passes(inner))

    def text(self, text: str) -> Any:
        """One of the texts of each row."""
        return self._once(text, lambda: _TEXTS[text][1](self))

    def _lower(self, text: str) -> Any:
        return self._once((text, "lower"), lambda: pc.ascii_lower(self.text(text)))

    def _all(self, value: bool) -> Any:
        return pa.repeat(value, self._batch.num_rows)

    def _once(self, key: object, make: Callable[[], Any]) -> Any:
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]


def columns_of(test: RowTest) -> set[str]:
    """The columns that a test reads."""
    match test:
        case Between(number):
            return set(_NUMBERS[number][0])
        case Holds(fact):
            return set(_FACTS[fact][0])
        case Includes(text) | Matches(text):
            return set(_TEXTS[text][0])
        case Parent():
            return set()
        case AllOf(tests) | AnyOf(tests):
            return set().union(*map(columns_of, tests))
        case NotThis(inner):
            return columns_of(inner)


def _column(name: str) -> tuple[tuple[str, ...], Values]:
    return (name,), lambda rows: rows[name]


def _stated(name: str) -> tuple[tuple[str, ...], Values]:
    return (name,), lambda rows: pc.is_valid(rows[name])


def _seconds(rows: Rows) -> Any:
    """Times in whole seconds, as discussions have them."""
    return pc.cast(pc.cast(pc.floor_temporal(rows["time"], unit="second"), pa.timestamp("s")), pa.int64())


def _hours(rows: Rows) -> Any:
    """The hours of the day of the times that are known to the hour."""
    is_known = pc.equal(pc.fill_null(rows["time_unit"], "hour"), "hour")
    return pc.if_else(is_known, pc.hour(rows["time"]), None)


def _visible(texts: Any) -> Any:
    return pc.replace_substring_regex(texts, invisible(), "")


_LIST = pa.list_(pa.string())
_GONE = pa.array(sorted(GONE_STATES))
_NUMBERS: dict[str, tuple[tuple[str, ...], Values]] = {
    TIME: (("time",), _seconds),
    HOUR: (("time", "time_unit"), _hours),
    LIKES: _column("likes"),
    DEPTH: _column("depth"),
    SEGMENTS: (("segments",), lambda rows: pc.list_value_length(rows["segments"])),
    DECLARED: (("replies",), lambda rows: pc.fill_null(rows["replies"], 0)),
    CHARACTERS: (("segments",), lambda rows: pc.utf8_length(rows.text(COMMENT))),
}
"""The columns of a number, and what computes it."""
_FACTS: dict[str, tuple[tuple[str, ...], Values]] = {
    EDITED: _column("edited"),
    ACCEPTED: _column("accepted"),
    STATED_BADGE: _stated("badge"),
    GONE: (("state",), lambda rows: pc.is_in(rows["state"], value_set=_GONE)),
    ZONED: _stated("zone"),
    REPLY: _stated("parent"),
    LINKED: _stated("links"),
}
_TEXTS: dict[str, tuple[tuple[str, ...], Values]] = {
    COMMENT: (("segments",), lambda rows: pc.binary_join(pc.cast(rows["segments"], _LIST), "\n")),
    VISIBLE: (("segments",), lambda rows: _visible(rows.text(COMMENT))),
    AUTHOR: (("author",), lambda rows: _visible(rows["author"])),
}
