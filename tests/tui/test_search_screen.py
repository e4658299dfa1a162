"""The search in many discussions, in the running program."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual import events

from harness.folders import app_of, discussion, drawn, listed, reading, write
from harness.pilots import until
from thread_parsers.library import Refreshed
from thread_reader.screens.search_screen import SEARCHING, SearchScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from thread_reader.state.worker import StateWorker


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with four discussions in three files, one in a folder below it, and a file that is none."""
    return write(tmp_path / "pages")


@asynccontextmanager
async def searching(
    folder: Path, *, size: tuple[int, int] = (80, 24), state: StateWorker | None = None
) -> AsyncIterator[tuple[Pilot[None], SearchScreen]]:
    """The search, opened from a list with Ctrl-s."""
    async with listed([folder], size=size, state=state) as (pilot, _):
        await pilot.press("ctrl+s")
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        await pilot.pause()
        yield pilot, screen


async def search(pilot: Pilot[None], screen: SearchScreen, query: str) -> list[str]:
    """Type a query and wait for all hits: their lines."""
    screen.put_text(query)
    await until(pilot, lambda: not screen._is_searching and not screen._shelf.is_refreshing)
    await pilot.pause()
    return lines(screen)


def lines(screen: SearchScreen) -> list[str]:
    """The discussions in brackets, and the words of their hits."""
    hits = screen.hits
    return [
        f"[{hits.groups[-1 - line].title}: {hits.groups[-1 - line].hits}]" if line < 0 else hits.hits[line].snippet
        for line in hits.lines
    ]


async def test_hits_are_grouped_by_discussion(folder: Path) -> None:
    async with searching(folder) as (pilot, screen):
        assert await search(pilot, screen, "bees") == [
            "[The kiln is warm: 1]", "And bees.", "[The loom is free: 1]", "The bees came back."
        ]  # fmt: skip
        text = drawn(pilot)
        assert text[0].startswith(" Search all bees")
        assert text[0].endswith("2 hits in 2 discussions")
        assert text[2].startswith("▌   Odo")
        assert "2025-03-10 18:20" in text[2]
        assert app_of(pilot).cursor_position.y == 2


@pytest.mark.parametrize(
    ("query", "count"), [("user:Odo", 3), ("too -loud", 1), ('"bees came"', 1), ("/[bB]ring/", 1), ("likes:>3", 0)]
)
async def test_the_query_language_is_that_of_the_filter(folder: Path, query: str, count: int) -> None:
    async with searching(folder) as (pilot, screen):
        await search(pilot, screen, query)
        assert len(screen.hits.hits) == count
        if not count:
            assert "nothing found" in drawn(pilot)[1]


async def test_a_hit_is_opened_and_q_comes_back_to_it(folder: Path) -> None:
    async with searching(folder) as (pilot, screen):
        await search(pilot, screen, "bees")
        await pilot.press("down", "enter")
        opened = await reading(pilot, "The loom is free")
        assert opened.session.reader.position.comment == 1
        assert opened.session.reader.search.text == "bees"
        assert "q hits" in drawn(pilot)[-1]
        await pilot.press("q")
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.pause()
        assert screen.hits.cursor == 1
        assert drawn(pilot)[4].startswith("▌")
        await pilot.press("escape")
        assert pilot.app.screen is app_of(pilot).switcher.list_screen


async def test_a_hit_in_another_discussion_of_a_file_is_opened_there(folder: Path) -> None:
    async with searching(folder) as (pilot, screen):
        await search(pilot, screen, "anvil")
        await pilot.press("end", "enter")
        opened = await reading(pilot, "Forges")
        assert opened.session.parts.index == 1


async def test_a_hit_that_a_filter_hides_is_shown(folder: Path) -> None:
    async with searching(folder) as (pilot, screen):
        await search(pilot, screen, "bees")
        await pilot.press("enter")
        opened = await reading(pilot, "The kiln is warm")
        await pilot.press("f", *"clay", "enter")
        await opened.session.scheduler.wait()
        await pilot.press("S", "enter")
        await reading(pilot, "The kiln is warm")
        assert opened.session.reader.position.comment == 1
        assert not opened.session.reader.filter.active


async def test_s_searches_from_a_discussion_and_esc_comes_back(folder: Path) -> None:
    async with listed([folder]) as (pilot, _):
        await pilot.press("enter")
        opened = await reading(pilot, "The anvil rings")
        await pilot.press("j", "S", *"bees")
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        await until(pilot, lambda: len(screen.hits.hits) == 2 and not screen._is_searching)
        assert len(screen.hits.hits) == 2
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is opened)
        assert opened.session.reader.position.comment == 1


async def test_the_search_leads_to_the_list_if_the_discussion_that_it_was_opened_from_is_closed(folder: Path) -> None:
    async with listed([folder]) as (pilot, _):
        await pilot.press("down", "down", "down", "enter")
        await reading(pilot, "The kiln is warm")
        await pilot.press("S", *"clay")
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        await until(pilot, lambda: len(screen.hits.hits) == 1 and not screen._is_searching)
        await pilot.press("enter")
        await reading(pilot, "The kiln is warm")
        assert "q hits" in drawn(pilot)[-1]
        await pilot.press("q")
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.pause()
        assert "Esc back" in drawn(pilot)[-1]
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is app_of(pilot).switcher.list_screen)
        assert pilot.app.screen is app_of(pilot).switcher.list_screen
        assert not pilot.app._exit
        await pilot.pause()
        assert "Esc quit" in drawn(pilot)[-1]


