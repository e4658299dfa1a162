"""Changing the keys of a command from the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import press
from thread_reader.app import keymap_of
from thread_reader.keymap import Keymap
from thread_reader.settings import Settings
from thread_reader.state.choices import remember_theme, remembered_keys, remembered_theme

if TYPE_CHECKING:
    from harness.fake_host import FakeHost
    from thread_reader.host import Prompt
    from thread_reader.session.session import Session


class Field:
    """A field with a text."""

    def __init__(self, text: str) -> None:
        self.words = (text, len(text))

    def put(self, words: str, cursor: int | None = None) -> None:
        raise AssertionError(words, cursor)


def asked(session: Session, host: FakeHost, command: str) -> Prompt:
    """The prompt for the keys of a command."""
    press(session, "ctrl+p")
    assert host.delete is not None
    host.delete(command)
    assert session.prompt is not None
    return session.prompt


def test_new_keys_work_at_once_and_in_the_next_run(session: Session, host: FakeHost) -> None:
    remember_theme("nord")
    prompt = asked(session, host, "fold.all")
    assert prompt.text == "z M"
    prompt.typed("z M, ctrl+x")
    assert prompt.note().startswith("fold all")
    assert prompt.key("enter", Field("z M, ctrl+x"))
    assert session.prompt is None
    assert session.message == "zM Ctrl-x: fold all"
    press(session, "ctrl+x")
    assert 0 in session.reader.folds
    assert remembered_keys() == {"fold.all": ("z M", "ctrl+x")}
    assert remembered_theme() == "nord"
    assert keymap_of(Settings()).keys["fold.all"] == ("z M", "ctrl+x")
    assert keymap_of(Settings(keys={"fold.all": ("f5",)})).keys["fold.all"] == ("f5",)
    assert keymap_of(Settings(keys={"fold.none": ("ctrl+x",)})).keys["fold.all"] == ("z M",)


@pytest.mark.parametrize(("typed", "says"), [("j", "'j' calls both"), ("j j", "can never be typed")])
def test_keys_of_other_commands_are_refused(session: Session, host: FakeHost, typed: str, says: str) -> None:
    prompt = asked(session, host, "fold.all")
    assert prompt.key("enter", Field(typed))
    assert session.prompt is prompt
    assert says in prompt.note()
    assert session.keymap.keys == Keymap().keys
    assert prompt.key("escape", Field(typed))
    assert session.prompt is None
