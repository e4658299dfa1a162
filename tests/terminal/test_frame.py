"""What a terminal gets for an update: the cells that have changed."""

from __future__ import annotations

import io
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size, split_graphemes
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from thread_reader.terminal.cells import SINGLE
from thread_reader.terminal.frame import GAP_CELLS, Frame
from thread_reader.widgets.compositor import Piece, PiecesUpdate

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH, HEIGHT = 12, 3

STYLES = [
    None,
    Style(color="red"),
    Style(color="red", bgcolor="blue", bold=True),
    Style(color="#102030", bgcolor="#0a0b0c"),
    Style(color="#102031", bgcolor="#0a0b0c", italic=True),
    Style(color="default", underline=True),
    Style(reverse=True),
]
TEXTS = st.text("ab é漢 ", min_size=1, max_size=5)
SEGMENTS = st.lists(st.tuples(TEXTS, st.sampled_from(STYLES)).map(lambda parts: Segment(*parts)), max_size=5)


def strip(segments: list[Segment], width: int = WIDTH) -> Strip:
    """A strip of some segments, exactly as wide as is said."""
    return Strip(segments).adjust_cell_length(width)


STRIPS = SEGMENTS.map(strip)
SCREENS = st.lists(STRIPS, min_size=HEIGHT, max_size=HEIGHT)


def whole(rows: list[Strip]) -> PiecesUpdate:
    """An update of all rows."""
    return PiecesUpdate([Piece(y, 0, row) for y, row in enumerate(rows)])


def part(row: Strip, y: int, first: int, last: int) -> PiecesUpdate:
    """An update of some cells of a row."""
    return PiecesUpdate([Piece(y, first, row.crop(first, last))])