async def test_the_filter_of_the_list_is_searched_for(folder: Path) -> None:
    async with listed([folder]) as (pilot, _):
        await pilot.press(*"bees", "ctrl+s")
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        await until(pilot, lambda: len(screen.hits.hits) == 2)
        assert len(screen.hits.hits) == 2


async def test_esc_stops_a_search_and_keeps_its_hits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thread_reader.scheduler.SLICE_SECONDS", 0.0)
    write(folder, {f"page{at:03}.txt": discussion(f"Page {at}", "Bees here.", "None.") for at in range(150)})
    async with searching(folder) as (pilot, screen):
        screen.put_text("bees")
        await until(pilot, lambda: len(screen.hits.hits) > 2)
        assert SEARCHING in screen.scheduler.running
        await until(pilot, lambda: "so far" in drawn(pilot)[0] and "of 155 files …" in drawn(pilot)[-2])
        assert "of 155 files …" in drawn(pilot)[-2]
        await pilot.press("escape")
        found = len(screen.hits.hits)
        await pilot.pause(0.2)
        assert 2 < found == len(screen.hits.hits) < 152
        assert "stopped" in drawn(pilot)[-2]
        assert isinstance(pilot.app.screen, SearchScreen)


async def test_files_that_are_looked_at_are_not_said_to_be_read(folder: Path) -> None:
    async with searching(folder) as (pilot, screen):
        screen._shelf.progress, screen._shelf._running = Refreshed(3, 0, 0, {}), iter(())
        screen.redraw()
        await pilot.pause()
        assert drawn(pilot)[-2].endswith("3 files so far …")
        screen._shelf.progress = Refreshed(3, 2, 1, {})
        screen.redraw()
        await pilot.pause()
        assert drawn(pilot)[-2].endswith("reading 1 of 3 …")


async def test_only_the_last_query_counts(folder: Path) -> None:
    async with searching(folder) as (pilot, screen):
        for letter in "bees":
            pilot.app.post_message(events.Key(letter, letter))
        pilot.app.post_message(events.Key("enter", None))
        await until(pilot, lambda: not screen._is_searching and len(screen.hits.hits) == 2)
        assert pilot.app.screen is screen, "Enter began the search"
        assert len(screen.hits.hits) == 2
        await search(pilot, screen, "bees clay")
        assert lines(screen) == []


async def test_tab_goes_from_discussion_to_discussion(folder: Path) -> None:
    async with searching(folder) as (pilot, screen):
        await search(pilot, screen, "user:Petra OR user:Odo")
        titles = []
        for _ in range(5):
            group = screen.hits.group_of(screen.hits.at)
            assert group is not None
            titles.append(group.title)
            await pilot.press("tab")
        assert titles == [
            "The anvil rings",
            "The kiln is warm",
            "The loom is free",
            "The loom is free",
            "The loom is free",
        ]
        await pilot.press("shift+tab")
        group = screen.hits.group_of(screen.hits.at)
        assert group is not None
        assert group.title == "The kiln is warm"


async def test_a_wrong_query_is_said_and_the_last_hits_stay(folder: Path) -> None:
    async with searching(folder) as (pilot, screen):
        await search(pilot, screen, "bees")
        await search(pilot, screen, "bees (")
        assert "column" in drawn(pilot)[0]
        assert len(screen.hits.hits) == 2


async def test_without_a_state_what_is_remembered_cannot_be_asked(folder: Path) -> None:
    async with searching(folder) as (pilot, screen):
        await search(pilot, screen, "is:unread")
        assert "is:unread is about what is remembered, which --no-state leaves out" in drawn(pilot)[-2]


async def test_clicks_select_and_open(folder: Path) -> None:
    async with searching(folder) as (pilot, screen):
        await search(pilot, screen, "bees")
        await pilot.click(offset=(40, 4))
        assert screen.hits.cursor == 1
        await pilot.click(offset=(40, 4))
        await reading(pilot, "The loom is free")


async def test_hits_are_drawn_as_text_only(tmp_path: Path) -> None:
    pages = {"a.txt": discussion("[red]Bees[/red]", "Bees \x1b[31m[bold]here[/bold]\x07 \u202e.", "None.")}
    async with searching(write(tmp_path / "odd", pages), size=(120, 24)) as (pilot, screen):
        await search(pilot, screen, "bees")
        text = "\n".join(drawn(pilot))
        assert "[bold]here[/bold]" in text
        assert "\x1b" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (200, 50)], ids=str)
async def test_any_size_is_drawn(folder: Path, size: tuple[int, int]) -> None:
    async with searching(folder, size=size) as (pilot, screen):
        await search(pilot, screen, "bees")
        await pilot.press("down", "pageup", "end", "home")
        assert len(drawn(pilot)) == size[1]
        assert "Odo" in "\n".join(drawn(pilot))


async def test_the_word_that_was_found_is_visible_however_narrow_the_screen_is(tmp_path: Path) -> None:
    words = "Nobody asked us, and the ferry is late again, but the timetable of the lighthouse is as good as new."
    pages = write(tmp_path / "long", {"boats.txt": discussion("The boats", words, "Never.")})
    async with searching(pages, size=(60, 16)) as (pilot, screen):
        await search(pilot, screen, "lighthouse")
        row = next(row for row in drawn(pilot) if row.startswith("▌"))
        assert "…" in row
        assert " lighthouse " in row
