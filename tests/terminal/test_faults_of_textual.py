"""Each fault of Textual that is cured in `thread_reader.terminal`, shown on Textual alone.

A test that fails here after an upgrade says that a fault is gone: then the cure is to be deleted.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser

from harness.children import DEFAULT_SIGNALS
from thread_reader.terminal.key_parser import InputParser

TOY = (
    DEFAULT_SIGNALS
    + """
import asyncio, gc, os, sys, time
os.environ["PYTHON_COLORS"] = "0"  # tracebacks are coloured from Python 3.13 on
from textual.app import App
from textual.widgets import Static
from thread_reader.terminal import run

async def fail():
    raise ValueError("in a task")

class Toy(App):
    def compose(self):
        yield Static("toy is here", markup=False)
        yield Static("", id="pressed", markup=False)

    def on_key(self, event):
        self.query_one("#pressed").update(f"pressed {event.key}")
        if event.key == "q":
            self.exit()
        if event.key == "t":
            asyncio.create_task(fail())
            self.set_timer(0.1, gc.collect)  # Python hears of the error when the task is collected: late, from 3.12 on
        if event.key == "l":
            self.exit()
            late = {"message": "too late", "exception": ValueError("in a task")}
            asyncio.get_running_loop().call_exception_handler(late)
            self.set_timer(0.1, gc.collect)  # Python hears of the error when the task is collected: late, from 3.12 on
        if event.key == "m":
            self._driver.write(" " * 400_000)
            self.exit()
        if event.key == "b":
            time.sleep(2)
        if event.key == "d":
            self._driver.disable_input = lambda: time.sleep(60)
        if event.key == "x":
            raise ValueError("a \\x1b]0;fault\\x07")

if sys.argv[1] == "cured":
    sys.exit(run(Toy()))
