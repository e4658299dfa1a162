"""Mail on the screen: the picker over threads, quotes and signatures, the mail as it is in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.source.open import open_source
from thread_reader.app import make_app
from thread_reader.screens.picker import Choices, PickerScreen
from thread_reader.screens.reading_screen import ReadingScreen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from thread_reader.app import ReaderApp
    from thread_reader.screens.key_screen import KeyScreen

MAIL = """From: {name} <{name}@example.org>
Date: Mon, 4 Mar 2024 0{hour}:00:00 +0000
Subject: {subject}
Message-ID: <{hour}@example.org>
{parent}
> What is it?
> Tell me.
{words}
--\x20
{name} of the kiln
"""


def maildir(folder: Path) -> Path:
    """A maildir with two threads, the second one of two mails."""
    for hour, (name, subject, parent, words) in enumerate(
        [
            ("Ada", "Glaze", "", "Blue."),
            ("Bo", "Clay", "", "Red."),
            ("Cy", "Re: Clay", "References: <2@example.org>\n", "Brown."),
        ],
        1,
    ):
        path = folder / ("new" if hour == 1 else "cur") / f"{9 - hour}.host:2,S"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MAIL.format(name=name, subject=subject, parent=parent, words=words, hour=hour))
    return folder


async def settle(pilot: Pilot[None], screen: type[KeyScreen[Any]] = ReadingScreen) -> None:
    """Wait until a switch of screens has been drawn, and a screen of this kind is on top."""
    for _ in range(3):
        await pilot.pause()
    for _ in range(100):
        if isinstance(pilot.app.screen, screen):
            return
        await pilot.pause(0.05)


def drawn(app: ReaderApp) -> str:
    return "\n".join(
        "".join(segment.text for segment in strip).rstrip()
        for strip in app.screen._compositor.render_strips()  # what is on the screen, row by row
    )


async def test_a_thread_is_picked_and_its_quotes_are_folded(tmp_path: Path) -> None:
    app = make_app(open_source(str(maildir(tmp_path))))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        for screen in app.screen_stack:
            if isinstance(screen, ReadingScreen):
                await screen.session.scheduler.wait()
        if not isinstance(app.screen, PickerScreen):  # it comes by itself if the file has been read by then
            await pilot.press("z", "p")
            await settle(pilot, PickerScreen)
        picker = app.screen
        assert isinstance(picker, PickerScreen)
        assert [choice.title for choice in picker.query_one(Choices).choices] == ["Glaze", "Clay"]
        await pilot.press("down", "enter")
        await settle(pilot)
        reading = app.screen
        assert isinstance(reading, ReadingScreen)
        assert reading.session.reader.discussion.title == "Clay"
        assert "▎ Tell me." in drawn(app)
        assert "of the kiln" in drawn(app)
        await pilot.press("z", "q")
        await settle(pilot)
        folded = drawn(app)
        assert folded.count("2 lines quoted") == folded.count("signature, 2 lines") == 2
        assert "Tell me." not in folded
        assert "of the kiln" not in folded
        assert "Brown." in folded
        await pilot.press("/", *"tell", "enter")
        await reading.session.scheduler.wait()
        await settle(pilot)
        assert "▎ Tell me." in drawn(app), "a hit in a quote is not on the screen"
        await pilot.press("escape")
        await settle(pilot)
        assert "▎ Tell me." not in drawn(app)
        await pilot.press("z", "q")
        await settle(pilot)
        assert "▎ Tell me." in drawn(app)


async def test_a_mail_address_is_shown_with_the_mail_as_it_is_in_the_file(tmp_path: Path) -> None:
    app = make_app(open_source(str(maildir(tmp_path))), part=2)
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        assert "@example.org" not in drawn(app)
        await pilot.press("j", "r")
        await pilot.pause()
        assert "From: Cy <Cy@example.org>" in drawn(app)
