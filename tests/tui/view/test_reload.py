"""A file that changes while it is open: the change is reported, and reading it again keeps the place."""

from __future__ import annotations

import os
import re
import weakref
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from harness.pilots import until
from thread_parsers.reading import parse
from thread_parsers.source.open import open_source
from thread_parsers.source.source import BufferSource
from thread_reader.app import make_app
from thread_reader.memory import trim_memory
from thread_reader.screens.reading_screen import ReadingScreen
from thread_reader.view.bookmarks import Gone
from thread_reader.view.position import Position
from thread_reader.view.reader import Reader
from thread_reader.view.reload import MAX_GONE, carry_over, gone_comments, gone_of, match_comments, new_comments

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.pilot import Pilot

HEAD = "A ferry is late again, says the paper.\nReward\nComment\n0/400\n"


def comment(name: str, minute: int, words: str) -> str:
    """A comment as it is written in a page."""
    return f"{name}\n· 2025-03-20 18:{minute:02}\n{words}\nReply0\n"


COMMENTS = [comment(f"person{at}", 59 - at, f"Remark {at} about ropes.") for at in range(40)]
PAGE = HEAD + "".join(COMMENTS)
NEWER = HEAD + comment("newest", 59, "Ropes again.") + comment("newer", 59, "Me too.") + "".join(COMMENTS)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A page in a file."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@asynccontextmanager
async def reading(path: Path) -> AsyncIterator[Pilot[None]]:
    """The program on a file."""
    app = make_app(open_source(str(path)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield pilot


def screen_of(pilot: Pilot[None]) -> ReadingScreen:
    """The reading screen on top."""
    screen = pilot.app.screen
    assert isinstance(screen, ReadingScreen)
    return screen


def text_of(pilot: Pilot[None]) -> str:
    """The text on the screen."""
    return "\n".join(strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips())


def author_here(pilot: Pilot[None]) -> str:
    """The author of the comment under the cursor."""
    reader = screen_of(pilot).session.reader
    return reader.discussion.author(reader.position.comment)


async def read_again(pilot: Pilot[None]) -> None:
    """Press the key and wait for the new screen."""
    before = pilot.app.screen
    await pilot.press("ctrl+r")
    for _ in range(200):
        await pilot.pause()
        if pilot.app.screen is not before and not screen_of(pilot)._waiting:
            return
    raise AssertionError("the file was not read again")


def grow(path: Path) -> None:
    """Append a comment."""
    path.write_text(PAGE + comment("late", 1, "Too late."), encoding="utf-8")


def shrink(path: Path) -> None:
    """Truncate the file."""
    os.truncate(path, 200)


def replace(path: Path) -> None:
    """Rename another file to this name."""
    other = path.with_name("other")
    other.write_text(NEWER, encoding="utf-8")
    other.replace(path)


def touch(path: Path) -> None:
    """Change only the modification time."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 10**9))


def remove(path: Path) -> None:
    """Delete the file."""
    path.unlink()


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (grow, "the file has grown"),
        (shrink, "the file has shrunk"),
        (replace, "the file was replaced"),
        (touch, "the file was changed"),
        (remove, "the file is gone"),
    ],
)
async def test_a_changed_file_is_reported(file: Path, happens: Callable[[Path], None], said: str) -> None:
    async with reading(file) as pilot:
        happens(file)
        screen_of(pilot).session.check_file()
        await pilot.pause()
        first, *_, status, _ = text_of(pilot).splitlines()
        assert said in first
        assert f"{said}; Ctrl-r reloads it" in status
        await pilot.press("j")
        first, *_, status, _ = text_of(pilot).splitlines()
        assert said in first
        assert "reloads it" not in status


async def test_an_unchanged_file_is_not_reported(file: Path) -> None:
    async with reading(file) as pilot:
        screen_of(pilot).session.check_file()
        await pilot.pause()
        assert "the file" not in text_of(pilot)


async def test_the_cursor_stays_on_its_comment_when_newer_ones_come_before_it(file: Path) -> None:
    async with reading(file) as pilot:
        await pilot.press(*"jjjjjma")
        row = screen_of(pilot).session.reader.position.row
        file.write_text(NEWER, encoding="utf-8")
        await read_again(pilot)
        assert author_here(pilot) == "person5"
        assert "8 of 42" in text_of(pilot)
        assert "reloaded: 2 more comments" in text_of(pilot)
        assert screen_of(pilot).session.reader.position.row == row
        await pilot.press("g", "'", "a")
        assert author_here(pilot) == "person5"


async def test_filter_search_folds_and_order_are_kept(file: Path) -> None:
    async with reading(file) as pilot:
        await pilot.press("x", "f", *"-user:person1 ropes", "enter", "/", *"ropes", "enter", "s", "down", "enter")
        file.write_text(NEWER, encoding="utf-8")
        await read_again(pilot)
        await screen_of(pilot).session.scheduler.wait()
        reader = screen_of(pilot).session.reader
        assert reader.filter.text == "-user:person1 ropes"
        assert len(reader.filter.matches) == 40
        assert reader.search.total == 41
        assert reader.order == "oldest"
        assert [reader.discussion.author(one) for one in reader.folds.exceptions] == ["person0"]


@pytest.mark.parametrize("times", [1, 3])
async def test_the_old_page_is_freed_after_reading_again(file: Path, times: int) -> None:
    async with reading(file) as pilot:
        held = []
        for _ in range(times):
            held.append(weakref.ref(screen_of(pilot).session.reader.discussion))
            await pilot.press("f", *"late", "escape", "escape")
            await read_again(pilot)
        await pilot.pause()
        trim_memory()
        assert [one() for one in held] == [None] * times


async def test_if_the_comment_is_gone_the_cursor_moves_to_the_nearest_one(file: Path) -> None:
    async with reading(file) as pilot:
        await pilot.press(*"jjjjj")
        file.write_text(HEAD + "".join(COMMENTS[:5] + COMMENTS[6:]), encoding="utf-8")
        await read_again(pilot)
        assert author_here(pilot) == "person6"
        assert "reloaded: 1 fewer comment" in text_of(pilot)


@pytest.mark.parametrize(("kept", "segment"), [(COMMENTS, 1), (COMMENTS[:5] + COMMENTS[6:], None)])
def test_the_entered_segment_is_kept_only_on_the_same_comment(kept: list[str], segment: int | None) -> None:
    old = Reader(parse(PAGE))
    old.goes_to(Position(5, segment=1))
    new = carry_over(old, parse(HEAD + "".join(kept)))
    assert new.position.segment == segment


async def test_a_deleted_file_leaves_the_page_open(file: Path) -> None:
    async with reading(file) as pilot:
        file.unlink()
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert "does not exist" in text_of(pilot)
        assert "1 of 40" in text_of(pilot)


async def test_input_that_is_not_a_file_cannot_be_read_again() -> None:
    async with make_app(BufferSource(PAGE.encode())).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+r")
        assert "only a file can be reloaded" in text_of(pilot)


@pytest.mark.parametrize(("opens", "closes"), [("?", "escape"), ("/", "escape"), ("f", "escape")])
async def test_an_open_dialog_or_prompt_is_not_replaced(file: Path, opens: str, closes: str) -> None:
    async with reading(file) as pilot:
        before = screen_of(pilot)
        await pilot.press(opens)
        file.write_text(NEWER, encoding="utf-8")
        before.session.finish_reload(parse(NEWER))
        await pilot.pause()
        assert before.session.reader.discussion.comments[0].author == "person0"
        await pilot.press(closes)
        for _ in range(50):
            await pilot.pause()
        assert "3 of 42" in text_of(pilot)


def test_several_comments_of_one_author_at_one_time_are_told_apart_by_their_order() -> None:
    old = parse(HEAD + comment("a", 5, "one") + comment("a", 5, "two") + comment("b", 4, "x"))
    new = parse(HEAD + comment("c", 6, "new") + comment("a", 5, "one") + comment("a", 5, "two"))
    assert match_comments(old, new, {0, 1, 2}) == {0: 1, 1: 2}


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        (PAGE, NEWER, [0, 1]),
        (PAGE, PAGE, []),
        (PAGE, PAGE + comment("last", 1, "Late."), [40]),
        (NEWER, PAGE, []),
        (HEAD + COMMENTS[0] * 2, HEAD + COMMENTS[0] * 3, [2]),
        (HEAD + COMMENTS[0], HEAD + COMMENTS[1], [0]),
        ("Only an article.\n", PAGE, list(range(40))),
        (PAGE, "Only an article.\n", []),
    ],
)
def test_the_comments_that_a_reload_adds_are_known(before: str, after: str, new: list[int]) -> None:
    assert sorted(new_comments(parse(before), parse(after))) == new


def test_a_page_without_comments_is_carried_over() -> None:
    old = Reader(parse("Only an article.\n"))
    old.goes_to(Position(0))
    reader = carry_over(old, parse(PAGE))
    assert (reader.position.comment, len(reader.bookmarks.new)) == (0, 40)


async def test_the_new_comments_are_visited_after_a_reload(file: Path) -> None:
    async with reading(file) as pilot:
        await pilot.press("G")
        file.write_text(NEWER, encoding="utf-8")
        await read_again(pilot)
        assert screen_of(pilot).session.message == "reloaded: 2 more comments; 2 new: ]n [n"
        await pilot.press("[", "n")
        assert author_here(pilot) == "newer"
        await pilot.press(";")
        assert author_here(pilot) == "newest"


def test_comments_that_are_gone_have_author_and_time() -> None:
    old = parse(HEAD + "".join(COMMENTS[:3]))
    new = parse(HEAD + comment("new", 1, "Me too.") + COMMENTS[0] + COMMENTS[2])
    assert set(gone_comments(old, new)) == {1}
    assert gone_of(old, gone_comments(old, new)) == [Gone("person1", "2025-03-20 18:58")]
    assert list(gone_comments(old, parse(HEAD + "".join(COMMENTS)))) == []
    assert len(gone_of(old, [0] * (MAX_GONE + 1))) == MAX_GONE


async def test_what_a_reload_takes_away_is_listed(file: Path) -> None:
    async with reading(file) as pilot:
        first = pilot.app.screen
        file.write_text(HEAD + "".join(COMMENTS[:20] + COMMENTS[21:]), encoding="utf-8")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: pilot.app.screen is not first)
        assert screen_of(pilot).session.message == "reloaded: 1 fewer comment; 1 gone"
        await pilot.press("D")
        await pilot.pause()
        shown = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        assert "0 new · 0 edited · 1 gone" in shown
        assert re.search("person20 +2025-03-20 18:39", shown)
        assert "Remark 20" not in shown
        await pilot.press("enter")
        assert screen_of(pilot).session.message == "that comment is not in this file"
