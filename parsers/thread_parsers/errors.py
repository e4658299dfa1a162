"""What can go wrong, as facts: what, where and in which context. The words for people are made at the edge."""

from __future__ import annotations


class DiscussionError(Exception):
    """Anything that keeps a discussion from being read, asked or written."""


class Unreadable(DiscussionError):
    """The file is not text that can be opened: missing, a folder, no permission, binary.

    `path` is the file as it was named; `reason` a clause without a full stop ("is a folder").
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UnknownFormat(DiscussionError):
    """A format was asked for by a name that the table does not have."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no format is called {name!r}; there are {', '.join(known)}")
        self.name = name
        self.known = known


class QueryError(DiscussionError):
    """A query that does not parse. `column` counts characters of `query` from 0, where the trouble begins."""

    def __init__(self, message: str, query: str, column: int) -> None:
        super().__init__(f"{message} at column {column + 1}")
        self.message = message
        self.query = query
        self.column = column


class PatternTooSlow(DiscussionError):
    """A regular expression that would take too long on some text was stopped. `pattern` is it as it was typed."""

    def __init__(self, pattern: str) -> None:
        super().__init__(f"{pattern} takes too long; a simpler expression is needed")
        self.pattern = pattern
