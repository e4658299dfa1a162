"""The list of discussions in the running program: rows, filter, sort, cursor, mouse, opening and coming back."""

from __future__ import annotations

import os
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest
from textual import events

from harness.folders import PAGES, app_of, discussion, drawn, listed, reading, rows, settled, under_cursor, write
from harness.pilots import DEADLINE, until
from harness.saves import page_of
from thread_reader.app import make_app, make_list_app
from thread_reader.opening import CallOptions
from thread_reader.screens.library_screen import LibraryScreen
from thread_reader.state.recent import History, history
from thread_reader.state.worker import StateWorker
from thread_reader.view.list_columns import COLUMNS
from thread_reader.view.listing import SORTS

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from thread_parsers.source.source import Source

from thread_parsers.source.open import open_in_steps, open_source

ALL = ["anvil", "Looms", "Forges", "kiln", "loom"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with four discussions in three files, one in a folder below it, and a file that is none."""
    return write(tmp_path / "pages")


async def test_the_discussions_of_a_folder_are_listed_and_files_that_are_none_come_last(folder: Path) -> None:
    async with listed([folder]) as (pilot, screen):
        assert rows(screen) == [
            "[pages]",
            "The anvil rings",
            "Looms",
            "Forges",
            "The kiln is warm",
            "The loom is free",
            "notes.txt?",
        ]
        text = drawn(pilot)
        assert text[0].startswith(" Discussions")
        assert text[0].endswith("6")
        assert "no comments were found" in text[8]
        assert under_cursor(screen) == "The anvil rings"


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("loom", ["Looms", "The loom is free"]),
        ('"the loom"', ["The loom is free"]),
        ("the -kiln", ["The anvil rings", "The loom is free"]),
        ("forges OR kiln", ["Forges", "The kiln is warm"]),
        ("/lo+ms/", ["Looms"]),
        ("deep anvil", ["The anvil rings"]),
        ("export.xml", ["Looms", "Forges"]),
        ("Loom", ["Looms"]),
        ("nothing like it", []),
    ],
)
async def test_letters_filter_by_title_and_path(folder: Path, typed: str, titles: list[str]) -> None:
    async with listed([folder]) as (pilot, screen):
        await pilot.press(*("space" if letter == " " else letter for letter in typed))
        await screen.listed.scheduler.wait()
        await pilot.pause()
        assert [row for row in rows(screen) if not row.startswith("[")] == titles
        assert f"{len(titles)} of 6" in drawn(pilot)[0]
        if not titles:
            assert "nothing matches" in drawn(pilot)[2]
        await pilot.press("escape")
        await screen.listed.scheduler.wait()
        assert len(rows(screen)) == 7
        assert pilot.app.screen is screen, "the first Esc clears the filter"


@pytest.mark.parametrize("typed", ["user:Odo", '"open', "likes:>3", "(", "@Odo"])
async def test_what_is_no_filter_of_titles_is_said_and_the_last_one_stays(folder: Path, typed: str) -> None:
    async with listed([folder]) as (pilot, screen):
        await pilot.press(*"loom")
        pilot.app.post_message(events.Paste(f" {typed}"))
        await pilot.pause()
        await screen.listed.scheduler.wait()
        await pilot.pause()
        assert [row for row in rows(screen) if not row.startswith("[")] == ["Looms", "The loom is free"]
        assert "column" in drawn(pilot)[0]


async def test_esc_clears_and_then_quits(folder: Path) -> None:
    async with listed([folder]) as (pilot, screen):
        await pilot.press("x", "escape")
        assert not pilot.app._exit
        assert screen.text == ""
        await pilot.press("escape")
        assert pilot.app._exit


async def test_tab_sorts_by_each_column_and_the_cursor_stays_on_its_row(folder: Path) -> None:
    async with listed([folder], size=(160, 24)) as (pilot, screen):
        await pilot.press("down", "down", "down")
        assert under_cursor(screen) == "The kiln is warm"
        seen = {}
        for sort in (*SORTS[1:], SORTS[0]):
            await pilot.press("tab")
            await screen.listed.scheduler.wait()
            await pilot.pause()
            assert under_cursor(screen) == "The kiln is warm"
            seen[sort.name] = rows(screen)[1:]
            if sort.name:
                assert f"by {sort.name}" in drawn(pilot)[0]
                assert f"{sort.name} ▾" in drawn(pilot)[1]
        assert seen["title"][:3] == ["Forges", "Looms", "The anvil rings"]
        assert seen["comments"][0] == "The kiln is warm"
        assert seen["newest"][0] == "The loom is free"
        assert all(order[-1] == "notes.txt?" for order in seen.values())
        await pilot.press("shift+tab")
        assert screen.listing.sort is SORTS[-1]


async def test_keys_move_the_cursor_and_the_terminals_cursor_follows(tmp_path: Path) -> None:
    pages = {f"page{number:02}.txt": discussion(f"Page {number:02}", "Yes.", "No.") for number in range(60)}
    async with listed([write(tmp_path / "many", pages)]) as (pilot, screen):
        for keys, title in (
            (["down"], "Page 01"),
            (["pagedown"], "Page 21"),
            (["up"], "Page 20"),
            (["end"], "Page 59"),
            (["pageup"], "Page 39"),
            (["home"], "Page 00"),
            (["ctrl+n"], "Page 01"),
        ):
            await pilot.press(*keys)
            await pilot.pause()
            assert under_cursor(screen) == title
            cursor = app_of(pilot).cursor_position
            assert title in drawn(pilot)[cursor.y]
            assert drawn(pilot)[cursor.y].startswith("▌")


async def test_a_discussion_is_opened_and_q_comes_back_to_its_row(folder: Path) -> None:
    async with listed([folder]) as (pilot, screen):
        await pilot.press("down", "down", "down", "enter")
        opened = await reading(pilot, "The kiln is warm")
        assert "q list" in drawn(pilot)[-1]
        await pilot.press("j", "q")
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.pause()
        assert under_cursor(screen) == "The kiln is warm"
        assert "▌ The kiln is warm" in "\n".join(drawn(pilot))
        assert not opened.is_attached
        assert not hasattr(opened, "session"), "its page can be freed"
        assert app_of(pilot).switcher.discussions == []


async def test_one_of_several_discussions_of_a_file_is_opened(folder: Path) -> None:
    async with listed([folder]) as (pilot, screen):
        await pilot.press("down", "down", "enter")
        opened = await reading(pilot, "Forges")
        assert opened.session.parts.index == 1
        await pilot.press("q")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert under_cursor(screen) == "Forges"


async def test_a_discussion_of_a_file_that_takes_long_is_shown_once_it_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thread_reader.opening.HEAD_START_SECONDS", -1)
    monkeypatch.setattr("thread_reader.opening.MAX_HEAD_START_SECONDS", -1)
    async with listed([folder]) as (pilot, _):
        await pilot.press("down", "down", "enter")
        opened = await reading(pilot, "Forges")
        assert opened.session.parts.index == 1


async def test_enter_on_what_is_no_discussion_says_why(folder: Path) -> None:
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    async with listed([folder]) as (pilot, screen):
        await pilot.press(*"png")
        await screen.listed.scheduler.wait()
        await pilot.press("enter")
        await until(pilot, lambda: "picture.png: " in drawn(pilot)[-2])
        assert pilot.app.screen is screen
        entry = screen.listing.entry
        assert entry is not None
        assert f"picture.png: {entry.row.reason}" in drawn(pilot)[-2]


async def test_a_file_that_is_gone_since_is_one_line(folder: Path) -> None:
    async with listed([folder]) as (pilot, screen):
        (folder / "deep" / "anvil.txt").unlink()
        await pilot.press("enter")
        await until(pilot, lambda: "does not exist" in drawn(pilot)[-2])
        assert pilot.app.screen is screen
        assert "anvil.txt: does not exist" in drawn(pilot)[-2]


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Opening a file goes on only while this is set."""
    goes_on = Event()

    def open_slowly(path: str, **options: Any) -> Generator[None, None, Source]:
        latest = monotonic() + 3 * DEADLINE
        while not goes_on.is_set() and monotonic() < latest:
            yield
        return (yield from open_in_steps(path, **options))

    monkeypatch.setattr("thread_parsers.source.open.open_in_steps", open_slowly)
    return goes_on


async def test_keys_are_answered_while_a_large_file_is_opened(folder: Path, gate: Event) -> None:
    async with listed([folder]) as (pilot, screen):
        await pilot.press("enter")
        await until(pilot, lambda: "opening anvil.txt …" in drawn(pilot)[-2])
        await pilot.press("enter", "down", "down", *"the")
        assert pilot.app.screen is screen
        assert screen.text == "the"
        assert "opening anvil.txt …" in drawn(pilot)[-2]
        assert "Esc stop" in drawn(pilot)[-1]
        gate.set()
        await reading(pilot, "The anvil rings")
        await pilot.press("q")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until(pilot, lambda: "Esc quit" in drawn(pilot)[-1])
        assert "opening" not in drawn(pilot)[-2]
        assert screen.text == "", "the list is as it was when Enter was pressed"


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
async def test_opening_a_large_file_can_be_stopped(folder: Path, gate: Event, key: str) -> None:
    async with listed([folder]) as (pilot, screen):
        await pilot.press("enter")
        await until(pilot, lambda: "opening anvil.txt …" in drawn(pilot)[-2])
        await pilot.press(key)
        await until(pilot, lambda: "stopped opening" in drawn(pilot)[-2])
        assert "Esc quit" in drawn(pilot)[-1]
        gate.set()
        await pilot.press("end", "enter")
        await reading(pilot)
        await pilot.press("q")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert not app_of(pilot).switcher.discussions


async def test_another_row_is_opened_instead_of_a_large_file(folder: Path, gate: Event) -> None:
    async with listed([folder]) as (pilot, screen):
        await pilot.press("enter")
        await until(pilot, lambda: "opening anvil.txt …" in drawn(pilot)[-2])
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: "opening kiln.txt …" in drawn(pilot)[-2])
        gate.set()
        await reading(pilot, "The kiln is warm")
        assert len(app_of(pilot).switcher.discussions) == 1
        await pilot.press("q")
        await until(pilot, lambda: pilot.app.screen is screen)


