"""The mouse, as bytes from a terminal: the wheel over all that scrolls, clicks on all that can be clicked."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Reader = Callable[..., Any]

UP, DOWN = 64, 65

HEAD = """\
Ferries and rain.
{article}
3 Likes
Reward
3
40
Repost
Share
Comment
0/400
"""
COMMENT = "{name}\n· 2025-03-{day:02} 18:20\n{text}\nReply0\n"


@pytest.fixture
def long_page(tmp_path: Path) -> Path:
    """A page whose article, comments and stats are all taller than the screen; the first comment has a link."""
    article = "Painters found rust beneath the second arch of the harbour bridge.\n" + "\n".join(
        f"Sentence {number} of the article is about the ferry number {number}." for number in range(60)
    )
    texts = ["See https://example.org/fares?a=1 about the fares.", "Painters found rust beneath the harbour bridge?"]
    texts += [f"Words of comment {number}, which goes on a bit." for number in range(3, 41)]
    comments = "".join(
        COMMENT.format(name=f"rider{number:02}", day=1 + number % 28, text=text)
        for number, text in enumerate(texts, start=1)
    )
    path = tmp_path / "long.txt"
    path.write_text(HEAD.format(article=article) + comments)
    return path


@pytest.mark.parametrize("answers", [True, False], ids=["pixels", "cells"])
@pytest.mark.parametrize("pane", ["comments", "article", "stats"])
def test_the_wheel_scrolls_the_pane_under_the_mouse(reader: Reader, long_page: Path, pane: str, answers: bool) -> None:
    opened = reader(long_page, size=(120, 40), answers=answers, shows="1 of 40")
    text = {"comments": "rider04", "article": "Sentence 2", "stats": "40 people, 1"}[pane]
    opened.wait_for("min to read")  # the last row of the stats above it
    opened.wait_for(text)
    x, y = opened.find(text)
    for button, is_there in ((DOWN, False), (UP, True)):
        for _ in range(4):
            opened.mouse(button, x, y)
        opened.wait_for(lambda _, is_there=is_there: opened.screen.display[y].startswith(text, x) is is_there)
    assert re.search(r"^ \d+ of 40", opened.text, re.MULTILINE)  # the wheel does not move the focus
    opened.press("q")
    assert opened.end().is_clean()


@pytest.mark.parametrize("pane", ["1", "2", "3"])
def test_the_wheel_scrolls_a_single_pane(reader: Reader, long_page: Path, pane: str) -> None:
    opened = reader(long_page, shows="1 of 40")
    opened.press(pane)
    opened.wait_for({"1": "Sentence 0", "2": "rider01", "3": "people"}[pane])
    before = opened.text
    opened.mouse(DOWN, 40, 12)
    opened.wait_for(lambda text: text != before)
    opened.press("q")
    assert opened.end().is_clean()


def test_the_wheel_scrolls_lists_and_sheets(reader: Reader, long_page: Path) -> None:
    opened = reader(long_page, shows="1 of 40")
    opened.press("?")
    opened.wait_for("next comment")
    opened.mouse(DOWN, 40, 12)
    opened.wait_for(lambda text: "next comment;" not in text)
    opened.press("esc", "U")
    opened.wait_for("Show only")
    opened.wait_for("▌ rider01")
    for _ in range(6):
        opened.mouse(DOWN, 40, 12)
    opened.wait_for("▌ rider19")
    opened.press("esc", "q")
    assert opened.end().is_clean()


@pytest.mark.parametrize(
    ("pane", "text", "status"), [("article", "Ferries and rain.", "article · sentence"), ("stats", "people", "stats ·")]
)
def test_a_click_gives_a_pane_the_keys(reader: Reader, long_page: Path, pane: str, text: str, status: str) -> None:
    opened = reader(long_page, size=(120, 40), shows="1 of 40")
    opened.wait_for(text)
    x, y = opened.find(text) if pane == "stats" else (10, 3)
    opened.click(x, y)
    opened.wait_for(status)
    opened.wait_for(lambda _: not any("▌" in line[46:] for line in opened.screen.display))  # no cursor in the comments
    opened.press("w")
    opened.wait_for(lambda text: "◦" not in text)
    opened.wait_for(status)
    opened.press("q")
    assert opened.end().is_clean()


def test_a_click_on_a_name_filters_by_the_author(reader: Reader, long_page: Path) -> None:
    opened = reader(long_page, shows="1 of 40")
    opened.click_on("rider02", 3)
    opened.wait_for('user:"rider02" · 1 of 40')
    opened.wait_for(lambda text: "rider03" not in text)
    opened.click_on("rider02", 3)
    opened.wait_for("rider03")
    opened.wait_for(lambda text: "user:" not in text)
    opened.press("q")
    assert opened.end().is_clean()


def test_a_click_on_a_fold_sign_folds(reader: Reader, long_page: Path) -> None:
    opened = reader(long_page, shows="1 of 40")
    opened.click_on("◦")
    opened.wait_for("▸")
    opened.click_on("▸")
    opened.wait_for(lambda text: "▸" not in text)
    opened.press("q")
    assert opened.end().is_clean()


def test_a_click_on_a_link_offers_the_whole_address(reader: Reader, long_page: Path) -> None:
    opened = reader(long_page, shows="1 of 40", BROWSER="/none")
    opened.click_on("example.org", 2)
    opened.wait_for("Open in the browser")
    opened.wait_for("▌ https://example.org/fares?a=1")
    opened.press("esc")
    opened.wait_for(lambda text: "Open in the browser" not in text)
    opened.click_on("about the fares")
    opened.wait_for("1 of 40")
    opened.press("q")
    assert opened.end().is_clean()


def test_a_click_on_a_row_of_the_stats_filters(reader: Reader, long_page: Path) -> None:
    opened = reader(long_page, size=(120, 60), shows="1 of 40")
    opened.wait_for("people")
    opened.press("3", "w")
    opened.wait_for(lambda text: "40 people, 1" in text and "◦" not in text)
    opened.click_on("40 people, 1", 2)
    opened.wait_for("rider01")
    opened.click_on("rider01", 2)
    opened.wait_for('user:"rider01" · 1 of 40')
    opened.press("q")
    assert opened.end().is_clean()


@pytest.mark.parametrize("size", [(120, 60), (200, 50)], ids=["below", "third column"])
def test_a_click_on_a_column_of_a_chart_filters(reader: Reader, long_page: Path, size: tuple[int, int]) -> None:
    opened = reader(long_page, size=size, shows="1 of 40")
    opened.wait_for("40 people · ")
    x, y = opened.find("40 people · ")
    for _ in range(2):
        opened.mouse(DOWN, x, y)
    opened.press(";")
    opened.wait_for("nothing to repeat")  # all notches of the wheel have been handled
    x, y = opened.find("When  one column")
    opened.click(x + 6, y + 5)  # behind the axis, in the lowest row of the columns
    opened.wait_for(lambda text: re.search(r"after:\S+ before:\S+ · \d+ of 40", text) is not None)
    opened.press("q")
    assert opened.end().is_clean()


@pytest.mark.parametrize("size", [(80, 24), (200, 50)], ids=str)
def test_a_click_on_the_key_bar_presses_the_key(reader: Reader, long_page: Path, size: tuple[int, int]) -> None:
    opened = reader(long_page, size=size, shows="1 of 40")
    opened.click_on("j next", 3)
    opened.wait_for("2 of 40")
    opened.click_on("/ search", 3)
    opened.wait_for("Esc as before")
    opened.type("rider05")
    opened.wait_for("1 hit in 1 comment")
    opened.click_on("Esc as before", 5)
    opened.wait_for("2 of 40 · rider02")
    opened.click_on("? keys", 3)
    opened.wait_for("Esc close")
    opened.click_on("Esc close", 5)
    opened.wait_for("q quit")
    opened.click_on("q quit", 3)
    assert opened.end().is_clean()


def test_the_wheel_scrolls_the_third_column(reader: Reader, long_page: Path) -> None:
    opened = reader(long_page, size=(200, 30), shows="1 of 40")
    opened.wait_for("Length  words")  # sections come one by one; before this one, all of them are on the screen
    x, y = opened.find("comments  40  of 40")
    assert x > 150
    opened.mouse(DOWN, x, y)
    opened.wait_for(lambda text: "comments  40  of 40" not in text)
    opened.wait_for("1 of 40")
    opened.mouse(UP, x, y)
    opened.wait_for("comments  40  of 40")
    opened.press("q")
    assert opened.end().is_clean()


def test_a_click_on_a_sentence_shows_its_comments(reader: Reader, long_page: Path) -> None:
    opened = reader(long_page, size=(120, 40), shows="1 of 40")
    opened.wait_for("  1  Painters")  # the comments about it have been counted
    opened.click_on("Painters found", 4)
    opened.wait_for("about:")
    opened.press("q")
    assert opened.end().is_clean()


def test_dragging_selects_and_does_nothing_else(reader: Reader, long_page: Path) -> None:
    opened = reader(long_page, shows="1 of 40")
    x, y = opened.find("rider02")
    opened.mouse(0, x, y)
    for step in range(1, 6):
        opened.mouse(32, x + step, y)
    opened.mouse(0, x + 5, y, released=True)
    opened.press("j")
    opened.wait_for("2 of 40")
    assert "1 of 40" not in opened.text.replace("comment", "")
    opened.press("q")
    assert opened.end().is_clean()


def test_ctrl_c_copies_what_the_mouse_has_selected(reader: Reader, long_page: Path, tmp_path: Path) -> None:
    opened = reader(long_page, shows="1 of 40", XDG_STATE_HOME=str(tmp_path / "state"))
    x, y = opened.find("rider02")
    opened.mouse(0, x, y)
    for step in range(1, 7):
        opened.mouse(32, x + step, y)
    opened.mouse(0, x + 6, y, released=True)
    opened.press("ctrl+c")
    opened.wait_for("copied 7 characters")
    opened.wait_for_output("\x1b]52;c;" + b64encode(b"rider02").decode())
    opened.press("ctrl+c")
    opened.wait_for("q quits")
    opened.press("q")
    assert opened.end().is_clean()


def test_the_terminal_may_have_the_mouse(reader: Reader, long_page: Path) -> None:
    opened = reader(long_page, shows="1 of 40")
    opened.press("M")
    opened.wait_for("the terminal has the mouse")
    opened.wait_for_output("\x1b[?1000l")
    opened.press("M")
    opened.wait_for("the reader has the mouse")
    assert opened.written.rfind("\x1b[?1000h") > opened.written.rfind("\x1b[?1000l")
    opened.press("q")
    assert opened.end().is_clean()


def test_a_prompt_keeps_the_keys_when_a_pane_is_clicked(reader: Reader, long_page: Path) -> None:
    opened = reader(long_page, shows="1 of 40")
    opened.press("f")
    opened.type("rid")
    opened.click(10, 10)
    opened.type("er05")
    opened.wait_for("rider05")
    opened.press("esc", "q")
    assert opened.end().is_clean()


def test_a_click_on_a_completion_puts_it_into_the_prompt(reader: Reader, long_page: Path) -> None:
    opened = reader(long_page, shows="1 of 40")
    opened.press("f")
    opened.type("lik")
    opened.click_on(" likes: ", 3)
    opened.wait_for("filter likes:")
    opened.press("esc", "f")
    opened.type("user:")
    opened.click_on("user:rider03", 3)
    opened.wait_for("filter user:rider03")
    opened.wait_for("1 of 40")
    opened.press("enter")
    opened.wait_for("user:rider03 · 1 of 40")
    opened.press("q")
    assert opened.end().is_clean()


@pytest.mark.parametrize(
    ("keys", "offered", "shows"),
    [
        ("U", "rider20", "match 1 of 1"),
        ("s", "newest", "by newest"),
        ("y", "quoted", "copied"),
        ("t", "nord", "1 of"),
    ],
)
def test_a_click_on_a_row_of_a_list_picks_it(
    reader: Reader, long_page: Path, keys: str, offered: str, shows: str
) -> None:
    opened = reader(long_page, size=(80, 40), shows="1 of 40")
    opened.press(keys)
    opened.wait_for("╭─")
    opened.click_on(offered, 2)
    opened.wait_for(lambda text: "╭─" not in text and shows in text)
    opened.press("q")
    assert opened.end().is_clean()
