"""A comment as HTML. Comments follow one another: a class states the depth, since browsers give up on thousands of
elements within each other."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from thread_parsers.discussion.author_hues import author_hue
from thread_parsers.export.html.words import body, escaped, escaped_line, link
from thread_parsers.export.markdown import STAR
from thread_parsers.export.text import NO_NAME, facts, segment_texts
from thread_parsers.text.text_pieces import PIECE_CHARS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.comment import Comment
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.kept import KeptNote, KeptOfGone

MAX_INDENT_DEPTH = 24
"""Levels of replies that are indented. Deeper ones state their depth."""


def comment_html(discussion: Discussion, comment: Comment, prefix: str, *, has_parent: bool) -> Iterator[str]:
    """Yield the element of a comment. Its id is `prefix` and the number of the comment: never text of the page.
    `has_parent`: whether its parent is in the document, too."""
    depth, number = min(comment.depth, MAX_INDENT_DEPTH), f"{prefix}{comment.id}"
    yield f'<article class="c d{depth} {hue_class(comment.author)}" id="{number}" data-depth="{comment.depth}">\n'
    yield f"<header>{' '.join(_head(discussion, comment, prefix, has_parent=has_parent))}</header>\n"
    is_mail = comment.address is not None
    segment = 0
    for text in segment_texts(discussion, comment.id - 1):
        if text is None:
            yield ""
            continue
        segment += 1
        before, words = (
            f'<div class="segment" id="{number}s{segment}">',
            body(discussion.displayed(text), is_mail=is_mail),
        )
        pieces = chain([before], words, ["</div>\n"])
        yield from ("".join(pieces),) if len(text) <= PIECE_CHARS else pieces
    for note in discussion.kept.notes.get(comment.id - 1, ()):
        yield _note(note)
    yield "</article>\n"


def gone_html(kept: KeptOfGone) -> str:
    """A star or notes on a comment that is not in the file any more."""
    star = f" {STAR}" if kept.starred else ""
    words = f"<b>{escaped_line(kept.author or NO_NAME)}</b>{star} <q>{escaped_line(kept.words)}</q>"
    return f'<div class="gone" dir="auto">{words}{"".join(map(_note, kept.notes))}</div>\n'


def hue_class(author: str) -> str:
    """The class by which the style colours what is by an author."""
    return f"h{author_hue(author)}" if author else "nobody"


def _head(discussion: Discussion, comment: Comment, prefix: str, *, has_parent: bool) -> Iterator[str]:
    yield f'<a class="number" href="#{prefix}{comment.id}">{comment.id}</a>'
    yield f'<b class="author" dir="auto">{escaped_line(comment.author or NO_NAME)}</b>'
    if comment.badge:
        yield f'<span class="badge" dir="auto">{escaped_line(comment.badge)}</span>'
    if comment.id - 1 in discussion.kept.starred:
        yield f'<span class="star">{STAR}</span>'
    when = discussion.shown_time(comment.id - 1)
    if when:
        exact = "" if comment.time is None else f' datetime="{comment.time.isoformat()}"'
        yield f"<time{exact}>{escaped_line(when)}</time>"
    for fact in facts(discussion, comment):
        yield f'<span dir="auto">{escaped_line(fact)}</span>'
    if comment.depth > MAX_INDENT_DEPTH:
        yield f"<span>depth {comment.depth}</span>"
    if comment.parent is not None:
        name = discussion.author(comment.parent - 1) or NO_NAME
        target = f' href="#{prefix}{comment.parent}"' if has_parent else ""
        yield f'<a class="parent"{target} dir="auto">↑ {escaped_line(name)}</a>'
    if comment.permalink:
        yield link(comment.permalink, "permalink")


def _note(note: KeptNote) -> str:
    where = "" if note.segment is None else f" on segment {note.segment + 1}"
    return f'<p class="note" dir="auto"><b>Note{where}:</b> {escaped(note.text)}</p>\n'
