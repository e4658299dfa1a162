"""The terminal around the program: what it must be able to do, and what Textual leaves undone.

`presence` says whether a reader can be drawn here, `keyboard` finds the keys when a page came through standard input,
`run` runs an app so that no byte of a page acts on the terminal (`guard`), no row is too long for it (`widths`), and it
is afterwards what it was before, however the program ends (`driver`, `keys`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App


def run(app: App[Any]) -> int:
    """Run a Textual app; its exit status, 128 and the number of the signal that ended it. Raises what it raised."""
    from thread_reader.terminal.running import run_steadily

    return run_steadily(app)
