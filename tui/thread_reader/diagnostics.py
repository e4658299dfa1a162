"""Standard error and the exit status: every way in which a run can end badly, and the one line said about it.

No traceback is ever shown (but with THREAD_READER_DEBUG=1), and nothing of a file name or a page reaches the terminal
as a control character.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from typing import TYPE_CHECKING

from thread_parsers.errors import DiscussionError, QueryError, UnknownFormat, Unreadable
from thread_parsers.text.printable import printable
from thread_reader.signals import end_at_once

if TYPE_CHECKING:
    from collections.abc import Callable

DONE = 0
NOTHING_MATCHED = 1
UNWRITTEN = 1
"""The output could not be written in full."""
UNUSABLE = 2
"""The file or the call is not usable."""
FAULT = 70
"""A fault of the program itself (EX_SOFTWARE of sysexits.h)."""
INTERRUPTED = 130
"""Ctrl-C: 128 and the number of the signal, as shells count."""
PIPE_CLOSED = 141
"""The reader of the output went away, which is no error and is not spoken of."""

SPEAKER = "thread-reader: "
"""How every line begins, as programs of a terminal do."""
SHORTEST_NAME = 12
"""Cells that the name of a file keeps, however narrow the terminal is."""


class CallError(Exception):
    """The command was called in a way that means nothing. The text says what and where."""


class Unwritable(Exception):
    """Output that could not be written. `target` as the user named it, `reason` a clause."""

    def __init__(self, target: str, reason: str, status: int = UNWRITTEN) -> None:
        super().__init__(f"{target}: {reason}")
        self.target = target
        self.reason = reason
        self.status = status


def guarded(work: Callable[[], int]) -> int:
    """Do the work; its exit status, or that of the line said about its failure."""
    end_at_once()
    try:
        return work()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        words, status = verdict(error)
        if os.environ.get("THREAD_READER_DEBUG"):
            _say_where(error)
        elif words:
            say(words)
        return status


def _say_where(error: Exception) -> None:
    """The traceback. Its words may be words of a page, so it goes the way of everything that is said."""
    import traceback

    for line in "".join(traceback.format_exception(error)).splitlines():
        say(line)


def verdict(error: Exception) -> tuple[str, int]:
    """What to say about an error, and the exit status. Nothing is said of a closed pipe."""
    match error:
        case BrokenPipeError():
            return "", PIPE_CLOSED
        case Unreadable():
            return _naming("cannot read ", error.path, f": {error.reason}"), UNUSABLE
        case UnknownFormat():
            return f"no format is called {error.name}; there are {', '.join(error.known)}", UNUSABLE
        case QueryError():
            return f"--where: {error.message}, at column {error.column + 1} of {error.query}", UNUSABLE
        case Unwritable():
            return _naming("cannot write ", error.target, f": {error.reason}"), error.status
        case CallError() | DiscussionError():
            return str(error), UNUSABLE
        case MemoryError():
            return "not enough memory", UNUSABLE
        case ImportError():
            return f"a part of the program cannot be loaded: {error}", UNUSABLE
        case OSError():
            return f"{reason(error)}: {error.filename or 'while reading or writing'}", UNUSABLE
        case _:
            return f"a fault of its own ({type(error).__name__}: {error}); THREAD_READER_DEBUG=1 shows where", FAULT


def _naming(before: str, name: str, after: str) -> str:
    """Words around a name. Where they go to a terminal and would not fit on a row of it, the name is shortened in the
    middle: what happened stands at the end of the line, and is to be seen with it."""
    room = max(_columns() - len(SPEAKER + before + after), SHORTEST_NAME)
    name = printable(name)
    if not _columns() or _cells(name) <= room:
        return before + name + after
    begin = end = ""
    for first, last in zip(name, reversed(name), strict=True):
        if _cells(begin + last + end) >= room:
            break
        end = last + end
        if _cells(begin + first + end) >= room:
            break
        begin += first
    return f"{before}{begin}…{end}{after}"


def _columns() -> int:
    """How wide the terminal is that standard error goes to; 0 for everything else."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns
    except (AttributeError, OSError, ValueError):
        return 0


def _cells(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text)


def say(words: str) -> None:
    """One line on standard error. Silent when nobody can hear it."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(printable(f"{SPEAKER}{words}") + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def reason(error: OSError) -> str:
    """Why a call of the system failed, as a clause."""
    words = os.strerror(error.errno) if error.errno else str(error)
    return words[:1].lower() + words[1:]
