"""A fault inside the app: one line, the terminal as it was, a status that is no success."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WITH_A_FAULT = """
import sys
from thread_reader import cli
from thread_reader.screens.reading_screen import ReadingScreen

def fail(screen, *_):
    secret = "words of the page"
    raise RuntimeError("fault \\x1b]0;x\\x07 in [/two]\\nlines")

if sys.argv[1] == "key":
    from thread_reader.commands.handlers import HANDLERS
    HANDLERS.update(dict.fromkeys(HANDLERS, fail))
elif sys.argv[1] == "mount":
    ReadingScreen.on_mount = fail
elif sys.argv[1] == "compose":
    ReadingScreen.compose = fail
elif sys.argv[1] == "lines":
    from thread_reader.widgets.comments_pane import CommentsPane
    CommentsPane.paint = fail
sys.exit(cli.main(sys.argv[2:]))
"""


@pytest.mark.parametrize("where", ["key", "mount", "compose", "lines"])
def test_one_line_says_so_and_the_terminal_is_restored(terminal: Callable[..., Any], page: Path, where: str) -> None:
    opened = terminal([sys.executable, "-c", WITH_A_FAULT, where, str(page)])
    if where == "key":
        opened.wait_for("1 of 3")
        opened.press("j")
    ending = opened.end()
    assert (ending.status, ending.findings, ending.not_restored) == (70, [], [])
    assert ending.last_words.startswith("thread-reader: internal error (RuntimeError: fault ␛]0;x␇ in [/two]␊lines")
    assert ending.last_words.count("\n") == 1
    assert "words of the page" not in opened.written


def test_details_are_shown_to_those_who_ask(terminal: Callable[..., Any], page: Path) -> None:
    """The traceback, after the screen was left, with nothing in it that acts."""
    opened = terminal([sys.executable, "-c", WITH_A_FAULT, "mount", str(page)], THREAD_READER_DEBUG="1")
    ending = opened.end()
    assert ending.status != 0
    assert "Traceback" in ending.last_words
    assert (ending.findings, ending.not_restored) == ([], [])


WITHOUT_A_STYLE_SHEET = """
import sys
from textual.css.stylesheet import Stylesheet
from thread_reader import cli

read = Stylesheet.read
Stylesheet.read = lambda sheet, path: read(sheet, str(path).replace("sheet.tcss", "missing.tcss"))
sys.exit(cli.main(sys.argv[1:]))
"""


def test_a_style_sheet_that_cannot_be_read_is_no_internal_error(terminal: Callable[..., Any], page: Path) -> None:
    """It is read when the first sheet is opened, and a disk may fail by then."""
    opened = terminal([sys.executable, "-c", WITHOUT_A_STYLE_SHEET, str(page)])
    opened.wait_for("1 of 3")
    opened.press("?")
    ending = opened.end()
    assert (ending.status, ending.findings, ending.not_restored) == (2, [], [])
    assert ending.last_words.startswith("thread-reader: cannot load a part of the program: unable to read CSS file")
    assert ending.last_words.count("\n") == 1
