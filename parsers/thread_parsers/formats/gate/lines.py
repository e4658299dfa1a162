"""A stretch of a page as lines, and what can be told from the words of one."""

from __future__ import annotations

import re
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING

from thread_parsers.discussion.receipt import Span

if TYPE_CHECKING:
    from thread_parsers.discussion.receipt import Kind
    from thread_parsers.source.source import Source


class Lines:
    """Lines that follow one another. `bounds` has one more item than there are lines: line `n` is the bytes from
    `bounds[n]` to `bounds[n + 1]`, its line feed included; `words[n]` is what it says, without blanks around it."""

    __slots__ = ("bounds", "words")

    def __init__(self, source: Source, start: int, end: int) -> None:
        raw = source.read(start, end).split(b"\n")
        if not raw[-1]:
            raw.pop()
        self.words = [line.strip() for line in raw]
        self.bounds = array("Q", accumulate((len(line) + 1 for line in raw), initial=start))
        self.bounds[-1] = max(start, min(self.bounds[-1], end))

    def __len__(self) -> int:
        return len(self.words)

    def text(self, at: int) -> str:
        """The words of a line as text; bytes that are no UTF-8 are lone surrogates."""
        return self.words[at].decode("utf-8", "surrogateescape").strip()

    def wordy(self, start: int = 0, end: int | None = None) -> list[int]:
        """The lines with words on them."""
        return [at for at in range(start, len(self) if end is None else end) if self.words[at]]

    def words_span(self, source: Source, at: int) -> tuple[int, int]:
        """The bytes of the words of a line."""
        start, end, length = self.bounds[at], self.bounds[at + 1], len(self.words[at])
        if end - start > length + 1:
            raw = source.read(start, end)
            start += len(raw) - len(raw.lstrip())
        return start, start + length

    def spans(self, kinds: dict[int, Kind], rest: Kind, start: int = 0, end: int | None = None) -> list[Span]:
        """The lines as spans of the receipt, runs of one kind as one. `kinds` names those that are not `rest`."""
        found: list[Span] = []
        last = len(self) if end is None else end
        first, open_ = start, None
        for at in range(start, last):
            kind: Kind = kinds.get(at, rest) if self.words[at] else "blank"
            if kind != open_:
                if open_ is not None:
                    found.append(Span(self.bounds[first], self.bounds[at], open_))
                first, open_ = at, kind
        if open_ is not None:
            found.append(Span(self.bounds[first], self.bounds[last], open_))
        return found


ENDS_SENTENCE = re.compile(r"[.!?…。！？؟۔।:：;；,，、]['\"”’»)\]）」』]*\W*$")
NOT_A_TITLE = re.compile(r"[#@]\S+(?:\s+[#@]\S+)*|\S*://\S+|[-*•·–—]\s.*")
"""Tags alone, an address alone, an item of a list."""
LONGEST_TITLE = 300
"""Characters."""


def is_title(first: str, second: str) -> bool:
    """Whether a line is the title of the one after it: it does not end like a sentence, and that one does."""
    return (
        len(first) <= LONGEST_TITLE
        and not ENDS_SENTENCE.search(first[-40:])
        and not NOT_A_TITLE.fullmatch(first)
        and ENDS_SENTENCE.search(second[-40:]) is not None
    )
