"""Folders of small discussions, and the list of them in the running program."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from harness.pilots import until
from thread_reader.app import make_list_app
from thread_reader.library import listed as listed_module
from thread_reader.opening import CallOptions
from thread_reader.screens.library_screen import LibraryScreen
from thread_reader.screens.reading_screen import ReadingScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from textual.pilot import Pilot

    from thread_reader.app import ReaderApp
    from thread_reader.state.worker import StateWorker

HEAD = "{title}\n\nIt was lit at six.\n\n"
COMMENT = "{author} · 2025-03-{day:02} 18:20\n{words}\n\n"
EXPORT = (
    '<?xml version="1.0"?>\n<rss xmlns:wp="http://wordpress.org/export/1.2/" version="2.0"><channel>\n'
    "<item><title>Looms</title>{0}</item>\n<item><title>Forges</title>{0}</item>\n</channel></rss>\n"
).format(
    "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Fay</wp:comment_author>"
    "<wp:comment_date_gmt>2025-03-09 18:00:00</wp:comment_date_gmt>"
    "<wp:comment_content>Words about the anvil.</wp:comment_content></wp:comment>"
)


def discussion(title: str, *words: str, day: int = 9) -> str:
    """A page with a comment of each of some texts, by Petra, Odo and Cy in turn."""
    authors = ("Petra", "Odo", "Cy")
    comments = (
        COMMENT.format(author=authors[number % 3], day=day + number, words=text) for number, text in enumerate(words)
    )
    return HEAD.format(title=title) + "".join(comments)


PAGES = {
    "kiln.txt": discussion("The kiln is warm", "Bring clay.", "And bees.", "Or none."),
    "loom.txt": discussion("The loom is free", "Not today.", "The bees came back.", day=11),
    "export.xml": EXPORT,
    "notes.txt": "Only words.\n",
    "deep/anvil.txt": discussion("The anvil rings", "Too early.", "Too loud."),
}


def write(folder: Path, pages: dict[str, str] | None = None) -> Path:
    """Write pages into a folder; returns it."""
    for name, text in (PAGES if pages is None else pages).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@asynccontextmanager
async def listed(
    paths: Sequence[Path | str], *, size: tuple[int, int] = (80, 24), state: StateWorker | None = None
) -> AsyncIterator[tuple[Pilot[None], LibraryScreen]]:
    """The list of some files and folders in the running program, all of them read."""
    listed_module.FIRST_ROWS_SECONDS = 60.0  # all rows are shown at once, in order
    app = make_list_app([str(path) for path in paths], CallOptions(remembers=False), state=state)
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        await settled(pilot, screen)
        yield pilot, screen
    app.switcher.close()


async def settled(pilot: Pilot[None], screen: LibraryScreen) -> None:
    """Wait until all files are read and the rows are sorted."""
    await until(pilot, lambda: screen.listing.total > 0 and not screen.listed.is_busy)
    await screen.listed.scheduler.wait()
    await pilot.pause()


def rows(screen: LibraryScreen) -> list[str]:
    """The titles or headings of the lines, in order; those of no discussion with a question mark."""
    listing, found = screen.listing, []
    for line in listing.lines:
        if line < 0:
            found.append(f"[{listing.sections[-1 - line].rpartition('/')[2]}]")
        else:
            row = listing.entries[line].row
            found.append(row.path.rpartition("/")[2] + "?" if row.reason else row.title)
    return found


def under_cursor(screen: LibraryScreen) -> str:
    """The title of the row under the cursor."""
    entry = screen.listing.entry
    assert entry is not None
    return entry.row.title


async def reading(pilot: Pilot[None], title: str = "") -> ReadingScreen:
    """Wait until a discussion is on the screen, with this title; returns its screen."""
    app = pilot.app

    def is_there() -> bool:
        screen = app.screen
        return isinstance(screen, ReadingScreen) and (
            not title or (hasattr(screen, "session") and screen.session.reader.discussion.title == title)
        )

    await until(pilot, is_there)
    assert is_there(), app.screen
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, ReadingScreen)
    return screen


def drawn(pilot: Pilot[None]) -> list[str]:
    """What is on the screen, row by row."""
    return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]


def app_of(pilot: Pilot[None]) -> ReaderApp:
    """The app, by its own class."""
    from thread_reader.app import ReaderApp

    assert isinstance(pilot.app, ReaderApp)
    return pilot.app
