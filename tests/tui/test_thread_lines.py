"""The program on a deep thread: pinned heads, the sheet of parents, clicks on thread lines, the width of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from thread_reader.screens.reading_screen import ReadingScreen

    Opened = Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], ReadingScreen]]]

NAMES = ("Ann", "Bo", "Cem", "Dana", "Eva", "Finn", "Gus", "Hal")


PAGE = "\n".join(
    f"{'    ' * level}{name} · 2025-07-01 1{level}:00\n{'    ' * level}Level {level}. {'The kiln was warm. ' * 7}\n"
    for level, name in enumerate(NAMES)
)
"""Each comment answers the one before."""


def rows(pilot: Pilot[None]) -> list[str]:
    """The lines on the screen, without the scroll bar."""
    return [strip.text[:-1].rstrip() for strip in pilot.app.screen._compositor.render_strips()]


async def press(pilot: Pilot[None], *keys: str) -> list[str]:
    """The lines on the screen after some keys."""
    await pilot.press(*keys)
    await pilot.pause()
    return rows(pilot)


async def test_the_parents_of_what_is_at_the_top_are_pinned_and_can_be_clicked(opened: Opened) -> None:
    async with opened(PAGE, size=(80, 24)) as (pilot, screen):
        reader = screen.session.reader
        drawn = await press(pilot, "2", *"jjjjjj")
        assert reader.position.comment == 6
        assert drawn[1:5] == [
            "  ▾ AN Ann  … 1 between",
            "  │ │ ▾ CE Cem  Level 2. The kiln was warm. The kiln was warm. The kiln was w…",
            "  │ │ │ ▾ DA Dana  Level 3. The kiln was warm. The kiln was warm. The kiln wa…",
            "  │ │ │ │ The kiln was warm. The kiln was warm. The kiln was warm. The kiln",
        ]
        assert screen.comments.get_selection(Selection(Offset(0, 0), Offset(79, 2))) is None
        copied = screen.comments.get_selection(Selection(Offset(0, 0), Offset(79, 5)))
        assert copied == (" ".join(row.strip("│ ") for row in drawn[4:6]) + "\n", "\n")
        await pilot.click("#comments", offset=(30, 1))
        await pilot.pause()
        assert reader.position.comment == 2
        assert [row[:16] for row in rows(pilot)[1:4]] == ["  ▾ AN Ann  Leve", "  │ ▾ BO Bo  Lev", "▌ │ │ ▾ CE Cem  "]
        await press(pilot, "ctrl+o")
        assert reader.position.comment == 6
        assert (await press(pilot, "k", "k", "z", "t"))[4].startswith("▌ │ │ │ │ ▾ EV Eva")
        await pilot.click("#comments", offset=(4, 5))  # on the line of Bo
        await pilot.pause()
        assert 1 in reader.folds
        assert any(row.startswith("▌ │ ▸ BO Bo") for row in rows(pilot))


async def test_the_parents_are_shown_until_another_key_and_enter_goes_to_one(opened: Opened) -> None:
    async with opened(PAGE, size=(80, 18)) as (pilot, screen):
        drawn = await press(pilot, "2", "P")
        assert drawn[-2].startswith(" a top-level comment has no parent")
        before = await press(pilot, *"jjjjjjj")
        drawn = await press(pilot, "P")
        assert drawn[1:6] == [
            "  ▾ AN Ann OP  10:00",
            "  │ Level 0. The kiln was warm. The kiln was warm. The kiln was warm. The kiln",
            "  │ was warm. The kiln was warm. The kiln was warm. The kiln was warm.",
            "  │ … 3 between",
            "  │ │ │ │ ▾ EV Eva  14:00",
        ]
        assert drawn[7].endswith("The kiln…")
        assert set(drawn[14]) == {"─"}
        assert [row[:1] for row in drawn[9:14]] == [" ", " ", "▌", "▌", "▌"]
        assert drawn[-1].endswith("other keys close")
        assert await press(pilot, "q") == before
        assert screen.session.reader.position.comment == 7
        await press(pilot, "P")
        await pilot.click(offset=(20, 14))  # on the rule
        await pilot.pause()
        assert rows(pilot) == before
        await press(pilot, *"Pkkkkk", "enter")
        assert screen.session.reader.position.comment == 0
        await press(pilot, "ctrl+o", "P", "enter")
        assert screen.session.reader.position.comment == screen.session.reader.columns.parent[7]
        await press(pilot, "ctrl+o", "P")
        await pilot.click(offset=(20, 6))
        await pilot.pause()
        assert screen.session.reader.position.comment == 4


async def test_lines_become_shorter_and_longer_by_keys(opened: Opened) -> None:
    async with opened(PAGE, size=(120, 30)) as (pilot, _):
        for keys, words, said in (
            ("w", "warm. The kiln was", ""),
            ("z<z<", "kiln was warm. The", " lines of up to 72 columns"),
            ("z>" * 13, "kiln was warm. The kiln", " lines of up to 120 columns"),
        ):
            drawn = await press(pilot, *keys)
            assert drawn[2].rstrip(" │┃").endswith(words)
            assert drawn[-2].startswith(said)


async def test_parents_that_become_visible_do_not_cover_the_comment_under_the_cursor(opened: Opened) -> None:
    async with opened(PAGE, size=(80, 24)) as (pilot, screen):
        await press(pilot, "2", "f", *"user:Finn", "enter")
        await screen.session.scheduler.wait()
        drawn = await press(pilot, "c")
        assert screen.session.reader.position.comment == 5
        assert any(row.startswith("▌") and " FI Finn" in row for row in drawn)
