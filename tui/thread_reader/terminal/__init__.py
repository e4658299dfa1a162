"""The terminal: checks before the reader opens, and cures for faults of Textual.

`presence` checks whether the reader can be drawn at all; `keyboard` reconnects the keys when the page was read from
standard input. `run` runs an app so that nothing in a page can control the terminal (`guard`), no row is wider than the
screen (`widths`), and the terminal is restored however the program ends (`driver`, `key_parser`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App


def run(app: App[Any]) -> int:
    """Run a Textual app and return its exit status; if a signal ended it, 128 plus its number. Re-raises its errors."""
    from thread_reader.terminal.running import run_steadily

    return run_steadily(app)
