"""A hostile page in a terminal: keys, other sizes and a signal, and every byte that comes judged."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pytest

from harness.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

SIZES = ((80, 24), (20, 6), (40, 10), (250, 70))
"""The usual one, the smallest that shows words, a narrow one, a wall."""

KEYS = (
    *(
        "j",
        "space",
        "G",
        "/",
        "a",
        "enter",
        "n",
        "esc",
        "f",
        "e",
        "enter",
        "F",
        "F",
        "?",
        "esc",
        "R",
        "esc",
        "s",
        "esc",
    ),
    *("U", "esc", "o", "esc", "t", "esc", "ctrl+p", "esc", "3", "tab", "1", "2", "g", "@", "esc", "r", "esc"),
)
"""Everything that shows words of a page: panes, prompts, choices, receipt, help, palette, the lines of the file."""

RESIZES = ((30, 8), (1, 1), (9, 2), (120, 40))


class End(NamedTuple):
    """How a run is ended, and the status that says so."""

    by: str
    status: int


ENDS = (
    End("q", 0),
    *(End(name, 128 + getattr(signal, f"SIG{name}")) for name in ("TERM", "HUP", "INT", "QUIT", "USR1")),
    End("TSTP", 0),
    End("WINCH", 0),
)


@dataclass(frozen=True, slots=True)
class TerminalRun:
    """One page, one size, one end."""

    page: bytes
    size: tuple[int, int]
    end: End


def run_in_terminal(run: TerminalRun, program: list[str], environment: dict[str, str], folder: Path) -> list[str]:
    """Open the page, do everything, end it: what was wrong."""
    (folder / "page.txt").write_bytes(run.page)
    state = {"XDG_STATE_HOME": str(folder / "state"), "XDG_CONFIG_HOME": str(folder / "config"), "BROWSER": "/none"}
    opened = Terminal([*program, "page.txt"], environment=environment | state, folder=folder, size=run.size)
    try:
        opened.wait_for(lambda _: "\x1b[?2004h" in opened.written or opened.process.poll() is not None)
        if opened.process.poll() is not None:  # refused
            ending = opened.end()
            return [] if ending.is_refusal() else [f"{ending}"]
        _work(opened, run)
        ending = opened.end()
    except pytest.fail.Exception as failure:
        return [str(failure).partition("\n")[0]]
    finally:
        opened.close()
    return [] if ending.is_clean(run.end.status) else [f"{ending}"]


def _work(opened: Terminal, run: TerminalRun) -> None:
    for size in (*RESIZES, run.size):
        opened.press(*KEYS)
        opened.resize(*size)
    if run.end.by == "TSTP":
        opened.signal("TSTP")
        opened.wait_until_stopped()
        opened.signal("CONT")
    elif run.end.by != "q":
        opened.signal(run.end.by)
    if not run.end.status:
        opened.press("esc", "esc", "q")
