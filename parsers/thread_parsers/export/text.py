"""Plain text for people and pagers: the article, then every comment under a head line, replies indented.

Lines are not wrapped: a pager or an editor does that, and a search finds phrases as they are on the page.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from thread_parsers.discussion.subjects import new_subject
from thread_parsers.text.counted import counted
from thread_parsers.text.text_pieces import PIECE_CHARS, in_pieces, line_runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.discussion.comment import Comment
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.numbered import Numbered

INDENT = "  "
"""The indentation of a reply under its parent."""

MAX_INDENT_DEPTH = 20
"""Levels of replies that are indented. Deeper ones state their depth, since a chain of replies can be 100,000 long."""

SEPARATOR = "---"
"""The line between two segments of a comment, as on the pages."""

RULE = "=" * 80
"""The line above the heading of each of several discussions."""

MAX_WHOLE_BYTES = 1 << 12
"""The body of a comment that is written at once, at most."""

NO_NAME = "(no name)"
"""Written for the author of a comment without one."""


def write(discussion: Discussion, chosen: Iterable[int], heading: str | None = None) -> Iterator[str]:
    """Title or another heading, paragraphs, what the page declares, and the chosen comments, with blank lines between
    them."""
    gap = ""
    for block in chain((heading or discussion.title,), discussion.each_paragraph(), (declared(discussion),)):
        if block:
            yield gap
            yield from in_pieces(block)
            gap = "\n\n"
    if gap:
        gap = "\n"
        yield gap
    comments = discussion.comments
    for index in chosen:
        yield gap
        yield from _comment(discussion, comments.without_segments(index))
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


def segment_texts(discussion: Discussion, index: int) -> Iterable[str | None]:
    """The text of each segment of a comment, and None every few milliseconds: there may be many."""
    columns = discussion.columns
    if columns.body_end[index] - columns.body_start[index] <= MAX_WHOLE_BYTES:
        return [segment.text for segment in discussion.segments(index)]
    return (None if segment is None else segment.text for segment in discussion.segments_in_steps(index))


def words(discussion: Discussion, comment: Comment) -> Iterable[str | None]:
    """The same; for a comment without text its state in brackets, if it has one."""
    texts = segment_texts(discussion, comment.id - 1)
    return _texts_or_state(texts, comment.state) if comment.state else texts


def _texts_or_state(texts: Iterable[str | None], state: str) -> Iterator[str | None]:
    has_text = False
    for text in texts:
        has_text = has_text or text is not None
        yield text
    if not has_text:
        yield f"[{one_line(state)}]"


def _comment(discussion: Discussion, comment: Comment) -> Iterator[str]:
    indent = INDENT * min(comment.depth, MAX_INDENT_DEPTH)
    pieces = _head_and_words(discussion, comment)
    if isinstance(pieces, list):
        yield from _indented(indent, "\n".join(pieces))
        return
    for piece in pieces:
        yield from _indented(indent, piece) if piece else ("",)


def _head_and_words(discussion: Discussion, comment: Comment) -> Iterable[str]:
    """What is on lines of its own, and empty text every few milliseconds."""
    line, texts = _head_line(discussion, comment), words(discussion, comment)
    if isinstance(texts, list):
        return [line, f"\n{SEPARATOR}\n".join(texts)] if texts else [line]
    return chain([line], _with_separators(texts))


def _with_separators(texts: Iterable[str | None]) -> Iterator[str]:
    before = ""
    for text in texts:
        yield "" if text is None else before + text
        before = before if text is None else f"{SEPARATOR}\n"


def one_line(text: str) -> str:
    """Text with single blanks for white space."""
    return " ".join(text.split())


def _indented(indent: str, text: str) -> Iterable[str]:
    return (_indented_lines(indent, text),) if len(text) <= PIECE_CHARS else _indented_pieces(indent, text)


def _indented_lines(indent: str, text: str) -> str:
    return "".join(f"{indent}{line}\n" if line else "\n" for line in text.split("\n"))


def _indented_pieces(indent: str, text: str) -> Iterator[str]:
    for start, end in line_runs(text):
        if end - start <= PIECE_CHARS:
            yield _indented_lines(indent, text[start:end])
        else:  # one line
            yield indent
            yield from in_pieces(text[start:end])
            yield "\n"
