"""Standard error and the exit status: every way in which a run can end badly, and the one line said about it.

No traceback is ever shown (but with THREAD_READER_DEBUG=1), and nothing of a file name or a page reaches the terminal
as a control character.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from thread_parsers.errors import DiscussionError, QueryError, UnknownFormat, Unreadable
from thread_parsers.safe import shown

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
    _clean_up_when_stopped()
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


def _clean_up_when_stopped() -> None:
    """A signal that ends the program unwinds it, so that no half-written file stays behind. The app has its own way."""

    def stop(number: int, _frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, stop)


def verdict(error: Exception) -> tuple[str, int]:
    """What to say about an error, and the exit status. Nothing is said of a closed pipe."""
    match error:
        case BrokenPipeError():
            return "", PIPE_CLOSED
        case Unreadable():
            return f"cannot read {error.path}: {error.reason}", UNUSABLE
        case UnknownFormat():
            return f"no format is called {error.name}; there are {', '.join(error.known)}", UNUSABLE
        case QueryError():
            return f"--where: {error.message}, at column {error.column + 1} of {error.query}", UNUSABLE
        case Unwritable():
            return f"cannot write {error.target}: {error.reason}", error.status
        case CallError() | DiscussionError():
            return str(error), UNUSABLE
        case MemoryError():
            return "not enough memory", UNUSABLE
        case OSError():
            return f"{reason(error)}: {error.filename or 'while reading or writing'}", UNUSABLE
        case _:
            return f"a fault of its own ({type(error).__name__}: {error}); THREAD_READER_DEBUG=1 shows where", FAULT


def say(words: str) -> None:
    """One line on standard error. Silent when nobody can hear it."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(shown(f"thread-reader: {words}") + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def reason(error: OSError) -> str:
    """Why a call of the system failed, as a clause."""
    words = os.strerror(error.errno) if error.errno else str(error)
    return words[:1].lower() + words[1:]
