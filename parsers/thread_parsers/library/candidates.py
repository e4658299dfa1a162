"""What a file must have to contain a comment that matches a query: a condition that the index can answer.

It never excludes a file with a match. `query.evaluate` defines what matches; this reads the same tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.library.words import Wanted, figure_word, wanted
from thread_parsers.query.nodes import And, CommentTest, Contains, InArticle, Not, Or, SegmentTest, Within
from thread_parsers.query.required import HasAddress, HasText, Named, Spells, States, required

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thread_parsers.query.nodes import Node
    from thread_parsers.query.required import Required

MAX_CONDITIONS = 64
"""Conditions that are asked at once. More of them, as in pasted text, exclude hardly any more files."""


@dataclass(frozen=True, slots=True)
class HasWords:
    """Some comment has all of the words."""

    words: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """All conditions hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the conditions holds; without any, no file has a match."""

    parts: tuple[Condition, ...]


Condition = HasWords | Within | AllOf | AnyOf
"""`Within`: the numbers of some comments may be within the limits."""


def condition(node: Node) -> Condition | None:
    """The condition for a node of a query; None if any file may have a match."""
    match node:
        case Contains() | SegmentTest() | CommentTest():
            return _known(required(node))
        case InArticle():
            return AnyOf(())
        case And(parts):
            return _all_of(map(condition, parts))
        case Or(parts):
            return _any_of(map(condition, parts))
        case Not():
            return None


def _known(required: Required | None) -> Condition | None:
    """What the index knows of it."""
    match required:
        case HasText(needle):
            return _has(wanted(needle))
        case Spells(words):
            return _any_of(_has(_loosely(word)) for word in words)
        case Named(names):
            return _has(tuple(word for text, starts in names for word in wanted(text, starts=starts, by_author=True)))
        case States(value):
            return _has((Wanted(figure_word(value), starts=True, ends=True),))
        case Within():
            return required
        case HasAddress() | None:  # the index has no addresses behind words
            return None


def _loosely(text: str) -> tuple[Wanted, ...]:
    """The words of lower-case ASCII that text as it is written contains in any case. The last letter may be composed
    with an accent after it when the text is folded."""
    return wanted(text[:-1])


def _has(words: tuple[Wanted, ...]) -> Condition | None:
    return HasWords(words[:MAX_CONDITIONS]) if words else None


def _all_of(parts: Iterable[Condition | None]) -> Condition | None:
    words: dict[Wanted, None] = {}
    others: dict[Condition, None] = {}
    for part in parts:
        if isinstance(part, HasWords):  # of the same comment
            words.update(dict.fromkeys(part.words))
        elif part is not None:
            others[part] = None
    found = _has(tuple(words))
    known = ((found,) if found is not None else ()) + tuple(others)[:MAX_CONDITIONS]
    return AllOf(known) if len(known) > 1 else known[0] if known else None


def _any_of(parts: Iterable[Condition | None]) -> Condition | None:
    found = tuple(dict.fromkeys(parts))
    known = tuple(part for part in found if part is not None)
    return AnyOf(known) if len(known) == len(found) <= MAX_CONDITIONS else None
