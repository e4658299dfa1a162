"""Marks inside of a paragraph: emphasis, code spans, links, images, escapes and bare addresses.

`scan` returns what is drawn, in order, as pieces that know their characters; what is between two pieces is hidden. Each
character is looked at a bounded number of times. The rules are those of CommonMark 0.31; HTML stays as written.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len

from thread_parsers.text.counted import counted
from thread_parsers.text.links import address_at
from thread_parsers.text.printable import printable
from thread_reader.render.bodies.emphasis import Run, pairs, run_at
from thread_reader.render.bodies.link_targets import link_target, target_after
from thread_reader.render.bodies.mentions import mention_at
from thread_reader.render.bodies.pieces import (
    CODE,
    LINK,
    MAX_INLINE_CHARS,
    MENTION,
    QUIET,
    SPOILER,
    STRUCK,
    Piece,
)
from thread_reader.render.bodies.styles import Styles
from thread_reader.render.signs import UNICODE
from thread_reader.render.wrapping import fitted
from thread_reader.view.drawing import AS_USUAL, Drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from thread_reader.render.bodies.dialects import Dialect
    from thread_reader.render.bodies.pieces import Given

MAX_MARKS = 1000
"""Paragraphs with more marks are drawn as they are, too."""
MAX_ADDRESS_CELLS = 48
"""A longer address is cut in its middle."""
MAX_NAME_CELLS = 24
"""The same for the file name of an image, at its end."""
IMAGE = f"{UNICODE.image} "

_POINTED = re.compile(
    r"<(?P<address>(?:https?|ftp)://[^\s<>]{1,2000}+|mailto:[^\s<>]{1,300}+|[\w.+-]{1,64}@[\w.-]{1,200}+)>"
)
_TICKS = re.compile("`+")
_SCHEME = re.compile(r"(?i:https?://(?:www\.(?=[^/?#]*\.))?|mailto:)")


def scan(
    text: str,
    dialect: Dialect,
    references: Mapping[str, str] | None = None,
    given: Sequence[Given] = (),
    *,
    drawing: Drawing = AS_USUAL,
    names: Collection[str] = (),
) -> list[Piece]:
    """The pieces of a paragraph, whose lines are divided by line feeds; no piece has one.

    `references` gives addresses by label, folded; `given` are links that are not written in the text, in order.
    `names` are those of people who may be mentioned.
    """
    if len(text) > MAX_INLINE_CHARS:
        return list(_lines([Piece(text, 0, len(text))]))
    found = _Found(text, dialect, references or {}, drawing, names)
    for link in given:
        found.link(link.start, link.end, link.address)
    whole = Piece(text, 0, len(text))
    return list(_lines(found.pieces() if found.scan() else [whole]))


def _lines(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces without the line feeds in them."""
    for piece in pieces:
        if "\n" not in piece.text or piece.end - piece.start != len(piece.text):
            yield piece._replace(text=piece.text.replace("\n", " ")) if "\n" in piece.text else piece
            continue
        at = piece.start
        for line in piece.text.split("\n"):
            if line:
                yield piece._replace(text=line, start=at, end=at + len(line))
            at += len(line) + 1


