"""The program as a person uses it, keys in and screen out."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Reader = Callable[..., Any]


def test_it_opens_moves_and_quits(reader: Reader) -> None:
    opened = reader()
    opened.wait_for("1 of 3")
    opened.press("j")
    opened.wait_for("2 of 3")
    opened.press("G")
    opened.wait_for("3 of 3")
    opened.press("g")
    opened.wait_for("1 of 3")
    opened.press("q")
    assert opened.end().is_clean()


def test_it_filters_and_shows_all_again(reader: Reader) -> None:
    opened = reader()
    opened.press("f")
    opened.type("ferry")
    opened.wait_for("1 of 3")
    opened.wait_for(lambda text: "What did they paint" not in text)
    opened.press("enter", "F")
    opened.wait_for("What did they paint")
    opened.press("q")
    assert opened.end().is_clean()


def test_it_searches_and_steps_through_the_hits(reader: Reader) -> None:
    opened = reader()
    opened.press("/")
    opened.type("paint")
    opened.press("enter")
    opened.wait_for("3 of 3")
    opened.press("n", "N", "esc", "q")
    assert opened.end().is_clean()


def test_brackets_are_shown_as_they_are_written(reader: Reader) -> None:
    opened = reader()
    opened.wait_for("[not me]")
    opened.press("q")
    assert opened.end().is_clean()


@pytest.mark.parametrize("answers", [True, False], ids=["modern terminal", "silent terminal"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50), (40, 10), (20, 6)])
def test_it_opens_at_every_size(reader: Reader, size: tuple[int, int], answers: bool) -> None:
    opened = reader(size=size, shows="1 of 3" if size[0] > 40 else "", answers=answers)
    opened.wait_for(lambda text: re.search(r"\w\w", text) is not None)
    opened.press("j", "k", "q")
    assert opened.end().is_clean()


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 3), (5, 1), (10, 2), (80, 1), (1, 24), (19, 5), (500, 200)])
def test_no_size_is_too_small_to_quit(reader: Reader, size: tuple[int, int]) -> None:
    opened = reader(size=size, shows="")
    opened.wait_for_output("\x1b[?2004h")
    opened.press("j", "/", "x", "enter", "?", "esc", "esc", "q", "q")
    assert opened.end().is_clean()


def test_a_storm_of_sizes_changes_nothing(reader: Reader) -> None:
    opened = reader()
    for step in range(200):
        opened.resize(1 + step * 37 % 170, 1 + step * 13 % 50)
        opened.press("j" if step % 2 else "k")
    opened.resize(80, 24)
    opened.press("g")
    opened.wait_for("1 of 3")
    opened.press("q")
    assert opened.end().is_clean()


def test_a_page_from_a_pipe_is_read_and_the_keyboard_works(reader: Reader, page: Path) -> None:
    opened = reader("-", connected=f'<"{page}" 1<>"$0" 2>&1')
    opened.press("j")
    opened.wait_for("2 of 3")
    opened.press("q")
    assert opened.end().is_clean()


@pytest.mark.parametrize(
    "surroundings",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1", "encoding": "latin-1"},
        {"NO_COLOR": "1"},
        {"TERM": "xterm"},
        {"TERM": "tmux-256color"},
        {"TERM": "nothing-that-exists"},
        {"HOME": "/nowhere"},
    ],
    ids=str,
)
def test_it_opens_in_every_surrounding(reader: Reader, surroundings: dict[str, str]) -> None:
    """Other locales, no colours, other terminals, no home: what the locale lacks is a question mark."""
    opened = reader(**surroundings)
    opened.wait_for("rain.")
    opened.press("j")
    opened.wait_for("2 of 3")
    opened.press("q")
    assert opened.end().is_clean()


@pytest.mark.parametrize("seed", range(5))
def test_noise_on_the_keyboard_does_no_harm(reader: Reader, seed: int) -> None:
    """Bytes at random, escape sequences begun and broken off; without the keys that leave."""
    noise = random.Random(seed)
    kinds = [
        b"\x1b",
        b"\x1b[",
        b"\x1b[<",
        b"\x1b[200~",
        b"\x1b[201~",
        b";",
        b"9" * 30,
        b"u",
        b"M",
        b"\xff",
        "漢".encode(),
    ]
    kinds += [bytes([code]) for code in range(256) if chr(code) not in "q\x03\x11\x1a\x1cE"]
    opened = reader()
    for _ in range(10):
        opened.send(b"".join(noise.choices(kinds, k=60)))
        opened.wait_for("")
    opened.signal("TERM")
    ending = opened.end()
    assert ending.is_clean(143) or ending.is_clean(0)
