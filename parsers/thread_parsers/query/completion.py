"""Completion of the word under the cursor of the filter prompt."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.query.authors import names_by_comments
from thread_parsers.query.fields import FIELD_NAMED, FIELDS
from thread_parsers.query.lexer import KEYWORDS
from thread_parsers.quoting import quoted
from thread_parsers.text.folding import folded, straight_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def complete(text: str, cursor: int, discussion: Discussion) -> list[str]:
    """The replacements for the word at the cursor (see `word_at`): field names and operators; after `user:`, `to:` and
    `@` the authors, those with the most comments first; the values of fields that list their values."""
    start, _ = word_at(text, cursor)
    word = text[start:cursor]
    if word.startswith("@"):
        return _authors("@", word[1:], discussion)
    name, colon, value = word.partition(":")
    if not colon:
        fields = [f"{field.name}:" for field in FIELDS if field.name.startswith(name.lower())]
        operators = _operators(name, text[:start])
        return [*operators, *fields] if name else [*fields, *operators]
    if name.lower() in ("user", "to"):
        return _authors(f"{name.lower()}:", value, discussion)
    field = FIELD_NAMED.get(name.lower())
    return [f"{field.name}:{each}" for each in field.values if each.startswith(value.lower())] if field else []


def _authors(prefix: str, typed: str, discussion: Discussion) -> list[str]:
    start = _compared(typed.lstrip('"').replace("\\", ""))
    names = names_by_comments(discussion)
    return [prefix + quoted(name) for name in islice(_starting_with(names, start), MAX_AUTHORS)]


def _starting_with(names: Sequence[str], start: str) -> Iterable[str]:
    """Yield the names that begin with `start`, with or without an @, then those with a later word that does."""
    later = []
    for name in names:
        compared = _compared(name)
        if compared.startswith(start):
            yield name
        elif f" {start}" in compared:
            later.append(name)
    yield from later


def _compared(name: str) -> str:
    return straight_quotes(folded(name, caseless=True)).removeprefix("@")


def _operators(typed: str, before: str) -> list[str]:
    """The operators that begin with what was typed in capitals; only NOT may be the first word."""
    return [name for name in KEYWORDS if name.startswith(typed) and (name == "NOT" or before.strip(" (-"))]
