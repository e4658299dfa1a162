"""What the reader remembers across discussions: tags, colours and mutes of authors, saved queries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from harness.pilots import until
from harness.remembering import reading, settled, text_of
from thread_reader.screens.author_dialog import AuthorDialog, AuthorRows
from thread_reader.screens.picker import PickerScreen
from thread_reader.screens.reading_screen import ReadingScreen
from thread_reader.state.authors import UNMARKED, AuthorMark
from thread_reader.view.bookmarks import Place

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture(autouse=True)
def looks_only_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """No comment is marked as read because the machine is slow."""
    monkeypatch.setattr("thread_reader.screens.reading_screen.LOOK_SECONDS", 1000.0)


def page_by(path: Path, *authors: str, words: str = "The kiln was cold.") -> Path:
    """A page of comments by these authors; those in lower case answer the comment before them."""
    posts: list[dict[str, object]] = []
    for number, author in enumerate(authors):
        post: dict[str, object] = {
            "author": author,
            "text": f"{number} {words}",
            "created": f"2024-05-02T08:{number:02}:00Z",
        }
        if author.islower():
            posts[-1].setdefault("replies", []).append(post)  # type: ignore[attr-defined]
        else:
            posts.append(post)
    path.write_text(json.dumps({"posts": posts}), encoding="utf-8")
    return path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Six comments by three authors; bo answers Ann and Cy."""
    return page_by(tmp_path / "page.json", "Ann", "bo", "Cy", "bo", "Ann", "Cy")


async def mark(pilot: Pilot[None], screen: ReadingScreen, *keys: str) -> None:
    """Open the dialog for the author under the cursor, press keys, save."""
    await pilot.press("A")
    assert isinstance(pilot.app.screen, AuthorDialog)
    await pilot.press(*keys, "enter")
    assert screen.session.state is not None
    await settled(pilot, screen.session.state)


