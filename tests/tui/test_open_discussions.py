"""Several discussions open at a time: the list from anywhere, going from one to the next, keeping places, closing."""

from __future__ import annotations

import gc
import weakref
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from harness.folders import app_of, drawn, reading, rows, settled, under_cursor, write
from harness.pilots import until
from thread_parsers.errors import Unreadable
from thread_parsers.reading import begin, parse
from thread_parsers.source.open import open_source
from thread_reader.app import make_app
from thread_reader.library import listed as listed_module
from thread_reader.memory import trim_memory
from thread_reader.opening import CallOptions
from thread_reader.screens.library_screen import LibraryScreen
from thread_reader.screens.picker import PickerScreen
from thread_reader.screens.reading_screen import ReadingScreen
from thread_reader.state.worker import StateWorker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source
    from thread_reader.screens.list_screen import ListScreen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with four discussions in three files, one in a folder below it, and a file that is none."""
    return write(tmp_path / "pages")


@asynccontextmanager
async def opened(
    page: Path, *, size: tuple[int, int] = (80, 24), state: StateWorker | None = None
) -> AsyncIterator[tuple[Pilot[None], ReadingScreen]]:
    """The running program on a file, as from the command line."""
    listed_module.FIRST_ROWS_SECONDS = 60.0
    app = make_app(open_source(str(page)), CallOptions(remembers=False), state=state)
    async with app.run_test(size=size) as pilot:
        screen = app.screen_stack[0]
        assert isinstance(screen, ReadingScreen)
        await pilot.pause()
        yield pilot, screen
    app.switcher.close()


async def leave_parts(pilot: Pilot[None]) -> None:
    """Close the sheet with the discussions of the file, with which the program begins."""
    await until(pilot, lambda: isinstance(pilot.app.screen, PickerScreen))
    await pilot.press("escape")
    await reading(pilot)


async def list_of(pilot: Pilot[None]) -> LibraryScreen:
    """Press `O` and wait until everything is listed."""
    await pilot.press("O")
    screen = pilot.app.screen
    assert isinstance(screen, LibraryScreen)
    await settled(pilot, screen)
    return screen


async def open_title(pilot: Pilot[None], title: str) -> ReadingScreen:
    """Press `O` and open a discussion by its title."""
    screen = await list_of(pilot)
    pilot.app.screen.put_text(f'"{title}"')  # type: ignore[attr-defined]
    await screen.listed.scheduler.wait()
    assert under_cursor(screen) == title
    await pilot.press("enter")
    return await reading(pilot, title)


async def back(pilot: Pilot[None], screen: ListScreen | ReadingScreen) -> None:
    """Wait until a screen is shown again."""
    await until(pilot, lambda: pilot.app.screen is screen)
    assert pilot.app.screen is screen
    await pilot.pause()


async def test_the_list_has_the_discussions_of_the_file_and_of_its_folder(folder: Path) -> None:
    async with opened(folder / "export.xml") as (pilot, screen):
        await leave_parts(pilot)
        listed = await list_of(pilot)
        assert rows(listed)[:3] == ["[in this file]", "Looms", "Forges"]
        assert rows(listed)[3:] == [
            "[pages]", "The anvil rings", "Looms", "Forges", "The kiln is warm", "The loom is free", "notes.txt?"
        ]  # fmt: skip
        assert under_cursor(listed) == "Looms"
        assert "Esc back" in drawn(pilot)[-1]
        await pilot.press("down", "enter")
        await reading(pilot, "Forges")
        await pilot.press("O", "escape")
        assert (await reading(pilot, "Forges")).session.parts.index == 1
        assert not screen.is_attached, "another discussion of the file has taken its place"


async def test_esc_in_the_list_leads_back_to_where_it_was_opened(folder: Path) -> None:
    async with opened(folder / "kiln.txt") as (pilot, screen):
        await pilot.press("j")
        listed = await list_of(pilot)
        assert under_cursor(listed) == "The kiln is warm"
        await pilot.press("escape")
        await back(pilot, screen)
        assert screen.session.reader.position.comment == 1
        assert "q quit" in drawn(pilot)[-1]
        await pilot.press("q")
        assert pilot.app._exit


async def test_each_open_discussion_keeps_its_place(folder: Path) -> None:
    async with opened(folder / "kiln.txt") as (pilot, kiln):
        await pilot.press("j", "s", *"newest", "enter")
        await pilot.pause()
        assert kiln.session.reader.order == "newest"
        loom = await open_title(pilot, "The loom is free")
        await pilot.press("f", *"bees", "enter", "enter")
        await loom.session.scheduler.wait()
        anvil = await open_title(pilot, "The anvil rings")
        await pilot.press("G")
        places = [each.session.reader.position for each in (kiln, loom, anvil)]
        for key, screen in ((">", kiln), (">", loom), (">", anvil), ("<", loom), ("<", kiln), ("<", anvil)):
            await pilot.press("greater_than_sign" if key == ">" else "less_than_sign")
            await back(pilot, screen)
        assert [each.session.reader.position for each in (kiln, loom, anvil)] == places
        assert kiln.session.reader.order == "newest"
        assert loom.session.reader.filter.text == "bees"
        assert list(loom.session.reader.visible) == [1]
        assert 1 in loom.session.reader.folds


async def test_discussions_of_one_file_are_gone_through_too(folder: Path) -> None:
    async with opened(folder / "export.xml") as (pilot, _):
        await leave_parts(pilot)
        await pilot.press("greater_than_sign")
        await pilot.pause()
        assert "no other discussion is open; O lists more" in drawn(pilot)[-2]
        await open_title(pilot, "Forges")
        await open_title(pilot, "The kiln is warm")
        for title in ("Looms", "Forges", "The kiln is warm", "Looms"):
            await pilot.press("greater_than_sign")
            await reading(pilot, title)
        await pilot.press("less_than_sign")
        await reading(pilot, "The kiln is warm")


async def test_an_open_discussion_is_not_opened_twice(folder: Path) -> None:
    async with opened(folder / "kiln.txt") as (pilot, kiln):
        await pilot.press("j")
        await open_title(pilot, "The loom is free")
        again = await open_title(pilot, "The kiln is warm")
        assert again is kiln
        assert kiln.session.reader.position.comment == 1
        assert len(app_of(pilot).switcher.discussions) == 2


async def test_quitting_closes_only_what_was_opened_from_the_list(folder: Path) -> None:
    async with opened(folder / "kiln.txt") as (pilot, kiln):
        loom = await open_title(pilot, "The loom is free")
        assert "q list" in drawn(pilot)[-1]
        page = weakref.ref(loom.session.reader.discussion)
        text = loom.session.reader.discussion.file
        await pilot.press("q")
        listed = app_of(pilot).switcher.list_screen
        await back(pilot, listed)
        assert under_cursor(listed) == "The loom is free"
        assert app_of(pilot).switcher.discussions == [kiln]
        await until(pilot, lambda: not loom.is_attached)
        with pytest.raises(Unreadable):
            text.read(0, 10)
        del text
        trim_memory()
        gc.collect()
        assert page() is None, "its memory is freed"
        await pilot.press("escape")
        if pilot.app.screen is listed:  # the first Esc clears the filter
            await pilot.press("escape")
        await back(pilot, kiln)


async def test_the_palette_opens_the_list_too(folder: Path) -> None:
    async with opened(folder / "kiln.txt") as (pilot, _):
        await pilot.press("ctrl+p", *"list of disc", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LibraryScreen))
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_reading_goes_on_while_another_discussion_is_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    goes_on = False

    def begin_slowly(source: Source, *arguments: Any, **options: Any) -> tuple[Discussion, Iterator[None]]:
        read, steps = begin(source, *arguments, **options)

        def wait() -> Iterator[None]:
            while not goes_on:
                yield
            yield from steps

        return read, wait() if source.name.endswith("loom.txt") else steps

    monkeypatch.setattr("thread_parsers.reading.begin", begin_slowly)
    async with opened(folder / "kiln.txt") as (pilot, kiln):
        listed = await list_of(pilot)
        listed.put_text("loom.txt")
        await listed.listed.scheduler.wait()
        await pilot.press("enter")
        loom = await reading(pilot)
        assert not loom.session.reader.discussion.complete
        await pilot.press("less_than_sign")
        await back(pilot, kiln)
        goes_on = True
        await until(pilot, lambda: loom.session.reader.discussion.complete)
        assert loom.session.reader.discussion.complete
        await pilot.press("greater_than_sign")
        await back(pilot, loom)
        assert "1 of 2" in drawn(pilot)[-2]


async def test_another_size_and_another_theme_reach_what_is_not_shown(folder: Path) -> None:
    async with opened(folder / "kiln.txt", size=(80, 24)) as (pilot, kiln):
        await open_title(pilot, "The loom is free")
        await pilot.resize_terminal(120, 40)
        pilot.app.theme = "reader-light"
        await pilot.pause()
        await pilot.press("less_than_sign")
        await back(pilot, kiln)
        await until(pilot, lambda: len(drawn(pilot)) == 40)
        text = drawn(pilot)
        assert len(text) == 40
        assert "Comments" in text[0]
        assert "Article" in text[0]
        assert "q quit" in text[-1]
        strip = kiln._compositor.render_strips()[5]
        grounds = {segment.style.bgcolor for segment in strip if segment.style is not None}
        assert kiln.comments.rich_style.bgcolor in grounds


async def test_a_file_that_changed_while_it_was_not_shown_is_reloaded_when_it_is_shown(folder: Path) -> None:
    async with opened(folder / "kiln.txt") as (pilot, kiln):
        await pilot.press("j", "ctrl+r")
        loom = await open_title(pilot, "The loom is free")
        await pilot.press("less_than_sign")
        again = await reading(pilot, "The kiln is warm")
        assert again.session.reader.position.comment == 1
        assert kiln is again or not kiln.is_attached
        await pilot.press("greater_than_sign")
        await back(pilot, loom)


async def test_no_more_than_some_discussions_are_open(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thread_reader.screens.switcher.MAX_OPEN", 2)
    async with opened(folder / "kiln.txt") as (pilot, kiln):
        await open_title(pilot, "The loom is free")
        await pilot.press("less_than_sign")
        await back(pilot, kiln)
        anvil = await open_title(pilot, "The anvil rings")
        assert app_of(pilot).switcher.discussions == [kiln, anvil]
        await pilot.press("q", "escape", "escape")
        await back(pilot, kiln)


async def test_the_place_is_written_at_each_switch(folder: Path, tmp_path: Path) -> None:
    worker = StateWorker(tmp_path / "state")
    try:
        async with opened(folder / "kiln.txt", state=worker) as (pilot, kiln):
            await kiln.session.scheduler.wait()
            await until(pilot, lambda: kiln.session.kept.recalled is not None)
            await pilot.press("j", "j")
            await open_title(pilot, "The loom is free")
            assert worker.wait(10)
        async with opened(folder / "kiln.txt", state=worker) as (pilot, kiln):
            await kiln.session.scheduler.wait()
            await until(pilot, lambda: kiln.session.kept.recalled is not None)
            assert kiln.session.reader.position.comment == 2
    finally:
        worker.close()


async def test_keys_that_come_at_once_are_handled_in_their_order(folder: Path) -> None:
    """As a person who knows the way types them: open the list, go down, open, next comment, back, and so on."""
    async with opened(folder / "kiln.txt") as (pilot, kiln):
        listed = await list_of(pilot)
        await pilot.press("escape")
        await back(pilot, kiln)
        from textual import events

        storm = [
            *"O",
            "home",
            "down",
            "enter",
            *"jj",
            "q",
            "end",
            "up",
            "enter",
            "j",
            *"<>",
            "O",
            "escape",
            "q",
            "escape",
        ]
        for name in storm:
            pilot.app.post_message(events.Key(name, name if len(name) == 1 else None))
        await until(pilot, lambda: pilot.app.screen is kiln)
        await back(pilot, kiln)
        assert app_of(pilot).switcher.discussions == [kiln]
        assert listed is app_of(pilot).switcher.list_screen


async def test_a_reloaded_file_takes_the_place_of_a_screen_only_when_no_sheet_covers_it(folder: Path) -> None:
    async with opened(folder / "kiln.txt") as (pilot, kiln):
        await pilot.press("question_mark")
        await until(pilot, lambda: pilot.app.screen is not kiln)
        sheet = pilot.app.screen
        kiln.session.finish_reload(parse((folder / "kiln.txt").read_bytes()))
        await pilot.pause()
        assert pilot.app.screen is sheet
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen not in (sheet, kiln))
        assert pilot.app.screen_stack == [*pilot.app.switcher.discussions]  # type: ignore[attr-defined]
