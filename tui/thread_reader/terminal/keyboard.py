"""The keyboard of a program whose standard input was a page."""

from __future__ import annotations

import os

from thread_parsers.errors import DiscussionError


class NoKeyboard(DiscussionError):
    """The page came through standard input and there is no terminal to read keys from."""


def take_keyboard() -> None:
    """Put the terminal where standard input was, once that has been read to its end."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_CLOEXEC)
    except OSError as error:
        raise NoKeyboard("no keyboard to read from; --to txt writes the discussion as text") from error
    os.dup2(terminal, 0)
    os.close(terminal)
