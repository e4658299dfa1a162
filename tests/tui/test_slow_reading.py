"""A page that takes long to read, with comments or without: the first screen does not wait for its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from thread_parsers.errors import Unreadable
from thread_parsers.reading import begin_in_steps
from thread_parsers.source.source import BufferSource
from thread_reader import opening as opening_module
from thread_reader.app import make_app
from thread_reader.opening import CallOptions
from thread_reader.screens.reading_screen import ReadingScreen

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import Stats

    Begun = Generator[None, None, tuple[Discussion, Iterator[None]]]

ARTICLE_ONLY = "\n".join(f"Line {number} of a long article about a ferry." for number in range(400))


@pytest.fixture(autouse=True)
def no_head_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop after the first step, as on a page that takes long."""
    monkeypatch.setattr(opening_module, "HEAD_START_SECONDS", -1)
    monkeypatch.setattr(opening_module, "MAX_HEAD_START_SECONDS", -1)


@pytest.mark.parametrize("width", [80, 120])
async def test_a_page_without_comments_is_drawn_before_its_end(width: int) -> None:
    app = make_app(BufferSource(ARTICLE_ONLY.encode()))
    async with app.run_test(size=(width, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        session = screen.session
        assert not session.reader.discussion.complete
        await pilot.press("j", "k", "G")
        await session.scheduler.wait()
        await pilot.pause()
        assert session.reader.discussion.complete
        assert session.pane == "article"
        assert screen.article.display
        await pilot.press("j", "G", "slash", "f", "enter", "n", "q")


@pytest.mark.parametrize("size", [(120, 40), (200, 40)])
async def test_an_article_that_is_found_after_the_first_screen_is_shown(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    drawn: list[bool] = []

    def begin_slowly(source: BufferSource, *arguments: Any, **options: Any) -> Begun:
        discussion, steps = yield from begin_in_steps(source, *arguments, **options)

        def wait_for_the_first_screen() -> Iterator[None]:
            while not drawn:
                yield
            yield from steps

        return discussion, wait_for_the_first_screen()

    monkeypatch.setattr("thread_parsers.reading.begin_in_steps", begin_slowly)
    lines = "".join(f"Line {number} of the article about a ferry.\n\n" for number in range(5))
    comments = "".join(f"Ada · 2025-03-20 18:{number:02}\nA word.\n\n" for number in range(9))
    app = make_app(BufferSource((lines + comments).encode()))
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await pilot.pause()
        assert not screen.session.reader.discussion.article.paragraph_spans
        drawn.append(True)
        await screen.session.scheduler.wait()
        await pilot.pause()
        assert screen.article.size.height >= 10
        shown = [strip.text for strip in screen._compositor.render_strips()]
        assert any("Line 4 of the article" in row for row in shown)


async def test_comments_that_come_after_the_first_screen_are_shown() -> None:
    page = ARTICLE_ONLY + "\nReward\nComment\n0/400\nMara\n· 2025-03-09 18:20\nA late word.\nReply0\n"
    app = make_app(BufferSource(page.encode()), CallOptions(format_name="gate"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await screen.session.scheduler.wait()
        await pilot.pause()
        assert len(screen.session.reader.visible) == 1
        assert screen.session.pane == "comments"


@pytest.mark.failing_jobs
@pytest.mark.parametrize(
    ("error", "reason"),
    [(OverflowError("x"), "internal error (OverflowError)"), (Unreadable("p", "is gone"), "is gone")],
)
async def test_counting_that_fails_is_reported_and_reading_goes_on(
    monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    def failing(_: Discussion) -> Iterator[Stats]:
        yield from ()
        raise error

    monkeypatch.setattr("thread_parsers.stats.steps", failing)
    app = make_app(
        BufferSource(b"An article.\nReward\nComment\n0/400\nMara\n\xc2\xb7 2025-03-09 18:20\nWord.\nReply0\n")
    )
    async with app.run_test(size=(120, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await screen.session.scheduler.wait()
        await pilot.pause()
        assert screen.session.message.startswith("counting stopped")
        assert reason in screen.session.message
        await pilot.press("j", "slash", *"word", "enter")
        assert screen.session.reader.search.total == 1


@pytest.mark.failing_jobs
@pytest.mark.parametrize(
    ("steps", "keys", "words"),
    [
        ("filter_steps", "f", "filtering stopped: internal error (OverflowError)"),
        ("search_steps", "/", "searching stopped: internal error (OverflowError)"),
    ],
)
@pytest.mark.parametrize("slices", [0, 3])
async def test_a_filter_or_search_that_fails_is_reported_and_reading_goes_on(
    monkeypatch: pytest.MonkeyPatch, steps: str, keys: str, words: str, slices: int
) -> None:
    def failing(_: object) -> Iterator[bool]:
        yield from (True for _ in range(slices))
        raise OverflowError

    page = b"An article.\nReward\nComment\n0/400\nMara\n\xc2\xb7 2025-03-09 18:20\nWord.\nReply0\n" * 2
    app = make_app(BufferSource(page))
    async with app.run_test(size=(120, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await screen.session.scheduler.wait()
        with monkeypatch.context() as patched:
            patched.setattr(f"thread_reader.view.jobs.{steps}", failing)
            await pilot.press(keys, *"wo", "enter")
            await screen.session.scheduler.wait()
            await pilot.pause()
        shown = "\n".join(strip.text for strip in screen._compositor.render_strips())
        assert words in shown
        await pilot.press("escape", "slash", *"word", "enter")
        await screen.session.scheduler.wait()
        assert screen.session.reader.search.total == len(screen.session.reader.columns)
