"""The prompt for the file that a discussion is exported to. Its extension chooses the form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_reader.host import Offers

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.export.writers import Writer
    from thread_reader.host import PromptField
    from thread_reader.session import Session

DEFAULT_FORM = ".md"


class ExportPrompt:
    """Asks for a name; Tab chooses between what the filter shows and everything."""

    sign = "export"

    def __init__(self, session: Session, export: Callable[[str, Writer, bool], None]) -> None:
        """`export` gets the name, the form, and whether everything is exported or what the filter shows."""
        self._session, self._export = session, export
        self._everything = not session.reader.filter.active
        self.text = f"{Path(session.reader.discussion.file.name).stem}{DEFAULT_FORM}"
        self._typed = self.text

    def typed(self, text: str) -> None:
        """Only the note changes."""
        self._typed = text

    def key(self, key: str, field: PromptField) -> bool:
        """Enter exports, Esc does not, Tab chooses what."""
        if key == "tab":
            self._everything = not self._everything or not self._session.reader.filter.active
        elif key == "escape":
            self._session.close_prompt()
        elif key == "enter":
            self._typed = field.words[0].strip()
            writer = self._writer
            if writer is not None:
                self._session.close_prompt()
                self._export(self._typed, writer, self._everything)
        else:
            return False
        return True

    def note(self) -> str:
        """What is exported and how, or which extensions there are."""
        from thread_parsers.export.writers import WRITERS

        writer, reader = self._writer, self._session.reader
        if writer is None:
            return f"end the name with {', '.join(each.suffix for each in WRITERS.values())}"
        comments = counted(len(reader.columns) if self._everything else len(reader.unfolded), "comment")
        other = (
            f"   Tab: {'what the filter shows' if self._everything else 'everything'}" if reader.filter.active else ""
        )
        return f"{comments} as {writer.title.partition(',')[0]}{other}   Enter exports"

    def accept(self, offer: int, field: PromptField) -> None:
        """Nothing is offered."""

    def offers(self, _field: PromptField) -> Offers:
        """Nothing: any name may be typed."""
        return Offers()

    @property
    def _writer(self) -> Writer | None:
        from thread_parsers.export.writers import writer_for  # the first screen writes nothing

        return writer_for(self._typed)
