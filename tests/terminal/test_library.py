"""The list of discussions and the search in all of them, in a real terminal: keys and mouse as bytes, every byte of the
program judged."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from harness.folders import discussion, write
from harness.terminal import KEYS

if TYPE_CHECKING:
    from pathlib import Path

Terminal = Callable[..., Any]

UP, DOWN = 64, 65

PAGES = {
    "kiln.txt": discussion("The kiln is warm", "Bring clay.", "And bees.", "Or none."),
    "loom.txt": discussion("The loom is free", "Not today.", "The bees came back.", day=11),
    "notes.txt": "Only words.\n",
    "long.txt": discussion(
        "A title that is longer than any list has room for, even in a very wide terminal " * 2, "A", "B"
    ),
    "日本.txt": discussion("夜の路面電車が港に帰ってくる", "はい。", "いいえ。"),
}


@pytest.fixture
def library(terminal: Terminal, program: list[str], tmp_path: Path) -> Terminal:
    """The program on a folder of discussions, all of it read: `library("pages", size=(120, 40))`."""
    write(tmp_path / "pages", PAGES)

    def run(*arguments: str, shows: str = "notes.txt", **options: Any) -> Any:
        places = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("STATE", "CACHE", "CONFIG")}
        opened = terminal([*program, *arguments], **(places | options))
        opened.wait_for(shows)
        opened.wait_for(lambda text: "reading" not in text and "looking" not in text and "…\n" not in text)
        return opened

    return run


SIZES = [(80, 24), (120, 40), (200, 50)]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_list_is_drawn_at_every_size(library: Terminal, size: tuple[int, int]) -> None:
    opened = library("pages", size=size)
    opened.press("home", *["tab"] * 1, *"kiln")
    opened.wait_for("1 of 5")
    opened.press("esc")
    opened.wait_for("Esc quit")
    opened.wait_for("The loom is free")
    lines = [line.rstrip() for line in opened.text.split("\n")]
    wide = (["size"] if size[0] >= 120 else []) + (["family"] if size[0] >= 140 else [])
    for word in ("title", "comments", "unread", "newest", "path", *wide):
        assert word in lines[1]
    row = next(number for number, line in enumerate(lines) if line.startswith("▌ The kiln is warm"))
    assert opened.cursor == (0, row)
    shown = {"size": "145 B", "family": "plain"}
    for column in ("3", "2025-03-11", "kiln.txt", *map(shown.__getitem__, wide)):
        assert column in lines[row]
    notes = next(line for line in lines if "notes.txt" in line)
    assert "no comments were found" in notes
    assert "Esc quit" in lines[-1]
    opened.press("esc")
    assert opened.end().is_clean()


def test_keys_go_all_the_way(library: Terminal) -> None:
    opened = library("pages")
    opened.press(*"kiln")
    opened.wait_for("1 of 5")
    opened.press("enter")
    opened.wait_for("q list")
    opened.wait_for("Petra")
    opened.press("j", "S")
    opened.wait_for("Search all")
    opened.press(*"bees")
    opened.wait_for("2 hits in 2 discussions")
    opened.wait_for(lambda text: "so far" not in text)
    opened.press("down", "enter")
    opened.wait_for("q hits")
    opened.wait_for("The bees came back.")
    opened.press("<")
    opened.wait_for("q list")
    opened.wait_for("2 of 3")
    opened.press(">")
    opened.wait_for("q hits")
    opened.press("q")
    opened.wait_for("Search all")
    opened.press("esc")
    opened.wait_for("2 of 3")
    opened.press("q")
    opened.wait_for("1 of 5")
    opened.press("esc", "esc")
    assert opened.end().is_clean()


@pytest.mark.parametrize("answers", [True, False], ids=["pixels", "cells"])
def test_the_mouse_selects_opens_sorts_and_scrolls(library: Terminal, tmp_path: Path, answers: bool) -> None:
    write(tmp_path / "pages", {f"page{at:02}.txt": discussion(f"Page {at:02}", "Yes.", "No.") for at in range(40)})
    opened = library("pages", shows="Page 00", answers=answers)
    opened.wait_for("45")
    opened.press("home")
    opened.wait_for("Page 05")
    before = opened.text
    opened.mouse(DOWN, 20, 10)
    opened.wait_for(lambda text: text != before)
    opened.mouse(UP, 20, 10)
    opened.click(4, 1)
    opened.wait_for("by title")
    opened.click(4, 1)
    opened.wait_for(lambda text: "by title" not in text)
    x, y = opened.find("Page 05")
    opened.click(x, y)
    opened.wait_for(lambda _: opened.screen.display[y].startswith("▌ Page 05"))
    opened.click(x, y)
    opened.wait_for("q list")
    opened.click_on("q list")
    opened.wait_for("▌ Page 05")
    opened.click_on("Ctrl-s search all")
    opened.wait_for("Search all")
    opened.click_on("Esc back")
    opened.wait_for("▌ Page 05")
    opened.click_on("Esc quit")
    assert opened.end().is_clean()


def test_without_a_file_the_recent_discussions_and_this_folder_are_listed(library: Terminal) -> None:
    opened = library("pages/kiln.txt", shows="Petra")
    opened.press("j", "j")
    opened.wait_for("3 of 3")
    opened.wait_for("unread")
    opened.press("q")
    assert opened.end().is_clean()
    opened = library(shows="recent")
    opened.wait_for("in this folder")
    opened.wait_for("▌ The kiln is warm")
    opened.press("enter")
    opened.wait_for("3 of 3")
    opened.press("q", "esc")
    assert opened.end().is_clean()


@pytest.mark.parametrize("arguments", [("--no-state", "pages"), ("--no-state", "pages/kiln.txt", "pages/loom.txt")])
def test_without_a_state_nothing_is_written(library: Terminal, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    opened = library(*arguments, shows="The kiln is warm")
    opened.press("home", "enter")
    opened.wait_for("q list")
    opened.press("S", *"bees")
    opened.wait_for("2 hits in 2 discussions")
    opened.wait_for(lambda text: "so far" not in text)
    opened.press("esc", "q", "esc")
    assert opened.end().is_clean()
    assert not (tmp_path / "cache").exists()
    assert not (tmp_path / "state").exists()


def test_nothing_is_said_by_colour_alone(library: Terminal) -> None:
    opened = library("pages", NO_COLOR="1")
    opened.press("home")
    opened.wait_for("▌")
    assert "\x1b[38;2" not in opened.written
    opened.press("ctrl+s", *"bees")
    opened.wait_for("2 hits")
    opened.wait_for(lambda text: "so far" not in text)
    assert "\x1b[38;2" not in opened.written
    opened.press("esc", "esc", "esc")
    assert opened.end().is_clean()


def test_ascii_terminals_get_ascii_signs(library: Terminal) -> None:
    opened = library("pages", LC_ALL="de_DE.ISO-8859-1")
    opened.press("home", "tab")
    opened.wait_for("title v")
    opened.wait_for(lambda text: any(line.startswith("> ") for line in text.split("\n")))
    opened.press("esc")
    assert opened.end().is_clean()


NAMES = (
    b"\x1b]0;title\x07", b"\x1b[2J", "\u202etxt.exe".encode(), b"[bold]x", b"-", b"--help", b"a\nb", b"caf\xe9",
    b"\x9b31m", "\U0001f469\u200d\U0001f692".encode(), b"x" * 200,
)  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (24, 8)], ids=str)
def test_no_name_of_a_file_acts(library: Terminal, tmp_path: Path, size: tuple[int, int]) -> None:
    for number, name in enumerate(NAMES):
        page = discussion(f"Page {number} \x1b[31m\u202e[red]", "Bees \x1b[2J.", "No.")
        (tmp_path / "pages" / os.fsdecode(name)).write_text(page, encoding="utf-8")
    opened = library("pages", size=size, shows="Discussions")
    opened.wait_for(str(len(NAMES) + 5))
    for _ in NAMES:
        opened.press("down", "enter", "j", "q")
    opened.press("tab", "tab", "home", "end", "ctrl+s", *"bees", "down", "enter", "q", "esc", "esc", "esc", "esc")
    assert opened.end().is_clean()


KEYS_OF_A_STORM = [
    *"abq \"-(/S<>O?", "enter", "enter", "esc", "tab", "up", "down", "pageup", "pagedown", "home", "end", "left",
    "backspace", "ctrl+s", "ctrl+l", "ctrl+r", "ctrl+w", "ctrl+u",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_a_storm_of_keys_ends_nothing_but_by_esc(library: Terminal, seed: int) -> None:
    """Keys, clicks, the wheel and new sizes without a pause; afterwards a discussion can be read and all be left."""
    choose = random.Random(seed)
    opened = library("pages/loom.txt", shows="Petra")
    for _ in range(150):
        kind = choose.random()
        if kind < 0.85:
            key = choose.choice(KEYS_OF_A_STORM)
            opened.press(*(["O"] if key == "q" else [key]))  # q in the first discussion ends the program
        elif kind < 0.95:
            opened.mouse(choose.choice((0, UP, DOWN)), choose.randrange(24), choose.randrange(6))
            opened.mouse(0, choose.randrange(24), choose.randrange(6), released=True)
        else:
            opened.resize(choose.choice((24, 80, 200)), choose.choice((6, 24, 50)))
    opened.resize(80, 24)
    is_first = False
    while not is_first:  # a discussion that was opened from a list leads back to it, and the list to the first one
        opened.press(*["esc"] * 6)
        while opened._listen(1.0):
            pass
        opened.press("g", "1", "2", "j")
        opened.wait_for(lambda text: "of 2" in text or "of 3" in text)
        while opened._listen(1.0):
            pass
        is_first = "q quit" in opened.text
        assert is_first or "q list" in opened.text or "q hits" in opened.text
        opened.press("q")
    assert opened.end().is_clean()


def test_esc_and_the_next_key_are_two_keys(library: Terminal) -> None:
    opened = library("pages", answers=False)
    opened.press(*"loom")
    opened.wait_for("1 of 5")
    opened.send(b"\x1b" + b"k")
    opened.wait_for(lambda text: "k" in text.split("\n")[0] and "loom" not in text.split("\n")[0])
    opened.send(b"\x1b")
    opened.wait_for("Esc quit")
    opened.send(b"\x1b")
    assert opened.end().is_clean()


def test_a_paste_filters_and_a_megabyte_of_it_is_answered(library: Terminal) -> None:
    opened = library("pages")
    opened.send(b"\x1b[200~loom\nq\x1bq\x1b[201~")
    opened.wait_for("1 of 5")
    opened.send(KEYS["esc"] + b"\x1b[200~" + b"word " * 200_000 + b"\x1b[201~")
    opened.wait_for("0 of 5")
    opened.press("esc", "esc")
    assert opened.end().is_clean()


def test_a_signal_ends_the_list_and_puts_the_terminal_back(library: Terminal) -> None:
    opened = library("pages")
    opened.signal("TERM")
    ending = opened.end()
    assert (ending.findings, ending.not_restored) == ([], [])
