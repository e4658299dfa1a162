"""The tests of a row of a table of comments, and joining them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MAX_TESTS = 200
"""Tests that are joined. More of them, as in pasted text, exclude hardly any more rows."""

DECLARED, CHARACTERS = "declared", "characters"
"""Numbers of a row besides those of queries: replies that the page declares, or 0, and characters of the text."""
STATED_BADGE, GONE, ZONED, REPLY, LINKED = "badge", "gone", "zoned", "reply", "linked"
"""What holds for a row or not: it has a badge, a state of GONE_STATES, a zone, a parent, links behind its words."""
COMMENT, VISIBLE, AUTHOR = "comment", "visible", "author"
"""The texts of a row: its segments, with line feeds between them, the same without what `stand_ins.invisible` matches,
and the name of its author, without it, too."""


@dataclass(frozen=True, slots=True)
class Between:
    """A number of the row is known, and within limits, of which there is at least one; None for no limit."""

    number: str
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Holds:
    """Something holds for the row."""

    fact: str


@dataclass(frozen=True, slots=True)
class Includes:
    """A text of the row contains some letters and digits; without case, they are in lower case, and those of ASCII are
    found in any case."""

    text: str
    letters: str
    caseless: bool


@dataclass(frozen=True, slots=True)
class Matches:
    """A text of the row has a match of a regular expression of RE2."""

    text: str
    expression: str


@dataclass(frozen=True, slots=True)
class Parent:
    """The comment that is answered passes a test."""

    test: RowTest


@dataclass(frozen=True, slots=True)
class AllOf:
    """All tests pass; without any, every row does."""

    tests: tuple[RowTest, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the tests passes; without any, no row does."""

    tests: tuple[RowTest, ...]


@dataclass(frozen=True, slots=True)
class NotThis:
    """A test does not pass."""

    test: RowTest


RowTest = Between | Holds | Includes | Matches | Parent | AllOf | AnyOf | NotThis
ALWAYS, NEVER = AllOf(()), AnyOf(())


def all_of(tests: Iterable[RowTest]) -> RowTest:
    """All of some tests; if they are many, the first ones."""
    kept = [test for test in dict.fromkeys(tests) if test != ALWAYS][:MAX_TESTS]
    return NEVER if NEVER in kept else kept[0] if len(kept) == 1 else AllOf(tuple(kept))


def any_of(tests: Iterable[RowTest]) -> RowTest:
    """Any of some tests; if they are many, of the first ones."""
    kept = [test for test in dict.fromkeys(tests) if test != NEVER][:MAX_TESTS]
    return ALWAYS if ALWAYS in kept else kept[0] if len(kept) == 1 else AnyOf(tuple(kept))


def if_few(join: Callable[[Iterable[RowTest]], RowTest], tests: Sequence[RowTest], otherwise: RowTest) -> RowTest:
    return join(tests) if len(dict.fromkeys(tests)) <= MAX_TESTS else otherwise


def negated(test: RowTest) -> RowTest:
    match test:
        case AllOf(()):
            return NEVER
        case AnyOf(()):
            return ALWAYS
        case NotThis(inner):
            return inner
        case _:
            return NotThis(test)
