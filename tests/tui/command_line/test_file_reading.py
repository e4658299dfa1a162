"""What is shown while the files of a call are read."""

from __future__ import annotations

import re
from io import StringIO
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from thread_parsers import standard_error
from thread_reader import diagnostics
from thread_reader.cli import run
from thread_reader.command_line import file_reading

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = re.compile(r"file 1 of 2: (\d+) % read, [\d,]+ comments")


class Terminal(StringIO):
    """Standard error of a user who watches."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def large(page: Path) -> str:
    """A page that is read in several steps."""
    comments = (f"Ann{at} · 2025-03-09 18:20\nWords.\n\n" for at in range(20_000))
    page.write_text("Bees\n\n" + "".join(comments), encoding="utf-8")
    return str(page)


@pytest.fixture
def error(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """What is standard error for messages, on which progress is shown at once."""
    terminal = Terminal()
    monkeypatch.setattr(standard_error, "sys", SimpleNamespace(stderr=terminal))
    monkeypatch.setattr(file_reading, "QUIET_SECONDS", 0.0)
    monkeypatch.setattr(diagnostics, "PROGRESS_SECONDS", 0.0)
    return terminal


def test_it_says_how_much_of_which_file_is_read_and_is_deleted_at_the_end(
    large: str, error: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([large, "/missing.txt", "--count"]) == 2
    shown = [match for match in map(SHOWN.fullmatch, error.getvalue().split("\r")) if match]
    percents = [int(match[1]) for match in shown]
    assert percents == sorted(percents)
    assert percents[-1] > 50
    blank = " " * len(shown[-1][0])  # the line of the error has nothing of it
    assert f"\r{blank}\rthread-reader: cannot read /missing.txt" in error.getvalue()
    assert capsys.readouterr().out == "20000\t1. Bees\n"


def test_a_terminal_that_gets_the_output_shows_no_progress_after_its_beginning(
    large: str, error: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thread_reader.command_line.file_reading.is_terminal", lambda: True)
    assert run([large, large, "--count"]) == 0
    assert "file 1 of 2" in error.getvalue()
    assert "file 2 of 2" not in error.getvalue()
    assert error.getvalue().endswith(" \r")
