"""The reader opened at a comment or a line, and on what comes through a pipe."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from harness.boards import BOARD, knowing_boards

if TYPE_CHECKING:
    from pathlib import Path

    from harness.terminal import Terminal

Reader = Callable[..., Any]


@pytest.mark.parametrize(
    ("place", "shows"),
    [("2", "2 of 3"), ("line:18", "2 of 3"), ("line:11", "1 of 3"), ("3", "3 of 3"), ("line:999", "no line 999")],
)
def test_the_cursor_is_at_the_place_that_was_named(reader: Reader, page: Path, place: str, shows: str) -> None:
    opened = reader(f"{page}:{place}", shows=shows)
    opened.press("q")
    assert opened.end().is_clean()
    opened = reader(page, "--at", place, shows=shows)
    opened.press("q")
    assert opened.end().is_clean()


@pytest.mark.parametrize("place", ["4", "0", "999999999999", "line:0", "line:999999999999"])
def test_a_place_past_the_end_is_the_last_comment_and_a_message(reader: Reader, page: Path, place: str) -> None:
    kind, _, number = place.rpartition(":")
    opened = reader(f"{page}:{place}", shows=f"no {kind or 'comment'} {number}; the last one is")
    opened.press("k")
    opened.wait_for("2 of 3")
    opened.press("q")
    assert opened.end().is_clean()


def test_a_line_before_the_comments_is_said(reader: Reader, page: Path) -> None:
    opened = reader(f"{page}:line:1", shows="line 1 is before the first comment")
    opened.press("j")
    opened.wait_for("2 of 3")
    opened.press("q")
    assert opened.end().is_clean()


def test_a_place_that_the_filter_hides_is_said(reader: Reader, page: Path) -> None:
    opened = reader(f"{page}:1", "-w", "ferry", shows="comment 1 is hidden by the filter; F shows all")
    opened.press("q")
    assert opened.end().is_clean()
    opened = reader(f"{page}:3", "-w", "they", shows="They painted it")
    opened.press("q")
    assert opened.end().is_clean()


def test_a_place_in_a_large_file_is_reached_once_it_is_read(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("".join(f"Ann{n}\n· 2025-03-09 18:{n % 60:02}\nWord {n}.\nReply0\n" for n in range(1, 60_001)))
    for place in ("59990", f"line:{59989 * 4 + 2}"):
        opened = reader(f"{path}:{place}", shows="59,990 of 60,000")
        opened.wait_for("Word 59990.")
        opened.press("ctrl+o")
        opened.wait_for("Word 1.")
        opened.press("q")
        assert opened.end().is_clean()


def test_moving_before_the_place_is_read_cancels_it(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("".join(f"Ann{n}\n· 2025-03-09 18:{n % 60:02}\nWord {n}.\nReply0\n" for n in range(1, 300_001)))
    opened = reader(f"{path}:299990", shows="Word 1.")
    opened.press("j")
    opened.wait_for("of 300,000")
    opened.wait_for("2 of 300,000")
    opened.press("q")
    assert opened.end().is_clean()


@pytest.mark.parametrize("shell", ['cat "$0" | "$@"', '"$@" < "$0"'], ids=["pipe", "file"])
def test_standard_input_is_opened_without_a_name_and_the_keyboard_works(
    terminal: Callable[..., Terminal], program: list[str], page: Path, shell: str
) -> None:
    opened = terminal(["sh", "-c", shell, str(page), *program])
    opened.wait_for("1 of 3")
    opened.press("j")
    opened.wait_for("2 of 3")
    opened.press("q")
    assert opened.end().is_clean()


def test_the_copied_link_opens_the_reader_there(reader: Reader, page: Path) -> None:
    opened = reader(page)
    opened.press("j", "y")
    opened.wait_for("link: FILE:number")
    opened.press("l")
    opened.wait_for("copied")
    copied = f"{page}:2"
    opened.wait_for(lambda text: f"copied {len(copied)} characters" in text)
    opened.press("q")
    assert opened.end().is_clean()
    again = reader(copied, shows="2 of 3")
    again.press("q")
    assert again.end().is_clean()


def test_a_place_is_in_the_first_discussion_with_comments_or_in_the_chosen_one(
    reader: Reader, tmp_path: Path, environment: dict[str, str]
) -> None:
    around = knowing_boards(tmp_path, environment)
    path = tmp_path / "board.txt"
    path.write_text(f"= Nothing here\n{BOARD}", encoding="utf-8")
    opened = reader(f"{path}:2", shows="2 of 2", **around)
    opened.wait_for("And bees.")
    opened.press("q")
    assert opened.end().is_clean()
    opened = reader(path, "-w", "bees", shows="Discussions of this file", **around)
    opened.press("\x1b")
    opened.wait_for(lambda text: "Discussions of this file" not in text and "And bees." in text)
    opened.wait_for(lambda text: "Bring clay." not in text)
    opened.press("q")
    assert opened.end().is_clean()
    opened = reader(f"{path}:9", "--part", "3", shows="no comment 9; the last one is 1", **around)
    opened.wait_for("Bees again.")
    opened.press("q")
    assert opened.end().is_clean()
    opened = reader(path, "--part", "9", shows="no part 9; the file has 3 discussions", **around)
    assert opened.end().is_refusal()
