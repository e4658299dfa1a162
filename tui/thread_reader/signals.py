"""Signals while there is no reader on the screen, which answers them itself: they end the program where it stands.

An exception, Python's own answer to Ctrl-C, is a traceback while modules are still loaded, and is lost where Python
ignores exceptions; then the program goes on as if nothing had been said.
"""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def end_at_once() -> None:
    """From now on these signals end the program. One that is ignored, as by nohup, stays so."""
    for number in ENDING:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _end)


@contextmanager
def unwinding() -> Iterator[None]:
    """While something must be put in order first: the signals raise SystemExit in here."""
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
    os._exit(128 + number)


def _unwind(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)
