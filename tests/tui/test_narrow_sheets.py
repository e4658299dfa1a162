"""Sheets and prompts in a narrow terminal: texts behind labels, and notes beside a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.widgets import Static

from thread_reader.screens.text_dialog import HANGING_CELLS, SheetLines, hanging

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from thread_reader.screens.reading_screen import ReadingScreen

    Reading = Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], ReadingScreen]]]

PAGE = "A ferry is late.\nReward\nComment\n0/400\nTom\n· 2025-03-20 18:20\nLate.\nReply0\n"
WORDS = st.text(st.sampled_from("ab 渡 \u0301"), max_size=80)


@pytest.mark.parametrize(
    ("text", "indent", "width", "rows"),
    [
        ("tea at the pier", 6, 20, [(6, "tea at the"), (6, "pier")]),
        ("tea at the pier", 12, 20, [(12, ""), (HANGING_CELLS, "tea at the pier")]),
        ("tea", 12, 20, [(12, "tea")]),
        ("tea and cake at the pier", 12, 22, [(12, "tea and"), (HANGING_CELLS, "cake at the pier")]),
        ("", 30, 20, [(30, "")]),
    ],
    ids=["hanging", "on the next row", "short", "less indented", "empty"],
)
def test_a_text_behind_a_long_label_has_most_of_the_next_rows(
    text: str, indent: int, width: int, rows: list[tuple[int, str]]
) -> None:
    assert list(hanging(text, indent, width, 80)) == rows


@given(WORDS, st.integers(0, 40), st.integers(2, 40), st.integers(4, 80))
def test_no_word_is_lost_and_no_row_is_too_wide(text: str, indent: int, width: int, measure: int) -> None:
    rows = list(hanging(text, indent, width, measure))
    assert "".join("".join(piece for _, piece in rows).split()) == "".join(text.split())
    assert all(cell_len(piece) <= max(2, min(width - before, measure)) for before, piece in rows if piece.strip())


async def test_a_label_that_is_wider_than_the_sheet_wraps(opened: Reading) -> None:
    async with opened(PAGE, size=(20, 8)) as (pilot, screen):
        await pilot.press("R")
        await pilot.pause()
        sheet = screen.app.screen.query_one(SheetLines)
        sheet.replace([[("read as ", "quiet"), ("chat", "heading"), (" (text)", "")]])
        for width in (3, 9, 13, 14, 18, 40):
            rows = ["".join(segment.text for segment in row) for row in sheet._column(width)]
            assert "".join("".join(rows).split()) == "readaschat(text)"
            assert all(cell_len(row) <= width for row in rows), width


@pytest.mark.parametrize(("width", "note"), [(120, "1 comment as Markdown   Enter exports"), (40, "1 comment as…")])
async def test_a_note_leaves_room_for_the_field(opened: Reading, width: int, note: str) -> None:
    async with opened(PAGE, size=(width, 10)) as (pilot, screen):
        await pilot.press("e")
        await pilot.pause()
        assert str(screen.query_one("#prompt-note", Static).content) == note
