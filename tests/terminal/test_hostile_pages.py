"""Pages that were written to do harm, opened by the program in a terminal, every byte judged.

A case is a file of `tests/cases/hostile`: what it tries, what must stand on the screen, a blank line, and the page with
its strange characters as `\\xNN`, `\\uNNNN` and `\\UNNNNNNNN`. Every finding becomes a case with the next number.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

Reader = Callable[..., Any]

CASES = sorted((Path(__file__).parents[1] / "cases" / "hostile").glob("*.txt"))

EVERYWHERE = ["?", "ctrl+p", "U", "y", "o", "r", "R", "s", "T", "/", "f"]
"""Keys that open what shows words of the page: help, palette, names, dialogues, the lines of the file, prompts."""


class Case(NamedTuple):
    """What must be seen, and the page."""

    shows: list[str]
    page: bytes


def read_case(path: Path) -> Case:
    """A case from its file."""
    about, _, page = path.read_text(encoding="utf-8").partition("\n\n")
    shows = [line.removeprefix("shows: ") for line in about.split("\n") if line.startswith("shows: ")]
    text = page.encode("latin-1", "backslashreplace").decode("unicode_escape")
    return Case(shows, text.encode("utf-8", "surrogateescape"))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (24, 8)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_byte_of_a_hostile_page_acts(reader: Reader, tmp_path: Path, path: Path, size: tuple[int, int]) -> None:
    case = read_case(path)
    page = tmp_path / "hostile.txt"
    page.write_bytes(case.page)
    opened = reader(page, size=size, shows="")
    if size == (80, 24):
        opened.wait_for(lambda text: all(wanted in text for wanted in case.shows))
    opened.wait_for_output("\x1b[?2004h")
    for key in EVERYWHERE:
        opened.press("2", key, "j", "x", "esc", "esc")
    opened.press("@", "n", "x", "l", "m", "a", "]", "l", "G", "g", "1", "3", "tab", "q")
    assert opened.end().is_clean()


NAMES = [
    "\x1b]0;title\x07",
    "\x1b[2J",
    "\u202etxt.exe",
    "[bold]",
    "-",
    "--help.txt",
    "a\nb",
    "\udcff\udcfe",
    "漢" * 60,
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_no_byte_of_a_hostile_file_name_acts(reader: Reader, page: Path, name: str) -> None:
    hostile = page.with_name("folder-" + name)
    page.rename(hostile)
    opened = reader(hostile)
    opened.press("R", "esc", "y", "l", "esc", "q")
    assert opened.end().is_clean()


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_an_error_about_a_hostile_file_name_is_one_line(
    terminal: Callable[..., Any], program: list[str], tmp_path: Path, name: str
) -> None:
    ending = terminal([*program, f"{tmp_path}/missing-{name}"]).end()
    assert (ending.status, ending.findings) == (2, [])
    assert ending.last_words.count("\n") == 1


@pytest.mark.parametrize("unit", ["ferry ", "fähre ", "\x1b[1m"], ids=ascii)
def test_a_comment_of_megabytes_is_read_at_any_size(reader: Reader, tmp_path: Path, unit: str) -> None:
    # More lines on a narrow screen than the reader keeps, so that they would be broken again for each key.
    line = unit * (3_000_000 // len(unit))
    comments = "".join(f"Mara\n· 2025-12-24 06:14\n{text}\nReply0\n" for text in ("First.", line, "Last."))
    page = tmp_path / "page.txt"
    page.write_text(f"Title\nThe pier.\nReward\nComment\n0/400\n{comments}", encoding="utf-8")
    opened = reader(page)
    opened.wait_for("1 of 3")
    for columns, rows in ((20, 6), (40, 10), (250, 70), (80, 24)):
        opened.resize(columns, rows)
        opened.press("2", "g", "j", "j", "j", "k", "K", "G", "k", "1", "tab")
    opened.press("2", "G")
    opened.wait_for("3 of 3")
    opened.press("q")
    assert opened.end().is_clean()
