"""The spans of a receipt: every byte, and every line, of a file in exactly one span."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.receipt import Kind, Span
from thread_parsers.discussion.text_runs import tiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.origins import Origins
    from thread_parsers.discussion.text_runs import Run

SLICE_RUNS = 1 << 10
"""Runs of bytes between two yields."""


class LineSpan(NamedTuple):
    """Lines `first` to `last` of the file, from 1, and what they are."""

    first: int
    last: int
    kind: Kind


def has_line_spans(discussion: Discussion) -> bool:
    """Whether the spans of a discussion are lines of the file: its text is the file, and not rendered or decoded; or
    only these lines are known."""
    if discussion.origins is not None:
        return discussion.origins.in_lines
    return discussion.file.decoded_from is None


def byte_spans(discussion: Discussion) -> Iterator[Span]:
    """The same as `byte_spans_in_steps`, at once."""
    return filter(None, byte_spans_in_steps(discussion))


def byte_spans_in_steps(discussion: Discussion) -> Iterator[Span | None]:
    """Yield runs of one kind, in order. They tile the file. What no rule claimed is `unclaimed`, in a structured file
    `structure`. For a file of encoded parts, such as MHTML, the runs are whole lines of the file: each has the kind of
    the text at its beginning, and lines that are not read are a `resource`. Also yields None now and then while the
    runs are sorted."""
    size = discussion.file.decoded_from
    yield from _text_spans(discussion) if size is None else _decoded_tiles(discussion, size)


def _decoded_tiles(discussion: Discussion, size: int) -> Iterator[Span | None]:
    at = 0
    for span in _text_spans(discussion):
        if span is None:
            yield None
            continue
        first, last = discussion.file.place(span.start, span.end)
        if last <= at:
            continue
        if first > at:
            yield Span(at, first, "resource")
        at = max(first, at)
        yield Span(at, last, span.kind)
        at = last
    if at < size:
        yield Span(at, size, "resource")


def text_spans(discussion: Discussion) -> Iterator[Span]:
    """The same in bytes of the text that was read, which `Source.place` says where it is in the file."""
    return filter(None, _text_spans(discussion))


def _text_spans(discussion: Discussion) -> Iterator[Span | None]:
    if discussion.origins is not None:
        for tile in _rendered_tiles(discussion.origins, discussion.file.size):
            yield Span._make(tile) if tile is not None else None
        return
    for runs in tiles(discussion):
        if runs is None:
            yield None
            continue
        for run in runs:
            yield Span(*run[:3])


def byte_span_columns(discussion: Discussion) -> tuple[Sequence[int], Sequence[int], Sequence[Kind]]:
    """The fields of all byte spans: where they begin, where they end, and the kinds."""
    origins, file = discussion.origins, discussion.file
    is_rendered = origins is not None and file.decoded_from is None
    spans = _rendered_tiles(origins, file.size) if origins and is_rendered else byte_spans_in_steps(discussion)
    starts, ends, kinds = zip(*filter(None, spans), strict=True) if file.size else ((), (), ())
    return starts, ends, kinds


def _rendered_tiles(origins: Origins, size: int) -> Iterator[tuple[int, int, Kind] | None]:
    """The runs of a file whose words were rendered: of overlapping runs the first wins, gaps are `structure`."""
    at = 0
    for start, end, kind in (yield from origins.in_file_order_in_steps()):
        first, last = start if start > at else at, end if end < size else size
        if first >= last:
            continue
        if first > at:
            yield at, first, "structure"
        yield first, last, kind
        at = last
    if at < size:
        yield at, size, "structure"


def line_spans(discussion: Discussion) -> Iterator[LineSpan]:
    """The same as `line_spans_in_steps`, at once."""
    return filter(None, line_spans_in_steps(discussion))


def line_spans_in_steps(discussion: Discussion) -> Iterator[LineSpan | None]:
    """Yield runs of lines of one kind, which tile a text file, and None now and then. A line that has both a head and
    text counts as what it ends with, the text."""
    for span in _line_spans(discussion):
        yield LineSpan._make(span) if span is not None else None


def line_span_columns(discussion: Discussion) -> tuple[Sequence[int], Sequence[int], Sequence[Kind]]:
    """The fields of all line spans: the first lines, the last lines, and the kinds."""
    firsts, kinds, line, last = list[int](), list[Kind](), 1, None
    for runs in _runs_of_whole_lines(discussion):
        for _, _, kind, lines in runs or ():
            if kind != last and lines:
                firsts.append(line)
                kinds.append(kind)
                last = kind
            line += lines
    return firsts, [first - 1 for first in (*firsts[1:], line)] if firsts else (), kinds


def _line_spans(discussion: Discussion) -> Iterator[tuple[int, int, Kind] | None]:
    first, line, last = 1, 1, None
    for runs in _runs_of_whole_lines(discussion):
        if runs is None:
            yield None
            continue
        for _, _, kind, lines in runs:
            if kind != last and lines:
                if last is not None:
                    yield first, line - 1, last
                first, last = line, kind
            line += lines
    if last is not None:
        yield first, line - 1, last


def _runs_of_whole_lines(discussion: Discussion) -> Iterator[Iterable[Run] | None]:
    """Runs with how many lines they are in place of line feeds, and None now and then. A run without a line feed is the
    beginning of a line, and the next run decides what kind that line is."""
    if discussion.origins is not None:  # in lines
        for span in _text_spans(discussion):
            yield ((*span, span.end - span.start),) if span is not None else None
        return
    source, size, passed = discussion.file, discussion.file.size, 0
    for runs in tiles(discussion):
        if runs is None:
            yield None
            continue
        passed += len(runs)
        if passed >= SLICE_RUNS:
            yield None
            passed = 0
        start, end, kind, feeds = runs[-1]
        if end == size and source.read(end - 1, end) != b"\n":  # only the last line of a file may lack its line feed
            runs[-1] = start, end, kind, feeds + 1
        yield runs
