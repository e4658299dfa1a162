"""Makes the pictures in this folder: the real program on the samples, at the sizes that it was designed for.

    python docs/pictures.py [NAME ...]

Each picture is a row of the table below. The pictures are SVG files as Textual draws them.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from thread_parsers.reading import read
from thread_parsers.source.open import open_source
from thread_reader.app import make_app, make_list_app
from thread_reader.opening import CallOptions
from thread_reader.screens.reading_screen import ReadingScreen
from thread_reader.settings import Settings
from thread_reader.state.worker import StateWorker

if TYPE_CHECKING:
    from textual.pilot import Pilot

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Picture:
    """A name, the page that is opened, the size of the terminal, and the keys that are pressed. Without a page, it is
    the list of all samples, of which some have been read before. `before`: how many comments the page had when it was
    opened three days ago; 0 if it was not."""

    name: str
    page: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    theme: str = "reader-dark"
    before: int = 0


PICTURES = (
    Picture("screen", "tram-line.txt", (120, 40), ("j",)),
    Picture("narrow", "tram-line.txt", (60, 20)),
    Picture("terminal", "tram-line.txt", (80, 24), ("j", "j")),
    Picture("wide", "tram-line.txt", (200, 60), ("j",)),
    Picture("search", "tram-line.txt", (120, 40), ("/", *"tram", "enter", "n", "n")),
    Picture("filter", "tram-line.txt", (120, 40), ("f", *"tram", "enter")),
    Picture("folded", "tram-line.txt", (80, 24), ("z", "M")),
    Picture("help", "tram-line.txt", (120, 40), ("?",)),
    Picture("receipt", "tram-line.txt", (80, 24), ("R",)),
    Picture("stats", "tram-line.txt", (80, 24), ("tab",)),
    Picture("figures", "tram-line.txt", (120, 40), ("tab", "w")),
    Picture("sentences", "tram-line.txt", (120, 40), ("shift+tab", "j")),
    Picture("replies", "garden-forum.txt", (80, 24), ("G",)),
    Picture("new", "garden-forum.txt", (80, 24), before=5),
    Picture("japanese", "ramen.txt", (80, 24)),
    Picture("light", "tram-line.txt", (120, 40), ("j",), "reader-light"),
    Picture("discussions", "", (120, 40), ("down", "down", "down")),
    Picture("hits", "", (120, 40), ("ctrl+s", *"roof", "enter")),
)

READ_BEFORE = (("tram-line.txt", ("Z", "y")), ("ramen.txt", ("j", "u")), ("garden-forum.txt", ("X",)))
"""Samples and the keys that were pressed in them, before the list is drawn."""


async def draw_list(picture: Picture) -> str:
    """The picture of a list as SVG."""
    with TemporaryDirectory() as folder, closing(StateWorker(Path(folder))) as state:
        for name, keys in READ_BEFORE:
            before = make_app(open_source(f"samples/{name}"), state=state)
            async with before.run_test() as pilot:
                await _known(pilot)
                await pilot.press(*keys)
        app = make_list_app(
            ["samples"], CallOptions(remembers=False), settings=Settings(theme=picture.theme), state=state
        )
        async with app.run_test(size=picture.size) as pilot:
            while not app.switcher.list_screen.listing.total or app.switcher.list_screen.listed.is_busy:
                await pilot.pause(0.05)
            for key in picture.keys:
                await pilot.press(key)
            await pilot.pause(2.0)
            return app.export_screenshot(title="thread-reader")


async def draw_newer(picture: Picture) -> str:
    """The picture of a page that has more comments than when it was last open, as SVG."""
    whole = Path("samples", picture.page)
    with read(whole) as discussion:
        stop = discussion.columns.start[picture.before]
    with TemporaryDirectory() as folder, closing(StateWorker(Path(folder, "state"))) as state:
        page = Path(folder, picture.page)
        page.write_bytes(whole.read_bytes()[:stop])
        async with make_app(open_source(str(page)), state=state).run_test() as pilot:
            await _known(pilot)
            await pilot.press("j", "j")
        state.submit(lambda connection: connection.execute("UPDATE discussion SET opened = opened - 259200"))
        page.write_bytes(whole.read_bytes())
        app = make_app(open_source(str(page)), settings=Settings(theme=picture.theme), state=state)
        async with app.run_test(size=picture.size) as pilot:
            await _known(pilot)
            return app.export_screenshot(title="thread-reader")


async def _known(pilot: Pilot[None]) -> None:
    """Wait until it is known what is remembered of the discussion, and it is drawn."""
    while not pilot.app.screen.session.kept.recalled:  # type: ignore[attr-defined]
        await pilot.pause(0.05)
    await pilot.pause()


async def draw(picture: Picture) -> str:
    """The picture as SVG."""
    if not picture.page:
        return await draw_list(picture)
    if picture.before:
        return await draw_newer(picture)
    app = make_app(open_source(f"samples/{picture.page}"), settings=Settings(theme=picture.theme))
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        for key in picture.keys:
            await pilot.press(key)
        reading = next(screen for screen in app.screen_stack if isinstance(screen, ReadingScreen))
        reading.settle_keys()
        await reading.session.scheduler.wait()
        await pilot.pause()
        return app.export_screenshot(title="thread-reader")


def main() -> None:
    """Draw all of them, or those that are named."""
    os.chdir(HERE.parent)
    for picture in PICTURES:
        if sys.argv[1:] and picture.name not in sys.argv[1:]:
            continue
        (HERE / f"{picture.name}.svg").write_text(asyncio.run(draw(picture)), encoding="utf-8")


if __name__ == "__main__":
    main()
