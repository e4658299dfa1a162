"""Where the reader cannot be drawn, an error says why and names the alternative."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

OnTerminal = Callable[..., tuple[int, bytes]]


@pytest.mark.parametrize(
    ("surroundings", "words"),
    [
        ({"keyboard": True, "TERM": "dumb"}, "TERM=dumb"),
        ({"keyboard": True, "size": (0, 0)}, "no size"),
        ({"keyboard": False}, "not a keyboard"),
    ],
)
def test_a_terminal_that_cannot_show_the_reader_is_refused(
    on_terminal: OnTerminal, page: Path, surroundings: dict[str, object], words: str
) -> None:
    status, got = on_terminal(page, **surroundings)
    (line,) = got.decode().splitlines()
    assert status == 2
    assert words in line
    assert "--to txt" in line


def test_text_is_written_to_any_terminal(on_terminal: OnTerminal, page: Path) -> None:
    status, got = on_terminal(page, "--to", "txt", size=(0, 0), TERM="dumb")
    assert status == 0
    assert b"I can see them from my window." in got


def test_a_page_from_standard_input_needs_a_terminal_for_the_keys(on_terminal: OnTerminal) -> None:
    """Standard input is empty here: it is read to its end, and then there is no terminal to read keys from."""
    status, got = on_terminal("-")
    assert status == 2
    assert got.decode().startswith("thread-reader: ")
