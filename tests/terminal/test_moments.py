"""Moments in which the world changes while a page is read. What the user sees of each stands in docs/reliability.md."""

from __future__ import annotations

import fcntl
import os
import re
import termios
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from harness.children import with_default_signals

if TYPE_CHECKING:
    from pathlib import Path

Reader = Callable[..., Any]


@pytest.fixture
def long_page(page: Path) -> Path:
    """A page of 2,000 comments: most of it is not on the screen."""
    head, foot, comments = page.read_text(encoding="utf-8").partition("0/400\n")
    page.write_text(head + foot + comments * 700, encoding="utf-8")
    return page


def _vanish(path: Path) -> None:
    path.unlink()


def _shrink(path: Path) -> None:
    os.truncate(path, 300)


def _empty(path: Path) -> None:
    os.truncate(path, 0)


def _grow(path: Path) -> None:
    with path.open("a", encoding="utf-8") as stream:
        stream.write("late\n· 2025-03-10 10:00\nToo late.\nReply0\n")


def _be_replaced(path: Path) -> None:
    other = path.with_name("other")
    other.write_text("Something else.\n", encoding="utf-8")
    other.replace(path)


def _become_noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 4096)


@pytest.mark.parametrize("happens", [_vanish, _shrink, _empty, _grow, _be_replaced, _become_noise])
def test_the_file_may_change_while_it_is_read(reader: Reader, long_page: Path, happens: Callable[[Path], None]) -> None:
    opened = reader(long_page)
    opened.wait_for("1 of 2,1")
    happens(long_page)
    opened.press("j", "G")
    opened.wait_for(lambda text: re.search(r"^ 2,1\d\d of", text, re.MULTILINE) is not None)
    opened.press("/", "r", "o", "enter", "n", "esc", "f", "f", "e", "enter", "F", "3", "1", "g")
    opened.wait_for("1 of")
    opened.press("q")
    assert opened.end().is_clean()


def test_a_file_that_grows_is_spoken_of_and_read_again(reader: Reader, page: Path) -> None:
    opened = reader(page)
    opened.press("j")
    opened.wait_for("2 of 3")
    _grow(page)
    opened.wait_for("the file has grown")
    opened.press("ctrl+r")
    opened.wait_for("2 of 4")
    opened.press("q")
    assert opened.end().is_clean()


def test_two_readers_may_be_open_at_once(reader: Reader, page: Path) -> None:
    first, second = reader(page), reader(page)
    first.press("j", "q")
    second.press("G")
    second.wait_for("3 of 3")
    second.press("q")
    assert first.end().is_clean()
    assert second.end().is_clean()


def test_waiting_for_a_page_that_never_comes_can_be_ended(terminal: Reader, program: list[str], tmp_path: Path) -> None:
    """Standard input is a pipe that stays open; the program has taken what was in it and waits."""
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    writer = os.open(fifo, os.O_RDWR)
    os.write(writer, b"The beginning of a page")
    opened = terminal(with_default_signals([*program, "-"]), connected=f'<"{fifo}" 1<>"$0" 2>&1')
    while fcntl.ioctl(writer, termios.FIONREAD, bytes(4)) != bytes(4):
        opened.wait_for("")
    opened.press("ctrl+c")
    assert opened.end().status == 130
    os.close(writer)
