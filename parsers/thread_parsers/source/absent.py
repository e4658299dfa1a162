"""A file that is not there: what is known of it is its name, and where things were in it."""

from __future__ import annotations

from thread_parsers.source.source import Source


class AbsentFile(Source):
    """A source without bytes. Its offsets are bytes, or lines from 0 if nothing else is known of a file."""

    has_bytes = False

    def __init__(self, name: str, converted_from: str | None = None) -> None:
        super().__init__(name, 0, converted_from)
        self.lines = 0
        """How many lines are known of it."""

    @property
    def was(self) -> str:
        """What the file was called."""
        return self.name

    def original(self) -> Source | None:
        """The file, where it is still there as it was read; the caller closes it."""
        return None

    def read(self, start: int, end: int) -> bytes:
        return b""

    def line_at(self, offset: int) -> int:
        return offset + 1

    def line_start(self, line: int) -> int:
        return max(line - 1, 0)

    @property
    def line_count(self) -> int:
        return self.lines
