"""Turn key presses into commands with their count and letter.

By default a digit is a command or nothing: `1` shows the article at once. With the setting `digits = "counts"` it
starts a count (`12G`) if another key follows, and is a command if none follows for a moment: see `PendingKeys.settle`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.command_table import BY_ID, COMMANDS, Command, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_COUNT = 10**9
"""Larger counts are cut down to this."""
MAX_COUNT_DIGITS = 10
"""Further digits are ignored, so that no huge integer is parsed."""
DIGITS = frozenset("0123456789")


def name_of(key: str, character: str | None) -> str:
    """The name of a key in the table of commands: what it writes, or else what it is called."""
    return character if character is not None and character.isprintable() and character != " " else key


@dataclass(frozen=True, slots=True)
class Call:
    """A command as it was typed."""

    command: Command
    count: int | None = None
    letter: str | None = None


class Keymap:
    """Which keys call which command.

    `changes` maps command ids to keys that replace all keys of that command. Raises ValueError for an unknown command
    id and for keys that are ambiguous.
    """

    def __init__(self, changes: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._calls: dict[tuple[str, ...], Command] = {}
        self.keys: dict[str, tuple[str, ...]] = {}
        """Command id to the keys that are bound to it."""
        self.recent: list[str] = []
        """The commands that were run from the palette, the last one first."""
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

    def change(self, command: str, keys: tuple[str, ...]) -> None:
        """Replace the keys of a command. Raises ValueError for keys that are ambiguous."""
        changed = Keymap({**self.keys, command: keys})
        self._calls, self.keys = changed._calls, changed.keys

    @property
    def alt_keys(self) -> frozenset[str]:
        """The bound keys of the form `alt+x`, which terminals send as Esc and `x`."""
        return frozenset(key for keys in self._calls for key in keys if key.startswith("alt+"))

    def command(self, sequence: tuple[str, ...]) -> Command | None:
        """The command that a complete key sequence calls."""
        return self._calls.get(sequence)

    def begins(self, sequence: tuple[str, ...]) -> bool:
        """True if a longer sequence starts with these keys."""
        return any(keys[: len(sequence)] == sequence for keys in self._calls if len(keys) > len(sequence))


class PendingKeys:
    """The keys typed so far that do not make up a command yet. With `counts`, digits before a command are its count."""

    def __init__(self, keymap: Keymap, *, counts: bool = False) -> None:
        self.refusal = ""
        """What to say about the last key if it leads nowhere."""
        self._keymap = keymap
        self._counts = counts
        self._digits = ""
        self._refused_number = ""
        """Digits that were typed one after the other and choose nothing: perhaps the number of a comment."""
        self._keys: tuple[str, ...] = ()
        self._awaiting: Command | None = None

    @property
    def pending(self) -> str:
        """The typed digits and keys that wait for another key, for display."""
        return self._digits + "".join(self._keys)

    @property
    def is_open(self) -> bool:
        """Whether the next key may continue what has been typed. After a pause, `settle` decides."""
        return bool(self.pending or self._refused_number)

    @property
    def keys(self) -> tuple[str, ...]:
        """The typed keys of a sequence that is not complete yet, without the digits of a count."""
        return self._keys

    @property
    def awaiting(self) -> Command | None:
        """The command that waits for its letter."""
        return self._awaiting

    def clear(self) -> None:
        """Discard the typed keys."""
        self._digits = self._refused_number = ""
        self._keys, self._awaiting = (), None

    def press(self, key: str, character: str | None) -> Call | None:
        """Add a key. Returns the call that it completes, or None. A key that leads nowhere discards the typed keys and
        sets `refusal`."""
        self.refusal = ""
        name = name_of(key, character)
        if self._awaiting is not None:
            command, count = self._awaiting, self._count
            self.clear()
            usable = character is not None and character.isprintable()
            return Call(command, count, character) if usable else None
        if self._counts and not self._keys and name in DIGITS and (self._digits or name != "0"):
            self._digits += name
            return None
        number, self._refused_number = self._refused_number, ""
        if not self._keys and name in DIGITS and (number or self._is_refused_digit(name)):
            self._refused_number = (number + name)[:MAX_COUNT_DIGITS]
            self.refusal = self._number_refusal(number + name)
            return None
        return self._follow((*self._keys, name))

    def settle(self) -> Call | None:
        """No key followed for a moment: if a single digit is the key of a command, return its call."""
        self._refused_number = ""
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
                self.refusal = self._refusal(sequence)
                self.clear()
            return None
        if command.letter:
            self._keys, self._awaiting = sequence, command
            return None
        count = self._count if command.counts else None
        self.clear()
        return Call(command, count)

    def _refusal(self, sequence: tuple[str, ...]) -> str:
        """Return what to say about keys that call no command."""
        if len(sequence) > 1 and sequence[-1] == "escape":  # cancels the keys before it
            return ""
        if sequence == ("ctrl+c",):
            return f"{readable(self._keymap.keys['program.quit'][:1])} quits"
        help_key = readable(self._keymap.keys["program.help"][:1])
        return f"no command on {printable(written(' '.join(sequence)))}; {help_key} lists the keys"

    def _is_refused_digit(self, digit: str) -> bool:
        """Whether a digit chooses nothing, but may begin the number of a comment."""
        leads_nowhere = self._keymap.command((digit,)) is None and not self._keymap.begins((digit,))
        return leads_nowhere and digit != "0" and bool(self._keymap.keys["move.to"])

    def _number_refusal(self, number: str) -> str:
        """Return how to go to the comment whose number was typed."""
        colon = readable(self._keymap.keys["move.to"][:1])
        if len(number) > MAX_COUNT_DIGITS:
            return f"type {colon} and the number of a comment"
        return f"type {colon}{number} for comment {number}"

    @property
    def _count(self) -> int | None:
        return min(int(self._digits[:MAX_COUNT_DIGITS]), MAX_COUNT) if self._digits else None


def readable(keys: Iterable[str]) -> str:
    """The display form of several keys, separated by blanks."""
    return " ".join(written(key) for key in keys)
