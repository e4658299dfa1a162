"""A page to give to the command, and a terminal to give it."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import termios
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from harness.children import running
from thread_parsers.source.source import BufferSource
from thread_reader.app import make_app
from thread_reader.screens.reading_screen import ReadingScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from textual.pilot import Pilot

PAGE = """\
The library put two hives on its roof in spring. It says the bees are calm.
Honey will be sold at the counter in autumn.
7 Likes
Reward
7
3
Repost
Share
Comment
0/400
AtticCat
· 2025-03-09 18:20
I can see them from my window.
---
They are not calm.
Reply0
[deleted]
· 2025-03-09 17:05
Will there be jars for [returning] visitors?
Reply0
rosa
· 2025-03-08 09:00
Finally something on that roof.
Reply1
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A saved page with three comments, in the folder that the command is run in."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def on_terminal(program: list[str], environment: dict[str, str], tmp_path: Path) -> Callable[..., tuple[int, bytes]]:
    """Run the command with its output on a terminal: its exit status and the bytes that the terminal got."""

    def run(
        *arguments: str | Path, keyboard: bool = False, size: tuple[int, int] = (30, 100), **changes: str
    ) -> tuple[int, bytes]:
        ours, theirs = pty.openpty()
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        with running(
            [*program, *map(str, arguments)],
            stdin=theirs if keyboard else subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
            cwd=tmp_path,
            env=environment | changes,
            start_new_session=True,
        ) as process:
            os.close(theirs)
            got = _read_to_end(ours)
            return process.wait(timeout=60), got

    return run


def _read_to_end(descriptor: int) -> bytes:
    got = bytearray()
    with open(descriptor, "rb", buffering=0) as stream:
        while True:
            try:
                piece = stream.read(65536)
            except OSError:  # EIO: the other side is closed
                return bytes(got)
            if not piece:
                return bytes(got)
            got += piece


@pytest.fixture(autouse=True)
def jobs_fail_loudly(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """An error in a job fails the test; users get a message. Not for tests with the mark `failing_jobs`."""

    def fail(error: Exception) -> str:
        raise error

    if request.node.get_closest_marker("failing_jobs") is None:
        monkeypatch.setattr("thread_reader.session.session.failure_reason", fail)
        monkeypatch.setattr("thread_reader.session.jobs.failure_reason", fail)


@pytest.fixture
def opened() -> Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], ReadingScreen]]]:
    """The running program on a page, its jobs done: `async with opened(page, size=(80, 24)) as (pilot, screen)`."""

    @asynccontextmanager
    async def opened(page: str, *, size: tuple[int, int]) -> AsyncIterator[tuple[Pilot[None], ReadingScreen]]:
        app = make_app(BufferSource(page.encode("utf-8", "surrogateescape"), "ferry.txt"))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, ReadingScreen)
            await screen.session.scheduler.wait()
            yield pilot, screen

    return opened
