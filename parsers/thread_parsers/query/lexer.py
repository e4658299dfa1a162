"""The lexer of the query language: from text to tokens with their positions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from thread_parsers.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["(", ")", "-", "and", "or", "word", "phrase", "expression", "field"]
"""What a token is; punctuation and keywords are their own kind."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a query. `text` is its content, without quotes, slashes and field name."""

    kind: Kind
    text: str
    start: int
    end: int
    field: str = ""
    """The name of the field that `text` is the value of; empty for other tokens."""
    quoted: bool = False


_SPACE = re.compile(r"\s*")
_BARE = re.compile(r"[^\s()]+")
_PHRASE = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_EXPRESSION = re.compile(r"/((?:[^/\\\n]|\\.)*)/(?=[\s)]|$)")
_FIELD = re.compile(r"([A-Za-z]+):(?!//)")
KEYWORDS: dict[str, Kind] = {"OR": "or", "AND": "and", "NOT": "-"}
"""Operators in capitals; in lower case or quoted they are words."""
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query in order. Raises QueryError for an unclosed quote or regular expression."""
    at = _skip(query, 0)
    while at < len(query):
        token = _token(query, at)
        yield token
        at = _skip(query, token.end)


def _skip(query: str, at: int) -> int:
    match = _SPACE.match(query, at)
    return match.end() if match else at


def _token(query: str, at: int) -> Token:
    first = query[at]
    if first in "()":
        return Token("(" if first == "(" else ")", first, at, at + 1)
    if first == "-" and at + 1 < len(query) and not query[at + 1].isspace():
        return Token("-", first, at, at + 1)
    if first == "@":
        return _value(query, at, at + 1, "user")
    field = _FIELD.match(query, at)
    if field:
        return _value(query, at, field.end(), field[1].lower())
    return _term(query, at)


def _term(query: str, at: int) -> Token:
    if query[at] == '"':
        text, end = _phrase(query, at)
        return Token("phrase", text, at, end)
    if query[at] == "/":
        match = _EXPRESSION.match(query, at)
        if match is None:
            raise QueryError(
                "the regular expression has no closing /; quote it to search for the text itself", query, at
            )
        return Token("expression", match[1], at, match.end())
    text = _bare(query, at)
    return Token(KEYWORDS.get(text, "word"), text, at, at + len(text))


def _value(query: str, start: int, at: int, field: str) -> Token:
    if at < len(query) and query[at] == '"':
        text, end = _phrase(query, at)
        return Token("field", text, start, end, field, quoted=True)
    text = _bare(query, at)
    return Token("field", text, start, at + len(text), field)


def _bare(query: str, at: int) -> str:
    match = _BARE.match(query, at)
    return match[0] if match else ""


def _phrase(query: str, at: int) -> tuple[str, int]:
    match = _PHRASE.match(query, at)
    if match is None:
        raise QueryError("the quote is not closed", query, at)
    return _ESCAPED.sub(r"\1", match[1]), match.end()
