"""Plain text for people and pagers: the article, then every comment under a head line, replies indented.

Lines are not wrapped: a pager or an editor does that, and searching in the text finds what the page said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.discussion.discussion import Comment, Discussion

STEP = "  "
"""The indentation of a reply under its parent."""

DEEPEST = 20
"""Levels that are indented. Past them the depth is a number, since a chain of replies can be 100,000 long."""

DIVIDER = "---"
"""Stands between two segments of a comment, as on the pages."""


def write(discussion: Discussion, chosen: Iterable[int]) -> Iterator[str]:
    """Title, paragraphs, what the page declares, and the chosen comments, with blank lines between them."""
    gap = ""
    for block in (discussion.title, *discussion.paragraphs, declared(discussion)):
        if block:
            yield f"{gap}{block}\n"
            gap = "\n"
    comments = discussion.comments
    for index in chosen:
        comment = comments[index]
        yield gap + _indented(comment, "\n".join([head(comment), *_body(comment)]))
        gap = "\n"


def declared(discussion: Discussion) -> str:
    """What the page says of itself ("16 likes · 10 comments"); empty when it says nothing."""
    engagement = discussion.engagement
    counts = {name: getattr(engagement, name) for name in ("likes", "comments", "reposts", "shares", "views")}
    return " · ".join(counted(count, name) for name, count in counts.items() if count is not None)


def counted(count: int, plural: str) -> str:
    """A number with its noun."""
    return f"{count} {plural[:-1] if plural.endswith('s') and count == 1 else plural}"


def head(comment: Comment) -> str:
    """The head line of a comment: who, when, and what the page counted."""
    parts = [comment.author or "(nobody named)"]
    if comment.time:
        parts.append(comment.time.isoformat(" ", "minutes" if not comment.time.second else "seconds"))
    elif comment.time_text:
        parts.append(comment.time_text)
    if comment.likes is not None:
        parts.append(counted(comment.likes, "likes"))
    if comment.replies:
        parts.append("1 reply" if comment.replies == 1 else f"{comment.replies} replies")
    if comment.depth > DEEPEST:
        parts.append(f"depth {comment.depth}")
    return " · ".join(parts)


def _body(comment: Comment) -> Iterator[str]:
    for number, segment in enumerate(comment.segments):
        if number:
            yield DIVIDER
        yield segment.text


def _indented(comment: Comment, text: str) -> str:
    indent = STEP * min(comment.depth, DEEPEST)
    return "".join(f"{indent}{line}\n" if line else "\n" for line in text.split("\n"))