class _Found:
    """What is found in one paragraph."""

    def __init__(
        self, text: str, dialect: Dialect, references: Mapping[str, str], drawing: Drawing, names: Collection[str]
    ) -> None:
        self._text, self._dialect, self._references = text, dialect, references
        self._drawing, self._names = drawing, names
        self._shows_marks = drawing.shows_marks
        self._spoiler_end = -1
        """Where the spoiler that is shown ends."""
        self._last_close: int | None = None
        """Where the last mark begins that ends a spoiler; None before it has been looked for."""
        self._shown: list[tuple[int, int, str]] = []
        """Characters in place of which another text is shown; an empty one hides them."""
        self._styled: list[tuple[int, int, int, str]] = []
        """Characters with a look and an address."""
        self._runs: list[Run] = []
        self._brackets: list[tuple[int, int, int]] = []
        """Open brackets: where they begin and end, and how many runs precede them."""
        self._ticks: dict[int, list[int]] | None = None
        """By number of backticks, where that many are, the last first; found when the first are met."""
        self._handlers: dict[str, Callable[[int, int], int]] = {
            "\\": self._escape, "&": self._entity, "`": self._code, "[": self._open, "!": self._open, "]": self._close,
            "<": self._pointed, "@": self._mention, "u": self._mention, "/": self._mention,
            **{mark: partial(self._run, mark) for mark in dialect.marks},
            **({dialect.spoilers[0][0]: self._spoiler} if dialect.spoilers else {}),
        }  # fmt: skip

    def scan(self) -> bool:
        """Find everything; False if it is too much."""
        search, text, at = self._dialect.special.search, self._text, 0
        handlers, bare = self._handlers, self._bare
        for _ in range(MAX_MARKS):
            match = search(text, at)
            if match is None:
                self._pair(0)
                return True
            start, end = match.span()
            at = handlers.get(text[start], bare)(start, end)
        return False

    def link(self, start: int, end: int, address: str) -> None:
        """A link that is not written in the text."""
        self._styled.append((start, end, LINK, link_target(address)))

    def _hide(self, start: int, end: int, shown: str = "") -> None:
        self._shown.append((start, end, shown))

    def _escape(self, start: int, end: int) -> int:
        self._hide(start, start + 1)
        return end

    def _entity(self, start: int, end: int) -> int:
        from html import unescape  # the table of names takes a millisecond

        shown = unescape(self._text[start:end])
        if shown != self._text[start:end]:
            self._hide(start, end, printable(shown) or " ")
        return end

    def _run(self, _mark: str, start: int, end: int) -> int:
        run = run_at(self._text, start, end, self._dialect)
        if run is not None:
            self._runs.append(run)
        return end

    def _code(self, start: int, end: int) -> int:
        size, text = end - start, self._text
        if self._ticks is None:
            self._ticks = {}
            for match in reversed(list(_TICKS.finditer(text))):
                self._ticks.setdefault(match.end() - match.start(), []).append(match.start())
        places = self._ticks.get(size, [])
        while places and places[-1] < end:
            places.pop()
        if not places:
            return end
        close = places[-1]
        first, last = end, close
        if text[first] == text[last - 1] == " " and text[first:last].strip():
            first, last = first + 1, last - 1
        if not self._shows_marks:
            self._hide(start, first)
            self._hide(last, close + size)
        self._styled.append((first, last, CODE, ""))
        return close + size

    def _pointed(self, start: int, end: int) -> int:
        match = _POINTED.match(self._text, start)
        if match is None:
            return end
        address = match["address"]
        target = link_target(address if ":" in address else f"mailto:{address}")
        self._hide(start, start + 1)
        self._hide(match.end() - 1, match.end())
        self._address(start + 1, match.end() - 1, target)
        return match.end()

    def _bare(self, start: int, end: int) -> int:
        last = address_at(self._text, start)
        if last <= end:
            return end
        self._address(start, last, link_target(self._text[start:last]))
        return last

    def _address(self, start: int, end: int, target: str) -> None:
        """An address that stands for itself: without its scheme, and cut in its middle."""
        if not target:
            return
        self._styled.append((start, end, LINK, target))
        scheme = _SCHEME.match(self._text, start, end)
        first = scheme.end() if scheme is not None and scheme.end() < end else start
        if first > start:
            self._hide(start, first)
        if cell_len(self._text[first:end]) > MAX_ADDRESS_CELLS:
            head = len(fitted(self._text[first:end], MAX_ADDRESS_CELLS * 2 // 3)) - 1
            tail = len(fitted(self._text[first:end][::-1], MAX_ADDRESS_CELLS // 3)) - 1
            self._hide(first + head, end - tail, "…")

    def _mention(self, start: int, end: int) -> int:
        last = mention_at(self._text, end, self._names)
        if last > end:
            self._styled.append((start, last, MENTION, ""))
        return last

    def _spoiler(self, start: int, end: int) -> int:
        """Hide what is between two marks, or only the marks if it is to be shown."""
        assert self._dialect.spoilers is not None
        text, (_, mark) = self._text, self._dialect.spoilers
        if start < self._spoiler_end:  # inside of one, or the mark at its end
            return end
        if self._last_close is None:
            self._last_close = text.rfind(mark)
        close = text.find(mark, end) if self._last_close >= end else -1
        words = text[end:close].split()
        if close < 0 or not words:
            return end
        last = close + len(mark)
        if self._drawing.shows_spoilers:
            self._hide(start, end)
            self._hide(close, last)
            self._styled.append((end, close, SPOILER, ""))
            self._spoiler_end = last
            return end
        self._hide(start, last, f"{UNICODE.folded} spoiler · {counted(len(words), 'word')}")
        self._styled.append((start, last, QUIET | SPOILER, ""))
        return last

    def _open(self, start: int, end: int) -> int:
        self._brackets.append((start, end, len(self._runs)))
        return end

    def _close(self, start: int, end: int) -> int:
        if not self._brackets:
            return end
        first, words, runs = self._brackets.pop()
        address, last = target_after(self._text, (words, start), end, self._references)
        if last < 0:
            return end
        self._pair(runs)
        target = link_target(address)
        if words - first == 2:
            self._hide(first, words, IMAGE)
            name = fitted(printable(address.partition("?")[0].rstrip("/").rpartition("/")[2]), MAX_NAME_CELLS)
            self._hide(start, last, f"  {name}" if name and words < start else name)
            self._styled.append((first, last, LINK, target))
        else:
            self._brackets.clear()  # there are no links inside of links
            if words == start:
                return end
            self._hide(first, words)
            self._hide(start, last)
            self._styled.append((words, start, LINK, target))
        return last

    def _pair(self, first: int) -> None:
        """Form pairs of the runs from one on."""
        for pair in pairs(self._runs[first:], self._dialect):
            if not (self._shows_marks and pair.look == STRUCK):
                self._hide(pair.start - pair.size, pair.start)
                self._hide(pair.end, pair.end + pair.size)
            self._styled.append((pair.start, pair.end, pair.look, ""))
        del self._runs[first:]

    def pieces(self) -> Iterator[Piece]:
        """Yield what is drawn."""
        text = self._text
        ends = {0, len(text)}
        for start, end, _ in self._shown:
            ends |= {start, end}
        for start, end, _, _ in self._styled:
            ends |= {start, end}
        styles = Styles(self._styled)
        shown = {start: (end, words) for start, end, words in self._shown}
        hidden_to = 0
        for start, end in pairwise(sorted(ends)):
            look, address = styles.at(start)
            if start in shown:
                last, words = shown[start]
                hidden_to = max(hidden_to, last)
                if words:
                    yield Piece(words, start, last, look, address)
            elif start >= hidden_to:
                yield Piece(text[start:end], start, end, look, address)
