"""Where the comments of a Gate page begin.

A comment begins at a line that can be a name, followed by a line that is `·` and a time. With `· 2025-12-24 06:14` the
two lines decide; with other times the few lines above them do too (see `time_lines`). So it is the same wherever the
bytes are cut and from whichever end they are read.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.gate.badges import BADGE_LINES
from thread_parsers.formats.gate.counters import is_box
from thread_parsers.formats.gate.footers import MAX_FOOTER_BYTES, Footers, footers_above
from thread_parsers.formats.gate.time_lines import Candidate, TimeLines
from thread_parsers.source.source import SLICE
from thread_parsers.steps import SLICE_ITEMS

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.source.source import Source

_DATE_AND_CLOCK = (
    rb"([0-9]{4}[-/.][0-9]{2}[-/.][0-9]{2})[ \t]{1,8}([0-9]{2}:[0-9]{2})(?::([0-9]{2}))?[ \t\r]{0,8}(?:\n|\Z)"
)
DOT = b"\xc2\xb7"
TIME_LINE = re.compile(DOT + rb"[ \t]{0,8}(?:" + _DATE_AND_CLOCK + rb"|([^\n]{1,160}+)(?:\n|\Z))")
"""The line under a name, from its dot: day, time of day and seconds, or else the words that may be a time. The dot is
rare, so the search runs at the speed of memory."""
_EXACT = re.compile(DOT + rb"[ \t]{0,8}" + _DATE_AND_CLOCK)
MAX_TIME_LINE_BYTES = 256
MAX_NAME_BYTES = 400
"""The longest line that can be a name."""
_MAX_INDENT_BYTES = 8
"""Blanks before the dot of a time line."""
_FOOTER_REACH_BYTES = MAX_FOOTER_BYTES + 400
"""How far before a name the footer of the previous comment may begin: blank lines are between them."""
REACH_BYTES = _MAX_INDENT_BYTES + 2 * MAX_NAME_BYTES + _FOOTER_REACH_BYTES + 8
"""The bytes before a time line that decide what it is."""
_MAX_LINES_ABOVE = 7
"""Lines of words above a name among which the comment box may be."""
MAX_CANDIDATES = 2000
"""Lines with a dot and words from which the times of a page are learned."""
SLICE_CANDIDATES = 200
"""Those that are looked at between two yields."""
LAST_FOOTER_BYTES, LAST_FOOTER_LINES = 1 << 18, 1 << 12
"""The end of a page, in which its last footer is searched."""
MAX_DOTS = 1 << 10
"""Dots in a window: looking at a line with a dot and words takes some microseconds."""
LAST_SLICE_BYTES = 1 << 11
"""Bytes at the end of a page in which the last head is searched first."""
FIRST_SLICE_BYTES = 1 << 16
"""The first slice is small, so that a screenful of comments is there at once."""


class Head(NamedTuple):
    """Where a comment and its body begin, in bytes of the source."""

    start: int
    body_start: int


class Window(NamedTuple):
    """Bytes of a source from `start`: those in which time lines are searched, and the REACH_BYTES before them."""

    start: int
    data: bytes
    first: int
    """Where in `data` the search begins."""
    limit: int
    """Where it ends. Time lines that begin later belong to the next window."""
    times: TimeLines | None
    """Recognizes the heads of the page whose time is not `· date time`; None to leave them out."""

    def heads(self) -> Iterator[tuple[int, bytes, re.Match[bytes]]]:
        """Each head: the start of its name in `data`, the line of the name, the match of the time line.

        Ordinary heads take the inlined path; the functions below are called for the rare others only.
        """
        data, limit = self.data, self.limit
        for match in TIME_LINE.finditer(data, self.first, limit + MAX_TIME_LINE_BYTES):
            dot = match.start()
            if dot >= limit:
                return
            end = dot - 1 if data[dot - 1] == 10 else _line_end_before(data, dot)
            if end < 1:
                continue
            lowest = end - MAX_NAME_BYTES - 1
            start = data.rfind(b"\n", lowest if lowest > 0 else 0, end) + 1
            # Without a line feed near enough the line is too long for a name, unless it is the first one of the page.
            if not start and (self.start or lowest >= 0):
                continue
            name = data[start:end]
            if not name.strip():
                above, line = self._above_blank(start)
                if not line.strip() or (self.times or TimeLines()).is_footer_or_box(line.strip()):
                    # The blank line stands for a name that was left out.
                    if match[4] is None or self._begins_comment(start, b"", match[4]):
                        yield start, b"", match
                    continue
                if self.times is None or self.times.has_blanks:
                    start, name = above, line
            if not name or (name[0] in _SUSPECT and not self._can_be_name(name)):
                continue
            if name in BADGE_LINES:
                start, name = self._with_badge(start, name)
            if match[4] is None or self._begins_comment(start, name, match[4]):
                yield start, name, match

    def heads_in_steps(self) -> Generator[None, None, list[tuple[int, bytes, re.Match[bytes]]]]:
        """The same as a list, in steps."""
        found: list[tuple[int, bytes, re.Match[bytes]]] = []
        at = self.first
        while at < self.limit:
            part = with_few_dots(self._replace(first=at), SLICE_CANDIDATES)
            found += part.heads()
            at = part.limit
            yield
        return found

    def _above_blank(self, blank: int) -> tuple[int, bytes]:
        """The start and the bytes of the line above the blank line at `blank`; no bytes if it cannot be a name."""
        end = blank - 1
        start = self.data.rfind(b"\n", max(0, end - MAX_NAME_BYTES - 1), max(0, end)) + 1
        if end < 1 or (not start and (self.start or end > MAX_NAME_BYTES)):
            return blank, b""
        return start, self.data[start:end]

    def is_apart(self, start: int, name: bytes, match: re.Match[bytes]) -> bool:
        """Whether a blank line is between the name and the time of a head."""
        end, time = start + len(name), match.start()
        return time > end + 1 and self.data.count(b"\n", end, time) > 1

    def _can_be_name(self, line: bytes) -> bool:
        words = line.strip()
        if not words.startswith(DOT):
            return bool(words)
        if _EXACT.fullmatch(words) is not None:
            return False
        return self.times is None or self.times.stated(words[len(DOT) :].strip()) is None

    def _with_badge(self, start: int, badge: bytes) -> tuple[int, bytes]:
        """The start of the name and its line, if the line at `start` is a badge under a name that follows a footer or
        the comment box; else that line itself, since a name may look like a badge."""
        end = start - 1
        above = self.data.rfind(b"\n", max(0, end - MAX_NAME_BYTES - 1), max(0, end)) + 1
        name = self.data[above : max(0, end)]
        if not above or not name.strip() or name.lstrip().startswith(DOT):
            return start, badge
        candidate, times = self.candidate(above, b""), self.times or TimeLines()
        if times.follows_footer_or_box(candidate) and not times.is_footer_or_box(name.strip()):
            return above, name + b"\n" + badge
        return start, badge

    def _begins_comment(self, start: int, name: bytes, words: bytes) -> bool:
        if self.times is None or name.lstrip().startswith(DOT):
            return False
        return self.times.is_head(self.candidate(start, words))

    def candidate(self, start: int, words: bytes) -> Candidate:
        """What decides whether a comment begins at the name at `start`, under which there are a dot and `words`."""
        floor = max(0, start - _FOOTER_REACH_BYTES)
        lines = self.data[floor:start].split(b"\n")
        if self.data[floor - 1] != 10 if floor else self.start:
            del lines[0]  # cut off at `floor`
        before: list[bytes] = []
        for line in reversed(lines):
            text = line.strip()
            if text.startswith(DOT) or len(before) == _MAX_LINES_ABOVE:
                break
            if text:
                before.append(text)
        at_start = not self.start and not floor and not self.data[:start].strip()
        return Candidate(self.start + start, words.strip(), before, at_start)

    def candidates(self) -> Generator[None, None, list[Candidate]]:
        """All lines whose dot is followed by other words than a date with a time of day, in steps."""
        found: list[Candidate] = []
        for match in TIME_LINE.finditer(self.data, self.first, self.limit + MAX_TIME_LINE_BYTES):
            if match.start() >= self.limit:
                break
            if match[4] is None:
                continue
            end = _line_end_before(self.data, match.start())
            if end < 1:
                continue
            start = self.data.rfind(b"\n", max(0, end - MAX_NAME_BYTES - 1), end) + 1
            name = self.data[start:end].strip()
            has_blank = not name
            if has_blank:
                start, name = self._above_blank(start)
                name = name.strip()
            if name and not name.startswith(DOT) and (start or end <= MAX_NAME_BYTES):
                if name in BADGE_LINES:
                    start, _ = self._with_badge(start, name)
                found.append(self.candidate(start, match[4])._replace(has_blank=has_blank))
                if len(found) == MAX_CANDIDATES:
                    break
                if len(found) % SLICE_CANDIDATES == 0:
                    yield
        return found

    def last_line(self, end: int, lowest: int) -> tuple[int, bytes]:
        """The start in `data` and the bytes of the last line of words before `end`; (end, b"") where none begins after
        `lowest` and near enough."""
        floor = max(lowest, end - _FOOTER_REACH_BYTES, 0)
        words = self.data[floor:end].rstrip()
        start = floor + words.rfind(b"\n") + 1
        whole = self.data[start - 1] == 10 if start else not self.start  # not cut off at `floor`
        return (start, self.data[start : floor + len(words)]) if words and whole else (end, b"")


_SUSPECT = frozenset(b" \t\r\v\f\xc2")
"""First bytes of lines that may be blank, or a time line."""


def _line_end_before(data: bytes, dot: int) -> int:
    """The line feed before a dot with only blanks between them; -1 where there is something else."""
    blanks = data[max(0, dot - _MAX_INDENT_BYTES) : dot]
    end = dot - len(blanks) + len(blanks.rstrip(b" \t")) - 1
    return end if end >= 0 and data[end] == 10 else -1


def window(source: Source, start: int, end: int, times: TimeLines | None = None) -> Window:
    """The window for the time lines that begin from `start` up to `end` in the source."""
    reach = max(0, start - REACH_BYTES)
    data = source.read(reach, min(source.size, end + MAX_TIME_LINE_BYTES))
    return Window(reach, data, start - reach, end - reach, times)


def windows(
    source: Source, start: int, end: int, times: TimeLines, sizes: tuple[int, int] = (FIRST_SLICE_BYTES, SLICE)
) -> Iterator[Window]:
    """The windows from `start` up to `end`. `sizes` are the bytes of the first one and of the others."""
    size = sizes[0]
    while start < end:
        piece = with_few_dots(window(source, start, min(end, start + size), times))
        yield piece
        used = piece.limit - piece.first
        start += used
        # After many dots a window of the full size would be read for a small part of it.
        size = sizes[1] if used >= size else min(2 * used, sizes[1])


def with_few_dots(piece: Window, limit: int = MAX_DOTS) -> Window:
    """A window, or the beginning of it if it has many dots."""
    end = piece.limit
    # One byte is counted in a tenth of the time.
    while piece.data.count(DOT[-1], piece.first, end) > limit and piece.data.count(DOT, piece.first, end) > limit:
        end = piece.first + (end - piece.first) // 2
    return piece if end == piece.limit else piece._replace(limit=end)


def first_head(source: Source, times: TimeLines) -> Generator[None, None, Head | None]:
    """The first head of a page. Yields after each window."""
    for piece in windows(source, 0, source.size, times):
        for start, _, match in piece.heads():
            return Head(piece.start + start, piece.start + match.end())
        yield
    return None


def last_head(source: Source, times: TimeLines) -> Generator[None, None, Head | None]:
    """The last head of a page, searched from its end. Yields after each window."""
    end, size = source.size, LAST_SLICE_BYTES
    while end > 0:
        found = None
        for piece in windows(source, max(0, end - size), end, times, (size, size)):
            for start, _, match in piece.heads():
                found = Head(piece.start + start, piece.start + match.end())
            yield
        if found is not None:
            return found
        end, size = end - size, FIRST_SLICE_BYTES if size < FIRST_SLICE_BYTES else SLICE
    return None


def learn(source: Source, end: int) -> Generator[None, None, TimeLines]:
    """Learn the footers and the times of a page from the comments in its first `end` bytes, in steps."""
    return (yield from learn_from(source, with_few_dots(window(source, 0, min(end, source.size)))))


def learn_from(
    source: Source, piece: Window, heads: list[tuple[int, bytes, re.Match[bytes]]] | None = None
) -> Generator[None, None, TimeLines]:
    """Learn the same from a window of the beginning of a page. `heads` are those of the window, if they are known."""
    candidates = yield from piece.candidates()
    yield
    if heads is None:
        heads = yield from piece.heads_in_steps()
    exact = [(start, match.end(), piece.is_apart(start, name, match)) for start, name, match in heads]
    blanks = [is_apart for _, _, is_apart in exact] + [candidate.has_blank for candidate in candidates]
    has_blanks = 2 * sum(blanks) > len(blanks)
    kept = [(start, end) for start, end, is_apart in exact if has_blanks or not is_apart]
    candidates = [candidate for candidate in candidates if has_blanks or not candidate.has_blank]
    yield
    lines = [piece.last_line(two[0], one[1])[1] for one, two in pairwise(kept)]
    above: list[bytes] = []
    if candidates:
        above = [one.before[0] for one in candidates if one.before]
        above += [piece.last_line(start, 0)[1].strip() for start, _ in kept]
    above = [line for line in above if not is_box(line.decode("utf-8", "replace"))]
    yield
    footers = Footers(lines, footers_above(above, piece.data))
    times = TimeLines(footers, has_blanks=has_blanks)
    times.learn_forms(candidates)
    yield
    first_exact = piece.start + kept[0][0] if kept else None
    last_footer = (yield from _last_footer(source, footers)) if candidates else -1
    yield
    times.learn_places(candidates, piece.data, last_footer, first_exact)
    return times


def _last_footer(source: Source, footers: Footers) -> Generator[None, None, int]:
    """The start of the last footer of a page, searched from its end, in slices; -1 where there is none."""
    start = max(0, source.size - LAST_FOOTER_BYTES)
    lines = source.read(start, source.size).split(b"\n")
    at = source.size
    for number, line in enumerate(islice(reversed(lines), LAST_FOOTER_LINES), 1):
        if number % SLICE_ITEMS == 0:
            yield
        at -= len(line)
        if line and footers.replies(line.strip()) is not None:
            return at
        at -= 1  # its line feed
    return -1
