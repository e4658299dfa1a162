"""Whether there is a terminal that the reader can be drawn on.

Textual draws blindly on `TERM=dumb` and on a terminal without a size, and hangs for good without one (8.2.8), so this
is asked before it is imported.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS, SCREEN = 0, 2
"""The descriptors that Textual reads and draws on: standard input and standard error."""

INCAPABLE = ("dumb", "unknown")
"""Values of TERM that promise no cursor movement."""


def why_unfit(environment: Mapping[str, str] = os.environ) -> str | None:
    """Why the reader cannot be opened here, as a clause; None when it can."""
    if not os.isatty(SCREEN):
        return "standard error, where the screen is drawn, is not a terminal"
    if not os.isatty(KEYS):
        return "standard input is not a keyboard"
    if environment.get("TERM") in INCAPABLE:
        return f"TERM={environment['TERM']} cannot move a cursor"
    columns, lines = os.get_terminal_size(SCREEN)
    if not columns or not lines:
        return "the terminal has no size"
    return None
