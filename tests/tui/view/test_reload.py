"""A file that changes while it is open: it is said, and the file can be read again without losing the place."""

from __future__ import annotations

import os
import weakref
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from thread_parsers.reading import parse
from thread_parsers.source.open import open_source
from thread_parsers.source.source import BufferSource
from thread_reader.app import make_app
from thread_reader.screens.reading_screen import ReadingScreen
from thread_reader.view.reload import match_comments

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.pilot import Pilot

HEAD = "A ferry is late again, says the paper.\nReward\nComment\n0/400\n"


def comment(name: str, minute: int, words: str) -> str:
    """A comment as it stands in a page."""
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
    """What stands on the screen."""
    return "\n".join(strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips())


def author_here(pilot: Pilot[None]) -> str:
    """The author of the comment under the cursor."""
    reader = screen_of(pilot).reader
    return reader.discussion.author(reader.position.comment)


async def read_again(pilot: Pilot[None]) -> None:
    """Press the key and wait for the other screen."""
    before = pilot.app.screen
    await pilot.press("ctrl+r")
    for _ in range(200):
        await pilot.pause()
        if pilot.app.screen is not before and not screen_of(pilot)._waiting:
            return
    raise AssertionError("the file was not read again")


def grow(path: Path) -> None:
    """A comment more at the end."""
    path.write_text(PAGE + comment("late", 1, "Too late."), encoding="utf-8")


def shrink(path: Path) -> None:
    """Nothing but the beginning is left."""
    os.truncate(path, 200)


def replace(path: Path) -> None:
    """Another file with the same name."""
    other = path.with_name("other")
    other.write_text(NEWER, encoding="utf-8")
    other.replace(path)


def touch(path: Path) -> None:
    """As long as before, and written a second later."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 10**9))


def remove(path: Path) -> None:
    """The file is no more."""
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
async def test_what_became_of_the_file_is_said(file: Path, happens: Callable[[Path], None], said: str) -> None:
    async with reading(file) as pilot:
        happens(file)
        screen_of(pilot).check_file()
        await pilot.pause()
        first, *_, last = text_of(pilot).splitlines()
        assert said in first
        assert f"{said}; Ctrl-r reads it again" in last
        await pilot.press("j")
        first, *_, last = text_of(pilot).splitlines()
        assert said in first
        assert "reads it again" not in last


async def test_a_file_that_is_as_it_was_is_not_spoken_of(file: Path) -> None:
    async with reading(file) as pilot:
        screen_of(pilot).check_file()
        await pilot.pause()
        assert "the file" not in text_of(pilot)


async def test_the_cursor_stays_on_its_comment_when_newer_ones_come_before_it(file: Path) -> None:
    async with reading(file) as pilot:
        await pilot.press(*"jjjjjma")
        row = screen_of(pilot).reader.position.row
        file.write_text(NEWER, encoding="utf-8")
        await read_again(pilot)
        assert author_here(pilot) == "person5"
        assert "comment 8 of 42" in text_of(pilot)
        assert "read again: 2 comments more" in text_of(pilot)
        assert screen_of(pilot).reader.position.row == row
        await pilot.press("g", "'", "a")
        assert author_here(pilot) == "person5"


async def test_filter_search_folds_and_order_are_kept(file: Path) -> None:
    async with reading(file) as pilot:
        await pilot.press("x", "f", *"-user:person1 ropes", "enter", "/", *"ropes", "enter", "s", "down", "enter")
        file.write_text(NEWER, encoding="utf-8")
        await read_again(pilot)
        await screen_of(pilot).scheduler.wait()
        reader = screen_of(pilot).reader
        assert reader.filter.text == "-user:person1 ropes"
        assert len(reader.filter.matches) == 40
        assert reader.search.total == 41
        assert reader.order == "oldest"
        assert [reader.discussion.author(one) for one in reader.folds.exceptions] == ["person0"]


@pytest.mark.parametrize("times", [1, 3])
async def test_a_page_that_was_read_again_is_given_back(file: Path, times: int) -> None:
    async with reading(file) as pilot:
        held = []
        for _ in range(times):
            held.append(weakref.ref(screen_of(pilot).reader.discussion))
            await pilot.press("f", *"late", "escape", "escape")
            await read_again(pilot)
        await pilot.pause()
        pilot.app.trim_memory()  # type: ignore[attr-defined]
        assert [one() for one in held] == [None] * times


async def test_where_the_comment_is_gone_the_nearest_one_is_taken(file: Path) -> None:
    async with reading(file) as pilot:
        await pilot.press(*"jjjjj")
        file.write_text(HEAD + "".join(COMMENTS[:5] + COMMENTS[6:]), encoding="utf-8")
        await read_again(pilot)
        assert author_here(pilot) == "person6"
        assert "read again: 1 comment fewer" in text_of(pilot)


async def test_a_file_that_is_gone_leaves_the_page_as_it_is(file: Path) -> None:
    async with reading(file) as pilot:
        file.unlink()
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert "does not exist" in text_of(pilot)
        assert "comment 1 of 40" in text_of(pilot)


async def test_what_is_no_file_cannot_be_read_again() -> None:
    async with make_app(BufferSource(PAGE.encode())).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+r")
        assert "only a file can be read again" in text_of(pilot)


@pytest.mark.parametrize(("opens", "closes"), [("?", "escape"), ("/", "escape"), ("f", "escape")])
async def test_an_open_sheet_or_prompt_is_left_alone(file: Path, opens: str, closes: str) -> None:
    async with reading(file) as pilot:
        before = screen_of(pilot)
        await pilot.press(opens)
        file.write_text(NEWER, encoding="utf-8")
        before.switch_to(parse(NEWER))
        await pilot.pause()
        assert before.reader.discussion.comments[0].author == "person0"
        await pilot.press(closes)
        for _ in range(50):
            await pilot.pause()
        assert "comment 3 of 42" in text_of(pilot)


def test_several_comments_of_one_author_at_one_time_are_told_apart_by_their_order() -> None:
    old = parse(HEAD + comment("a", 5, "one") + comment("a", 5, "two") + comment("b", 4, "x"))
    new = parse(HEAD + comment("c", 6, "new") + comment("a", 5, "one") + comment("a", 5, "two"))
    assert match_comments(old, new, {0, 1, 2}) == {0: 1, 1: 2}
