"""After the page was read from standard input, keys are read from the terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

from harness.children import running

if TYPE_CHECKING:
    from pathlib import Path

READS_A_PAGE_THEN_A_KEY = """
import os, sys, tty
from thread_reader.terminal.keyboard import take_keyboard
page = sys.stdin.buffer.read()
take_keyboard()
tty.setcbreak(0)
print(len(page), os.isatty(0), flush=True)
print(os.read(0, 1), flush=True)
"""


def test_keys_come_from_the_terminal_once_the_page_is_read(environment: dict[str, str], tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    child = ["sh", "-c", 'exec "$@" 1<>"$0" 2>&1', os.ttyname(theirs), sys.executable, "-c", READS_A_PAGE_THEN_A_KEY]
    options = {"stdin": subprocess.PIPE, "cwd": tmp_path, "env": environment, "start_new_session": True}
    with os.fdopen(ours, "r+b", buffering=0) as terminal, running(child, **options) as process:
        assert process.stdin
        process.stdin.write(b"a page of 24 characters\n")
        process.stdin.close()
        assert terminal.readline() == b"24 True\r\n"
        terminal.write(b"j")
        assert terminal.readline() == b"b'j'\r\n"
        assert process.wait(timeout=60) == 0
    os.close(theirs)


def test_without_a_terminal_there_is_an_error(environment: dict[str, str], tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", READS_A_PAGE_THEN_A_KEY],
        check=False,
        input=b"page",
        capture_output=True,
        cwd=tmp_path,
        env=environment,
        start_new_session=True,
    )
    assert b"NoKeyboard: no keyboard to read from" in run.stderr
