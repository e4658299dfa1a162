"""Keys, pastes and answers as bytes of a terminal: what they do in prompts and sheets, and where the cursor is."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

Reader = Callable[..., Any]

ESC = b"\x1b"


class Opened(NamedTuple):
    """A prompt or sheet: what opens it, and what is then on the screen and gone after Esc."""

    keys: tuple[str, ...]
    shows: str


SHEETS = {
    "search": Opened(("/", "t", "r"), "0 hits"),
    "filter": Opened(("f", "p", "a", "i"), "filter"),
    "number": Opened((":", "2"), "12   50%"),
    "picker": Opened(("U",), "Show only"),
    "letters": Opened(("y",), "Copy ─"),
    "help": Opened(("?",), "Keys and signs"),
    "receipt": Opened(("R",), "How the file was read"),
}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_esc_and_the_next_key_at_any_distance(reader: Reader, sheet: Opened) -> None:
    """The prompt or sheet is left and the key moves the cursor, whether both come in one read or apart."""
    opened = reader(answers=False)
    for distance in (None, 0, 20, 50, 90, 120, 160, 250):
        opened.press("g")
        opened.wait_for("1 of 3")
        opened.press(*sheet.keys)
        opened.wait_for(lambda text: sheet.shows in text or "no hit" in text)
        if distance is None:
            opened.send(ESC + b"j")
        else:
            opened.send(ESC)
            time.sleep(distance / 1000)
            opened.send(b"j")
        opened.wait_for("2 of 3")
        opened.wait_for(lambda text: sheet.shows not in text)
    opened.press("q")
    assert opened.end().is_clean()


def paste(text: bytes) -> bytes:
    """A text as a terminal pastes it."""
    return b"\x1b[200~" + text + b"\x1b[201~"


def test_a_paste_goes_into_a_prompt_in_the_order_of_the_keys(reader: Reader) -> None:
    opened = reader()
    opened.send(b"f" + paste(b"ferry\nq\x1bq") + b"\r")
    opened.wait_for("ferry · 1 of 3")
    opened.wait_for(lambda text: "so far" not in text)
    opened.press("esc")
    opened.wait_for(lambda text: "ferry · " not in text)
    opened.send(paste(b"q"))
    opened.wait_for("text can be pasted after / f")
    opened.press("q")
    assert opened.end().is_clean()


@pytest.mark.parametrize("key", ["/", "f"])
def test_a_paste_of_a_megabyte_is_answered(reader: Reader, key: str) -> None:
    opened = reader()
    opened.press(key)
    opened.send(paste(b"word " * 200_000))
    opened.press("esc")
    opened.wait_for("1 of 3")
    opened.press("j")
    opened.wait_for("2 of 3")
    opened.press("q")
    assert opened.end().is_clean()


@pytest.mark.parametrize("key", ["/", "f", ""])
def test_a_paste_of_a_megabyte_without_marks_is_no_keys(reader: Reader, key: str) -> None:
    opened = reader()
    opened.press(*key)
    opened.send(b"quit (the) ferry, 12 /lazy/ dogs; jump?\r" * 25_000)
    opened.press("esc", "esc")
    opened.wait_for("1 of 3")
    opened.press("j")
    opened.wait_for("2 of 3")
    opened.press("q")
    assert opened.end().is_clean()


@pytest.mark.parametrize("text", [b"words " * 30 + b"END", b"user:" + b"x" * 200 + b"END"])
def test_the_end_of_a_long_text_in_a_prompt_is_visible(reader: Reader, text: bytes) -> None:
    opened = reader()
    opened.press("f")
    opened.send(paste(text))
    opened.wait_for("END")
    opened.wait_for(lambda _: opened.screen.display[opened.cursor[1]][: opened.cursor[0]].endswith("END"))
    opened.press("esc", "q")
    assert opened.end().is_clean()


FORGED = [
    b"\x1b[48;99999;99999;1;1t",
    b"\x1b[48;0;0;0;0t\x1b[<0;5;5M\x1b[<0;5;5m",
    b"\x1b[48;1999;1999;9;9t\x1b[48;24;80;384;640t",
    b"\x1b[?62;22c\x1b[0n\x1b[?2026;9$y\x1b[?2048;0$y\x1b[24;80R",
    b"\x1b]4;1;rgb:0/0/0\x07\x1b]10;q\x1b\\\x1b]11;q\x07\x1b]52;c;cXE=\x07\x1bP>|q\x1b\\\x1b_Gq\x1b\\",
    b"\x1b[9999999999~\x1b[1114112u\x1b[:R\x1b[55296u\x1b[1;1;1114112u",
    b"\xff\xfe\xc3(\xf5\x80\x80\xed\xa0\x80",
    b"\x1b[200~\xff\x00\x1b]0;q\x07",
]
"""Answers that no terminal gives, and bytes that are no text."""


@pytest.mark.parametrize("forged", FORGED, ids=ascii)
def test_forged_answers_end_and_block_nothing(reader: Reader, forged: bytes) -> None:
    opened = reader(answers=False)
    for opens in (b"", b"/", b"f", b"?", b"U"):
        opened.send(opens + forged)
        if b"[200~" in forged:
            opened.send(b"\x1b[201~")
        opened.send(b"\x1b[27u\x1b[27u")
    opened.press("g", "j")
    opened.wait_for("2 of 3")
    opened.press("q")
    assert opened.end().is_clean()


def test_the_cursor_is_where_the_next_letter_goes(reader: Reader) -> None:
    opened = reader()
    opened.press("/")
    opened.type("pain")
    opened.wait_for("hits in")
    x, y = opened.find("/ pain")
    x += len("/ ")
    opened.wait_for(lambda _: opened.cursor == (x + 4, y))
    opened.press("left")
    opened.wait_for(lambda _: opened.cursor[0] == x + 3)
    opened.press("esc", "f")
    opened.type("漢字")
    opened.wait_for("漢")
    opened.wait_for(lambda _: opened.cursor == (len(" filter ") + 4, y))
    opened.press("esc", "U")
    opened.wait_for("type to narrow")
    opened.type("ro")
    opened.wait_for("│ ro ")
    x, y = opened.find("│ ro ")
    opened.wait_for(lambda _: opened.cursor == (x + 4, y))
    opened.press("esc", "q")
    assert opened.end().is_clean()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_the_cursor_is_on_the_row_of_the_readers_cursor(reader: Reader, size: tuple[int, int]) -> None:
    opened = reader(size=size)
    for name in ("TidewaterTom", "ferry_fan", "rosa"):
        opened.wait_for(lambda _, name=name: name in opened.screen.display[opened.cursor[1]])
        opened.press("j")
    opened.press("1")
    opened.wait_for(lambda _: "harbour bridge" in opened.screen.display[opened.cursor[1]])
    opened.press("3", "j")
    opened.wait_for(lambda _: "▌" in opened.screen.display[opened.cursor[1]])
    opened.press("q")
    assert opened.end().is_clean()


def test_digits_choose_a_pane_at_once(reader: Reader) -> None:
    opened = reader()
    opened.type("1j")
    opened.wait_for("article · sentence 2")
    opened.type("2j")
    opened.wait_for("2 of 3")
    opened.type("7")
    opened.wait_for("type :7 for comment 7")
    opened.press("k", "1")
    opened.type("72")
    opened.wait_for("type :72 for comment 72")
    opened.press("k")
    opened.wait_for("article · sentence 1")  # the 2 did not choose a pane
    opened.type(":3\r")
    opened.wait_for("3 of 3")
    for typed, message in ((":4\r", "no comment 4; the last one is 3"), (":x\r", "not a comment 12, a percentage")):
        opened.type(typed)
        opened.wait_for(message)
    opened.type(":1%\r")
    opened.wait_for("1 of 3")
    opened.type(":line:999\r")
    opened.wait_for("no line 999")
    opened.press("q")
    assert opened.end().is_clean()


def test_ctrl_c_says_how_to_quit_and_ctrl_l_draws_the_screen_again(reader: Reader) -> None:
    opened = reader()
    opened.press("ctrl+c")
    opened.wait_for("q quits")
    opened.screen.reset()
    opened.press("ctrl+l")
    opened.wait_for("ferry_fan")
    opened.press("q")
    assert opened.end().is_clean()
