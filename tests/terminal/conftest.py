"""A terminal for the program to run in, and a page to read there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.terminal import ON_THE_TERMINAL, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def terminal(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Run a command in a terminal: `terminal(["program", "argument"], size=(80, 24), LC_ALL="C")`."""
    opened: list[Terminal] = []

    def run(
        command: list[str],
        size: tuple[int, int] = (80, 24),
        connected: str = ON_THE_TERMINAL,
        answers: bool = True,
        background: bytes = b"",
        encoding: str = "utf-8",
        **changes: str,
    ) -> Terminal:
        ours = Terminal(
            command,
            environment=environment | changes,
            folder=tmp_path,
            size=size,
            connected=connected,
            answers=answers,
            background=background,
            encoding=encoding,
        )
        opened.append(ours)
        return ours

    yield run
    for one in opened:
        one.close()


PAGE = """\
The harbour bridge is closed until May. Painters found rust under the second arch.
Ferries run every ten minutes in the meantime.
3 Likes
Reward
3
3
Repost
Share
Comment
0/400
TidewaterTom
· 2025-03-09 18:20
Ten minutes is a long time in the rain.
---
And who pays for the tickets? [not me]
Reply0
ferry_fan
· 2025-03-09 17:05
I like the ferry.
Reply0
rosa
· 2025-03-08 09:00
They painted it in 2019. What did they paint over?
Reply0
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A saved page with three comments."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def reader(terminal: Callable[..., Terminal], program: list[str], page: Path) -> Callable[..., Terminal]:
    """The program on the page, its first screen drawn: `reader(size=(20, 5))`, or on another file."""

    def run(path: str | Path = page, *arguments: str, shows: str = "Comments", **options: object) -> Terminal:
        opened = terminal([*program, str(path), *arguments], **options)
        opened.wait_for(shows)
        return opened

    return run
