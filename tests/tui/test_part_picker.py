"""A file with several discussions on the screen: the picker, and what each discussion keeps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from thread_parsers.errors import NoSuchPart
from thread_parsers.reading import parse
from thread_parsers.source.open import open_source
from thread_parsers.source.source import BufferSource
from thread_reader.app import RETRY_SECONDS, make_app
from thread_reader.screens.picker import Choices, PickerScreen
from thread_reader.screens.reading_screen import ReadingScreen
from thread_reader.settings import Settings
from thread_reader.view.parts import part_note
from thread_reader.widgets.status import SheetKeys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.pilot import Pilot

    from thread_reader.app import ReaderApp
    from thread_reader.screens.key_screen import KeyScreen

HEAD = '<?xml version="1.0"?>\n<rss xmlns:wp="http://wordpress.org/export/1.2/" version="2.0"><channel>\n'
ITEM = "<item><title>{title}</title>{comments}</item>\n"
COMMENT = (
    "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author>{author}</wp:comment_author>"
    "<wp:comment_date_gmt>2025-03-09 18:{id:02}:00</wp:comment_date_gmt>"
    "<wp:comment_content>Words of {author}.</wp:comment_content></wp:comment>"
)


def export(**authors: Sequence[str]) -> bytes:
    """An export with one article per keyword, and a comment by each of its authors."""
    items = [
        ITEM.format(
            title=title,
            comments="".join(COMMENT.format(id=number, author=author) for number, author in enumerate(names, 1)),
        )
        for title, names in authors.items()
    ]
    return (HEAD + "".join(items) + "</channel></rss>\n").encode()


PAGE = export(Kilns=["Ada", "Bo", "Cy"], Looms=["Dee", "Eve"], Nothing=[], Forges=["Fay"])


def screen_of(app: ReaderApp) -> ReadingScreen:
    """The reading screen, below a sheet if one is open."""
    screen = next(each for each in reversed(app.screen_stack) if isinstance(each, ReadingScreen))
    assert isinstance(screen, ReadingScreen)
    return screen


def title_of(app: ReaderApp) -> str | None:
    return screen_of(app).session.reader.discussion.title


async def settle(pilot: Pilot[None], screen: type[KeyScreen[Any]] = ReadingScreen) -> None:
    """Wait until a switch of screens has been drawn, and a screen of this kind is on top."""
    for _ in range(3):
        await pilot.pause()
    for _ in range(100):
        if isinstance(pilot.app.screen, screen):
            return
        await pilot.pause(0.05)


async def test_it_begins_with_the_list_and_shows_the_one_that_is_picked() -> None:
    app = make_app(BufferSource(PAGE))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, PickerScreen)
        picker = app.screen
        assert isinstance(picker, PickerScreen)
        listed = [(choice.title, choice.note) for choice in picker.query_one(Choices).choices]
        assert listed == [("Kilns", "3 · 2025-03-09"), ("Looms", "2 · 2025-03-09"), ("Forges", "1 · 2025-03-09")]
        await pilot.press("down", "enter")
        await settle(pilot)
        assert title_of(app) == "Looms"
        assert "discussion 2 of 3" in screen_of(app).session.message


async def test_in_the_list_that_it_begins_with_keys_act_as_on_the_page_until_something_is_typed() -> None:
    app = make_app(BufferSource(PAGE))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, PickerScreen)
        picker, bar = app.screen, app.screen.query_one(SheetKeys)
        choices = picker.query_one(Choices)
        assert "q quit" in "".join(piece.text for piece in bar.pieces(80))
        await pilot.press("j", "j", "k")
        assert choices.cursor == 1
        await pilot.press("o", "q")
        assert (len(choices.choices), choices.empty) == (0, "nothing matches")
        assert "q quit" not in "".join(piece.text for piece in bar.pieces(80))
        await pilot.press("backspace", "backspace", "q")
        await pilot.pause()
        assert app._exit


async def test_the_keys_of_the_list_that_it_begins_with_are_those_of_the_settings() -> None:
    keys = {"move.next": ("n",), "search.next": ("j",), "program.quit": ("ctrl+q",)}
    app = make_app(BufferSource(PAGE), settings=Settings(keys=keys))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, PickerScreen)
        choices, bar = app.screen.query_one(Choices), app.screen.query_one(SheetKeys)
        assert "Ctrl-q quit" in "".join(piece.text for piece in bar.pieces(80))
        await pilot.press("n")
        assert choices.cursor == 1
        await pilot.press("j")
        assert (len(choices.choices), app._exit) == (0, False)
        await pilot.press("backspace", "ctrl+q")
        await pilot.pause()
        assert app._exit


@pytest.mark.parametrize("key", ["", "j"])
async def test_the_list_comes_once_all_are_known_unless_a_key_was_pressed(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thread_reader.app.OFFERED_SECONDS", 60.0)
    app = make_app(BufferSource(export(**{f"Kiln{at}": ["Ada", "Bo"] for at in range(800)})))
    async with app.run_test(size=(80, 24)) as pilot:
        assert not screen_of(app).session.reader.discussion.complete
        if key:
            await pilot.press(key)
        await screen_of(app).session.scheduler.wait()
        if not key:
            await settle(pilot, PickerScreen)
        await pilot.pause(2 * RETRY_SECONDS)
        assert isinstance(app.screen, ReadingScreen if key else PickerScreen)
        assert "discussion 1 of 800" in screen_of(app).session.message


async def test_in_the_list_that_was_asked_for_a_q_is_typed() -> None:
    app = make_app(BufferSource(PAGE), part=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("z", "p")
        await settle(pilot, PickerScreen)
        await pilot.press("j", "q")
        assert len(app.screen.query_one(Choices).choices) == 0
        await pilot.press("escape")
        await settle(pilot)
        assert title_of(app) == "Kilns"


async def test_each_discussion_keeps_its_place() -> None:
    app = make_app(BufferSource(PAGE), part=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, ReadingScreen), "a part that was named is shown at once"
        await pilot.press("j", "j", "z", "p")
        await settle(pilot, PickerScreen)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert (title_of(app), screen_of(app).session.reader.position.comment) == ("Looms", 0)
        await pilot.press("z", "p")
        await settle(pilot, PickerScreen)
        await pilot.press("up", "enter")
        await settle(pilot)
        assert (title_of(app), screen_of(app).session.reader.position.comment) == ("Kilns", 2)


async def test_reloading_stays_on_the_discussion_even_if_others_come_before_it(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes(PAGE)
    app = make_app(open_source(str(path)), part=2)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j")
        path.write_bytes(export(New=["Zoe"], Kilns=["Ada"], Looms=["Dee", "Eve", "Gus"]))
        await pilot.press("ctrl+r")
        await screen_of(app).session.scheduler.wait()
        await settle(pilot)
        session = screen_of(app).session
        assert (title_of(app), session.reader.position.comment) == ("Looms", 1)
        assert session.message.startswith("reloaded: 1 more comment")


async def test_a_file_with_one_discussion_says_so() -> None:
    app = make_app(BufferSource(export(Kilns=["Ada"])))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, ReadingScreen)
        await pilot.press("z", "p")
        assert screen_of(app).session.message == "this file has one discussion"


async def test_an_article_without_comments_at_the_beginning_is_not_shown() -> None:
    app = make_app(BufferSource(export(Nothing=[], Kilns=["Ada"], Looms=["Bo"])))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert title_of(app) == "Kilns"


def test_a_part_that_there_is_not_is_an_error() -> None:
    with pytest.raises(NoSuchPart):
        make_app(BufferSource(PAGE), part=4)


async def test_the_last_day_in_the_list_is_as_exact_as_the_time_is_known() -> None:
    page = (Path(__file__).parents[2] / "samples" / "reed-video.json").read_bytes()
    part = parse(page).parts[0]
    assert part_note(part).endswith("~2025-W15")


async def test_a_discussion_that_was_left_long_ago_is_not_dropped_while_it_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("thread_reader.session.parts.MAX_READERS", 1)
    app = make_app(BufferSource(PAGE), part=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "j", "z", "p")
        await settle(pilot, PickerScreen)
        await pilot.press("down", "enter")
        await settle(pilot)
        await pilot.press("z", "p")
        await settle(pilot, PickerScreen)
        await pilot.press("up", "enter")
        await settle(pilot)
        assert (title_of(app), screen_of(app).session.reader.position.comment) == ("Kilns", 2)
