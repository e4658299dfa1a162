"""Whatever signal comes and whenever: the terminal is afterwards what it was."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from harness.children import DEFAULT_SIGNALS, running, shell_status

if TYPE_CHECKING:
    from pathlib import Path

Reader = Callable[..., Any]

MOMENTS = {
    "the screen was taken": "\x1b[?1049h",
    "keys are asked for": "\x1b[?2004h",
    "something is drawn": "Comments",
}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("name", ["TERM", "HUP", "INT", "QUIT", "USR1"])
def test_a_signal_ends_it_with_the_terminal_restored(reader: Reader, name: str, moment: str) -> None:
    opened = reader(shows="")
    opened.wait_for_output(MOMENTS[moment])
    opened.signal(name)
    assert opened.end().is_clean(128 + getattr(signal, f"SIG{name}"))


def test_a_signal_in_a_prompt_ends_it_too(reader: Reader) -> None:
    opened = reader()
    opened.press("f", "a")
    opened.wait_for("of 3")
    opened.signal("TERM")
    assert opened.end().is_clean(143)


def test_signals_one_after_the_other_restore_the_terminal(reader: Reader) -> None:
    opened = reader()
    for name in ("TERM", "HUP", "TERM"):
        opened.signal(name)
    ending = opened.end()
    assert ending.is_clean(143) or ending.is_clean(129)


@pytest.mark.parametrize("by", ["the key", "the signal"])
def test_it_sleeps_and_comes_back(reader: Reader, by: str) -> None:
    """The terminal's title is the page's while the program runs, and its own one while it sleeps."""
    opened = reader()
    opened.press("j")
    for awake in range(1, 4):
        opened.wait_for("2 of 3")
        opened.wait_for(lambda _, times=awake: opened.written.count("\x1b[22;0t\x1b]2;page.txt\x07") == times)
        if by == "the key":
            opened.press("ctrl+z")
        else:
            opened.signal("TSTP")
        opened.wait_until_stopped()
        assert opened.attributes_restored()
        assert opened.judge.left_on() == []
        opened.signal("CONT")
    opened.wait_for("2 of 3")
    opened.press("k")
    opened.wait_for("1 of 3")
    opened.press("q")
    assert opened.end().is_clean()


def test_it_ends_when_the_terminal_goes_while_it_sleeps(reader: Reader) -> None:
    opened = reader()
    opened.press("ctrl+z")
    opened.wait_until_stopped()
    opened.hang_up()
    assert opened.end().status == 129


def test_being_continued_without_having_slept_is_harmless(reader: Reader) -> None:
    opened = reader()
    opened.signal("CONT")
    opened.press("j")
    opened.wait_for("2 of 3")
    opened.press("q")
    assert opened.end().is_clean()


def test_being_stopped_from_outside_is_survived(reader: Reader) -> None:
    opened = reader()
    opened.signal("STOP")
    opened.wait_until_stopped()
    opened.signal("CONT")
    opened.press("j")
    opened.wait_for("2 of 3")
    opened.press("q")
    assert opened.end().is_clean()


@pytest.mark.parametrize("shell", [[], ["sh", "-c", 'trap "" HUP; exec "$@"', "sh"]], ids=["told", "not told"])
def test_it_ends_when_the_terminal_is_gone(terminal: Reader, program: list[str], page: Path, shell: list[str]) -> None:
    """A program may have been started so that it ignores the signal that says so."""
    opened = terminal([*shell, *program, str(page)])
    opened.wait_for("1 of 3")
    opened.hang_up()
    assert opened.end().status == 129


EARLY = (
    DEFAULT_SIGNALS
    + """
import os, signal, sys
from importlib.abc import MetaPathFinder

module, number, sys.argv[1:] = sys.argv[1], getattr(signal, sys.argv[2]), sys.argv[3:]

class Interrupted(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == module:
            try:
                os.kill(os.getpid(), number)
            except BaseException:
                pass  # as Python ignores them where an object is taken away

sys.meta_path.insert(0, Interrupted())
from thread_reader.__main__ import main
sys.exit(main())
"""
)


@pytest.mark.parametrize(
    "module", ["argparse", "thread_reader.app", "textual.app", "thread_reader.screens.reading_screen"]
)
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_while_modules_are_loaded_ends_it(
    terminal: Callable[..., Any], page: Path, name: str, module: str
) -> None:
    """Ctrl-C in the first moments, where an exception would be a traceback, or be lost."""
    opened = terminal([sys.executable, "-c", EARLY, module, name, str(page)])
    assert opened.end().is_clean(128 + getattr(signal, name))


WAITING = (
    DEFAULT_SIGNALS
    + """
import ctypes
from thread_reader.signals import end_at_once

end_at_once()
mutex, libc = ctypes.create_string_buffer(64), ctypes.CDLL(None)
libc.pthread_mutex_lock(mutex)
print("waiting", flush=True)
libc.pthread_mutex_lock(mutex)
"""
)
"""Waits where no signal handler of Python runs, as in the moment before a pipe is read."""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_it_where_no_handler_of_python_runs(name: str, environment: dict[str, str]) -> None:
    with running([sys.executable, "-c", WAITING], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"waiting\n"
        process.send_signal(getattr(signal, name))
        process.wait(30)
        assert shell_status(process) == 128 + getattr(signal, name)
