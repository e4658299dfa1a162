"""Plain text for people and pagers: the article, then every comment under a head line, replies indented.

Lines are not wrapped: a pager or an editor does that, and a search finds phrases as they are on the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.subjects import new_subject
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.discussion.discussion import Comment, Discussion
    from thread_parsers.discussion.numbered import Numbered

INDENT = "  "
"""The indentation of a reply under its parent."""

MAX_INDENT_DEPTH = 20
"""Levels of replies that are indented. Deeper ones state their depth, since a chain of replies can be 100,000 long."""

SEPARATOR = "---"
"""The line between two segments of a comment, as on the pages."""

RULE = "=" * 80
"""The line above the heading of each of several discussions."""

NO_NAME = "(no name)"
"""Written for the author of a comment without one."""


def write(discussion: Discussion, chosen: Iterable[int], heading: str | None = None) -> Iterator[str]:
    """Title or another heading, paragraphs, what the page declares, and the chosen comments, with blank lines between
    them."""
    gap = ""
    for block in (heading or discussion.title, *discussion.paragraphs, declared(discussion)):
        if block:
            yield f"{gap}{block}\n"
            gap = "\n"
    comments = discussion.comments
    for index in chosen:
        comment = comments[index]
        yield gap + _indented(comment, "\n".join([_head_line(discussion, comment), *_body(comment)]))
        gap = "\n"


def write_several(discussions: Iterable[Numbered]) -> Iterator[str]:
    """Several discussions, each under a rule and a numbered heading."""
    gap = ""
    for each in discussions:
        yield f"{gap}{RULE}\n"
        yield from write(each.discussion, each.chosen, each.heading)
        gap = "\n"


def declared(discussion: Discussion) -> str:
    """The counters that the page declares ("16 likes · 10 comments"); empty where it declares none."""
    engagement = discussion.engagement
    counts = {
        "like": engagement.likes,
        "comment": engagement.comments,
        "repost": engagement.reposts,
        "share": engagement.shares,
        "view": engagement.views,
    }
    return " · ".join(_counted(count, noun) for noun, count in counts.items() if count is not None)


def _counted(number: int, noun: str, plural: str | None = None) -> str:
    return counted(number, noun, plural, separator="")  # without commas, so that the text can be read back


def head(discussion: Discussion, comment: Comment) -> str:
    """The head line of a comment: author, badge, time, what else `facts` has, and the depth if it is not shown by
    indentation."""
    name = comment.author or NO_NAME
    parts = [f"{name} {comment.badge}" if comment.badge else name]
    if comment.shown_time:
        parts.append(comment.shown_time)
    parts += facts(discussion, comment)
    if comment.depth > MAX_INDENT_DEPTH:
        parts.append(f"depth {comment.depth}")
    return " · ".join(parts)


def facts(discussion: Discussion, comment: Comment) -> Iterator[str]:
    """Likes and replies that the page declares, the edit, the state, whether the comment was accepted, and a new
    subject."""
    if comment.likes is not None:
        yield _counted(comment.likes, "like")
    if comment.replies:
        yield _counted(comment.replies, "reply", "replies")
    if comment.edited:
        yield f"edited {comment.edited}" if isinstance(comment.edited, str) else "edited"
    if comment.state:
        yield one_line(comment.state)
    if comment.accepted:
        yield "accepted"
    subject = new_subject(discussion, comment.id - 1)
    if subject:
        yield f'"{subject}"'


def _head_line(discussion: Discussion, comment: Comment) -> str:
    line = head(discussion, comment)
    return f"{line} · {one_line(comment.permalink)}" if comment.permalink else line


def words(comment: Comment) -> list[str]:
    """The text of the segments; for a comment without text its state in brackets, if it has one."""
    segments = [segment.text for segment in comment.segments]
    return [f"[{one_line(comment.state)}]"] if comment.state and not segments else segments


def _body(comment: Comment) -> Iterator[str]:
    for number, segment in enumerate(words(comment)):
        if number:
            yield SEPARATOR
        yield segment


def one_line(text: str) -> str:
    """Text with single blanks for white space."""
    return " ".join(text.split())


def _indented(comment: Comment, text: str) -> str:
    indent = INDENT * min(comment.depth, MAX_INDENT_DEPTH)
    return "".join(f"{indent}{line}\n" if line else "\n" for line in text.split("\n"))
