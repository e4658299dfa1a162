"""Reading keys when standard input was used for the page."""

from __future__ import annotations

import os

from thread_parsers.errors import DiscussionError

STDIN = 0


class NoKeyboard(DiscussionError):
    """The page was read from standard input, and there is no terminal to read keys from."""


def take_keyboard() -> None:
    """Reconnect standard input to the terminal. Call it after standard input has been read. Raises NoKeyboard."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_CLOEXEC)
    except OSError as error:
        raise NoKeyboard("no keyboard to read from; --to txt writes the discussion as text") from error
    os.dup2(terminal, STDIN)
    os.close(terminal)