Toy().run()
"""
)

Start = Callable[[str], Any]


@pytest.fixture
def toy(terminal: Callable[..., Any]) -> Start:
    """A small app, run by Textual alone ("bare") or by `thread_reader.terminal.run` ("cured")."""

    def start(how: str, **options: Any) -> Any:
        opened = terminal([sys.executable, "-c", TOY, how], **options)
        opened.wait_for("toy is here")
        return opened

    return start


def test_the_terminal_echoes_again_before_all_is_drawn(toy: Start) -> None:
    """More is drawn than the terminal takes at once, and nobody takes it for now."""
    bare, cured = toy("bare"), toy("cured")
    for opened in (bare, cured):
        opened.send(b"m")
    until = time.monotonic() + 10
    while not bare.attributes_restored() and time.monotonic() < until:
        time.sleep(0.01)
    assert bare.attributes_restored()
    assert not cured.attributes_restored()
    assert cured.end().not_restored == []


@pytest.mark.parametrize("name", ["TERM", "HUP", "QUIT", "USR1"])
def test_a_signal_leaves_the_terminal_raw(toy: Start, name: str) -> None:
    opened = toy("bare")
    opened.signal(name)
    assert "attributes" in opened.end().not_restored


def test_an_app_that_is_ended_by_force_while_it_stops_leaves_the_terminal_restored(toy: Start) -> None:
    opened = toy("cured")
    opened.send(b"d")
    opened.wait_for("pressed d")
    opened.signal("TERM")
    ending = opened.end()
    assert (ending.status, ending.findings, ending.not_restored) == (143, [], [])


def test_being_continued_before_having_slept_is_not_missed(toy: Start) -> None:
    opened = toy("cured")
    opened.send(b"b")
    time.sleep(0.5)  # the app is busy
    opened.signal("TSTP")
    time.sleep(0.1)
    opened.signal("CONT")
    opened.send(b"k")
    opened.wait_for("pressed k")
    opened.send(b"q")
    assert opened.end().is_clean()


def test_an_interrupt_is_no_success(toy: Start) -> None:
    opened = toy("bare")
    opened.signal("INT")
    assert opened.end().status == 0
    opened = toy("cured")
    opened.signal("INT")
    assert opened.end().is_clean(130)


def test_bytes_that_are_no_utf_8_end_the_app(toy: Start) -> None:
    opened = toy("bare")
    opened.send(b"\xff\xfe")
    assert "UnicodeDecodeError" in opened.end().last_words
    opened = toy("cured")
    opened.send(b"\xff\xfe\x80j")
    opened.wait_for("pressed j")
    opened.press("q")
    assert opened.end().is_clean()


KEYS_THAT_RAISE = [
    "\x1b[9999999999u",
    "\x1b[1114112u",
    "\x1b[:R",
    "\x1b[1;1;1114112u",
    "\x1b[48;0;0;0;0t\x1b[<0;5;5M",
]


@pytest.mark.parametrize("typed", KEYS_THAT_RAISE)
def test_a_key_that_cannot_be_raises(typed: str) -> None:
    with pytest.raises((ArithmeticError, ValueError)):
        list(XTermParser().feed(typed))


@pytest.mark.parametrize("typed", KEYS_THAT_RAISE)
def test_a_key_that_cannot_be_is_dropped_and_the_next_is_read(typed: str) -> None:
    parser = InputParser()
    keys = [getattr(message, "key", "") for message in parser.feed(f"a{typed}b\x1b[A")]
    assert (keys[0], keys[-2:]) == ("a", ["b", "up"])


PIECES = [
    "\x1b",
    "[",
    "O",
    "]",
    "P",
    ";",
    "u",
    "~",
    "M",
    "m",
    "R",
    "t",
    "y",
    "$",
    "<",
    "?",
    ":",
    "-",
    "a",
    "é",
    "\x00",
    "\x7f",
    "0",
    "1",
]
PIECES += [
    "200~",
    "\x1b[200~",
    "\x1b[201~",
    "\x1b[<",
    "48;0;0;0;0t",
    "48;9;9;1;1t",
    "2026",
    "2048",
    "99999999",
    "1114112",
    "55296",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join) | st.text(min_size=1))
def test_nothing_that_is_typed_raises(typed: str) -> None:
    parser = InputParser()
    for message in (*parser.feed(typed), *parser.tick(), *parser.feed("")):
        assert message


def test_mouse_mode_1016_stays_on(toy: Start) -> None:
    opened = toy("bare")
    opened.wait_for_output("\x1b[?1016h")
    opened.press("q")
    assert opened.end().not_restored == ["mode 1016"]
    opened = toy("cured")
    opened.wait_for_output("\x1b[?1016h")
    opened.press("q")
    assert opened.end().is_clean()


def test_being_continued_starts_everything_again(toy: Start) -> None:
    opened = toy("bare")
    opened.signal("CONT")
    opened.wait_for(lambda _: opened.written.count("\x1b[>25u") == 2)


def test_an_error_in_a_task_is_lost(toy: Start) -> None:
    opened = toy("bare")
    opened.press("t", "j")
    opened.wait_for("pressed j")
    opened.press("q")
    assert opened.end().status == 0
    opened = toy("cured")
    opened.press("t")
    ending = opened.end()
    assert ending.status == 1
    assert "ValueError: in a task" in ending.last_words


def test_an_error_in_a_task_after_the_end_is_no_error(toy: Start) -> None:
    """Widgets are removed one after another then, and a job may look for one that is gone."""
    opened = toy("cured")
    opened.press("l")
    ending = opened.end()
    assert (ending.status, "ValueError" in ending.last_words) == (0, False)


def test_an_error_prints_variables_and_is_a_success(toy: Start) -> None:
    opened = toy("bare")
    opened.press("x")
    ending = opened.end()
    assert ending.status == 0
    assert "locals" in ending.last_words


def test_a_lost_terminal_is_waited_for(toy: Start) -> None:
    """The signal that says so is ignored, as under `nohup`; the cured app ends."""
    opened = toy("cured")
    opened.hang_up()
    assert opened.end().status == 129
