"""Completion of the word under the cursor of the filter prompt."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.query.authors import by_comments, compared, compared_names
from thread_parsers.query.fields import FIELD_NAMED, FIELDS
from thread_parsers.query.lexer import KEYWORDS
from thread_parsers.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thread_parsers.discussion.discussion import Discussion

MAX_AUTHORS = 50
"""Authors offered as completions."""

_WORD = re.compile(r'(?:@|[A-Za-z]+:)"(?:[^"\\]|\\.)*"?|[^\s()]+')


def word_at(text: str, cursor: int) -> tuple[int, int]:
    """First and one past the last character of the word at the cursor, without the dash that negates it."""
    for match in _WORD.finditer(text):
        if match.start() < cursor <= match.end():
            start = match.start() + len(match[0]) - len(match[0].lstrip("-"))
            return min(start, cursor), match.end()
    return cursor, cursor


class Completion(NamedTuple):
    """What may be put in the place of a word."""

    text: str
    comments: int | None = None
    """How many comments it finds, if that is known: those of an author."""


def complete(text: str, cursor: int, discussion: Discussion) -> list[str]:
    """The replacements for the word at the cursor, as `completions` finds them."""
    return [found.text for found in completions(text, cursor, discussion)]


def completions(text: str, cursor: int, discussion: Discussion) -> list[Completion]:
    """What may be put in the place of the word at the cursor (see `word_at`): field names and operators; after `user:`,
    `to:` and `@` the authors, those with the most comments first; the values of fields that list their values."""
    start, _ = word_at(text, cursor)
    word = text[start:cursor]
    name, colon, value = word.partition(":")
    if word.startswith("@"):
        return _authors("@", word[1:], discussion)
    if colon and name.lower() in ("user", "to"):
        return _authors(f"{name.lower()}:", value, discussion)
    return [Completion(each) for each in _words(text[:start], word)]


def _words(before: str, word: str) -> list[str]:
    """The field names, operators and values that begin with a word."""
    name, colon, value = word.partition(":")
    if not colon:
        fields = [f"{field.name}:" for field in FIELDS if field.name.startswith(name.lower())]
        operators = _operators(name, before)
        return [*operators, *fields] if name else [*fields, *operators]
    field = FIELD_NAMED.get(name.lower())
    return [f"{field.name}:{each}" for each in field.values if each.startswith(value.lower())] if field else []


def _authors(prefix: str, typed: str, discussion: Discussion) -> list[Completion]:
    start = compared(typed.lstrip('"').replace("\\", ""), caseless=True).removeprefix("@")
    names, counts = discussion.columns.author_names, by_comments(discussion)
    found = islice(_starting_with(discussion, start), MAX_AUTHORS)
    return [Completion(prefix + quoted(names[number]), None if prefix == "to:" else counts[number]) for number in found]


def _starting_with(discussion: Discussion, start: str) -> Iterable[int]:
    """Yield the authors whose name begins with `start`, with or without an @, then those with a later word that does.
    Those with the most comments come first."""
    names = compared_names(discussion, caseless=True)
    beginnings, inside = (start, f"@{start}"), f" {start}"
    later = []
    for number in by_comments(discussion):
        name = names[number]
        if name.startswith(beginnings):
            yield number
        elif inside in name:
            later.append(number)
    yield from later


def _operators(typed: str, before: str) -> list[str]:
    """The operators that begin with what was typed in capitals; only NOT may be the first word."""
    return [name for name in KEYWORDS if name.startswith(typed) and (name == "NOT" or before.strip(" (-"))]
