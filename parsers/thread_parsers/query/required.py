"""What is known of every comment that passes a test of a query, by which indexes and tables leave out the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.query.nodes import CommentTest, Contains, SegmentTest, Within

if TYPE_CHECKING:
    from thread_parsers.figures.figure import Value
    from thread_parsers.query.pattern import Pattern


@dataclass(frozen=True, slots=True)
class HasText:
    """A segment contains a text, as `Pattern.compared` returns it."""

    needle: str
    caseless: bool


@dataclass(frozen=True, slots=True)
class Spells:
    """A segment contains one of some words, which are in lower case, as it is written, in any case; or it has
    characters that fold to letters."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The name of an author contains all of some folded texts; each with whether the name begins with it."""

    names: tuple[tuple[str, bool], ...]
    of_parent: bool
    """Whether it is the author of the comment that is answered."""


@dataclass(frozen=True, slots=True)
class HasAddress:
    """An address in the words of the comment, or behind them, contains a text in any case."""

    part: str


@dataclass(frozen=True, slots=True)
class States:
    """A segment states a value."""

    value: Value


Required = HasText | Spells | Named | HasAddress | States | Within


def required(test: Contains | SegmentTest | CommentTest) -> Required | None:
    """What every comment has that passes a test; None if nothing is known."""
    match test:
        case Contains(pattern):
            return _of_pattern(pattern)
        case SegmentTest(figure=value) if value is not None:
            return States(value)
        case SegmentTest(within=within) | CommentTest(within=within) if within is not None:
            return within
        case SegmentTest(hints=hints) if hints:
            return Spells(tuple(map(bytes.decode, hints)))
        case CommentTest(names=names) if names:
            return Named(names, test.names_parent)
        case CommentTest(address=address) if address:
            return HasAddress(address)
        case _:
            return None


def _of_pattern(pattern: Pattern) -> Required | None:
    if not pattern.is_expression:
        return HasText(pattern.needle, pattern.caseless)
    return Spells(tuple(map(bytes.decode, pattern.required))) if pattern.required else None
