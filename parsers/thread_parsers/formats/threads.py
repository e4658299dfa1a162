"""Files with many discussions whose comments come in any order: each comment says which discussion it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.rendering import MAX_PARTS
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.rendering import Rendering

__all__ = ["MAX_PARTS", "Threads"]


class Threads:
    """The discussions of a file by a key: the id of a question, the address of a page."""

    def __init__(self, first: Rendering) -> None:
        self._first = first
        self._parts: dict[str, Rendering] = {}
        self._rest = 0

    def __len__(self) -> int:
        return len(self._parts)

    def __contains__(self, key: str) -> bool:
        return key in self._parts

    def part(self, key: str) -> Rendering:
        """The discussion with a key, which is added if it is new."""
        part = self._parts.get(key)
        if part is None:
            if len(self._parts) < MAX_PARTS:
                part = self._first.part()
            else:
                part = next(reversed(self._parts.values()))
                self._rest += 1
            self._parts[key] = part
        return part

    def only(self) -> Rendering | None:
        """The discussion of the file, if there is one only."""
        return next(iter(self._parts.values())) if len(self._parts) == 1 else None

    def finish(self) -> Iterator[None]:
        """Put the comments of all discussions in thread order."""
        for part in dict.fromkeys(self._parts.values()):
            yield from part.thread()
            yield
        if self._rest:
            self._first.note("parts", f"{counted(self._rest, 'more discussion')} are read as a part of the last one")
