"""Finds given words and phrases in all comments: in which they stand, by the query that finds them.

What counts as the same text is told in `folding`, as for queries. Most comments can be looked at in bytes, because
each of their characters folds to itself or its lower case. A word is found by its mark; a phrase is looked for where
the mark of its rarest word is.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from thread_parsers.discussion.sampling import segment_texts
from thread_parsers.stats.scan import marker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.text.search_text import SearchText


class Finder:
    """Looks for texts in the comments as they come."""

    def __init__(self, wanted: Sequence[SearchText]) -> None:
        self.rows: dict[SearchText, array[int]] = {each: array("I") for each in wanted}
        """The comments in which each stands, by index, in order."""
        self._handles: list[SearchText] = list(dict.fromkeys(each.rarest for each in self.rows))
        """What has a mark, in the order of the marks."""
        self._words: dict[int, array[int]] = {}
        self._phrases: dict[int, list[tuple[bytes, array[int]]]] = {}
        for each, rows in self.rows.items():
            mark = marker.FIRST_WANTED + self._handles.index(each.rarest)
            if " " in each.text:
                self._phrases.setdefault(mark, []).append((each.text.encode(), rows))
            else:
                self._words[mark] = rows

    def marks_of(self, word: str) -> str:
        """The marks of what stands in a word."""
        handles = enumerate(self._handles, marker.FIRST_WANTED)
        return "".join([chr(at) for at, each in handles if each.text in word and each.is_in(word)])

    def take(self, discussion: Discussion, block: marker.Block) -> None:
        """Take in neighbouring comments."""
        every = block.marks.translate(None, marker.OF_LINES).split(bytes([marker.COMMENT]))
        for row, (body, here) in enumerate(zip(block.texts, every, strict=True), block.first):
            if marker.ODD in here:
                self._look_in_text(discussion, row)
            elif here:
                self._look(row, body, set(here))

    def _look(self, row: int, body: bytes, found: set[int]) -> None:
        words, phrases = self._words, self._phrases
        lowered = b""
        for mark in found:
            if mark in words:
                words[mark].append(row)
            if mark in phrases:
                lowered = lowered or body.translate(_LOWERED)
                for needle, rows in phrases[mark]:
                    if needle in lowered:
                        rows.append(row)

    def _look_in_text(self, discussion: Discussion, row: int) -> None:
        text = "\n".join(segment_texts(discussion, row))
        for each, rows in self.rows.items():
            if each.is_in(text):
                rows.append(row)


_LOWERED = bytes(32 if byte in b"\n\t\r" else byte + 32 if 65 <= byte <= 90 else byte for byte in range(256))
"""Bytes to the ASCII that they fold to."""
