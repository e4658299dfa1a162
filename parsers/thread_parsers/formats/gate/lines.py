"""Part of a page as lines."""

from __future__ import annotations

import re
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING

from thread_parsers.discussion.receipt import Span

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from thread_parsers.discussion.receipt import Kind
    from thread_parsers.source.source import Source


_SLICE_BYTES = 1 << 13
_SLICE_LINES = 1 << 12
"""Bytes that are divided into lines, and lines that are looked at, between two yields."""

_MAX_EXACT_BYTES = 1 << 14


class Lines:
    """The lines of a part of a source. Line `n` is the bytes from `bounds[n]` to `bounds[n + 1]`, with its line feed,
    so `bounds` has one more item than there are lines; `words[n]` is its text without blanks around it."""

    __slots__ = ("bounds", "words")

    def __init__(self, source: Source, start: int, end: int) -> None:
        raw = source.read(start, end).split(b"\n")
        if not raw[-1]:
            raw.pop()
        self.words: list[bytes] = []
        self.bounds = array("Q", [start])
        self._extend(raw)
        self.bounds[-1] = max(start, min(self.bounds[-1], end))  # the last line may have no line feed

    @classmethod
    def in_steps(cls, source: Source, start: int, end: int) -> Generator[None, None, Lines]:
        """The same in slices."""
        lines = cls(source, start, start)
        open_line: list[bytes] = []
        for at in range(start, end, _SLICE_BYTES):
            first, *raw = source.read(at, min(at + _SLICE_BYTES, end)).split(b"\n")
            open_line.append(first)
            if raw:
                open_line, raw = [raw.pop()], [b"".join(open_line), *raw]
                lines._extend(raw)
            yield
        if any(open_line):
            lines._extend([b"".join(open_line)])
        lines.bounds[-1] = max(start, min(lines.bounds[-1], end))
        return lines

    def _extend(self, raw: list[bytes]) -> None:
        self.words += [line.strip() for line in raw]
        ends = accumulate((len(line) + 1 for line in raw), initial=self.bounds.pop())
        self.bounds.extend(ends)

    def __len__(self) -> int:
        return len(self.words)

    def text(self, at: int) -> str:
        """The words of a line as text; bytes that are not UTF-8 become lone surrogates. In a line too long to be
        recognised as anything, such bytes make all of it Latin-1."""
        if len(self.words[at]) > _MAX_EXACT_BYTES:
            try:
                return self.words[at].decode().strip()
            except UnicodeDecodeError:  # each replaced byte takes as long as a hundred others
                return self.words[at].decode("latin-1").strip()
        return self.words[at].decode("utf-8", "surrogateescape").strip()

    def wordy(self, start: int = 0, end: int | None = None) -> list[int]:
        """The numbers of the lines with words, from `start` up to `end`."""
        return [at for at in range(start, len(self) if end is None else end) if self.words[at]]

    def wordy_in_steps(self, start: int = 0, end: int | None = None) -> Generator[None, None, list[int]]:
        """The same in slices."""
        found: list[int] = []
        last = len(self) if end is None else end
        for at in range(start, last, _SLICE_LINES):
            found += self.wordy(at, min(at + _SLICE_LINES, last))
            yield
        return found

    def words_span(self, source: Source, at: int) -> tuple[int, int]:
        """The first byte of the words of a line, and one past their last."""
        start, end, length = self.bounds[at], self.bounds[at + 1], len(self.words[at])
        if end - start > length + 1:
            raw = source.read(start, end)
            start += len(raw) - len(raw.lstrip())
        return start, start + length

    def spans(
        self, kinds: dict[int, Kind], rest: Kind, start: int = 0, end: int | None = None
    ) -> Generator[None, None, list[Span]]:
        """The lines as spans of the receipt, one for each run of a kind, in slices. Lines not in `kinds` are `rest`, or
        blank."""
        found: list[Span] = []
        last = len(self) if end is None else end
        first, open_ = start, None
        for at in range(start, last):
            kind: Kind = kinds.get(at, rest) if self.words[at] else "blank"
            if kind != open_:
                if open_ is not None:
                    found.append(Span(self.bounds[first], self.bounds[at], open_))
                first, open_ = at, kind
            if at % _SLICE_LINES == _SLICE_LINES - 1:
                yield
        if open_ is not None:
            found.append(Span(self.bounds[first], self.bounds[last], open_))
        return found


def with_kind(kinds: dict[int, Kind], lines: Iterable[int], kind: Kind) -> Generator[None, None, None]:
    """Set the kind of some lines, in slices."""
    for number, line in enumerate(lines):
        kinds[line] = kind
        if number % _SLICE_LINES == _SLICE_LINES - 1:
            yield


ENDS_SENTENCE = re.compile(r"[.!?…。！？؟۔।:：;；,，、]['\"”’»)\]）」』]*\W*$")
NOT_A_TITLE = re.compile(r"[#@]\S+(?:\s+[#@]\S+)*|\S*://\S+|[-*•·–—]\s.*")
"""Only tags, only an address, an item of a list."""
MAX_TITLE_CHARS = 300


def is_title(first: str, second: str) -> bool:
    """Whether a line is the title of the next one: it does not end like a sentence, and the next one does."""
    return (
        len(first) <= MAX_TITLE_CHARS
        and not ENDS_SENTENCE.search(first[-40:])
        and not NOT_A_TITLE.fullmatch(first)
        and ENDS_SENTENCE.search(second[-40:]) is not None
    )
