"""From a file to a tree: open the source, choose the format, read, check. The only place that knows all formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.receipt import Note
from thread_parsers.errors import UnknownFormat
from thread_parsers.formats import Likeness
from thread_parsers.formats.plugins import plugins
from thread_parsers.formats.registry import FORMATS
from thread_parsers.source.open import open_source
from thread_parsers.source.source import BufferSource, Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from thread_parsers.formats import Format

__all__ = ["FORMATS", "begin", "judge", "parse", "read"]

SURE = 0.7
"""A score from which a built-in format is taken without asking those after it and those of others."""


def judge(source: Source) -> list[tuple[Format, Likeness]]:
    """Every format with its score for a source, the likeliest first; the order of the table decides a tie."""
    judged = [(format_, format_.likeness(source)) for format_ in FORMATS]
    judged += [(format_, _judged(format_, source, [])) for format_ in plugins()[0]]
    return sorted(judged, key=lambda pair: -pair[1].score)


def begin(source: Source, format_name: str | None = None) -> tuple[Discussion, Iterator[None]]:
    """A discussion that is still empty, and the steps that fill it. The tree can be used between any two of them.
    Raises UnknownFormat."""
    discussion = Discussion(source)
    notes = discussion.receipt.notes
    if format_name is not None:
        format_ = _named(format_name)
        reason = "named in the call"
    else:
        format_, likeness = _likeliest(source, notes)
        reason = likeness.reason
    discussion.receipt.format, discussion.receipt.reason = format_.name, reason
    return discussion, _steps(discussion, format_)


def read(page: str | Path | Source, format_name: str | None = None) -> Discussion:
    """Read a file, `-` or a source to its end. Raises Unreadable and UnknownFormat."""
    source = page if isinstance(page, Source) else open_source(str(page))
    discussion, steps = begin(source, format_name)
    for _ in steps:
        pass
    return discussion


def parse(data: bytes | str, name: str = "-", format_name: str | None = None) -> Discussion:
    """Read a page that is in memory."""
    raw = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
    return read(BufferSource(raw, name), format_name)


def _named(name: str) -> Format:
    known = (*FORMATS, *plugins()[0])
    for format_ in known:
        if format_.name == name:
            return format_
    raise UnknownFormat(name, tuple(format_.name for format_ in known))


def _likeliest(source: Source, notes: list[Note]) -> tuple[Format, Likeness]:
    """The first format of the table that is sure; without one the likeliest of all, those of others too."""
    judged: list[tuple[Format, Likeness]] = []
    for format_ in FORMATS:
        likeness = format_.likeness(source)
        if likeness.score >= SURE:
            return format_, likeness
        judged.append((format_, likeness))
    others, failures = plugins()
    notes += [Note("plug-in", failure) for failure in failures]
    judged += [(format_, _judged(format_, source, notes)) for format_ in others]
    return max(judged, key=lambda pair: pair[1].score)


def _judged(format_: Format, source: Source, notes: list[Note]) -> Likeness:
    """The likeness to a format of somebody else, none where it fails: that must not keep anybody from reading."""
    try:
        likeness = format_.likeness(source)
        return Likeness(max(0.0, min(1.0, likeness.score)), str(likeness.reason))
    except Exception as error:
        words = f"the format {format_.name} could not judge the page: {_said(error)}"
        notes.append(Note("plug-in", words))
        return Likeness(0.0, words)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _steps(discussion: Discussion, format_: Format) -> Iterator[None]:
    if format_ in FORMATS:
        yield from format_.read(discussion)
    else:
        yield from _guarded(discussion, format_)
    _check(discussion)
    discussion.complete = True
    yield


def _guarded(discussion: Discussion, format_: Format) -> Iterator[None]:
    """The steps of a format of somebody else. Where it fails, what it has read until then stays."""
    steps = format_.read(discussion)
    while True:
        try:
            next(steps)
        except StopIteration:
            return
        except Exception as error:
            words = f"the format {format_.name} stopped before the end: {_said(error)}"
            discussion.receipt.notes.append(Note("plug-in", words))
            return
        yield


def _check(discussion: Discussion) -> None:
    """Say where the page disagrees with itself, and what was done to read it."""
    receipt, source, read_ = discussion.receipt, discussion.source, len(discussion.columns)
    if source.converted_from:
        receipt.notes.append(Note("converted", f"read from {source.converted_from}"))
    span = discussion.article.title_span
    if span is not None:
        line = source.line_at(span[0])
        receipt.notes.append(Note("title", f"title taken from line {line}", line))
    if receipt.declared_comments is not None and receipt.declared_comments != read_:
        declared = f"{receipt.declared_comments} comment{'s' * (receipt.declared_comments != 1)}"
        receipt.notes.append(Note("comments", f"page declares {declared}, {read_} read"))
    if not read_ and receipt.declared_comments is None:
        receipt.notes.append(Note("comments", "no comments were found"))
