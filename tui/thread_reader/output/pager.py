"""A pager for long text on a terminal: `PAGER`, or `less`."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LESS_OPTIONS = "FRX"
"""The options of `less` where LESS is not set: end if the text fits on one screen, show colours, leave the text on the
screen. The same as git's."""


def pager_command(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the command of the pager and its arguments; nothing if there is none, if PAGER is empty or `cat`, or if
    the terminal has no keyboard or cannot be used by one."""
    if environment.get("TERM", "dumb") == "dumb" or sys.stdin is None or not sys.stdin.isatty():
        return []
    try:
        words = shlex.split(environment.get("PAGER", "less"))
    except ValueError:  # a quote that is not closed
        return []
    return words if words and words != ["cat"] and shutil.which(words[0], path=environment.get("PATH")) else []


def page(command: list[str], chunks: Iterable[bytes]) -> None:
    """Show text in a pager until the user leaves it. What has not been made by then is not made. Raises OSError if the
    pager cannot be started."""
    environment = {"LESS": LESS_OPTIONS} | os.environ
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as pager:
        assert pager.stdin is not None
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-c is for the pager
        try:
            with suppress(BrokenPipeError):  # the user has left it
                for chunk in chunks:
                    pager.stdin.write(chunk)
                    pager.stdin.flush()
        finally:
            with suppress(BrokenPipeError):  # so what is still buffered cannot be written
                pager.stdin.close()
            pager.wait()
            signal.signal(signal.SIGINT, before)
