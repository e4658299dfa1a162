"""From keys pressed, one by one, to a command with its count and letter.

A digit may begin a count (`12G`) or be a command of its own (`1`, the article). It is a count when another key
follows, and the command when none comes for a moment: `Typing.settle`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_reader.commands.table import BY_ID, COMMANDS, Command, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LARGEST_COUNT = 10**9
DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Call:
    """A command as it was asked for."""

    command: Command
    count: int | None = None
    letter: str | None = None


class Keymap:
    """Which keys call which command. `changes` gives a command other keys, all of them; no key may call two."""

    def __init__(self, changes: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._calls: dict[tuple[str, ...], Command] = {}
        self.keys: dict[str, tuple[str, ...]] = {}
        """Command id to its keys, as they are now."""
        changes = changes or {}
        for unknown in changes.keys() - BY_ID.keys():
            raise ValueError(f"no command is called {unknown!r}")
        for command in COMMANDS:
            self.keys[command.id] = changes.get(command.id, command.keys)
            for key in self.keys[command.id]:
                self._bind(tuple(key.split(" ")), command)
        for sequence in self._calls:
            self._check_prefix(sequence)

    def _bind(self, sequence: tuple[str, ...], command: Command) -> None:
        other = self._calls.get(sequence)
        if other is not None:
            raise ValueError(f"{' '.join(sequence)!r} calls both {other.id} and {command.id}")
        self._calls[sequence] = command

    def _check_prefix(self, sequence: tuple[str, ...]) -> None:
        for length in range(1, len(sequence)):
            shorter = self._calls.get(sequence[:length])
            if shorter is not None:
                raise ValueError(f"{' '.join(sequence)!r} can never be typed: {shorter.id} takes its beginning")

    def command(self, sequence: tuple[str, ...]) -> Command | None:
        """The command that a whole sequence of keys calls."""
        return self._calls.get(sequence)

    def begins(self, sequence: tuple[str, ...]) -> bool:
        """True when some longer sequence begins like this."""
        return any(keys[: len(sequence)] == sequence for keys in self._calls if len(keys) > len(sequence))


class Typing:
    """The keys typed so far, until they make a command."""

    def __init__(self, keymap: Keymap) -> None:
        self._keymap = keymap
        self._digits = ""
        self._keys: tuple[str, ...] = ()
        self._awaiting: Command | None = None

    @property
    def pending(self) -> str:
        """What has been typed and still waits for more, to be shown."""
        return self._digits + "".join(self._keys)

    def clear(self) -> None:
        """Forget what was typed."""
        self._digits, self._keys, self._awaiting = "", (), None

    def press(self, key: str, character: str | None) -> Call | None:
        """One more key: the call that it completes, or None. A key that leads nowhere clears what was typed."""
        name = character if character is not None and character.isprintable() and character != " " else key
        if self._awaiting is not None:
            command, count = self._awaiting, self._count
            self.clear()
            usable = character is not None and character.isprintable()
            return Call(command, count, character) if usable else None
        if not self._keys and name in DIGITS and (self._digits or name != "0"):
            self._digits += name
            return None
        return self._follow((*self._keys, name))

    def settle(self) -> Call | None:
        """No more keys came for a while: a digit that is a command's own key calls it after all."""
        if self._keys or self._awaiting or not self._digits:
            return None
        command = self._keymap.command((self._digits,))
        if command is None:
            return None
        self.clear()
        return Call(command)

    def _follow(self, sequence: tuple[str, ...]) -> Call | None:
        command = self._keymap.command(sequence)
        if command is None:
            self._keys = sequence
            if not self._keymap.begins(sequence):
                self.clear()
            return None
        if command.letter:
            self._keys, self._awaiting = sequence, command
            return None
        count = self._count if command.counts else None
        self.clear()
        return Call(command, count)

    @property
    def _count(self) -> int | None:
        return min(int(self._digits[:10]), LARGEST_COUNT) if self._digits else None


def readable(keys: Iterable[str]) -> str:
    """Keys of a command for people, with blanks between them."""
    return " ".join(written(key) for key in keys)
