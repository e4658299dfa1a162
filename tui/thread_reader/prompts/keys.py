"""The prompt for the keys of a command, which the palette opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.command_table import BY_ID
from thread_reader.host import Offers
from thread_reader.keymap import Keymap, readable
from thread_reader.state.choices import remember_keys, remembered_keys

if TYPE_CHECKING:
    from thread_reader.host import PromptField
    from thread_reader.session.session import Session

MAX_KEYS = 8


class KeysPrompt:
    """Asks for the keys of a command, written as in the settings: `z a` for one after the other, `ctrl+x`, and a comma
    between several."""

    sign = "keys"

    def __init__(self, session: Session, command: str) -> None:
        self._session, self._command = session, command
        self.text = ", ".join(key for key in session.keymap.keys[command] if key != ",")
        self._typed = self.text

    def typed(self, text: str) -> None:
        """Only the note changes."""
        self._typed = text

    def key(self, key: str, field: PromptField) -> bool:
        """Enter takes the keys, if no other command has them; Esc changes nothing."""
        if key == "escape":
            self._session.close_prompt()
        elif key == "enter":
            self._typed = field.words[0]
            if not self._problem:
                self._take()
        else:
            return False
        return True

    def _take(self) -> None:
        session, keys = self._session, self._keys
        session.keymap.change(self._command, keys)
        is_kept = remember_keys({**remembered_keys(), self._command: keys})
        session.close_prompt()
        how = readable(keys) or "no key"
        session.say(f"{how}: {BY_ID[self._command].title}" + ("" if is_kept else "; for this run only"))

    @property
    def _keys(self) -> tuple[str, ...]:
        """The keys that are typed. A comma alone is the key."""
        if self._typed.strip() == ",":
            return (",",)
        keys = (" ".join(key.split()) for key in self._typed.split(","))
        return tuple(dict.fromkeys(key for key in keys if key))[:MAX_KEYS]

    @property
    def _problem(self) -> str:
        """Why the keys cannot be taken; empty if they can."""
        try:
            Keymap({**self._session.keymap.keys, self._command: self._keys})
        except ValueError as error:
            return printable(str(error))
        return ""

    def note(self) -> str:
        """What the keys are for, or what is wrong with them."""
        return self._problem or f"{BY_ID[self._command].title}   as in: z a, ctrl+x"

    def accept(self, offer: int, field: PromptField) -> None:
        """Nothing is offered."""

    def offers(self, _field: PromptField) -> Offers:
        """Nothing: any key may be typed."""
        return Offers()
