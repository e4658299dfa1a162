"""Signal handling outside the reader: a signal ends the program at once. The reader's terminal driver has its own.

Python's default, raising KeyboardInterrupt, prints a traceback while modules are being imported, and is lost where
Python ignores exceptions (in `__del__`, for example), so that the program would continue.
"""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Windows has no SIGHUP."""


def end_at_once() -> None:
    """Make these signals end the program immediately. A signal that is ignored, as under nohup, stays ignored."""
    for number in ENDING:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _end)


@contextmanager
def unwinding() -> Iterator[None]:
    """Within this context the signals raise SystemExit instead, so that `finally` and `except` can clean up."""
    before = {number: signal.getsignal(number) for number in ENDING}
    for number, handler in before.items():
        if handler in (_end, signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _unwind)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _frame: object) -> NoReturn:
    os._exit(128 + number)  # the exit status that shells use for signals


def _unwind(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)
