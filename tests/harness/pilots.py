"""Waiting for what a Textual app draws: on a busy machine one pause may end before the screen is complete."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

DEADLINE = 20.0
"""Seconds."""


async def until(pilot: Pilot[None], is_true: Callable[[], bool]) -> None:
    """Pauses until something is true, or until it is too late: then the test asserts it and fails."""
    last = time.monotonic() + DEADLINE
    while not is_true() and time.monotonic() < last:
        await pilot.pause(0.02)
