"""Error messages: the reason is visible, however long the file name is."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

import pytest

from thread_parsers import standard_error
from thread_parsers.errors import QueryError, Unreadable
from thread_parsers.source import decode, folders, slack_export, zip_archive
from thread_parsers.source import open as opening
from thread_reader import diagnostics
from thread_reader.output.target_file import Unwritable

if TYPE_CHECKING:
    from collections.abc import Callable

DEEP = "/home/somebody/saved pages/of the year 2025/the harbour bridge and what it costs/page-0012.txt"


@pytest.fixture
def columns(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Set the width of the terminal on standard error; 0 for a pipe."""

    def set_columns(columns: int) -> None:
        monkeypatch.setattr(standard_error, "columns", lambda: columns)

    return set_columns


def line(error: Exception) -> str:
    """The line printed for an error."""
    return diagnostics.PREFIX + diagnostics.verdict(error)[0]


def test_a_long_name_is_shortened_in_the_middle_on_a_terminal(columns: Callable[[int], None]) -> None:
    columns(80)
    said = line(Unreadable(DEEP, "is damaged: gzip cannot unpack it"))
    assert said == "thread-reader: cannot read /home/so…-0012.txt: is damaged: gzip cannot unpack it"
    assert len(said) <= 80


def test_a_pipe_gets_the_whole_name(columns: Callable[[int], None]) -> None:
    columns(0)
    assert DEEP in line(Unreadable(DEEP, "is a folder"))
    assert DEEP in line(Unwritable(DEEP, "is a folder"))


@pytest.mark.parametrize("name", ["漢" * 60, "e\u0301" * 90, "\x1b]0;title\x07" * 20, "\u202e" * 99, "ab"])
@pytest.mark.parametrize("width", [80, 120, 30])
def test_names_of_any_letters_fit(columns: Callable[[int], None], name: str, width: int) -> None:
    columns(width)
    said = line(Unreadable(name, "is a folder"))
    assert diagnostics._cells(said) <= max(width, 40 + diagnostics.MIN_NAME_CELLS)
    assert said.isprintable()
    assert said.endswith(": is a folder")


def test_every_refusal_of_a_file_fits_on_a_row_of_80(columns: Callable[[int], None]) -> None:
    """The reasons are short enough for a name beside them."""
    columns(80)
    raised = [
        piece.split('"')[1]
        for module in (opening, decode, zip_archive)
        for piece in inspect.getsource(module).split("raise Unreadable(path, ")[1:]
        if '"' in piece
    ]
    tables = [*opening.REASONS.values(), *(reason for _, reason in (*decode.BINARY, *decode.BINARY_WORDS))]
    tables += [kind.refusal for kind in (folders.LIBRARY, *(kind for kind, _ in folders.KINDS))]
    tables += [decode.MISSING, slack_export.TOO_MANY]
    assert len(raised) > 8
    for reason in (*raised, *tables):
        filled = re.sub(r"\{[\w.]+ >> 20\}", "512", reason).replace("{name}", "bzip2")
        filled = filled.replace("{LIMITS.members:,}", "10,000").replace("{LIMITS.ratio}", "200")
        assert len(line(Unreadable(DEEP, filled))) <= 80


def test_a_narrow_terminal_gets_the_whole_reason(on_terminal: Callable[..., tuple[int, bytes]]) -> None:
    status, said = on_terminal("a long name of a page " * 5 + ".txt", size=(24, 40))
    assert status == 2
    assert "…" in said.decode()
    assert said.decode().endswith(": does not exist\r\n")


@pytest.mark.parametrize(
    ("column", "quoted"),
    [(0, f"{'9' * 80}…"), (500, f"…{'9' * 80}…"), (4999, f"…{'9' * 80}")],
)
def test_a_long_query_is_quoted_around_its_error_only(column: int, quoted: str) -> None:
    error = QueryError("bad", "9" * 5000, column)
    message, status = diagnostics.verdict(error)
    assert (message, status) == (f"--where: bad, at column {column + 1} of {quoted}", 2)
