"""A sheet with a list on the screen: keys, finding, what is said of a row, its size after a resize."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.screens.sheet_screen import SheetScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from thread_reader.screens.reading_screen import ReadingScreen

PAGE = "The trams are late.\nThey run at night.\n7 Likes\nReward\n7\n3\nRepost\nShare\nComment\n0/400\n" + "".join(
    f"Person{number}\n· 2025-03-09 18:{number:02}\nSee https://town{number}.example/minutes/{number} first.\nReply0\n"
    for number in range(40)
)


def text_of(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def test_a_list_is_moved_in_searched_and_closed(
    opened: Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], ReadingScreen]]],
) -> None:
    async with opened(PAGE, size=(100, 30)) as (pilot, screen):
        await pilot.press("L")
        await screen.session.scheduler.wait()
        await pilot.pause()
        assert isinstance(pilot.app.screen, SheetScreen)
        sheet: SheetScreen = pilot.app.screen
        lines = text_of(pilot).splitlines()
        assert "╭─ Links ──" in lines[2]
        assert " 40 links · 40 domains ────╮" in lines[2]
        assert "Enter open (asks first)" in lines[25]
        assert lines[28].startswith(" → https://town0.example/minutes/0")
        await pilot.press("j", "j", "k")
        await pilot.pause()
        assert text_of(pilot).splitlines()[28].startswith(" → https://town1.example/minutes/1")
        await pilot.press("/", *"town39")
        await sheet.scheduler.wait()
        await pilot.pause()
        assert "/town39▌" in text_of(pilot)
        assert "town38.example" not in text_of(pilot)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "https://town39.example/minutes/39" in text_of(pilot), "the whole address, before it is opened"
        await pilot.press("escape")
        await pilot.press("escape")
        assert sheet.sheet.size == len(sheet.sheet.lines)
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        assert len([line for line in text_of(pilot).splitlines() if "│" in line[:3]]) == 8
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, SheetScreen)
        await pilot.press("L", "f")
        await screen.session.scheduler.wait()
        assert screen.session.reader.filter.text == "link:https://town0.example/minutes/0"
