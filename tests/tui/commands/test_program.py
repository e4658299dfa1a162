"""Help, palette, mouse, reload and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import open_session, press
from thread_parsers.reading import read
from thread_parsers.source.open import open_source
from thread_reader.command_table import BY_ID, COMMANDS, GROUPS
from thread_reader.commands.registry import HANDLERS, handler
from thread_reader.session.succession import successor

if TYPE_CHECKING:
    from pathlib import Path

    from harness.fake_host import FakeHost
    from thread_reader.session.session import Session


def test_the_help_is_shown(session: Session, host: FakeHost) -> None:
    press(session, "?")
    assert host.sheet[0] == "Keys and signs"
    assert all(command.title in host.sheet[1] for command in COMMANDS)


def test_the_palette_runs_a_command(session: Session, host: FakeHost) -> None:
    press(session, "ctrl+p")
    assert "program.palette" not in [choice.value for choice in host.choices]
    assert not [choice for choice in host.choices if BY_ID[choice.value].letter]
    host.choose("move.last")
    assert session.reader.position.comment == 4
    assert host.redrawn


def test_the_palette_lists_what_it_ran_last_and_then_the_groups(session: Session, host: FakeHost) -> None:
    for command in ("move.last", "move.first", "fold.all", "fold.none", "view.comments", "move.last", "move.next"):
        press(session, "ctrl+p")
        host.choose(command)
    press(session, "ctrl+p")
    recent = [choice.value for choice in host.choices if choice.section == "Recent"]
    assert recent == ["move.next", "move.last", "view.comments", "fold.none", "fold.all"]
    assert [choice.value for choice in host.choices][:5] == recent
    assert list(dict.fromkeys(choice.section for choice in host.choices)) == ["Recent", *GROUPS]
    assert len({choice.value for choice in host.choices}) == len(host.choices)


def test_the_help_has_the_commands_by_group(session: Session, host: FakeHost) -> None:
    press(session, "?")
    places = [host.sheet[1].index(f"{group}\n") for group in GROUPS]
    assert places == sorted(places)


def test_the_mouse_is_handed_over_and_taken_back(session: Session, host: FakeHost) -> None:
    press(session, "M")
    assert (host.mouse_to_terminal, session.message) == (True, "the terminal has the mouse; M takes it back")
    press(session, "M")
    assert (host.mouse_to_terminal, session.message) == (False, "the reader has the mouse")


@pytest.mark.parametrize(("key", "call"), [("q", "quit"), ("ctrl+z", "suspend")])
def test_the_host_ends_and_suspends_the_program(session: Session, host: FakeHost, key: str, call: str) -> None:
    press(session, key)
    assert host.calls == [call]


def test_only_a_file_can_be_reloaded(session: Session) -> None:
    press(session, "ctrl+r")
    assert session.message == "only a file can be reloaded"


COMMENT = "Tom\n· 2025-03-20 18:2{}\nThe ferry is late.\nReply0\n"
PAGE = "A ferry is late.\nReward\nComment\n0/400\n"


async def test_a_reloaded_file_gets_a_session_at_the_same_place(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE + COMMENT.format(5) + COMMENT.format(4))
    session, host = open_session(read(open_source(str(path))))
    press(session, "j")
    session.show_pane("article")
    path.write_text(PAGE + COMMENT.format(6) + COMMENT.format(5) + COMMENT.format(4))
    press(session, "ctrl+r")
    await session.scheduler.wait()
    assert host.calls[-1] == "switch_session"
    following = successor(session)
    assert following is not None
    assert following.reader.position.comment == 2
    assert (following.pane, following.message) == ("article", "reloaded: 1 more comment; 1 new: ]n [n")
    assert following.reader.bookmarks.new == {0}


async def test_a_reload_keeps_terms_that_are_switched_off(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE + COMMENT.format(5))
    session, _ = open_session(read(open_source(str(path))))
    session.filter_by("user:Tom captain")
    session.reader.filter.switch(1)
    session.reader.filter.on = False
    press(session, "ctrl+r")
    await session.scheduler.wait()
    following = successor(session)
    assert following is not None
    assert following.reader.filter.snapshot() == session.reader.filter.snapshot()


async def test_a_prompt_delays_the_successor(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE + COMMENT.format(5))
    session, _ = open_session(read(open_source(str(path))))
    press(session, "ctrl+r", "/")
    await session.scheduler.wait()
    assert successor(session) is None
    session.close_prompt()
    assert successor(session) is not None


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE + COMMENT.format(5))
    session, host = open_session(read(open_source(str(path))))
    path.unlink()
    press(session, "ctrl+r")
    assert session.message.startswith("page.txt ")
    assert "switch_session" not in host.calls


@pytest.mark.parametrize("command", ["move.next", "move.sideways"])
def test_a_handler_needs_a_command_of_its_own(command: str) -> None:
    before = dict(HANDLERS)
    with pytest.raises(ValueError, match=command):
        handler(command)
    assert before == HANDLERS


def test_the_screen_is_drawn_again(session: Session, host: FakeHost) -> None:
    press(session, "ctrl+l")
    assert host.calls == ["redraw_all"]
