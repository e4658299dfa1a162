"""Signal handling outside the reader: a signal ends the program at once. The reader's terminal driver has its own.

Python's default, raising KeyboardInterrupt, prints a traceback while modules are being imported, and is lost where
Python ignores exceptions (in `__del__`, for example), so that the program would continue. Any handler written in Python
runs only between two instructions of Python: a signal that arrives just before a call of the system that waits, such as
reading a pipe, is noticed when that call returns, which may be never. So the operating system ends the program.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from thread_parsers.signals import ENDING, end_at_once

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["end_at_once", "unwinding"]


@contextmanager
def unwinding() -> Iterator[None]:
    """Within this context the signals raise SystemExit instead, so that `finally` and `except` can clean up."""
    before = {number: signal.getsignal(number) for number in ENDING}
    for number, handler in before.items():
        if handler in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _unwind)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _unwind(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)  # the exit status that shells use for signals
