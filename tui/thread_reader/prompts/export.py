"""The prompt for the file that a discussion is exported to. Its extension chooses the form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.counted import counted
from thread_reader.host import Offers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thread_parsers.export.writers import Writer
    from thread_reader.host import PromptField
    from thread_reader.session.session import Session

DEFAULT_FORM = ".md"


class Part(NamedTuple):
    """What can be exported."""

    words: str
    """What it is called."""
    comments: Sequence[int]


class ExportPrompt:
    """Asks for a name; Tab goes through what can be exported."""

    sign = "export"

    def __init__(
        self,
        session: Session,
        export: Callable[[str, Writer, Sequence[int]], None],
        parts: Sequence[Part],
        suffix: str = "",
    ) -> None:
        """`export` gets the name, the form, and the comments of one of the `parts`, the first one unless Tab was
        pressed. `suffix` comes after the name that is suggested."""
        self._session, self._export, self._parts = session, export, parts
        self._chosen = 0
        self.text = f"{Path(session.reader.discussion.file.name).stem}{suffix}{DEFAULT_FORM}"
        self._typed = self.text

    def typed(self, text: str) -> None:
        """Only the note changes."""
        self._typed = text

    def key(self, key: str, field: PromptField) -> bool:
        """Enter exports, Esc does not, Tab chooses what."""
        if key == "tab":
            self._chosen = self._after
        elif key == "escape":
            self._session.close_prompt()
        elif key == "enter":
            self._typed = field.words[0].strip()
            writer = self._writer
            if writer is not None:
                self._session.close_prompt()
                self._export(self._typed, writer, self._parts[self._chosen].comments)
        else:
            return False
        return True

    def note(self) -> str:
        """What is exported and how, or which extensions there are."""
        from thread_parsers.export.writers import WRITERS

        writer = self._writer
        if writer is None:
            return f"end the name with {', '.join(each.suffix for each in WRITERS.values())}"
        comments = counted(len(self._parts[self._chosen].comments), "comment")
        other = f"   Tab: {self._parts[self._after].words}" if len(self._parts) > 1 else ""
        return f"{comments} as {writer.title.partition(',')[0]}{other}   Enter exports"

    def accept(self, offer: int, field: PromptField) -> None:
        """Nothing is offered."""

    def offers(self, _field: PromptField) -> Offers:
        """Nothing: any name may be typed."""
        return Offers()

    @property
    def _after(self) -> int:
        return (self._chosen + 1) % len(self._parts)

    @property
    def _writer(self) -> Writer | None:
        from thread_parsers.export.writers import writer_for  # the first screen writes nothing

        return writer_for(self._typed)
