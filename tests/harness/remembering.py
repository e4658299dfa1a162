"""The running program with a state database of the test."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from thread_parsers.source.open import open_source
from thread_reader.app import make_app
from thread_reader.opening import CallOptions
from thread_reader.screens.reading_screen import ReadingScreen
from thread_reader.state.worker import StateWorker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from thread_reader.older_save import OlderSave

WAIT = 10.0
"""Seconds until a test gives up."""


@asynccontextmanager
async def reading(
    page: Path,
    folder: Path,
    *,
    where: str | None = None,
    at: str = "",
    size: tuple[int, int] = (80, 24),
    since: OlderSave | None = None,
) -> AsyncIterator[tuple[Pilot[None], ReadingScreen]]:
    """The running program with a state database, when it knows the discussion."""
    worker = StateWorker(folder)
    try:
        app = make_app(open_source(str(page)), CallOptions(where=where), at=at, state=worker, since=since)
        async with app.run_test(size=size) as pilot:
            screen = app.screen
            assert isinstance(screen, ReadingScreen)
            for _by in ("file", "fingerprints"):
                await screen.session.scheduler.wait()
                await settled(pilot, worker)
            assert screen.session.kept.recalled is not None
            yield pilot, screen
    finally:
        worker.close()


async def settled(pilot: Pilot[None], worker: StateWorker) -> None:
    """Wait until everything is written and reported."""
    assert worker.wait(WAIT)
    worker.deliver()
    await pilot.pause()


def text_of(pilot: Pilot[None]) -> str:
    """The text on the screen."""
    return "\n".join(strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips())