async def test_a_row_that_cannot_be_opened_stops_what_is_being_opened(folder: Path, gate: Event) -> None:
    (folder / "program").write_bytes(b"\x7fELF\x00\x01\x02" * 50)
    async with listed([folder]) as (pilot, screen):
        await pilot.press("enter")
        await until(pilot, lambda: "opening anvil.txt …" in drawn(pilot)[-2])
        await pilot.press("end", "enter")
        await until(pilot, lambda: "program: " in drawn(pilot)[-2])
        gate.set()
        await pilot.press("x")
        await until(pilot, lambda: screen.text == "x")
        assert (screen.text, pilot.app.screen) == ("x", screen)
        assert not screen.scheduler.running
        assert not app_of(pilot).switcher.discussions


async def test_keys_pressed_right_after_enter_are_for_the_discussion(
    folder: Path, gate: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening takes a fifth of a second of the processor, and meanwhile the list is drawn again."""
    clock = iter([0.0, 0.2])
    monkeypatch.setattr("thread_reader.screens.list_screen.thread_time", lambda: next(clock, 0.2))
    async with listed([folder]) as (pilot, screen):
        screen.listed.history = History([], [])
        await pilot.press("down", "down", "down", "enter", "j")
        screen._redraw_listed()
        await pilot.pause()
        assert pilot.app.screen is screen
        gate.set()
        kiln = await reading(pilot, "The kiln is warm")
        await until(pilot, lambda: kiln.session.reader.position.comment == 1)
        assert kiln.session.reader.position.comment == 1
        assert screen.text == ""


async def test_no_discussion_takes_the_place_of_another_screen(folder: Path, gate: Event) -> None:
    async with listed([folder]) as (pilot, screen):
        await pilot.press("enter")
        await until(pilot, lambda: "opening anvil.txt …" in drawn(pilot)[-2])
        await pilot.press("ctrl+s")
        await until(pilot, lambda: pilot.app.screen is not screen)
        await until(pilot, lambda: not screen.scheduler.running)
        gate.set()
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.pause()
        assert not app_of(pilot).switcher.discussions
        assert "opening" not in drawn(pilot)[-2]


async def test_the_cursor_stays_on_its_row_while_rows_arrive(tmp_path: Path) -> None:
    pages = {f"page{number:02}.txt": discussion(f"Page {number:02}", "Yes.", "No.") for number in range(20, 60)}
    folder = write(tmp_path / "many", pages)
    async with listed([folder]) as (pilot, screen):
        await pilot.press(*["down"] * 25)
        before = app_of(pilot).cursor_position.y
        assert under_cursor(screen) == "Page 45"
        write(folder, {f"page{number:02}.txt": discussion(f"Page {number:02}", "Yes.", "No.") for number in range(10)})
        (folder / "page30.txt").unlink()
        screen.listed._refresh()
        await until(pilot, lambda: screen.listing.total == 49)
        await settled(pilot, screen)
        assert (under_cursor(screen), app_of(pilot).cursor_position.y) == ("Page 45", before)
        assert rows(screen)[1] == "Page 00"
        assert "Page 30" not in rows(screen)


async def test_ctrl_c_stops_looking_at_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thread_reader.scheduler.SLICE_SECONDS", 0.0)
    monkeypatch.setattr("thread_reader.library.listed.FIRST_ROWS_SECONDS", 0.0)
    pages = {f"page{number:03}.txt": discussion(f"Page {number:03}", "Yes.", "No.") for number in range(150)}
    app = make_list_app([str(write(tmp_path / "many", pages))], CallOptions(remembers=False))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        await until(pilot, lambda: screen.listing.total > 5)
        await pilot.press("ctrl+c")
        await pilot.pause()
        found = screen.listing.total
        assert "stopped" in drawn(pilot)[-2]
        await pilot.pause(0.2)
        assert 5 < found == screen.listing.total < 150
        await pilot.press("ctrl+c")
        assert app._exit
    app.switcher.close()


async def test_a_click_selects_and_a_second_one_opens(folder: Path) -> None:
    async with listed([folder]) as (pilot, screen):
        row = next(y for y, line in enumerate(drawn(pilot)) if "The kiln is warm" in line)
        await pilot.click(offset=(10, row))
        await pilot.pause()
        assert under_cursor(screen) == "The kiln is warm"
        assert pilot.app.screen is screen
        await pilot.click(offset=(10, row))
        await reading(pilot, "The kiln is warm")


async def test_a_double_click_opens(folder: Path) -> None:
    async with listed([folder]) as (pilot, _):
        row = next(y for y, line in enumerate(drawn(pilot)) if "The loom is free" in line)
        await pilot.click(offset=(10, row), times=2)
        await reading(pilot, "The loom is free")


async def test_a_click_on_a_heading_sorts_and_the_wheel_scrolls(tmp_path: Path) -> None:
    pages = {
        f"page{number:02}.txt": discussion(f"Page {number:02}", *["Yes."] * (number % 3 + 2)) for number in range(60)
    }
    async with listed([write(tmp_path / "many", pages)]) as (pilot, screen):
        x = drawn(pilot)[1].index("comments") + 2
        await pilot.click(offset=(x, 1))
        await screen.listed.scheduler.wait()
        assert screen.listing.sort.name == "comments"
        await pilot.click(offset=(x, 1))
        await screen.listed.scheduler.wait()
        assert screen.listing.sort is SORTS[0]
        top = screen.listing.top
        event = events.MouseScrollDown(screen, 10, 10, 0, 0, 0, False, False, False)
        screen._forward_event(event)
        assert screen.listing.top == top + 3


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=str)
async def test_every_width_has_the_columns_that_it_has_room_for(folder: Path, size: tuple[int, int]) -> None:
    async with listed([folder], size=size) as (pilot, _):
        headings = drawn(pilot)[1].split()
        assert headings == [column.heading for column in COLUMNS if column.min_width <= size[0] - 4]
        line = next(line for line in drawn(pilot) if "The kiln is warm" in line)
        assert "2025-03-11" in line
        assert line.rstrip(" │┃").endswith("kiln.txt")


@pytest.mark.parametrize("size", [(20, 5), (30, 8), (40, 10), (61, 13)], ids=str)
async def test_small_terminals_show_the_rows_without_an_error(folder: Path, size: tuple[int, int]) -> None:
    async with listed([folder], size=size) as (pilot, screen):
        await pilot.press("down", "x", "escape", "end", "tab", "home")
        await screen.listed.scheduler.wait()
        await pilot.pause()
        assert "▌ Forges" in "\n".join(drawn(pilot))


async def test_recent_discussions_come_first_with_what_is_unread_and_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thread_reader.screens.reading_screen.LOOK_SECONDS", 1000.0)
    folder = write(tmp_path / "pages")
    monkeypatch.chdir(folder)
    worker = StateWorker(tmp_path / "state")
    try:
        (folder / "posts.json").write_bytes(page_of(range(8)))
        for name, keys in (("posts.json", []), ("loom.txt", ["Z", "y"]), ("kiln.txt", ["u"])):
            app = make_app(open_source(str(folder / name)), state=worker)
            async with app.run_test(size=(80, 24)) as pilot:
                opened = await reading(pilot)
                await opened.session.scheduler.wait()
                await until(pilot, lambda opened=opened: opened.session.kept.recalled is not None)  # type: ignore[misc]
                await pilot.press(*keys)
                await pilot.pause()
            assert worker.wait(10)
        (folder / "loom.txt").write_text(
            discussion("The loom is free", "Not today.", "The bees came back.", "Again.", day=11)
        )
        (folder / "saved again.json").write_bytes(page_of(range(10)))
        asked = Mock(wraps=history)
        monkeypatch.setattr("thread_reader.library.listed.history", asked)
        async with listed([], state=worker) as (pilot, screen):
            await until(pilot, lambda: rows(screen)[0] == "[recent]")
            await settled(pilot, screen)
            assert rows(screen)[:5] == ["[recent]", "The kiln is warm", "The loom is free", "", "[in this folder]"]
            text = drawn(pilot)
            assert "2 unread" in text[3]
            assert "1 new" in text[4]
            assert under_cursor(screen) == "The kiln is warm"
            await until(pilot, lambda: "2 new" in "\n".join(drawn(pilot)))
            (found,) = [line for line in drawn(pilot) if "2 new" in line]
            assert found.strip().startswith("saved again.json"), "the same discussion in another file"
            assert asked.call_count == 1
            (folder / "loom.txt").unlink()
    finally:
        worker.close()


async def test_a_filter_by_what_is_read_is_applied_when_that_is_known(tmp_path: Path) -> None:
    worker, folder, is_free = StateWorker(tmp_path / "state"), tmp_path / "pages", Event()
    folder.mkdir()
    (folder / "posts.json").write_bytes(page_of(range(8)))
    try:
        app = make_app(open_source(str(folder / "posts.json")), state=worker)
        async with app.run_test(size=(80, 24)) as pilot:
            opened = await reading(pilot)
            await until(pilot, lambda: opened.session.kept.recalled is not None)
            await pilot.press("Z", "y")
        worker.submit(lambda _connection: is_free.wait(10))
        async with listed([str(folder)], state=worker) as (pilot, screen):
            await pilot.press(*"-is:unread")
            await until(pilot, lambda: not screen.listing.count and not screen.listed.is_busy)
            is_free.set()
            await until(pilot, lambda: screen.listing.count == 1)
            assert screen.listing.count == 1
    finally:
        is_free.set()
        worker.close()


async def test_a_recent_file_that_is_gone_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "pages")
    elsewhere = write(tmp_path / "elsewhere", {"old.txt": discussion("An old page", "Yes.", "No.")})
    monkeypatch.chdir(folder)
    worker = StateWorker(tmp_path / "state")
    try:
        app = make_app(open_source(str(elsewhere / "old.txt")), state=worker)
        async with app.run_test(size=(80, 24)) as pilot:
            opened = await reading(pilot)
            await opened.session.scheduler.wait()
            await until(pilot, lambda: opened.session.kept.recalled is not None)
        (elsewhere / "old.txt").unlink()
        async with listed([], state=worker) as (pilot, screen):
            await until(pilot, lambda: screen.listed.history is not None)
            assert rows(screen)[0] == "[in this folder]"
    finally:
        worker.close()


HOSTILE = {
    "\x1b[31mred\x07.txt": "a name with an escape sequence",
    "[bold]markup[@click].txt": "markup",
    "a\nb.txt": "a line feed",
    "\u202egnp.txt": "an override",
    os.fsdecode(b"caf\xe9.txt"): "not UTF-8",
    "名前.txt": "wide",
}


async def test_names_and_titles_are_drawn_as_text_only(tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    for name, about in HOSTILE.items():
        page = discussion(f"[red]{about}[/red] \x1b[2J", "Yes.\x1b]0;x\x07", "No.")
        (folder / name).write_text(page, encoding="utf-8")
    async with listed([folder], size=(120, 30)) as (pilot, screen):
        text = "\n".join(drawn(pilot))
        assert len(rows(screen)) == 1 + len(HOSTILE)
        assert not any(ord(each) < 32 and each != "\n" for each in text)
        assert "[red]markup[/red]" in text
        assert "\u202e" not in text
        for _ in HOSTILE:
            await pilot.press("enter")
            opened = await reading(pilot)
            assert opened.session.reader.discussion.columns
            await pilot.press("q")
            await until(pilot, lambda: pilot.app.screen is screen)
            await pilot.press("down")


async def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    app_folder = tmp_path / "empty"
    app_folder.mkdir()
    app = make_list_app([str(app_folder)], CallOptions(remembers=False))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "no files here" in "\n".join(drawn(pilot)))
        app.switcher.list_screen._shelf.library.messages.append("the search index cannot be used (\x1b)")
        await pilot.press("down")
        await pilot.pause()
        assert drawn(pilot)[-2] == " the search index cannot be used (␛)"
        assert app.switcher.list_screen._shelf.library.messages == [], "it is said once"
        assert "no files here" in "\n".join(drawn(pilot))
        await pilot.press("enter", "down", "up", "end", "pageup", "tab", "a", "enter", "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)
    app.switcher.close()


async def test_several_files_are_listed_without_others_of_their_folder(folder: Path) -> None:
    async with listed([folder / "kiln.txt", folder / "deep"]) as (_, screen):
        assert rows(screen) == ["[in 2 files and folders]", "The anvil rings", "The kiln is warm"]
    assert len(PAGES) == 5
