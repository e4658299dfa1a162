"""Comments of one line each under a post of a bulletin board: `推 kelpie: words 03/03 14:12` (PTT).

A mark of one character that is neither ASCII nor a letter of an alphabet, the name of an account, the words, and at the
end of the line a day and mostly a clock, after the address of the sender on some boards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.formats.plain.comments import FIRST_LINE_BYTES, Row, first_line
from thread_parsers.formats.plain.heads import Head
from thread_parsers.formats.plain.windows import lines, lines_in_steps
from thread_parsers.times.times import TimeReader

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.source.source import Source

_HEAD = re.compile(r"(?P<mark>[\u2190-\u2bff\u3400-\u9fff])[ \t]{0,4}(?P<name>[A-Za-z]\w{1,23})[ \t]{0,24}[:：]")
_TIME = re.compile(
    r"(?:(?<=\s)\d{1,3}(?:\.\d{1,3}){3}[ \t]{1,4})?(?<![\d/])(?P<time>\d{1,2}/\d{1,2}(?:[ \t]{1,4}\d{1,2}:\d{2})?)$"
)
_MAX_TIME_CHARS = 40
_QUICK = re.compile(
    rb"^[ \t]{0,8}[\xe2-\xe9][\x80-\xbf]{2}[ \t]{0,4}[A-Za-z]\w{1,23}[ \t]{0,24}(?::|\xef\xbc\x9a)", re.MULTILINE
)
"""A page without such a line has no such comments."""
_OF_BOARD = "※"
"""The mark of lines that the board itself adds: who edited the post, and when."""
_NEUTRAL = "→"
"""The mark of a comment that is neither for nor against the post."""
_MIN_COMMENTS = 3
_MAX_MARKS = 4
_SLICE_LINES = 64


class _Push(NamedTuple):
    """A line that is a comment: its parts, and where its words are, in characters."""

    mark: str
    name: str
    start: int
    end: int
    time: str


@dataclass(frozen=True, slots=True)
class PushedPage:
    """What the beginning of a page tells about its comments of one line."""

    start: int
    """Where the first one begins."""
    count: int

    @property
    def reason(self) -> str:
        """For people: what was found."""
        return f"{self.count} lines of a mark, a name, words and a time"

    def rows(self, source: Source) -> Iterator[Row | None]:
        """The comments in page order, and None now and then, as a chance to stop. Lines between two of them that the
        board has not added are the words of somebody: mostly of the author of the post."""
        times = TimeReader()
        begun = -1  # where other lines begin
        for number, line in enumerate(lines_in_steps(source, self.start, source.size)):
            if line is None or number % _SLICE_LINES == 0:
                yield None
            if line is None:
                continue
            start, end, data = line
            text = data.decode("utf-8", "surrogateescape")
            push = _push(text)
            if push is None:
                if begun < 0 and text.strip() and not text.lstrip().startswith(_OF_BOARD):
                    begun = start
                continue
            if begun >= 0:
                yield _unsigned(source, begun, start)
                begun = -1
            yield _row(push, start, text, min(end + 1, source.size), times)


def pushed_page(source: Source) -> Generator[None, None, PushedPage | None]:
    """What the beginning of a page tells; None where it has no such comments. In steps."""
    if not _QUICK.search(source.read(0, source.size)):
        return None
    start, count = -1, 0
    marks, names = set[str](), set[str]()
    for number, (begin, _, data) in enumerate(lines(source, 0, source.size)):
        if number % _SLICE_LINES == 0:
            yield
        push = _push(data.decode("utf-8", "surrogateescape"))
        if push is not None:
            start = begin if start < 0 else start
            count += 1
            marks.add(push.mark)
            names.add(push.name)
    if count < _MIN_COMMENTS or len(marks) > _MAX_MARKS or len(names) < 2:
        return None
    return PushedPage(start, count)


def _push(text: str) -> _Push | None:
    indent = len(text) - len(text.lstrip(" \t"))
    head = _HEAD.match(text, indent)
    if head is None:
        return None
    bare = text.rstrip()
    time = _TIME.search(bare, max(head.end(), len(bare) - _MAX_TIME_CHARS))
    if time is None:
        return None
    words = text[head.end() : time.start()]
    start = head.end() + len(words) - len(words.lstrip())
    return _Push(head["mark"], head["name"], start, max(start, head.end() + len(words.rstrip())), time["time"])


def _row(push: _Push, start: int, text: str, end: int, times: TimeReader) -> Row:
    body_start = start + len(text[: push.start].encode("utf-8", "surrogateescape"))
    body_end = start + len(text[: push.end].encode("utf-8", "surrogateescape"))
    head = Head(start, body_start, b"", push.name, times.read(push.time), push.time, NO_SCORE, "", "", True)
    badge = "" if push.mark == _NEUTRAL else push.mark
    return Row(head, body_start, body_end, end, 0, NO_SCORE, -1, text[push.start : push.end], badge=badge)


def _unsigned(source: Source, start: int, end: int) -> Row:
    """Lines between two comments, without an author."""
    head = Head(start, start, b"", "", None, "", NO_SCORE, "", "", True)
    words = source.read(start, min(end, start + FIRST_LINE_BYTES))
    return Row(head, start, end, end, 0, NO_SCORE, -1, first_line(words))
