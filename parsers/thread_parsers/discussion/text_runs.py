"""What the bytes of a text file are: runs of one kind, from the places of its comments and from its receipt."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain, islice
from operator import gt
from typing import TYPE_CHECKING

from thread_parsers.discussion.receipt import Kind
from thread_parsers.text.large_texts import DASHES, SLICE_BYTES, end_of_line, line_kind, lines_in_steps
from thread_parsers.text.segments import DASH_RUNS, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from thread_parsers.discussion.columns import Columns
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

_ODD_LINE = re.compile(rb"\n(?:[ \t\r\v\f]*|[ \t]*(%s)[ \t\r]*)(?=\n|\Z)" % DASH_RUNS)
"""A line that is blank, or a separator, whose dashes are then the group. The match includes the line feed before the
line, so that the search can jump from line feed to line feed."""
_ODD_STARTS = frozenset([b"", *(bytes([byte]) for byte in b" \t\n\r\v\f"), *(dash[:1] for dash in DASHES)])
"""How such a line, or an empty text, begins."""
MAX_TOGETHER_BYTES = 1 << 13
"""Size of a comment whose runs are yielded together."""
TOGETHER_BYTES = 1 << 16
"""Size of a file that is read at once."""
TOGETHER_RUNS = 1 << 6
"""Runs of several comments that are yielded together, and those of one comment more."""
_READ_BYTES = 1 << 20
"""Bytes read at a time to count line feeds."""

_Read = Callable[[int, int], bytes]
Run = tuple[int, int, Kind, int]
"""First byte, one past the last byte, kind, and number of line feeds in between."""


def tiles(discussion: Discussion) -> Iterator[list[Run] | None]:
    """Yield runs that tile the source, even if those of the format do not: of overlapping runs the first wins, and gaps
    become `unclaimed`. None now and then within a long comment, and between the slices of a long run."""
    at, source = 0, discussion.file
    for runs in _in_page_order(discussion):
        if runs is None:
            yield None
            continue
        if runs and runs[0][0] == at < runs[-1][1]:
            at = runs[-1][1]
            yield runs
            continue
        for run in runs:
            start, end, kind, _ = run
            if end <= at:
                continue
            if start > at:
                yield [(at, start, "unclaimed", (yield from _line_feeds(source, at, start)))]
            yield [run if start >= at else (at, end, kind, (yield from _line_feeds(source, at, end)))]
            at = end
    if at < source.size:
        yield [(at, source.size, "unclaimed", (yield from _line_feeds(source, at, source.size)))]


def _in_page_order(discussion: Discussion) -> Iterator[list[Run] | None]:
    """Merge the runs of the comments with those of the receipt, by position in the file. Those yielded together tile
    what they are of."""
    source, runs = discussion.file, list[Run]()
    around = iter(discussion.receipt.around)
    waiting = next(around, None)
    is_small = source.size <= TOGETHER_BYTES
    page = source.read(0, source.size) if is_small else b""
    for start, body, tail, end, margin in _places_in_page_order(discussion.columns):
        while waiting is not None and waiting.start < start:
            if runs and (runs[-1][1] != waiting.start or len(runs) >= TOGETHER_RUNS):
                yield runs
                runs = []
            if waiting.start < waiting.end:
                runs.append((*waiting, (yield from _line_feeds(source, waiting.start, waiting.end))))
            waiting = next(around, None)
        is_ordinary = start <= body <= tail <= end <= start + MAX_TOGETHER_BYTES
        if runs and (not is_ordinary or runs[-1][1] != start or len(runs) >= TOGETHER_RUNS):
            yield runs
            runs = []
        if is_ordinary:
            text = page[start:end] if is_small else source.read(start, end)
            for part in _of_comment(text, start, body, tail, margin):
                runs += part
        else:
            for run in _one_by_one(source.read, (start, body, tail, end), margin):
                yield None if run is None else [run]
    if runs:
        yield runs
    while waiting is not None:
        yield [(*waiting, (yield from _line_feeds(source, waiting.start, waiting.end)))]
        waiting = next(around, None)


def _places_in_page_order(columns: Columns) -> Iterator[tuple[int, int, int, int, int]]:
    """Where each comment, its body and its footer begin, where it ends, and its margin."""
    fields = columns.start, columns.body_start, columns.body_end, columns.end, columns.margin
    # Thread order is page order unless replies are somewhere else on the page.
    if any(map(gt, columns.start, islice(columns.start, 1, None))):
        order = sorted(range(len(columns)), key=columns.start.__getitem__)
        return zip(*(map(field.__getitem__, order) for field in fields), strict=True)
    return islice(zip(*fields, strict=False), len(columns))  # more may be added meanwhile


def _line_feeds(source: Source, start: int, end: int) -> Generator[None, None, int]:
    """The line feeds from `start` to `end`, counted in steps."""
    found = 0
    for at in range(start, end, _READ_BYTES):
        if at > start:
            yield
        found += source.read(at, min(at + _READ_BYTES, end)).count(b"\n")
    return found


def _one_by_one(read: _Read, places: tuple[int, int, int, int], margin: int) -> Iterator[Run | None]:
    """The runs of a comment, each made when it is asked for; of one of megabytes with None now and then."""
    start, body, tail, end = places
    if end - start > SLICE_BYTES:
        yield from _of_long_comment(read, places, margin)
    else:
        yield from chain.from_iterable(_of_comment(read(start, end), start, body, tail, margin))


def _of_comment(text: bytes, start: int, body: int, tail: int, margin: int) -> list[Iterable[Run]]:
    """The runs of the parts of a comment, made when they are asked for. In a head of several lines the first is
    `author` and the rest `time`; a single line with both is `author`."""
    head, words, foot = text[: body - start], text[body - start : tail - start], text[tail - start :]
    parts: list[Iterable[Run]] = []
    if head:
        # Without a line feed, find() + 1 is 0 and the whole head is the first line.
        feed = head.find(b"\n") + 1
        name = feed or len(head)
        parts.append(((start, start + name, "author", feed > 0),))
        if name < len(head):
            parts.append(_runs(head[name:], start + name, "time"))
    parts.append(_runs(words, body, "body") if not margin else _runs_with_margin(words, body, margin))
    if foot:
        parts.append(_runs(foot, tail, "footer"))
    return parts


def _of_long_comment(read: _Read, places: tuple[int, int, int, int], margin: int) -> Iterator[Run | None]:
    """The same for a comment of megabytes, with None now and then, from where its head, body and foot begin and end."""
    start, body, tail, end = places
    name = yield from end_of_line(read, start, body)
    if name > start:
        yield start, name, "author", read(name - 1, name).count(b"\n")
    yield from _long_runs(read, name, body, "time", 0)
    yield from _long_runs(read, body, tail, "body", margin)
    yield from _long_runs(read, tail, end, "footer", 0)


def _long_runs(read: _Read, start: int, end: int, kind: Kind, margin: int) -> Iterator[Run | None]:
    """What `_runs`, or with a margin `_runs_with_margin`, yields, from runs of some lines."""
    last: Run | None = None
    for lines in lines_in_steps(read, start, end):
        yield None
        if lines is None:
            continue
        if lines.data is None:
            found = yield from line_kind(read, lines.start + margin, lines.end)
            feeds = read(lines.end - 1, lines.end).count(b"\n")
            runs: Iterable[Run] = ((lines.start, lines.end, kind if found == "text" else found, feeds),)
        elif margin:
            runs = _runs_with_margin(lines.data, lines.start, margin)
        else:
            runs = _runs(lines.data, lines.start, kind)
        for run in runs:
            if last is not None and not margin and last[2] == run[2] == kind:
                last = last[0], run[1], kind, last[3] + run[3]
                continue
            if last is not None:
                yield last
            last = run
    if last is not None:
        yield last


def _runs(text: bytes, base: int, kind: Kind) -> Iterable[Run]:
    """Split text of one kind into runs of that kind, blank lines and separators."""
    if text[:1] not in _ODD_STARTS and text.find(b"\n", 0, len(text) - 1) < 0:  # one ordinary line
        return ((base, base + len(text), kind, text.endswith(b"\n")),)
    return _runs_of_lines(text, base, kind)


def _runs_of_lines(text: bytes, base: int, kind: Kind) -> Iterator[Run]:
    at, size = 0, len(text)
    # A line feed is put before the first line for _ODD_LINE. It shifts offsets by one, and each match begins one before
    # its line, so `match.start()` is the line's offset in `text` and `match.end()` is one past its own line feed.
    for match in _ODD_LINE.finditer(b"\n" + text):
        start, end = match.span()
        if start == size:
            break  # the empty rest after the last line feed
        if start > at:
            yield base + at, base + start, kind, text.count(b"\n", at, start)
        at = end if end < size else size
        yield base + start, base + at, "separator" if match[1] else "blank", end <= size
    if at < size:
        yield base + at, base + size, kind, text.count(b"\n", at)


def _runs_with_margin(text: bytes, base: int, margin: int) -> Iterator[Run]:
    """The same for a body whose lines each begin with `margin` bytes that are not text."""
    at = 0
    while at < len(text):
        end = text.find(b"\n", at) + 1 or len(text)
        bare = text[at + margin : end].rstrip(b"\n")
        kind: Kind = "blank" if not bare.strip() else "separator" if SEPARATOR.fullmatch(bare) else "body"
        yield base + at, base + end, kind, text.count(b"\n", at, end)
        at = end
