"""A query as SQL: a condition on the rows of the table `comments` of docs/bulk.md, in the dialect of DuckDB."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
from thread_parsers.query.row_tests import row_tests
from thread_parsers.query.stand_ins import invisible

if TYPE_CHECKING:
    from thread_parsers.query.nodes import Node
    from thread_parsers.query.row_test_kinds import RowTest

NUMBERS = {
    TIME: "date_trunc('second', time)",
    HOUR: "CASE WHEN coalesce(time_unit, 'hour') = 'hour' THEN hour(CAST(time AS TIMESTAMP)) END",
    LIKES: "likes",
    DEPTH: "depth",
    SEGMENTS: "len(segments)",
    DECLARED: "coalesce(replies, 0)",
    CHARACTERS: "length(array_to_string(segments, chr(10)))",
}
"""Numbers of a row. Null where it has none."""
LIMITS = {TIME: "epoch_ms({}000)"}
"""How a limit is written, if it is not a number."""


class SqlCondition(NamedTuple):
    """A condition on the rows of comments."""

    text: str
    """An expression that is true or false for every row, and true for every comment that matches."""
    is_exact: bool
    """Whether it is false for every comment that does not match."""


def sql_of(node: Node) -> SqlCondition:
    """The condition for a query."""
    tests = row_tests(node)
    return SqlCondition(_sql(tests.possible), tests.is_exact)


def _sql(test: RowTest) -> str:
    match test:
        case Between(number, least, most):
            return _between(NUMBERS[number], LIMITS.get(number, "{}"), least, most)
        case Holds(fact):
            return FACTS[fact]
        case Includes(text, letters, caseless):
            where = f"lower({TEXTS[text]})" if caseless else TEXTS[text]
            return f"contains({where}, {_literal(letters)})"
        case Matches(text, expression):
            return f"regexp_matches({TEXTS[text]}, {_literal(expression)})"
        case Parent(inner):
            return (
                f"coalesce((page, part, parent) IN (SELECT (page, part, id) FROM comments WHERE {_sql(inner)}), FALSE)"
            )
        case AllOf(tests):
            return f"({' AND '.join(map(_sql, tests))})" if tests else "TRUE"
        case AnyOf(tests):
            return f"({' OR '.join(map(_sql, tests))})" if tests else "FALSE"
        case NotThis(inner):
            return f"NOT {_sql(inner)}"


def _between(number: str, limit: str, least: int | None, most: int | None) -> str:
    tests = [f"{number} {sign} {limit.format(at)}" for sign, at in ((">=", least), ("<=", most)) if at is not None]
    return f"({number} IS NOT NULL AND {' AND '.join(tests)})"


def _literal(text: str) -> str:
    """A text as SQL. It has no NUL characters."""
    return "'" + text.replace("'", "''") + "'"


FACTS = {
    EDITED: "edited",
    ACCEPTED: "accepted",
    STATED_BADGE: "(badge IS NOT NULL)",
    GONE: f"coalesce(state IN ({', '.join(map(_literal, sorted(GONE_STATES)))}), FALSE)",
    ZONED: "(zone IS NOT NULL)",
    REPLY: "(parent IS NOT NULL)",
    LINKED: "(links IS NOT NULL)",
}
_COMMENT = "array_to_string(segments, chr(10))"
TEXTS = {
    COMMENT: _COMMENT,
    VISIBLE: f"regexp_replace({_COMMENT}, {_literal(invisible())}, '', 'g')",
    AUTHOR: f"regexp_replace(author, {_literal(invisible())}, '', 'g')",
}
