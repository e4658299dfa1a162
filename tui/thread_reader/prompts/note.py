"""The prompt for a note on a comment or a segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.host import Offers

if TYPE_CHECKING:
    from thread_reader.host import PromptField
    from thread_reader.session.session import Session


class NotePrompt:
    """Writes a note on a comment or a segment."""

    sign = "note"

    def __init__(self, session: Session) -> None:
        self._session = session
        self._place = session.reader.place
        self.text = session.reader.bookmarks.notes.get(self._place, "")

    def typed(self, text: str) -> None:
        """Nothing: a note is kept with Enter."""

    def key(self, key: str, field: PromptField) -> bool:
        """Enter keeps the note, Esc leaves it as it was. An empty note is deleted."""
        if key not in ("enter", "escape"):
            return False
        session, words = self._session, field.words[0].strip()
        session.close_prompt()
        if key == "enter" and words != self.text:
            session.kept.note(self._place, words)
        return True

    def accept(self, offer: int, field: PromptField) -> None:
        """Nothing is offered."""

    def offers(self, _field: PromptField) -> Offers:
        """Nothing: any text may be written."""
        return Offers()

    def note(self) -> str:
        """What an empty note means, if there is one to delete; the key bar has the keys."""
        return "an empty note is deleted" if self.text else ""