class Screen:
    """A terminal that is given text."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.Stream(self.screen)

    def feed(self, text: str) -> None:
        """Draw on it."""
        self._stream.feed(text)

    @property
    def cells(self) -> list[list[tuple[object, ...]]]:
        """What is seen of each cell: of a blank its background, and what runs through it."""
        rows = [[self.screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]
        return [[_seen(char) for char in row] for row in rows]


def _seen(char: pyte.screens.Char) -> tuple[object, ...]:
    ground = char.data, char.bg, char.underscore, char.reverse
    is_plain = char.data in (" ", "") and not char.underscore and not char.reverse
    return ground if is_plain else (*ground, char.fg, char.bold, char.italics)


def shown(*texts: str) -> Screen:
    """A terminal after some output."""
    screen = Screen()
    for text in texts:
        screen.feed(text)
    return screen


@pytest.fixture
def console() -> Console:
    """A console with all colours."""
    return Console(file=io.StringIO(), force_terminal=True, color_system="truecolor")


@given(st.lists(SCREENS, min_size=1, max_size=3), STRIPS, st.integers(0, HEIGHT - 1), st.data())
def test_the_terminal_shows_the_same_as_if_all_was_sent(
    screens: list[list[Strip]], row: Strip, y: int, data: st.DataObject
) -> None:
    frame, ours, theirs = Frame(), Screen(), Screen()
    console = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor")
    first = data.draw(st.integers(0, WIDTH - 1))
    updates = [*map(whole, screens), part(row, y, first, data.draw(st.integers(first + 1, WIDTH))), whole(screens[0])]
    for update in updates:
        ours.feed(frame.difference(update).render_segments(console))
        theirs.feed(update.render_segments(console))
        assert ours.cells == theirs.cells


def changes(frame: Frame, *rows: list[Segment]) -> str:
    """What is sent for these rows."""
    return frame.changes(whole([strip(row) for row in rows]).pieces, ColorSystem.TRUECOLOR)


def test_what_is_shown_is_not_sent_again() -> None:
    frame, rows = Frame(), ([Segment("one")], [Segment("two", STYLES[1])])
    assert changes(frame, *rows)
    assert changes(frame, *rows) == ""


def test_only_the_cells_that_change_are_sent() -> None:
    frame = Frame()
    changes(frame, [Segment("a", STYLES[1]), Segment("    same")])
    assert changes(frame, [Segment("b", STYLES[1]), Segment("    same")]) == "\x1b[1;1H\x1b[31mb\x1b[0m"


def test_a_short_gap_is_sent_and_a_wide_one_is_not() -> None:
    frame, row = Frame(), "x" + "=" * GAP_CELLS + "x"
    changes(frame, [Segment(row)])
    assert changes(frame, [Segment(row.replace("x", "y"))]).count("H") == 1
    frame, row = Frame(), "x" + "=" * (GAP_CELLS + 1) + "x"
    changes(frame, [Segment(row)])
    assert changes(frame, [Segment(row.replace("x", "y"))]).count("H") == 2


def test_a_blank_that_looks_the_same_is_not_sent() -> None:
    frame = Frame()
    changes(frame, [Segment("     ", Style(color="red", bgcolor="blue"))])
    assert changes(frame, [Segment("     ", Style(color="green", bgcolor="blue", bold=True))]) == ""
    assert changes(frame, [Segment("     ", Style(color="green", bgcolor="red"))]) != ""
    assert changes(frame, [Segment("     ", Style(bgcolor="red", underline=True))]) != ""


def test_characters_that_are_cells_by_themselves_are_as_wide_as_rich_says() -> None:
    single = [chr(code) for code in range(sys.maxunicode + 1) if SINGLE.fullmatch(chr(code))]
    assert {get_character_cell_size(char) for char in single} == {1}
    assert not {unicodedata.category(char) for char in single} & {"Mn", "Mc", "Me", "Cf", "Cc"}
    spans, width = split_graphemes("".join(single))
    assert len(spans) == width == len(single), "none is joined with the one before it"
    assert set("é–’“…│◦●├ж") <= set(single)


def test_a_forgotten_screen_is_sent_again() -> None:
    frame = Frame()
    sent = changes(frame, [Segment("words")])
    frame.forget()
    assert changes(frame, [Segment("words")]) == sent


def test_links_are_closed_and_the_same_address_is_not_sent_again() -> None:
    frame, link = Frame(), "https://example.org/x"
    sent = changes(frame, [Segment("words", Style(link=link)), Segment(" on")])
    assert sent.count("\x1b]8;id=") == 1
    assert sent.index(link) < sent.index("words") < sent.index("\x1b]8;;\x1b\\") < sent.index(" on")
    assert changes(frame, [Segment("words", Style(link=link)), Segment(" on")]) == ""
    assert changes(frame, [Segment("words", Style(link=link + "y")), Segment(" on")]) != ""
    assert changes(Frame(), [Segment("words to the end", Style(link=link))]).endswith("\x1b]8;;\x1b\\")


@pytest.mark.parametrize("text", ["❤️", "🎉", "e\u0301"])
def test_a_row_whose_width_is_not_certain_is_sent_as_a_whole(text: str) -> None:
    frame = Frame()
    changes(frame, [Segment(text), Segment("ab")], [Segment("cd")])
    for row in ([Segment(text), Segment("ax")], [Segment("ab")]):
        assert changes(frame, row, [Segment("cd")]) == f"\x1b[1;1H{strip(row).text}"
    assert changes(frame, [Segment("ac")], [Segment("cd")]) == "\x1b[1;2Hc"


@pytest.mark.parametrize(
    ("text", "written"), [("a\x1b[2Jb", "a␛[2Jb"), ("\x9b1A", None), ("\u0301ab", "\u0301ab"), ("\u202eab", None)]
)
def test_nothing_in_a_text_controls_the_terminal(text: str, written: str | None) -> None:
    rows = [Segment(text), Segment("next")]
    sent = Frame().changes([Piece(0, 0, Strip(rows, WIDTH))], ColorSystem.TRUECOLOR)
    body = sent.removeprefix("\x1b[1;1H")
    assert body.isprintable()
    assert written is None or body.startswith(written)


def test_an_address_that_must_not_be_opened_is_not_sent() -> None:
    assert "file:" not in changes(Frame(), [Segment("words", Style(link="file:///etc/passwd"))])


@pytest.mark.parametrize("name", ["standard", "256", "truecolor"])
def test_the_colours_are_those_of_the_terminal(name: str) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, color_system=name)  # type: ignore[arg-type]
    update = whole([strip([Segment("words", Style(color="#fe0102", bgcolor="#0102fd"))])])
    ours = shown(Frame().difference(update).render_segments(console))
    assert ours.cells == shown(update.render_segments(console)).cells


def test_keys_send_what_changes_and_ctrl_l_sends_every_cell(reader: Callable[..., Any]) -> None:
    opened = reader(shows="1 of 3")
    opened.press("j")
    opened.wait_for("2 of 3")
    before = len(opened.written)
    opened.press("j")
    opened.wait_for("3 of 3")
    assert "Ten minutes" not in opened.written[before:]
    opened.press("ctrl+l")
    opened.wait_for(lambda _: "Ten minutes" in opened.written[before:])
    opened.press("q")
    assert opened.end().is_clean()
