"""The command table is complete and unambiguous, and keys become commands."""

from __future__ import annotations

import pytest

from thread_reader.command_table import BY_ID, COMMANDS, KINDS, written
from thread_reader.commands.handlers import HANDLERS
from thread_reader.help_text import help_lines
from thread_reader.keymap import Keymap, PendingKeys
from thread_reader.render.signs import UNICODE
from thread_reader.view.kinds import ANCHORS, COMMENTS_OF_KIND

SINGLE = """
j k down up J K p { } h l left right enter space b ctrl+d ctrl+u g G / n N * escape f F c @ U ; ,
s m ' ctrl+o y o tab shift+tab 1 2 3 w ? ctrl+p q x ] [ : ctrl+e ctrl+y ctrl+l
"""
PROMISED = (*SINGLE.split(), "z a", "z M", "z R", "z t", "z z", "z b")
"""The keys that the design promises."""


def typed(*keys: str, keymap: Keymap | None = None) -> list[tuple[str, int | None, str | None]]:
    """The commands that keys call, with count and letter, if digits are counts."""
    pending = PendingKeys(keymap or Keymap(), counts=True)
    calls = [pending.press(key, key if len(key) == 1 else None) for key in keys]
    return [(call.command.id, call.count, call.letter) for call in calls if call is not None]


def test_every_command_has_a_handler_keys_and_a_title() -> None:
    assert HANDLERS.keys() == BY_ID.keys()
    assert len(BY_ID) == len(COMMANDS)
    assert all(command.title and command.group and command.keys for command in COMMANDS)


def test_every_promised_key_is_bound() -> None:
    bound = {key for command in COMMANDS for key in command.keys}
    assert [key for key in PROMISED if key not in bound] == []


def test_no_key_calls_two_commands() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))


def test_the_help_lists_every_key_of_every_command() -> None:
    text = "\n".join("".join(part for part, _ in line) for line in help_lines(Keymap(), UNICODE))
    for command in COMMANDS:
        assert command.title in text
        assert all(written(key) in text for key in command.keys)


def test_there_is_a_jump_to_every_kind() -> None:
    assert KINDS.keys() == COMMENTS_OF_KIND.keys() | ANCHORS.keys() | {"s"}


@pytest.mark.parametrize(
    ("keys", "calls"),
    [
        (("j",), [("move.next", None, None)]),
        (("3", "j"), [("move.next", 3, None)]),
        (("1", "2", "G"), [("move.last", 12, None)]),
        (("1", "0", "G"), [("move.last", 10, None)]),
        (("z", "a"), [("fold.toggle", None, None)]),
        (("z", "k"), []),
        (("z", "k", "q"), [("program.quit", None, None)]),
        (("m", "q"), [("mark.set", None, "q")]),
        (("]", "s"), [("jump.next", None, "s")]),
        (("m", "escape", "q"), [("program.quit", None, None)]),
        (("9",) * 40 + ("j",), [("move.next", 10**9, None)]),
    ],
)
def test_keys_become_calls(keys: tuple[str, ...], calls: list[tuple[str, int | None, str | None]]) -> None:
    assert typed(*keys) == calls


def test_a_digit_alone_is_a_command_after_a_moment() -> None:
    pending = PendingKeys(Keymap(), counts=True)
    assert pending.press("1", "1") is None
    assert pending.pending == "1"
    call = pending.settle()
    assert call is not None
    assert call.command.id == "view.article"
    assert pending.settle() is None


@pytest.mark.parametrize(("digit", "command"), [("1", "view.article"), ("2", "view.comments"), ("3", "view.stats")])
def test_a_digit_chooses_a_pane_at_once_by_default(digit: str, command: str) -> None:
    call = PendingKeys(Keymap()).press(digit, digit)
    assert call is not None
    assert (call.command.id, call.count) == (command, None)


@pytest.mark.parametrize(
    ("keys", "refusal"),
    [
        (["4"], "type :4 for comment 4"),
        (["7", "2"], "type :72 for comment 72"),
        (["4", "0", "1"], "type :401 for comment 401"),
        (["9"] * 11, "type : and the number of a comment"),
        (["4", "W", "5"], "type :5 for comment 5"),
        (["4", "j"], ""),
        (["0"], "no command on 0; ? lists the keys"),
        (["ctrl+q"], "no command on Ctrl-q; ? lists the keys"),
        (["W"], "no command on W; ? lists the keys"),
        (["backspace"], "no command on Backspace; ? lists the keys"),
        (["f5"], "no command on F5; ? lists the keys"),
        (["ctrl+shift+up"], "no command on Ctrl-Shift-↑; ? lists the keys"),
        (["ctrl+right_square_bracket"], "no command on Ctrl-Right square bracket; ? lists the keys"),
        (["%"], "no command on %; ? lists the keys"),
        (["z", "k"], "no command on zk; ? lists the keys"),
        (["ctrl+c"], "q quits"),
        (["z", "escape"], ""),
        (["W", "j"], ""),
        (["\u202e"], "no command on ␦; ? lists the keys"),
    ],
)
def test_a_key_without_a_command_is_named(keys: list[str], refusal: str) -> None:
    pending = PendingKeys(Keymap())
    for key in keys:
        pending.press(key, key if len(key) == 1 else None)
    assert pending.refusal == refusal
    assert pending.pending == ""


def test_a_digit_of_a_pane_continues_a_number_only_at_once() -> None:
    pending = PendingKeys(Keymap())
    pending.press("7", "7")
    assert pending.is_open
    assert pending.settle() is None
    assert not pending.is_open
    call = pending.press("2", "2")
    assert call is not None
    assert call.command.id == "view.comments"
    assert pending.refusal == ""


def test_a_digit_with_a_command_is_no_number_of_a_comment() -> None:
    pending = PendingKeys(Keymap({"move.next": ("4",), "move.to": ()}))
    assert pending.press("4", "4") is not None
    pending.press("5", "5")
    assert pending.refusal == "no command on 5; ? lists the keys"


def test_two_digits_are_a_count_after_a_moment_too() -> None:
    pending = PendingKeys(Keymap(), counts=True)
    pending.press("1", "1")
    pending.press("2", "2")
    assert pending.settle() is None
    assert pending.pending == "12"


def test_keys_from_the_settings_replace_the_default_keys() -> None:
    keymap = Keymap({"move.next": ("V",), "program.quit": ("W", "z W")})
    assert typed("V", keymap=keymap) == [("move.next", None, None)]
    assert typed("j", keymap=keymap) == []
    assert typed("z", "W", keymap=keymap) == [("program.quit", None, None)]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"move.next": ("q",)}, "calls both"),
        ({"move.next": ("q x",)}, "can never be typed"),
        ({"move.sideways": ("e",)}, "no command is called"),
    ],
)
def test_ambiguous_keys_and_unknown_commands_are_refused(changes: dict[str, tuple[str, ...]], error: str) -> None:
    with pytest.raises(ValueError, match=error):
        Keymap(changes)
