"""Finds given words and phrases in all comments: in which they stand, by the query that finds them.

What counts as the same text is told in `folding`, as for queries. Most comments can be looked at in bytes, because
nothing in them folds to a letter of ASCII but those letters.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.folding import composes, folded, is_invisible
from thread_parsers.stats import queries
from thread_parsers.stats.bodies import bodies
from thread_parsers.stats.wording import segment_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.tree import Discussion

SLICE = 64
"""Comments between two chances to stop."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Folded text that is looked for."""

    text: str
    whole: bool = False
    """Only as whole words, because it also stands inside of others ("ai" in "said")."""

    @property
    def query(self) -> str:
        """A phrase finds text anywhere; for whole words it takes a regular expression."""
        return rf"/\b{self.text}\b/" if self.whole else queries.quoted(self.text)

    def is_in(self, text: str) -> bool:
        """Whether folded text has it."""
        at, size = text.find(self.text), len(self.text)
        while self.whole and at >= 0 and _goes_on(text, at, at + size):
            at = text.find(self.text, at + 1)
        return at >= 0


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a word goes on before or after a place."""
    return any(char.isalnum() or char == "_" for char in text[max(0, start - 1) : start] + text[end : end + 1])


class Finder:
    """Looks for texts in the comments as they come."""

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        self.rows: dict[Wanted, array[int]] = {each: array("I") for each in wanted}
        """The comments in which each stands, by index, in order."""
        ascii_only = [each for each in self.rows if each.text.isascii()]
        self._anywhere = [(each.text.encode(), self.rows[each]) for each in ascii_only if not each.whole]
        self._whole = [(each.text.encode(), each) for each in ascii_only if each.whole]
        self._beyond = [each for each in self.rows if not each.text.isascii()]
        self.seen = 0
        """Comments that were looked at."""

    def grow(self, discussion: Discussion) -> Iterator[None]:
        """Look at the comments that are there and were not looked at yet, a slice at a time."""
        while self.rows and self.seen < len(discussion.columns):
            stop = min(self.seen + SLICE, len(discussion.columns))
            for row, body in enumerate(bodies(discussion, self.seen, stop), self.seen):
                self._look(discussion, row, body)
            self.seen = stop
            yield

    def _look(self, discussion: Discussion, row: int, body: bytes) -> None:
        beyond = body.translate(None, _ORDINARY)
        if discussion.columns.margin[row] or (beyond and not _is_harmless(beyond)):
            self._look_in_text(discussion, row, list(self.rows))
            return
        lowered = body.translate(_LOWERED)
        for needle, rows in self._anywhere:
            if needle in lowered:
                rows.append(row)
        for needle, each in self._whole:
            if needle in lowered and each.is_in(lowered.decode("utf-8", "surrogateescape")):
                self.rows[each].append(row)
        if beyond and self._beyond:
            self._look_in_text(discussion, row, self._beyond)

    def _look_in_text(self, discussion: Discussion, row: int, wanted: list[Wanted]) -> None:
        text = "\n".join(segment_texts(discussion, row))
        for each in wanted:
            if each.is_in(text):
                self.rows[each].append(row)


_ORDINARY = bytes(range(32, 127)) + b"\n\t\r"
_LOWERED = bytes(32 if byte in b"\n\t\r" else byte + 32 if 65 <= byte <= 90 else byte for byte in range(256))
"""Bytes to the ASCII that they fold to."""


def _is_harmless(beyond: bytes) -> bool:
    return all(_harmless[char] for char in set(beyond.decode("utf-8", "surrogateescape")))


class _Harmless(dict[str, bool]):
    """Whether a character folds to itself or another beyond ASCII and leaves its neighbours alone."""

    def __missing__(self, char: str) -> bool:
        same = folded(char, caseless=True)
        harmless = not (is_invisible(char) or composes(char) or not same or any(each < "\x80" for each in same))
        self[char] = harmless
        return harmless


_harmless = _Harmless()
