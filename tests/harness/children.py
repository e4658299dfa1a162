"""Child processes of tests."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEFAULT_SIGNALS = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
"""
"""Start of a child's Python code. A suite in the background of a shell ignores SIGINT and SIGQUIT, and under nohup
SIGHUP. Its children inherit that, and the program rightly leaves an ignored signal ignored."""


def with_default_signals(command: Sequence[str]) -> list[str]:
    """The command, run with signals as if the suite were in the foreground."""
    start = DEFAULT_SIGNALS + "import os, sys; os.execvp(sys.argv[1], sys.argv[1:])"
    return [sys.executable, "-c", start, *command]


def shell_status(process: subprocess.Popen[bytes]) -> int | None:
    """The exit status of a child as a shell has it: 128 + its number after a signal. None while it runs."""
    status = process.poll()
    return status if status is None or status >= 0 else 128 - status


@contextmanager
def running(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Start a child process, and kill it at the end if the test has left it running."""
    process = subprocess.Popen(command, **options)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()
