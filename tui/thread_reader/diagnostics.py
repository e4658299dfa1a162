"""Errors: the one line on standard error and the exit status for every way in which a run can fail.

A traceback is printed only with THREAD_READER_DEBUG=1. Control characters in file names or pages are never printed.
"""

from __future__ import annotations

import os
import signal
import unicodedata
from typing import TYPE_CHECKING

from thread_parsers import standard_error
from thread_parsers.errors import DiscussionError, QueryError, UnknownFormat, Unreadable, internal_error, system_reason
from thread_parsers.standard_error import StatusLine
from thread_parsers.text.printable import printable
from thread_reader.output.target_file import Unwritable
from thread_reader.signals import end_at_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DONE = 0
NOTHING_MATCHED = 1
UNUSABLE = 2
"""A file or the arguments are not usable."""
UNWRITTEN = 3
"""The output could not be written in full."""
INTERNAL_ERROR = 70
"""A bug in the program (EX_SOFTWARE of sysexits.h)."""
INTERRUPTED = 128 + signal.SIGINT
"""Ctrl-C; shells use 128 plus the number of the signal."""
PIPE_CLOSED = 128 + 13
"""SIGPIPE: the reader of our output has gone, as in `thread-reader page.txt | head`. Not an error, so nothing is
printed."""

PREFIX = "thread-reader: "
MIN_NAME_CELLS = 12
"""Cells that a file name keeps, however narrow the terminal is."""
PROGRESS_SECONDS = 0.1
"""How often the line of progress changes."""
MAX_QUOTED_CHARS = 80
"""A longer query is quoted around the column of the error only."""


class CallError(Exception):
    """The arguments are not usable. The text says which and why."""


def guarded(work: Callable[[], int]) -> int:
    """Run `work` and return its exit status. If it fails, print one line and return the status for the error."""
    end_at_once()
    try:
        return work()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return report(error)


def report(error: Exception) -> int:
    """Print the line for an error and return the exit status."""
    message, status = verdict(error)
    if os.environ.get("THREAD_READER_DEBUG"):
        _say_traceback(error)
    elif message:
        say(message)
    return status


def _say_traceback(error: Exception) -> None:
    """Print the traceback line by line through `say`, because it may contain text of the page."""
    import traceback

    for line in "".join(traceback.format_exception(error)).splitlines():
        say(line)


def _excerpt(error: QueryError) -> str:
    """Return the query, or of a long one the part around the error."""
    query = error.query
    if len(query) <= MAX_QUOTED_CHARS:
        return query
    start = max(0, min(error.column - MAX_QUOTED_CHARS // 2, len(query) - MAX_QUOTED_CHARS))
    end = start + MAX_QUOTED_CHARS
    return f"{'…' if start else ''}{query[start:end]}{'…' if end < len(query) else ''}"


def verdict(error: Exception) -> tuple[str, int]:
    """Return the message for an error and the exit status. The message is empty for a closed pipe."""
    match error:
        case BrokenPipeError():
            return "", PIPE_CLOSED
        case Unreadable():
            return _naming("cannot read ", error.path or "''", f": {error.reason}"), UNUSABLE
        case UnknownFormat():
            said = did_you_mean(error.name, error.known)
            return f"unknown format {error.name}; {f'{said} ' if said else ''}--formats lists all", UNUSABLE
        case QueryError():
            return query_message(error, "--where"), UNUSABLE
        case Unwritable():
            status = UNUSABLE if error.is_unusable else UNWRITTEN
            return _naming("cannot write ", error.target, f": {error.reason}"), status
        case CallError() | DiscussionError():
            return str(error), UNUSABLE
        case MemoryError():
            return "not enough memory", UNUSABLE
        case ImportError():
            return f"cannot load a part of the program: {error}", UNUSABLE
        case OSError():
            return f"{system_reason(error)}: {error.filename or 'while reading or writing'}", UNUSABLE
        case _:
            return internal_error(error), INTERNAL_ERROR


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question for the known word that resembles another one most; empty if none does."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1)
    return f"did you mean {close[0]}?" if close else ""


def query_message(error: QueryError, option: str) -> str:
    """Return the message for a query that is not valid, given with an option."""
    return f"{option}: {error.message}, at column {error.column + 1} of {_excerpt(error)}"


def _naming(before: str, name: str, after: str) -> str:
    """Put a name between two texts. On a terminal, shorten the name in the middle if the line would not fit on a row,
    so that the reason at the end of the line stays visible."""
    columns = standard_error.columns()
    available = max(columns - len(PREFIX + before + after), MIN_NAME_CELLS)
    name = printable(name)
    if not columns or _cells(name) <= available:
        return before + name + after
    # Take characters alternately from the end and from the start. `>=` leaves one cell for the ellipsis. The end comes
    # first, because the file name is there. `head` and `tail` never meet: all of `name` is wider than `available`.
    head = tail = ""
    for first, last in zip(name, reversed(name), strict=True):
        if _cells(head + last + tail) >= available:
            break
        tail = last + tail
        if _cells(head + first + tail) >= available:
            break
        head += first
    return f"{before}{head}…{tail}{after}"


def _cells(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text)


class Progress(StatusLine):
    """A line on standard error that is written over and over while something takes long; only on a terminal."""

    def __init__(self, after: float = 0.0) -> None:
        """`after`: the seconds after which it is shown for the first time."""
        super().__init__(PROGRESS_SECONDS, after)


def say(message: str) -> None:
    """Print one line on standard error, in place of a line of progress. Does nothing if standard error is closed."""
    standard_error.say(f"{PREFIX}{message}")
