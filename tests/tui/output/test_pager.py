"""The pager: which one is used, what it gets, and that leaving it early is no error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TERMINAL = {"TERM": "xterm-256color"}


@pytest.mark.parametrize("option", ["--stats", "--receipt"])
def test_long_reports_are_given_to_the_pager(
    on_terminal: Callable[..., tuple[int, bytes]], page: Path, tmp_path: Path, option: str
) -> None:
    pager = "sh -c 'cat > paged.txt; echo \"$LESS\"'"
    status, written = on_terminal(page, option, keyboard=True, PAGER=pager, **TERMINAL)
    assert (status, written) == (0, b"FRX\r\n")
    alone = on_terminal(page, option, **TERMINAL)[1].decode().replace("\r\n", "\n")
    assert (tmp_path / "paged.txt").read_text(encoding="utf-8") == alone


@pytest.mark.parametrize("pager", ["", "cat", "no-such-program", "'open quote"])
def test_without_a_pager_the_terminal_gets_the_text(
    on_terminal: Callable[..., tuple[int, bytes]], page: Path, pager: str
) -> None:
    status, written = on_terminal(page, "--stats", keyboard=True, PAGER=pager, **TERMINAL)
    assert status == 0
    assert written.startswith(b"\x1b[1mStats")


def test_a_pager_that_is_left_early_ends_the_call(on_terminal: Callable[..., tuple[int, bytes]], page: Path) -> None:
    page.write_text("Bees\n\n" + "".join(f"Ann{at} · 2025-03-09 18:20\nWords.\n\n" for at in range(3_000)))
    status, written = on_terminal(page, "--receipt", keyboard=True, PAGER="head -n 1", **TERMINAL)
    assert status == 0
    assert written.count(b"\n") == 1
