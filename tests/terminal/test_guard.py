"""The second layer: what a forgotten call lets through to a widget does not reach the terminal."""

from __future__ import annotations

import re
import sys
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from thread_reader.terminal import guard

if TYPE_CHECKING:
    from collections.abc import Callable

NAIVE = """
import sys
from textual.app import App
from textual.widgets import Footer, Header, Input, Label, OptionList, Static
from thread_reader.terminal import run

WORDS = sys.stdin.read() if len(sys.argv) < 2 else sys.argv[1].encode().decode("unicode_escape")

class Naive(App):
    BINDINGS = [("f1", "help", WORDS)]

    def compose(self):
        yield Header()
        yield Static("naive " + WORDS, markup=False)
        yield Input(WORDS, placeholder=WORDS)
        yield OptionList(WORDS, markup=False)
        label = Label("framed", markup=False)
        label.border_title = WORDS
        label.styles.border = ("solid", "red")
        yield label
        yield Footer()

    def on_mount(self):
        self.title = WORDS
        self.notify(WORDS, title=WORDS, markup=False)

    def on_key(self, event):
        if event.key == "escape":
            self.exit()

sys.exit(run(Naive()))
"""

HOSTILE = {
    "clears the screen": "\x1b[2J\x1b[H",
    "title": "\x1b]0;title\x07",
    "clipboard": "\x1b]52;c;aGk=\x1b\\",
    "link": "\x1b]8;;file:///x\x1b\\",
    "leaves the screen": "\x1b[?1049l",
    "asks for the cursor": "\x1b[6n",
    "one byte": "\x9b2J\x9d0;t\x9c",
    "device string": '\x1bP$q"p\x1b\\',
    "never ends": "\x1b]0;",
    "bells and backspaces": "\x07\x08\x0b\x0c\x0e\x0f\x05\x7f",
    "right to left": "\u202eabc\u2066def",
    "tags and fillers": "a\U000e0041\U000e007fb",
}


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Callable[[Strip], str]:
    """What a guarded strip writes."""
    monkeypatch.setattr(Strip, "render", Strip.render)
    guard.install()
    return lambda strip: strip.render(Console(file=StringIO()))


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_widget_lets_anything_through(terminal: Callable[..., Any], words: str) -> None:
    """Titles, borders, footers, fields, options and notes, all of them naively given words of a page."""
    opened = terminal([sys.executable, "-c", NAIVE, words.encode("unicode_escape").decode()])
    opened.wait_for("naive")
    opened.wait_for("framed")
    opened.press("j", "esc")
    assert opened.end().is_clean()


def test_marks_are_shown_in_its_place(rendered: Callable[[Strip], str]) -> None:
    assert rendered(Strip([Segment("a\x1b[2Jb")])) == "a␛[2J"


def test_an_address_in_a_style_is_not_written(rendered: Callable[[Strip], str]) -> None:
    linked = Style(bold=True, link="x\x1b\\\x1b]0;title\x07")
    assert rendered(Strip([Segment("words", linked)])) == "\x1b[1mwords\x1b[0m"


def test_an_address_that_may_be_opened_is_a_hyperlink(rendered: Callable[[Strip], str]) -> None:
    written = rendered(Strip([Segment("a\x1b", Style(link="https://example.org/x"))]))
    assert re.fullmatch(r"\x1b\]8;id=[0-9-]+;https://example\.org/x\x1b\\a\x1b\]8;;\x1b\\", written)
    for address in ("javascript:alert(1)", "file:///x", "https://example.org/\u202e", "https://-x", "http://a\x07"):
        assert rendered(Strip([Segment("words", Style(link=address))])) == "words"


def test_harmless_strips_are_not_touched(rendered: Callable[[Strip], str]) -> None:
    strip = Strip([Segment("日本語 [x] ", Style(bold=True)), Segment("…")])
    assert rendered(strip) == "\x1b[1m日本語 [x] \x1b[0m…"


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_gets_a_control_out(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Strip, "render", Strip.render)
        guard.install()
        written = Strip([Segment(text)]).render(Console(file=StringIO()))
    assert not any(char < " " or "\x7f" <= char <= "\x9f" for char in written)
