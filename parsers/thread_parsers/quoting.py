"""Text as a part of a query, so that the query language reads it as that text and nothing else."""

from __future__ import annotations

import re

_NEEDS_QUOTES = re.compile(r'[\s()*"\\]|^$')


def in_quotes(text: str) -> str:
    """Text between double quotes: a phrase."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def quoted(value: str) -> str:
    """The value of a field: between quotes where it could be taken for something else."""
    return in_quotes(value) if _NEEDS_QUOTES.search(value) else value


def by_user(name: str) -> str:
    """The query for the comments of one author."""
    return f"user:{quoted(name)}"
