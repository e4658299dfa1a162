"""Every command of the table on pages that lack something: no comments, one comment, no authors, no article.

The commands follow each other without a pause, before the first layout, in the running program, and after a reload.
"""

from __future__ import annotations

import asyncio
import string
from typing import TYPE_CHECKING

import pytest
from textual import events

from harness.fake_host import FakeHost
from thread_parsers.reading import parse
from thread_parsers.source.open import open_source
from thread_reader.app import make_app
from thread_reader.command_table import BY_ID, COMMANDS, KINDS, Command
from thread_reader.commands.handlers import run
from thread_reader.keymap import Call
from thread_reader.screens.reading_screen import ReadingScreen
from thread_reader.session.session import Session
from thread_reader.view.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.app import App

ARTICLE = "The ferry is late. Painters found rust beneath the bridge.\nIt rains on 3 days of 4.\n"
FOOT = "3 Likes\nReward\n3\n1\nRepost\nShare\nComment\n0/400\n"
COMMENT = "{}\n· 2025-03-09 18:20\nRust beneath the bridge? See https://example.org/a.\n---\nOr late.\nReply0\n"

PAGES = {
    "no comments": ARTICLE,
    "nothing": "\n",
    "one line": "x\n",
    "one comment": ARTICLE + FOOT + COMMENT.format("Ann"),
    "two comments": ARTICLE + FOOT + COMMENT.format("Ann") + COMMENT.format("Tom"),
    "no authors": ARTICLE + FOOT + COMMENT.format("") * 2,
    "no article": FOOT + COMMENT.format("Ann") * 3,
}
LEAVING = {"program.quit", "program.suspend"}
PLAYED = [command for command in COMMANDS if command.id not in LEAVING]
QUICK = [
    "J",
    "j",
    "l",
    "h",
    "x",
    "c",
    "n",
    "]",
    "s",
    "G",
    ":",
    "1",
    "enter",
    "z",
    "b",
    "f",
    "a",
    "enter",
    "c",
    "F",
    "1",
    "j",
]
"""Keys in the order of a reader in a hurry."""


PLAYS = [((80, 24), "31", "2"), ((120, 40), "21", "3"), ((200, 50), "2", "1"), ((30, 8), "2", "")]
"""Sizes, and the panes that have the focus for every command before and after a reload: one pane on the screen, two
columns, three columns, and a low and narrow screen."""


def calls_of(command: Command) -> Iterator[Call]:
    """The command as it may be typed: with every letter that means something, and with a count."""
    letters = [*KINDS, "z"] if command.id.startswith("jump") else list(string.ascii_lowercase[:3])
    yield from (Call(command, letter=letter) for letter in (letters if command.letter else [None]))
    if command.counts:
        yield from (Call(command, count) for count in (1, 3))


@pytest.fixture(autouse=True)
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links are opened by pressing keys, but no browser is started."""
    monkeypatch.setattr("thread_reader.browser.open_address", lambda _address: "opened")


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
async def test_commands_may_come_before_the_first_layout(page: str) -> None:
    for first in PLAYED:
        session = Session(Reader(parse(page)))
        session.host = host = FakeHost(session)
        session.start()
        for pane in ("article", "comments", "stats"):
            for command in (first, BY_ID["move.next_sibling"], BY_ID["search.next"]):
                session.show_pane(pane)
                for call in calls_of(command):
                    run(session, call)
                if host.picked is not None and host.choices:
                    host.picked(host.choices[0].value)
                    host.picked = None
                if session.prompt is not None:
                    session.close_prompt()
        assert session.pane in ("article", "comments", "stats")
        session.close()


def key(name: str) -> events.Key:
    """A key as the terminal's driver reports it."""
    return events.Key(name, {"space": " ", "enter": "\r"}.get(name, name if len(name) == 1 else None))


def keys_of(command: Command) -> list[str]:
    """The first keys of a command, with a letter if it takes one, and Esc for what it may have opened."""
    return [*command.keys[0].split(" "), *(["a"] if command.letter else []), "escape"]


def screen_of(app: App[None]) -> ReadingScreen:
    """The reading screen, which must be on top."""
    screen = app.screen
    assert isinstance(screen, ReadingScreen)
    return screen


@pytest.mark.parametrize(("size", "before", "after"), PLAYS, ids=[f"{row[0][0]}x{row[0][1]}" for row in PLAYS])
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
async def test_every_command_leaves_the_program_running(
    tmp_path: Path, page: str, size: tuple[int, int], before: str, after: str
) -> None:
    path = tmp_path / "page.txt"
    path.write_text(page)
    app = make_app(open_source(str(path)))
    async with app.run_test(size=size) as pilot:
        await play(app, before)
        first = screen_of(app).session
        path.write_text(page + (COMMENT.format("Zoe") if "Reply0" in page else "\n"))
        app.post_message(key("ctrl+r"))
        # Keys may wait for a prompt or a list to be mounted, so the reload comes when they are done.
        while not isinstance(app.screen, ReadingScreen) or app.screen.session is first:
            await pilot.pause()
        await play(app, after)
        while screen_of(app)._keys:  # they wait for a prompt to be mounted
            await pilot.pause()
        session = screen_of(app).session
        assert session.pane in ("article", "comments", "stats")
        assert session.prompt is None


async def play(app: App[None], panes: str) -> None:
    """Press the keys of all commands in each of these panes, as fast as they can be handled."""
    for pane in panes:
        for command in PLAYED:
            if command.id != "program.reload":
                await press(app, pane, *keys_of(command))
        await press(app, pane, *QUICK, "escape", "escape", "escape")


async def press(app: App[None], *names: str) -> None:
    """Hand keys to the app as its driver does, without waiting for anything to be drawn."""
    for name in names:
        app.post_message(key(name))
    while not app._message_queue.empty():
        await asyncio.sleep(0)
