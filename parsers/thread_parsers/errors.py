"""Errors as facts: what, where and in which context. The command line words them for people.

Each error is built from its attributes alone, so that it can be pickled and sent between processes.
"""

from __future__ import annotations


class DiscussionError(Exception):
    """Anything that keeps a discussion from being read, queried or written."""


class Unreadable(DiscussionError):
    """The file is not text that can be opened: missing, a folder, no permission, binary.

    `path` is the file as it was named; `reason` is a clause without a full stop ("is a folder").
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class UnknownFormat(DiscussionError):
    """No format has the given name. `known` are the names that there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name = name
        self.known = known

    def __str__(self) -> str:
        return f"no format is called {self.name!r}; there are {', '.join(self.known)}"


class QueryError(DiscussionError):
    """A query that does not parse. `column` is the character of `query` where the error begins, from 0."""

    def __init__(self, message: str, query: str, column: int) -> None:
        super().__init__(message, query, column)
        self.message = message
        self.query = query
        self.column = column

    def __str__(self) -> str:
        return f"{self.message} at column {self.column + 1}"


class PatternTooSlow(DiscussionError):
    """A regular expression was stopped because it took too long. `pattern` is the expression as it was typed."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self.pattern = pattern

    def __str__(self) -> str:
        return f"{self.pattern} takes too long; a simpler expression is needed"
