"""Text as queries and in queries: how long one may be, and quoting, so that the language takes it literally."""

from __future__ import annotations

import re

MAX_QUERY_CHARS = 10_000
"""Length limit of a query."""
_NEEDS_QUOTES = re.compile(r'[\s()*"\\]|^$')
"""White space and parentheses end a value, a star is a wildcard, quotes and backslashes are syntax."""


def in_quotes(text: str) -> str:
    """Text in double quotes: a phrase."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def quoted(value: str) -> str:
    """A value of a field, in quotes if it needs them."""
    return in_quotes(value) if _NEEDS_QUOTES.search(value) else value


def by_user(name: str) -> str:
    """The query for the comments of an author, in quotes: without them it may match longer names."""
    return f"user:{in_quotes(name)}"


def to_user(name: str) -> str:
    """The query for the replies to an author."""
    return f"to:{in_quotes(name)}"
