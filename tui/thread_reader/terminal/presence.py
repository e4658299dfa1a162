"""Whether the reader can be drawn on this terminal.

Textual (8.2.8) draws garbage on `TERM=dumb` and on a terminal without a size, and hangs without a terminal. This is
checked before Textual is imported.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS, SCREEN = 0, 2
"""The descriptors that Textual reads keys from and draws on: standard input and standard error."""

INCAPABLE = ("dumb", "unknown")
"""Values of TERM for terminals that cannot move the cursor."""


def why_unfit(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return why the reader cannot be opened here, as a clause; None if it can."""
    if not os.isatty(SCREEN):
        return "standard error, which the screen is drawn on, is not a terminal"
    if not os.isatty(KEYS):
        return "standard input is not a keyboard"
    if environment.get("TERM") in INCAPABLE:
        return f"TERM={environment['TERM']} cannot move the cursor"
    columns, lines = os.get_terminal_size(SCREEN)
    if not columns or not lines:
        return "the terminal has no size"
    return None
