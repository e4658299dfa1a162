"""From a file to a tree: open the source, choose the format, read, check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.receipt import Note
from thread_parsers.errors import DiscussionError
from thread_parsers.formats import registry
from thread_parsers.formats.registry import FORMATS, judge
from thread_parsers.source.open import open_source
from thread_parsers.source.source import BufferSource, Source
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from thread_parsers.formats import Format

__all__ = ["FORMATS", "begin", "judge", "parse", "read"]


def begin(source: Source, format_name: str | None = None) -> tuple[Discussion, Iterator[None]]:
    """A discussion that is still empty, and the steps that fill it. The tree can be used between any two of them.
    Raises UnknownFormat."""
    discussion = Discussion(source)
    receipt = discussion.receipt
    if format_name is not None:
        format_ = registry.named(format_name)
        reason = "named in the call"
    else:
        format_, likeness = registry.likeliest(source, receipt.notes)
        reason = likeness.reason
    receipt.format, receipt.reason = format_.name, reason
    return discussion, _steps(discussion, format_)


def read(page: str | Path | Source, format_name: str | None = None) -> Discussion:
    """Read a file, `-` (standard input) or a source to its end. Raises Unreadable and UnknownFormat."""
    source = page if isinstance(page, Source) else open_source(str(page))
    discussion, steps = begin(source, format_name)
    for _ in steps:
        pass
    return discussion


def parse(data: bytes | str, name: str = "-", format_name: str | None = None) -> Discussion:
    """Read a page that is in memory. Raises UnknownFormat."""
    raw = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
    return read(BufferSource(raw, name), format_name)


def _steps(discussion: Discussion, format_: Format) -> Iterator[None]:
    yield from _guarded(discussion, format_)
    _check(discussion)
    discussion.complete = True
    yield


def _guarded(discussion: Discussion, format_: Format) -> Iterator[None]:
    """The steps of a format. Where it fails, what it has read until then stays, and the receipt says so."""
    try:
        yield from format_.read(discussion)
    except (DiscussionError, MemoryError):  # the file is gone, or the machine is full: not a fault of the format
        raise
    except Exception as error:
        discussion.receipt.notes.append(registry.fault(format_, "stopped before the end", error))


def _check(discussion: Discussion) -> None:
    """Note in the receipt where the page contradicts itself, and what was done to read it."""
    receipt, source, comments = discussion.receipt, discussion.source, len(discussion.columns)
    if source.converted_from:
        receipt.notes.append(Note("converted", f"read from {source.converted_from}"))
    span = discussion.article.title_span
    if span is not None:
        line = source.line_at(span[0])
        receipt.notes.append(Note("title", f"title taken from line {line}", line))
    declared = receipt.declared_comments
    if declared is not None and declared != comments:
        receipt.notes.append(Note("comments", f"page declares {counted(declared, 'comment')}, {comments:,} read"))
    if not comments and declared is None:
        receipt.notes.append(Note("comments", "no comments were found"))
