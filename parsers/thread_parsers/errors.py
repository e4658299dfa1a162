"""Exceptions of this package. They carry facts as attributes; the program words its own messages from them.

Each is built from its attributes alone, so that it can be pickled and sent between processes.
"""

from __future__ import annotations

import os


class DiscussionError(Exception):
    """Base class: a discussion cannot be read, queried or written."""


class Unreadable(DiscussionError):
    """The file cannot be opened as text: missing, a folder, no permission, binary.

    `path` is the path as given; `reason` a clause without a full stop ("is a folder").
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class UnknownFormat(DiscussionError):
    """The registry has no format with this name. `known` are the names that it has."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name = name
        self.known = known

    def __str__(self) -> str:
        return f"unknown format {self.name!r}; formats are {', '.join(self.known)}"


class NoSuchPart(DiscussionError):
    """The file has no discussion with this number. `count` is how many it has."""

    def __init__(self, path: str, part: int, count: int) -> None:
        super().__init__(path, part, count)
        self.path = path
        self.part = part
        self.count = count

    def __str__(self) -> str:
        return f"no part {self.part}; the file has {self.count:,} discussion{'' if self.count == 1 else 's'}"


class QueryError(DiscussionError):
    """A query that is not valid. `column` is where the error begins, in characters of `query` from 0."""

    def __init__(self, message: str, query: str, column: int) -> None:
        super().__init__(message, query, column)
        self.message = message
        self.query = query
        self.column = column

    def __str__(self) -> str:
        return f"{self.message} at column {self.column + 1}"


class PatternTooSlow(DiscussionError):
    """A regular expression timed out. `pattern` is the expression as typed."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self.pattern = pattern

    def __str__(self) -> str:
        return f"{self.pattern} takes too long; a simpler expression is needed"


def described(error: Exception) -> str:
    """An error as `KeyError: 'kettle'`."""
    return f"{type(error).__name__}: {error}"


def internal_error(error: Exception) -> str:
    """What a command says of an error that is a fault in it."""
    return f"internal error ({described(error)}); THREAD_READER_DEBUG=1 prints the traceback"


def system_reason(error: OSError) -> str:
    """Why a call of the system failed, as a clause: `permission denied`."""
    text = os.strerror(error.errno) if error.errno else str(error)
    return text[:1].lower() + text[1:]
