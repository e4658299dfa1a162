"""What the reader remembers: where it was, what is read, stars, notes; what is new in a newer save."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

import pytest

from harness.remembering import reading, settled, text_of
from harness.saves import page_of
from thread_parsers.source.open import open_source
from thread_reader.app import make_app
from thread_reader.screens.reading_screen import ReadingScreen
from thread_reader.session.recognition import RECOGNIZING
from thread_reader.state.database import DATABASE_FILE
from thread_reader.state.worker import StateWorker
from thread_reader.view.on_screen import whole_comments

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def looks_only_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """No comment is marked as read because the machine is slow."""
    monkeypatch.setattr("thread_reader.screens.reading_screen.LOOK_SECONDS", 1000.0)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A saved discussion of 40 comments."""
    path = tmp_path / "page.json"
    path.write_bytes(page_of(range(40)))
    return path


async def test_a_discussion_opens_where_it_was_left(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        assert screen.session.message == "", "nothing is known yet"
        await pilot.press("j", "j", "j", "enter", "j", "j", "s")
        await pilot.press("down", "enter")
        before = screen.session.reader
        assert before.order != "page"
    async with reading(page, tmp_path / "state") as (pilot, screen):
        reader = screen.session.reader
        assert reader.position == before.position
        assert (reader.order, reader.folds) == (before.order, before.folds)
        assert screen.session.message == "back at comment 6 · g from the start"
        assert "back at comment 6" in text_of(pilot)


async def test_the_filter_is_kept_with_its_history(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        await pilot.press("f", *"bees", "enter", "c")
        await screen.session.scheduler.wait()
    async with reading(page, tmp_path / "state") as (pilot, screen):
        await screen.session.scheduler.wait()
        filter_ = screen.session.reader.filter
        assert (filter_.text, filter_.context.value, filter_.history) == ("bees", "with ancestors", ["bees"])
        assert len(filter_.matches) > 0


async def test_a_place_on_the_command_line_is_where_it_opens(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, _):
        await pilot.press("j", "j")
    async with reading(page, tmp_path / "state", at="9") as (_, screen):
        assert screen.session.reader.position.comment == 8
    async with reading(page, tmp_path / "state", where="kiln") as (_, screen):
        assert screen.session.reader.filter.text == "kiln"


async def test_what_was_read_is_read_the_next_time(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        screen.session.kept.mark_read([0, 3])
        await pilot.press("u", "j", "u", "u")  # comment 1 unread again, comment 2 read and unread again
        assert screen.session.message == "marked as unread"
    async with reading(page, tmp_path / "state") as (pilot, screen):
        assert set(screen.session.reader.bookmarks.read) == {3}
        await pilot.press("escape")  # the message that says where it is
        await pilot.pause()
        assert "39 unread" in text_of(pilot)
        await pilot.press("f", *"-is:unread", "enter")
        await screen.session.scheduler.wait()
        assert list(screen.session.reader.filter.matches) == [3]


async def test_looking_at_comments_marks_them_as_read(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr("thread_reader.session.marking_read.monotonic", lambda: now)
    async with reading(page, tmp_path / "state") as (_, screen):
        bookmarks = screen.session.reader.bookmarks
        whole = whole_comments(screen.session.reader)
        assert len(whole) > 2
        screen._look()
        now += 0.8
        screen._look()
        assert set(bookmarks.read) == {0}, "the cursor was on it"
        now += 1.5
        screen._look()
        assert set(bookmarks.read) == set(whole)


async def test_what_is_marked_as_unread_stays_so_until_it_has_left_the_screen(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr("thread_reader.session.marking_read.monotonic", lambda: now)
    async with reading(page, tmp_path / "state") as (pilot, screen):
        read = screen.session.reader.bookmarks.read

        async def look(*keys: str) -> bool:
            """Press keys and look at the screen for some seconds. Returns whether the first comment is read then."""
            nonlocal now
            await pilot.press(*keys)
            for _ in range(2):
                screen._look()
                now += 3
            screen._look()
            return 0 in read

        for keys, is_read in (((), True), (("u",), False), (("j",), False), (("end",), False), (("home",), True)):
            assert await look(*keys) == is_read, keys


async def test_a_branch_or_everything_can_be_marked_as_read(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        bookmarks = screen.session.reader.bookmarks
        await pilot.press("X")
        assert (set(bookmarks.read), screen.session.reader.position.comment) == ({0}, 1)
        await pilot.press("Z", "n")
        assert bookmarks.read.count == 1
        await pilot.press("Z", "y")
        assert bookmarks.read.count == 40
        assert "all read" in text_of(pilot)


async def test_stars_and_notes_are_confirmed_when_they_are_written(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        state = screen.session.state
        assert state is not None
        await pilot.press("j", "+")
        await settled(pilot, state)
        assert screen.session.message == "starred"
        await pilot.press("i", *"ask", "enter")
        await settled(pilot, state)
        assert screen.session.message == "note saved"
        assert "★" in text_of(pilot)
        assert "✎ ask" in text_of(pilot)
    async with reading(page, tmp_path / "state") as (pilot, screen):
        state = screen.session.state
        assert state is not None
        assert screen.session.reader.bookmarks.starred == {1}
        assert list(screen.session.reader.bookmarks.notes.values()) == ["ask"]
        await pilot.press("g", "]", "+")
        assert screen.session.reader.position.comment == 1
        await pilot.press("+")
        await settled(pilot, state)
        await pilot.press("i", "backspace", "backspace", "backspace", "enter")
        await settled(pilot, state)
        assert screen.session.message == "note deleted"
    async with reading(page, tmp_path / "state") as (_, screen):
        bookmarks = screen.session.reader.bookmarks
        assert (bookmarks.starred, dict(bookmarks.notes)) == (set(), {})


async def test_escape_leaves_a_note_as_it_was(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        await pilot.press("i", *"ask", "escape")
        assert not screen.session.reader.bookmarks.notes


async def test_a_newer_save_says_what_is_new(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        await pilot.press("j", "j")
        screen.session.kept.mark_read([0, 1, 2])
    newer = tmp_path / "again.json"
    newer.write_bytes(page_of([50, *range(39), 51], edited=[5]))
    async with reading(newer, tmp_path / "state") as (pilot, screen):
        reader = screen.session.reader
        assert reader.position.comment == 3, "where it was left, behind the new one"
        assert set(reader.bookmarks.read) == {1, 2, 3}
        message = screen.session.message
        assert message.startswith("same discussion as page.json, seen ")
        assert " (zo undoes) · 2 new, 1 edited, 1 gone · " in message
        await pilot.press("]", "n")
        assert reader.position.comment == 40
        await pilot.press("[", "e")
        assert reader.position.comment == 6
        await pilot.press("f", *"is:new", "enter")
        await screen.session.scheduler.wait()
        assert list(reader.filter.matches) == [0, 40]
        await pilot.press("F", "D")
        assert "2 new · 1 edited · 1 gone" in text_of(pilot)
        await pilot.press("down", "down", "enter")
        assert reader.position.comment == 6


async def test_a_wrong_merge_can_be_undone(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        await pilot.press("z", "o")
        assert screen.session.message == "this discussion was not recognized as an earlier one"
        screen.session.kept.mark_read([0])
        await pilot.press("+")
    other = tmp_path / "other.json"
    other.write_bytes(page_of(range(38)))
    async with reading(other, tmp_path / "state") as (pilot, screen):
        state = screen.session.state
        assert state is not None
        assert screen.session.reader.bookmarks.starred == {0}
        await pilot.press("z", "o")
        await screen.session.scheduler.wait()
        await settled(pilot, state)
        bookmarks = screen.session.reader.bookmarks
        assert (bookmarks.starred, set(bookmarks.read)) == (set(), set())
    async with reading(other, tmp_path / "state") as (_, screen):
        assert screen.session.reader.bookmarks.starred == set(), "also the next time"
    async with reading(page, tmp_path / "state") as (_, screen):
        assert screen.session.reader.bookmarks.starred == {0}, "the other one keeps it"


async def test_a_reload_keeps_what_is_read_and_writes_it(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        state = screen.session.state
        assert state is not None
        await pilot.press("j", "+")
        screen.session.kept.mark_read([1])
        page.write_bytes(page_of(range(42)))
        await pilot.press("ctrl+r")
        while pilot.app.screen is screen:
            await pilot.pause(0.05)
        again = pilot.app.screen
        assert isinstance(again, ReadingScreen)
        await again.session.scheduler.wait()
        await settled(pilot, state)
        bookmarks = again.session.reader.bookmarks
        assert (bookmarks.starred, set(bookmarks.read)) == ({1}, {1})
        assert set(bookmarks.new) == {40, 41}
        assert again.session.message.startswith("reloaded: 2 more comments")


async def test_a_state_that_cannot_be_used_is_said_and_reading_goes_on(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir()
    newer = sqlite3.connect(folder / DATABASE_FILE)
    newer.execute("PRAGMA user_version = 1000")
    newer.close()
    async with reading(page, folder) as (pilot, screen):
        assert screen.session.message == (
            "the saved state is of a newer version of this program; nothing is remembered"
        )
        await pilot.press("j", "+")
        assert screen.session.reader.bookmarks.starred == {1}, "as long as the session lasts"


async def test_a_state_that_can_only_be_read_is_shown(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        await pilot.press("j", "j", "+")
        screen.session.kept.mark_read([0, 1])
    (tmp_path / "state" / f"{DATABASE_FILE}-wal").mkdir()
    for _ in range(2):
        async with reading(page, tmp_path / "state") as (pilot, screen):
            bookmarks = screen.session.reader.bookmarks
            assert "cannot be written (read-only)" in screen.session.message
            assert screen.session.reader.position.comment == 2
            assert (set(bookmarks.read), bookmarks.starred) == ({0, 1}, {2})
            await pilot.press("j", "+")
            assert bookmarks.starred == {2, 3}, "as long as the session lasts"
            state = screen.session.state
            assert state is not None
            await settled(pilot, state)
            assert screen.session.message == "starred · not kept"
            await pilot.press("f", *"bees", "ctrl+s")
            await settled(pilot, state)
            assert "· not kept" in text_of(pilot)


async def test_what_cannot_be_written_is_said_once_and_written_later(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        state = screen.session.state
        assert state is not None
        state.submit(lambda connection: connection.execute("PRAGMA query_only = ON"))
        for comment, message in ((0, "not saved: attempt to write a readonly database"), (1, "")):
            screen.session.say("")
            screen.session.kept.mark_read([comment])
            screen.session.kept.flush()
            await settled(pilot, state)
            assert screen.session.message == message
        await pilot.press("j", "+")
        await settled(pilot, state)
        assert screen.session.message.startswith("not saved: "), "a star is to be confirmed"
        state.submit(lambda connection: connection.execute("PRAGMA query_only = OFF"))
    async with reading(page, tmp_path / "state") as (_, screen):
        assert set(screen.session.reader.bookmarks.read) == {0, 1}
        assert screen.session.reader.position.comment == 1


async def test_two_readers_at_once_keep_what_both_did(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (_, one):
        async with reading(page, tmp_path / "state") as (_, other):
            other.session.kept.mark_read([1, 2])
            other.session.kept.star(5, starred=True)
        one.session.kept.mark_read([2, 7])
        one.session.kept.star(6, starred=True)
    async with reading(page, tmp_path / "state") as (_, screen):
        bookmarks = screen.session.reader.bookmarks
        assert (set(bookmarks.read), bookmarks.starred) == ({1, 2, 7}, {5, 6})


async def test_what_is_kept_of_comments_that_are_gone_is_listed_and_can_be_deleted(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        await pilot.press("+", "i", *"ask", "enter", "j", "+")
    page.write_bytes(page_of([*range(1, 38), 50]))
    async with reading(page, tmp_path / "state") as (pilot, screen):
        state = screen.session.state
        assert state is not None
        assert "1 note or star on comments that are gone" in screen.session.message
        await pilot.press("D")
        shown = text_of(pilot)
        assert "1 new · 0 edited · 3 gone" in shown
        assert re.search("reader0 +“0 The kiln", shown)
        assert "2 comments more, of which no words were kept" in shown
        await pilot.press("escape", "z", "i")
        shown = text_of(pilot)
        assert "1 note · 2 stars" in shown
        assert re.search("✎ .*reader0 +ask “0 The kiln", shown)
        assert "not in this file" in shown
        await pilot.press("down", "enter")
        assert "It is not in this file; delete its star and notes?" in text_of(pilot)
        await pilot.press("y")
        await settled(pilot, state)
        assert screen.session.message == "deleted"
        assert "0 notes · 1 star" in text_of(pilot), "the list is still open"
    async with reading(page, tmp_path / "state") as (_, screen):
        assert screen.session.reader.bookmarks.lost == []


async def test_notes_and_stars_are_deleted_from_their_list(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        state = screen.session.state
        assert state is not None
        await pilot.press("+", "i", *"ask", "enter", "j", "+")
        bookmarks = screen.session.reader.bookmarks
        await pilot.press("z", "i", "delete")
        assert "Delete this note?" in text_of(pilot)
        await pilot.press("n")
        assert len(bookmarks.notes) == 1
        await pilot.press("delete", "y")
        await settled(pilot, state)
        assert (screen.session.message, len(bookmarks.notes), bookmarks.starred) == ("note deleted", 0, {0, 1})
        await pilot.press("down", "delete")
        assert "Remove this star?" in text_of(pilot)
        await pilot.press("y")
        await settled(pilot, state)
        assert (screen.session.message, bookmarks.starred) == ("no longer starred", {0})


async def test_the_scrollbar_shows_what_is_read(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state", size=(60, 23)) as (pilot, screen):
        bar = [row[-1:] for row in text_of(pilot).splitlines()[1:21]]
        assert bar == ["┃"] * bar.count("┃") + ["│"] * bar.count("│"), "nothing is read"
        screen.session.kept.mark_read(range(20, 40))
        screen.redraw()
        await pilot.pause()
        bar = [row[-1:] for row in text_of(pilot).splitlines()[1:21]]
        assert bar[-10:] == ["┆"] * 10, "the second half is"
        assert "┆" not in bar[:-10]
        for order in ("newest", "page"):
            await pilot.press("s", *order, "enter")
            await screen.session.scheduler.wait()
            await pilot.press("g" if order == "newest" else "G")
            await pilot.pause()
            bar = [row[-1:] for row in text_of(pilot).splitlines()[1:21]]
            assert bar[5:10] == (["┆"] * 5 if order == "newest" else ["│"] * 5)
        await pilot.press("f", *"-user:reader1", "enter", "Z", "y")
        await screen.session.scheduler.wait()
        await pilot.pause()
        assert "│" not in [row[-1:] for row in text_of(pilot).splitlines()[1:21]]


async def test_a_move_before_the_discussion_is_recognized_is_written(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        kept = screen.session.kept
        found, kept.recalled = kept.recalled, None  # the answer of the database comes after the keys
        assert found is not None
        await pilot.press("j", "j")
        kept._put(found)
    async with reading(page, tmp_path / "state") as (_, again):
        assert again.session.reader.position.comment == 2


async def test_escape_does_not_stop_recognizing_the_discussion(page: Path, tmp_path: Path) -> None:
    worker = StateWorker(tmp_path / "state")
    app = make_app(open_source(str(page)), state=worker)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await settled(pilot, worker)
        screen.session.scheduler.start(RECOGNIZING, iter(lambda: None, 0), lambda: None, foreground=False)
        await pilot.press("+", "escape")
        assert RECOGNIZING in screen.session.scheduler.running
        screen.session.scheduler.stop(RECOGNIZING)
    worker.close()


@pytest.mark.parametrize(
    ("keys", "starred", "place"),
    [(("+",), {0}, 2), (("G", "+"), {40}, 40), (("G",), set(), 40), ((), set(), 2)],
    ids=["a star", "a star elsewhere", "a place", "nothing"],
)
async def test_what_is_done_before_the_discussion_is_recognized_is_kept(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    keys: tuple[str, ...],
    starred: set[int],
    place: int,
) -> None:
    """A reader that has not moved was not where the discussion was left, since that was not known."""
    async with reading(page, tmp_path / "state") as (pilot, _):
        await pilot.press("j", "j")
    page.write_bytes(page_of(range(41)))
    monkeypatch.setattr("thread_reader.scheduler.QUIET_SECONDS", 1000.0)  # nothing runs in the background
    worker = StateWorker(tmp_path / "state")
    app = make_app(open_source(str(page)), state=worker)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await settled(pilot, worker)
        await pilot.press(*keys)
        assert screen.session.kept.recalled is None
    worker.close()
    monkeypatch.undo()
    monkeypatch.setattr("thread_reader.screens.reading_screen.LOOK_SECONDS", 1000.0)
    async with reading(page, tmp_path / "state") as (_, again):
        assert again.session.reader.bookmarks.starred == starred
        assert again.session.reader.position.comment == place
