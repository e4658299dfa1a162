"""Every built-in format keeps what formats promise, and each promise is broken by a format that is made to break it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from harness.format_contract import (
    DEEP,
    PROMISES,
    assert_kept,
    judges_by_a_part,
    reads_any_bytes,
    reads_deep_nesting,
    reads_whole_pages,
    works_in_proportion,
)
from harness.reply_chains import chains
from thread_parsers.discussion.receipt import Span
from thread_parsers.formats import Format, Likeness
from thread_parsers.formats.registry import FORMATS
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source


FLAT = 2_000
"""Comments of a page without replies: nothing of them is deep."""


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)
def test_a_format_keeps_its_promises(format_: Format, promise: Callable[[Format], None]) -> None:
    promise(format_)


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)
def test_a_chain_of_replies_of_any_length_is_read(format_: Format) -> None:
    page, depth = chains(DEEP, FLAT)[format_.name]
    columns = assert_kept(format_, page.encode()).columns
    assert (len(columns), max(columns.depth, default=-1)) == ({0: FLAT, -1: 0}.get(depth, DEEP), depth)


# Formats that break one promise each. All but the broken part is `good`: a comment a line.


def likeness(source: Source) -> Likeness:
    return Likeness(0.5, f"{len(source.read(0, 100))} bytes")


def lines(source: Source) -> Iterator[tuple[int, int]]:
    start = 0
    for line in source.read(0, source.size).splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def add(discussion: Discussion, start: int, end: int, **columns: Any) -> None:
    row: dict[str, Any] = {"start": start, "body_start": start, "body_end": end, "end": end, "author": ""}
    discussion.columns.append(**row | columns)


def good(discussion: Discussion) -> Iterator[None]:
    for start, end in lines(discussion.file):
        add(discussion, start, end)
        yield


def raises(discussion: Discussion) -> Iterator[None]:
    json.loads(discussion.file.read(0, discussion.file.size))
    yield from good(discussion)


def recurses(discussion: Discussion) -> Iterator[None]:
    def depth(brackets: bytes) -> int:
        return 1 + depth(brackets[1:]) if brackets[:1] == b"[" else 0

    depth(discussion.file.read(0, discussion.file.size))
    yield from good(discussion)


def overlaps(discussion: Discussion) -> Iterator[None]:
    yield from good(discussion)
    if discussion.file.size > 2:
        discussion.receipt.around.append(Span(1, 2, "furniture"))


def leaves_out(discussion: Discussion) -> Iterator[None]:
    for start, end in lines(discussion.file):
        if b"tea" not in discussion.file.read(start, end):
            add(discussion, start, end)
    yield


def ends_early(discussion: Discussion) -> Iterator[None]:
    for start, end in lines(discussion.file):
        add(discussion, start, end, body_end=max(start, end - 1))
    yield


def ends_late(discussion: Discussion) -> Iterator[None]:
    for start, end in lines(discussion.file):
        add(discussion, start, end, body_end=end + 1)
    yield


def answers_the_next(discussion: Discussion) -> Iterator[None]:
    yield from good(discussion)
    columns = discussion.columns
    if len(columns) > 1:
        columns.parent[0], columns.depth[0] = 1, 1


def answers_across(discussion: Discussion) -> Iterator[None]:
    yield from good(discussion)
    columns = discussion.columns
    for row in range(2, len(columns)):
        columns.parent[row], columns.depth[row] = 0, 1


def takes_back(discussion: Discussion) -> Iterator[None]:
    yield from good(discussion)
    discussion.columns.__init__()  # type: ignore[misc]
    discussion.receipt.around.append(Span(0, discussion.file.size, "furniture"))
    yield


def forgets_the_file(discussion: Discussion) -> Iterator[None]:
    discussion.file = discussion.text = BufferSource(discussion.file.read(0, discussion.file.size))
    yield from good(discussion)


def renders_without_origins(discussion: Discussion) -> Iterator[None]:
    yield from good(discussion)
    discussion.text = BufferSource(b"", discussion.file.name)


def reads_again(discussion: Discussion) -> Iterator[None]:
    for start, end in lines(discussion.file):
        discussion.file.read(0, start)
        add(discussion, start, end)
    yield


def compares_all(discussion: Discussion) -> Iterator[None]:
    seen: list[tuple[int, int]] = []
    for line in lines(discussion.file):
        for other in seen[::32]:
            assert other != line
        seen.append(line)
        add(discussion, *line)
    yield


def judges_all(source: Source) -> Likeness:
    return Likeness(0.5, f"{len(source.read(0, source.size))} bytes")


BROKEN: tuple[tuple[Format, Callable[[Format], None], str], ...] = (
    (Format("raises", "", likeness, raises), reads_any_bytes, "Expecting value|codec"),
    (Format("recurses", "", likeness, recurses), reads_deep_nesting, "recursion"),
    (Format("overlaps", "", likeness, overlaps), reads_whole_pages, "claimed twice"),
    (Format("leaves_out", "", likeness, leaves_out), reads_whole_pages, "claimed"),
    (Format("ends_early", "", likeness, ends_early), reads_whole_pages, "the receipt calls them blank"),
    (Format("ends_late", "", likeness, ends_late), reads_whole_pages, "not inside of it"),
    (Format("answers_the_next", "", likeness, answers_the_next), reads_whole_pages, "before its parent"),
    (Format("answers_across", "", likeness, answers_across), reads_whole_pages, "not in the branch of its parent"),
    (Format("takes_back", "", likeness, takes_back), reads_whole_pages, "disappear"),
    (Format("forgets_the_file", "", likeness, forgets_the_file), reads_any_bytes, "replaced"),
    (Format("without_origins", "", likeness, renders_without_origins), reads_whole_pages, "neither the file"),
    (Format("reads_again", "", likeness, reads_again), works_in_proportion, "reads"),
    (Format("compares_all", "", likeness, compares_all), works_in_proportion, "executes"),
    (Format("judges_all", "", judges_all, good), judges_by_a_part, "to judge"),
    (Format("sure", "", lambda _: Likeness(3.0, "it is mine"), good), reads_any_bytes, "score"),
    (Format("no_reason", "", lambda _: Likeness(0.5, ""), good), reads_any_bytes, "no reason"),
)


@pytest.mark.parametrize(("format_", "promise", "message"), BROKEN, ids=[broken.name for broken, _, _ in BROKEN])
def test_a_broken_promise_is_found(format_: Format, promise: Callable[[Format], None], message: str) -> None:
    with pytest.raises(Exception, match=f"(?s){message}"):
        promise(format_)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_formats_above_break_nothing_else(promise: Callable[[Format], None]) -> None:
    promise(Format("good", "", likeness, good))