async def test_a_tag_and_a_colour_hold_in_other_discussions(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        await mark(pilot, screen, *"expert", "right", "right")
        assert screen.session.message == 'Ann: tag "expert", orange'
        assert text_of(pilot).count("AN Ann expert  ") == 2
    other = page_by(tmp_path / "other.json", "Dee", "Ann", "Bo", words="Slate is heavier than anybody told us.")
    async with reading(other, tmp_path / "state") as (pilot, screen):
        people = screen.session.reader.people
        assert [people.of(0), people.of(1)] == [UNMARKED, AuthorMark("expert", "orange")]
        assert "Ann expert" in text_of(pilot)
        await pilot.press("j")
        await mark(pilot, screen, *["backspace"] * 6, "left", "left")
        assert screen.session.message == "Ann: no marks"
        assert "expert" not in text_of(pilot)
    async with reading(page, tmp_path / "state") as (pilot, screen):
        assert screen.session.reader.people.of(0) == UNMARKED


async def test_a_colour_is_the_colour_of_the_name(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        before = styles_of(screen, "Ann")
        await mark(pilot, screen, "right")
        assert styles_of(screen, "Ann") != before
        assert all(style is not None and style.endswith("#fdb0b0") for style in styles_of(screen, "Ann"))


def styles_of(screen: ReadingScreen, words: str) -> list[str | None]:
    """The colours in which some words are drawn in the comments."""
    pane = screen.comments
    lines = pane.paint(pane.text_width, pane.size.height)
    return [
        None if segment.style is None or segment.style.color is None else segment.style.color.name
        for line in lines
        for segment in line
        if segment.text == words
    ]


async def test_muted_comments_are_folded_with_the_reason_and_enter_opens_one(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        await pilot.press("j", "j")
        await mark(pilot, screen, *"spam", "down", "right")
        assert screen.session.message == 'Cy: tag "spam", muted'
        reader = screen.session.reader
        assert [comment for comment in range(6) if comment in reader.folds] == [2, 5]
        assert list(reader.visible) == [0, 1, 2, 4, 5], "what answers a folded comment is hidden with it"
        shown = text_of(pilot)
        assert len([row for row in shown.splitlines() if "CY Cy" in row and "muted: spam" in row]) == 2
        assert "2 The kiln" not in shown
        await pilot.press("enter")
        assert "2 The kiln" in text_of(pilot)
        assert "5 The kiln" not in text_of(pilot)
        await pilot.press("z", "M", "z", "R")
        assert [comment for comment in range(6) if comment in reader.folds] == [2, 5], "muted is not just folded"
    async with reading(page, tmp_path / "state") as (pilot, screen):
        reader = screen.session.reader
        assert [comment for comment in range(6) if comment in reader.folds] == [2, 5], "unfolded for that time only"
        await pilot.press("G")
        await mark(pilot, screen, "down", "left")
        assert screen.session.message == 'Cy: tag "spam"'
        assert reader.folds.none
        assert "Cy spam" in text_of(pilot)


async def test_a_search_opens_a_muted_comment_until_the_cursor_leaves_it(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        await pilot.press("G")
        await mark(pilot, screen, "down", "right")
        await pilot.press("g", "/", *"5 The", "enter")
        await screen.session.scheduler.wait()
        reader = screen.session.reader
        assert (reader.position.comment, 5 in reader.folds) == (5, False)
        await pilot.press("escape", "k")
        assert 5 in reader.folds


async def test_a_reload_keeps_tags_and_mutes(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        await mark(pilot, screen, *"expert", "down", "right")
        page_by(page, "Ann", "bo", "Cy", "bo", "Ann", "Cy", "Ann")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: pilot.app.screen is not screen)
        again = pilot.app.screen
        assert isinstance(again, ReadingScreen)
        await again.session.scheduler.wait()
        reader = again.session.reader
        assert again is not screen
        assert [comment for comment in range(7) if comment in reader.folds] == [0, 4, 6]
        assert reader.people.of(6).tag == "expert"


async def test_escape_leaves_an_author_as_it_was(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        await pilot.press("A", *"expert", "down", "right", "escape")
        assert isinstance(pilot.app.screen, ReadingScreen)
        assert screen.session.reader.people.of(0) == UNMARKED


async def test_a_comment_without_an_author_cannot_be_marked(tmp_path: Path) -> None:
    page = tmp_path / "nobody.txt"
    page.write_text("The ferry is late.\n---\nThe captain is asleep.\n---\nBoats are late.\n", encoding="utf-8")
    async with reading(page, tmp_path / "state") as (pilot, screen):
        assert screen.session.reader.discussion.author(0) == ""
        await pilot.press("A")
        assert screen.session.message == "this comment has no author"


async def test_a_query_is_saved_picked_and_deleted(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        await pilot.press("Q")
        assert screen.session.message == "no saved queries yet; Ctrl-s in the filter prompt saves one"
        state = screen.session.state
        assert state is not None
        await pilot.press("f", *"user:Ann", "ctrl+s")
        await settled(pilot, state)
        assert "query saved; Q lists them" in text_of(pilot)
        assert screen.session.prompt is not None, "the prompt stays open"
        await pilot.press("space", *"kiln")
        assert "query saved" not in text_of(pilot)
        await pilot.press("ctrl+s", "escape")
        await settled(pilot, state)
    async with reading(page, tmp_path / "state") as (pilot, screen):
        state = screen.session.state
        assert state is not None
        await pilot.press("Q")
        assert isinstance(pilot.app.screen, PickerScreen)
        await pilot.press("down", "enter")
        await screen.session.scheduler.wait()
        reader = screen.session.reader
        assert (reader.filter.text, list(reader.filter.matches)) == ("user:Ann", [0, 4])
        await pilot.press("Q", "delete")
        assert "Delete this saved query?" in text_of(pilot)
        await pilot.press("n")
        assert screen.session.shared.saved_queries == ["user:Ann kiln", "user:Ann"]
        await pilot.press("Q", "delete", "y")
        await settled(pilot, state)
        assert screen.session.message == "query deleted"
    async with reading(page, tmp_path / "state") as (_, screen):
        assert screen.session.shared.saved_queries == ["user:Ann"]


@pytest.mark.parametrize(("typed", "words"), [("likes:", "half typed"), ("has:many kiln", "has: takes")])
async def test_what_is_no_query_is_not_saved(page: Path, tmp_path: Path, typed: str, words: str) -> None:
    async with reading(page, tmp_path / "state", size=(120, 30)) as (pilot, screen):
        await pilot.press("f", *typed, "ctrl+s")
        assert words in text_of(pilot)
        assert screen.session.shared.saved_queries == []


async def test_a_note_is_below_the_head_or_its_segment(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state", size=(60, 24)) as (pilot, screen):
        state = screen.session.state
        assert state is not None
        await pilot.press("i", *"ask about the kiln and then about the door and the two buckets", "enter")
        await settled(pilot, state)
        rows = [row.split("│", 1)[-1].rstrip(" ┃│") for row in text_of(pilot).splitlines()[1:5]]
        assert "Ann ✎  08:00" in rows[0]
        assert rows[1:4] == [
            " ✎ ask about the kiln and then about the door and the",
            "   two buckets",
            " 0 The kiln was cold.",
        ]
        screen.session.kept.note(Place(0, 0), "why cold?")
        await settled(pilot, state)
        screen.redraw()
        await pilot.pause()
        assert [row.split("│", 1)[-1].rstrip(" ┃│") for row in text_of(pilot).splitlines()[4:6]] == [
            " 0 The kiln was cold.",
            " ✎ why cold?",
        ]
        await pilot.press("enter")
        assert "✎" in text_of(pilot).splitlines()[1]
        await pilot.resize_terminal(90, 24)
        await pilot.pause()
        assert "✎" in text_of(pilot).splitlines()[1]
        assert "ask about the kiln" in text_of(pilot).splitlines()[1], "a folded comment has its notes in its head"


async def test_the_sheet_of_an_author_takes_clicks_and_pasted_text(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        await pilot.press("A")
        rows = pilot.app.screen.query_one(AuthorRows)
        await pilot.click(AuthorRows, offset=(4, 1))
        assert (rows.cursor, rows.chosen) == (1, {0: 0, 1: 0}), "a click moves there"
        await pilot.click(AuthorRows, offset=(4, 1))
        assert rows.chosen == {0: 0, 1: 1}, "and then chooses the next value"
        dialog = pilot.app.screen
        assert isinstance(dialog, AuthorDialog)
        await dialog.take_paste("two  words\nand a line")
        await pilot.press("enter")
        assert screen.session.reader.people.of(0) == AuthorMark("two words", muted=True)


async def test_two_readers_mark_one_author(page: Path, tmp_path: Path) -> None:
    async with reading(page, tmp_path / "state") as (pilot, screen):
        async with reading(page, tmp_path / "state") as (other, there):
            await mark(other, there, *"expert")
        assert screen.session.reader.people.of(0) == UNMARKED
        await mark(pilot, screen, "down", "right")
    async with reading(page, tmp_path / "state") as (_, screen):
        assert screen.session.reader.people.of(0) == AuthorMark("expert", muted=True), "the union"
