"""Cases: a page, and the tree that it must become, in one file under tests/cases."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.relative_times import RelativeTimes
from thread_parsers.source.source import BufferSource
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from thread_parsers.discussion.comment import Comment
    from thread_parsers.formats import Format

_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
"""Characters that nobody sees are written as `\\u200e` in a case."""


def case(path: Path) -> tuple[bytes, str]:
    """The page of a case and its tree as text."""
    page, _, tree = path.read_text("utf-8").partition("~~~ page\n")[2].partition("~~~ tree\n")
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), page).encode(), tree


def read_as(format_: Format, page: bytes) -> Discussion:
    """Read a page with one format, whatever it looks like."""
    discussion = Discussion(BufferSource(page), format_.name)
    for _ in format_.read(discussion):
        pass
    run_to_end(RelativeTimes(discussion).complete_all())  # as reading does
    return discussion


def as_written(discussion: Discussion) -> str:
    """A discussion as the cases write it: replies indented, line feeds inside a text as ⏎."""
    return "".join(f"{line}\n" for line in _lines(discussion))


def all_as_written(parts: Iterable[Discussion]) -> str:
    """All discussions of a file, each after a line with its number."""
    return "".join(f"{number}.\n{as_written(part)}" for number, part in enumerate(parts, 1))


def _lines(discussion: Discussion) -> Iterator[str]:
    article = discussion.article
    if discussion.title is not None:
        yield f"title: {discussion.title}"
    for what, fact in (("author", article.author), ("time", article.time), ("address", article.url)):
        if fact is not None:
            yield f"{what}: {fact}"
    for paragraph in discussion.paragraphs:
        yield f"text: {paragraph}".replace("\n", " ⏎ ")
    for what, number in asdict(discussion.engagement).items():
        if number is not None:
            yield f"page says: {number} {what}"
    for comment in discussion.comments:
        indent = "    " * comment.depth
        yield f"{indent}- {', '.join(_head(discussion, comment))}"
        for segment in comment.segments:
            yield f"{indent}  | {segment.text}".replace("\n", " ⏎ ")
    for note in discussion.receipt.notes:
        yield f"note: {note.text}"


def _head(discussion: Discussion, comment: Comment) -> Iterator[str]:
    columns, row = discussion.columns, comment.id - 1
    yield comment.author or "(nobody)"
    if row in columns.badges:
        yield f"[{columns.badges[row]}]"
    if comment.time:
        yield comment.shown_time
    if row in columns.times_as_written:
        yield f'"{columns.times_as_written[row]}"'
    if comment.likes is not None:
        yield f"{comment.likes} likes"
    if comment.replies is not None:
        yield f"{comment.replies} replies"
    if row in columns.edited:
        yield "edited"
    if comment.accepted:
        yield "accepted"
    if comment.state:
        yield f"({comment.state})"
    if comment.subject:
        yield f'on "{comment.subject}"'
    if comment.missing_parent:
        yield f"answers <{comment.missing_parent}>"
    for name in comment.attachments:
        yield f"attached: {name}"
