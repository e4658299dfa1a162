"""From a file to a tree: open the source, choose the format, read, check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.numbered import part_of
from thread_parsers.discussion.receipt import Note
from thread_parsers.discussion.relative_times import RelativeTimes, note_times, set_saved
from thread_parsers.discussion.stored_page import StoredPage
from thread_parsers.discussion.zones import settle_zones
from thread_parsers.errors import DiscussionError, Unreadable
from thread_parsers.formats import registry
from thread_parsers.formats.registry import FORMATS, judge
from thread_parsers.source.open import open_source, source_of
from thread_parsers.source.source import BufferSource, Source
from thread_parsers.steps import run_to_end
from thread_parsers.text.counted import counted
from thread_parsers.text.surrogates import encodable

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from thread_parsers.discussion.relative_times import Saved
    from thread_parsers.formats import Format

SLICE_PARTS = 64
"""Discussions of a file that are checked between two yields."""
MIN_DECLARED_SHARE = 2
"""Other formats are tried if the page states this many times as many comments as were read."""

__all__ = ["FORMATS", "begin", "begin_in_steps", "judge", "parse", "read", "read_all"]


def begin(
    source: Source, format_name: str | None = None, *, saved: Saved | None = None, suggest: bool = True
) -> tuple[Discussion, Iterator[None]]:
    """The first discussion of a file, still empty, and the steps that fill it. The tree can be used between any two of
    them. At the end, `discussion.parts` has all discussions of the file with comments. `saved` is when the page was
    saved, by its own clock: relative times are then computed. `suggest`: whether other formats are tried where few
    comments were found, for the receipt to name one. Raises UnknownFormat."""
    return run_to_end(begin_in_steps(source, format_name, saved=saved, suggest=suggest))


def begin_in_steps(
    source: Source, format_name: str | None = None, *, saved: Saved | None = None, suggest: bool = True
) -> Generator[None, None, tuple[Discussion, Iterator[None]]]:
    """The same as `begin`, with the choice of the format in steps."""
    if isinstance(source, StoredPage):
        return _stored(source, format_name, saved)
    discussion = Discussion(source)
    discussion.saved = saved
    receipt = discussion.receipt
    comments_after: int | None = None
    yield from source.sniff()
    if format_name is not None:
        format_ = registry.named(format_name)
        reason = "named in the call"
    else:
        format_, likeness = yield from registry.likeliest_in_steps(source, receipt.notes)
        reason, comments_after = likeness.reason, likeness.comments_after
    receipt.format, receipt.reason = format_.name, reason
    return discussion, _steps(discussion, format_, comments_after, suggest=suggest)


def _stored(source: StoredPage, format_name: str | None, saved: Saved | None) -> tuple[Discussion, Iterator[None]]:
    """A page that was read before. Raises Unreadable."""
    if format_name is not None:
        raise Unreadable(source.name, "is a page of a corpus, which cannot be read again")
    discussion, steps = source.begin()
    return discussion, steps if saved is None else _with_times(discussion, steps, saved)


def _with_times(discussion: Discussion, steps: Iterator[None], saved: Saved) -> Iterator[None]:
    """The steps, and then those that compute relative times."""
    yield from steps
    for part in discussion.parts:
        set_saved(part, saved)
        yield


def read(
    page: str | Path | Source, format_name: str | None = None, *, saved: Saved | None = None, part: int = 1
) -> Discussion:
    """Read a file, `-` (standard input) or a source to its end. `saved`: as for `begin`. `part`: which discussion of a
    file with several, from 1. Raises Unreadable, UnknownFormat and NoSuchPart."""
    return part_of(read_all(page, format_name, saved=saved)[0], part)


def read_all(
    page: str | Path | Source, format_name: str | None = None, *, saved: Saved | None = None
) -> list[Discussion]:
    """Read all discussions of a file, at least one; otherwise as `read`. Raises Unreadable and UnknownFormat."""
    source = page if isinstance(page, Source) else open_source(str(page), format_name=format_name)
    discussion, steps = begin(source, format_name, saved=saved)
    for _ in steps:
        pass
    return discussion.parts


def parse(
    data: bytes | str, name: str = "-", format_name: str | None = None, *, saved: Saved | None = None
) -> Discussion:
    """Read a page that is in memory: bytes like a file of them, whatever their encoding and compression, and text as it
    is. `saved`: as for `begin`. Raises UnknownFormat, and Unreadable for bytes that are not text."""
    if isinstance(data, str):
        source: Source = BufferSource(data.encode("utf-8", "surrogateescape"), name)
    else:
        source = source_of(data, name)
    return read(source, format_name, saved=saved)


def _with_comments(discussion: Discussion, format_: Format, after: int) -> Generator[None, None, Format]:
    """The best format for a page in which `format_` recognized only the surroundings of comments. The comments would be
    after an offset."""
    from thread_parsers.formats.other_readings import SAMPLE_BYTES, best_other

    receipt = discussion.receipt
    other = yield from best_other(discussion.file, format_, 0, after)
    if other is None:
        return format_
    words = f"it looks like {format_.name} ({receipt.reason}), which finds no comments in it"
    receipt.notes.append(Note("format", words))
    more = "" if other.complete else f" in its first {SAMPLE_BYTES // 1024} KiB"
    receipt.format, receipt.reason = other.format.name, f"finds {counted(other.comments, 'comment')}{more}"
    return other.format


def _steps(discussion: Discussion, format_: Format, comments_after: int | None, *, suggest: bool) -> Iterator[None]:
    if comments_after is not None:
        format_ = yield from _with_comments(discussion, format_, comments_after)
    discussion.body_form = format_.body_form
    yield from _guarded(discussion, format_)
    parts, kept = discussion.parts, list[Discussion]()
    for count, part in enumerate(parts, 1):
        if len(part.columns):
            kept.append(part)
        if count % SLICE_PARTS == 0:
            yield
    empty = len(parts) - len(kept)
    if kept:
        parts[:] = kept
        if parts[0] is not discussion:
            parts[0].receipt.notes[:0] = discussion.receipt.notes  # those about the file
        if empty:
            parts[0].receipt.notes.append(Note("left out", f"{counted(empty, 'discussion')} without comments"))
    for count, part in enumerate(parts, 1):
        _check(part)
        if count % SLICE_PARTS == 0:
            yield
    if suggest and len(parts) == 1:
        yield from _suggest(parts[0], format_)
    discussion.complete = True
    for count, part in enumerate(parts, 1):
        part.complete = True
        if count % SLICE_PARTS == 0:
            yield
    yield


def _suggest(discussion: Discussion, format_: Format) -> Iterator[None]:
    """Suggest another format in the receipt if fewer comments were read than the page seems to have."""
    receipt, source, comments = discussion.receipt, discussion.file, len(discussion.columns)
    declared = receipt.declared_comments
    if declared == comments or (comments and (declared is None or comments * MIN_DECLARED_SHARE > declared)):
        return
    from thread_parsers.formats.near import summary
    from thread_parsers.formats.other_readings import best_other

    yield
    other = yield from best_other(source, format_, comments)
    if other is not None:
        receipt.other_format, receipt.other_comments = other.format.name, other.comments
    elif not comments:
        near = yield from registry.near_lines(format_, source)
        receipt.near = summary(near) if near else ""


def _guarded(discussion: Discussion, format_: Format) -> Iterator[None]:
    """The steps of a format. Where it fails, what it has read until then stays, and the receipt says so."""
    times = RelativeTimes(discussion)
    try:
        for _ in format_.read(discussion):
            times.complete_new()
            yield
    except (DiscussionError, MemoryError):  # the file is gone, or the machine is full: not a fault of the format
        raise
    except Exception as error:
        discussion.receipt.notes.append(registry.fault(format_, "stopped before the end", error))
    yield from times.complete_all()  # a page may say at its end when it was saved
    for count, part in enumerate(discussion.parts, 1):
        if part is not discussion:
            yield from RelativeTimes(part).complete_all()
        if count % SLICE_PARTS == 0:
            yield


def _check(discussion: Discussion) -> None:
    """Note in the receipt where the page contradicts itself, and what was done to read it."""
    receipt, source, comments = discussion.receipt, discussion.file, len(discussion.columns)
    article = discussion.article
    article.author, article.url = (encodable(text) if text else text for text in (article.author, article.url))
    if source.converted_from:
        receipt.notes.append(Note("converted", f"read from {source.converted_from}"))
    span = discussion.article.title_span
    if span is not None and discussion.origins is None:
        line = source.line_at(span[0])
        receipt.notes.append(Note("title", f"title taken from line {line}", line))
    declared = receipt.declared_comments
    if declared is not None and declared != comments:
        receipt.notes.append(Note("comments", f"page declares {counted(declared, 'comment')}, {comments:,} read"))
    note_times(discussion)
    settle_zones(discussion)
    if not comments and declared is None:
        receipt.notes.append(Note("comments", "no comments were found"))
