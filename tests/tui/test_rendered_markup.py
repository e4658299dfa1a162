"""Text that keeps its markup is displayed, and searched, as it is rendered."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.discussions import Post, make_discussion
from thread_parsers.discussion.discussion import MAX_RENDERED_CHARS, Discussion
from thread_parsers.reading import parse
from thread_parsers.source.source import BufferSource
from thread_reader.app import make_app
from thread_reader.render.layout import lay_out
from thread_reader.stats_charts import chart_lines
from thread_reader.view.first_words import first_words
from thread_reader.view.jobs import search_steps
from thread_reader.view.links import links_in
from thread_reader.view.reader import Reader
from thread_reader.view.text_search import Hit, hits_in

SIGNED = "[[User:Ada|Ada]] 12:34, 5 May 2021 (UTC)\n"
WORDS = "'''Tea''' and [[Milk|more '''tea''']]\n{{quote|[https://tea.example/x Tea]}}"


def drawn(discussion: Discussion) -> list[str]:
    """The lines of the first comment as they are displayed, before they are wrapped."""
    layout = lay_out(discussion, 0, 80)
    layout.height()
    return list(layout.paragraphs)


def test_a_comment_is_drawn_without_markup() -> None:
    discussion = parse(f"{WORDS} {SIGNED}")
    assert drawn(discussion) == ["Tea and more tea", "", "> Tea"]
    assert first_words(discussion, 0) == "Tea and more tea > Tea"
    assert discussion.comments[0].segments[0].text == WORDS


def test_hits_are_those_of_the_text_that_is_drawn() -> None:
    reader = Reader(parse(f"{WORDS} {SIGNED}"))
    reader.search.ask("tea")
    for _ in search_steps(reader):
        pass
    assert hits_in(reader.discussion, 0, reader.search) == [
        Hit(0, 0, 0, 0, 3), Hit(0, 0, 0, 13, 16), Hit(0, 0, 2, 2, 5),
    ]  # fmt: skip
    assert reader.search.total == 3


def test_addresses_behind_words_are_among_the_links() -> None:
    assert links_in(parse(f"{WORDS} {SIGNED}"), 0) == ["https://tea.example/x"]


def test_a_very_long_segment_keeps_its_markup() -> None:
    long = "''tea'' " * (MAX_RENDERED_CHARS // 8 + 1)
    assert ["".join(drawn(parse(f"{text}{SIGNED}"))) for text in ("''tea'' ", long)] == ["tea", long.strip()]


def test_other_text_is_drawn_as_it_is() -> None:
    assert drawn(parse("Ada\n· 2025-12-24 06:14\n''Tea'' [[x|y]]\nReply0\n")) == ["''Tea'' [[x|y]]"]


async def test_the_reader_shows_and_finds_the_words_of_a_talk_page() -> None:
    app = make_app(BufferSource(f"== Kiln ==\n{WORDS} {SIGNED}:''Hot'' [[water]]. {SIGNED}".encode()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("slash", *"hot water", "enter")
        await app.screen.session.scheduler.wait()  # type: ignore[attr-defined]
        await pilot.pause()
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "Tea and more tea" in text
        assert "Hot water." in text
        assert "'''" not in text
        assert app.screen.session.reader.search.total == 1  # type: ignore[attr-defined]


LISTING = (Path(__file__).parents[2] / "samples" / "well-listing.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("clicks", [False, True])
async def test_enter_or_a_click_shows_the_spoiler_of_a_sentence_of_the_article(*, clicks: bool) -> None:
    page = LISTING.replace("We found it by ear.", "Read on. It was >!below the old shed!<.")
    assert page != LISTING
    app = make_app(BufferSource(page.encode(), "well.json"))

    def row() -> str:
        return next(strip.text for strip in app.screen._compositor.render_strips() if "Read on" in strip.text)

    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert "It was ▸ spoiler · 4 words." in row()
        await pilot.press("enter")  # on the first sentence, which has none
        await pilot.pause()
        assert "spoiler" in row()
        if clicks:
            await pilot.click("#article", offset=(row().index("spoiler"), 2))
        else:
            await pilot.press("j", "enter")
        await pilot.pause()
        assert "It was below the old shed." in row()


def test_charts_of_a_terminal_begin_comments_as_they_are_drawn() -> None:
    posts = [Post("Ann", "**Well** said, [friend](https://a.example/x)."), Post("Bo", "No.", parent=1)]
    page = make_discussion([*posts, Post("Cy", "Yes.", parent=1), Post("Di", "So.", parent=3)])
    page.body_form = "markdown"
    lines = list(chart_lines(page, color="never"))
    assert "        1  2 replies        Ann: Well said, friend.\n" in lines
