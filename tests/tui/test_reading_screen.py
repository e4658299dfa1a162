"""The reading screen, by keys and mouse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input

from thread_parsers.source.open import open_source
from thread_parsers.source.source import BufferSource
from thread_reader.app import make_app
from thread_reader.screens.picker import PickerScreen
from thread_reader.screens.reading_screen import ReadingScreen
from thread_reader.settings import Settings
from thread_reader.view.kinds import COMMENTS_OF_KIND
from thread_reader.view.pane_titles import PANES

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from textual.pilot import Pilot

    from thread_reader.view.reader import Reader

    Reading = Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], ReadingScreen]]]

HEAD = "A ferry is late again, says the paper.\nReward\nComment\n0/400\n"
PAGE = HEAD + "".join(
    f"{name}\n· 2025-03-{20 - at:02} 18:20\n{body}\nReply0\n"
    for at, (name, body) in enumerate(
        [
            ("Tom", "Ten minutes late.\n---\nWho pays? See https://example.org/fares?a=1 and javascript:alert(1)."),
            ("Ann", "I like the ferry."),
            ("Tom", "[/quote] is no markup.\n" + "A long remark about ropes and rust. " * 30),
            ("Zoë", "Ferries are boats."),
        ]
    )
)


@pytest.fixture
def reading(opened: Reading) -> Reading:
    """The running program on the page of these tests, or on another one."""
    return lambda page=PAGE, size=(80, 24): opened(page, size=size)


def text_of(pilot: Pilot[None]) -> str:
    """The text on the screen."""
    return "\n".join(strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips())


@pytest.mark.parametrize(
    ("size", "panes"),
    [
        ((60, 20), ["comments"]),
        ((99, 24), ["comments"]),
        ((100, 24), ["article", "comments", "stats"]),
        ((169, 23), ["article", "comments"]),
        ((170, 23), ["article", "comments", "stats"]),
    ],
)
async def test_panes_stand_side_by_side_where_there_is_room(
    reading: Reading, size: tuple[int, int], panes: list[str]
) -> None:
    async with reading(size=size) as (_, screen):
        panes_shown = [pane for pane in PANES if screen.query_one(f"#{pane}").region.area]
        assert panes_shown == panes


@pytest.mark.parametrize("size", [(20, 6), (10, 3), (3, 2), (1, 1), (250, 70)])
async def test_any_terminal_size_works(reading: Reading, size: tuple[int, int]) -> None:
    async with reading(size=size) as (pilot, screen):
        await pilot.press("j", "j", "slash", "t", "o", "enter", "question_mark", "escape", "U", "escape", "G")
        assert screen.session.reader.position.comment == 3


async def test_a_search_follows_typing_and_escape_returns(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await pilot.press("slash", *"ferr")
        assert screen.session.reader.search.total == 3
        assert screen.session.reader.position.comment == 1
        assert "3 hits in 2 comments" in text_of(pilot)
        await pilot.press("escape")
        assert screen.session.reader.position.comment == 0
        assert screen.session.reader.search.pattern is None


async def test_an_error_names_its_column_and_the_last_valid_result_stays(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await pilot.press("f", *"user:Tom", "space", "(")
        await pilot.pause()
        assert len(screen.session.reader.filter.matches) == 2
        assert screen.session.reader.filter.text.strip() == "user:Tom"
        assert "column" in text_of(pilot)


async def test_one_key_shows_an_author_and_all_again(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await pilot.press("at")
        assert list(screen.session.reader.visible) == [0, 2]
        await pilot.press("at")
        assert len(screen.session.reader.visible) == 4


async def test_terms_are_switched_off_one_by_one(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await pilot.press("f", *"user:Tom", "space", *"ropes", "enter")
        assert list(screen.session.reader.visible) == [2]
        await pilot.press("T", "down", "enter")
        assert list(screen.session.reader.visible) == [0, 2]


async def test_an_empty_result_names_the_keys_that_help(reading: Reading) -> None:
    async with reading() as (pilot, _):
        await pilot.press("f", *"zebra", "enter")
        await pilot.pause()
        assert "Nothing matches" in text_of(pilot)
        assert "F shows all" in text_of(pilot)


async def test_the_row_under_the_cursor_stays_when_a_comment_above_is_folded(reading: Reading) -> None:
    async with reading(size=(80, 30)) as (pilot, screen):
        await pilot.press("j")
        row = screen.session.reader.position.row
        screen.session.reader.fold(screen.session.reader.folds.fold(3))
        assert screen.session.reader.position.row == row


async def test_a_hit_in_a_fold_opens_it_and_leaving_closes_it(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await pilot.press("z", "M", "slash", *"boats", "enter")
        assert 3 not in screen.session.reader.folds
        assert 1 in screen.session.reader.folds
        await pilot.press("g")
        assert 3 in screen.session.reader.folds


async def test_a_regular_expression_that_takes_too_long_is_stopped(reading: Reading) -> None:
    page = PAGE.replace("I like the ferry.", "a" * 3000 + "!")
    async with reading(page) as (pilot, screen):
        await pilot.press("slash", *"/(a|aa)+$/", "enter")
        await screen.session.scheduler.wait()
        await pilot.pause()
        assert "takes too long" in text_of(pilot)
        await pilot.press("escape", "j")
        assert screen.session.reader.position.comment == 1


async def test_a_link_is_shown_in_full_and_opened_only_if_picked(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def opener(address: str) -> str:
        opened.append(address)
        return "opened"

    monkeypatch.setattr("thread_reader.browser.open_address", opener)
    async with reading() as (pilot, _):
        await pilot.press("o")
        sheet = pilot.app.screen
        assert isinstance(sheet, PickerScreen)
        assert [choice.title for choice in sheet._choices] == ["https://example.org/fares?a=1"]
        await pilot.press("escape")
        assert opened == []
        await pilot.press("o", "enter")
        assert opened == ["https://example.org/fares?a=1"]


async def test_a_copy_goes_to_the_clipboard_in_the_picked_form(reading: Reading) -> None:
    async with reading() as (pilot, _):
        await pilot.press("j", "y", "q")
        assert pilot.app.clipboard == "Ann, 2025-03-19 18:20 wrote:\n> I like the ferry."


async def test_leaving_the_filter_prompt_keeps_the_terms_that_were_switched_off(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await pilot.press("f", *"user:Tom ropes", "enter")
        screen.session.reader.filter.switch(1)
        await pilot.press("f", *" x", "escape")
        assert screen.session.reader.filter.switched_off == {1}
        assert list(screen.session.reader.visible) == [0, 2]


async def test_the_filter_prompt_recalls_earlier_queries(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await pilot.press("f", *"user:Tom", "enter", "escape", "f", "up")
        assert screen.prompt_line.words[0] == "user:Tom"
        await pilot.press("enter")
        assert list(screen.session.reader.visible) == [0, 2]


async def test_the_widened_context_shows_ancestors_and_then_threads(reading: Reading) -> None:
    async with reading() as (pilot, _):
        await pilot.press("f", *"user:Ann", "enter", "c")
        assert "context: with ancestors" in text_of(pilot)


async def test_a_collapsed_branch_is_followed_by_the_next_comment(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await pilot.press("x")
        assert 0 in screen.session.reader.folds
        assert screen.session.reader.position.comment == 1


async def test_a_mark_returns_and_ctrl_o_goes_back_to_before_the_jump(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await pilot.press("j", "m", "a", "G", "'", "a")
        assert screen.session.reader.position.comment == 1
        await pilot.press("ctrl+o")
        assert screen.session.reader.position.comment == 3


async def test_sorting_by_the_oldest_reverses_the_page(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        await pilot.press("s", *"oldest", "enter")
        assert list(screen.session.reader.visible) == [3, 2, 1, 0]


async def test_a_row_of_the_stats_filters(reading: Reading) -> None:
    async with reading(size=(120, 40)) as (pilot, screen):
        await pilot.press("3")
        screen.settle_keys()
        stops = [row.query for row in screen.stats.rows if row.is_stop]
        at = next(number for number, query in enumerate(stops) if query is not None and "Ann" in query)
        await pilot.press(*["j"] * at, "enter")
        assert list(screen.session.reader.visible) == [1]


async def test_a_click_moves_the_cursor_and_on_the_fold_sign_folds(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        rows = text_of(pilot).split("\n")
        at = next(number for number, row in enumerate(rows) if "Ann" in row)
        await pilot.click("#comments", offset=(20, at - 1))
        assert screen.session.reader.position.comment == 1
        await pilot.click("#comments", offset=(2, at - 1))
        assert 1 in screen.session.reader.folds


async def test_text_is_selected_with_the_mouse(reading: Reading) -> None:
    async with reading() as (pilot, screen):
        rows = text_of(pilot).split("\n")
        at = next(number for number, row in enumerate(rows) if "I like the ferry." in row)
        column = rows[at].index("I like")
        await pilot.mouse_down("#comments", offset=(column, at - 1))
        await pilot.hover("#comments", offset=(column + 5, at - 1))
        await pilot.mouse_up("#comments", offset=(column + 5, at - 1))
        assert screen.get_selected_text() == "I like"


async def test_a_page_without_comments_opens_on_its_article(reading: Reading) -> None:
    async with reading("Only an article.\nIt has two lines.\n") as (pilot, screen):
        assert screen.session.pane == "article"
        assert "Only an article." in text_of(pilot)


async def test_comments_that_come_later_do_not_move_the_cursor() -> None:
    long = HEAD + "".join(f"N{n}\n· 2025-03-01 10:00\n{'word ' * 40}\nReply0\n" for n in range(8000))
    app = make_app(BufferSource(long.encode()))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await pilot.press("j", "j")
        before = screen.session.reader.position
        await screen.session.scheduler.wait()
        await pilot.pause()
        assert len(screen.session.reader.columns) == 8000
        assert screen.session.reader.position == before


async def test_filter_matches_are_highlighted_in_the_article(reading: Reading) -> None:
    async with reading(size=(120, 40)) as (pilot, screen):
        await pilot.press("f", *"in:article", "space", *"ferry", "enter")
        await pilot.pause()
        marked = screen.article.looks["hit"]
        found = [part.text for line in screen.article.paint(60, 10) for part in line if part.style == marked]
        assert found == ["ferry"]


async def test_a_count_ends_where_there_is_no_further_place(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def asking(_: Reader, comment: int) -> bool:
        asked.append(comment)
        return False

    monkeypatch.setitem(COMMENTS_OF_KIND, "i", asking)
    async with reading() as (pilot, screen):
        await pilot.press("]", "i")
        once = len(asked)
        await pilot.press(*"500", ";")
        assert len(asked) == 2 * once
        assert "no further note" in screen.session.message


async def test_a_job_may_report_to_a_screen_that_is_being_removed(reading: Reading) -> None:
    """Textual removes the widgets of a replaced screen one after the other; a job may end in between."""
    async with reading() as (pilot, screen):
        await screen.query_one("#tabs").remove()
        screen.redraw()
        screen.arrange_panes()
        await pilot.pause()
        assert screen.is_attached


async def test_before_its_widgets_are_there_a_screen_draws_nothing(reading: Reading) -> None:
    async with reading() as (_, screen):
        fresh = ReadingScreen(screen.session, screen._switcher)
        fresh.redraw()
        fresh.arrange_panes()
        assert not fresh.is_attached


@pytest.mark.parametrize("pane", ["article", "stats"])
async def test_w_enlarges_the_pane_that_has_the_focus(reading: Reading, pane: str) -> None:
    async with reading(size=(120, 40)) as (pilot, screen):
        await pilot.click(f"#{pane}", offset=(3, 0))
        assert screen.session.pane == pane
        assert [one.id for one in (screen.article, screen.comments, screen.stats) if one.has_focus] == [pane]
        await pilot.press("w")
        await pilot.pause()
        assert screen.query_one(f"#{pane}").size.width == {"article": 88, "stats": 120}[pane]
        assert not screen.comments.display


@pytest.mark.parametrize("between", [" ", "\n"], ids=["one line", "lines"])
async def test_a_long_article_is_read_sentence_by_sentence(reading: Reading, between: str) -> None:
    page = between.join(f"The boat of day {number} is late, says the paper." for number in range(5000))
    async with reading(page) as (pilot, screen):
        sentences = screen.session.reader.sentences
        assert len(sentences.all) == 5000
        assert not sentences.are_missing
        await pilot.press("j", "j")
        assert sentences.cursor == 2
        await pilot.press("G", "G")
        assert sentences.cursor == 4999
        assert re.search(r"\b4999\b", text_of(pilot))
        await pilot.press("b")
        assert "▌" in text_of(pilot)
        await pilot.press("g", "g", "space")
        assert "▌" in text_of(pilot)
        assert 0 < sentences.cursor < 100


async def test_a_pane_that_was_never_shown_takes_keys_at_once(reading: Reading) -> None:
    async with reading("The boats are ready to leave.\n" + PAGE) as (pilot, screen):
        for name in ("1", "j"):
            await screen.receive_key(events.Key(name, name))
        assert screen.session.reader.sentences.cursor == 1
        await pilot.pause()


def styles_of(pilot: Pilot[None], text: str) -> set[tuple[object, bool]]:
    """Colour and weight of every piece of the screen that contains a text."""
    strips = pilot.app.screen._compositor.render_strips()
    pieces = [piece for strip in strips for piece in strip if text in piece.text and piece.style is not None]
    return {(piece.style.color, bool(piece.style.bold)) for piece in pieces if piece.style is not None}


async def test_the_context_of_matches_is_dim(reading: Reading) -> None:
    page = (
        "Ada · 2025-07-01 09:15\nThe oak.\n\n    Ben · 2025-07-01 09:40\n    The ash.\n\n"
        "        Cem · 2025-07-01 09:50\n        The elm.\n\n    Dee · 2025-07-01 10:40\n    The yew.\n"
    )
    async with reading(page) as (pilot, screen):
        plain, name = styles_of(pilot, "The oak."), styles_of(pilot, "Ada")
        assert [bold for _, bold in name if bold]
        await pilot.press("f", *"elm", "enter", "c")
        await screen.session.scheduler.wait()
        await pilot.pause()
        dim = styles_of(pilot, "The oak.")
        assert dim != plain
        assert styles_of(pilot, "The ash.") == dim
        assert styles_of(pilot, "The ") & plain, "the match itself is not dim"
        assert {bold for _, bold in styles_of(pilot, "Ada")} == {False}
        assert "The yew." not in text_of(pilot)
        await pilot.press("c")
        await pilot.pause()
        assert styles_of(pilot, "The yew.") == dim
        await pilot.press("F")
        await pilot.pause()
        assert styles_of(pilot, "The oak.") == styles_of(pilot, "The yew.") == plain


@pytest.mark.parametrize(("signs", "dot"), [("unicode", "●"), ("ascii", "*")])
async def test_what_a_reload_adds_is_marked(tmp_path: Path, signs: str, dot: str) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    app = make_app(open_source(str(path)), settings=Settings(signs=signs))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert dot not in text_of(pilot)
        with path.open("a", encoding="utf-8") as file:
            file.write("Ida\n· 2025-03-02 18:20\nA late remark.\nReply0\nUwe\n· 2025-03-01 18:20\nLater.\nReply0\n")
        first = app.screen
        await pilot.press("ctrl+r")
        while app.screen is first:
            await pilot.pause()
        await pilot.press("G", "k")
        await pilot.pause()
        rows = text_of(pilot).split("\n")
        assert rows[0].endswith("2 new")
        assert [row[0] for row in rows if "Ida" in row or "Uwe" in row] == [">" if signs == "ascii" else "▌", dot, " "]
        assert rows[-2].replace("-", "·").startswith(" 5 of 6 · Ida · new")
        assert [row[-1] for row in rows[1:-2]].count(dot) == 2
        await pilot.press("k")
        await pilot.pause()
        assert next(row[0] for row in text_of(pilot).split("\n") if "Ida" in row) == dot


async def test_a_field_that_is_full_rings_no_bell(monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(BufferSource(PAGE.encode()))
    written: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app._driver is not None
        monkeypatch.setattr(app._driver, "write", written.append)
        monkeypatch.setattr(type(app), "is_headless", False)  # else Textual rings no bell
        await pilot.press("A")
        await pilot.pause()
        await pilot.press(*"x" * 60)
        assert app.screen.query_one(Input).value.strip("x") == ""
        assert len(app.screen.query_one(Input).value) < 60
    assert "\x07" not in written
